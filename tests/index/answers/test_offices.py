"""Questions of a role: offices that changed hands, titles cut short, and why somebody did something."""

from collections.abc import Iterator

import pytest

from index.records.archive import Archive
from tests.support.articles import made
from tests.support.questions import asked

YEARS = [
    made("first", "Cuba\n\nU.S. President Ada Lind said Cuba was near. U.S. President Ada Lind said "
                  "fish was cheap. "
         "U.S. President Ada Lind said the pier was safe. U.S. President Ada Lind said the rain was warm."),
    made("second", "Iran\n\nUS President Bo Falk said Iran was far. US President Bo Falk said fish was dear. "
         "US President Bo Falk said the vote was late. US President Bo Falk said the vote was fair."),
    made("third", "Tolls\n\nFormer mayor Ole Vik said the toll was high. Vice President Ida Moe "
                  "said the harbour was "
         "deep. Solberg opposes the toll, Tom Brandt said. Ida Solberg called the toll a burden on bakers. "
         "Judge Rut Holm said the fine was fair. Judge Per Ask said the fine was steep. Lena "
         "Solberg said no."),
]  # fmt: skip


@pytest.fixture(scope="module")
def years() -> Iterator[Archive]:
    with Archive.temporary(YEARS, finder="rules") as archive:
        yield archive


# question | who answers | a note
ROLES = [
    ("what did the US president say about Cuba?", {"Ada Lind"}, "others with that role are not"),
    ("what did POTUS say about Iran?", {"Bo Falk"}, "Read “POTUS” as Bo Falk"),
    ("what did the us president say about fish", {"Ada Lind", "Bo Falk"}, "as Bo Falk and Ada Lind."),
    ("what did the judge say about the fine", {"Rut Holm", "Per Ask"}, "Read “judge” as"),
    ("what did VP Moe say about the harbour", {"Ida Moe"}, ""),
    ("what did the vp say about the harbour", {"Ida Moe"}, ""),
    ("what did ex-mayor Vik say about the toll", {"Ole Vik"}, ""),
    ("what did the mayor say about the toll", {"Ole Vik"}, "but as a former one: Ole Vik"),
    ("what did the judge say?", set(), "Several people with the role “judge” are quoted."),
]


@pytest.mark.parametrize(("question", "speakers", "note"), ROLES, ids=[row[0] for row in ROLES])
def test_office(years: Archive, question: str, speakers: set[str], note: str) -> None:
    answer = asked(years, question)
    assert {passage.speaker for passage in answer.answers} == speakers
    assert note in " ".join(answer.notes)


@pytest.mark.parametrize(
    "question", ["Why does Ida Solberg oppose the toll?", "why is ida solberg against the toll"]
)
def test_question_of_somebody_is_answered_by_them_or_by_what_names_them(
    years: Archive, question: str
) -> None:
    answer = asked(years, question)
    assert answer.answers
    assert all("Solberg" in passage.shown for passage in answer.answers)
