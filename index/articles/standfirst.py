"""The standfirst of a page: what it describes itself with, where it shows just that above the article."""

import re
from typing import Any

from index.articles.blocks import local

_DESCRIBED = re.compile(r"(?:og:|twitter:|dc\.)?description$", re.IGNORECASE)
_SHORTEST, _LONGEST = 40, 1000
_FEWEST_SHARED = 60
"""Characters of a description that was cut, as "..." tells, which an element has to begin with."""
_TAGS = ("p", "h2", "h3", "h4", "h5", "div", "span", "li", "strong", "em", "b")
_CHILDREN = 6
_AROUND = ("nav", "footer", "aside", "form", "noscript", "template")
_NO_WORDS = frozenset({"script", "style", ""})
_CUT = re.compile(r"\s*(?:\.{3}|…|\[…\]|\[\.\.\.\])$")
_MARKS = str.maketrans("‘’‚`´“”„«»–—", "'''''\"\"\"\"\"--")


def shown_standfirst(tree: Any) -> str | None:
    """What an element of the page shows that is the page's own description; None where none does."""
    told = {
        _folded(meta.get("content"))[:_LONGEST]
        for meta in tree.iterfind(".//meta[@content]")
        if _DESCRIBED.match(meta.get("property") or meta.get("name") or "")
    }
    whole = {one for one in told if len(one) >= _SHORTEST}
    heads = tuple(
        head for one in whole if _CUT.search(one) and len(head := _CUT.sub("", one)) >= _FEWEST_SHARED
    )
    if not whole:
        return None
    longest = max(map(len, whole)) + (_LONGEST if heads else 0)
    for element in tree.iter(*_TAGS):
        if len(element) >= _CHILDREN:
            continue
        words = _words(element, 4 * longest)
        if not _SHORTEST <= len(words) <= longest:
            continue
        folded = _folded(words)
        if (folded in whole or folded.startswith(heads or ("\0",))) and not _is_around(element):
            return words
    return None


def _words(element: Any, limit: int) -> str:
    """The words of an element that is not long; "" of another, which is not looked through."""
    from lxml import etree

    pieces: list[str] = []
    size = 0
    for event, one in etree.iterwalk(element, events=("start", "end", "comment", "pi")):
        if event == "start":
            piece = "" if local(one.tag) in _NO_WORDS else one.text
        else:
            piece = "" if one is element else one.tail
        pieces.append(piece or "")
        size += len(pieces[-1])
        if size > limit:
            return ""
    return " ".join("".join(pieces).split())


def _is_around(element: Any) -> bool:
    return next(element.iterancestors(*_AROUND), None) is not None


def with_standfirst(text: str, standfirst: str | None, title: str | None) -> str:
    """The text of a page with its standfirst, where it left that out: below the title, if it has that."""
    if standfirst is None or not text.strip() or _folded(standfirst) in _folded(text):
        return text
    first, _, rest = text.partition("\n")
    if title and _folded(first) == _folded(title):
        return f"{first}\n{standfirst}\n{rest}"
    return f"{standfirst}\n{text}"


def _folded(text: str | None) -> str:
    return " ".join((text or "").translate(_MARKS).casefold().split())
