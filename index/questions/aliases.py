"""Whom people call otherwise than articles do: "HRC", "uncle joe", "the DOJ"."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from index.lexicon.loading import classes
from index.names.name import words_of
from index.people.lookup import match
from index.people.offices import by_role
from index.people.people import People, Person


def by_alias(people: People, lower: Sequence[str]) -> tuple[Person, ...] | None:
    """Those whom an alias stands for that folded words are; None where they are none, or nobody so called is
    quoted."""
    typed = _unmarked(" ".join(lower)).removeprefix("the ")
    for name in _also_called().get(typed, ()):
        words = words_of(name)
        found = match(people, words)[0] or by_role(people, words)
        if found:
            return tuple(found)
    return None


@cache
def _also_called() -> dict[str, list[str]]:
    """The names that each alias stands for, by the alias as it is compared."""
    found: dict[str, list[str]] = {}
    for name, aliases in classes("aliases").items():
        for alias in aliases:
            found.setdefault(_unmarked(alias).removeprefix("the "), []).append(name)
    return found


def _unmarked(name: str) -> str:
    """A folded name without apostrophes: "lyin ted"."""
    return name.replace("'", "").replace("’", "")
