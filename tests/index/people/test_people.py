"""Who is who across articles: names that are joined, names that stay apart, and the operator's rulings."""

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.errors import ArchiveError
from index.names.name import parse_name
from index.people.lookup import find_people
from index.people.name_book import NameRow
from index.people.people import People
from index.people.rulings import Rulings, parse_rulings, read_rulings


def people(*names: str | tuple[str, int] | tuple[str, int, str]) -> People:
    """The people behind names, given alone, with how often they are quoted, or with a role as well."""
    rows = []
    for number, entry in enumerate(names, 1):
        name, count, *roles = (entry, 1) if isinstance(entry, str) else entry
        rows.append(NameRow(number, str(name), int(count), 1, tuple((str(role), 1) for role in roles)))
    return People.build(rows)


def grouped(found: People) -> set[frozenset[str]]:
    """The names of each person."""
    return {frozenset(person.names) for person in found.persons}


JOINED = [
    ("Donald Keller", "Donald J. Keller"),
    ("Donald J. Keller", "Keller"),
    ("Donald Keller", "Mr. Keller"),
    ("Robert Gates", "Bob Gates"),
    ("Leonard E. Burke", "Len Burke"),
    ("George W. Marsh", "George Walker Marsh"),
    ("Ildefonso Guajardo Villarreal", "Guajardo Villarreal"),
    ("José Muñoz", "Jose Munoz"),
    ("Senate Majority Leader Ann Price", "Ann Price"),
    ("President Obrador", "Obrador"),
    ("The Harbour Report", "Harbour Report"),
    ("U.S. State Department", "US State Department"),
    ("Russian Foreign Ministry", "Russia's Foreign Ministry"),
    ("Bill de Souza", "De Souza"),
]


@pytest.mark.parametrize("names", JOINED, ids=[" = ".join(row) for row in JOINED])
def test_one_person_under_many_names(names: tuple[str, ...]) -> None:
    assert grouped(people(*names)) == {frozenset(names)}


APART = [
    ("Anna Keller", "Tom Keller"),
    ("Anna Keller", "Tom Keller", "Keller"),
    ("George W. Marsh", "George H. W. Marsh"),
    ("Donald Keller", "Donald Keller Jr."),
    ("Mikhail Kamynin", "Russia's Foreign Ministry"),
    ("Denzel Washington", "Washington"),
    ("Moscow", "Moscow Times"),
    ("John Trumbull", "Donald John Trumbull"),
    ("North Korea", "South Korea"),
    ("Anna Keller", "Keller campaign"),
    ("Anna Keller", "Mr. Keller"),
]


@pytest.mark.parametrize("names", APART, ids=[" / ".join(row) for row in APART])
def test_two_people_stay_apart(names: tuple[str, ...]) -> None:
    assert grouped(people(*names)) == {frozenset({name}) for name in names}


def test_form_of_address_tells_spouses_apart() -> None:
    found = people("Anna Keller", "Thomas Keller", "Mrs. Keller", "Mr. Keller")
    assert grouped(found) == {
        frozenset({"Anna Keller", "Mrs. Keller"}),
        frozenset({"Thomas Keller", "Mr. Keller"}),
    }


def test_role_tells_whose_a_bare_surname_is() -> None:
    found = people(("Anna Keller", 3, "mayor"), ("Tom Keller", 2, "banker"), ("Keller", 1, "mayor"))
    assert grouped(found) == {frozenset({"Anna Keller", "Keller"}), frozenset({"Tom Keller"})}


def test_name_that_agrees_with_two_stays_apart() -> None:
    found = people("George W. Marsh", "George H. W. Marsh", "George Marsh")
    assert len(found.persons) == 3


def test_fullest_name_is_shown_and_the_reasons_are_kept() -> None:
    found = people(("Donald Keller", 9), ("Donald J. Keller", 2), ("Keller", 4))
    (person,) = found.persons
    assert person.name == "Donald J. Keller"
    assert person.names == ("Donald Keller", "Keller", "Donald J. Keller")
    assert person.quotations == 15
    assert person.name_ids == (1, 3, 2)
    assert person.why == (
        "Donald Keller: the same surname, and a given name that agrees with Donald J. Keller",
        "Keller: Donald J. Keller is the only person quoted with that surname",
    )


def test_titles_are_no_part_of_the_name_that_is_shown() -> None:
    assert [person.name for person in people("Senate Majority Leader Ann Price Jr.").persons] == [
        "Ann Price Jr."
    ]


@pytest.mark.parametrize(
    ("text", "given", "surname"),
    [
        ("Mikhail Kamynin", ("mikhail",), "kamynin"),
        ("Mr. Kamynin", (), "kamynin"),
        ("Gov. Ann Richards-Cole", ("ann",), "richards-cole"),
        ("Ludwig van der Berg", ("ludwig",), "van der berg"),
        ("Foreign Ministry", (), None),
        ("Moscow", (), None),
        ("Centre for Grain Policy", (), None),
        ("Dean Baker", ("dean",), "baker"),
    ],
)
def test_name_in_parts(text: str, given: tuple[str, ...], surname: str | None) -> None:
    name = parse_name(text)
    assert (name.given, name.surname) == (given, surname)


def test_find_by_name_half_of_it_or_role() -> None:
    found = people(("Anna Keller", 5, "mayor of Harwick"), ("Tom Keller", 3), ("Mikhail Kamynin", 2))
    assert [p.name for p in find_people(found, "kamynin")] == ["Mikhail Kamynin"]
    assert [p.name for p in find_people(found, "Keller")] == ["Anna Keller", "Tom Keller"]
    assert [p.name for p in find_people(found, "the mayor of Harwick")] == ["Anna Keller"]
    assert find_people(found, "Lindqvist") == []
    assert find_people(found, "") == []


def test_role_is_theirs_to_whom_it_is_given_most() -> None:
    rows = [
        NameRow(1, "Anna Keller", 30, 9, (("President", 25),)),
        NameRow(2, "Tom Brandt", 40, 9, (("President", 2), ("former president", 9))),
        NameRow(3, "Lee Sung", 9, 4, (("South Korean President", 8),)),
    ]
    found = People.build(rows)
    assert [person.name for person in find_people(found, "the president")] == ["Anna Keller"]
    assert [person.name for person in find_people(found, "South Korea's president")] == ["Lee Sung"]


def test_given_name_alone_can_mean_who_is_called_nothing_else() -> None:
    found = people(("Michelle Obrador", 7), ("Michelle", 1))
    assert {person.name for person in find_people(found, "michelle")} == {"Michelle Obrador", "Michelle"}


def test_operator_joins_and_keeps_apart(tmp_path: Path) -> None:
    rows = [NameRow(n, name, 1, 1, ()) for n, name in enumerate(("Ann Price", "Annie Price", "Nan Stone"), 1)]
    (tmp_path / "people.txt").write_text(
        "# who is who\nAnn Price != Annie Price\nAnn Price = Nan Stone  # after her marriage\n",
        encoding="utf-8",
    )
    found = People.build(rows, read_rulings(tmp_path))
    assert grouped(found) == {frozenset({"Ann Price", "Nan Stone"}), frozenset({"Annie Price"})}
    assert found.faults == ()
    (joined,) = [person for person in found.persons if len(person.names) == 2]
    assert joined.why == ("Nan Stone: people.txt says so",)


def test_ruling_about_nobody_is_a_fault_and_no_error() -> None:
    rulings = Rulings(joined=(("Ann Price", "Nobody Here"),))
    found = People.build([NameRow(1, "Ann Price", 1, 1, ())], rulings)
    assert found.faults == ("nobody quoted here is called 'Nobody Here' (joined with 'Ann Price')",)


def test_a_name_in_capitals_gives_way_to_the_same_in_small_letters() -> None:
    rows = [
        NameRow(1, "BEA TAPPER", 9, 1, ()),
        NameRow(2, "Bea Tapper", 1, 1, ()),
        NameRow(3, "TAPPER", 4, 1, ()),
    ]
    (person,) = People.build(rows).most_quoted(5)
    assert (person.name, set(person.names)) == ("Bea Tapper", {"BEA TAPPER", "Bea Tapper", "TAPPER"})


def test_no_file_is_no_ruling(tmp_path: Path) -> None:
    assert read_rulings(tmp_path) == Rulings()


@pytest.mark.parametrize("line", ["Ann Price", "Ann Price =", "= Ann", "Ann != Bea = Cleo"])
def test_line_that_is_no_ruling_names_its_place(line: str) -> None:
    with pytest.raises(ArchiveError, match=r"people\.txt, line 2: "):
        parse_rulings(f"# fine\n{line}\n", Path("people.txt"))


def test_families_are_worked_out_when_asked_for() -> None:
    rows = [NameRow(n, f"Ann{n % 200} Surname{n // 5}", 1, 1, ()) for n in range(20_000)]

    def seconds(names: list[str]) -> float:
        start = time.process_time()
        found = People.build(rows)
        for name in names:
            assert [person.name for person in find_people(found, name)] == [name]
        return time.process_time() - start

    every = [row.name for row in rows]
    assert 2 * min(seconds(every[7:8]) for _ in range(3)) < seconds(every)


_NAMES = st.sampled_from(
    [
        "Anna Keller", "Tom Keller", "Keller", "Mr. Keller", "Bo Lind", "Lind", "Harbour Board", "Bob Gates",
        "Robert Gates", "Gates", "Secretary Gates", "Ann Price", "Annie Price", "Lee Sung", "Moscow",
        "Ana Ruiz",
    ]
)  # fmt: skip


@given(
    counted=st.dictionaries(_NAMES, st.integers(1, 6), min_size=1),
    ruling=st.sampled_from(["", "Bo Lind = Ann Price = Moscow", "Robert Gates != Gates", "Lind = Ana Ruiz"]),
    count=st.integers(1, 8),
)
@settings(deadline=None)
def test_law_the_leading_are_the_first_of_all(counted: dict[str, int], ruling: str, count: int) -> None:
    rows = [NameRow(number, name, said, 1, ()) for number, (name, said) in enumerate(counted.items(), 1)]
    found = People.build(rows, parse_rulings(ruling, Path("people.txt")))
    assert found.leading(count) == list(found.persons[:count])
    assert found.family_count <= len(rows)
    assert found.count == len(found.persons)


def test_the_leading_of_many_are_found_among_few() -> None:
    rows = [NameRow(n, f"Ann{n % 90} Surname{n // 3}", 1 + 20_000 // (n + 1), 1, ()) for n in range(20_000)]
    found = People.build(rows)
    begun = time.process_time()
    leading = found.leading(50)
    quick = time.process_time() - begun
    begun = time.process_time()
    everybody = found.persons
    assert leading == list(everybody[:50])
    assert quick < (time.process_time() - begun) / 4
