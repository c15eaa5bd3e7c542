"""Laws of looking names up: what is stored finds what a book in memory finds."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from index.archive.name_index import StoredNames
from index.archive.store import Store
from index.people.name_book import LoadedNames, initials_of
from index.people.people import People
from index.records.archive import Archive
from tests.support.articles import FERRY, HARBOUR, SCHOOL, made, many, three

WORDS = (
    "solberg", "okafor", "nobody", "harbour", "spokesman", "mayor", "smith-jones", "jones", "russia", "of",
)  # fmt: skip


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """An archive that was added to, changed and taken from."""
    folder = tmp_path_factory.mktemp("book") / "archive"
    with Archive.create(folder) as archive:
        archive.add(three() + many(8), finder="rules")
        spoken = "\n\n“It is late,” said Russian Minister Ann Smith-Jones Jr. “It was,” said Mr. Jones."
        archive.add([made("jones", SCHOOL + spoken), made("ferry", FERRY + HARBOUR)], finder="rules")
        archive.remove(["report-2"])
        yield archive


@pytest.fixture(scope="module")
def books(archive: Archive) -> tuple[LoadedNames, StoredNames]:
    """The two books of its names."""
    return LoadedNames(archive.names()), StoredNames(Store(archive.folder, archive._store.connection))


def test_both_books_find_the_same(books: tuple[LoadedNames, StoredNames]) -> None:
    loaded, stored = books
    assert stored.rows() == loaded.rows() != []
    words = sorted(loaded.words())
    assert sorted(stored.words()) == words
    numbers = [row.id for row in loaded.rows()]
    homes = sorted({home for number in numbers if (home := loaded.home(number)) is not None})
    assert [stored.home(number) for number in (*numbers, 0)] == [loaded.home(n) for n in (*numbers, 0)]
    assert stored.family([*homes, "nobody"]) == loaded.family([*homes, "nobody"])
    assert sorted(stored.weights()) == sorted(loaded.weights())
    assert sum(names for _, names, _ in stored.weights()) == len(loaded.rows())
    assert sum(count for _, _, count in stored.weights()) == sum(row.quotations for row in loaded.rows())
    for word in (*words, *WORDS):
        assert stored.has(word) == loaded.has(word)
        assert stored.homes(word) == loaded.homes(word)
        assert stored.homes(word, set(homes[::2])) == loaded.homes(word, set(homes[::2]))
        assert stored.bearing([word, "okafor"], 3) == loaded.bearing([word, "okafor"], 3)
    initials = {initials_of(row.name) for row in loaded.rows()} | {"xyz", ""}
    assert any(len(letters) > 1 for letters in initials)
    for letters in initials:
        assert stored.with_initials(letters) == loaded.with_initials(letters)
    for number in (1, 3, len(numbers) + 1):
        assert stored.most_quoted(number) == loaded.most_quoted(number)


@pytest.mark.parametrize(
    ("name", "initials"),
    [("World Trade Organization", "wto"), ("The Bank of Oslo", "bo"), ("Ana Ruiz", "ar"), ("", "")],
)
def test_initials(name: str, initials: str) -> None:
    assert initials_of(name) == initials


def test_both_books_find_the_same_offices(books: tuple[LoadedNames, StoredNames]) -> None:
    loaded, stored = books
    held = {word for row in loaded.rows() for role, _ in row.roles for word in role.lower().split()}
    assert held
    for word in (*sorted(held), *WORDS):
        assert stored.offices([word]) == loaded.offices([word])
        for other in sorted(held):
            assert stored.offices([word, other]) == loaded.offices([word, other])
    assert stored.offices([]) == loaded.offices([]) == set()


def test_a_hyphenated_name_is_found_by_its_halves(archive: Archive) -> None:
    (person,) = [p for p in archive.people.bearers("jones") if "Ann Smith-Jones" in p.name]
    assert archive.people.bearers("ann", "smith-jones") == archive.people.bearers("ann", "smith") == [person]


def test_people_are_the_same_whole_and_family_by_family(archive: Archive) -> None:
    whole = People.build(archive.names()).persons
    assert whole == archive.people.persons
    assert {archive.people.of(number) for person in whole for number in person.name_ids} == set(whole)
    assert archive.people.of(0) is None


def test_a_question_reads_no_more_names_than_it_asks_for(tmp_path: Path) -> None:
    with Archive.create(tmp_path / "archive") as archive:
        archive.add(three() + many(12), finder="rules")
        said: list[str] = []
        archive._store.connection.set_trace_callback(said.append)
        assert archive.ask("what did Okafor say?").answers
        archive._store.connection.set_trace_callback(None)
    assert any("name_words" in one for one in said)
    assert not [one for one in said if "FROM names" in one and "WHERE" not in one]
