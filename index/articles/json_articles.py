"""Articles in JSON: one object a line, an array, one object; in our names or as agencies' ninjs."""

import codecs
import io
import json
import re
from collections.abc import Iterator, Mapping
from json.decoder import JSONDecodeError
from typing import BinaryIO

from index.articles import source as limits
from index.articles.blocks import text_of_html
from index.articles.dates import lenient_date
from index.articles.encodings import NotText, decode
from index.articles.fields import by_any_name
from index.articles.formats import decoded
from index.articles.source import FormatError, Found, Items, Source, is_address, one_line

_PIECE = 1024 * 1024
_NEAR = 16
_BETWEEN = re.compile(r"[\s,]*")
_NINJS = {"body_text", "body_html", "body_xhtml", "bodies"}
_TOO_DEEP = "a value is nested too deeply or too large"


def read_lines(stream: BinaryIO, _source: Source) -> Items:
    """The articles of JSON Lines; a line that is none gives a FormatError with its number."""
    for number, line in _lines(stream):
        try:
            if line is None:
                raise FormatError(f"longer than {limits.SIZE_LIMIT // 2**20} MiB", line=number)
            text, encoding = decode(line)
            if not text.strip():
                continue
            fields = json.loads(text)
        except NotText as error:
            yield FormatError(str(error), line=number)
        except FormatError as error:
            yield error
        except (ValueError, RecursionError) as error:
            yield FormatError(f"not JSON ({getattr(error, 'msg', '') or _TOO_DEEP})", line=number)
        else:
            yield Found(plain(fields), encoding, str(number), number)


def _lines(stream: BinaryIO) -> Iterator[tuple[int, bytes | None]]:
    """Lines with their numbers from 1; None for one over the limit, of which little is held at a time."""
    number, limit = 0, limits.SIZE_LIMIT
    while line := stream.readline(limit + 2):
        number += 1
        if line.isspace():
            continue
        if len(line) <= limit or line.endswith(b"\n"):
            yield number, line.rstrip(b"\r\n")
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(limit)
        yield number, None


def read_json(stream: BinaryIO, _source: Source) -> Items:
    """The article of one object, or the articles of an array, of which one is held at a time.

    What stands behind a fault in an array cannot be read: a last FormatError says where that is.
    """
    text = _Text(stream)
    if text.peek() == "[":
        yield from _elements(text)
        return
    data = limits.whole(text.rest())
    document, encoding = decoded(data)
    try:
        fields = json.loads(document)
    except JSONDecodeError as error:
        raise FormatError(f"not JSON ({error.msg})", line=error.lineno) from None
    except (ValueError, RecursionError):
        raise FormatError(f"not JSON ({_TOO_DEEP})") from None
    many = _many(fields)
    if many is None:
        yield Found(plain(fields), encoding)
        return
    for number, one in enumerate(many, 1):
        yield Found(plain(one), encoding, str(number))


def _elements(text: "_Text") -> Items:
    decoder = json.JSONDecoder()
    text.skip(1)
    number = 0
    while text.peek() not in ("]", ""):
        number += 1
        line = text.line
        try:
            fields = text.value(decoder)
        except JSONDecodeError as error:
            yield FormatError(f"not JSON ({error.msg}); what follows was not read", line=line)
            return
        except (ValueError, RecursionError) as error:
            known = isinstance(error, NotText | FormatError)
            problem = str(error) if known else f"not JSON ({_TOO_DEEP})"
            yield FormatError(f"{problem}; what follows was not read", line=line)
            return
        yield Found(plain(fields), text.encoding, str(number), line)
    if text.peek() != "]":
        yield FormatError("not JSON (it ends within its array)", line=text.line)


class _Text:
    """The text of a stream, of which the part is held that is being read."""

    def __init__(self, stream: BinaryIO) -> None:
        first = stream.read(_PIECE)
        end = max(first.rfind(b"\n"), first.rfind(b"}"), first.rfind(b" ")) + 1 or len(first)
        if first.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            end = len(first) // 4 * 4
        try:
            self.encoding = decode(first[:end])[1] if len(first) == _PIECE else decode(first)[1]
        except NotText:
            self.encoding = "utf-8"  # what is wrong is said where it is met
        self._stream = stream
        self._first = first
        self._decoder = codecs.getincrementaldecoder(self.encoding)()
        self._at = 0
        self.line = 1
        self._text = self._decoded(first)

    def _decoded(self, data: bytes) -> str:
        try:
            return self._decoder.decode(data, final=not data)
        except UnicodeDecodeError:
            raise NotText(f"is not valid {self.encoding.upper()}") from None

    def rest(self) -> BinaryIO:
        """All bytes from the beginning."""
        return io.BytesIO(self._first + self._stream.read(limits.SIZE_LIMIT + 1))

    def _more(self) -> bool:
        data = self._stream.read(max(_PIECE, len(self._text) - self._at))
        new = self._decoded(data)
        self._text, self._at = self._text[self._at :] + new, 0
        return bool(data)

    def peek(self) -> str:
        """The next character that is neither space nor comma; "" at the end."""
        while True:
            match = _BETWEEN.match(self._text, self._at)
            assert match is not None
            self.skip(match.end() - self._at)
            if self._at < len(self._text) or not self._more():
                return self._text[self._at : self._at + 1]

    def skip(self, count: int) -> None:
        """Go on by so many characters."""
        self.line += self._text.count("\n", self._at, self._at + count)
        self._at += count

    def value(self, decoder: json.JSONDecoder) -> object:
        """The value that stands here."""
        while True:
            try:
                value, end = decoder.raw_decode(self._text, self._at)
            except JSONDecodeError as error:
                if error.pos < len(self._text) - _NEAR and not error.msg.startswith("Unterminated"):
                    raise  # more of it would not mend that
                if len(self._text) - self._at > limits.SIZE_LIMIT:
                    raise FormatError(f"an article of more than {limits.SIZE_LIMIT // 2**20} MiB") from None
                if not self._more():
                    raise
            else:
                self.skip(end - self._at)
                return value


def plain(fields: object) -> object:
    """An object's fields under our names, those of ninjs 1 to 3 translated."""
    if not isinstance(fields, Mapping):
        return fields
    if "text" in fields or not _NINJS & fields.keys():
        return _by_our_names(fields)
    title = fields.get("headline") or _first(fields.get("headlines"))
    uri = fields.get("uri")
    dates = (fields.get(name) for name in ("versioncreated", "versionCreated", "contentCreated"))
    holder = fields.get("copyrightholder") or fields.get("copyrightHolder")
    language = fields.get("language")
    return {
        "title": title or fields.get("title"),
        "text": _body(fields),
        "url": uri if is_address(uri) else None,
        "author": fields.get("byline") or fields.get("by"),
        "publisher": holder or _first(fields.get("infosource") or fields.get("infoSources"), "name"),
        "published": next((found for date in dates if (found := lenient_date(date))), None),
        "language": one_line(language) if isinstance(language, str) else None,
    }


def _by_our_names(fields: Mapping[object, object]) -> dict[object, object]:
    """The fields of an object that is no ninjs; a number is as good an id as a text."""
    found = dict(fields)
    found.update(by_any_name({str(name): value for name, value in fields.items()}))
    number = found.get("id")
    if isinstance(number, int) and not isinstance(number, bool):
        found["id"] = str(number)
    return found


def _many(fields: object) -> list[object] | None:
    """The articles of an object that is none but holds a list of them, as answers of news services do."""
    if not isinstance(fields, Mapping) or _NINJS & fields.keys() or "text" in by_any_name(fields):
        return None
    lists = [one for one in fields.values() if isinstance(one, list) and one and isinstance(one[0], Mapping)]
    return lists[0] if len(lists) == 1 else None


def _body(fields: Mapping[object, object]) -> object:
    """The text of a ninjs item: the plain one where there is one, else the words of its HTML."""
    if fields.get("body_text"):
        return fields["body_text"]
    for name in ("body_html", "body_xhtml"):
        if isinstance(fields.get(name), str):
            return text_of_html(str(fields[name]))
    bodies = fields.get("bodies")
    found = [one for one in bodies if isinstance(one, Mapping)] if isinstance(bodies, list) else []
    for one in sorted(found, key=_is_html):
        if isinstance(one.get("value"), str) and one["value"].strip():
            return text_of_html(one["value"]) if _is_html(one) else one["value"]
    return None


def _is_html(body: Mapping[object, object]) -> bool:
    return "html" in str(body.get("contentType") or body.get("contenttype"))


def _first(values: object, name: str = "value") -> object:
    """The first member's value of a list of objects; None where there is none."""
    found = values if isinstance(values, list) else []
    return next((one[name] for one in found if isinstance(one, Mapping) and one.get(name)), None)
