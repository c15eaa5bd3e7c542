"""The archive as people use it: what is kept, asking it, and the records of its quotations."""

from collections.abc import Iterable
from datetime import date

from index.answers.archive import AskableArchive
from index.quotations.quotation import QuotationKind
from index.records.reading import Records, Wanted


class Archive(AskableArchive):
    """An archive to ask, to take records from, to add to and to remove from.

    It answers from the snapshot it was opened on, whatever others write meanwhile (see `latest`), and
    stands at its own `add` and `remove` once they are committed. Threads may share one that is only read;
    each iterator over records belongs to the thread that made it, and whoever adds or removes has an
    archive of their own.
    """

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
