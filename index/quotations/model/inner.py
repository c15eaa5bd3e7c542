"""Words of somebody whom a speaker quotes: in "Ruiz said Lind told her: “Go home”", they are Lind's."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from index.analysis.sentences import Sentence
from index.lexicon.grammar import CONJUNCTIONS, PRONOUNS, SUBORDINATORS
from index.lexicon.verbs import tells_words
from index.quotations.marks import Quoted, kind_of
from index.quotations.model.trimming import trimmed
from index.quotations.quotation import Attribution
from index.quotations.rules.clause_tokens import Item, Unit, split_units
from index.quotations.rules.cue_candidates import Cue, find_candidates
from index.quotations.rules.subjects import is_finite
from index.spans import Span

_FEWEST, _CLAUSE = 3, 3
"""Words between marks that can be a speech inside another, and words that can be a clause beside it."""
_LONGEST = 200
"""Characters from the outer cue to the marks."""
_OBJECT = 8
"""Words that may name the listener between the inner cue and the marks."""
_SURE = 0.9
"""Of the outer quotation's confidence."""
_WORD_RUN = re.compile(r"\w+")
_GENDERS = {"he": "m", "him": "m", "she": "f", "her": "f"}


class _Inner(NamedTuple):
    """A report inside a report: its cue and source, and where its words begin."""

    cue: Span
    source: Span
    start: int


def told_inside(
    text: str, found: Sequence[Attribution], sentences: Sequence[Sentence], quoted: Sequence[Quoted]
) -> list[Attribution]:
    """The attributions, those of what somebody quotes from another given to the other.

    What the outer speaker tells besides, if more than a word or two, stays his or hers. A pronoun inside is
    taken for another only where it cannot stand for the outer speaker.
    """
    units: list[Unit] | None = None
    told: list[Attribution] = []
    for one in found:
        stretch = _stretch(text, one, quoted)
        if stretch is None:
            told.append(one)
            continue
        units = split_units(text, sentences, quoted) if units is None else units
        inner = _inner(text, one, stretch, units)
        told += [one] if inner is None else _apart(text, one, inner, stretch, quoted)
    return told


def _stretch(text: str, one: Attribution, quoted: Sequence[Quoted]) -> Quoted | None:
    """The first stretch of a quotation that begins behind its cue, if words stand between them."""
    if one.cue is None or one.source is None:
        return None
    number = bisect_right(quoted, one.cue.end, key=lambda stretch: stretch.outer.start)
    if number == len(quoted):
        return None
    stretch = quoted[number]
    between = text[one.cue.end : stretch.outer.start]
    told = any(start < stretch.inner.end and stretch.inner.start < end for start, end in one.content)
    if not told or not stretch.closed or "\n" in between or len(between) > _LONGEST:
        return None
    many = len(_WORD_RUN.findall(stretch.inner.of(text))) >= _FEWEST
    return stretch if many and len(between.split()) >= 2 else None


def _inner(text: str, one: Attribution, stretch: Quoted, units: Sequence[Unit]) -> _Inner | None:
    assert one.cue is not None
    assert one.source is not None
    number = bisect_right(units, stretch.outer.start, key=lambda unit: unit.items[0].start) - 1
    if number < 0:
        return None
    items = units[number].items
    last = bisect_left(items, stretch.outer.start, key=lambda item: item.start)
    first = bisect_left(items, one.cue.end, key=lambda item: item.start)
    if last >= len(items) or items[last].quoted is None or first >= last:
        return None
    part = items[first : last + 1]
    for cue in reversed(find_candidates(part)):
        if _leads(part, cue) and cue.subject is not None and _is_another(text, one.source, part, cue):
            start, end = cue.subject
            source = Span(part[start].start, part[end - 1].end)
            return _Inner(Span(part[cue.first].start, part[cue.verb].end), source, source.start)
    return None


def _leads(part: Sequence[Item], cue: Cue) -> bool:
    """Whether a cue with its subject before it leads to the marks that the part of a sentence ends in."""
    if cue.subject is None or cue.before not in {"plain", "and"} or not tells_words(cue.lemma):
        return False
    between = part[cue.verb + 1 : -1]
    if len(between) > _OBJECT or cue.subject[1] > cue.first:
        return False
    if between and between[-1].text not in {":", ","}:
        return False
    ends = SUBORDINATORS | CONJUNCTIONS
    for number, item in enumerate(between, cue.verb + 1):
        if item.quoted is not None or item.lower in ends or is_finite(part, number):
            return False
    return bool(between) or part[-1].text[:1].isupper()


def _is_another(text: str, outer: Span, part: Sequence[Item], cue: Cue) -> bool:
    """Whether the subject of an inner cue can be told from the outer speaker."""
    assert cue.subject is not None
    words = [item.lower for item in part[cue.subject[0] : cue.subject[1]]]
    if words[-1] not in PRONOUNS | {"him", "her"}:
        return " ".join(words) != outer.of(text).lower()
    known = _GENDERS.get(outer.of(text).lower())
    return known is not None and words[-1] in _GENDERS and _GENDERS[words[-1]] != known


def _apart(
    text: str, one: Attribution, inner: _Inner, stretch: Quoted, quoted: Sequence[Quoted]
) -> list[Attribution]:
    """The inner quotation, behind what is left of the outer one."""
    place = Span(inner.start, stretch.outer.end)
    left = [rest for span in one.content for rest in _without(span, place)]
    kept = tuple(rest for span in left if (rest := _told_besides(text, span)) is not None)
    content = (stretch.inner,)
    told = Attribution(
        content=content,
        cue=inner.cue,
        source=inner.source,
        kind=kind_of(text, content, quoted),
        confidence=one.confidence * _SURE,
    )
    if not kept:
        return [told]
    return [replace(one, content=kept, kind=kind_of(text, kept, quoted)), told]


def _told_besides(text: str, span: Span) -> Span | None:
    """What an outer speaker tells beside the inner report, if it is a clause: "he was there"."""
    words = list(_WORD_RUN.finditer(text, *span))
    if words and words[0].group().lower() in SUBORDINATORS - {"that"}:
        return None
    while words and words[-1].group().lower() in SUBORDINATORS | CONJUNCTIONS:
        words.pop()
    many = len(words) - sum(word.group().lower() == "that" for word in words[:1])
    return trimmed(text, Span(span.start, words[-1].end())) if many >= _CLAUSE else None


def _without(span: Span, inner: Span) -> list[Span]:
    before, after = Span(span.start, min(span.end, inner.start)), Span(max(span.start, inner.end), span.end)
    return [part for part in (before, after) if part.start < part.end]
