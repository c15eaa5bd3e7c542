"""Which reader reads a file, told by the ending of its name."""

from collections.abc import Callable
from importlib import import_module
from typing import BinaryIO

from index.articles.source import Items, Source

Reader = Callable[[BinaryIO, Source], Items]

_READERS = {
    "formats:read_text": (".txt",),
    "formats:read_markdown": (".md",),
    "formats:read_html": (".html", ".htm", ".xhtml"),
    "json_articles:read_lines": (".jsonl", ".ndjson"),
    "json_articles:read_json": (".json",),
    "tables:read_table": (".csv", ".tsv"),
    "documents:read_docx": (".docx",),
    "documents:read_odt": (".odt",),
    "rtf:read_rtf": (".rtf",),
    "documents:read_epub": (".epub",),
    "pdf:read_pdf": (".pdf",),
    "mail:read_eml": (".eml",),
    "mail:read_mhtml": (".mhtml", ".mht"),
    "mail:read_mbox": (".mbox",),
    "news_xml:read_xml": (".xml", ".rss", ".atom"),
    "containers:read_zip": (".zip",),
    "containers:read_tar": (".tar", ".tar.gz", ".tgz"),
    "containers:read_gzip": (".gz",),
    "containers:read_warc": (".warc", ".warc.gz"),
}
_BY_ENDING = {ending: reader for reader, endings in _READERS.items() for ending in endings}
KINDS = tuple(_BY_ENDING)
"""The endings of names of files that hold articles, in lower case."""
LINES = (".jsonl", ".ndjson")
MANY = tuple(
    kind for kind in KINDS if not _BY_ENDING[kind].startswith(("formats:", "documents:", "pdf:", "rtf:"))
)
"""Endings of files that may hold many articles."""


def ending_of(name: str) -> str:
    """The ending that a file's name is read by, ".tar.gz" for one; that of an unknown kind, "" for none."""
    lower = name.lower()
    found = max((kind for kind in KINDS if lower.endswith(kind) and lower != kind), key=len, default="")
    if found:
        return found
    head, dot, ending = lower.rpartition(".")
    return f".{ending}" if dot and head and len(ending) <= 12 else ""


def is_known(name: str) -> bool:
    """Whether a file of that name may hold articles."""
    return ending_of(name) in _BY_ENDING


def reader_for(name: str) -> Reader:
    """The reader of files of that name; what it needs is imported now. KeyError for one of no known kind."""
    module, _, function = _BY_ENDING[ending_of(name)].partition(":")
    reader: Reader = getattr(import_module(f"index.articles.{module}"), function)
    return reader
