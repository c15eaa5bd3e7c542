"""Verdicts and counts as a terminal shows them."""

from collections.abc import Iterator

import pytest

from index.answers.findings import difference
from index.cli.plain import answer_lines
from index.cli.terminal import show_answer
from index.records.archive import Archive
from tests.support.harbour import harbour


@pytest.fixture(scope="module")
def pier() -> Iterator[Archive]:
    """An archive of the harbour's articles."""
    with Archive.temporary(harbour(), finder="rules") as archive:
        yield archive


# question | the lines before the first passage
OPENINGS = [
    ('did Berg say "sail it home"?', ["Exact: Ingrid Berg is quoted with these very words."]),
    (
        'did Berg say "Sail it again, Tove"?',
        [
            "Altered: Ingrid Berg is quoted with words that differ.",
            "Rolf Lund is quoted with exactly these words.",
            "   typed:   Sail it *again* Tove",
            "   article: Sail it Tove",
        ],
    ),
    (
        'did Berg say "We shall leave a boat behind"?',
        [
            "Altered: Ingrid Berg is quoted with words that differ.",
            "   typed:   We shall leave a boat behind",
            "   article: We shall *not* leave a *single* boat behind",
        ],
    ),
    (
        'did Okafor say "sail it home"?',
        ["Somebody else's words: Ingrid Berg is quoted with these very words, not Paul Okafor."],
    ),
    (
        'did Napoleon say "sail it right home"?',
        [
            "Somebody else's words: Ingrid Berg is quoted with nearly these words, not Napoleon.",
            "Nobody called “Napoleon” is quoted in this archive.",
            "   typed:   Sail it *right* home",
            "   article: Sail it home",
        ],
    ),
    (
        'did Berg say "the moon is made of cheese"?',
        ["No quotation found from Ingrid Berg with these words. Here is what was found instead:"],
    ),
    (
        'is this right: "the ice had come too early"',
        [
            "Exact: these very words are quoted, but the article does not make clear who said them.",
            "The article tells this in its own words; it is not a direct quotation.",
        ],
    ),
    ("how often is Rolf Lund quoted?", ["Rolf Lund: 2 remarks in 1 article, 3 May 2024."]),
    (
        "how often did Berg talk about sailing home?",
        [
            (
                "Ingrid Berg on “sailing home”: 1 remark, printed 2 times in 2 articles,"
                " 2 May 2024 to 10 June 2024."
            )
        ],
    ),
    (
        "when did Okafor first mention the pier?",
        [
            (
                "Paul Okafor is first quoted on “pier” on 2 May 2024. In all: 2 remarks in 2 articles,"
                " 2 May 2024 to 20 January 2025."
            )
        ],
    ),
    (
        "has Okafor ever mentioned the toll?",
        ["Yes. Paul Okafor on “toll”: 1 remark in 1 article, 2 May 2024."],
    ),
    (
        "who spoke most about the pier?",
        [
            (
                "Quoted most on “pier”: Ingrid Berg, 4 remarks in 3 articles, 10 June 2024 to 20 January"
                " 2025. Then Paul Okafor (2)."
            )
        ],
    ),
    (
        "who else besides Berg spoke about the pier?",
        [
            (
                "Quoted on “pier”: Paul Okafor (2). In all: 2 remarks in 2 articles, 2 May 2024 to"
                " 20 January 2025."
            )
        ],
    ),
    (
        "how often did Okafor mention whales?",
        [
            (
                "No quotation found from Paul Okafor on “whales” in 5 articles from 2024-05-02 to 2025-01-20."
                " Here is what was found instead:"
            )
        ],
    ),
]


@pytest.mark.parametrize(("question", "lines"), OPENINGS, ids=[row[0] for row in OPENINGS])
def test_what_stands_before_the_passages(pier: Archive, question: str, lines: list[str]) -> None:
    shown = answer_lines(pier.ask(question))
    assert shown[: len(lines)] == lines
    assert shown[len(lines) : len(lines) + 1] == [""]


def test_a_terminal_shows_both_texts_in_one_line(pier: Archive, capsys: pytest.CaptureFixture[str]) -> None:
    show_answer(pier.ask('did Berg say "We must leave a single boat behind"?'))
    assert "We must shall not leave a single boat behind" in capsys.readouterr().out


def test_long_runs_of_the_same_words_are_shortened_in_the_middle(pier: Archive) -> None:
    claim = "They shall not leave a single boat behind, whatever the winter may or may not bring"
    words = [change.words for change in difference(pier.ask(f'did Berg say "{claim}"?'))]
    assert words == [
        "They",
        "We",
        "shall not leave a single … behind, whatever the winter may",
        "or may not",
        "bring",
    ]
    assert difference(pier.ask('did Berg say "sail it home"?')) == ()
