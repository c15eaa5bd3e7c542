"""Sources that stand for somebody named elsewhere: "she", "it", "the company", "his wife"."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from index.lexicon.common_words import CALENDAR, FUNCTION_WORDS, PREPOSITIONS, UTTERANCES
from index.lexicon.gender import Gender
from index.lexicon.kinds import DOCUMENTS, body_kind, issued_kind
from index.lexicon.organisations import BODIES, BODY_NOUNS
from index.names.roles import is_group, is_role, role_gender
from index.quotations.quotation import Attribution
from index.quotations.speakers.document import Frame
from index.quotations.speakers.epithets import Epithets
from index.quotations.speakers.unnamed import is_stranger

PRONOUN_GENDER = {
    "he": Gender.MALE,
    "him": Gender.MALE,
    "his": Gender.MALE,
    "himself": Gender.MALE,
    "she": Gender.FEMALE,
    "her": Gender.FEMALE,
    "hers": Gender.FEMALE,
    "herself": Gender.FEMALE,
}
OWNERS = frozenset({"his", "her", "their", "its"})
OF_PEOPLE = frozenset({"administration", "campaign", "camp", "office"})
"""What somebody has, and speaks by: "his campaign"."""
_DEFINITE = frozenset({"the", "this", "that"}) | OWNERS
_CLAUSES = frozenset({"who", "whose", "that", "which"})
_OWNER_MARKS = frozenset({"'s", "’s", "'", "’"})
_LATER = frozenset(
    {"also", "alone", "later", "itself", "himself", "herself", "today", "yesterday", "too", "then"}
)


class AnaphorKind(StrEnum):
    """What a source without a name stands for."""

    PERSON = "he"
    THING = "it"
    THEY = "they"
    ROLE = "role"
    BODY = "body"
    WORDS = "words"
    OWNED = "owned"


@dataclass(frozen=True, slots=True, kw_only=True)
class Anaphor:
    """A source that stands for somebody: its tokens `[first, end)`, and the words that tell who.

    `head` is the noun ("company"), "" for a pronoun; `words` are what goes with it ("social", "media");
    `determiner` is "the", "his" or the like, `tail` the word that goes on after the noun ("of", "who"), ""
    where none does. `gender` is what the words tell, `owned` what somebody speaks
    by ("campaign" in "his campaign").
    """

    first: int
    end: int
    kind: AnaphorKind
    gender: Gender | None
    head: str
    words: frozenset[str]
    determiner: str
    attribution: Attribution
    owned: str = ""
    tail: str = ""


def anaphor(frame: Frame, first: int, end: int, attribution: Attribution) -> Anaphor | None:
    """What tokens `[first, end)`, a source in which no name was found, stand for; None where for nobody."""
    if frame.quoted[first]:
        return None  # whom those quoted speak of, their own words seldom settle
    texts = frame.texts(first, end)
    word = texts[0].lower()
    kind: AnaphorKind | None
    if len(texts) == 1 or (len(texts) == 2 and texts[1].lower() in _LATER):
        if word in PRONOUN_GENDER:
            kind = AnaphorKind.PERSON
        else:
            kind = {"it": AnaphorKind.THING, "they": AnaphorKind.THEY}.get(word)
        if kind is not None:
            return _made(first, end, kind, attribution, gender=PRONOUN_GENDER.get(word))
    if word not in _DEFINITE or len(texts) < 2:
        return None
    phrase = _noun_phrase(texts[1:])
    if not phrase:
        return None
    head = phrase[-1].lower()
    if word in PRONOUN_GENDER and (head in UTTERANCES or issued_kind(head)):  # "his letter" is his
        return _made(first, first + 1, AnaphorKind.PERSON, attribution, gender=PRONOUN_GENDER[word])
    if word in PRONOUN_GENDER and head in OF_PEOPLE:
        found = _made(first, end, AnaphorKind.OWNED, attribution, gender=PRONOUN_GENDER[word])
        return replace(found, owned=head)
    kind = _kind(phrase[-1])
    if kind is None:
        return None
    tail = texts[len(phrase) + 1].lower() if len(phrase) + 1 < len(texts) else ""
    found = _made(
        first,
        end,
        kind,
        attribution,
        gender=role_gender(head) if kind is AnaphorKind.ROLE else None,
        head=head,
        words=frozenset(w.lower() for w in phrase[:-1]) - FUNCTION_WORDS | ({"former"} & set(phrase)),
        determiner="the" if word in {"this", "that"} else word,
    )
    return replace(found, tail=tail)


def _made(
    first: int,
    end: int,
    kind: AnaphorKind,
    attribution: Attribution,
    *,
    gender: Gender | None,
    head: str = "",
    words: frozenset[str] = frozenset(),
    determiner: str = "",
) -> Anaphor:
    return Anaphor(
        first=first,
        end=end,
        kind=kind,
        gender=gender,
        head=head,
        words=words,
        determiner=determiner,
        attribution=attribution,
    )


def _noun_phrase(texts: Sequence[str]) -> list[str]:
    """The words up to a preposition, clause or mark; none where somebody else owns the noun ("X's aide")."""
    phrase: list[str] = []
    for i, text in enumerate(texts):
        lower = text.lower()
        if text in _OWNER_MARKS:
            rest = [w.lower() for w in texts[i + 1 :]]
            return phrase if not rest or not UTTERANCES.isdisjoint(rest[:2]) else []
        if lower in PREPOSITIONS | _CLAUSES | _LATER | CALENDAR or not text[0].isalnum():
            break
        if lower in {"and", "or"}:
            return []
        phrase.append(text)
    return phrase


def _kind(head: str) -> AnaphorKind | None:
    lower = head.lower()
    if head[0].isupper() and lower not in BODIES:
        return AnaphorKind.ROLE if is_role(head) and not is_group(head) else None
    if lower in DOCUMENTS and not issued_kind(lower):
        return None
    if Epithets.tells(lower):
        return None  # read as epithets are, or for nobody
    if lower in BODIES | BODY_NOUNS or body_kind(lower) is not None:
        return AnaphorKind.BODY
    if lower in UTTERANCES or issued_kind(lower):
        return AnaphorKind.WORDS
    if is_group(lower) or lower.endswith(("s", "men", "women")):
        return None
    return AnaphorKind.ROLE if is_role(lower) or is_stranger(lower) else None
