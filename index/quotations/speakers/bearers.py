"""What bears a name of two words and more, where its words do not tell: all its places together."""

import re
from collections.abc import Collection, Mapping, Sequence

from index.lexicon.common_words import COMMON, FINITE, INVERTED, PREPOSITIONS
from index.lexicon.kinds import body_kind, name_kinds
from index.lexicon.organisations import BODIES
from index.lexicon.places import AREAS, DEMONYMS, PLACES
from index.lexicon.roles import KIN
from index.lexicon.titles import SUFFIXES
from index.lexicon.verbs import verb_forms
from index.names.given_names import is_given_name
from index.names.roles import is_group, is_role
from index.quotations.speakers.document import Frame
from index.quotations.speakers.entity import FigureKind, Mention

_CALLED = frozenset({"called", "named", "one", "dubbed"})
_AT = frozenset({"in", "at", "near", "into", "across", "via", "around", "outside", "through", "inside"})
_ARTICLES = frozenset({"the", "this", "a", "an"})
_OWNED_BY_PEOPLE = KIN | frozenset({"lawyer", "mother", "parents", "death", "birthday", "wedding", "widow"})
_PRONOUNS = frozenset({"he", "she", "his", "her", "him", "himself", "herself"})
_MARKS = frozenset({"'s", "’s"})
_NEAR = 16  # tokens after a name in which "he" or "her" may be about its bearer
_LONGEST = 5
_LONG_ROLE = 12  # tokens of a role with its complement
_LONG_SENTENCE = 60  # tokens
_DETERMINERS = frozenset({"the", "a", "an", "his", "her", "their", "its", "our", "my"})
_IN_BRACKETS = frozenset({"retd", "rtd", "ret", "dr", "retired", "prof"})
_HYPHENED = re.compile(r"[A-Z][a-z]+-[a-z]+")  # "Yoon-jung"
_ENOUGH = 2


def is_person(
    frame: Frame,
    words: Sequence[str],
    places: Sequence[Mention],
    firsts: Mapping[str, Sequence[Mention]],
    small: Collection[str],
    surnames: Collection[str],
) -> bool:
    """Whether what stands around the `places` of a name shows that a person bears it.

    `firsts` are the places of each word that stands alone, `small` the words that the article writes in lower
    case, `surnames` those of people who are told by other signs.
    """
    plain = [word for word in words if word.lower() not in SUFFIXES]
    lowered = [word.lower() for word in plain]
    if not 2 <= len(plain) <= _LONGEST or any(not word[0].isupper() and len(word) > 3 for word in plain[-1:]):
        return False
    if any(word in BODIES | AREAS | DEMONYMS | COMMON or word in small for word in lowered):
        return False
    if lowered[-1] in PLACES or lowered[0] in PLACES or name_kinds(tuple(plain)):
        return False
    if lowered[0] in surnames and not is_given_name(lowered[0]):
        return False  # "Trump Tower"
    told = [m for m in places if not m.headline]
    if not told or any(_before(frame, m) in _ARTICLES for m in told):
        return False
    if 2 * sum(_before(frame, m) in _AT for m in told) >= len(told):
        return False
    signs = max(_signs(frame, m) + 2 * (m.hint is FigureKind.PERSON and m.surely >= 1.0) for m in told)
    if lowered[-1] in surnames:
        signs += 2
    alone = firsts.get(lowered[0], ())
    if any(m.subject or m.owner for m in alone):
        signs += 1 + any(_signs(frame, m) > 1 for m in alone)
    return signs >= _ENOUGH


def _before(frame: Frame, mention: Mention) -> str:
    return frame.tokens[mention.first - 1].text.lower() if mention.first else ""


def _signs(frame: Frame, mention: Mention) -> int:
    """How much one place tells: 2 is enough by itself."""
    before = _before(frame, mention)
    second = frame.tokens[mention.first - 2].text.lower() if mention.first > 1 else ""
    after = frame.word(mention.last + 1, mention.first)
    next_one = frame.word(mention.last + 2, mention.first)
    signs = 0
    if "who" in {after, next_one if after == "," else ""} or "whose" in {after, next_one}:
        signs += 2
    if after in {",", "("} and next_one.isdigit() and len(next_one) < 3:
        signs += 2
    if before in KIN or (before == "," and second in KIN) or before in _CALLED:
        signs += 2
    if before == "," and _is_named_after(frame, mention.first - 1):
        signs += 2
    if before == ")" and second.rstrip(".") in _IN_BRACKETS:
        signs += 2
    if after in _MARKS and next_one in _OWNED_BY_PEOPLE:
        signs += 2
    if _HYPHENED.fullmatch(mention.words[-1]):
        signs += 2
    if (
        before in INVERTED
        or verb_forms().get(after, ("", ""))[1] in {"s", "past"}
        or after in FINITE
        or (before == "to" and second == "according")
    ):
        signs += 1
    if _goes_on_with_pronoun(frame, mention):
        signs += 2
    elif any(
        frame.word(k, mention.first).lower() in _PRONOUNS and not frame.quoted[k]
        for k in range(mention.last + 1, mention.last + _NEAR)
    ):
        signs += 1
    return signs


def _is_named_after(frame: Frame, comma: int) -> bool:
    """Whether the comma joins a name to the one person whose role stands before it: "The prefect, ...", "The
    mayor of Izium district, ...", and not "a spokeswoman for the operator, ..."."""
    start = comma
    while start > 0 and comma - start < _LONG_ROLE:
        before = frame.tokens[start - 1].text
        if not before[0].isalnum() and before not in _MARKS:
            break
        start -= 1
        if before.lower() in _DETERMINERS:
            break
    words = frame.texts(start, comma)
    if words in (["Another"], ["another"]):
        return True
    if start and frame.tokens[start - 1].text.lower() in PREPOSITIONS:
        return False  # "a spokeswoman for the operator, ..."
    bracketed = start > 0 and frame.tokens[start - 1].text == ")"  # "the Department (DFA) director, ..."
    if len(words) < 2 - bracketed or frame.sentence_of[start] != frame.sentence_of[comma]:
        return False
    of = next((k for k, word in enumerate(words) if word in PREPOSITIONS), len(words))
    head = words[of - 1] if of else ""
    if not head or not is_role(head) or is_group(head):
        return False
    last = words[-1].lower()
    if words[of : of + 1] == ["for"] and head[0].isupper() and words[-1][0].isupper():
        return True  # "MEC for Education, ..."
    return of == len(words) or (
        words[of] == "of" and last not in BODIES and not body_kind(last) and not is_role(last)
    )


def _goes_on_with_pronoun(frame: Frame, mention: Mention) -> bool:
    """Whether the next sentence begins with "He" or "She", and nobody else is named before it."""
    for k in range(mention.last + 1, min(len(frame.tokens), mention.last + _LONG_SENTENCE)):
        text = frame.tokens[k].text
        if frame.sentence_of[k] > mention.sentence:
            return text in {"He", "She", "His", "Her"} and not frame.quoted[k]
        if text[0].isupper() and not frame.quoted[k]:
            return False
    return False
