"""Attributions by rules over quotation marks, reporting cues and names; nothing is loaded and nothing is learned here."""

from collections.abc import Sequence
from typing import NamedTuple

from index.article import Article
from index.quotations.candidates import find_candidates
from index.quotations.clauses import (
    according_to,
    ends_with_cue,
    left_content,
    quote_stop,
    right_stop,
    unit_end,
)
from index.quotations.kinds import kind_of
from index.quotations.marks import Quoted, quoted_spans
from index.quotations.units import Item, Unit, split_units
from index.quotations.values import Attribution
from index.quotations.weighing import likelihood
from index.sentences import Sentence
from index.spans import Span

THRESHOLD = 0.45


class _Found(NamedTuple):
    """An attribution in the making, as places of items in its unit."""

    unit: Unit
    content: list[tuple[int, int]]
    cue: tuple[int, int]
    source: tuple[int, int] | None
    rule: str
    sure: float
    more: list[Span]  # content in the units that follow


def find_by_rules(article: Article, sentences: Sequence[Sentence]) -> list[Attribution]:
    """The article's attributions in reading order; none overlap. No cue gives []."""
    text = article.text
    quoted = quoted_spans(text)
    units = split_units(text, sentences, quoted)
    found: list[_Found] = []
    taken: set[int] = set()
    for number, unit in enumerate(units):
        if number in taken:
            continue
        here = _in_unit(unit)
        for one in here:
            if one.rule.startswith("quote") and one.content:
                last = max(end for _, end in one.content)
                open_end = (
                    all(not item.is_word for item in unit.items[max(last, one.cue[1]) :])
                    or one.rule == "quote<"
                )
                if open_end and one is here[-1]:
                    _carry_on(one, units, number, taken)
            found.append(one)
    return _attributions(text, found, quoted)


def _carry_on(one: _Found, units: Sequence[Unit], number: int, taken: set[int]) -> None:
    """Add the quoted units that follow in the paragraph, and run-on paragraphs."""
    paragraph = units[number].paragraph
    open_end = units[number].items[-1].quoted is not None and not units[number].items[-1].quoted.closed  # type: ignore[union-attr]
    for follow in range(number + 1, len(units)):
        unit = units[follow]
        first = unit.items[0]
        if first.quoted is None:
            break
        if unit.paragraph != paragraph and not (open_end and first.quoted.continues):
            break
        rest = unit.items[1:]
        if any(item.is_word for item in rest):
            if _in_unit(unit):
                break
            words = [item for item in rest if item.quoted is not None or item.is_word]
            one.more.append(Span(first.quoted.inner.start, _inner_end(words[-1])))
            taken.add(follow)
            break
        one.more.append(first.quoted.inner)
        taken.add(follow)
        open_end = not first.quoted.closed
        paragraph = unit.paragraph


def _inner_end(item: Item) -> int:
    return item.quoted.inner.end if item.quoted is not None else item.end


# ------------------------------------------------------------------- one unit


def _in_unit(unit: Unit) -> list[_Found]:
    items = unit.items
    accords = according_to(items)
    cues = [(cue, likelihood(items, cue)) for cue in find_candidates(items)]
    cues = [(cue, sure) for cue, sure in cues if sure >= THRESHOLD]
    found: list[_Found] = []
    blocked = 0  # nothing before this item may be content or cue any more
    end = unit_end(items)
    if accords is not None:
        start, last, source, content = accords
        found.append(_Found(unit, content, (start, last), source, "according", 0.9, []))
        low = min(a for a, _ in content) if content else start
        high = max([b for _, b in content] + [source[1] if source else last])
        cues = [(cue, sure) for cue, sure in cues if cue.first >= high or cue.last <= low]
    chain = list(cues)
    while chain:
        cue, sure = chain.pop(0)
        if cue.first < blocked:
            continue
        left = left_content(items, cue, blocked)
        # A cue at the end of what an earlier one began is the outer one: "Trump will say no, an aide said."
        if left is not None:
            content, source, rule, cue_end = left
            found.append(_Found(unit, content, (cue.first, cue_end), source, rule, sure, []))
            blocked = max([b for _, b in content] + [cue_end, source[1] if source else 0])
            continue
        outer = ends_with_cue(items, chain)
        if outer is not None and outer[0].first > cue.first:
            continue
        stop, following = right_stop(items, cue, chain, end)
        if cue.content >= stop or not any(item.is_word or item.quoted for item in items[cue.content : stop]):
            continue
        content = [(cue.content, stop)]
        rule = "right>" + cue.after
        if cue.after in {"quote", "colon"}:
            rule = "quote>"
            content = [(cue.content, quote_stop(items, cue.content, stop))]
        subject = cue.subject
        if cue.before in {"passive", "part"}:
            subject = None
        if cue.before == "inverted":
            continue
        found.append(_Found(unit, content, (cue.first, cue.last), subject, rule, sure, []))
        blocked = content[-1][1]
        chain = following
    return found


# ------------------------------------------------------------------- to places in the text


def _attributions(text: str, found: Sequence[_Found], quoted: Sequence[Quoted]) -> list[Attribution]:
    out: list[Attribution] = []
    for one in found:
        items = one.unit.items
        parts: list[Span] = []
        for start, end in sorted(one.content):
            span = _span(items, start, end)
            if span is not None:
                parts.append(span)
        parts += one.more
        if not parts:
            continue
        source = _span(items, *one.source) if one.source is not None else None
        cue = Span(items[one.cue[0]].start, items[one.cue[1] - 1].end)
        out.append(
            Attribution(
                content=tuple(parts),
                cue=cue,
                source=source,
                kind=kind_of(text, parts, quoted),
                confidence=round(one.sure, 2),
            )
        )
    return out


def _span(items: Sequence[Item], start: int, end: int) -> Span | None:
    while (
        start < end
        and not items[start].is_word
        and items[start].quoted is None
        and items[start].text not in "$#@"
    ):
        start += 1
    while (
        start < end
        and not items[end - 1].is_word
        and items[end - 1].quoted is None
        and items[end - 1].text not in "%)"
    ):
        end -= 1
    if start >= end:
        return None
    first, last = items[start], items[end - 1]
    if first.quoted is not None and last.quoted is not None and start == end - 1:
        return first.quoted.inner
    low = first.start
    high = last.end
    return Span(low, high)
