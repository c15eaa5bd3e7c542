"""People across articles: which names are one person's, and why.

Every article names its speakers in its own way. Names are joined where they agree in all that they tell and
nobody else in the archive could be meant; what stays open stays apart, since a name too many in a list is a
smaller fault than somebody's words under a relative's name. Where the archive's operator knows better, a file
says so (`Rulings`).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from index.names.given_names import is_given_name
from index.names.name import Name, country_of, gender_of, parse_name, same_person, words_of
from index.people.name_book import LoadedNames, NameBook, NameRow, family_of, looked_up_by
from index.people.rulings import Rulings

_KEPT = 20_000
"""Names of people who have been asked about that are kept at hand."""
_AT_ONCE = 200
"""Families that are looked at together for those quoted most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Someone, or some institution, that the archive quotes.

    `name` is the fullest of `names`, which come most quoted first, as do `roles`. `name_ids` are the
    archive's numbers of the names; `why` tells, for each name that was joined, what spoke for it.
    """

    id: int
    name: str
    names: tuple[str, ...]
    roles: tuple[str, ...]
    quotations: int
    articles: int
    name_ids: tuple[int, ...]
    role_counts: tuple[int, ...] = ()
    """How often each of `roles` was given."""
    why: tuple[str, ...] = ()
    parts: tuple[Name, ...] = field(default=(), repr=False)
    """Each of `names` taken apart."""
    words: frozenset[str] = field(default=frozenset(), repr=False, compare=False)
    """The folded words that somebody can be found by."""

    @property
    def is_person(self) -> bool:
        """Whether the name is built like a person's, not like an institution's."""
        return any(part.surname is not None for part in self.parts)


class _Group:
    """Names that have been found to be one person's, while joining."""

    __slots__ = ("parts", "rows", "why")

    def __init__(self, row: NameRow, parts: Name) -> None:
        self.rows = [row]
        self.parts = [parts]
        self.why: list[str] = []

    def add(self, row: NameRow, parts: Name, why: str) -> None:
        self.rows.append(row)
        self.parts.append(parts)
        self.why.append(f"{row.name}: {why}")

    def merge(self, other: _Group, why: str) -> None:
        self.rows += other.rows
        self.parts += other.parts
        self.why += [*other.why, *(f"{row.name}: {why}" for row in other.rows)]

    @property
    def name(self) -> str:
        row, parts = max(zip(self.rows, self.parts, strict=True), key=_fullness)
        return _untitled(row.name, parts)


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
                for person in _people_of([families.get(key, []) for key in keys], self._rulings)
            )
        )

    @property
    def family_count(self) -> int:
        """How many families there are: at most as many as people."""
        return len(self._weights)

    @cached_property
    def count(self) -> int:
        """How many `persons` there are: one for each family of a single name, which need not be looked at."""
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
        return (_people_of([next(rows) for _ in keys], self._rulings) for keys in groups)

    @cached_property
    def _weights(self) -> list[tuple[str, int, int]]:
        return self._book.weights()

    def leading(self, count: int) -> list[Person]:
        """The first `count` of `persons`, without working out who everybody is.

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
            known[keys[0]] = _people_of(those, self._rulings)
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


def _people_of(families: Sequence[Sequence[NameRow]], rulings: Rulings) -> list[Person]:
    """The people among the names of some families, which only a ruling joins to one another."""
    alike: dict[str, list[tuple[NameRow, Name]]] = defaultdict(list)
    for row in (row for family in families for row in family):
        parts = parse_name(row.name)
        alike[parts.surname if parts.surname is not None else _institution_key(parts)].append((row, parts))
    groups = [group for named in alike.values() for group in _join(named, rulings)]
    _follow(groups, rulings)
    return [_person(group) for group in groups if group.rows]


def _untitled(name: str, parts: Name) -> str:
    """A name as written, without the titles and forms of address before it."""
    if parts.bare or (parts.surname is None and name.casefold().startswith("the ")):
        return name
    return " ".join(name.split()[-len(parts.words) - (parts.suffix is not None) :])


def _institution_key(parts: Name) -> str:
    return "\0" + " ".join(country_of(word) for word in parts.words)


def _fullness(named: tuple[NameRow, Name]) -> tuple[bool, int, int, bool, int]:
    """How full a name is, for comparing: one that a given name begins, spelt out rather than in initials, and
    not all in capitals, as in a transcript."""
    row, parts = named
    spelt = sum(len(word) > 1 for word in parts.words)
    given = bool(parts.given) and is_given_name(parts.given[0])
    length = len(parts.words) + (parts.suffix is not None)
    return given, spelt, length, not row.name.isupper(), row.quotations


def _join(family: list[tuple[NameRow, Name]], rulings: Rulings) -> list[_Group]:
    """The people among names of one surname, or of one institution."""
    full = [named for named in family if not named[1].bare]
    full.sort(key=lambda named: (-len(named[1].given), -named[0].quotations, named[0].id))
    groups: list[_Group] = []
    for row, parts in full:
        fitting = [group for group in groups if _fits(group, row, parts, rulings)]
        if len(fitting) == 1:
            fitting[0].add(row, parts, _because(fitting[0], parts))
        else:
            groups.append(_Group(row, parts))
    for row, parts in (named for named in family if named[1].bare):
        group, why = _bearer(groups, row, parts, rulings)
        if group is None:
            groups.append(_Group(row, parts))
        else:
            group.add(row, parts, why)
    return groups


def _fits(group: _Group, row: NameRow, parts: Name, rulings: Rulings) -> bool:
    if any(rulings.apart(row.name, other.name) for other in group.rows):
        return False
    if parts.surname is None:
        return True
    return all(same_person(parts, other) or _same_words(parts, other) for other in group.parts if other.given)


def _same_words(one: Name, other: Name) -> bool:
    return one.words == other.words and one.suffix == other.suffix


def _because(group: _Group, parts: Name) -> str:
    if any(_same_words(parts, other) for other in group.parts):
        return "the same name, written differently"
    return f"the same surname, and a given name that agrees with {group.name}"


def _bearer(groups: list[_Group], row: NameRow, parts: Name, rulings: Rulings) -> tuple[_Group | None, str]:
    """Whose a surname alone is: the only bearer's, or the only one's whom gender or role leaves."""
    known = [group for group in groups if not any(rulings.apart(row.name, o.name) for o in group.rows)]
    bare = [group for group in known if all(other.bare for other in group.parts)]
    if bare:
        return bare[0], "the same name, written differently"
    if len(known) == 1 and _agrees(known[0], parts):
        return known[0], f"{known[0].name} is the only person quoted with that surname"
    if parts.gender is not None:
        left = [group for group in known if _agrees(group, parts)]
        if len(left) == 1:
            return left[0], f"the form of address fits only {left[0].name}"
    roles = _offices(row)
    if roles:
        left = [group for group in known if any(roles & _offices(other) for other in group.rows)]
        if len(left) == 1:
            return left[0], f"the same role as {left[0].name}, and nobody else with that surname has it"
    return None, ""


def _agrees(group: _Group, parts: Name) -> bool:
    genders = {gender for other in group.parts if (gender := gender_of(other)) is not None}
    return parts.gender is None or genders <= {parts.gender}


def _offices(row: NameRow) -> set[frozenset[str]]:
    return {frozenset(country_of(word) for word in words_of(role)) for role, _ in row.roles}


def _follow(groups: list[_Group], rulings: Rulings) -> None:
    """Join what the operator says is one; names that nobody here bears are passed over."""
    if not rulings.joined:
        return
    home = {row.name.casefold(): group for group in groups for row in group.rows}
    for names in rulings.joined:
        found = [home[name.casefold()] for name in names if name.casefold() in home]
        for other in found[1:]:
            if other is not found[0] and other.rows:
                found[0].merge(other, "people.txt says so")
                home.update({row.name.casefold(): found[0] for row in other.rows})
                other.rows, other.parts = [], []


def _person(group: _Group) -> Person:
    named = sorted(
        zip(group.rows, group.parts, strict=True), key=lambda one: (-one[0].quotations, one[0].name)
    )
    rows = [row for row, _ in named]
    roles: Counter[str] = Counter()
    for row in rows:
        roles.update(dict(row.roles))
    return Person(
        id=min(row.id for row in rows),
        name=group.name,
        names=tuple(row.name for row in rows),
        roles=tuple(role for role, _ in roles.most_common()),
        role_counts=tuple(count for _, count in roles.most_common()),
        quotations=sum(row.quotations for row in rows),
        articles=sum(row.articles for row in rows),
        name_ids=tuple(row.id for row in rows),
        why=tuple(group.why),
        parts=tuple(parts for _, parts in named),
        words=frozenset(word for row in rows for word in looked_up_by(words_of(row.name))),
    )
