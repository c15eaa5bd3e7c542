"""What stands between quotation marks is one speaker's, whatever is reported inside it."""

from bisect import bisect_right
from collections.abc import Sequence

from index.quotations.marks import Quoted
from index.quotations.model.trimming import trimmed
from index.spans import Span

_SHARE = 0.4
"""Of a stretch's characters, as many as must be somebody's for all of it to be."""
_SHORTEST = 24
"""Characters of a stretch that can hold a report of its own; a shorter one may be a title."""


def whole_stretches(
    text: str, contents: Sequence[tuple[Span, ...]], cues: Sequence[Span | None], quoted: Sequence[Quoted]
) -> list[tuple[Span, ...]]:
    """The contents of quotations, made whole where a stretch between marks was cut by a report inside it.

    A long stretch, if much of it is the content of a quotation whose cue stands outside, is all that
    quotation's: \u201cI asked. \u2018Fine,\u2019 he said. And he left,\u201d said Ruiz. Others have
    nothing in it.
    """
    whole: list[list[Span]] = [list(spans) for spans in contents]
    shares: dict[int, dict[int, int]] = {}  # by stretch, the characters of each quotation in it
    for number, spans in enumerate(contents):
        for start, end in spans:
            first = bisect_right(quoted, start, key=lambda one: one.inner.end)
            for place in range(first, len(quoted)):
                inner = quoted[place].inner
                if inner.start >= end:
                    break
                if inner.end - inner.start >= _SHORTEST:
                    owned = shares.setdefault(place, {})
                    owned[number] = owned.get(number, 0) + min(end, inner.end) - max(start, inner.start)
    for place, owned in shares.items():
        inner = quoted[place].inner
        outside = {number: count for number, count in owned.items() if not _stands_in(cues[number], inner)}
        if not outside:
            continue
        owner = max(outside, key=lambda number: (outside[number], -number))
        if outside[owner] < _SHARE * (inner.end - inner.start):
            continue
        if len(owned) == 1 and any(
            span.start <= inner.start and inner.end <= span.end for span in whole[owner]
        ):
            continue  # it is whole as it is
        for number in owned:
            whole[number] = [part for span in whole[number] for part in _without(span, inner)]
        joined = _joined([*whole[owner], quoted[place].outer])
        whole[owner] = [part for span in joined if (part := trimmed(text, span)) is not None]
    return [tuple(spans) for spans in whole]


def _stands_in(cue: Span | None, inner: Span) -> bool:
    return cue is not None and inner.start <= cue.start and cue.end <= inner.end


def _without(span: Span, inner: Span) -> list[Span]:
    """What of `span` stands outside `inner`, apart from the marks between both."""
    if span.end <= inner.start or inner.end <= span.start:
        return [span]
    before, after = Span(span.start, inner.start - 1), Span(inner.end + 1, span.end)
    return [part for part in (before, after) if part.end - part.start > 1]


def _joined(spans: list[Span]) -> list[Span]:
    """Spans in reading order, those that only a mark and a space set apart as one."""
    found: list[Span] = []
    for span in sorted(spans):
        if found and span.start - found[-1].end <= 2:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return found
