"""Feeds that are followed: kept beside the articles, so that what was seen is known after any restart.

Archives of every format get the tables when they are written to; `repair` brings them along.
"""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from enum import StrEnum
from operator import attrgetter
from pathlib import Path
from typing import Any

from index.archive.adding import writing
from index.archive.database import connect
from index.errors import ArchiveError

_KEPT = 2000
"""Entries of a feed that are remembered once they stand in it no more."""


class EntryState(StrEnum):
    """What became of an entry: it waits to be fetched, it is in, or it will not be tried again."""

    WAITING = "waiting"
    DONE = "done"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowedFeed:
    """A feed, and how it stood when it was last asked for; times are in ISO 8601, UTC.

    `private` says that its server was not of the public internet when somebody added it. `checked` is when it
    was last asked for, `fetched` when that last went well; since then it failed `failures` times, the last
    time for the `problem`, and is to be left alone until `due`.
    """

    url: str
    added: str
    title: str | None = None
    private: bool = False
    etag: str | None = None
    modified: str | None = None
    checked: str | None = None
    fetched: str | None = None
    failures: int = 0
    problem: str | None = None
    due: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowedEntry:
    """An entry by its `id`; `fields` are what the feed tells of the article, while it waits.

    `version` is another one when the entry was edited; `tries` is how often its page could not be had.
    """

    id: str
    version: str
    state: EntryState = EntryState.WAITING
    tries: int = 0
    fields: dict[str, str | None] | None = None


_values_of = attrgetter(
    "url", "added", "title", "private", "etag", "modified", "checked", "fetched", "failures", "problem", "due"
)
"""The columns of a feed, in the order of its table."""


def feeds_in(db: sqlite3.Connection) -> list[FollowedFeed]:
    """Every feed, in the order they were added in; none in an archive that never had any."""
    if not _has_tables(db):
        return []
    rows = db.execute("SELECT * FROM feeds ORDER BY added, url").fetchall()
    return [_feed(row) for row in rows]


def feeds_of(folder: Path) -> list[FollowedFeed]:
    """The feeds of the archive in `folder`; NoArchive where there is none."""
    with closing(connect(folder)) as db:
        return feeds_in(db)


def counts_of(folder: Path) -> dict[str, dict[EntryState, int]]:
    """How many entries of each feed are in each state."""
    found: dict[str, dict[EntryState, int]] = {}
    with closing(connect(folder)) as db:
        if _has_tables(db):
            query = "SELECT feed, state, count(*) FROM feed_entries GROUP BY feed, state"
            for url, state, count in db.execute(query):
                found.setdefault(url, {})[EntryState(state)] = int(count)
    return found


def waiting_entries(folder: Path, url: str, limit: int) -> list[FollowedEntry]:
    """So many of the entries of a feed that wait: those that failed least often first, the newest of them."""
    query = (
        "SELECT id, version, state, tries, fields FROM feed_entries WHERE feed = ? AND state = ?"
        " ORDER BY tries, place DESC LIMIT ?"
    )
    with closing(connect(folder)) as db:
        rows = db.execute(query, (url, EntryState.WAITING.value, limit)).fetchall()
    return [
        FollowedEntry(
            id=id_, version=version, state=EntryState(state), tries=tries, fields=json.loads(fields or "{}")
        )
        for id_, version, state, tries, fields in rows
    ]


def add_feed(folder: Path, feed: FollowedFeed) -> bool:
    """Whether the feed is new; then it is followed."""
    with writing(folder) as db:
        marks = ", ".join("?" * len(_values_of(feed)))
        return db.execute(f"INSERT OR IGNORE INTO feeds VALUES ({marks})", _values_of(feed)).rowcount > 0


def save_feed(folder: Path, feed: FollowedFeed, entries: Sequence[FollowedEntry] = ()) -> None:
    """Keep how a feed that is still followed stands, and its entries: those that are new or edited wait."""
    with writing(folder) as db:
        if db.execute("DELETE FROM feeds WHERE url = ?", (feed.url,)).rowcount:
            marks = ", ".join("?" * len(_values_of(feed)))
            db.execute(f"INSERT INTO feeds VALUES ({marks})", _values_of(feed))
            _renew(db, feed.url, entries)


def _renew(db: sqlite3.Connection, url: str, entries: Sequence[FollowedEntry]) -> None:
    known = dict(db.execute("SELECT id, version FROM feed_entries WHERE feed = ?", (url,)).fetchall())
    (first,) = db.execute(
        "SELECT coalesce(max(place), 0) FROM feed_entries WHERE feed = ?", (url,)
    ).fetchone()
    fresh = [one for one in entries if known.get(one.id) != one.version]
    for place, one in enumerate(reversed(fresh), first + 1):  # the oldest, which stand last, first
        _keep(db, url, one, place)
    standing = {one.id for one in entries}
    query = "SELECT id FROM feed_entries WHERE feed = ? ORDER BY place DESC"
    gone = [row[0] for row in db.execute(query, (url,)).fetchall() if row[0] not in standing]
    db.executemany("DELETE FROM feed_entries WHERE feed = ? AND id = ?", [(url, id_) for id_ in gone[_KEPT:]])


def _keep(db: sqlite3.Connection, url: str, entry: FollowedEntry, place: int) -> None:
    fields = json.dumps(entry.fields, ensure_ascii=False) if entry.state is EntryState.WAITING else None
    db.execute(
        "INSERT OR REPLACE INTO feed_entries VALUES (?, ?, ?, ?, ?, ?, ?)",
        (url, entry.id, entry.version, entry.state.value, entry.tries, place, fields),
    )


def save_entries(folder: Path, url: str, entries: Iterable[FollowedEntry]) -> None:
    """Keep what became of entries of a feed that is still followed."""
    with writing(folder) as db:
        for one in entries:
            row = db.execute(
                "SELECT place FROM feed_entries WHERE feed = ? AND id = ?", (url, one.id)
            ).fetchone()
            if row is not None:
                _keep(db, url, one, int(row[0]))


def remove_feed(folder: Path, url: str) -> bool:
    """Whether the feed was followed; now it is not. Its articles stay."""
    with writing(folder) as db:
        db.execute("DELETE FROM feed_entries WHERE feed = ?", (url,))
        return db.execute("DELETE FROM feeds WHERE url = ?", (url,)).rowcount > 0


def copy_feeds(folder: Path, db: sqlite3.Connection) -> None:
    """Bring the feeds of the archive in `folder` into another, as far as they can be read."""
    for table, width in (("feeds", 11), ("feed_entries", 7)):
        marks = ", ".join("?" * width)
        with suppress(ArchiveError, sqlite3.DatabaseError), closing(connect(folder)) as old:
            if _has_tables(old):
                for row in old.execute(f"SELECT * FROM {table}"):
                    db.execute(f"INSERT OR REPLACE INTO {table} VALUES ({marks})", row)


def _has_tables(db: sqlite3.Connection) -> bool:
    return db.execute("SELECT 1 FROM sqlite_master WHERE name = 'feeds'").fetchone() is not None


def _feed(row: Sequence[Any]) -> FollowedFeed:
    url, added, title, private, etag, modified, checked, fetched, failures, problem, due = row
    return FollowedFeed(
        url=url, added=added, title=title, private=bool(private), etag=etag, modified=modified,
        checked=checked, fetched=fetched, failures=failures, problem=problem, due=due,
    )  # fmt: skip
