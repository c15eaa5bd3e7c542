"""When an article was published: what files say of it, as ISO 8601 where it has one reading."""

import re
from datetime import UTC, date, datetime
from itertools import product
from typing import Any, Literal

DayOrder = Literal["dmy", "mdy"]
"""Whether 03/04/2016 is the third of April or the fourth of March."""

_ISO = re.compile(r"\d{4}-?\d{2}-?\d{2}([T ][\d:.,]+ ?(Z|[+-][\d:]+)?)?", re.ASCII | re.IGNORECASE)
_NUMBER = re.compile(r"-?\d{9,10}(\.\d+)?|\d{12,13}", re.ASCII)
_YEAR_FIRST = re.compile(r"\d{4}\b", re.ASCII)
_NUMBERS = re.compile(r"(\d{4})([-/. ])(\d{1,2})\2(\d{1,2})(?!\d)", re.ASCII)
_LONGEST = 80
_YEARS_AND_THE_LIKE = 100_000_000
"""Fewer seconds since 1970 than this (in 1973) are a year or a number of something else."""
_THOUSANDTHS = 100_000_000_000
"""As many seconds since 1970 are the year 5138: so large a number counts thousandths of seconds."""
_AT_THE_START = re.compile(r"(\d{4})[-_.](\d{2})[-_.](\d{2})(?!\d)|(\d{4})(\d{2})(\d{2})(?!\d)", re.ASCII)
_ZONES = {"UT": 0, "UTC": 0, "GMT": 0, "Z": 0, "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7,
          "MDT": -6, "PST": -8, "PDT": -7, "BST": 1, "CET": 1, "CEST": 2, "EET": 2, "EEST": 3, "MSK": 3,
}  # fmt: skip
_DEFAULTS = datetime(1996, 2, 1), datetime(2004, 12, 29)  # noqa: DTZ001 - they show what is missing


def iso_8601(given: str) -> str | None:
    """`given` as Python writes ISO 8601, "2016-09-12" or "2016-09-12T08:30:00+00:00"; else None."""
    value = given.strip()
    if not _ISO.fullmatch(value):
        return None
    try:
        if len(value) <= len("2016-09-12"):
            return date.fromisoformat(value).isoformat()
        return datetime.fromisoformat(value.replace(" ", "T", 1).replace(" ", "").upper()).isoformat()
    except ValueError:
        return None


def read_date(value: object, order: DayOrder | None = None) -> str | None:
    """A date as a file has it, as ISO 8601; None where there is none (None, true, an empty text).

    Read are ISO 8601, RFC 2822, seconds since 1970 and whatever else has one reading; `order` settles
    which of two it is. Raises ValueError, which says what is wrong with it.
    """
    if value is None or isinstance(value, bool):
        return None
    if isinstance(value, date):  # as YAML reads it; a datetime is a date
        return value.isoformat()
    if isinstance(value, int | float):
        return _of_seconds(value)
    if not isinstance(value, str):
        raise ValueError("must be a date")
    given = " ".join(value[: 4 * _LONGEST].split())
    if not given:
        return None
    found = iso_8601(given)
    if found is None and _NUMBER.fullmatch(given):
        return _of_seconds(float(given))
    return found or _worded(given, order)


def lenient_date(value: object, order: DayOrder | None = None) -> str | None:
    """`read_date`, with None for what it cannot read: a program wrote the date, and nobody can mend it."""
    try:
        return read_date(value, order)
    except ValueError:
        return None


def date_in_name(name: str) -> str | None:
    """The date that a file's name starts with (`2016-09-12_...`, `20160912-...`); None if it has none."""
    match = _AT_THE_START.match(name)
    if match is None:
        return None
    year, month, day = (int(part) for part in match.groups() if part is not None)
    likely = 1500 <= year <= 2200 and _is_day(year, month, day)
    return date(year, month, day).isoformat() if likely else None


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _of_seconds(value: float) -> str:
    compact = iso_8601(str(value)) if isinstance(value, int) and 15000000 < value < 22000000 else None
    if compact:  # 20160912, which YAML and JSON take for a number
        return compact
    if value >= _THOUSANDTHS:
        value /= 1000
    if abs(value) >= _YEARS_AND_THE_LIKE:
        try:
            return datetime.fromtimestamp(value, UTC).isoformat()
        except (ValueError, OverflowError, OSError):
            pass
    raise ValueError(f"must be a date, or seconds since 1970, not {str(value)[:40]}")


def _worded(given: str, order: DayOrder | None) -> str:
    problem = f"must be a date such as 2016-09-12 or 12 September 2016, not {given[:40]!r}"
    numbers = _NUMBERS.match(given)  # dateutil reads 2016-13-01 as the 13th of January
    if len(given) > _LONGEST or (numbers and not _is_day(*map(int, numbers.group(1, 3, 4)))):
        raise ValueError(problem)
    if _YEAR_FIRST.match(given):  # nobody writes year, day, month
        ways = [{"dayfirst": False, "yearfirst": True}]
    elif order is not None:
        ways = [{"dayfirst": order == "dmy", "yearfirst": False}]
    else:
        ways = [{"dayfirst": day, "yearfirst": year} for day, year in product((False, True), repeat=2)]
    readings = list(dict.fromkeys(reading for way in ways if (reading := _parsed(given, way))))
    if not readings:
        raise ValueError(problem)
    if len(readings) > 1:
        days = " or ".join(reading[:10] for reading in readings)
        raise ValueError(f"{given!r} may be {days}; say which with --dates dmy or --dates mdy")
    return readings[0]


def _parsed(given: str, way: dict[str, bool]) -> str | None:
    """What dateutil makes of it; None where it is no whole date, which shows by what the default fills in."""
    from dateutil import parser

    try:
        one, other = (parser.parse(given, default=filled, tzinfos=_zone, **way) for filled in _DEFAULTS)
        has_time = ":" in given or one.time() != datetime.min.time()
        read = str(one.isoformat() if has_time else one.date().isoformat())
    except (ValueError, OverflowError, ArithmeticError, TypeError, AttributeError, IndexError):
        return None  # whatever a hostile text brings it to
    return read if one.date() == other.date() else None


def _zone(name: str | None, offset: int | None) -> Any:
    from dateutil import tz

    if offset is not None:
        return tz.tzoffset(None, offset)
    hours = _ZONES.get((name or "").upper())
    return None if hours is None else tz.tzoffset(None, hours * 3600)
