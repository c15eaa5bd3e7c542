"""Questions whether somebody said what is quoted: "did Gates really say '...'?", "is this right: '...'".

The words to be checked are told apart from the words around them, which name the speaker, if anything does.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from index.lexicon.loading import listed
from index.lexicon.verbs import is_reporting_verb, tells_words
from index.names.name import words_of
from index.questions.vocabulary import SOFT_VERBS

_LONGEST, _LONGEST_CLAIM = 500, 2000  # characters
_LONGEST_NAME = 7  # words
_NOUN = r"(?:quote|quotation|statement|sentence|words?|claim|line)"
_TRUE = (
    r"(?:an?\s+)?(?:right|correct|true|accurate|real|genuine|authentic|verbatim|exact|fake|false|wrong"
    rf"|made[- ]up|misquoted?)(?:\s+{_NOUN})?"
)
_THIS = rf"(?:(?:this|that|the|the following|it|these|those)\s*)?(?:{_NOUN}\s*)?"
_SURELY = r"(?:really|actually|truly|literally|in fact|indeed|definitely)"
_CHECK = rf"(?:please\s+)?(?:can you\s+|could you\s+)?(?:fact[- ]?check|check|verify|confirm)\s*{_THIS}"

_OPENINGS = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"^.*\b(?:whether|if)\s+",
        rf"\b(?:is|was|are|were)\s+{_THIS}{_TRUE}\b(?:\s+that\b)?",
        rf"^\W*(?:is|was|are|were)\s+{_THIS}(?=\S.*\b{_TRUE}\W*$)",
        r"\b(?:is|was)\s+(?:it|this|that)\s+(?=\S.*\bwho\b)",
        rf"^\W*{_CHECK}\b",
        r"^\W*(?:true or false|fact or fiction|right or wrong|real or fake)\b",
        rf"[,;–—-]?\s*\b(?:is (?:that|this|it) )?(?:{_TRUE}|true or false|really|yes or no)\W*$",
        rf"\b{_SURELY}\b",
    )
]
"""What asks whether words are right, taken out of a question that quotes them."""
_DID = re.compile(r"\b(?:did|has|have|had|does)\s+", re.IGNORECASE)
_IS_IT = re.compile(rf"^\W*(?:is|was|are|were)\s+{_THIS}(?=\s|\W*$|by|from|of)", re.IGNORECASE)
_EXACTLY = re.compile(rf"\b(?:{_SURELY}|exactly|precisely|word for word|verbatim)\b", re.IGNORECASE)
_POINTING = re.compile(r"\b(?:that|this|these words|the following)\W*$|^[\s,:;.?!–—-]+|[\s,:;.?!–—-]+$")
_ASKS = re.compile(r"\b(?:who|what|when|where|why|how|which)\b", re.IGNORECASE)

_EXACT_NOUN = r"(?:\s+(?:exactly|precisely|word for word|verbatim|the words|these words))?"
_THAT = re.compile(rf"{_EXACT_NOUN}(?:\s+that\b|\s*[,:])?\s+(?P<claim>\S.*)", re.IGNORECASE)
_COLON = re.compile(rf"{_EXACT_NOUN}\s*:\s*(?P<claim>\S.*)", re.IGNORECASE)
_REALLY = re.compile(
    rf"^\W*(?:did|has|have|had|does)\s+(?P<who>\S.*?)\s+(?:ever\s+)?{_SURELY}\s+(?P<said>.+)", re.IGNORECASE
)
_AFTER_COLON = re.compile(
    rf"^\W*(?:(?:is|was)\s+{_THIS}{_TRUE}|{_CHECK})\s*[:–—-]\s*(?P<said>.+)", re.IGNORECASE
)
_PLAINLY = listed("say says said write wrote tweet tweeted state stated claim claimed")
_FEWEST = 5
"""Words that somebody is asked to have said, without marks, from which they may be meant word for word."""
_NO_CLAIM = listed(
    "anything something nothing so it this that these those about on what who whom more much to"
)


class Claim(NamedTuple):
    """Words to be checked, and the question without them: "did Gates say"."""

    words: str
    rest: str


def claim_of(rest: str, phrase: str | None) -> Claim | None:
    """The words that a question asks to be checked; None for a question of another kind.

    `phrase` is what stands between its quotation marks, `rest` the question without it.
    """
    if len(rest) > _LONGEST or len(phrase or "") > _LONGEST_CLAIM:
        return None
    return _quoted(rest, phrase) if phrase is not None else _unquoted(rest)


def _quoted(rest: str, phrase: str) -> Claim | None:
    did = _DID.search(rest)
    asks = _ASKS.search(rest)
    if did is not None and _verb(rest[did.end() :]) and not (asks and asks.start() < did.start()):
        return Claim(phrase, _without_pointing(_EXACTLY.sub(" ", rest[did.start() :])))
    found = rest
    for opening in _OPENINGS:
        found = opening.sub(" ", found)
    if found == rest:
        return None
    found = re.sub(r"^\W*(?:that|who)\b", " ", _IS_IT.sub(" ", found))
    if asks := _ASKS.search(found):
        if asks.group().lower() != "who":
            return None
        found = found[: asks.start()] + found[asks.end() :]  # "was it Gates who said"
    by = re.search(r"\b(?:by|from|attributed to)\s+(.+)", found, re.IGNORECASE)
    return Claim(phrase, _without_pointing(f"quotes by {by[1]}" if by else found))


def _unquoted(text: str) -> Claim | None:
    if really := _REALLY.match(text):
        return _said(f"{really['who']} {really['said']}", _THAT)
    if did := _DID.match(text.strip()):
        return _said(text.strip()[did.end() :], _COLON)
    after = _AFTER_COLON.match(text)
    if after is None:
        return None
    return _said(after["said"], _THAT) or _claim(after["said"], "")


def _said(text: str, behind: re.Pattern[str]) -> Claim | None:
    """The claim in "Gates said that Iran is bad": what follows the verb as `behind` tells."""
    verb = _verb(text)
    if verb is None or not tells_words(verb.group()):
        return None  # "did Gates really not want to go?"
    found = behind.match(text, verb.end())
    if found is None:
        return None
    return _claim(found["claim"], f"what did {text[: verb.start()].strip()} say")


def loose_claim(text: str) -> Claim | None:
    """The words that somebody may have said just so, of a question that asks whether they said as much: "did
    Gates say the talks were over before they began?"; the rest is the name."""
    did = _DID.match(text.strip())
    said = text.strip()[did.end() :] if did else ""
    verb = _verb(said)
    if verb is None or verb.group().lower() not in _PLAINLY:
        return None
    claim = re.sub(r"^\s*that\b", "", said[verb.end() :], flags=re.IGNORECASE).strip().rstrip("?").strip()
    few = len(words_of(claim)) < _FEWEST
    return None if few or not _can_be_checked(claim) else Claim(claim, said[: verb.start()].strip())


def _verb(text: str) -> re.Match[str] | None:
    """The verb of saying behind a name; of two in a row ("Pat Call said") the second."""
    words = list(re.finditer(r"[A-Za-z]+", text))[: _LONGEST_NAME + 1]
    for place, word in enumerate(words):
        if place and says(word.group()):
            after = words[place + 1 : place + 2]
            return after[0] if after and says(after[0].group()) else word
    return None


def _claim(words: str, rest: str) -> Claim | None:
    return Claim(words.strip().rstrip("?").strip(), rest) if _can_be_checked(words) else None


def _can_be_checked(claim: str) -> bool:
    """Whether words can be somebody's: not "that", nor "anything about bread"."""
    words = words_of(claim)
    return len(words) > 1 and words[0] not in _NO_CLAIM


def _without_pointing(text: str) -> str:
    """ "did Gates say that, " without what points to the words between quotation marks."""
    return _POINTING.sub("", text.strip()).strip()


def says(verb: str) -> bool:
    """Whether a word of a question tells that something is said: "say", "mentioned", "deny"."""
    word = verb.lower()
    return word in SOFT_VERBS or is_reporting_verb(word)
