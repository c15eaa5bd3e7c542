"""What a search may find where that is not much: read one by one, sooner than NumPy is there."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from index.search.segment import NO_DAY, Segment, encode

_FEW = 5_000
"""Sentences that are looked at one by one."""
_Listing = tuple[memoryview, bool]
"""A key's sentences: their numbers, or (True) first and end of each run in turn."""


def few_matching(
    parts: Sequence[tuple[Segment, Sequence[int]]],
    require: Sequence[Sequence[str]],
    since: int | None,
    until: int | None,
) -> list[int] | None:
    """The sentences of segments, without their deleted ones, that bear the required keys, in reading order.

    None where too many would have to be looked at.
    """
    found: list[int] = []
    for segment, deleted in parts:
        clauses = [_listings(segment, either) for either in require]
        if not clauses:
            return None
        if not all(clauses):
            continue
        sizes = [sum(size for size, _ in clause) for clause in clauses]
        if min(sizes) > _FEW:
            return None
        least = clauses.pop(sizes.index(min(sizes)))
        docs = sorted({doc for _, listing in least for doc in _docs(listing)})
        docs = [doc for doc in docs if all(any(_holds(one, doc) for _, one in each) for each in clauses)]
        if since is not None or until is not None:
            docs = [doc for doc in docs if _is_dated(segment, doc, since, until)]
        if deleted:
            gone = set(deleted)
            docs = [doc for doc in docs if doc not in gone]
        found += _ids(segment, docs)
    return sorted(found)


def _listings(segment: Segment, either: Sequence[str]) -> list[tuple[int, _Listing]]:
    """The sentences of each of some keys that the segment has, with how many there are."""
    starts, counts = segment.view("key_start"), segment.view("key_count")
    found = []
    for key in dict.fromkeys(either):
        number = segment.key_numbers.find(encode(key))
        if number is not None:
            items = segment.view("key_docs")[starts[number] : starts[number + 1]]
            found.append((int(counts[number]), (items, len(items) != counts[number])))
    return found


def _docs(listing: _Listing) -> Iterator[int]:
    items, as_runs = listing
    if not as_runs:
        return iter(items.tolist())
    return (doc for first, end in zip(items[::2], items[1::2], strict=True) for doc in range(first, end))


def _holds(listing: _Listing, doc: int) -> bool:
    items, as_runs = listing
    if as_runs:  # in a run if an odd number of edges lies at or before it
        return bisect_right(items, doc) % 2 == 1
    at = bisect_left(items, doc)
    return at < len(items) and items[at] == doc


def _is_dated(segment: Segment, doc: int, since: int | None, until: int | None) -> bool:
    day = segment.view("day_value")[bisect_right(segment.view("day_first"), doc) - 1]
    return day != NO_DAY and (since is None or day >= since) and (until is None or day <= until)


def _ids(segment: Segment, docs: Sequence[int]) -> list[int]:
    first, ids = segment.view("id_first"), segment.view("id_sentence")
    runs = (bisect_right(first, doc) - 1 for doc in docs)
    return [ids[run] + doc - first[run] for run, doc in zip(runs, docs, strict=True)]
