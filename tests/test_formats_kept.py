"""Archives as earlier releases made them, kept so that each later one opens them or says what to do."""

import shutil
from pathlib import Path

import pytest

from index.answer import Outcome
from index.archive import Archive
from index.checkup import check
from index.database import FORMAT
from index.errors import IndexFormatError
from tests.news import SCHOOL, made

KEPT = sorted((Path(__file__).parent / "golden").glob("format-*"))


def test_an_archive_of_every_format_is_kept() -> None:
    assert [path.name for path in KEPT] == [f"format-{number}" for number in range(1, FORMAT + 1)]


@pytest.mark.parametrize("number", range(1, FORMAT + 1))
def test_a_kept_archive_answers_and_grows_or_says_what_to_do(number: int, tmp_path: Path) -> None:
    kept = tmp_path / "archive"
    shutil.copytree(KEPT[number - 1], kept)
    if number != FORMAT:
        with pytest.raises(IndexFormatError, match="onrecord add"):
            Archive.open(kept)
        return
    with Archive.open(kept) as archive:
        answer = archive.ask("what did Kamynin say?")
        assert answer.outcome is Outcome.ANSWERED
        assert {passage.speaker for passage in answer.answers} == {"Mikhail Kamynin"}
        assert archive.add([made("school", SCHOOL)], finder="rules").added == 1
        assert archive.ask("what did Kamynin say?").answers
    assert check(kept) == []
