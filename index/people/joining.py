"""Joining names that are one person's, a family of names at a time, and why.

Names are joined where they agree in all that they tell and nobody else of the family could be meant.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from index.names.given_names import is_given_name
from index.names.name import Name, country_of, gender_of, parse_name, same_person, words_of
from index.people.name_book import NameRow, looked_up_by
from index.people.rulings import Rulings


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


def heads_of(family: Sequence[NameRow]) -> list[tuple[int, int]]:
    """Each of the people that a family's names are where there is no ruling: the least number of their names,
    and how often they are quoted."""
    if len(family) == 1:
        return [(family[0].id, family[0].quotations)]
    return [
        (min(row.id for row in group.rows), sum(row.quotations for row in group.rows))
        for group in _groups_of([family], Rulings())
    ]


def people_of(families: Sequence[Sequence[NameRow]], rulings: Rulings) -> list[Person]:
    """The people among the names of some families, which only a ruling joins to one another."""
    return [_person(group) for group in _groups_of(families, rulings) if group.rows]


def _groups_of(families: Sequence[Sequence[NameRow]], rulings: Rulings) -> list[_Group]:
    alike: dict[str, list[tuple[NameRow, Name]]] = defaultdict(list)
    for row in (row for family in families for row in family):
        parts = parse_name(row.name)
        alike[parts.surname if parts.surname is not None else _institution_key(parts)].append((row, parts))
    groups = [group for named in alike.values() for group in _join(named, rulings)]
    _follow(groups, rulings)
    return groups


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
