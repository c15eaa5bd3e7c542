"""Attributions by rules over quotation marks, cues and subjects: the way without the learned model."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from index.analysis.sentences import Sentence
from index.articles.article import Article
from index.lexicon.grammar import ADDRESSED
from index.quotations.marks import Quoted, kind_of, quoted_spans, words_within
from index.quotations.quotation import Attribution, QuotationKind
from index.quotations.rules.according_to import according_to
from index.quotations.rules.addressees import tells_whom
from index.quotations.rules.clause_tokens import Item, Unit, split_units
from index.quotations.rules.content import (
    as_told,
    left_content,
    quote_stop,
    relative_before,
    right_stop,
    unit_end,
)
from index.quotations.rules.cue_candidates import Cue, find_candidates
from index.quotations.rules.cue_classifier import confidence, likelihood
from index.quotations.rules.interviews import spoken_paragraphs
from index.quotations.rules.subjects import is_finite, subject_after, subject_before
from index.quotations.rules.transcripts import Labelled
from index.spans import Span

LIKELY, LIKELY_QUOTED = 0.58, 0.45
"""How likely a candidate must be a cue, in general and by quotation marks; chosen on PolNeAR dev."""

_AHEAD = 12
"""So many of the cues that follow one in its sentence are looked at, which bounds the time."""
_LONGEST_NAME = 5

_Place = tuple[int, int]


class Found(NamedTuple):
    """An attribution in the making: `rule` says what found it, `sure` how likely its cue is one."""

    rule: str
    sure: float
    content: list[Span]
    cue: Span
    source: Span | None
    turn: bool = False  # of a transcript, written down word for word, if without marks


def find_by_rules(
    article: Article, sentences: Sequence[Sentence], *, spoken: Mapping[int, Labelled] | None = None
) -> list[Attribution]:
    """The article's attributions in reading order of their sentences; none overlap. No cue gives [].

    `spoken` are the article's own `spoken_paragraphs`, worked out here where not given.
    """
    text = article.text
    quoted = quoted_spans(text)
    spoken = spoken_paragraphs(text, sentences) if spoken is None else spoken
    attributions = [
        Attribution(
            content=content,
            cue=found.cue,
            source=words_within(text, *found.source) if found.source else None,
            kind=QuotationKind.DIRECT if found.turn else kind_of(text, content, quoted),
            confidence=round(confidence(found.rule, found.sure), 2),
        )
        for found in _found(text, sentences, quoted, spoken)
        if (content := tuple(part for span in found.content if (part := words_within(text, *span))))
        and not tells_whom(text, found.cue, content)
    ]
    return _apart(attributions)


def _apart(attributions: Sequence[Attribution]) -> list[Attribution]:
    """The attributions without the less sure of two that share a part of their contents."""
    parts = sorted((*part, number) for number, one in enumerate(attributions) for part in one.content)
    dropped: set[int] = set()
    end, owner = -1, -1
    for start, stop, number in parts:
        if number in dropped:
            continue
        if start < end and number != owner:
            sure = attributions[number].confidence > attributions[owner].confidence
            dropped.add(owner if sure else number)
            if not sure:
                continue
        end, owner = stop, number
    return [one for number, one in enumerate(attributions) if number not in dropped]


def _found(
    text: str, sentences: Sequence[Sentence], quoted: Sequence[Quoted], spoken: Mapping[int, Labelled]
) -> Iterator[Found]:
    units = split_units(text, sentences, quoted)
    open_units: list[Span] = []  # quoted paragraphs left open, whose speaker has not been named yet
    labelled = dict(spoken)
    bare = frozenset(labelled).union(number for one in labelled.values() for number, _ in one.goes_on)
    in_units = [[] if unit.paragraph in bare else _in_unit(unit) for unit in units]
    taken = 0
    for number, here in enumerate(in_units):
        label = labelled.pop(units[number].paragraph, None)
        if label is not None:
            yield Found("labelled", 0.8, label.parts, label.cue, label.source, label.turn)
        if number < taken:
            continue
        if here and here[0].rule == "quote<" and open_units and _continues(units[number], here[0]):
            here[0].content[:0] = open_units
        open_units = [] if here else _still_open(units[number], open_units)
        goes_on = _going_on(here)
        if goes_on is not None:
            taken = _carry_on(goes_on, units, in_units, number, bare)
        yield from here


# ------------------------------------------------------------------- one unit


def _in_unit(unit: Unit) -> list[Found]:
    items = unit.items
    found: list[Found] = []
    weighed = [(cue, likelihood(items, cue)) for cue in find_candidates(items)]
    cues = [(cue, sure) for cue, sure in weighed if sure >= _floor(items, cue)]
    accords = according_to(items)
    if accords is not None:
        found += _made("according", 0.9, items, accords.content, accords.cue, accords.source)
        low = accords.content[0][0]
        high = max(accords.content[-1][1], accords.source[1])
        cues = [(cue, sure) for cue, sure in cues if cue.first >= high or cue.last <= low]
    cues = [(cue, sure) for cue, sure in cues if not _is_inside_subject(cue, cues)]
    blocked = place = 0
    while place < len(cues):
        cue, sure = cues[place]
        place += 1
        if cue.first < blocked:
            continue
        one = _at_cue(items, cue, [other for other, _ in cues[place : place + _AHEAD]], blocked)
        if one is None:
            continue
        found += _made(one.rule, sure, items, one.content, one.cue, one.source)
        reached = [one.cue[1], *(end for _, end in one.content)]
        if one.source is not None and cue.before == "inverted":
            reached.append(one.source[1])
        blocked = max(reached)
        place += one.inside
    if not any(one.content and one.content[0].start < items[0].end for one in found):
        found[:0] = _beside_any_verb(items)
    if not found:
        found += _named_before_colon(items)
    return found


def _named_before_colon(items: Sequence[Item]) -> Iterator[Found]:
    """A quotation behind a name and a colon within a paragraph: 'Holm: "Of course."'"""
    colon = next((n for n in range(1, min(len(items), _LONGEST_NAME)) if items[n].text == ":"), None)
    if colon is None or colon + 1 >= len(items) or items[colon + 1].quoted is None:
        return
    if all(item.capital for item in items[:colon]):
        yield from _made("labelled", 0.9, items, [(colon + 1, len(items))], (colon, colon + 1), (0, colon))


def _beside_any_verb(items: Sequence[Item]) -> Iterator[Found]:
    """A quotation with a subject and a verb that is no reporting verb behind it: '"No," she laughed.'"""
    first = items[0]
    if first.quoted is None or first.text[-1] not in ",?!\u2014":
        return
    for verb in range(2, min(len(items), _AHEAD)):
        if is_finite(items, verb):
            subject = subject_before(items, verb)
            if subject is not None and subject[0] == 1:
                last = verb + 1
                while last < len(items) and items[last].lower in {"on", "in", "back", "out", "up"}:
                    last += 1
                yield from _made("quote<", 0.7, items, [(0, 1)], (verb, last), subject)
            return


def _floor(items: Sequence[Item], cue: Cue) -> float:
    """How likely it must be a cue: less where quoted words stand before its subject or soon behind it."""
    begin = cue.first if cue.subject is None or cue.before == "inverted" else min(cue.subject[0], cue.first)
    before = begin > 0 and items[begin - 1].quoted is not None
    behind = any(item.quoted is not None for item in items[cue.last : cue.last + _AHEAD])
    return LIKELY_QUOTED if before or behind else LIKELY


class _AtCue(NamedTuple):
    """What a cue introduces, as places of items; `inside` of the cues that follow stand inside that."""

    rule: str
    content: list[_Place]
    cue: _Place
    source: _Place | None
    inside: int


def _is_inside_subject(cue: Cue, cues: Sequence[tuple[Cue, float]]) -> bool:
    """Whether the cue only tells more of another's subject: "writing" in "Kim, writing for us, said"."""
    if cue.before not in {"ing", "ing0", "part", "none", "passive"}:
        return False
    subjects = (
        other.subject
        for other, _ in cues
        if other.subject is not None and other.verb > cue.verb and other.before != "inverted"
    )
    return any(start <= cue.first and cue.verb < end for start, end in subjects)


def _at_cue(items: Sequence[Item], cue: Cue, later: Sequence[Cue], blocked: int) -> _AtCue | None:
    left = left_content(items, cue, blocked)
    if left is not None:
        end = cue.verb + 1 if cue.before == "inverted" else cue.last
        return _AtCue("quote<" if left.quoted else "left<", left.content, (cue.first, end), cue.subject, 0)
    if cue.before == "inverted":
        return None
    led = as_told(items, cue)
    if led is not None:
        return _AtCue("as<", [led], (cue.first, cue.last), cue.subject, len(later))
    stop, inside = right_stop(items, cue, later)
    # "Trump will say no, an aide said": the last cue is the outer one.
    for other in later[:inside]:
        outer = left_content(items, other, blocked)
        if outer is not None and outer.closes:
            return None
    content, source = _right_content(items, cue, stop)
    if not content and cue.after != "colon":
        return None
    rule = {"quote": "quote>", "colon": "quote>"}.get(cue.after)
    if rule is None:
        rule = "clause>" if cue.after in {"that", "subject", "wh"} else "phrase>"
    return _AtCue(rule, content, (cue.first, cue.last), source, inside)


def _right_content(items: Sequence[Item], cue: Cue, stop: int) -> tuple[list[_Place], _Place | None]:
    """Content right of the cue, with the subject where the content is told of it, and the source."""
    right = (cue.content, quote_stop(items, cue.content, stop) if cue.after in {"quote", "colon"} else stop)
    filled = any(item.is_word or item.quoted for item in items[right[0] : right[1]])
    content = [right] if filled else []
    if cue.before in {"passive", "part"} or (cue.before == "none" and cue.after == "by"):
        about = [] if cue.subject is None or cue.lemma in ADDRESSED else [cue.subject]
        return (about + content, None) if cue.after != "by" else _of_agent(items, cue, about, stop)
    if cue.lemma in {"seem", "appear"}:
        return ([cue.subject, *content] if cue.subject and content else content), None
    relative = relative_before(items, cue) if content else None
    return ([relative, *content] if relative else content), cue.subject


def _of_agent(
    items: Sequence[Item], cue: Cue, about: list[_Place], stop: int
) -> tuple[list[_Place], _Place | None]:
    """Content and source of a passive: "asked by Kim to stay", "The plan was opposed by Kim"."""
    source = subject_after(items, cue.content)
    to = next((n for n in range(cue.content, stop) if items[n].lower in {"to", "that", "about", "if"}), stop)
    if cue.lemma in ADDRESSED and source is not None and source[0] < to < stop:
        return [(to, stop)], (source[0], min(source[1], to))
    return about, source


# ------------------------------------------------------------------- over several units


def _going_on(here: Sequence[Found]) -> Found | None:
    """Which of a unit's attributions a quoted sentence behind it belongs to: a quotation with no other
    source behind it, else the last that has a source."""
    for place, one in enumerate(here):
        if one.rule.startswith("quote") and all(other.source == one.source for other in here[place:]):
            return one
    return here[-1] if here and here[-1].source is not None else None


def _still_open(unit: Unit, before: list[Span]) -> list[Span]:
    """The quoted paragraphs up to this one that nobody has been named for, if the last is left open."""
    first = unit.items[0].quoted
    if first is None or first.closed or any(item.is_word for item in unit.items):
        return []
    return [*(before if first.continues else []), first.inner]


def _continues(unit: Unit, found: Found) -> bool:
    """Whether the content begins with a quotation that goes on from the paragraph before."""
    first = unit.items[0].quoted
    return first is not None and first.continues and bool(found.content) and found.content[0] == first.inner


def _carry_on(
    one: Found, units: Sequence[Unit], found: Sequence[list[Found]], number: int, labelled: frozenset[int]
) -> int:
    """Add the quoted units that follow, and give the number of the first that was not added.

    A quotation goes on in its paragraph; over the paragraph's end only where all of a paragraph is
    quoted and the cue stood behind the quotation's beginning, the mark was left open, or a colon led to it.
    """
    last = units[number].items[-1].quoted
    open_ended = not one.content or (last is not None and not last.closed)
    paragraph = units[number].paragraph
    for follow in range(number + 1, len(units)):
        unit = units[follow]
        first = unit.items[0].quoted
        if first is None or found[follow] or unit.paragraph in labelled:
            return follow
        alone = not any(item.is_word for item in unit.items)
        if unit.paragraph != paragraph and not (alone and (open_ended or one.rule == "quote<")):
            return follow
        last_item = unit.items[unit_end(unit.items) - 1]
        one.content.append(
            Span(first.inner.start, last_item.quoted.inner.end if last_item.quoted else last_item.end)
        )
        open_ended = not first.closed
        paragraph = unit.paragraph
        if not alone:
            return follow + 1
    return len(units)


# ------------------------------------------------------------------- to places in the text


def _made(
    rule: str,
    sure: float,
    items: Sequence[Item],
    content: Sequence[_Place],
    cue: _Place,
    source: _Place | None,
) -> Iterator[Found]:
    parts = [span for place in sorted(content) if (span := _span(items, *place)) is not None]
    if parts or rule == "quote>":  # a colon may lead to the paragraphs that follow
        at = Span(items[cue[0]].start, items[cue[1] - 1].end)
        yield Found(rule, sure, parts, at, None if source is None else _span(items, *source))


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
