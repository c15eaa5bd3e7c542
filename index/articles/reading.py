"""Articles out of files, folders and streams of JSON Lines."""

import json
import os
import stat
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from index.articles.article import Article, fault_of
from index.articles.encodings import NotText, decode
from index.articles.formats import FormatError, declared_charset, from_html, from_markdown, from_text
from index.errors import ArticleError

KINDS = (".txt", ".md", ".html", ".jsonl")
SIZE_LIMIT = 8 * 1024 * 1024
"""Bytes of one article, or of one line of JSON Lines: a book of 1,500 pages, and no news article."""


def read_article(path: Path, *, root: Path | None = None) -> Article:
    """The article in one `.txt`, `.md` or `.html` file; its id is the path relative to `root`.

    Without `root` that is the folder the file stands in. Raises ArticleError, which says why not.
    """
    kind = path.suffix.lower()
    if kind not in KINDS and not os.path.lexists(path):
        raise ArticleError(f"{path}: no such file or directory", path=path)
    if kind not in KINDS:
        raise ArticleError(f"{path}: not an article: its name must end in {', '.join(KINDS)}", path=path)
    if kind == ".jsonl":
        raise ArticleError(f"{path}: a JSON Lines file holds many articles; use read_articles", path=path)
    return _read_file(path, root or path.parent)


def read_articles(path: Path, *, root: Path | None = None) -> Iterator[Article | ArticleError]:
    """The articles in a file or a folder, each as an Article or as the ArticleError that says why not.

    A folder is walked with all folders in it, in the order of names, without hidden files; only the four
    kinds are taken, and links that lead out of the folder are refused. Ids are relative to `root`: the
    folder itself, or the one the file stands in. A `.jsonl` file gives an article a line.
    """
    if not path.is_dir():
        yield from _read_named(path, root or path.parent)
        return
    root = root or path
    found = False
    for entry in _walk(path):
        found = True
        if isinstance(entry, ArticleError):
            yield entry
        else:
            yield from _read_named(entry, root, inside=path)
    if not found:
        yield ArticleError(f"{path}: no article in this folder (it takes {', '.join(KINDS)})", path=path)


def common_root(paths: Sequence[Path]) -> Path | None:
    """The deepest folder that holds all of the files and folders named together: their ids count from it.

    A folder named alone is its own root. None where nothing is named.
    """
    parents = [os.path.abspath(path if path.is_dir() else path.parent) for path in paths]  # noqa: PTH100 - no links resolved
    try:
        return Path(os.path.commonpath(parents)) if parents else None
    except ValueError:  # files on different drives
        return None


def read_jsonl(
    stream: BinaryIO, *, name: str = "standard input", path: Path | None = None, prefix: str | None = None
) -> Iterator[Article | ArticleError]:
    """The articles in JSON Lines, one a line; a line that is none gives an ArticleError with its number.

    A line without an `id` is called after `prefix` and its number, or, where there is no prefix because
    nothing lasting names the stream, after its text. Empty lines are passed over.
    """
    for number, line in _lines(stream):
        where = f"{name}, line {number}"
        try:
            if line is None:
                raise ArticleError(f"{where}: longer than {SIZE_LIMIT // 2**20} MiB", path=path)
            text, encoding = decode(line)
            if not text.strip():
                continue
            fields = json.loads(text)
        except NotText as error:
            yield ArticleError(f"{where}: {error}", path=path)
        except ArticleError as error:
            yield error
        except (ValueError, RecursionError) as error:
            reason = getattr(error, "msg", "") or "a value is nested too deeply or too large"
            yield ArticleError(f"{where}: not JSON ({reason})", path=path)
        else:
            default = f"{prefix}:{number}" if prefix else _text_id(fields)
            try:
                yield Article.from_dict(
                    fields, id=default, where=where, path=path, encoding=encoding, part=str(number)
                )
            except ArticleError as error:
                yield error


def _text_id(fields: object) -> str:
    text = fields.get("text") if isinstance(fields, dict) else None
    return "text-" + sha256(str(text).encode(errors="replace")).hexdigest()[:16]


def _lines(stream: BinaryIO) -> Iterator[tuple[int, bytes | None]]:
    """Lines with their numbers from 1; None for one over the limit, of which little is held at a time."""
    number = 0
    while line := stream.readline(SIZE_LIMIT + 2):
        number += 1
        if len(line) <= SIZE_LIMIT or line.endswith(b"\n"):
            yield number, line.rstrip(b"\r\n")
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(SIZE_LIMIT)
        yield number, None


def _walk(folder: Path) -> Iterator[Path | ArticleError]:
    """Files of the four kinds below `folder`, in the order of names; a folder that cannot be read."""
    pending = [(folder, True)]
    while pending:
        path, is_folder = pending.pop()
        if not is_folder:
            yield path
            continue
        try:
            with os.scandir(path) as entries:
                listed = sorted(entries, key=lambda entry: entry.name, reverse=True)
                kept = [(Path(entry.path), entry.is_dir(follow_symlinks=False)) for entry in listed]
        except OSError as error:
            yield ArticleError(f"{path}: {_reason(error)}", path=path)
            continue
        pending += [
            (entry, is_folder)
            for entry, is_folder in kept
            if not entry.name.startswith(".") and (is_folder or entry.suffix.lower() in KINDS)
        ]


def _read_named(path: Path, root: Path, *, inside: Path | None = None) -> Iterator[Article | ArticleError]:
    try:
        if inside is not None and path.is_symlink() and not _is_inside(path, inside):
            raise ArticleError(f"{path}: a link that leads out of the folder", path=path)
        if path.suffix.lower() == ".jsonl":
            with _open(path) as stream:
                yield from read_jsonl(stream, name=str(path), path=path, prefix=_relative(path, root))
        elif path.suffix.lower() in KINDS:
            yield _read_file(path, root)
        else:
            yield read_article(path, root=root)
    except OSError as error:
        yield ArticleError(f"{path}: {_reason(error)}", path=path)
    except ArticleError as error:
        yield error


def _is_inside(path: Path, folder: Path) -> bool:
    """Whether what `path` leads to is in `folder`; a link in a circle leads nowhere else."""
    return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder))


def _read_file(path: Path, root: Path) -> Article:
    kind = path.suffix.lower()
    try:
        with _open(path) as stream:
            data = stream.read(SIZE_LIMIT + 1)
    except OSError as error:
        raise ArticleError(f"{path}: {_reason(error)}", path=path) from None
    if len(data) > SIZE_LIMIT:
        raise ArticleError(f"{path}: larger than {SIZE_LIMIT // 2**20} MiB", path=path)
    if not data.strip():
        raise ArticleError(f"{path}: is empty", path=path)
    try:
        text, encoding = decode(data, declared=declared_charset(data) if kind == ".html" else None)
        fault = fault_of(text)
        if fault:
            raise NotText(f"is not text: it {fault}")
        fields = {".txt": from_text, ".md": from_markdown, ".html": from_html}[kind](text)
    except FormatError as error:
        raise ArticleError(f"{path}: {error}", path=path, field=error.field) from None
    except NotText as error:
        raise ArticleError(f"{path}: {error}", path=path) from None
    if not str(fields["text"]).strip():
        raise ArticleError(f"{path}: contains no text", path=path, field="text")
    return Article.from_dict(
        fields, id=_relative(path, root), where=str(path), path=path, encoding=encoding, part=""
    )


def _open(path: Path) -> BinaryIO:
    """The regular file at `path`, open for reading; a device or a pipe is refused before it can block."""
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise ArticleError(f"{path}: not a regular file", path=path)
    return os.fdopen(descriptor, "rb")


def _relative(path: Path, root: Path) -> str:
    """`path` below `root` with POSIX slashes; a path elsewhere keeps its name alone."""
    try:
        name = Path(os.path.abspath(path)).relative_to(os.path.abspath(root)).as_posix()  # noqa: PTH100 - links stay
    except ValueError:
        name = path.name
    if fault_of(name):
        raise ArticleError(f"{path!r}: its name is not valid UTF-8", path=path)
    return name


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()
