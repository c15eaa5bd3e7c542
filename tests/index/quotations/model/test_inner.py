"""Words that a speaker quotes from another are the other's."""

import pytest

from index.articles.article import Article
from index.quotations.extraction import extract_quotations

HEAD = (
    "Old pier\n\nAna Ruiz runs the pier. Bo Lind, 61, owns the mill.\n\n"
    "“It is quiet here,” said Ruiz. “Not for long,” said Lind.\n\n"
)

ROWS = [
    ("Ruiz said Lind told her: “We are going to close the pier.”", "Bo Lind"),
    ("Ruiz told the court that Lind had shouted: “Jump, all of you, before she turns!”", "Bo Lind"),
    ("Lind recalled that Ana Ruiz wrote to him, “The pier is yours, the sea is not.”", "Ana Ruiz"),
    ("According to Ruiz, Bo Lind once warned: “A mill without a river is a barn.”", "Bo Lind"),
    ("Lind said he was there when engineers told those in the room: “We have lost it all.”", None),
    ("Ruiz said that a man from the port told her: “You will have to go.”", None),
    ("Lind told reporters that his lawyer Carl Berg replied “Never in my life” and hung up.", "Carl Berg"),
]
OWN = [
    ("Ruiz told Lind: “We are going to close the pier.”", "Ana Ruiz"),
    ("Ruiz said she told him: “We are going to close the pier.”", "Ana Ruiz"),
    ("Ruiz said Lind was “a thief and a liar”.", "Ana Ruiz"),
    ("Ruiz said that, after Lind spoke, “the room went cold and stayed so”.", "Ana Ruiz"),
]


def found(sentence: str) -> list[tuple[str, str | None]]:
    text = f"{HEAD}{sentence}\n"
    words = sentence[sentence.index("“") + 1 : sentence.index("”")].strip(",.!")
    return [
        (one.content[-1].of(text), one.speaker)
        for one in extract_quotations(Article(id="a", title="Old pier", text=text), finder="model")
        if any(words in part.of(text) for part in one.content)
    ]


@pytest.mark.parametrize(("sentence", "speaker"), ROWS)
def test_what_somebody_quotes_is_the_others(sentence: str, speaker: str | None) -> None:
    ((words, named),) = found(sentence)
    assert words == sentence[sentence.index("“") + 1 : sentence.index("”")]
    assert named == speaker


@pytest.mark.parametrize(("sentence", "speaker"), OWN)
def test_what_somebody_says_stays_theirs(sentence: str, speaker: str) -> None:
    assert [named for _, named in found(sentence)] == [speaker]


def test_what_is_told_beside_it_stays_the_outer_speakers() -> None:
    sentence = "Lind said he was still asleep when Ruiz told him: “We have lost it all.”"
    text = f"{HEAD}{sentence}\n"
    told = extract_quotations(Article(id="a", title="Old pier", text=text), finder="model")
    assert [(one.content[0].of(text), one.speaker) for one in told[-2:]] == [
        ("he was still asleep", "Bo Lind"),
        ("We have lost it all.", "Ana Ruiz"),
    ]
