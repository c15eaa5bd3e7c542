"""The places where an article names somebody or something, with what each place tells of the bearer."""

import re
from collections.abc import Iterator

from index.analysis.name_tokens import is_word
from index.lexicon.common_words import CALENDAR, FINITE, FUNCTION_WORDS, INVERTED, PREPOSITIONS
from index.lexicon.organisations import BODIES
from index.lexicon.places import AREAS, DEMONYMS, PLACE_HEADS, PLACES
from index.lexicon.titles import COURTESY, LETTERS, SUFFIXES
from index.names.given_names import folded, is_given_name
from index.names.roles import is_group, is_party, is_role, role_after, role_apposed
from index.quotations.datelines import datelines
from index.quotations.speakers.document import Frame
from index.quotations.speakers.entity import FigureKind, Mention
from index.quotations.speakers.name_detection import Piece, headline_pieces, pieces
from index.quotations.speakers.name_order import is_family_name
from index.quotations.speakers.runs import NICKNAME_MARKS, runs
from index.quotations.speakers.unnamed import is_stranger
from index.spans import Cover, Span


def find_mentions(frame: Frame) -> list[Mention]:
    """Every place of a name in reading order; whose each is stays open."""
    found = runs(frame)
    openers: dict[int, int] = {}
    sent_from = Cover(datelines(frame.text))
    for i, (token, number) in enumerate(zip(frame.tokens, frame.sentence_of, strict=True)):
        if is_word(token) and not sent_from.holds(Span(token.start, token.end)):
            openers.setdefault(number, i)
    lone = frozenset(_standing_alone(frame, found))
    surnames = frozenset(_surnames(frame, found))
    mentions = []
    for first, end in found:
        number = frame.sentence_of[first]
        if sent_from.holds(frame.span(first, first + 1)):
            continue
        if number in frame.headlines or _is_shouted(frame, first, end):
            names = headline_pieces(frame, first, end, lone)
        else:
            names = pieces(frame, first, end, surnames)
        for piece in names:
            opener = openers.get(number, first)  # where a dateline is all else there is
            opens = opener == first or _follows_heading(frame, opener, first)
            opens = opens or _follows_role(frame, opener, piece.first)
            mention = _mention(frame, piece, opens=opens, initial=opener == piece.first)
            if mention is not None:
                if _is_apposed(frame, opener, piece):
                    mention.weight = max(mention.weight, _APPOSED)
                mentions.append(mention)
    return mentions


def apposed_role(frame: Frame, mention: Mention) -> Span | None:
    """The role before a name and comma, unless the name is but said to speak there: in "it has hurt the
    nominee with the young, Graham said, since ..." nothing stands in apposition."""
    speaks = mention.subject and frame.word(mention.last + 1, mention.first)[:1].islower()
    return None if speaks else role_apposed(frame.tokens, mention.first)


def _is_shouted(frame: Frame, first: int, end: int) -> bool:
    """Whether a run is a heading all in capitals, which tell of no name: "PORT SHOWS STRONG RUIZ LEAD"."""
    return end - first >= _LONG_SHOUT and all(text.isupper() for text in frame.texts(first, end))


def _follows_heading(frame: Frame, opener: int, first: int) -> bool:
    """Whether all that stands before token `first` in its sentence is a heading: "A MAN OF TRADES \u2014"."""
    if frame.tokens[first - 1].text not in {"\u2014", "\u2013", "--", ":"} or first - opener > _LONG_HEADING:
        return False
    return all(frame.tokens[i].text.isupper() for i in range(opener, first - 1) if is_word(frame.tokens[i]))


def _follows_role(frame: Frame, opener: int, first: int) -> bool:
    """Whether all before token `first` in its sentence is a role, "Wales captain Ana Ruiz, who"."""
    words = [word.lower() for word in frame.texts(opener, first)]
    return (
        0 < len(words) <= _LONG_PHRASE
        and is_role(frame.tokens[first - 1].text)
        and FINITE.isdisjoint(words)
        and PREPOSITIONS.isdisjoint(words)
        and "," not in words
    )


_LONG_PHRASE = 8  # tokens
_LONG_NAME = 3
_APPOSED = 0.9


def _is_apposed(frame: Frame, opener: int, piece: Piece) -> bool:
    """Whether a name fills the noun that its sentence opens with: "Her sister, Barb, was not sold."."""
    comma = piece.first - 1
    if not opener < comma <= opener + _LONG_PHRASE or frame.tokens[comma].text != ",":
        return False
    words = [word.lower() for word in frame.texts(opener, comma)]
    return (
        frame.word(piece.end, opener) in {",", "("}
        and _is_one_person(frame.tokens[comma - 1].text)
        and FINITE.isdisjoint(words)
        and "," not in words
        and words[0] not in PREPOSITIONS
    )


def _standing_alone(frame: Frame, found: list[tuple[int, int]]) -> Iterator[str]:
    """Words that are a run by themselves, or with "Mr." or a given name before them, outside headlines."""
    for first, end in found:
        if frame.sentence_of[first] in frame.headlines:
            continue
        alone = end - first == 1 or (end - first == 2 and frame.tokens[first].text.lower() in COURTESY)
        if alone:
            yield folded(frame.tokens[end - 1].text)
        for k in range(first + 1, end):
            if is_given_name(frame.tokens[k - 1].text):
                yield folded(frame.tokens[k].text)


def _surnames(frame: Frame, found: list[tuple[int, int]]) -> Iterator[str]:
    """The last words of runs of two and three that a given name opens, outside headlines; and family names
    that come first."""
    for first, end in found:
        size = end - first
        for k in range(first, end - 1):
            if is_family_name(frame, k):
                yield frame.tokens[k].text.lower()  # "So Dong-gi"
        if frame.sentence_of[first] not in frame.headlines and 1 < size <= _LONG_NAME:
            last = frame.tokens[end - 1].text.lower()
            if is_given_name(frame.tokens[first].text) and last not in BODIES | PLACES:
                yield last


def _mention(frame: Frame, piece: Piece, *, opens: bool, initial: bool) -> Mention | None:
    toks = frame.tokens
    first, end = piece.first, piece.end
    while end < len(toks) - 1 and toks[end].text == "," and toks[end + 1].text.lower() in SUFFIXES:
        end += 2  # "Robert Kennedy, Jr."
    past = end
    while end - first > 1 and toks[end - 1].text in LETTERS and _has_letters(frame, piece, end):
        end -= 1
    words = tuple(t.text for t in toks[first:end] if is_word(t) or t.text == "&")
    if not words:
        return None
    owner, subject, weight = _grammar(frame, first, past, opens=opens)
    headline = frame.sentence_of[first] in frame.headlines
    hint, surely = _bearer(frame, piece, words, first, end)
    return Mention(
        first=first,
        last=end - 1,
        span=frame.span(first, end),
        sentence=frame.sentence_of[first],
        words=words,
        titled=piece.title or piece.courtesy is not None,
        gender=COURTESY.get(piece.courtesy) if piece.courtesy else None,
        quoted=frame.quoted[first],
        headline=headline,
        initial=initial,
        owner=owner,
        subject=subject,
        weight=weight,
        hint=hint,
        surely=surely,
    )


def _has_letters(frame: Frame, piece: Piece, end: int) -> bool:
    """Whether letters such as KC that end a name at token `end` follow a person's name."""
    titled = piece.title or piece.courtesy is not None
    return titled or (end - piece.first > 2 and is_given_name(frame.tokens[piece.first].text))


_LONG_HEADING = 16  # tokens
_LONG_SHOUT = 4  # tokens: a name has three at most
_CONJUNCTIONS = frozenset({"that", "because", "while", "when", "if", "but", "though", "although", "since"})
_ASIDES = frozenset({"\u2014", "\u2013", "--", ",", "("})  # "note that Trump, even as he says so, ..."
_DATELINE = frozenset({"\u2014", "\u2013", "--", "-", "("})
_AFTER_INVERSION = frozenset({",", ".", "of", "in", "at", "on", "during", "after"})


def _grammar(frame: Frame, first: int, end: int, *, opens: bool) -> tuple[bool, bool, float]:
    """Whether the name in tokens `[first, end)` is an owner and a subject, and its weight."""
    after = frame.tokens[end].text if end < len(frame.tokens) else ""
    before = frame.tokens[first - 1].text.lower() if first else ""
    if after in {"'s", "’s"} or (after in {"'", "’"} and frame.tokens[end - 1].text.endswith("s")):
        leads = opens and not any(is_role(frame.word(k, first)) for k in range(end + 1, end + 4))
        return True, False, 0.85 if leads else 0.35  # "Oz's advice earned him ...", not "Oz's boss"
    if before in INVERTED and after in _AFTER_INVERSION:
        return False, True, 1.0
    if before in PREPOSITIONS:
        return False, False, 0.4
    lower = after.lower()
    if after[:1].islower():
        ending = (lower.endswith("ed") and len(lower) > 4) or (lower.endswith("s") and len(lower) > 4)
        if lower in FINITE or "'" in lower or "’" in lower or (ending and lower not in FUNCTION_WORDS):
            return False, True, 1.0
        if lower not in FUNCTION_WORDS and not lower.endswith("ly"):
            return False, False, 0.2  # "Clinton supporters"
    if opens and after in _DATELINE and frame.tokens[end - 1].text.isupper():
        return False, False, 0.2  # "PORTLAND \u2014 The mill burned."
    begins = opens or (before in _CONJUNCTIONS and after in _ASIDES)
    return (False, True, 0.9) if begins else (False, False, 0.5)


_PARTY = re.compile(r"[DRI](?:-[A-Z].*)?")
_PARTY_AND_SEAT = re.compile(r"[DRI]-[A-Z].*")
_INITIALS = re.compile(r"(?:[A-Z]\.)+[A-Z]?")


def _bearer(
    frame: Frame, piece: Piece, words: tuple[str, ...], first: int, end: int
) -> tuple[FigureKind, float]:
    """What the words and the place of a name tell of its bearer, and how surely."""
    lowered = [w.lower() for w in words]
    if piece.hint is FigureKind.PERSON and not (len(words) == 1 and lowered[0] in PLACES):
        return FigureKind.PERSON, 3.0
    if piece.hint is FigureKind.BODY or _is_owners(frame, first, words):
        return FigureKind.BODY, 3.0
    if _is_date_or_place(words, lowered):
        return FigureKind.OTHER, 3.0
    if len(words) == 1 and words[0].isupper() and len(words[0]) > 1:
        return FigureKind.BODY, 0.5
    named = len(words) >= 2 and (is_given_name(words[0]) or _has_nickname(frame, first, end))
    if (is_group(words[-1]) and not named) or (len(words) > 2 and is_party(lowered[-1])):
        return FigureKind.OTHER, 2.0  # "the Kent County Republican dinner"
    before = frame.tokens[first - 1].text if first else ""
    if is_role(before) and before[0].islower() and not is_party(before):
        return FigureKind.PERSON, 2.5
    if (
        len(words) == 2
        and is_given_name(words[0])
        and lowered[0] not in PLACES
        and lowered[1] in DEMONYMS | PLACES
    ):
        return FigureKind.PERSON, 1.5  # "Jane England"
    if any(w in DEMONYMS or (w in PLACES and k > 0) for k, w in enumerate(lowered)):
        return FigureKind.OTHER, 1.0
    if is_role(words[-1]) and not named:
        return FigureKind.OTHER, 2.0
    if (named and lowered[0] not in PLACES) or (len(words) >= 2 and _INITIALS.fullmatch(words[0])):
        return FigureKind.PERSON, 2.0
    return _bearer_by_place(frame, words, first, end)


def _is_owners(frame: Frame, first: int, words: tuple[str, ...]) -> bool:
    """Whether a name is a firm's that bears its owner's: "Sal Greco of Greco Fuels"."""
    joined = first > 1 and len(words) > 1 and frame.tokens[first - 1].text in {"of", "at", "from"}
    return joined and frame.tokens[first - 2].text == words[0]


def _has_nickname(frame: Frame, first: int, end: int) -> bool:
    """Whether a name has a nickname in marks within it: 'Pimchanok "Pim" Rattanakul'."""
    return any(text in NICKNAME_MARKS and text != "(" for text in frame.texts(first + 1, end - 1))


def _is_named_there(frame: Frame, first: int) -> bool:
    """Whether a comma joins a name to one person's role before it, and not to whom that one works for: "a
    spokeswoman for the operator, Celtic Lines,"."""
    words = {frame.word(k, first).lower() for k in range(max(0, first - _LONG_PHRASE), first - 2)}
    return _is_one_person(frame.word(first - 2, first)) and words.isdisjoint(PREPOSITIONS)


def _is_person_called(frame: Frame, called: int) -> bool:
    """Whether it is a person whom the word at token `called` gives a name: "a boy named Sam"."""
    noun = frame.word(called - 1, called)
    return _is_one_person(noun) or is_stranger(noun)


def _is_one_person(noun: str) -> bool:
    return noun[:1].islower() and is_role(noun) and not is_group(noun)


def _is_date_or_place(words: tuple[str, ...], lowered: list[str]) -> bool:
    if all(w in PLACES or w in DEMONYMS for w in lowered) or (len(words) == 2 and lowered[0] in PLACE_HEADS):
        return True
    if len(words) > 1 and lowered[-1] in CALENDAR | AREAS and not is_given_name(words[0]):
        return True  # "Super Tuesday", "Kent County"
    return lowered[0] in CALENDAR and (len(words) == 1 or lowered[1] in CALENDAR or lowered[1][0].isdigit())


def _bearer_by_place(frame: Frame, words: tuple[str, ...], first: int, end: int) -> tuple[FigureKind, float]:
    """The same for a name whose words tell nothing: from the words around it."""
    after, second = frame.word(end, first), frame.word(end + 1, first)
    before = frame.tokens[first - 1].text.lower() if first else ""
    if before in {"the", "a", "an", "this"}:
        return FigureKind.OTHER, 0.5
    if before in {"called", "named"} and _is_person_called(frame, first - 1):
        return FigureKind.PERSON, 2.0  # "an elderly man called Warsame"
    if before == "," and after == "," and _is_named_there(frame, first):
        return FigureKind.PERSON, 2.0  # "the chief executive, Ludlow Fink,"
    if (after == "(" and _PARTY.fullmatch(second)) or (after == "," and _PARTY_AND_SEAT.fullmatch(second)):
        return FigureKind.PERSON, 2.0
    if after == "," and (second == "who" or (second.isdigit() and len(second) == 2)):
        return FigureKind.PERSON, 1.5
    if before in INVERTED or after in {"said", "says", "told", "tweeted", "himself", "herself"}:
        return FigureKind.PERSON, 0.8
    if role_after(frame.tokens, end - 1):
        return FigureKind.PERSON, 1.0
    if len(words) == 1 and is_given_name(words[0]) and words[0].lower() not in PLACES:
        return FigureKind.PERSON, 0.6
    return FigureKind.OTHER, 0.1
