"""Looking up speakers' names by their words and by the words of their roles, in the archive's database.

What is stored is worked out of the names as `words_of` and `country_of` take them apart; where those change,
so does the archive's format.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from index.archive import joined
from index.names.name import words_of
from index.people.name_book import NameRow, family_of, initials_of, looked_up_by, role_words

if TYPE_CHECKING:
    from index.archive.store import Store

_FEW = 500
"""Values that one statement is asked with."""
_KEPT = 20_000
"""Names whose families are kept at hand."""


class StoredNames:
    """A book of names that stays in the archive's database, whose indexes answer."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._words: list[str] | None = None
        self._homes: dict[int, str] = {}

    def rows(self) -> list[NameRow]:
        """Every name, the most quoted first, then by name."""
        return self._store.names()

    def family(self, keys: Iterable[str]) -> list[list[NameRow]]:
        """The names of each of some families, in that order."""
        wanted = list(keys)
        query = "SELECT name, family FROM families WHERE family IN (?)"
        homes: dict[int, str] = {row[0]: row[1] for row in self._store.rows_of(query, wanted)}
        found: dict[str, list[NameRow]] = {}
        for row in self._store.names_of(homes):
            found.setdefault(homes[row.id], []).append(row)
        return [found.get(key, []) for key in wanted]

    def weights(self) -> list[tuple[str, int, int]]:
        """Every family with how many names it has, and how often they are quoted."""
        query = (
            "SELECT f.family, count(*), sum(n.quotations) FROM families f JOIN names n ON n.id = f.name"
            " GROUP BY f.family"
        )
        return [(str(family), int(names), int(said)) for family, names, said in self._store.rows(query)]

    def family_count(self) -> int:
        """How many families there are."""
        return self._store.number("SELECT count(DISTINCT family) FROM families")

    def unjoined(self) -> list[str] | None:
        """Families that are not kept with the people they are; None where none are kept so."""
        if not (self._store.counted and joined.are_kept(self._store.connection)):
            return None
        return [str(family) for (family,) in self._store.rows("SELECT family FROM unjoined ORDER BY family")]

    def heads(self, count: int) -> list[tuple[int, str, int]]:
        """So many of the people that are kept, the most quoted first."""
        query = "SELECT id, family, quotations FROM persons ORDER BY quotations DESC, id LIMIT ?"
        return [(int(row[0]), str(row[1]), int(row[2])) for row in self._store.rows(query, (count,))]

    def head_count(self, families: Sequence[str] | None = None) -> int:
        """How many people are kept, of some families if given."""
        if families is None:
            return self._store.number("SELECT count(*) FROM persons")
        query = "SELECT count(*) FROM persons WHERE family IN (?) GROUP BY family"
        return sum(int(row[0]) for row in self._store.rows_of(query, families))

    def home(self, number: int) -> str | None:
        """The family of the name of that number."""
        if number not in self._homes:
            row = self._store.row("SELECT name FROM names WHERE id = ?", (number,))
            if row is None:
                return None
            if len(self._homes) >= _KEPT:
                self._homes.clear()
            self._homes[number] = family_of(words_of(row[0]))
        return self._homes[number]

    def homes(self, word: str, among: set[str] | None = None) -> set[str]:
        """Families, `among` some if given, with a name that is found by the word."""
        query = "SELECT DISTINCT family FROM name_words WHERE word = ?"
        if among is None or len(among) > _FEW:
            found = {row[0] for row in self._store.rows(query, (word,))}
            return found if among is None else found & among
        marks = ",".join("?" * len(among))
        return {row[0] for row in self._store.rows(f"{query} AND family IN ({marks})", (word, *among))}

    def offices(self, words: Sequence[str]) -> set[int]:
        """Names that are found by each of the words in a role."""
        if not words:
            return set()
        query = " INTERSECT ".join(["SELECT name FROM role_words WHERE word = ?"] * len(words))
        return {row[0] for row in self._store.rows(query, words)}

    def has(self, word: str) -> bool:
        """Whether a name is found by the word."""
        return self._store.row("SELECT 1 FROM name_words WHERE word = ? LIMIT 1", (word,)) is not None

    def words(self) -> Sequence[str]:
        """Every word that a name is found by; kept once somebody unknown was asked for."""
        if self._words is None:
            self._words = [row[0] for row in self._store.rows("SELECT DISTINCT word FROM name_words")]
        return self._words

    def bearing(self, words: Iterable[str], limit: int) -> list[tuple[int, str]]:
        """Number and text of names that are found by any of the words: the most quoted, so many."""
        wanted = list(dict.fromkeys(words))[:_FEW]
        query = (
            "SELECT id, name FROM names WHERE id IN (SELECT name FROM name_words WHERE word IN"
            f" ({','.join('?' * len(wanted))})) ORDER BY quotations DESC, name LIMIT ?"
        )
        return [(row[0], row[1]) for row in self._store.rows(query, (*wanted, limit))]

    def with_initials(self, letters: str) -> list[int]:
        """The numbers of names whose words in capitals have these initials, in lower case."""
        query = "SELECT id, name FROM names WHERE name LIKE ? OR name LIKE ? ORDER BY id"
        like = "% ".join(letters) + "%"
        found = self._store.rows(query, (like, f"the {like}"))
        return [row[0] for row in found if initials_of(row[1]) == letters]

    def most_quoted(self, count: int) -> list[int]:
        """The numbers of the names that are quoted most, of equals the first added."""
        query = "SELECT id FROM names ORDER BY quotations DESC, id LIMIT ?"
        return [row[0] for row in self._store.rows(query, (count,))]


def enter(db: sqlite3.Connection, names: Iterable[tuple[int, str]]) -> None:
    """Make names, each with its number, to be found by their words; those that are already found stay."""
    for number, name in names:
        words = words_of(name)
        family = family_of(words)
        db.execute("INSERT OR IGNORE INTO families VALUES (?, ?)", (family, number))
        db.executemany(
            "INSERT OR IGNORE INTO name_words VALUES (?, ?, ?)",
            [(word, family, number) for word in sorted(looked_up_by(words))],
        )


def enter_roles(db: sqlite3.Connection, roles: Iterable[tuple[int, str]]) -> None:
    """Make names, by their numbers, to be found by the words of a role of theirs."""
    db.executemany(
        "INSERT OR IGNORE INTO role_words VALUES (?, ?)",
        [(word, number) for number, role in roles for word in sorted(role_words([role]))],
    )


def leave(db: sqlite3.Connection, number: int, name: str) -> None:
    """Make a name to be found no more."""
    words = words_of(name)
    family = family_of(words)
    db.execute("DELETE FROM families WHERE family = ? AND name = ?", (family, number))
    db.executemany(
        "DELETE FROM name_words WHERE word = ? AND family = ? AND name = ?",
        [(word, family, number) for word in looked_up_by(words)],
    )


def leave_roles(db: sqlite3.Connection, number: int, gone: Iterable[str], left: Iterable[str]) -> None:
    """Make a name to be found no more by words that only roles have that are gone."""
    words = role_words(gone) - role_words(left)
    db.executemany("DELETE FROM role_words WHERE word = ? AND name = ?", [(word, number) for word in words])


def faulty(db: sqlite3.Connection) -> Iterator[str]:
    """The tables that do not hold what the names and roles there are make of them."""
    names = db.execute("SELECT id, name FROM names").fetchall()
    roles = db.execute("SELECT name, role FROM roles").fetchall()
    split = [(number, words_of(name)) for number, name in names]
    made: dict[str, set[tuple[Any, ...]]] = {
        "families": {(family_of(words), number) for number, words in split},
        "name_words": {
            (word, family_of(words), number) for number, words in split for word in looked_up_by(words)
        },
        "role_words": {(word, number) for number, role in roles for word in role_words([role])},
    }
    for table, rows in made.items():
        if set(db.execute(f"SELECT * FROM {table}")) != rows:
            yield table
