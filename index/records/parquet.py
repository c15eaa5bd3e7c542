"""Records as a Parquet file, by pyarrow, which the extra `parquet` brings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from index.errors import MissingExtra
from index.records.record import COLUMNS, NUMBERS, Record

_AT_ONCE = 5000
"""Records of one group of rows, which is held in memory."""


def write_parquet(records: Iterable[Record], path: Path) -> int:
    """How many records were written; MissingExtra where there is no pyarrow."""
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError:
        raise MissingExtra("a Parquet file", "parquet") from None
    kinds: dict[str, Any] = dict.fromkeys(COLUMNS, pa.string())
    kinds |= dict.fromkeys(NUMBERS, pa.int64())
    kinds |= {"confidence": pa.float64(), "corrected": pa.bool_(), "spans": pa.list_(pa.list_(pa.int64()))}
    schema, count = pa.schema(list(kinds.items())), 0
    with pq.ParquetWriter(path, schema, compression="zstd") as file:
        for part in _parts(records):
            rows = [record.to_dict() for record in part]
            file.write_table(pa.Table.from_pylist(rows, schema=schema))
            count += len(part)
    return count


def _parts(records: Iterable[Record]) -> Iterator[list[Record]]:
    coming = iter(records)
    while part := list(islice(coming, _AT_ONCE)):
        yield part
