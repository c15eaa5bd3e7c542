"""Whether somebody said what is quoted: the words that were typed beside those that articles print.

Only quotations are compared, each with its speaker; those of one speaker that follow one another in an
article, with no more than a "she said" between them, are read as one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from index.analysis.terms import terms
from index.answers.answer import Answer, Explanation, Outcome, TermWeight
from index.answers.evidence import Evidence
from index.answers.excerpts import passage, speaker_of
from index.answers.hits import Candidate, Scored, TopicTerm
from index.answers.passage import Reason
from index.answers.ranking import told_apart
from index.answers.verdicts import Checked, Side, Verdict
from index.answers.word_by_word import ELLIPSIS, Comparison, Token, compared, tokens
from index.archive.rows import QuotationRow
from index.names.name import words_of
from index.questions.explanation import reading_of
from index.questions.question import Question, QuestionKind
from index.quotations.quotation import QuotationKind
from index.spans import Span

ALTERED = 0.5
"""How alike two texts are, from 0 to 1, from which one is an altered form of the other."""
NEARLY = 0.8
"""The same from which words are nearly somebody else's."""
_HELD = 0.5  # share of the typed words that an altered form holds more than
_SHARED = 0.4  # share of the typed words from which two texts are compared
_BETWEEN = 12  # words between two parts of what is said at a stretch
_NEAR = 4  # sentences before and after a quotation in which its speaker may go on
_RELATED = 3
_HARDLY = 0.6  # how alike words have to be that are taken for what was asked for
_FEWEST = 4  # words that are looked for in altered form though no check is asked for
_DECISIONS = {
    Verdict.EXACT: "every word as it was typed",
    Verdict.ALTERED: f"{ALTERED:.0%} or more of both texts are the same words, and not all",
    Verdict.OTHER_SPEAKER: f"all the words, or {NEARLY:.0%} of both texts, are somebody else's",
    Verdict.NOT_FOUND: f"nothing that is quoted shares {ALTERED:.0%} of the words",
}


@dataclass(frozen=True, slots=True)
class _Likeness:
    """Quotations of one speaker at a stretch, beside what was typed."""

    rows: tuple[QuotationRow, ...]
    comparison: Comparison
    held: float  # share of the typed words that are searched for

    @property
    def exact(self) -> bool:
        return self.comparison.exact

    @property
    def altered(self) -> bool:
        """Whether it is what was typed, in words that differ."""
        return self.comparison.likeness >= ALTERED and self.held > _HELD


def checked(question: Question, evidence: Evidence, topic: tuple[TopicTerm, ...]) -> Answer:
    """The verdict on `question.phrase`, with the quotations that it rests on.

    It is exact only where all the words stand, in this order and with nothing between them, in what one of
    those asked about is quoted with; of anybody where nobody is asked about. Where it is not found, the
    nearest are related.
    """
    return _Checking(question, evidence, topic).answer()


def nearly(
    question: Question, evidence: Evidence, topic: tuple[TopicTerm, ...], *, exact: bool = False
) -> Answer | None:
    """The check of words that are asked for and stand nowhere as they were typed ("who said '...'?"), where
    somebody is quoted with words that hardly differ; None where nobody is. With `exact` they may stand
    somewhere just so, and of words that differ more has to be the same."""
    if len(tokens(question.phrase or "")) < _FEWEST:
        return None
    answer = checked(question, evidence, topic)
    verdict = answer.checked.verdict if answer.checked is not None else Verdict.NOT_FOUND
    if exact and verdict is Verdict.EXACT:
        return answer
    least = NEARLY if exact else _HARDLY
    return answer if verdict is Verdict.ALTERED and answer.answers[0].score >= 10 * least else None


@dataclass(frozen=True, slots=True)
class _Checking:
    question: Question
    evidence: Evidence
    topic: tuple[TopicTerm, ...]

    @property
    def _typed(self) -> str:
        return self.question.phrase or ""

    def answer(self) -> Answer:
        """The answer; the first of its passages is the one that the difference is told from."""
        candidates = self._candidates()
        every = sorted(self._likenesses(candidates), key=self._order)
        is_asked = self._is_asked()
        own = [one for one in every if is_asked(one)]
        others = [one for one in every if one not in own and self._is_anothers(one)]
        verdict, found = _verdict(own, others)
        if verdict is Verdict.NOT_FOUND:
            return self._not_found(every, own, candidates)
        notes = self._notes(verdict, found, others)
        difference = found[0].comparison.changes
        room = self.evidence.room
        kept = told_apart(
            [s for one in found for s in self._scored(one)], room, enough=self.evidence.wanted + 10
        )
        shown = kept[self.evidence.wanted - self.evidence.limit : self.evidence.wanted]
        return self._answer(Checked(verdict, difference), found=shown, notes=notes)

    def _candidates(self) -> list[Candidate]:
        """Quotations that share words with what was typed, and sentences in which it stands."""
        search, asked = self.evidence.search, self.question.asked
        people = [person for one in asked for person in one.people]
        found = search.said(people, self.topic) if people else []
        found += search.anywhere(self.topic, narration=False) if self.topic else []
        return found + search.with_phrase(self._typed, self.topic)

    def _likenesses(self, candidates: Iterable[Candidate]) -> Iterator[_Likeness]:
        """What somebody said at a stretch that holds a candidate, beside what was typed."""
        archive, room = self.evidence.search.archive, self.evidence.room
        wanted = {one.row.id: one for one in candidates if one.row is not None}
        around = {
            number for one in wanted.values() for number in range(one.first - _NEAR, one.last + _NEAR + 1)
        }
        room.open(one.article for one in wanted.values())
        typed = {token.word for token in tokens(self._typed)} - {ELLIPSIS}
        by_article: dict[int, list[QuotationRow]] = {}
        for row in archive.quotations_at(around):
            by_article.setdefault(row.article, []).append(row)
        for key, rows in by_article.items():
            text = room.text(key)
            for stretch in _stretches(rows, text):
                if wanted.keys().isdisjoint(row.id for row in stretch):
                    continue
                words = _words(stretch, text)
                if len(typed.intersection(token.word for token in words)) >= _SHARED * len(typed):
                    comparison = compared(self._typed, text, words)
                    yield _Likeness(stretch, comparison, self._held(comparison))

    def _held(self, comparison: Comparison) -> float:
        """The share of the typed words that is held in any form, by number or by weight; 1 for no words."""
        said = {term for side, words in comparison.changes if side is not Side.TYPED for term in terms(words)}
        if not self.topic:
            return 1.0
        held = [term for term in self.topic if term.term in said]
        weight = sum(term.weight for term in held) / sum(term.weight for term in self.topic)
        return max(weight, len(held) / len(self.topic))

    def _order(self, one: _Likeness) -> tuple[float, bool, bool, int, int]:
        row = one.rows[0]
        reported = row.kind is QuotationKind.INDIRECT
        return -one.comparison.likeness, not row.names, reported, -(row.day or 0), row.first_sentence

    def _is_asked(self) -> Callable[[_Likeness], bool]:
        """Tells whether words are of those asked about, or of who speaks for them; with nobody, any are."""
        if not self.question.asked:
            return lambda _: True
        people = [person for asked in self.question.asked for person in asked.people]
        names = {number for person in people for number in person.name_ids}
        institutions = (person.name for person in people if not person.is_person)
        said_for = (one.row for name in institutions for one in self.evidence.search.spoken_for(name))
        voices = {row.id for row in said_for if row is not None}
        return lambda one: (
            not names.isdisjoint(one.rows[0].names) or any(row.id in voices for row in one.rows)
        )

    def _is_anothers(self, one: _Likeness) -> bool:
        """Whether words that are not of those asked about are surely somebody else's: one who is called by a
        part of their names ("Berg" for "Ingrid Berg") may be the same."""
        asked = [set(words_of(name)) for a in self.question.asked for p in a.people for name in p.names]
        spoken = [set(words_of(name)) for name in one.rows[0].speakers]
        return bool(spoken) and not any(their <= words for their in spoken for words in asked)

    def _scored(self, one: _Likeness) -> Iterator[Scored]:
        """The quotations that hold the words that are the same, in reading order."""
        reason = Reason("words as they were typed", "in the quotation", 10 * one.comparison.likeness)
        for row in one.rows:
            same = [span for span in one.comparison.same if _within(span, row)]
            if same:
                candidate = Candidate(row.article, row.first_sentence, row.last_sentence, row)
                yield Scored(candidate, reason.worth, one.comparison.likeness, [reason], same)

    # Answers

    def _notes(self, verdict: Verdict, found: Sequence[_Likeness], others: Sequence[_Likeness]) -> list[str]:
        notes = self._unknown()
        if all(row.kind is QuotationKind.INDIRECT for row in found[0].rows):
            notes.append("The article tells this in its own words; it is not a direct quotation.")
        if verdict is Verdict.ALTERED and others and others[0].exact:
            notes.append(f"{self._speaker(others[0])} is quoted with exactly these words.")
        return notes

    def _unknown(self) -> list[str]:
        unknown = [asked.written for asked in self.question.asked if not asked.people]
        return [f"Nobody called “{name}” is quoted in this archive." for name in unknown]

    def _speaker(self, one: _Likeness) -> str:
        row, people = one.rows[0], self.evidence.search.archive.people
        return speaker_of(people, Candidate(row.article, row.first_sentence, row.last_sentence, row)) or ""

    def _not_found(
        self, every: Sequence[_Likeness], own: Sequence[_Likeness], candidates: Sequence[Candidate]
    ) -> Answer:
        """The answer that these words are not found: the nearest are those of whom was asked about."""
        notes = self._unknown()
        unsettled = [one for one in every if one.exact and one not in own and not self._is_anothers(one)]
        told = [Scored(one, 0.0, 1.0) for one in candidates if one.row is None]
        if unsettled:
            name = self._speaker(unsettled[0])
            notes.append(
                f"An article quotes these words under “{name}”, who may be somebody else."
                if name
                else "An article quotes these words and does not make clear who said them."
            )
        elif told:
            notes.append("These words stand in an article, but not as a quotation.")
        nearest = sorted(own, key=lambda one: one.held + one.comparison.likeness, reverse=True)
        near = [*unsettled, *nearest, *(one for one in every if one not in own and one not in unsettled)]
        related = [scored for one in near[: 2 * _RELATED] for scored in self._scored(one)]
        people = [person for asked in self.question.asked for person in asked.people]
        if people and not own:
            related += self.evidence.all_said_by(people, None)[:1]
        related = [*told[: 0 if unsettled else 1], *related]
        shown = told_apart(related, self.evidence.room, enough=_RELATED)[:_RELATED]
        names = [person.name for person in people]
        suggestions = tuple(f"What did {name} say?" for name in names) if shown else ()
        answer = self._answer(Checked(Verdict.NOT_FOUND), found=shown, notes=notes)
        return replace(answer, answers=(), related=answer.answers, suggestions=suggestions)

    def _answer(self, verdict: Checked, *, found: Sequence[Scored], notes: Sequence[str]) -> Answer:
        room, people = self.evidence.room, self.evidence.search.archive.people
        skipped = (
            self.evidence.wanted - self.evidence.limit if verdict.verdict is not Verdict.NOT_FOUND else 0
        )
        speakers = [n for a in self.question.asked for n in ([p.name for p in a.people] or [a.written])]
        missing = verdict.verdict is Verdict.NOT_FOUND
        skipped = 0 if missing else self.evidence.wanted - self.evidence.limit
        return Answer(
            question=self.question.text,
            outcome=Outcome.NO_QUOTATION if missing else Outcome.ANSWERED,
            kind=QuestionKind.CHECK,
            speakers=tuple(dict.fromkeys(speakers)),
            topic=tuple(word.word for word in self.question.topic),
            answers=tuple(passage(room, people, one, rank=n) for n, one in enumerate(found, skipped + 1)),
            notes=(*self.question.notes, *notes),
            checked=verdict,
            explanation=Explanation(
                reading=reading_of(self.question),
                terms=tuple(TermWeight(t.word, t.term, t.frequency, t.weight) for t in self.topic),
                decision=(f"{verdict.verdict}: {_DECISIONS[verdict.verdict]}",),
            ),
        )


def _verdict(own: Sequence[_Likeness], others: Sequence[_Likeness]) -> tuple[Verdict, list[_Likeness]]:
    """The verdict and what it rests on, most alike first; `own` and `others` are in that order."""
    altered = [one for one in own if one.altered]
    theirs = [one for one in others if one.exact] or [
        one for one in others if one.altered and one.comparison.likeness >= NEARLY
    ]
    if own and own[0].exact:
        return Verdict.EXACT, [one for one in own if one.exact]
    if altered and (altered[0].comparison.likeness >= NEARLY or not theirs):
        return Verdict.ALTERED, altered
    return (Verdict.OTHER_SPEAKER, theirs) if theirs else (Verdict.NOT_FOUND, [])


def _stretches(rows: Sequence[QuotationRow], text: str) -> Iterator[tuple[QuotationRow, ...]]:
    """An article's quotations, those at a stretch together; `rows` are in reading order."""
    stretch: list[QuotationRow] = []
    for row in sorted(rows, key=lambda row: row.begins):
        if stretch and not _goes_on(stretch[-1], row, text):
            yield tuple(stretch)
            stretch = []
        stretch.append(row)
    if stretch:
        yield tuple(stretch)


def _goes_on(one: QuotationRow, other: QuotationRow, text: str) -> bool:
    """Whether the next quotation is the same speaker's, and little stands between; of what is only reported
    each is by itself."""
    end = one.quotation.content[-1].end
    return (
        one.names == other.names != ()
        and QuotationKind.INDIRECT not in (one.kind, other.kind)
        and end <= other.begins
        and len(re.findall(r"\w+", text[end : other.begins])) <= _BETWEEN
    )


def _words(rows: Iterable[QuotationRow], text: str) -> list[Token]:
    content = [span for row in rows for span in row.quotation.content]
    return [token for part, span in enumerate(content) for token in tokens(text, span, part=part)]


def _within(span: Span, row: QuotationRow) -> bool:
    return any(part.start <= span.start and span.end <= part.end for part in row.quotation.content)
