"""The archive as people use it: what is kept, asking it, and the records of its quotations."""

from collections.abc import Iterable
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Self, TypeVar

from index.answers.archive import AskableArchive
from index.cluster.address import Access, is_cluster
from index.quotations.quotation import QuotationKind
from index.records.reading import Records, Wanted

if TYPE_CHECKING:
    from index.cluster.archive import ClusterStored

ArchiveType = TypeVar("ArchiveType", bound=AskableArchive)


class Archive(AskableArchive):
    """An archive to ask, to take records from, to add to and to remove from.

    It answers from the snapshot it was opened on, whatever others write meanwhile (see `latest`), and
    stands at its own `add` and `remove` once they are committed. Threads may share one that is only read;
    each iterator over records belongs to the thread that made it, and whoever adds or removes has an
    archive of their own.
    """

    @classmethod
    def open(cls, folder: Path | str, *, access: Access | None = None) -> Self:
        """The archive in a folder, or at an address of a cluster, where `access` tells who asks.

        Raises NoArchive, IndexFormatError or ArchiveDamaged.
        """
        if not is_cluster(folder):
            return super().open(folder)
        return _as(cls, on_cluster().reach(str(folder), access or Access()))

    @classmethod
    def create(cls, folder: Path | str, *, access: Access | None = None) -> Self:
        """The archive in a folder, or at an address of a cluster, made empty where there is none."""
        if not is_cluster(folder):
            return super().create(folder)
        return _as(cls, on_cluster().make(str(folder), access or Access()))

    def records(
        self,
        *,
        speaker: str | None = None,
        publisher: str | None = None,
        since: date | str | None = None,
        until: date | str | None = None,
        kind: QuotationKind | str | Iterable[QuotationKind | str] | None = None,
        min_confidence: float = 0.0,
    ) -> Records:
        """The records of the quotations that are wanted, by default of all; articles as they were added.

        `speaker` is a name, a role or part of a name, of everybody whom it can mean; `since` and `until`
        are days of publication, both included, and leave out articles without a date. Nobody of that name,
        or nothing by that publisher, gives none. However many there are, few are held in memory.
        """
        wanted = Wanted.of(speaker, publisher, since, until, kind, min_confidence)
        return Records(self, wanted)


@cache
def on_cluster() -> "type[ClusterStored]":
    """The class of archives on a cluster, as people use them; it is made when one is first asked for."""
    from index.cluster.archive import ClusterStored

    class ClusterArchive(ClusterStored, Archive):
        """An archive on a cluster, to ask, to take records from, to add to and to remove from."""

    return ClusterArchive


def _as(kind: type[ArchiveType], found: object) -> ArchiveType:
    if not isinstance(found, kind):
        raise TypeError(f"an archive on a cluster is no {kind.__name__}")
    return found
