"""Articles: the value, and how it is made of the fields that a file gives."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from index.articles.fields import Fields, kind_of_value
from index.articles.languages import other_language
from index.articles.source import Given
from index.errors import ArticleError

TITLE_LENGTH = 300
"""A longer title is cut there, at a word: the first line of some articles is all there is of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One news article.

    `text` is what was decoded, unchanged; every span counts its characters. A byte order mark belongs to
    the encoding, not to the text: `encoding` names the codec, mark included ("utf-8-sig"), so that for a
    `.txt` file `Path(path).read_bytes().decode(encoding)` is `text`. `id` is the given one, else the path
    relative to the folder it was added from. `published` is ISO 8601, a date or a date with a time.
    Unknown fields are None; so is the language of an English text that does not tell it. `part` says
    where in its file the article stands, "" for the whole of it and "3" for line 3, say; it is not kept
    in an archive.
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
        line: int | None = None,
        name: str = "",
        given: Given = Given(),  # noqa: B008 - frozen
    ) -> "Article":
        """The article that `fields` describe; `id` and `given` stand in for what they do not tell.

        `text` is required; without a `title` the first line that is not empty serves, without a date the one
        that the file's `name` starts with. Empty fields count as unknown, other keys are passed over. Raises
        ArticleError, which names `where` and the field.
        """
        if not isinstance(fields, Mapping):
            problem = f"an object with a `text` is needed, not {kind_of_value(fields)}"
            raise ArticleError(f"{where}: {problem}", path=path, line=line)
        reader = Fields(fields, where, path, line)
        text = reader.text()
        return cls(
            id=reader.id() or id,
            title=title_of(reader.line("title") or first_line(text)),
            text=text,
            path=None if path is None else Path(os.path.abspath(path)).as_posix(),  # noqa: PTH100 - links stay
            url=reader.line("url"),
            author=reader.author(),
            publisher=reader.line("publisher") or given.publisher,
            published=reader.published(given, name),
            language=reader.line("language") or given.language or other_language(text),
            encoding=encoding,
            part=part,
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
