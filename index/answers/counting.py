"""How often something was said, first, last, and by whom most: by its words alone, never by a like meaning.

What is counted is what an answer would show, however much there is of it: every quotation that bears on the
topic. The same remark in several places is one remark and as many appearances.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date

from index.answers.answer import Answer, Explanation, Outcome, TermWeight
from index.answers.article_cache import ReadingRoom
from index.answers.evidence import Evidence
from index.answers.excerpts import passage
from index.answers.hits import Candidate, Scored, TopicTerm
from index.answers.ranking import stands, without_topic
from index.answers.retrieval import phrase_pattern
from index.answers.verdicts import Count, Spoke
from index.people.people import People, Person
from index.questions.counting import Wanted
from index.questions.explanation import reading_of
from index.questions.question import Question, QuestionKind

MOST = 5000
"""Sentences, and quotations of one person, that are counted."""
_RANKED = 5
_RELATED = 3


def counted(
    question: Question, evidence: Evidence, topic: tuple[TopicTerm, ...], *, otherwise: Callable[[], Answer]
) -> Answer:
    """The count that a question asks for, with the passages behind it: the first, or the last, before others
    where that is asked for.

    `otherwise` gives the answer to the same question without the count, for one that cannot be counted since
    it does not say whose words, or that has nothing to count.
    """
    if any(len(asked.people) > 1 and not asked.together for asked in question.asked):
        return replace(otherwise(), kind=QuestionKind.COUNT)
    wide = replace(evidence, search=replace(evidence.search, hits=MOST, most=MOST), wanted=MOST)
    counting = _Counting(question, wide, topic)
    found = counting.remarks()
    if not found:
        plain = otherwise()
        answered = plain.outcome is Outcome.ANSWERED
        return replace(
            plain,
            kind=QuestionKind.COUNT,
            outcome=Outcome.NO_QUOTATION if answered else plain.outcome,
            answers=(),
            related=plain.related or plain.answers[:_RELATED],
            count=Count(wanted=counting.wanted),
        )
    return counting.answer(found, evidence)


class _Counting:
    """One question's count."""

    def __init__(self, question: Question, evidence: Evidence, topic: tuple[TopicTerm, ...]) -> None:
        assert question.counting is not None
        self.question, self.evidence, self.topic = question, evidence, topic
        self.wanted = question.counting.wanted
        self._besides = {n for person in question.counting.besides for n in person.name_ids}
        self._full = False

    @property
    def _room(self) -> ReadingRoom:
        return self.evidence.room

    @property
    def _people(self) -> People:
        return self.evidence.search.archive.people

    def remarks(self) -> list[Scored]:
        """Each remark once, those of the days that are asked for first."""
        rows: dict[int, Scored] = {}
        for one in self._bearing():
            row = one.candidate.row
            if row is not None and self._besides.isdisjoint(row.names):
                rows.setdefault(row.id, one)
        self._full = len(rows) >= MOST
        found = list(rows.values())
        if self.wanted in (Wanted.FIRST, Wanted.LAST):
            found.sort(key=self._day)
        if self.wanted in (Wanted.MOST, Wanted.ELSE):
            found = [one for one in found if one.candidate.row and one.candidate.row.names]
        return each_remark(found, self._room)

    def _bearing(self) -> list[Scored]:
        """Every quotation that bears on the topic, of those asked about."""
        question, evidence = self.question, self.evidence
        if not question.asked:
            if question.phrase is not None:
                return evidence.with_phrase(question.phrase, self.topic)
            if self.topic:
                return evidence.on_topic(self.topic, ())[0]
            if not evidence.search.bounds.open:
                return without_topic(evidence.search.within_bounds(), self._room, limit=MOST)
            return evidence.all_said_by(self._people.most_quoted(_RANKED), None)
        found: list[Scored] = []
        for asked in question.asked:
            if asked.people:
                own = evidence.said_by(asked, self.topic)
                found += own + evidence.said_for(asked, self.topic, own)
            else:
                found += evidence.sourced(asked, self.topic)
        run = phrase_pattern(question.phrase)
        return found if run is None else [one for one in found if stands(run, one.candidate.row, self._room)]

    def _day(self, one: Scored) -> tuple[int, int]:
        """The place of a remark by its article's day, the newest first where the last is asked for; what has
        no date comes last."""
        day = self._room.day(one.candidate.article)
        if day is None:
            return date.max.toordinal(), one.candidate.first
        return (-day if self.wanted is Wanted.LAST else day), one.candidate.first

    def answer(self, remarks: list[Scored], evidence: Evidence) -> Answer:
        """The answer of what was found, in passages as `evidence` wants them."""
        ranking = self._ranking(remarks)
        speakers = [n for a in self.question.asked for n in ([p.name for p in a.people] or [a.written])]
        if self.wanted is Wanted.MOST and ranking:
            speakers = [person.name for person, number in ranking if number == ranking[0][1]]
            remarks = [
                one for one in remarks if not {p.name for p in self._speakers(one)}.isdisjoint(speakers)
            ]
        elif self.wanted is Wanted.ELSE:
            remarks = self._in_turn(remarks)
        skipped = evidence.wanted - evidence.limit
        shown = enumerate(remarks[skipped : evidence.wanted], skipped + 1)
        return Answer(
            question=self.question.text,
            outcome=Outcome.ANSWERED,
            kind=QuestionKind.COUNT,
            speakers=tuple(dict.fromkeys(speakers)),
            topic=tuple(word.word for word in self.question.topic),
            answers=tuple(passage(self._room, self._people, one, rank=rank) for rank, one in shown),
            notes=(*self.question.notes, *self._notes(remarks)),
            count=self._count(remarks, [Spoke(person.name, number) for person, number in ranking[:_RANKED]]),
            explanation=Explanation(
                reading=reading_of(self.question),
                terms=tuple(TermWeight(t.word, t.term, t.frequency, t.weight) for t in self.topic),
                decision=("counted: every quotation that bears on the topic by its words",),
            ),
        )

    def _count(self, remarks: Sequence[Scored], ranking: Sequence[Spoke]) -> Count:
        every = [candidate for one in remarks for candidate in (one.candidate, *one.same)]
        articles = {candidate.article for candidate in every}
        days = sorted(day for key in articles if (day := self._room.day(key)) is not None)
        return Count(
            remarks=len(remarks),
            appearances=len(every),
            articles=len(articles),
            first=date.fromordinal(days[0]).isoformat() if days else None,
            last=date.fromordinal(days[-1]).isoformat() if days else None,
            ranking=tuple(ranking) if self.wanted in (Wanted.MOST, Wanted.ELSE) else (),
            wanted=self.wanted,
        )

    def _notes(self, remarks: Sequence[Scored]) -> list[str]:
        notes = [
            f"Nobody called “{a.written}” is quoted in this archive."
            for a in self.question.asked
            if not a.people
        ]
        notes = notes if len(self.question.asked) > len(notes) else []
        articles = {candidate.article for one in remarks for candidate in (one.candidate, *one.same)}
        undated = sum(self._room.day(key) is None for key in articles)
        if 0 < undated < len(articles) and self.wanted in (Wanted.FIRST, Wanted.LAST):
            notes.append(f"{undated} of these {len(articles)} articles tell no date.")
        if self._full:
            notes.append(f"Only the {MOST:,} quotations that match best were counted.")
        return notes

    def _speakers(self, one: Scored) -> list[Person]:
        names = one.candidate.row.names if one.candidate.row is not None else ()
        return list({person.id: person for number in names if (person := self._people.of(number))}.values())

    def _ranking(self, remarks: Iterable[Scored]) -> list[tuple[Person, int]]:
        """The speakers with the number of their remarks, the most first."""
        spoken: Counter[int] = Counter()
        people: dict[int, Person] = {}
        for one in remarks:
            for person in self._speakers(one):
                people[person.id] = person
                spoken[person.id] += 1
        return [(people[key], number) for key, number in spoken.most_common()]

    def _in_turn(self, remarks: Sequence[Scored]) -> list[Scored]:
        """The best remark of each speaker, then the second of each, and so on."""
        turns: Counter[tuple[int, ...]] = Counter()
        placed = []
        for one in remarks:
            who = tuple(person.id for person in self._speakers(one))
            placed.append((turns[who], one))
            turns[who] += 1
        return [one for _, one in sorted(placed, key=lambda turn: turn[0])]


def each_remark(scored: Sequence[Scored], room: ReadingRoom) -> list[Scored]:
    """`scored` with every remark once, in their order; where else it stands goes with the first as `same`.

    What is another's part (a quotation found twice at one place) is left out.
    """
    remarks = room.remarks(one.candidate.row for one in scored if one.candidate.row is not None)
    first: dict[int, Scored] = {}
    for one in scored:
        assert one.candidate.row is not None
        kept = first.setdefault(remarks[one.candidate.row.id], one)
        if kept is not one and not any(
            _overlap(one.candidate, other) for other in (kept.candidate, *kept.same)
        ):
            kept.same.append(one.candidate)
    return list(first.values())


def _overlap(one: Candidate, other: Candidate) -> bool:
    """Whether two quotations stand, in part, at one place."""
    if one.article != other.article or one.row is None or other.row is None:
        return False
    return any(
        a.start < b.end and b.start < a.end
        for a in one.row.quotation.content
        for b in other.row.quotation.content
    )
