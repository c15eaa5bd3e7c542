"""`onrecord feed`: RSS and Atom feeds, followed to their articles."""

import argparse
import signal
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from index.articles.source import Tally
from index.cli.browse import table
from index.cli.change import add_line, tell_report
from index.cli.context import add_wait, archive_folder, fetch_private, finder, put_json, say
from index.cli.control_characters import visible
from index.cli.plain import many
from index.errors import ArchiveBusy, FetchError

if TYPE_CHECKING:
    from index.archive.feeds import FollowedFeed
    from index.cli.context import Commands
    from index.feeds.rounds import RoundReport


def add_parser(commands: "Commands", common: argparse.ArgumentParser) -> None:
    """Describe the command to the parser."""
    feed = commands.add_parser(
        "feed",
        parents=[common],
        help="follow RSS and Atom feeds",
        description="Follows RSS and Atom feeds: `add` names them, `fetch` adds the articles that are new.",
    )
    actions = feed.add_subparsers(title="what to do", metavar="ACTION", dest="action", required=True)
    add = actions.add_parser("add", parents=[common], help="follow a feed, or that of a site's page")
    add.add_argument("urls", nargs="+", metavar="URL", help="the feed's address, or a page that names it")
    add.set_defaults(run=run_add)
    listed = actions.add_parser("list", parents=[common], help="list the feeds")
    listed.add_argument("--json", action="store_true", help="print JSON, one line per feed")
    listed.set_defaults(run=run_list)
    remove = actions.add_parser("remove", parents=[common], help="follow a feed no longer; its articles stay")
    remove.add_argument("urls", nargs="+", metavar="URL", help="a feed's address, as `feed list` shows it")
    remove.set_defaults(run=run_remove)
    fetch = actions.add_parser("fetch", parents=[common], help="add what is new in the feeds")
    fetch.add_argument(
        "urls", nargs="*", metavar="URL", help="these feeds alone, even if they failed a moment ago"
    )
    fetch.add_argument("--every", type=_minutes, metavar="MINUTES", help="go on, and fetch so often")
    fetch.add_argument("--json", action="store_true", help="print the report as one line of JSON")
    fetch.add_argument(
        "--finder",
        choices=("auto", "model", "rules"),
        help="what finds quotations (auto: the model if it can run, else rules)",
    )
    fetch.set_defaults(run=run_fetch)
    add_wait(add, remove, fetch)


def _minutes(text: str) -> float:
    try:
        minutes = float(text)
    except ValueError:
        minutes = 0.0
    if not 0 < minutes <= 60 * 24 * 7:
        raise argparse.ArgumentTypeError(f"must be a number of minutes, at most 10080, got {text!r}")
    return minutes


def run_add(arguments: argparse.Namespace) -> int:
    """Follow feeds; 1 if one is none, or cannot be had now."""
    from index.archive.database import create
    from index.archive.feeds import add_feed
    from index.feeds.discovery import find_feed
    from index.fetching.addresses import shown
    from index.fetching.client import Fetcher

    folder, code = archive_folder(arguments), 0
    with Fetcher(private=fetch_private()) as fetcher:
        for url in arguments.urls:
            try:
                feed, entries = find_feed(url, fetcher, datetime.now(UTC))
            except FetchError as error:
                say(f"error: {error}")
                code = 1
                continue
            create(folder)
            begun = "following" if add_feed(folder, feed) else "already following"
            told = f"{feed.title or 'without a title'}, {many(entries, 'entry', 'entries')}"
            print(visible(f"{begun} {shown(feed.url)} ({told})"))
    return code


_HEADER = ("url", "title", "articles", "waiting", "refused", "fetched", "problem", "due")


def run_list(arguments: argparse.Namespace) -> int:
    """List the feeds with what became of their entries, and what is wrong with those that fail."""
    from index.archive.feeds import EntryState, counts_of, feeds_of
    from index.fetching.addresses import shown

    states = EntryState.DONE, EntryState.WAITING, EntryState.REFUSED
    folder = archive_folder(arguments)
    counts = counts_of(folder)

    def rows() -> Iterator[tuple[object, ...]]:
        for feed in feeds_of(folder):
            count = counts.get(feed.url, {})
            found = [count.get(state, 0) for state in states]
            yield (shown(feed.url), feed.title, *found, feed.fetched, feed.problem, feed.due)

    table(_HEADER, rows(), arguments.json)
    return 0


def run_remove(arguments: argparse.Namespace) -> int:
    """Follow feeds no longer; 1 if one is not followed."""
    from index.archive.feeds import remove_feed

    folder = archive_folder(arguments)
    named = _named(folder, arguments.urls)
    removed = [feed for feed in named or () if remove_feed(folder, feed.url)]
    if named is None:
        return 1
    print(f"removed {many(len(removed), 'feed')}; the articles stay")
    return 0


def _named(folder: Path, urls: Sequence[str]) -> "list[FollowedFeed] | None":
    """The feeds of these addresses, or all where none is named; None, once it is told, for an unknown one."""
    from index.archive.feeds import feeds_of
    from index.fetching.addresses import shown

    feeds = feeds_of(folder)
    if not urls:
        return feeds
    found, code = [], True
    for url in urls:
        bare = url.strip().partition("#")[0]
        same = [feed for feed in feeds if bare in (feed.url, shown(feed.url))]
        if not same:
            say(f"error: no feed {shown(url)} is followed; `onrecord feed list` lists them")
            code = False
        found += same
    return found if code else None


def run_fetch(arguments: argparse.Namespace) -> int:
    """Add what is new; 1 if a feed or a page could not be had, the others being kept."""
    folder = archive_folder(arguments)
    if arguments.every is None:
        return _round(folder, arguments)
    signal.signal(signal.SIGTERM, _end)
    while True:
        begun = time.monotonic()
        try:
            _round(folder, arguments)
        except ArchiveBusy as error:
            say(f"error: {error}")
        time.sleep(max(60 * arguments.every - (time.monotonic() - begun), 0))


def _end(*_: object) -> NoReturn:
    """End where a service is told to; what is being written is taken back, and fetched again next time."""
    raise SystemExit(0)


def _round(folder: Path, arguments: argparse.Namespace) -> int:
    from index.feeds.manners import Visitor
    from index.feeds.rounds import fetch_round
    from index.fetching.client import Fetcher

    feeds = _named(folder, arguments.urls)
    if feeds is None:
        return 1
    if not feeds:
        say("note: no feed is followed yet; `onrecord feed add URL` adds one")
    with Fetcher(private=fetch_private()) as fetcher:
        report = fetch_round(
            folder, feeds, Visitor(fetcher), finder=finder(arguments), named=bool(arguments.urls),
            clock=lambda: datetime.now(UTC),
        )  # fmt: skip
    if arguments.json:
        put_json(_round_line(report))
    else:
        _tell(report)
    return 1 if report.articles.rejected or report.failed else 0


def _round_line(report: "RoundReport") -> dict[str, object]:
    """The line of `feed fetch --json`: that of `add --json`, and the feeds."""
    from index.fetching.addresses import shown

    failing = {
        name: [{"url": shown(feed.url), "reason": feed.problem, "due": feed.due} for feed in feeds]
        for name, feeds in (("failed", report.failed), ("resting", report.resting))
    }
    return {
        **add_line(report.articles, 0, Tally()),
        "feeds": {"new": report.renewed, "unchanged": report.same, **failing},
        "waiting": report.waiting,
    }


def _tell(report: "RoundReport") -> None:
    from index.fetching.addresses import shown

    for feed in report.failed:
        say(f"error: feed {shown(feed.url)}: {feed.problem}; left alone until {_minute(feed.due)}")
    tell_report(report.articles)
    feeds = [
        many(count, "feed") + told
        for count, told in (
            (report.renewed, " with news"),
            (report.same, " without"),
            (len(report.failed), " failed"),
            (len(report.resting), " left alone after failing"),
        )
        if count
    ]
    if feeds:
        waiting = f"; {many(report.waiting, 'entry waits', 'entries wait')} for the next time"
        print(", ".join(feeds) + (waiting if report.waiting else ""), flush=True)


def _minute(due: str | None) -> str:
    return "" if due is None else f"{datetime.fromisoformat(due):%Y-%m-%d %H:%M} UTC"
