"""The fields of one article as a file gives them, under whatever name, checked one by one."""

import re
from collections.abc import Mapping
from pathlib import Path

from index.articles.dates import date_in_name, read_date
from index.articles.source import Given, is_address
from index.errors import ArticleError

_BY = re.compile(r"by:?\s+(?=\S)", re.IGNORECASE)
_SURROGATE = re.compile("[\ud800-\udfff]")
_ALIASES: dict[str, tuple[str, ...]] = {
    "text": ("body", "content", "article", "full_text", "fulltext", "article_text"),
    "title": ("headline",),
    "published": ("date", "published_at", "publishedat", "date_published", "datepublished",
                  "publication_date", "pub_date", "pubdate"),
    "publisher": ("publication", "outlet", "newspaper"),
    "url": ("link",),
    "author": ("authors", "byline"),
    "language": ("lang",),
}  # fmt: skip
TEXT_NAMES = ("text", *_ALIASES["text"])
"""What a column of texts may be called."""
NAMES = {"id", "source", *_ALIASES}.union(*_ALIASES.values())
"""Every name that a column may have, in lower case."""


def plain_name(name: object) -> str:
    """The name of a column as names are compared: "Publication Date" is "publication_date"."""
    return "_".join(str(name).lower().split())


def by_any_name(fields: Mapping[str, object]) -> dict[str, object]:
    """The fields of a row, an object or front matter under our names, whatever they are called there."""
    given = {plain_name(name): value for name, value in fields.items() if _tells(value)}
    found = {name: given[name] for name in ("id", *_ALIASES) if name in given}
    for name, others in _ALIASES.items():
        for other in others:
            if name not in found and other in given:
                found[name] = given[other]
    source = named(given.get("source"))
    if isinstance(source, str):
        found.setdefault("url" if is_address(source) else "publisher", source)
    return found


def _tells(value: object) -> bool:
    """Whether a value tells something; `published: true` does not."""
    return (
        value is not None
        and not isinstance(value, bool)
        and (not isinstance(value, str) or bool(value.strip()))
    )


def named(value: object) -> object:
    """The name of an object that has one, such as `{"name": "Ana Ruiz"}`; any other value as it is."""
    return value["name"] if isinstance(value, Mapping) and isinstance(value.get("name"), str) else value


class Fields:
    """The fields of one article, checked as they are asked for: ArticleError names `where` and the field."""

    def __init__(
        self, fields: Mapping[object, object], where: str, path: Path | None, line: int | None = None
    ) -> None:
        self._fields = fields
        self._where = where
        self._path = path
        self._line = line

    def _fail(self, field: str, problem: str) -> ArticleError:
        message = f"{self._where}: `{field}` {problem}"
        return ArticleError(message, path=self._path, field=field, line=self._line)

    def _string(self, field: str) -> str | None:
        value = self._fields.get(field)
        if value is None:
            return None
        if not isinstance(value, str):
            raise self._fail(field, f"must be text, not {kind_of_value(value)}")
        fault = fault_of(value)
        if fault:
            raise self._fail(field, fault)
        return value

    def text(self) -> str:
        """The text, which is required."""
        text = self._string("text")
        if text is None:
            raise self._fail("text", "is missing")
        if not text.strip():
            raise self._fail("text", "is empty")
        return text

    def id(self) -> str | None:
        """The given id."""
        given = self._string("id")
        if given is not None and not given.strip():
            raise self._fail("id", "is empty")
        return None if given is None else given.strip()

    def line(self, field: str) -> str | None:
        """The field as one line."""
        return " ".join((self._string(field) or "").split()) or None

    def author(self) -> str | None:
        """Who wrote it, as one line and without a "By" before it; several of a list become one text."""
        value = named(self._fields.get("author"))
        if isinstance(value, list):
            names = [named(one) for one in value]
            if not all(isinstance(name, str) for name in names):
                raise self._fail("author", "must be text or a list of texts")
            value = ", ".join(map(str, names))
        told = Fields({"author": value}, self._where, self._path, self._line).line("author")
        return None if told is None else _BY.sub("", told, count=1) if _BY.match(told) else told

    def published(self, given: Given, file_name: str) -> str | None:
        """The date, else that of the file's name, else the one given for all files."""
        value = self._fields.get("published")
        if isinstance(value, str):
            self._string("published")
        if isinstance(value, list | Mapping):
            raise self._fail("published", f"must be a date, not {kind_of_value(value)}")
        try:
            found = read_date(value, given.dates)
        except ValueError as error:
            raise self._fail("published", str(error)) from None
        return found or date_in_name(file_name) or given.published


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


def kind_of_value(value: object) -> str:
    """What a value of JSON or YAML is, in words."""
    names = {type(None): "null", bool: "true or false", int: "a number", float: "a number", list: "a list"}
    return names.get(type(value), "an object" if isinstance(value, Mapping) else type(value).__name__)
