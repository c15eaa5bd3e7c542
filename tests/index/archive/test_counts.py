"""What is kept of an archive in numbers is what is counted from scratch, whatever was done before."""

import random
import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.archive import counts, joined
from index.archive.check import check
from index.archive.database import DATABASE, connect
from index.archive.repair import repair
from index.articles.article import Article
from index.people.people import People
from index.people.rulings import FILE, read_rulings
from index.records.archive import Archive
from tests.support.articles import made

NAMES = (
    "Ana Ruiz", "A. Ruiz", "Mr. Ruiz", "Ruiz", "Bo Lind", "Mayor Bo Lind", "Lind", "the Harbour Board",
    "Robert Gates", "Bob Gates", "Gates", "Secretary Gates", "Olga Brandt", "Olga Brandt Jr.",
)  # fmt: skip
LINES = (
    "The ferry will sail all winter",
    "We never gave up",
    "Nobody asked us about the harbour",
    "It is late",
)
RULINGS = ("", "Bo Lind = Olga Brandt\n", "Robert Gates != Bob Gates\n", "Ruiz = Gates\nBo Lind != Lind\n")


def article(rng: random.Random, folder: Path) -> Article:
    """One of twelve articles, with other remarks each time."""
    id_ = f"a{rng.randrange(12)}"
    said = [
        f'"{rng.choice(LINES)} {rng.choice(["now", "then", "again"])}," said {rng.choice(NAMES)}.'
        for _ in range(rng.randrange(4))
    ]
    path = folder / f"{id_}.txt"
    path.write_text("x", encoding="utf-8")
    one = made(
        id_,
        f"Title of {rng.randrange(3)}\n\n" + "\n\n".join(said) + "\n\nIt rained.\n",
        publisher=rng.choice([None, "The Coast", "Town Crier"]),
        published=rng.choice([None, "2026-01-10", "2026-02-03T08:30:00Z", "2025-12-01"]),
        path=str(path),
    )
    return replace(one, language=rng.choice([None, "en", "de"]))


def change(archive: Archive, rng: random.Random, folder: Path) -> None:
    """Do one thing to the archive."""
    there = [row.id for row in archive.articles()]
    records = list(archive.records())
    what = rng.randrange(7)
    if what < 3 or not there:
        archive.add([article(rng, folder) for _ in range(rng.randrange(1, 5))], finder="rules")
    elif what == 3:
        archive.remove(rng.sample(there, rng.randrange(1, len(there) + 1)))
    elif what == 4:
        for path in rng.sample(sorted(folder.glob("*.txt")), 1):
            path.unlink()
        (folder / "kept").touch()
        archive.prune([folder])
    elif what == 5 and records:
        verdict = rng.choice(["speaker", "nobody", "not_a_quotation", "confirmed"])
        archive.correct(rng.choice(records).id, verdict, rng.choice(NAMES) if verdict == "speaker" else None)
    elif archive.corrections:
        archive.correct(rng.choice(archive.corrections).id, None)


def is_as_counted(archive: Archive) -> None:
    """What is read is what is kept, and what is kept is what there is."""
    with closing(connect(archive.folder)) as db:
        assert counts.are_of_now(db)
        assert joined.are_kept(db)
        kept = {(what, value): number for what, value, number in db.execute("SELECT * FROM counts")}
        assert kept == counts.from_scratch(db)
    assert check(archive.folder) == []
    everybody = People.build(archive.names(), read_rulings(archive.folder)).persons
    assert archive.people.count == len(everybody)
    for after in (0, 1, 4):
        assert archive.people.leading(3, after) == list(everybody[after : after + 3])


@given(seed=st.integers(0, 10**6), ruling=st.sampled_from(RULINGS))
@settings(deadline=None, max_examples=4)
def test_law_what_is_kept_is_what_is_counted(
    tmp_path_factory: pytest.TempPathFactory, seed: int, ruling: str
) -> None:
    rng, folder = random.Random(seed), tmp_path_factory.mktemp("counts")
    with Archive.create(folder / "archive") as archive:
        (archive.folder / FILE).write_text(ruling, encoding="utf-8")
        files = folder / "files"
        files.mkdir()
        for _ in range(8):
            change(archive, rng, files)
        is_as_counted(Archive.open(archive.folder))
        stats, people = archive.stats(), archive.people.count
    repair(folder / "archive", finder="rules")
    with Archive.open(folder / "archive") as repaired:
        is_as_counted(repaired)
        assert repaired.stats()._replace(size=0) == stats._replace(size=0)
        assert repaired.people.count == people


def test_what_another_onrecord_wrote_without_counting_is_counted(archive: Archive, tmp_path: Path) -> None:
    rng = random.Random(3)
    archive.add([article(rng, tmp_path) for _ in range(9)], finder="rules")
    stats, leading = archive.stats(), archive.people.leading(5)
    with closing(sqlite3.connect(archive.folder / DATABASE)) as db:  # as one would that keeps no counts
        db.execute("UPDATE counts SET number = 77")
        db.execute("DELETE FROM persons WHERE id % 2")
        db.execute("UPDATE archive SET version = version + 1")
        db.commit()
    with Archive.open(archive.folder) as read:
        assert check(read.folder) == []
        assert (read.stats()._replace(size=0), read.people.leading(5)) == (stats._replace(size=0), leading)
        read.add([made("one-more", "Title\n\nNobody spoke.\n")], finder="rules")
        is_as_counted(read)
        assert read.stats().articles == stats.articles + 1


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        ("UPDATE counts SET number = number + 1 WHERE what = 'quotations'", "the counts of what is there"),
        ("DELETE FROM counts WHERE what = 'remark_groups'", "the counts of what is there"),
        ("UPDATE persons SET quotations = quotations + 1", "the people that are kept"),
        ("DELETE FROM persons", "the people that are kept"),
        ("INSERT INTO persons VALUES (9999, 'nobody', 3)", "the people that are kept"),
    ],
)
def test_check_tells_of_counts_that_differ(archive: Archive, tmp_path: Path, damage: str, told: str) -> None:
    rng = random.Random(5)
    archive.add([article(rng, tmp_path) for _ in range(9)], finder="rules")
    archive.close()
    with closing(sqlite3.connect(archive.folder / DATABASE)) as db:
        db.execute(damage)
        db.commit()
    (fault,) = check(archive.folder)
    assert told in fault.what
    repair(archive.folder, finder="rules")
    assert check(archive.folder) == []


def test_a_large_family_stays_open_until_a_large_change(
    archive: Archive, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(joined, "_ALWAYS", 0)
    monkeypatch.setattr(joined, "_EACH", 1)
    given = ("Ann", "Bob", "Carl", "Dora", "Emil")
    said = "\n\n".join(f'"It is late, number {n}," said {name} Keller.' for n, name in enumerate(given))
    archive.add([made("kellers", f"Title\n\n{said}\n")], finder="rules")
    with closing(connect(archive.folder)) as db:
        assert db.execute("SELECT family FROM unjoined").fetchall() == [("keller",)]
    is_as_counted(archive)
    assert archive.people.count == len(given)
    backup = tmp_path / "copy"
    shutil.copytree(archive.folder, backup)
    monkeypatch.undo()
    with Archive.open(backup) as copy:
        copy.add([made("other", 'Title\n\n"So it is," said Bo Lind.\n')], finder="rules")
        with closing(connect(copy.folder)) as db:
            assert db.execute("SELECT count(*) FROM unjoined").fetchone() == (0,)
        is_as_counted(copy)
