"""Furniture of a page is left out before quotations are looked for; what is said is never furniture."""

import pytest

from index.analysis.furniture import furniture
from index.analysis.paragraphs import split_paragraphs
from index.articles.article import Article
from index.quotations.extraction import extract_quotations

BODY = (
    "The harbour board put off its vote on Tuesday.",
    "Owen Trask told the board that two coasters had touched bottom since March.",
    "\u201cWe cannot wait,\u201d he said.",
    "The county owns a fifth of the port.",
)


def page(*lines: str) -> str:
    """An article with `lines` between two of its paragraphs."""
    return "\n\n".join(("Board puts off vote", *BODY[:2], *lines, *BODY[2:]))


FURNITURE = [
    "READ MORE: Haldane says \u2018nobody asked me\u2019 about tugs",
    "Also read | Mayor Penrose accuses council of lying",
    "SEE ALSO \u2013 Ferry crews walk out over pay, says union",
    "More on this story",
    "Related: Hugh Penrose on the price of silt",
    "DON'T MISS",
    "By Pia Lunt",
    "By Pia Lunt and Rolf Maas in Port Ellery",
    "BYLINE: Pia Lunt",
    "Written by Pia Lunt",
    "Reporting by Pia Lunt; editing by Rolf Maas",
    "Additional reporting by Pia Lunt",
    "Mayor Hugh Penrose opens the new quay. Photograph: Pia Lunt",
    "Mayor Hugh Penrose at the quay (Pia Lunt/AP)",
    "[Mayor Hugh Penrose at the quay last year. Pia Lunt/NW]",
    "Photo: Hugh Penrose says hello to pupils (AP)",
    "Press contact: Hugh Penrose, Port Ellery Council, 555 0142",
    "Contact: Hugh Penrose, hugh@example.org",
    "Hugh Penrose is our business editor. He can be reached at hugh@example.org. He said he is on leave.",
    "Sign up to our newsletter, edited by Hugh Penrose, for the best of the week.",
    "You are reading this because of subscribers like you. Our editor, Hugh Penrose, says thanks.",
    "COUNCIL CHIEF ALLEGEDLY CALLED PORT PLAN 'A MONEY PIT'",
    "Mayor Hugh Penrose asks drivers to \u2018stay off the bridge\u2019",
    "What the mayor wants from the harbour",
    "Tags: Hugh Penrose, harbour, silt",
    "Advertisement",
]


@pytest.mark.parametrize("line", FURNITURE)
def test_a_line_of_the_page_neither_speaks_nor_changes_who_he_is(line: str) -> None:
    text = page(line)
    paragraphs = split_paragraphs(text)
    assert [
        one.of(text) for one, own in zip(paragraphs, furniture(text, paragraphs), strict=True) if own
    ] == [line]
    found = extract_quotations(Article(id="a", title="a", text=text))
    assert [(one.content[0].of(text).removeprefix("that "), one.speaker) for one in found] == [
        ("two coasters had touched bottom since March", "Owen Trask"),
        ("We cannot wait,", "Owen Trask"),
    ]


ARTICLE = [
    "Read the report, she said, and then tell me that it is safe.",
    "More than forty people came to the meeting.",
    "By Tuesday the water had reached the church.",
    "Picture a harbour without water, Trask said.",
    "\u201cSign up for our newsletter? Never,\u201d said Trask",
    "TRASK: We cannot wait",
    "[00:00:15] Owen Trask: Not this year",
    "Contact with the ship was lost on Monday, Trask said.",
    "He wrote on Twitter: @board is wrong.",
    "The club's newsletter says that the pier is safe.",
]


@pytest.mark.parametrize("line", ARTICLE)
def test_a_paragraph_of_the_article_is_none(line: str) -> None:
    text = page(line)
    assert not any(furniture(text, split_paragraphs(text)))


def test_what_stands_below_a_heading_of_links_is_links() -> None:
    text = page("Most Popular", "Rower, 61, crosses strait", "Typhoon could turn north, bureau says")
    paragraphs = split_paragraphs(text)
    assert sum(furniture(text, paragraphs)) == 3


def test_lines_that_never_end_in_a_stop_are_the_article() -> None:
    text = "Notes\n\nThe board met on Tuesday\n\nIt put off its vote\n\nNobody knows why\n\nIt meets again."
    assert not any(furniture(text, split_paragraphs(text)))
