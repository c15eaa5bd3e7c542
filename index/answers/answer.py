"""Answers: what a question gets, and nothing it should not."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from index.answers.passage import Passage
from index.questions.question import QuestionKind

if TYPE_CHECKING:
    from index.archive.archive import Archive


class Outcome(StrEnum):
    """How a question ended."""

    ANSWERED = "answered"
    NO_QUOTATION = "no_quotation"
    UNKNOWN_SPEAKER = "unknown_speaker"
    AMBIGUOUS_SPEAKER = "ambiguous_speaker"
    EMPTY_QUESTION = "empty_question"


class TermWeight(NamedTuple):
    """A word that was searched for: as typed, as indexed, in how many sentences, and its weight."""

    word: str
    term: str
    frequency: int
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """How the question was read and what decided; see `index.explain.explain`."""

    reading: tuple[str, ...] = ()
    terms: tuple[TermWeight, ...] = ()
    decision: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The outcome of a question, with passages best first.

    `answers` is empty unless `outcome` is answered; `related` is what else was found, where it is.
    `speakers` are the full names of those the question was understood to ask about, `topic` the words
    searched for. `suggestions` are names, or questions, to try instead. `notes` are whole sentences that
    a reader should see beside the answer ("Read 'Kaminin' as Mikhail Kamynin.").
    """

    question: str
    outcome: Outcome
    kind: QuestionKind
    speakers: tuple[str, ...] = ()
    topic: tuple[str, ...] = ()
    answers: tuple[Passage, ...] = ()
    related: tuple[Passage, ...] = ()
    suggestions: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    explanation: Explanation = field(default=Explanation(), repr=False)

    def to_dict(self) -> dict[str, object]:
        """One line of `ask --json`."""
        return {
            "question": self.question,
            "outcome": self.outcome.value,
            "kind": self.kind.value,
            "speakers": list(self.speakers),
            "topic": list(self.topic),
            "answers": [passage.to_dict() for passage in self.answers],
            "related": [passage.to_dict() for passage in self.related],
            "suggestions": list(self.suggestions),
        }


def answer(
    archive: Archive,
    question: str,
    *,
    limit: int = 5,
    speaker: str | None = None,
    since: date | str | None = None,
    until: date | str | None = None,
    article: str | None = None,
    today: date | None = None,
    offset: int = 0,
) -> Answer:
    """The answer to `question`, with at most `limit` passages, best first.

    `speaker` overrides whom the question asks about; `since` and `until` (days, included) and `article` (an
    id) narrow down where to look. `today` is what "last week" counts from. The first `offset` passages are
    passed over, for showing more of the same. A question without a word in it has the outcome empty_question.
    """
    from index.answers.answering import answer_within

    return answer_within(
        archive,
        question,
        limit=limit,
        speaker=speaker,
        since=_day(since),
        until=_day(until),
        article=article,
        today=today,
        offset=offset,
    )


def _day(day: date | str | None) -> date | None:
    return date.fromisoformat(day[:10]) if isinstance(day, str) else day
