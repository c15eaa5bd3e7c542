"""Which words report speech or thought, and which of them speech alone."""

from __future__ import annotations

import re
from functools import cache

from index.lexicon.grammar import SPOKEN
from index.lexicon.verbs import verb_forms

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
