"""Attributions of an article, as the learned model finds them."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from operator import itemgetter

from index.analysis.sentences import Sentence, split_sentences
from index.articles.article import Article
from index.lexicon.grammar import PREPOSITIONS
from index.lexicon.loading import classes
from index.quotations.marks import Quoted, kind_of, quoted_spans
from index.quotations.model.calibration import Sureness, confidence, read_weights
from index.quotations.model.carrying import gone_on
from index.quotations.model.inner import told_inside
from index.quotations.model.linking import Chunk, Linked, link
from index.quotations.model.said import was_said
from index.quotations.model.stretches import whole_stretches
from index.quotations.model.tagger import Reading, Tagger, shipped_tagger
from index.quotations.model.trimming import _CLOSING, _WORD, says_nothing, trimmed, whole_words
from index.quotations.model.turns import is_anothers, is_near, takes_turn, turns_in
from index.quotations.quotation import Attribution, QuotationKind
from index.quotations.rules.addressees import TELLING, tells_whom
from index.quotations.rules.finder import find_by_rules
from index.quotations.rules.interviews import spoken_paragraphs
from index.quotations.rules.signatures import name_beside
from index.quotations.rules.transcripts import is_no_speaker
from index.spans import Overlaps, Span

_VOICED = re.compile(
    r"(?P<verb>(?:\S+ )*(?:voic|express)(?:e|es|ed|ing))\s+(?P<feeling>[a-z]+(?: [a-z]+)?)", re.IGNORECASE
)
_ADDRESSED = re.compile(
    r"[\u201c\u2018\"'][^\u201c\u201d\u2018\u2019\"\n]{1,60}[\u201d\u2019\"'],?\s+(?=that\b)"
)
_FIRST = re.compile(r"\n\s*(?P<first>\w)")
_LETTERS = re.compile(r"[^\W\d_]+")
_DOUBLE = frozenset('"\u201c\u201d\u201e\u00ab\u00bb')
_NAMED = 0.9  # how sure a name beside a quotation is
_ANNOUNCED = 120  # characters from a cue to what it introduces in the next paragraph
_UNSOURCED = 0.7  # how sure content between marks has to be to be told without a source
_RULES_ALONE = 0.85  # how sure the rules have to be of what the model has not found
_RULES_SOURCE = 0.8  # and of whose a cue is for which the model has found nobody


def find_by_model(
    article: Article, sentences: Sequence[Sentence] | None = None, *, tagger: Tagger | None = None
) -> list[Attribution]:
    """The article's attributions in reading order; none overlap. Raises ModelError without a model.

    The rules stand beside the model for forms that it has hardly seen: they say whose words those are that it
    finds without a cue, and what they are sure of where it finds nothing is told, too.
    """
    tagger = tagger or shipped_tagger()
    sentences = split_sentences(article) if sentences is None else sentences
    spoken = spoken_paragraphs(article.text, sentences)
    ruled = find_by_rules(article, sentences, spoken=spoken)
    weights, minimum = read_weights(tagger.folder)
    found: list[Attribution] = []
    quoted = quoted_spans(article.text)
    reading = tagger.read(article.text, quoted)
    for candidate in sourced(article.text, candidates(article.text, reading, quoted), ruled, quoted):
        sure = confidence(candidate.sure, weights)
        if sure >= minimum and not _is_none(article.text, candidate, quoted):
            found.append(candidate.attribution(sure))
    found = told_inside(article.text, found, sentences, quoted)
    turns = {turn.cue: turn.parts for turn in spoken.values() if turn.turn}
    if turns:  # who has the word in a transcript is said by its labels
        inside = Overlaps((parts, None) for parts in turns.values())
        found = [one for one in found if not inside.of(one.content)]
        found += [rule for rule in ruled if rule.cue in turns]
    found = gone_on(article.text, carried_on(article.text, found, ruled), quoted)
    taken = Overlaps((attribution.content, None) for attribution in found)
    alone = [
        rule
        for rule in ruled
        if rule.source is not None
        and rule.confidence >= _RULES_ALONE
        and rule.kind is not QuotationKind.MIXED  # in an interview on “Harbour Today,” she said
        and not taken.of(rule.content)
        and was_said(article.text, rule.content, rule.cue, quoted)
    ]
    return sorted(found + alone, key=lambda attribution: attribution.content[0])


def _is_act(cue: str) -> bool:
    """Whether a cue tells what somebody did, knew or heard: "named", "was supported by"."""
    words = [word.casefold() for word in _LETTERS.findall(cue)]
    while words and words[-1] in PREPOSITIONS:
        words.pop()
    return bool(words) and words[-1] in classes("acts")["act"]


def _is_none(text: str, candidate: "Candidate", quoted: Sequence[Quoted]) -> bool:
    """Whether what looks like a quotation is a listener or a title, or under a heading ("Review: ...")."""
    cue, source = candidate.cue, candidate.source
    if tells_whom(text, cue, candidate.content) or not was_said(text, candidate.content, cue, quoted):
        return True
    if cue is not None and candidate.kind is QuotationKind.INDIRECT and _is_act(cue.of(text)):
        return True
    heading = cue is not None and source is not None and cue.of(text) == ":"
    return heading and source is not None and is_no_speaker(source.of(text).split()[0])


def sourced(
    text: str, found: Sequence["Candidate"], ruled: Sequence[Attribution], quoted: Sequence[Quoted]
) -> list["Candidate"]:
    """The candidates that have a cue, and the others as far as the rules found one for them.

    What stands between quotation marks is somebody's words even where nobody is named: it is kept, without a
    source, if the model is sure of it.
    """
    kept: list[Candidate] = []
    contents = Overlaps((rule.content, rule) for rule in ruled if rule.source is not None)
    cues = Overlaps(([rule.cue], rule) for rule in ruled if rule.source is not None and rule.cue is not None)
    for candidate in found:
        if candidate.cue is not None:
            kept.append(_owned(candidate, candidate.cue, cues))
            continue
        shared, best = max(contents.of(candidate.content), key=itemgetter(0), default=(0, None))
        long = sum(end - start for start, end in candidate.content)
        others = best is None or best.cue is None or is_anothers(text, candidate.content, best.cue, quoted)
        if best is not None and 2 * shared >= long and not others:
            sure = candidate.sure._replace(cue=best.confidence, source=best.confidence, has_source=True)
            kept.append(replace(candidate, cue=best.cue, source=best.source, sure=sure))
        elif candidate.sure.marked and candidate.sure.content >= _UNSOURCED:
            kept.append(candidate)
    return kept


def carried_on(text: str, found: Sequence[Attribution], ruled: Sequence[Attribution]) -> list[Attribution]:
    """What was found, in order; direct quotations with the quoted paragraphs that follow them by the rules.

    A paragraph that another quotation has stays with that one, and an answer is not of who asked.
    """
    taken = Overlaps((one.content, one) for one in found)
    cues = Overlaps(([rule.cue], rule) for rule in ruled if rule.source is not None and rule.cue is not None)
    return [_carried_on(text, one, cues, taken) for one in found]


def _carried_on(
    text: str, one: Attribution, ruled: Overlaps[Attribution], taken: Overlaps[Attribution]
) -> Attribution:
    if one.kind is not QuotationKind.DIRECT or one.cue is None:
        return one
    rule = next((rule for _, rule in ruled.of([one.cue])), None)
    content = list(one.content)
    for part in () if rule is None else rule.content:
        if part.start <= content[-1].end:
            continue
        gap = Span(content[-1].end, part.start)
        names = [place for place in (one.cue, one.source) if place is not None and gap.start <= place.start]
        words = len(_WORD.findall(gap.of(text)))
        words -= sum(len(_WORD.findall(place.of(text))) for place in names if place.end <= gap.end)
        alike = _is_double(text, part.start) is _is_double(text, one.content[0].start)
        answered = text[gap.start - 1] == "?" and text[gap.start : gap.start + 1] in _CLOSING
        if words or "\n" not in gap.of(text) or not alike or answered or taken.of([part]):
            break  # a heading in single marks goes not with double ones, nor an answer with a question
        content.append(part)
    return replace(one, content=tuple(content))


def _is_double(text: str, start: int) -> bool:
    """Whether the mark before the words that begin at `start` is a double one."""
    return text[max(0, start - 2) : start] in {"''", "``"} or text[start - 1 : start] in _DOUBLE


def _owned(candidate: "Candidate", cue: Span, cues: Overlaps[Attribution]) -> "Candidate":
    """A candidate with the source of the same cue where the rules are sure of it: one that has none, and one
    whose source is a part of that, behind a cue of several words."""
    for _, rule in cues.of([cue]):
        if candidate.source is not None:
            within = rule.cue is not None and rule.cue.start < cue.start and cue.end <= rule.cue.end
            if not (within and rule.source is not None and rule.source.start <= candidate.source.start):
                continue
            return replace(candidate, cue=rule.cue, source=rule.source)
        if rule.confidence >= _RULES_SOURCE:
            sure = candidate.sure._replace(source=rule.confidence, has_source=True)
            return replace(candidate, source=rule.source, sure=sure)
    return candidate


@dataclass(frozen=True, slots=True)
class Candidate:
    """An attribution before it is known how much to trust it."""

    content: tuple[Span, ...]
    cue: Span | None
    source: Span | None
    kind: QuotationKind
    sure: Sureness

    def attribution(self, confidence: float) -> Attribution:
        """The attribution with its confidence, 0 to 1."""
        return Attribution(
            content=self.content, cue=self.cue, source=self.source, kind=self.kind, confidence=confidence
        )


def candidates(text: str, reading: Reading, quoted: Sequence[Quoted]) -> list[Candidate]:
    """What a reading of the text holds together, in reading order."""
    links = link(reading)
    idle = [one for one in links if not one.content]
    found: list[Candidate] = []
    said = [one for one in links if one.content]
    contents = [_content(text, reading, one) for one in said]
    cues = [_maybe_place(text, reading, one.cue) for one in said]
    for linked, whole in zip(said, whole_stretches(text, contents, cues, quoted), strict=True):
        for content in _by_place(text, linked, whole, reading, quoted):
            candidate = _candidate(text, content, linked, reading, idle, quoted)
            if not says_nothing(text, candidate.content):
                found.append(_in_kind(text, candidate, quoted))
    return _run_on(text, sorted(found, key=lambda one: one.content[0]), quoted)


def _by_place(
    text: str, linked: Linked, content: tuple[Span, ...], reading: Reading, quoted: Sequence[Quoted]
) -> Iterator[tuple[Span, ...]]:
    """The parts of a quotation that stand together: in one paragraph, or in marks with only cue and source
    between them.
    """
    known = [Span(*_place(text, reading, one)) for one in (linked.cue, linked.source) if one is not None]
    part: list[Span] = []
    for span in turns_in(text, content, known[0] if linked.cue is not None else None, quoted):
        if part and _is_apart(text, part[-1], span, known, quoted):
            yield tuple(part)
            part = []
        part.append(span)
    if part:
        yield tuple(part)


def _is_apart(text: str, part: Span, after: Span, known: Sequence[Span], quoted: Sequence[Quoted]) -> bool:
    """Whether between two parts a paragraph ends, and either has no marks or other words stand there."""
    gap = Span(part.end, after.start)
    if "\n" not in gap.of(text):
        return False
    if takes_turn(text, part, after, known[0] if known else None, quoted):
        return True
    if QuotationKind.INDIRECT in (kind_of(text, [part], quoted), kind_of(text, [after], quoted)):
        return True
    return any(
        not any(start <= word.start() < end for start, end in known)
        for word in _WORD.finditer(text, gap.start, gap.end)
    )


def _candidate(
    text: str,
    content: tuple[Span, ...],
    linked: Linked,
    reading: Reading,
    idle: Sequence[Linked],
    quoted: Sequence[Quoted],
) -> Candidate:
    """A quotation with its cue and source; kind and marks are not told yet."""
    cue, source = (_maybe_place(text, reading, pieces) for pieces in (linked.cue, linked.source))
    source = source if is_near(text, cue, source) else None
    sure = linked.content_sure, linked.cue_sure, linked.source_sure
    elsewhere = _elsewhere(text, cue, content)
    if (
        cue is not None
        and elsewhere
        and (_is_closed_before(text, content, cue) or is_anothers(text, content, cue, quoted))
    ):
        cue = source = None
    name = name_beside(text, Span(content[0].start, content[-1].end)) if elsewhere else None
    if name is not None:
        cue, source = name.cue, name.source
        content = (Span(name.content.start, content[0].end), *content[1:])
        sure = linked.content_sure, _NAMED, _NAMED
    elif cue is not None and elsewhere and kind_of(text, content, quoted) is QuotationKind.INDIRECT:
        cue = source = None  # only what stands between marks goes on with what was said before
    elif cue is None:
        opened = _opened(text, reading, idle, content[0])
        if opened is not None:
            cue, source = (_maybe_place(text, reading, pieces) for pieces in (opened.cue, opened.source))
            sure = linked.content_sure, opened.cue_sure, opened.source_sure
    facts = (cue is not None, source is not None, False)
    return Candidate(content, cue, source, QuotationKind.INDIRECT, Sureness(*sure, *facts))


def _elsewhere(text: str, cue: Span | None, content: tuple[Span, ...]) -> bool:
    """Whether no cue stands in a paragraph with the content."""
    if cue is None:
        return True
    before, after = Span(cue.end, content[0].start), Span(content[-1].end, cue.start)
    return any(gap.start < gap.end and "\n" in gap.of(text) for gap in (before, after))


def _is_closed_before(text: str, content: tuple[Span, ...], cue: Span) -> bool:
    """Whether content ends its sentence and paragraph, and the cue is of a sentence that begins behind."""
    begin = _FIRST.search(text, content[-1].end, cue.end)
    ends = text[content[-1].end - 1 : content[-1].end + 1]
    return begin is not None and begin["first"].isupper() and any(mark in ends for mark in ".!?")


def _in_kind(text: str, one: Candidate, quoted: Sequence[Quoted]) -> Candidate:
    """A quotation with what its cue and source took of its words, and its kind."""
    content, cue, source = one.content, one.cue, one.source
    if cue is not None:
        cue, content = _with_feeling(text, cue, content)
        content = _without_addressee(text, cue, content)
    if source is not None:
        source, content = _without_words(text, source, content, quoted)
    kind = kind_of(text, content, quoted)
    sure = one.sure._replace(marked=kind is not QuotationKind.INDIRECT)
    return Candidate(content, cue, source, kind, sure)


def _run_on(text: str, found: Sequence[Candidate], quoted: Sequence[Quoted]) -> list[Candidate]:
    """The candidates; one without a cue that goes on from the one before is a part of that."""
    kept: list[Candidate] = []
    for one in found:
        if one.cue is None and kept and _runs_on(text, kept[-1].content[-1], one.content[0]):
            joined = kept[-1].content + one.content
            kept[-1] = replace(kept[-1], content=joined, kind=kind_of(text, joined, quoted))
        else:
            kept.append(one)
    return kept


def _with_feeling(text: str, cue: Span, content: tuple[Span, ...]) -> tuple[Span, tuple[Span, ...]]:
    """Cue and content, to which what was voiced belongs: voiced | annoyance that the talks go on."""
    voiced = _VOICED.fullmatch(text, cue.start, cue.end)
    if voiced is None or text[cue.end : content[0].start].strip():
        return cue, content
    verb = Span(*voiced.span("verb"))
    return verb, (Span(voiced.start("feeling"), content[0].end), *content[1:])


def _without_addressee(text: str, cue: Span, content: tuple[Span, ...]) -> tuple[Span, ...]:
    """Content without a programme or paper to which it was told: told “Good Day” | that all is well."""
    addressed = _ADDRESSED.match(text, *content[0])
    if addressed is None or not TELLING.search(cue.of(text)):
        return content
    return (Span(addressed.end(), content[0].end), *content[1:])


def _without_words(
    text: str, source: Span, content: tuple[Span, ...], quoted: Sequence[Quoted]
) -> tuple[Span, tuple[Span, ...]]:
    """Source and content, to which what a source's name leads on to belongs: Lars Dahl, | “no fog signal.”"""
    for place in range(bisect_right(quoted, source.start, key=lambda words: words.outer.start), len(quoted)):
        words = quoted[place]
        if words.outer.start >= source.end:
            break
        if words.outer.end == source.end and " " in words.inner.of(text):
            end = len(text[: words.outer.start].rstrip(" ,:\t\u00a0"))
            if end > source.start and all(words.inner.start >= part.end for part in content):
                return Span(source.start, end), (*content, words.inner)
    return source, content


def _opened(text: str, reading: Reading, idle: Sequence[Linked], content: Span) -> Linked | None:
    """The idle cue before `content` that ends its paragraph in a colon, if `content` begins the next."""
    last = bisect_left(idle, content.start, key=lambda one: _idle_cue(text, reading, one).start) - 1
    if last < 0:
        return None
    cue = _idle_cue(text, reading, idle[last])
    end = text.rfind("\n", cue.end, content.start)
    if end < 0 or content.start - cue.end > _ANNOUNCED or _WORD.search(text, end, content.start):
        return None
    return idle[last] if text[cue.start : end].rstrip().endswith(":") else None


def _idle_cue(text: str, reading: Reading, one: Linked) -> Span:
    assert one.cue is not None
    return _place(text, reading, one.cue)


def _place(text: str, reading: Reading, pieces: Chunk) -> Span:
    return whole_words(text, reading.pieces.place(*pieces))


def _maybe_place(text: str, reading: Reading, pieces: Chunk | None) -> Span | None:
    return None if pieces is None else _place(text, reading, pieces)


def _content(text: str, reading: Reading, linked: Linked) -> tuple[Span, ...]:
    """The parts of a quotation's content, with neither the marks around them nor loose punctuation."""
    parts: list[Span] = []
    for pieces in linked.content:
        start, end = reading.pieces.place(*pieces)
        if parts and not _WORD.search(text, parts[-1].end, start):
            start = parts.pop().start
        parts.append(whole_words(text, Span(start, end)))
    return tuple(part for place in parts if (part := trimmed(text, place)))


def _runs_on(text: str, before: Span, after: Span) -> bool:
    """Whether a quotation that was not closed goes on behind a mark that opens the next paragraph."""
    gap = text[before.end : after.start]
    return (
        "\n" in gap
        and not _WORD.search(gap)
        and gap.count("\n") <= 3
        and gap.strip(" \n\r\t\u00a0") in "\u201c\"\u2018'"
    )
