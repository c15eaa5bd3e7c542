"""From a question as typed to its answer: who is meant, what is found, and whether it may be shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from index.answer import Answer, Explanation, Outcome, TermWeight
from index.asked import Asked
from index.errors import EmptyQuestion
from index.naming import parse_name
from index.passages import Passage, Reason
from index.people import People, Person
from index.question import Question, QuestionKind
from index.ranking import Candidate, Scored, TopicTerm, ordered, score, told_apart, without_topic
from index.reading_room import ReadingRoom
from index.searching import Bounds, Search, phrase_pattern
from index.showing import passage
from index.terms import terms

if TYPE_CHECKING:
    from index.archive import Archive

BEARS = 0.5
"""The share of the topic's weight that a quotation must hold to answer for somebody."""
FOUND = 0.5
"""The same where nobody is asked about."""
_RELATED = 3


def answer_within(
    archive: Archive,
    question: str,
    *,
    limit: int,
    speaker: str | None,
    since: date | None,
    until: date | None,
    article: str | None,
    today: date | None,
    offset: int,
) -> Answer:
    """What `index.answer.answer` gives."""
    people = archive.people
    publishers = _publishers(archive) if _mentions_publisher(question) else ()
    try:
        asked = Question.parse(
            question,
            people,
            today=today,
            is_word=lambda word: any(archive.document_frequency(term) for term in terms(word)),
            publishers=publishers,
            speaker=speaker,
        )
    except EmptyQuestion as error:
        return Answer(
            question=question,
            outcome=Outcome.EMPTY_QUESTION,
            kind=QuestionKind.SEARCH,
            suggestions=_examples(people),
            notes=(str(error),),
        )
    room = ReadingRoom(archive)
    bounds = _bounds(archive, asked, since, until, article)
    return _Answering(archive, people, asked, Search(archive, room, bounds), limit, offset).answer()


def _mentions_publisher(question: str) -> bool:
    lower = f" {question.lower()} "
    return any(word in lower for word in (" in ", " from ", " by ", " via ", " on ", " to ", " per "))


def _publishers(archive: Archive) -> tuple[str, ...]:
    return tuple(dict.fromkeys(row.publisher for row in archive.articles() if row.publisher is not None))


def _bounds(
    archive: Archive,
    question: Question,
    since: date | None,
    until: date | None,
    article: str | None,
) -> Bounds:
    require: list[tuple[str, ...]] = []
    if article is not None:
        key = archive.key_of(article)
        require.append((f"article:{key}",) if key is not None else ())
    if question.publishers:
        from index.archive import publisher_key

        require.append(tuple(publisher_key(name) for name in question.publishers))
    first, last = since or question.period.since, until or question.period.until
    return Bounds(
        require=tuple(require),
        since=first.toordinal() if first else None,
        until=last.toordinal() if last else None,
    )


def _examples(people: People) -> tuple[str, ...]:
    return tuple(f"What did {person.name} say?" for person in people.persons[:2])


@dataclass(frozen=True, slots=True)
class _Answering:
    """One question on its way to an answer."""

    archive: Archive
    people: People
    question: Question
    search: Search
    limit: int
    offset: int

    @property
    def room(self) -> ReadingRoom:
        return self.search.room

    def answer(self) -> Answer:
        topic = self.search.weigh(self.question)
        if self.question.asked:
            return self._of_people(topic)
        if self.question.phrase is not None:
            return self._of_phrase(self.question.phrase, topic)
        return self._of_topic(topic)

    # Somebody's words

    def _of_people(self, topic: tuple[TopicTerm, ...]) -> Answer:
        unsettled = [asked for asked in self.question.asked if len(asked.people) > 1 and not asked.together]
        if unsettled:
            names = [person.name for asked in unsettled for person in asked.people]
            return self._none(Outcome.AMBIGUOUS_SPEAKER, topic, suggestions=names, speakers=names)
        known = [asked for asked in self.question.asked if asked.people]
        unknown = [asked for asked in self.question.asked if not asked.people]
        by_source = [some for asked in unknown if (some := self._sourced(asked, topic))]
        if not known and not by_source:
            near = [name for asked in unknown for name in asked.near]
            if self.question.narrative:
                return self._of_topic(topic, people=[])
            notes = [_unknown(asked) for asked in unknown]
            speakers = [asked.written for asked in unknown]
            return self._none(
                Outcome.UNKNOWN_SPEAKER, topic, suggestions=near, speakers=speakers, notes=notes
            )
        notes = [_unknown(asked) for asked in unknown if not by_source]
        found = [*(self._best(asked, topic) for asked in known), *by_source]
        merged = _in_turn(found) if len(found) > 1 else found[0]
        speakers = [person.name for asked in known for person in asked.people]
        speakers += [asked.written for asked in unknown if by_source]
        if merged:
            return self._found(merged, topic, speakers, notes)
        if self.question.narrative and topic:
            told = self._of_topic(topic, people=known)
            if told.outcome is Outcome.ANSWERED:
                return replace(told, speakers=tuple(speakers))
        people = [person for asked in known for person in asked.people]
        related = self._ranked_without_topic(people, None)[:_RELATED] if people else []
        return self._none(
            Outcome.NO_QUOTATION, topic, speakers=speakers, related=related, notes=notes,
            suggestions=[f"What did {name} say?" for name in speakers] if topic and related else [],
        )  # fmt: skip

    def _best(self, asked: Asked, topic: tuple[TopicTerm, ...]) -> list[Scored]:
        """What those asked about said that bears on the topic, best first."""
        if not topic:
            return self._ranked_without_topic(asked.people, asked)
        candidates = self.search.said(asked.people, topic)
        scored = [self._scored(candidate, topic) for candidate in candidates]
        return ordered((one for one in scored if one.coverage >= BEARS), self.room)

    def _scored(self, candidate: Candidate, topic: Sequence[TopicTerm]) -> Scored:
        return score(self.room, candidate, topic, phrase_pattern(self.question.typed))

    def _ranked_without_topic(self, people: Sequence[Person], asked: Asked | None) -> list[Scored]:
        """All that people said, in the order for an empty topic; where a name was asked for that only some
        articles use ("Donald J. Trump"), theirs comes first."""
        scored = without_topic(self.search.said(people, ()), self.room)
        words = parse_name(asked.written).words if asked else ()
        if asked is None or len(words) < 2 or all(len(person.names) == 1 for person in people):
            return scored
        so_called = {
            number
            for person in people
            for number, parts in zip(person.name_ids, person.parts, strict=True)
            if parts.words == words
        }
        first = [
            one for one in scored if one.candidate.row and so_called.intersection(one.candidate.row.names)
        ]
        return first + [one for one in scored if one not in first] if first else scored

    def _sourced(self, asked: Asked, topic: tuple[TopicTerm, ...]) -> list[Scored]:
        """Quotations of a source as written that nobody's name stands for: "Some Russian officials"."""
        candidates = self.search.sourced(asked)
        if not topic:
            return without_topic(candidates, self.room)
        scored = [self._scored(candidate, topic) for candidate in candidates]
        return ordered((one for one in scored if one.coverage >= BEARS), self.room)

    # Words, whoever's

    def _of_phrase(self, phrase: str, topic: tuple[TopicTerm, ...]) -> Answer:
        found: list[Scored] = []
        for candidate in self.search.with_phrase(phrase, topic):
            one = self._scored(candidate, topic)
            one.reasons.append(Reason("the very words asked for", "in the passage", 10.0))
            if candidate.row is not None and candidate.row.names:
                one.reasons.append(Reason("the speaker is settled", "in the article", 0.5))
            one.score = sum(reason.worth for reason in one.reasons)
            found.append(one)
        if found:
            return self._found(ordered(found, self.room), topic, [], [])
        return self._of_topic(topic, threshold=0.8)

    def _of_topic(
        self, topic: tuple[TopicTerm, ...], *, people: Sequence[Asked] = (), threshold: float = FOUND
    ) -> Answer:
        """Passages on the topic, of the article's own words too where the question allows them."""
        narration = self.question.narrative or self.question.kind is QuestionKind.SEARCH
        wanted = [*people, *self.question.leaning]
        names = {number for asked in wanted for person in asked.people for number in person.name_ids}
        own = {word for asked in people for word in terms(asked.written)}
        weighed = (*topic, *self._extra(own - {term.term for term in topic}))
        scored: list[Scored] = []
        for candidate in self.search.anywhere(weighed, narration=narration):
            one = self._scored(candidate, weighed)
            if candidate.row is not None and names.intersection(candidate.row.names):
                one.reasons.append(Reason("said by who was named", "its speaker", 2.0))
                one.score += 2.0
            scored.append(one)
        best = ordered((one for one in scored if one.coverage >= threshold), self.room)
        if best:
            return self._found(best, topic, [], [])
        related = ordered((one for one in scored if one.coverage > 0), self.room)[:_RELATED]
        return self._none(Outcome.NO_QUOTATION, topic, related=related)

    def _extra(self, words: set[str]) -> tuple[TopicTerm, ...]:
        return tuple(
            TopicTerm(word, word, self.archive.document_frequency(word), max(0.2, self.archive.idf(word)))
            for word in sorted(words)
        )

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
        shown = told_apart(related, self.room, enough=_RELATED)
        return self._answer(
            outcome,
            topic,
            speakers=speakers,
            notes=notes,
            suggestions=suggestions,
            related=self._passages(shown, 0),
        )

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
                terms=tuple(TermWeight(term.word, term.term, term.frequency, term.weight) for term in topic)
            ),
        )


def _unknown(asked: Asked) -> str:
    return f"Nobody called “{asked.written}” is quoted here."


def _in_turn(found: Sequence[Sequence[Scored]]) -> list[Scored]:
    """The best of each, then the second best of each, and so on."""
    longest = max(map(len, found), default=0)
    return [some[place] for place in range(longest) for some in found if place < len(some)]
