"""A feed that somebody names: looked at before it is followed."""

import re
from contextlib import suppress
from datetime import datetime
from typing import Any, NamedTuple
from urllib.parse import urljoin

from index.archive.feeds import FollowedFeed
from index.articles.feed import FEED_LIMIT, Feed
from index.articles.source import FormatError, is_address
from index.errors import FetchError
from index.feeds.following import feed_of, stamp
from index.fetching.addresses import shown
from index.fetching.client import Fetched, Fetcher, Origin
from index.fetching.kinds import is_feed, name_for

_TYPES = re.compile(r"application/(rss|atom|rdf)\+xml", re.IGNORECASE)
_SHOWN = 5


class Named(NamedTuple):
    """A feed as it is followed from now on, and how many entries it has."""

    feed: FollowedFeed
    entries: int


def find_feed(url: str, fetcher: Fetcher, now: datetime) -> Named:
    """The feed at an address that somebody typed or, where a page is there, the one feed that it names.

    Raises FetchError, which says why there is none.
    """
    url = url.strip().partition("#")[0]
    origin = Origin.of(url)
    fetched = fetcher.fetch(url, trusted=origin, limit=FEED_LIMIT)
    with fetched.body:
        if is_feed(fetched, name_for(fetched)):
            return _named(url, fetched, now)
        url = _named_in(fetched)
    fetched = fetcher.fetch(url, trusted=origin, limit=FEED_LIMIT)
    with fetched.body:
        return _named(url, fetched, now)


def _named(url: str, fetched: Fetched, now: datetime) -> Named:
    try:
        found: Feed = feed_of(fetched)
    except FormatError as error:
        raise FetchError(f"not a feed that can be followed: {error}", address=shown(url)) from None
    feed = FollowedFeed(url=url, added=stamp(now), title=found.title, private=fetched.private)
    return Named(feed, len(found.entries))


def _named_in(page: Fetched) -> str:
    """The address of the one feed that a page names."""
    from lxml import etree, html

    kind = page.content_type or "of no known kind"
    try:
        tree: Any = html.fromstring(page.body.read())
        links = [
            link.get("href").strip()
            for link in tree.xpath("//link[@rel and @href and @type]")
            if "alternate" in link.get("rel").lower().split() and _TYPES.match(link.get("type").strip())
        ]
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        links = []
    found: set[str] = set()
    for link in links:
        with suppress(ValueError):  # no address
            found.add(urljoin(page.address, link))
    feeds = sorted(one for one in found if is_address(one))
    if not feeds:
        raise FetchError(f"not a feed, and no page that names one: it is {kind}", address=page.asked)
    if len(feeds) > 1:
        named = ", ".join(map(shown, feeds[:_SHOWN]))
        raise FetchError(
            f"a page that names {len(feeds)} feeds; add one of them: {named}", address=page.asked
        )
    return feeds[0]
