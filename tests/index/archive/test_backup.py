"""Backups: one moment of an archive in one file, whoever writes meanwhile; restored whole or not at all."""

import json
import random
import sqlite3
import stat
import subprocess
import sys
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from index.archive.backup import backup
from index.archive.check import check
from index.archive.database import DATABASE, LOCK, POSTINGS, connect, held
from index.archive.feeds import FollowedFeed, add_feed, feeds_in
from index.archive.repair import repair
from index.archive.restore import restore
from index.errors import ArchiveBusy, ArchiveDamaged, BackupError, NoArchive
from index.records.archive import Archive
from index.records.record import Record
from tests.conftest import Ran
from tests.index.archive.test_damage import cut, flipped, zeroed
from tests.support.articles import many, three
from tests.support.disk_faults import state
from tests.support.paths import ROOT

Run = Callable[..., Ran]

WRITER = """
import sys
from index.records.archive import Archive
from tests.support.articles import many

articles = many(400)
with Archive.open(sys.argv[1]) as archive:
    print("begun", flush=True)
    for start in range(0, 400, 4):
        archive.add(articles[start:start + 4], finder="rules")
        if start % 40 == 20:
            archive.remove([article.id for article in articles[start - 8:start - 4]])
"""


@pytest.fixture
def coast(archive: Archive) -> Archive:
    """An archive of three articles."""
    archive.add(three(), finder="rules")
    return archive


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """Where a backup may be made."""
    return tmp_path / "kept.backup"


def records(archive: Archive) -> list[Record]:
    """Every record, in the order of articles' ids."""
    return sorted(archive.records(), key=lambda record: (record.article_id, record.start))


def test_what_is_restored_is_what_was_backed_up(coast: Archive, kept: Path, tmp_path: Path) -> None:
    first, second = (record.id for record in records(coast)[:2])
    coast.correct(first, "speaker", "Nova Quill")
    coast.correct(second, "not_a_quotation")
    (coast.folder / "people.txt").write_text("Ingrid Solberg = I. Solberg\n", encoding="utf-8")
    with closing(sqlite3.connect(coast.folder / "feeds.sqlite")) as other:
        other.execute("CREATE TABLE feeds (url TEXT)")
        other.execute("INSERT INTO feeds VALUES ('https://example.org/feed')")
        other.commit()
    expected, told = records(coast), backup(coast.folder, kept)
    coast.add(many(3), finder="rules")
    again = tmp_path / "again" / "archive"
    assert restore(kept, again) == told
    assert told.articles == 3
    assert set(told.files) >= {DATABASE, "feeds.sqlite", "people.txt"}
    with Archive.open(again) as restored:
        assert records(restored) == expected
        assert [one.id for one in restored.corrections] == [one.id for one in coast.corrections]
        assert restored.ask("what did Quill say?").speakers == ("Nova Quill",)
        assert restored.correct(second, None)  # the correction can still be undone
        assert second in [record.id for record in records(restored)]
        restored.add(many(3), finder="rules")
    with closing(sqlite3.connect(again / "feeds.sqlite")) as other:
        assert other.execute("SELECT url FROM feeds").fetchall() == [("https://example.org/feed",)]
    assert (again / "people.txt").read_text(encoding="utf-8") == "Ingrid Solberg = I. Solberg\n"
    assert check(again) == []


def test_a_backup_is_of_one_moment_while_another_process_writes(
    archive: Archive, kept: Path, tmp_path: Path
) -> None:
    pipe = subprocess.PIPE
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, archive.folder], cwd=ROOT, stdout=pipe, stderr=pipe
    ) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == b"begun\n"
        counts, moments = [], 0
        while writer.poll() is None:
            counts.append(backup(archive.folder, kept).articles)
            moments += 1
            again = tmp_path / f"again-{moments}"
            restore(kept, again)
            assert check(again) == []
            with Archive.open(again) as restored:
                assert restored.article_count == counts[-1]
                assert len(records(restored)) == counts[-1]  # one of each
        assert writer.wait() == 0, writer.stderr
    assert moments >= 3
    assert {count % 4 for count in counts} == {0}  # never half an addition
    assert len(set(counts)) >= 3


def test_a_later_backup_takes_the_place_of_an_earlier_one_and_of_nothing_else(
    coast: Archive, kept: Path, tmp_path: Path
) -> None:
    assert backup(coast.folder, kept).articles == 3
    coast.remove(["ferry"])
    assert backup(coast.folder, kept).articles == 2
    assert restore(kept, tmp_path / "again").articles == 2
    article = tmp_path / "article.txt"
    article.write_text("Not to be lost", encoding="utf-8")
    with pytest.raises(BackupError, match=r"article\.txt is there already and is not a backup"):
        backup(coast.folder, article)
    assert article.read_text(encoding="utf-8") == "Not to be lost"


def test_a_damaged_archive_is_not_backed_up(coast: Archive, kept: Path) -> None:
    backup(coast.folder, kept)
    before = kept.read_bytes()
    segment = next((coast.folder / POSTINGS).glob("*.segment"))
    whole = segment.read_bytes()
    segment.write_bytes(flipped(whole, len(whole) - 9))
    with pytest.raises(ArchiveDamaged, match="onrecord check"):
        backup(coast.folder, kept)
    segment.write_bytes(whole)
    (coast.folder / "bot.sqlite").write_bytes(b"nothing that SQLite wrote" * 100)
    with pytest.raises(ArchiveDamaged, match=r"bot\.sqlite"):
        backup(coast.folder, kept)
    assert kept.read_bytes() == before
    assert [path.name for path in kept.parent.iterdir() if "part" in path.name] == []


def test_where_nothing_can_be_written_nothing_is_left(coast: Archive, tmp_path: Path) -> None:
    with pytest.raises(BackupError, match=r"cannot write .*nowhere.*No such file or directory"):
        backup(coast.folder, tmp_path / "nowhere" / "kept.backup")
    assert not (tmp_path / "nowhere").exists()
    with pytest.raises(NoArchive):
        backup(tmp_path / "none", tmp_path / "kept.backup")
    assert not (tmp_path / "kept.backup").exists()


@pytest.mark.parametrize("hurt", [flipped, cut, zeroed])
def test_a_damaged_backup_restores_all_or_nothing(
    coast: Archive, kept: Path, tmp_path: Path, hurt: Callable[[bytes, int], bytes]
) -> None:
    backup(coast.folder, kept)
    whole, expected, dice = kept.read_bytes(), state(coast.folder), random.Random(5)
    refused = list[str]()
    bad = tmp_path / "bad.backup"
    for number in range(60):
        again = tmp_path / f"again-{number}"
        bad.write_bytes(hurt(whole, dice.randrange(len(whole))))
        try:
            restore(bad, again)
        except BackupError as error:
            refused.append(str(error))
            assert not again.exists()
        else:
            assert state(again) == expected
    assert len(refused) >= 40
    assert all(str(bad) in error and "\n" not in error for error in refused)


def packed(path: Path, members: dict[str, bytes | str]) -> Path:
    """A zip file of these members."""
    with zipfile.ZipFile(path, "w") as file:
        for name, data in members.items():
            file.writestr(name, data)
    return path


def contents(**changed: object) -> str:
    """What a backup says of itself, with something changed."""
    files = {DATABASE: [3, "2f3ee0cd0bb6a1c2e0d3a1be3a3b7c1e"]}
    return json.dumps({"onrecord_backup": 1, "made": "2026-01-01", "articles": 1, "files": files, **changed})


@pytest.mark.parametrize(
    ("members", "told"),
    [
        ({}, "not a backup that `onrecord backup` made"),
        ({"holiday.jpg": b"jpeg"}, "not a backup that `onrecord backup` made"),
        ({"backup.json": "[]"}, "not a backup that `onrecord backup` made"),
        ({"backup.json": "{"}, "is damaged: its backup.json"),
        ({"backup.json": contents(onrecord_backup=2), DATABASE: b"abc"}, "restore it with a newer one"),
        ({"backup.json": contents(), DATABASE: b"abc"}, f"is damaged: its {DATABASE}"),
        ({"backup.json": contents()}, "is damaged: its backup.json"),
        ({"backup.json": contents(files=[]), DATABASE: b"abc"}, "is damaged: its backup.json"),
        ({"backup.json": contents(), DATABASE: b"abc", "more.sqlite": b""}, "is damaged: its backup.json"),
        (
            {
                "backup.json": contents(files={DATABASE: [3, ""], "../evil.sqlite": [4, ""]}),
                DATABASE: b"abc",
                "../evil.sqlite": b"evil",
            },
            "is damaged: its backup.json",
        ),
        (
            {
                "backup.json": contents(files={DATABASE: [3, ""], "/tmp/evil.sqlite": [4, ""]}),
                DATABASE: b"abc",
                "/tmp/evil.sqlite": b"evil",
            },
            "is damaged: its backup.json",
        ),
    ],
)
def test_what_is_no_backup(members: dict[str, bytes | str], told: str, tmp_path: Path) -> None:
    foreign, folder = packed(tmp_path / "foreign.zip", members), tmp_path / "archive"
    with pytest.raises(BackupError) as caught:
        restore(foreign, folder)
    assert told in str(caught.value)
    assert not folder.exists()
    assert not list(tmp_path.rglob("evil*"))


@pytest.mark.parametrize("data", [b"", b"An article\n", b"PK\x03\x04", b"SQLite format 3\0" + bytes(100)])
def test_files_of_other_kinds_are_told_apart(data: bytes, tmp_path: Path) -> None:
    foreign = tmp_path / "foreign"
    foreign.write_bytes(data)
    with pytest.raises(BackupError, match="not a backup that `onrecord backup` made"):
        restore(foreign, tmp_path / "archive")
    with pytest.raises(BackupError, match=r"cannot read .*nothing: No such file"):
        restore(tmp_path / "nothing", tmp_path / "archive")
    assert not (tmp_path / "archive").exists()


def test_only_an_empty_archive_is_restored_into(coast: Archive, kept: Path, tmp_path: Path) -> None:
    backup(coast.folder, kept)
    before = records(coast)
    with pytest.raises(BackupError, match="holds articles; restore into another folder with --archive"):
        restore(kept, coast.folder)
    coast.correct(before[0].id, "nobody")
    coast.remove(["harbour", "ferry", "school"])
    with pytest.raises(BackupError, match="holds corrections"):
        restore(kept, coast.folder)
    with Archive.create(tmp_path / "empty") as empty:
        with held(empty.folder), pytest.raises(ArchiveBusy):
            restore(kept, empty.folder)
        restore(kept, empty.folder)
        assert empty.article_count == 0  # a snapshot is what it was
        assert records(empty.latest()) == before
    assert check(tmp_path / "empty") == []


def test_a_restore_that_has_to_wait_touches_nothing_of_the_one_at_work(
    coast: Archive, kept: Path, tmp_path: Path
) -> None:
    backup(coast.folder, kept)
    with Archive.create(tmp_path / "empty") as empty, held(empty.folder):
        begun = empty.folder / "restored"
        begun.mkdir()
        (begun / "half").write_bytes(b"somebody else's")
        with pytest.raises(ArchiveBusy):
            restore(kept, empty.folder)
        assert (begun / "half").read_bytes() == b"somebody else's"


def test_the_feeds_that_are_followed_are_carried(coast: Archive, kept: Path, tmp_path: Path) -> None:
    add_feed(coast.folder, FollowedFeed(url="https://example.org/feed", added="2026-01-01", etag='"1"'))
    backup(coast.folder, kept)
    again = tmp_path / "again"
    restore(kept, again)
    with closing(connect(again)) as db, closing(connect(coast.folder)) as before:
        assert [feed.etag for feed in feeds_in(db)] == ['"1"']
        assert feeds_in(db) == feeds_in(before)
    with Archive.open(again) as restored:
        restored.remove(["harbour", "ferry", "school"])
    with pytest.raises(BackupError, match="holds feeds"):
        restore(kept, again)


def test_nothing_beside_an_archive_is_written_over(coast: Archive, kept: Path, tmp_path: Path) -> None:
    (coast.folder / "people.txt").write_text("A = B\n", encoding="utf-8")
    backup(coast.folder, kept)
    there = tmp_path / "there"
    there.mkdir()
    (there / "people.txt").write_text("Ana Ruiz = A. Ruiz\n", encoding="utf-8")
    with pytest.raises(BackupError, match=r"there holds people\.txt already"):
        restore(kept, there)
    assert (there / "people.txt").read_text(encoding="utf-8") == "Ana Ruiz = A. Ruiz\n"
    assert not (there / DATABASE).exists()


def modes(folder: Path) -> set[int]:
    """The rights to every file and folder from there on, without those to enter or to run."""
    return {stat.S_IMODE(path.stat().st_mode) & 0o666 for path in (folder, *folder.rglob("*"))}


@pytest.mark.skipif(sys.platform == "win32", reason="rights are not modes there")
def test_files_are_readable_by_their_owner_alone(coast: Archive, kept: Path, tmp_path: Path) -> None:
    coast.correct(records(coast)[0].id, "nobody")
    coast.add(many(4), finder="rules")
    coast.remove(["ferry"])
    assert modes(coast.folder) == {0o600}
    coast.close()
    repair(coast.folder, finder="rules")
    assert modes(coast.folder) == {0o600}
    backup(coast.folder, kept)
    assert modes(kept) == {0o600}
    restore(kept, tmp_path / "again")
    assert modes(tmp_path / "again") == {0o600}


@pytest.mark.skipif(sys.platform == "win32", reason="rights are not modes there")
def test_a_group_that_was_let_in_stays_in(coast: Archive, archive_folder: Path) -> None:
    for path in (archive_folder, *archive_folder.rglob("*")):
        path.chmod(0o750 if path.is_dir() else 0o640)
    coast.add(many(4), finder="rules")
    coast.close()
    repair(archive_folder, finder="rules")
    with Archive.open(archive_folder) as again:
        again.add(many(6), finder="rules")
    (archive_folder / LOCK).chmod(0o640)
    assert modes(archive_folder) == {0o640}


def test_backing_up_in_the_terminal(run: Run, filled: Path, tmp_path: Path) -> None:
    kept, again = tmp_path / "kept.backup", tmp_path / "again"
    ran = run("backup", "--archive", filled, kept)
    size = -(-kept.stat().st_size // 1000)
    assert ran == Ran(0, f"backed up 3 articles to {kept} ({size} kB)\n", "")
    ran = run("restore", "--archive", again, kept)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("restored 3 articles, as of 20")
    assert run("articles", "--archive", again).out == run("articles", "--archive", filled).out
    assert run("check", "--archive", again).out.startswith(f"archive: {again}: OK\n")
    refused = run("restore", "--archive", again, kept)
    assert (refused.code, refused.out) == (1, "")
    assert refused.err == (
        f"error: the archive in {again} holds articles; restore into another folder with --archive\n"
    )


def test_what_lies_elsewhere_is_told(
    run: Run, filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ONRECORD_STATE", str(tmp_path / "memory"))
    ran = run("backup", "--archive", filled, tmp_path / "kept.backup")
    assert ran.err.startswith(f"note: what the bot keeps in {tmp_path / 'memory'} is not in it")


@pytest.mark.skipif(sys.platform == "win32", reason="rights are not modes there")
def test_check_tells_what_anybody_can_read(run: Run, filled: Path) -> None:
    assert run("check", "--archive", filled).err == ""
    filled.chmod(0o755)
    assert run("check", "--archive", filled).err == ""
    (filled / DATABASE).chmod(0o644)
    ran = run("check", "--archive", filled)
    assert ran.code == 0
    assert ran.err.startswith(f"note: any user of this machine can read {filled / DATABASE}")
    assert ran.err.endswith(f"; `chmod -R go= {filled}` prevents it\n")
