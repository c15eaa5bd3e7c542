"""A quotation as it is cited, previewed and read by machines."""

from __future__ import annotations

import json

from index.quotations.quotation import QuotationKind
from index.records.citation import Citation, plain
from index.records.export import linked
from index.records.record import Record
from index.web.words import day_in_words

_TITLE = 200
"""Characters of a quotation that a preview shows as its title."""


def speaker_line(record: Record) -> str:
    """Who speaks, in which role; the source as written where the article does not settle who that is."""
    source = " ".join(record.source.split()) if record.source else None
    name = record.speaker or (f"{source} (not named)" if source else "Unnamed speaker")
    return f"{name}, {' '.join(record.role.split())}" if record.role else name


def place_line(record: Record) -> str | None:
    """The publisher and the day, as far as they are told; None where neither is."""
    day = day_in_words(record.published) if record.published else None
    return ", ".join(filter(None, (record.publisher, day))) or None


def set_off(record: Record) -> bool:
    """Whether quotation marks belong around the words: they are somebody's own, and hold none themselves."""
    return record.kind is QuotationKind.DIRECT and not any(mark in record.text for mark in '"“”„«»')


def citation(record: Record, author: str | None, permalink: str) -> str:
    """The quotation to be pasted into a text: the words, who said them, the article, and where it is kept."""
    return f"{plain(Citation(record=record, author=author))}. {permalink}"


def preview_title(record: Record) -> str:
    """The words of a quotation, as far as a preview has room for them."""
    words = " ".join(record.text.split())
    if len(words) > _TITLE:
        words = words[:_TITLE].rsplit(" ", 1)[0] + " …"
    return f"“{words}”" if set_off(record) else words


def preview_line(record: Record) -> str:
    """Who said it and where it was published, for a preview."""
    return ". ".join(filter(None, (speaker_line(record), place_line(record))))


def linked_data(record: Record, permalink: str) -> str:
    """The quotation as JSON-LD that stands safely in a page: no character of it can end the element."""
    data = {"@context": "https://schema.org", **linked(record), "url": permalink}
    text = json.dumps(data, ensure_ascii=False)
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text
