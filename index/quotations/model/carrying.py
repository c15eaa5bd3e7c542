"""Who goes on speaking in a paragraph that is all one quotation."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from index.quotations.marks import Quoted
from index.quotations.quotation import Attribution
from index.spans import Span

_SHORT = 12
"""Words of a question that may be the whole turn of somebody else."""


def gone_on(text: str, found: Sequence[Attribution], quoted: Sequence[Quoted]) -> list[Attribution]:
    """The attributions in reading order; one that fills its paragraph without a cue has the source before it.

    That is the source of what the paragraph before reports, if it reports one speaker's words and does not
    end in a question, which somebody else may answer; nor may the one be a short question.
    """
    kept: list[Attribution] = []
    for one in sorted(found, key=lambda one: one.content[0]):
        before = _paragraph_before(text, one.content[0].start)
        if one.source is None and one.cue is None and before is not None and _fills(text, one, quoted):
            reported = [
                other
                for other in kept[-8:]
                if other.content[-1].end > before.start and other.content[0].start < before.end
            ]
            sources = {other.source for other in reported}
            (source,) = sources if len(sources) == 1 else (None,)
            asked = any(other.content[-1].of(text).endswith("?") for other in reported[-1:])
            asks = asked or "?" in text[before.end - 2 : before.end] or _asks(one.content[-1].of(text))
            if source is not None and not asks:
                one = replace(one, source=source)
        kept.append(one)
    return kept


def _asks(words: str) -> bool:
    """Whether all that is said is one short question, which somebody else may put."""
    return words.endswith("?") and len(words.split()) <= _SHORT and not any(m in words[:-1] for m in ".?!")


def _fills(text: str, one: Attribution, quoted: Sequence[Quoted]) -> bool:
    """Whether an attribution is all of its paragraph, from an opening mark on."""
    number = bisect_right(quoted, one.content[0].start, key=lambda stretch: stretch.inner.start) - 1
    if number < 0 or quoted[number].inner.start != one.content[0].start:
        return False
    start = text.rfind("\n", 0, quoted[number].outer.start) + 1
    last = max(one.content[-1].end, quoted[number].outer.end)
    end = text.find("\n", last)
    end = len(text) if end < 0 else end
    return not any(map(str.isalnum, text[start : quoted[number].outer.start] + text[last:end]))


def _paragraph_before(text: str, place: int) -> Span | None:
    """The paragraph before the one that holds `place`; None before the first."""
    end = text.rfind("\n", 0, place) + 1
    while end and text[end - 1].isspace():
        end -= 1
    return Span(text.rfind("\n", 0, end) + 1, end) if end else None
