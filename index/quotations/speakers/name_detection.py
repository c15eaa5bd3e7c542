"""The names in runs of capitalised words, without titles, peoples and function words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.analysis.name_tokens import Token
from index.lexicon.common_words import CALENDAR, FINITE, FUNCTION_WORDS, INVERTED, PREPOSITIONS
from index.lexicon.organisations import BODIES
from index.lexicon.places import DEMONYMS, NATIONALS, PLACES
from index.lexicon.titles import COURTESY, LETTERS
from index.lexicon.verbs import verb_forms
from index.names.given_names import folded, is_given_name
from index.names.roles import is_party, is_role, is_title
from index.quotations.speakers.document import Frame
from index.quotations.speakers.entity import FigureKind
from index.quotations.speakers.name_order import is_family_name
from index.quotations.speakers.offices import (
    after_seat,
    after_titles,
    before_bracket,
    headed_body,
    is_office,
    is_office_by_initials,
    person_after_body,
)
from index.quotations.speakers.runs import NICKNAME_MARKS, is_capital


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A name as found in the text, tokens `[first, end)`, before it is known whose it is.

    `courtesy` is a "Mr." before it; `title` tells any other title; `hint` what the words alone make it.
    """

    first: int
    end: int
    title: bool = False
    courtesy: str | None = None
    hint: FigureKind | None = None


_BEFORE_NAMES = DEMONYMS | CALENDAR | NATIONALS
_DESCRIBED = ("-backed", "-based", "-born", "-controlled", "-led", "-listed", "-owned", "-run")
"""Endings of words that say what somebody is, and name nobody."""
_OF_DAYS = frozenset({"afternoon", "club", "day", "eve", "evening", "mass", "morning", "night", "week"})


def pieces(frame: Frame, first: int, end: int, surnames: frozenset[str]) -> Iterator[Piece]:
    """The names in a run of capitalised words, in order; `surnames` are those of the article's people."""
    toks = frame.tokens
    i = first
    while i < end and _falls_away(frame, i, end, surnames):
        i += 1
    for j in range(i + 1, end):  # a function word within: the run is two ("Clinton The Next")
        if toks[j].text[0].isupper() and toks[j].text != "Will" and _falls_away(frame, j, end, surnames):
            if toks[j - 1].text in NICKNAME_MARKS:
                continue  # "Dwayne “The Rock” Orr"
            yield from pieces(frame, i, j, surnames)
            yield from pieces(frame, j + 1, end, surnames)
            return
    if i >= end:
        return
    if end - i == 1 and toks[i].text.endswith(_DESCRIBED):
        return  # "the Perth-based company"
    if _is_bracketed_off(frame, i, end):
        return  # "Deputy Health Minister (Dr.) Ana Ruiz"
    titled = _behind_titles(frame, i, end, surnames)
    if titled is not None:
        yield titled
        return
    if i + 1 < end and _is_day(frame, i):
        i += 1
    if end - i == _WITH_ROLE and _opens_with_role(frame, i, end):
        yield Piece(first=i + 1, end=end, hint=FigureKind.PERSON)
        return
    i = _past_what_precedes(frame, first, i, end)
    seat = after_seat(frame.texts(i, end), acts=_is_past_or_present(frame.word(end, i)))
    if seat:
        yield Piece(first=i + seat, end=end, title=True, hint=FigureKind.PERSON)
        return
    yield from _untitled(toks, i, end, surnames)


def _behind_titles(frame: Frame, i: int, end: int, surnames: frozenset[str]) -> Piece | None:
    """The name that titles, an office or a title in brackets leave of a run, or None where it has none."""
    toks = frame.tokens
    headed = headed_body(toks, i, end)
    if headed > i:
        return Piece(first=headed, end=end, hint=FigureKind.BODY)
    split = after_titles(toks, i, end)
    if split > i:
        return _titled(toks, i, split, end)
    if is_office_by_initials(frame, i, end, surnames):
        return Piece(first=i + 1, end=end, title=True, hint=FigureKind.PERSON)
    before = before_bracket(toks, i - 1)
    if before < i - 1 and is_role(toks[before].text):
        return Piece(first=i, end=end, title=True, hint=FigureKind.PERSON)
    return None


def _past_what_precedes(frame: Frame, first: int, i: int, end: int) -> int:
    """Index of the first word of a run that is the name's: not "American", "Texas-based", "Passenger"."""
    toks = frame.tokens
    opens = i == 0 or frame.sentence_of[i - 1] != frame.sentence_of[i]
    if opens and _precedes_given_name(frame, i, end):
        return i + 1
    while (
        i + 2 < end
        and is_given_name(toks[i + 1].text)
        and (_only_precedes(toks[i].text) or (opens and _is_agent(toks[i].text)))
    ):
        i += 1
    if first > 1 and toks[first - 1].text in {"of", "for", "at"} and is_role(toks[first - 2].text):
        given = next((k for k in range(i, end) if is_given_name(toks[k].text)), i)
        i = given if end - given > 1 else i  # "Supervisor of Elections Susan Brent"
    return i


def _precedes_given_name(frame: Frame, i: int, end: int) -> bool:
    """Whether a run is what somebody is, and a given name: "Joiner Davie, 34," or "Siblings Inka and"."""
    toks = frame.tokens
    if end - i != _WITH_GIVEN or not is_given_name(toks[i + 1].text):
        return False
    if toks[i].text.lower() in _SEVERAL:
        return frame.word(end, i) == "and"
    aged = frame.word(end, i) in {",", "("} and frame.word(end + 1, i).isdigit()
    return aged and _is_agent(toks[i].text)


_WITH_GIVEN = 2
_SEVERAL = frozenset(
    {"siblings", "newlyweds", "twins", "brothers", "sisters", "cousins", "spouses", "parents", "sweethearts"}
    | {
        "friends",
        "pals",
        "mates",
        "neighbours",
        "neighbors",
        "colleagues",
        "flatmates",
        "roommates",
        "lovers",
    }
)
"""What two people are, who are named behind it."""


def _is_agent(word: str) -> bool:
    """Whether a word that opens a sentence looks like what somebody is: "Passenger Jane Doe"."""
    return word.istitle() and word.endswith(_AGENTS) and len(word) > _SHORT and not is_given_name(word)


def _is_past_or_present(word: str) -> bool:
    """Whether a word can be the verb of the name before it: "Ruiz confirmed"."""
    return word in FINITE or verb_forms().get(word, ("", ""))[1] in {"s", "past"}


def _is_bracketed_off(frame: Frame, i: int, end: int) -> bool:
    """Whether a run is a title that brackets part from the name: "Col (ret.) Bo Lind"."""
    if frame.word(end, i) != "(" or not is_role(frame.tokens[end - 1].text):
        return False
    closing = next((k for k in (end + 2, end + 3) if frame.word(k, i) == ")"), 0)
    after = frame.word(closing + 1, i) if closing else ""
    return closing > 0 and before_bracket(frame.tokens, closing) == end - 1 and is_capital(after or ".")


_WITH_ROLE = 3  # words
_AGENTS = ("er", "or", "ist", "ian", "ee", "ant", "ent", "man")
_SHORT = 5  # letters


def _opens_with_role(frame: Frame, i: int, end: int) -> bool:
    """Whether the head of a run has a capital as its sentence's first word, and tells what somebody is who
    acts there: "Artist Zuleika Frome hit back"."""
    words = [token.text for token in frame.tokens[i:end]]
    lower = [word.lower() for word in words]
    after = frame.word(end, i)
    return (
        (i == 0 or frame.sentence_of[i - 1] != frame.sentence_of[i])
        and frame.sentence_of[i] not in frame.headlines
        and is_role(words[0])
        and not (is_given_name(words[0]) or is_party(lower[0]) or is_role(words[-1]))
        and (BODIES | PLACES | DEMONYMS).isdisjoint(lower)
        and all(word.istitle() for word in words)
        and (after in {",", "has", "is", "was"} or after in FINITE or after.endswith("ed"))
    )


def _is_day(frame: Frame, i: int) -> bool:
    """Whether the word at the head of a run is a day or a month, after which somebody is named: "on Monday
    Ruiz said", but not "on Friday Night"."""
    before = frame.tokens[i - 1].text.lower() if i else ""
    after = frame.tokens[i + 1].text.lower()
    word = frame.tokens[i].text
    dated = before in PREPOSITIONS or before in {"since", "last", "next", "this", "until"}
    named = after not in CALENDAR | BODIES | _OF_DAYS and not is_role(after)
    return word.lower() in CALENDAR and dated and named and not is_given_name(word)


def _only_precedes(word: str) -> bool:
    """Whether a word before a given name is none of the name: "American Jane Doe", "Texas-based Jane Doe"."""
    lower = word.lower()
    where = lower.endswith(("-based", "-born", "-area", "-raised")) or "-of-" in lower  # "Mother-of-three"
    return lower in _BEFORE_NAMES or where or (lower.endswith("ing") and not is_given_name(word))


def _falls_away(frame: Frame, i: int, end: int, surnames: frozenset[str]) -> bool:
    """Whether the word at the head of a run is none of a name; "Will" may be one, but not in a question."""
    lower = frame.tokens[i].text.lower()
    if lower not in FUNCTION_WORDS or _is_family(frame, i, end, surnames) or _is_who(frame, i):
        return False
    if lower != "will" or frame.sentence_of[i] in frame.questions:
        return True
    after = frame.word(i + 1, i)
    acts = verb_forms().get(after, ("", ""))[1] in {"s", "past"}  # "Will urged", as no "will" goes before
    return i + 1 >= end and not acts and after not in FINITE and after not in {"'s", "’s"}


def _is_family(frame: Frame, i: int, end: int, surnames: frozenset[str]) -> bool:
    """Whether a function word is a family name: "So Dong-gi", and then "So said"."""
    if i + 1 < end:
        return is_family_name(frame, i)
    before = frame.tokens[i - 1].text.lower() if i else ""
    told = before in INVERTED or frame.word(i + 1, i) in FINITE
    return told and frame.tokens[i].text.lower() in surnames


def _is_who(frame: Frame, i: int) -> bool:
    """Whether a word is the World Health Organization's initials, and no pronoun in a line of capitals."""
    beside = (frame.word(i - 1, i) if i else "", frame.word(i + 1, i))
    return frame.tokens[i].text == "WHO" and not any(word.isupper() and len(word) > 1 for word in beside)


def _titled(toks: Sequence[Token], first: int, split: int, end: int) -> Piece:
    before = toks[split - 1].text.lower()
    if before in {"democratic", "assistant", "staff"} and split == end - 1:
        return Piece(first=first, end=end)  # "Democratic Socialists", not "Democrat Warner"
    titles = [toks[k].text.lower() for k in range(first, split)]
    return Piece(
        first=split,
        end=end,
        title=any(is_title(t) and t not in COURTESY for t in titles),
        courtesy=before if before in COURTESY and toks[split - 1].text not in LETTERS else None,
        hint=FigureKind.PERSON,
    )


def _untitled(toks: Sequence[Token], first: int, end: int, surnames: frozenset[str]) -> Iterator[Piece]:
    words = [toks[k].text for k in range(first, end)]
    if is_office(words):
        return  # "Minister of Lands, Ana Ruiz,"
    if not {"of", "for", "&"}.isdisjoint(words) or any(w.lower() in BODIES for w in words):
        cut = person_after_body(words, surnames)
        if cut:
            yield Piece(first=first, end=first + cut, hint=FigureKind.BODY)
            yield Piece(first=first + cut, end=end, hint=FigureKind.PERSON)
        else:
            yield Piece(first=first, end=end, hint=FigureKind.BODY)
        return
    if words[-1] == "Show" and len(words) > 2 and is_given_name(words[-3]):
        end -= 1  # "The Rachel Maddow Show"
    named = len(words) >= 3 and words[1].istitle() and is_given_name(words[1])
    if named and _is_acronym(words[0]):
        yield Piece(first=first, end=first + 1, hint=FigureKind.BODY)  # "CNN Jake Tapper"
        first += 1
    yield Piece(first=first, end=end)


def _is_acronym(word: str) -> bool:
    return word.isupper() and len(word) > 1 and "." not in word and not is_given_name(word)


def headline_pieces(frame: Frame, first: int, end: int, lone: frozenset[str]) -> Iterator[Piece]:
    """The names in a run of a headline, where capitals tell nothing: those that stand alone elsewhere."""
    toks = frame.tokens
    i = first
    while i < end:
        words = [toks[k].text for k in range(i, min(i + 3, end))]
        size = 1
        if is_given_name(words[0]):
            if len(words) > 1 and folded(words[1]) in lone:
                size = 2
            elif len(words) > 2 and words[1][1:2] == "." and folded(words[2]) in lone:
                size = 3
        if size > 1 or (folded(words[0]) in lone and words[0].lower() not in FUNCTION_WORDS):
            yield Piece(first=i, end=i + size)
        i += size
