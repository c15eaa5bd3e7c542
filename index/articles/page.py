"""What pages hold around an article: a site's name behind its title, others' dates, links to elsewhere."""

import json
import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any

from index.articles.dates import lenient_date
from index.articles.posts import EMBEDDED
from index.lexicon.loading import classes

_BREAK = re.compile(r"\s*\|\s*|\s+[–—·•»«-]{1,2}\s+")
_NOT_A_LETTER = re.compile(r"[\W_]+")
_ARTICLE = re.compile(r"(?:\w*Article|BlogPosting|Report)$")
_JSON_LIMIT = 256 * 1024
_NODES = 500
_LONGEST_LINK, _LONGEST_NAME = 200, 4
"""Characters of a line, words of a site's name."""


def without_site(title: str | None, tree: Any, publisher: str | None) -> str | None:
    """A title without the site's name behind it, or before it: "Mill to close | The Post" is "Mill to close".

    The name is what the page calls its site, or its host; or whatever stands behind a headline of the page's.
    """
    if not title:
        return title
    sites = set(map(_squeezed, filter(None, [publisher, *_site_names(tree)])))
    heads = {_squeezed(" ".join(one.itertext())) for one in tree.iter("h1")} - {""}
    breaks = list(_BREAK.finditer(title))
    for one in breaks:
        head, tail = title[: one.start()].strip(), title[one.end() :].strip()
        named = "|" in one[0] and len(tail.split()) <= _LONGEST_NAME and _squeezed(head) in heads
        if head and (named or _squeezed(tail) in sites):
            return without_site(head, tree, publisher)
    if breaks and _squeezed(title[: breaks[0].start()]) in sites:
        return title[breaks[0].end() :].strip() or title
    return title


def _site_names(tree: Any) -> Iterator[str]:
    for meta in tree.iterfind(".//meta[@content]"):
        if (meta.get("property") or meta.get("name") or "").lower() in ("og:site_name", "application-name"):
            yield meta.get("content")
    addresses = [link.get("href") for link in tree.iterfind(".//link[@rel='canonical'][@href]")]
    addresses += [meta.get("content") for meta in tree.iterfind(".//meta[@property='og:url'][@content]")]
    for address in addresses:
        host = re.match(r"https?://(?:www\d?\.)?([\w.-]+)", address, re.IGNORECASE)
        if host:
            yield host[1]
            yield from host[1].split(".")[:-1]


def _squeezed(text: str) -> str:
    """A name by which two are compared: letters and digits alone, without "the"."""
    return re.sub(r"^the(?=..)", "", _NOT_A_LETTER.sub("", text.casefold()))


def told_date(tree: Any) -> str | None:
    """The day on which a page says that its article was published, in its own time zone; None if it does not.

    It is told for machines, so that no date of an embedded post or another story is taken for it.
    """
    told = [node.get("datePublished") for node in _articles(tree)]
    told += [
        meta.get("content")
        for meta in tree.iterfind(".//meta[@content]")
        if (meta.get("property") or meta.get("name") or "").lower() == "article:published_time"
    ]
    days = {found[:10] for one in told if isinstance(one, str) and (found := lenient_date(one.strip()))}
    return min(days) if len(days) == 1 else None


def settled_date(told: str | None, found: str | None) -> str | None:
    """The day that a page tells, unless the day before or after was found: that is told in local time."""
    try:
        apart = date.fromisoformat(told or "") - date.fromisoformat(found or "")
        beside = abs(apart.days) == 1
    except ValueError:
        beside = False
    return found if told is None or beside else told


def _articles(tree: Any) -> Iterator[dict[str, Any]]:
    """The articles that a page describes in JSON-LD; of several, none is surely the page's own."""
    found = []
    for script in tree.iterfind(".//script[@type='application/ld+json']"):
        text = script.text or ""
        if len(text) > _JSON_LIMIT:
            continue
        try:
            pending = [json.loads(text, strict=False)]
        except (ValueError, RecursionError):
            continue
        for _ in range(_NODES):
            if not pending:
                break
            node = pending.pop()
            if isinstance(node, list):
                pending += node
            elif isinstance(node, dict):
                kinds = node.get("@type")
                kinds = kinds if isinstance(kinds, list) else [kinds]
                if any(_ARTICLE.search(str(kind)) for kind in kinds):
                    found.append(node)
                pending += [node[key] for key in ("@graph", "mainEntity") if key in node]
    if len(found) == 1:
        yield found[0]


def drop_embedded_dates(tree: Any) -> None:
    """Take the dates of embedded posts out of a page."""
    for element in list(tree.iter("blockquote", "div")):
        if EMBEDDED.search(element.get("class") or ""):
            for time in list(element.iter("time")):
                time.drop_tree()


def without_links(text: str) -> str:
    """A text without the lines that lead elsewhere ("READ MORE: ...") or tell whose a picture is."""
    away = _leads_away()
    return "\n".join(line for line in text.split("\n") if len(line) > _LONGEST_LINK or not away.match(line))


@cache
def _leads_away() -> re.Pattern[str]:
    links, owners = (_any_of(classes("furniture")[kind]) for kind in ("link", "credit"))
    return re.compile(
        rf"[-•*>►▶→ ]*(?:(?:{links})\s*[:|>»→]+\s*\S.*|(?:image\s+|media\s+)?(?:{owners})\s*[:|]\s*\S.*"
        rf"|(?:{links}|advertisement|image\s+(?:caption|source))[:.!>…]*)$",
        re.IGNORECASE,
    )


def _any_of(phrases: tuple[str, ...]) -> str:
    return "|".join(re.escape(one).replace(r"\ ", r"\s+") for one in sorted(phrases, key=len, reverse=True))
