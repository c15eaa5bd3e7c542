"""Which articles hold quotations of some kind: their keys, so many at a time."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.archive.store import Store

_AT_ONCE = 2000
_QUOTES = (
    "a.key IN (SELECT q.article FROM spoken s JOIN quotations q ON q.id = s.quotation"
    " WHERE s.name IN (SELECT value FROM json_each(?)))"
)


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


def articles_by_day(store: Store, wanted: Selection) -> list[tuple[int, int]]:
    """How many articles there are of each day, oldest first, whoever is quoted in them; those without a date
    are left out."""
    tests, values = tests_of(wanted)
    query = "SELECT a.day, count(*) FROM articles a WHERE a.day IS NOT NULL"
    rows = store.rows(" AND ".join([query, *tests]) + " GROUP BY a.day ORDER BY a.day", values)
    return [(int(day), int(count)) for day, count in rows]


def selected(store: Store, wanted: Selection, after: int = 0) -> Iterator[int]:
    """The keys, past `after`, of the articles with a quotation that are wanted, in the order of the keys."""
    tests, values = tests_of(wanted)
    tests.append("a.quotations > 0")
    if wanted.names is not None:
        tests.append(_QUOTES)
        values.append(json.dumps(wanted.names))
    query = f"SELECT a.key FROM articles a WHERE a.key > ? AND {' AND '.join(tests)} ORDER BY a.key LIMIT ?"
    last = after
    while keys := _keys(store, query, [last, *values, _AT_ONCE]):
        yield from keys
        last = keys[-1]


def ids_of(store: Store, wanted: Selection, url: str | None) -> list[str]:
    """The ids of the articles that are wanted, quotations or not, in the order of their keys."""
    tests, values = tests_of(wanted)
    if wanted.names is not None:
        tests.append(_QUOTES)
        values.append(json.dumps(wanted.names))
    if url is not None:
        tests.append("a.url = ?")
        values.append(url)
    rows = store.rows(
        " AND ".join(["SELECT a.id FROM articles a WHERE 1", *tests]) + " ORDER BY a.key", values
    )
    return [str(row[0]) for row in rows]


def counts_by_name(
    store: Store, publishers: Sequence[str] | None, kinds: Sequence[str] | None
) -> list[tuple[int, int, int]]:
    """Numbers of names, how often each is quoted so (None asks for nothing), and in how many articles."""
    tests, values = tests_of(Selection(publishers=None if publishers is None else tuple(publishers)))
    if kinds is not None:
        tests.append("q.kind IN (SELECT value FROM json_each(?))")
        values.append(json.dumps(list(kinds)))
    query = (
        "SELECT s.name, count(*), count(DISTINCT q.article) FROM spoken s"
        " JOIN quotations q ON q.id = s.quotation JOIN articles a ON a.key = q.article WHERE 1"
    )
    rows = store.rows(" AND ".join([query, *tests]) + " GROUP BY s.name", values)
    return [(int(name), int(said), int(articles)) for name, said, articles in rows]


def tests_of(wanted: Selection) -> tuple[list[str], list[int | str]]:
    """What is asked of the article itself, as conditions and their values."""
    tests, values = list[str](), list[int | str]()
    if wanted.publishers is not None:
        tests.append("a.publisher IN (SELECT value FROM json_each(?))")
        values.append(json.dumps(wanted.publishers))
    for test, day in (("a.day >= ?", wanted.since), ("a.day <= ?", wanted.until)):
        if day is not None:
            tests.append(test)
            values.append(day)
    return tests, values


def _keys(store: Store, query: str, values: Sequence[int | str]) -> list[int]:
    return [row[0] for row in store.rows(query, values)]
