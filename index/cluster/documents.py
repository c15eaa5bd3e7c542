"""The documents of an archive on a cluster: what they are looked up by, and the rows that they carry.

    archive    one: the version that counts, and the numbers given so far (`index.cluster.record`)
    article    what the archive knows of an article but its text: its row, quotations, near-copies
    text       its text and its sentences' places
    sentence   a sentence's terms and the keys that searches can require
    name       a speaker's name, its roles and counts

A document counts from the version it was `born` in until the one it `died` in, so that whoever reads a
version sees all of it and nothing else. One that changes is written anew beside the older. Every attempt to
write has a number of its own, in its documents' ids too; one that was given up never counts, however late its
requests arrive.
"""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from index.archive.addresses import article_key as address_of
from index.cluster.impacts import labels
from index.names.name import words_of
from index.people.name_book import family_of, initials_of, looked_up_by, role_words
from index.search.inverter import Document

_KEYWORD = {"type": "keyword", "doc_values": False}
_LISTED = {"type": "keyword"}
_NUMBER = {"type": "long", "doc_values": False}
_COUNTED = {"type": "long"}

MAPPINGS: dict[str, Any] = {
    "dynamic": False,
    "_meta": {"onrecord": 1},
    "_source": {"enabled": True},
    "properties": {
        "kind": _LISTED,
        "born": _COUNTED,
        "died": _COUNTED,
        # of articles
        "article": _COUNTED,
        "id": _KEYWORD,
        "path": _KEYWORD,
        "url": _KEYWORD,
        "address": _KEYWORD,
        "publisher": _LISTED,
        "language": _LISTED,
        "finder": _LISTED,
        "published": _LISTED,
        "day": _COUNTED,
        "first": _COUNTED,
        "end": _NUMBER,
        "quotations": _COUNTED,
        "quotation": _NUMBER,
        "attributed": _COUNTED,
        "names": _NUMBER,
        "group": _COUNTED,
        "group_keys": _NUMBER,
        "remarks": _COUNTED,
        "remark_keys": _NUMBER,
        # of sentences
        "sentence": _COUNTED,
        "t": _LISTED,
        "i": {"type": "keyword", "similarity": "boolean", "doc_values": False},
        "k": _KEYWORD,
        "length": {"type": "integer"},
        # of names
        "number": _COUNTED,
        "name": _KEYWORD,
        "said": _COUNTED,
        "family": _LISTED,
        "words": _LISTED,
        "role_words": _KEYWORD,
        "initials": _KEYWORD,
    },
}


class View(NamedTuple):
    """A version, and the attempts before it that were given up: what they wrote does not count."""

    version: int
    given_up: tuple[int, ...] = ()


class ArticleParts(NamedTuple):
    """An article as the embedded archive's tables hold it, but for its text.

    `row` is that of `articles`, its digests as bytes; of each of `quotations` its row, and the numbers and
    texts of its speakers' names; of each of `remarks` the quotation, its label, keys and the key that it
    shares with near-copies.
    """

    row: tuple[Any, ...]
    quotations: tuple[tuple[tuple[Any, ...], tuple[tuple[int, str], ...]], ...]
    label: int
    keys: tuple[int, ...]
    remarks: tuple[tuple[int, int, tuple[int, ...], int | None], ...]

    @property
    def key(self) -> int:
        """The article's number."""
        return int(self.row[0])


class NameParts(NamedTuple):
    """A name as the embedded archive's tables hold it, with its roles and how often each was given."""

    number: int
    name: str
    quotations: int
    articles: int
    roles: tuple[tuple[str, int], ...]


def article_document(parts: ArticleParts) -> dict[str, Any]:
    """The document of an article."""
    row = parts.row
    speakers = [[number for number, _ in said] for _, said in parts.quotations]
    return {
        "kind": "article",
        "article": row[0],
        "id": row[1],
        "path": row[3],
        "url": row[4],
        "publisher": row[6],
        "published": row[7],
        "language": row[8],
        "day": row[10],
        "first": row[12],
        "end": row[12] + row[11],
        "finder": row[14],
        "address": address_of(row[1]),
        "quotations": len(parts.quotations),
        "quotation": [quotation[0] for quotation, _ in parts.quotations],
        "attributed": sum(map(bool, speakers)),
        "names": sorted({number for numbers in speakers for number in numbers}),
        "group": parts.label,
        "group_keys": list(parts.keys),
        "remarks": sorted({label for _, label, _, _ in parts.remarks}),
        "remark_keys": sorted({key for _, _, keys, _ in parts.remarks for key in keys}),
        "row": [one.hex() if isinstance(one, bytes) else one for one in row],
        "quoted": [[list(quotation), list(said)] for quotation, said in parts.quotations],
        "likeness": [list(one) for one in parts.remarks],
    }


def article_parts(source: Mapping[str, Any]) -> ArticleParts:
    """What `article_document` was given."""
    *row, article, text, found = source["row"]
    return ArticleParts(
        row=(*row, *(bytes.fromhex(one) for one in (article, text, found))),
        quotations=tuple(
            (tuple(row), tuple((int(number), str(name)) for number, name in said))
            for row, said in source["quoted"]
        ),
        label=source["group"],
        keys=tuple(source["group_keys"]),
        remarks=tuple((number, label, tuple(keys), own) for number, label, keys, own in source["likeness"]),
    )


def text_document(key: int, text: str, packed: bytes) -> dict[str, Any]:
    """The document of an article's text and its sentences, as they are packed."""
    return {"kind": "text", "article": key, "text": text, "packed": b64encode(packed).decode()}


def text_parts(source: Mapping[str, Any]) -> tuple[int, str, bytes]:
    """What `text_document` was given."""
    return source["article"], source["text"], b64decode(source["packed"])


def sentence_document(document: Document, article: int) -> dict[str, Any]:
    """The document of a sentence."""
    words = list(document.terms)
    return {
        "kind": "sentence",
        "sentence": document.sentence,
        "article": article,
        "t": list(dict.fromkeys(words)),
        "i": labels(words),
        "k": list(document.keys),
        "day": document.day,
        "length": len(words),
        "words": words,
    }


def name_document(parts: NameParts) -> dict[str, Any]:
    """The document of a name."""
    words = words_of(parts.name)
    return {
        "kind": "name",
        "number": parts.number,
        "name": parts.name,
        "said": parts.quotations,
        "family": family_of(words),
        "words": sorted(looked_up_by(words)),
        "role_words": sorted(role_words(role for role, _ in parts.roles)),
        "initials": initials_of(parts.name),
        "held": parts.articles,
        "roles": [list(one) for one in parts.roles],
    }


def name_parts(source: Mapping[str, Any]) -> NameParts:
    """What `name_document` was given."""
    return NameParts(
        source["number"],
        source["name"],
        source["said"],
        source["held"],
        tuple((role, count) for role, count in source["roles"]),
    )


def living(view: View, *kinds: str) -> dict[str, list[dict[str, Any]]]:
    """The parts of a query that leaves only documents of these kinds that count in a version."""
    unborn: list[dict[str, Any]] = [{"range": {"born": {"gt": view.version}}}]
    if view.given_up:
        unborn.append(any_of("born", view.given_up))
    return {"filter": [{"terms": {"kind": list(kinds)}}], "must_not": [*unborn, dead(view)]}


def dead(view: View) -> dict[str, Any]:
    """A test that a document no longer counts in a version."""
    died = {"range": {"died": {"lte": view.version}}}
    if not view.given_up:
        return died
    return {"bool": {"filter": [died], "must_not": [any_of("died", view.given_up)]}}


def query(view: View, kinds: Sequence[str], *tests: Mapping[str, Any]) -> dict[str, Any]:
    """A query for documents of these kinds that count in a version and pass all tests."""
    parts = living(view, *kinds)
    return {"bool": {"filter": [*parts["filter"], *tests], "must_not": parts["must_not"]}}


def any_of(field: str, values: Iterable[Any]) -> dict[str, Any]:
    """A test that a field holds one of these values."""
    return {"terms": {field: list(values)}}
