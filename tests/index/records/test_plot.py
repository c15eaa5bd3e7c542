"""Plots: the pictures beside the goldens, which a person looked at, and what they tell when there is little.

`python -m tests.index.records.test_plot` draws them anew; look at them before they are committed.
"""

import re
from pathlib import Path

import matplotlib.image
import numpy as np
import pytest

from index.records.plot import plot
from index.records.trends import By, PeriodCount, Trend
from tests.support.paths import GOLDEN

HARBOUR = Trend(
    by=By.MONTH,
    periods=tuple(
        PeriodCount(
            period=f"{2024 + month // 12}-{month % 12 + 1:02}",
            remarks=month * 5 % 7 // 2,
            appearances=month * 5 % 7 // 2 + (month * 5 % 7 > 3) * (month % 4),
            articles=20 + month * 3 + month * 7 % 11,
        )
        for month in range(24)
    ),
    speakers=("Ana Ruiz",),
    topic=("harbour",),
    undated=3,
)
PICTURES = ("trends.svg", "trends.png")


def drawn(path: Path) -> list[str]:
    """A drawing's words and places, these in whole points, without what names the library's version."""
    text = re.sub(r"<metadata>.*?</metadata>", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    return [
        str(round(float(one))) if one[-1].isdecimal() else one
        for one in re.findall(r">[^<\s][^<]*<|(?<=[ \"ML])-?\d+(?:\.\d+)?\b", text)
    ]


@pytest.mark.parametrize("name", PICTURES)
def test_a_plot_is_the_picture_that_was_looked_at(name: str, tmp_path: Path) -> None:
    plot(HARBOUR, tmp_path / name)
    if name.endswith(".svg"):
        assert drawn(tmp_path / name) == drawn(GOLDEN / name)
    else:
        ours, theirs = (matplotlib.image.imread(path / name) for path in (tmp_path, GOLDEN))
        assert ours.shape == theirs.shape
        assert np.abs(ours - theirs).mean() < 0.01


def test_the_picture_tells_what_one_would_print() -> None:
    words = re.findall(r">([^<\s][^<]*)<", (GOLDEN / "trends.svg").read_text(encoding="utf-8"))
    told = "Quotations of Ana Ruiz on “harbour”, by month (3 more in articles without a date)"
    assert told in words
    assert {"quotations", "articles", "in archive", "month", "appearances", "2024-01", "2025-11"} <= set(
        words
    )
    assert "remarks (near-copies once)" in words


@pytest.mark.parametrize(
    ("counts", "told"),
    [
        ((), {"no article with a date", "year"}),
        ((0,), {"0", "1", "2026", "year"}),
        ((7,), {"0", "7", "2026", "year"}),
        ((10**6,) * 9, {"900,000", "2026", "year"}),
    ],
)
def test_little_and_much_are_drawn_with_whole_numbers_from_nothing_up(
    counts: tuple[int, ...], told: set[str], tmp_path: Path
) -> None:
    periods = tuple(
        PeriodCount(period=str(2026 + place), remarks=count, appearances=count, articles=count)
        for place, count in enumerate(counts)
    )
    plot(Trend(by=By.YEAR, periods=periods), tmp_path / "a.svg")
    words = re.findall(r">([^<\s][^<]*)<", (tmp_path / "a.svg").read_text(encoding="utf-8"))
    assert told <= set(words)
    assert not [word for word in words if re.fullmatch(r"[−-]\d.*|\d+\.\d*|\S*e\d+", word)]


if __name__ == "__main__":
    for picture in PICTURES:
        plot(HARBOUR, GOLDEN / picture)
