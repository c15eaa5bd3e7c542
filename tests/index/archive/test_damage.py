"""Damage is found, never shown, and mended from the articles."""

import json
import random
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from index.archive.check import Fault, check
from index.archive.database import DATABASE, POSTINGS
from index.archive.repair import repair
from index.articles.article import Article
from index.errors import ArchiveError
from index.records.archive import Archive
from tests.support.articles import many, three
from tests.support.disk_faults import state
from tests.support.paths import ROOT

QUESTIONS = (
    "what did Solberg say?",
    "what did Okafor say about travel?",
    "gulls",
    "who said 'under control'?",
)

SLOW = [pytest.mark.slow, pytest.mark.timeout(7200)]

Damage = Callable[[bytes, int], bytes]


def flipped(data: bytes, place: int) -> bytes:
    """One bit the other way."""
    return data[:place] + bytes([data[place] ^ (1 << place % 8)]) + data[place + 1 :]


def cut(data: bytes, place: int) -> bytes:
    """The file ends there."""
    return data[:place]


def zeroed(data: bytes, place: int) -> bytes:
    """A sector of nothing."""
    return data[:place] + bytes(len(data[place : place + 512])) + data[place + 512 :]


def articles() -> list[Article]:
    """What is in the archive."""
    return three() + many(12)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an archive, with nothing left in its log."""
    folder = tmp_path_factory.mktemp("whole") / "archive"
    with Archive.create(folder) as archive:
        archive.add(articles()[:9], finder="rules")
        archive.add(articles()[9:], finder="rules")
        archive.remove(["report-3"])
    log = folder / f"{DATABASE}-wal"
    assert not log.exists() or not log.stat().st_size
    return folder


def files(folder: Path) -> list[Path]:
    """The files that hold what the archive is."""
    found = [folder / DATABASE, *sorted((folder / POSTINGS).iterdir())]
    assert len(found) >= 2
    return found


def faults_of(folder: Path) -> list[Fault] | str:
    """What `check` finds; the error where the archive cannot be opened at all."""
    try:
        return check(folder)
    except ArchiveError as error:
        return str(error)


def verbatim(folder: Path) -> Iterator[str]:
    """What answers show that is not in the article they name."""
    texts = {article.id: article.text for article in articles()}
    try:
        with Archive.open(folder) as archive:
            for question in QUESTIONS:
                for passage in archive.ask(question).answers:
                    text = texts[passage.article.id]
                    if any(span.of(text) not in passage.text for span in passage.spans):
                        yield f"{question}: {passage.text!r}"
    except ArchiveError:
        return


def hurt_and_judge(whole: Path, folder: Path, name: Path, damage: Damage, place: int) -> str | None:
    """What is amiss after one file was damaged at one place; None where all promises hold."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(whole, folder)
    file = folder / name
    file.write_bytes(damage(file.read_bytes(), place))
    wrong = list(verbatim(folder))
    if wrong:
        return f"shown and not in the article: {wrong[0]}"
    found = faults_of(folder)
    if not found and state(folder) != state(whole):
        return "something else is answered, and check finds nothing"
    if found and isinstance(found, list) and not all(fault.remedy and fault.path for fault in found):
        return "a fault without a file or a remedy"
    if found:
        try:
            report = repair(folder, finder="rules")
        except ArchiveError:
            return None if name.name == DATABASE else "repair gave up though the articles are whole"
        if check(folder):
            return f"check after repair: {check(folder)[0]}"
        if name.name != DATABASE and (report.lost or report.kept != 14):
            return f"repair kept {report.kept} of 14"
        wrong = list(verbatim(folder))
        if wrong:
            return f"shown after repair and not in the article: {wrong[0]}"
    return None


@pytest.mark.timeout(600)
@pytest.mark.parametrize("damage", [flipped, cut, zeroed])
@pytest.mark.parametrize("kind", ["database", "postings"])
@pytest.mark.parametrize(
    "count", [16, pytest.param(120, marks=[pytest.mark.slow, pytest.mark.timeout(7200)])]
)
def test_damage_is_found_and_never_shown(
    whole: Path, tmp_path: Path, damage: Damage, kind: str, count: int
) -> None:
    chosen = random.Random(f"{damage.__name__} {kind} {count}")
    paths = files(whole)[:1] if kind == "database" else files(whole)[1:]
    amiss, found = [], 0
    for number in range(count):
        path = paths[number % len(paths)]
        place = 0 if number == 0 else chosen.randrange(path.stat().st_size)
        name = path.relative_to(whole)
        wrong = hurt_and_judge(whole, tmp_path / "hurt", name, damage, place)
        if wrong:
            amiss.append(f"{name} at {place}: {wrong}")
        found += 1
    assert amiss == []
    assert found == count


@pytest.mark.parametrize("damage", [zeroed, cut])
def test_every_file_of_postings_is_watched(whole: Path, tmp_path: Path, damage: Damage) -> None:
    for path in files(whole)[1:]:
        folder = tmp_path / path.stem
        shutil.copytree(whole, folder)
        hurt = folder / path.relative_to(whole)
        data = hurt.read_bytes()
        place = next(place for place in range(len(data) // 2, len(data)) if data[place])  # no filling
        hurt.write_bytes(damage(data, place))
        found = check(folder)
        assert [fault.path for fault in found] == [hurt]
        assert "onrecord repair" in found[0].remedy
        assert repair(folder, finder="rules").kept == 14
        assert check(folder) == []


def test_a_file_of_postings_that_is_gone(whole: Path, tmp_path: Path) -> None:
    folder = tmp_path / "hurt"
    shutil.copytree(whole, folder)
    gone = files(folder)[1]
    gone.unlink()
    with pytest.raises(ArchiveError, match=gone.name):
        Archive.open(folder)
    assert gone in [fault.path for fault in check(folder)]
    assert repair(folder, finder="rules").kept == 14
    assert state(folder) == state(whole)


@pytest.mark.parametrize("article", ["report-5", "harbour"])
def test_a_row_that_is_lost_is_told_of_and_no_fault_of_the_question(
    whole: Path, tmp_path: Path, article: str
) -> None:
    folder = tmp_path / "hurt"
    shutil.copytree(whole, folder)
    with closing(sqlite3.connect(folder / DATABASE)) as db, db:
        assert db.execute("DELETE FROM articles WHERE id = ?", (article,)).rowcount == 1
    with Archive.open(folder) as archive, pytest.raises(ArchiveError, match="the articles"):
        _ = [archive.ask(question) for question in QUESTIONS]


@pytest.mark.parametrize("count", [100, pytest.param(2000, marks=SLOW)])
def test_files_too_large_to_be_checked_whole(whole: Path, tmp_path: Path, count: int) -> None:
    """What they say may be wrong: then other passages are found, or an error; never words nobody said."""
    ran = subprocess.run(
        [sys.executable, "-m", "tests.support.bit_flips", whole, tmp_path / "hurt", str(count)],
        cwd=ROOT,
        capture_output=True,
        check=False,
        text=True,
    )
    lines = ran.stdout.splitlines()
    assert ran.returncode == 0, (lines[-1:], ran.stderr)
    came = json.loads(lines[-1])
    print(came)
    assert came.pop("not in the article") == []
    assert sum(came.values()) == count
    assert came["damaged"] > count / 3
