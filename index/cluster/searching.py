"""Searching a version of an archive on a cluster, of which a working copy holds what was asked about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any, Self

from index.archive.archive import StoredArchive
from index.cluster import totals
from index.cluster.client import Client
from index.cluster.documents import any_of, living, query
from index.cluster.loading import PAGE, Loader
from index.cluster.names import ClusterNames
from index.cluster.ranking import Question, best
from index.cluster.record import Record
from index.cluster.working_copy import WorkingCopy
from index.errors import ArchiveDamaged, ArchiveError
from index.people.rulings import Rulings
from index.search.bm25 import idf
from index.search.searcher import Hit, check_search

if TYPE_CHECKING:
    from index.people.people import People

KEPT = 3600.0
"""Seconds for which what a version holds stays readable after a newer one has come."""


class ClusterSearch(StoredArchive):
    """One version of an archive on a cluster, to be searched, whatever is written meanwhile."""

    def __init__(self, client: Client) -> None:
        self.client = client
        super().__init__(Path(str(client.address)))

    @property
    def place(self) -> str:
        """The archive's address."""
        return str(self.client.address)

    def _open(self) -> None:
        self._record = Record.read(self.client)
        self._state = self._record.state
        self.version = self._state.version
        self.identity = None
        self._opened = monotonic()
        self._copy = WorkingCopy(self.place)
        self._store = self._copy.store
        self._loader = Loader(self.client, self._state.view, self._copy)
        self._frequencies: dict[str, int] = {}
        for name in ("people", "publishers", "vocabulary", "days"):
            self.__dict__.pop(name, None)

    def latest(self) -> Self:
        """This snapshot while nothing was committed since it was opened, else one opened now."""
        if Record.read(self.client).state.version == self.version:
            self._opened = monotonic()
            return self
        return type(self)(self.client)

    def close(self) -> None:
        """Let go of the working copy; a second time does nothing."""
        self._copy.close()

    def __del__(self) -> None:
        if "_copy" in self.__dict__:
            self.close()

    @contextmanager
    def checked(self) -> Iterator[None]:
        """Whatever is asked within it is of this version."""
        with self._reading():
            pass
        yield

    @contextmanager
    def _reading(self) -> Iterator[Loader]:
        if monotonic() - self._opened > KEPT * 0.9 and self.latest() is not self:
            raise ArchiveError(
                f"what the archive at {self.place} held an hour ago is no longer kept there; open it again"
            )
        with self._loader.lock:
            self._loader.trim()
            try:
                yield self._loader
            except ArchiveDamaged as error:  # the copy's file is none, and its path no address
                text = str(error).replace(str(self._store.path), f"the archive at {self.place}")
                raise ArchiveDamaged(text) from error

    # Searching

    is_far = True

    def expect(self, texts: Iterable[str], names: Iterable[str] = (), roles: Iterable[str] = ()) -> None:
        """Look up in one request in how many sentences terms occur, and names that are found by words; those
        that are found by words in a role, and their namesakes, in two more."""
        terms = [term for term in dict.fromkeys(texts) if term not in self._frequencies]
        with self._reading() as loader:
            words = [word for word in dict.fromkeys(names) if not loader.knows("words", word)]
            tests = [any_of("words", words), any_of("family", words)]
            named = {
                "query": query(self._loader.view, ["name"], {"bool": {"should": tests}}),
                "size": PAGE,
                "_source": ["kind", "number", "name", "said", "held", "roles"],
            }
            bodies = [totals.frequency_search(self._loader.view, term) for term in terms]
            found = self.client.searches([*bodies, *([named] if words else [])])
            if words:
                hits = found.pop()["hits"]["hits"]
                loader.put(hits)
                if len(hits) < PAGE:
                    loader.learn("words", words)
                    loader.learn("family", words)
            counts = (one["hits"]["total"]["value"] for one in found)
            self._frequencies.update(zip(terms, counts, strict=True))
            loader.namesakes_in_roles(list(roles))

    def search(
        self,
        terms: Sequence[str],
        limit: int = 10,
        *,
        require: Sequence[Sequence[str]] = (),
        since: int | None = None,
        until: int | None = None,
    ) -> list[Hit]:
        """Sentences sharing a term, best first; equal scores in reading order (see Postings.search)."""
        check_search(terms, limit, require)
        if not terms or not limit or not self.sentence_count or not all(require):
            return []
        self.expect(terms)
        known = tuple((term, weight) for term in terms if (weight := self.idf(term)))
        if not known:
            return []
        with self._reading():
            parts = living(self._loader.view, "sentence")
            return best(
                Question(known, self._state.figures),
                min(limit, self.sentence_count),
                self._page,
                where=[*parts["filter"], *_tests(require, since, until)],
                unless=parts["must_not"],
            )

    def _page(self, body: Any) -> list[dict[str, Any]]:
        hits = self._loader.hits(body)
        self._loader.homes.update((hit["_source"]["sentence"], hit["_source"]["article"]) for hit in hits)
        return hits

    def matching(
        self,
        require: Sequence[Sequence[str]] = (),
        *,
        since: int | None = None,
        until: int | None = None,
        limit: int | None = None,
    ) -> list[int]:
        """Ids of the sentences that bear the required keys, in reading order."""
        if not all(require):
            return []
        body: dict[str, Any] = {
            "query": query(self._loader.view, ["sentence"], *_tests(require, since, until)),
            "sort": [{"sentence": "asc"}],
            "size": PAGE if limit is None else min(limit, PAGE),
            "_source": ["sentence", "article"],
            "track_total_hits": False,
        }
        found: list[int] = []
        with self._reading():
            while limit is None or len(found) < limit:
                hits = self._page(body)
                found += [hit["_source"]["sentence"] for hit in hits]
                if len(hits) < body["size"]:
                    break
                body["search_after"] = hits[-1]["sort"]
        return found[:limit]

    def document_frequency(self, term: str) -> int:
        """In how many sentences the term occurs."""
        if term not in self._frequencies:
            self.expect([term])
        return self._frequencies[term]

    def idf(self, term: str) -> float:
        """The term's weight; 0.0 where it does not occur."""
        return idf(self.sentence_count, self.document_frequency(term))

    @cached_property
    def vocabulary(self) -> list[str]:
        """Every term that is searched by; read once, where a word is looked for that none is like."""
        return [str(term) for term in totals.distinct(self._loader, "sentence", "t")]

    @property
    def sentence_count(self) -> int:
        """How many sentences there are to search."""
        return self._state.sentences

    @cached_property
    def people(self) -> People:
        """The people behind the names, joined and told apart; worked out as they are asked for."""
        from index.people.people import People

        return People(ClusterNames(self._loader), Rulings())

    @cached_property
    def publishers(self) -> tuple[str, ...]:
        """Every publisher of an article, by name; looked up once."""
        if self._state.publishers is not None:
            return self._state.publishers
        return tuple(str(name) for name in totals.distinct(self._loader, "article", "publisher"))


def _tests(require: Sequence[Sequence[str]], since: int | None, until: int | None) -> list[dict[str, Any]]:
    """What a sentence has to bear: of each group one key, and its day."""
    return [*(any_of("k", either) for either in require), *days_within(since, until)]


def days_within(since: int | None, until: int | None) -> list[dict[str, Any]]:
    span = {name: day for name, day in (("gte", since), ("lte", until)) if day is not None}
    return [{"range": {"day": span}}] if span else []
