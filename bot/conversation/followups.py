"""Follow-ups: "and about Poland?", "no, I meant Putin", "more", read with the last question."""

import re
from collections.abc import Sequence
from datetime import datetime
from enum import Enum, auto

from bot.conversation.count_followups import counted, may_count
from index.analysis.dates import find_date
from index.lexicon.gender import Gender
from index.names.given_names import given_name_gender
from index.names.name import words_of
from index.people.lookup import find_people
from index.people.people import People
from index.questions.vocabulary import SAYING_NOUNS

SECONDS = 15 * 60.0
"""A last question is forgotten after this long."""


class Same(Enum):
    """What a text wants of the last answer: more of it, others on its topic, it again, or its context."""

    MORE = auto()
    OTHERS = auto()
    AGAIN = auto()
    CONTEXT = auto()


_MORE = re.compile(
    r"(?:and |show |tell |give )*(?:me )?(?:some )?"
    r"(?:more|next|go on|continue|anything else|what else)(?: please)?",
    re.IGNORECASE,
)
_WHAT_ABOUT = re.compile(r"(?:and |but |so |ok,? )?(?:what|how) about (.+)", re.IGNORECASE | re.DOTALL)
_ABOUT = re.compile(r"(?:(?:and|but|so|or|also)[, ]+)?(?:about|on|regarding) (.+)", re.IGNORECASE | re.DOTALL)
_AND = re.compile(r"(?:and|but|or|also)[, ]+((?:\S+\s*){1,4})", re.IGNORECASE)
_NO = r"(?:no|nope|sorry|oh|actually|wait|oops)"
_MEANT = re.compile(
    rf"(?:{_NO}[,.! ]+)*(?:i mean(?:t)?\b|not (?:him|her|them|(?:that|this)(?: one)?),)[, ]*(.+)"
    rf"|{_NO},\s*((?:\S+\s*){{1,5}})",
    re.IGNORECASE,
)
_IT = r"(?:so|that|this|it)"
_SO = r"(?:(?:and|but|so|ok|okay|oh|then)[,.! ]+)*"
_OTHERS = re.compile(
    rf"(?:and )?(?:who else|any(?:one|body) else)(?: [a-z]+)?(?: {_IT})?|(?:and )?(?:the )?others"
    rf"|(?:and )?who (?:dis)?agrees(?: with (?:him|her|them|{_IT}))?",
    re.IGNORECASE,
)
_WHERE = re.compile(
    rf"{_SO}(?:(?:who|when|where) (?:(?:was|is) {_IT}(?: from| said| published)?|said {_IT}"
    rf"|did (?:he|she|they) (?:say|tweet|write) {_IT})"
    r"|when|where"
    r"|(?:(?:what|which)(?: is|'?s)? |can you |could you |please |give me |show me |tell me )*"
    r"(?:the |a |your |its )?(?:source|article|(?:news)?paper|publication|link|date|reference)s?"
    rf"(?: (?:is|was) {_IT})?)",
    re.IGNORECASE,
)
_CONTEXT = re.compile(
    rf"{_SO}(?:why(?: (?:is|was) {_IT})?|why did (?:he|she|they) say {_IT}|how come"
    rf"|is {_IT} (?:really |actually )?(?:true|real|right|correct|accurate|so)"
    r"|(?:(?:in )?(?:what|which)(?: was| is|'?s)? |can you |could you |please |give |show |tell |me |see )*"
    rf"(?:the |its |more |some )?context(?: of {_IT})?(?: please)?)",
    re.IGNORECASE,
)
_WHO_DID_IT = re.compile(
    r"(?:(?:and|but|so) )?(who (?:else )?\w+(?: (?:for|against|to))?) (?:it|that|this)", re.IGNORECASE
)
_BY_THEM = re.compile(r"^(?:\S+\s+){0,4}?(?P<before>from|by|quote)\s+(?P<who>him|her|them)\b", re.IGNORECASE)
_THEIRS = re.compile(
    r"^(?:and |so |what(?:'s| is| was| are| were)? |any |give me |show me )*"
    rf"(?P<who>his|her|their)\s+(?P<noun>{'|'.join(sorted(SAYING_NOUNS))})\b",
    re.IGNORECASE,
)
_PRONOUN = re.compile(
    r"\b(?P<before>did|does|do|has|have|had|was|is|what|when|that|which|why|how|else)\s+(?P<who>he|she|they)\b",
    re.IGNORECASE,
)
_NAME = 3
"""Words that can be a name alone, by which one of several namesakes is chosen."""
_SAYS = re.compile(r"\b(?:say|said|says|think|thinks|did|does|quoted?)\b", re.IGNORECASE)


def follow(
    text: str, speakers: Sequence[str], topic: str, people: People, *, namesakes: bool = False
) -> str | Same | None:
    """The whole question that a follow-up stands for, after one about `speakers` and `topic`.

    With `namesakes` the speakers are those among whom the asker was to choose. None where the text is a
    question of its own.
    """
    words = " ".join(text.split()).rstrip(" ?!.…")
    if not words or len(words) > 200:
        return None
    if _MORE.fullmatch(words):
        return Same.MORE
    if whole := counted(words, () if namesakes else speakers, topic):
        return whole
    if topic and _OTHERS.fullmatch(words):
        return Same.OTHERS
    if same := _once_more(words):
        return same
    if topic and (found := _WHO_DID_IT.fullmatch(words)):
        return f"{found[1]} {topic}?"
    chosen = namesakes and len(words.split()) <= _NAME and _one_of(words, speakers, people)
    if chosen:
        return said([chosen], topic)
    return _onward(words, speakers, topic, people) or (_with_names(words, speakers) if speakers else None)


def _once_more(words: str) -> Same | None:
    """Whether it asks where the answer is from, or what stands around it."""
    if _WHERE.fullmatch(words):
        return Same.AGAIN
    return Same.CONTEXT if _CONTEXT.fullmatch(words) else None


def asks_where(text: str) -> bool:
    """Whether it asks, after an answer, where that is from, as "which articles?" does."""
    return _once_more(" ".join(text.split()).rstrip(" ?!.…")) is Same.AGAIN


def asks_around(text: str) -> bool:
    """Whether it asks what stands around an answer, or whether that is true."""
    return _once_more(" ".join(text.split()).rstrip(" ?!.…")) is Same.CONTEXT


def _onward(words: str, speakers: Sequence[str], topic: str, people: People) -> str | None:
    """The question that a correction, "what about X", "about X" or "and X" stands for; None for others."""
    if found := _MEANT.fullmatch(words):
        words = (found[1] or found[2]).strip()
        if _SAYS.search(words):
            return words + "?"
        if one := _one_of(words, speakers, people):
            return said([one], topic)
        about = _ABOUT.fullmatch(words)
        return said(speakers, about[1]) if about else _about_somebody(words, speakers, topic, people)
    if found := _WHAT_ABOUT.fullmatch(words):
        return _about_somebody(found[1], speakers, topic, people)
    if found := _ABOUT.fullmatch(words):
        return said(speakers, found[1])
    if (found := _AND.fullmatch(words)) and not _SAYS.search(words):
        return _about_somebody(found[1].strip(), speakers, topic, people)
    return None


def _one_of(words: str, names: Sequence[str], people: People) -> str | None:
    """Which one of some names is chosen by words, "Bill" or "the mayor", else which one of their surname.

    None where it is not one.
    """
    own = words_of(words)
    kept = [name for name in names if own and set(own) <= set(words_of(name))]
    found = [] if kept else [person.name for person in find_people(people, words)]
    kept = kept or [name for name in found if name in names]
    families = {name.split()[-1] for name in names}
    kept = kept or [name for name in found if len(found) > 1 and name.split()[-1] in families]
    return kept[0] if len(kept) == 1 else None


def _with_names(words: str, speakers: Sequence[str]) -> str | None:
    """`words` with names for "he", "his view" and "from him"; None where they hold none of these."""
    for pattern in (_PRONOUN, _THEIRS, _BY_THEM):
        if found := pattern.search(words):
            who = {"his": "he", "him": "he", "her": "she"}.get(found["who"].lower(), found["who"].lower())
            meant = listed(_meant(who, speakers))
            owned = "'s" if pattern is _THEIRS else ""
            return words[: found.start("who")] + meant + owned + words[found.end("who") :] + "?"
    return None


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
    if find_people(people, rest):
        return said([rest], topic)
    dated = find_date(rest, datetime.now().astimezone().date())
    if dated is not None and (dated.start, dated.end) == (0, len(rest)):
        return f"{said(speakers, topic).rstrip('?')} {rest}".strip() + ("?" if speakers else "")
    return said(speakers, rest)


def may_follow(text: str) -> bool:
    """Whether a text could be a follow-up, before anything is looked up."""
    words = " ".join(text.split()).rstrip(" ?!.…")
    forms = (_MORE, _OTHERS, _WHERE, _CONTEXT, _WHO_DID_IT, _MEANT, _WHAT_ABOUT, _ABOUT, _AND)
    return len(words) <= 200 and (
        len(words.split()) <= _NAME
        or may_count(words)
        or any(form.fullmatch(words) for form in forms)
        or any(form.search(words) for form in (_PRONOUN, _THEIRS, _BY_THEM))
    )


_GREETING = r"(?:hi|hello|hey|good (?:morning|afternoon|evening|day))"
_WHAT_ARE_YOU = re.compile(
    rf"(?:{_GREETING}[,!. ]*)?(?:who|what) (?:are|r) (?:you|u)"
    r"|(?:are you|is this) (?:a bot|human|real|an? ai)"
    r"|what (?:can|do) (?:you|i) (?:do|ask)(?: here| you)?"
    r"|how (?:does this|do you|do i) (?:work|use (?:this|you))"
    r"|help(?: me)?(?: please)?",
    re.IGNORECASE,
)


def asks_for_help(text: str) -> bool:
    """Whether a text asks who answers here, and what can be asked."""
    return _WHAT_ARE_YOU.fullmatch(" ".join(text.split()).rstrip(" ?!.…")) is not None
