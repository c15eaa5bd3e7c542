"""From a question as typed to its answer: who is meant, what is found, and whether it may be shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from index.analysis.terms import terms
from index.answers.answer import Answer, Explanation, Outcome, TermWeight
from index.answers.article_cache import ReadingRoom
from index.answers.checking import checked, nearly
from index.answers.counting import counted
from index.answers.evidence import BEARS, BEARS_MANY, Evidence
from index.answers.excerpts import passage
from index.answers.hits import Bounds, Scored, TopicTerm
from index.answers.passage import Passage
from index.answers.ranking import told_apart, without_topic
from index.answers.retrieval import Search
from index.archive.archive import StoredArchive
from index.archive.filter_keys import article_key, publisher_key
from index.errors import EmptyQuestion
from index.people.lookup import MatchedBy
from index.people.people import People
from index.questions.explanation import reading_of
from index.questions.parser import parse_question
from index.questions.person_linking import Asked
from index.questions.question import Question, QuestionKind

_RELATED = 3
_NEAR = 2
_DECISIONS = {
    Outcome.ANSWERED: f"answered: each passage covers at least {BEARS:.0%} of the topic's weight"
    f" ({BEARS_MANY:.0%} for four words or more), or its headline covers all of it",
    Outcome.NO_QUOTATION: f"not answered: nothing covers {BEARS:.0%} of the topic's weight"
    f" ({BEARS_MANY:.0%} for four words or more)",
    Outcome.UNKNOWN_SPEAKER: "not answered: nobody with that name is quoted",
    Outcome.AMBIGUOUS_SPEAKER: "not answered: several people have that name",
    Outcome.EMPTY_QUESTION: "not answered: the question asks nothing",
}


def answer(
    archive: StoredArchive,
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
    with archive.checked():
        try:
            asked = _parsed(archive, question, speaker, today)
        except EmptyQuestion as error:
            return Answer(
                question=question,
                outcome=Outcome.EMPTY_QUESTION,
                kind=QuestionKind.SEARCH,
                suggestions=_examples(archive.people),
                notes=(str(error),),
            )
        room = ReadingRoom(archive)
        bounds = _bounds(archive, asked, _day(since), _day(until), article)
        search = Search(archive, room, bounds)
        return _Answering(archive, archive.people, asked, search, limit, offset).answer()


def _parsed(archive: StoredArchive, question: str, speaker: str | None, today: date | None) -> Question:
    return parse_question(
        question,
        archive.people,
        today=today,
        is_word=lambda word: any(archive.document_frequency(term) for term in terms(word)),
        publishers=archive.publishers if _mentions_publisher(question) else (),
        speaker=speaker,
        days=lambda: archive.days,
    )


def _day(day: date | str | None) -> date | None:
    return date.fromisoformat(day[:10]) if isinstance(day, str) else day


def _mentions_publisher(question: str) -> bool:
    lower = f" {question.lower()} "
    return any(word in lower for word in (" in ", " from ", " by ", " via ", " on ", " to ", " per "))


def _bounds(
    archive: StoredArchive,
    question: Question,
    since: date | None,
    until: date | None,
    article: str | None,
) -> Bounds:
    require: list[tuple[str, ...]] = []
    if article is not None:
        key = archive.key_of(article)
        require.append((article_key(key),) if key is not None else ())
    if question.publishers:
        require.append(tuple(publisher_key(name) for name in question.publishers))
    first, last = since or question.period.since, until or question.period.until
    return Bounds(
        require=tuple(require),
        since=first.toordinal() if first else None,
        until=last.toordinal() if last else None,
    )


def _examples(people: People) -> tuple[str, ...]:
    return tuple(f"What did {person.name} say?" for person in people.most_quoted(2))


@dataclass(frozen=True, slots=True)
class _Answering:
    """One question on its way to an answer."""

    archive: StoredArchive
    people: People
    question: Question
    search: Search
    limit: int
    offset: int

    @property
    def room(self) -> ReadingRoom:
        return self.search.room

    @property
    def evidence(self) -> Evidence:
        return Evidence(self.question, self.search, self.limit, self.offset + self.limit)

    def answer(self) -> Answer:
        topic = self.search.weigh(self.question)
        if self.question.kind is QuestionKind.CHECK:
            return checked(self.question, self.evidence, topic)
        if self.question.counting is not None:
            return counted(self.question, self.evidence, topic, otherwise=lambda: self._plain(topic))
        return self._plain(topic)

    def _plain(self, topic: tuple[TopicTerm, ...]) -> Answer:
        if self.question.asked:
            return self._of_people(topic)
        if self.question.phrase is not None:
            return self._of_phrase(self.question.phrase, topic)
        return self._of_topic(topic)

    # Somebody's words

    def _of_people(self, topic: tuple[TopicTerm, ...]) -> Answer:
        unsettled = [asked for asked in self.question.asked if len(asked.people) > 1 and not asked.together]
        if unsettled:
            return self._of_namesakes(unsettled, topic)
        known = [asked for asked in self.question.asked if asked.people]
        unknown = [asked for asked in self.question.asked if not asked.people]
        by_source = [some for asked in unknown if (some := self.evidence.sourced(asked, topic))]
        if not known and not by_source:
            near = [name for asked in unknown for name in asked.near]
            if self.question.narrative:
                return self._of_topic(topic)
            notes = [_unknown(asked) for asked in unknown]
            speakers = [asked.written for asked in unknown]
            if topic and (others := [s for asked in unknown for s in self.evidence.sourced(asked, ())]):
                return self._none(Outcome.NO_QUOTATION, topic, speakers=speakers, related=others[:_RELATED])
            return self._none(
                Outcome.UNKNOWN_SPEAKER, topic, suggestions=near, speakers=speakers, notes=notes
            )
        notes = [_unknown(asked) for asked in unknown if not by_source]
        found = [*(self._said_by_or_for(asked, topic) for asked in known), *by_source]
        silent = [asked for asked, own in zip(known, found, strict=False) if topic and not own]
        notes += [_silent(asked) for asked in silent if len(silent) < len(found)]
        merged = _in_turn(found) if len(found) > 1 else found[0]
        merged = merged + self.evidence.beside(merged, known, topic) if merged else merged
        speakers = [person.name for asked in known for person in asked.people]
        speakers += [asked.written for asked in unknown if by_source]
        if merged:
            return self._found(merged, topic, speakers, notes)
        if self.question.narrative and topic:
            told = self._of_topic(topic, known)
            if told.outcome is Outcome.ANSWERED:
                why = f"nothing by {' or '.join(speakers)} is relevant, so any passage was looked for"
                explained = replace(told.explanation, decision=(why, *told.explanation.decision))
                return replace(told, kind=QuestionKind.SEARCH, explanation=explained)
        people = [person for asked in known for person in asked.people]
        own = self.evidence.headlined(people, topic)[:_RELATED] if people and topic else []
        own = own or (self.evidence.all_said_by(people, None)[:_RELATED] if people else [])
        close = [one for asked in known for one in self.evidence.near(asked, topic)][:_NEAR]
        if close and own:
            notes.append(f"Nothing by {' or '.join(speakers)} on this, but others close by are quoted.")
        related = close + own
        return self._none(
            Outcome.NO_QUOTATION, topic, speakers=speakers, related=related, notes=notes,
            suggestions=[f"What did {name} say?" for name in speakers] if topic and related else [],
        )  # fmt: skip

    def _of_namesakes(self, unsettled: Sequence[Asked], topic: tuple[TopicTerm, ...]) -> Answer:
        """Who can be meant, those first who are quoted on the topic, and the best that each said on it."""
        names = [person.name for asked in unsettled for person in asked.people]
        found = [self.evidence.each_said(asked, topic) for asked in self.question.asked if asked.people]
        quoted = [who.name for each in found for who in each]
        return self._none(
            Outcome.AMBIGUOUS_SPEAKER,
            topic,
            suggestions=[*(name for name in quoted if name in names), *names],
            speakers=names,
            related=_in_turn([list(each.values()) for each in found]),
            notes=[_several(asked) for asked in unsettled],
        )

    def _said_by_or_for(self, asked: Asked, topic: tuple[TopicTerm, ...]) -> list[Scored]:
        own = self.evidence.said_by(asked, topic)
        return own + self.evidence.said_for(asked, topic, own)

    def _of_phrase(self, phrase: str, topic: tuple[TopicTerm, ...]) -> Answer:
        found = self.evidence.with_phrase(phrase, topic)
        if found:
            return self._found(found, topic, [], [])
        return nearly(self.question, self.evidence, topic) or self._of_topic(topic)

    def _of_topic(self, topic: tuple[TopicTerm, ...], people: Sequence[Asked] = ()) -> Answer:
        if not topic and not self.search.bounds.open:
            found = without_topic(self.search.within_bounds(), self.room, limit=self.limit)
            return self._found(found, topic, [], []) if found else self._none(Outcome.NO_QUOTATION, topic)
        best, related = self.evidence.on_topic(topic, people)
        if best:
            return self._found(best, topic, [], [])
        return self._none(Outcome.NO_QUOTATION, topic, related=related[:_RELATED])

    # Answers

    def _found(
        self,
        scored: Sequence[Scored],
        topic: Sequence[TopicTerm],
        speakers: Sequence[str],
        notes: Sequence[str],
    ) -> Answer:
        wanted = self.offset + self.limit
        kept = told_apart(scored, self.room, enough=wanted + 10)[self.offset : wanted]
        return self._answer(
            Outcome.ANSWERED, topic, speakers=speakers, notes=notes,
            answers=self._passages(kept, self.offset),
        )  # fmt: skip

    def _none(
        self,
        outcome: Outcome,
        topic: Sequence[TopicTerm],
        *,
        speakers: Sequence[str] = (),
        related: Sequence[Scored] = (),
        suggestions: Sequence[str] = (),
        notes: Sequence[str] = (),
    ) -> Answer:
        shown = told_apart(related, self.room, enough=_RELATED + _NEAR)
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

    def _period_note(self, period: str) -> str:
        undated = self.archive.undated_count
        every = self.archive.article_count
        without = f"; {undated:,} of {every:,} have no date" if undated else ""
        return f"Only articles {period} were searched{without}{self._elsewhen()}."

    def _elsewhen(self) -> str:
        """How far the archive goes, where the days asked for lie outside."""
        (first, last), bounds = self.archive.days, self.search.bounds
        if last is not None and bounds.since is not None and bounds.since > last.toordinal():
            return f"; the newest is from {last}"
        if first is not None and bounds.until is not None and bounds.until < first.toordinal():
            return f"; the oldest is from {first}"
        return ""

    def _passages(self, scored: Sequence[Scored], skipped: int) -> tuple[Passage, ...]:
        return tuple(
            passage(self.room, self.people, one, rank=rank) for rank, one in enumerate(scored, skipped + 1)
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


def _several(asked: Asked) -> str:
    if asked.how is MatchedBy.ROLE:
        return f"Several people with the role “{asked.written}” are quoted."
    return f"Several people named “{asked.written}” are quoted."


def _unknown(asked: Asked) -> str:
    return f"Nobody called “{asked.written}” is quoted in this archive."


def _silent(asked: Asked) -> str:
    names = " or ".join(person.name for person in asked.people)
    return f"No quotation by {names} was found on this."


def _in_turn(found: Sequence[Sequence[Scored]]) -> list[Scored]:
    """The best of each, then the second best of each, and so on."""
    longest = max(map(len, found), default=0)
    return [some[place] for place in range(longest) for some in found if place < len(some)]
