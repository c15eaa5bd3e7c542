"""What is at an address is read as: its content type tells, else its name, else its first bytes."""

import re
from urllib.parse import unquote

import httpx

from index.articles.feed import looks_like_a_feed
from index.articles.kinds import ending_of, is_known
from index.fetching.client import Fetched

_ENDINGS = {
    "text/html": ".html",
    "application/xhtml+xml": ".xhtml",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "text/x-markdown": ".md",
    "application/pdf": ".pdf",
    "application/x-pdf": ".pdf",
    "application/json": ".json",
    "application/ld+json": ".json",
    "application/feed+json": ".json",
    "application/x-ndjson": ".ndjson",
    "application/ndjson": ".ndjson",
    "application/jsonl": ".jsonl",
    "application/x-jsonlines": ".jsonl",
    "text/csv": ".csv",
    "text/tab-separated-values": ".tsv",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.oasis.opendocument.text": ".odt",
    "application/rtf": ".rtf",
    "text/rtf": ".rtf",
    "application/epub+zip": ".epub",
    "message/rfc822": ".eml",
    "application/mbox": ".mbox",
    "multipart/related": ".mhtml",
    "application/rss+xml": ".rss",
    "application/atom+xml": ".atom",
    "application/xml": ".xml",
    "text/xml": ".xml",
    "application/zip": ".zip",
    "application/x-zip-compressed": ".zip",
    "application/gzip": ".gz",
    "application/x-gzip": ".gz",
    "application/x-tar": ".tar",
    "application/warc": ".warc",
}
_VAGUE = frozenset(
    {
        "",
        "text/plain",
        "text/xml",
        "application/xml",
        "application/json",
        "application/octet-stream",
        "binary/octet-stream",
        "application/download",
        "application/force-download",
        "application/x-download",
        "application/gzip",
        "application/x-gzip",
    }
)
"""Types of which the ending of the name may know more."""
_HEAD = 1024
_SIGNATURES = ((b"%PDF-", ".pdf"), (b"{\\rtf", ".rtf"), (b"<?xml", ".xml"))
_PAGE = re.compile(rb"\s*(<!--.*?-->\s*)*<(!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL)
FEEDS = frozenset({".rss", ".atom"})


def name_for(fetched: Fetched) -> str | None:
    """A file's name by whose ending the body is read; None where it is of no kind that holds articles.

    The body is left at its beginning.
    """
    path = unquote(httpx.URL(fetched.address).path).rstrip("/")
    name = _attached(fetched.headers) or path.rpartition("/")[2] or "page"
    kind = fetched.content_type
    ending = _ENDINGS.get(kind)
    if kind in _VAGUE and is_known(name):
        ending = ending_of(name)
    head = fetched.body.read(_HEAD)
    fetched.body.seek(0)
    if kind in _VAGUE and ending in (None, ".txt", ".xml"):
        ending = _of_first_bytes(head) or ending
    if ending is None and kind.endswith("+xml"):
        ending = ".xml"
    if ending is None:
        return None
    return name if ending_of(name) == ending else f"{name}{ending}"


def is_feed(fetched: Fetched, name: str | None) -> bool:
    """Whether the body is a feed."""
    head = fetched.body.read(8 * _HEAD)
    fetched.body.seek(0)
    return name is not None and ending_of(name) in (".xml", *FEEDS) and looks_like_a_feed(head)


def _attached(headers: httpx.Headers) -> str | None:
    """The name of a file that is sent as an attachment, without a folder."""
    from email.message import Message

    told = headers.get("content-disposition")
    if not told:
        return None
    message = Message()
    message["Content-Disposition"] = told[:1000]
    name = message.get_filename()
    return name.replace("\\", "/").rpartition("/")[2].strip() or None if name else None


def _of_first_bytes(head: bytes) -> str | None:
    if _PAGE.match(head.removeprefix(b"\xef\xbb\xbf")):
        return ".html"
    if head.lstrip().startswith(b"<?xml") and re.search(rb"<html\b", head, re.IGNORECASE):
        return ".xhtml"
    return next((ending for start, ending in _SIGNATURES if head.startswith(start)), None)
