"""Reading a version of an archive on a cluster: what is asked for is first brought into the working copy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from index.analysis.dates import OPEN, Period
from index.analysis.sentences import Sentence
from index.archive.corrections import Correction
from index.archive.reports import Stats
from index.archive.rows import ArticleRow, OpenedArticle, QuotationRow, Said
from index.archive.selection import Selection
from index.articles.article import Article
from index.cluster import totals
from index.cluster.documents import any_of, query
from index.cluster.loading import Loader
from index.cluster.searching import ClusterSearch, days_within
from index.people.name_book import NameRow

_NAMES = 50_000
"""Names that one search is asked for; a cluster takes 65,536."""
_LONGEST_NAME = 255
"""Letters of a file's name, which no file system lets be longer; a cluster refuses to look for far more."""


class ClusterSnapshot(ClusterSearch):
    """One version of an archive on a cluster, whatever is written meanwhile; threads may share it."""

    @property
    def article_count(self) -> int:
        """How many articles there are."""
        return self._state.articles

    def newest(self) -> int:
        """The key of the article that was added last; 0 where there is none."""
        return self._state.newest

    @property
    def undated_count(self) -> int:
        """How many articles tell no date."""
        return self._state.undated

    @cached_property
    def days(self) -> Period:
        """The days of the oldest and of the newest article; open where none tells a date."""
        first, last = self._state.first_day, self._state.last_day
        return Period(date.fromordinal(first), date.fromordinal(last)) if first and last else OPEN

    def articles(self) -> Iterator[ArticleRow]:
        """Every article's row, in the order in which they were added."""
        last = 0
        while keys := self._keys([{"range": {"article": {"gt": last}}}]):
            yield from sorted(self.article_rows(keys), key=lambda row: row.key)
            last = keys[-1]

    def _keys(self, tests: Iterable[Any], size: int = 1000) -> list[int]:
        body = {
            "query": query(self._loader.view, ["article"], *tests),
            "sort": [{"article": "asc"}],
            "size": size,
            "_source": ["article"],
        }
        return [hit["_source"]["article"] for hit in self._loader.hits(body)]

    def selected(self, wanted: Selection, after: int = 0) -> Iterator[int]:
        """The keys, past `after`, of the articles with a quotation that are wanted, as they were added."""
        tests = [*_selecting(wanted), {"range": {"quotations": {"gt": 0}}}]
        while keys := self._keys([*tests, {"range": {"article": {"gt": after}}}]):
            yield from keys
            after = keys[-1]

    def articles_by_day(self, wanted: Selection) -> list[tuple[int, int]]:
        """How many articles there are of each day, oldest first, of those days and publishers."""
        return totals.days(self._loader, *_selecting(Selection(
            publishers=wanted.publishers, since=wanted.since, until=wanted.until)))  # fmt: skip

    def counts_by_name(
        self, publishers: Sequence[str] | None, kinds: Sequence[str] | None
    ) -> list[tuple[int, int, int]]:
        """Numbers of names with how often, and in how many articles, they are quoted so."""
        tests = _selecting(Selection(publishers=None if publishers is None else tuple(publishers)))
        with self._reading() as loader:
            loader.all_names()
            loader.articles_where(("publishers", tuple(publishers or ())), *tests)
            return super().counts_by_name(publishers, kinds)

    def ids_of(self, wanted: Selection, *, url: str | None = None) -> list[str]:
        """The ids of the articles that are wanted, at that address if one is given."""
        tests = [*_selecting(wanted), *([{"term": {"url": url}}] if url is not None else [])]
        hits = self._loader.every(["article"], *tests, sort="article", fields=["id"])
        return [str(hit["_source"]["id"]) for hit in hits]

    def key_of(self, article_id: str) -> int | None:
        """The key of the article of that id; None where there is none."""
        return next(iter(self._keys([{"term": {"id": article_id}}], 1)), None)

    def ids_like(self, named: str) -> list[str]:
        """The ids that somebody may mean who names no article's (see `StoredArchive.ids_like`)."""
        name = named.rpartition("/")[2]
        ending = "".join(f"\\{letter}" if letter in "\\*?" else letter for letter in name)
        tests = [
            {"term": {"path": str(Path(named).absolute())}},
            {"term": {"id": name}},
            {"wildcard": {"id": {"value": f"*/{ending}"}}},
        ]
        if len(name) > _LONGEST_NAME:
            del tests[-1]
        with self._reading() as loader:
            loader.articles_where(("like", named), {"bool": {"should": tests}}, limit=3)
            return super().ids_like(named)

    def key_at(self, address: str) -> int | None:
        """The key of the article of that address (`index.archive.addresses`); None where there is none."""
        return next(iter(self._keys([{"term": {"address": address}}], 1)), None)

    @cached_property
    def corrections(self) -> tuple[Correction, ...]:
        """What people have corrected: nothing can be, on a cluster, so far."""
        return ()

    def article_rows(self, keys: Iterable[int]) -> list[ArticleRow]:
        """The rows of the articles of these keys, in any order; one that is not there is left out."""
        wanted = list(keys)
        with self._reading() as loader:
            loader.first_of(wanted)
            return super().article_rows(wanted)

    def article_row(self, key: int) -> ArticleRow:
        """The article's row; raises KeyError for a key that is not there."""
        for row in self.article_rows([key]):
            return row
        raise KeyError(key)

    def article(self, key: int) -> Article:
        """The article with its text, exactly as added; ArchiveDamaged where that cannot be."""
        with self._reading() as loader:
            loader.articles([key], texts=True)
            return super().article(key)

    def opened(self, keys: Iterable[int]) -> list[OpenedArticle]:
        """Articles of these keys as ranking looks at them: with their text as it lies there, unchecked."""
        wanted = list(keys)
        with self._reading() as loader:
            loader.articles(wanted, texts=True)
            return super().opened(wanted)

    def keys_of(self, sentence_ids: Iterable[int]) -> dict[int, int]:
        """The key of the article that each of the sentences stands in."""
        with self._reading() as loader:
            return loader.homes_of(sentence_ids)

    def sentence(self, sentence_id: int) -> tuple[int, Sentence]:
        """The key of its article, and the sentence; raises KeyError for an id that is not there."""
        with self._reading() as loader:
            loader.articles(loader.homes_of([sentence_id]).values(), texts=True)
            return super().sentence(sentence_id)

    def sentences_of(self, key: int) -> list[tuple[int, Sentence]]:
        """The article's sentences with their ids, in order."""
        with self._reading() as loader:
            loader.articles([key], texts=True)
            return super().sentences_of(key)

    def quotations_at(self, sentence_ids: Iterable[int]) -> list[QuotationRow]:
        """Every quotation whose passage holds one of the sentences, in reading order."""
        wanted = list(sentence_ids)
        with self._reading() as loader:
            loader.articles(loader.homes_of(wanted).values(), texts=True)
            return super().quotations_at(wanted)

    def quotations(self, ids: Iterable[int]) -> list[QuotationRow]:
        """The quotations of these ids, in the order asked; one that is not there is left out."""
        wanted = list(ids)
        with self._reading() as loader:
            loader.articles_where(("quotations", tuple(wanted)), any_of("quotation", wanted))
            return super().quotations(wanted)

    def quotations_by(self, name_ids: Iterable[int], limit: int | None = None) -> list[QuotationRow]:
        """The quotations of any of these names, in reading order; with `limit` so many of the first added."""
        names = sorted(set(name_ids))
        with self._reading() as loader:
            if limit is None:
                self._all_by(loader, names)
            else:
                loader.articles_where(("by", tuple(names), limit), any_of("names", names), limit=limit)
            return super().quotations_by(names, limit)

    def _all_by(self, loader: Loader, names: Iterable[int]) -> None:
        wanted = tuple(sorted(set(names)))
        for start in range(0, len(wanted), _NAMES):
            some = wanted[start : start + _NAMES]
            loader.articles_where(("by", some), any_of("names", some))

    def said_by(self, name_ids: Iterable[int]) -> list[Said]:
        """What any of these names is quoted with, the newest articles first, those without a date last."""
        names = list(name_ids)
        with self._reading() as loader:
            self._all_by(loader, names)
            return super().said_by(names)

    def headlines_by(self, name_ids: Iterable[int], limit: int) -> list[tuple[int, str]]:
        """Key and title of each article that holds one of the `limit` quotations last added of each name."""
        names = sorted(set(name_ids))
        with self._reading() as loader:
            some = loader.articles_where(
                ("last", tuple(names), limit), any_of("names", names), limit=limit, last=True
            )
            for name in names if some and len(names) > 1 else ():
                loader.articles_where(("last", name, limit), any_of("names", [name]), limit=limit, last=True)
            return super().headlines_by(names, limit)

    def quotations_in(self, keys: Iterable[int]) -> list[QuotationRow]:
        """All quotations of the articles of these keys, in reading order."""
        wanted = list(keys)
        with self._reading() as loader:
            loader.articles(wanted)
            return super().quotations_in(wanted)

    def remarks(self, rows: Iterable[QuotationRow]) -> dict[int, int]:
        """The remark that each quotation is, by the quotation's id; near-copies are the same one."""
        wanted = list(rows)
        with self._reading() as loader:
            loader.articles({row.article for row in wanted})
            return super().remarks(wanted)

    def carrying(self, wanted: Iterable[int]) -> dict[int, list[int]]:
        """The keys of the articles that carry each of some remarks, in the order of their addition."""
        remarks = list(wanted)
        with self._reading() as loader:
            loader.carrying(remarks)
            return super().carrying(remarks)

    def remark_counts(
        self,
        groups: Sequence[Sequence[int]],
        publishers: Sequence[str] | None = None,
        kinds: Sequence[str] | None = None,
    ) -> list[int]:
        """How many remarks each group of names is quoted with, by those publishers and of those kinds."""
        with self._reading() as loader:
            self._all_by(loader, (name for names in groups for name in names))
            return super().remark_counts(groups, publishers, kinds)

    def names(self) -> list[NameRow]:
        """Speakers' names, the most quoted first, then by name."""
        with self._reading() as loader:
            loader.all_names()
            return super().names()

    def stats(self) -> Stats:
        """What the archive holds, in numbers."""
        return totals.stats(self._loader, self._state)


def _selecting(wanted: Selection) -> list[dict[str, Any]]:
    """What an article has to bear."""
    tests = days_within(wanted.since, wanted.until)
    if wanted.names is not None:
        tests.append(any_of("names", wanted.names))
    if wanted.publishers is not None:
        tests.append(any_of("publisher", wanted.publishers))
    return tests
