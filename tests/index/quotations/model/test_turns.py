"""Who has the word where quotations stand in paragraphs of their own."""

import pytest

from index.articles.article import Article
from index.quotations.extraction import extract_quotations
from index.quotations.marks import quoted_spans
from index.quotations.model.turns import is_anothers, is_near, turns_in
from index.spans import Span

HEAD = "Court day\n\nProsecutor Ida Vuk questioned the carpenter, Ante Lind, for an hour.\n\n"

ROWS = [
    (  # whose the closed quotation is, the next paragraph's cue does not tell
        "Vuk laughed. “I have been waiting.”\n\n“It could be so,” Lind put in, “but I doubt it.”",
        {"I have been waiting": {None, "Ida Vuk"}, "It could be so": {"Ante Lind"}},
    ),
    (  # a short question between two answers is not the carpenter's
        "“I am a carpenter,” Lind answered. “I buy drills.”\n\n“With a long bit?”\n\n“They had no others.”",
        {"I am a carpenter": {"Ante Lind"}, "With a long bit": {None, "Ida Vuk"}},
    ),
    (  # left open, it goes on
        "“I was at the yard all day.\n\n“Nobody came, and I went home,” Lind told the court.",
        {"I was at the yard": {"Ante Lind"}, "Nobody came": {"Ante Lind"}},
    ),
    (
        "Lind said he was at the yard.\n\n“I was there all day, and nobody came.”\n\n“Then I went home.”",
        {"I was there all day": {"Ante Lind"}, "Then I went home": {None, "Ante Lind"}},
    ),
]


@pytest.mark.parametrize(("body", "speakers"), ROWS)
def test_a_closed_quotation_gives_nobody_the_word_of_the_next(
    body: str, speakers: dict[str, set[str | None]]
) -> None:
    text = f"{HEAD}{body}\n\nThe trial goes on.\n"
    told = extract_quotations(Article(id="a", title="Court day", text=text), finder="model")
    for words, allowed in speakers.items():
        named = {one.speaker for one in told if any(words in part.of(text) for part in one.content)}
        assert named <= allowed, (words, named)


def test_a_content_is_cut_where_the_word_may_be_taken() -> None:
    text = "“Alone?”\n\n“With the dog.”\n\n“I see,” said Vuk."
    cue = Span(text.index("said"), text.index("said") + 4)
    parts = turns_in(text, [Span(0, text.index("I see") + 6)], cue, quoted_spans(text))
    assert [part.of(text) for part in parts] == ["Alone?", "With the dog.", "I see,"]


@pytest.mark.parametrize(
    ("text", "anothers"),
    [
        ("“I saw it.”\n\n“No,” said Vuk.", True),
        ("“I saw it.\n\n“All of it,” said Vuk.", False),
        ("“I saw it.” “All of it,” said Vuk.", False),
        ("“I saw it.”\n\nVuk spoke.\n\n“All of it,” said Vuk.", False),
    ],
)
def test_between_a_quotation_and_its_cue(text: str, anothers: bool) -> None:
    cue = Span(text.index("said"), text.index("said") + 4)
    assert is_anothers(text, [Span(1, 10)], cue, quoted_spans(text)) is anothers


@pytest.mark.parametrize(
    ("text", "cue", "source", "near"),
    [
        ("“Dry,” said, on a bad line, somebody.\n\nAna Ruiz was there.", "said", "Ana Ruiz", False),
        ("“Dry,” said, on a bad line, Ana Ruiz.", "said", "Ana Ruiz", True),
        ("Ana Ruiz spoke.\n\n“Dry,” she said.", "said", "Ana Ruiz", True),
        ("“Dry” —\nAna Ruiz", "—", "Ana Ruiz", True),
    ],
)
def test_a_source_stands_in_reach_of_its_cue(text: str, cue: str, source: str, near: bool) -> None:
    places = [Span(text.index(words), text.index(words) + len(words)) for words in (cue, source)]
    assert is_near(text, *places) is near
