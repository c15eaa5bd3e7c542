"""Datelines: the places that reports are sent from, at the heads of paragraphs; nobody speaks there."""

import re
from collections.abc import Sequence

from index.lexicon.common_words import INVERTED
from index.lexicon.places import AREAS, CITIES, PLACE_HEADS, PLACES
from index.lexicon.titles import COURTESY
from index.names.given_names import is_given_name
from index.quotations.quotation import Attribution
from index.spans import Cover, Span

_DATELINE = re.compile(
    r"^[ \t]*[*_]{0,2}(?P<place>[A-Z\u00c0-\u00de][A-Z\u00c0-\u00de.'\u2019/ -]+[A-Z\u00c0-\u00de])"
    r"(?P<land>, (?:[A-Z][\w.]+)(?: [A-Z][\w.]+){0,2})?(?:,? \([^()\n]{1,40}\))?"
    r"(?:,? [A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?)?(?:,? \([^()\n]{1,40}\))?[*_]{0,2}"
    r"\s*(?P<mark>\u2014|\u2013|--|-(?= )|:)\s*(?=\S)",
    re.MULTILINE,
)
_OF_THE_SPEAKER = re.compile(r"\b(?:I|we|We|my|My|our|Our|you|You|your|Your|me|us)\b")
_MARKED = re.compile(r"[\"\u201c][^\"\u201c\u201d\n]*(?:[\"\u201d]|$)")
_LONGEST = 40  # characters of a place
_EARLY = 6  # lines within which a place and a colon open a report


def datelines(text: str) -> list[Span]:
    """Where datelines stand in `text`, in order: "ACCRA, Ghana (WA) —", "SEOUL, May 3 --", "BERGEN:".

    A word in capitals and a colon may be who speaks, as in a transcript: it is a place only where no other
    paragraph opens like that, and where what follows is not told by one who says "I" or "we". Somebody's
    name is none: "ANN LOW: The singer", "RUIZ — The painter died", of whom "Ana Ruiz" is told later.
    """
    found = [match for match in _DATELINE.finditer(text) if len(match["place"]) <= _LONGEST]
    labels = [match for match in found if match["mark"] == ":"]
    found = [
        match for match in found if match["mark"] != ":" or (len(labels) == 1 and _opens_report(text, match))
    ]
    people = _people(text) if found else set()
    return [Span(match.start("place"), match.end("mark")) for match in found if not _is_person(match, people)]


def _is_person(match: re.Match[str], people: set[str]) -> bool:
    """Whether the words in capitals are a person's: they open with a given name, or end in a surname that the
    text has again behind a given name, a title of courtesy, or before "said"."""
    words = [word.title() for word in match["place"].split()]
    lowered = [word.lower() for word in words]
    if match["land"] or lowered[0] in _OF_PLACES or lowered[-1] in PLACES | CITIES | AREAS | PLACE_HEADS:
        return False
    if len(words) > 1 and is_given_name(words[0]):
        return True
    return words[-1] in people


def _people(text: str) -> set[str]:
    """The words that stand behind a given name or a title of courtesy, or before "said"."""
    behind = {
        match["name"]
        for match in _NAMED.finditer(text)
        if is_given_name(match["before"]) or match["before"].lower() in COURTESY
    }
    return behind | {match["name"] for match in _TELLS.finditer(text)}


_NAMED = re.compile(r"\b(?P<before>[A-Z][\w.]*)(?= (?P<name>[A-Z][\w\u2019'-]*))")
_TELLS = re.compile(rf"\b(?P<name>[A-Z][\w-]*) (?:{'|'.join(sorted(INVERTED))})\b")
_OF_PLACES = frozenset({"fort", "mount", "port", "saint", "san", "santa", "st", "st."}) | PLACE_HEADS


def _opens_report(text: str, match: re.Match[str]) -> bool:
    early = len([line for line in text[: match.start()].split("\n") if line.strip()]) <= _EARLY
    end = text.find("\n", match.end())
    told = _MARKED.sub("", text[match.end() : len(text) if end < 0 else end])
    return early and match.start() > 0 and bool(told.strip()) and _OF_THE_SPEAKER.search(told) is None


def without_datelines(text: str, found: Sequence[Attribution]) -> list[Attribution]:
    """The attributions of `found`, in order, without those of datelines: "BERGEN: The mill ..."."""
    places = Cover(datelines(text))
    return [one for one in found if one.source is None or not places.holds(one.source)]
