"""One round with all feeds: what is new goes into the archive, and how each feed stands is kept."""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import islice, takewhile
from pathlib import Path
from typing import TYPE_CHECKING

from index.archive.archive import StoredArchive
from index.archive.database import waiting
from index.archive.feeds import (
    EntryState,
    FollowedFeed,
    counts_of,
    save_entries,
    save_feed,
    waiting_entries,
)
from index.archive.reports import AddReport
from index.feeds.following import check, follow, is_due
from index.feeds.manners import Visitor

if TYPE_CHECKING:
    from index.archive.ingestion import Finder

ENTRIES = 200
"""Entries of one feed that are fetched in one round; the others wait for the next."""
SECONDS = 600.0
"""For one feed in one round."""
_TOGETHER = 10
"""Articles that are added together, and so the most that have to be fetched again after an interruption."""
_PATIENCE = 60.0
"""Seconds to wait for another writer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundReport:
    """What one round brought: of the articles, and of the feeds.

    `renewed` counts feeds that had changed, `same` those that had not; `failed` are those that could not be
    had, `resting` those that are left alone for now because they failed before; `waiting` counts entries
    that were left for the next round.
    """

    articles: AddReport
    renewed: int = 0
    same: int = 0
    failed: tuple[FollowedFeed, ...] = ()
    resting: tuple[FollowedFeed, ...] = ()
    waiting: int = 0


def fetch_round(
    folder: Path,
    feeds: Iterable[FollowedFeed],
    visitor: Visitor,
    *,
    finder: "Finder" = "auto",
    named: bool = False,
    clock: Callable[[], datetime],
) -> RoundReport:
    """What one round with these feeds of the archive in `folder` brought.

    Feeds that failed are left alone until they are due, unless they were `named`. Whatever happens on the
    way, what was fetched and kept before is not lost. Raises ArchiveBusy where somebody else goes on writing.
    """
    articles, renewed, same = AddReport(), 0, 0
    failed: list[FollowedFeed] = []
    resting: list[FollowedFeed] = []
    asked: list[str] = []
    for feed in feeds:
        if not named and not is_due(feed, clock()):
            resting.append(feed)
            continue
        checked = check(feed, visitor, clock())
        with waiting(_PATIENCE):
            save_feed(folder, checked.feed, checked.entries)
        asked.append(feed.url)
        if checked.feed.problem is not None:
            failed.append(checked.feed)
            continue
        renewed, same = renewed + bool(checked.entries), same + (not checked.entries)
        articles += _entries_of(folder, checked.feed, visitor, finder)
    counts = counts_of(folder)
    left = sum(counts.get(url, {}).get(EntryState.WAITING, 0) for url in asked)
    return RoundReport(
        articles=articles, renewed=renewed, same=same, failed=tuple(failed), resting=tuple(resting),
        waiting=left,
    )  # fmt: skip


def _entries_of(folder: Path, feed: FollowedFeed, visitor: Visitor, finder: "Finder") -> AddReport:
    """What the entries of a feed that wait gave, a few at a time."""
    report, end = AddReport(), time.monotonic() + SECONDS
    entries = waiting_entries(folder, feed.url, ENTRIES)
    in_time = takewhile(lambda _: time.monotonic() < end, entries)
    while some := list(islice(in_time, _TOGETHER)):
        tried = list(follow(feed, some, visitor))
        items = [item for one in tried for item in one.items]
        if items:
            with StoredArchive.open(folder) as archive, waiting(_PATIENCE):
                report += archive.add(items, finder=finder)
        done = [one.entry for one in tried if one.items]
        with waiting(_PATIENCE):
            save_entries(folder, feed.url, done)
    return report
