"""Which article of the archive a coming one is: by its id, and by the file that it comes from."""

import os
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from index.archive.store import article_digest
from index.articles.article import Article
from index.errors import ArticleError

_LOOKED_AT = 1000
"""Articles of one file that are looked at for the id that the file had."""


class Seen:
    """The keys of articles that came in one addition; a byte for each key that the archive ever gave."""

    def __init__(self) -> None:
        self._marks = bytearray()

    def note(self, key: int) -> None:
        """Remember that the article of that key came."""
        if key >= len(self._marks):
            self._marks.extend(bytes(key + 1024 - len(self._marks)))
        self._marks[key] = 1

    def __contains__(self, key: int) -> bool:
        return key < len(self._marks) and self._marks[key] == 1


class Identities:
    """Keeps the ids of files that are in already, and one article from taking another's place in silence."""

    def __init__(self, db: sqlite3.Connection, seen: Seen) -> None:
        self._db = db
        self.seen = seen
        self._path = ""
        self._head: str | None = None

    def settled(self, article: Article) -> Article:
        """The article under the id that its file is in with already, from whatever folder it comes now."""
        if article.path is None or not _is_made(article):
            return article
        row = self._db.execute("SELECT path FROM articles WHERE id = ?", (article.id,)).fetchone()
        if row is not None and row[0] == article.path:
            return article
        if self._path != article.path:
            self._path, self._head = article.path, self._head_of(article.path)
        if self._head is None:
            return article
        return replace(article, id=f"{self._head}:{article.part}" if article.part else self._head)

    def _head_of(self, path: str) -> str | None:
        """The id that the file at `path` is in with, or that those of its parts begin with; None if new.

        An id that was made of a file's place is the end of its path, so that a given one is told from it.
        """
        query = f"SELECT id FROM articles WHERE path = ? LIMIT {_LOOKED_AT}"
        ids = [str(row[0]) for row in self._db.execute(query, (path,))]
        name = path.rpartition("/")[2]
        for id_ in ids:
            head = id_[: id_.find(name) + len(name)] if name in id_ else ""
            if head and f"/{path}".endswith(f"/{head}") and id_[len(head) :][:1] in ("", ":"):
                return head
        return None

    def clash(self, article: Article, key: int) -> ArticleError | None:
        """Why the article must not take the place of the one of that key, which has its id; None if it may.

        It may where it is an edition of the same file, where that file has moved, or where no file is known.
        """
        query = "SELECT path, digest FROM articles WHERE key = ?"
        path, digest = self._db.execute(query, (key,)).fetchone()
        if article.path is None or path is None or digest == article_digest(article):
            return None
        if path == article.path:
            if key not in self.seen:
                return None
            problem = "came before in this file, with another text; give one of the two another `id`"
        elif is_gone(path):
            return None
        elif _is_made(article):
            shared = _shared(path, article.path)
            problem = f"is that of another article, in {path}; add the folder above both: {shared}"
        else:
            problem = (
                f"is that of another article, in {path}; give one of the two another `id`, or take the first"
                " out with `onrecord remove`"
            )
        where = f"{article.path}:{article.part}" if article.part else article.path
        return ArticleError(f"{where}: its id {article.id!r} {problem}", path=Path(article.path))


def _is_made(article: Article) -> bool:
    """Whether the article's id was made of the place of its file, and not given."""
    if article.path is None or article.part is None:
        return False
    head = article.id.removesuffix(f":{article.part}") if article.part else article.id
    return f"/{article.path}".endswith(f"/{head}")


def _shared(one: str, other: str) -> str:
    try:
        return os.path.commonpath([os.path.dirname(one), os.path.dirname(other)])  # noqa: PTH120 - two strings
    except ValueError:  # on different drives
        return os.path.dirname(other)  # noqa: PTH120 - as above


def is_gone(path: str) -> bool:
    """Whether nothing is at `path` any more; where that cannot be told, as without leave, it is there."""
    try:
        os.stat(path)  # noqa: PTH116 - a string, of which there may be a million
    except (FileNotFoundError, NotADirectoryError):
        return True
    except (OSError, ValueError):
        return False
    return False


class Missing(NamedTuple):
    """An article whose file is gone."""

    id: str
    path: str


def missing(db: sqlite3.Connection, below: Path | None = None) -> Iterator[Missing]:
    """The articles whose files are gone, of one folder or of all, in the order of their paths."""
    query, places = "SELECT id, path FROM articles WHERE path IS NOT NULL", []
    if below is not None:
        folder = Path(os.path.abspath(below)).as_posix().rstrip("/")  # noqa: PTH100 - no links resolved
        query, places = (
            "SELECT id, path FROM articles WHERE path > ? AND path < ?",
            [f"{folder}/", f"{folder}0"],
        )
    for id_, path in db.execute(f"{query} ORDER BY path, key", places):
        if is_gone(path):
            yield Missing(id_, path)
