"""Reading records from an archive, one article after the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, Self

from index.archive.addresses import article_key, article_of, quotation_id, remark_id, speaker_id
from index.archive.archive import StoredArchive
from index.archive.filter_keys import publisher_key
from index.archive.likeness import content_of
from index.archive.rows import ArticleRow, OpenedArticle, QuotationRow
from index.archive.selection import Selection
from index.archive.store import digest
from index.people.lookup import find_people
from index.people.people import Person
from index.quotations.quotation import QuotationKind
from index.records.record import COLUMNS, Record
from index.spans import Span

if TYPE_CHECKING:
    from pandas import DataFrame

_AT_ONCE = 50
"""Articles that are held in memory together."""
_SHOWN = 20
"""Records that a notebook shows."""
_KNOWN = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which quotations are wanted; None asks for nothing. Days are included."""

    speaker: str | None = None
    publisher: str | None = None
    since: date | None = None
    until: date | None = None
    kinds: frozenset[QuotationKind] | None = None
    min_confidence: float = 0.0

    @classmethod
    def of(
        cls,
        speaker: str | None,
        publisher: str | None,
        since: date | str | None,
        until: date | str | None,
        kind: QuotationKind | str | Iterable[QuotationKind | str] | None,
        min_confidence: float,
    ) -> Wanted:
        """What callers ask for in words; ValueError for a day or a kind that is none."""
        kinds = [kind] if isinstance(kind, str) else kind
        return cls(
            speaker=speaker,
            publisher=publisher,
            since=_day(since),
            until=_day(until),
            kinds=None if kinds is None else frozenset(map(QuotationKind, kinds)),
            min_confidence=min_confidence,
        )


def _day(day: date | str | None) -> date | None:
    return date.fromisoformat(day[:10]) if isinstance(day, str) else day


class Records(Iterator[Record]):
    """An iterator over records; `to_frame` and the table of a notebook begin anew, wherever it stands."""

    def __init__(self, archive: StoredArchive, wanted: Wanted) -> None:
        self._archive = archive
        self._wanted = wanted
        self._coming = read(archive, wanted)

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> Record:
        return next(self._coming)

    def to_frame(self) -> DataFrame:
        """All of them as a pandas DataFrame with the columns of a record; needs pandas installed."""
        import pandas as pd

        rows = [record.to_dict() for record in read(self._archive, self._wanted)]
        return pd.DataFrame(rows, columns=list(COLUMNS))

    def _repr_html_(self) -> str:
        """The first of them as a table, for a notebook."""
        from index.records.notebook import table

        first = list(islice(read(self._archive, self._wanted), _SHOWN + 1))
        return table(first[:_SHOWN], more=len(first) > _SHOWN)


def read(archive: StoredArchive, wanted: Wanted) -> Iterator[Record]:
    """The records that are wanted, in the order in which articles were added, then in reading order."""
    selection = selection_of(archive, wanted)
    if selection is None:
        return
    names = None if selection.names is None else frozenset(selection.names)
    reader = Reader(archive)
    keys = archive.selected(selection)
    while part := list(islice(keys, _AT_ONCE)):
        for row, record in reader.articles(part):
            if (
                (names is None or not names.isdisjoint(row.names))
                and (wanted.kinds is None or record.kind in wanted.kinds)
                and record.confidence >= wanted.min_confidence
            ):
                yield record


def selection_of(archive: StoredArchive, wanted: Wanted, people: Sequence[Person] = ()) -> Selection | None:
    """Which articles can hold what is wanted; None where nobody of that name is quoted, nor anything by
    that publisher. `people` are whom the name means, where that is known."""
    names = publishers = None
    if wanted.speaker is not None:
        people = people or find_people(archive.people, wanted.speaker)
        names = tuple(sorted({number for person in people for number in person.name_ids}))
    if wanted.publisher is not None:
        key = publisher_key(wanted.publisher)
        publishers = tuple(name for name in archive.publishers if publisher_key(name) == key)
    if names == () or publishers == ():
        return None
    return Selection(
        names=names,
        publishers=publishers,
        since=wanted.since.toordinal() if wanted.since else None,
        until=wanted.until.toordinal() if wanted.until else None,
    )


class Reader:
    """Makes records of the rows of an archive. Of one thread."""

    def __init__(self, archive: StoredArchive) -> None:
        self._archive = archive
        self._speakers: dict[tuple[int, ...], tuple[str | None, str | None]] = {}
        self._corrected = archive.corrected

    def articles(self, keys: Iterable[int]) -> Iterator[tuple[QuotationRow, Record]]:
        """Every quotation of the articles of these keys as a row and as a record."""
        wanted = list(keys)
        rows = {row.key: row for row in self._archive.article_rows(wanted)}
        opened = {one.key: one for one in self._archive.opened(wanted)}
        quoted: dict[int, list[QuotationRow]] = {}
        for quotation in self._archive.quotations_in(wanted):
            quoted.setdefault(quotation.article, []).append(quotation)
        remarks = self._archive.remarks(one for some in quoted.values() for one in some)
        for key in wanted:
            if key in quoted:
                text = self._archive.article(key).text  # checked, as all that is shown
                summed = digest(text)
                for one in quoted[key]:
                    yield one, self._record(rows[key], opened[key], text, summed, one, remarks[one.id])

    def rows(self, rows: Iterable[QuotationRow]) -> Iterator[Record]:
        """The records of some quotations, in their order; those of one article are best together."""
        for row in rows:
            yield from (one for other, one in self.articles([row.article]) if other.id == row.id)

    def article(self, key: int) -> list[Record]:
        """The records of one article, in reading order."""
        return [record for _, record in self.articles([key])]

    def _record(
        self,
        article: ArticleRow,
        opened: OpenedArticle,
        text: str,
        summed: bytes,
        row: QuotationRow,
        remark: int,
    ) -> Record:
        quotation, spans = row.quotation, row.quotation.content
        start, end = spans[0].start, max(span.end for span in spans)
        whole = Span(
            min(start, opened.span(row.first_sentence).start), max(end, opened.span(row.last_sentence).end)
        )
        words = content_of(text, spans)
        speaker, key = self._speaker(row)
        id_ = quotation_id(article.id, summed, spans)
        return Record(
            id=id_,
            text=words,
            kind=quotation.kind,
            speaker=speaker,
            speaker_id=key,
            role=quotation.role,
            source=quotation.source.of(text) if quotation.source else None,
            cue=quotation.cue.of(text) if quotation.cue else None,
            confidence=round(quotation.confidence, 4),
            corrected=id_ in self._corrected,
            remark_id=remark_id(remark),
            article_key=article_key(article.id),
            article_id=article.id,
            title=article.title,
            url=article.url,
            publisher=article.publisher,
            published=article.published,
            language=article.language,
            start=start,
            end=end,
            spans=spans,
            context=whole.of(text),
        )

    def _speaker(self, row: QuotationRow) -> tuple[str | None, str | None]:
        """The fullest names of those whose words they are, and the id of the first."""
        known = self._speakers.get(row.names)
        if known is None:
            if len(self._speakers) >= _KNOWN:
                self._speakers.clear()
            known = self._speakers[row.names] = self._looked_up(row)
        return known

    def _looked_up(self, row: QuotationRow) -> tuple[str | None, str | None]:
        found: dict[str, None] = {}
        for number, written in zip(row.names, row.speakers, strict=True):
            person = self._archive.people.of(number)
            found[person.name if person else written] = None
        names = list(found)
        if not names:
            return None, None
        joined = names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1]
        return joined, speaker_id(names[0])


def find_speaker(archive: StoredArchive, id_: str) -> Person | None:
    """Whoever goes, or went before names were joined, by the name that an id was made of; None for nobody."""
    for row in archive.names():
        if speaker_id(row.name) == id_:
            return archive.people.of(row.id)
    for person in archive.people.persons:
        if speaker_id(person.name) == id_:  # a name without the titles that it is always written with
            return person
    return None


def find_record(archive: StoredArchive, id_: str) -> tuple[QuotationRow, Record] | None:
    """The quotation of an id, as its row and as its record; None where there is none."""
    key = archive.key_at(article_of(id_))
    if key is None:
        return None
    return next(((row, one) for row, one in Reader(archive).articles([key]) if one.id == id_), None)
