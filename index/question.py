"""Questions: who is asked about, on what, and when."""

from __future__ import annotations

from enum import StrEnum


class QuestionKind(StrEnum):
    """What is wanted: somebody's words, who spoke some words, several people's words, or any passage."""

    SAID = "said"
    WHO_SAID = "who_said"
    COMPARE = "compare"
    SEARCH = "search"
