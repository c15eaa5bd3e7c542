"""What the words around a name say its bearer is: "the miner Lumen", "Ruiz, a former judge"."""

from collections.abc import Iterator

from index.lexicon.common_words import FUNCTION_WORDS, PREPOSITIONS
from index.names.roles import is_role
from index.quotations.speakers.document import Frame
from index.quotations.speakers.entity import Mention

_BESIDE = 8  # tokens before a name that may say what it is
_BEHIND = 14  # tokens after it
_DETERMINERS = frozenset({"the", "a", "an", "its", "his", "her", "their"})
_OWNER_MARKS = frozenset({"'s", "’s"})


def told_beside(frame: Frame, mention: Mention) -> Iterator[str]:
    """The words, in lower case, before a name, behind an article, and in an apposition behind it."""
    yield from _before(frame, mention)
    after = mention.last + 1
    if frame.word(after, mention.first) in {",", "(", "—", "–"}:
        yield from _behind(frame, after + 1, mention.first)


def _before(frame: Frame, mention: Mention) -> Iterator[str]:
    i = mention.first - 1
    if i > 0 and frame.tokens[i].text == ",":
        i -= 1
    for k in range(i, max(-1, i - _BESIDE), -1):
        if frame.sentence_of[k] != mention.sentence:
            return
        lower = frame.tokens[k].text.lower()
        if lower in _DETERMINERS:
            yield from (t.text.lower() for t in frame.tokens[k + 1 : i + 1])
            return
        if not lower[0].isalnum() or lower in PREPOSITIONS - {"of"}:
            return


def _behind(frame: Frame, start: int, first: int) -> Iterator[str]:
    """The words of the apposition that begins at token `start`, without whose it is: of "the senator's aide"
    the aide."""
    told: list[str] = []
    for k in range(start, start + _BEHIND - 1):
        word = frame.word(k, first)
        if not word or (not word[0].isalnum() and word not in {*_OWNER_MARKS, "-"}):
            break
        if word in _OWNER_MARKS and told and is_role(told[-1]):
            told.clear()
        elif word.lower() not in FUNCTION_WORDS:
            told.append(word.lower())
    yield from told
