"""Whom a surname means where several bear it: the one quoted far oftener, one person's records, or nobody."""

import pytest

from index.people.lookup import bearers_besides, match
from index.people.name_book import NameRow
from index.people.people import People


def people(*rows: tuple[str, int, str]) -> People:
    """The people behind names, each with how often it is quoted and with a role ("" for none)."""
    return People.build(
        [
            NameRow(number, name, count, 1, ((role, count),) if role else ())
            for number, (name, count, role) in enumerate(rows, 1)
        ]
    )


# those quoted | what is asked for | whom it means | whether together
MEANT: list[tuple[list[tuple[str, int, str]], str, list[str], bool]] = [
    ([("Anna Keller", 108, ""), ("Tom Keller", 5, "")], "keller", ["Anna Keller"], False),
    ([("Anna Keller", 40, ""), ("Tom Keller", 3, ""), ("Ida Keller", 2, "")], "keller", ["Anna Keller"],
     False),
    ([("Anna Keller", 39, ""), ("Tom Keller", 5, "")], "keller", ["Anna Keller", "Tom Keller"], False),
    ([("Anna Keller", 11, "mayor"), ("Lady Keller", 5, "mayor's wife")], "keller", ["Anna Keller"], False),
    ([("Anna Keller", 4, ""), ("Tom Keller", 4, ""), ("Keller", 9, "")], "keller",
     ["Keller", "Anna Keller", "Tom Keller"], False),
    ([("Joe Brandt", 31, "Vice President"), ("Joseph R. Brandt Jr.", 30, "Vice President")], "brandt",
     ["Joe Brandt", "Joseph R. Brandt Jr."], True),
    ([("Joe Brandt", 31, "Vice President"), ("Joseph R. Brandt Jr.", 30, "Vice President"),
      ("Brandt", 2, "")],
     "vice president brandt",
     ["Joe Brandt", "Joseph R. Brandt Jr."], True),
    ([("John Marsh", 3, "Chief Justice"), ("John G. Marsh Jr.", 2, "Chief Justice")], "chief justice marsh",
     ["John Marsh", "John G. Marsh Jr."], True),
    ([("Donald Marsh", 9, "builder"), ("Donald Marsh Jr.", 8, "director")], "marsh",
     ["Donald Marsh", "Donald Marsh Jr."], False),
    ([("George W. Marsh", 9, "President"), ("George H. W. Marsh", 8, "President")], "marsh",
     ["George W. Marsh", "George H. W. Marsh"], False),
    ([("Ana Ruiz", 9, "mayor"), ("Eva Ruiz", 8, "mayor")], "ruiz", ["Ana Ruiz", "Eva Ruiz"], False),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "asked", "meant", "together"), MEANT)
def test_whom_a_surname_means(
    rows: list[tuple[str, int, str]], asked: str, meant: list[str], together: bool
) -> None:
    found, _, all_of_them = match(people(*rows), asked.split())
    assert ([person.name for person in found], all_of_them) == (meant, together)


def test_others_of_a_surname_can_be_named_beside_who_is_meant() -> None:
    found = people(
        ("Anna Keller", 90, ""), ("Tom Keller", 2, ""), ("Ida Keller", 3, ""), ("Keller Ltd", 2, "")
    )
    meant = match(found, ["keller"])[0]
    assert [person.name for person in bearers_besides(found, "Keller", meant)] == ["Ida Keller", "Tom Keller"]
    assert bearers_besides(found, "Anna Keller", meant) == []
