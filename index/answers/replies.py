"""Answers put together: passages, notes and what was searched, out of what was found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from index.answers.answer import Answer, Explanation, Outcome, TermWeight
from index.answers.article_cache import ReadingRoom
from index.answers.evidence import BEARS, BEARS_MANY
from index.answers.excerpts import passage
from index.answers.hits import Scored, TopicTerm
from index.answers.passage import Passage
from index.answers.ranking import told_apart
from index.answers.retrieval import Search
from index.answers.years import sought_years, tells_of
from index.questions.explanation import reading_of
from index.questions.question import Question

RELATED = 3
NEAR = 2
_DECISIONS = {
    Outcome.ANSWERED: f"answered: a passage covers at least {BEARS:.0%} of the topic's weight"
    f" ({BEARS_MANY:.0%} for four words or more), or its headline covers all of it",
    Outcome.NO_QUOTATION: f"not answered: nothing covers {BEARS:.0%} of the topic's weight"
    f" ({BEARS_MANY:.0%} for four words or more)",
    Outcome.UNKNOWN_SPEAKER: "not answered: nobody with that name is quoted",
    Outcome.AMBIGUOUS_SPEAKER: "not answered: several people have that name",
    Outcome.EMPTY_QUESTION: "not answered: the question asks nothing",
}


@dataclass(frozen=True, slots=True)
class Replies:
    """Puts answers to one question together, with `limit` passages after the first `offset`."""

    question: Question
    search: Search
    limit: int
    offset: int

    @property
    def room(self) -> ReadingRoom:
        """Where articles are read."""
        return self.search.room

    def found(
        self,
        scored: Sequence[Scored],
        topic: Sequence[TopicTerm],
        speakers: Sequence[str],
        notes: Sequence[str] = (),
        *,
        suggestions: Sequence[str] = (),
    ) -> Answer:
        """The answer with what was found, best first."""
        wanted = self.offset + self.limit
        kept = told_apart(scored, self.room, enough=wanted + 10)[self.offset : wanted]
        notes = [*notes, *self._year_note(kept, topic)]
        return self._answer(
            Outcome.ANSWERED, topic, speakers=speakers, notes=notes, suggestions=suggestions,
            answers=self._passages(kept, self.offset),
        )  # fmt: skip

    def none(
        self,
        outcome: Outcome,
        topic: Sequence[TopicTerm],
        *,
        speakers: Sequence[str] = (),
        related: Sequence[Scored] = (),
        suggestions: Sequence[str] = (),
        notes: Sequence[str] = (),
    ) -> Answer:
        """The answer that there is none, with what else was found."""
        shown = told_apart(related, self.room, enough=RELATED + NEAR)
        if outcome is Outcome.NO_QUOTATION and self.search.bounds.period:
            notes = [*notes, self._period_note(self.search.bounds.period)]
        return self._answer(
            outcome,
            topic,
            speakers=speakers,
            notes=notes,
            suggestions=suggestions,
            related=self._passages(shown, 0),
        )

    def _year_note(self, shown: Sequence[Scored], topic: Sequence[TopicTerm]) -> list[str]:
        """That the years asked for are told by no article of those shown, if so."""
        years = sought_years(self.question.text, topic)
        if not shown or any(tells_of(self.room, one.candidate.article, years) for one in shown):
            return []
        return [f"No article shown here tells of {' and '.join(years)}."]

    def _period_note(self, period: str) -> str:
        undated = self.search.archive.undated_count
        every = self.search.archive.article_count
        without = f"; {undated:,} of {every:,} have no date" if undated else ""
        return f"Only articles {period} were searched{without}{self._elsewhen()}."

    def _elsewhen(self) -> str:
        """How far the archive goes, where the days asked for lie outside."""
        (first, last), bounds = self.search.archive.days, self.search.bounds
        if last is not None and bounds.since is not None and bounds.since > last.toordinal():
            return f"; the newest is from {last}"
        if first is not None and bounds.until is not None and bounds.until < first.toordinal():
            return f"; the oldest is from {first}"
        return ""

    def _passages(self, scored: Sequence[Scored], skipped: int) -> tuple[Passage, ...]:
        self.room.show([one.candidate for one in scored])
        return tuple(
            passage(self.room, self.search.archive.people, one, rank=rank)
            for rank, one in enumerate(scored, skipped + 1)
        )

    def _answer(
        self,
        outcome: Outcome,
        topic: Sequence[TopicTerm],
        *,
        speakers: Sequence[str] = (),
        answers: tuple[Passage, ...] = (),
        related: tuple[Passage, ...] = (),
        suggestions: Sequence[str] = (),
        notes: Sequence[str] = (),
    ) -> Answer:
        return Answer(
            question=self.question.text,
            outcome=outcome,
            kind=self.question.kind,
            speakers=tuple(dict.fromkeys(speakers)),
            topic=tuple(word.word for word in self.question.topic),
            answers=answers,
            related=related,
            suggestions=tuple(dict.fromkeys(suggestions))[:8],
            notes=(*self.question.notes, *notes),
            explanation=Explanation(
                reading=reading_of(self.question),
                terms=tuple(TermWeight(term.word, term.term, term.frequency, term.weight) for term in topic),
                decision=(_DECISIONS[outcome],),
            ),
        )
