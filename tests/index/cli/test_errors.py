"""The commands where something is amiss, and what they tell of themselves."""

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Ran

Run = Callable[..., Ran]


def test_check_finds_nothing_wrong(run: Run, filled: Path) -> None:
    assert run("check", "--archive", filled) == Ran(0, f"archive: {filled}: OK\nsettings: OK\n", "")


def test_check_names_a_bad_setting(run: Run, filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONRECORD_RATE_LIMIT", "many")
    ran = run("check", "--archive", filled)
    assert ran.code == 1
    assert ran.err == ("error: ONRECORD_RATE_LIMIT is 'many'; it must be a whole number from 1 to 10000\n")


@pytest.mark.parametrize("command", [("ask", "x"), ("articles",), ("add", "x.txt"), ("people",)])
def test_a_bad_setting_ends_any_command(
    run: Run, command: tuple[str, ...], filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ONRECORD_ARCHVE", "x")
    ran = run(*command, "--archive", filled)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("error: ONRECORD_ARCHVE is set, but there is no such setting; ")


def test_the_archives_folder_comes_from_the_setting(
    run: Run, filled: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("ONRECORD_ARCHIVE", str(filled))
    assert len(run("articles").out.splitlines()) == 3
    assert run("articles", "--archive", tmp_path / "other").code == 1
    monkeypatch.delenv("ONRECORD_ARCHIVE")
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".env").write_text(f"ONRECORD_ARCHIVE={filled}\n", encoding="utf-8")
    assert len(run("articles").out.splitlines()) == 3


@pytest.mark.parametrize("command", [("articles",), ("stats",), ("check",), ("repair",), ("remove", "x")])
def test_where_there_is_no_archive(run: Run, command: tuple[str, ...], archive_folder: Path) -> None:
    ran = run(*command, "--archive", archive_folder)
    assert (ran.code, ran.err) == (
        1, f"error: there is no archive at {archive_folder}; `onrecord add PATH` creates one\n"
    )  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ([], "error: no command given; see `onrecord --help`\n"),
        (["ask"], "error: the following arguments are required: QUESTION; see `onrecord ask --help`\n"),
        (
            ["ask", "--since", "May", "x"],
            "error: argument --since: invalid date 'May'; use YYYY-MM-DD; see `onrecord ask --help`\n",
        ),
        (
            ["ask", "--limit", "0", "x"],
            "error: argument --limit: must be between 1 and 1000, got '0'; see `onrecord ask --help`\n",
        ),
        (["ask", "x", "--wat"], "error: unrecognized arguments: --wat; see `onrecord --help`\n"),
    ],
)
def test_wrong_usage_is_one_line(run: Run, arguments: list[str], says: str) -> None:
    assert run(*arguments) == Ran(2, "", says)


def test_days_out_of_order_are_wrong_usage(run: Run, filled: Path) -> None:
    days = ("--since", "2016-11-02", "--until", "2016-11-01")
    error = "error: --since is later than --until; see `onrecord ask --help`\n"
    assert run("ask", "--archive", filled, *days, "what did Okafor say?") == Ran(2, "", error)


@pytest.mark.parametrize("question", ["what did Okafor say?", "-"])
def test_an_article_that_is_not_there_is_no_honest_no(run: Run, filled: Path, question: str) -> None:
    error = "error: no article 'gone.txt' in the archive; `onrecord articles` lists the ids\n"
    assert run("ask", "--archive", filled, "--article", "gone.txt", question) == Ran(1, "", error)


@pytest.mark.parametrize("command", [("show",), ("remove",), ("ask", "Okafor", "--article")])
@pytest.mark.parametrize("named", ["ferry.txt", "news/ferry.txt", "{folder}/coast/ferry.txt"])
def test_an_id_that_is_nearly_one_is_told(
    run: Run, news_folder: Path, filled: Path, command: tuple[str, ...], named: str
) -> None:
    named = named.format(folder=news_folder)
    ran = run(*command, named, "--archive", filled)
    assert ran.err == f"error: no article {named!r} in the archive; did you mean 'coast/ferry.txt'?\n"
    assert ran.code == 1


def test_a_damaged_archive_is_one_line_and_a_traceback_only_where_asked(run: Run, filled: Path) -> None:
    (filled / "archive.sqlite").write_bytes(b"no database " * 1000)
    ran = run("articles", "--archive", filled)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("error: ")
    assert ran.err.count("\n") == 1
    assert "Traceback" in run("articles", "--archive", filled, "--debug").err


def test_help_names_every_command(run: Run) -> None:
    ran = run("--help")
    assert (ran.code, ran.err) == (0, "")
    for command in (
        "ask", "add", "remove", "quotes", "people", "articles", "stats", "check", "repair", "completion",
        "chat", "bot", "reports",
    ):  # fmt: skip
        assert f"\n    {command}" in ran.out
        assert run(command, "--help").code == 0


def test_completion_knows_commands_and_options(run: Run) -> None:
    script = run("completion", "bash").out
    ran = subprocess.run(["bash", "-n"], input=script, text=True, capture_output=True, check=False)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert re.search(r"_shtab_onrecord_subparsers=\(.?ask.? .?add", script)
    assert "--context" in script
