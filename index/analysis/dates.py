"""Dates in questions: "last week", "in October 2016", "since Monday", read against a given day."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december",
)  # fmt: skip
_MONTH = {name: number for number, name in enumerate(_MONTHS, 1)}
_MONTH.update({name[:3]: number for name, number in list(_MONTH.items())} | {"sept": 9})
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "couple": 2, "three": 3, "few": 3, "four": 4, "five": 5, "six": 6,
    "seven": 7, "eight": 8, "nine": 9, "ten": 10,
}  # fmt: skip

_SEASONS = {"spring": 3, "summer": 6, "fall": 9, "autumn": 9, "winter": 12}
"""The month that each begins in."""
_PARTS = {"early": (1, 10), "mid": (11, 20), "late": (21, 31)}
"""The days of a month that are called so."""

_NAME = "|".join(sorted(_MONTH, key=len, reverse=True))
_COUNT = rf"\d{{1,3}}|{'|'.join(_NUMBERS)}"
_YEAR = r"(?:19|20)\d\d"


class Period(NamedTuple):
    """Days from `since` to `until`, both included; None leaves that end open."""

    since: date | None
    until: date | None


OPEN = Period(None, None)


class Dated(NamedTuple):
    """A period, and the characters `[start, end)` of the question that tell it."""

    period: Period
    start: int
    end: int


def _month(year: int, month: int) -> Period:
    return Period(date(year, month, 1), date(year, month, monthrange(year, month)[1]))


def _recent_month(month: int, today: date) -> Period:
    return _month(today.year if month <= today.month else today.year - 1, month)


def _day(year: int | None, month: int, day: int, today: date) -> Period | None:
    try:
        found = date(year if year is not None else today.year, month, day)
    except ValueError:
        return None
    if year is None and found > today:
        found = date(today.year - 1, month, day)
    return Period(found, found)


def _week_of(day: Period | None) -> Period | None:
    """The week, Monday to Sunday, that a day is in."""
    if day is None or day.since is None:
        return None
    monday = day.since - timedelta(days=day.since.weekday())
    return Period(monday, monday + timedelta(days=6))


def _part(which: str, year: int, month: int) -> Period:
    first, last = _PARTS[which]
    return Period(date(year, month, first), date(year, month, min(last, monthrange(year, month)[1])))


def _recent_part(which: str, month: int, today: date) -> Period:
    return _part(which, today.year if month <= today.month else today.year - 1, month)


def _season(name: str, year: int) -> tuple[date, date]:
    """Three months; a winter is called after the year that it begins in."""
    begin = date(year, _SEASONS[name], 1)
    year, month = (year + 1, 2) if begin.month == 12 else (year, begin.month + 2)
    return begin, date(year, month, monthrange(year, month)[1])


def _recent_season(name: str, today: date, *, over: bool = False) -> Period:
    """The latest that has begun by `today`; with `over`, that has ended."""
    begin, end = _season(name, today.year)
    return Period(*_season(name, today.year - 1)) if (end if over else begin) > today else Period(begin, end)


def _weekday(name: str, today: date) -> Period:
    back = (today.weekday() - _WEEKDAYS.index(name)) % 7
    found = today - timedelta(days=back)
    return Period(found, found)


def _last(unit: str, count: int, today: date) -> Period:
    if unit == "day":
        return Period(today - timedelta(days=count), today)
    if unit == "week":
        return Period(today - timedelta(weeks=count), today)
    if unit == "month":
        months = today.year * 12 + today.month - 1 - count
        year, month = divmod(months, 12)
        return Period(date(year, month + 1, min(today.day, monthrange(year, month + 1)[1])), today)
    return Period(_years_before(today, count), today)


def _years_before(day: date, count: int) -> date:
    return date(day.year - count, day.month, min(day.day, monthrange(day.year - count, day.month)[1]))


def _named_unit(which: str, unit: str, today: date) -> Period:
    """The week, month or year that "last", "past" or "this" names."""
    if unit == "week":
        monday = today - timedelta(days=today.weekday())
        if which == "last":
            return Period(monday - timedelta(days=7), monday - timedelta(days=1))
        return Period(monday, today)
    if unit == "month":
        if which == "last":
            end = today.replace(day=1) - timedelta(days=1)
            return _month(end.year, end.month)
        return Period(today.replace(day=1), today)
    if which == "last":
        return Period(date(today.year - 1, 1, 1), date(today.year - 1, 12, 31))
    return Period(date(today.year, 1, 1), today)


_Reader = Callable[[re.Match[str], date], Period | None]
# What tells a day, a month or a year by itself; a month's bare name is read only after a preposition, since
# "May" and "March" are names and verbs as well.
_CALENDAR: tuple[tuple[str, _Reader], ...] = (
    (
        rf"({_YEAR})-(\d\d)-(\d\d)\b",
        lambda m, t: _day(int(m[1]), int(m[2]), int(m[3]), t),
    ),
    (
        rf"(?:the )?week of ({_NAME})\.? (\d{{1,2}})(?:st|nd|rd|th)?(?:,? ({_YEAR}))?\b",
        lambda m, t: _week_of(_day(int(m[3]) if m[3] else None, _MONTH[m[1]], int(m[2]), t)),
    ),
    (
        rf"({_NAME})\.? (\d{{1,2}})(?:st|nd|rd|th)?(?:,? ({_YEAR}))?\b",
        lambda m, t: _day(int(m[3]) if m[3] else None, _MONTH[m[1]], int(m[2]), t),
    ),
    (
        rf"(\d{{1,2}})(?:st|nd|rd|th)? (?:of )?({_NAME})\b\.?(?:,? ({_YEAR}))?",
        lambda m, t: _day(int(m[3]) if m[3] else None, _MONTH[m[2]], int(m[1]), t),
    ),
    (
        rf"({'|'.join(_PARTS)})[ -]({_NAME})\b\.?(?:,? (?:of )?({_YEAR}))?",
        lambda m, t: _part(m[1], int(m[3]), _MONTH[m[2]]) if m[3] else _recent_part(m[1], _MONTH[m[2]], t),
    ),
    (rf"({_NAME})\.?,? (?:of )?({_YEAR})\b", lambda m, _: _month(int(m[2]), _MONTH[m[1]])),
    (rf"({'|'.join(_SEASONS)}) (?:of )?({_YEAR})\b", lambda m, _: Period(*_season(m[1], int(m[2])))),
    (
        rf"(last|this) ({'|'.join(_SEASONS)})\b",
        lambda m, t: _recent_season(m[2], t, over=m[1] == "last"),
    ),
    (rf"(?:the year )?({_YEAR})\b", lambda m, _: Period(date(int(m[1]), 1, 1), date(int(m[1]), 12, 31))),
)
"""What stands in the calendar; without a year, the latest is meant."""
_COUNTED: tuple[tuple[str, _Reader], ...] = (
    (r"today\b", lambda _, t: Period(t, t)),
    (r"yesterday\b", lambda _, t: Period(t - timedelta(days=1), t - timedelta(days=1))),
    (
        rf"(?:the )?(?:last|past) ({_COUNT}) (?:of )?(day|week|month|year)s?\b",
        lambda m, t: _last(m[2], _count(m[1]), t),
    ),
    (rf"(?:a )?({_COUNT}) (?:of )?(day|week|month|year)s? ago\b", lambda m, t: _ago(m[2], _count(m[1]), t)),
    (r"(?:the )?past (week|month|year)\b", lambda m, t: _last(m[1], 1, t)),
    (r"(?:earlier )?(last|this) (week|month|year)\b", lambda m, t: _named_unit(m[1], m[2], t)),
    (rf"(?:last |this )?({'|'.join(_WEEKDAYS)})\b", lambda m, t: _weekday(m[1], t)),
)
"""What is counted from the day of the question."""
_BARE_MONTH = rf"(?:last |this )?({_NAME})\b"
_BARE_SEASON = rf"({'|'.join(_SEASONS)})\b"
_A_YEAR = 365  # days


def _count(word: str) -> int:
    return int(word) if word.isdigit() else _NUMBERS[word]


def _ago(unit: str, count: int, today: date) -> Period:
    since = _last(unit, count, today).since
    assert since is not None
    if unit == "month":
        return _month(since.year, since.month)
    if unit == "year":
        return Period(date(since.year, 1, 1), date(since.year, 12, 31))
    return Period(since, since + timedelta(days=6 if unit == "week" else 0))


_LEAD = re.compile(
    r"\b(?:(?P<since>since|after|from|starting)|(?P<until>until|till|before|up to|through)"
    r"|(?P<between>between)|(?P<within>in|on|during|within|dated|back in))\s+(?:the month of |the )?"
)
_JOIN = re.compile(r"\s+(?:and|to|until|till|through|-|–)\s+")
_HINT = re.compile(
    rf"\d{{4}}|\b(?:today|yesterday|week|month|year|days?|weeks|months|years|ago|{_NAME}|{'|'.join(_SEASONS)}|\w+day)\b"
)


def find_date(question: str, today: date | None, newest: date | None = None) -> Dated | None:
    """The first period that `question` names, or None; without `today` only whole dates count.

    A month's name alone counts after a preposition only, and so does a year. `newest` is the day of the
    newest article: where that is long past, a month or a day without a year is the last before it.
    """
    lower = question.lower()
    if len(lower) != len(question) or not _HINT.search(lower):
        return None
    counted = today or date.max.replace(year=9000)
    past = newest is not None and today is not None and (today - newest).days > _A_YEAR
    day = _Days(counted, newest if past and newest is not None else counted)
    for lead in _LEAD.finditer(lower):
        names = lead.group().split()[0] in {"from", "on"}  # "quotes from May"
        found = _read(lower, lead.end(), day, bare=True, month=not names)
        if found is None:
            continue
        period, end = found
        if lead["between"] or lead["since"]:
            joined = _JOIN.match(lower, end)
            other = _read(lower, joined.end(), day, bare=True) if joined else None
            if other is not None:
                since, until = period.since, other[0].until
                if since and until and since > until and since.month <= until.month:
                    since = since.replace(year=until.year)  # "between March and May 2016"
                return _checked(Dated(Period(since, until), lead.start(), other[1]), today)
            if lead["between"]:
                continue
        if lead["since"]:
            since = period.until if lead["since"] == "after" and period.until else period.since
            after = lead["since"] == "after" and since is not None
            period = Period(since + timedelta(days=1) if after and since else since, None)
        elif lead["until"]:
            before = lead["until"] == "before" and period.since is not None
            period = Period(
                None, period.since - timedelta(days=1) if before and period.since else period.until
            )
        return _checked(Dated(period, lead.start(), end), today)
    for word in re.finditer(r"(?<![\w-])(?<!\bnot )\w", lower):  # "who said not today?"
        found = _read(lower, word.start(), day, bare=False)
        if found is not None:
            return _checked(Dated(found[0], word.start(), found[1]), today)
    return None


class _Days(NamedTuple):
    """The days that "last week" counts from, and that "in October" looks back from."""

    today: date
    newest: date


def _checked(dated: Dated, today: date | None) -> Dated | None:
    far = date(8000, 1, 1)
    relative = any(end is not None and end > far for end in dated.period)
    return None if today is None and relative else dated


def _read(
    lower: str, place: int, days: _Days, *, bare: bool, month: bool = True
) -> tuple[Period, int] | None:
    """The period whose words begin at `place`, and where they end; `bare` takes a year or a month alone."""
    for table, day in ((_CALENDAR, days.newest), (_COUNTED, days.today)):
        for pattern, reader in table:
            if not bare and pattern.startswith("(?:the year"):
                continue
            match = re.compile(pattern).match(lower, place)
            if match:
                period = reader(match, day)
                if period is not None:
                    return period, match.end()
    if bare and month:
        if match := re.compile(_BARE_MONTH).match(lower, place):
            return _recent_month(_MONTH[match[1]], days.newest), match.end()
        if match := re.compile(_BARE_SEASON).match(lower, place):
            return _recent_season(match[1], days.newest), match.end()
    return None
