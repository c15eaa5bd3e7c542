"""Where a name begins in a run of capitalised words: behind titles, ranks, offices and bodies."""

from collections.abc import Sequence

from index.analysis.name_tokens import Token
from index.lexicon.kinds import name_kinds
from index.lexicon.organisations import BODIES, OFFICES
from index.lexicon.places import DEMONYMS, PLACES
from index.lexicon.titles import BRACKETED, COURTESY, LETTERS, SUFFIXES, TITLES_AND_SURNAMES
from index.names.given_names import is_given_name
from index.names.roles import is_party, is_role, is_title
from index.quotations.speakers.document import Frame

_NAMES_OF_OFFICES = BODIES | PLACES | OFFICES
_NAMES_TOO = frozenset({"don", "dean", "earl"})
"""Titles that are given names as often."""
_BEFORE_SRI = frozenset({"tan", "datuk", "dato'", "dato’"})
_JOINERS = frozenset({"of", "for", "and", "the", "&", ","})
_LONGEST_NAME = 5
OFFICES_BY_INITIALS = {
    "ACP": "assistant commissioner of police",
    "AG": "attorney general",
    "ASP": "assistant superintendent of police",
    "CEO": "chief executive",
    "CFO": "chief financial officer",
    "CM": "chief minister",
    "CS": "cabinet secretary",
    "DA": "district attorney",
    "DCP": "deputy commissioner of police",
    "DIG": "deputy inspector general",
    "DPP": "director of public prosecutions",
    "DSP": "deputy superintendent of police",
    "FM": "foreign minister",
    "IG": "inspector general",
    "MD": "managing director",
    "PM": "prime minister",
    "PS": "principal secretary",
    "SSP": "senior superintendent of police",
    "VC": "vice chancellor",
}
_SEATS = (2, 4)  # letters, the least and the most, of an office such as "DA"


def after_titles(toks: Sequence[Token], first: int, end: int) -> int:
    """Index after the last title of a run that leaves a name behind it; `first` where there is none."""
    for j in range(end - 2, first - 1, -1):
        lower = toks[j].text.lower()
        rest = [toks[k].text for k in range(j + 1, end)]
        titled = _is_titled(toks, first, j) and not _is_name_too(toks, first, j, rest)
        title = titled or (is_role(lower) and is_given_name(rest[0]) and not is_given_name(lower))
        if not title or all(w.lower() in SUFFIXES for w in rest) or _ends_in_title(rest):
            continue
        if is_surname(toks, first, j):
            continue
        if rest[0] in {"of", "for"}:
            cut = 0 if is_party(lower) else _office_end(rest)  # "Republican of South Carolina"
            return j + 1 + cut if cut else first
        if any(w.lower() in BODIES for w in rest):
            return first  # "General Assembly", "Attorney General's Office"
        short = "." in lower or lower in COURTESY
        if all(is_title(w.lower()) for w in rest) and (len(rest) > 1 or not short):
            continue  # "Chief Justice", but "Mr. King"
        return j + 1
    return first


def _is_titled(toks: Sequence[Token], first: int, j: int) -> bool:
    lower = toks[j].text.lower()
    return is_title(lower) or (lower == "sri" and j > first and toks[j - 1].text.lower() in _BEFORE_SRI)


def _is_name_too(toks: Sequence[Token], first: int, j: int, rest: Sequence[str]) -> bool:
    """Whether a title is somebody's given name: "Don Fowler", "Gov. Earl Ray Tomblin"; or a name between
    others: "Budi Wira Santoso"."""
    lower = toks[j].text.lower()
    before = toks[j - 1].text.lower() if j > first else ""
    if lower in _NAMES_TOO:
        return is_title(before) or (len(rest) == 1 and not is_given_name(rest[0]))
    return is_given_name(lower) and is_given_name(before) and not is_title(before)


def _ends_in_title(rest: Sequence[str]) -> bool:
    """Whether words behind a title are but more of it: "Health Minister" of "Deputy Health Minister"."""
    last = rest[-1].lower()
    return (
        len(rest) > 1
        and is_title(last)
        and not is_given_name(rest[0])
        and not is_given_name(last)
        and last not in TITLES_AND_SURNAMES
        and not is_title(rest[0].lower())
    )


def is_surname(toks: Sequence[Token], first: int, i: int) -> bool:
    """Whether a title is somebody's surname: "Howard Dean", "Martin Luther King", "Peter T. King"."""
    if i <= first or toks[i].text.lower() not in TITLES_AND_SURNAMES:
        return False
    before = toks[i - 1].text
    return is_given_name(before) or (before[1:] == "." and i - 1 > first)


def _office_end(rest: Sequence[str]) -> int:
    """How many words after "Secretary" are of the office: 2 in "of State John Kerry"; 0 where no name is."""
    for k in range(2, len(rest)):
        if rest[k].lower() in OFFICES:
            continue
        named = k + 1 < len(rest) and (is_given_name(rest[k]) or rest[k][1:2] == ".")
        if named and _can_be_name(rest[k:]):
            return k
    start = next((k for k in range(len(rest), 1, -1) if rest[k - 1].lower() in _NAMES_OF_OFFICES), 0)
    office = start and all(w.lower() in _NAMES_OF_OFFICES | _JOINERS for w in rest[:start])
    if office and 0 < len(rest) - start <= 3 and rest[start][0].isupper():
        return start  # not "of Harbor Line", a company
    return 0


def is_office(words: Sequence[str]) -> bool:
    """Whether words are the name of an office and nobody's: "Minister of Natural Resources"."""
    of = next((k for k, word in enumerate(words) if word in {"of", "for"}), 0)
    return (
        of > 0
        and is_title(words[of - 1].lower())
        and all(word.lower() in OFFICES | _JOINERS for word in words[of:])
    )


def _can_be_name(words: Sequence[str]) -> bool:
    lowered = {word.lower() for word in words}
    return len(words) <= _LONGEST_NAME and lowered.isdisjoint(BODIES | _JOINERS)


def headed_body(toks: Sequence[Token], first: int, end: int) -> int:
    """Index of the body's name in "Executive Director of the Reading Trust"; `first` where none is headed."""
    words = [toks[k].text for k in range(first, end)]
    of = words.index("of") if "of" in words else 0
    name = of + 2 if words[of + 1 : of + 2] == ["the"] else of + 1
    headed = (
        of > 0
        and is_title(words[of - 1].lower())
        and len(words) - name > 1
        and words[name].lower() not in OFFICES
        and words[-1].lower() in BODIES
    )
    return first + name if headed else first


def person_after_body(words: Sequence[str], surnames: frozenset[str]) -> int:
    """Where a person's name begins after a body's ("Fox News Chris Wallace"), or 0; `surnames` are those of
    the article's people ("Speaking to the Daily Mail Ruiz said")."""
    if "of" in words or "and" in words or "for" in words:
        return 0
    last = max((k for k, w in enumerate(words) if w.lower() in BODIES), default=-1)
    rest = len(words) - last - 1
    if last >= 0 and len(words) > 2 and words[-1].lower() in surnames and _is_body(words[-2]):
        return len(words) - 1
    return last + 1 if last >= 0 and 2 <= rest <= 3 and is_given_name(words[last + 1]) else 0


def _is_body(word: str) -> bool:
    return word.lower() in BODIES or "paper" in name_kinds((word,))


def after_seat(words: Sequence[str], *, acts: bool) -> int:
    """Where a person's name begins after an office in capitals ("Maseru DA Mpho Lebusa"), or 0; `acts` tells
    whether a verb follows."""
    for k in range(1, len(words) - 1):
        seat, name = words[k], words[k + 1 :]
        if (
            seat.isupper()
            and seat.isalpha()
            and _SEATS[0] <= len(seat) <= _SEATS[1]
            and seat not in LETTERS
            and seat.lower() not in BODIES | PLACES | SUFFIXES
            and 2 <= len(name) <= 3
            and all(word[0].isupper() and not word.isupper() for word in name)
            and {word.lower() for word in name}.isdisjoint(BODIES | PLACES | DEMONYMS)
            and (is_given_name(name[0]) or acts)
            and not is_given_name(words[0])
        ):
            return k + 1
    return 0


def is_office_by_initials(frame: Frame, first: int, end: int, surnames: frozenset[str]) -> bool:
    """Whether a run begins with an office by its initials and the rest is a name: "CM Shah".

    CS, PS and the like are one only where the article shows it, by the office written out, another office
    like it or a name it knows: "CS Lewis" and "PS Vita" are names.
    """
    words = frame.texts(first, end)
    name = words[1:]
    return (
        words[0] in OFFICES_BY_INITIALS
        and (words[0] not in _INITIALS_TOO or _shows_office(frame, words, surnames))
        and 0 < len(name) <= _LONGEST_AFTER_INITIALS
        and all(word[0].isupper() and not word.isupper() for word in name)
        and {word.lower() for word in name}.isdisjoint(BODIES | PLACES | DEMONYMS | OFFICES)
        and not (len(name) > 1 and any(is_title(word.lower()) for word in name))
    )


_LONGEST_AFTER_INITIALS = 3  # words
_INITIALS_TOO = frozenset({"AG", "CS", "DA", "MD", "PS"})
"""Offices that are as often somebody's initials, or a make's."""
_OF_STATE = frozenset(OFFICES_BY_INITIALS) - {"CEO", "CFO"}


def _shows_office(frame: Frame, words: Sequence[str], surnames: frozenset[str]) -> bool:
    if words[-1].lower() in surnames or (len(words) > 2 and is_given_name(words[1])):
        return True
    if OFFICES_BY_INITIALS[words[0]] in frame.text.lower().replace("-", " "):
        return True
    return any(
        token.text in _OF_STATE and token.text != words[0] and frame.word(i + 1, i).istitle()
        for i, token in enumerate(frame.tokens)
    )


def before_bracket(toks: Sequence[Token], i: int) -> int:
    """Index of the token before a title in brackets that ends at `i`: of "Col" in "Col (ret.) Ana Ruiz";
    `i` where none does."""
    if i < 3 or toks[i].text != ")":
        return i
    opening = next((k for k in (i - 2, i - 3) if k > 0 and toks[k].text == "("), 0)
    if opening and toks[opening + 1].text.lower().rstrip(".") in BRACKETED:
        return opening - 1
    return i
