"""Reading which quotations are one remark: the one rule that counts, trends, records and lists follow.

`index.archive.near_copies` keeps it. In an archive of an older format that cannot be written to, quotations
of the very same words are one remark, and none else.
"""

import json
from collections.abc import Iterable, Sequence

from index.archive.groups import ARTICLES, REMARKS
from index.archive.likeness import content_of, remark_keys
from index.archive.rows import QuotationRow, Said
from index.archive.selection import Selection, tests_of
from index.archive.store import Store


def remarks_of(store: Store, rows: Iterable[QuotationRow]) -> dict[int, int]:
    """The remark that each quotation is, by the quotation's id; the same number for near-copies."""
    wanted = {row.id: row for row in rows}
    if store.grouped:
        query = f"SELECT item, label FROM {REMARKS} WHERE item IN (?)"
        found = {int(item): int(label) for item, label in store.rows_of(query, wanted)}
        if len(found) == len(wanted):
            return found
    texts = {one.key: one.text for one in store.opened({row.article for row in wanted.values()})}
    return {
        row.id: remark_keys(content_of(texts[row.article], row.quotation.content), row.speakers)[0]
        for row in wanted.values()
    }


def said_by(store: Store, names: Sequence[int]) -> list[Said]:
    """All that any of these names is quoted with, the newest articles first, in each in reading order.

    Articles without a date come last. Nothing but what is returned is read, so that thousands take a moment.
    """
    remark = f"(SELECT label FROM {REMARKS} WHERE item = q.id)" if store.grouped else "NULL"
    query = (
        f"SELECT DISTINCT q.id, q.article, a.day, {remark}"
        " FROM spoken s JOIN quotations q ON q.id = s.quotation JOIN articles a ON a.key = q.article"
        " WHERE s.name IN (SELECT value FROM json_each(?))"
        " ORDER BY a.day IS NULL, a.day DESC, q.article DESC, q.id"
    )
    rows = store.rows(query, [json.dumps(list(names))])
    if all(row[3] is not None for row in rows):
        return [Said(*row) for row in rows]
    found = remarks_of(store, store.quotations("q.id IN (?)", (row[0] for row in rows)))
    return [Said(id_, article, day, found[id_]) for id_, article, day, _ in rows]


def articles_carrying(store: Store, remarks: Iterable[int]) -> dict[int, list[int]]:
    """The keys of the articles that carry each of some remarks, in the order of their addition."""
    found: dict[int, set[int]] = {remark: set() for remark in remarks}
    if store.grouped:
        query = (
            f"SELECT r.label, q.article FROM {REMARKS} r JOIN quotations q ON q.id = r.item"
            " WHERE r.label IN (?)"
        )
        for remark, article in store.rows_of(query, found):
            found[remark].add(article)
    return {remark: sorted(articles) for remark, articles in found.items()}


def remark_count(
    store: Store,
    names: Sequence[int],
    publishers: Sequence[str] | None = None,
    kinds: Sequence[str] | None = None,
) -> int:
    """How many remarks any of these names is quoted with, by those publishers and of those kinds."""
    tests, values = tests_of(Selection(publishers=None if publishers is None else tuple(publishers)))
    if kinds is not None:
        tests.append("q.kind IN (SELECT value FROM json_each(?))")
        values.append(json.dumps(list(kinds)))
    same = f"(SELECT label FROM {REMARKS} WHERE item = s.quotation)" if store.grouped else "s.quotation"
    said = "WHERE s.name IN (SELECT value FROM json_each(?))"
    if not tests and store.grouped:
        query = f"SELECT count(DISTINCT label) FROM spoken s JOIN {REMARKS} ON item = s.quotation {said}"
        return store.number(query, [json.dumps(list(names))])
    query = (
        f"SELECT count(DISTINCT {same}) FROM spoken s JOIN quotations q ON q.id = s.quotation"
        f" JOIN articles a ON a.key = q.article {said}"
    )
    return store.number(" AND ".join([query, *tests]), [json.dumps(list(names)), *values])


def remarks_in_all(store: Store) -> int:
    """How many remarks there are."""
    if store.grouped:
        return store.number(f"SELECT count(DISTINCT label) FROM {REMARKS}")
    return store.number("SELECT count(*) FROM quotations")


def copies_in_all(store: Store) -> int:
    """How many articles are near-copies of one that came before them."""
    if store.grouped:
        return store.number(f"SELECT count(*) - count(DISTINCT label) FROM {ARTICLES}")
    return store.number("SELECT count(*) - count(DISTINCT text_digest) FROM articles")
