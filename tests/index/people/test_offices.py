"""Whom a role means: the one who has it, of that country, now; and whom a surname with a title means."""

import pytest

from index.people.lookup import match
from index.people.name_book import NameRow
from index.people.offices import by_role, only_formerly
from index.people.people import People

Roles = tuple[tuple[str, int], ...]


def people(*rows: tuple[str, int, Roles]) -> People:
    """The people behind names, each with how often it is quoted, and with how often roles are given."""
    return People.build([NameRow(n, name, count, 1, roles) for n, (name, count, roles) in enumerate(rows, 1)])


QUOTED = people(
    ("Ada Lind", 300, (("President", 250), ("U.S. President", 9))),
    ("Bo Falk", 60, (("President", 12), ("US President", 8))),
    ("Ivan Orlov", 40, (("President", 38), ("Russian President", 2))),
    ("Keir Moe", 11, (("British Prime Minister", 2),)),
    ("Lady Moe", 5, (("Prime Minister's wife", 5),)),
    ("Eva Quist", 4, (("biographer of first ladies", 2), ("First Lady biographer", 2))),
    ("Jon Berg", 9, (("UN Secretary-General", 9),)),
    ("Liv Dahl", 3, (("attorney general of Norland", 3),)),
    ("Rik Holm", 5, (("Harwick mayor", 5),)),
    ("Jeb Holm", 50, (("former Harwick mayor", 50),)),
    ("Ole Vik", 5, (("former Selby mayor", 5),)),
)

# role | who has it
HOLDERS = [
    ("us president", ["Ada Lind", "Bo Falk"]),
    ("russian president", ["Ivan Orlov"]),
    ("british prime minister", ["Keir Moe"]),
    ("prime minister", ["Keir Moe"]),
    ("first lady", []),
    ("un secretary general", ["Jon Berg"]),
    ("secretary general of the un", ["Jon Berg"]),
    ("attorney general of norland", ["Liv Dahl"]),
    ("mayor of harwick", ["Rik Holm"]),
    ("former mayor of harwick", ["Jeb Holm"]),
    ("mayor of selby", ["Ole Vik"]),
    ("mayor of oslo", []),
]


@pytest.mark.parametrize(("role", "holders"), HOLDERS)
def test_who_has_a_role(role: str, holders: list[str]) -> None:
    assert [person.name for person in by_role(QUOTED, role.split())] == holders


@pytest.mark.parametrize(
    ("role", "former"),
    [("mayor of selby", True), ("former mayor of selby", False), ("mayor of harwick", False)],
)
def test_who_has_a_role_only_formerly_is_told(role: str, former: bool) -> None:
    assert only_formerly(by_role(QUOTED, role.split()), role.split()) is former


def test_title_is_whose_who_is_mostly_called_so() -> None:
    found = people(
        ("Jeb Marsh", 80, (("former governor", 40), ("President", 7))),
        ("George W. Marsh", 4, (("President", 3),)),
        ("Tom Marsh", 4, (("baker", 3),)),
    )
    for asked in ("president marsh", "former president marsh"):
        assert [person.name for person in match(found, asked.split())[0]] == ["George W. Marsh"]
    assert [person.name for person in match(found, ["gov", "marsh"])[0]] == ["Jeb Marsh"]
