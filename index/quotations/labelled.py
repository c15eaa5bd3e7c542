"""Paragraphs that name their speaker at their head or foot: transcripts, interviews, headlines and posts."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from index.cues import FINITE, NO_SPEAKERS
from index.sentences import Sentence
from index.spans import Span

_CAPITALS = re.compile(r"([A-Z][A-Z.'\u2019-]+(?: [A-Z][A-Z.'\u2019-]+){0,4}(?:,? \([^)\n]{1,20}\))?) ?(:)\s+(?=\S)")
_NAMED = re.compile(r"((?:[A-Z][\w.'\u2019-]*)(?: [A-Z][\w.'\u2019-]*){0,3}) ?(:)\s+(?=\S)")
_HEADLINE = re.compile(r"([A-Z][\w.'\u2019-]*(?: (?:of|the|[A-Z])[\w.'\u2019-]*){0,4}) ?(:)\s+(?=[\u2018'\"\u201c]?[A-Z])")
_SIGNED = re.compile(
    r"([\u2014\u2013-]{1,2}) ?([^@\n]{2,60}?) \(@\w+\)(?:[ ,|\u2022\u00b7]*(?:on )?[A-Z][a-z]+\.? \d{1,2},? \d{4})?\.?\s*$"
)
_NAME_ALONE = re.compile(r"([\u2014\u2013-]{1,2}) ?([A-Z][\w.'\u2019-]*(?: [A-Z][\w.'\u2019-]*){0,4})(?:,[^\n]{0,60})?\.?$")
_DIALOGUE = 2
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
    named: dict[int, Labelled] = {}
    before: tuple[int, Span] | None = None
    for number, paragraph in _paragraphs(sentences):
        signed = _SIGNED.match(text, *paragraph)
        if signed is None and before is not None and _unsigned(text, before[1]) != before[1]:
            signed = _NAME_ALONE.match(text, *paragraph)
        capitals = _CAPITALS.match(text, *paragraph)
        name = _NAMED.match(text, *paragraph)
        if signed is not None and before is not None and before[0] not in found:
            content = _unsigned(text, before[1])
            found[before[0]] = Labelled(content, Span(*signed.span(1)), Span(*signed.span(2)))
        elif capitals is not None and not _is_no_speaker(capitals.group(1)):
            found[number] = _labelled(capitals, paragraph.end)
        elif name is not None and not _is_no_speaker(name.group(1)):
            named[number] = _labelled(name, paragraph.end)
        if before is None:
            headline = _HEADLINE.match(text, *paragraph)
            if headline is not None and not _is_no_speaker(headline.group(1)):
                found[number] = _labelled(headline, paragraph.end)
        before = number, paragraph
    if len(named) > _DIALOGUE or len(found) > _DIALOGUE:
        found.update(named)
    return found


def _paragraphs(sentences: Sequence[Sentence]) -> Iterator[tuple[int, Span]]:
    for number, inside in groupby(sentences, key=lambda sentence: sentence.paragraph):
        spans = [sentence.span for sentence in inside]
        yield number, Span(spans[0].start, spans[-1].end)


def _labelled(match: re.Match[str], end: int) -> Labelled:
    return Labelled(_unsigned(match.string, Span(match.end(), end)), Span(*match.span(2)), Span(*match.span(1)))


def _unsigned(text: str, paragraph: Span) -> Span:
    """The paragraph without quotation marks around all of it, of which the last may be missing."""
    start, end = paragraph
    if end - start < 3 or text[start] not in "\"\u201c":
        return paragraph
    marks = sum(text.count(mark, start + 1, end) for mark in "\"\u201c\u201d")
    if marks == 1 and text[end - 1] in "\"\u201d":
        return Span(start + 1, end - 1)
    return paragraph if marks else Span(start + 1, end)


def _is_no_speaker(name: str) -> bool:
    words = name.lower().split()
    return words[0] in NO_SPEAKERS or words[-1] in NO_SPEAKERS or any(word in FINITE for word in words)
