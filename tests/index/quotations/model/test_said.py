"""What stands between quotation marks and was not said: titles, mottos, terms, names of things."""

import pytest

from index.articles.article import Article
from index.quotations.extraction import extract_quotations
from index.quotations.marks import quoted_spans
from index.quotations.model.said import DOUBTED, LEAST, logit, was_said
from index.spans import Span

SAID = "“The pier is old,” said Ana Ruiz."
UNSAID = [
    "Ruiz promoted “Tides: Part Three” in Lisbon in a yellow coat.",
    "Sales of “Tides” drove Ruiz up the charts.",
    "The Port of Harwick will post its ‘Living by the water’ leaflet to nine thousand homes.",
    "The government has also put out new advice this week called ‘Before the storm.’",
    "The boat that Ruiz steers has a sticker with the motto ‘no fish, no fun’.",
    "Ruiz has retired the “Lady of Porto” ferry.",
    "Ruiz closed the evening with “Song for a Ferryman” and left.",
    "Ruiz published a poem titled “Nine Gulls” in the spring.",
]
SPOKEN = [
    ("Ruiz called the leaflet “a waste of paper”.", "the leaflet “a waste of paper"),
    ("Ruiz tweeted “Thank You Harwick” at noon.", "Thank You Harwick"),
    ("Ruiz, who dismissed the song as “noise”, left early.", "the song as “noise"),
    ("“Never,” said Ruiz.", "Never,"),
    ("Ruiz said the film was “a long yawn”.", "the film was “a long yawn"),
]


def found(sentence: str) -> list[str]:
    text = f"Old pier\n\n{SAID}\n\n{sentence}\n\nIt rained.\n"
    return [
        part.of(text).rstrip("”")
        for one in extract_quotations(Article(id="a", title="Old pier", text=text), finder="model")
        for part in one.content
    ][1:]


@pytest.mark.parametrize("sentence", UNSAID)
def test_a_title_or_a_motto_is_no_quotation(sentence: str) -> None:
    assert found(sentence) == []


@pytest.mark.parametrize(("sentence", "said"), SPOKEN)
def test_what_was_said_in_few_words_stays(sentence: str, said: str) -> None:
    assert found(sentence) == [said]


@pytest.mark.parametrize(
    ("sentence", "bound", "below"),
    [
        ("The cast of “Winter Boats” arrived.", LEAST, True),
        ("They mark it as “fragile” goods.", DOUBTED, True),
        ("“We shall not sell the mill,” he said.", DOUBTED, False),
        ("She said it was “a mess”.", DOUBTED, False),
    ],
)
def test_how_likely_it_was_said(sentence: str, bound: float, below: bool) -> None:
    assert (logit(sentence, quoted_spans(sentence)[0]) < bound) is below


def test_what_has_no_marks_counts_as_said() -> None:
    text = "Ruiz said that the pier was old."
    assert was_said(text, [Span(10, 31)], Span(5, 9), quoted_spans(text))


def test_a_word_that_somebody_is_said_to_use_was_said() -> None:
    text = "Ruiz has used the phrase “Tidal Justice” often."
    inner = quoted_spans(text)[0].inner
    assert was_said(text, [inner], Span(9, 24), quoted_spans(text))
