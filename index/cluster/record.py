"""The record of an archive on a cluster: which version counts, what its figures are, and who may write.

One document says what counts. Whoever changes the archive first writes everything under the number of an
attempt, which no other ever had, and then replaces this document in one step, unless somebody else has.
Whoever begins gives up the attempt before it, if that never came to count: its number stays in the record, so
that even a request of it that arrives days later changes nothing that anybody reads.
"""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, replace
from socket import gethostname
from time import monotonic, sleep, time
from typing import Any, Self
from uuid import uuid4

from index.archive.database import wait_for
from index.cluster.client import Client, Conflict
from index.cluster.documents import View
from index.cluster.ranking import Figures
from index.errors import ArchiveError, IndexFormatError, NoArchive

FORMAT = 1
_RECORD, _LOCK = "archive", "lock"
KEPT = 3600
"""Seconds for which what no longer counts is kept, for those who still read it."""
_LEASE = 20.0
"""Seconds after which a writer that gave no more sign of life is held to be dead."""
_SIGN = 5.0
_ASK_AGAIN = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """What the record says.

    `version` is what counts, `attempt` the last number under which somebody wrote, `writer` who is writing,
    and `given_up` the numbers that never count. What died up to the version `unread` is no longer read by
    anybody, and what died up to `unread_next` is not either an hour after `unread_from`. `next_sentence` is a
    number that nothing had yet, and the rest are figures of that version: days are ordinals.
    """

    version: int = 0
    attempt: int = 0
    writer: str = ""
    given_up: tuple[int, ...] = ()
    unread: int = 0
    unread_next: int = 0
    unread_from: int = 0
    next_sentence: int = 1
    last_article: int = 0
    last_quotation: int = 0
    last_name: int = 0
    articles: int = 0
    undated: int = 0
    sentences: int = 0
    terms: int = 0
    first_day: int = 0
    last_day: int = 0
    newest: int = 0
    publishers: tuple[str, ...] | None = ()
    probe: int = 0

    @property
    def view(self) -> View:
        """What counts."""
        return View(self.version, self.given_up)

    def begun(self, writer: str) -> State:
        """The state in which a writer makes the next attempt, and any before it that does not count never
        will."""
        return replace(self.ended(), attempt=self.attempt + 1, writer=writer)

    def ended(self) -> State:
        """The state in which the attempt is given up."""
        left = range(self.version + 1, self.attempt + 1)
        return replace(self, given_up=tuple(sorted({*self.given_up, *left})), writer="")

    def committed(self) -> State:
        """The state in which the attempt counts."""
        state, now = replace(self, version=self.attempt, writer=""), int(time())
        if now - self.unread_from <= KEPT:
            return state
        return replace(state, unread=self.unread_next, unread_next=self.attempt, unread_from=now)

    @property
    def figures(self) -> Figures:
        """What scores count from."""
        return Figures(self.sentences, self.terms)


class Record:
    """The record as it was read; `put` replaces it if nobody else has."""

    def __init__(self, client: Client, found: Mapping[str, Any]) -> None:
        self._client = client
        self._found = found
        source = found["_source"]
        if source.get("kind") != "archive":
            raise ArchiveError(
                f"the index of {client.address} is not an onrecord archive; choose another name"
            )
        if source["format"] != FORMAT:
            raise IndexFormatError(
                f"the archive at {client.address} is of format {source['format']}, and this onrecord reads"
                f" format {FORMAT}; add the articles to an archive of another name",
                version=source["format"],
            )
        told = source["state"]["publishers"]
        publishers = None if told is None else tuple(told)
        given_up = tuple(source["state"].get("given_up", ()))
        self.state = State(**{**source["state"], "publishers": publishers, "given_up": given_up})

    @classmethod
    def read(cls, client: Client) -> Self:
        """The record as it stands; NoArchive where there is none."""
        found = client.get(_RECORD)
        if found is None:
            raise NoArchive(f"there is no archive at {client.address}; `onrecord add PATH` creates one")
        return cls(client, found)

    @classmethod
    def create(cls, client: Client) -> None:
        """Make the record of an empty archive, where there is none."""
        with suppress(Conflict):
            client.put(_RECORD, _source(State()), after=None)

    def put(self, state: State) -> Record:
        """The record with this state in its place; Conflict where somebody else has replaced it."""
        source = _source(state)
        try:
            place = self._client.put(_RECORD, source, after=self._found)
        except Conflict:
            now = self._client.get(_RECORD)  # an answer may have been lost, and the request made again
            if now is None or now["_source"] != json.loads(json.dumps(source)):
                raise
            place = now
        return Record(self._client, {**place, "_source": source})


def _source(state: State) -> dict[str, Any]:
    return {"kind": "archive", "format": FORMAT, "state": asdict(state)}


@contextmanager
def held(client: Client) -> Iterator[Lease]:
    """The right to write, kept up until the end; ArchiveBusy where somebody else has it (`waiting`)."""
    lease = Lease(client)
    lease.take(wait_for())
    try:
        yield lease
    finally:
        lease.give_back()


class Lease:
    """A document that names who is writing, and until when unless they give another sign of life."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self.owner = f"{gethostname()} {os.getpid()} {uuid4().hex}"
        self._place: Mapping[str, Any] | None = None
        self._until = self._wall_until = 0.0
        self._lost = False
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._keep, daemon=True)

    def take(self, seconds: float) -> None:
        """Take it as soon as it is free, within so many seconds."""
        until = monotonic() + seconds
        while not self._try():
            if monotonic() >= until:
                raise self._client.busy(f"{seconds:g} seconds later, " if seconds else "")
            sleep(_ASK_AGAIN)
        self._thread.start()

    def _try(self) -> bool:
        found = self._client.get(_LOCK)
        if found is not None and found["_source"]["until"] > time():
            return False
        try:
            self._sign(found)
        except Conflict:
            return False
        return True

    def _sign(self, after: Mapping[str, Any] | None) -> None:
        while True:
            begun, wall = monotonic(), time()
            source = {"kind": "lock", "owner": self.owner, "until": wall + _LEASE}
            try:
                self._place = self._client.put(_LOCK, source, after=after)
            except Conflict:
                after = self._client.get(_LOCK)  # an answer to a sign of our own may have been lost
                if after is None or after["_source"]["owner"] != self.owner:
                    raise
            else:
                self._until, self._wall_until = begun + _LEASE, wall + _LEASE
                return

    def _keep(self) -> None:
        while not self._done.wait(_SIGN):
            try:
                self._sign(self._place)
            except Conflict:
                self._lost = True  # `check` tells whoever writes on
                return
            except ArchiveError:
                continue  # it ends by itself unless a later sign arrives

    def check(self) -> None:
        """ArchiveError where the right to write was lost, as by a computer that slept."""
        slept = time() > self._wall_until - _SIGN  # the other clock may stand still meanwhile
        if self._lost or slept or monotonic() > self._until - _SIGN:
            raise ArchiveError(
                f"the right to write to {self._client.address} was lost, since it was out of reach too long;"
                " the archive is unchanged; make the change again"
            )

    def give_back(self) -> None:
        """Let others write."""
        self._done.set()
        self._thread.join()
        source = {"kind": "lock", "owner": self.owner, "until": 0}
        with suppress(ArchiveError, Conflict):  # it ends by itself
            if self._place is not None and not self._lost:
                self._client.put(_LOCK, source, after=self._place)
