"""Which articles hold quotations of some kind: their keys, so many at a time."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.archive.store import Store

_AT_ONCE = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """What an article must have; None asks for nothing.

    `names` are the archive's numbers of names of which one is quoted, `publishers` as they are written, and
    `since` and `until` ordinals of days, both included.
    """

    names: tuple[int, ...] | None = None
    publishers: tuple[str, ...] | None = None
    since: int | None = None
    until: int | None = None


def selected(store: Store, wanted: Selection) -> Iterator[int]:
    """The keys of the articles with a quotation that are wanted, in the order of the keys."""
    tests, values = ["a.quotations > 0"], list[int | str]()
    if wanted.publishers is not None:
        tests.append("a.publisher IN (SELECT value FROM json_each(?))")
        values.append(json.dumps(wanted.publishers))
    for test, day in (("a.day >= ?", wanted.since), ("a.day <= ?", wanted.until)):
        if day is not None:
            tests.append(test)
            values.append(day)
    if wanted.names is not None:
        tests.append(
            "a.key IN (SELECT q.article FROM spoken s JOIN quotations q ON q.id = s.quotation"
            " WHERE s.name IN (SELECT value FROM json_each(?)))"
        )
        values.append(json.dumps(wanted.names))
    query = f"SELECT a.key FROM articles a WHERE a.key > ? AND {' AND '.join(tests)} ORDER BY a.key LIMIT ?"
    last = 0
    while keys := _keys(store, query, [last, *values, _AT_ONCE]):
        yield from keys
        last = keys[-1]


def _keys(store: Store, query: str, values: Sequence[int | str]) -> list[int]:
    return [row[0] for row in store.rows(query, values)]
