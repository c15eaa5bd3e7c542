"""What an archive tells of itself, and of what was added to it."""

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from index.archive.database import connect
from index.errors import ArticleError


class Stats(NamedTuple):
    """What an archive holds; `copies` are near-copies of articles before them.

    `finders` is how many articles each finder read, `languages` how many tell each language, `size` in bytes
    on disk.
    """

    articles: int
    copies: int
    sentences: int
    quotations: int
    remarks: int
    attributed: int
    names: int
    publishers: int
    first: str | None
    last: str | None
    finders: tuple[tuple[str, int], ...]
    languages: tuple[tuple[str | None, int], ...]
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AddReport:
    """What became of the articles that were to be added.

    `copies` counts those of the added and updated that are near-copies of an article that was there.
    """

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    copies: int = 0
    quotations: int = 0
    rejected: tuple[ArticleError, ...] = ()

    @property
    def total(self) -> int:
        """How many articles came in."""
        return self.added + self.updated + self.unchanged + len(self.rejected)

    def __add__(self, other: "AddReport") -> "AddReport":
        return AddReport(
            added=self.added + other.added,
            updated=self.updated + other.updated,
            unchanged=self.unchanged + other.unchanged,
            copies=self.copies + other.copies,
            quotations=self.quotations + other.quotations,
            rejected=self.rejected + other.rejected,
        )


class Holdings(NamedTuple):
    """How much an archive holds, and how much was ever put in; what came again counts again."""

    articles: int = 0
    quotations: int = 0
    corrections: int = 0
    articles_ever: int = 0
    quotations_ever: int = 0


def holdings_of(folder: Path) -> Holdings:
    """What the archive in `folder` holds now; NoArchive where there is none."""
    with closing(connect(folder)) as db:
        tables = {row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        ever = dict(db.execute("SELECT name, seq FROM sqlite_sequence").fetchall())
        articles, quotations, corrections = (
            int(db.execute(f"SELECT count(*) FROM {table}").fetchone()[0]) if table in tables else 0
            for table in ("articles", "quotations", "corrections")
        )
    return Holdings(
        articles=articles,
        quotations=quotations,
        corrections=corrections,
        articles_ever=ever.get("articles", 0),
        quotations_ever=ever.get("quotations", 0),
    )
