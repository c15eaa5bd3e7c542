"""How a feed stands after each answer: waits that grow, what servers ask for, manners between requests."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from index.archive.feeds import FollowedFeed
from index.errors import FetchError
from index.feeds.following import Checked, check, is_due
from index.feeds.manners import Resting, Visitor
from index.fetching.client import Fetcher, Origin
from tests.support.web import Site, serving, story

NOW = datetime(2016, 9, 12, 8, 0, tzinfo=UTC)
RSS = "<rss><channel><title>Post</title><item><title>Mill</title><link>/mill</link></item></channel></rss>"


@pytest.fixture
def site() -> Iterator[Site]:
    """A server."""
    with serving() as site:
        yield site


def checked(feed: FollowedFeed, now: datetime = NOW) -> Checked:
    """The feed after it was asked for."""
    with Fetcher() as fetcher:
        return check(feed, Visitor(fetcher), now)


def test_waits_double_up_to_a_day_and_end_with_the_first_success(site: Site) -> None:
    feed = FollowedFeed(url=site.add("/feed", "", 500), added="2016-09-12", private=True)
    waits = []
    for _ in range(10):
        feed = checked(feed).feed
        assert feed.due is not None
        waits.append((datetime.fromisoformat(feed.due) - NOW) // timedelta(minutes=1))
        assert not is_due(feed, NOW)
        assert is_due(feed, datetime.fromisoformat(feed.due))
    assert waits == [10, 20, 40, 80, 160, 320, 640, 1280, 1440, 1440]
    assert (feed.failures, feed.problem, feed.fetched) == (10, "internal server error (500)", None)
    site.add("/feed", RSS, Content_Type="text/xml")
    well = checked(feed).feed
    assert (well.failures, well.problem, well.due, well.fetched) == (
        0,
        None,
        None,
        "2016-09-12T08:00:00+00:00",
    )


@pytest.mark.parametrize(
    ("status", "retry_after", "minutes"),
    [
        (503, "60", 10),
        (503, "7200", 120),
        (429, str(10**9), 7 * 24 * 60),
        (410, None, 30 * 24 * 60),
        (404, None, 10),
    ],
)
def test_a_server_may_ask_for_longer(site: Site, status: int, retry_after: str | None, minutes: int) -> None:
    headers = {} if retry_after is None else {"Retry-After": retry_after}
    address = site.add("/feed", "", status, **headers)
    feed = checked(FollowedFeed(url=address, added="2016-09-12", private=True)).feed
    assert feed.due is not None
    assert datetime.fromisoformat(feed.due) - NOW == timedelta(minutes=minutes)


def test_links_are_relative_to_the_feed_and_the_first_of_two_entries_counts(site: Site) -> None:
    items = "".join(
        f"<item><guid>7</guid><title>{one}</title><link>mill</link></item>" for one in ("new", "old")
    )
    site.add("/news/feed", f"<rss><channel>{items}</channel></rss>", Content_Type="text/xml")
    address = site.redirect("/feed", "/news/feed")
    (entry,) = checked(FollowedFeed(url=address, added="2016-09-12", private=True)).entries
    assert entry.fields is not None
    assert (entry.fields["link"], entry.fields["title"]) == (f"{site.url}/news/mill", "new")


def test_a_feed_of_the_public_internet_may_not_become_private(site: Site) -> None:
    feed = FollowedFeed(url=site.add("/feed", RSS), added="2016-09-12", private=False)
    assert "127.0.0.1 is not a public address" in str(checked(feed).feed.problem)
    assert site.asked == []
    assert checked(replace(feed, private=True)).feed.problem is None


def test_requests_to_one_server_are_set_apart(site: Site) -> None:
    waited: list[float] = []
    address = site.add("/a", story("Mill", "It closes."))
    site.add("/robots.txt", "User-agent: *\nCrawl-delay: 3\nDisallow:", Content_Type="text/plain")
    with Fetcher(private=True) as fetcher:
        visitor = Visitor(fetcher, pause=1.0, sleep=waited.append)
        for _ in range(3):
            visitor.page(address, None).body.close()
    assert [round(one) for one in waited] == [3, 3]


def test_no_time_is_lost_on_a_server_of_ones_own(site: Site) -> None:
    waited: list[float] = []
    address = site.add("/a", story("Mill", "It closes."))
    with Fetcher() as fetcher:
        visitor = Visitor(fetcher, pause=60.0, sleep=waited.append)
        for _ in range(3):
            visitor.page(address, Origin.of(address)).body.close()
    assert waited == []


def test_a_server_that_does_not_answer_is_asked_twice_in_a_round() -> None:
    with serving() as site:
        address = f"{site.url}/a"
    with Fetcher(private=True) as fetcher:
        visitor = Visitor(fetcher, pause=0.0)
        for _ in range(2):
            with pytest.raises(FetchError, match="connection refused"):
                visitor.page(address, None)
        with pytest.raises(Resting):
            visitor.page(address, None)


@pytest.mark.parametrize(
    ("robots", "status", "allowed"),
    [
        ("User-agent: *\nDisallow: /", 200, False),
        ("User-agent: onrecord\nDisallow: /a", 200, False),
        ("User-agent: *\nDisallow: /b", 200, True),
        ("User-agent: GPTBot\nDisallow: /", 200, True),
        ("User-agent: *\nDisallow: //[x", 200, False),
        ("User-agent: *\nCrawl-delay: \u00b2\nDisallow: /", 200, False),
        ("", 200, True),
        ("<html>no such page</html>", 200, True),
        ("User-agent: *\nDisallow: /", 404, True),
        ("User-agent: *\nDisallow: /", 403, True),
    ],
)
def test_what_robots_txt_allows(site: Site, robots: str, status: int, allowed: bool) -> None:
    address = site.add("/a", story("Mill", "It closes."))
    site.add("/robots.txt", robots, status, Content_Type="text/plain")
    with Fetcher(private=True) as fetcher:
        visitor = Visitor(fetcher, pause=0.0)
        if allowed:
            visitor.page(address, None).body.close()
        else:
            with pytest.raises(FetchError, match=r"/a: its server asks programs to stay away from it"):
                visitor.page(address, None)


def test_where_robots_txt_cannot_be_had_now_the_page_waits(site: Site) -> None:
    address = site.add("/a", story("Mill", "It closes."))
    site.add("/robots.txt", "", 503)
    with Fetcher(private=True) as fetcher, pytest.raises(FetchError) as caught:
        Visitor(fetcher, pause=0.0).page(address, None)
    assert (caught.value.address, caught.value.again) == (address, True)
    assert site.paths() == ["/robots.txt"]
