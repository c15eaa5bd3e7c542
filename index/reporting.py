"""Whether a word of a question is a verb that reports speech or thought."""

from __future__ import annotations

from functools import cache

from index.quotations.verbs import verb_forms


@cache
def is_reporting_verb(word: str) -> bool:
    """Whether `word`, in lower case, is a form of a reporting verb ("denies", "promised")."""
    return word in verb_forms()
