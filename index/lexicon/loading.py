"""How the lists of words in this package are written down."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path


def listed(words: str) -> frozenset[str]:
    """The words of a text that lists them with space between."""
    return frozenset(words.split())


@cache
def classes(name: str) -> Mapping[str, tuple[str, ...]]:
    """The phrases of the list `name`.txt in this package, by their class, in the order of the file.

    A line holds a class, a tab and a phrase; one that begins with `#` is a comment.
    """
    found: dict[str, list[str]] = {}
    for line in (Path(__file__).parent / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            kind, phrase = line.split("\t")
            found.setdefault(kind, []).append(phrase)
    return {kind: tuple(phrases) for kind, phrases in found.items()}
