"""Which words English is written with, so that one which a line's end broke can be told from two."""

from functools import cache
from pathlib import Path

_ENDINGS = ("s", "es", "d", "ed", "ing", "er", "ers", "ly", "able")
_PIECES = Path(__file__).parent.parent / "meaning" / "weights" / "pieces.txt"


def is_word(word: str) -> bool:
    """Whether a word, in lower case, is one of some 20,000 that are used most, or one of them inflected."""
    known = _words()
    return word in known or any(
        word.endswith(ending) and word.removesuffix(ending) in known for ending in _ENDINGS
    )


@cache
def _words() -> frozenset[str]:
    """Those of the vectors' pieces that are whole words; none where the file is not there."""
    try:
        pieces = _PIECES.read_text(encoding="utf-8").split()
    except OSError:
        return frozenset()
    return frozenset(piece for piece in pieces if len(piece) > 1 and piece.isalpha())
