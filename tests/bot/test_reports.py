"""Reports of a wrong speaker, and what accepting one does to the archive."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.store.state import State, state_path
from index.archive.database import held
from index.records.archive import Archive
from index.records.record import Record
from tests.conftest import Ran

Run = Callable[..., Ran]


@pytest.fixture
def said(filled: Path) -> Record:
    """A quotation that stands under a name."""
    with Archive.open(filled) as archive:
        return next(record for record in archive.records(speaker="Okafor", kind="direct"))


def report(folder: Path, said: Record, *, person: int = 1, speaker: str | None = None) -> None:
    """Report it to the bot as an answer showed it, in its whole sentences."""
    with State(state_path(folder)) as state:
        start = said.start - said.context.index(said.text)
        span = (start, start + len(said.context))
        assert state.add_report(person, "who?", said.text, speaker or said.speaker, said.article_id, span)


def numbers(folder: Path) -> list[int]:
    """The numbers of the reports on the list."""
    with State(state_path(folder)) as state:
        return [one.number for one in state.reports()]


@pytest.mark.parametrize(
    ("options", "told", "speaker"),
    [
        ([], "nobody", None),
        (["--speaker", "Solberg"], "Ingrid Solberg", "Ingrid Solberg"),
        (["--speaker", "Nova Quill"], "Nova Quill", "Nova Quill"),
    ],
)
def test_an_accepted_report_is_a_correction(
    run: Run, filled: Path, said: Record, options: list[str], told: str, speaker: str | None
) -> None:
    report(filled, said)
    report(filled, said, person=2)
    ran = run("reports", "--archive", filled, "--accept", "1", *options)
    assert ran == Ran(0, f"{said.id}: {told}\n", "")
    assert numbers(filled) == []  # the other one was of the same
    with Archive.open(filled) as archive:
        record = next(one for one in archive.records() if one.id == said.id)
        assert (record.speaker, record.corrected, record.text) == (speaker, True, said.text)
    assert said.id in run("corrections", "--archive", filled).out
    assert run("correct", "--archive", filled, said.id, "--undo").code == 0


def test_accepting_waits_for_another_writer(run: Run, filled: Path, said: Record) -> None:
    report(filled, said)
    with held(filled):
        begun = time.monotonic()
        ran = run("reports", "--archive", filled, "--accept", "1", "--wait", "0.3")
        assert time.monotonic() - begun >= 0.3
    assert ran.code == 1
    assert ran.err.startswith("error: 0.3 seconds later, another process is writing to the archive in ")
    assert numbers(filled) == [1]  # nothing was done, so it is still to be done
    assert run("reports", "--archive", filled, "--accept", "1", "--wait", "5").code == 0


def test_what_is_no_quotation(run: Run, filled: Path, said: Record) -> None:
    report(filled, said)
    ran = run("reports", "--archive", filled, "--accept", "1", "--not-a-quotation")
    assert ran.out == f"{said.id}: not a quotation\n"
    assert said.id not in run("export", "--archive", filled).out


def test_only_what_stood_under_the_name_is_corrected(run: Run, filled: Path, said: Record) -> None:
    report(filled, said, speaker="Somebody Else")
    before = run("export", "--archive", filled).out
    ran = run("reports", "--archive", filled, "--accept", "1")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == (
        "error: the article of report 1 is gone or was edited, or nothing in it is Somebody Else's any more;"
        " `onrecord reports --done 1` takes it off the list\n"
    )
    assert numbers(filled) == [1]
    assert run("export", "--archive", filled).out == before


def test_an_edited_article_is_left_alone(run: Run, filled: Path, said: Record, news_folder: Path) -> None:
    report(filled, said)
    path = news_folder / said.article_id
    path.write_text("Nothing of that is left.\n", encoding="utf-8")
    assert run("add", "--archive", filled, news_folder, "--finder", "rules").code == 0
    assert run("reports", "--archive", filled, "--accept", "1").code == 1
    assert run("corrections", "--archive", filled).out == ""
    assert run("remove", "--archive", filled, said.article_id).code == 0
    assert run("reports", "--archive", filled, "--accept", "1").code == 1


@pytest.mark.parametrize(
    ("arguments", "code", "error"),
    [
        (["--accept", "7"], 1, "error: there is no report number 7; `onrecord reports` lists them\n"),
        (["--accept", "1", "--speaker", "?!"], 1, "error: '?!' is not a name\n"),
        (
            ["--speaker", "Ana Ruiz"],
            2,
            "error: --speaker and --not-a-quotation go with --accept; see `onrecord reports --help`\n",
        ),
    ],
)
def test_what_cannot_be_accepted(
    run: Run, filled: Path, said: Record, arguments: list[str], code: int, error: str
) -> None:
    report(filled, said)
    assert run("reports", "--archive", filled, *arguments) == Ran(code, "", error)
    assert numbers(filled) == [1]
