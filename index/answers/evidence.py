"""What bears on a question, best first: the words of those it asks about, or words whoever said them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from index.analysis.synonyms import alike
from index.analysis.terms import terms
from index.answers.article_cache import ReadingRoom
from index.answers.hits import Candidate, Scored, TopicTerm
from index.answers.order import refined
from index.answers.passage import Matched, Reason
from index.answers.ranking import ordered, quoted_terms, score, stands, without_topic
from index.answers.retrieval import Search, phrase_pattern
from index.answers.surroundings import around_terms
from index.answers.years import sought_years, tells_of
from index.lexicon.places import COUNTRIES
from index.lexicon.verbs import verb_forms
from index.names.name import country_of, parse_name, words_of
from index.people.people import Person
from index.questions.person_linking import Asked
from index.questions.question import Question, QuestionKind
from index.questions.vocabulary import NEUTRAL_VERBS
from index.questions.words import asks, for_oneself

BEARS = 0.55
"""The share of the topic's weight that a passage must hold to answer: one word of two is not enough where
they weigh alike, a single word beside the quotation is. Of 360 questions with an answer and 120 without, over
three archives, it answers one of the 120, and 99 in 100 of the answers that it gives are right; from 0.2 to
0.9 no more than one right answer comes or goes."""
BEARS_MANY = 0.4
"""The same for a topic of four words and more, of which people type some that no one said."""
_BESIDE = 4
"""Of what bears on the topic, how many of the best are looked beside."""
_COUNTRIES = frozenset(COUNTRIES.values())
_PHRASE_BEARS = 0.8
"""The share that must be held where words between quotation marks stand nowhere as they were typed."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What an archive holds for one question, of which `limit` are shown and `wanted` needed."""

    question: Question
    search: Search
    limit: int
    wanted: int

    @property
    def room(self) -> ReadingRoom:
        """Where articles are read."""
        return self.search.room

    # Somebody's words

    def said_by(self, asked: Asked, topic: tuple[TopicTerm, ...]) -> list[Scored]:
        """What those asked about said that bears on the topic, best first."""
        if not topic:
            found = self.all_said_by(asked.people, asked)
            for run in (phrase_pattern(self.question.typed), _surname_pattern(self.question.typed)):
                standing = [one for one in found if stands(run, one.candidate.row, self.room)]
                if standing:
                    return standing
            return found
        bearing, _ = self._said(asked, topic)
        return refined(bearing, topic, self.room, self.question)

    def told_by(self, asked: Asked, topic: tuple[TopicTerm, ...]) -> list[Scored]:
        """As `said_by`; where something bears on the topic, with what they said next to it or with fewer of
        its words where that tells as much."""
        if not topic:
            return self.said_by(asked, topic)
        bearing, weaker = self._said(asked, topic)
        others = self.others(bearing, weaker, asked.people, topic)
        return refined(bearing, topic, self.room, self.question, others)

    def others(
        self,
        bearing: Sequence[Scored],
        weaker: Sequence[Scored],
        people: Sequence[Person] | None,
        topic: tuple[TopicTerm, ...],
    ) -> list[Scored]:
        """`weaker` with what people said next to what bears on the topic, each marked by what it matches."""
        if not bearing:
            return []
        known = {one.candidate.row.id for one in (*bearing, *weaker) if one.candidate.row is not None}
        beside = [
            self._scored(candidate, topic)
            for candidate in self.search.beside([one.candidate for one in bearing[:_BESIDE]], people)
            if candidate.row is not None and candidate.row.id not in known
        ]
        for one in beside:
            if not one.matches and not one.done:
                one.matched = Matched.MEANING
        return [*weaker, *beside]

    def _said(self, asked: Asked, topic: tuple[TopicTerm, ...]) -> tuple[list[Scored], list[Scored]]:
        """What those asked about said that bears on the topic, best first, and what only touches on it."""
        so_called = _so_called(asked)
        scored = []
        for candidate in self.search.said(asked.people, topic):
            one = self._scored(candidate, topic)
            if candidate.row is not None and so_called.intersection(candidate.row.names):
                one.reasons.append(Reason("the article uses this name for the speaker", "its speaker", 0.1))
                one.score += 0.1
            scored.append(one)
        least = needed(topic)
        bearing = ordered((one for one in scored if one.coverage >= least), self.room)
        return bearing, [one for one in scored if one.coverage < least]

    def each_said(self, asked: Asked, topic: tuple[TopicTerm, ...]) -> dict[Person, Scored]:
        """The best that each of some namesakes said on the topic, best first; nothing for no topic."""
        best: dict[Person, Scored] = {}
        for one in self.said_by(asked, topic) if topic else ():
            names = set(one.candidate.row.names) if one.candidate.row is not None else set()
            speakers = (person for person in asked.people if not names.isdisjoint(person.name_ids))
            for person in speakers:
                best.setdefault(person, one)
        return best

    def beside(
        self, found: Sequence[Scored], known: Sequence[Asked], topic: tuple[TopicTerm, ...]
    ) -> list[Scored]:
        """What else those asked about said where the headline is on the topic, if little was found on it."""
        if not topic or len(found) >= self.wanted:
            return []
        shown = {one.candidate.row.id for one in found if one.candidate.row is not None}
        people = [person for asked in known for person in asked.people]
        others = self.headlined(people, topic) if people else []
        return [one for one in others if one.candidate.row and one.candidate.row.id not in shown]

    def headlined(self, people: Sequence[Person], topic: Sequence[TopicTerm]) -> list[Scored]:
        """What people said in articles whose headline is about the topic, in the order for no topic."""
        candidates = self.search.under_headlines(people, topic)
        found = without_topic(candidates, self.room, limit=self.limit)
        for one in found:
            one.reasons.append(Reason("all words of the topic", "in the article's headline", 0.1))
            one.score += 0.1
        return found

    def near(self, asked: Asked, topic: tuple[TopicTerm, ...]) -> list[Scored]:
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
        return ordered((one for one in found if one.coverage >= needed(topic)), self.room)

    def _scored(self, candidate: Candidate, topic: Sequence[TopicTerm], *, of_others: bool = False) -> Scored:
        typed = phrase_pattern(self.question.typed)
        return score(self.room, candidate, topic, typed, of_others=of_others)

    def all_said_by(self, people: Sequence[Person], asked: Asked | None) -> list[Scored]:
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

    def said_for(self, asked: Asked, topic: tuple[TopicTerm, ...], own: Sequence[Scored]) -> list[Scored]:
        """What spokesmen of the institutions asked about said for them, `own` left out."""
        shown = {one.candidate.row.id for one in own if one.candidate.row is not None}
        found = {
            one.row.id: one
            for person in asked.people
            if not person.is_person
            for one in self.search.spoken_for(person.name)
            if one.row is not None and one.row.id not in shown
        }
        return self._bearing(list(found.values()), topic)

    def sourced(self, asked: Asked, topic: tuple[TopicTerm, ...]) -> list[Scored]:
        """Quotations of a source as written that nobody's name stands for: "Some Russian officials"."""
        return self._bearing(self.search.sourced(asked), topic)

    def _bearing(self, candidates: Sequence[Candidate], topic: tuple[TopicTerm, ...]) -> list[Scored]:
        """Those of `candidates` that bear on the topic, best first; all where there is none."""
        if not topic:
            return without_topic(candidates, self.room, limit=self.limit)
        scored = [self._scored(candidate, topic) for candidate in candidates]
        return ordered((one for one in scored if one.coverage >= needed(topic)), self.room)

    # Words, whoever's

    def with_phrase(self, phrase: str, topic: tuple[TopicTerm, ...]) -> list[Scored]:
        """What holds the very words of `phrase`."""
        found: list[Scored] = []
        for candidate in self.search.with_phrase(phrase, topic):
            one = self._scored(candidate, topic)
            one.reasons.append(Reason("the exact words asked for", "in the passage", 10.0))
            if candidate.row is not None:
                content = candidate.row.quotation.content
                held = min(1.0, len(phrase) / sum(part.end - part.start for part in content))
                one.reasons.append(Reason("how much of it is your phrase", "in the quotation", 0.5 * held))
                if candidate.row.names:
                    one.reasons.append(Reason("the speaker is settled", "in the article", 0.5))
            one.score = sum(reason.worth for reason in one.reasons)
            found.append(one)
        return ordered(found, self.room)

    def on_topic(
        self, topic: tuple[TopicTerm, ...], people: Sequence[Asked]
    ) -> tuple[list[Scored], list[Scored]]:
        """Passages that bear on the topic, and those that touch on it where none does.

        They are of the article's own words, too, where the question allows them. `people` are those whom the
        question names: their names are then part of the topic, and who bears none of them is not told of.
        """
        narration = self.question.narrative or self.question.kind is QuestionKind.SEARCH
        wanted = [*people, *self.question.leaning]
        names = {number for asked in wanted for person in asked.people for number in person.name_ids}
        own = {word for asked in people for word in terms(asked.written)}
        weighed = (*topic, *self._extra(own - {term.term for term in topic}))
        who = self.question.kind is QuestionKind.WHO_SAID and self.question.phrase is None
        scored: list[Scored] = []
        for candidate in self.search.anywhere(weighed, narration=narration):
            one = self._scored(candidate, weighed, of_others=who)
            if candidate.row is not None and names.intersection(candidate.row.names):
                one.reasons.append(Reason("said by the person you named", "its speaker", 2.0))
                one.score += 2.0
            scored.append(one)
        scored = self._of_those_years(scored, weighed)
        least = _PHRASE_BEARS if self.question.phrase is not None else self._needed(weighed)
        best = ordered((one for one in scored if one.coverage >= least), self.room)
        if own and asks(self.question.text):
            called = {f"“{word}”" for word in own}
            best = [one for one in best if not called.isdisjoint(reason.what for reason in one.reasons)]
        if self.question.phrase is None:
            weaker = [one for one in scored if one.coverage < least and one.candidate.row is not None]
            others = [] if who or people else self.others(best, weaker, None, weighed)
            best = refined(best, weighed, self.room, self.question, others)
        if who:
            best = _done(self._of_those_named(best, topic), topic, self.room)
        if self.question.kind is QuestionKind.WHO_SAID:
            best = [one for one in best if not _speaks_of_itself(one, topic)] or best
            best.sort(key=lambda one: not one.done)
        related = [] if best else ordered((one for one in scored if one.coverage > 0), self.room)
        return best, related

    def _of_those_years(self, found: list[Scored], topic: Sequence[TopicTerm]) -> list[Scored]:
        """Those of `found` in whose article the years that a question names stand, or that are of its day:
        what is told of one world cup is not of another."""
        years = sought_years(self.question.text, topic)
        if not years or not asks(self.question.text):
            return found
        return [one for one in found if tells_of(self.room, one.candidate.article, years)]

    def _needed(self, topic: Sequence[TopicTerm]) -> float:
        """As `needed`; more of what is asked whoever may tell it, as a recipe is, and most of what people ask
        for themselves."""
        if self.question.kind is QuestionKind.SEARCH and for_oneself(self.question.text):
            return _PHRASE_BEARS
        if self.question.kind is QuestionKind.SEARCH and asks(self.question.text):
            return max(BEARS, needed(topic))
        return needed(topic)

    def may_answer(self, found: Sequence[Scored], topic: tuple[TopicTerm, ...]) -> list[Scored]:
        """Those of `found`, which hold too little of the topic, that name whom it names and do as it asks."""
        if self.question.kind is not QuestionKind.WHO_SAID:
            return list(found)
        asked = {term.term for term in topic if term.verb}
        alike_to = asked.union(*map(alike, asked))
        named = self._of_those_named(list(found), topic)
        groups = [term for term in topic if term.verb and term.word not in verb_forms()]
        if groups:  # of what "experts" said, those whom experts are the source of
            return [one for one in named if one.done]
        if alike_to.isdisjoint(_judging()):
            return named
        return [one for one in named if one.done or not alike_to.isdisjoint(quoted_terms(self.room, one))]

    def _of_those_named(self, found: list[Scored], topic: Sequence[TopicTerm]) -> list[Scored]:
        """Those of `found` that name everybody whom the topic names: who called somebody else a liar is not
        who called Putin one."""
        people = self.search.archive.people
        named = {
            f"“{term.word}”"
            for term in topic
            if not term.verb and any(person.is_person for person in people.surnamed(term.word))
        }
        found = [one for one in found if named <= {reason.what for reason in one.reasons}]
        places = [term for term in topic if not term.where and country_of(term.word) in _COUNTRIES]
        return [one for one in found if all(self._tells_of(one, place) for place in places)]

    def _tells_of(self, one: Scored, place: TopicTerm) -> bool:
        """Whether a country that is asked about stands in a passage, beside it or in its headline."""
        return not around_terms(self.room, one.candidate).isdisjoint((place.term, *place.also))

    def _extra(self, words: set[str]) -> tuple[TopicTerm, ...]:
        return tuple(
            TopicTerm(
                word,
                word,
                self.search.archive.document_frequency(word),
                max(0.2, self.search.archive.idf(word)),
            )
            for word in sorted(words)
        )


def _surname_pattern(typed: str | None) -> re.Pattern[str] | None:
    """Finds the last word of a name that is no word to search for, with its capital: "Will May"."""
    words = (typed or "").rstrip("?!. ").split()
    if len(words) < 2 or not words[-1][0].isupper():
        return None
    return re.compile(rf"(?<!\w){re.escape(words[-1])}(?!\w)")


def _so_called(asked: Asked) -> set[int]:
    """The archive's numbers of the names that are just as asked, where those asked about have others too."""
    words = parse_name(asked.written).words
    if len(words) < 2 or all(len(person.names) == 1 for person in asked.people):
        return set()
    named = (
        (n, parts) for person in asked.people for n, parts in zip(person.name_ids, person.parts, strict=True)
    )
    return {number for number, parts in named if parts.words == words}


def _done(found: list[Scored], topic: Sequence[TopicTerm], room: ReadingRoom) -> list[Scored]:
    """Those of `found` that tell what was asked for: who "defended" something is nobody who attacked it.

    Of what "experts" said, those whom experts are the source of.
    """
    asked = {term.term: verb_forms().get(term.word, ("",))[0] for term in topic if term.verb}
    deeds = {term for term, verb in asked.items() if verb and verb not in NEUTRAL_VERBS}
    if deeds:
        told = deeds.union(*map(alike, deeds))
        least = needed([term for term in topic if not term.verb])
        found = [one for one in found if one.apart >= least]
        return [one for one in found if one.done or not told.isdisjoint(quoted_terms(room, one))]
    groups = {term for term, verb in asked.items() if not verb}
    return [one for one in found if one.done] if groups else found


@cache
def _judging() -> frozenset[str]:
    """The terms of verbs that take a side, for which another that is near in meaning will not do."""
    return frozenset(terms("praise criticize support oppose welcome deny confirm reject defend attack"))


def _speaks_of_itself(one: Scored, topic: Sequence[TopicTerm]) -> bool:
    """Whether the speaker is among the words asked for: not who is meant by "Who criticized Trump?"."""
    row = one.candidate.row
    own = {term for name in row.speakers for term in terms(name)} if row is not None else set()
    return any(term.verb for term in topic) and any(term.term in own for term in topic if not term.verb)


def needed(topic: Sequence[TopicTerm]) -> float:
    """The share of a topic's weight that a passage must hold to bear on it."""
    return BEARS if len(topic) < 4 else BEARS_MANY
