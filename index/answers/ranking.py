"""The order of what was found: how much of what was asked a quotation holds, and where.

BM25 over sentences finds the candidates. Each is then scored as a whole, with its sentences: a word of the
topic counts in full in the quotation's own words, less beside them, least in the sentence before; words that
few sentences hold count more; words that stand together in the question should do so in the answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from index.analysis.synonyms import alike
from index.analysis.terms import terms
from index.answers.article_cache import ReadingRoom
from index.answers.hits import Candidate, Scored, TopicTerm
from index.answers.passage import Matched, Reason
from index.archive.rows import QuotationRow
from index.lexicon.verbs import tells_words
from index.names.given_names import is_given_name
from index.quotations.quotation import QuotationKind
from index.spans import Span

IN_QUOTATION = 1.0
BESIDE = 0.6
BEFORE = 0.25
NAMED = 0.2
NARRATED = 0.8
ALIKE = 0.9
_PLACES = {
    ALIKE: "in a verb of the same meaning",
    IN_QUOTATION: "in the quotation",
    BESIDE: "beside the quotation",
    BEFORE: "in the sentence before",
    NAMED: "in the speaker's name or role",
    NARRATED: "in the sentence",
}
_TOGETHER = 2.5
_EXACT = 1.0
SURE = 0.8
"""Confidence from which the finding of a quotation is sure: 97 in 100 of them are right on PolNeAR dev."""
_READ = 100
"""Articles that are read to see how sources are written; beyond, one too short for a name is a pronoun."""
_LONG = 40  # characters, more than a given name has
_MANY = 500  # quotations whose remarks are read at once
_AHEAD = 32  # quotations whose articles are read at once, when what was found is told apart
_DIRECT = {QuotationKind.DIRECT: 0.2, QuotationKind.MIXED: 0.1, QuotationKind.INDIRECT: 0.0}
_VARIANT = 0.5  # share of all their words that two variants of a remark have in common
LIKE = 0.8
"""The share of the shorter one's words from which two quotations are one."""


def score(
    room: ReadingRoom,
    candidate: Candidate,
    topic: Sequence[TopicTerm],
    asked_run: re.Pattern[str] | None = None,
    *,
    of_others: bool = False,
) -> Scored:
    """What a candidate is worth for a topic, with the reasons; an empty topic is worth 0 to all.

    `asked_run` finds the topic's words as they were typed, with the small words between them.
    With `of_others` the topic is whom others spoke about: words that only name the speaker hardly count.
    """
    held = _held(room, candidate, topic, of_others=of_others)
    total = sum(term.weight for term in topic)
    reasons = [
        Reason(f"“{term.word}”", _PLACES[worth], 10 * term.weight * worth / total)
        for term in topic
        if (worth := held.places.get(term.term)) is not None
    ]
    coverage, apart = _share(held, topic), _share(held, [term for term in topic if not term.verb])
    if any(term.where for term in topic) and _takes_place(topic, room.text(candidate.article)):
        coverage = max(coverage, _share(held, [term for term in topic if not term.where]))
    if stands(asked_run, candidate.row, room):
        coverage = apart = 1.0
        reasons.append(Reason("the words as you typed them", "in the quotation", _TOGETHER))
    together = _together(topic, held.inside)
    if together:
        reasons.append(Reason("words together, as in the question", "in the quotation", _TOGETHER * together))
    exact = sum(term.word in held.surface for term in topic)
    if exact:
        reasons.append(
            Reason("words in the exact form you typed", "in the passage", _EXACT * exact / len(topic))
        )
    if candidate.row is not None:
        quotation = candidate.row.quotation
        reasons.append(Reason(f"{quotation.kind.value} quotation", "its kind", _DIRECT[quotation.kind]))
        reasons.append(Reason("certainty that it is a quotation", "confidence", 0.2 * quotation.confidence))
    worth = sum(reason.worth for reason in reasons)
    done = any(held.places.get(term.term, 0.0) >= ALIKE for term in topic if term.verb)
    told = frozenset(held.places) if candidate.row is None else frozenset()
    return Scored(candidate, worth, coverage, reasons, held.matches, done=done, told=told, apart=apart)


def quoted_terms(room: ReadingRoom, one: Scored) -> frozenset[str]:
    """The terms of a quotation's own words; of narration those that were asked for and that it holds."""
    row = one.candidate.row
    if row is None:
        return one.told
    return frozenset(
        term
        for number in range(one.candidate.first, one.candidate.last + 1)
        for term, span in room.terms_of(number)
        if _is_within(span, row.quotation.content)
    )


def _is_within(span: Span, content: Sequence[Span]) -> bool:
    return any(part.start <= span.start and span.end <= part.end for part in content)


@dataclass(slots=True)
class _Held:
    """What of a topic a candidate holds: each term's best place, the words in the form they have there, and
    where they stand; `inside` are all terms of the quotation's own words, in order, where it holds any that
    was asked for."""

    places: dict[str, float] = field(default_factory=dict)
    surface: set[str] = field(default_factory=set)
    matches: list[Span] = field(default_factory=list)
    inside: list[str] = field(default_factory=list)


def _held(room: ReadingRoom, candidate: Candidate, topic: Sequence[TopicTerm], *, of_others: bool) -> _Held:
    row = candidate.row
    source = row.quotation.source if row and of_others else None
    wanted = {other: term.term for term in topic for other in (term.term, *term.also)}
    held = _Held()
    surnames = _surnames(topic)
    passage = range(candidate.first, candidate.last + 1)
    if any(not room.terms_in(number).isdisjoint(wanted) for number in passage):
        _look(held, room, candidate, wanted, surnames, source)
    if row is not None:
        _tell(
            held, [one.term for one in topic if one.verb], (row.quotation.cue, source), room.text(row.article)
        )
    if room.leads(candidate.first):
        before = room.terms_in(candidate.first - 1)
        deeds = {one.term for one in topic if one.verb}  # what the sentence before tells, somebody else did
        for term in {wanted[term] for term in wanted.keys() & before} - deeds:
            held.places.setdefault(term, BEFORE)
    return held


def _look(
    held: _Held,
    room: ReadingRoom,
    candidate: Candidate,
    wanted: Mapping[str, str],
    surnames: Mapping[str, Sequence[TopicTerm]],
    source: Span | None,
) -> None:
    """Put into `held` what the sentences of a candidate hold of the terms `wanted`."""
    row = candidate.row
    content = row.quotation.content if row else ()
    for number in range(candidate.first, candidate.last + 1):
        for term, span in room.terms_of(number):
            within = _is_within(span, content)
            if within:
                held.inside.append(term)
            if term in wanted:
                worth = IN_QUOTATION if within else (BESIDE if row else NARRATED)
                if source is not None and source.start <= span.start < source.end:
                    worth = NAMED
                held.places[wanted[term]] = max(worth, held.places.get(wanted[term], 0.0))
                held.matches.append(span)
                held.surface.add(room.word_at(number, span))
                for given in surnames.get(term, ()):
                    if _is_called(given.word, span, room.text(candidate.article)):
                        held.places[given.term] = max(worth, held.places.get(given.term, 0.0))


def _takes_place(topic: Sequence[TopicTerm], text: str) -> bool:
    """Whether an article tells somewhere of every place and occasion asked for."""
    lower = text.casefold()
    return all(re.search(rf"(?<!\w){re.escape(term.word)}", lower) for term in topic if term.where)


def _surnames(topic: Sequence[TopicTerm]) -> dict[str, list[TopicTerm]]:
    """What may be surnames in a topic, each with the given names before it."""
    found: dict[str, list[TopicTerm]] = {}
    for given, surname in pairwise(topic):
        if is_given_name(given.word):
            found.setdefault(surname.term, []).append(given)
    return found


def _is_called(given: str, surname: Span, text: str) -> bool:
    """Whether who is meant by a surname has a given name, in lower case: the article calls somebody by both,
    and nobody by another given name and the surname."""
    written = re.sub(r"['’]s?$", "", surname.of(text))
    if not written[:1].isupper():
        return False
    before = text[max(0, surname.start - _LONG) : surname.start].split()[-1:]
    if before and before[0][0].isupper() and is_given_name(before[0]):
        return before[0].lower() == given
    named = re.findall(rf"(?<!\w)([A-Z][\w-]+)\s(?:[A-Z]\w*\.?\s)?{re.escape(written)}(?!\w)", text)
    return {name.lower() for name in named if is_given_name(name)} == {given}


def _share(held: _Held, topic: Sequence[TopicTerm]) -> float:
    """The share of a topic's weight that is held, each term by its place; 1 for no topic."""
    total = sum(term.weight for term in topic)
    return sum(term.weight * held.places.get(term.term, 0.0) for term in topic) / total if total else 1.0


def _tell(held: _Held, verbs: Sequence[str], tellers: Sequence[Span | None], text: str) -> None:
    """Put `verbs`, by their terms, where a cue or a source tells them or verbs alike, else beside."""
    told = {term for part in tellers if part for term in terms(part.of(text))}
    for verb in verbs:
        if verb in told:
            held.places[verb] = IN_QUOTATION
        elif not told.isdisjoint(alike(verb)):
            held.places[verb] = ALIKE
        elif verb in held.places:
            held.places[verb] = BESIDE


def _together(topic: Sequence[TopicTerm], inside: Sequence[str]) -> float:
    """The share of neighbours in the topic that are neighbours in the quotation."""
    following = set(pairwise(inside))
    pairs = list(pairwise(term.term for term in topic))
    return sum(pair in following for pair in pairs) / len(pairs) if pairs else 0.0


def stands(run: re.Pattern[str] | None, row: QuotationRow | None, room: ReadingRoom) -> bool:
    """Whether a quotation's own words hold what `run` finds."""
    if run is None or row is None:
        return False
    text = room.text(row.article)
    return any(run.search(text, part.start, part.end) for part in row.quotation.content)


def ordered(scored: Iterable[Scored], room: ReadingRoom) -> list[Scored]:
    """Best first; of equals the newest article's, then in reading order."""
    return sorted(
        scored,
        key=lambda one: (
            -round(one.score, 3),
            -(room.day(one.candidate.article) or 0),
            one.candidate.first,
        ),
    )


def without_topic(candidates: Sequence[Candidate], room: ReadingRoom, *, limit: int) -> list[Scored]:
    """What is surely found before what is not; direct quotations, then mixed, then indirect; of a kind what
    one said alone before what several said, then the newest article's, then in reading order.

    Where there are more than `limit`, those come first of which the article leaves no doubt that they are
    words of the speaker's and worth quoting: by name, and by a verb that tells words.
    """
    ranks = {QuotationKind.DIRECT: 0, QuotationKind.MIXED: 1, QuotationKind.INDIRECT: 2}
    crowded = len(candidates) > limit
    articles = {candidate.article for candidate in candidates}
    read = len(articles) <= _READ
    if read:
        room.open(articles)

    def place(candidate: Candidate) -> tuple[int, int, bool, int, int, int]:
        row = candidate.row
        assert row is not None
        return (
            _doubt(row, room if read else None, crowded=crowded),
            ranks[row.kind],
            len(row.speakers) > 1,
            -(row.day or 0),
            candidate.first,
            row.begins,
        )

    found = []
    for candidate in sorted(candidates, key=place):
        assert candidate.row is not None
        kind = candidate.row.kind
        reason = Reason(f"{kind.value} quotation", "its kind", _DIRECT[kind])
        found.append(Scored(candidate, reason.worth, 0.0, [reason], matched=Matched.ALL))
    return found


def _doubt(row: QuotationRow, room: ReadingRoom | None, *, crowded: bool) -> int:
    """2 where the finding is unsure; among many 1 where the article tells of "he" or of a stance, or prints
    a transcript, of which nobody chose what is worth quoting; else 0."""
    if row.confidence < SURE:
        return 2
    if not crowded:
        return 0
    if room is None or row.cue is None:
        return 0 if _named(row, room) else 1
    text = room.text(row.article)
    cue = row.cue.of(text)
    told = tells_words(cue) and (any(map(str.isalpha, cue)) or _opens(row, text))
    return 0 if told and _named(row, room) else 1


def _opens(row: QuotationRow, text: str) -> bool:
    """Whether the source is an article's first word, as where a headline is "Ruiz: the pier is rotten"."""
    return row.source is not None and not text[: row.source.start].strip()


def _named(row: QuotationRow, room: ReadingRoom | None) -> bool:
    """Whether the source, as written, bears the speaker's last name and is not "he" or "the senator"."""
    if row.source is None:
        return False
    if room is None:
        return row.source.end - row.source.start > len("they")
    written = row.source.of(room.text(row.article)).casefold()
    return any(name.split()[-1].casefold() in written for name in row.speakers)


def told_apart(scored: Sequence[Scored], room: ReadingRoom, *, enough: int) -> list[Scored]:
    """`scored` with every quotation once: its copies in other articles go with the best of them, and what
    only varies an earlier one comes after all others. Looks no further once `enough` are found.
    """
    kept: list[tuple[Scored, frozenset[str]]] = []
    variants: list[Scored] = []
    remarks: dict[int, int] = {}
    for place, one in enumerate(scored):
        if place % _AHEAD == 0:
            room.open(other.candidate.article for other in scored[place : place + _AHEAD])
        if place % _MANY == 0:
            rows = (other.candidate.row for other in scored[place : place + _MANY])
            remarks.update(room.remarks(row for row in rows if row is not None))
        words = room.content_words(one.candidate)
        twin = next(
            (
                k
                for k in kept
                if _copied(k[0].candidate, one.candidate, remarks)
                or same_remark(k[0].candidate, k[1], one.candidate, words)
            ),
            None,
        )
        if twin is not None:
            twin[0].same.append(one.candidate)
        elif any(_alike(words, other) >= _VARIANT for _, other in kept):
            variants.append(one)
        else:
            kept.append((one, words))
            if len(kept) >= enough:
                break
    return [one for one, _ in kept] + variants


def _copied(one: Candidate, other: Candidate, remarks: Mapping[int, int]) -> bool:
    """Whether two quotations are near-copies."""
    return one.row is not None and other.row is not None and remarks[one.row.id] == remarks[other.row.id]


def _alike(one: frozenset[str], other: frozenset[str]) -> float:
    short = min(len(one), len(other))
    return len(one & other) / len(one | other) if short >= 4 else float(one == other and short > 0)


def same_remark(one: Candidate, words: frozenset[str], other: Candidate, others: frozenset[str]) -> bool:
    """Whether two are one remark: nearly all words of the shorter, from one speaker; or one place; or one
    sentence of narration in other words here and there."""
    if one.row is None or other.row is None:
        if one.article == other.article:
            return one.first == other.first
        return one.row is other.row and _alike(words, others) >= LIKE
    if one.article == other.article:
        return _overlap(one.row, other.row)
    a, b = set(one.row.names), set(other.row.names)
    if (
        a
        and b
        and one.row.quotation.speakers != other.row.quotation.speakers
        and not (
            {s.split()[-1] for s in one.row.quotation.speakers}
            & {s.split()[-1] for s in other.row.quotation.speakers}
        )
    ):
        return False
    short = min(len(words), len(others))
    long = max(len(words), len(others))
    shared = len(words & others)
    return long <= 3 * short and ((short >= 4 and shared >= LIKE * short) or (short == 3 and shared == short))


def _overlap(one: QuotationRow, other: QuotationRow) -> bool:
    common = sum(
        max(0, min(a.end, b.end) - max(a.start, b.start))
        for a in one.quotation.content
        for b in other.quotation.content
    )
    short = min(sum(s.end - s.start for s in row.quotation.content) for row in (one, other))
    return common >= LIKE * short
