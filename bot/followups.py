"""Follow-ups: "and about Poland?", "what about Putin?", "more", read with the last question."""

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from index.dates import find_date
from index.people import People
from index.quotations.genders import Gender
from index.quotations.names import given_name_gender

SECONDS = 15 * 60.0
"""A last question is forgotten after this long."""

_MORE = re.compile(
    r"(?:and |show |tell |give )*(?:me )?(?:some )?"
    r"(?:more|next|go on|continue|anything else|what else)(?: please)?",
    re.IGNORECASE,
)
_WHAT_ABOUT = re.compile(r"(?:and |but |so |ok,? )?(?:what|how) about (.+)", re.IGNORECASE | re.DOTALL)
_ABOUT = re.compile(r"(?:(?:and|but|so|or|also)[, ]+)?(?:about|on|regarding) (.+)", re.IGNORECASE | re.DOTALL)
_AND = re.compile(r"(?:and|but|or|also)[, ]+((?:\S+\s*){1,4})", re.IGNORECASE)
_PRONOUN = re.compile(
    r"\b(?P<before>did|does|do|has|have|had|was|is|what|when|that|which|why|how|else)\s+(?P<who>he|she|they)\b",
    re.IGNORECASE,
)
_CIVIL = r"(?:thanks|thank you|thankyou|thx|ty|cheers|ok|okay|bye|goodbye|great|perfect|nice|cool)"
_BESIDE = (
    r"(?:so|very|much|a lot|many|for (?:that|this|it|the help|the answer|your help|all)"
    r"|that is all|that's all|that was it|and|then|now|good|well done|got it|i see|see you|later|again)"
)
_COURTESY = re.compile(
    rf"(?:{_BESIDE}[\s,.!]+)*{_CIVIL}(?:[\s,.!]+(?:{_CIVIL}|{_BESIDE}))*[\s,.!]*", re.IGNORECASE
)
_SAYS = re.compile(r"\b(?:say|said|says|think|thinks|did|does|quoted?)\b", re.IGNORECASE)


def follow(text: str, speakers: Sequence[str], topic: str, people: People) -> str | Literal[True] | None:
    """The whole question that a follow-up stands for, after one about `speakers` and `topic`.

    True asks for more of the last answer; None where the text is a question of its own.
    """
    words = " ".join(text.split()).rstrip(" ?!.…")
    if not words or len(words) > 200:
        return None
    if _MORE.fullmatch(words):
        return True
    if found := _WHAT_ABOUT.fullmatch(words):
        return _about_somebody(found[1], speakers, topic, people)
    if found := _ABOUT.fullmatch(words):
        return said(speakers, found[1])
    if (found := _AND.fullmatch(words)) and not _SAYS.search(words):
        return _about_somebody(found[1].strip(), speakers, topic, people)
    if speakers and (found := _PRONOUN.search(words)):
        meant = listed(_meant(found["who"].lower(), speakers))
        return _PRONOUN.sub(lambda found: f"{found['before']} {meant}", words, count=1) + "?"
    return None


def is_courtesy(text: str, people: People) -> bool:
    """Whether a text only thanks, agrees or takes leave, and is nobody's name in the archive."""
    words = " ".join(text.split())
    return _COURTESY.fullmatch(words) is not None and not people.find(words.rstrip(" ,.!"))


def _meant(pronoun: str, speakers: Sequence[str]) -> Sequence[str]:
    """Whom of several "he" or "she" can mean, by their given names; all where those do not tell."""
    other = {"he": Gender.FEMALE, "she": Gender.MALE}.get(pronoun)
    return [
        name for name in speakers if given_name_gender(name.split()[0]) is not other or not other
    ] or speakers


def said(speakers: Sequence[str], topic: str) -> str:
    """The question what the speakers said about a topic, either of which can be missing."""
    if not speakers:
        return topic
    about = f" about {topic}" if topic else ""
    return f"What did {listed(speakers)} say{about}?"


def listed(names: Sequence[str]) -> str:
    """Names as a text: "A, B and C"."""
    return ", ".join(names[:-1]) + " and " + names[-1] if len(names) > 1 else "".join(names)


def _about_somebody(rest: str, speakers: Sequence[str], topic: str, people: People) -> str:
    """A person takes the place of the last one, days are added; anything else takes the topic's place."""
    if people.find(rest):
        return said([rest], topic)
    dated = find_date(rest, datetime.now().astimezone().date())
    if dated is not None and (dated.start, dated.end) == (0, len(rest)):
        return f"{said(speakers, topic).rstrip('?')} {rest}".strip()
    return said(speakers, rest)


def may_follow(text: str) -> bool:
    """Whether a text could be a follow-up, before anything is looked up."""
    words = " ".join(text.split()).rstrip(" ?!.…")
    forms = (_MORE, _WHAT_ABOUT, _ABOUT, _AND)
    return len(words) <= 200 and (
        any(form.fullmatch(words) for form in forms) or bool(_PRONOUN.search(words))
    )
