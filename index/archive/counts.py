"""Counts of a whole archive that are kept with every change, so that telling them costs no counting.

They change in the transaction that changes what they count, and name the version of the archive that they are
of. An onrecord that does not know them may change the archive without them: the version tells, whoever reads
then counts as if none were kept, and the next change here counts everything anew.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

COUNTS = """
CREATE TABLE IF NOT EXISTS counts (
    what TEXT NOT NULL, value TEXT NOT NULL, number INTEGER NOT NULL,
    PRIMARY KEY (what, value)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS counted (version INTEGER NOT NULL);
"""
"""How many there are of each value; older archives get the tables when written to."""

_ADD = (
    "INSERT INTO counts VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET number = number + excluded.number"
    " RETURNING number"
)
TO_COUNT = {
    "articles": "SELECT '', count(*) FROM articles",
    "quotations": "SELECT '', count(*) FROM quotations",
    "attributed": "SELECT '', count(DISTINCT quotation) FROM spoken",
    "article_groups": "SELECT '', count(DISTINCT label) FROM article_groups",
    "remark_groups": "SELECT '', count(DISTINCT label) FROM remark_groups",
    "publisher": "SELECT publisher, count(*) FROM articles GROUP BY publisher",
    "published": "SELECT published, count(*) FROM articles GROUP BY published",
    "day": "SELECT printf('%07d', day), count(*) FROM articles WHERE day IS NOT NULL GROUP BY day",
    "finder": "SELECT finder, count(*) FROM articles GROUP BY finder",
    "language": "SELECT language, count(*) FROM articles GROUP BY language",
}
"""What is counted, and how: each value with its number. What an article does not tell is no value."""


def day_value(day: int | None) -> str | None:
    """A day's ordinal as it is counted by, so that the order of values is that of days."""
    return None if day is None else f"{day:07}"


def add(db: sqlite3.Connection, what: str, value: str | None, number: int) -> None:
    """Count so many more, or fewer, of a value; None is not counted."""
    if value is None or not number:
        return
    if db.execute(_ADD, (what, value, number)).fetchall() == [(0,)]:
        db.execute("DELETE FROM counts WHERE what = ? AND value = ?", (what, value))


def from_scratch(db: sqlite3.Connection) -> dict[tuple[str, str], int]:
    """Every count that is not nought, counted now."""
    return {
        (what, value): number
        for what, query in TO_COUNT.items()
        for value, number in db.execute(query).fetchall()
        if value is not None and number
    }


def bring_up_to_date(db: sqlite3.Connection) -> None:
    """Count anew, within the transaction that was begun, where the counts are not of this version."""
    for statement in filter(str.strip, COUNTS.split(";")):
        db.execute(statement)
    if are_of_now(db):
        return
    db.execute("DELETE FROM counts")
    rows = [(*key, number) for key, number in from_scratch(db).items()]
    db.executemany("INSERT INTO counts VALUES (?, ?, ?)", rows)


def settle(db: sqlite3.Connection) -> None:
    """Say, at the end of a transaction, that the counts are of the version that it makes."""
    if not are_of_now(db):
        db.execute("DELETE FROM counted")
        db.execute("INSERT INTO counted SELECT version FROM archive")


def doubt(db: sqlite3.Connection) -> None:
    """Have everything counted anew, since something was made anew that is counted."""
    if _are_kept(db):
        db.execute("DELETE FROM counted")


def are_of_now(db: sqlite3.Connection) -> bool:
    """Whether counts are kept, and of what is there."""
    query = "SELECT 1 FROM counted JOIN archive USING (version)"
    return _are_kept(db) and db.execute(query).fetchone() is not None


def faulty(db: sqlite3.Connection) -> bool:
    """Whether the counts that are kept are others than those of what is there."""
    if not are_of_now(db):
        return False
    kept = {(what, value): number for what, value, number in db.execute("SELECT * FROM counts")}
    return kept != from_scratch(db)


def add_article(
    db: sqlite3.Connection,
    told: Iterable[tuple[str, str | None]],
    quotations: int,
    attributed: int,
    sign: int,
) -> None:
    """Count an article with what it tells, or (a sign of -1) count it no more."""
    for what, value in told:
        add(db, what, value, sign)
    add(db, "articles", "", sign)
    add(db, "quotations", "", sign * quotations)
    add(db, "attributed", "", sign * attributed)


def _are_kept(db: sqlite3.Connection) -> bool:
    return db.execute("SELECT 1 FROM sqlite_master WHERE name = 'counted'").fetchone() is not None
