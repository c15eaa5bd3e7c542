"""A headline's quotation is somebody's only where the article settles it."""

import pytest

from index.articles.article import Article
from index.quotations.extraction import extract_quotations

BODY = "\n\nThe council met on Monday.\n\n"
ROWS = [
    # headline, what stands below, the words in the headline, who says them
    ("Harlow vote: \u2018A dark day for the town\u2019", "Residents said it was rigged.", "A dark day", None),
    (
        "Ana Reyes: the daughter who \u2018never wanted power\u2019",
        "She is 40.",
        "never wanted",
        None,
    ),
    (
        "Harlow vote: \u2018A dark day for the town\u2019",
        "\u201cIt is a dark day for the town,\u201d said Bo Lind.",
        "A dark day",
        "Bo Lind",
    ),
    ("Bo Lind: The pier will stay", "Bo Lind said that the rest would go.", "The pier will stay", "Bo Lind"),
    ("Bo Lind says the pier will stay", "The rest will go.", "the pier will stay", "Bo Lind"),
]


@pytest.mark.parametrize(("headline", "below", "words", "speaker"), ROWS)
def test_whose_a_headline_is(headline: str, below: str, words: str, speaker: str | None) -> None:
    text = headline + BODY + below + "\n"
    found = extract_quotations(Article(id="a", title=headline, text=text))
    told = [one.speaker for one in found if any(words in part.of(text) for part in one.content)][:1]
    assert told in ([speaker], [] if speaker is None else [speaker])
