"""Quotations as a page shows them, whether an answer found them or a record holds them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from index.answers.passage import Matched, Passage, Piece
from index.archive.addresses import article_key, speaker_id
from index.archive.archive import StoredArchive
from index.archive.rows import QuotationRow
from index.records.reading import Reader
from index.records.record import Record
from index.spans import Span
from index.web.shown import ShownArticle


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody whose words they are, with the id that their page has."""

    id: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """A quotation, or a sentence of narration, as it stands in a list; what is not told is None.

    `ids` are those of all that is quoted in the same sentences, none for narration. `unsettled` names the
    speaker where there are no `voices`; `copies` counts the other articles that carry it.
    """

    ids: tuple[str, ...]
    kind: str
    pieces: tuple[Piece, ...]
    voices: tuple[Voice, ...]
    unsettled: str
    role: str | None
    article_key: str
    title: str
    url: str | None
    publisher: str | None
    published: str | None
    language: str | None
    lead: str | None = None
    cut: bool = False
    nearest: bool = False
    corrected: bool = False
    copies: int = 0


def of_passages(archive: StoredArchive, passages: Sequence[Passage]) -> list[Quoted]:
    """The passages of an answer, in their order."""
    numbers = [one.quotation for one in passages if one.quotation is not None]
    rows = {row.id: row for row in archive.quotations(numbers)}
    keys = {one.article.id: archive.key_of(one.article.id) for one in passages}
    known = archive.article_rows(key for key in keys.values() if key is not None)
    languages = {row.id: row.language for row in known}
    return [
        Quoted(
            ids=(one.id,) if one.id else (),
            kind=one.kind.value,
            pieces=tuple(one.pieces()),
            voices=voices_of(archive, None if one.quotation is None else rows.get(one.quotation)),
            unsettled=unsettled(one.source),
            role=_line(one.role),
            article_key=article_key(one.article.id),
            title=one.article.title,
            url=one.article.url,
            publisher=one.article.publisher,
            published=one.article.published,
            language=languages.get(one.article.id),
            lead=one.lead,
            cut=one.cut,
            nearest=one.matched is Matched.MEANING,
            corrected=one.corrected,
            copies=len(one.copies),
        )
        for one in passages
    ]


def of_rows(archive: StoredArchive, rows: Iterable[QuotationRow]) -> list[Quoted]:
    """Quotations by their rows, in their order; neighbours in the same sentences stand as one."""
    wanted = list(rows)
    articles = dict.fromkeys(row.article for row in wanted)
    read = {row.id: record for row, record in Reader(archive).articles(articles)}
    found = []
    for _, some in groupby(wanted, key=lambda row: (row.article, row.first_sentence, row.last_sentence)):
        together = [row for row in some if row.id in read]
        if together:
            found.append(_together(archive, together, [read[row.id] for row in together]))
    return found


def _together(archive: StoredArchive, rows: Sequence[QuotationRow], records: Sequence[Record]) -> Quoted:
    """The first of some quotations in the same sentences, with the words of all."""
    first = _of(archive, rows[0], records[0])
    if len(records) == 1:
        return first
    begin = records[0].sentences.start
    spans = [Span(*(place - begin for place in span)) for one in records for span in one.spans]
    return replace(
        first,
        ids=tuple(one.id for one in records),
        kind=first.kind if len({one.kind for one in records}) == 1 else "mixed",
        pieces=tuple(_pieces(records[0].context, spans)),
    )


def _pieces(text: str, quoted: Sequence[Span]) -> Iterator[Piece]:
    """A text in pieces that are quoted or not."""
    inside = {0, len(text), *(place for span in quoted for place in span if 0 < place < len(text))}
    for start, end in pairwise(sorted(inside)):
        yield Piece(text[start:end], any(s.start <= start and end <= s.end for s in quoted), False)


def of_article(archive: StoredArchive, article: ShownArticle) -> list[Quoted]:
    """An article's quotations in reading order."""
    key = archive.key_of(article.article.id)
    rows = {} if key is None else {record.id: row for row, record in Reader(archive).articles([key])}
    return [_of(archive, rows.get(one.id), one) for one in article.quotations]


def of_record(archive: StoredArchive, record: Record) -> Quoted:
    """One quotation by its record."""
    key = archive.key_of(record.article_id)
    rows = [] if key is None else [row for row, one in Reader(archive).articles([key]) if one.id == record.id]
    return _of(archive, rows[0] if rows else None, record)


def _of(archive: StoredArchive, row: QuotationRow | None, record: Record) -> Quoted:
    """A quotation whose pieces are the whole sentences around it."""
    return Quoted(
        ids=(record.id,),
        kind=record.kind.value,
        pieces=tuple(Piece(text, quoted, False) for text, quoted in record.pieces()),
        voices=voices_of(archive, row),
        unsettled=unsettled(record.source),
        role=_line(record.role),
        article_key=record.article_key,
        title=record.title,
        url=record.url,
        publisher=record.publisher,
        published=record.published,
        language=record.language,
        corrected=record.corrected,
    )


def voices_of(archive: StoredArchive, row: QuotationRow | None) -> tuple[Voice, ...]:
    """Everybody whose words they are, by their fullest names, each once; none where it is not settled."""
    if row is None:
        return ()
    people = ((number, archive.people.of(number)) for number in row.names)
    written = dict(zip(row.names, row.speakers, strict=True))
    names = dict.fromkeys(person.name if person else written[number] for number, person in people)
    return tuple(Voice(speaker_id(name), name) for name in names)


def unsettled(source: str | None) -> str:
    """What stands in the place of a name: the source as written, or that there is none."""
    return f"{' '.join(source.split())} (not named)" if source else "Unnamed speaker"


def _line(text: str | None) -> str | None:
    return " ".join(text.split()) if text else None
