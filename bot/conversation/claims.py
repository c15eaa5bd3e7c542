"""Somebody's claim, replied to with the bot's name: who said it, and is it what they said?"""

import re

from bot.conversation.asides import ADDRESS
from index.names.name import words_of
from index.people.lookup import find_people
from index.people.people import People
from index.questions.person_linking import mentions

MOST = 300
"""Characters of a claim that are asked about."""

_THAT = r"(?:this|that|it|so)"
_ABOUT_IT = re.compile(
    rf"(?:(?:is|was) {_THAT} (?:true|real|right|correct|accurate|exact|fake|a real quote|what .+ said)"
    rf"|(?:who|where|when) (?:really |actually )?(?:said|says) {_THAT}"
    rf"|(?:did|has|have) (?P<who>.+?) (?:really |actually |ever )?(?:say|said|claim|tweet|write) {_THAT}"
    r"|(?:fact[ -]?)?check(?: (?:this|that|it))?|true|really|source|exact|verify(?: (?:this|that|it))?)",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[“\"«„]([^“”\"«»„]{8,})[”\"»“]")
_SAID = re.compile(
    r"^(?P<who>[^:“\"]{2,60}?)"
    r"(?::|,? (?:has |had )?(?:said|says|claimed|claims|stated|told \w+)(?: that)?:?)\s+(?P<what>.+)$",
    re.IGNORECASE | re.DOTALL,
)
_PRONOUNS = {"he", "she", "they", "him", "her", "this", "that", "it", "you", "i", "we", "somebody", "anybody"}


def asks_about(text: str) -> bool:
    """Whether a text asks about what it replies to: it is empty, or "is that true?", "who said this?"."""
    asked = " ".join(text.split()).rstrip(" ?!.…")
    return not asked or _ABOUT_IT.fullmatch(asked) is not None


def question_about(text: str, claim: str, people: People) -> str | None:
    """The question that a text asks about a claim; None where the text is a question of its own."""
    asked = " ".join(text.split()).rstrip(" ?!.…")
    found = _ABOUT_IT.fullmatch(asked) if asked else None
    if asked and found is None:
        return None
    flat = " ".join(ADDRESS.sub(" ", claim).split()) or " ".join(claim.split())
    quoted = max(_QUOTED.findall(flat), key=len, default="")
    said = _SAID.match(flat)
    words = quoted or (said["what"] if said else flat)
    whom = _person(found["who"] if found and found["who"] else "", people)
    whom = whom or _person(said["who"] if said else "", people)
    whom = whom or _named(flat.replace(quoted, " ") if quoted else "", people)
    words = _cut(words.strip(' “”"«»„'))
    return f"Did {whom} say “{words}”?" if whom else f"Who said “{words}”?"


def _person(words: str, people: People) -> str | None:
    if not words or words.lower() in _PRONOUNS:
        return None
    found = find_people(people, words)
    return found[0].name if len(found) == 1 else _named(words, people)


def _named(words: str, people: People) -> str | None:
    """The one person whom words name."""
    found = {m.people[0].name for m in mentions(people, words_of(words)) if len(m.people) == 1}
    return found.pop() if len(found) == 1 else None


def _cut(words: str) -> str:
    """Its first sentences, where it is long."""
    if len(words) <= MOST:
        return words
    end = max(words.rfind(mark, 40, MOST) for mark in ".!?")
    return words[: end + 1] if end > 0 else words[: words.rfind(" ", 0, MOST)]
