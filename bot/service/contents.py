"""What the monitor tells of the archive and of the questions put to it."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

from bot.transport.metrics import Metrics
from index.archive.database import DATABASE
from index.archive.reports import Holdings, holdings_of
from index.errors import ArchiveError


def watch_archive(metrics: Metrics, folder: Callable[[], Path]) -> None:
    """Show what the archive in `folder` holds and has taken in, whoever wrote to it."""

    def held() -> Holdings:
        try:
            return holdings_of(folder())
        except (ArchiveError, sqlite3.DatabaseError):
            return Holdings()

    def changed() -> float:
        files = [folder() / name for name in (DATABASE, f"{DATABASE}-wal")]
        return max((file.stat().st_mtime for file in files if file.is_file()), default=0.0)

    metrics.gauge("onrecord_articles", "Articles in the archive", lambda: held().articles)
    metrics.gauge("onrecord_quotations", "Quotations in the archive", lambda: held().quotations)
    metrics.gauge("onrecord_corrections", "Quotations that somebody has corrected or confirmed",
                  lambda: held().corrections)  # fmt: skip
    metrics.gauge("onrecord_articles_ingested", "Articles ever added or updated",
                  lambda: held().articles_ever)  # fmt: skip
    metrics.gauge("onrecord_quotations_ingested", "Quotations ever found in them",
                  lambda: held().quotations_ever)  # fmt: skip
    metrics.gauge(
        "onrecord_archive_changed_timestamp_seconds", "When the archive was last written to", changed
    )
