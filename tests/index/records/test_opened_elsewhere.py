"""Exports as the programs open them that they are made for: pandas, DuckDB and Datasette."""

from collections import Counter
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pytest

from index.records.archive import Archive
from index.records.export import Format, export
from index.records.record import COLUMNS, Record

ENDINGS = {
    Format.CSV: "out.csv", Format.JSONL: "out.jsonl", Format.PARQUET: "out.parquet", Format.SQLITE: "out.db"
}  # fmt: skip


@pytest.fixture
def records(town: Archive) -> list[Record]:
    """What is exported."""
    return list(town.records())


def exported(town: Archive, form: Format, folder: Path) -> Path:
    """A file of every record in a form."""
    path = folder / ENDINGS[form]
    export(town.records(), form, path)
    return path


READ_BY_PANDAS = {
    Format.CSV: pd.read_csv,
    Format.JSONL: lambda path: pd.read_json(path, lines=True, dtype=False),
    Format.PARQUET: pd.read_parquet,
}


@pytest.mark.parametrize("form", [Format.CSV, Format.JSONL, Format.PARQUET])
def test_pandas_reads_what_is_exported(
    town: Archive, records: list[Record], form: Format, tmp_path: Path
) -> None:
    frame = READ_BY_PANDAS[form](exported(town, form, tmp_path))
    assert list(frame.columns) == list(COLUMNS)
    assert list(frame["text"]) == [record.text for record in records]
    assert frame.groupby("speaker").size().to_dict() == Counter(r.speaker for r in records if r.speaker)
    assert frame["speaker"].isna().sum() == sum(record.speaker is None for record in records)
    assert frame["corrected"].dtype == bool
    assert pd.api.types.is_integer_dtype(frame["start"])
    assert pd.api.types.is_float_dtype(frame["confidence"])
    assert frame.set_index("id").index.is_unique


QUERIES = {
    Format.CSV: "read_csv('{}')",
    Format.JSONL: "read_json('{}')",
    Format.PARQUET: "read_parquet('{}')",
}


@pytest.mark.parametrize("form", QUERIES)
def test_duckdb_counts_what_is_exported(
    town: Archive, records: list[Record], form: Format, tmp_path: Path
) -> None:
    source = QUERIES[form].format(exported(town, form, tmp_path))
    with duckdb.connect() as db:
        columns = [row[0] for row in db.sql(f"DESCRIBE SELECT * FROM {source}").fetchall()]
        counted = db.sql(
            f"SELECT speaker, count(*), count(DISTINCT remark_id), min(start), max(confidence) FROM {source}"
            " GROUP BY speaker"
        ).fetchall()
        sliced = db.sql(f"SELECT text FROM {source} WHERE corrected = false AND confidence >= 0.5").fetchall()
    assert columns == list(COLUMNS)
    assert {row[0]: row[1] for row in counted} == Counter(record.speaker for record in records)
    assert sum(row[2] for row in counted) >= len({record.remark_id for record in records})
    assert Counter(row[0] for row in sliced) == Counter(r.text for r in records if r.confidence >= 0.5)


def test_a_frame_is_asked_by_duckdb_as_it_is(town: Archive, records: list[Record]) -> None:
    frame = town.records().to_frame()
    with duckdb.connect() as db:
        db.register("quotations", frame)
        parts = db.sql("SELECT id, len(spans), spans[1][1] FROM quotations").fetchall()
    assert parts == [(record.id, len(record.spans), record.start) for record in records]


@pytest.mark.filterwarnings("ignore")  # another program's
async def test_datasette_has_facets_search_and_links_ready(
    town: Archive, records: list[Record], tmp_path: Path
) -> None:
    """Where it is installed: `dev` leaves it out, since it brings pip and setuptools of its own."""
    datasette = pytest.importorskip("datasette.app")
    site = datasette.Datasette([str(exported(town, Format.SQLITE, tmp_path))])
    await site.invoke_startup()

    async def got(path: str) -> dict[str, Any]:
        answer = await site.client.get(path)
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = answer.json()
        return found

    tables = {table["name"]: table for table in (await got("/out.json"))["tables"] if not table["hidden"]}
    assert {name: table["count"] for name, table in tables.items()} == {
        "quotations": len(records),
        "speakers": len({record.speaker_id for record in records} - {None}),
        "articles": len({record.article_key for record in records}),
    }
    assert tables["quotations"]["fts_table"] == "quotations_fts"
    table = "/out/quotations.json?_labels=on&_size=max&_facet=speaker_id&_facet=kind&_search=bread"
    found = await got(table)
    assert {row["speaker_id"]["label"] for row in found["rows"] if row["speaker_id"]}
    assert {row["article_key"]["label"] for row in found["rows"]} <= {record.title for record in records}
    assert 0 < len(found["rows"]) < len(records)
    facet = found["facet_results"]["speaker_id"]["results"]
    names = Counter(row["speaker_id"]["label"] for row in found["rows"] if row["speaker_id"])
    assert {one["label"]: one["count"] for one in facet if one["label"]} == names
    suggested = {one["name"] for one in (await got("/out/quotations.json"))["suggested_facets"]}
    assert {"kind", "speaker_id"} <= suggested
