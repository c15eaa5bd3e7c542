"""Block quotations: paragraphs without marks under the verb that leads to them, by either finder."""

from pathlib import Path

import pytest

from index.articles.article import Article
from index.articles.reading import read_articles
from index.quotations.extraction import Finder, extract_quotations
from index.quotations.quotation import QuotationKind

WINTER = "The pier will not see another winter. He who doubts it should walk on it, I mean that."

LEADS = [
    ("Lena Marsh runs the office. In a letter to the council last week, she wrote:", "Lena Marsh", "wrote"),
    ("Mayor Lena Marsh said in a post on Friday:", "Lena Marsh", "said"),
    ("“No,” Lena Marsh said.\n\nMarsh added:", "Lena Marsh", "added"),
    ("Lena Marsh told reporters:", "Lena Marsh", "told"),
    ("As Lena Marsh said of her years there:", "Lena Marsh", "said"),
    ("Lena Marsh issued the following statement:", "Lena Marsh", "issued the following statement"),
]

NO_LEADS = [
    "Lena Marsh noted the weather:",  # its object stands before the colon
    "Lena Marsh was told:",
    "What Lena Marsh said:",  # often a summary
    "The harbor office has three plans:",
    "Photo: Lena Marsh",
]

NO_BLOCKS = [
    "* The pier will not see another winter, and nobody came.",
    "1. The pier will not see another winter, and nobody came.",
    "BELL: The pier will not see another winter, and nobody came.",
    "The pier in winter",
    "“That is not so,” Tom Hale said, and nobody in the room laughed.",
]


def found(text: str, finder: Finder) -> list[tuple[str | None, str | None, list[str]]]:
    """Speaker, cue and content of every quotation found."""
    return [
        (one.speaker, one.cue and one.cue.of(text), [part.of(text) for part in one.content])
        for one in extract_quotations(Article(id="pier", title="", text=text), finder=finder)
    ]


@pytest.mark.parametrize("finder", ["model", "rules"])
@pytest.mark.parametrize(("lead", "speaker", "cue"), LEADS)
def test_a_paragraph_that_a_verb_of_speaking_and_a_colon_lead_to_is_the_words_of_its_subject(
    lead: str, speaker: str, cue: str, finder: Finder
) -> None:
    text = f"{lead}\n\n{WINTER}\n\nThe bridge was built in May.\n"
    of_block = [one for one in found(text, finder) if WINTER in one[2]]
    assert of_block == [(speaker, cue, [WINTER])]
    inside = range(text.index(WINTER), text.index(WINTER) + len(WINTER))
    others = extract_quotations(Article(id="pier", title="", text=text), finder=finder)
    assert [one.kind for one in others if one.content[0].start in inside] == [QuotationKind.DIRECT]


@pytest.mark.parametrize("finder", ["model", "rules"])
@pytest.mark.parametrize("lead", NO_LEADS)
def test_other_lines_that_end_in_a_colon_lead_to_no_quotation(lead: str, finder: Finder) -> None:
    assert not [one for one in found(f"{lead}\n\n{WINTER}\n", finder) if WINTER in one[2]]


@pytest.mark.parametrize("finder", ["model", "rules"])
@pytest.mark.parametrize("block", NO_BLOCKS)
def test_lists_labels_headings_and_other_peoples_words_are_no_block_quotation(
    block: str, finder: Finder
) -> None:
    text = f"Lena Marsh said on Monday:\n\n{block}\n\nThe bridge was built in May.\n"
    assert not [one for one in found(text, finder) if one[0] == "Lena Marsh" and one[2] == [block]]


def test_a_block_quotation_in_markdown_and_on_a_page_is_found_without_its_marks(
    tmp_path: Path,
) -> None:
    (tmp_path / "pier.md").write_text(
        f"# Pier\n\nLena Marsh wrote in a letter:\n\n> {WINTER}\n", encoding="utf-8"
    )
    story = "The pier of Port Arlen was closed on Monday after a storm broke two of its beams in the night."
    lead = "<p>Lena Marsh wrote in a letter:</p>"
    body = f"<p>{story}</p>{lead}<blockquote><p>{WINTER}</p></blockquote><p>{story}</p>"
    (tmp_path / "pier.html").write_text(
        f"<html><head><title>Pier</title></head><body><article>{body}</article></body></html>",
        encoding="utf-8",
    )
    for article in read_articles(tmp_path):
        assert isinstance(article, Article)
        said = {
            part.of(article.text): one.speaker for one in extract_quotations(article) for part in one.content
        }
        assert said[WINTER] == "Lena Marsh"
