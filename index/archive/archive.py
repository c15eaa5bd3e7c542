"""The archive: articles, their sentences and quotations (SQLite) and postings, added and removed together."""

from collections.abc import Callable, Iterable
from functools import cached_property
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Self

from index.archive.corrections import Verdict
from index.archive.database import create, settle
from index.archive.reports import AddReport
from index.archive.snapshot import Snapshot
from index.articles.article import Article
from index.errors import ArticleError

if TYPE_CHECKING:
    from index.archive.forgetting import Forgotten
    from index.archive.ingestion import Finder


class StoredArchive(Snapshot):
    """An archive to search, to add to and to remove from.

    It reads from the snapshot it was opened on, whatever others write meanwhile (see `latest`), and
    stands at its own `add` and `remove` once they are committed.
    """

    _temporary: Path | None = None

    @cached_property
    def corrected(self) -> frozenset[str]:
        """The ids of the quotations that a person's correction changed."""
        return frozenset(one.id for one in self.corrections if one.verdict.changes)

    @classmethod
    def open(cls, folder: Path | str) -> Self:
        """The archive in `folder`; raises NoArchive, IndexFormatError or ArchiveDamaged."""
        return cls(Path(folder))

    @classmethod
    def create(cls, folder: Path | str) -> Self:
        """The archive in `folder`, made empty where there is none."""
        create(Path(folder))
        return cls(Path(folder))

    @classmethod
    def temporary(cls, articles: Iterable[Article], *, finder: "Finder" = "auto") -> Self:
        """An archive of these articles that is gone when it is closed."""
        import shutil
        import tempfile

        folder = Path(tempfile.mkdtemp(prefix="onrecord-"))
        try:
            archive = cls.create(folder)
            archive._temporary = folder
            archive.add(articles, finder=finder)
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        return archive

    def ids_like(self, named: str) -> list[str]:
        """The ids that somebody may mean who names no article's: of its file, or of its name in some folder.

        At most three, in the order of their keys.
        """
        name = named.rpartition("/")[2]
        rows = self._store.rows(
            "SELECT id FROM articles WHERE path = ? OR id = ? OR substr(id, -?) = ? ORDER BY key LIMIT 3",
            (str(Path(named).absolute()), name, len(name) + 1, f"/{name}"),
        )
        return [row[0] for row in rows]

    # Writing

    def add(
        self,
        articles: Iterable[Article | ArticleError],
        *,
        finder: "Finder" = "auto",
        progress: Callable[[int], None] | None = None,
        batch: int | None = None,
        workers: int = 1,
    ) -> AddReport:
        """What became of the articles: all of them go in, or on any error none.

        One that is there as it is stays; one of the same id replaces it. ArticleErrors among them are
        reported as rejected. With `batch`, every so many are committed by themselves, so that an addition
        that was broken off goes on where it stopped; `progress` hears how many are done. More `workers` are
        processes that share the reading; a program that asks for them has to be guarded by
        `if __name__ == "__main__"`. Raises ArchiveBusy where somebody else is writing.
        """
        from index.archive.adding import Adding, merge_due, writing
        from index.archive.identity import Seen
        from index.archive.writer import Writer

        seen = Seen()
        coming, report = iter(articles), AddReport()
        while True:
            part = coming if batch is None else islice(coming, batch)
            first = next(part, None)
            if first is None:
                return report
            before = report.total
            tell = (
                None if progress is None else lambda done, before=before, tell=progress: tell(before + done)
            )
            with writing(self.folder) as db:
                adding = Adding(db, self.folder, finder, tell, workers, seen)
                adding.run(chain([first], part))
                if adding.changed:
                    merge_due(db, self.folder, adding.changed)
                    Writer(db).next_version()
            report += adding.report
            if adding.changed:
                self._reopen()

    def remove(self, ids: Iterable[str]) -> list[str]:
        """The ids that were there, in the order given, now gone with all that came of them."""
        from index.archive.adding import drop, merge_due, writing
        from index.archive.writer import Writer

        removed = []
        with writing(self.folder) as db:
            writer = Writer(db)
            for id_ in dict.fromkeys(ids):
                key = writer.key_of(id_)
                if key is not None:
                    drop(db, writer, self.folder, key)
                    removed.append(id_)
            if removed:
                merge_due(db, self.folder, len(removed))
                writer.next_version()
        if removed:
            self._reopen()
        return removed

    def forget(self, ids: Iterable[str], names: Iterable[str] = ()) -> "Forgotten":
        """What was taken out for good: articles, the corrections of them, and these names in all others.

        `remove` keeps corrections for when an article comes again. Nothing of what is forgotten is left in
        the archive's files; that takes time with its size.
        """
        from index.archive.forgetting import forget

        super().close()  # a reader of the pages that are to go would keep them
        try:
            return forget(self.folder, list(ids), list(names))
        finally:
            self._reopen()

    def prune(self, folders: Iterable[Path | str]) -> list[str]:
        """The ids of articles whose file below one of the folders is gone, now gone with them.

        A folder that is not there, or holds nothing at all, as a disk that is not mounted, takes nothing out.
        """
        from index.archive.identity import missing

        db = self._store.connection
        there = [Path(folder) for folder in folders if Path(folder).is_dir() and any(Path(folder).iterdir())]
        ids = [one.id for folder in there for one in missing(db, folder)]
        return self.remove(ids) if ids else []

    def correct(self, id_: str, verdict: Verdict | str | None, speaker: str | None = None) -> bool:
        """Whether the quotation of that id is there, and now corrected; with no verdict, as it was found.

        `speaker` is whose words they are, with the verdict "speaker" alone. Of near-copies, only this one is
        corrected.
        """
        from index.archive.adding import Adding, merge_due, writing
        from index.archive.corrections import changed_article
        from index.archive.writer import Writer

        settled = None if verdict is None else Verdict(verdict)
        if (settled is Verdict.SPEAKER) != (speaker is not None):
            raise ValueError("a speaker goes with the verdict 'speaker', and with no other")
        with writing(self.folder) as db:
            changed = changed_article(db, self.folder, id_, settled, speaker)
            if changed is not None:
                Adding(db, self.folder, "auto").put_anew(*changed)
                merge_due(db, self.folder, 1)
                Writer(db).next_version()
        if changed is not None:
            self._reopen()
        return changed is not None

    def _reopen(self) -> None:
        super().close()
        settle(self.folder)
        self._open()

    def close(self) -> None:
        """Let go of every file, and of the archive if it was a temporary one; a second time does nothing."""
        super().close()
        if self._temporary is not None:
            import shutil

            shutil.rmtree(self._temporary, ignore_errors=True)
            self._temporary = None
