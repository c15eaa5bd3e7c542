"""The archive: what goes in, what comes out, who sees what when."""

import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from index.analysis.terms import terms
from index.archive.check import check
from index.archive.database import DATABASE, POSTINGS
from index.archive.filter_keys import QUOTED, article_key, person_key, publisher_key
from index.archive.ingestion import prepare_all
from index.articles.article import Article
from index.errors import ArchiveBusy, ArchiveError, ArticleError, IndexFormatError, NoArchive
from index.records.archive import Archive
from tests.support.articles import FERRY, HARBOUR, SCHOOL, made, many, three


def test_an_article_comes_back_as_it_was_added(archive: Archive) -> None:
    for article in three():
        archive.add([article])
        key = archive.key_of(article.id)
        assert key is not None
        assert archive.article(key) == article


def test_sentences_and_quotations_stand_where_they_stood(archive: Archive) -> None:
    archive.add(three())
    for row in archive.articles():
        text = archive.article(row.key).text
        sentences = archive.sentences_of(row.key)
        assert [archive.sentence(id_) for id_, _ in sentences] == [(row.key, s) for _, s in sentences]
        assert len(sentences) == row.sentences > 0
        quotations = archive.quotations_of(row.key)
        assert len(quotations) == row.quotations > 0
        for quotation in quotations:
            spans = dict(sentences)
            first, last = spans[quotation.first_sentence].span, spans[quotation.last_sentence].span
            for part in quotation.quotation.content:
                assert part.of(text).strip()
                assert first.start <= part.start < part.end <= last.end
            assert quotation in archive.quotations_at([quotation.first_sentence])
            assert archive.quotations([quotation.id]) == [quotation]


def test_adding_twice_changes_nothing(archive: Archive) -> None:
    first = archive.add(three())
    version, names, stats = archive.version, archive.names(), archive.stats()
    second = archive.add(three())
    assert (first.added, first.updated, first.unchanged) == (3, 0, 0)
    assert (second.added, second.updated, second.unchanged) == (0, 0, 3)
    assert (archive.version, archive.names(), archive.stats()) == (version, names, stats)


def test_adding_after_an_edit_replaces(archive: Archive) -> None:
    archive.add(three())
    edited = replace(three()[0], text=HARBOUR.replace("icebreaker", "tugboat"))
    report = archive.add([edited, *three()[1:]])
    assert (report.added, report.updated, report.unchanged) == (0, 1, 2)
    assert archive.search(terms("icebreaker")) == []
    hits = archive.search(terms("tugboat"))
    assert [archive.article_row(archive.sentence(hit.sentence)[0]).id for hit in hits] == ["harbour"]
    assert archive.article_count == 3
    assert check(archive.folder) == []


def test_a_moved_file_is_the_same_article_in_its_new_place(archive: Archive) -> None:
    archive.add([made("ferry", FERRY, path="/news/ferry.txt")])
    report = archive.add([made("ferry", FERRY, path="/old/ferry.txt")])
    assert report.unchanged == 1
    key = archive.key_of("ferry")
    assert key is not None
    assert archive.article(key).path == "/old/ferry.txt"


def test_removing_takes_everything_along(archive: Archive) -> None:
    archive.add(three())
    assert archive.remove(["ferry", "nothing", "ferry"]) == ["ferry"]
    assert archive.key_of("ferry") is None
    assert archive.search(terms("night crossings")) == []
    assert "Paul Okafor" not in {row.name for row in archive.names()}
    assert archive.remove(["harbour", "school"]) == ["harbour", "school"]
    assert (archive.article_count, archive.sentence_count, archive.names()) == (0, 0, [])
    assert check(archive.folder) == []


def test_an_article_that_comes_twice_in_one_addition(archive: Archive) -> None:
    ferry = made("ferry", FERRY)
    report = archive.add([ferry, ferry, replace(ferry, text=SCHOOL), ferry])
    assert (report.added, report.unchanged, report.updated) == (1, 1, 2)
    key = archive.key_of("ferry")
    assert key is not None
    assert archive.article(key).text == FERRY
    assert check(archive.folder) == []


def test_the_same_text_under_another_id_is_a_copy(archive: Archive) -> None:
    report = archive.add([made("one", FERRY), made("two", FERRY), made("three", SCHOOL)])
    assert (report.added, report.copies) == (3, 1)
    rows = {row.id: row for row in archive.articles()}
    assert [rows[id_].copy_of for id_ in ("one", "two", "three")] == [None, "one", None]
    assert archive.stats().copies == 1
    archive.remove(["one"])
    assert archive.article_row(rows["two"].key).copy_of is None


def test_what_is_no_article_is_reported_and_the_others_kept(archive: Archive) -> None:
    bad = ArticleError("line 3: no text")
    report = archive.add([three()[0], bad, three()[1]])
    assert (report.added, report.rejected, report.total) == (2, (bad,), 3)


def test_an_addition_that_fails_leaves_the_archive_as_it_was(archive: Archive) -> None:
    archive.add([three()[0]])
    before = archive.version, archive.names(), sorted((archive.folder / POSTINGS).iterdir())

    def breaking() -> Iterator[Article]:
        yield three()[1]
        raise RuntimeError("the wire broke")

    with pytest.raises(RuntimeError, match="the wire broke"):
        archive.add(breaking())
    with Archive.open(archive.folder) as again:
        assert (again.version, again.names(), sorted((again.folder / POSTINGS).iterdir())) == before
        assert again.add([three()[1]]).added == 1


def test_batches_that_were_committed_stay_and_the_next_addition_goes_on(archive: Archive) -> None:
    articles = many(7)

    def breaking() -> Iterator[Article]:
        yield from articles[:5]
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        archive.add(breaking(), batch=2)
    assert archive.article_count == 4
    heard: list[int] = []
    report = archive.add(articles, batch=2, progress=heard.append)
    assert (report.unchanged, report.added) == (4, 3)
    assert heard == [1, 2, 3, 4, 5, 6, 7]
    assert check(archive.folder) == []


def test_a_second_writer_is_told_to_wait(archive: Archive) -> None:
    def meanwhile() -> Iterator[Article]:
        yield three()[0]
        with Archive.open(archive.folder) as other:
            for change in (lambda: other.add([three()[1]]), lambda: other.remove(["ferry"])):
                with pytest.raises(ArchiveBusy, match=r"another process is writing .* try again"):
                    change()
        yield three()[2]

    assert archive.add(meanwhile()).added == 2


def test_readers_keep_their_snapshot_while_a_writer_works(archive: Archive) -> None:
    archive.add([three()[0]])
    with Archive.open(archive.folder) as reader:
        assert reader.latest() is reader

        def watched() -> Iterator[Article]:
            for article in three()[1:]:
                yield article
                assert reader.latest() is reader, "seen before it was committed"

        archive.add(watched())
        archive.remove(["harbour"])
        assert [row.id for row in reader.articles()] == ["harbour"]
        assert reader.search(terms("icebreaker"))
        with reader.latest() as newest:
            assert newest is not reader
            assert [row.id for row in newest.articles()] == ["ferry", "school"]
            assert newest.search(terms("icebreaker")) == []


def test_a_snapshot_outlives_the_merging_of_its_postings(archive: Archive) -> None:
    archive.add(many(1))
    with Archive.open(archive.folder) as reader:
        before = reader.search(terms("gulls"))
        for article in many(30):
            archive.add([article])
        assert len(list((archive.folder / POSTINGS).iterdir())) < 30
        assert reader.search(terms("gulls")) == before
        with reader.latest() as newest:
            assert len(newest.search(terms("gulls"), 100)) == 30
    assert check(archive.folder) == []


def test_the_log_stays_short_under_a_reader_that_stays(archive_folder: Path) -> None:
    reader = Archive.create(archive_folder)
    sizes = []
    for number in range(40):
        with Archive.open(archive_folder) as writer:
            writer.add([made("long", f"{FERRY}\n\n{'9' * 200_000}{number}\n")])
        reader = reader.latest()  # it sees what was added
        reader = reader.latest()  # and, asked again, may leave the log
        sizes.append((archive_folder / f"{DATABASE}-wal").stat().st_size)
    reader.close()
    assert sum(later > sooner for sooner, later in pairwise(sizes)) > 10, "the log was in use"
    assert max(sizes) < 6 * 2**20


def test_search_takes_only_what_is_asked_for(archive: Archive) -> None:
    archive.add(three())
    keys = {row.id: row.key for row in archive.articles()}
    names = {row.name: row.id for row in archive.names()}

    def ids(*require: list[str], **days: int) -> set[str]:
        found = archive.matching(require, **days)
        return {archive.article_row(archive.sentence(sentence)[0]).id for sentence in found}

    assert ids([article_key(keys["ferry"])]) == {"ferry"}
    assert ids([publisher_key(" the  COAST ")]) == {"harbour", "ferry"}
    assert ids([person_key(names["Ingrid Solberg"])]) == {"harbour", "ferry"}
    assert ids([QUOTED], since=date(2026, 2, 3).toordinal()) == {"school"}
    assert ids([QUOTED], until=date(2026, 2, 2).toordinal()) == {"harbour", "ferry"}
    assert ids(["person:999"]) == set()
    hits = archive.search(terms("harbour"), require=[[article_key(keys["ferry"])]])
    assert {archive.sentence(hit.sentence)[0] for hit in hits} == {keys["ferry"]}


def test_names_count_what_was_said(archive: Archive) -> None:
    archive.add(three())
    names = {row.name: row for row in archive.names()}
    assert (names["Ingrid Solberg"].articles, names["Maria Duarte"].quotations) == (2, 1)
    rows = archive.quotations_by([names["Ingrid Solberg"].id])
    assert len(rows) == names["Ingrid Solberg"].quotations
    assert all("Ingrid Solberg" in row.quotation.speakers for row in rows)
    assert archive.quotations_by([names["Ingrid Solberg"].id], limit=1) == rows[:1]


def test_all_cores_find_what_one_does() -> None:
    articles = many(40)
    assert list(prepare_all(articles, "rules", workers=2)) == list(prepare_all(articles, "rules", workers=1))


def test_a_program_without_a_main_module_can_add_many(archive_folder: Path) -> None:
    code = (
        "import index; from tests.support.articles import many\n"
        f"with index.Archive.create({str(archive_folder)!r}) as archive:\n"
        "    print(archive.add(many(40), finder='rules').added)\n"
    )
    ran = subprocess.run([sys.executable, "-"], input=code, capture_output=True, text=True, check=False)
    assert (ran.stdout, ran.stderr) == ("40\n", "")


def test_a_temporary_archive_is_gone_when_closed() -> None:
    archive = Archive.temporary(three())
    assert archive.article_count == 3
    folder = archive.folder
    assert folder.is_dir()
    archive.close()
    assert not folder.exists()


def test_where_there_is_no_archive(tmp_path: Path) -> None:
    with pytest.raises(NoArchive, match="there is no archive at"):
        Archive.open(tmp_path / "nowhere")
    with pytest.raises(NoArchive, match="there is no archive at"):
        Archive.open(tmp_path)
    with Archive.create(tmp_path) as archive:
        assert archive.add(three()).added == 3


def test_creating_where_there_is_one_opens_it(archive: Archive) -> None:
    archive.add(three())
    with Archive.create(archive.folder) as again:
        assert again.article_count == 3


def test_a_database_of_somebody_else_is_left_alone(tmp_path: Path) -> None:
    database = sqlite3.connect(tmp_path / DATABASE)
    database.execute("CREATE TABLE shopping (item)")
    database.close()
    with pytest.raises(ArchiveError, match="is not an onrecord archive"):
        Archive.open(tmp_path)


def test_another_format_says_so_and_how_to_rebuild(archive: Archive) -> None:
    archive.add(three())
    archive.close()
    database = sqlite3.connect(archive.folder / DATABASE)
    database.execute("PRAGMA user_version = 99")
    database.close()
    with pytest.raises(
        IndexFormatError, match=r"is of format 99, .* build it again: .* `onrecord add`"
    ) as caught:
        Archive.open(archive.folder)
    assert caught.value.version == 99


def test_an_archive_whose_folder_vanishes_goes_on_answering(archive: Archive) -> None:
    archive.add(three())
    shutil.rmtree(archive.folder)
    assert archive.latest() is archive
    assert archive.search(terms("icebreaker"))
    with pytest.raises(ArchiveError, match=r"cannot write to the archive|there is no archive"):
        archive.add(many(1))


def test_a_change_whose_folder_vanishes_is_one_clear_error(archive: Archive) -> None:
    archive.add(three(), finder="rules")

    def coming() -> Iterator[Article]:
        yield made("one", HARBOUR)
        shutil.rmtree(archive.folder)
        yield from many(3)

    for articles in (coming(), many(2)):
        with pytest.raises(ArchiveError, match="cannot write to the archive in") as raised:
            archive.add(articles, finder="rules")
        assert str(archive.folder) in str(raised.value)
    assert [row.id for row in archive.articles()] == ["harbour", "ferry", "school"]
    assert not archive.folder.exists()
