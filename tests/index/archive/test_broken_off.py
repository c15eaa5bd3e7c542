"""Adding that is broken off, and two who want to write at once: real processes, ended by signals."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from index.archive.check import check
from index.archive.database import held
from index.records.archive import Archive
from tests.conftest import Ran
from tests.support.adding import BATCH
from tests.support.articles import many
from tests.support.paths import ROOT

Run = Callable[..., Ran]
LINUX = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes are looked at in /proc")


def children(of: int) -> set[int]:
    """The processes that a process has started."""
    found = set()
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, parent = path.read_text().rpartition(")")[2].split()[:2]
        except OSError:
            continue
        if int(parent) == of and state != "Z":
            found.add(int(path.parent.name))
    return found


def alive(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@LINUX
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
def test_workers_end_with_the_process_that_started_them(tmp_path: Path, how: signal.Signals) -> None:
    folder = tmp_path / "archive"
    command = [sys.executable, "-m", "tests.support.adding", str(folder), "100000", "2"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as adding:
        assert adding.stdout is not None
        for line in adding.stdout:
            if int(line) >= 2 * BATCH + 8:
                break
        workers = children(adding.pid)
        assert len(workers) >= 2
        os.kill(adding.pid, how)
        assert adding.wait() == -how
        until = time.monotonic() + 20
        while any(map(alive, workers)) and time.monotonic() < until:
            time.sleep(0.05)
        assert not any(map(alive, workers))
    assert check(folder) == []
    with Archive.open(folder) as archive:
        kept = archive.article_count
        assert kept >= 2 * BATCH  # nothing but the last batch is lost
        assert kept % BATCH == 0
        report = archive.add(many(kept + 8), finder="rules")
        assert (report.unchanged, report.added) == (kept, 8)


def test_a_writer_waits_for_another(run: Run, news_folder: Path, archive_folder: Path) -> None:
    Archive.create(archive_folder).close()
    code = "import sys, time\nfrom pathlib import Path\nfrom index.archive.database import held\n"
    code += "with held(Path(sys.argv[1])):\n    print('held', flush=True)\n    time.sleep(1.5)\n"
    command = [sys.executable, "-c", code, str(archive_folder)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        ran = run("add", news_folder, "--archive", archive_folder, "--wait", "60", "--finder", "rules")
    assert (ran.code, ran.err) == (0, "")


@pytest.mark.parametrize(
    "command",
    [
        ("add", "{news}"),
        ("remove", "x"),
        ("correct", "x", "--nobody"),
        ("repair",),
    ],
)
def test_every_command_that_writes_says_how_long_it_waited(
    run: Run, news_folder: Path, filled: Path, command: tuple[str, ...]
) -> None:
    given = [part.format(news=news_folder) for part in command]
    with held(filled):
        begun = time.monotonic()
        ran = run(*given, "--archive", filled, "--wait", "0.3")
        assert time.monotonic() - begun >= 0.3
    assert ran.code == 1
    assert ran.err.startswith("error: 0.3 seconds later, another process is writing to the archive in ")
    assert ran.err.count("\n") == 1


@pytest.mark.parametrize("seconds", ["soon", "-1", "nan", "1e9"])
def test_what_is_no_time_to_wait(run: Run, news_folder: Path, seconds: str) -> None:
    ran = run("add", news_folder, f"--wait={seconds}")
    assert ran.code == 2
    assert "must be a number of seconds" in ran.err
