"""Names that sign or label a quotation: “...” — Ana Ruiz, and RUIZ: ..., where no verb reports it."""

import re
from typing import NamedTuple

from index.names.roles import is_role
from index.spans import Span

_NAME = r"(?:[^\W\d_a-z][\w.'’-]*|de|da|del|van|von|al|bin|of|the)"
_SIGNED = re.compile(
    r"[\s\"”’'»]*(?P<cue>[\u2012-\u2015]|--?)\s*"
    rf"(?P<source>(?:(?:[a-z][\w'’-]* ){{0,3}}(?P<role>[a-z][\w-]+) )?"
    rf"[^\W\d_a-z][\w.'’-]*(?:,? {_NAME}){{0,6}})"
    r"(?=\s*(?:[.,;(\"“”\n]|$))"
)
_LABEL = re.compile(
    rf"[\s\"“‘'«>*]*(?P<source>[^\W\d_a-z][\w.'’-]*(?: {_NAME}){{0,3}})\s?(?P<cue>:)(?=\s)[\s\"“]*"
)


class Name(NamedTuple):
    """Whose a quotation is by the name beside it; `content` is the quotation without that name."""

    cue: Span
    source: Span
    content: Span


def name_beside(text: str, content: Span) -> Name | None:
    """The name that labels the start of `content` or signs its end, in its paragraph; None if none does."""
    line_start = max(text.rfind("\n", 0, content.start), text.rfind("\r", 0, content.start)) + 1
    label = _LABEL.match(text, line_start, min(content.end, line_start + 120))
    if label and label.end() >= content.start and label.end() < content.end:
        return Name(Span(*label.span("cue")), Span(*label.span("source")), Span(label.end(), content.end))
    signed = _SIGNED.match(text, content.end, content.end + 120)
    if signed and signed["role"] and not is_role(signed["role"]):
        return None  # "transport minister Giles Monk", not "but Monk"
    if signed and "\n" not in text[content.end : signed.end()]:
        return Name(Span(*signed.span("cue")), Span(*signed.span("source")), content)
    return None
