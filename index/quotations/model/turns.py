"""Where somebody else may take the word: a quotation that is closed before its paragraph ends.

One that goes on in the next paragraph is left open by its paragraph. A closed one and the next belong
together where a cue stands before both; where it stands behind the second, or one of them asks, they may be
two people's.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from index.quotations.marks import Quoted
from index.quotations.model.trimming import trimmed
from index.spans import Span


def turns_in(
    text: str, content: Sequence[Span], cue: Span | None, quoted: Sequence[Quoted]
) -> Iterator[Span]:
    """The parts of a content in order, those that hold several turns cut between them."""
    for span in content:
        start = span.start
        pieces: list[Span] = []
        for one, after in _neighbours(span, quoted):
            if start < one.outer.end and _is_turn(text, one, after, cue):
                pieces.append(Span(start, one.outer.end))
                start = after.outer.start
        if not pieces:
            yield span
            continue
        pieces.append(Span(start, span.end))
        yield from (part for piece in pieces if (part := trimmed(text, piece)) is not None)


def takes_turn(text: str, part: Span, after: Span, cue: Span | None, quoted: Sequence[Quoted]) -> bool:
    """Whether another may speak in the second of two parts of different paragraphs."""
    pairs = list(_neighbours(Span(part.end - 1, after.start + 1), quoted))
    return any(_is_turn(text, one, other, cue) for one, other in pairs)


def is_anothers(text: str, content: Sequence[Span], cue: Span, quoted: Sequence[Quoted]) -> bool:
    """Whether somebody else may have taken the word between a quotation and the cue it points at."""
    reach = Span(min(cue.start, content[0].start), max(cue.end, content[-1].end))
    return any(_is_turn(text, one, other, cue) for one, other in _neighbours(reach, quoted))


def is_near(text: str, cue: Span | None, source: Span | None) -> bool:
    """Whether a source stands in reach of its cue: not a paragraph behind it, as in “Dry,” said, coughing, /
    Ana Ruiz objected. A mark such as ":" may lead to a name below it."""
    if cue is None or source is None or source.start < cue.end:
        return True
    return "\n" not in text[cue.end : source.start] or not any(map(str.isalpha, cue.of(text)))


def _neighbours(span: Span, quoted: Sequence[Quoted]) -> Iterator[tuple[Quoted, Quoted]]:
    """The stretches that touch a span, each with the next of them."""
    number = bisect_right(quoted, span.start, key=lambda one: one.outer.end)
    while number + 1 < len(quoted) and quoted[number + 1].outer.start < span.end:
        yield quoted[number], quoted[number + 1]
        number += 1


def _is_turn(text: str, one: Quoted, after: Quoted, cue: Span | None) -> bool:
    gap = text[one.outer.end : after.outer.start]
    if not one.closed or after.continues or "\n" not in gap:
        return False
    if gap.strip():  # “Where were you?” Vuk asked.
        return text[one.inner.end - 1] == "?"
    asks = text[one.inner.end - 1] == "?" or text[after.inner.end - 1] == "?"
    return asks or (cue is not None and cue.start >= after.outer.start)
