"""Dates as files write them: read where they have one reading, else refused with what they may be."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.articles.dates import DayOrder, date_in_name, iso_8601, lenient_date, read_date


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2016-09-12", "2016-09-12"),
        (" 20160912 ", "2016-09-12"),
        ("2016-09-12T08:30", "2016-09-12T08:30:00"),
        ("2016-09-12 08:30:00 +02:00", "2016-09-12T08:30:00+02:00"),
        ("2016-09-12t08:30:00.5z", "2016-09-12T08:30:00.500000+00:00"),
        ("20160912T083000Z", "2016-09-12T08:30:00+00:00"),
        ("Mon, 12 Sep 2016 08:30:00 GMT", "2016-09-12T08:30:00+00:00"),
        ("Mon, 12 Sep 2016 08:30:00 -0400", "2016-09-12T08:30:00-04:00"),
        ("September 12, 2016 at 8:30 PM EST", "2016-09-12T20:30:00-05:00"),
        ("Sept. 12, 2016", "2016-09-12"),
        ("12 September\n 2016", "2016-09-12"),
        ("12-Sep-2016", "2016-09-12"),
        ("2016/9/2", "2016-09-02"),
        ("2016.09.12", "2016-09-12"),
        ("13/04/2016", "2016-04-13"),
        ("04/13/2016", "2016-04-13"),
        ("03/03/2016", "2016-03-03"),
        (1473638400, "2016-09-12T00:00:00+00:00"),
        ("1473638400", "2016-09-12T00:00:00+00:00"),
        (1473638400.5, "2016-09-12T00:00:00.500000+00:00"),
        (1473638400000, "2016-09-12T00:00:00+00:00"),
        ("1473638400000", "2016-09-12T00:00:00+00:00"),
        (20160912, "2016-09-12"),
        (date(2016, 9, 12), "2016-09-12"),
        (None, None),
        (True, None),
        (" ", None),
    ],
)
def test_dates(value: object, expected: str | None) -> None:
    assert read_date(value) == expected


@pytest.mark.parametrize(
    "value",
    ["2016", "2016-09", "Sept 2016", "September 12", "2016-13-01", "2016-02-30", "2016-09-12T25:00",
     "2016-09-12x08:30", "Monday", "soon", "9 PM", "2016-W37-1", "2016-09-12T08:30:00+99:99", "9" * 10_000],
)  # fmt: skip
def test_bad_dates(value: str) -> None:
    with pytest.raises(ValueError, match="must be a date such as 2016-09-12 or 12 September 2016, not"):
        read_date(value)
    assert lenient_date(value) is None


@pytest.mark.parametrize("value", [2016, 0, -5, 10**30, 1e300, float("nan"), float("inf")])
def test_numbers_that_are_no_dates(value: float) -> None:
    with pytest.raises(ValueError, match="must be a date, or seconds since 1970"):
        read_date(value)


@pytest.mark.parametrize(
    ("value", "readings", "order", "expected"),
    [
        ("03/04/2016", "2016-03-04 or 2016-04-03", "dmy", "2016-04-03"),
        ("03/04/2016", "2016-03-04 or 2016-04-03", "mdy", "2016-03-04"),
        ("12.09.2016 08:30", "2016-12-09 or 2016-09-12", "dmy", "2016-09-12T08:30:00"),
        ("1-2-16", "2016-01-02 or 2001-02-16 or 2016-02-01", "mdy", "2016-01-02"),
    ],
)
def test_a_date_of_two_readings_is_refused_until_somebody_says_which(
    value: str, readings: str, order: DayOrder, expected: str
) -> None:
    with pytest.raises(
        ValueError, match=f"^'{value}' may be {readings}; say which with --dates dmy or --dates mdy$"
    ):
        read_date(value)
    assert read_date(value, order) == expected


def test_dates_that_names_of_files_start_with() -> None:
    names = [
        "2016-09-12_talks.txt",
        "20160912-talks.txt",
        "2016-09-12.txt",
        "20160912.txt",
        "2016_09_12 a.md",
    ]
    assert {date_in_name(name) for name in names} == {"2016-09-12"}
    names = ["talks-2016-09-12.txt", "201609123.txt", "2016-13-01.txt", "00010203.txt", "2016-09-123.txt", ""]
    assert [date_in_name(name) for name in names] == [None] * 6


@settings(deadline=None)
@given(st.dates())
def test_law_a_date_stays_the_date(day: date) -> None:
    assert read_date(day.isoformat()) == iso_8601(day.strftime("%Y%m%d").zfill(8)) == day.isoformat()


@settings(deadline=None)
@given(st.datetimes(timezones=st.just(UTC)))
def test_law_a_time_stays_the_time(moment: datetime) -> None:
    read = iso_8601(moment.isoformat())
    assert read is not None
    assert datetime.fromisoformat(read) == moment
    assert iso_8601(read) == read


@settings(deadline=None)
@given(st.text() | st.text("0123456789/-.: APM,TZ"))
def test_law_a_date_is_read_or_refused(value: str) -> None:
    try:
        read = read_date(value)
    except ValueError:
        return
    assert read is None or read_date(read) == read
