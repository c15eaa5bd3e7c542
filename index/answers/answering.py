"""From a question as typed to its answer: who is meant, what is found, and whether it may be shown."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import zip_longest

from index.analysis.terms import terms
from index.answers.answer import Answer, Outcome, Searched
from index.answers.article_cache import ReadingRoom
from index.answers.checking import checked, nearly
from index.answers.counting import counted
from index.answers.described import Described
from index.answers.evidence import Evidence
from index.answers.excerpts import speaker_of
from index.answers.hits import Bounds, Scored, TopicTerm
from index.answers.namesakes import Namesakes, several
from index.answers.nearest import FOUND_ENOUGH, TOLD_ENOUGH, Nearest, enough
from index.answers.order import refined
from index.answers.ranking import without_topic
from index.answers.replies import NEAR, RELATED, Replies
from index.answers.retrieval import Search, expect
from index.answers.spelling import with_words_put_right
from index.archive.archive import StoredArchive
from index.archive.filter_keys import article_key, publisher_key
from index.errors import EmptyQuestion
from index.people.lookup import MatchedBy
from index.people.people import People, Person
from index.questions.parser import parse_question
from index.questions.person_linking import Asked
from index.questions.question import Question, QuestionKind
from index.questions.words import asks

_OTHERS = 12
"""Sentences that are looked at for what others said, where nobody of a name is quoted."""


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
        expect(archive, f"{question} {speaker or ''}")
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
        asked = _read_again(archive, asked, with_words_put_right(asked, archive, room), today)
        bounds = _bounds(archive, asked, _day(since), _day(until), article)
        search = Search(archive, room, bounds)
        found = _Answering(archive.people, asked, search, limit, offset).answer()
        first, last = archive.days
        return replace(found, searched=Searched(articles=archive.article_count, since=first, until=last))


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


def _read_again(archive: StoredArchive, typed: Question, right: Question, today: date | None) -> Question:
    """`right`; where a word put right completes a name ("marina lacreda"), the question of whom it names."""
    if right.asked or right.phrase is not None or right.kind is not QuestionKind.SEARCH:
        return right
    text = right.text
    for old, new in zip(typed.topic, right.topic, strict=True):
        if old.word != new.word:
            text = re.sub(rf"(?<!\w){re.escape(old.word)}(?!\w)", new.word, text, flags=re.IGNORECASE)
    if text == right.text:
        return right
    again = _parsed(archive, text, None, today)
    named = [one for one in (*again.asked, *again.leaning) if one.people and " " in one.written]
    if not named:
        return right
    return replace(again, text=right.text, notes=(*again.notes, *right.notes))


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

    people: People
    question: Question
    search: Search
    limit: int
    offset: int

    @property
    def evidence(self) -> Evidence:
        return Evidence(self.question, self.search, self.limit, self.offset + self.limit)

    @property
    def nearest(self) -> Nearest:
        return Nearest(self.question, self.search)

    @property
    def namesakes(self) -> Namesakes:
        return Namesakes(self.people, self.evidence)

    @property
    def replies(self) -> Replies:
        return Replies(self.question, self.search, self.limit, self.offset)

    def answer(self) -> Answer:
        topic = self.search.weigh(self.question)
        if self.question.kind is QuestionKind.CHECK:
            return self._checked(topic)
        if self.question.claim is not None:
            claim = replace(self, question=self.question.claim)
            found = nearly(claim.question, claim.evidence, self.search.weigh(claim.question), exact=True)
            if found is not None:
                return found
        if self.question.counting is not None:
            return counted(self.question, self.evidence, topic, otherwise=lambda: self._plain(topic))
        return self._plain(topic)

    def _checked(self, topic: tuple[TopicTerm, ...]) -> Answer:
        """The verdict on the words to be checked; where words without marks are not found, what was said on
        what they are about, if anything was."""
        verdict = checked(self.question, self.evidence, topic)
        if verdict.outcome is Outcome.ANSWERED or self.question.plain is None:
            return verdict
        plain = replace(self, question=self.question.plain).answer()
        if plain.outcome is not Outcome.ANSWERED:
            return verdict
        note = "These words are not quoted so; this is what was said on what they are about."
        return replace(plain, notes=(*plain.notes, note))

    def _plain(self, topic: tuple[TopicTerm, ...]) -> Answer:
        if self.question.asked:
            return self._of_people(topic)
        if self.question.phrase is not None:
            return self._of_phrase(self.question.phrase, topic)
        return self._of_topic(topic)

    # Somebody's words

    def _of_people(self, topic: tuple[TopicTerm, ...]) -> Answer:
        meant = [self.namesakes.settled(asked, topic) for asked in self.question.asked]
        unsettled = [asked for asked in meant if len(asked.people) > 1 and not asked.together]
        settled = [asked for asked in meant if asked not in unsettled]
        if unsettled:
            by_role = [self._of_role(asked, topic) for asked in unsettled]
            if len(meant) == 1 and by_role[0]:
                return self._of_those_described(unsettled, by_role, topic)
            if not any(asked.people and self._said_by_or_for(asked, topic) for asked in settled):
                return self._of_namesakes(unsettled, topic)
        known = [asked for asked in settled if asked.people]
        unknown = [asked for asked in meant if not asked.people]
        by_source = [some for asked in unknown if (some := self.evidence.sourced(asked, topic))]
        if unknown and not by_source:
            described = Described(self.question, self.search)
            by_source = [some for asked in unknown if (some := described.said(asked, topic))]
            if by_source and not known:
                return self._of_those_described(unknown, by_source, topic)
        if not known and not by_source:
            return self._of_nobody_known(unknown, topic)
        found = [*(self._said_by_or_for(asked, topic) for asked in known), *by_source]
        if any(found) and topic:  # the others of a comparison
            found = [own or self._near_said(asked, topic) for asked, own in zip_longest(known, found)]
        silent = [asked for asked, own in zip(known, found, strict=False) if topic and not own]
        chosen = zip(self.question.asked, meant, strict=True)
        notes = [self.namesakes.taken(asked, one, topic) for asked, one in chosen if asked != one]
        notes += [several(asked) for asked in unsettled]
        notes += [_unknown(asked) for asked in unknown if not by_source]
        notes += [_silent(asked) for asked in silent if len(silent) < len(found)]
        merged = _in_turn(found) if len(found) > 1 else found[0]
        merged = merged + self.evidence.beside(merged, known, topic) if merged else merged
        speakers = [person.name for asked in known for person in asked.people]
        speakers += [asked.written for asked in unknown if by_source]
        if merged:
            others = [one.name for asked in self.question.asked for one in self.namesakes.bearers(asked)]
            return self.replies.found(
                merged, topic, speakers, notes, suggestions=[n for n in others if n not in speakers]
            )
        return self._of_the_silent(known, topic, speakers, notes)

    def _of_nobody_known(self, unknown: Sequence[Asked], topic: tuple[TopicTerm, ...]) -> Answer:
        """Where nobody so called is quoted: what others said on it stands beside the refusal."""
        if self.question.narrative:
            return self._of_topic(topic)
        speakers = [asked.written for asked in unknown]
        if topic and (others := [s for asked in unknown for s in self.evidence.sourced(asked, ())]):
            return self.replies.none(
                Outcome.NO_QUOTATION,
                topic,
                speakers=speakers,
                related=others[:RELATED],
            )
        few = replace(self.evidence, search=replace(self.search, hits=_OTHERS))
        best, related = few.on_topic(topic, ()) if topic else ([], [])
        return self.replies.none(
            Outcome.UNKNOWN_SPEAKER, topic, speakers=speakers, notes=[_unknown(asked) for asked in unknown],
            suggestions=[name for asked in unknown for name in asked.near],
            related=(best or related)[:RELATED],
        )  # fmt: skip

    def _of_the_silent(
        self, known: Sequence[Asked], topic: tuple[TopicTerm, ...], speakers: list[str], notes: list[str]
    ) -> Answer:
        """Where no words of those asked about are on the topic: what was told, or what is nearest to it."""
        people = [person for asked in known for person in asked.people]
        near = self.nearest.said_by(people, topic) if people and topic else []
        close_enough = self.nearest.said_enough(near, people, topic)
        if close_enough and (asks(self.question.text) or not self.question.narrative):
            return self._of_the_near(close_enough, near, people, topic, speakers, notes)
        if self.question.narrative and topic:
            told = self._of_topic(topic, known, nearest=False)
            if told.outcome is Outcome.ANSWERED:
                why = f"nothing by {' or '.join(speakers)} is relevant, so any passage was looked for"
                explained = replace(told.explanation, decision=(why, *told.explanation.decision))
                return replace(told, kind=QuestionKind.SEARCH, explanation=explained)
        if close_enough:
            return self._of_the_near(close_enough, near, people, topic, speakers, notes)
        own = self.evidence.headlined(people, topic)[:RELATED] if people and topic else []
        own = own or near[:RELATED] or (self.evidence.all_said_by(people, None)[:RELATED] if people else [])
        close = [one for asked in known for one in self.evidence.near(asked, topic)][:NEAR]
        if close and own:
            notes = [*notes, f"Nothing by {' or '.join(speakers)} on this, but others close by are quoted."]
        related = close + own
        return self.replies.none(
            Outcome.NO_QUOTATION, topic, speakers=speakers, related=related, notes=notes,
            suggestions=[f"What did {name} say?" for name in speakers] if topic and related else [],
        )  # fmt: skip

    def _of_the_near(
        self,
        close_enough: Sequence[Scored],
        near: Sequence[Scored],
        people: Sequence[Person],
        topic: tuple[TopicTerm, ...],
        speakers: Sequence[str],
        notes: Sequence[str],
    ) -> Answer:
        """What is near enough in meaning, with what else people said next to it."""
        less = [one for one in near if one not in close_enough]
        others = self.evidence.others(close_enough, less, people, topic)
        return self.replies.found(self._refined(close_enough, topic, others), topic, speakers, notes)

    def _beside(self, found: Sequence[Scored], topic: tuple[TopicTerm, ...]) -> list[Scored]:
        """What the speaker of the best of `found` said next to it; nothing where nobody is named."""
        row = found[0].candidate.row
        people = [one for name in (row.names if row is not None else ()) if (one := self.people.of(name))]
        return self.evidence.others(found, (), people, topic) if people else []

    def _refined(
        self, near: Sequence[Scored], topic: tuple[TopicTerm, ...], others: Sequence[Scored] = ()
    ) -> list[Scored]:
        """What is near in meaning, in the order in which it is told best."""
        return refined(near, topic, self.search.room, self.question, others)

    def _of_role(self, asked: Asked, topic: tuple[TopicTerm, ...]) -> list[Scored]:
        """Of several with a role, the words of the one whom the rest of the description fits."""
        if asked.how is not MatchedBy.ROLE or not topic:
            return []
        return Described(self.question, self.search).said(asked, topic)

    def _of_those_described(
        self, asked: Sequence[Asked], found: Sequence[list[Scored]], topic: tuple[TopicTerm, ...]
    ) -> Answer:
        """The words of those who are described, each told under the name, or as the article calls them."""
        best = [some[0].candidate for some in found]
        names = [name for one in best if (name := speaker_of(self.people, one)) is not None]
        who = " and ".join(f"“{one.written}”" for one in asked)
        notes = [f"Read {who} as {' and '.join(dict.fromkeys(names))}."] if names else []
        best_first = [self._refined(some, topic, self._beside(some, topic)) for some in found]
        return self.replies.found(_in_turn(best_first), topic, names, notes)

    def _of_namesakes(self, unsettled: Sequence[Asked], topic: tuple[TopicTerm, ...]) -> Answer:
        """Who can be meant, those first who are quoted on the topic, and the best that each said on it."""
        names = [person.name for asked in unsettled for person in asked.people]
        found = [self.evidence.each_said(asked, topic) for asked in self.question.asked if asked.people]
        quoted = [who.name for each in found for who in each]
        return self.replies.none(
            Outcome.AMBIGUOUS_SPEAKER,
            topic,
            suggestions=[*(name for name in quoted if name in names), *names],
            speakers=names,
            related=_in_turn([list(each.values()) for each in found]),
            notes=[several(asked) for asked in unsettled],
        )

    def _said_by_or_for(self, asked: Asked, topic: tuple[TopicTerm, ...]) -> list[Scored]:
        own = self.evidence.told_by(asked, topic)
        return own + self.evidence.said_for(asked, topic, own)

    def _near_said(self, asked: Asked | None, topic: tuple[TopicTerm, ...]) -> list[Scored]:
        """What those asked about said that is near enough to the topic in meaning."""
        people = asked.people if asked is not None else ()
        near = self.nearest.said_by(people, topic) if people else []
        return self.nearest.said_enough(near, people, topic) if people else []

    # Words, whoever's

    def _of_phrase(self, phrase: str, topic: tuple[TopicTerm, ...]) -> Answer:
        found = self.evidence.with_phrase(phrase, topic)
        if found:
            return self.replies.found(found, topic, [])
        return nearly(self.question, self.evidence, topic) or self._of_topic(topic)

    def _of_topic(
        self, topic: tuple[TopicTerm, ...], people: Sequence[Asked] = (), *, nearest: bool = True
    ) -> Answer:
        if not topic and not self.search.bounds.open:
            found = without_topic(self.search.within_bounds(), self.search.room, limit=self.limit)
            if found:
                return self.replies.found(found, topic, [])
            return self.replies.none(Outcome.NO_QUOTATION, topic)
        best, related = self.evidence.on_topic(topic, people)
        if best:
            return self.replies.found(best, topic, [])
        if nearest and related and self.question.phrase is None:
            may = self.evidence.may_answer(related, topic)
            near = self.nearest.among([one.candidate for one in may], topic)
            whoever = self.question.kind is QuestionKind.SEARCH and asks(self.question.text)
            least = FOUND_ENOUGH if whoever else TOLD_ENOUGH
            if close_enough := enough(near, least):
                return self.replies.found(self._refined(close_enough, topic), topic, [])
            related = near or related
        return self.replies.none(Outcome.NO_QUOTATION, topic, related=related[:RELATED])


def _unknown(asked: Asked) -> str:
    return f"Nobody called “{asked.written}” is quoted in this archive."


def _silent(asked: Asked) -> str:
    names = " or ".join(person.name for person in asked.people)
    return f"No quotation by {names} was found on this."


def _in_turn(found: Sequence[Sequence[Scored]]) -> list[Scored]:
    """The best of each, then the second best of each, and so on."""
    longest = max(map(len, found), default=0)
    return [some[place] for place in range(longest) for some in found if place < len(some)]
