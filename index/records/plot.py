"""A trend as a picture, by matplotlib, which the extra `plots` brings."""

from __future__ import annotations

from pathlib import Path

from index.errors import MissingExtra
from index.records.export import replacing
from index.records.trends import Trend

KINDS = (".svg", ".png")
_LABELS = 16
"""Periods that are named below the bars, at most."""
_LEVEL = 8
"""Names of periods that stand side by side; more are turned."""


def plot(trend: Trend, path: Path) -> None:
    """Draw a trend into a file, SVG or PNG by its ending: what was counted, and below it all articles.

    The same trend gives the same bytes. MissingExtra where there is no matplotlib.
    """
    try:
        from matplotlib import rc_context
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure
        from matplotlib.ticker import MaxNLocator, StrMethodFormatter
    except ImportError:
        raise MissingExtra("a plot", "plots") from None
    with rc_context({"svg.hashsalt": "onrecord", "svg.fonttype": "none", "font.size": 10}):
        figure = Figure(figsize=(9, 5), layout="constrained")
        FigureCanvasAgg(figure)
        counts, articles = figure.subplots(2, 1, sharex=True, height_ratios=(3, 1))
        places = range(len(trend.periods))
        counts.bar(places, [one.appearances for one in trend.periods], color="#9ecae1", label="appearances")
        counts.bar(
            places, [one.remarks for one in trend.periods], color="#3182bd", width=0.5,
            label="remarks (near-copies once)",
        )  # fmt: skip
        counts.set_ylabel("quotations")
        counts.set_title(_title(trend), loc="left", parse_math=False, wrap=True, pad=26)
        counts.legend(frameon=False, loc="lower left", bbox_to_anchor=(-0.01, 1), ncols=2, borderaxespad=0.2)
        articles.bar(places, [one.articles for one in trend.periods], color="#969696")
        articles.set_ylabel("articles\nin archive")
        articles.set_xlabel(trend.by.value)
        named = list(places)[:: max(1, -(-len(places) // _LABELS))]
        labels = [trend.periods[place].period for place in named]
        turned = {"rotation": 45, "ha": "right"} if len(labels) > _LEVEL else {}
        articles.set_xticks(named, labels, **turned)
        if not trend.periods:
            counts.text(0.5, 0.5, "no article with a date", ha="center", transform=counts.transAxes)
        for axes, ticks, highest in (
            (counts, 8, max((one.appearances for one in trend.periods), default=0)),
            (articles, 3, max((one.articles for one in trend.periods), default=0)),
        ):
            axes.set_ylim(0, max(highest, 1) * 1.05)
            axes.yaxis.set_major_locator(MaxNLocator(ticks, integer=True))
            axes.yaxis.set_major_formatter(StrMethodFormatter("{x:,.0f}"))
            axes.spines[["top", "right"]].set_visible(False)
        form = path.suffix.lower().removeprefix(".")
        with replacing(path) as new:
            figure.savefig(new, format=form, dpi=150, metadata={"Date": None} if form == "svg" else None)


def _title(trend: Trend) -> str:
    undated = f" ({trend.undated} more in articles without a date)" if trend.undated else ""
    counted = trend.counted[0].upper() + trend.counted[1:]
    return f"{counted}, by {trend.by.value}{undated}"
