"""Bringing what is asked about from a cluster into a working copy, in few requests and each thing once."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from itertools import islice
from typing import Any, NamedTuple

from index.cluster.client import Client
from index.cluster.documents import View, any_of, article_parts, name_parts, query, text_parts
from index.cluster.working_copy import WorkingCopy

_AT_ONCE = 2000
"""Keys that one search is asked for."""
PAGE = 5000
"""Documents that one search gives at most."""
_TEXT = ["kind", "article", "text", "packed"]
_ARTICLE = ["kind", "row", "quoted", "likeness", "group", "group_keys"]
_NAME = ["kind", "number", "name", "said", "held", "roles"]
FIELDS = [*_TEXT, *_ARTICLE[1:], *_NAME[1:]]
"""What a document carries, apart from what it is looked up by alone."""

MOST_ARTICLES, MOST_TEXTS = 50_000, 5_000
"""Articles, and texts of articles, that are kept in memory."""

Test = Mapping[str, Any]


class Place(NamedTuple):
    """Where a document is, and which of its changes was read."""

    id: str
    routing: str
    seq_no: int
    term: int


def place_of(hit: Mapping[str, Any]) -> Place:
    """The place of what a search found."""
    return Place(hit["_id"], hit["_routing"], hit.get("_seq_no", -1), hit.get("_primary_term", -1))


class Loader:
    """Fills a working copy with documents of one version; threads may share it."""

    def __init__(self, client: Client, view: View, copy: WorkingCopy) -> None:
        self.client = client
        self.view = view
        self.copy = copy
        self.lock = threading.RLock()
        self.places: dict[tuple[str, int], Place] = {}
        """The place of each document that is in the copy, by its kind and number."""
        self._names_known: set[object] = set()
        self._known: set[object] = set()
        self._absent: set[int] = set()
        self.homes: dict[int, int] = {}
        """The article of each sentence that a search has found."""

    # Asking

    def hits(self, body: Mapping[str, Any]) -> list[dict[str, Any]]:
        """The hits of one search."""
        found: list[dict[str, Any]] = self.client.search(body)["hits"]["hits"]
        return found

    def every(
        self, kinds: Sequence[str], *tests: Test, sort: str, fields: Sequence[str] = FIELDS
    ) -> Iterator[dict[str, Any]]:
        """All documents of these kinds that pass the tests, in the order of a number of theirs."""
        body: dict[str, Any] = {
            "query": query(self.view, kinds, *tests),
            "sort": [{sort: "asc"}],
            "size": PAGE,
            "_source": list(fields),
            "seq_no_primary_term": True,
            "track_total_hits": False,
        }
        while hits := self.hits(body):
            yield from hits
            if len(hits) < PAGE:
                return
            body["search_after"] = hits[-1]["sort"]

    def put(self, hits: Iterable[Mapping[str, Any]]) -> None:
        """Put documents into the copy."""
        with self.lock:
            for hit in hits:
                source = hit["_source"]
                kind, number = source["kind"], source.get("article", source.get("number", 0))
                if kind == "article":
                    parts = article_parts(source)
                    number = parts.key
                    self.copy.put_article(parts)
                elif kind == "text":
                    self.copy.put_text(*text_parts(source))
                elif kind == "name":
                    self.copy.put_name(name_parts(source))
                self.places[kind, number] = place_of(hit)

    # Articles

    def trim(self) -> None:
        """Let go of the articles in the copy where they have become many."""
        with self.lock:
            if len(self.copy.articles) > MOST_ARTICLES or len(self.copy.texts) > MOST_TEXTS:
                self.copy.forget_articles()
                self._known.clear()
                self.places = {place: at for place, at in self.places.items() if place[0] == "name"}

    def first_of(self, keys: Iterable[int]) -> None:
        """See to it that the first of the near-copies of each of these articles is in the copy, too."""
        wanted = set(keys)
        self.articles(wanted)
        labels = self.copy.labels_of(wanted)
        if labels and not all(("first", label) in self._known for label in labels):
            labels |= self.copy.labels_of(islice(self.copy.texts - wanted, max(0, _AT_ONCE - len(wanted))))
        missing = sorted(label for label in labels if ("first", label) not in self._known)
        for start in range(0, len(missing), _AT_ONCE):
            some = missing[start : start + _AT_ONCE]
            body = {
                "query": query(self.view, ["article"], any_of("group", some)),
                "collapse": {"field": "group"},
                "sort": [{"article": "asc"}],
                "size": len(some),
                "_source": FIELDS,
            }
            self.put(self.hits(body))
        self._known.update(("first", label) for label in missing)

    def articles(self, keys: Iterable[int], *, texts: bool = False) -> None:
        """See to it that the articles of these keys are in the copy, and with `texts` their texts, too."""
        wanted, copy = set(keys) - self._absent, self.copy
        with self.lock:
            self._fetch(wanted - copy.articles, *([wanted - copy.texts] if texts else []))

    def _fetch(self, articles: set[int], texts: Set[int] = frozenset()) -> None:
        parts = [
            (kind, sorted(keys)[start : start + _AT_ONCE])
            for kind, keys in (("article", articles), ("text", texts))
            for start in range(0, len(keys), _AT_ONCE)
        ]
        bodies = [
            {
                "query": query(self.view, [kind], any_of("article", keys)),
                "size": len(keys),
                "_source": FIELDS,
                "seq_no_primary_term": True,
            }
            for kind, keys in parts
        ]
        for found in self.client.searches(bodies):
            self.put(found["hits"]["hits"])
        self._absent |= articles - self.copy.articles

    def carrying(self, remarks: Iterable[int]) -> None:
        """See to it that the articles that carry any of some remarks are in the copy."""
        wanted = [remark for remark in dict.fromkeys(remarks) if ("remark", remark) not in self._known]
        if wanted:
            there = any_of("article", islice(self.copy.articles, _AT_ONCE))
            test = {"bool": {"filter": [any_of("remarks", wanted)], "must_not": [there]}}
            self.put(self.every(["article"], test, sort="article"))
            self._known.update(("remark", remark) for remark in wanted)

    def articles_where(
        self, what: object, *tests: Test, limit: int | None = None, last: bool = False
    ) -> bool:
        """See to it that the articles that pass the tests are in the copy: `what` says which they are.

        With `limit` so many, the first added, or with `last` those added last; then it tells whether there
        may be more.
        """
        if what in self._known:
            return ("more", what) in self._known
        if limit is None:
            self.put(self.every(["article"], *tests, sort="article"))
        else:
            hits = self.hits(
                {
                    "query": query(self.view, ["article"], *tests),
                    "sort": [{"article": "desc" if last else "asc"}],
                    "size": limit,
                    "_source": FIELDS,
                    "track_total_hits": False,
                }
            )
            self.put(hits)
            if len(hits) == limit:
                self._known.add(("more", what))
        self._known.add(what)
        return ("more", what) in self._known

    def homes_of(self, sentences: Iterable[int]) -> dict[int, int]:
        """The key of the article that each of the sentences stands in, where it is there."""
        wanted = set(sentences)
        missing = sorted(wanted - self.homes.keys())
        if missing:
            place = self.copy.store.run_of
            for sentence in missing:
                key, first, end = place(sentence)
                if first <= sentence < end:
                    self.homes[sentence] = key
            missing = sorted(wanted - self.homes.keys())
        for start in range(0, len(missing), 400):
            tests = [
                {"bool": {"filter": [{"range": {"first": {"lte": n}}}, {"range": {"end": {"gt": n}}}]}}
                for n in missing[start : start + 400]
            ]
            self.put(self.every(["article"], {"bool": {"should": tests}}, sort="article"))
        for sentence in missing:
            key, first, end = self.copy.store.run_of(sentence)
            if first <= sentence < end:
                self.homes[sentence] = key
        return {sentence: self.homes[sentence] for sentence in wanted if sentence in self.homes}

    # Names

    def names(self, field: str, values: Iterable[Any]) -> None:
        """See to it that every name that has one of the values in a field is in the copy."""
        with self.lock:
            missing = [value for value in dict.fromkeys(values) if (field, value) not in self._names_known]
            if missing and "names" not in self._names_known:
                for start in range(0, len(missing), _AT_ONCE):
                    test = any_of(field, missing[start : start + _AT_ONCE])
                    self.put(self.every(["name"], test, sort="number"))
            self._names_known.update((field, value) for value in missing)

    def namesakes_in_roles(self, words: Sequence[str]) -> None:
        """See to it that whoever is found by any of the words in a role is in the copy, with namesakes."""
        self.names("role_words", words)
        query = "SELECT family FROM role_words r JOIN families f ON f.name = r.name WHERE r.word IN (?)"
        self.names("family", [family for (family,) in self.copy.store.rows_of(query, words)])

    def names_with(self, field: str, values: Sequence[str]) -> None:
        """See to it that every name that has all of the values in a field is in the copy."""
        what = (field, *sorted(values), "all")
        if what not in self._names_known and not any(self.knows(field, value) for value in values):
            self.put(self.every(["name"], *(any_of(field, [value]) for value in values), sort="number"))
        self._names_known.add(what)

    def all_names(self) -> None:
        """See to it that every name is in the copy."""
        if "names" not in self._names_known:
            self.put(self.every(["name"], sort="number"))
            self._names_known.add("names")

    def most_quoted(self, count: int) -> None:
        """See to it that the names that are quoted most are in the copy."""
        what = ("most", count)
        if what not in self._names_known and "names" not in self._names_known:
            body = {
                "query": query(self.view, ["name"]),
                "sort": [{"said": "desc"}, {"number": "asc"}],
                "size": count,
                "_source": FIELDS,
            }
            self.put(self.hits(body))
            self._names_known.add(what)

    def learn(self, field: str, values: Iterable[Any]) -> None:
        """Take it that every name that has one of the values in a field is in the copy."""
        self._names_known.update((field, value) for value in values)

    def knows(self, field: str, value: object) -> bool:
        """Whether every name that has the value in a field is in the copy."""
        return "names" in self._names_known or (field, value) in self._names_known
