"""Paragraphs of what is shown: where they end, what is left out, and where a quotation's number stands."""

import pytest

from index.records.marked import Piece
from index.spans import Span
from index.web.paragraphs import in_paragraphs
from index.web.shown import Stretch

TEXT = 'Ferry\n\n"We sail," said Ana. She said the ice was thin. It rained.\n\n"Not now," Bo said.\n'


def _stretch(start: str, end: str, *quoted: tuple[str, int]) -> Stretch:
    """The text from one word to another, with these words in it quoted."""
    first, last = TEXT.index(start), TEXT.index(end) + len(end)
    pieces, at = [], first
    for words, number in quoted:
        begin = TEXT.index(words)
        if begin > at:
            pieces.append(Piece(text=TEXT[at:begin], numbers=(), ends=()))
        pieces.append(Piece(text=words, numbers=(number,), ends=(number,)))
        at = begin + len(words)
    if at < last:
        pieces.append(Piece(text=TEXT[at:last], numbers=(), ends=()))
    return Stretch(span=Span(first, last), pieces=tuple(pieces))


SAIL, ICE, NOT = ("We sail,", 1), ("the ice was thin", 2), ("Not now,", 3)


@pytest.mark.parametrize(
    ("stretches", "shown"),
    [
        (
            [Stretch(span=Span(0, len(TEXT)), pieces=_stretch("Ferry", "said.\n", SAIL, ICE, NOT).pieces)],
            ["Ferry", '"We sail,"¹ said Ana. She said the ice was thin.² It rained.', '"Not now,"³ Bo said.'],
        ),
        (  # sentences that follow one another
            [_stretch('"We sail', "said Ana.", SAIL), _stretch("She", "thin.", ICE)],
            ['[…]"We sail,"¹ said Ana. She said the ice was thin.²'],
        ),
        (  # what is left out between two paragraphs
            [_stretch("She", "thin.", ICE), _stretch('"Not', "said.", NOT)],
            ["[…]She said the ice was thin.²", '[…]"Not now,"³ Bo said.'],
        ),
        (
            [_stretch("We", "sail,", SAIL), _stretch("the ice", "thin", ICE)],
            ["[…]We sail,¹[…]the ice was thin²"],
        ),
        ([_stretch('"Not', "said.", NOT)], ['[…]"Not now,"³ Bo said.']),
        ([], []),
    ],
)  # fmt: skip
def test_paragraphs_end_as_the_articles_do(stretches: list[Stretch], shown: list[str]) -> None:
    found = [
        "".join(
            "[…]" if piece is None else piece.text + "".join("⁰¹²³"[number] for number in piece.ends)
            for piece in one.pieces
        )
        for one in in_paragraphs(stretches, TEXT)
    ]
    assert found == shown
