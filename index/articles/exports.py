"""Exports of Nexis and Factiva, old and new, told from other files and taken apart into their articles.

A file is an export where lines that only exports have (`1 of 200 DOCUMENTS`, `End of Document`, `Document
GRDN000020160912ec9c0002h`) part it into pieces that have a head as exports write it. Otherwise it stays one
article, as does an article that speaks of such lines. What is cut off is the export's own: no piece is lost.
"""

import re

from index.articles.blocks import text_of_html
from index.articles.export_lines import Fields
from index.articles.factiva import END, factiva
from index.articles.nexis import NEW, OLD, new_nexis, old_nexis
from index.articles.source import Found, Items

MARKS = re.compile(
    rf"(?:^|(?<=[\r\f]))(?:{NEW.pattern}|{END.pattern}|{OLD.pattern})(?=[\r\n\f]|\Z)", re.MULTILINE
)
"""What every export has a line of."""

_PAGE_OF_ONE = re.compile(
    r"End of Document|Ende des Dokuments|Fin du document|\d of \d+ DOCUMENTS"
    r"|Do[ck]ument \d+ (?:of|von|de) \d|Do[ck]ument [A-Z][A-Z0-9]{3,11}\d{8}"
)


def articles_in(text: str, fields: Fields, encoding: str = "utf-8") -> Items:
    """The articles of an export, numbered from 1; of any other file, the one that `fields` describe."""
    pieces = split_export(text) if MARKS.search(text) else None
    if pieces is None:
        yield Found(fields, encoding)
        return
    for number, piece in enumerate(pieces, 1):
        yield Found(piece, encoding, str(number))


def from_page(page: str) -> list[Fields] | None:
    """The fields of each article of an export that is a web page; None where it is none."""
    if not _PAGE_OF_ONE.search(page):
        return None
    return split_export(text_of_html(page))


def split_export(text: str) -> list[Fields] | None:
    """The fields of each article of an export; None where the text is none."""
    lines = [line.rstrip() for line in re.split(r"\r\n|[\n\r\f]", text)]
    for split in (old_nexis, new_nexis, factiva):
        found = split(lines)
        if found is not None:
            return found
    return None
