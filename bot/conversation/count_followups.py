"""Follow-ups that ask for a number or a day: "how many times?", "and the first time?", "who most?"."""

import re
from collections.abc import Sequence

_LEAD = r"(?:(?:and|but|so|ok|okay|or)[, ]+)*"
_THEY = r"(?:he|she|they|it|that|this|anybody|anyone)"
_IT = r"(?: (?:about )?(?:it|that|this|so))?"
_SAY = (
    r"(?: (?:say|said|mention(?:ed)?|talk(?:ed|ing)?|speak(?:ing)?|spoke|spoken|tweet(?:ed)?|repeat(?:ed)?"
    r"|bring up|brought up|quoted|come up))?"
)
_AUX = r"(?:did|has|have|does|do|was|is|were)"
_ORDER = r"(?:(?:very )?first|earliest|last|latest|most recent)"
_TIME = r"(?: (?:time|one|remark|mention|quote|quotation))?"
_ALL = r"(?: in all| in total| altogether)?"
_OFTEN = re.compile(
    rf"{_LEAD}(?:how (?:many times|often|frequently)(?: {_AUX} {_THEY}(?: been)?{_SAY}{_IT})?"
    rf"|how (?:many|much)|how many (?:remarks|quotes|quotations|mentions)(?: are there)?){_ALL}",
    re.IGNORECASE,
)
_FIRST_OR_LAST = re.compile(
    rf"{_LEAD}(?:since when(?: {_AUX} {_THEY}(?: been)?{_SAY}{_IT})?|when (?P<when>first|last)"
    rf"|when {_AUX} {_THEY} (?P<did>first|last){_SAY}{_IT}"
    rf"|(?:(?:when|what) (?:was|is) )?the (?P<the>{_ORDER}){_TIME}(?: {_THEY}{_SAY}{_IT})?)",
    re.IGNORECASE,
)
_MOST = re.compile(
    rf"{_LEAD}who(?: is| was| has)?(?:{_SAY}| says| talks| mentions| speaks){_IT}(?: the)? most"
    rf"(?: often)?(?: on (?:it|that|this)|{_IT})",
    re.IGNORECASE,
)
_ELSE = re.compile(
    rf"{_LEAD}who else (?:(?:has |have )?(?:talk(?:ed|s)?|spoke|spoken|speaks?|mention(?:ed|s)?)|is quoted)"
    r" (?:(?:about|on|of) )?(?:it|that|this)",
    re.IGNORECASE,
)
_FORMS = (_OFTEN, _FIRST_OR_LAST, _MOST, _ELSE)


def may_count(words: str) -> bool:
    """Whether a text, without the mark at its end, can be such a follow-up."""
    return any(form.fullmatch(words) for form in _FORMS)


def counted(words: str, speakers: Sequence[str], topic: str) -> str | None:
    """The whole question that such a follow-up stands for after one about `speakers` and `topic`, either of
    which can be missing; None for other texts."""
    if not (speakers or topic):
        return None
    who = " and ".join([", ".join(speakers[:-1]), speakers[-1]]) if len(speakers) > 1 else "".join(speakers)
    was = "were" if len(speakers) > 1 else "was"
    if _OFTEN.fullmatch(words):
        return _asked("How often", "", who, was, topic)
    if found := _FIRST_OR_LAST.fullmatch(words):
        order = found["when"] or found["did"] or found["the"] or "first"
        last = order.lower() in ("last", "latest", "most recent")
        return _asked("When", "last " if last else "first ", who, was, topic)
    if topic and _MOST.fullmatch(words):
        return f"Who spoke most about {topic}?"
    if topic and _ELSE.fullmatch(words):
        return f"Who besides {who} spoke about {topic}?" if who else f"Who else spoke about {topic}?"
    return None


def _asked(begins: str, order: str, who: str, was: str, topic: str) -> str:
    if not who:
        return f"{begins} was {topic} {order}mentioned?"
    if not topic:
        return f"{begins} {was} {who} {order}quoted?"
    return f"{begins} did {who} {order}speak about {topic}?"
