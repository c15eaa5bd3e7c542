"""What API, pages and MCP ask of an archive: reading alone, and shown as far as the site may show it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from itertools import islice
from threading import Lock

from index.answers.answer import Answer
from index.answers.excerpts import reference
from index.archive.addresses import article_key, article_of, speaker_id
from index.archive.rows import QuotationRow
from index.people.lookup import find_people, people_like
from index.people.people import Person
from index.quotations.quotation import QuotationKind
from index.records.archive import Archive
from index.records.marked import marked_article
from index.records.reading import Reader, Wanted, selection_of
from index.records.record import Record
from index.records.topics import keys_on_topic, on_topic, topic_of
from index.records.trends import By, Trend, trend
from index.web.addresses import ADDRESS, Addresses
from index.web.cursor import LAST, Listed, cursor_of
from index.web.held import Held, held
from index.web.kept import Kept
from index.web.shown import (
    ShownArticle,
    ShownQuotation,
    shown_answer,
    shown_article,
    shown_paragraph,
    without_path,
)
from index.web.site import Site

MOST = 100
"""Entries of one part of a list, at most."""
_AT_ONCE = 50
"""Articles that are held in memory together."""
_KEPT, _KEPT_TRENDS = 300, 50
"""Answers, and trends, that a view keeps for whoever asks the same."""
_LOOKED_AT = 400
"""Articles that are looked through for one part of a list; where that is too few, the cursor goes on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrowing:
    """Which quotations are wanted; None asks for nothing. `speaker` is an id, a name or a role."""

    speaker: str | None = None
    topic: str | None = None
    since: date | None = None
    until: date | None = None
    publisher: str | None = None
    kinds: frozenset[QuotationKind] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownPerson:
    """Somebody who is quoted, with what joined the names; `remarks` count near-copies once."""

    person: Person
    id: str
    remarks: int

    def to_dict(self) -> dict[str, object]:
        """The form of the API."""
        one = self.person
        return {
            **person_entry(one),
            "roles": [
                {"role": role, "quotations": count}
                for role, count in zip(one.roles, one.role_counts, strict=True)
            ],
            "joined": list(one.why),
            "remarks": self.remarks,
        }


def person_entry(person: Person) -> dict[str, object]:
    """Somebody in a list, in the form of the API."""
    return {
        "speaker_id": speaker_id(person.name),
        "name": person.name,
        "role": person.roles[0] if person.roles else None,
        "names": list(person.names),
        "quotations": person.quotations,
        "articles": person.articles,
    }


class View:
    """One snapshot of the archive as the site shows it. Threads may share it."""

    def __init__(self, archive: Archive, site: Site) -> None:
        self.archive = archive
        self.site = site
        self._addresses = Addresses(archive)
        self._answers = Kept[Answer](_KEPT)
        self._trends = Kept[Trend](_KEPT_TRENDS)

    @cached_property
    def held(self) -> Held:
        """What is searched."""
        return held(self.archive)

    def ask(self, question: str, *, limit: int = 5, speaker: str | None = None) -> Answer:
        """The answer to a question as typed, of what `speaker` said where one is chosen."""
        day = today()
        return self._answers.get(
            (question, limit, speaker, day),
            lambda: shown_answer(self.archive.ask(question, limit=limit, speaker=speaker, today=day)),
        )

    def quotations(
        self, wanted: Narrowing, *, limit: int = 20, after: Sequence[int] = (0, 0)
    ) -> Listed[Record]:
        """Records in the order in which articles were added, from past a cursor's places.

        There may be fewer than `limit` though more are to come, where finding them takes long.
        """
        found: list[Record] = []
        last = (after[0], after[1])
        looked_at = 0
        for place, record in self._places(wanted, last):
            if record is not None:
                if len(found) == limit:
                    return Listed(items=tuple(found), next=cursor_of(*last))
                found.append(record)
            last = place
            looked_at += record is None
            if looked_at * _AT_ONCE >= _LOOKED_AT:
                return Listed(items=tuple(found), next=cursor_of(*last))
        return Listed(items=tuple(found), next=None)

    def _places(
        self, wanted: Narrowing, after: tuple[int, int]
    ) -> Iterator[tuple[tuple[int, int], Record | None]]:
        """Records that are wanted, each after its place, and None after that of all that was looked at."""
        asked = Wanted.of(wanted.speaker, wanted.publisher, wanted.since, wanted.until, wanted.kinds, 0.0)
        whose = wanted.speaker or ""
        person = self._addresses.person(whose) if ADDRESS.fullmatch(whose) else None
        selection = selection_of(self.archive, asked, () if person is None else (person,))
        if selection is None:
            return
        names = None if selection.names is None else frozenset(selection.names)
        topic = topic_of(wanted.topic or "")
        if wanted.topic is not None and not topic:
            return
        keys = keys_on_topic(self.archive, selection, topic, after=max(after[0] - 1, 0))
        reader = Reader(self.archive)
        while part := list(islice(keys, _AT_ONCE)):
            for row, record in reader.articles(part):
                if (
                    (row.article, row.id) > after
                    and (names is None or not names.isdisjoint(row.names))
                    and (wanted.kinds is None or record.kind in wanted.kinds)
                    and on_topic(record, topic)
                ):
                    yield (row.article, row.id), record
            yield (part[-1], LAST), None

    def people(self, text: str | None = None, *, limit: int = 20, after: int = 0) -> Listed[Person]:
        """Who is quoted, the most quoted first; whom a name, a role or the beginnings of these can mean."""
        people = self.archive.people
        found: Sequence[Person]
        if text is None:
            found = people.leading(limit + 1, after)
        else:
            found = (find_people(people, text) or people_like(people, text))[after : after + limit + 1]
        part, more = tuple(found[:limit]), len(found) > limit
        return Listed(items=part, next=cursor_of(after + limit) if more else None)

    def person(self, id_: str) -> ShownPerson | None:
        """Somebody by the id, also by that of a name that has been joined; None where there is nobody."""
        person = self._addresses.person(id_)
        if person is None:
            return None
        count = self.archive.remark_count(person.name_ids)
        return ShownPerson(person=person, id=speaker_id(person.name), remarks=count)

    def said(self, person: Person, *, limit: int = 20, after: int = 0) -> Listed[Record]:
        """A person's quotations, those of the newest articles first."""
        said = self.archive.said_by(person.name_ids)
        part, more = said[after : after + limit], len(said) > after + limit
        records = tuple(Reader(self.archive).rows(self.archive.quotations(one.id for one in part)))
        return Listed(items=records, next=cursor_of(after + limit) if more else None)

    def newest_answers(self, question: str, count: int) -> list[Record]:
        """Of the quotations that answer a question, those of the newest articles first."""
        answers = self.ask(question, limit=MOST).answers
        rows = self.archive.quotations(one.quotation for one in answers if one.quotation is not None)
        rows.sort(key=_newest)
        return list(Reader(self.archive).rows(rows[:count]))

    def article(self, key: str) -> ShownArticle | None:
        """What is shown of the article of a key; None where there is none."""
        number = self._addresses.article(key)
        if number is None:
            return None
        return shown_article(marked_article(self.archive, number), self.site.articles)

    def quotation(self, id_: str) -> ShownQuotation | None:
        """A quotation by its id, in its paragraph; None where there is none."""
        number = self._addresses.article(article_of(id_))
        if number is None:
            return None
        for row, record in Reader(self.archive).articles([number]):
            if record.id == id_:
                remark = self.archive.remarks([row])[row.id]
                others = [key for key in self.archive.carrying([remark])[remark] if key != number]
                copies = sorted(self.archive.article_rows(others), key=lambda one: one.key)
                return ShownQuotation(
                    record=record,
                    paragraph=shown_paragraph(self.archive, number, record, self.site.articles),
                    copies=tuple((article_key(one.id), without_path(reference(one))) for one in copies),
                )
        return None

    def trends(self, question: str, by: By) -> Trend:
        """How often whom a question names is quoted in each period; EmptyQuestion where it names nothing."""
        day = today()
        return self._trends.get((question, by, day), lambda: trend(self.archive, question, by, today=day))


def _newest(row: QuotationRow) -> tuple[int, int, int]:
    """What puts quotations in order, those of the newest articles first."""
    return -(row.day or 0), -row.article, row.id


def today() -> date:
    """The day that "yesterday" in a question counts from."""
    return datetime.now().astimezone().date()


class Service:
    """An archive that is read while others write to it: each view is of what was committed last."""

    def __init__(self, archive: Archive, site: Site) -> None:
        self.site = site
        self._view = View(archive, site)
        self._lock = Lock()

    def view(self) -> View:
        """The view of what was committed last; whoever uses an older one keeps it as it is."""
        with self._lock:
            newest = self._view.archive.latest()
            if newest is not self._view.archive:
                self._view = View(newest, self.site)
            return self._view
