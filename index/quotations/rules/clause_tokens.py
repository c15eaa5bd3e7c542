"""Sentences as runs of words in which a quoted stretch counts as one."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from index.analysis.sentences import Sentence
from index.quotations.marks import Quoted
from index.spans import Span

_WORD = re.compile(
    r"(?:[A-Z]\.){2,}(?:['\u2019]s)?|(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Lt|Sgt|Col|Capt|Rev|Hon|Jr|Sr|St|vs|Prof|No)\."
    r"|\w+(?:['\u2019&.@/+-]\w+)*['\u2019]?|@\w+|#\w+|\$[\d.,]*\d|\.{3,}|-{2,}|[^\w\s]"
)

# Such as "LONDON (Reuters) - The harbor" has before its first word.
_DATELINE = re.compile(
    r"[A-Z][A-Z.' -]{2,}(?:, [A-Z][\w. ]{1,20})?(?: ?\([^)\n]{1,30}\))? ?(?:\u2014|\u2013|--?) ?(?=\S)"
)
_ASKS = "?!,\u2014-\u2026"
_SAYS = re.compile(
    r"(?:He|She|They|It|[A-Z][\w.'\u2019-]+(?: [A-Z][\w.'\u2019-]+){0,3}) "
    r"(?:said|says|asked|asks|tweeted|wrote|writes|added|adds|told|continued|replied|responded|joked|shouted|"
    r"repeated|quipped|exclaimed|wondered|demanded|interjected|retorted|snapped|recalled|remarked|answered)"
    r"(?! (?:that|he|she|it|they)\b)(?=[\s.,])"
)


class Item(NamedTuple):
    """A word or a mark of a sentence outside quotation marks, or a whole quoted stretch.

    `is_word` is whether it has a letter or a digit and is not quoted; `capital`, whether such a word
    begins with a capital letter.
    """

    text: str
    lower: str
    start: int
    end: int
    quoted: Quoted | None
    is_word: bool
    capital: bool


class Unit(NamedTuple):
    """A sentence of the article's own; a sentence that ends inside a quotation does not end a unit."""

    number: int
    paragraph: int
    items: list[Item]


def split_units(text: str, sentences: Sequence[Sentence], quoted: Sequence[Quoted]) -> list[Unit]:
    """The units of the sentences in order. An end inside quotation marks, or between the last word and
    its closing mark, is none."""
    units: list[Unit] = []
    starts = [stretch.outer.start for stretch in quoted]
    begin: int | None = None
    for place, sentence in enumerate(sentences):
        begin = sentence.span.start if begin is None else begin
        end = sentence.span.end
        last = place + 1 == len(sentences) or sentences[place + 1].paragraph != sentence.paragraph
        around = bisect_right(starts, end - 1) - 1
        stretch = quoted[around] if around >= 0 else None
        if not last and stretch is not None and end < stretch.outer.end:
            continue
        if (
            not last
            and stretch is not None
            and end == stretch.outer.end
            and text[stretch.inner.end - 1] in _ASKS
        ):
            following = sentences[place + 1].span
            if _SAYS.match(text, following.start, min(following.end, following.start + 80)):
                continue  # '"Too much?" He laughed' is two sentences, '"Too much?" He tweeted' is one
        dateline = _DATELINE.match(text, begin, end)
        begin = dateline.end() if dateline is not None else begin
        items = _items(text, Span(begin, end), quoted, max(bisect_right(starts, begin) - 1, 0))
        if items:
            units.append(Unit(len(units), sentence.paragraph, items))
        begin = None
    return units


def _items(text: str, span: Span, quoted: Sequence[Quoted], number: int) -> list[Item]:
    """The items of `text` in the span; `number` is that of the first stretch which may stand in it."""
    items: list[Item] = []
    at = span.start
    while at < span.end:
        while number < len(quoted) and quoted[number].outer.end <= at:
            number += 1
        stretch = quoted[number] if number < len(quoted) else None
        if stretch is not None and stretch.outer.start <= at:
            inner = stretch.inner.of(text)
            items.append(Item(inner, inner.lower(), *stretch.outer, stretch, is_word=False, capital=False))
            at = stretch.outer.end
            continue
        limit = span.end if stretch is None else min(span.end, stretch.outer.start)
        for match in _WORD.finditer(text, at, limit):
            word = match.group()
            is_word = word[0].isalnum() or (len(word) > 1 and word[-1].isalnum())
            lower = word.lower().replace("\u2019", "'")
            items.append(Item(word, lower, *match.span(), None, is_word=is_word, capital=word[0].isupper()))
        at = limit
    return items
