"""Who is who, kept: the people that each family of names is, so that lists need not work it out.

Somebody is kept as the least number of their names, with how often they are quoted. A family that a change
touches is worked out again at the end of the transaction, unless it is so large that a small change would
wait for it: then it stays open (`unjoined`) until a larger change comes, and readers work it out. The
operator's rulings have no part in it, since they may change at any time: readers look at those families, too.
"""

from __future__ import annotations

import sqlite3
import unicodedata
import zlib
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path

from index.archive.store import Store
from index.names.name import words_of
from index.people.name_book import NameRow, family_of

JOINED = """
CREATE TABLE IF NOT EXISTS persons (
    id INTEGER PRIMARY KEY, family TEXT NOT NULL, quotations INTEGER NOT NULL);
CREATE INDEX IF NOT EXISTS persons_by_quotations ON persons (quotations DESC, id);
CREATE INDEX IF NOT EXISTS persons_by_family ON persons (family);
CREATE TABLE IF NOT EXISTS unjoined (family TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS joined_by (rules INTEGER NOT NULL);
"""
"""The people; older archives get the tables when written to."""

_RULES = ("names", "people", "lexicon", "analysis")
"""The folders of what decides whose a name is."""
_ALWAYS, _EACH = 500, 50
"""Names that are looked at at the end of any transaction, and so many more for each family it touched."""
_AT_ONCE = 200


class Touched:
    """Opens the families of names that a transaction touches, each once."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._opened: set[str] = set()

    def open(self, names: Iterable[str]) -> None:
        """Have the families of these names worked out again."""
        for family in {family_of(words_of(name)) for name in names} - self._opened:
            self._opened.add(family)
            _open(self._db, family)


def bring_up_to_date(db: sqlite3.Connection, *, counted: bool) -> None:
    """Have every family worked out again where the rules are others than those it was done by, or where the
    names have changed without it (not `counted`)."""
    for statement in filter(str.strip, JOINED.split(";")):
        db.execute(statement)
    if counted and db.execute("SELECT rules FROM joined_by").fetchone() == (rules(),):
        return
    for statement in (
        "DELETE FROM persons", "DELETE FROM unjoined", "DELETE FROM joined_by",
        "INSERT INTO unjoined SELECT DISTINCT family FROM families",
    ):  # fmt: skip
        db.execute(statement)
    db.execute("INSERT INTO joined_by VALUES (?)", (rules(),))
    _join(db, [family for (family,) in db.execute("SELECT family FROM unjoined").fetchall()])


def settle(db: sqlite3.Connection) -> None:
    """Work out the families that are open, the smallest first, as far as the change is large enough for."""
    query = (
        "SELECT u.family, (SELECT count(*) FROM families f WHERE f.family = u.family) AS names"
        " FROM unjoined u ORDER BY names, u.family"
    )
    found = db.execute(query).fetchall()
    left = _ALWAYS + _EACH * len(found)
    wanted = []
    for family, names in found:
        left -= names
        if left < 0:
            break
        wanted.append(family)
    _join(db, wanted)


def are_kept(db: sqlite3.Connection) -> bool:
    """Whether people are kept as today's rules make them; whether of this version, the counts tell."""
    if not db.execute("SELECT 1 FROM sqlite_master WHERE name = 'joined_by'").fetchone():
        return False
    return bool(db.execute("SELECT rules FROM joined_by").fetchone() == (rules(),))


def faulty(db: sqlite3.Connection) -> bool:
    """Whether families are kept as other people than they are."""
    if not are_kept(db):
        return False
    query = "SELECT family FROM families UNION SELECT family FROM persons UNION SELECT family FROM unjoined"
    families = [family for (family,) in db.execute(query).fetchall()]
    opened = {family for (family,) in db.execute("SELECT family FROM unjoined").fetchall()}
    for place in range(0, len(families), _AT_ONCE):
        some = families[place : place + _AT_ONCE]
        made = {row for row in _worked_out(db, some) if row[1] not in opened}
        marks = ",".join("?" * len(some))
        query = f"SELECT id, family, quotations FROM persons WHERE family IN ({marks})"
        if made != set(db.execute(query, some).fetchall()):
            return True
    return False


@cache
def rules() -> int:
    """What changes when names may be joined otherwise, as by another release."""
    package = Path(__file__).parents[1]
    found = zlib.crc32(unicodedata.unidata_version.encode())
    for folder in _RULES:
        for path in sorted((package / folder).iterdir()):
            if path.suffix in (".py", ".txt"):
                found = zlib.crc32(path.read_bytes(), found)
    return found


def _open(db: sqlite3.Connection, family: str) -> None:
    db.execute("INSERT OR IGNORE INTO unjoined VALUES (?)", (family,))
    db.execute("DELETE FROM persons WHERE family = ?", (family,))


def _join(db: sqlite3.Connection, families: Sequence[str]) -> None:
    """Keep the people of these families, which are open, and close them."""
    for place in range(0, len(families), _AT_ONCE):
        some = families[place : place + _AT_ONCE]
        db.executemany("INSERT INTO persons VALUES (?, ?, ?)", list(_worked_out(db, some)))
        db.executemany("DELETE FROM unjoined WHERE family = ?", [(family,) for family in some])


def _worked_out(db: sqlite3.Connection, families: Sequence[str]) -> Iterator[tuple[int, str, int]]:
    """Each of the people of some families: least number, family, how often quoted."""
    from index.people.joining import heads_of

    store = Store(Path(db.execute("PRAGMA database_list").fetchone()[2]).parent, db)
    query = "SELECT name, family FROM families WHERE family IN (?)"
    homes: dict[int, str] = dict(store.rows_of(query, families))
    names: dict[str, list[NameRow]] = {}
    for row in store.names_of(homes):
        names.setdefault(homes[row.id], []).append(row)
    for family, rows in names.items():
        for number, quotations in heads_of(rows):
            yield number, family, quotations
