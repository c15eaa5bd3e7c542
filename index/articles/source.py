"""What readers of files are given and give: a file or a part of one, and what was found in it."""

import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from index.articles.dates import DayOrder

SIZE_LIMIT = 8 * 1024 * 1024
"""Bytes of one article, or of one line of JSON Lines: a book of 1,500 pages, and no news article."""
DOCUMENT_LIMIT = 64 * 1024 * 1024
"""Bytes of a file that holds pictures beside an article, or many articles that are read as one tree."""
UNPACKED_LIMIT = 16 * 1024 * 1024 * 1024
"""Bytes that one file may unpack to, with the archives in it."""
MEMBERS_LIMIT = 200_000
"""Files that one file may unpack to."""
DEPTH_LIMIT = 3
"""Archives in archives."""


class FormatError(ValueError):
    """What is wrong with a document; `field` and `line` tell what is at fault and where, if known."""

    def __init__(self, message: str, *, field: str | None = None, line: int | None = None) -> None:
        super().__init__(message)
        self.field = field
        self.line = line


class MissingPackage(FormatError):
    """A format that needs a package which is not installed."""

    def __init__(self, kind: str, package: str) -> None:
        super().__init__(f"reading {kind} needs {package}; install it with pip install '.[formats]'")


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What a reader was told of the files: it stands where they do not tell; `dates` settles doubts."""

    publisher: str | None = None
    published: str | None = None
    language: str | None = None
    dates: DayOrder | None = None


@dataclass(slots=True)
class Unpacked:
    """How much has come out of one file that holds files."""

    size: int = 0
    members: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A file, or a file within one.

    `where` is what errors call it, `name` its own name, by whose ending it is read; `id` is what ids of its
    articles are made of (None: after their text), and `part` where in the file at `path` it stands. What was
    fetched has no path but the `url` where it was, and the `charset` that was told with it, if any.
    """

    where: str
    name: str
    path: Path | None
    id: str | None
    part: str = ""
    url: str | None = None
    charset: str | None = None
    depth: int = 0
    unpacked: Unpacked = field(default_factory=Unpacked)

    def member(self, name: str) -> "Source":
        """The file called `name` within this one."""
        return replace(
            self,
            where=f"{self.where}, {name}" if self.depth == 0 else f"{self.where}/{name}",
            name=name.rpartition("/")[2],
            id=f"{self.id}:{name}",
            part=f"{self.part}:{name}".lstrip(":"),
            url=None,
            charset=None,
            depth=self.depth + 1,
        )


class Found(NamedTuple):
    """The fields of an article as they were found; `part` is where in its source, "" for all of it."""

    fields: object
    encoding: str = "utf-8"
    part: str = ""
    line: int | None = None


class Member(NamedTuple):
    """A file within one; its stream is read before the next is asked for."""

    name: str
    stream: BinaryIO


class PassedOver(NamedTuple):
    """Something that is no article and no fault: `what` is an ending of a name, or says it in words."""

    what: str


Item = Found | Member | PassedOver | FormatError
Items = Iterator[Item]
Tally = Counter[str]
"""How many files were passed over, by the ending of their names."""

_SPACE = re.compile(r"\s+")


def whole(stream: BinaryIO, limit: int = SIZE_LIMIT) -> bytes:
    """All bytes of a stream; raises FormatError where they are none, or more than `limit`."""
    data = stream.read(limit + 1)
    if len(data) > limit:
        raise FormatError(f"larger than {limit // 2**20} MiB")
    if not data.strip():
        raise FormatError("is empty")
    return data


class Joined(io.RawIOBase):
    """A stream again from its beginning, of which `head` was read already."""

    def __init__(self, head: bytes, stream: BinaryIO) -> None:
        super().__init__()
        self._head = memoryview(head)
        self._stream = stream

    def readable(self) -> bool:
        """It can be read."""
        return True

    def readinto(self, buffer: Any, /) -> int:
        """How many bytes were put into `buffer`; 0 at the end."""
        view = memoryview(buffer).cast("B")
        data = self._head[: len(view)] or memoryview(self._stream.read(len(view)))
        if self._head:
            self._head = self._head[len(data) :]
        view[: len(data)] = data
        return len(data)


def one_line(text: str | None) -> str | None:
    """`text` with its white space made single spaces; None where nothing is left."""
    return _SPACE.sub(" ", text or "").strip() or None


def is_address(value: object) -> bool:
    """Whether a value is a web address."""
    return isinstance(value, str) and re.match(r"https?://\S+$", value.strip(), re.IGNORECASE) is not None
