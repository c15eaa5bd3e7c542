"""Articles in tables: CSV and TSV, whatever separates, quotes and encodes them."""

import csv
import io
import re
from collections.abc import Iterator
from typing import BinaryIO, Literal, NamedTuple

from index.articles import source as limits
from index.articles.encodings import NotText, decode
from index.articles.fields import NAMES, TEXT_NAMES, by_any_name
from index.articles.source import FormatError, Found, Items, Joined, Source

_SAMPLE = 256 * 1024
_SEPARATORS = ",;\t|"
_GOES_ON = re.compile(r'(?:^|\t)"(?:[^"\t\n]|"")*"[^"\t\r\n]', re.MULTILINE)
_STAYS_OPEN = re.compile(r'(?:^|\t)"(?:[^"\t\n]|"")*[\t\r\n]', re.MULTILINE)
"""Fields of a tab-separated line that begin with a quotation mark, and go on behind the next or have none."""


_ESCAPED = re.compile(r"""\\"[^,;|\t\r\n"]""")
_DOUBLED = re.compile(r"""[^\\,;|\t\r\n"]""[^,;|\t\r\n]""")
"""Quotation marks inside a field, escaped as MySQL does or doubled as others do."""


class _Dialect(NamedTuple):
    separator: str
    quoting: Literal[0, 3]
    escape: str | None


def read_table(stream: BinaryIO, source: Source) -> Items:
    """The articles of a table, one a row; a row that is none gives a FormatError with its line.

    Its first row names the columns, and settles what separates them. Raises FormatError where none of them
    is called what texts are.
    """
    csv.field_size_limit(limits.SIZE_LIMIT)
    sample = stream.read(_SAMPLE)
    if not sample.strip():
        raise FormatError("is empty")
    whole_lines = sample
    if len(sample) == _SAMPLE:
        whole_lines = sample[: sample.rfind(b"\n") + 1] or sample
    encoding = _encoding(whole_lines)
    lines = _Lines(sample, stream, encoding)
    start = whole_lines.decode(encoding, "replace")
    first = next((line for line in start.splitlines() if line.strip()), "")
    told = re.fullmatch(r"sep=(.)\s*", first)  # Excel's own line before the table
    if told:
        next(iter(lines))
        first = next((line for line in start.splitlines()[1:] if line.strip()), "")
    dialect = _dialect(first, start, told[1] if told else None, tabs=source.name.lower().endswith(".tsv"))
    yield from _rows(lines, dialect, encoding)


def _encoding(sample: bytes) -> str:
    """The encoding of the first rows; UTF-8 where that is one but for some rows, which are seen to later."""
    try:
        return decode(sample)[1]
    except NotText:
        return decode(sample.split(b"\n", 1)[0])[1]  # another NotText if this is no table at all


def _dialect(first: str, sample: str, told: str | None, *, tabs: bool) -> _Dialect:
    best, columns = "", list[str]()
    for separator in told or ("\t,;|" if tabs else _SEPARATORS):
        names = [
            "_".join(name.lower().split()) for name in next(csv.reader([first], delimiter=separator), [])
        ]
        if len(NAMES & set(names)) > len(NAMES & set(columns)) or not columns:
            best, columns = separator, names
    if not set(TEXT_NAMES) & set(columns):
        shown = ", ".join(columns).replace("_", " ")[:100] or "none"
        wanted = "`text`, `body`, `content` or `article`"
        raise FormatError(f"no column is called {wanted} (it has: {shown})", field="text")
    unquoted = best == "\t" and _is_unquoted(sample, len(columns))
    escaped = _ESCAPED.search(sample) is not None and _DOUBLED.search(sample) is None
    return _Dialect(best, csv.QUOTE_NONE if unquoted else csv.QUOTE_MINIMAL, "\\" if escaped else None)


def _is_unquoted(sample: str, columns: int) -> bool:
    """Whether quotation marks at the beginnings of fields are what somebody said, and no table's own."""
    lines = [line for line in sample.splitlines() if line.strip()]
    each_a_row = all(line.count("\t") == columns - 1 for line in lines)
    if not each_a_row and _is_quoted(sample, columns):  # cells of several lines, as Excel writes them
        return False
    return _GOES_ON.search(sample) is not None or (each_a_row and _STAYS_OPEN.search(sample) is not None)


def _is_quoted(sample: str, columns: int) -> bool:
    """Whether a tab-separated table's quotation marks are its own, in every row but one that is cut off."""
    reader = csv.reader(io.StringIO(sample, newline=""), delimiter="\t", strict=True)
    try:
        rows = [row for row in reader if row]
    except csv.Error as error:
        return "unexpected end" in str(error) and len(sample) >= _SAMPLE // 4
    return all(len(row) == columns for row in rows[:-1]) and len(rows[-1]) <= columns


def _rows(lines: "_Lines", dialect: _Dialect, encoding: str) -> Items:
    reader = csv.reader(
        lines, delimiter=dialect.separator, quoting=dialect.quoting, escapechar=dialect.escape,
        doublequote=dialect.escape is None,
    )  # fmt: skip
    names: list[str] = []
    line = 1
    while True:
        line, lines.held = lines.number + 1, 0
        try:
            row = next(reader, None)
        except csv.Error as error:
            yield FormatError(f"not a row of a table ({error})", line=line)
            continue
        except FormatError as error:
            yield error
            return
        if row is None:
            return
        if not any(cell.strip() for cell in row):
            continue
        if not names:
            names = row
            continue
        if len(row) != len(names):
            columns = "1 column" if len(row) == 1 else f"{len(row)} columns"
            yield FormatError(f"{columns} where the first row names {len(names)}", line=line)
            continue
        try:
            row = [_mended(cell) for cell in row]
        except NotText as error:
            yield FormatError(str(error), line=line)
            continue
        yield Found(by_any_name(dict(zip(names, row, strict=True))), encoding, str(line), line)


def _mended(cell: str) -> str:
    """A cell of another encoding than the table's first rows, decoded by itself."""
    if cell.isascii() or not any("\udc80" <= character <= "\udcff" for character in cell):
        return cell
    return decode(cell.encode("utf-8", "surrogateescape"))[0]


class _Lines:
    """The lines of a stream as text, of which none is held that is longer than an article may be."""

    def __init__(self, head: bytes, stream: BinaryIO, encoding: str) -> None:
        self.number = 0
        self.held = 0
        joined = io.BufferedReader(Joined(head, stream))
        errors = "surrogateescape" if encoding.startswith("utf-8") else "replace"
        self._text = io.TextIOWrapper(joined, encoding, errors=errors, newline="")

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._text.readline(limits.SIZE_LIMIT)
        if not line:
            raise StopIteration
        if len(line) == limits.SIZE_LIMIT and not line.endswith("\n"):
            raise FormatError(f"a line of more than {limits.SIZE_LIMIT // 2**20} MiB", line=self.number + 1)
        self.number += 1
        self.held += len(line)
        if self.held > 2 * limits.SIZE_LIMIT:
            raise FormatError(f"a row of more than {2 * limits.SIZE_LIMIT // 2**20} MiB", line=self.number)
        return line
