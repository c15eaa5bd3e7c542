"""Articles in mail: .eml, .mbox and pages saved as .mhtml."""

import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr
from typing import Any, BinaryIO

from index.articles import source as limits
from index.articles.dates import lenient_date
from index.articles.encodings import NotText, decode
from index.articles.formats import declared_charset, from_html
from index.articles.source import FormatError, Found, Items, Source, is_address, one_line, whole

_LETTER_LIMIT = 32 * 1024 * 1024
"""Bytes of one letter with what is attached to it."""
_PARTS = 1000
_BOUNDARIES = 50_000
"""Lines that may part a letter; so many take its parser half a second."""
_HEADER_LIMIT = 4096
_BEGINS = re.compile(rb"From (?:\S+ +(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b|\S+@)")
"""How a letter begins in a mailbox: "From Monday on" is what somebody wrote."""
_WRAPPED = re.compile(r"\r\n|\r")


def read_eml(stream: BinaryIO, _source: Source) -> Items:
    """The article of a letter: its plain text, else that of its page."""
    yield Found(*_letter(whole(stream, _LETTER_LIMIT)))


def read_mbox(stream: BinaryIO, _source: Source) -> Items:
    """The articles of a mailbox, one a letter, numbered from 1; one that is none gives a FormatError."""
    for number, (line, data) in enumerate(_letters(stream), 1):
        if data is None:
            yield FormatError(f"a letter of more than {_LETTER_LIMIT // 2**20} MiB", line=line)
            continue
        try:
            fields, encoding = _letter(data)
        except FormatError as error:
            yield FormatError(str(error), line=line)
        except NotText as error:
            yield FormatError(str(error), line=line)
        else:
            yield Found(fields, encoding, str(number), line)


def _letters(stream: BinaryIO) -> Iterator[tuple[int, bytes | None]]:
    """The letters of a mailbox with the line each starts on; None for one that is too large."""
    pieces: list[bytes] = []
    number = size = start = 0
    after_empty, begun = True, False
    while line := stream.readline(limits.SIZE_LIMIT):
        number += 1
        if line.startswith(b"From ") and (not begun or (after_empty and _BEGINS.match(line))):
            if begun:
                yield start, b"".join(pieces) if size <= _LETTER_LIMIT else None
            pieces, size, start, begun = [], 0, number, True
        elif not begun and line.strip():
            raise FormatError("not a mailbox (it does not begin with a line `From ...`)")
        else:
            size += len(line)
            if size <= _LETTER_LIMIT:
                pieces.append(line[1:] if re.match(rb">+From ", line) else line)
        after_empty = not line.strip()
    if begun:
        yield start, b"".join(pieces) if size <= _LETTER_LIMIT else None


def _parsed(data: bytes) -> Message:
    if data.count(b"\n--") > _BOUNDARIES:
        raise FormatError(f"a letter of more than {_PARTS} parts")
    try:  # by the older policy, which does not take time by the square of a header's length
        return message_from_bytes(data, policy=policy.compat32)
    except (ValueError, LookupError, RecursionError, TypeError, AttributeError) as error:
        raise FormatError(f"not a letter that can be read ({error})") from None


def _header(letter: Message, name: str) -> str | None:
    """A header in words; None where there is none, or none that can be read."""
    value = str(letter.get(name) or "")[:_HEADER_LIMIT]
    try:
        return one_line(str(make_header(decode_header(value))))
    except (ValueError, LookupError, TypeError, HeaderParseError):
        return one_line(value)


def _letter(data: bytes) -> tuple[dict[str, object], str]:
    letter = _parsed(data)
    if not letter.keys():
        raise FormatError("not a letter (it has no headers)")
    text, encoding, page = _bodies(letter)
    found: dict[str, object] = {} if text.strip() or not page else from_html(page)
    name, _ = parseaddr(_header(letter, "From") or "")
    list_id = _header(letter, "List-Id") or ""
    list_name = re.sub(r"<[^>]*>", "", list_id).strip(' "') or list_id.strip("<> ")
    subject = _header(letter, "Subject")
    return {
        "title": subject or found.get("title"),
        "text": text.strip("\n") if text.strip() else found.get("text"),
        "url": found.get("url"),
        "author": one_line(name),
        "publisher": one_line(list_name),
        "published": lenient_date(_header(letter, "Date")),
        "language": _header(letter, "Content-Language"),
    }, encoding


def _bodies(letter: Message) -> tuple[str, str, str | None]:
    """The plain text and its encoding, and the page; attachments are left alone."""
    text, encoding, page = list[str](), "utf-8", None
    for number, part in enumerate(letter.walk()):
        if number > _PARTS:
            raise FormatError(f"a letter of more than {_PARTS} parts")
        if part.is_multipart() or part.get_content_disposition() == "attachment":
            continue
        kind = part.get_content_type()
        if kind == "text/plain":
            words, encoding = _words(part)
            text.append(_WRAPPED.sub("\n", words))
        elif kind == "text/html" and page is None:
            page = _words(part)[0]
    return "\n".join(text), encoding, page


def _words(part: Any) -> tuple[str, str]:
    data = part.get_payload(decode=True) or b""
    declared = part.get_content_charset() or (declared_charset(data) if b"<" in data[:200] else None)
    text, encoding = decode(data, declared=declared)
    return (_unwrapped(text, part) if part.get_param("format") == "flowed" else text), encoding


def _unwrapped(text: str, part: Any) -> str:
    """The paragraphs of a text whose lines end in a space where they go on (RFC 3676)."""
    gap = "" if str(part.get_param("delsp")).lower() == "yes" else " "
    return re.sub(r"(?m)(?<!^--) \r?\n(?=[^>\r\n])", gap, text)


def read_mhtml(stream: BinaryIO, _source: Source) -> Items:
    """The article of a page that a browser saved in one file with its pictures."""
    letter = _parsed(whole(stream, _LETTER_LIMIT))
    for number, part in enumerate(letter.walk()):
        if number > _PARTS:
            break
        if not part.is_multipart() and part.get_content_type() in ("text/html", "application/xhtml+xml"):
            page, encoding = _words(part)
            fields = from_html(page)
            saved_from = _header(letter, "Snapshot-Content-Location")
            address = saved_from or one_line(str(part["Content-Location"] or ""))
            url = fields.get("url") or (address if is_address(address) else None)
            yield Found({**fields, "url": url}, encoding)
            return
    raise FormatError("no page in it")
