"""Questions that ask for a number or a day: how often, first, last, ever, since when, who most, who else.

What is counted is what the same question without that would show: "how often has Gates mentioned Iran?"
counts what Gates said about Iran.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from index.people.people import Person
from index.questions.checking import says


class Wanted(StrEnum):
    """What is asked of a count."""

    OFTEN = "how often"
    FIRST = "first"
    LAST = "last"
    EVER = "ever"
    MOST = "who most"
    ELSE = "who else"


@dataclass(frozen=True, slots=True)
class Counting:
    """What is asked of a count, and whose remarks are left out of it ("who else besides Gates")."""

    wanted: Wanted
    besides: tuple[Person, ...] = ()


class CountForm(NamedTuple):
    """What is asked of a count, the question that is left without that, and who is left out, as typed."""

    wanted: Wanted
    plain: str
    besides: str | None = None


_LONGEST = 500
"""Characters of a question; more are a text, whose like is looked for."""
_IS = re.compile(r"^((?:and |so |ok |hey )?wh(?:o|at|en))['’]?s\b", re.IGNORECASE)
"""As people type it: "whos", "what's"."""
_BRING_UP = re.compile(r"\bbr(ing|ings|inging|ought) up\b", re.IGNORECASE)
_AUX = r"(?P<aux>did|does|do|has|have|had|was|were|is|are)"
_VERB = r"(?P<verb>[a-z]+)(?P<rest>\b.*)$"
_FIRST = r"(?P<first>(?:the )?(?:very )?(?:first|earliest)|last|latest|most recent(?:ly)?|lately)"
_NOUN = r"(?:quotes?|quotations?|remarks?|statements?|comments?|sayings?|words|things?|mentions?)"
_OFTEN = r"(?:on )?how (?:very )?(?:often|frequently|many times|many occasions)"
_PASSED = (
    r"(?:mentioned|discussed|addressed|brought up|raised|talked about|spoken about|spoken of|commented on"
    r"|come up|came up|referred to|cited)"
)
_PASSIVE = re.compile(
    r"^\s*(?:(?:was|were|is|are)\s+(?P<was>\S.*?)|(?:has|have|had)\s+(?P<has>\S.*?)\s+been"
    r"|(?:did|does|do)\s+(?P<did>\S.*?)(?=\s+come up)|(?:has|have|had)\s+(?P<come>\S.*?)(?=\s+come up))"
    rf"\s+(?:ever\s+|first\s+|last\s+)?{_PASSED}\b"
    r"(?P<by>\s+by\s+[^?,]+?(?=\s+(?:in|last|since|this|on)\b|[?,.!]|$))?(?P<rest>.*)$",
    re.IGNORECASE,
)


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.IGNORECASE | re.DOTALL)


_HOW_OFTEN = _pattern(rf"^(?P<before>.*?)\b{_OFTEN}\b(?P<tail>.+)$")
_HOW_MANY = _pattern(
    rf"^(?P<before>.*?)\b(?:how many|(?:the )?number of|count(?: all)?(?: the)?) {_NOUN}(?P<tail>\b.*)$"
)
_HOW_MANY_ARTICLES = _pattern(r"^.*?\bhow many articles (?:quote|cite)s? (?P<who>.+)$")
_IN_HOW_MANY = _pattern(rf"^.*?\bin how many articles (?P<tail>{_AUX} .+)$")
_NUMBER_OF_TIMES = _pattern(r"^.*?\bnumber of times (?:that )?(?P<tail>.+)$")
_FILLED = re.compile(
    r"^\s*(?:are there|do (?:you|we) have|have you got|there are|exist|are|were)\b", re.IGNORECASE
)
_MAKE = re.compile(
    r"\b(?:make|made|give|given|have|has|get|got|issued?)\b(?=\s+(?:about|on|of|regarding)\b|\W*$)",
    re.IGNORECASE,
)
_WHEN = _pattern(rf"^(?P<before>.*?)\b(?:when|what) {_AUX} (?P<who>\S.*?) {_FIRST} (?:been )?{_VERB}")
_WHEN_AT_END = _pattern(rf"^(?P<before>.*?)\bwhen {_AUX} (?P<tail>.+?) (?:for the )?{_FIRST}(?: time)?\W*$")
_THE_TIME = _pattern(
    rf"^.*?\b(?:(?:when|what)(?: was| is|'s)? )?the {_FIRST} (?:time|occasion)(?: that| when)? (?P<tail>.+)$"
)
_THE_THING = _pattern(rf"^.*?\bwhat(?: was| is|'s)? the {_FIRST} {_NOUN}(?: that)? (?P<tail>.+)$")
_SINCE = _pattern(rf"^.*?\b(?:since when|how long) (?P<tail>{_AUX} .+)$")
_EVER = _pattern(rf"^\W*{_AUX} (?P<who>\S.*?) ever (?P<been>been )?{_VERB}")
_MOST = r"(?:the )?most(?: often| frequently)?(?= (?:about|on|of|regarding|concerning|to|against)\b|\W*$)"
_WHICH = r"(?:who|which (?:person|speaker|politician|official|one))"
_WHO_MOST = _pattern(rf"^(?P<before>.*?)\b{_WHICH} (?P<says>[^?]*?)\b{_MOST}(?P<rest>.*)$")
_MOST_QUOTED = _pattern(
    r"^.*?\bwho(?: is|'s| was) (?:the )?most(?: often| frequently)?[ -]?quoted(?: person| one)?(?P<rest>.*)$"
)
_BESIDES = r"(?:besides|apart from|other than|aside from|except(?: for)?|beyond)"
_BESIDES_FIRST = _pattern(rf"^(?P<before>.*?)\bwho (?:else )?{_BESIDES} (?P<tail>.+)$")
_BESIDES_LAST = _pattern(
    rf"^(?P<before>.*?)\bwho (?:else )?(?P<rest>[a-z].*?),? {_BESIDES} (?P<name>[^?]+?)\W*$"
)
_WHO_ELSE = _pattern(r"^(?P<before>.*?)\bwho else (?P<rest>[a-z].*)$")
_NAMED = _pattern(r"^(?P<name>.+?),?(?P<aux> (?:has|have|had|is|was))?$")
_LAST = re.compile(r"last|lat|recent", re.IGNORECASE)


def count_form(text: str) -> CountForm | None:
    """What a question asks of a count; None for a question of another kind."""
    flat = _BRING_UP.sub(
        lambda found: "mentioned" if found[1] == "ought" else "mention",
        _IS.sub(r"\1 is", " ".join(text.split())),
    )
    if len(flat) > _LONGEST:
        return None
    for form in (_often, _first_or_last, _ever, _who):
        found = form(flat)
        if found is not None:
            return found
    return None


def _often(text: str) -> CountForm | None:
    if found := _HOW_OFTEN.match(text):
        return _form(Wanted.OFTEN, found["tail"], f"{found['before']}what{found['tail']}")
    if found := _NUMBER_OF_TIMES.match(text):
        return _form(Wanted.OFTEN, found["tail"], f"what {found['tail']}")
    if found := _HOW_MANY_ARTICLES.match(text):
        return CountForm(Wanted.OFTEN, f"quotes by {found['who']}")
    if found := _IN_HOW_MANY.match(text):
        return _form(Wanted.OFTEN, found["tail"], f"what {found['tail']}")
    if found := _HOW_MANY.match(text):
        return _of_quotes(found["tail"])
    return None


def _form(wanted: Wanted, tail: str, plain: str) -> CountForm | None:
    """The form of a question whose `tail` tells what is counted: "has Gates spoken", "was Iran mentioned".

    `plain` is the question that is left. None where the tail has no verb of saying.
    """
    passive = _passive(tail)
    if passive is None and not _tells(tail):
        return None
    return CountForm(wanted, passive or plain)


def _of_quotes(tail: str) -> CountForm | None:
    """ "How many quotes are there by Gates on Iran", "how many remarks did Gates make on Iran"."""
    rest = _FILLED.sub("", tail).strip()
    if re.match(r"(?:by|from|of)\b", rest):
        return CountForm(Wanted.OFTEN, f"quotes {rest}")
    if re.match(r"(?:about|on|regarding|concerning)\b", rest):
        return CountForm(Wanted.OFTEN, f"what was said {rest}")
    made = _MAKE.sub("say", rest)
    return CountForm(Wanted.OFTEN, f"what {made}") if made != rest else None


def _first_or_last(text: str) -> CountForm | None:
    if (found := _SINCE.match(text)) and _tells(found["tail"]):
        return CountForm(Wanted.FIRST, f"what {found['tail']}")
    for pattern in (_THE_TIME, _THE_THING):
        if found := pattern.match(text):
            if re.match(r"(?:by|from|of)\b", found["tail"]):  # "the first remark by Gates on Iran"
                return CountForm(_which(found["first"]), f"quotes {found['tail']}")
            return _form(_which(found["first"]), found["tail"], f"what {found['tail']}")
    if found := _WHEN_AT_END.match(text):
        tail = f"{found['aux']} {found['tail']}"
        return _form(_which(found["first"]), tail, f"what {tail}")
    if found := _WHEN.match(text):
        tail = f"{found['aux']} {found['who']} {found['verb']}{found['rest']}"
        said = _passive(tail) or says(found["verb"])
        return _form(_which(found["first"]), tail, f"{found['before']}what {tail}") if said else None
    return None


def _ever(text: str) -> CountForm | None:
    found = _EVER.match(text)
    if found is None:
        return None
    who, verb = f"{found['aux']} {found['who']}", found["verb"]
    passive = _passive(f"{who} {found['been'] or ''}{verb}{found['rest']}")
    if passive is None and not says(verb):
        return None
    rest = re.sub(r"^ (?:any|some)thing\b", "", found["rest"])
    return CountForm(Wanted.EVER, passive or f"what {who} {verb}{rest}")


def _who(text: str) -> CountForm | None:
    if found := _MOST_QUOTED.match(text):
        return CountForm(Wanted.MOST, f"who is quoted{found['rest']}")
    if (found := _WHO_MOST.match(text)) and _tells(found["says"]):
        plain = f"{found['before']}who {found['says'].strip()} {found['rest'].strip()}"
        return CountForm(Wanted.MOST, plain)
    return _who_else(text)


def _who_else(text: str) -> CountForm | None:
    """ "Who else spoke about Iran", "who besides Gates spoke", "who spoke besides Gates"."""
    if found := _BESIDES_FIRST.match(text):
        tail = found["tail"]
        verbs = [word for word in re.finditer(r"[A-Za-z]+", tail) if word.start() and says(word.group())]
        named = _NAMED.match(tail[: verbs[0].start()].strip()) if verbs else None
        if named is None:
            return None
        plain = f"{found['before']}who{named['aux'] or ''} {tail[verbs[0].start() :]}"
        return CountForm(Wanted.ELSE, plain, named["name"])
    found = _BESIDES_LAST.match(text) or _WHO_ELSE.match(text)
    if found is None or not _tells(found["rest"]):
        return None
    return CountForm(Wanted.ELSE, f"{found['before']}who {found['rest']}", found.groupdict().get("name"))


def _passive(tail: str) -> str | None:
    """The question behind "was bread mentioned by Gates", "has bread been discussed"."""
    found = _PASSIVE.match(tail)
    if found is None:
        return None
    topic = found["was"] or found["has"] or found["did"] or found["come"]
    by = (found["by"] or "").strip()[2:].strip()
    asked = f"what did {by} say about {topic}" if by else f"what was said about {topic}"
    return asked + found["rest"]


def _which(word: str) -> Wanted:
    return Wanted.LAST if _LAST.search(word) else Wanted.FIRST


def _tells(text: str) -> bool:
    """Whether a question's words hold a verb of saying."""
    return any(says(word) for word in re.findall(r"[A-Za-z]+", text))
