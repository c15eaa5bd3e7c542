"""Posts of social networks that a page has embedded: written out with who posted them."""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from index.articles.blocks import local

EMBEDDED = re.compile(
    r"\b(?:twitter-tweet|twitter-video|instagram-media|tiktok-embed|fb-post|fb-video|fb-xfbml-parse-ignore"
    r"|bluesky-embed)\b"
)
"""What the classes of elements are called that hold a post."""
_TAGS = ("blockquote", "div")
_SIGNED = re.compile(
    r"(?P<said>.*?)\s*(?P<by>[—–-]{1,2}) ?(?P<name>[^—–@]{1,80}?) ?\( ?@ ?(?P<handle>[\w.-]+) ?\)", re.DOTALL
)
_SHARED = re.compile(
    r"(?P<said>.*?)\s*(?P<by>(?:A (?:post|photo|video|reel) )?(?:shared|posted) by)\s+"
    r"(?P<name>[^@()]{1,80}?) ?\( ?@ ?(?P<handle>[\w.-]+) ?\)",
    re.DOTALL | re.IGNORECASE,
)
_FACEBOOK = re.compile(r"https?://[\w.-]*facebook\.com/(?:pg/|people/)?(?P<handle>[\w.-]+)", re.IGNORECASE)
_HANDLE = re.compile(r"\s*@(?P<handle>[\w.-]+)\s*$")
_INVITATION = re.compile(r"^\s*View this post on Instagram\s*", re.IGNORECASE)
_LINK = re.compile(r"(?:https?://|pic\.|t\.co/)\S+")
_LETTER = re.compile(r"[^\W\d_]")
_LONGEST = 20_000
_APART = frozenset({"p", "br", "div"})
_NO_WORDS = frozenset({"script", "style", ""})
_STAYS = frozenset({"body", "html", "article", "main", "section"})


class _Post(NamedTuple):
    """What a post says, and how the paragraph behind it tells who says so."""

    said: str
    by: str
    name: str
    handle: str


def write_out_posts(tree: Any) -> None:
    """Put in the place of each embedded post what it says, and in a paragraph behind it who says so.

    That paragraph is as the page shows it, "— Ana Ruiz (@ruiz)" or "A post shared by Ana Ruiz (@ruiz)",
    without the day. A post without its author stays as it is, an author without words goes.
    """
    from lxml import html

    for element in list(_posts(tree)):
        told = _told(element)
        if told is None or element.getparent() is None:
            continue
        if not _LETTER.search(_LINK.sub("", told.said)):
            element.drop_tree()  # a picture: whoever signs it says nothing, above all not what stands above
            continue
        post, name = html.Element("p"), html.Element("p")
        post.text = _INVITATION.sub("", told.said).strip()
        name.text = f"{told.by} {told.name} (@{told.handle})"
        outer = _alone(element)
        name.tail, outer.tail = outer.tail, None
        parent = outer.getparent()
        place = parent.index(outer)
        parent[place : place + 1] = [post, name]


def _told(element: Any) -> _Post | None:
    """What a post says and who posted it; None where the page does not show that."""
    words = _words(element)
    match = _SHARED.match(words) or _SIGNED.match(words)
    if match is not None:
        return _Post(match["said"], match["by"], match["name"].strip(), match["handle"])
    return _of_facebook(element) or _of_tiktok(element)


def _of_facebook(element: Any) -> _Post | None:
    """A post of Facebook: paragraphs, and a link to whose it is behind "Posted by" in any language."""
    for quote in element.iter("blockquote"):
        last = max((number for number, one in enumerate(quote) if local(one.tag) == "p"), default=-1)
        said = " ".join(_words(one) for one in quote[: last + 1] if local(one.tag) == "p")
        for link in quote[last + 1 :]:
            name, page = _words(link), _FACEBOOK.match(link.get("href") or quote.get("cite") or "")
            if local(link.tag) == "a" and name and page:
                return _Post(said, "—", name, page["handle"])
    return None


def _of_tiktok(element: Any) -> _Post | None:
    """A post of TikTok: a link called after whose it is, and paragraphs; it shows no other name."""
    if "tiktok-embed" not in (element.get("class") or ""):
        return None
    handle = next(filter(None, (_HANDLE.match(_words(link)) for link in element.iter("a"))), None)
    said = " ".join(_words(one) for one in element.iter("p"))
    return _Post(said, "—", handle["handle"], handle["handle"]) if handle else None


def _posts(tree: Any) -> Iterator[Any]:
    for element in tree.iter(*_TAGS):
        if EMBEDDED.search(element.get("class") or "") and not any(
            EMBEDDED.search(one.get("class") or "") for one in element.iterancestors(*_TAGS)
        ):
            yield element


def _words(element: Any) -> str:
    """The words of a post on one line."""
    said: list[str] = []
    pending: list[tuple[Any, bool]] = [(element, False)]
    while pending:
        one, left = pending.pop()
        if left:
            said.append(one.tail or "" if one is not element else "")
            continue
        pending.append((one, True))
        name = local(one.tag)
        if name and name not in ("script", "style"):
            said += [" " if name in _APART else "", one.text or ""]
            pending += [(child, False) for child in reversed(one)]
    return " ".join("".join(said).split())[:_LONGEST]


def _alone(element: Any) -> Any:
    """The outermost element that holds nothing but this one."""
    while True:
        parent = element.getparent()
        if parent is None or local(parent.tag) in _STAYS or parent.getparent() is None:
            return element
        others = [one for one in parent if one is not element and local(one.tag) not in _NO_WORDS]
        words = [parent.text, *(one.tail for one in parent)]
        if others or any(one and one.strip() for one in words):
            return element
        element = parent
