"""What an archive tells of itself in numbers: read where they are kept, else counted."""

from __future__ import annotations

from index.archive import remarks
from index.archive.counts import TO_COUNT
from index.archive.reports import Stats
from index.archive.store import Store


class Figures:
    """The figures of one snapshot."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def total(self, what: str) -> int:
        """How many articles, quotations and so on there are, whatever they tell."""
        return self.of(what).get("", 0)

    def of(self, what: str) -> dict[str, int]:
        """Each value with how many there are of it, in the order of the values."""
        if self._store.counted:
            query = "SELECT value, number FROM counts WHERE what = ? ORDER BY value"
            return {str(value): int(number) for value, number in self._store.rows(query, (what,))}
        rows = self._store.rows(TO_COUNT[what])
        return {
            str(value): int(number) for value, number in sorted(row for row in rows if row[0] is not None)
        }

    def ends(self, what: str) -> tuple[str, str] | None:
        """The first and the last value; None where there is none."""
        if not self._store.counted:
            values = list(self.of(what))
            return (values[0], values[-1]) if values else None
        first, last = self._store.rows("SELECT min(value), max(value) FROM counts WHERE what = ?", (what,))[0]
        return None if first is None else (str(first), str(last))

    def stats(self, sentences: int, size: int) -> Stats:
        """All of them, with how many sentences there are to search, and the bytes on disk."""
        articles, told = self.total("articles"), self.of("language")
        languages: list[tuple[str | None, int]] = list(told.items())
        if articles > sum(told.values()):
            languages.append((None, articles - sum(told.values())))
        languages.sort(key=lambda one: (-one[1], one[0] is not None, one[0] or ""))
        first, last = self.ends("published") or (None, None)
        counted = self._store.counted
        return Stats(
            articles=articles,
            copies=articles - self.total("article_groups") if counted else remarks.copies_in_all(self._store),
            sentences=sentences,
            quotations=self.total("quotations"),
            remarks=self.total("remark_groups") if counted else remarks.remarks_in_all(self._store),
            attributed=self.total("attributed"),
            names=self._store.number("SELECT count(*) FROM names"),
            publishers=len(self.of("publisher")),
            first=first,
            last=last,
            finders=tuple(self.of("finder").items()),
            languages=tuple(languages),
            size=size,
        )
