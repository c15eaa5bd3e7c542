"""Attributions of an article, as the learned model finds them."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from operator import itemgetter

from index.analysis.sentences import Sentence, split_sentences
from index.articles.article import Article
from index.quotations.marks import Quoted, kind_of, quoted_spans
from index.quotations.model.calibration import Sureness, confidence, read_weights
from index.quotations.model.linking import Linked, link
from index.quotations.model.tagger import Reading, Tagger, shipped_tagger
from index.quotations.model.trimming import _CLOSING, _WORD, says_nothing, trimmed, whole_words
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
_DOUBLE = frozenset('"\u201c\u201d\u201e\u00ab\u00bb')
_NAMED = 0.9  # how sure a name beside a quotation is
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
    for candidate in sourced(candidates(article.text, tagger.read(article.text)), ruled):
        sure = confidence(candidate.sure, weights)
        if sure >= minimum and not _is_none(article.text, candidate):
            found.append(candidate.attribution(sure))
    turns = {turn.cue: turn.parts for turn in spoken.values() if turn.turn}
    if turns:  # who has the word in a transcript is said by its labels
        inside = Overlaps((parts, None) for parts in turns.values())
        found = [one for one in found if not inside.of(one.content)]
        found += [rule for rule in ruled if rule.cue in turns]
    found = carried_on(article.text, found, ruled)
    taken = Overlaps((attribution.content, None) for attribution in found)
    alone = [
        rule
        for rule in ruled
        if rule.source is not None
        and rule.confidence >= _RULES_ALONE
        and rule.kind is not QuotationKind.MIXED  # in an interview on “Harbour Today,” she said
        and not taken.of(rule.content)
    ]
    return sorted(found + alone, key=lambda attribution: attribution.content[0])


def _is_none(text: str, candidate: "Candidate") -> bool:
    """Whether what looks like a quotation is a listener, or stands under a heading ("Review: ...")."""
    cue, source = candidate.cue, candidate.source
    if tells_whom(text, cue, candidate.content):
        return True
    heading = cue is not None and source is not None and cue.of(text) == ":"
    return heading and source is not None and is_no_speaker(source.of(text).split()[0])


def sourced(found: Sequence["Candidate"], ruled: Sequence[Attribution]) -> list["Candidate"]:
    """The candidates that have a cue, and the others as far as the rules found one for them.

    What stands between quotation marks is somebody's words even where nobody is named: it is kept, without a
    source, if the model is sure of it.
    """
    kept: list[Candidate] = []
    contents = Overlaps((rule.content, rule) for rule in ruled if rule.source is not None)
    cues = Overlaps(([rule.cue], rule) for rule in ruled if rule.source is not None and rule.cue is not None)
    for candidate in found:
        if candidate.cue is not None:
            kept.append(candidate if candidate.source is not None else _owned(candidate, candidate.cue, cues))
            continue
        shared, best = max(contents.of(candidate.content), key=itemgetter(0), default=(0, None))
        if best is not None and 2 * shared >= sum(end - start for start, end in candidate.content):
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
    """A candidate without a source, with that of the same cue where the rules are sure of it."""
    for _, rule in cues.of([cue]):
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


def candidates(text: str, readings: Iterable[Reading]) -> list[Candidate]:
    """What the readings of all of a text's windows hold together, in reading order."""
    quoted = quoted_spans(text)
    found: list[Candidate] = []
    before: tuple[Reading, Linked] | None = None  # a cue that ended the paragraph before
    for reading in readings:
        opened, before = before, None
        for linked in link(reading):
            if not linked.content:
                before = (reading, linked)
                continue
            content = _content(text, reading, linked)
            if not content or says_nothing(text, content):
                continue
            if linked.cue is None and found and _runs_on(text, found[-1].content[-1], content[0]):
                joined = found[-1].content + content
                found[-1] = replace(found[-1], content=joined, kind=kind_of(text, joined, quoted))
                continue
            cue, source = (_place(text, reading, pieces) for pieces in (linked.cue, linked.source))
            sure = linked.content_sure, linked.cue_sure, linked.source_sure
            if cue is None and opened and _announced(text, opened[0], content[0]):
                cue, source = (
                    _place(text, opened[0], pieces) for pieces in (opened[1].cue, opened[1].source)
                )
                sure = linked.content_sure, opened[1].cue_sure, opened[1].source_sure
            elif cue is None and (name := name_beside(text, Span(content[0].start, content[-1].end))):
                cue, source = name.cue, name.source
                content = (Span(name.content.start, content[0].end), *content[1:])
                sure = linked.content_sure, _NAMED, _NAMED
            opened = None
            if cue is not None:
                cue, content = _with_feeling(text, cue, content)
                content = _without_addressee(text, cue, content)
            if source is not None:
                source, content = _without_words(text, source, content, quoted)
            kind = kind_of(text, content, quoted)
            marked = kind is not QuotationKind.INDIRECT
            facts = (cue is not None, source is not None, marked)
            found.append(Candidate(content, cue, source, kind, Sureness(*sure, *facts)))
    return found


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


def _announced(text: str, reading: Reading, content: Span) -> bool:
    """Whether the paragraph of `reading` ends in a colon and `content` begins the next one."""
    end = reading.window.ends[-1]
    return text[max(0, end - 80) : end].rstrip().endswith(":") and not _WORD.search(text, end, content.start)


def _place(text: str, reading: Reading, pieces: tuple[int, int] | None) -> Span | None:
    if pieces is None:
        return None
    window = reading.window
    return whole_words(text, Span(window.starts[pieces[0]], window.ends[pieces[1] - 1]))


def _content(text: str, reading: Reading, linked: Linked) -> tuple[Span, ...]:
    """The parts of a quotation's content, with neither the marks around them nor loose punctuation."""
    window = reading.window
    parts: list[Span] = []
    for a, b in linked.content:
        start, end = window.starts[a], window.ends[b - 1]
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
