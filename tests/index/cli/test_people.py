"""`onrecord people`: the list narrowed down and cut short."""

import json
from collections.abc import Callable
from dataclasses import replace

import pytest

from index.records.archive import Archive
from tests.conftest import Ran
from tests.support.articles import three

Run = Callable[..., Ran]


@pytest.fixture
def coast(archive: Archive) -> Archive:
    """An archive of three articles of two publishers."""
    archive.add(three(), finder="rules")
    return archive


def names(ran: Ran) -> list[str]:
    """The first field of each line."""
    assert (ran.code, ran.err) == (0, "")
    return [line.split("\t")[0] for line in ran.out.splitlines()]


def test_the_list_is_narrowed_down(run: Run, coast: Archive) -> None:
    people = ("people", "--archive", coast.folder)
    everybody = names(run(*people))
    assert "Maria Duarte" in everybody
    assert names(run(*people, "--publisher", "town crier")) == ["Maria Duarte"]
    assert names(run(*people, "--limit", "2")) == everybody[:2]
    counted = dict.fromkeys(everybody, 0)
    for kind in ("direct", "mixed", "indirect"):
        for line in run(*people, "--kind", kind, "--json").out.splitlines():
            counted[json.loads(line)["name"]] += json.loads(line)["quotations"]
    assert counted == {person.name: person.quotations for person in coast.people.persons}


def test_one_persons_quotations_are_narrowed_down(run: Run, coast: Archive) -> None:
    solberg = ("people", "--archive", coast.folder, "Solberg", "--json")
    quotes = json.loads(run(*solberg).out)["quotes"]
    kinds = [json.loads(run(*solberg, "--kind", kind).out)["quotes"] for kind in ("direct", "indirect")]
    assert [quote for some in kinds for quote in some] == quotes
    assert all(kinds)
    assert json.loads(run(*solberg, "--limit", "1").out)["quotes"] == quotes[:1]
    assert json.loads(run(*solberg, "--publisher", "Town Crier").out)["quotes"] == []


def test_what_cannot_narrow_it_down(run: Run, coast: Archive) -> None:
    ran = run("people", "--archive", coast.folder, "--publisher", "The Hill")
    error = "error: no article is by a publisher called 'The Hill'; there are: The Coast, Town Crier\n"
    assert ran == Ran(1, "", error)
    assert run("people", "--archive", coast.folder, "--limit", "0").code == 2


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("solberg", ["Ingrid Solberg"]),
        ("SOL ing", ["Ingrid Solberg"]),
        ("princip", ["Maria Duarte"]),
        ("director", ["Paul Okafor"]),
        ("solberg okafor", []),
        ("x%_", []),
    ],
)
def test_people_are_searched_by_parts_of_names_and_roles(
    run: Run, coast: Archive, words: str, found: list[str]
) -> None:
    assert names(run("people", "--archive", coast.folder, "--search", words)) == found
    narrowed = names(run("people", "--archive", coast.folder, "--search", words, "--publisher", "The Coast"))
    assert narrowed == [name for name in found if name != "Maria Duarte"]


def test_a_search_goes_without_a_name(run: Run, coast: Archive) -> None:
    ran = run("people", "--archive", coast.folder, "Solberg", "--search", "x")
    assert (ran.code, ran.out) == (2, "")


def test_what_somebody_said_is_told_with_link_date_and_publisher(run: Run, archive: Archive) -> None:
    told = replace(three()[0], url="https://coast.example/1")
    archive.add([told, three()[2]], finder="rules")
    ran = run("people", "--archive", archive.folder, "Solberg")
    assert "   Harbour to stay open, The Coast, 2026-01-10 [harbour]\n   https://coast.example/1\n" in ran.out
    lines = run("articles", "--archive", archive.folder, "--json").out.splitlines()
    listed = [json.loads(line) for line in lines]
    assert [row["url"] for row in listed] == ["https://coast.example/1", None]
    person = json.loads(run("people", "--archive", archive.folder, "Solberg", "--json").out)
    records = list(archive.records(speaker="Solberg"))
    assert person["id"] == records[0].speaker_id
    about = ("id", "url", "publisher", "published", "title")
    assert [[quote[name] for name in about] for quote in person["quotes"]] == [
        [getattr(record, name) for name in about] for record in records
    ]
