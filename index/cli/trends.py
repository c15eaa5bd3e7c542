"""`onrecord trends`: how often somebody is quoted over time."""

import argparse
from collections.abc import Iterator
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from index.cli.context import on_terminal, open_archive_or_seeds, put_json, say
from index.cli.narrowing import nobody
from index.cli.plain import many

if TYPE_CHECKING:
    from index.cli.context import Commands
    from index.records.archive import Archive
    from index.records.trends import Trend


_FOLDED = 4
"""So many periods in a row without an article take one line on a screen."""


def add_parser(commands: "Commands", common: argparse.ArgumentParser) -> None:
    """Describe the command to the parser."""
    parser = commands.add_parser(
        "trends",
        parents=[common],
        help="count how often somebody is quoted (on a topic) over time",
        description="Counts quotations in each period, and how many articles there are of it. A remark is"
        " counted once, however many articles carry it; each of them is an appearance.",
    )
    parser.add_argument(
        "question",
        nargs="*",
        metavar="QUESTION",
        help='whom and what to count, as in "Putin on Iran" (default: all)',
    )
    parser.add_argument(
        "--by",
        choices=("day", "week", "month", "year"),
        default="month",
        help="how long a period is (default: month)",
    )
    parser.add_argument("--json", action="store_true", help="print one line of JSON")
    parser.add_argument("--plot", metavar="FILE", help="draw it into a file that ends in .svg or .png")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Count; 1 if the question asks nothing or a name is not settled, 2 for another kind of picture."""
    from index.records.trends import By, trend

    if arguments.plot and not arguments.plot.lower().endswith((".svg", ".png")):
        say("error: --plot FILE must end in .svg or .png; see `onrecord trends --help`")
        return 2
    question = " ".join(arguments.question) or None
    with open_archive_or_seeds(arguments) as archive:
        today = datetime.now().astimezone().date()
        found = trend(archive, question, By(arguments.by), today=today)
        if _unsettled(archive, found):
            return 1
    if arguments.plot:
        from index.records.plot import plot

        plot(found, Path(arguments.plot))
        say(f"wrote {arguments.plot}")
    for note in found.notes:
        say(f"note: {note}")
    if arguments.json:
        put_json(found.to_dict())
    else:
        _show(found)
    if found.undated:
        say(f"note: {many(found.undated, 'quotation')} in articles without a date, in no period")
    return 0


def _unsettled(archive: "Archive", found: "Trend") -> bool:
    for asked in found.unsettled:
        if asked.people:
            names = "; ".join(person.name for person in asked.people)
            say(f"error: several people called {asked.written!r} are quoted, choose one: {names}")
        else:
            nobody(archive, asked.written)
    return bool(found.unsettled)


def _bars(found: "Trend") -> Iterator[tuple[str, int, str]]:
    """Each period's name, length and figures; many in a row of which there is no article are one line."""
    for empty, group in groupby(found.periods, key=lambda one: not one.articles and not one.appearances):
        periods = list(group)
        if empty and len(periods) >= _FOLDED:
            yield "…", 0, f"{many(len(periods), str(found.by))} without articles"
            continue
        for one in periods:
            yield one.period, one.appearances, f"{one.appearances} in {many(one.articles, 'article')}"


def _show(found: "Trend") -> None:
    if on_terminal():
        from index.cli.terminal import show_bars

        show_bars(f"{found.counted[0].upper()}{found.counted[1:]}, by {found.by}", list(_bars(found)))
    else:
        for one in found.periods:
            print(f"{one.period}\t{one.remarks}\t{one.appearances}\t{one.articles}")
