"""People as pages show them: names, roles, what joined them, and their quotations over time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from index.archive.addresses import speaker_id
from index.archive.archive import StoredArchive
from index.archive.rows import Said
from index.people.people import Person
from index.records.trends import trend_of
from index.web.chart import Chart, chart, period_for
from index.web.service import ShownPerson
from index.web.words import days_in_words


class Role(NamedTuple):
    """A role as articles word it, and how often they do."""

    name: str
    times: int


class Written(NamedTuple):
    """A name as articles write it, and why it is taken to be the person's; None for the first of them."""

    name: str
    why: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """Somebody who is quoted; `days` is from when to when, in words, None where no article tells."""

    id: str
    name: str
    names: tuple[Written, ...]
    roles: tuple[Role, ...]
    quotations: int
    remarks: int
    articles: int
    days: str | None


class Row(NamedTuple):
    """Somebody in a list of people."""

    id: str
    name: str
    role: str | None
    quotations: int


def in_list(person: Person) -> Row:
    """A person as a list shows them."""
    role = " ".join(person.roles[0].split()) if person.roles else None
    return Row(speaker_id(person.name), person.name, role, person.quotations)


def profile(known: ShownPerson, said: Sequence[Said]) -> Profile:
    """All that is told of a person, whose quotations are `said`."""
    person = known.person
    days = sorted(row.day for row in said if row.day is not None)
    first, last = (date.fromordinal(days[0]), date.fromordinal(days[-1])) if days else (None, None)
    counts = person.role_counts or (1,) * len(person.roles)
    return Profile(
        id=known.id,
        name=person.name,
        names=tuple(Written(name, _why(person, name)) for name in person.names),
        roles=tuple(
            Role(" ".join(role.split()), count) for role, count in zip(person.roles, counts, strict=True)
        ),
        quotations=len(said),
        remarks=known.remarks,
        articles=len({row.article for row in said}),
        days=days_in_words(first, last),
    )


def over_time(archive: StoredArchive, person: Person, said: Sequence[Said]) -> Chart | None:
    """When a person is quoted, as a picture; None where one period holds it all."""
    first, last = archive.days
    if first is None or last is None:
        return None
    by = period_for((last - first).days + 1)
    return chart(trend_of(archive, person.name, said, by))


def _why(person: Person, name: str) -> str | None:
    return next((why[len(name) + 2 :] for why in person.why if why.startswith(f"{name}: ")), None)
