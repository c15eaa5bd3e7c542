"""Exports: what is read back from a file is what was written to it."""

import csv
import io
import json
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from hypothesis import HealthCheck, given, settings

from index.archive.addresses import speaker_id
from index.articles.article import Article
from index.errors import ExportError
from index.records.archive import Archive
from index.records.export import Format, export, linked, write
from index.records.record import COLUMNS, Record
from tests.conftest import Ran
from tests.index.records.test_records import ARTICLES, numbered
from tests.support.articles import made

Run = Callable[..., Ran]


def from_csv(path: Path) -> Iterator[Record]:
    """The records of a CSV file."""
    with path.open(encoding="utf-8", newline="") as file:
        yield from map(Record.from_dict, csv.DictReader(file))


def from_jsonl(path: Path) -> Iterator[Record]:
    """The records of a file of JSON Lines."""
    yield from map(Record.from_dict, map(json.loads, path.read_bytes().splitlines()))


def from_sqlite(path: Path) -> Iterator[Record]:
    """The records of a database."""
    with closing(sqlite3.connect(path)) as db:
        db.row_factory = sqlite3.Row
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
        yield from map(Record.from_dict, db.execute("SELECT * FROM quotations ORDER BY rowid").fetchall())


def from_parquet(path: Path) -> Iterator[Record]:
    """The records of a Parquet file."""
    import pyarrow.parquet as pq

    yield from map(Record.from_dict, pq.read_table(path).to_pylist())


READERS = {
    Format.CSV: from_csv,
    Format.JSONL: from_jsonl,
    Format.SQLITE: from_sqlite,
    Format.PARQUET: from_parquet,
}


@pytest.mark.parametrize("form", READERS)
def test_law_what_is_exported_is_read_back(form: Format, tmp_path: Path) -> None:
    if form is Format.PARQUET:
        pytest.importorskip("pyarrow")

    @given(articles=ARTICLES)
    @settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    def law(articles: list[Article]) -> None:
        with Archive.temporary(numbered(articles), finder="rules") as archive:
            records = list(archive.records())
            assert export(archive.records(), form, tmp_path / "out") == len(records)
            assert list(READERS[form](tmp_path / "out")) == records

    law()
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


SCHEMA_ORG = {
    "Quotation": {"spokenByCharacter": {"Organization", "Person"}},
    "CreativeWork": {
        "creator": {"Organization", "Person"}, "creditText": {"Text"}, "datePublished": {"Date", "DateTime"},
        "genre": {"Text", "URL"}, "headline": {"Text"}, "inLanguage": {"Language", "Text"},
        "isPartOf": {"CreativeWork", "URL"}, "publisher": {"Organization", "Person"}, "text": {"Text"},
    },
    "Thing": {"identifier": {"PropertyValue", "Text", "URL"}, "name": {"Text"}, "url": {"URL"}},
}  # fmt: skip
"""What schema.org lets a property hold, of the types used here (its vocabulary of 2025)."""
ABOVE = {
    "Quotation": "CreativeWork", "NewsArticle": "Article", "Article": "CreativeWork", "CreativeWork": "Thing",
    "Person": "Thing", "Organization": "Thing",
}  # fmt: skip
PLAIN = {
    "Text": lambda value: isinstance(value, str) and bool(value),
    "URL": lambda value: urlsplit(value).scheme in ("http", "https"),
    "Date": lambda value: date.fromisoformat(value) is not None,
    "DateTime": lambda value: datetime.fromisoformat(value) is not None,
}


def lineage(kind: str) -> list[str]:
    """A type of schema.org and all above it."""
    return [kind, *(lineage(ABOVE[kind]) if kind in ABOVE else [])]


def check_linked(node: dict[str, Any]) -> None:
    """See that a node has no properties but those of its type, each with what it may hold."""
    known = {name: may for kind in lineage(node["@type"]) for name, may in SCHEMA_ORG.get(kind, {}).items()}
    for name, held in node.items():
        if name.startswith("@"):
            continue
        for value in held if isinstance(held, list) else [held]:
            if isinstance(value, dict):
                assert known[name].intersection(lineage(value["@type"])), (name, value)
                check_linked(value)
            else:
                assert any(_holds(may, value) for may in known[name]), (name, value)


def _holds(may: str, value: str) -> bool:
    try:
        return may in PLAIN and PLAIN[may](value)
    except ValueError:
        return False


SEVERAL = """Ana Ruiz and Bo Lind of the Harbour Board met on Monday.

"We agree," said Ana Ruiz and Bo Lind.

"The drug is safe," the Harbour Board said in a statement. "Nobody knows," someone said.
"""


def test_linked_data_are_what_schema_org_calls_a_quotation(town: Archive, tmp_path: Path) -> None:
    dated = replace(
        made("several", SEVERAL, publisher="The Coast", published="2026-02-03T08:30:00Z"),
        url="https://coast.example/several", language="en",
    )  # fmt: skip
    with Archive.temporary([dated], finder="rules") as several:
        for archive in (town, several):
            count = export(archive.records(), Format.JSONLD, tmp_path / "out.json")
            data = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
            assert data["@context"] == "https://schema.org"
            assert len(data["@graph"]) == count == archive.stats().quotations
            for node, record in zip(data["@graph"], archive.records(), strict=True):
                check_linked(node)
                assert node["@type"] == "Quotation"
                assert (node["text"], node["identifier"]) == (record.text, record.id)
                assert node["isPartOf"]["headline"] == record.title
                assert node["isPartOf"].get("datePublished") == record.published
        told = [linked(record).get("spokenByCharacter") for record in several.records()]
    lists = [[by] if isinstance(by, dict) else by or [] for by in told]
    people = [[(one["@type"], one["name"]) for one in by] for by in lists]
    ana, bo = (("Person", name) for name in ("Ana Ruiz", "Bo Lind"))
    assert people == [[ana, bo], [("Organization", "Harbour Board")], []]


@pytest.mark.parametrize(
    "names",
    [
        ("Ana Ruiz",),
        ("Ana Ruiz", "Bo Lind"),
        ("Ana Ruiz", "Bo Lind", "Cy Young"),
        ("Food and Drug Administration",),
        ("Food and Drug Administration", "Ana Ruiz"),
        ("Ana Ruiz", "Food and Drug Administration"),
        ("Marks, Spencer and Company", "Ana Ruiz", "Bo Lind"),
        (),
    ],
)
def test_the_names_of_those_who_speak_together_are_told_apart(town: Archive, names: tuple[str, ...]) -> None:
    joined = " and ".join(filter(None, (", ".join(names[:-1]), names[-1]))) if names else None
    record = replace(next(town.records()), speaker=joined, speaker_id=speaker_id(names[0]) if names else None)
    assert record.speakers() == names


def test_the_check_of_linked_data_finds_what_is_wrong() -> None:
    good = {"@type": "Quotation", "text": "x", "creator": {"@type": "Person", "name": "Ana Ruiz"}}
    check_linked(good)
    for wrong in ({"creator": {"@type": "Thing", "name": "x"}}, {"speaker": "x"}, {"text": ""}):
        with pytest.raises((AssertionError, KeyError)):
            check_linked({**good, **wrong})


def test_a_database_is_searched_by_words_and_refers_to_people(town: Archive, tmp_path: Path) -> None:
    export(town.records(), Format.SQLITE, tmp_path / "out.db")
    with closing(sqlite3.connect(tmp_path / "out.db")) as db:
        found = db.execute(
            "SELECT q.speaker, s.name, a.title FROM quotations q JOIN speakers s ON s.id = q.speaker_id"
            " JOIN articles a ON a.key = q.article_key WHERE q.rowid IN"
            " (SELECT rowid FROM quotations_fts WHERE quotations_fts MATCH 'baking loss')"
        ).fetchall()
        assert ("Anna Keller", "Anna Keller", "Price of bread to rise in Harwick") in found
        keys = db.execute("PRAGMA foreign_key_list(quotations)").fetchall()
        assert {(key[2], key[3], key[4]) for key in keys} == {
            ("speakers", "speaker_id", "id"), ("articles", "article_key", "key")
        }  # fmt: skip
        columns = [row[1] for row in db.execute("PRAGMA table_info(quotations)")]
        assert columns == list(COLUMNS)


def test_the_speaker_of_an_id_is_one_person_where_that_is_known(archive: Archive, tmp_path: Path) -> None:
    archive.add(
        [
            made("a", 'Ana Ruiz and Bo Lind met.\n\n"We agree," said Ana Ruiz and Bo Lind.\n'),
            made("b", '"I agree," said Ana Ruiz.\n'),
        ],
        finder="rules",
    )
    together, alone = archive.records()
    assert together.speaker == "Ana Ruiz and Bo Lind"
    assert together.speaker_id == alone.speaker_id
    export(archive.records(), Format.SQLITE, tmp_path / "out.db")
    with closing(sqlite3.connect(tmp_path / "out.db")) as db:
        assert db.execute("SELECT name FROM speakers").fetchall() == [("Ana Ruiz",)]


def test_a_spreadsheet_calculates_nothing(archive: Archive) -> None:
    archive.add([made("=a", '=1+1\n\n"=SUM(A1)," said Ana Ruiz. "@x and more," she said.\n')], finder="rules")
    plain, safe = io.StringIO(), io.StringIO()
    write(archive.records(), Format.CSV, plain)
    write(archive.records(), Format.CSV, safe, spreadsheet=True)
    verbatim = list(csv.DictReader(io.StringIO(plain.getvalue())))
    assert [row["text"][:2] for row in verbatim] == ["=S", "@x"]
    assert safe.getvalue()[0] == "\ufeff"
    for row, cells in zip(csv.DictReader(io.StringIO(safe.getvalue()[1:])), verbatim, strict=True):
        for name, cell in row.items():
            assert cell == ("'" if cells[name][:1] in ("=", "@") else "") + cells[name]


def test_a_failed_export_leaves_the_file_that_was_there(town: Archive, tmp_path: Path) -> None:
    def failing() -> Iterator[Record]:
        yield next(town.records())
        raise KeyboardInterrupt

    path = tmp_path / "out.csv"
    path.write_text("before", encoding="utf-8")
    with pytest.raises(KeyboardInterrupt):
        export(failing(), Format.CSV, path)
    assert [(one.name, one.read_text(encoding="utf-8")) for one in tmp_path.iterdir()] == [
        ("out.csv", "before")
    ]
    for form in (Format.JSONL, Format.SQLITE):
        with pytest.raises(ExportError, match="nowhere"):
            export(town.records(), form, tmp_path / "nowhere" / "out")


def test_exporting_to_standard_output(run: Run, filled: Path) -> None:
    ran = run("export", "--archive", filled, "--speaker", "Okafor", "--format", "csv")
    header, *rows = ran.out.splitlines()
    assert (ran.code, ran.err, header) == (0, "", ",".join(COLUMNS))
    assert ["Paul Okafor" in row for row in rows] == [True]
    ran = run("export", "--archive", filled, "--kind", "direct", "--kind", "mixed", "--min-confidence", "0.1")
    kinds = {json.loads(line)["kind"] for line in ran.out.splitlines()}
    assert (ran.code, kinds <= {"direct", "mixed"}, bool(kinds)) == (0, True, True)


@pytest.mark.parametrize(
    ("arguments", "code", "error"),
    [
        (
            ["--speaker", "Zebulon Quist"],
            1,
            "error: nobody called 'Zebulon Quist' is quoted; `",
        ),
        (["--publisher", "x"], 1, "error: no article is by a publisher called 'x'; there are: none"),
        (
            ["--format", "sqlite"],
            2,
            "error: --format sqlite needs --output FILE; see `",
        ),
        (["--spreadsheet"], 2, "error: --spreadsheet goes with --format csv; see"),
        (["--since", "2026-02-02", "--until", "2026-01-01"], 2, "error: --since is later than --until; see"),
        (["--min-confidence", "2"], 2, "error: argument --min-confidence: must be between 0 and 1, got '2'"),
        (["--since", "soon"], 2, "error: argument --since: invalid date 'soon'; use YYYY-MM-DD"),
        (["--kind", "narration"], 2, "error: argument --kind: invalid choice: 'narration'"),
        (["--output", "nowhere/out.jsonl"], 1, "error: cannot write nowhere/out.jsonl: No such file"),
    ],
)
def test_what_cannot_be_exported(run: Run, filled: Path, arguments: list[str], code: int, error: str) -> None:
    ran = run("export", "--archive", filled, *arguments)
    assert (ran.code, ran.out, ran.err[: len(error)]) == (code, "", error)


def test_parquet_without_its_extra_says_what_to_install(
    run: Run, filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    ran = run("export", "--archive", filled, "--format", "parquet", "--output", tmp_path / "out")
    error = "error: a Parquet file needs more than is installed: pip install '.[parquet]'\n"
    assert ran == Ran(1, "", error)
    assert not (tmp_path / "out").exists()


def test_exporting_to_a_file_tells_how_many(run: Run, filled: Path, tmp_path: Path) -> None:
    path = tmp_path / "out.db"
    ran = run("export", "--archive", filled, "--format", "sqlite", "--output", path)
    count = len(list(from_sqlite(path)))
    assert ran == Ran(0, f"exported {count} quotations to {path}\n", "")
