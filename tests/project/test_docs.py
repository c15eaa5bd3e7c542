"""The README shows what is there, and what it shows is so.

python -m tests.project.test_docs     writes what the commands print today, and the table of settings, into it
"""

import argparse
import contextlib
import importlib.util
import io
import json
import os
import re
import shlex
import shutil
import sys
import tempfile
from pathlib import Path

import pytest

from bot.cli import add_bot, add_parsers
from bot.cli import main as onrecord
from config.settings import describe_settings
from index.articles.seeds import seeds_folder
from index.cli.main import build_parser
from tests.support.paths import ROOT

README = ROOT / "README.md"

_CONSOLE = re.compile(r"(?<=^```console\n).*?(?=^```$)", re.MULTILINE | re.DOTALL)
_SHELL = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_PYTHON = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_SETTINGS = re.compile(r"(?<=^\| variable \| default \| holds \|\n\|---\|---\|---\|\n)(\|.*\n)*", re.M)
_INLINE = re.compile(r"`(onrecord [^`]+)`")
_TYPED = re.compile(r"^\$ (onrecord .*)$", re.MULTILINE)
_REJECTING = re.compile(r"^    \$ onrecord add news\n((?:    .*\n)+)", re.MULTILINE)
_MODULE = re.compile(r"python -m\s+((?:index|bot|tests)[\w.]*)")
_FENCED = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)


def with_outputs(text: str, folder: Path) -> str:
    """The README with what each of its commands prints in `folder`, one after the other."""
    return _CONSOLE.sub(lambda session: _printed(session.group(), folder), text)


def _printed(session: str, folder: Path) -> str:
    shown = []
    for line in session.splitlines():
        if not line.startswith("$ "):
            continue
        program, *arguments = shlex.split(line[2:])
        assert program == "onrecord", line
        out = io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out), contextlib.chdir(folder):
            onrecord(arguments)
        shown += [line, *out.getvalue().replace(str(folder), "~/.local/share").splitlines()]
    return "\n".join(shown) + "\n"


def with_settings(text: str) -> str:
    """The README with the table of settings as they are."""
    rows = "".join(
        f"| `{name}` | {f'`{default}`' if default else ''} | {holds} |\n"
        for name, default, holds in describe_settings()
    )
    return _SETTINGS.sub(lambda _: rows, text)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the seeds in it, and no archive for whoever works there."""
    shutil.copytree(seeds_folder(), tmp_path / "seeds")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    return tmp_path


def test_what_the_readme_shows_is_what_is_printed(folder: Path) -> None:
    text = README.read_text(encoding="utf-8")
    assert with_outputs(text, folder) == text


def test_the_table_of_settings_is_complete() -> None:
    text = README.read_text(encoding="utf-8")
    assert with_settings(text) == text


def test_every_command_in_the_readme_is_understood() -> None:
    parser = build_parser(more=[add_parsers, add_bot])
    text = README.read_text(encoding="utf-8")
    found = _TYPED.findall(text) + _INLINE.findall(_FENCED.sub("", text))
    assert len(found) > 12
    for command in found:
        words = [word for word in shlex.split(command)[1:] if word != "[NAME]"]
        words = [{"SHELL": "bash"}.get(word, word.removesuffix("...")) for word in words]
        assert parser.parse_args(words).command == words[0], command


def test_every_module_that_the_readme_runs_is_there() -> None:
    found = set(_MODULE.findall(README.read_text(encoding="utf-8")))
    assert len(found) > 7
    for name in found:
        assert importlib.util.find_spec(name.rstrip(".")) is not None, name


def test_articles_are_rejected_as_the_readme_shows(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (shown,) = _REJECTING.findall(README.read_text(encoding="utf-8"))
    said = 'Mill to close\n\n"It is old," said {}.\n'
    (folder / "news").mkdir()
    for number, name in enumerate(("Ana Ruiz", "Bo Lind", "Jo Lee", "Al Moe", "Al Moe")):
        (folder / "news" / f"{number}.txt").write_text(said.format(name), encoding="utf-8")
    (folder / "news" / "noise.txt").write_bytes(b"\0" * 100)
    lines = [{"text": said.format("Kofi Mensah")}, {"text": "x", "published": "soon"}]
    (folder / "news" / "wire.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    with contextlib.chdir(folder):
        assert onrecord(["add", "news"]) == 1
    printed = capsys.readouterr()
    assert (printed.err + printed.out).splitlines() == [line[4:] for line in shown.splitlines()]


def test_every_command_and_option_is_in_the_readme() -> None:
    text = README.read_text(encoding="utf-8")
    parser = build_parser(more=[add_parsers, add_bot])
    (commands,) = (one.choices for one in parser._actions if isinstance(one, argparse._SubParsersAction))
    assert len(commands) == 13
    for name, command in commands.items():
        assert f"`onrecord {name}" in text, name
        for option in command._option_string_actions.keys() - {"-h", "--help"}:
            assert option in text, f"{name} {option}"


def test_the_python_in_the_readme_runs(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (code,) = _PYTHON.findall(README.read_text(encoding="utf-8"))
    with contextlib.chdir(folder):
        exec(compile(code, "README.md", "exec"), {})
    assert "A serious problem for us is that the U.S. plans" in capsys.readouterr().out


def test_ci_runs_both_commands_that_do_everything() -> None:
    commands = [block.strip() for block in _SHELL.findall(README.read_text(encoding="utf-8"))]
    assert [command.split(" && ")[-1].split()[0] for command in commands[:2]] == [
        ".venv/bin/onrecord", ".venv/bin/python"
    ]  # fmt: skip
    assert all(command.startswith("python3 -m venv .venv && ") for command in commands[:2])
    assert "README.md" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


if __name__ == "__main__":
    for variable in [name for name in os.environ if name.startswith("ONRECORD_")]:
        del os.environ[variable]
    with tempfile.TemporaryDirectory() as place:
        shutil.copytree(seeds_folder(), Path(place, "seeds"))
        os.environ["XDG_DATA_HOME"] = place
        README.write_text(
            with_settings(with_outputs(README.read_text(encoding="utf-8"), Path(place))), encoding="utf-8"
        )
    sys.exit(0)
