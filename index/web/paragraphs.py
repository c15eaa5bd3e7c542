"""What is shown of an article as paragraphs, with the places where something is left out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from index.analysis.paragraphs import split_paragraphs
from index.records.marked import Piece
from index.spans import Span
from index.web.shown import ShownArticle, Stretch

_MARKS = re.compile("[.,;:!?…]*[\"'”’»“›)\\]]*[.,;:!?…]*")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph in pieces; None stands where text of the article is left out."""

    pieces: tuple[Piece | None, ...]

    @property
    def text(self) -> str:
        """What is shown of the article's text there."""
        return "".join(piece.text for piece in self.pieces if piece is not None)

    @property
    def ending(self) -> tuple[int, ...]:
        """The numbers of the quotations whose last words stand in it."""
        return tuple(number for piece in self.pieces if piece is not None for number in piece.ends)


def paragraphs(article: ShownArticle, text: str) -> list[Paragraph]:
    """What is shown of an article with that text; a first line that only repeats its title is left out."""
    found = in_paragraphs(article.stretches, text)
    if found and not found[0].ending and found[0].text.split() == article.article.title.split():
        del found[0]
    return found


def in_paragraphs(stretches: Iterable[Stretch], text: str) -> list[Paragraph]:
    """Stretches of a text taken apart where its paragraphs end; the end of what is shown is no gap."""
    placed = list(_placed(stretches))
    found: list[Paragraph] = []
    first, shown_to = 0, 0
    for paragraph in split_paragraphs(text):
        while first < len(placed) and placed[first][0].end <= paragraph.start:
            first += 1
        pieces: list[Piece | None] = []
        place = first
        while place < len(placed) and placed[place][0].start < paragraph.end:
            span, piece = placed[place]
            cut = Span(max(span.start, paragraph.start), min(span.end, paragraph.end))
            between = text[shown_to : cut.start]
            if between.strip():
                pieces.append(None)
            elif between and pieces:
                pieces.append(Piece(text=between, numbers=(), ends=()))
            pieces.append(_cut(span, piece, cut))
            shown_to = cut.end
            place += 1
        if any(piece is not None and piece.text.strip() for piece in pieces):
            found.append(Paragraph(tuple(_after_marks(pieces))))
    return found


def _after_marks(pieces: Iterable[Piece | None]) -> Iterator[Piece | None]:
    """The pieces, those quotations that end before punctuation and closing marks ending after them."""
    ends: tuple[int, ...] = ()
    for piece in pieces:
        if piece is None or piece.numbers or not (marks := _MARKS.match(piece.text)):
            if ends:
                yield Piece(text="", numbers=(), ends=ends)
        elif ends:
            yield Piece(text=marks[0], numbers=(), ends=ends)
            piece = replace(piece, text=piece.text[marks.end() :])
        ends = piece.ends if piece is not None else ()
        if piece is None:
            yield None
        elif piece.text:
            yield replace(piece, ends=())
    if ends:
        yield Piece(text="", numbers=(), ends=ends)


def _placed(stretches: Iterable[Stretch]) -> Iterator[tuple[Span, Piece]]:
    """Every piece with its place in the article's text."""
    for stretch in stretches:
        at = stretch.span.start
        for piece in stretch.pieces:
            yield Span(at, at + len(piece.text)), piece
            at += len(piece.text)


def _cut(span: Span, piece: Piece, part: Span) -> Piece:
    """A part of a piece at `span`; quotations end with it where what is left of the piece has no words."""
    left = piece.text[part.end - span.start :].strip()
    text = piece.text[part.start - span.start : part.end - span.start]
    return Piece(text=text, numbers=piece.numbers, ends=() if left else piece.ends)
