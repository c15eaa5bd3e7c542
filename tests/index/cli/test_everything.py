"""Folders of everything: each kind of file, good and broken, many of them, and made to harm."""

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from itertools import count, islice
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from index.articles.kinds import KINDS
from index.records.archive import Archive
from tests.conftest import Ran
from tests.support.examples import examples
from tests.support.hostile import hostile_files
from tests.support.paths import ROOT

Run = Callable[..., Ran]
MIB = 2**20


_PEAK = """
import resource, subprocess, sys
code = subprocess.run(sys.argv[1:]).returncode
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * (1 if sys.platform == "darwin" else 1024))
sys.exit(code)
"""
"""Runs a command, and prints in a line of its own what it and its workers held most, in bytes."""


class Added(NamedTuple):
    """What `add --json` told, and what it cost."""

    report: dict[str, Any]
    seconds: float
    memory: int


def add(folder: Path, archive: Path) -> Added:
    """Add a folder in a process of its own; its workers' memory counts as one's that holds most."""
    command = [sys.executable, "-m", "index", "add", str(folder), "--archive", str(archive), "--json"]
    begun = time.monotonic()
    # A process counts what its parent held when it began: a small one stands between it and the tests.
    between = [sys.executable, "-c", _PEAK, *command, "--finder", "rules"]
    ran = subprocess.run(between, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.returncode in (0, 1), ran.stderr
    assert "Traceback" not in ran.stderr
    told, peak = ran.stdout.splitlines()
    return Added(json.loads(told), time.monotonic() - begun, int(peak))


def test_every_kind_of_the_table_goes_in_whole_and_once(
    run: Run, tmp_path: Path, archive_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, made = tmp_path / "news", examples(1)
    folder.mkdir()
    assert {ending for ending in KINDS if ending not in made} == {".gz"}
    for ending, data in made.items():
        (folder / f"story{ending}").write_bytes(data)

    def added(where: Path | str) -> dict[str, Any]:
        ran = run("add", where, "--archive", archive_folder, "--json", "--finder", "rules")
        assert (ran.code, ran.err) == (0, ""), ran
        report: dict[str, Any] = json.loads(ran.out)
        return report

    first = added(folder)
    assert (first["added"], first["rejected"], first["passed_over"]) == (len(made), [], {})
    assert first["quotations"] >= 2 * len(made)
    with Archive.open(archive_folder) as archive:
        ids = sorted(article.id for article in archive.articles())
    monkeypatch.chdir(folder)
    again = added(".")
    assert (again["added"], again["updated"], again["unchanged"]) == (0, 0, len(made))
    monkeypatch.chdir(tmp_path)
    folder.rename(tmp_path / "moved")
    moved = added("moved")
    assert (moved["added"], moved["updated"] + moved["unchanged"]) == (0, len(made))
    with Archive.open(archive_folder) as archive:
        assert sorted(article.id for article in archive.articles()) == ids


def mixed(folder: Path, files: int) -> int:
    """Fill a folder with so many files of every kind, one in five broken; how many of them are good."""
    good = 0
    for number, (ending, data) in enumerate(islice(_endless(), files)):
        place = folder / f"{number % 97}"
        place.mkdir(parents=True, exist_ok=True)
        if number % 5 == 4:
            data = (data[: len(data) // 3], b"", bytes(range(256)) * 20, data[::-1])[number // 5 % 4]
        else:
            good += 1
        (place / f"{number}{ending}").write_bytes(data)
    return good


def _endless() -> Iterator[tuple[str, bytes]]:
    for number in count(1, 50):
        yield from examples(number).items()


@pytest.mark.timeout(4000)
@pytest.mark.parametrize(
    ("files", "seconds", "memory"),
    [(64, 120, 600 * MIB), pytest.param(10_000, 3600, 900 * MIB, marks=pytest.mark.slow)],
)
def test_a_folder_of_mixed_files_good_and_broken(
    tmp_path: Path, archive_folder: Path, files: int, seconds: float, memory: int
) -> None:
    good = mixed(tmp_path / "news", files)
    done = add(tmp_path / "news", archive_folder)
    report = done.report
    assert good <= report["added"] <= files
    refused = {one["path"] for one in report["rejected"]}
    assert report["added"] + len(refused) + sum(report["passed_over"].values()) >= files
    assert all(one["path"] and one["reason"] for one in report["rejected"])
    print(f"{files} files: {done.seconds:.0f} s, {done.memory // MIB} MiB, {report['added']} added")
    assert done.seconds < seconds
    assert done.memory < memory


@pytest.mark.timeout(4000)
@pytest.mark.parametrize(
    ("size", "seconds", "memory"),
    [(20_000, 120, 600 * MIB), pytest.param(8 * MIB - 1000, 1200, 2500 * MIB, marks=pytest.mark.slow)],
)
def test_hostile_files_are_refused_in_bounded_time_and_memory(
    tmp_path: Path, archive_folder: Path, size: int, seconds: float, memory: int
) -> None:
    folder = tmp_path / "news"
    folder.mkdir()
    (tmp_path / "up.txt").write_text("He left.")
    names = []
    for name, data in hostile_files(size):
        (folder / name).write_bytes(data)
        names.append(name)
    (folder / "zzz.txt").write_text("“It is old,” said Ana Ruiz, the mayor of Harwick, on Monday.")
    done = add(folder, archive_folder)
    refused = {Path(one["path"]).name for one in done.report["rejected"]}
    with Archive.open(archive_folder) as archive:
        kept = {article.id for article in archive.articles()}
    answered = refused | {one.partition(":")[0] for one in kept}
    assert {*names, "zzz.txt"} - answered <= {
        "endless.rss"
    }  # whose entries are passed over where they are few
    assert "zzz.txt" in kept
    assert not any(".." in one or one.endswith("climbs.txt") for one in kept)
    print(f"{size} bytes of harm in each: {done.seconds:.0f} s, {done.memory // MIB} MiB")
    assert done.seconds < seconds
    assert done.memory < memory
