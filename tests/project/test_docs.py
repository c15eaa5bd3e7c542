"""What the documentation shows is there, and what it says is printed is printed.

python -m tests.project.test_docs     writes what its commands and its Python print today, and the settings
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

if importlib.util.find_spec("onrecord") is None:  # the repository alone, where it is not installed
    sys.modules["onrecord"] = importlib.import_module("index.onrecord")

README = ROOT / "README.md"
DOCUMENTS = [
    README,
    *sorted((ROOT / ".github").glob("*.md")),
    *sorted(
        path for name in ("bot", "config", "index", "tests") for path in (ROOT / name).rglob("README.md")
    ),
]

_CONSOLE = re.compile(r"(?<=^```console\n).*?(?=^```$)", re.MULTILINE | re.DOTALL)
_SHELL = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_PYTHON = re.compile(r"^```python\n(.*?)^```\n\n```text\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_SETTINGS = re.compile(r"(?<=^\| variable \| default \| holds \|\n\|---\|---\|---\|\n)(\|.*\n)*", re.M)
_INLINE = re.compile(r"`(onrecord [^`]+)`")
_TYPED = re.compile(r"^\$ (onrecord .*)$", re.MULTILINE)
_REJECTING = re.compile(r"^    \$ onrecord add news\n((?:    .*\n)+)", re.MULTILINE)
_MODULE = re.compile(r"python -m\s+((?:index|bot|tests)[\w.]*)")
_FENCED = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_TEST = re.compile(r"`(tests/[\w/]+\.py)`")
_MISSES = re.compile(r"(?<=^## What it misses\n).*?(?=^## )", re.MULTILINE | re.DOTALL)
_FIGURE = re.compile(r"\b0\.\d\d\b|\b\d\d times")


def with_outputs(text: str, folder: Path) -> str:
    """The document with what its commands print in `folder`, one after the other, and then its Python."""
    text = _CONSOLE.sub(lambda session: _printed(session.group(), folder), text)
    return _PYTHON.sub(lambda block: _ran(block, folder), text)


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


def _ran(block: re.Match[str], folder: Path) -> str:
    """A block of Python and, under it, what it prints in `folder`, where no archive stands yet."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.chdir(folder):
        exec(compile(block[1], "README.md", "exec"), {})
    shutil.rmtree(folder / "archive", ignore_errors=True)
    return f"```python\n{block[1]}```\n\n```text\n{out.getvalue()}```"


def with_settings(text: str) -> str:
    """The document with the table of settings as they are."""
    rows = "".join(
        f"| `{name}` | {f'`{default}`' if default else ''} | {holds} |\n"
        for name, default, holds in describe_settings()
    )
    return _SETTINGS.sub(lambda _: rows, text)


def name_of(document: Path) -> str:
    """A document's path as people write it."""
    return document.relative_to(ROOT).as_posix()


@pytest.fixture(params=DOCUMENTS, ids=name_of)
def document(request: pytest.FixtureRequest) -> Path:
    """Each document in turn."""
    assert isinstance(request.param, Path)
    return request.param


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the seeds in it, and no archive for whoever works there."""
    shutil.copytree(seeds_folder(), tmp_path / "seeds")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    return tmp_path


def test_what_a_document_shows_is_what_is_printed(document: Path, folder: Path) -> None:
    text = document.read_text(encoding="utf-8")
    assert with_outputs(text, folder) == text


def test_all_python_is_run() -> None:
    for document in DOCUMENTS:
        text = document.read_text(encoding="utf-8")
        assert text.count("```python\n") == len(_PYTHON.findall(text)), name_of(document)


def test_the_front_page_shows_commands_and_python_with_what_they_print() -> None:
    text = README.read_text(encoding="utf-8")
    assert "A serious problem for us is that the U.S. plans" in "".join(_CONSOLE.findall(text))
    ((_, printed),) = _PYTHON.findall(text)
    assert "A serious problem for us is that the U.S. plans" in printed


def test_the_front_page_is_read_in_one_sitting() -> None:
    assert README.read_text(encoding="utf-8").count("\n") <= 150


def test_the_table_of_settings_is_complete() -> None:
    text = (ROOT / "config" / "README.md").read_text(encoding="utf-8")
    assert "| `ONRECORD_BOT_TOKEN` |" in text
    assert with_settings(text) == text


def test_every_command_is_understood() -> None:
    parser = build_parser(more=[add_parsers, add_bot])
    found = []
    for document in DOCUMENTS:
        text = document.read_text(encoding="utf-8")
        found += _TYPED.findall(text) + _INLINE.findall(_FENCED.sub("", text))
    assert len(found) > 25
    for command in found:
        words = [word for word in shlex.split(command)[1:] if word not in ("[NAME]", "[QUESTION]")]
        words = [{"SHELL": "bash"}.get(word, word.removesuffix("...")) for word in words]
        assert parser.parse_args(words).command == words[0], command


def test_every_module_that_is_run_is_there() -> None:
    found = {name for path in DOCUMENTS for name in _MODULE.findall(path.read_text(encoding="utf-8"))}
    assert len(found) > 9
    for name in found:
        assert importlib.util.find_spec(name.rstrip(".")) is not None, name


def test_every_link_leads_somewhere(document: Path) -> None:
    for target in _LINK.findall(document.read_text(encoding="utf-8")):
        path, _, heading = target.partition("#")
        if re.match(r"https?:", path):
            continue
        file = (document.parent / path).resolve() if path else document
        assert file.exists(), target
        if heading:
            headings = re.findall(r"^#+ (.*)$", file.read_text(encoding="utf-8"), re.MULTILINE)
            assert heading in [re.sub(r"[^\w -]", "", one.lower()).replace(" ", "-") for one in headings]


def test_every_test_that_is_named_is_there(document: Path) -> None:
    for path in _TEST.findall(document.read_text(encoding="utf-8")):
        assert (ROOT / path).is_file(), path


def test_figures_of_the_front_page_are_those_of_the_page_they_link_to() -> None:
    (section,) = _MISSES.findall(README.read_text(encoding="utf-8"))
    checked = 0
    for item in section.split("\n- ")[1:]:
        (target,) = _LINK.findall(item)
        figures = _FIGURE.findall(" ".join(item.split()))
        there = " ".join((ROOT / target).read_text(encoding="utf-8").split())
        for figure in figures:
            assert figure in there, f"{figure} in {target}"
        checked += len(figures)
    assert checked > 5


def test_articles_are_rejected_as_is_shown(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (shown,) = _REJECTING.findall((ROOT / "index" / "README.md").read_text(encoding="utf-8"))
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


def test_every_command_and_option_is_on_the_front_page() -> None:
    text = README.read_text(encoding="utf-8")
    parser = build_parser(more=[add_parsers, add_bot])
    (commands,) = (one.choices for one in parser._actions if isinstance(one, argparse._SubParsersAction))
    assert len(commands) >= 22
    for name, command in commands.items():
        assert f"`onrecord {name}" in text, name
        for option in command._option_string_actions.keys() - {"-h", "--help"}:
            assert option in text, f"{name} {option}"


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
    for one in DOCUMENTS:
        with tempfile.TemporaryDirectory() as place:
            shutil.copytree(seeds_folder(), Path(place, "seeds"))
            os.environ["XDG_DATA_HOME"] = place
            written = with_settings(with_outputs(one.read_text(encoding="utf-8"), Path(place)))
            one.write_text(written, encoding="utf-8")
    sys.exit(0)
