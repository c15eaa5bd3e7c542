"""What a cluster counts over a whole archive: distinct values, and the figures of `stats`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from index.archive.reports import Stats
from index.cluster.documents import View, query
from index.cluster.loading import Loader
from index.cluster.record import State

_BUCKETS = 10_000
_PUBLISHERS = 1000
"""Publishers that the record of an archive names."""


def distinct(loader: Loader, kind: str, field: str, *tests: Mapping[str, Any]) -> Iterator[Any]:
    """Every value that a field has in documents of a kind, each once and in order."""
    for value, _ in counted(loader, kind, field, *tests):
        yield value


def counted(loader: Loader, kind: str, field: str, *tests: Mapping[str, Any]) -> Iterator[tuple[Any, int]]:
    """Every value that a field has, in order, with how many documents of a kind have it."""
    composite: dict[str, Any] = {"size": _BUCKETS, "sources": [{"value": {"terms": {"field": field}}}]}
    body = {
        "size": 0,
        "track_total_hits": False,
        "query": query(loader.view, [kind], *tests),
        "aggs": {"values": {"composite": composite}},
    }
    while True:
        found = loader.client.search(body)["aggregations"]["values"]
        for bucket in found["buckets"]:
            yield bucket["key"]["value"], bucket["doc_count"]
        if len(found["buckets"]) < _BUCKETS:
            return
        composite["after"] = found["after_key"]


def frequencies(loader: Loader, terms: Sequence[str]) -> dict[str, int]:
    """In how many sentences each of the terms occurs."""
    found = loader.client.searches([frequency_search(loader.view, term) for term in terms])
    return {term: one["hits"]["total"]["value"] for term, one in zip(terms, found, strict=True)}


def frequency_search(view: View, term: str) -> dict[str, Any]:
    """The search whose total is in how many sentences a term occurs."""
    return {"size": 0, "track_total_hits": True, "query": query(view, ["sentence"], {"term": {"t": term}})}


def state_of(loader: Loader) -> dict[str, Any]:
    """The figures of a version that its record keeps, counted anew."""
    view = loader.view
    days = {
        "first": {"min": {"field": "day"}},
        "last": {"max": {"field": "day"}},
        "dated": {"value_count": {"field": "day"}},
        "newest": {"max": {"field": "article"}},
    }
    articles, sentences = loader.client.searches(
        [
            {"size": 0, "track_total_hits": True, "query": query(view, ["article"]), "aggs": days},
            {
                "size": 0,
                "track_total_hits": True,
                "query": query(view, ["sentence"]),
                "aggs": {"terms": {"sum": {"field": "length"}}},
            },
        ]
    )
    publishers = list(islice(distinct(loader, "article", "publisher"), _PUBLISHERS + 1))
    count, told = articles["hits"]["total"]["value"], articles["aggregations"]
    return {
        "articles": count,
        "undated": count - told["dated"]["value"],
        "first_day": int(told["first"]["value"] or 0),
        "last_day": int(told["last"]["value"] or 0),
        "newest": int(told["newest"]["value"] or 0),
        "sentences": sentences["hits"]["total"]["value"],
        "terms": int(sentences["aggregations"]["terms"]["value"]),
        "publishers": tuple(publishers) if len(publishers) <= _PUBLISHERS else None,
    }


def stats(loader: Loader, state: State) -> Stats:
    """What the archive holds, in numbers."""
    view, client = loader.view, loader.client
    sums = {name: {"sum": {"field": name}} for name in ("quotations", "attributed")}
    dated = query(view, ["article"], {"exists": {"field": "published"}})
    ends: list[dict[str, Any]] = [
        {"size": 1, "query": dated, "sort": [{"published": order}], "_source": ["published"]}
        for order in ("asc", "desc")
    ]
    total = {"size": 0, "track_total_hits": True}
    articles, names, first, last, untold = client.searches(
        [
            {**total, "query": query(view, ["article"]), "aggs": sums},
            {**total, "query": query(view, ["name"])},
            *ends,
            {**total, "query": _without(query(view, ["article"]), "language")},
        ]
    )
    told = [(str(code), count) for code, count in counted(loader, "article", "language")]
    unknown = untold["hits"]["total"]["value"]
    languages: list[tuple[str | None, int]] = [*told, *([(None, unknown)] if unknown else [])]
    languages.sort(key=lambda one: (-one[1], one[0] is not None, one[0] or ""))
    sizes = client.ask("GET", f"/{client.index}/_stats/store")
    return Stats(
        articles=state.articles,
        copies=state.articles - sum(1 for _ in distinct(loader, "article", "group")),
        sentences=state.sentences,
        quotations=int(articles["aggregations"]["quotations"]["value"]),
        remarks=sum(1 for _ in distinct(loader, "article", "remarks")),
        attributed=int(articles["aggregations"]["attributed"]["value"]),
        names=names["hits"]["total"]["value"],
        publishers=sum(1 for _ in distinct(loader, "article", "publisher")),
        first=_published(first),
        last=_published(last),
        finders=tuple((str(finder), count) for finder, count in counted(loader, "article", "finder")),
        languages=tuple(languages),
        size=int(sizes["_all"]["total"]["store"]["size_in_bytes"]),
    )


def _without(wanted: dict[str, Any], field: str) -> dict[str, Any]:
    parts = wanted["bool"]
    return {"bool": {**parts, "must_not": [*parts["must_not"], {"exists": {"field": field}}]}}


def _published(found: Mapping[str, Any]) -> str | None:
    hits = found["hits"]["hits"]
    return str(hits[0]["_source"]["published"]) if hits else None


def days(loader: Loader, *tests: Mapping[str, Any]) -> list[tuple[int, int]]:
    """How many articles there are of each day, oldest first, of those that pass the tests."""
    return [(int(day), count) for day, count in counted(loader, "article", "day", *tests)]
