"""What the monitor tells of feeds."""

from pathlib import Path

from prometheus_client import generate_latest

from bot.service.feeds import watch_feeds
from bot.transport.metrics import Metrics
from index.archive.feeds import FollowedEntry, FollowedFeed, add_feed, save_feed
from index.records.archive import Archive


def shown(metrics: Metrics) -> dict[str, float]:
    """The values of the gauges of feeds."""
    lines = [line for line in generate_latest(metrics.registry).decode().splitlines() if "feed" in line]
    return {name: float(value) for name, value in (line.split() for line in lines if line[0] != "#")}


def test_how_feeds_stand(archive: Archive, archive_folder: Path) -> None:
    metrics = Metrics()
    watch_feeds(metrics, lambda: archive_folder)
    assert set(shown(metrics).values()) == {0.0}
    well = FollowedFeed(url="https://post.example/a", added="2016-09-12", fetched="2016-09-12T08:00:00+00:00")
    failing = FollowedFeed(url="https://post.example/b", added="2016-09-12", failures=2, problem="not found")
    for feed in (well, failing):
        add_feed(archive_folder, feed)
    save_feed(archive_folder, well, [FollowedEntry(id=one, version="1", fields={}) for one in "abc"])
    assert shown(metrics) == {
        "onrecord_feeds": 2.0,
        "onrecord_feeds_failing": 1.0,
        "onrecord_feed_entries_waiting": 3.0,
        "onrecord_feeds_fetched_timestamp_seconds": 1473667200.0,
    }


def test_where_there_is_no_archive_there_are_no_feeds(tmp_path: Path) -> None:
    metrics = Metrics()
    watch_feeds(metrics, lambda: tmp_path / "none")
    assert set(shown(metrics).values()) == {0.0}
