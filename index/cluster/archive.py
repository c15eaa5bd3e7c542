"""The archive on a cluster, to search, to add to and to remove from, as the embedded one is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, Self

from index.archive.adding import Adding, drop
from index.archive.identity import Seen
from index.archive.ingestion import Finder, Prepared, prepare_all
from index.archive.reports import AddReport
from index.archive.rows import QuotationRow
from index.archive.writer import Writer
from index.articles.article import Article
from index.cluster.address import Access, parse_address
from index.cluster.client import Client
from index.cluster.documents import MAPPINGS, any_of
from index.cluster.reading import ClusterSnapshot
from index.cluster.record import Record
from index.cluster.writing import Change, changing
from index.errors import ArchiveError, ArticleError, NoArchive
from index.search.inverter import Document

if TYPE_CHECKING:
    from index.archive.corrections import Verdict
    from index.archive.forgetting import Forgotten


class ClusterStored(ClusterSnapshot):
    """An archive on a cluster; whoever changes it writes what counts only when all of it is there."""

    @classmethod
    def reach(cls, address: str, access: Access) -> Self:
        """The archive at an address; NoArchive where there is none."""
        return cls(Client(parse_address(address), access))

    @classmethod
    def make(cls, address: str, access: Access, settings: Mapping[str, Any] | None = None) -> Self:
        """The archive at an address, made empty where there is none.

        `settings` are those of the new index, by default what the cluster's templates say, with a replica
        where there is a second node.
        """
        client = Client(parse_address(address), access)
        try:
            Record.read(client)
        except NoArchive:
            _create(client, settings or {})
            Record.create(client)
        return cls(client)

    def add(
        self,
        articles: Iterable[Article | ArticleError],
        *,
        finder: Finder = "auto",
        progress: Callable[[int], None] | None = None,
        batch: int | None = None,
        workers: int = 1,
    ) -> AddReport:
        """What became of the articles: all of them go in, or on any error none (see `StoredArchive.add`)."""
        seen, coming, report = Seen(), iter(articles), AddReport()
        while part := list(coming if batch is None else islice(coming, batch)):
            before = report.total
            tell = (
                None if progress is None else lambda done, before=before, tell=progress: tell(before + done)
            )
            with changing(self.client) as change:
                adding = _Adding(change, finder, tell, workers, seen)
                adding.run(part)
            report += adding.report
        if report.total:
            self._reopen()
        return report

    def remove(self, ids: Iterable[str]) -> list[str]:
        """The ids that were there, in the order given, now gone with all that came of them."""
        wanted = list(dict.fromkeys(ids))
        removed = list[str]()
        with changing(self.client) as change:
            change.load_articles(any_of("id", wanted))
            writer = Writer(change.copy.db)
            keys = {id_: key for id_ in wanted if (key := writer.key_of(id_)) is not None}
            change.load_whole(keys.values())
            for id_, key in keys.items():
                drop(change.copy.db, writer, self.folder, key)
                removed.append(id_)
        if removed:
            self._reopen()
        return removed

    def least_sure(self, limit: int) -> list[QuotationRow]:  # noqa: ARG002
        """Not on a cluster, so far."""
        self._not_yet("review", "use an archive in a folder for it")

    def prune(self, folders: Iterable[Path | str]) -> list[str]:  # noqa: ARG002
        """Not on a cluster, so far."""
        self._not_yet("add --prune", "name the articles to `onrecord remove`")

    def forget(self, ids: Iterable[str], names: Iterable[str] = ()) -> Forgotten:  # noqa: ARG002
        """Not on a cluster, so far."""
        self._not_yet("removing for good", "name the articles to `onrecord remove`")

    def correct(self, id_: str, verdict: Verdict | str | None, speaker: str | None = None) -> bool:  # noqa: ARG002
        """Not on a cluster, so far."""
        self._not_yet("corrections", "use an archive in a folder for them")

    def _not_yet(self, what: str, instead: str) -> NoReturn:
        raise ArchiveError(f"{what}: not on a cluster yet ({self.place}); {instead}")

    def _reopen(self) -> None:
        self._copy.close()
        self._open()


class _Adding(Adding):
    """An addition that brings in what it may touch before it does, and sends sentences to the cluster."""

    def __init__(
        self,
        change: Change,
        finder: Finder,
        progress: Callable[[int], None] | None,
        workers: int,
        seen: Seen,
    ) -> None:
        super().__init__(change.copy.db, change.copy.store.path, finder, progress, workers, seen)
        self._change = change

    def run(self, articles: Iterable[Article | ArticleError]) -> None:
        """Put in what is new or changed."""
        items = list(articles)
        own = [item for item in items if isinstance(item, Article)]
        paths = {article.path for article in own if article.path is not None}
        self._change.load_articles(any_of("id", {article.id for article in own}), any_of("path", paths))
        settled = {self._identities.settled(article).id for article in own}
        self._change.load_articles(any_of("id", settled - {article.id for article in own}))
        super().run(items)

    def _prepared(self, articles: Iterable[Article]) -> Iterator[Prepared]:
        found = list(prepare_all(articles, self._finder, workers=self._workers))
        keys = (self._writer.key_of(one.article.id) for one in found)
        self._change.load_whole([key for key in keys if key is not None], found)
        return iter(found)

    def _put_in(self, documents: Iterator[Document]) -> None:
        self._change.documents += documents


def _create(client: Client, settings: Mapping[str, Any]) -> None:
    index = {"auto_expand_replicas": "0-1", "replication.type": "DOCUMENT", **settings}
    body = {"settings": {"index": index}, "mappings": MAPPINGS}
    try:
        client.ask("PUT", f"/{client.index}", body, wait_for_active_shards="1")
    except ArchiveError as error:
        if "resource_already_exists" not in str(error.__cause__):
            raise
        found = client.ask("GET", f"/{client.index}/_mapping")
        if any("onrecord" not in one["mappings"].get("_meta", {}) for one in found.values()):
            raise ArchiveError(
                f"the index of {client.address} is not an onrecord archive; choose another name"
            ) from error
