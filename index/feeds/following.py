"""One round with one feed: what is new in it, and what the pages of its entries hold."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import NamedTuple

import httpx

from index.archive.feeds import EntryState, FollowedEntry, FollowedFeed
from index.articles.article import Article
from index.articles.feed import FEED_LIMIT, Entry, Feed, parse_feed
from index.articles.source import FormatError, Given
from index.errors import ArticleError, FetchError
from index.feeds.manners import Resting, Visitor
from index.fetching.addresses import normal_address, shown
from index.fetching.client import Fetched, Origin
from index.fetching.pages import articles_of

_FIRST_WAIT, _LONGEST_WAIT = timedelta(minutes=10), timedelta(days=1)
_LONGEST_ASKED = timedelta(days=7)
"""The longest that a server may have itself left alone."""
_GONE = timedelta(days=30)
_TRIES = 5
_FIELDS = ("link", "title", "author", "publisher", "published", "language", "text")


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """How a feed stands now, with the entries it has; they are () where nothing is new."""

    feed: FollowedFeed
    entries: Sequence[FollowedEntry] = ()


class Tried(NamedTuple):
    """What became of one entry, and the articles or errors that it gave; none where it was not asked for."""

    entry: FollowedEntry
    items: Sequence[Article | ArticleError]


def stamp(now: datetime) -> str:
    """A time as it is kept."""
    return now.astimezone(UTC).isoformat(timespec="seconds")


def is_due(feed: FollowedFeed, now: datetime) -> bool:
    """Whether a feed need not be left alone any longer."""
    return feed.due is None or datetime.fromisoformat(feed.due) <= now


def trusted_of(feed: FollowedFeed) -> Origin | None:
    """The server of a feed, where it was a private one when somebody named it."""
    return Origin.of(feed.url) if feed.private else None


def check(feed: FollowedFeed, visitor: Visitor, now: datetime) -> Checked:
    """The feed after asking for what is new in it; a failure is noted in it, with when to try again."""
    headers = {"Accept": "application/atom+xml, application/rss+xml, application/xml;q=0.9, */*;q=0.5"}
    if feed.etag:
        headers["If-None-Match"] = feed.etag
    if feed.modified:
        headers["If-Modified-Since"] = feed.modified
    feed = replace(feed, checked=stamp(now))
    try:
        fetched = visitor.feed(feed.url, trusted_of(feed), headers, FEED_LIMIT)
        with fetched.body:
            found = None if fetched.status == 304 else feed_of(fetched)
    except FetchError as error:
        return Checked(feed=_failed(feed, error.reason, now, error))
    except FormatError as error:
        return Checked(feed=_failed(feed, str(error), now))
    feed = replace(feed, fetched=stamp(now), failures=0, problem=None, due=None)
    if found is None:
        return Checked(feed=feed)
    feed = replace(
        feed,
        title=found.title or feed.title,
        etag=_header(fetched, "etag"),
        modified=_header(fetched, "last-modified"),
    )
    entries: dict[str, FollowedEntry] = {}
    for one in filter(None, map(_followed, found.entries)):
        entries.setdefault(one.id, one)
    return Checked(feed=feed, entries=list(entries.values()))


def feed_of(fetched: Fetched) -> Feed:
    """The feed that was fetched; raises FormatError."""
    headers = {"content-location": fetched.address}
    if fetched.charset:
        headers["content-type"] = fetched.headers["content-type"]
    return parse_feed(fetched.body.read(), headers)


def _header(fetched: Fetched, name: str) -> str | None:
    value: str | None = fetched.headers.get(name)
    return value if value and len(value) <= 1000 else None


def _failed(feed: FollowedFeed, problem: str, now: datetime, error: FetchError | None = None) -> FollowedFeed:
    """The feed with a failure more, left alone for twice as long as the last time."""
    wait = min(_FIRST_WAIT * 2 ** min(feed.failures, 10), _LONGEST_WAIT)
    if error is not None and error.wait is not None:
        wait = max(wait, min(timedelta(seconds=error.wait), _LONGEST_ASKED))
    if error is not None and error.status == 410:
        wait = _GONE
    return replace(feed, failures=feed.failures + 1, problem=problem, due=stamp(now + wait))


def _followed(entry: Entry) -> FollowedEntry | None:
    """The entry as it is kept; None where it leads nowhere and holds nothing."""
    id_ = entry.id or entry.link
    link = entry.link
    try:
        normal_address(link or "")
    except ValueError:  # there is none, or nothing can be asked of it
        link = None
    if id_ is None or (link is None and entry.text is None):
        return None
    fields = {name: getattr(entry, name) for name in _FIELDS} | {"link": link}
    return FollowedEntry(
        id=id_[:1000], version=sha256(entry.version.encode()).hexdigest()[:16], fields=fields
    )


def follow(feed: FollowedFeed, entries: Sequence[FollowedEntry], visitor: Visitor) -> Iterator[Tried]:
    """What became of each entry, in order, with its articles under their pages' addresses.

    Where a page cannot be had for good, and the entry holds the whole article itself, that is taken.
    """
    for entry in entries:
        link = (entry.fields or {}).get("link")
        if link is None:
            yield Tried(_settled(entry, EntryState.DONE), [_own(feed, entry)])
            continue
        try:
            fetched = visitor.page(link, trusted_of(feed))
        except Resting:
            yield Tried(entry, [])
        except FetchError as error:
            yield _unfetched(feed, entry, error)
        else:
            with fetched.body:
                yield _read(feed, entry, fetched)


def _settled(entry: FollowedEntry, state: EntryState) -> FollowedEntry:
    return replace(entry, state=state, fields=None)


def _unfetched(feed: FollowedFeed, entry: FollowedEntry, error: FetchError) -> Tried:
    tries = entry.tries + 1
    problem = ArticleError(str(error), address=error.address)
    if error.again and tries < _TRIES:
        return Tried(replace(entry, tries=tries), [problem])
    if (entry.fields or {}).get("text") is not None:
        return Tried(_settled(entry, EntryState.DONE), [_own(feed, entry)])
    return Tried(replace(_settled(entry, EntryState.REFUSED), tries=tries), [problem])


def _read(feed: FollowedFeed, entry: FollowedEntry, fetched: Fetched) -> Tried:
    fields = entry.fields or {}
    given = Given(
        publisher=fields.get("publisher") or feed.title,
        published=fields.get("published"),
        language=fields.get("language"),
    )
    items = list(articles_of(fetched, given=given))
    articles = [_filled(one, fetched, fields, given) for one in items if isinstance(one, Article)]
    if articles:
        return Tried(_settled(entry, EntryState.DONE), articles)
    if fields.get("text") is not None:
        return Tried(_settled(entry, EntryState.DONE), [_own(feed, entry)])
    nothing = ArticleError(f"{fetched.asked}: holds no article", address=fetched.asked)
    return Tried(_settled(entry, EntryState.REFUSED), items or [nothing])


def _filled(article: Article, fetched: Fetched, fields: Mapping[str, str | None], given: Given) -> Article:
    """The article of a page with what the feed alone tells; its title is a better name than a mere host's."""
    host = httpx.URL(fetched.address).host.removeprefix("www.")
    publisher = given.publisher if article.publisher == host else None
    return replace(
        article, author=article.author or fields.get("author"), publisher=publisher or article.publisher
    )


def _own(feed: FollowedFeed, entry: FollowedEntry) -> Article | ArticleError:
    """The article that an entry holds itself."""
    fields = entry.fields or {}
    link = fields.get("link")
    address = normal_address(link) if link is not None else None
    where = shown(link or feed.url)
    try:
        article = Article.from_dict(
            {**fields, "url": address}, id=address or f"{normal_address(feed.url)}#{entry.id}", where=where
        )
    except ArticleError as error:
        return ArticleError(str(error), address=where, field=error.field)
    return replace(article, publisher=article.publisher or feed.title)
