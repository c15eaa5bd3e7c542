"""What stands among a page's paragraphs and is not the article's: boxes, captions, other stories' teasers.

They are told by how the page is built: by what its makers call an element (`class`, `id`), by its kind
(`figcaption`, `aside`) and by how much of it leads elsewhere. What holds much of a page's words is the
article, whatever it is called.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, NamedTuple

from index.articles.blocks import local
from index.lexicon.loading import classes

_MOST = 0.25
"""The share of a page's words that all of a kind hold at most, together: one paragraph holds little."""
_LONGEST, _LONGEST_NOTE = 600, 400
"""Characters of a teaser, caption or paragraph of links; of a box that nothing can be clicked on in."""
_LINKED = 0.5
"""The share of a teaser's words that lead elsewhere."""
_SHORTEST_LINE = 20
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_BETWEEN = re.compile(r"[^a-z]+")
_NEVER = frozenset({"", "html", "body", "head", "main", "h1", "script", "style", "title", "meta", "link"})
_OF_ANOTHER = ("tag-", "category-", "has-", "no-", "with-", "without-", "is-")
"""What classes begin with that tell of an article's subject, or of what stands beside an element."""
_CLICKED = ("a", "form", "input", "button", "iframe", "select")


class _Words(NamedTuple):
    """How many characters an element has that are words, and how many of them are in links to elsewhere."""

    all: int
    linked: int

    @property
    def own(self) -> int:
        """How many are in none."""
        return self.all - self.linked


def drop_boxes(tree: Any) -> int:
    """Take out of a page what stands among its paragraphs and is not the article's; how many characters."""
    elements = [one for one in tree.iter() if isinstance(one.tag, str)]
    words = _counted(elements)
    most = _MOST * words[tree].own
    dropped = 0
    for is_one in (_is_box, _is_teaser, _is_caption, _is_link):
        found = list(_outermost([one for one in elements if words[one].own <= most], words, is_one))
        taken = sum(words[one].all if is_one is _is_link else words[one].own for one in found)
        if taken <= most:
            for one in found:
                one.drop_tree()
            dropped += sum(words[one].all for one in found)
            gone = {inner for one in found for inner in one.iter()}
            elements = [one for one in elements if one not in gone]
    return dropped


def _counted(elements: list[Any]) -> dict[Any, _Words]:
    """The words of each of a tree's elements, which are given in the order of the page."""
    found: dict[Any, _Words] = {}
    for element in reversed(elements):
        name = local(element.tag)
        if name in ("script", "style", "noscript", "template"):
            found[element] = _Words(0, 0)
            continue
        size, linked = _length(element.text), 0
        for child in element:
            inner = found.get(child, _Words(0, 0))
            size += inner.all + _length(child.tail)
            linked += inner.linked
        found[element] = _Words(size, size if name == "a" and _leads_away(element) else linked)
    return found


def _length(text: str | None) -> int:
    return len(" ".join(text.split())) if text else 0


def _leads_away(link: Any) -> bool:
    address = (link.get("href") or "").strip().lower()
    return bool(address) and not address.startswith(("#", "mailto:", "tel:", "javascript:"))


def _outermost(
    elements: list[Any], words: dict[Any, _Words], is_one: Callable[[Any, _Words], bool]
) -> Iterator[Any]:
    inside: set[Any] = set()
    for element in elements:
        if element in inside or local(element.tag) in _NEVER or element.getparent() is None:
            continue
        if is_one(element, words[element]):
            inside.update(element.iter())
            yield element


def _is_called(element: Any, kind: str) -> bool:
    """Whether an element's class or id has the words of such boxes in it."""
    called = f"{element.get('class') or ''} {element.get('id') or ''}".split()
    return any(
        _names_of(kind).search(f" {_BETWEEN.sub(' ', _CAMEL.sub(' ', one).lower())} ")
        for one in called
        if not one.lower().startswith(_OF_ANOTHER)
    )


@cache
def _names_of(kind: str) -> re.Pattern[str]:
    return re.compile(rf" (?:{'|'.join(classes('furniture')[kind])}) ")


def _is_box(element: Any, words: _Words) -> bool:
    if local(element.tag) == "aside":
        return words.linked > _LINKED * words.all
    if not _is_called(element, "box") or next(element.iter("h1"), None) is not None:
        return False
    return words.all <= _LONGEST_NOTE or next(element.iter(*_CLICKED), None) is not None


def _is_teaser(element: Any, words: _Words) -> bool:
    if words.all > _LONGEST or not words.linked or not _is_called(element, "tease"):
        return False
    return words.linked >= _LINKED * words.all or any(
        next(one.iter("a"), None) is not None for one in element.iter("h2", "h3", "h4", "h5")
    )


def _is_caption(element: Any, words: _Words) -> bool:
    if words.all > _LONGEST:
        return False
    if local(element.tag) == "figcaption":
        return True
    return _is_called(element, "caption") and next(element.iter("img", "picture"), None) is None


def _is_link(element: Any, words: _Words) -> bool:
    """Whether a paragraph is nothing but a line that leads to another story."""
    return (
        local(element.tag) == "p"
        and _SHORTEST_LINE <= words.all <= _LONGEST
        and words.linked >= words.all - 3  # an arrow, a stop
    )
