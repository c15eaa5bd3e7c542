"""What an archive tells of itself, and of what was added to it."""

from dataclasses import dataclass
from typing import NamedTuple

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
