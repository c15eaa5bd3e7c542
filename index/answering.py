"""From a question as typed to its answer: who is meant, what is found, and whether it may be shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from index.answer import Answer, Explanation, Outcome, TermWeight
from index.asked import Asked
from index.errors import EmptyQuestion
from index.explain import reading_of
from index.naming import parse_name, words_of
from index.passages import Passage, Reason
from index.people import People, Person
from index.question import Question, QuestionKind
from index.ranking import Candidate, Scored, TopicTerm, ordered, score, stands, told_apart, without_topic
from index.reading_room import ReadingRoom
from index.searching import Bounds, Search, phrase_pattern
from index.showing import passage
from index.terms import terms

if TYPE_CHECKING:
    from index.archive import Archive

BEARS = 0.55
"""The share of the topic's weight that a passage must hold to answer: one word of two is not enough where
they weigh alike, a single word beside the quotation is. Of 360 questions with an answer and 120 without, over
three archives, it answers none of the 120, and 97 in 100 of the answers that it gives are right; from 0.2 to
0.9 no more than one right answer comes or goes."""
BEARS_MANY = 0.4
"""The same for a topic of four words and more, of which people type some that no one said."""
_RELATED = 3
_NEAR = 2
_HEADLINES = 200
"""Articles whose headlines are looked at for a topic."""
_ABOUT = 0.2
"""The share of a headline's words from which a topic is what the article is about."""
_DECISIONS = {
    Outcome.ANSWERED: f"answered: of a topic's weight, each passage holds {BEARS:.0%} or more"
    f" ({BEARS_MANY:.0%} where it has four words), or its headline all of it",
    Outcome.NO_QUOTATION: f"not answered: nothing holds {BEARS:.0%} of the topic's weight"
    f" ({BEARS_MANY:.0%} where it has four words)",
    Outcome.UNKNOWN_SPEAKER: "not answered: nobody of that name is quoted",
    Outcome.AMBIGUOUS_SPEAKER: "not answered: the name is of several people",
    Outcome.EMPTY_QUESTION: "not answered: nothing is asked",
}


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
    publishers = archive.publishers if _mentions_publisher(question) else ()
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
    return tuple(f"What did {person.name} say?" for person in people.most_quoted(2))


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
            people = [person for asked in unsettled for person in asked.people]
            names = [person.name for person in people if " " in person.name] or [p.name for p in people]
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
        merged = merged + self._beside(merged, known, topic) if merged else merged
        speakers = [person.name for asked in known for person in asked.people]
        speakers += [asked.written for asked in unknown if by_source]
        if merged:
            return self._found(merged, topic, speakers, notes)
        if self.question.narrative and topic:
            told = self._of_topic(topic, people=known)
            if told.outcome is Outcome.ANSWERED:
                return replace(told, kind=QuestionKind.SEARCH)
        people = [person for asked in known for person in asked.people]
        own = self._headlined(people, topic)[:_RELATED] if people and topic else []
        own = own or (self._ranked_without_topic(people, None)[:_RELATED] if people else [])
        close = [one for asked in known for one in self._near(asked, topic)][:_NEAR]
        if close and own:
            notes.append(f"Not {' or '.join(speakers)}, but others close by, are quoted on this.")
        related = close + own
        return self._none(
            Outcome.NO_QUOTATION, topic, speakers=speakers, related=related, notes=notes,
            suggestions=[f"What did {name} say?" for name in speakers] if topic and related else [],
        )  # fmt: skip

    def _best(self, asked: Asked, topic: tuple[TopicTerm, ...]) -> list[Scored]:
        """What those asked about said that bears on the topic, best first."""
        if not topic:
            found = self._ranked_without_topic(asked.people, asked)
            typed = phrase_pattern(self.question.typed)
            standing = [one for one in found if stands(typed, one.candidate.row, self.room)]
            return standing or found
        so_called = _so_called(asked)
        scored = []
        for candidate in self.search.said(asked.people, topic):
            one = self._scored(candidate, topic)
            if candidate.row is not None and so_called.intersection(candidate.row.names):
                one.reasons.append(Reason("the article names the speaker so", "its speaker", 0.1))
                one.score += 0.1
            scored.append(one)
        return ordered((one for one in scored if one.coverage >= _needed(topic)), self.room)

    def _beside(
        self, found: Sequence[Scored], known: Sequence[Asked], topic: tuple[TopicTerm, ...]
    ) -> list[Scored]:
        """What else those asked about said where the headline is on the topic, if little was found on it."""
        if not topic or len(found) >= self.offset + self.limit:
            return []
        shown = {one.candidate.row.id for one in found if one.candidate.row is not None}
        people = [person for asked in known for person in asked.people]
        others = self._headlined(people, topic) if people else []
        return [one for one in others if one.candidate.row and one.candidate.row.id not in shown]

    def _headlined(self, people: Sequence[Person], topic: Sequence[TopicTerm]) -> list[Scored]:
        """What people said in articles whose headline is about the topic, in the order for no topic."""
        wanted = {term.term for term in topic}
        said = self.search.said(people, ())
        rows = self.room.rows(list(dict.fromkeys(one.article for one in said))[:_HEADLINES])
        about = {row.key for row in rows if _is_about(wanted, terms(row.title))}
        found = without_topic([one for one in said if one.article in about], self.room, limit=self.limit)
        for one in found:
            one.reasons.append(Reason("all words of the topic", "in the article's headline", 0.1))
            one.score += 0.1
        return found

    def _near(self, asked: Asked, topic: tuple[TopicTerm, ...]) -> list[Scored]:
        """What bears on the topic from sources that name those asked about ("an aide of Mr. Gates")."""
        if not topic or not all(person.is_person for person in asked.people):
            return []
        surnames = {parts.words[-1] for person in asked.people for parts in person.parts if parts.surname}
        found = []
        for candidate in self.search.anywhere(topic, narration=False):
            source = candidate.row.quotation.source if candidate.row else None
            written = source.of(self.room.text(candidate.article)) if source else ""
            if surnames.intersection(words_of(written)):
                found.append(self._scored(candidate, topic))
        return ordered((one for one in found if one.coverage >= _needed(topic)), self.room)

    def _scored(self, candidate: Candidate, topic: Sequence[TopicTerm]) -> Scored:
        return score(self.room, candidate, topic, phrase_pattern(self.question.typed))

    def _ranked_without_topic(self, people: Sequence[Person], asked: Asked | None) -> list[Scored]:
        """All that people said, in the order for an empty topic; where a name was asked for that only some
        articles use ("Donald J. Trump"), theirs comes first."""
        scored = without_topic(self.search.said(people, ()), self.room, limit=self.limit)
        so_called = _so_called(asked) if asked else set()
        if not so_called:
            return scored
        named = [
            one.candidate.row is not None and not so_called.isdisjoint(one.candidate.row.names)
            for one in scored
        ]
        first = [one for one, so in zip(scored, named, strict=True) if so]
        return first + [one for one, so in zip(scored, named, strict=True) if not so]

    def _sourced(self, asked: Asked, topic: tuple[TopicTerm, ...]) -> list[Scored]:
        """Quotations of a source as written that nobody's name stands for: "Some Russian officials"."""
        candidates = self.search.sourced(asked)
        if not topic:
            return without_topic(candidates, self.room, limit=self.limit)
        scored = [self._scored(candidate, topic) for candidate in candidates]
        return ordered((one for one in scored if one.coverage >= _needed(topic)), self.room)

    # Words, whoever's

    def _of_phrase(self, phrase: str, topic: tuple[TopicTerm, ...]) -> Answer:
        found: list[Scored] = []
        for candidate in self.search.with_phrase(phrase, topic):
            one = self._scored(candidate, topic)
            one.reasons.append(Reason("the very words asked for", "in the passage", 10.0))
            if candidate.row is not None:
                content = candidate.row.quotation.content
                held = min(1.0, len(phrase) / sum(part.end - part.start for part in content))
                one.reasons.append(Reason("how much of it the words make up", "in the quotation", 0.5 * held))
                if candidate.row.names:
                    one.reasons.append(Reason("the speaker is settled", "in the article", 0.5))
            one.score = sum(reason.worth for reason in one.reasons)
            found.append(one)
        if found:
            return self._found(ordered(found, self.room), topic, [], [])
        return self._of_topic(topic, threshold=0.8)

    def _of_topic(
        self, topic: tuple[TopicTerm, ...], *, people: Sequence[Asked] = (), threshold: float | None = None
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
        best = ordered((one for one in scored if one.coverage >= (threshold or _needed(weighed))), self.room)
        if best:
            if self.question.kind is QuestionKind.WHO_SAID:
                best.sort(key=lambda one: (not one.done, _speaks_of_itself(one, topic)))
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
        without = f"; {undated:,} of {every:,} here tell no date" if undated else ""
        return f"Only articles {period} were looked at{without}."

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


def _so_called(asked: Asked) -> set[int]:
    """The archive's numbers of the names that are just as asked, where those asked about have others too."""
    words = parse_name(asked.written).words
    if len(words) < 2 or all(len(person.names) == 1 for person in asked.people):
        return set()
    named = (
        (n, parts) for person in asked.people for n, parts in zip(person.name_ids, person.parts, strict=True)
    )
    return {number for number, parts in named if parts.words == words}


def _speaks_of_itself(one: Scored, topic: Sequence[TopicTerm]) -> bool:
    """Whether the speaker is among the words asked for: not who is meant by "Who criticized Trump?"."""
    row = one.candidate.row
    own = {term for name in row.speakers for term in terms(name)} if row is not None else set()
    return any(term.verb for term in topic) and any(term.term in own for term in topic if not term.verb)


def _is_about(wanted: set[str], headline: Sequence[str]) -> bool:
    """Whether a headline holds all terms of a topic, and little else."""
    return wanted.issubset(headline) and len(wanted) >= _ABOUT * len(set(headline))


def _unknown(asked: Asked) -> str:
    return f"Nobody called “{asked.written}” is quoted here."


def _needed(topic: Sequence[TopicTerm]) -> float:
    return BEARS if len(topic) < 4 else BEARS_MANY


def _in_turn(found: Sequence[Sequence[Scored]]) -> list[Scored]:
    """The best of each, then the second best of each, and so on."""
    longest = max(map(len, found), default=0)
    return [some[place] for place in range(longest) for some in found if place < len(some)]
