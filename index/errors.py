"""Every error that onrecord raises on purpose.

OnRecordError
├── ArticleError           a file or a line that cannot be read as an article
├── ArchiveError           the archive cannot be used as asked
│   ├── NoArchive          there is none in that folder
│   ├── ArchiveBusy        another process is writing to it
│   ├── ArchiveDamaged     a file of it is missing or not what was written
│   ├── BackupError        it cannot be backed up to, or restored from, that file
│   └── IndexFormatError   it was written in another format
├── FetchError             a web address that cannot be fetched
├── ModelError             the model's file is missing or not the one that was shipped
├── ExportError            records cannot be written there
├── MissingExtra           a library is missing that only an extra brings
└── EmptyQuestion          nothing in the question can be asked
"""

from pathlib import Path


class OnRecordError(Exception):
    """Base of all; its text is one line that says what is wrong and what to do."""


class ArticleError(OnRecordError):
    """A file, or a line of one, that is no article; `field` and `line` tell what is at fault, if known.

    Of what was fetched, `address` is the web address, and there is no path.
    """

    def __init__(
        self,
        message: str,
        *,
        path: Path | None = None,
        field: str | None = None,
        line: int | None = None,
        address: str | None = None,
    ) -> None:
        super().__init__(message)
        self.path = path
        self.address = address
        self.field = field
        self.line = line

    @property
    def reason(self) -> str:
        """What is wrong, without the path and the line that the message begins with."""
        text, where = str(self), self.address or ("standard input" if self.path is None else str(self.path))
        for head in (f"{where}, line {self.line}: ", f"{where}: ", f"{where}, "):
            if text.startswith(head):
                return text.removeprefix(head)
        return text


class FetchError(OnRecordError):
    """A web address that cannot be fetched; `reason` says why without naming it.

    `status` is the server's answer, where there was one. `again` says that it may be there later, after
    `wait` seconds where the server tells how many; `refused`, that nothing is fetched from such a place.
    """

    def __init__(
        self,
        reason: str,
        *,
        address: str,
        status: int | None = None,
        again: bool = False,
        wait: float | None = None,
        refused: bool = False,
    ) -> None:
        super().__init__(f"{address}: {reason}")
        self.reason = reason
        self.address = address
        self.status = status
        self.again = again
        self.wait = wait
        self.refused = refused


class ArchiveError(OnRecordError):
    """The archive in `path` cannot be used as asked."""

    def __init__(self, message: str, *, path: Path | None = None) -> None:
        super().__init__(message)
        self.path = path


class NoArchive(ArchiveError):
    """There is no archive in `path`."""


class ArchiveBusy(ArchiveError):
    """Another process is writing to the archive in `path`."""


class ArchiveDamaged(ArchiveError):
    """A file of the archive, `path`, is missing or does not hold what was written to it."""


class BackupError(ArchiveError):
    """The file `path` cannot be made a backup, or cannot be restored from."""


class IndexFormatError(ArchiveError):
    """The archive in `path` was written in format `version`, which this program cannot read."""

    def __init__(self, message: str, *, path: Path | None = None, version: int | None = None) -> None:
        super().__init__(message, path=path)
        self.version = version


class ModelError(OnRecordError):
    """The model's file cannot be used."""


class ExportError(OnRecordError):
    """Records cannot be written where, or as, they should be."""


class MissingExtra(OnRecordError):
    """What is asked for takes a library that is not installed; `extra` brings it."""

    def __init__(self, what: str, extra: str) -> None:
        super().__init__(f"{what} needs more than is installed: pip install '.[{extra}]'")
        self.extra = extra


class EmptyQuestion(OnRecordError):
    """The question holds no word that can be asked about."""
