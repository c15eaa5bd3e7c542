"""Bars: how long their periods are, where they stand, and what is counted in them."""

from collections.abc import Iterator

import pytest

from index.records.archive import Archive
from index.records.trends import By, PeriodCount, Trend, trend, trend_of
from index.web.chart import HEIGHT, LOW, WIDTH, chart, period_for
from tests.support.newsroom import newsroom


@pytest.fixture(scope="module")
def archive() -> Iterator[Archive]:
    """An archive of the newsroom."""
    with Archive.temporary(newsroom(), finder="rules") as opened:
        yield opened


@pytest.mark.parametrize("by", By)
def test_a_persons_bars_count_what_trends_counts(archive: Archive, by: By) -> None:
    for person in archive.people.persons:
        asked = trend(archive, person.name, by)
        drawn = trend_of(archive, person.name, archive.said_by(person.name_ids), by)
        assert (drawn.periods, drawn.undated) == (asked.periods, asked.undated)


@pytest.mark.parametrize(
    ("days", "by"),
    [
        (1, By.DAY),
        (45, By.DAY),
        (46, By.WEEK),
        (270, By.WEEK),
        (271, By.MONTH),
        (3660, By.MONTH),
        (3661, By.YEAR),
        (400_000, By.YEAR),
    ],
)
def test_periods_are_as_long_as_bars_can_be_told_apart(days: int, by: By) -> None:
    assert period_for(days) is by


def _trend(*counts: tuple[int, int, int]) -> Trend:
    return Trend(
        by=By.YEAR,
        periods=tuple(
            PeriodCount(period=str(2000 + place), remarks=one[0], appearances=one[1], articles=one[2])
            for place, one in enumerate(counts)
        ),
    )


def test_bars_fill_the_picture_and_stand_on_its_ground() -> None:
    drawn = chart(_trend((1, 2, 3), (0, 0, 6), (4, 4, 1)))
    assert drawn is not None
    assert (drawn.top, drawn.most, drawn.labels) == (4, 6, ("2000", "2001", "2002"))
    assert [bar.height for bar in drawn.appearances] == [HEIGHT / 2, HEIGHT]  # nothing where nothing was said
    assert [bar.height for bar in drawn.remarks] == [HEIGHT / 4, HEIGHT]
    assert [bar.height for bar in drawn.articles] == [LOW / 2, LOW, round(LOW / 6, 2)]
    for bars, height in ((drawn.appearances, HEIGHT), (drawn.remarks, HEIGHT), (drawn.articles, LOW)):
        assert all(bar.x >= 0 and bar.x + bar.width <= WIDTH for bar in bars)
        assert all(bar.y + bar.height == pytest.approx(height, abs=0.02) for bar in bars)
    assert drawn.appearances[0].told == "2000: 1 remark, 2 appearances, 3 articles in the archive"
    assert drawn.reprinted


@pytest.mark.parametrize("nothing", [_trend(), _trend((3, 3, 3)), _trend((0, 0, 2), (0, 0, 3))])
def test_there_is_no_picture_of_what_does_not_change(nothing: Trend) -> None:
    assert chart(nothing) is None


def test_labels_are_few_and_name_both_ends() -> None:
    drawn = chart(_trend(*[(1, 1, 1)] * 40))
    assert drawn is not None
    assert drawn.labels == ("2000", "2010", "2020", "2029", "2039")
    assert not drawn.reprinted
