"""Runs of capitalised words and of what joins them, in which names are looked for."""

from collections.abc import Sequence

from index.analysis.name_tokens import Token
from index.lexicon.common_words import CALENDAR, COMMON, FUNCTION_WORDS
from index.lexicon.organisations import BODIES, GO_ON, OFFICES
from index.lexicon.places import PLACES
from index.lexicon.titles import PARTICLES
from index.names.given_names import is_given_name
from index.names.roles import is_role, is_title
from index.quotations.speakers.document import Frame
from index.quotations.speakers.offices import is_surname

_NOT = frozenset({"'t", "’t"})


def is_capital(word: str) -> bool:
    """Whether `word` is written as names are; "I" is not, "al-Assad" is."""
    if word[0].isupper():
        stem, mark, _ = word.replace("’", "'").partition("'")
        return word != "I" and not (
            mark and (stem == "I" or stem.lower() in FUNCTION_WORDS or word[-2:] in _NOT)
        )
    return word[:3] in {"al-", "el-", "as-", "ad-", "ar-"} and len(word) > 3 and word[3].isupper()


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
    | {"organization", "organisation", "federation", "coalition", "alliance", "club", "campaign"}
    | {"society", "network", "union", "league", "office", "agency", "group", "initiative", "project"}
)
_JOINED_BY_OF = frozenset({"brotherhood", "friends", "knights", "veterans", "workers"})
"""What "of" goes on from in a body's name: "Harbour Workers of Quillan"."""
_MEMBERS = frozenset({
    "americans", "canadians", "catholics", "citizens", "doctors", "farmers", "fathers", "lawyers", "mothers",
    "nurses", "parents", "patients", "physicians", "priests", "scientists", "students", "taxpayers",
    "teachers", "veterans", "voters", "workers",
})  # fmt: skip
"""Whom a body may be named for, with "for" and what they want: "Parents for Clean Water"."""
NICKNAME_MARKS = {'"': '"', "“": "”", "‘": "’", "(": ")", "'": "'"}


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
    ended = is_surname(frame.tokens, first, end - 1)
    if word in {"of", "for"} and _joins(previous.lower(), word, ahead) and not ended:
        if is_capital(ahead):
            return 2
        return 3 if ahead == "the" and after and is_capital(after) else 0
    if word == "&" and is_capital(ahead):
        return 2
    if _is_listed_office(frame.tokens[first:end], word, ahead, after):
        return 2
    if word in {"on", "to"} and previous.lower() in GO_ON and _is_of_name(ahead):
        return 2
    if word == "and" and _is_more_of_body(frame.tokens[first:end], ahead):
        return 2
    return _nickname(frame, first, end) if word in NICKNAME_MARKS else 0


def _is_of_name(word: str) -> bool:
    """Whether a word after "on" or "to" can be of a body's name: not "the Commission on Monday"."""
    return is_capital(word) and word.lower() not in CALENDAR | PLACES and not is_given_name(word)


def _joins(previous: str, joiner: str, ahead: str) -> bool:
    if joiner == "for":
        office = is_title(previous) and ahead.lower() in OFFICES  # "Minister for Health"
        return previous in _JOINED_BY_FOR | _MEMBERS or office
    return is_title(previous) or previous in BODIES | _JOINED_BY_OF


def _is_listed_office(run: Sequence[Token], joiner: str, ahead: str, after: str) -> bool:
    """Whether "and" or a comma goes on within an office: "Minister of Trade, Industry and Competition"."""
    if joiner not in {"and", ","} or ahead.lower() not in OFFICES or not ahead[0].isupper():
        return False
    words = [token.text.lower() for token in run]
    of = next((k for k, word in enumerate(words) if word in {"of", "for"}), 0)
    of = of or next((k for k, word in enumerate(words) if word == "on"), 0)
    head = words[of - 1]
    listed = of > 0 and (is_title(head) or head in GO_ON) and words[-1] in OFFICES
    return listed and (joiner == "and" or after in {"and", ","})


def _is_more_of_body(run: Sequence[Token], ahead: str) -> bool:
    """Whether "and" goes on within a body's name ("Department of Health and Human Services")."""
    words = [t.text.lower() for t in run]
    body = not {"of", "for", "on"}.isdisjoint(words) and any(w in BODIES for w in words)
    return body and is_capital(ahead) and not is_given_name(ahead) and not is_title(ahead.lower())


_LONG_NICKNAME = 2  # words


def _nickname(frame: Frame, first: int, mark: int) -> int:
    """How many tokens a nickname in marks and the name behind it are (4 in 'Earvin "Magic" Johnson'), or 0.

    In brackets, after what may be no given name, something else stands there: "Ruiz (Ohio) Lind".
    """
    opening = frame.tokens[mark].text
    closing = next(
        (
            k
            for k in range(mark + 2, mark + 3 + _LONG_NICKNAME)
            if frame.word(k, first) == NICKNAME_MARKS[opening]
        ),
        0,
    )
    last = frame.word(closing + 1, first) if closing else ""
    if not last or not is_capital(last) or is_role(frame.tokens[mark - 1].text):
        return 0
    before = frame.tokens[mark - 1].text
    words = frame.texts(mark + 1, closing)
    if not all(is_capital(w) and w.lower() not in PLACES for w in words) or words[-1].isupper():
        return 0
    given = is_given_name(before) or (opening != "(" and (before[1:] == "." or _is_alone(frame, first, mark)))
    return closing + 2 - mark if given else 0


def _is_alone(frame: Frame, first: int, mark: int) -> bool:
    """Whether the one word of the run so far is written as names are: 'Pimchanok "Pim" Rattanakul'."""
    word = frame.tokens[mark - 1].text
    opens = first == 0 or frame.sentence_of[first - 1] != frame.sentence_of[first]
    return mark - first == 1 and word.istitle() and not (opens and word.lower() in FUNCTION_WORDS | COMMON)
