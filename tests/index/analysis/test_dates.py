"""Dates in questions, read against 24 November 2026, a Tuesday."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.analysis.dates import find_date

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("text", "since", "until", "words"),
    [
        ("What did Trump say last week?", "2026-11-16", "2026-11-22", "last week"),
        ("what did he say this week", "2026-11-23", "2026-11-24", "this week"),
        ("bread in the past week", "2026-11-17", "2026-11-24", "in the past week"),
        ("in October 2016", "2016-10-01", "2016-10-31", "in October 2016"),
        ("in October", "2026-10-01", "2026-10-31", "in October"),
        ("in December", "2025-12-01", "2025-12-31", "in December"),
        ("what did May say in May", "2026-05-01", "2026-05-31", "in May"),
        ("since Monday", "2026-11-23", None, "since Monday"),
        ("on Tuesday", "2026-11-24", "2026-11-24", "on Tuesday"),
        ("said Wednesday", "2026-11-18", "2026-11-18", "Wednesday"),
        ("yesterday about Iran", "2026-11-23", "2026-11-23", "yesterday"),
        ("two weeks ago", "2026-11-10", "2026-11-16", "two weeks ago"),
        ("in the last 3 days", "2026-11-21", "2026-11-24", "in the last 3 days"),
        ("last month", "2026-10-01", "2026-10-31", "last month"),
        ("last year", "2025-01-01", "2025-12-31", "last year"),
        ("on 3 March 2016", "2016-03-03", "2016-03-03", "on 3 March 2016"),
        ("on March 3rd, 2016", "2016-03-03", "2016-03-03", "on March 3rd, 2016"),
        ("on Nov. 20", "2026-11-20", "2026-11-20", "on Nov. 20"),
        ("2016-09-12 Kamynin", "2016-09-12", "2016-09-12", "2016-09-12"),
        ("before 2016", None, "2015-12-31", "before 2016"),
        ("until March 2016", None, "2016-03-31", "until March 2016"),
        ("after October 5, 2016", "2016-10-06", None, "after October 5, 2016"),
        ("between March and May 2016", "2016-03-01", "2016-05-31", "between March and May 2016"),
        ("the week of Oct. 7", "2026-10-05", "2026-10-11", "the week of Oct. 7"),
        ("in the week of March 3, 2016", "2016-02-29", "2016-03-06", "in the week of March 3, 2016"),
        ("in early October", "2026-10-01", "2026-10-10", "in early October"),
        ("in late February 2016", "2016-02-21", "2016-02-29", "in late February 2016"),
        ("in mid-July 2016", "2016-07-11", "2016-07-20", "in mid-July 2016"),
        ("this spring", "2026-03-01", "2026-05-31", "this spring"),
        ("last fall", "2025-09-01", "2025-11-30", "last fall"),
        ("in the summer", "2026-06-01", "2026-08-31", "in the summer"),
        ("in the winter", "2025-12-01", "2026-02-28", "in the winter"),
        ("in the fall of 2015", "2015-09-01", "2015-11-30", "in the fall of 2015"),
        ("earlier this month", "2026-11-01", "2026-11-24", "earlier this month"),
        ("from 2015 to 2016", "2015-01-01", "2016-12-31", "from 2015 to 2016"),
    ],
)
def test_period(text: str, since: str | None, until: str | None, words: str) -> None:
    found = find_date(text, TODAY)
    assert found is not None
    assert tuple(None if day is None else day.isoformat() for day in found.period) == (since, until)
    assert text[found.start : found.end] == words


@pytest.mark.parametrize(
    "text",
    [
        "what did May say",
        "quotes from May on Brexit",
        "March on Washington",
        "What did Kamynin say about Iran?",
        "in 36 percent",
        "what did Keller say about spring rolls",
        "late payments",
        "who said the bridge will fall",
        "for a year",
        "",
    ],
)
def test_no_date(text: str) -> None:
    assert find_date(text, TODAY) is None


@pytest.mark.parametrize(
    ("text", "newest", "since"),
    [
        ("in October", "2016-09-06", "2015-10-01"),
        ("in July", "2016-09-06", "2016-07-01"),
        ("on June 27", "2016-09-06", "2016-06-27"),
        ("last spring", "2016-09-06", "2016-03-01"),
        ("in July", "2026-05-01", "2026-07-01"),  # the archive may grow yet
        ("last week", "2016-09-06", "2026-11-16"),
        ("yesterday", "2016-09-06", "2026-11-23"),
    ],
)
def test_a_month_without_a_year_is_the_last_in_an_archive_that_is_long_over(
    text: str, newest: str, since: str
) -> None:
    found = find_date(text, TODAY, date.fromisoformat(newest))
    assert found is not None
    assert str(found.period.since) == since


def test_relative_dates_need_a_day_to_count_from() -> None:
    assert find_date("last week", None) is None
    assert find_date("in October 2016", None) is not None


@given(st.text(alphabet="adelnorstuwy 0123456789,.-", max_size=60))
def test_any_question_can_be_read(text: str) -> None:
    found = find_date(text, TODAY)
    if found is not None:
        assert 0 <= found.start < found.end <= len(text)
