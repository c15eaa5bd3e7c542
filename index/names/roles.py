"""The role of a person as the article words it, before a name or in the apposition after it."""

from collections.abc import Sequence
from functools import cache

from index.analysis.name_tokens import Token, is_word
from index.lexicon.common_words import CALENDAR, FINITE, FUNCTION_WORDS
from index.lexicon.gender import Gender
from index.lexicon.organisations import BODIES
from index.lexicon.places import DEMONYMS
from index.lexicon.roles import (
    CLAUSE,
    DONE_TO,
    FEMALE_ROLES,
    KIN,
    MALE_ROLES,
    NO_MODIFIERS,
    PARTICIPLES,
    PRESENT_PARTICIPLES,
    ROLE_ENDINGS,
    ROLES,
)
from index.lexicon.titles import COURTESY, DEGREES, HONORIFICS, LETTERS, TITLES
from index.names.given_names import is_given_name
from index.spans import Span

_LEFT_STOPS = FUNCTION_WORDS - {"former", "first", "last", "own"}


@cache
def is_role(word: str) -> bool:
    """Whether `word`, in the singular, says what somebody is or does ("spokesman", "Secretary")."""
    lower = word.lower()
    if lower in ROLES or is_title(lower) or (lower.endswith(ROLE_ENDINGS) and len(lower) > 7):
        return True
    return "-" in lower and lower.rpartition("-")[2] in ROLES  # "chef-owner", "co-star"


_BEFORE_TITLES = frozenset({"co", "deputy", "ex", "pro", "staff", "sub", "under", "vice"})
_TITLE_ENDINGS = ("-general", "-elect", "-in-chief", "-designate", "-at-large")


@cache
def is_title(lower: str) -> bool:
    """Whether a word in lower case is a title before a name ("sen.", "secretary-general", "brig-gen")."""
    if len(lower) > 2 and lower.endswith("."):
        lower = lower[:-1]
    if lower in TITLES or lower.endswith(_TITLE_ENDINGS):
        return True
    head, hyphen, tail = lower.rpartition("-")
    return bool(hyphen) and tail in TITLES and (head in TITLES or head in _BEFORE_TITLES)


@cache
def role_gender(word: str) -> Gender | None:
    """The gender that a role word tells ("spokeswoman"), or None."""
    lower = word.lower()
    if lower in FEMALE_ROLES or lower.endswith("woman"):
        return Gender.FEMALE
    if lower in MALE_ROLES:
        return Gender.MALE
    return COURTESY.get(lower)


def role_before(tokens: Sequence[Token], first: int) -> Span | None:
    """The role that stands directly before the name that begins at token `first`, or None.

    "Clinton's campaign manager Robby Mook" gives "Clinton's campaign manager"; courtesy titles are none.
    """
    i = first - 1
    while i >= 0 and tokens[i].text.lower() in COURTESY and tokens[i].text not in LETTERS:
        i -= 1
    if i < 0 or not is_word(tokens[i]):
        return None
    if i > 0 and tokens[i].text.lower().rstrip(".") in HONORIFICS and is_role(tokens[i - 1].text):
        i -= 1  # "senior coroner Dr Ana Ruiz"
    end = tokens[i].end
    head = _office(tokens, i)
    if head is None:
        return None
    start = _modified(tokens, head)
    while start > 1 and tokens[start - 1].text in {"of", "the"}:  # "Speaker of the House Rep. Paul Ryan"
        office = start - 2 if tokens[start - 1].text == "of" else start - 3
        if office < 0 or tokens[office + 1].text != "of":
            break
        body = tokens[office].text.istitle() and tokens[office].text.lower() in BODIES
        if not body and not is_role(tokens[office].text):  # "Bureau of Meteorology forecaster"
            break
        if tokens[office].text.lower() in KIN or tokens[start].text[0].islower():
            break  # "the brother of murdered land activist Ana Ruiz"
        start = _modified(tokens, office)
    if tokens[start].text in {"'s", "’s", "-", "–"}:
        start += 1
    return Span(tokens[start].start, end) if start <= i else None


def _modified(tokens: Sequence[Token], head: int) -> int:
    """Index of the first modifier of the role word `head`."""
    start = head
    while start > 0 and head - start < _LONGEST and _modifies(tokens, start - 1):
        start -= 1
    return start


def _office(tokens: Sequence[Token], i: int) -> int | None:
    """Index of the role word of an office that ends at token `i`: "Secretary" of "Secretary of State"."""
    word = tokens[i].text  # "the widow of goalkeeper Ana Ruiz"
    another = word[0].islower() and is_role(word) and not is_group(word) and word != "staff"
    if not another and i > 1 and tokens[i - 1].text in {"of", "for"} and is_role(tokens[i - 2].text):
        return i - 2  # "chief of staff"
    if is_role(tokens[i].text):
        return i
    for j in range(i - 1, max(-1, i - 7), -1):
        word = tokens[j].text
        if word == "of" and j > 0 and is_role(tokens[j - 1].text):
            named = is_given_name(tokens[i].text) and tokens[i].text.lower() not in BODIES
            return None if named else j - 1
        if not (word[0].isupper() or word in {"the", "and", "of", ","}) or is_given_name(word):
            return None
    return None


def _modifies(tokens: Sequence[Token], i: int) -> bool:
    """Whether token `i` belongs to the role that begins after it."""
    word = tokens[i].text
    lower = word.lower()
    after = tokens[i + 1].text
    if word in {"'s", "’s"}:
        return i > 0 and is_word(tokens[i - 1]) and after not in {"'s", "’s"}
    if word in {"-", "–"}:
        return i > 0 and tokens[i].start == tokens[i - 1].end and tokens[i].end == tokens[i + 1].start
    if not word[0].isalpha():
        return word[0].isdigit() and "-" in word
    if lower in CALENDAR and lower != "may":
        return False
    if word[0].isupper():
        return lower not in _LEFT_STOPS or (lower == "us" and word == "US")
    if lower in _LEFT_STOPS or lower in NO_MODIFIERS or lower in DONE_TO:
        return False
    if lower.endswith("ing") and len(lower) > len("king") and lower not in PRESENT_PARTICIPLES:
        return False
    if lower.endswith("ly") and lower not in {"family", "early", "daily", "weekly", "monthly"}:
        return False
    return not lower.endswith("ed") or lower in PARTICIPLES


_DEFINITE = frozenset({"the", "his", "her", "its", "their", "our", "my"})


def role_apposed(tokens: Sequence[Token], first: int) -> Span | None:
    """The role before a name and comma ("F.B.I. director" in "the F.B.I. director, James Comey"), or None."""
    comma = first - 1
    if comma < 2 or tokens[comma].text != ",":
        return None
    role = role_before(tokens, comma)
    if role is None:
        return _long_role(tokens, comma)
    start = next(k for k in range(comma - 1, -1, -1) if tokens[k].start == role.start)
    before = tokens[start - 1].text.lower() if start else ""
    owned = any(tokens[k].text in {"'s", "’s"} for k in range(start, comma))
    return role if owned or before in _DEFINITE else None


def _long_role(tokens: Sequence[Token], comma: int) -> Span | None:
    """The role with its complement before a comma ("a spokeswoman for the ministry, Ana Ruiz"), or None."""
    start = comma
    while start > 0 and comma - start < _LONGEST // 2 and is_word(tokens[start - 1]):
        start -= 1
        if tokens[start].text.lower() in {"a", "an", *_DEFINITE} and start + 2 < comma:
            head = [t.text for t in tokens[start + 1 : comma]]
            reach = next((k for k, w in enumerate(head) if w in _OF), None)
            if reach and is_role(head[reach - 1]) and not any(w in NO_MODIFIERS | CLAUSE for w in head):
                return Span(tokens[start + 1].start, tokens[comma - 1].end)
    return None


_CLOSERS = frozenset({",", ".", ";", ":", "(", ")", "\n", "“", "”", '"', "''", "—", "–", "--", "?", "!"})
_OF = frozenset({"of", "for", "at", "in", "with", "from", "to", "on", "by", "under"})
_LONGEST = 25


def role_after(tokens: Sequence[Token], last: int) -> Span | None:
    """The role in the apposition that follows the name that ends at token `last`, or None.

    "Robby Mook, Clinton's campaign manager, said" gives "Clinton's campaign manager"; an age before it and
    an article at its head are left out. It ends at the next comma, relative clause or sentence end.
    """
    while last + 2 < len(tokens) and tokens[last + 1].text in LETTERS:  # "Tom Hale KC, a judge"
        last += 1
    last = _past_degrees(tokens, last)
    start = _apposition(tokens, last + 1)
    if start is None:
        return None
    count = len(tokens)
    i = start
    has_role = reached_of = False
    head: int | None = None
    while i < count and i - start <= _LONGEST and tokens[i].text not in _CLOSERS:
        lower = tokens[i].text.lower()
        if lower in CLAUSE and not (
            lower in {"and", "as"} and has_role and i + 1 < count and is_word(tokens[i + 1])
        ):
            break
        if lower in _OF:
            reached_of = True
        elif not reached_of and is_role(tokens[i].text):
            has_role, head = True, i
        elif not reached_of and head is not None and i - head > 1 and lower != "and":
            head = None  # "the official news agency" is no official
        elif _is_verb(lower, head=not reached_of, open_=not has_role):
            return None
        i += 1
    if head is None or i == start or i - start > _LONGEST:
        return None
    closer = tokens[i].text if i < count else "."
    if (tokens[last + 1].text == "(") is not (closer == ")"):
        return None
    while i - 1 > start and tokens[i - 1].text.lower() in _OF:  # 'author of "The Dead Hand"'
        i -= 1
    return Span(tokens[start].start, tokens[i - 1].end)


def _past_degrees(tokens: Sequence[Token], last: int) -> int:
    """The last token of a name's degrees between commas, "Jo Li, J.D., Ph.D.,"."""
    while last + 3 < len(tokens) and tokens[last + 1].text == ",":
        end = last + 2
        if tokens[end].text.rstrip(".") not in DEGREES:
            break
        end += tokens[end + 1].text == "."
        if end + 1 >= len(tokens) or tokens[end + 1].text not in {",", "("}:
            break
        last = end
    return last


_TELLS = frozenset(
    {"added", "adds", "admits", "admitted", "confirmed", "confirms", "explained", "explains", "insisted"}
    | {"insists", "said", "says", "tells", "told"}
)


def _is_verb(lower: str, *, head: bool, open_: bool) -> bool:
    """Whether a word shows that a clause follows the comma, no apposition ("Ruiz, annoyed by this")."""
    if lower in _TELLS:  # "her friend Bo Lind, a lawyer for the family says"
        return True
    if lower in NO_MODIFIERS:
        return head or lower in FINITE
    return head and open_ and lower.endswith("ed") and lower not in PARTICIPLES and "-" not in lower


def _apposition(tokens: Sequence[Token], i: int) -> int | None:
    """Index of the first word of the apposition after the comma `i`, past age and article; or None."""
    count = len(tokens)
    if i + 1 >= count or tokens[i].text not in {",", "(", "—", "–", "--"}:
        return None
    i += 1
    if tokens[i].text[0].isdigit():  # "Donna Lages, 39, a waitress"
        if i + 2 >= count or tokens[i + 1].text != ",":
            return None
        i += 2
    for skipped in (
        {"then", "now", "also", "himself", "herself"},
        {"a", "an", "the", "his", "her", "their", "its"},
    ):
        if i < count and tokens[i].text.lower() in skipped:
            i += 1
    return i if i < count and is_word(tokens[i]) else None


@cache
def is_group(word: str) -> bool:
    """Whether `word` is a plural of people ("Republicans", "officials"), not a name that ends in s."""
    lower = word.lower()
    if word.endswith("s") and len(word) > 2 and word[:-1].isupper():
        return True  # "CEOs"
    one = lower[:-1].rpartition("-")[2]  # "African-Americans"
    return lower.endswith("s") and len(lower) > 4 and (is_role(lower[:-1]) or one in DEMONYMS)


def is_party(word: str) -> bool:
    """Whether `word` tells a party, in the singular or plural, in lower case."""
    return word.startswith(("republican", "democrat", "tory", "tories"))


def role_words(role: str) -> frozenset[str]:
    """The content words of a role in lower case, for comparing "the senator" with "Iowa senator"."""
    owner, mark, owned = role.replace("’", "'").rpartition("'s ")
    if mark and is_role(owner.split()[-1] if owner.split() else ""):
        role = owned  # "the Prime Minister's wife" is no prime minister
    words = role.replace("’", "'").replace("'s", "").lower().replace("ex-", "ex ").split()
    return frozenset("former" if w == "ex" else w.strip(".,") for w in words) - (FUNCTION_WORDS - {"former"})
