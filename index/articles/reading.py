"""Articles out of files, folders and streams."""

import os
import stat
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from index.articles.article import Article
from index.articles.encodings import NotText
from index.articles.fields import fault_of
from index.articles.kinds import KINDS, ending_of, is_known, reader_for
from index.articles.source import (
    DEPTH_LIMIT,
    FormatError,
    Found,
    Given,
    Items,
    Member,
    PassedOver,
    Source,
    Tally,
)
from index.errors import ArticleError

_MAIN_KINDS = ".txt, .md, .html, .jsonl, .csv"
Read = Iterator[Article | ArticleError]


def read_article(path: Path, *, root: Path | None = None) -> Article:
    """The article in a file that holds one, a `.txt` say; its id is the path relative to `root`.

    Without `root` that is the folder the file stands in. Raises ArticleError, which says why not.
    """
    items = read_articles(path, root=root)
    first, second = next(items, None), next(items, None)
    if second is not None:
        raise ArticleError(f"{path}: contains many articles; use read_articles", path=path)
    if not isinstance(first, Article):
        raise first or ArticleError(f"{path}: no article in it", path=path)
    return first


def read_articles(
    path: Path, *, root: Path | None = None, given: Given | None = None, passed_over: Tally | None = None
) -> Read:
    """The articles in a file or a folder, each as an Article or as the ArticleError that says why not.

    A folder is walked with all folders in it, in the order of names, without hidden files; links that lead
    out of the folder are refused, files of unknown kinds counted in `passed_over`. Ids are relative to
    `root`: the folder itself, or the one the file stands in. `given` is told where a file does not tell it.
    """
    given, tally = given or Given(), Tally() if passed_over is None else passed_over
    if not path.is_dir():
        yield from _read_named(path, root or path.parent, given, tally)
        return
    root = root or path
    found = False
    for entry in _walk(path, tally):
        found = True
        if isinstance(entry, ArticleError):
            yield entry
        else:
            yield from _read_named(entry, root, given, tally, inside=path)
    if not found:
        yield ArticleError(f"{path}: no article in this folder (it takes {_MAIN_KINDS} and more)", path=path)


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
    stream: BinaryIO,
    *,
    name: str = "standard input",
    path: Path | None = None,
    prefix: str | None = None,
    given: Given | None = None,
) -> Read:
    """The articles in JSON Lines, one a line; a line that is none gives an ArticleError with its number.

    A line without an `id` is called after `prefix` and its number, or, where there is no prefix because
    nothing lasting names the stream, after its text. Empty lines are passed over.
    """
    source = Source(where=name, name=".jsonl", path=path, id=prefix)
    from index.articles.json_articles import read_lines

    yield from read_stream(read_lines(stream, source), source, given or Given(), Tally())


def read_stream(items: Items, source: Source, given: Given, tally: Tally) -> Read:
    """The articles of what a reader finds; whatever goes wrong with it is told of its source."""
    answered = False
    try:
        for item in items:
            answered = True
            if isinstance(item, FormatError):
                yield _refused(item, source)
            elif isinstance(item, PassedOver):
                tally[item.what] += 1
            elif isinstance(item, Member):
                yield from _of_member(item, source, given, tally)
            else:
                yield _article(item, source, given)
        if not answered and source.id is not None:
            yield ArticleError(f"{source.where}: contains no article", path=source.path)
    except FormatError as error:
        yield _refused(error, source)
    except NotText as error:
        yield ArticleError(f"{source.where}: {error}", path=source.path)
    except OSError as error:
        yield ArticleError(f"{source.where}: {_reason(error)}", path=source.path)
    except Exception as error:  # noqa: BLE001 - whatever a library raises over bytes that it did not foresee
        problem = " ".join(f"{type(error).__name__}: {error}".split())[:200]
        yield ArticleError(f"{source.where}: damaged, cannot be read ({problem})", path=source.path)


def _refused(error: FormatError, source: Source) -> ArticleError:
    where = source.where if error.line is None else f"{source.where}, line {error.line}"
    return ArticleError(f"{where}: {error}", path=source.path, field=error.field, line=error.line)


def _article(found: Found, source: Source, given: Given) -> Article | ArticleError:
    where = source.where if found.line is None else f"{source.where}, line {found.line}"
    fields, part = found.fields, ":".join(filter(None, (source.part, found.part)))
    if isinstance(fields, dict) and not found.part and not str(fields.get("text") or "").strip():
        return ArticleError(f"{where}: contains no text", path=source.path, field="text", line=found.line)
    made = f"{source.id}:{found.part}" if found.part else source.id
    try:
        return Article.from_dict(
            fields, id=_text_id(fields) if source.id is None else str(made), where=where, path=source.path,
            encoding=found.encoding, part=part, line=found.line, name=source.name, given=given,
        )  # fmt: skip
    except ArticleError as error:
        error.__cause__ = error.__context__ = None
        return error.with_traceback(None)  # which would hold on to the article as long as the report lasts


def _text_id(fields: object) -> str:
    text = fields.get("text") if isinstance(fields, dict) else None
    return "text-" + sha256(str(text).encode(errors="replace")).hexdigest()[:16]


def _of_member(member: Member, source: Source, given: Given, tally: Tally) -> Read:
    """The articles of a file within one; a hidden one is left alone, as in a folder."""
    parts = member.name.split("/")
    if any(part.startswith(".") and part not in (".", "..") for part in parts) or parts[0] == "__MACOSX":
        return
    inner = source.member(member.name)
    if ".." in parts or member.name.startswith("/") or fault_of(member.name):
        yield ArticleError(f"{inner.where}: its name leads out of the file it is in", path=source.path)
    elif not is_known(member.name):
        tally[ending_of(member.name)] += 1
    elif inner.depth > DEPTH_LIMIT:
        yield ArticleError(f"{inner.where}: more than {DEPTH_LIMIT} archives deep", path=source.path)
    else:
        yield from read_stream(reader_for(member.name)(member.stream, inner), inner, given, tally)


def _walk(folder: Path, tally: Tally) -> Iterator[Path | ArticleError]:
    """Files of known kinds below `folder`, in the order of names; a folder that cannot be read."""
    pending = [(folder, True)]
    while pending:
        path, is_folder = pending.pop()
        if not is_folder:
            if is_known(path.name):
                yield path
            else:
                tally[ending_of(path.name)] += 1
            continue
        try:
            with os.scandir(path) as entries:
                listed = sorted(entries, key=lambda entry: entry.name, reverse=True)
                kept = [(Path(entry.path), entry.is_dir(follow_symlinks=False)) for entry in listed]
        except OSError as error:
            yield ArticleError(f"{path}: {_reason(error)}", path=path)
            continue
        pending += [(entry, is_folder) for entry, is_folder in kept if not entry.name.startswith(".")]


def _read_named(path: Path, root: Path, given: Given, tally: Tally, *, inside: Path | None = None) -> Read:
    if not is_known(path.name):
        there = os.path.lexists(path)
        problem = (
            f"not an article: its name must end in {', '.join(KINDS)}"
            if there
            else "no such file or directory"
        )
        yield ArticleError(f"{path}: {problem}", path=path)
        return
    try:
        if inside is not None and path.is_symlink() and not _is_inside(path, inside):
            raise ArticleError(f"{path}: a link that leads out of the folder", path=path)
        source = Source(where=str(path), name=path.name, path=path, id=_relative(path, root))
        with _open(path) as stream:
            yield from read_stream(reader_for(path.name)(stream, source), source, given, tally)
    except OSError as error:
        yield ArticleError(f"{path}: {_reason(error)}", path=path)
    except ArticleError as error:
        yield error


def _is_inside(path: Path, folder: Path) -> bool:
    """Whether what `path` leads to is in `folder`; a link in a circle leads nowhere else."""
    return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder))


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
