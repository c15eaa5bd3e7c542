"""What the monitor tells of the archive and of questions."""

from pathlib import Path

import pytest
from prometheus_client import generate_latest

from bot.conversation.answer_cache import AnswerCache, Request
from bot.service.contents import watch_archive
from bot.transport.metrics import Metrics
from index.records.archive import Archive
from tests.support.articles import HARBOUR, made, three


def shown(metrics: Metrics) -> dict[str, float]:
    """Every value that is told, by its name and labels."""
    lines = generate_latest(metrics.registry).decode().splitlines()
    return {name: float(value) for name, value in (line.rsplit(" ", 1) for line in lines if line[0] != "#")}


def test_what_the_archive_holds_and_has_taken_in(archive: Archive, archive_folder: Path) -> None:
    metrics = Metrics()
    watch_archive(metrics, lambda: archive_folder)
    assert shown(metrics)["onrecord_articles"] == 0
    archive.add(three(), finder="rules")
    first = shown(metrics)
    assert first["onrecord_articles"] == first["onrecord_articles_ingested"] == 3
    assert first["onrecord_quotations"] == first["onrecord_quotations_ingested"] == archive.stats().quotations
    archive.add([made("harbour", HARBOUR + "\nThe ice is thick.\n")], finder="rules")
    archive.remove(["school"])
    archive.correct(next(archive.records()).id, "confirmed")
    later = shown(metrics)
    assert later["onrecord_articles"] == 2
    assert later["onrecord_articles_ingested"] >= 4
    assert later["onrecord_quotations_ingested"] > first["onrecord_quotations_ingested"]
    assert later["onrecord_corrections"] == 1
    changed = "onrecord_archive_changed_timestamp_seconds"
    assert later[changed] >= first[changed] > 1.7e9


def test_where_there_is_no_archive_nothing_is_held(tmp_path: Path) -> None:
    metrics = Metrics()
    watch_archive(metrics, lambda: tmp_path / "none")
    assert set(shown(metrics).values()) == {0.0}


@pytest.mark.parametrize(
    ("question", "kind", "outcome"),
    [
        ("what did Solberg say?", "said", "answered"),
        ("what did Solberg say about volcanoes?", "said", "no_quotation"),
        ("what did Zebulon Quist say?", "said", "unknown_speaker"),
        ("how often was Solberg quoted?", "count", "answered"),
    ],
)
def test_questions_are_counted_once_by_what_they_ask_and_how_they_end(
    archive: Archive, question: str, kind: str, outcome: str
) -> None:
    archive.add(three(), finder="rules")
    metrics, finder = Metrics(), AnswerCache(archive)
    finder.told = metrics.asked
    for _ in range(3):  # from memory, but for the first
        finder.find(Request(question))
    told = shown(metrics)
    assert told[f'onrecord_questions_total{{kind="{kind}",outcome="{outcome}"}}'] == 1
    assert told[f'onrecord_question_seconds_count{{kind="{kind}"}}'] == 1
    assert 0 < told[f'onrecord_question_seconds_sum{{kind="{kind}"}}'] < 60
    assert "Solberg" not in generate_latest(metrics.registry).decode()
