"""Feeds, RSS and Atom: what each entry tells of an article."""

import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from index.articles.blocks import text_of_html
from index.articles.dates import lenient_date
from index.articles.source import SIZE_LIMIT, FormatError, MissingPackage, is_address, one_line

FEED_LIMIT = SIZE_LIMIT // 2
"""Bytes of a feed."""
_FEED = re.compile(rb"<(?:[\w.-]+:)?(rss|feed|RDF)[\s>]")
_TAGS = 50_000
"""Tags of a feed, which cost its parser a tenth of a millisecond each where they are nested."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry; `id` is the feed's own or its link, `text` the whole article where the entry holds it.

    `version` is another one when the entry was edited.
    """

    id: str | None
    link: str | None
    title: str | None
    text: str | None
    author: str | None
    publisher: str | None
    published: str | None
    language: str | None
    version: str

    def to_dict(self) -> dict[str, object]:
        """The fields of an article."""
        return {
            "id": self.id,
            "title": self.title,
            "text": self.text,
            "url": self.link,
            "author": self.author,
            "publisher": self.publisher,
            "published": self.published,
            "language": self.language,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed with its entries, in its order."""

    title: str | None
    entries: tuple[Entry, ...]


def looks_like_a_feed(head: bytes) -> bool:
    """Whether a document that begins so has the root element of a feed."""
    return _FEED.search(head[:8192]) is not None


def parse_feed(data: bytes, headers: Mapping[str, str] | None = None) -> Feed:
    """The feed that a document holds; `headers` may tell its address (`content-location`), to which links are
    relative, and its encoding.

    Raises FormatError where it is none, has no entries, or is built to take forever.
    """
    if len(data) > FEED_LIMIT or data.count(b"<") > _TAGS:
        raise FormatError(f"a feed of more than {FEED_LIMIT // 2**20} MiB or {_TAGS:,} tags")
    try:
        import feedparser
    except ImportError:
        raise MissingPackage("a feed", "feedparser") from None
    try:
        feed = feedparser.parse(io.BytesIO(data), response_headers=dict(headers or {}))
    except (ValueError, LookupError, RecursionError, AttributeError, TypeError) as error:
        raise FormatError(f"not a feed that can be read ({error})") from None
    if not feed.entries:
        raise FormatError("a feed without entries")
    title, language = one_line(feed.feed.get("title")), one_line(feed.feed.get("language"))
    return Feed(title=title, entries=tuple(_entry(one, title, language) for one in feed.entries))


def _entry(entry: Any, publisher: str | None, language: str | None) -> Entry:
    link = entry.get("feedburner_origlink") or entry.get("link")
    link = link.strip() if is_address(link) else None
    date = entry.get("published") or entry.get("updated") or entry.get("created")
    title = entry.get("title") or ""
    edited = dict.get(entry, "updated") or date or ""  # its own `get` warns and falls back
    return Entry(
        id=one_line(entry.get("id") or link),
        link=link,
        title=one_line(text_of_html(title)),
        text=_entry_text(entry),
        author=one_line(entry.get("author")),
        publisher=one_line((entry.get("source") or {}).get("title")) or publisher,
        published=lenient_date(date),
        language=one_line((entry.get("title_detail") or {}).get("language")) or language,
        version=" ".join(map(str, (edited, title, link)))[:1000],
    )


def _entry_text(entry: Any) -> str | None:
    """The words of an entry's content; None where it is its summary again, or where there is none."""
    contents = [one for one in entry.get("content") or () if one.get("value")]
    if not contents:
        return None
    best = max(contents, key=lambda one: len(one["value"]))
    is_plain = best.get("type") == "text/plain"
    text = str(best["value"]).strip() if is_plain else text_of_html(best["value"])
    summary = text_of_html(entry.get("summary") or "")
    if not text or (summary != text and len(text) < len(summary)):
        return None
    return text
