"""No article is lost or doubled in silence, from whatever folder and under whatever name its file comes."""

import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from index.archive.check import check
from index.cli.change import read_paths
from index.records.archive import Archive
from tests.conftest import Ran
from tests.support.articles import FERRY, HARBOUR, SCHOOL

Run = Callable[..., Ran]


@pytest.fixture
def years(tmp_path: Path) -> Path:
    """A folder for each of two years, with files of the same names in both."""
    for year, texts in (("2023", [HARBOUR, FERRY]), ("2024", [SCHOOL, FERRY.replace("March", "May")])):
        folder = tmp_path / "news" / year
        folder.mkdir(parents=True)
        (folder / "01.txt").write_text(texts[0], encoding="utf-8")
        lines = (json.dumps({"text": text}) for text in texts[1:])
        (folder / "wire.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return tmp_path / "news"


def added(archive: Archive, *paths: Path) -> tuple[int, int, int, list[str]]:
    """How many were added, updated and unchanged, and why others were rejected."""
    report = archive.add(read_paths([str(path) for path in paths]), finder="rules")
    return report.added, report.updated, report.unchanged, list(map(str, report.rejected))


def ids(archive: Archive) -> list[str]:
    return [row.id for row in archive.articles()]


BOTH = ["2023/01.txt", "2023/wire.jsonl:1", "2024/01.txt", "2024/wire.jsonl:1"]


def test_folders_named_together_count_from_the_one_they_share(archive: Archive, years: Path) -> None:
    assert added(archive, years / "2023", years / "2024") == (4, 0, 0, [])
    assert ids(archive) == BOTH
    assert added(archive, years) == (0, 0, 4, [])
    assert check(archive.folder) == []


def test_a_file_that_is_in_keeps_its_id_however_it_is_named(
    archive: Archive, years: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    added(archive, years)
    (years / "2024" / "01.txt").write_text(SCHOOL.replace("glad", "happy"), encoding="utf-8")
    assert added(archive, years / "2024") == (0, 1, 1, [])
    assert added(archive, years / "2023" / "01.txt") == (0, 0, 1, [])
    monkeypatch.chdir(years / "2023")
    assert added(archive, Path("../2024"), Path()) == (0, 0, 4, [])
    assert added(archive, Path("wire.jsonl")) == (0, 0, 1, [])
    assert sorted(ids(archive)) == BOTH


def test_a_new_line_of_a_file_that_is_in_is_called_as_the_others_are(archive: Archive, years: Path) -> None:
    added(archive, years)
    with (years / "2024" / "wire.jsonl").open("a", encoding="utf-8") as file:
        file.write("\n" + json.dumps({"text": SCHOOL}))
    assert added(archive, years / "2024" / "wire.jsonl") == (1, 0, 1, [])
    assert ids(archive) == [*BOTH, "2024/wire.jsonl:2"]


def test_one_article_does_not_take_the_place_of_another(archive: Archive, years: Path) -> None:
    assert added(archive, years / "2023") == (2, 0, 0, [])
    first, second = years / "2023", years / "2024"
    remedy = f"add the folder above both: {years}"
    assert added(archive, second) == (0, 0, 0, [
        f"{second}/{id_}: its id '{id_}' is that of another article, in {first}/{id_[:10]}; {remedy}"
        for id_ in ("01.txt", "wire.jsonl:1")
    ])  # fmt: skip
    assert added(archive, years) == (2, 0, 2, [])  # the remedy
    assert ids(archive) == ["01.txt", "wire.jsonl:1", "2024/01.txt", "2024/wire.jsonl:1"]


def test_a_file_that_has_moved_is_updated(archive: Archive, years: Path) -> None:
    added(archive, years / "2023")
    (years / "2023").rename(years / "old")
    assert added(archive, years / "old") == (0, 0, 2, [])
    (years / "old").rename(years / "older")
    (years / "older" / "01.txt").write_text(SCHOOL, encoding="utf-8")
    assert added(archive, years / "older") == (0, 1, 1, [])
    assert ids(archive) == ["wire.jsonl:1", "01.txt"]
    assert {row.path for row in archive.articles()} == {
        str(years / "older" / name) for name in ("01.txt", "wire.jsonl")
    }


def test_the_same_file_elsewhere_leaves_the_first_its_place(archive: Archive, years: Path) -> None:
    added(archive, years / "2023")
    shutil.copytree(years / "2023", years / "copy")
    assert added(archive, years / "copy") == (0, 0, 2, [])
    (years / "2023" / "01.txt").write_text(SCHOOL, encoding="utf-8")
    assert added(archive, years / "2023") == (0, 1, 1, [])


def test_given_ids_that_come_again_with_another_text(archive: Archive, tmp_path: Path) -> None:
    lines = [json.dumps({"id": "a", "text": text}) for text in (HARBOUR, FERRY, HARBOUR)]
    (tmp_path / "one.jsonl").write_text("\n".join(lines), encoding="utf-8")
    (tmp_path / "two.md").write_text(f"---\nid: a\n---\n{SCHOOL}", encoding="utf-8")
    one, two = tmp_path / "one.jsonl", tmp_path / "two.md"
    line = (
        f"{one}:2: its id 'a' came before in this file, with another text; give one of the two another `id`"
    )
    other = (
        f"{two}: its id 'a' is that of another article, in {one}; give one of the two another `id`, or take"
        " the first out with `onrecord remove`"
    )
    assert added(archive, tmp_path) == (1, 0, 1, [line, other])
    assert added(archive, tmp_path) == (0, 0, 2, [line, other])
    one.write_text(lines[1], encoding="utf-8")
    assert added(archive, one) == (0, 1, 0, [])


def test_batches_know_what_came_before_them(archive: Archive, tmp_path: Path) -> None:
    lines = [json.dumps({"id": "a", "text": text}) for text in (HARBOUR, FERRY)]
    (tmp_path / "one.jsonl").write_text("\n".join(lines), encoding="utf-8")
    report = archive.add(read_paths([str(tmp_path)]), finder="rules", batch=1)
    assert (report.added, report.updated, len(report.rejected)) == (1, 0, 1)


def test_pruning_takes_out_what_is_gone_below_the_folder_and_nothing_else(
    archive: Archive, years: Path
) -> None:
    added(archive, years)
    for year in ("2023", "2024"):
        (years / year / "01.txt").unlink()
    assert archive.prune([years / "2023"]) == ["2023/01.txt"]
    assert archive.prune([years / "2023"]) == []
    with moved_away(years / "2024"):
        assert archive.prune([years / "2024"]) == []  # not there: a disk that is not mounted
        (years / "2024").mkdir()
        assert archive.prune([years / "2024"]) == []  # where it would be mounted
        (years / "2024").rmdir()
    assert archive.prune([years]) == ["2024/01.txt"]
    assert sorted(ids(archive)) == ["2023/wire.jsonl:1", "2024/wire.jsonl:1"]
    assert check(archive.folder) == []


@contextmanager
def moved_away(folder: Path) -> Iterator[None]:
    aside = folder.with_name("aside")
    folder.rename(aside)
    yield
    aside.rename(folder)


def test_add_prune_and_check_tell_of_files_that_are_gone(run: Run, years: Path, archive_folder: Path) -> None:
    add = ("add", "--archive", archive_folder, "--finder", "rules", years)
    assert run(*add).code == 0
    (years / "2024" / "01.txt").rename(years / "2024" / "school.txt")
    ran = run("check", "--archive", archive_folder)
    assert ran.code == 0
    assert ran.err == (
        f"note: 1 article whose file is gone: 2024/01.txt ({years}/2024/01.txt); the archive keeps it,"
        " `onrecord add --prune FOLDER` takes it out\n"
    )
    ran = run(*add, "--prune")
    assert (ran.code, ran.out.split("; ")[0]) == (0, "added 1, updated 0, unchanged 3, rejected 0, pruned 1")
    assert run("check", "--archive", archive_folder).err == ""
