"""Attributions by rules over quotation marks, reporting cues and subjects: the way without the learned model."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from index.article import Article
from index.cues import ADDRESSED
from index.quotations.according import according_to
from index.quotations.candidates import Cue, find_candidates
from index.quotations.clauses import begin_of, left_content, quote_stop, right_stop, unit_end
from index.quotations.kinds import kind_of
from index.quotations.marks import Quoted, quoted_spans
from index.quotations.subjects import subject_after
from index.quotations.units import Item, Unit, split_units
from index.quotations.values import Attribution
from index.quotations.weighing import likelihood
from index.sentences import Sentence
from index.spans import Span

LIKELY = 0.45
"""From which likelihood on a candidate is a cue; chosen on PolNeAR dev."""

_Place = tuple[int, int]


class Found(NamedTuple):
    """An attribution in the making, as places of items in its unit; `rule` says what found it."""

    unit: Unit
    content: list[_Place]
    cue: _Place
    source: _Place | None
    rule: str
    sure: float
    more: list[Span]  # content in the units that follow


def find_by_rules(article: Article, sentences: Sequence[Sentence]) -> list[Attribution]:
    """The article's attributions in reading order; none overlap. No cue gives []."""
    quoted = quoted_spans(article.text)
    return [
        attribution
        for found in found_by_rules(article, sentences, quoted)
        if (attribution := _attribution(article.text, found, quoted)) is not None
    ]


def found_by_rules(
    article: Article, sentences: Sequence[Sentence], quoted: Sequence[Quoted]
) -> Iterator[Found]:
    """The same, with the rule that found each."""
    units = split_units(article.text, sentences, quoted)
    in_units: list[list[Found]] = [_in_unit(unit) for unit in units]
    taken = 0
    for number, here in enumerate(in_units):
        if number < taken:
            continue
        for one in here:
            if one.rule.startswith("quote") and all(
                other.source == one.source for other in here[here.index(one) :]
            ):
                taken = _carry_on(one, units, in_units, number)
        yield from here


# ------------------------------------------------------------------- one unit


def _in_unit(unit: Unit) -> list[Found]:
    items = unit.items
    found: list[Found] = []
    weighed = [(cue, likelihood(items, cue)) for cue in find_candidates(items)]
    cues = [(cue, sure) for cue, sure in weighed if sure >= LIKELY]
    accords = according_to(items)
    if accords is not None:
        found.append(Found(unit, accords.content, accords.cue, accords.source, "according", 0.9, []))
        low = accords.content[0][0]
        high = max(accords.content[-1][1], accords.source[1])
        cues = [(cue, sure) for cue, sure in cues if cue.first >= high or cue.last <= low]
    cues = [(cue, sure) for cue, sure in cues if not _is_inside_subject(cue, cues)]
    blocked = place = 0
    while place < len(cues):
        cue, sure = cues[place]
        place += 1
        if begin_of(cue) < blocked:
            continue
        one, skipped = _at_cue(unit, cue, sure, [other for other, _ in cues[place:]], blocked)
        if one is not None:
            found.append(one)
            reached = [one.cue[1], *(end for _, end in one.content)]
            if one.source is not None and cue.before == "inverted":
                reached.append(one.source[1])
            blocked = max(reached)
            place += skipped
    return found


def _is_inside_subject(cue: Cue, cues: Sequence[tuple[Cue, float]]) -> bool:
    """Whether the cue only tells more of another's subject: "writing" in "Kim, writing for the board, said"."""
    if cue.before not in {"ing", "ing0", "part", "none"}:
        return False
    return any(
        other.subject is not None and other.before != "inverted" and other.verb > cue.verb
        and other.subject[0] <= cue.first and cue.verb < other.subject[1]
        for other, _ in cues
    )  # fmt: skip


def _at_cue(
    unit: Unit, cue: Cue, sure: float, later: Sequence[Cue], blocked: int
) -> tuple[Found | None, int]:
    """What the cue introduces, and how many of the later cues stand inside that."""
    items = unit.items
    left = left_content(items, cue, blocked)
    if left is not None:
        rule = "quote<" if left.quoted else "left<"
        return Found(unit, left.content, (cue.first, _cue_end(cue)), cue.subject, rule, sure, []), 0
    if cue.before == "inverted":
        return None, 0
    stop, inside = right_stop(items, cue, later)
    # "Trump will say no, an aide said": the last cue is the outer one.
    for other in later[:inside]:
        outer = left_content(items, other, blocked)
        if outer is not None and outer.closes:
            return None, 0
    content, source = _right_content(items, cue, stop)
    if not content:
        return None, 0
    rule = ("quote>" if cue.after in {"quote", "colon"} else "right>") + cue.after
    return Found(unit, content, (cue.first, cue.last), source, rule, sure, []), inside


def _cue_end(cue: Cue) -> int:
    return cue.verb + 1 if cue.before == "inverted" else cue.last


def _right_content(items: Sequence[Item], cue: Cue, stop: int) -> tuple[list[_Place], _Place | None]:
    """Content right of the cue, with the subject where the content is told of it, and the source."""
    right = (cue.content, quote_stop(items, cue.content, stop) if cue.after in {"quote", "colon"} else stop)
    filled = any(item.is_word or item.quoted for item in items[right[0] : right[1]])
    content = [right] if filled else []
    if cue.before in {"passive", "part"}:
        about = [] if cue.subject is None or cue.lemma in ADDRESSED else [cue.subject]
        if cue.after == "by":
            source = subject_after(items, cue.content)
            return about, source
        return about + content, None
    if cue.lemma in {"seem", "appear"}:
        return ([cue.subject, *content] if cue.subject and content else content), None
    return content, cue.subject


# ------------------------------------------------------------------- over several units


def _carry_on(one: Found, units: Sequence[Unit], found: Sequence[list[Found]], number: int) -> int:
    """Add the quoted units that follow, and give the number of the first that was not added."""
    last = units[number].items[-1].quoted
    crossing = one.rule == "quote<" or (last is not None and not last.closed)
    paragraph = units[number].paragraph
    for follow in range(number + 1, len(units)):
        unit = units[follow]
        first = unit.items[0].quoted
        if first is None or found[follow]:
            return follow
        alone = not any(item.is_word for item in unit.items)
        if unit.paragraph != paragraph and not (crossing and alone):
            return follow
        one.more.append(Span(first.inner.start, _inner_end(unit.items[unit_end(unit.items) - 1])))
        paragraph = unit.paragraph
        if not alone:
            return follow + 1
    return len(units)


def _inner_end(item: Item) -> int:
    return item.quoted.inner.end if item.quoted is not None else item.end


# ------------------------------------------------------------------- to places in the text


def _attribution(text: str, found: Found, quoted: Sequence[Quoted]) -> Attribution | None:
    items = found.unit.items
    spans = [_span(items, *place) for place in sorted(found.content)]
    parts = tuple(span for span in spans if span is not None) + tuple(found.more)
    if not parts:
        return None
    return Attribution(
        content=parts,
        cue=Span(items[found.cue[0]].start, items[found.cue[1] - 1].end),
        source=None if found.source is None else _span(items, *found.source),
        kind=kind_of(text, parts, quoted),
        confidence=round(found.sure, 2),
    )


def _span(items: Sequence[Item], start: int, end: int) -> Span | None:
    """The place of items without loose marks at its ends, and without the marks of a quoted stretch alone."""
    while start < end and _is_loose(items[start], "$#@"):
        start += 1
    while start < end and _is_loose(items[end - 1], "%)"):
        end -= 1
    if start >= end:
        return None
    first = items[start].quoted
    if first is not None and start == end - 1:
        return first.inner
    return Span(items[start].start, items[end - 1].end)


def _is_loose(item: Item, kept: str) -> bool:
    return item.quoted is None and not item.is_word and item.text not in kept
