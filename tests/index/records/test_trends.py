"""Trends: what is counted in each period, empty ones too, and what is drawn of it."""

import json
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.records.archive import Archive
from index.records.trends import By, trend
from tests.conftest import Ran
from tests.support.articles import made

Run = Callable[..., Ran]


@pytest.fixture
def year(archive: Archive) -> Archive:
    """An archive of articles of a year, one remark in two of them, and one without a date."""
    said = '"The {} will stay open all winter long, whatever the ice does," said Ana Ruiz.\n'
    archive.add(
        [
            made("a", "Port\n\n" + said.format("harbour"), published="2026-01-05"),
            made("b", "Docks\n\n" + said.format("harbour").upper(), published="2026-01-30"),
            made("c", "Snow\n\n" + said.format("library"), published="2026-03-01", publisher="The Coast"),
            made("d", 'Rain\n\n"We will see about the harbour," said Bo Lind.\n', published="2026-03-02"),
            made("e", "Nothing happened here.\n", published="2026-04-30"),
            made("f", "Port\n\n" + said.format("harbour"), published=None),
        ],
        finder="rules",
    )
    return archive


@pytest.mark.parametrize(
    ("question", "by", "expected"),
    [
        (
            "Ana Ruiz on the harbour",
            By.MONTH,
            [("2026-01", 1, 2, 2), ("2026-02", 0, 0, 0), ("2026-03", 0, 0, 2), ("2026-04", 0, 0, 1)],
        ),
        (
            "What did Ruiz say?",
            By.MONTH,
            [("2026-01", 1, 2, 2), ("2026-02", 0, 0, 0), ("2026-03", 1, 1, 2), ("2026-04", 0, 0, 1)],
        ),
        (
            "harbour",
            By.MONTH,
            [("2026-01", 1, 2, 2), ("2026-02", 0, 0, 0), ("2026-03", 1, 1, 2), ("2026-04", 0, 0, 1)],
        ),
        (None, By.YEAR, [("2026", 3, 4, 5)]),
        ("What did Ruiz say in March 2026?", By.DAY, [("2026-03-01", 1, 1, 1), ("2026-03-02", 0, 0, 1)]),
        ("What did Ruiz say in The Coast?", By.WEEK, [("2026-W09", 1, 1, 1)]),
        ("volcanoes", By.YEAR, [("2026", 0, 0, 5)]),
    ],
)
def test_each_period_is_counted(
    year: Archive, question: str | None, by: By, expected: list[tuple[str, int, int, int]]
) -> None:
    found = trend(year, question, by)
    counted = [(one.period, one.remarks, one.appearances, one.articles) for one in found.periods]
    assert counted == expected


def test_what_was_counted_is_told(year: Archive) -> None:
    found = trend(year, "Ana Ruiz on the harbour", By.MONTH)
    assert (found.counted, found.undated) == ("quotations of Ana Ruiz on “harbour”", 1)


def test_weeks_are_those_of_iso_8601(archive: Archive) -> None:
    archive.add([made("a", "x\n", published="2026-12-28"), made("b", "y\n", published="2027-01-10")])
    periods = [one.period for one in trend(archive, None, By.WEEK).periods]
    assert periods == ["2026-W53", "2027-W01"]
    assert trend(Archive.temporary([]), None, By.DAY).periods == ()


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        (By.DAY, ["9999-12-29", "9999-12-30", "9999-12-31"]),
        (By.WEEK, ["9999-W52"]),
        (By.MONTH, ["9999-12"]),
        (By.YEAR, ["9999"]),
    ],
)
def test_periods_end_with_the_last_day_there_is(archive: Archive, by: By, expected: list[str]) -> None:
    archive.add([made("a", "x\n", published="9999-12-29"), made("b", "y\n", published="9999-12-31")])
    assert [one.period for one in trend(archive, None, by).periods] == expected


@given(st.dates(max_value=date(9999, 1, 1)), st.integers(0, 900), st.sampled_from(By))
def test_law_no_period_is_left_out_or_told_twice(first: date, days: int, by: By) -> None:
    number = first.toordinal()
    every = dict.fromkeys(by.name_of(date.fromordinal(number + day)) for day in range(days + 1))
    found, last = [], number + days
    while number <= last:
        found.append(by.name_of(date.fromordinal(number)))
        number = by.following(date.fromordinal(number))
    assert found == list(every)


def test_trends_as_lines_and_json(run: Run, year: Archive) -> None:
    ran = run("trends", "--archive", year.folder, "Ruiz", "on", "the", "harbour", "--by", "year")
    note = "note: 1 quotation in articles without a date, in no period\n"
    assert ran == Ran(0, "2026\t1\t2\t5\n", note)
    ran = run("trends", "--archive", year.folder, "--json", "--by", "year")
    assert ran.err == note
    assert json.loads(ran.out) == {
        "by": "year",
        "periods": [{"period": "2026", "remarks": 3, "appearances": 4, "articles": 5}],
    }


@pytest.mark.parametrize(
    ("arguments", "code", "error"),
    [
        (["Zebulon", "Quist", "on", "ice"], 1, "error: nobody called 'Zebulon Quist' is quoted; "),
        (["--plot", "x.pdf"], 2, "error: --plot FILE must end in .svg or .png; see"),
        (["--by", "hour"], 2, "error: argument --by: invalid choice: 'hour'"),
    ],
)
def test_what_cannot_be_counted(run: Run, year: Archive, arguments: list[str], code: int, error: str) -> None:
    ran = run("trends", "--archive", year.folder, *arguments)
    assert (ran.code, ran.out, ran.err[: len(error)]) == (code, "", error)


def test_namesakes_are_not_counted_as_one(run: Run, archive: Archive) -> None:
    said = '"It is {}," said {}.\n'
    archive.add([made("a", said.format("late", "Ana Ruiz")), made("b", said.format("early", "Luis Ruiz"))])
    ran = run("trends", "--archive", archive.folder, "Ruiz")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("error: several people called 'Ruiz' are quoted, choose one: ")


def test_a_plot_tells_what_was_counted(run: Run, year: Archive, tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    for name, begin in (("a.svg", b"<?xml"), ("b.png", b"\x89PNG")):
        ran = run("trends", "--archive", year.folder, "Ruiz on $the_{x} harbour", "--plot", tmp_path / name)
        assert ran.code == 0
        assert (tmp_path / name).read_bytes().startswith(begin)
    drawn = (tmp_path / "a.svg").read_text(encoding="utf-8")
    for words in ("Quotations of Ana Ruiz on", "by month", "2026-02", "articles", "appearances"):
        assert words in drawn
    run("trends", "--archive", year.folder, "Ruiz on $the_{x} harbour", "--plot", tmp_path / "again.svg")
    assert (tmp_path / "again.svg").read_text(encoding="utf-8") == drawn


def test_a_plot_without_its_extra_says_what_to_install(
    run: Run, year: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    ran = run("trends", "--archive", year.folder, "--plot", tmp_path / "a.svg")
    assert ran == Ran(1, "", "error: a plot needs more than is installed: pip install '.[plots]'\n")


def test_bars_fit_the_terminal(year: Archive, capsys: pytest.CaptureFixture[str]) -> None:
    from index.cli.terminal import show_bars

    many = replace(year_trend := trend(year, None, By.MONTH), periods=year_trend.periods * 3)
    show_bars("Quotations", [(one.period, one.appearances * 40, str(one.articles)) for one in many.periods])
    title, *lines = capsys.readouterr().out.splitlines()
    assert title == "Quotations"
    assert len(lines) == len(many.periods)
    assert {len(line) for line in lines} <= set(range(101))
    assert lines[0].startswith("2026-01  ████")
    assert "█" not in lines[1]
