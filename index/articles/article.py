"""Articles: the value, and the fields it is made of."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from index.errors import ArticleError

TITLE_LENGTH = 300
"""A longer title is cut there, at a word: the first line of some articles is all there is of them."""

_FIELDS = ("url", "author", "publisher", "language")
_ISO = re.compile(r"\d{4}-?\d{2}-?\d{2}([T ][\d:.,]+ ?(Z|[+-][\d:]+)?)?", re.ASCII | re.IGNORECASE)
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One news article.

    `text` is what was decoded, unchanged; every span counts its characters. A byte order mark belongs to
    the encoding, not to the text: `encoding` names the codec, mark included ("utf-8-sig"), so that for a
    `.txt` file `Path(path).read_bytes().decode(encoding)` is `text`. `id` is the given one, else the path
    relative to the folder it was added from. `published` is ISO 8601, a date or a date with a time.
    Unknown fields are None. `part` says where in its file the article stands, "" for the whole of it and "3"
    for line 3, say; it is not kept in an archive.
    """

    id: str
    title: str
    text: str
    path: str | None = None
    url: str | None = None
    author: str | None = None
    publisher: str | None = None
    published: str | None = None
    language: str | None = None
    encoding: str = "utf-8"
    part: str | None = field(default=None, compare=False, repr=False)

    @classmethod
    def from_dict(
        cls,
        fields: object,
        *,
        id: str,  # noqa: A002 - the field's own name
        where: str,
        path: Path | None = None,
        encoding: str = "utf-8",
        part: str | None = None,
    ) -> "Article":
        """The article that `fields` describe; `id` stands in where they give none.

        `text` is required; without a `title` the first line that is not empty serves. Empty fields count
        as unknown, other keys are passed over. Raises ArticleError, which names `where` and the field.
        """
        if not isinstance(fields, Mapping):
            raise ArticleError(f"{where}: an object with a `text` is needed, not {_kind(fields)}", path=path)
        reader = _Fields(fields, where, path)
        text = reader.text()
        return cls(
            id=reader.id() or id,
            title=title_of(reader.line("title") or first_line(text)),
            text=text,
            path=None if path is None else Path(os.path.abspath(path)).as_posix(),  # noqa: PTH100 - links stay
            published=reader.published(),
            encoding=encoding,
            part=part,
            **{name: reader.line(name) for name in _FIELDS},
        )


def first_line(text: str) -> str:
    """The first line of `text` that is not empty, without the white space around it; "" if all are."""
    match = re.search(r"\S.*", text)
    return match.group().strip() if match else ""


def title_of(line: str) -> str:
    """`line` as a title: white space collapsed, cut at a word after 300 characters with an ellipsis."""
    title = " ".join(line[: 4 * TITLE_LENGTH].split())
    if len(title) <= TITLE_LENGTH:
        return title
    head = title[:TITLE_LENGTH]
    return (head.rpartition(" ")[0] or head) + "…"


class _Fields:
    """The fields of one article as given, checked one by one."""

    def __init__(self, fields: Mapping[object, object], where: str, path: Path | None) -> None:
        self._fields = fields
        self._where = where
        self._path = path

    def _fail(self, field: str, problem: str) -> ArticleError:
        return ArticleError(f"{self._where}: `{field}` {problem}", path=self._path, field=field)

    def _string(self, field: str) -> str | None:
        value = self._fields.get(field)
        if value is None:
            return None
        if not isinstance(value, str):
            raise self._fail(field, f"must be text, not {_kind(value)}")
        fault = fault_of(value)
        if fault:
            raise self._fail(field, fault)
        return value

    def text(self) -> str:
        text = self._string("text")
        if text is None:
            raise self._fail("text", "is missing")
        if not text.strip():
            raise self._fail("text", "is empty")
        return text

    def id(self) -> str | None:
        given = self._string("id")
        if given is not None and not given.strip():
            raise self._fail("id", "is empty")
        return None if given is None else given.strip()

    def line(self, field: str) -> str | None:
        """The field as one line; several authors, as front matter lists them, become one text."""
        value = self._fields.get(field)
        if field == "author" and isinstance(value, list):
            if not all(isinstance(name, str) for name in value):
                raise self._fail(field, "must be text or a list of texts")
            return _Fields({field: ", ".join(value)}, self._where, self._path).line(field)
        return " ".join((self._string(field) or "").split()) or None

    def published(self) -> str | None:
        value = self._fields.get("published")
        if isinstance(value, date):  # as YAML reads it; a datetime is a date
            return value.isoformat()
        given = self._string("published")
        if given is None or not given.strip():
            return None
        try:
            return iso_8601(given)
        except ValueError as error:
            raise self._fail("published", str(error)) from None


def iso_8601(given: str) -> str:
    """`given` as Python writes ISO 8601: "2016-09-12", or "2016-09-12T08:30:00+00:00" with a time.

    Raises ValueError for anything but a whole date, alone or with a time of day and an offset.
    """
    value = given.strip()
    problem = f"must be an ISO 8601 date such as 2016-09-12 or 2016-09-12T08:30:00Z, not {value[:40]!r}"
    if not _ISO.fullmatch(value):
        raise ValueError(problem)
    try:
        if len(value) <= len("2016-09-12"):
            return date.fromisoformat(value).isoformat()
        return datetime.fromisoformat(value.replace(" ", "T", 1).replace(" ", "").upper()).isoformat()
    except ValueError:
        raise ValueError(problem) from None


def fault_of(text: str) -> str | None:
    """Why `text` cannot be kept as text, or None: NUL and unpaired surrogates fit no file or database."""
    nul = text.find("\0")
    if nul >= 0:
        return f"holds a NUL character (at character {nul})"
    if not text.isascii():
        surrogate = _SURROGATE.search(text)
        if surrogate:
            return f"holds an unpaired surrogate (at character {surrogate.start()})"
    return None


def _kind(value: object) -> str:
    names = {type(None): "null", bool: "true or false", int: "a number", float: "a number", list: "a list"}
    return names.get(type(value), "an object" if isinstance(value, Mapping) else type(value).__name__)
