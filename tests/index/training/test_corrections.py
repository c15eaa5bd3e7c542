"""Corrections as training data: what a person said of quotations, read as the training programs do."""

from pathlib import Path

import pytest

from index.records.archive import Archive
from index.records.record import Record
from index.spans import Span
from index.training.brat import Marked, MarkedArticle, read_marked, write_marked
from index.training.corrections import corrected_articles, main
from tests.support.articles import HARBOUR, made, three


@pytest.fixture
def coast(archive: Archive) -> Archive:
    """An archive of three articles."""
    archive.add(three(), finder="rules")
    return archive


def said(archive: Archive, article: str) -> list[Record]:
    """The records of an article."""
    return [record for record in archive.records() if record.article_id == article]


def test_what_was_corrected_is_what_is_learned_from(coast: Archive, tmp_path: Path) -> None:
    first, second, *_ = said(coast, "harbour")
    (school,) = said(coast, "school")
    coast.correct(first.id, "speaker", "Nova Quill")
    coast.correct(second.id, "not_a_quotation")
    coast.correct(school.id, "nobody")
    coast.close()
    assert main([str(coast.folder), str(tmp_path)]) == 0
    articles = {one.name: one for one in read_marked(tmp_path / "train")}
    assert set(articles) == {first.article_key, school.article_key}
    harbour, only = articles[first.article_key], articles[school.article_key].attributions
    assert harbour.text == HARBOUR
    by_speaker = {one.speaker: one for one in harbour.attributions}
    assert "Nova Quill" in by_speaker
    words = [span.of(HARBOUR) for span in by_speaker["Nova Quill"].content]
    assert words[0] == '"The harbour will stay open all winter,"'
    places = [span for one in harbour.attributions for span in one.content]
    assert not any(span.start <= second.start < span.end for span in places)
    assert [one.speaker for one in only] == [None]
    assert [span.of(articles[school.article_key].text) for span in only[0].cue] == ["said"]


def test_an_article_counts_once_enough_of_it_was_reviewed(coast: Archive) -> None:
    records = said(coast, "harbour")
    assert len(records) > 1
    for count, record in enumerate(records, 1):
        coast.correct(record.id, "confirmed")
        shares = [share for share in (0.0, 0.5, 1.0) if list(corrected_articles(coast, share))]
        assert shares == [share for share in (0.0, 0.5, 1.0) if count >= share * len(records)]


def test_nothing_is_learned_from_a_text_that_is_gone(coast: Archive, tmp_path: Path) -> None:
    coast.correct(said(coast, "harbour")[0].id, "nobody")
    coast.add([made("harbour", HARBOUR + "\nThe ice is thick.\n")], finder="rules")
    coast.close()
    assert main([str(coast.folder), str(tmp_path)]) == 1
    assert list(read_marked(tmp_path / "train")) == []


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    text = 'One said\r\n"two\nthree" – four.\n'
    parts = Marked((Span(0, 3), Span(10, 14)), (), ())
    articles = [
        MarkedArticle("a", text, (Marked((Span(10, 21),), (Span(4, 8),), (Span(0, 3),), "One, Jr."),)),
        MarkedArticle("b", text, (parts, Marked((Span(24, 28),), (), ()))),
        MarkedArticle("c", "", ()),
    ]
    write_marked(articles, tmp_path)
    assert list(read_marked(tmp_path)) == articles
