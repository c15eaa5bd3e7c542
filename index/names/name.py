"""Names taken apart, and whether two of them can be one person's."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from index.lexicon.gender import Gender
from index.lexicon.organisations import BODIES, INSTITUTION
from index.lexicon.places import COUNTRIES, DEMONYMS, PLACES
from index.lexicon.titles import (
    COURTESY_WORDS,
    FEMALE_COURTESIES,
    MALE_COURTESIES,
    OFFICE_WORDS,
    PARTICLES,
    TITLE_WORDS,
)
from index.names.given_names import given_name_gender, is_given_name, same_given_name
from index.names.roles import is_role

_WORD = re.compile(r"[^\W_]+(?:['’\-‐‑.&][^\W_]+)*\.?(?:['’]s\b)?")
_JOINTS = frozenset({"of", "for", "the", "and", "in", "on", "at", "to"})
_SOME = frozenset({"the", "a", "an", "fellow", "many", "some", "most", "other", "several", "all", "both"})
SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv", "md", "phd", "esq"})


class Name(NamedTuple):
    """A name in parts, each folded: lower case, no accents, no dots.

    `given` is all before the surname ("donald", "j"); `surname` is None for an institution or a place
    that names itself ("moscow"). `words` are all words in order, without forms of address and titles.
    """

    words: tuple[str, ...]
    given: tuple[str, ...]
    surname: str | None
    suffix: str | None
    gender: Gender | None
    courtesy: bool  # "Mr. Trump"

    @property
    def bare(self) -> bool:
        """Whether it is a surname and nothing more."""
        return self.surname is not None and not self.given


def folded(word: str) -> str:
    """`word` in lower case without accents, dots and a possessive's ending ("U.S." and "US" alike)."""
    word = word.casefold()
    if not word.isascii():
        plain = unicodedata.normalize("NFKD", word)
        word = "".join(c for c in plain if not unicodedata.combining(c)).replace("’", "'").replace("‑", "-")
    word = word.replace(".", "")
    return word[:-2] if word.endswith("'s") else word.rstrip("'") or word


def words_of(text: str) -> list[str]:
    """The words of a name or of a role, folded, in order."""
    if text.isascii() and text.replace(" ", "").isalpha():
        return text.lower().split()
    return [folded(word) for word in _WORD.findall(text)]


def country_of(word: str) -> str:
    """The country that a folded word is of ("russian" and "russia"), else the word."""
    return COUNTRIES.get(word, word)


def parse_name(text: str) -> Name:
    """The parts of a name as written; an institution's name keeps its words and has no surname."""
    words = words_of(text)
    gender: Gender | None = None
    courtesy = False
    titled = _title_end(words)
    for word in words[:titled]:
        if word in FEMALE_COURTESIES:
            gender = Gender.FEMALE
        elif word in MALE_COURTESIES:
            gender = Gender.MALE
        courtesy = courtesy or word in COURTESY_WORDS
    del words[:titled]
    while len(words) > 1 and words[0] in _SOME:
        words.pop(0)
    suffix = words.pop() if len(words) > 1 and words[-1] in SUFFIXES else None
    whole = tuple(words)
    if not courtesy and not _personal(words):
        return Name(whole, (), None, None, None, False)
    first = len(words) - 1
    while first > 1 and words[first - 1] in PARTICLES and len(words[first - 1]) > 1:
        first -= 1
    if first == 1 and words[0] in PARTICLES:  # "De Blasio"
        first = 0
    return Name(whole, whole[:first], " ".join(words[first:]), suffix, gender, courtesy)


def _title_end(words: list[str]) -> int:
    """Where the name itself begins after titles: 3 in "Senate Majority Leader Mitch McConnell"."""
    if not words or words[-1] in INSTITUTION or words[-1] in BODIES or not _JOINTS.isdisjoint(words):
        return 0  # "National Press Club" is no club's title
    heads = TITLE_WORDS - OFFICE_WORDS  # "Defense Secretary" is a title, "defense" none
    end = max((i + 1 for i, w in enumerate(words[:-1]) if w in heads or is_role(w)), default=0)
    if end == 1 and len(words) == 2 and words[0] not in COURTESY_WORDS and is_given_name(words[0]):
        return 0  # "Dean Baker"
    return end


def _personal(words: list[str]) -> bool:
    """Whether words that no form of address precedes can be a person's name."""
    if not words or len(words) > 6 or words[-1] in INSTITUTION or words[-1] in BODIES:
        return False
    if len(words) == 1:
        return words[0] not in PLACES and words[0] not in DEMONYMS
    if any(word in _JOINTS for word in words):
        return False
    if words[-1] in PLACES and not is_given_name(words[0]):
        return False
    return not (words[0] in DEMONYMS or any(word in INSTITUTION or word in BODIES for word in words[:-1]))


def gender_of(name: Name) -> Gender | None:
    """What a form of address or the first given name tells, None where neither does."""
    return name.gender or (given_name_gender(name.given[0]) if name.given else None)


def same_person(one: Name, other: Name) -> bool:
    """Whether two names of one surname, both with given names, can belong to one person.

    Middle names and initials may be missing, given names short ("Bob", "J."); what is there must agree,
    so that "George W. Bush" and "George H. W. Bush" stay apart, and so do a father and his "Jr.".
    """
    if one.suffix != other.suffix or not (one.given and other.given):
        return False
    if one.gender and other.gender and one.gender != other.gender:
        return False
    if not _same_given(one.given[0], other.given[0]):
        return _later_part(one.given, other.given) or _later_part(other.given, one.given)
    a, b = one.given[1:], other.given[1:]
    if not a or not b:
        return True
    return len(a) == len(b) and all(_same_given(x, y) for x, y in zip(a, b, strict=True))


def _same_given(one: str, other: str) -> bool:
    if one == other:
        return True
    if len(one) == 1 or len(other) == 1:
        return one[0] == other[0]
    return same_given_name(one, other)


def _later_part(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether `short` is how `long` goes on: "Wasserman Schultz", "D. Ryan", what follows no given name."""
    if len(short) >= len(long) or long[-len(short) :] != short:
        return False
    return not is_given_name(short[0]) or not is_given_name(long[0])
