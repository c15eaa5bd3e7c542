"""What a headline quotes counts as somebody's only where the article below it settles whose it is."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from index.quotations.quotation import Quotation, QuotationKind
from index.spans import Span

_WORD = re.compile(r"\w+")
_SHARE = 0.6
"""Of the words that a headline quotes, as many as a quotation in the article has to share."""
_LONGEST = 200
"""Characters of a headline."""


def settled(text: str, quotations: Sequence[Quotation]) -> list[Quotation]:
    """The quotations, those of the headline under the name that the article gives them.

    "Ana Ruiz: the mayor who 'never slept'" names whom it is about and not who says it. Where no verb reports
    what a headline quotes, the speaker is whoever says the same words below, or the one that the headline
    names if he or she is quoted below at all; otherwise nobody.
    """
    headline = _headline(text)
    body = [one for one in quotations if one.content[0].start >= headline.end]
    spoken = {name for one in body for name in one.speakers}
    return [
        one
        if one.content[0].start >= headline.end or _is_reported(text, one)
        else _settled(text, one, body, spoken)
        for one in quotations
    ]


def _headline(text: str) -> Span:
    """The first line of a text that goes on; nothing where that is as long as a paragraph."""
    first = re.match(r"\s*([^\n]+)\n", text)
    if first is None or len(first[1]) > _LONGEST:
        return Span(0, 0)
    return Span(*first.span(1))


def _is_reported(text: str, one: Quotation) -> bool:
    """Whether a verb tells the quotation: a noun before a colon, as in "Harlow vote: ...", does not."""
    if one.cue is None or not _WORD.search(one.cue.of(text)):
        return False
    return ":" not in text[one.cue.start : one.cue.end + 1]


def _settled(text: str, one: Quotation, body: Iterable[Quotation], spoken: set[str]) -> Quotation:
    words = _words(text, one.content) if one.kind is not QuotationKind.INDIRECT else set()
    for other in body:
        shared = len(words & _words(text, other.content))
        if other.speakers and len(words) > 1 and shared >= _SHARE * len(words):
            return replace(one, speakers=other.speakers, role=other.role)
    if one.speakers and spoken.issuperset(one.speakers):
        return one
    return replace(one, speakers=(), role=None)


def _words(text: str, spans: Iterable[Span]) -> set[str]:
    return {word.casefold() for span in spans for word in _WORD.findall(span.of(text))}
