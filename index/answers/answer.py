"""Answers: what a question gets, and nothing it should not."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from index.answers.passage import Passage
from index.answers.verdicts import Checked, Count
from index.questions.question import QuestionKind

if TYPE_CHECKING:
    pass


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
    """How the question was read and what decided; see `index.answers.explanation.explain`."""

    reading: tuple[str, ...] = ()
    terms: tuple[TermWeight, ...] = ()
    decision: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Searched:
    """What an absence rests on: how many articles, and from when to when they are; None where none tells."""

    articles: int = 0
    since: date | None = None
    until: date | None = None

    def to_dict(self) -> dict[str, int | str | None]:
        """The form of `ask --json`."""
        since, until = (day.isoformat() if day is not None else None for day in (self.since, self.until))
        return {"articles": self.articles, "since": since, "until": until}

    def in_words(self) -> str:
        """The same for a sentence: "in 84 articles from 2016-09-08 to 2016-11-07"."""
        days = f" from {self.since} to {self.until}" if self.since and self.until else ""
        return f"in {self.articles:,} article{'' if self.articles == 1 else 's'}{days}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The outcome of a question, with passages best first.

    `answers` is empty unless `outcome` is answered; `related` is what else was found, where it is.
    `speakers` are the full names of those the question was understood to ask about, `topic` the words
    searched for. `suggestions` are names, or questions, to try instead. `notes` are whole sentences that
    a reader should see beside the answer ("Read 'Kaminin' as Mikhail Kamynin."). `count` is of a question how
    often or when something was said, `checked` of one whether words are somebody's; else they are None.
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
    searched: Searched = Searched()
    count: Count | None = None
    checked: Checked | None = None
    explanation: Explanation = field(default=Explanation(), repr=False)

    def to_dict(self, *, context: bool = False) -> dict[str, object]:
        """One line of `ask --json`; each passage with the sentences around it where `context` is true."""
        return {
            "question": self.question,
            "outcome": self.outcome.value,
            "kind": self.kind.value,
            "speakers": list(self.speakers),
            "topic": list(self.topic),
            "notes": list(self.notes),
            "searched": self.searched.to_dict(),
            "answers": [passage.to_dict(context=context) for passage in self.answers],
            "count": None if self.count is None else self.count.to_dict(),
            "checked": None if self.checked is None else self.checked.to_dict(),
            "related": [passage.to_dict(context=context) for passage in self.related],
            "suggestions": list(self.suggestions),
        }
