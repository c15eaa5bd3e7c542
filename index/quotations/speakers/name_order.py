"""Names whose family name comes first: "Park Ji-won", "Xi Jinping"."""

import re
from collections.abc import Iterable

from index.lexicon.titles import SUFFIXES
from index.names.given_names import folded, is_given_name
from index.quotations.speakers.entity import Figure, FigureKind, Mention

_JOINED = re.compile(r"[A-Z]\w+-[a-z]\w+")  # "Ji-won"
_LONG_NAME = 3  # words


_SYLLABLE = r"[bcdghjklmnprstwy]{0,2}(?:[aeiou]|ae|eo|eu|oo|ee|oe|ui|wa|wo|yeo|y[aeou])(?:k|l|m|n|ng|p|t)?"
_KOREAN = re.compile(rf"(?=[A-Z]){_SYLLABLE}-{_SYLLABLE}", re.IGNORECASE)


def is_korean(word: str) -> bool:
    """Whether a word is a given name of two syllables, as behind a Korean family name: "Ji-won", no
    "Oslo-based"."""
    return word[0].isupper() and _KOREAN.fullmatch(word) is not None


def order_names(figures: Iterable[Figure], mentions: Iterable[Mention]) -> None:
    """Mark the people whose family name comes first, as the form of the given name or the article's own
    use of the first word alone tells: "Park Ji-won", "Xi Jinping ... Xi said"."""
    alone = {folded(m.words[0]) for m in mentions if len(m.words) == 1 and not m.headline}
    for figure in figures:
        words = [word for word in figure.words if word.lower() not in SUFFIXES]
        if figure.kind is not FigureKind.PERSON or not 1 < len(words) <= _LONG_NAME:
            continue
        first, last = folded(words[0]), folded(words[-1])
        joined = len(words) == 2 and _JOINED.fullmatch(words[-1]) is not None
        used = first in alone and last not in alone and not is_given_name(words[0])
        figure.family_first = joined or used
