"""What is installed: `onrecord` beside our packages, with their types, of a checkout that stays as it was."""

import os
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.support.paths import ROOT

NOT_OURS = shutil.ignore_patterns(
    "__pycache__", "_kernel.*.so", "_kernel.pyd", "weights", "golden", "benchmarks"
)  # what is large and looked at by other tests
QUESTION = "what did Kamynin say?"
USERS = """
import sys
import onrecord
import index
assert onrecord.Archive is index.Archive
assert sorted(onrecord.__all__) == dir(onrecord) == dir(index)
from onrecord import *
print(Archive.__name__, onrecord.__file__, index.__file__, sep="\\n")
"""


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A checkout as it was cloned, without its weights."""
    folder = tmp_path_factory.mktemp("checkout")
    for name in ("bot", "config", "index", "seeds", "tests"):
        shutil.copytree(ROOT / name, folder / name, ignore=NOT_OURS)
    for name in ("pyproject.toml", "README.md", ".gitignore"):
        shutil.copy(ROOT / name, folder)
    return folder


def built(checkout: Path, target: str, into: Path) -> Path:
    """What hatchling builds of a checkout, which stays as it was."""
    before = _files(checkout)
    command = [sys.executable, "-m", "hatchling", "build", "-t", target, "-d", str(into)]
    subprocess.run(command, cwd=checkout, check=True, capture_output=True)
    if target != "wheel:editable":
        assert _files(checkout) == before
    (made,) = into.iterdir()
    return made


def _files(folder: Path) -> dict[Path, int]:
    return {path: path.stat().st_mtime_ns for path in folder.rglob("*")}


@pytest.fixture(scope="module")
def wheel(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of a checkout."""
    return built(checkout, "wheel", tmp_path_factory.mktemp("wheel"))


def held(wheel: Path) -> dict[str, bytes]:
    """The files of a wheel."""
    with ZipFile(wheel) as archive:
        names = archive.namelist()
        assert len(set(names)) == len(names)
        return {name: archive.read(name) for name in names}


def test_wheel_holds_our_packages_their_types_and_onrecord(wheel: Path) -> None:
    names = held(wheel).keys()
    tops = {name.split("/")[0] for name in names if ".dist-info" not in name}
    assert tops == {"bot", "config", "index", "onrecord"}
    assert {f"{top}/py.typed" for top in tops} <= names
    assert {"index/seeds/000_eff90850a43f80b8.txt", "index/search/kernel.c"} <= names
    site = [path for part in ("templates", "static") for path in (ROOT / "index" / "web" / part).iterdir()]
    assert {path.relative_to(ROOT).as_posix() for path in site} <= names


def test_sdist_makes_the_same_wheel(checkout: Path, wheel: Path, tmp_path: Path) -> None:
    with tarfile.open(built(checkout, "sdist", tmp_path / "sdist")) as packed:
        packed.extractall(tmp_path, filter="data")
    (unpacked,) = tmp_path.glob("onrecord-*")
    assert held(built(unpacked, "wheel", tmp_path / "wheel")) == held(wheel)


def test_what_was_built_in_the_checkout_is_in_no_wheel(checkout: Path, wheel: Path, tmp_path: Path) -> None:
    stale = checkout / "index" / "search" / "_kernel.abi3.so"
    stale.write_bytes(b"of another machine")
    try:
        assert held(built(checkout, "wheel", tmp_path)) == held(wheel)
    finally:
        stale.unlink()


@pytest.fixture(params=["wheel", "wheel:editable"])
def installed(request: pytest.FixtureRequest, checkout: Path, wheel: Path, tmp_path: Path) -> Path:
    """A folder of packages with onrecord among them, in either way that it is installed."""
    folder = tmp_path / "site"
    ours = wheel if request.param == "wheel" else built(checkout, request.param, tmp_path / "built")
    with ZipFile(ours) as archive:
        archive.extractall(folder)
    return folder


def ran(installed: Path, *arguments: str, cwd: Path) -> str:
    """What Python prints where `installed` is among its folders of packages."""
    start = (
        f"import site, sys; before = sys.path[:]; site.addsitedir({str(installed)!r})\n"
        "sys.path.sort(key=before.__contains__)"  # before whatever else is installed here
    )
    (cwd / "start").mkdir(exist_ok=True)
    (cwd / "start" / "sitecustomize.py").write_text(start, encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(cwd / "start"), "XDG_DATA_HOME": str(cwd / "none")}
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=cwd, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_config_of_the_users_own_is_in_nobodys_way(installed: Path, tmp_path: Path) -> None:
    folder = tmp_path / "users"
    folder.mkdir()
    (folder / "config.py").write_text("raise SystemExit('the config of somebody else')", encoding="utf-8")
    (folder / "script.py").write_text(USERS, encoding="utf-8")
    name, ours, own = ran(installed, "script.py", cwd=folder).splitlines()
    assert name == "Archive"
    assert Path(ours).is_relative_to(installed)
    assert Path(own).is_relative_to(tmp_path.parent)  # and not in the repository
    environment_file = folder / ".env"
    environment_file.write_text("ONRECORD_LANGUAGE=en\n", encoding="utf-8")  # so that settings are read
    assert "A serious problem for us" in ran(installed, "-m", "index", "ask", QUESTION, cwd=folder)
    command = "import sys; sys.path.pop(0); from bot.cli import main; sys.exit(main())"
    assert "A serious problem for us" in ran(installed, "-c", command, "ask", QUESTION, cwd=folder)


def test_a_users_type_checker_knows_our_types(wheel: Path, tmp_path: Path) -> None:
    with ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "site")
    script = tmp_path / "script.py"
    script.write_text(
        "import onrecord\n"
        "speaker: int = onrecord.Archive.open('news').ask('who?').answers[0].speaker\n"
        "onrecord.Archiv\n",
        encoding="utf-8",
    )
    checked = subprocess.run(
        [sys.executable, "-m", "mypy", "--config-file=", "--follow-imports=silent", "script.py"],
        cwd=tmp_path, env={**os.environ, "MYPYPATH": "site"}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert 'expression has type "str | None", variable has type "int"' in checked.stdout
    assert 'script.py:3: error: Module has no attribute "Archiv"' in checked.stdout
    assert "Found 2 errors" in checked.stdout
