"""How often somebody is quoted, on a topic or on anything, from one period to the next."""

from __future__ import annotations

from calendar import monthrange
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import islice

from index.analysis.terms import terms
from index.answers.article_cache import ReadingRoom
from index.answers.hits import TopicTerm
from index.answers.retrieval import Search
from index.archive.archive import StoredArchive
from index.archive.rows import Said
from index.archive.selection import Selection
from index.errors import EmptyQuestion
from index.questions.parser import parse_question
from index.questions.person_linking import Asked
from index.questions.question import Question, QuestionKind
from index.records.reading import Reader
from index.records.record import Record
from index.records.topics import Topic, keys_on_topic, on_topic

_AT_ONCE = 50
"""Articles that are held in memory together."""


class By(StrEnum):
    """How long a period is; weeks are those of ISO 8601, from Monday to Sunday."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"

    def name_of(self, day: date) -> str:
        """The period that a day is in: "2016-09-08", "2016-W36", "2016-09", "2016"."""
        if self is By.WEEK:
            year, week, _ = day.isocalendar()
            return f"{year:04}-W{week:02}"
        return day.isoformat()[: {By.DAY: 10, By.MONTH: 7, By.YEAR: 4}[self]]

    def following(self, day: date) -> int:
        """The first day of the next period, as an ordinal, which may be past the last date there is."""
        if self is By.DAY:
            return day.toordinal() + 1
        if self is By.WEEK:
            return day.toordinal() + 7 - day.weekday()
        first = day.replace(day=1) if self is By.MONTH else day.replace(month=12, day=1)
        return first.toordinal() + (31 if self is By.YEAR else monthrange(first.year, first.month)[1])

    def periods_in(self, first: int, last: int) -> int:
        """About how many periods there are between two days, given as ordinals."""
        return (last - first) // {By.DAY: 1, By.WEEK: 7, By.MONTH: 30, By.YEAR: 365}[self] + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodCount:
    """What was counted in a period: remarks (near-copies once), appearances, and all articles of it."""

    period: str
    remarks: int
    appearances: int
    articles: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend:
    """The counts of each period, without a gap from the first with an article to the last.

    `speakers` are those asked about and `topic` the words that each counted quotation's sentences hold, as
    understood; `unsettled` are names that nobody, or more than one person, goes by. `undated` counts
    appearances in articles without a date, which are in no period.
    """

    by: By
    periods: tuple[PeriodCount, ...]
    speakers: tuple[str, ...] = ()
    topic: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    unsettled: tuple[Asked, ...] = ()
    undated: int = 0

    @property
    def counted(self) -> str:
        """What was counted, in words: "quotations of Vladimir Putin on “iran”"."""
        whose = f" of {' and '.join(self.speakers)}" if self.speakers else ""
        return f"quotations{whose}" + (f" on “{' '.join(self.topic)}”" if self.topic else "")

    def to_dict(self) -> dict[str, object]:
        """The form of `trends --json`."""
        return {
            "by": self.by.value,
            "periods": [
                {
                    "period": one.period,
                    "remarks": one.remarks,
                    "appearances": one.appearances,
                    "articles": one.articles,
                }
                for one in self.periods
            ],
        }


def trend(archive: StoredArchive, question: str | None, by: By, *, today: date | None = None) -> Trend:
    """How often what is asked about was said in each period; of no question, any quotation.

    Somebody's words on a topic are quotations whose own sentences, or headline, hold every word of it.
    """
    asked = (
        Question(text="", kind=QuestionKind.SEARCH)
        if question is None
        else _understood(archive, question, today)
    )
    people = asked.asked or asked.leaning
    unsettled = tuple(one for one in people if len(one.people) != 1 and not (one.people and one.together))
    if unsettled:
        return Trend(by=by, periods=(), unsettled=unsettled, notes=asked.notes)
    names = frozenset(number for one in people for person in one.people for number in person.name_ids)
    selection = Selection(
        names=tuple(sorted(names)) if people else None,
        publishers=asked.publishers or None,
        since=asked.period.since.toordinal() if asked.period.since else None,
        until=asked.period.until.toordinal() if asked.period.until else None,
    )
    topic = _topic(archive, asked)
    said: Counter[str] = Counter()
    remarks: dict[str, set[int]] = defaultdict(set)
    undated = 0
    for record in _found(archive, selection, names if people else None, topic):
        period = _period(record, by)
        if period is None:
            undated += 1
        else:
            said[period] += 1
            remarks[period].add(int(record.remark_id, 32))
    return Trend(
        by=by,
        periods=_counted(archive.articles_by_day(selection), by, said, remarks),
        speakers=tuple(dict.fromkeys(person.name for one in people for person in one.people)),
        topic=tuple(word.word for word in asked.topic),
        notes=asked.notes,
        undated=undated,
    )


def trend_of(archive: StoredArchive, speaker: str, said: Sequence[Said], by: By) -> Trend:
    """How often somebody, whose quotations are `said`, is quoted in each period."""
    counts: Counter[str] = Counter()
    remarks: dict[str, set[int]] = defaultdict(set)
    for row in said:
        if row.day is not None:
            period = by.name_of(date.fromordinal(row.day))
            counts[period] += 1
            remarks[period].add(row.remark)
    periods = _counted(archive.articles_by_day(Selection()), by, counts, remarks)
    undated = len(said) - counts.total()
    return Trend(by=by, periods=periods, speakers=(speaker,), undated=undated)


def _counted(
    days: Sequence[tuple[int, int]], by: By, said: Mapping[str, int], remarks: Mapping[str, set[int]]
) -> tuple[PeriodCount, ...]:
    """Every period of the days, each with its number of articles, with what was counted in it."""
    articles: Counter[str] = Counter()
    for day, count in days:
        articles[by.name_of(date.fromordinal(day))] += count
    return tuple(
        PeriodCount(
            period=name,
            remarks=len(remarks.get(name, ())),
            appearances=said.get(name, 0),
            articles=articles[name],
        )
        for name in _periods(days, by)
    )


def _understood(archive: StoredArchive, question: str, today: date | None) -> Question:
    asked = parse_question(
        question,
        archive.people,
        today=today,
        is_word=lambda word: any(archive.document_frequency(term) for term in terms(word)),
        publishers=archive.publishers,
        days=lambda: archive.days,
    )
    if asked.phrase is not None and not (asked.asked or asked.topic):
        raise EmptyQuestion(f"{question!r} names nobody and no topic")
    return asked


def _topic(archive: StoredArchive, asked: Question) -> Topic:
    """Terms of which each has to be there, in any of its forms; verbs only where there is nothing else."""
    weighed = Search(archive, ReadingRoom(archive)).weigh(asked)
    kept: Sequence[TopicTerm] = [one for one in weighed if not one.verb] or weighed
    return [frozenset({one.term, *one.also}) for one in kept]


def _found(
    archive: StoredArchive,
    selection: Selection,
    names: frozenset[int] | None,
    topic: Topic,
) -> Iterator[Record]:
    keys = keys_on_topic(archive, selection, topic)
    reader = Reader(archive)
    while part := list(islice(keys, _AT_ONCE)):
        for row, record in reader.articles(part):
            if names is not None and names.isdisjoint(row.names):
                continue
            if on_topic(record, topic):
                yield record


def _period(record: Record, by: By) -> str | None:
    try:
        return by.name_of(date.fromisoformat((record.published or "")[:10]))
    except ValueError:
        return None


def _periods(days: Sequence[tuple[int, int]], by: By) -> Iterator[str]:
    """Every period from the first day to the last, also where nothing was published."""
    if not days:
        return
    number, last = days[0][0], days[-1][0]
    while number <= last:
        day = date.fromordinal(number)
        yield by.name_of(day)
        number = by.following(day)
