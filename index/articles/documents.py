"""Documents of word processors and readers of books: .docx, .odt and .epub."""

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any, BinaryIO
from urllib.parse import unquote

from index.articles.blocks import local, parsed_xml, text_of
from index.articles.dates import lenient_date
from index.articles.encodings import decode
from index.articles.exports import articles_in
from index.articles.source import (
    DOCUMENT_LIMIT,
    SIZE_LIMIT,
    FormatError,
    Found,
    Items,
    Source,
    one_line,
    whole,
)

_PART_LIMIT = 4 * SIZE_LIMIT
_CHAPTERS = 2000


BROKEN = (zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError, ValueError)
"""What reading a part of a damaged zip archive raises."""


class _Parts:
    """The parts of a document that is a zip archive, each bounded in size when it is read."""

    def __init__(self, stream: BinaryIO, kind: str) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(whole(stream, DOCUMENT_LIMIT)))
        except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
            if isinstance(error, FormatError):
                raise
            raise FormatError(f"not a {kind} file (it is no zip archive)") from None
        self._kind = kind

    def read(self, name: str) -> bytes | None:
        """The bytes of a part; None where there is none of that name."""
        try:
            if self._zip.getinfo(name).file_size > _PART_LIMIT:
                raise FormatError(f"its part {name} is larger than {_PART_LIMIT // 2**20} MiB")
            with self._zip.open(name) as part:
                return part.read(_PART_LIMIT)
        except KeyError:
            return None
        except FormatError:
            raise
        except BROKEN as error:
            raise FormatError(f"its part {name} cannot be read ({error})") from None

    def tree(self, name: str) -> Any:
        """The root element of a part; FormatError where there is none."""
        data = self.read(name)
        if data is None:
            raise FormatError(f"not a {self._kind} file (it holds no {name})")
        return parsed_xml(data)

    def about(self, name: str) -> dict[str, str]:
        """What a part says of the document, by the local names of its elements; the first of each counts."""
        data = self.read(name)
        found: dict[str, str] = {}
        for element in parsed_xml(data).iter() if data else ():
            value = one_line(element.text)
            if value and local(element.tag):
                found.setdefault(local(element.tag), value)
        return found


def read_docx(stream: BinaryIO, _source: Source) -> Items:
    """The article of a Word document: its paragraphs, with tracked changes as accepted."""
    parts = _Parts(stream, ".docx")
    about = parts.about("docProps/core.xml")
    text = _joined(_docx_paragraphs(parts.tree("word/document.xml")))
    yield from articles_in(text, _described(about, text, author="creator", date="created"))


_WORD_LEFT_OUT = frozenset({"del", "movefrom", "fallback", "instrtext", "deltext", "ppr", "rpr"})


def _docx_paragraphs(root: Any) -> Iterator[str]:
    """The text of each paragraph; one whose mark was deleted goes on in the next."""
    pieces: list[str] = []
    for paragraph in root.iter("{*}p"):
        if any(local(one.tag) in _WORD_LEFT_OUT for one in paragraph.iterancestors()):
            continue
        pieces += _docx_runs(paragraph)
        if paragraph.find("{*}pPr/{*}rPr/{*}del") is None:
            yield "".join(pieces)
            pieces = []
    yield "".join(pieces)


def _docx_runs(paragraph: Any) -> Iterator[str]:
    pending = list(reversed(paragraph))
    while pending:
        element = pending.pop()
        name = local(element.tag)
        if name == "t":
            yield element.text or ""
        elif name in ("br", "cr"):
            yield "\n"
        elif name == "tab":
            yield "\t"
        elif name == "nobreakhyphen":
            yield "-"
        elif name and name not in _WORD_LEFT_OUT and name != "p":  # that of a text box is one of its own
            pending += reversed(element)


def read_odt(stream: BinaryIO, _source: Source) -> Items:
    """The article of an OpenDocument text: its paragraphs, with tracked changes as accepted."""
    parts = _Parts(stream, ".odt")
    about = parts.about("meta.xml")
    root = parts.tree("content.xml")
    body = next((one for one in root.iter("{*}text") if local(one.getparent().tag) == "body"), None)
    paragraphs = [] if body is None else list(_odt_paragraphs(body))
    author = "creator" if "initial-creator" not in about else "initial-creator"
    yield Found(_described(about, _joined(paragraphs), author=author, date="creation-date"))


_ODT_LEFT_OUT = frozenset({"tracked-changes", "annotation", "note", "sequence-decls", "table-of-content"})


def _odt_paragraphs(body: Any) -> Iterator[str]:
    for paragraph in body.iter("{*}p", "{*}h"):
        if not any(local(one.tag) in _ODT_LEFT_OUT for one in paragraph.iterancestors()):
            yield "".join(_odt_words(paragraph))


def _odt_words(paragraph: Any) -> Iterator[str]:
    yield _collapsed(paragraph.text)
    pending = [(child, False) for child in reversed(paragraph)]
    while pending:
        element, left = pending.pop()
        if left:
            yield _collapsed(element.tail)
            continue
        pending.append((element, True))
        name = local(element.tag)
        if name == "s":
            count = next((value for key, value in element.attrib.items() if local(key) == "c"), "1")
            yield " " * (min(int(count), 100) if count.isdecimal() else 1)
        elif name in ("line-break", "tab"):
            yield "\n" if name == "line-break" else "\t"
        elif name and name not in _ODT_LEFT_OUT and name not in ("p", "h", "frame"):
            yield _collapsed(element.text)
            pending += [(child, False) for child in reversed(element)]


def _collapsed(text: str | None) -> str:
    return re.sub(r"[ \t\r\n]+", " ", text or "")


def read_epub(stream: BinaryIO, _source: Source) -> Items:
    """The article of an e-book: the words of its chapters in reading order."""
    parts = _Parts(stream, ".epub")
    container = parts.tree("META-INF/container.xml")
    place = next((one.get("full-path") for one in container.iter("{*}rootfile")), None)
    if not place:
        raise FormatError("not an .epub file (it names no book)")
    book = parts.tree(place)
    files = {one.get("id"): one.get("href") or "" for one in book.iter("{*}item")}
    chapters, size, read = list[str](), 0, {""}
    for reference in list(book.iter("{*}itemref"))[:_CHAPTERS]:
        name = posixpath.normpath(
            posixpath.join(posixpath.dirname(place), unquote(files.get(reference.get("idref"), "")))
        )
        if name in read or reference.get("linear") == "no":
            continue
        if not name.lower().endswith(("html", "htm", "xml")):
            continue
        read.add(name)  # a book that names one chapter a thousand times has it once
        data = parts.read(name) or b""
        size += len(data)
        if size > _PART_LIMIT:
            raise FormatError(f"more than {_PART_LIMIT // 2**20} MiB of chapters")
        chapters.append(_chapter(data))
    if sum(map(len, chapters)) > SIZE_LIMIT:
        raise FormatError(f"more than {SIZE_LIMIT // 2**20} MiB of text")
    about = parts.about(place)
    found = _described(about, "\n\n".join(filter(None, chapters)), author="creator", date="date")
    yield Found({**found, "publisher": about.get("publisher"), "language": about.get("language")})


def _chapter(data: bytes) -> str:
    from lxml import etree, html

    try:
        return text_of(parsed_xml(data))
    except FormatError:  # entities of HTML, say, which XML does not know
        pass
    try:
        return text_of(html.document_fromstring(re.sub(r"^\s*<\?xml[^>]*>", "", decode(data)[0])))
    except (etree.LxmlError, ValueError):
        return ""


def _described(about: dict[str, str], text: str, *, author: str, date: str) -> dict[str, object]:
    return {
        "title": about.get("title"),
        "text": text,
        "author": about.get(author),
        "published": lenient_date(about.get(date)),
    }


def _joined(paragraphs: Any) -> str:
    """Paragraphs with an empty line between them; empty ones are left out."""
    return "\n\n".join(stripped for one in paragraphs if (stripped := one.strip()))
