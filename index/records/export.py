"""Records as files: CSV, JSON Lines, JSON-LD, Parquet, and an SQLite database."""

from __future__ import annotations

import csv
import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import IO, Any

from index.archive.addresses import speaker_id
from index.errors import ExportError
from index.names.name import parse_name
from index.records.record import COLUMNS, Record, flat

_CALCULATED = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
"""What a cell begins with that a spreadsheet takes for a formula, in either width."""


class Format(StrEnum):
    """The forms that records are exported in."""

    CSV = "csv"
    JSONL = "jsonl"
    PARQUET = "parquet"
    SQLITE = "sqlite"
    JSONLD = "jsonld"


FILES_ONLY = (Format.PARQUET, Format.SQLITE)
"""Forms that need a file, since they are not written from start to end."""


def export(records: Iterable[Record], form: Format, path: Path, *, spreadsheet: bool = False) -> int:
    """How many records were written to the file, which takes its place once it is whole."""
    with replacing(path) as new:
        if form is Format.SQLITE:
            from index.records.sqlite import write_sqlite

            return write_sqlite(records, new)
        if form is Format.PARQUET:
            from index.records.parquet import write_parquet

            return write_parquet(records, new)
        with new.open("w", encoding="utf-8", newline="") as file:
            return write(records, form, file, spreadsheet=spreadsheet)


def written(path: Path, text: str) -> None:
    """Write a text to a file, which takes its place once it is whole."""
    with replacing(path) as new:
        new.write_text(text, encoding="utf-8", newline="")


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A file beside `path` that takes its place at the end; on any error it is gone and `path` as it was."""
    new = path.with_name(f".{path.name}.part")
    try:
        new.unlink(missing_ok=True)
        yield new
        new.replace(path)
    except (OSError, sqlite3.OperationalError) as error:
        why = error.strerror if isinstance(error, OSError) else None
        raise ExportError(f"cannot write {path}: {why or error}") from error
    finally:
        new.unlink(missing_ok=True)


def write(records: Iterable[Record], form: Format, file: IO[str], *, spreadsheet: bool = False) -> int:
    """How many records were written to a text file that is open, in a form that is written as it comes.

    `file` has to leave line ends as they are. `spreadsheet` is of CSV: it begins with a mark, and cells that
    would be calculated begin with a `'`.
    """
    writers: dict[Format, Callable[[Iterable[Record], IO[str]], int]] = {
        Format.CSV: _write_spreadsheet if spreadsheet else _write_csv,
        Format.JSONL: _write_jsonl,
        Format.JSONLD: _write_jsonld,
    }
    return writers[form](records, file)


def _write_csv(records: Iterable[Record], file: IO[str]) -> int:
    return _write_cells(records, file, lambda value: value)


def _write_cells(records: Iterable[Record], file: IO[str], cell: Callable[[Any], Any]) -> int:
    rows, count = csv.writer(file, lineterminator="\n"), 0
    rows.writerow(COLUMNS)
    for record in records:
        data = {**flat(record), "corrected": "true" if record.corrected else "false"}
        rows.writerow([cell(data[name]) for name in COLUMNS])
        count += 1
    return count


def _write_spreadsheet(records: Iterable[Record], file: IO[str]) -> int:
    file.write("\N{ZERO WIDTH NO-BREAK SPACE}")
    return _write_cells(records, file, defused)


def defused(value: Any) -> Any:
    """A cell with a `'` before it where a spreadsheet would calculate it."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_CALCULATED) else value


def _write_jsonl(records: Iterable[Record], file: IO[str]) -> int:
    count = 0
    for record in records:
        file.write(json.dumps(record.to_dict(), ensure_ascii=False) + "\n")
        count += 1
    return count


def _write_jsonld(records: Iterable[Record], file: IO[str]) -> int:
    file.write('{"@context": "https://schema.org", "@graph": [')
    count = 0
    for count, record in enumerate(records, 1):
        file.write((",\n" if count > 1 else "\n") + json.dumps(linked(record), ensure_ascii=False))
    file.write("\n]}\n")
    return count


def linked(record: Record) -> dict[str, Any]:
    """The record as a schema.org Quotation; what is not known is left out.

    Who speaks is a Person where the name is built like one's, else an Organization; several are a list.
    """
    article = {
        "@type": "NewsArticle",
        "identifier": record.article_key,
        "headline": record.title,
        "url": record.url,
        "datePublished": record.published,
        "inLanguage": record.language,
        "publisher": {"@type": "Organization", "name": record.publisher} if record.publisher else None,
    }
    people = [
        {
            "@type": "Person" if parse_name(name).surname is not None else "Organization",
            "identifier": speaker_id(name),
            "name": name,
        }
        for name in record.speakers()
    ]
    said_by = people[0] if len(people) == 1 else people or None
    quotation = {
        "@type": "Quotation",
        "@id": f"urn:onrecord:quotation:{record.id}",
        "identifier": record.id,
        "text": record.text,
        "genre": record.kind.value,
        "creator": said_by,
        "spokenByCharacter": said_by,
        "creditText": record.source,
        "inLanguage": record.language,
        "isPartOf": {name: value for name, value in article.items() if value is not None},
    }
    return {name: value for name, value in quotation.items() if value is not None}
