"""Runs of capitalised words, and the names in them without titles, peoples and function words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.analysis.name_tokens import Token
from index.lexicon.common_words import CALENDAR, FINITE, FUNCTION_WORDS, PREPOSITIONS
from index.lexicon.organisations import BODIES, GO_ON, OFFICES
from index.lexicon.places import DEMONYMS, NATIONALS, PLACES
from index.lexicon.titles import COURTESY, LETTERS, PARTICLES, SUFFIXES, TITLES, TITLES_AND_SURNAMES
from index.lexicon.verbs import verb_forms
from index.names.given_names import folded, is_given_name
from index.names.roles import is_party, is_role, is_title
from index.quotations.speakers.document import Frame
from index.quotations.speakers.entity import FigureKind


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


_OFFICES = BODIES | PLACES | OFFICES
_BEFORE_NAMES = DEMONYMS | CALENDAR | NATIONALS
_OF_DAYS = frozenset({"afternoon", "club", "day", "eve", "evening", "mass", "morning", "night", "week"})
_NOT = frozenset({"'t", "’t"})


def is_capital(word: str) -> bool:
    """Whether `word` is written as names are; "I" is not, "al-Assad" is."""
    if word[0].isupper():
        stem, mark, _ = word.replace("’", "'").partition("'")
        return word != "I" and not (
            mark and (stem == "I" or stem.lower() in FUNCTION_WORDS or word[-2:] in _NOT)
        )
    return word[:3] in {"al-", "el-", "as-", "ad-", "ar-"} and len(word) > 3 and word[3].isupper()


# ---------------------------------------------------------------- runs


_LONGEST = 25  # tokens; more are a text in capitals, no name


def runs(frame: Frame) -> list[tuple[int, int]]:
    """Token pairs `[first, end)` of the longest runs of capitalised words and what joins them."""
    toks = frame.tokens
    found = []
    i = 0
    while i < len(toks):
        if not is_capital(toks[i].text):
            i += 1
            continue
        end = i + 1
        while end - i < _LONGEST and (step := _step(frame, i, end)):
            end += step
        found.append((i, end))
        i = end
    return found


_JOINED_BY_FOR = frozenset(
    {"institute", "center", "centre", "committee", "foundation", "council", "association", "fund"}
    | {"organization", "organisation", "federation", "coalition", "alliance"}
)
_NICKNAME_MARKS = {'"': '"', "“": "”", "‘": "’", "(": ")", "'": "'"}


def _step(frame: Frame, first: int, end: int) -> int:
    """How many tokens carry the run on: 1 for a capitalised word, 2 for "of" and one, 0 where it stops."""
    word = frame.word(end, first)
    if not word:
        return 0
    if is_capital(word):
        return 1
    ahead, after = frame.word(end + 1, first), frame.word(end + 2, first)
    if not ahead:
        return 0
    if word in PARTICLES:
        if is_capital(ahead):
            return 2
        return 3 if ahead in PARTICLES and after and is_capital(after) else 0
    previous = frame.tokens[end - 1].text
    ended = _is_surname(frame.tokens, first, end - 1)
    if word in {"of", "for"} and _joins(previous.lower(), word) and not ended:
        if is_capital(ahead):
            return 2
        return 3 if ahead == "the" and after and is_capital(after) else 0
    if word == "&" and is_capital(ahead):
        return 2
    if word in {"on", "to"} and previous.lower() in GO_ON and _is_of_name(ahead):
        return 2
    if (
        word == "and"
        and is_capital(ahead)
        and _is_office(frame.tokens[first:end])
        and not _opens_person(ahead)
    ):
        return 2
    if word in _NICKNAME_MARKS and is_given_name(previous) and _is_nickname(frame, first, end):
        return 4
    return 0


def _is_of_name(word: str) -> bool:
    """Whether a word after "on" or "to" can be of a body's name: not "the Commission on Monday"."""
    return is_capital(word) and word.lower() not in CALENDAR | PLACES and not is_given_name(word)


def _joins(previous: str, joiner: str) -> bool:
    if joiner == "for":
        return previous in _JOINED_BY_FOR
    return previous in TITLES or previous in BODIES


def _is_surname(toks: Sequence[Token], first: int, i: int) -> bool:
    """Whether a title is somebody's surname: "Howard Dean", "Martin Luther King", "Peter T. King"."""
    if i <= first or toks[i].text.lower() not in TITLES_AND_SURNAMES:
        return False
    before = toks[i - 1].text
    return is_given_name(before) or (before[1:] == "." and i - 1 > first)


def _is_office(run: Sequence[Token]) -> bool:
    """Whether "and" may go on within a body's name ("Department of Health and Human Services")."""
    words = [t.text.lower() for t in run]
    return not {"of", "for", "on"}.isdisjoint(words) and any(w in BODIES for w in words)


def _opens_person(word: str) -> bool:
    return is_given_name(word) or word.lower() in TITLES


def _is_nickname(frame: Frame, first: int, mark: int) -> bool:
    """Whether a nickname in marks and a surname follow ('Earvin "Magic" Johnson')."""
    name, closing, last = (frame.word(mark + k, first) for k in (1, 2, 3))
    return bool(
        name
        and last
        and closing == _NICKNAME_MARKS[frame.tokens[mark].text]
        and is_capital(name)
        and is_capital(last)
        and name.lower() not in PLACES
        and not name.isupper()
    )


# ---------------------------------------------------------------- names in a run


def pieces(frame: Frame, first: int, end: int) -> Iterator[Piece]:
    """The names in a run of capitalised words, in order."""
    toks = frame.tokens
    i = first
    while i < end and _falls_away(frame, i, end):
        i += 1
    for j in range(i + 1, end):  # a function word within: the run is two ("Clinton The Next")
        if toks[j].text[0].isupper() and toks[j].text.lower() in FUNCTION_WORDS and toks[j].text != "Will":
            yield from pieces(frame, i, j)
            yield from pieces(frame, j + 1, end)
            return
    if i >= end:
        return
    split = _after_titles(toks, i, end)
    headed = _headed_body(toks, i, end)
    if headed > i:
        yield Piece(first=headed, end=end, hint=FigureKind.BODY)
        return
    if split > i:
        yield _titled(toks, i, split, end)
        return
    if i + 1 < end and _is_day(frame, i):
        i += 1
    if end - i == _WITH_ROLE and _opens_with_role(frame, i, end):
        yield Piece(first=i + 1, end=end, hint=FigureKind.PERSON)
        return
    while i + 2 < end and _only_precedes(toks[i].text) and is_given_name(toks[i + 1].text):
        i += 1
    if first > 1 and toks[first - 1].text in {"of", "for", "at"} and is_role(toks[first - 2].text):
        given = next((k for k in range(i, end) if is_given_name(toks[k].text)), i)
        i = given if end - given > 1 else i  # "Supervisor of Elections Susan Brent"
    yield from _untitled(toks, i, end)


_WITH_ROLE = 3  # words


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


def _falls_away(frame: Frame, i: int, end: int) -> bool:
    """Whether the word at the head of a run is none of a name; "Will" may be one, but not in a question."""
    lower = frame.tokens[i].text.lower()
    if lower not in FUNCTION_WORDS:
        return False
    if lower != "will" or frame.sentence_of[i] in frame.questions:
        return True
    after = frame.word(i + 1, i)
    acts = verb_forms().get(after, ("", ""))[1] in {"s", "past"}  # "Will urged", as no "will" goes before
    return i + 1 >= end and not acts and after not in FINITE and after not in {"'s", "’s"}


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


def _untitled(toks: Sequence[Token], first: int, end: int) -> Iterator[Piece]:
    words = [toks[k].text for k in range(first, end)]
    if not {"of", "for", "&"}.isdisjoint(words) or any(w.lower() in BODIES for w in words):
        cut = _person_after_body(words)
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


def _after_titles(toks: Sequence[Token], first: int, end: int) -> int:
    """Index after the last title of a run that leaves a name behind it; `first` where there is none."""
    for j in range(end - 2, first - 1, -1):
        lower = toks[j].text.lower()
        rest = [toks[k].text for k in range(j + 1, end)]
        title = is_title(lower) or (is_role(lower) and is_given_name(rest[0]) and not is_given_name(lower))
        if not title or all(w.lower() in SUFFIXES for w in rest):
            continue
        if _is_surname(toks, first, j):
            continue
        if rest[0] in {"of", "for"}:
            cut = 0 if is_party(lower) else _office_end(rest)  # "Republican of South Carolina"
            return j + 1 + cut if cut else first
        if any(w.lower() in BODIES for w in rest):
            return first  # "General Assembly", "Attorney General's Office"
        short = "." in lower or lower in COURTESY
        if all(w.lower() in TITLES for w in rest) and (len(rest) > 1 or not short):
            continue  # "Chief Justice", but "Mr. King"
        return j + 1
    return first


def _headed_body(toks: Sequence[Token], first: int, end: int) -> int:
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


def _office_end(rest: Sequence[str]) -> int:
    """How many words after "Secretary" are of the office: 2 in "of State John Kerry"; 0 where no name is."""
    for k in range(2, len(rest)):
        if k + 1 < len(rest) and (is_given_name(rest[k]) or rest[k][1:2] == "."):
            return k
    start = 3 if len(rest) > 2 and rest[1] == "the" else 2
    if (
        start < len(rest)
        and len(rest) - start <= 2
        and is_capital(rest[start])
        and rest[start - 1].lower() in _OFFICES
        and all(word.lower() not in BODIES for word in rest[start:])
    ):
        return start  # not "of Harbor Line", a company
    return 0


def _person_after_body(words: Sequence[str]) -> int:
    """Where a person's name begins after a body's ("Fox News Chris Wallace"), or 0."""
    if "of" in words or "and" in words or "for" in words:
        return 0
    last = max((k for k, w in enumerate(words) if w.lower() in BODIES), default=-1)
    rest = len(words) - last - 1
    return last + 1 if last >= 0 and 2 <= rest <= 3 and is_given_name(words[last + 1]) else 0


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
