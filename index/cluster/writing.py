"""Changing an archive on a cluster: the embedded archive's own changes, made to a copy of the rows touched.

What may be touched is brought into a working copy, the same code changes it as changes the embedded archive's
tables, and what has become different is written beside what was, under the number of this attempt. It counts
once the archive's record says so (`index.cluster.record`); until then nobody sees any of it. A writer that
was held up while another took over changes nothing: its number is given up, and no document is overwritten
that was changed since it was read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from typing import Any

from index.archive.groups import REMARKS
from index.archive.ingestion import Prepared
from index.archive.likeness import article_keys, content_of, probe, remark_keys
from index.archive.near_copies import NearCopies
from index.cluster.client import Client, Conflict
from index.cluster.documents import (
    ArticleParts,
    NameParts,
    View,
    any_of,
    article_document,
    dead,
    name_document,
    sentence_document,
    text_document,
)
from index.cluster.loading import PAGE, Loader, Place, place_of
from index.cluster.record import Lease, Record, State, held
from index.cluster.totals import state_of
from index.cluster.working_copy import WorkingCopy
from index.errors import ArchiveError
from index.search.inverter import Document

Action = tuple[dict[str, Any], dict[str, Any] | None]


@contextmanager
def changing(client: Client) -> Iterator[Change]:
    """A change of the archive, which counts if all goes well to the end, and else leaves it as it was."""
    with held(client) as lease:
        change = Change(client, lease)
        try:
            yield change
            change.commit()
        except BaseException:
            with suppress(ArchiveError):
                change.take_back()
            raise


class Change:
    """One attempt to change an archive: `load` what may be touched, change `copy`, `commit`."""

    def __init__(self, client: Client, lease: Lease) -> None:
        self._client = client
        self._lease = lease
        record = Record.read(client)
        state = record.state
        if state.probe not in (0, probe()):
            raise ArchiveError(
                f"near-copies in the archive at {client.address} were found by another release; add the"
                " articles to an archive of another name"
            )
        try:
            self._record = record.put(replace(state.begun(lease.owner), probe=probe()))
        except Conflict as error:
            raise client.busy("") from error
        self.state = self._record.state
        self._sent = False
        if self.state.given_up:
            take_out(client, self.state.given_up)
        self.copy = WorkingCopy(str(client.address))
        self.loader = Loader(client, self.state.view, self.copy)
        self.documents: list[Document] = []
        self._articles: dict[int, ArticleParts] = {}
        self._names: dict[int, NameParts] = {}
        db = self.copy.db
        db.execute("UPDATE archive SET next_sentence = ?, version = ?", (state.next_sentence, state.version))
        db.executemany(
            "INSERT INTO sqlite_sequence VALUES (?, ?)",
            [
                ("articles", state.last_article),
                ("quotations", state.last_quotation),
                ("names", state.last_name),
            ],
        )

    # What a change may touch

    def load_articles(self, *tests: Mapping[str, Any]) -> None:
        """Bring in the articles that pass any of the tests."""
        self.loader.articles_where(repr(tests), {"bool": {"should": list(tests)}})
        self._note()

    def load_whole(self, keys: Iterable[int], prepared: Iterable[Prepared] = ()) -> None:
        """Bring in whatever goes or changes with the articles of these keys, and with others to come."""
        with_keys, new = list(keys), list(prepared)
        self.loader.articles(with_keys)
        article_labels = self.copy.labels_of(with_keys)
        coming = {key for one in new for key in article_keys(one.article.text)}
        self._load("group_keys", coming)
        article_labels |= self._labels_having("article_groups", coming)
        self._load("group", article_labels)
        members = self._members(article_labels)
        self.loader.articles({*with_keys, *members}, texts=True)
        said = {
            key
            for one in new
            for quotation in one.quotations
            for key in remark_keys(content_of(one.article.text, quotation.content), quotation.speakers)
        }
        self._load("remark_keys", said)
        labels = self._labels_having(REMARKS, said) | self._remarks_of({*with_keys, *members})
        self._load("remarks", labels)
        self.loader.names("name", {name for one in new for q in one.quotations for name in q.speakers})
        self._load_speakers()
        self._note()

    def _load(self, field: str, values: Iterable[int]) -> None:
        wanted = sorted(values)
        for start in range(0, len(wanted), 10_000):
            some = wanted[start : start + 10_000]
            self.loader.articles_where((field, tuple(some)), any_of(field, some))

    def _labels_having(self, table: str, keys: Iterable[int]) -> set[int]:
        query = f"SELECT label FROM {table}_keys JOIN {table} USING (item) WHERE key IN (?)"
        return {label for (label,) in self.copy.store.rows_of(query, keys)}

    def _members(self, labels: Iterable[int]) -> set[int]:
        query = "SELECT item FROM article_groups WHERE label IN (?)"
        return {item for (item,) in self.copy.store.rows_of(query, labels)}

    def _remarks_of(self, articles: Iterable[int]) -> set[int]:
        query = f"SELECT label FROM quotations q JOIN {REMARKS} r ON r.item = q.id WHERE q.article IN (?)"
        return {label for (label,) in self.copy.store.rows_of(query, articles)}

    def _load_speakers(self) -> None:
        rows = self.copy.db.execute("SELECT DISTINCT name FROM spoken").fetchall()
        self.loader.names("number", [number for (number,) in rows if number not in self.copy.names])

    def _note(self) -> None:
        """Keep how everything that was brought in was before it changes."""
        self._articles |= self.copy.article_parts(self.copy.articles - self._articles.keys())
        self._names |= self.copy.name_parts(self.copy.names - self._names.keys())

    # Making it count

    def commit(self) -> None:
        """Write what is different now, and have it count; nothing where nothing is."""
        db = self.copy.db
        NearCopies(db).settle()
        attempt = self.state.attempt
        actions = list(self._actions(attempt))
        if not actions:
            self.take_back()
            return
        self._send(actions)
        self._client.refresh()
        self._lease.check()
        numbers = dict(db.execute("SELECT name, seq FROM sqlite_sequence").fetchall())
        next_sentence = int(db.execute("SELECT next_sentence FROM archive").fetchone()[0])
        after = state_of(Loader(self._client, View(attempt, self.state.given_up), self.copy))
        self._compare(after)
        self._lease.check()
        try:
            self._record = self._record.put(
                replace(
                    self.state.committed(),
                    next_sentence=next_sentence,
                    last_article=numbers["articles"],
                    last_quotation=numbers["quotations"],
                    last_name=numbers["names"],
                    **after,
                )
            )
        except Conflict as error:
            raise self._client.busy("") from error
        with suppress(ArchiveError):  # the change is made; the next one does it
            purge(self._client, self._record.state)

    def _send(self, actions: list[Action]) -> None:
        """Write, and have it end whatever it ends, even where an attempt that was given up did so, too."""
        self._sent = True
        routings = {one["update"]["_id"]: one["update"]["routing"] for one, _ in actions if "update" in one}
        while lost := self._client.bulk(actions, self._lease.check):
            actions = []
            for id_ in lost:
                found = self._client.get(id_, routings[id_])
                died = None if found is None else found["_source"].get("died")
                if found is None or died not in (None, self.state.attempt, *self.state.given_up):
                    raise self._client.busy("")
                if died != self.state.attempt:  # else an answer was lost, and the request made again
                    place = Place(id_, routings[id_], found["_seq_no"], found["_primary_term"])
                    actions.append(_end(place, self.state.attempt))

    def _compare(self, after: Mapping[str, Any]) -> None:
        """ArchiveError where the cluster holds other than what was written, as after a loss of data."""
        gone = self._articles.keys() - self._now.keys()
        lost = sum(self._articles[key].row[11] for key in gone)
        wanted = (
            self.state.articles - len(gone) + len(self._now.keys() - self._articles.keys()),
            self.state.sentences - lost + len(self.documents),
        )
        if (after["articles"], after["sentences"]) != wanted:
            raise ArchiveError(
                f"the cluster of {self._client.address} holds {after['articles']} articles and"
                f" {after['sentences']} sentences where it should hold {wanted[0]} and {wanted[1]}; nothing"
                " was changed"
            )

    def _actions(self, attempt: int) -> Iterator[Action]:
        rows = self.copy.db.execute("SELECT key FROM articles WHERE key > ?", (self.state.last_article,))
        new = [key for (key,) in rows.fetchall()]
        self._now = self.copy.article_parts([*self._articles, *new])
        for key, parts in self._now.items():
            before = self._articles.get(key)
            if before != parts:
                yield _put(f"a{key}-{attempt}", key, article_document(parts), attempt)
                if before is not None:
                    yield self._died("article", key, attempt)
                else:
                    yield self._text(key, attempt)
        for key in self._articles.keys() - self._now.keys():
            yield self._died("article", key, attempt)
        for place in self._parts_of(sorted(self._articles.keys() - self._now.keys())):
            yield _end(place, attempt)
        homes = self.copy.store.keys_of(one.sentence for one in self.documents)
        for one in self.documents:
            key = homes[one.sentence]
            yield _put(f"s{one.sentence}-{attempt}", key, sentence_document(one, key), attempt)
        yield from self._name_actions(attempt)

    def _parts_of(self, keys: Sequence[int]) -> Iterator[Place]:
        """Where the texts and sentences of some articles are."""
        for start in range(0, len(keys), 10_000):
            some = any_of("article", keys[start : start + 10_000])
            for kind, sort in (("text", "article"), ("sentence", "sentence")):
                for hit in self.loader.every([kind], some, sort=sort, fields=["kind"]):
                    yield place_of(hit)

    def _name_actions(self, attempt: int) -> Iterator[Action]:
        rows = self.copy.db.execute("SELECT id FROM names WHERE id > ?", (self.state.last_name,)).fetchall()
        now = self.copy.name_parts([*self._names, *(number for (number,) in rows)])
        for number, parts in now.items():
            if self._names.get(number) != parts:
                yield _put(f"n{number}-{attempt}", number, name_document(parts), attempt)
                if number in self._names:
                    yield self._died("name", number, attempt)
        for number in self._names.keys() - now.keys():
            yield self._died("name", number, attempt)

    def _text(self, key: int, attempt: int) -> Action:
        query = "SELECT text, sentences FROM texts WHERE key = ?"
        text, packed = self.copy.db.execute(query, (key,)).fetchone()
        return _put(f"t{key}-{attempt}", key, text_document(key, text, packed), attempt)

    def _died(self, kind: str, number: int, attempt: int) -> Action:
        return _end(self.loader.places[kind, number], attempt)

    def take_back(self) -> None:
        """Give this attempt up, unless another writer has, and take out what it has written."""
        try:
            if not self._sent:
                self._record.put(replace(self.state, attempt=self.state.attempt - 1, writer=""))
                return
            self._record.put(self.state.ended())
        except Conflict:
            return  # it counts after all, or the next writer takes it out
        take_out(self._client, [self.state.attempt])


def _put(id_: str, routing: int, source: dict[str, Any], born: int) -> Action:
    return {"index": {"_id": id_, "routing": str(routing)}}, {**source, "born": born}


def _end(place: Place, died: int) -> Action:
    unchanged = {"if_seq_no": place.seq_no, "if_primary_term": place.term}
    return {"update": {"_id": place.id, "routing": place.routing, **unchanged}}, {"doc": {"died": died}}


def take_out(client: Client, attempts: Iterable[int]) -> None:
    """Take out the documents of attempts that were given up, which nobody reads."""
    client.refresh()
    body = {"query": any_of("born", attempts), "size": PAGE, "_source": False}
    while hits := client.search(body)["hits"]["hits"]:
        _delete(client, hits)
        client.refresh()


def purge(client: Client, state: State) -> None:
    """Take out what no longer counts, and has not for so long that nobody reads it any more."""
    test = dead(View(state.unread, state.given_up))
    _delete(client, client.search({"query": test, "size": PAGE, "_source": False})["hits"]["hits"])


def _delete(client: Client, hits: Iterable[Mapping[str, Any]]) -> None:
    client.bulk(({"delete": {"_id": hit["_id"], "routing": hit["_routing"]}}, None) for hit in hits)
