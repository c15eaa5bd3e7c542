"""Quotations on a topic: whose own sentences, or the headline above them, hold every word of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from index.analysis.terms import terms
from index.archive.archive import StoredArchive
from index.archive.selection import Selection
from index.records.record import Record

Topic = Sequence[frozenset[str]]
"""Terms of which each has to be there, in any of its forms."""


def topic_of(text: str) -> Topic:
    """The words of a text as a topic; the empty one, which everything is on, where it has none."""
    return [frozenset({term}) for term in dict.fromkeys(terms(text))]


def on_topic(record: Record, topic: Topic) -> bool:
    """Whether a quotation is on a topic."""
    if not topic:
        return True
    held = {*terms(record.context), *terms(record.title)}
    return not any(held.isdisjoint(forms) for forms in topic)


def keys_on_topic(
    archive: StoredArchive, selection: Selection, topic: Topic, *, after: int = 0
) -> Iterator[int]:
    """The keys, past `after`, of the articles that are wanted and may hold something on a topic.

    The rarest word is enough to look for, since all have to be there.
    """
    if not topic:
        yield from archive.selected(selection, after)
        return
    rarest = min(topic, key=lambda forms: sum(map(archive.document_frequency, forms)))
    hits = archive.search(sorted(rarest), max(archive.sentence_count, 1))
    holding = set(archive.keys_of(hit.sentence for hit in hits).values())
    yield from (key for key in archive.selected(selection, after) if key in holding)
