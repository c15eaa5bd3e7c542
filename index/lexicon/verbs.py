"""Forms of the reporting verbs: which words report speech or thought, and which of them speech alone."""

import re
from functools import cache

from index.lexicon.grammar import DOUBLED, IRREGULAR, SPOKEN, VERBS


@cache
def verb_forms() -> dict[str, tuple[str, str]]:
    """Each form of each reporting verb, with its lemma and what form it is: base, s, past, part or ing.

    "past" is also the participle's form where they are alike; "part" stands only where they differ.
    """
    found: dict[str, tuple[str, str]] = {}
    for lemma in sorted(VERBS, reverse=True):  # "lambasted" is of "lambaste", not "lambast", in every run
        past, part = IRREGULAR.get(lemma, (_regular(lemma, "ed"), ""))
        found.setdefault(lemma, (lemma, "base"))
        found.setdefault(_third(lemma), (lemma, "s"))
        found.setdefault(_regular(lemma, "ing"), (lemma, "ing"))
        if past != lemma:
            found.setdefault(past, (lemma, "past"))
        if part:
            found.setdefault(part, (lemma, "part"))
    return found


def _third(lemma: str) -> str:
    if lemma.endswith("y") and lemma[-2] not in "aeiou":
        return lemma[:-1] + "ies"
    return lemma + ("es" if lemma.endswith(("s", "x", "z", "sh", "ch")) else "s")


def _regular(lemma: str, ending: str) -> str:
    """The past or the "ing" form of a regular verb; a verb that doubles its last letter ends in it twice."""
    if lemma in DOUBLED:
        return lemma + lemma[-1] + ending
    if lemma.endswith("e") and not (ending == "ing" and lemma.endswith(("ee", "ye", "oe"))):
        return lemma[:-1] + ending
    if ending == "ed" and lemma.endswith("y") and lemma[-2] not in "aeiou":
        return lemma[:-1] + "ied"
    return lemma + ending


_WORD = re.compile(r"[^\W\d_]+")


@cache
def is_reporting_verb(word: str) -> bool:
    """Whether `word`, in lower case, is a form of a reporting verb ("denies", "promised")."""
    return word in verb_forms()


@cache
def tells_words(cue: str) -> bool:
    """Whether a cue as written tells that somebody spoke or wrote: "later added", "according to", ":"."""
    words = [word.lower() for word in _WORD.findall(cue)]
    forms = verb_forms()
    return not words or "according" in words or any(forms.get(word, ("",))[0] in SPOKEN for word in words)
