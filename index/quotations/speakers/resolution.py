"""How a source was read: the values that speaker resolution hands to itself."""

from enum import StrEnum
from typing import NamedTuple


class Way(StrEnum):
    """How a speaker was found, which decides how sure we are of it."""

    FULL = "full name"
    SURNAME = "surname"
    GIVEN = "given name"
    RANKED = "ranked"
    PLURAL = "plural pronoun"
    NEUTER = "it"
    RELATIVE = "relative"
    NOMINAL = "nominal"
    UTTERANCE = "utterance"
    BODY = "body"
    NOBODY = "nobody"


class Reading(NamedTuple):
    """Who a source is: names in order, role as written, how they were found, and how likely that is."""

    speakers: tuple[str, ...]
    role: str | None
    way: Way
    chance: float = 1.0


NOBODY = Reading((), None, Way.NOBODY)
