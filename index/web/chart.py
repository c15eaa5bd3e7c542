"""How often somebody is quoted over time, as the bars of a picture that a style sheet colours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from index.records.trends import By, PeriodCount, Trend
from index.web.words import many

WIDTH, HEIGHT, LOW = 1000, 200, 40
"""Units of the picture: as wide, and as high above and below, as the page stretches it to."""
_LABELS = 5
_GAP = 0.3
"""How much of a period's room is left between two bars."""
_DAYS = {By.DAY: 45, By.WEEK: 270, By.MONTH: 3660}
"""The most days that are told in periods so long; more are told in longer ones."""


class Bar(NamedTuple):
    """A bar's place and size, and what it tells."""

    x: float
    y: float
    width: float
    height: float
    told: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A trend to draw: quotations above, up to `top`, and all articles of the archive below, up to `most`.

    `labels` are some of the periods, evenly spaced, the first and the last among them.
    """

    by: By
    periods: tuple[PeriodCount, ...]
    appearances: tuple[Bar, ...]
    remarks: tuple[Bar, ...]
    articles: tuple[Bar, ...]
    top: int
    most: int
    labels: tuple[str, ...]
    undated: int

    @property
    def reprinted(self) -> bool:
        """Whether a remark appears more than once in a period."""
        return any(one.appearances > one.remarks for one in self.periods)


def chart(trend: Trend) -> Chart | None:
    """The trend as bars; None where there is nothing to compare, in fewer than two periods."""
    periods = trend.periods
    top = max((one.appearances for one in periods), default=0)
    most = max((one.articles for one in periods), default=0)
    if len(periods) < 2 or not top:
        return None
    return Chart(
        by=trend.by,
        periods=periods,
        appearances=_bars(periods, [one.appearances for one in periods], top, HEIGHT, _GAP),
        remarks=_bars(periods, [one.remarks for one in periods], top, HEIGHT, _GAP),
        articles=_bars(periods, [one.articles for one in periods], most, LOW, _GAP),
        top=top,
        most=most,
        labels=_labels([one.period for one in periods]),
        undated=trend.undated,
    )


def period_for(days: int) -> By:
    """How long periods are, for so many days to be told in bars that can be told apart."""
    return next((by for by, most in _DAYS.items() if days <= most), By.YEAR)


def _bars(
    periods: Sequence[PeriodCount], counts: Sequence[int], top: int, height: int, gap: float
) -> tuple[Bar, ...]:
    room = WIDTH / len(periods)
    return tuple(
        Bar(
            x=round((place + gap / 2) * room, 2),
            y=round(height * (1 - count / top), 2),
            width=round(room * (1 - gap), 2),
            height=round(height * count / top, 2),
            told=f"{one.period}: {many(one.remarks, 'remark')}, {many(one.appearances, 'appearance')},"
            f" {many(one.articles, 'article')} in the archive",
        )
        for place, (one, count) in enumerate(zip(periods, counts, strict=True))
        if count
    )


def _labels(names: Sequence[str]) -> tuple[str, ...]:
    last, wanted = len(names) - 1, min(_LABELS, len(names))
    return tuple(names[round(place * last / (wanted - 1))] for place in range(wanted))
