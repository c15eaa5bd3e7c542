"""Nothing is lost when a change of the archive is killed, or the disk fails, at any file operation."""

import json
import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.disk_faults import BROKEN, CHANGES, DEAD, FULL, KILLED, QUOTA, READ_ONLY, TORN, UNSYNCED
from tests.support.paths import ROOT

COMPILER = next(filter(None, map(shutil.which, ("cc", "gcc", "clang"))), None)

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or COMPILER is None,
    reason="faults are put in between program and C library: Linux and a C compiler",
)


@pytest.fixture(scope="session")
def faults(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The library that lets file operations go wrong."""
    library = tmp_path_factory.mktemp("faults") / f"faults{sysconfig.get_config_var('SHLIB_SUFFIX')}"
    assert COMPILER is not None
    subprocess.run(
        [
            COMPILER,
            "-O1",
            "-shared",
            "-fPIC",
            "-o",
            library,
            ROOT / "tests" / "support" / "disk_faults.c",
            "-ldl",
        ],
        check=True,
    )
    return library


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Path]:
    """A folder in memory where there is one, as only the order of operations counts here."""
    folder = Path("/dev/shm", f"onrecord-{os.getpid()}")
    if not folder.parent.is_dir():
        folder = tmp_path / "work"
    folder.mkdir()
    yield folder
    shutil.rmtree(folder)


def let_fail(faults: Path, folder: Path, mode: int, stride: int) -> int:
    """How many operations were made to go wrong; fails where the archive was not as promised after one."""
    ran = subprocess.run(
        [sys.executable, "-m", "tests.support.disk_faults", folder, str(mode), str(stride)],
        env={**os.environ, "LD_PRELOAD": str(faults)},
        cwd=ROOT,
        capture_output=True,
        check=False,
        text=True,
    )
    lines = [json.loads(line) for line in ran.stdout.splitlines()]
    assert [line["change"] for line in lines] == [*CHANGES, "backup"], ran.stderr
    assert [line["amiss"] for line in lines] == [[]] * (len(CHANGES) + 1), ran.stderr
    for line in lines:
        print(f"{line['change']}: {line['points']} points")
    return sum(line["points"] for line in lines)


@pytest.mark.timeout(900)
@pytest.mark.parametrize(
    ("mode", "stride", "least"),
    [
        pytest.param(KILLED, 4, 150, id="killed"),
        pytest.param(TORN, 16, 35, id="killed in the middle of a write"),
        pytest.param(FULL, 16, 35, id="disk full"),
        pytest.param(BROKEN, 16, 35, id="disk error"),
        pytest.param(UNSYNCED, 1, 70, id="failed wait for the disk"),
        pytest.param(DEAD, 32, 20, id="disk that fails for good"),
        pytest.param(QUOTA, 32, 20, id="quota"),
        pytest.param(READ_ONLY, 1, 6, id="read-only"),
    ],
)
def test_some_operations_going_wrong(faults: Path, memory: Path, mode: int, stride: int, least: int) -> None:
    assert let_fail(faults, memory, mode, stride) >= least


@pytest.mark.slow
@pytest.mark.timeout(7200)
@pytest.mark.parametrize(
    "mode",
    [
        pytest.param(KILLED, id="killed"),
        pytest.param(TORN, id="killed in the middle of a write"),
        pytest.param(FULL, id="disk full"),
        pytest.param(BROKEN, id="disk error"),
        pytest.param(DEAD, id="disk that fails for good"),
        pytest.param(QUOTA, id="quota"),
    ],
)
def test_every_operation_going_wrong(faults: Path, memory: Path, mode: int) -> None:
    assert let_fail(faults, memory, mode, 1) >= 500
