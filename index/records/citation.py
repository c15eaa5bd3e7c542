"""A quotation as a citation: plain, in Markdown, as CSL-JSON, or in a style of somebody else's."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import quote

from index.errors import ExportError, MissingExtra
from index.names.name import parse_name
from index.quotations.quotation import QuotationKind
from index.records.record import Record

PLAIN, MARKDOWN, CSL_JSON = WRITTEN = "plain", "markdown", "csl-json"
"""Styles that need nothing more than is here."""
HARVARD = "harvard-cite-them-right"
"""The style of the Citation Style Language that citeproc-py brings; others are files that end in .csl."""

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip
_MARKDOWN = re.compile(r"([\\`*_\[\]<>#|~&!$])")
_MARKS = re.compile(r"[\"“”„«»]")
_LIST = re.compile(r"^(\d+)([.)])|^([-+=])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """What is cited: a quotation, and whoever wrote its article, as the article words it."""

    record: Record
    author: str | None = None


def cite(citations: Sequence[Citation], style: str) -> str:
    """The citations in a style: PLAIN, MARKDOWN, CSL_JSON, HARVARD, or the path of a .csl file.

    They stand one below the other, with an empty line between; those of CSL-JSON are one array. A style of
    the Citation Style Language names the article alone, as a list of references does. MissingExtra where
    that takes citeproc-py and it is not installed, ExportError where the file is no such style.
    """
    if style == CSL_JSON:
        return json.dumps([_item(one) for one in citations], ensure_ascii=False, indent=2)
    if style in WRITTEN:
        written = plain if style == PLAIN else markdown
        return "\n\n".join(written(one) for one in citations)
    return "\n\n".join(_styled(citations, style))


def plain(one: Citation) -> str:
    """The words, who said them, and the article, in one line."""
    record = one.record
    where = [
        _byline(one),
        f"“{_line(record.title)}”",
        record.publisher,
        _day(record.published),
        _link(record),
    ]
    return f"{_words(record)} — {_said_by(record)}{', '.join(_line(part) for part in where if part)}"


def markdown(one: Citation) -> str:
    """The same as a block quotation with the article's title as its link."""
    record, link = one.record, _link(one.record)
    title = _escaped(record.title)
    where = [
        _escaped(byline) if (byline := _byline(one)) else None,
        f"[{title}](<{link}>)" if link else f"“{title}”",
        f"*{_escaped(record.publisher)}*" if record.publisher else None,
        _day(record.published),
    ]
    said = f"{_escaped(_said_by(record))} {', '.join(filter(None, where))}"
    return f"> {_escaped(_words(record))}\n>\n> — {said}"


def _words(record: Record) -> str:
    """The quotation's words in one line, with marks where they are all somebody's own and hold none."""
    words = _line(record.text)
    return words if record.kind is not QuotationKind.DIRECT or _MARKS.search(words) else f"“{words}”"


def _said_by(record: Record) -> str:
    name = record.speaker or (f"{record.source} (not named)" if record.source else "unnamed speaker")
    told = "reported" if record.kind is QuotationKind.INDIRECT else "quoted"
    return f"{_line(f'{name}, {record.role}' if record.role else name)}, as {told} in "


def _byline(one: Citation) -> str | None:
    """Who wrote the article, without the "By" of a byline."""
    return re.sub(r"^by[:\s]+", "", _line(one.author), flags=re.IGNORECASE) if one.author else None


def _line(text: str) -> str:
    return " ".join(text.split())


def _escaped(text: str) -> str:
    """A text in one line that Markdown shows as it is."""
    return _LIST.sub(r"\1\\\2\3", _MARKDOWN.sub(r"\\\1", _line(text)))


def _link(record: Record) -> str | None:
    """The article's address, where it is one of the web, without what would end a link or a line."""
    url = record.url
    if url is None or not url.lower().startswith(("http://", "https://")):
        return None
    return quote(url, safe="!#$%&'()*+,/:;=?@[]~_.-")


def _day(published: str | None) -> str | None:
    """A date as one writes it: "4 March 2024"; None for none."""
    try:
        day = date.fromisoformat((published or "")[:10])
    except ValueError:
        return None
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def _item(one: Citation) -> dict[str, Any]:
    """The article as CSL-JSON, with what is quoted of it in `custom`."""
    record = one.record
    said = {
        "quotation": record.text,
        "kind": record.kind.value,
        "speaker": record.speaker,
        "role": record.role,
        "start": record.start,
        "end": record.end,
    }
    return {**_reference(one), "custom": {key: value for key, value in said.items() if value is not None}}


def _reference(one: Citation) -> dict[str, Any]:
    record = one.record
    day = _day(record.published) and date.fromisoformat((record.published or "")[:10])
    found: dict[str, Any] = {
        "id": record.id,
        "type": "article-newspaper",
        "title": _line(record.title),
        "author": authors(byline) if (byline := _byline(one)) else None,
        "container-title": record.publisher,
        "issued": {"date-parts": [[day.year, day.month, day.day]]} if day else None,
        "URL": _link(record),
        "language": record.language,
    }
    return {key: value for key, value in found.items() if value}


def authors(byline: str) -> list[dict[str, str]]:
    """Those whom a byline names, as CSL-JSON has names: "Ana Ruiz and Bo Lind" names two people.

    Who is not built like a person is literal, as is all of a byline that cannot be told apart.
    """
    text = _line(byline)
    names = [name for name in re.split(r";\s*|,\s+and\s+|,\s+|\s+and\s+|\s+&\s+", text) if name]
    if len(names) > 1 and ";" not in text and any(" " not in name for name in names):
        names = [text]
    return [_author(name) for name in names]


def _author(name: str) -> dict[str, str]:
    words = name.split()
    if parse_name(name).surname is None or len(words) < 2 or "," in name:
        return {"literal": name}
    return {"family": words[-1], "given": " ".join(words[:-1])}


def _styled(citations: Sequence[Citation], style: str) -> list[str]:
    """Each article as a style of the Citation Style Language has it, once, in the style's order."""
    try:
        from citeproc import (
            Citation as Cited,
        )
        from citeproc import (
            CitationItem,
            CitationStylesBibliography,
            CitationStylesStyle,
            formatter,
        )
        from citeproc.source.json import CiteProcJSON
    except ImportError:
        raise MissingExtra("a style of the Citation Style Language", "citations") from None
    if style != HARVARD and not Path(style).is_file():
        raise ExportError(f"there is no style {style}; it is a .csl file, as the Zotero style repository has")
    items = {one.record.article_key: _reference(one) | {"id": one.record.article_key} for one in citations}
    try:
        chosen = CitationStylesStyle(style, validate=False)
        listed = CitationStylesBibliography(chosen, CiteProcJSON(list(items.values())), formatter.plain)
        for key in items:
            listed.register(Cited([CitationItem(key)]))
        listed.sort()
        return [str(line) for line in listed.bibliography()]
    except Exception as error:  # citeproc-py fails on a bad style with whatever it stumbles on
        raise ExportError(f"{style} cannot be used as a style: {type(error).__name__}: {error}") from error
