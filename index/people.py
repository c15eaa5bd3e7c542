"""People across articles: which names are one person's, and why.

Every article names its speakers in its own way. Names are joined where they agree in all that they tell and
nobody else in the archive could be meant; what stays open stays apart, since a name too many in a list is a
smaller fault than somebody's words under a relative's name. Where the archive's operator knows better, a file
says so (`Rulings`).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from heapq import nlargest

from index.naming import SUFFIXES, Name, country_of, gender_of, parse_name, same_person, words_of
from index.quotations.names import is_given_name
from index.rows import NameRow
from index.rulings import Rulings


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

    Who is who is worked out a family of names at a time, when somebody of it is asked about, so that a large
    archive answers its first question soon. Threads may share it.
    """

    def __init__(self, rows: Sequence[NameRow], rulings: Rulings) -> None:
        self._rows = {row.id: row for row in rows}
        self._rulings = rulings
        self._families: dict[str, list[NameRow]] = defaultdict(list)
        self._words: dict[str, list[NameRow]] = defaultdict(list)
        for row in rows:
            words = words_of(row.name)
            self._families[_family(words)].append(row)
            for word in words:
                self._words[word].append(row)
                if "-" in word:
                    for part in word.split("-"):
                        self._words[part].append(row)
        self._joined = _joined_families(rulings)
        self._known: dict[int, Person] = {}

    @classmethod
    def build(cls, rows: Iterable[NameRow], rulings: Rulings | None = None) -> People:
        """The people behind the names of an archive."""
        return cls(list(rows), rulings or Rulings())

    @cached_property
    def persons(self) -> tuple[Person, ...]:
        """Everybody, the most quoted first."""
        return tuple(_distinct(map(self._person, self._rows.values())))

    @cached_property
    def faults(self) -> tuple[str, ...]:
        """Rulings that could not be followed, a sentence each."""
        names = {row.name.casefold() for row in self._rows.values()}
        return tuple(
            f"nobody quoted here is called {name!r} (joined with {ruling[0]!r})"
            for ruling in self._rulings.joined
            for name in ruling
            if name.casefold() not in names
        )

    @property
    def words(self) -> Iterable[str]:
        """Every word of somebody's name, folded."""
        return self._words.keys()

    @property
    def names(self) -> dict[int, str]:
        """Every name as written, by the archive's number of it."""
        return {number: row.name for number, row in self._rows.items()}

    def most_quoted(self, count: int) -> list[Person]:
        """Some of those quoted most, without working out who everybody is."""
        rows = nlargest(count, self._rows.values(), key=lambda row: (row.quotations, -row.id))
        return _distinct(self._person(row) for row in rows)

    @property
    def by_name(self) -> Mapping[int, Person]:
        """The person behind each of the archive's numbers of names."""
        return _ByName(self._rows, self._person)

    def bearers(self, word: str) -> list[Person]:
        """Everybody with a folded word in one of their names, the most quoted first."""
        return _distinct(self._person(row) for row in self._words.get(word, ()))

    def holders(self, word: str) -> list[Person]:
        """Everybody with a folded word, a country's for its adjective, in a role; the most quoted first."""
        return _distinct(self._person(row) for row in self._role_words.get(word, ()))

    def find(self, text: str) -> list[Person]:
        """The people whom a name can mean, most quoted first; the fullest agreement only."""
        from index.asked import people_named

        return people_named(self, text)

    @cached_property
    def _role_words(self) -> dict[str, list[NameRow]]:
        found: dict[str, list[NameRow]] = defaultdict(list)
        for row in self._rows.values():
            for word in {country_of(word) for role, _ in row.roles for word in words_of(role)}:
                found[word].append(row)
        return dict(found)

    def _person(self, row: NameRow) -> Person:
        if row.id not in self._known:
            key = _family(words_of(row.name))
            keys = self._joined.get(key, (key,))
            for person in _people_of([self._families.get(key, []) for key in keys], self._rulings):
                self._known.update(dict.fromkeys(person.name_ids, person))
        return self._known[row.id]


class _ByName(Mapping[int, Person]):
    """People by the number of any of their names, worked out when asked for."""

    def __init__(self, rows: Mapping[int, NameRow], person: Callable[[NameRow], Person]) -> None:
        self._rows = rows
        self._person = person

    def __getitem__(self, number: int) -> Person:
        return self._person(self._rows[number])

    def __iter__(self) -> Iterator[int]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)


def _distinct(people: Iterable[Person]) -> list[Person]:
    return sorted(
        {person.id: person for person in people}.values(), key=lambda one: (-one.quotations, one.id)
    )


def _family(words: Sequence[str]) -> str:
    """What names must share to be compared at all: their last word, without "Jr." and the like."""
    rest = [word for word in words if word not in SUFFIXES]
    return country_of(rest[-1]) if rest else ""


def _joined_families(rulings: Rulings) -> dict[str, tuple[str, ...]]:
    """Families that are to be looked at together, since the operator joins names of them."""
    together: dict[str, set[str]] = {}
    for ruling in rulings.joined:
        keys = {_family(words_of(name)) for name in ruling}
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


def _fullness(named: tuple[NameRow, Name]) -> tuple[bool, int, int, int]:
    """How full a name is, for comparing: one that a given name begins, spelt out rather than in initials."""
    row, parts = named
    spelt = sum(len(word) > 1 for word in parts.words)
    given = bool(parts.given) and is_given_name(parts.given[0])
    return given, spelt, len(parts.words) + (parts.suffix is not None), row.quotations


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
        return "the same name but for how it is written"
    return f"the same surname, and a given name that agrees with {group.name}"


def _bearer(groups: list[_Group], row: NameRow, parts: Name, rulings: Rulings) -> tuple[_Group | None, str]:
    """Whose a surname alone is: the only bearer's, or the only one's whom gender or role leaves."""
    known = [group for group in groups if not any(rulings.apart(row.name, o.name) for o in group.rows)]
    bare = [group for group in known if all(other.bare for other in group.parts)]
    if bare:
        return bare[0], "the same name but for how it is written"
    if len(known) == 1 and _agrees(known[0], parts):
        return known[0], f"nobody else of that surname is quoted than {known[0].name}"
    if parts.gender is not None:
        left = [group for group in known if _agrees(group, parts)]
        if len(left) == 1:
            return left[0], f"the form of address leaves only {left[0].name}"
    roles = _offices(row)
    if roles:
        left = [group for group in known if any(roles & _offices(other) for other in group.rows)]
        if len(left) == 1:
            return left[0], f"the same role as {left[0].name} and no one else of that surname"
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
                found[0].merge(other, "the operator's file says so")
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
    )
