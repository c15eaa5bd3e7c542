"""Paragraphs that name their speaker at their head or foot: transcripts, interviews, headlines and posts."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from index.cues import FINITE, HEADLINE_SPEAKERS, NO_SPEAKERS
from index.sentences import Sentence
from index.spans import Span

_CAPITALS = re.compile(
    r"[\"\u201c]?([A-Z][A-Z.'\u2019-]+(?: [A-Z][A-Z.'\u2019-]+){0,4}(?:,? \([^)\n]{1,20}\))?) ?(:)\s+(?=\S)"
)
_NAMED = re.compile(r"[\"\u201c]?((?:[A-Z][\w.'\u2019-]*)(?: [A-Z][\w.'\u2019-]*){0,3}) ?(:)\s+(?=\S)")
_HEADLINE = re.compile(
    r"([A-Z][\w.'\u2019-]*(?: (?:of|the|[A-Z])[\w.'\u2019-]*){0,4}) ?(:)\s+(?=[\u2018'\"\u201c]?[A-Z])"
)
_SIGNED = re.compile(
    r"([\u2014\u2013-]{1,2}) ?([^@\n]{2,60}?) \(@\w+\)"
    r"(?:[ ,|\u2022\u00b7]*(?:on )?[A-Z][a-z]+\.? \d{1,2},? \d{4})?\.?\s*$"
)
_NAME_ALONE = re.compile(
    r"([\u2014\u2013-]{1,2}) ?([A-Z][\w.'\u2019-]*(?: [A-Z][\w.'\u2019-]*){0,4})(?:,[^\n]{0,60})?\.?$"
)
_SAID = (
    r"\b(?:'s? \w+)? (?:has |had |also )*(?:said|says|told|tells|added|adds|wrote|writes|tweeted|announced)\b"
)
_OPENING = '"\u201c'
_MARKS = '"\u201c\u201d'
_MARK = re.compile(f"[{_MARKS}]")
_FEWEST = 3
"""So many paragraphs must begin with a name and a colon before these are read as a conversation."""


class Labelled(NamedTuple):
    """What a paragraph says, with the mark that stands for a cue, and the name it bears."""

    content: Span
    cue: Span
    source: Span


def labelled_paragraphs(text: str, sentences: Sequence[Sentence]) -> dict[int, Labelled]:
    """By a paragraph's number: "WALLACE: ...", "Ana Ruiz: ..." in a conversation, "Minister: ..." as a
    headline, and a post whose next paragraph signs it ("\u2014 Ana Ruiz (@ruiz) May 4, 2016")."""
    found: dict[int, Labelled] = {}
    before: tuple[int, Span] | None = None
    paragraphs = list(_paragraphs(sentences))
    for number, paragraph in paragraphs:
        if before is None:
            headline = _HEADLINE.match(text, *paragraph)
            if headline is not None and _speaks(text, headline.group(1), paragraph.end):
                found[number] = _labelled(headline, paragraph.end)
        elif (signed := _signature(text, before[1], paragraph)) is not None:
            found.setdefault(before[0], signed)
        for pattern in (_CAPITALS, _NAMED):
            match = pattern.match(text, *paragraph)
            if match is not None and not _is_no_speaker(match.group(1)):
                label = _labelled(match, paragraph.end)
                if label.content.start > match.end():  # what stands between marks
                    found[number] = label
        before = number, paragraph
    return _turns(text, paragraphs) | found


def turns(text: str, sentences: Sequence[Sentence]) -> list[Labelled]:
    """The turns of a conversation that the text writes down: paragraphs that begin with a name, again and
    again; none where it is no transcript."""
    return list(_turns(text, list(_paragraphs(sentences))).values())


def _turns(text: str, paragraphs: Sequence[tuple[int, Span]]) -> dict[int, Labelled]:
    shouted: dict[int, Labelled] = {}
    named: dict[int, Labelled] = {}
    for number, paragraph in paragraphs:
        for pattern, labels in ((_CAPITALS, shouted), (_NAMED, named)):
            match = pattern.match(text, *paragraph)
            if match is not None and not _is_no_speaker(match.group(1)):
                label = _labelled(match, paragraph.end)
                if label.content.start == match.end():
                    labels[number] = label
    # "NEW DELHI: ..." at the head of a report is no speaker, "TAPPER: ..." again and again is one.
    found = dict(shouted) if len(shouted) >= _FEWEST - 1 else {}
    repeated = len({label.source.of(text) for label in named.values()}) < len(named)
    if len(named) >= _FEWEST and (repeated or len(shouted) >= _FEWEST):
        found = named | found
    return found


def _signature(text: str, before: Span, paragraph: Span) -> Labelled | None:
    """The post or quotation in the paragraph before, if this one signs it."""
    content = _unsigned(text, before)
    match = _SIGNED.match(text, *paragraph)
    if match is None and content != before:
        match = _NAME_ALONE.match(text, *paragraph)
    return None if match is None else Labelled(content, Span(*match.span(1)), Span(*match.span(2)))


def _speaks(text: str, name: str, start: int) -> bool:
    """Whether a headline's label is a speaker ("Minister: ...") and no topic ("Brexit: ...")."""
    last = name.rsplit(maxsplit=1)[-1]
    if last.lower() in HEADLINE_SPEAKERS:
        return True
    return not _is_no_speaker(name) and re.search(r"\b" + re.escape(last) + _SAID, text[start:]) is not None


def _paragraphs(sentences: Sequence[Sentence]) -> Iterator[tuple[int, Span]]:
    for number, inside in groupby(sentences, key=lambda sentence: sentence.paragraph):
        spans = [sentence.span for sentence in inside]
        yield number, Span(spans[0].start, spans[-1].end)


def _labelled(match: re.Match[str], end: int) -> Labelled:
    text = match.string
    if (
        text[match.start()] in _OPENING
        and not _MARK.search(text, match.end(), end - 1)
        and text[end - 1] in _MARKS
    ):
        end -= 1  # one pair of marks around all turns
    return Labelled(
        _unsigned(match.string, Span(match.end(), end)), Span(*match.span(2)), Span(*match.span(1))
    )


def _unsigned(text: str, paragraph: Span) -> Span:
    """The paragraph without quotation marks around all of it, of which the last may be missing."""
    start, end = paragraph
    if end - start < 3 or text[start] not in '"\u201c':
        return paragraph
    marks = sum(text.count(mark, start + 1, end) for mark in '"\u201c\u201d')
    if marks == 1 and text[end - 1] in '"\u201d':
        return Span(start + 1, end - 1)
    return paragraph if marks else Span(start + 1, end)


def _is_no_speaker(name: str) -> bool:
    words = name.lower().split()
    return words[0] in NO_SPEAKERS or words[-1] in NO_SPEAKERS or any(word in FINITE for word in words)
