"""Names whose family name comes first: "Park Ji-won", "Xi Jinping"."""

import re
from collections.abc import Iterable

from index.lexicon.common_words import COMMON, FINITE, FUNCTION_WORDS, INVERTED
from index.lexicon.titles import SUFFIXES
from index.names.given_names import folded, is_given_name
from index.names.roles import is_role, is_title
from index.quotations.speakers.document import Frame
from index.quotations.speakers.entity import Figure, FigureKind, Mention

_JOINED = re.compile(r"[A-Z]\w+-[a-z]\w+")  # "Ji-won"
_LONG_NAME = 3  # words


_SYLLABLE = (
    r"(?:[bdghjklmnprstwy]|ch|gw|gy|hw|hy|jj|kk|kw|ky|my|sh|ss|tt)?"
    r"(?:[aeiou]|ae|eo|eu|oo|ee|oe|ou|ui|wa|wo|yeo|y[aeou])(?:k|l|m|n|ng|p|h)?"
)
_KOREAN = re.compile(rf"(?=[A-Z])({_SYLLABLE})-({_SYLLABLE})", re.IGNORECASE)
_FAMILIES = frozenset({"an", "do", "in", "no", "on", "so", "you"})
"""Function words that are Korean family names."""


def is_korean(word: str) -> bool:
    """Whether a word is a given name of two syllables, as behind a Korean family name: "Ji-won", no
    "Oslo-based", "Co-op" or "So-so"."""
    found = _KOREAN.fullmatch(word)
    if found is None or not word[0].isupper():
        return False
    one, other = (part.lower() for part in found.groups())
    return one != other and not {one, other} <= COMMON | FUNCTION_WORDS


def is_family_name(frame: Frame, i: int) -> bool:
    """Whether a function word is the family name of the Korean given name behind it: "So Dong-gi".

    It is not where the article gives that name another family ("Park Ji-won ... So Ji-won said no"); and at
    the head of a sentence only where it stands within another, too, before that name or as who says.
    """
    family, given = frame.tokens[i].text, frame.word(i + 1, i)
    if family.lower() not in _FAMILIES or not is_korean(given):
        return False
    places = [k for k, token in enumerate(frame.tokens) if token.text == given and k > 0]
    if any(_is_other_family(frame, k - 1) for k in places):
        return False
    inner = [k for k, token in enumerate(frame.tokens) if token.text == family and not _opens(frame, k)]
    return any(
        frame.word(k + 1, k) == given
        or frame.tokens[k - 1].text.lower() in INVERTED
        or frame.word(k + 1, k) in FINITE
        for k in inner
        if frame.sentence_of[k] not in frame.headlines or k == i
    )


def _is_other_family(frame: Frame, i: int) -> bool:
    word = frame.tokens[i].text
    return word.istitle() and word.lower() not in FUNCTION_WORDS and not (is_role(word) or is_title(word))


def _opens(frame: Frame, i: int) -> bool:
    """Whether a word may have its capital as the first of a sentence, or of what is quoted there."""
    if i == 0 or frame.sentence_of[i - 1] != frame.sentence_of[i]:
        return True
    before = frame.tokens[i - 1].text
    return not before[0].isalnum() and before != ","


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
