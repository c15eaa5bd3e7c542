"""The years that a question's words name, and whether an article tells of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from index.answers.article_cache import ReadingRoom
from index.answers.hits import TopicTerm

_YEAR = r"(?<![\w,.$£€-])(?P<year>(?:19|20)\d\d)(?![\w%]|[,.]\d)"
_OCCASION = (
    r"cup|olympics?|paralympics?|elections?|primar(?:y|ies)|campaign|race|referendum|championships?|season"
    r"|tournament|finals?|budget|census|debates?|convention|summit|crisis|attacks?"
)
_BEFORE = (
    r"(?:in|of|by|since|until|till|before|after|during|for|from|year|late|early|mid|spring|summer|autumn|fall"
    r"|winter|january|february|march|april|may|june|july|august|september|october|november|december)\s+"
)
_MANY = (
    r"(?!\s+(?:more\s+|new\s+|other\s+)?(?!(?:is|was|has|does|as|says|this|his|its)\b)"
    r"(?:\w+(?<!s)s|people|men|women|children)(?!\w|['’]))"
)
"""No noun in the plural, which is what "2000" counts in "2000 jobs"."""
_NAMED = (
    re.compile(rf"{_YEAR}(?=['’]s\b|(?:\s+[\w.]+){{0,2}}?\s+(?:{_OCCASION})\b)", re.IGNORECASE),
    re.compile(rf"\b{_BEFORE}{_YEAR}{_MANY}", re.IGNORECASE),
    re.compile(rf"{_YEAR}(?=\W*$)"),
)
_PARTED = re.compile(r"(?<=\d)[,.\u00a0\u202f](?=\d{3}(?!\d))")


def years_of(text: str) -> tuple[str, ...]:
    """The years that a question names as such: "in 2022", "the 2022 World Cup", but not "2000 jobs"."""
    found = (match["year"] for pattern in _NAMED for match in pattern.finditer(text))
    return tuple(sorted(set(found)))


def sought_years(text: str, topic: Sequence[TopicTerm]) -> list[str]:
    """The years that a question names and that its topic holds."""
    words = {term.word for term in topic}
    return [year for year in years_of(text) if year in words]


def tells_of(room: ReadingRoom, article: int, years: Sequence[str]) -> bool:
    """Whether each of `years` stands in an article or its headline, or is the year of its day."""
    if not years:
        return True
    day = room.day(article)
    told = {str(date.fromordinal(day).year)} if day else set()
    text = _PARTED.sub("", f"{room.row(article).title}\n{room.text(article)}")
    return all(year in told or re.search(rf"(?<!\d){year}", text) for year in years)
