"""People across articles: which names are one person's, and why.

Every article names its speakers in its own way. Names are joined where they agree in all that they tell and
nobody else in the archive could be meant; what stays open stays apart, since a name too many in a list is a
smaller fault than somebody's words under a relative's name. Where the archive's operator knows better, a file
says so (`Rulings`).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from index.naming import Name, country_of, gender_of, parse_name, same_person, words_of
from index.rulings import Rulings
from index.store import NameRow


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
    """Everybody whom an archive quotes, each once."""

    def __init__(self, persons: Sequence[Person], faults: Sequence[str] = ()) -> None:
        self.persons = tuple(persons)
        self.faults = tuple(faults)
        """Rulings that could not be followed, a sentence each."""

    @classmethod
    def build(cls, rows: Iterable[NameRow], rulings: Rulings | None = None) -> People:
        """The people behind the names of an archive, most quoted first."""
        rulings = rulings or Rulings()
        families: dict[str, list[tuple[NameRow, Name]]] = defaultdict(list)
        for row in rows:
            parts = parse_name(row.name)
            key = parts.surname if parts.surname is not None else _institution_key(parts)
            families[key].append((row, parts))
        groups: list[_Group] = []
        for family in families.values():
            if len(family) == 1:
                groups.append(_Group(*family[0]))
            else:
                groups += _join_family(family, rulings)
        faults = _follow(groups, rulings)
        groups.sort(key=lambda group: -sum(row.quotations for row in group.rows))
        return cls([_person(number, group) for number, group in enumerate(groups) if group.rows], faults)

    @cached_property
    def by_name(self) -> dict[int, Person]:
        """The person behind each of the archive's numbers of names."""
        return {number: person for person in self.persons for number in person.name_ids}

    @cached_property
    def by_word(self) -> dict[str, list[Person]]:
        """Everybody who bears a word in one of their names, most quoted first."""
        found: dict[str, list[Person]] = defaultdict(list)
        for person in self.persons:
            for word in dict.fromkeys(word for parts in person.parts for word in parts.words):
                found[word].append(person)
                if "-" in word:
                    for part in word.split("-"):
                        found[part].append(person)
        return dict(found)

    @cached_property
    def by_role_word(self) -> dict[str, list[Person]]:
        """Everybody with a word in one of their roles, most quoted first."""
        found: dict[str, list[Person]] = defaultdict(list)
        for person in self.persons:
            for word in dict.fromkeys(country_of(word) for role in person.roles for word in words_of(role)):
                found[word].append(person)
        return dict(found)

    def find(self, text: str) -> list[Person]:
        """The people whom a name can mean, most quoted first; the fullest agreement only."""
        from index.asked import people_named

        return people_named(self, text)


def _untitled(name: str, parts: Name) -> str:
    """A person's name as written, without the titles and forms of address before it."""
    if parts.surname is None or parts.bare:
        return name
    return " ".join(name.split()[-len(parts.words) - (parts.suffix is not None) :])


def _institution_key(parts: Name) -> str:
    return "\0" + " ".join(country_of(word) for word in parts.words)


def _fullness(named: tuple[NameRow, Name]) -> tuple[int, int, int]:
    row, parts = named
    spelt = sum(len(word) > 1 for word in parts.words)
    return spelt, len(parts.words) + (parts.suffix is not None), row.quotations


def _join_family(family: list[tuple[NameRow, Name]], rulings: Rulings) -> list[_Group]:
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
    return all(
        same_person(parts, other) or parts.words == other.words for other in group.parts if other.given
    )


def _because(group: _Group, parts: Name) -> str:
    if any(parts.words == other.words for other in group.parts):
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


def _follow(groups: list[_Group], rulings: Rulings) -> list[str]:
    """Join what the operator says is one; sentences about names that nobody in the archive bears."""
    if not rulings.joined:
        return []
    home = {row.name.casefold(): group for group in groups for row in group.rows}
    faults: list[str] = []
    for names in rulings.joined:
        missing = [name for name in names if name.casefold() not in home]
        faults += [f"nobody quoted here is called {name!r} (joined with {names[0]!r})" for name in missing]
        found = [home[name.casefold()] for name in names if name.casefold() in home]
        for other in found[1:]:
            if other is not found[0] and other.rows:
                found[0].merge(other, "the operator's file says so")
                home.update({row.name.casefold(): found[0] for row in other.rows})
                other.rows, other.parts = [], []
    return faults


def _person(number: int, group: _Group) -> Person:
    named = sorted(
        zip(group.rows, group.parts, strict=True), key=lambda one: (-one[0].quotations, one[0].name)
    )
    rows = [row for row, _ in named]
    roles: Counter[str] = Counter()
    for row in rows:
        roles.update(dict(row.roles))
    return Person(
        id=number,
        name=group.name,
        names=tuple(row.name for row in rows),
        roles=tuple(role for role, _ in roles.most_common()),
        quotations=sum(row.quotations for row in rows),
        articles=sum(row.articles for row in rows),
        name_ids=tuple(row.id for row in rows),
        why=tuple(group.why),
        parts=tuple(parts for _, parts in named),
    )
