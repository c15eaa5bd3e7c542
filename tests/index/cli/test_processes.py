"""The commands as processes of their own: on a terminal, in a pipe, interrupted."""

import os
import pty
import signal
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

from index.articles.seeds import seeds_folder
from index.records.archive import Archive
from tests.support.articles import made
from tests.support.paths import ROOT

SEED = "000_eff90850a43f80b8.txt"


def _child(*arguments: str | Path, **options: object) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "index", *map(str, arguments)]
    return subprocess.Popen(command, cwd=ROOT, **options)  # type: ignore[call-overload, no-any-return]


def test_a_reader_that_has_seen_enough_ends_it_quietly(filled: Path) -> None:
    pipe = subprocess.PIPE
    child = _child("ask", "--archive", filled, "--json", "-", stdin=pipe, stdout=pipe, stderr=pipe)
    assert child.stdin is not None
    assert child.stdout is not None
    assert child.stderr is not None
    child.stdin.write(b"what did Okafor say?\n" * 2000)
    child.stdin.flush()
    assert child.stdout.readline()
    child.stdout.close()
    child.stdin.close()
    assert child.stderr.read() == b""
    assert child.wait() == 141
    child.stderr.close()


def test_an_interruption_is_one_line(filled: Path) -> None:
    pipe = subprocess.PIPE
    # Tests that run in the background may be deaf to SIGINT themselves.
    heard = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)
    child = _child(
        "ask", "--archive", filled, "--json", "-", stdin=pipe, stdout=pipe, stderr=pipe, preexec_fn=heard
    )
    assert child.stdin is not None
    assert child.stdout is not None
    child.stdin.write(b"what did Okafor say?\n")
    child.stdin.flush()
    assert child.stdout.readline()
    child.send_signal(signal.SIGINT)
    _, err = child.communicate()
    assert (child.returncode, err) == (130, b"interrupted\n")


def _on_terminal(*arguments: str | Path, typed: str = "", **environment: str) -> str:
    """What a command shows on a terminal of 100 columns, where something is typed."""
    parent, terminal = pty.openpty()
    os.write(parent, typed.encode())
    child = _child(
        *arguments,
        stdin=terminal,
        stdout=terminal,
        stderr=terminal,
        env={**os.environ, "TERM": "xterm-256color", "COLUMNS": "100", **environment},
    )
    os.close(terminal)
    shown = b""
    while True:
        try:
            part = os.read(parent, 65536)
        except OSError:  # the terminal's other end is closed
            break
        if not part:
            break
        shown += part
    os.close(parent)
    child.wait()
    return shown.decode().replace("\r\n", "\n")


def test_a_terminal_gets_the_quotation_set_off(filled: Path) -> None:
    shown = _on_terminal("ask", "--archive", filled, "what did Okafor say about travel?")
    assert "│" in shown
    assert "\x1b[1mPaul Okafor\x1b[0m" in shown
    plain = _on_terminal("ask", "--archive", filled, "what did Okafor say about travel?", NO_COLOR="1")
    assert "\x1b[36m" not in plain
    assert "\x1b[33m" not in plain
    assert "\x1b" not in _on_terminal("ask", "--archive", filled, "what did Okafor say?", TERM="dumb")


def test_a_progress_bar_on_a_terminal_alone(news_folder: Path, archive_folder: Path) -> None:
    shown = _on_terminal("add", "--archive", archive_folder, news_folder, "--finder", "rules")
    assert "/3" in shown
    assert "added 3, updated 0, unchanged 0, rejected 0; " in shown.splitlines()[-1]


def test_the_seeds_are_there() -> None:
    assert [path.name for path in seeds_folder().iterdir()] == [SEED]


@pytest.mark.quality
def test_an_answer_starts_soon(filled: Path) -> None:
    """An answer's whole process, beside one that does nothing but bring in what the index stands on."""
    answer = ["-m", "index", "ask", "--archive", str(filled), "what did Okafor say?"]
    pairs = [(_processor_time(answer), _processor_time(["-c", "import numpy, sqlite3"])) for _ in range(5)]
    assert min(ours for ours, _ in pairs) < 4 * min(bare for _, bare in pairs)


def _processor_time(arguments: list[str]) -> float:
    child = subprocess.Popen([sys.executable, *arguments], cwd=ROOT, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    assert child.returncode == 0
    return used.ru_utime + used.ru_stime


def test_a_terminal_lists_the_most_quoted_and_tells_how_many_more(archive: Archive) -> None:
    said = '"It is {}," said {} Okafor.\n'
    articles = [
        made(f"a{number}", said.format(number, f"{chr(65 + number % 26)}{chr(97 + number // 26)}ra"))
        for number in range(60)
    ]
    archive.add(articles, finder="rules")
    shown = _on_terminal("people", "--archive", archive.folder)
    assert shown.count("Okafor") == 50
    assert "note: 10 more; --limit 60 shows all" in shown
    assert _on_terminal("people", "--archive", archive.folder, "--limit", "60").count("Okafor") == 60


@pytest.mark.parametrize(("typed", "left"), [("y\n", 1), ("n\n", 3), ("\n", 3)])
def test_removing_is_confirmed_on_a_terminal(filled: Path, typed: str, left: int) -> None:
    shown = _on_terminal("remove", "--archive", filled, "--speaker", "Solberg", typed=typed)
    assert "take out 2 articles? [y/N] " in shown
    assert f"removed {3 - left}\n" in shown
    with Archive.open(filled) as archive:
        assert archive.article_count == left
