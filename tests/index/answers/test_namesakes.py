"""Answers to questions with a surname that several bear: one of them answers, or all are named."""

import pytest

from index.answers.answer import Answer, Outcome
from index.records.archive import Archive
from tests.support.articles import made
from tests.support.questions import asked

BREAD = (
    "Bread\n\nTom Brandt said bread was dear. Tom Brandt said flour was dear. "
    "Tom Brandt said bakers were few. Oskar Brandt said bread was cheap. Ida Solberg said bread was stale."
)
PIER = "Pier\n\nOskar Brandt said the pier was rotten. Tom Brandt said the rain was late."


@pytest.fixture(scope="module")
def namesakes() -> Archive:
    return Archive.temporary([made("bread", BREAD), made("pier", PIER)], finder="rules")


# question | outcome | first speaker | a note | a suggestion
ROWS = [
    ("What did Brandt say about flour?", "answered", "Tom Brandt", "the only one of that name",
     "Oskar Brandt"),
    ("What did Brandt say about bread?", "ambiguous_speaker", None, "Several people", "Oskar Brandt"),
    ("What did Brandt say about the pier?", "ambiguous_speaker", None, "Several people", "Oskar Brandt"),
    ("What did Brandt say?", "ambiguous_speaker", None, "Several people", "Tom Brandt"),
    ("How do Solberg and Brandt differ on bread?", "answered", "Ida Solberg", "Several people",
     "Tom Brandt"),
    ("What did Brandt and Solberg say about bread?", "answered", "Ida Solberg", "Several people",
     "Oskar Brandt"),
    ("What did Brandt and Solberg say about whales?", "ambiguous_speaker", None, "Several people",
     "Tom Brandt"),
]  # fmt: skip


@pytest.mark.parametrize(("question", "outcome", "speaker", "note", "suggestion"), ROWS)
def test_surname_of_two(
    namesakes: Archive, question: str, outcome: str, speaker: str | None, note: str, suggestion: str
) -> None:
    answer: Answer = asked(namesakes, question)
    assert answer.outcome.value == outcome
    assert [passage.speaker for passage in answer.answers[:1]] == ([speaker] if speaker else [])
    assert any(note in told for told in answer.notes)
    assert suggestion in answer.suggestions
    assert bool(answer.answers) == (answer.outcome is Outcome.ANSWERED)
