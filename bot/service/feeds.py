"""What the monitor tells of the feeds that the archive follows."""

import sqlite3
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from bot.transport.metrics import Metrics
from index.archive.feeds import EntryState, FollowedFeed, counts_of, feeds_of
from index.errors import ArchiveError


def watch_feeds(metrics: Metrics, folder: Callable[[], Path]) -> None:
    """Show how the feeds of the archive in `folder` stand; `onrecord feed fetch` is what changes that."""

    def feeds() -> list[FollowedFeed]:
        try:
            return feeds_of(folder())
        except (ArchiveError, sqlite3.DatabaseError):
            return []

    def waiting() -> int:
        try:
            counts = counts_of(folder())
        except (ArchiveError, sqlite3.DatabaseError):
            return 0
        return sum(states.get(EntryState.WAITING, 0) for states in counts.values())

    def fetched() -> float:
        return max((_seconds(feed.fetched) for feed in feeds() if feed.fetched), default=0.0)

    metrics.gauge("onrecord_feeds", "Feeds that are followed", lambda: len(feeds()))
    metrics.gauge("onrecord_feeds_failing", "Feeds that failed the last time",
                  lambda: sum(feed.problem is not None for feed in feeds()))  # fmt: skip
    metrics.gauge("onrecord_feed_entries_waiting", "Entries of feeds that are still to be fetched", waiting)
    metrics.gauge("onrecord_feeds_fetched_timestamp_seconds", "When a feed was last fetched", fetched)


def _seconds(time: str | None) -> float:
    return datetime.fromisoformat(time).timestamp() if time else 0.0
