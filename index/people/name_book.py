"""Looking names up: what they are found by, and a book of them that is kept in memory."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import NamedTuple, Protocol

from index.names.name import SUFFIXES, country_of, words_of


class NameRow(NamedTuple):
    """A speaker's name as an article words it most fully, with its roles, the most frequent first."""

    id: int
    name: str
    quotations: int
    articles: int
    roles: tuple[tuple[str, int], ...]


def family_of(words: Sequence[str]) -> str:
    """What names must share to be compared at all: their last word, without "Jr." and the like."""
    rest = [word for word in words if word not in SUFFIXES]
    return country_of(rest[-1]) if rest else ""


def looked_up_by(words: Iterable[str]) -> set[str]:
    """The words that a name of these words is found by: "smith-jones" by either half, too."""
    return {part for word in words for part in (word, *(word.split("-") if "-" in word else ()))}


def role_words(roles: Iterable[str]) -> set[str]:
    """The words that roles are found by, a country's for its adjective."""
    return {country_of(word) for role in roles for word in words_of(role)}


def initials_of(name: str) -> str:
    """The initials of a name's words in capitals, in lower case: "wto" of "World Trade Organization"."""
    words = name.split()
    if words[:1] == ["The"]:
        words = words[1:]
    return "".join(word[0] for word in words if word[0].isupper()).lower()


class NameBook(Protocol):
    """Where names are looked up; whatever is unknown gives nothing."""

    def rows(self) -> list[NameRow]:
        """Every name, the most quoted first, then by name."""

    def family(self, keys: Iterable[str]) -> list[list[NameRow]]:
        """The names of each of some families, in that order."""

    def weights(self) -> list[tuple[str, int, int]]:
        """Every family with how many names it has, and how often they are quoted."""

    def family_count(self) -> int:
        """How many families there are."""

    def unjoined(self) -> list[str] | None:
        """Families that are not kept with the people they are; None where none are kept so."""

    def heads(self, count: int) -> list[tuple[int, str, int]]:
        """Number, family and quotations of so many of the people that are kept, the most quoted first."""

    def head_count(self, families: Sequence[str] | None = None) -> int:
        """How many people are kept, of some families if given."""

    def home(self, number: int) -> str | None:
        """The family of the name of that number."""

    def homes(self, word: str, among: set[str] | None = None) -> set[str]:
        """Families, `among` some if given, with a name that is found by the word."""

    def offices(self, words: Sequence[str]) -> set[int]:
        """Names that are found by each of the words in a role."""

    def has(self, word: str) -> bool:
        """Whether a name is found by the word."""

    def words(self) -> Sequence[str]:
        """Every word that a name is found by."""

    def bearing(self, words: Iterable[str], limit: int) -> list[tuple[int, str]]:
        """Number and text of names that are found by any of the words: the most quoted, so many."""

    def with_initials(self, letters: str) -> list[int]:
        """The numbers of names whose words in capitals have these initials, in lower case."""

    def most_quoted(self, count: int) -> list[int]:
        """The numbers of the names that are quoted most, of equals the first added."""


class LoadedNames:
    """A book of names that are all in memory."""

    def __init__(self, rows: Sequence[NameRow]) -> None:
        self._rows = list(rows)
        self._homes = {row.id: family_of(words_of(row.name)) for row in rows}
        self._families: dict[str, list[NameRow]] = defaultdict(list)
        self._words: dict[str, list[NameRow]] = defaultdict(list)
        for row in rows:
            self._families[self._homes[row.id]].append(row)
            for word in looked_up_by(words_of(row.name)):
                self._words[word].append(row)

    def rows(self) -> list[NameRow]:
        """Every name, in the order given."""
        return self._rows

    def family(self, keys: Iterable[str]) -> list[list[NameRow]]:
        """The names of each of some families, in that order."""
        return [self._families.get(key, []) for key in keys]

    def weights(self) -> list[tuple[str, int, int]]:
        """Every family with how many names it has, and how often they are quoted."""
        return [
            (key, len(rows), sum(row.quotations for row in rows))
            for key, rows in self._families.items()
            if rows
        ]

    def family_count(self) -> int:
        """How many families there are."""
        return len(self._families)

    def unjoined(self) -> list[str] | None:
        """None: who is who is worked out."""
        return None

    def heads(self, count: int) -> list[tuple[int, str, int]]:  # noqa: ARG002 - none are kept
        """None are kept."""
        return []

    def head_count(self, families: Sequence[str] | None = None) -> int:  # noqa: ARG002 - none are kept
        """None are kept."""
        return 0

    def home(self, number: int) -> str | None:
        """The family of the name of that number."""
        return self._homes.get(number)

    def homes(self, word: str, among: set[str] | None = None) -> set[str]:
        """Families, `among` some if given, with a name that is found by the word."""
        found = {self._homes[row.id] for row in self._words.get(word, ())}
        return found if among is None else found & among

    def offices(self, words: Sequence[str]) -> set[int]:
        """Names that are found by each of the words in a role."""
        return set.intersection(*(self._role_words.get(word, set()) for word in words)) if words else set()

    @cached_property
    def _role_words(self) -> dict[str, set[int]]:
        found: dict[str, set[int]] = defaultdict(set)
        for row in self._rows:
            for word in role_words(role for role, _ in row.roles):
                found[word].add(row.id)
        return dict(found)

    def has(self, word: str) -> bool:
        """Whether a name is found by the word."""
        return word in self._words

    def words(self) -> Sequence[str]:
        """Every word that a name is found by."""
        return list(self._words)

    def bearing(self, words: Iterable[str], limit: int) -> list[tuple[int, str]]:
        """Number and text of names that are found by any of the words: the most quoted, so many."""
        found = {row.id: row for word in words for row in self._words.get(word, ())}
        rows = sorted(found.values(), key=lambda row: (-row.quotations, row.name))
        return [(row.id, row.name) for row in rows[:limit]]

    def with_initials(self, letters: str) -> list[int]:
        """The numbers of names whose words in capitals have these initials, in lower case."""
        return sorted(row.id for row in self._rows if initials_of(row.name) == letters)

    def most_quoted(self, count: int) -> list[int]:
        """The numbers of the names that are quoted most, of equals the first added."""
        rows = sorted(self._rows, key=lambda row: (-row.quotations, row.id))
        return [row.id for row in rows[:count]]
