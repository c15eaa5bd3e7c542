"""The server as a process: it starts, answers, sees what is added, and ends when told to."""

import socket
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from index.records.archive import Archive
from tests.conftest import Ran
from tests.support.articles import made
from tests.support.served import served


def digests(folder: Path) -> dict[str, str]:
    """What every file of a folder holds, but for SQLite's own of its log."""
    return {
        path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.endswith(("-shm", "-wal"))
    }


def test_it_answers_sees_what_is_added_and_changes_nothing(filled: Path) -> None:
    before = digests(filled)
    with served(filled) as site:
        assert "will stay open all winter" in site.get("/?q=harbour").text
        assert digests(filled) == before
        assert "flying" not in site.get("/?q=gulls").text
        with Archive.open(filled) as archive:
            archive.add([made("gulls", 'Gulls\n\n"Gulls are flying," said Ana Ruiz.\n')], finder="rules")
        assert "are flying" in site.get("/?q=gulls").text


@pytest.mark.parametrize(("arguments", "said"), [(["--port", "70000"], "port"), (["--port", "x"], "port")])
def test_a_port_that_is_none_is_refused(
    run: Callable[..., Ran], filled: Path, arguments: list[str], said: str
) -> None:
    ran = run("serve", "--archive", filled, *arguments)
    assert (ran.code, said in ran.err) == (2, True)


def test_a_port_that_is_taken_is_told(run: Callable[..., Ran], filled: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        ran = run("serve", "--archive", filled, "--port", str(taken.getsockname()[1]))
    assert ran.code == 1
    assert ran.err.startswith("error: cannot listen on 127.0.0.1, port ")
    assert ran.err.endswith("; try another --port\n")


def test_without_an_archive_there_is_nothing_to_serve(run: Callable[..., Ran], tmp_path: Path) -> None:
    ran = run("serve", "--archive", tmp_path / "none")
    assert ran.code == 1
    assert "there is no archive" in ran.err
