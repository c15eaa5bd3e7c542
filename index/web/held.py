"""What is searched, in numbers and days, as pages tell it."""

from __future__ import annotations

from dataclasses import dataclass

from index.archive.archive import StoredArchive
from index.web.words import days_in_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What an archive holds; `days` is from when to when, in words, None where no article tells its date."""

    articles: int
    quotations: int
    publishers: int
    days: str | None


def held(archive: StoredArchive) -> Held:
    """What the archive holds. It counts all of it: once a snapshot is enough."""
    stats = archive.stats()
    return Held(
        articles=stats.articles,
        quotations=stats.quotations,
        publishers=stats.publishers,
        days=days_in_words(*archive.days),
    )
