"""People across articles: which names are one person's, and why.

Every article names its speakers in its own way. Names are joined where they agree in all that they tell and
nobody else in the archive could be meant; what stays open stays apart, since a name too many in a list is a
smaller fault than somebody's words under a relative's name. Where the archive's operator knows better, a file
says so (`Rulings`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from index.names.name import country_of, words_of
from index.people.joining import Person, people_of
from index.people.name_book import LoadedNames, NameBook, NameRow, family_of
from index.people.rulings import Rulings

__all__ = ["People", "Person"]

_KEPT = 20_000
"""Names of people who have been asked about that are kept at hand."""
_AT_ONCE = 200
"""Families that are looked at together for those quoted most."""


class People:
    """Everybody whom an archive quotes, each once.

    Who is who is worked out a family of names at a time, when somebody of it is asked about, and kept for a
    while, so that neither the first question nor memory depends on how many are quoted. Threads may share it.
    """

    def __init__(self, book: NameBook, rulings: Rulings) -> None:
        self._book = book
        self._rulings = rulings
        self._joined = _joined_families(rulings)
        self._known: dict[str, list[Person]] = {}
        self._kept = 0
        self._looked_up: dict[str, bool] = {}

    @classmethod
    def build(cls, rows: Iterable[NameRow], rulings: Rulings | None = None) -> People:
        """The people behind the names of an archive."""
        return cls(LoadedNames(list(rows)), rulings or Rulings())

    @cached_property
    def persons(self) -> tuple[Person, ...]:
        """Everybody, the most quoted first."""
        families: dict[str, list[NameRow]] = {}
        for row in self._book.rows():
            families.setdefault(family_of(words_of(row.name)), []).append(row)
        groups = {self._joined.get(key, (key,)): None for key in families}
        return tuple(
            _distinct(
                person
                for keys in groups
                for person in people_of([families.get(key, []) for key in keys], self._rulings)
            )
        )

    @cached_property
    def family_count(self) -> int:
        """How many families there are: at most as many as people."""
        return self._book.family_count()

    @cached_property
    def count(self) -> int:
        """How many `persons` there are: one for each family of a single name, which need not be looked at."""
        if self._open is not None:
            return self._book.head_count() - self._book.head_count(self._ruled) + len(self._open)
        sizes: Counter[tuple[str, ...]] = Counter()
        for family, names, _ in self._weights:
            sizes[self._together(family)] += names
        several = [keys for keys, names in sizes.items() if names > 1]
        found = len(sizes) - len(several)
        for place in range(0, len(several), _AT_ONCE):
            found += sum(map(len, self._people_in(several[place : place + _AT_ONCE])))
        return found

    def _people_in(self, groups: Sequence[tuple[str, ...]]) -> Iterator[list[Person]]:
        """The people of each of some groups of families, which are not kept."""
        rows = iter(self._book.family([key for keys in groups for key in keys]))
        return (people_of([next(rows) for _ in keys], self._rulings) for keys in groups)

    @cached_property
    def _weights(self) -> list[tuple[str, int, int]]:
        return self._book.weights()

    @cached_property
    def _ruled(self) -> list[str]:
        """The families that the operator's rulings are on."""
        named = {name for pair in self._rulings.split for name in pair}
        return sorted({*self._joined, *(family_of(words_of(name)) for name in named)})

    @cached_property
    def _open(self) -> list[Person] | None:
        """The people of the families that are not kept worked out, or not as the rulings say, the most quoted
        first; None where nothing is kept."""
        families = self._book.unjoined()
        if families is None:
            return None
        groups = list(dict.fromkeys(map(self._together, [*families, *self._ruled])))
        return _distinct(person for people in self._people_in(groups) for person in people)

    def leading(self, count: int, after: int = 0) -> list[Person]:
        """The first `count` of `persons` past so many, without working out who everybody is."""
        if self._open is None:
            return self._leading(after + count)[after:]
        ruled = set(self._ruled)
        heads = self._book.heads(after + count + self._book.head_count(self._ruled))
        found: list[tuple[int, int, str | Person]] = [
            (-quotations, number, family) for number, family, quotations in heads if family not in ruled
        ]
        found += [(-person.quotations, person.id, person) for person in self._open]
        shown = sorted(found, key=lambda one: one[:2])[after : after + count]
        groups = list(dict.fromkeys((home,) for _, _, home in shown if isinstance(home, str)))
        known = {person.id: person for people in self._people_in(groups) for person in people}
        return [home if isinstance(home, Person) else known[number] for _, number, home in shown]

    def _leading(self, count: int) -> list[Person]:
        """The first `count` of `persons`, where who is who is not kept.

        Nobody is quoted more often than all names of the families that theirs are looked at with.
        """
        bounds: Counter[tuple[str, ...]] = Counter()
        for family, _, quotations in self._weights:
            bounds[self._together(family)] += quotations
        groups, found = bounds.most_common(), list[Person]()
        for place in range(0, len(groups), _AT_ONCE):
            if len(found) >= count and found[count - 1].quotations > groups[place][1]:
                break
            people = self._people_in([keys for keys, _ in groups[place : place + _AT_ONCE]])
            found = _distinct([*found, *(person for family in people for person in family)])[: max(count, 1)]
        return found[:count]

    @cached_property
    def faults(self) -> tuple[str, ...]:
        """Rulings that could not be followed, a sentence each."""
        names = {row.name.casefold() for row in self._book.rows()}
        return tuple(
            f"nobody quoted here is called {name!r} (joined with {ruling[0]!r})"
            for ruling in self._rulings.joined
            for name in ruling
            if name.casefold() not in names
        )

    @property
    def words(self) -> Sequence[str]:
        """Every word of somebody's name, folded."""
        return self._book.words()

    def has(self, word: str) -> bool:
        """Whether a folded word is one of somebody's name."""
        known = self._looked_up.get(word)
        if known is None:
            if len(self._looked_up) >= _KEPT:
                self._looked_up.clear()
            known = self._looked_up[word] = self._book.has(word)
        return known

    def named(self, words: Iterable[str], limit: int) -> list[tuple[int, str]]:
        """Names that hold any of some folded words, by the archive's number: the most quoted, so many."""
        return self._book.bearing(words, limit)

    def most_quoted(self, count: int) -> list[Person]:
        """Some of those quoted most, without working out who everybody is."""
        return _distinct(person for number in self._book.most_quoted(count) if (person := self.of(number)))

    def of(self, number: int) -> Person | None:
        """The person behind a name, by the archive's number of it; None where there is no such name."""
        home = self._book.home(number)
        if home is None:
            return None
        return next((person for person in self._family(home) if number in person.name_ids), None)

    def bearers(self, *words: str) -> list[Person]:
        """Everybody with all of some folded words in their names, the most quoted first."""
        if not words or not all(map(self.has, words)):
            return []
        homes: set[str] | None = None
        for word in reversed(words):  # a surname leaves fewer than a given name
            among = None if homes is None else {key for home in homes for key in self._together(home)}
            found = {self._together(home)[0] for home in self._book.homes(word, among)}
            homes = found if homes is None else homes & found
        people = (person for family in self._read(homes or ()) for person in family)
        return _distinct(person for person in people if person.words.issuperset(words))

    def surnamed(self, word: str) -> list[Person]:
        """Those of `bearers` who have a name that ends in the folded word, with their namesakes."""
        return _distinct(person for person in self._family(country_of(word)) if word in person.words)

    def holders(self, *words: str) -> list[Person]:
        """Everybody with folded words, a country's for its adjective, in a role; the most quoted first."""
        numbers = self._book.offices(words)
        homes = {home for home in map(self._book.home, numbers) if home is not None}
        people = (person for family in self._read(homes) for person in family)
        return _distinct(person for person in people if not numbers.isdisjoint(person.name_ids))

    def spelt_out(self, initials: str) -> list[Person]:
        """Institutions whose names have these initials, in lower case; the most quoted first."""
        found = (self.of(number) for number in self._book.with_initials(initials))
        return _distinct(person for person in found if person is not None and not person.is_person)

    def _together(self, family: str) -> tuple[str, ...]:
        """The families that a family is looked at with, the same for each of them."""
        return self._joined.get(family, (family,))

    def _family(self, family: str) -> list[Person]:
        return self._read([family])[0]

    def _read(self, families: Iterable[str]) -> list[list[Person]]:
        """The people of each of some families, and of those that are looked at with them; each once."""
        groups = list(dict.fromkeys(map(self._together, families)))
        known = self._known
        missing = [keys for keys in groups if keys[0] not in known]
        names = iter(self._book.family([key for keys in missing for key in keys]))
        read = [[next(names) for _ in keys] for keys in missing]
        self._kept += sum(len(family) + 1 for families in read for family in families)
        if self._kept > _KEPT:  # another thread may still use the old ones
            known = {keys[0]: known[keys[0]] for keys in groups if keys[0] in known}
            self._known, self._kept = known, 0
        for keys, those in zip(missing, read, strict=True):
            known[keys[0]] = people_of(those, self._rulings)
        return [known[keys[0]] for keys in groups]


def _distinct(people: Iterable[Person]) -> list[Person]:
    return sorted(
        {person.id: person for person in people}.values(), key=lambda one: (-one.quotations, one.id)
    )


def _joined_families(rulings: Rulings) -> dict[str, tuple[str, ...]]:
    """Families that are to be looked at together, since the operator joins names of them."""
    together: dict[str, set[str]] = {}
    for ruling in rulings.joined:
        keys = {family_of(words_of(name)) for name in ruling}
        for key in list(keys):
            keys |= together.get(key, set())
        together.update(dict.fromkeys(keys, keys))
    return {key: tuple(sorted(keys)) for key, keys in together.items()}
