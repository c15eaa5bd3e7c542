"""The terminal: what is read on any background, in what order, and by a pager where it is longer."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from rich.style import Style

from index.cli import screen
from index.records.archive import Archive
from tests.conftest import Ran
from tests.support.articles import many, three
from tests.support.terminal import on_terminal

Run = Callable[..., Ran]
READ, SEEN = 4.5, 3.0
"""The contrast that WCAG 2 asks of text, and of bars, numbers and words that are marked otherwise, too."""
ASK = ("ask", "what did Okafor say about travel?")
ESCAPES = re.compile(r"\x1b\[[0-9;?]*[a-zA-Z]|\x1b[=>]")


def luminance(colour: tuple[int, int, int]) -> float:
    """How bright a colour is, as WCAG 2 defines it."""
    parts = [part / 255 / 12.92 if part <= 10 else ((part / 255 + 0.055) / 1.055) ** 2.4 for part in colour]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), parts, strict=True))


def contrast(one: tuple[int, int, int], other: tuple[int, int, int]) -> float:
    """The contrast of two colours, from 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(
    ("style", "least"),
    [
        (screen.MUTED, READ),
        (screen.ACCENT, SEEN),
        (screen.TAKEN_OUT, SEEN),
        (screen.PUT_IN, SEEN),
    ],
)
@pytest.mark.parametrize("background", [(0, 0, 0), (255, 255, 255)])
def test_colours_are_read_on_light_and_on_dark(
    style: str, least: float, background: tuple[int, int, int]
) -> None:
    colour = Style.parse(style).color
    assert colour is not None
    seen = colour.get_truecolor()
    assert contrast((seen.red, seen.green, seen.blue), background) >= least


def test_what_matched_needs_no_colour() -> None:
    assert Style.parse(screen.MATCHED).color is None
    assert contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21)


@pytest.mark.parametrize(
    ("command", "named"),
    [
        (("ask", "what did Solberg say?"), r"1\. Ingrid Solberg"),
        (("people", "Solberg"), r"Ingrid Solberg"),
        (("show", "{article}"), r"Harbour to stay open"),
        (("trends", "--by", "year"), r"Quotations, by year"),
        (("articles",), r"id\s+title"),
    ],
)
def test_every_screen_holds_to_those_colours(filled: Path, command: tuple[str, ...], named: str) -> None:
    arguments = [part.format(article="coast/harbour.txt") for part in command]
    shown = on_terminal(*arguments, "--archive", filled, rows=200, columns=100)
    assert re.search(named, ESCAPES.sub("", shown))
    codes = {code for found in re.findall(r"\x1b\[([\d;]*)m", shown) for code in colours(found)}
    assert codes <= {"38;5;243", "38;5;30"}


def colours(codes: str) -> list[str]:
    """The colours among what a sequence sets; bold, italic, underlined and reset are none."""
    found = re.findall(r"38;5;\d+|48;5;\d+|\b[349]\d\b|\b2\b", codes)
    return [one for one in found if one not in ("39", "49")]


def test_a_number_and_a_name_stand_before_their_passage(filled: Path) -> None:
    shown = ESCAPES.sub("", on_terminal(*ASK, "--archive", filled))
    lines = [line.strip() for line in shown.splitlines() if line.strip()]
    assert lines[0] == "1. Paul Okafor, director"
    assert lines[1].startswith("│")
    assert lines[-1] == "Ferry company cuts night crossings [coast/ferry.txt]"


LONG = ("people", "Brandta")
PAGED = {"PAGER": "sed -n '1p;$!d' -"}  # shows a line, and is no pager that waits for a key


@pytest.fixture
def gulls(archive: Archive) -> Archive:
    """An archive in which one warden is quoted often."""
    archive.add([one for one in many(260) if "Brandta" in one.text], finder="rules")
    return archive


@pytest.mark.parametrize(
    ("command", "environment", "rows", "paged"),
    [
        (LONG, PAGED, 24, True),
        (LONG, PAGED, 200, False),
        (LONG, {"PAGER": ""}, 24, False),
        (LONG, {"PAGER": "cat"}, 24, False),
        (LONG, {"PAGER": "no-such-program"}, 24, False),
        (LONG, {"PAGER": "'"}, 24, False),
        (("articles",), PAGED, 10, True),
        (("ask", "what did Brandta say?"), PAGED, 10, True),
        (("ask", "what did Brandta say?", "--json"), PAGED, 10, False),
    ],
)
def test_what_is_longer_than_the_screen_goes_to_the_pager(
    gulls: Archive, command: tuple[str, ...], environment: dict[str, str], rows: int, paged: bool
) -> None:
    shown = on_terminal(*command, "--archive", gulls.folder, rows=rows, columns=100, environment=environment)
    lines = [line for line in ESCAPES.sub("", shown).splitlines() if line.strip()]
    assert (len(lines) <= 1) == (paged or "--json" in command), shown


def test_less_shows_a_screen_and_ends_by_a_key(gulls: Archive) -> None:
    shown = on_terminal(
        *LONG, "--archive", gulls.folder, rows=12, typed=[(":", "q")], environment={"PAGER": "less"}
    )
    assert "Olga Brandta" in shown
    assert "Report 234" not in shown
    assert "(END)" not in shown


def test_an_answer_as_a_citation(run: Run, filled: Path) -> None:
    ran = run(*ASK, "--archive", filled, "--cite", "plain")
    said = "“Nobody travels at three in the morning,” — Paul Okafor, director, as quoted in “"
    assert (ran.code, ran.out[: len(said)], ran.err) == (0, said, "")
    ran = run("ask", "what did Okafor say about volcanoes?", "--archive", filled, "--cite", "markdown")
    error = "error: there is no quotation to cite; ask without --cite to see what was found\n"
    assert ran == Ran(1, "", error)
    for more in (("--json",), ("-",)):
        ran = run(
            "ask", *(more if more == ("-",) else (*ASK[1:], *more)), "--archive", filled, "--cite", "plain"
        )
        assert (ran.code, ran.out) == (2, "")
        assert ran.err.startswith("error: --cite goes with one question, without --json; see")


def test_many_periods_without_articles_are_one_line(archive: Archive) -> None:
    told = {"ferry": "2016-01-04", "school": "2016-03-01", "harbour": "2021-10-31"}
    archive.add([replace(one, published=told[one.id]) for one in three()], finder="rules")
    shown = ESCAPES.sub("", on_terminal("trends", "--by", "month", "--archive", archive.folder, rows=40))
    lines = [re.sub(r"[█▏▎▍▌▋▊▉ ]+", " ", line).strip() for line in shown.splitlines() if line.strip()]
    assert [line.split(" in ")[0].rsplit(" ", 1)[0] if " in " in line else line for line in lines] == [
        "Quotations, by month", "2016-01", "2016-02", "2016-03", "… 66 months without articles", "2021-10",
    ]  # fmt: skip
