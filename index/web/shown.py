"""How much of an article is shown: decided here for pages, API and MCP alike.

Whoever runs the site may have the right to show passages and no more. Then of an article stand only the
sentences with quotations; and where these are most of it, only the quotations' own words. A quotation by
itself stands in its paragraph, unless that is most of the article.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

from index.answers.answer import Answer
from index.answers.passage import ArticleRef, Passage
from index.archive.archive import StoredArchive
from index.records.marked import MarkedArticle, Piece
from index.records.record import Record
from index.spans import Span
from index.web.site import Articles

MOST = 2 / 3
"""The share of an article up to which sentences are shown together, where only passages may be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A part of an article that is shown in one piece: where it stands, and its text as pieces."""

    span: Span
    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        """The article's text there."""
        return "".join(piece.text for piece in self.pieces)


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownArticle:
    """What is shown of an article; of a `whole` one there is one stretch, which is all of it.

    `pieces` are marked with the numbers, from 1, of the quotations.
    """

    article: ArticleRef
    key: str
    author: str | None
    language: str | None
    whole: bool
    stretches: tuple[Stretch, ...]
    quotations: tuple[Record, ...]

    def to_dict(self) -> dict[str, object]:
        """The form of the API; `text` is null where passages alone are shown."""
        about = {**self.article.to_dict(), "key": self.key, "author": self.author, "language": self.language}
        return {
            "article": about,
            "whole": self.whole,
            "text": self.stretches[0].text if self.whole else None,
            "passages": [
                {"start": one.span.start, "end": one.span.end, "text": one.text} for one in self.stretches
            ],
            "quotations": [record.to_dict() for record in self.quotations],
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownQuotation:
    """A quotation in its paragraph, whose pieces numbered 1 are its own words, and who else carries it."""

    record: Record
    paragraph: Stretch
    copies: tuple[tuple[str, ArticleRef], ...]
    """Other articles that carry the same remark, each after its key."""


def shown_article(marked: MarkedArticle, articles: Articles) -> ShownArticle:
    """What is shown of an article."""
    whole = articles is Articles.FULL
    wide = not whole and _is_mostly_quoted(marked)
    spans = [Span(0, len(marked.text))] if whole else list(_passages(marked))
    places, pieces = _placed(marked)
    return ShownArticle(
        article=without_path(marked.article),
        key=marked.key,
        author=marked.author,
        language=marked.language,
        whole=whole,
        stretches=tuple(Stretch(span=span, pieces=tuple(_within(places, pieces, span))) for span in spans),
        quotations=tuple(_narrowed(one) for one in marked.quotations) if wide else marked.quotations,
    )


def shown_paragraph(archive: StoredArchive, key: int, record: Record, articles: Articles) -> Stretch:
    """The paragraph of a quotation, or its sentences where the paragraph may not be shown."""
    text = archive.article(key).text
    context = record.sentences
    span = _paragraph(archive, key, context)
    if articles is Articles.PASSAGES and span.end - span.start > MOST * len(text):
        span = context
    edges = sorted({*span, *(place for part in record.spans for place in part)})
    last = record.spans[-1].end
    pieces = [
        Piece(
            text=text[start:end],
            numbers=(1,) if any(part.start <= start and end <= part.end for part in record.spans) else (),
            ends=(1,) if end == last else (),
        )
        for start, end in pairwise(edges)
    ]
    return Stretch(span=span, pieces=tuple(pieces))


def without_path(article: ArticleRef) -> ArticleRef:
    """The article as those elsewhere see it: where its file lies is nobody's business."""
    return replace(article, path=None)


def shown_answer(answer: Answer) -> Answer:
    """An answer whose passages do not tell where files lie."""

    def shown(passages: Iterable[Passage]) -> tuple[Passage, ...]:
        return tuple(
            replace(
                one,
                article=without_path(one.article),
                copies=tuple(without_path(copy) for copy in one.copies),
            )
            for one in passages
        )

    return replace(answer, answers=shown(answer.answers), related=shown(answer.related))


def _passages(marked: MarkedArticle) -> Iterator[Span]:
    """The sentences with quotations; the quotations' own words where these are most of the article."""
    if not _is_mostly_quoted(marked):
        return iter(_joined(record.sentences for record in marked.quotations))
    return iter(_joined(span for record in marked.quotations for span in record.spans))


def _is_mostly_quoted(marked: MarkedArticle) -> bool:
    """Whether the sentences with quotations are more of an article than may be shown together."""
    contexts = _joined(record.sentences for record in marked.quotations)
    return sum(span.end - span.start for span in contexts) > MOST * len(marked.text)


def _narrowed(record: Record) -> Record:
    """A record whose context is its own words, from the first to the last."""
    begin = record.sentences.start
    return replace(record, context=record.context[record.start - begin : record.end - begin])


def _joined(spans: Iterable[Span]) -> list[Span]:
    """Spans in order, those that overlap or touch as one."""
    found: list[Span] = []
    for span in sorted(spans):
        if found and span.start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return found


def _paragraph(archive: StoredArchive, key: int, span: Span) -> Span:
    """The paragraphs that a span stands in."""
    sentences = [sentence for _, sentence in archive.sentences_of(key)]
    inside = {s.paragraph for s in sentences if s.span.start < span.end and s.span.end > span.start}
    whole = [s.span for s in sentences if s.paragraph in inside]
    if not whole:
        return span
    return Span(min(span.start, whole[0].start), max(span.end, whole[-1].end))


def _placed(marked: MarkedArticle) -> tuple[list[int], list[Piece]]:
    """The pieces of the whole text, after the places where they begin."""
    pieces = list(marked.pieces())
    return list(accumulate((len(piece.text) for piece in pieces), initial=0)), pieces


def _within(places: Sequence[int], pieces: Sequence[Piece], span: Span) -> Iterator[Piece]:
    """The pieces that stand in a span, cut where it begins and ends."""
    for number in range(bisect_right(places, span.start) - 1, bisect_left(places, span.end)):
        piece, place = pieces[number], places[number]
        start, end = max(place, span.start), min(place + len(piece.text), span.end)
        ends = piece.ends if end == place + len(piece.text) else ()
        yield Piece(text=piece.text[start - place : end - place], numbers=piece.numbers, ends=ends)
