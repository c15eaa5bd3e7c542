"""`onrecord remove` by what articles have."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from index.archive.check import check
from index.records.archive import Archive
from tests.conftest import Ran
from tests.support.articles import SCHOOL, made, three

Run = Callable[..., Ran]


@pytest.fixture
def coast(archive: Archive) -> Archive:
    """An archive of three articles, each at its address."""
    archive.add([replace(one, url=f"https://example.org/{one.id}") for one in three()], finder="rules")
    return archive


@pytest.mark.parametrize(
    ("options", "gone"),
    [
        (["--publisher", "the coast"], ["harbour", "ferry"]),
        (["--speaker", "Solberg"], ["harbour", "ferry"]),
        (["--speaker", "Duarte", "--publisher", "The Coast"], []),
        (["--before", "2026-02-02"], ["harbour"]),
        (["--url", "https://example.org/school"], ["school"]),
        (["--url", "https://example.org/nothing"], []),
    ],
)
def test_what_articles_have_takes_them_out(
    run: Run, coast: Archive, options: list[str], gone: list[str]
) -> None:
    coast.close()
    ran = run("remove", "--archive", coast.folder, *options, "--yes")
    assert ran == Ran(0, "".join(f"{id_}\n" for id_ in gone) + f"removed {len(gone)}\n", "")
    with Archive.open(coast.folder) as archive:
        left = {row.id for row in archive.articles()}
    assert left == {"harbour", "ferry", "school"} - set(gone)
    assert check(coast.folder) == []


def traces(folder: Path, word: str) -> list[str]:
    """The archive's files in which a word is left, however it is capitalised."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return [path.name for path in files if word.encode() in path.read_bytes().lower()]


def test_nothing_of_a_person_is_left_on_the_disk(run: Run, coast: Archive, archive_folder: Path) -> None:
    said = {record.article_id: record for record in coast.records(speaker="Solberg")}
    coast.correct(said["ferry"].id, "speaker", "Paul Okafor")  # she is found in it, and quoted no more
    coast.correct(said["harbour"].id, "confirmed")
    coast.add([made("later", SCHOOL.replace("school", "chapel"))], finder="rules")
    coast.close()
    assert traces(archive_folder, "solberg")
    ran = run("remove", "--archive", archive_folder, "--speaker", "Solberg", "--yes")
    assert ran == Ran(0, "harbour\nremoved 1, and 1 correction of them\n", "")
    with Archive.open(archive_folder) as archive:
        (kept,) = archive.corrections
        assert (kept.speaker, kept.found.speakers) == ("Paul Okafor", ())
        assert next(one.speaker for one in archive.records() if one.id == said["ferry"].id) == "Paul Okafor"
        assert archive.search(["lindqvist"]) == []
    # The ferry's article has the name in its text; it quotes her no more.
    assert traces(archive_folder, "lindqvist") == []
    assert traces(archive_folder, "icebreaker") == []
    assert check(archive_folder) == []
    assert run("remove", "--archive", archive_folder, "--url", "https://example.org/ferry", "--yes").code == 0
    assert traces(archive_folder, "solberg") == []
    assert traces(archive_folder, "okafor") == []
    assert check(archive_folder) == []


def test_removing_by_id_keeps_what_was_corrected_for_when_it_comes_again(run: Run, coast: Archive) -> None:
    record = next(coast.records(speaker="Duarte"))
    coast.correct(record.id, "nobody")
    assert run("remove", "--archive", coast.folder, "school").out == "removed 1\n"
    assert "school" in run("corrections", "--archive", coast.folder).out
    with Archive.open(coast.folder) as archive:
        archive.add(three(), finder="rules")
        assert next(one.speaker for one in archive.records() if one.id == record.id) is None


def test_a_filter_that_finds_nothing_changes_nothing(run: Run, coast: Archive) -> None:
    coast.correct(next(coast.records(speaker="Duarte")).id, "confirmed")
    options = ["--speaker", "Duarte", "--publisher", "The Coast", "--yes"]
    assert run("remove", "--archive", coast.folder, *options).out == "removed 0\n"
    assert len(coast.latest().corrections) == 1


def test_what_a_reader_holds_and_what_names_them_elsewhere_is_told(
    run: Run, coast: Archive, archive_folder: Path
) -> None:
    (archive_folder / "people.txt").write_text("Ingrid Solberg = I. Solberg\n", encoding="utf-8")
    (archive_folder / "bot.sqlite").touch()
    with Archive.open(archive_folder):
        ran = run("remove", "--archive", archive_folder, "--speaker", "Solberg", "--yes")
    coast.close()
    with Archive.open(archive_folder) as archive:
        archive.add([made("later", SCHOOL.replace("school", "chapel"))], finder="rules")
    (archive_folder / "people.txt").unlink()
    assert traces(archive_folder, "solberg") == []
    notes = ran.err.splitlines()
    assert notes[0].startswith("note: another program has the archive open; what was removed leaves")
    assert notes[1].startswith(f"note: {archive_folder / 'people.txt'} names them; ")
    assert notes[2].startswith("note: what the bot keeps was not searched; ")


@pytest.mark.parametrize(
    ("options", "code", "error"),
    [
        ([], 2, "error: name either ids or what the articles have; see"),
        (["school", "--url", "x", "--yes"], 2, "error: name either ids or what the articles have; see"),
        (["--before", "2026-02-02"], 2, "error: removing by what articles have needs --yes where nobody"),
        (["--speaker", "Zebulon Quist", "--yes"], 1, "error: nobody called 'Zebulon Quist' is quoted; "),
        (["--publisher", "The Hill", "--yes"], 1, "error: no article is by a publisher called 'The Hill'"),
    ],
)
def test_what_is_not_taken_out(run: Run, coast: Archive, options: list[str], code: int, error: str) -> None:
    ran = run("remove", "--archive", coast.folder, *options)
    assert (ran.code, ran.out, ran.err[: len(error)]) == (code, "", error)
    assert coast.latest().article_count == 3
