"""Archives as earlier releases made them, kept so that each later one opens them or says what to do."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from index.answers.answer import Outcome
from index.archive.check import check
from index.archive.database import DATABASE, FORMAT, READ, format_of
from index.errors import IndexFormatError
from index.records.archive import Archive
from tests.support.articles import SCHOOL, made
from tests.support.paths import GOLDEN

KEPT = sorted(GOLDEN.glob("format-*"))


def test_an_archive_of_every_format_is_kept() -> None:
    assert [path.name for path in KEPT] == [f"format-{number}" for number in range(1, FORMAT + 1)]


@pytest.mark.parametrize("number", READ)
def test_a_kept_archive_answers_and_grows_into_the_newest_format(number: int, tmp_path: Path) -> None:
    kept = tmp_path / "archive"
    shutil.copytree(KEPT[number - 1], kept)
    assert check(kept) == []
    with Archive.open(kept) as archive:
        answer = archive.ask("what did Kamynin say?")
        assert answer.outcome is Outcome.ANSWERED
        assert {passage.speaker for passage in answer.answers} == {"Mikhail Kamynin"}
        assert archive.ask("what did the defense secretary say?").speakers == ("Robert Gates",)
        assert archive.add([made("school", SCHOOL)], finder="rules").added == 1
        assert archive.ask("what did Kamynin say?").answers == answer.answers
    assert format_in(kept) == FORMAT
    assert check(kept) == []


def test_another_format_is_refused_in_words(tmp_path: Path) -> None:
    kept = tmp_path / "archive"
    shutil.copytree(KEPT[-1], kept)
    with closing(sqlite3.connect(kept / DATABASE)) as db:
        db.execute(f"PRAGMA user_version={FORMAT + 1}")
    with pytest.raises(IndexFormatError, match="onrecord add"):
        Archive.open(kept)


def test_an_older_archive_that_cannot_be_written_to_answers(tmp_path: Path) -> None:
    kept = tmp_path / "archive"
    shutil.copytree(KEPT[0], kept)
    before = (kept / DATABASE).read_bytes()
    with Archive.open(kept) as archive:
        assert archive.ask("what did Gates say?").answers
    assert (kept / DATABASE).read_bytes() == before


def format_in(folder: Path) -> int:
    """The number of the format that an archive is in."""
    with closing(sqlite3.connect(folder / DATABASE)) as db:
        return format_of(db)
