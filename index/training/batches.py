"""Marked articles as batches of tensors."""

import random
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import torch
from tokenizers import Tokenizer
from torch import Tensor

from index.quotations.model.windows import SIZES, Pieces, Sizes, Window, read_pieces, read_windows
from index.spans import Span
from index.training.brat import MarkedArticle


@dataclass(frozen=True, slots=True)
class Example:
    """A window with what the network is to say of it: a tag a piece, and what each piece points at.

    `ids`, `cases` and `marks` are those of its pieces, between the marks that it begins and ends with. A
    piece that points at nothing points at the first; one of which it is not known what it points at, since
    that stands outside the window, is in neither list.
    """

    ids: list[int]
    cases: list[int]
    marks: list[int]
    tags: list[int]
    cue: list[tuple[int, tuple[int, ...]]]
    source: list[tuple[int, tuple[int, ...]]]


def examples(article: MarkedArticle, tokenizer: Tokenizer, sizes: Sizes = SIZES) -> Iterator[Example]:
    """The windows of an article with the tags and pointers that its attributions ask for.

    What a speaker says without a cue points at the cue of what he or she said before.
    """
    pieces = read_pieces(article.text, tokenizer)
    placed = _placed(article, pieces)
    for window in read_windows(pieces, sizes):
        yield _example(pieces, window, placed)


@dataclass(frozen=True, slots=True)
class _Placed:
    """An attribution in pieces; `carried` tells that its cue is that of what its speaker said before."""

    content: tuple[tuple[int, int], ...]
    cue: tuple[tuple[int, int], ...]
    source: tuple[tuple[int, int], ...]
    carried: bool


def _placed(article: MarkedArticle, pieces: Pieces) -> list[_Placed]:
    found: list[_Placed] = []
    before: dict[str, _Placed] = {}
    last: str | None = None
    for one in sorted(article.attributions, key=lambda one: one.content[0].start):
        content, cue, source = (
            tuple(place for span in spans for place in _pieces(pieces, span))
            for spans in (one.content, one.cue, one.source)
        )
        carried = not one.cue and one.speaker is not None and one.speaker in before
        if carried and one.speaker is not None and one.speaker == last:
            placed = _Placed(content, before[one.speaker].cue, (), True)
        else:
            placed = _Placed(content, cue, source, False)
            if one.speaker is not None and cue:
                before[one.speaker] = placed
        last = one.speaker
        found.append(placed)
    return found


def _example(pieces: Pieces, window: Window, placed: Sequence[_Placed]) -> Example:
    first, last = window.first, window.last
    tags = [0] * (last - first + 2)
    cues: list[tuple[int, tuple[int, ...]]] = []
    sources: list[tuple[int, tuple[int, ...]]] = []

    def inside(places: tuple[tuple[int, int], ...]) -> list[int]:
        return [i - first + 1 for a, b in places for i in range(max(a, first), min(b, last))]

    for one in placed:
        for number, places in enumerate((one.source, () if one.carried else one.cue, one.content)):
            for a, b in places:
                for i in range(max(a, first), min(b, last)):
                    tags[i - first + 1] = (1 if i == a else 2) + 2 * number
        content, cue, source = inside(one.content), tuple(inside(one.cue)), tuple(inside(one.source))
        if cue or not one.cue or one.carried:
            cues += [(i, cue or (0,)) for i in content]
        if cue and not one.carried and (source or not one.source):
            sources += [(i, source or (0,)) for i in cue]
    shown = slice(first, last)
    begin, end = pieces.frame
    return Example(
        [begin, *pieces.ids[shown], end],
        [0, *pieces.cases[shown], 0],
        [0, *pieces.marks[shown], 0],
        tags,
        cues,
        sources,
    )


def _pieces(pieces: Pieces, span: Span) -> Iterator[tuple[int, int]]:
    """The pieces `[first, last)` that share a character with `span`, by paragraph."""
    first = bisect_right(pieces.ends, span.start)
    last = bisect_left(pieces.starts, span.end)
    for i in range(first, last + 1):
        if i == last or pieces.starts[i] == pieces.ends[i]:
            if first < i:
                yield first, i
            first = i + 1


def batches(found: Iterable[Example], pieces: int, rng: random.Random) -> list[list[Example]]:
    """Batches of windows of like length, of about `pieces` word pieces each, in random order."""
    ordered = sorted(found, key=lambda e: len(e.ids) + rng.random() * 8)
    made: list[list[Example]] = []
    batch: list[Example] = []
    for example in ordered:
        if batch and (len(batch) + 1) * len(example.ids) > pieces:
            made.append(batch)
            batch = []
        batch.append(example)
    if batch:
        made.append(batch)
    rng.shuffle(made)
    return made


def tensors(batch: Sequence[Example]) -> dict[str, Tensor]:
    """ids, cases, marks and tags (windows, pieces); cue and source, true where a piece may point."""
    count, length = len(batch), max(len(e.ids) for e in batch)
    out = {name: torch.zeros(count, length, dtype=torch.long) for name in ("ids", "cases", "marks", "tags")}
    for name in ("cue", "source"):
        out[name] = torch.zeros(count, length, length, dtype=torch.bool)
    for row, example in enumerate(batch):
        for name in ("ids", "cases", "marks", "tags"):
            values = getattr(example, name)
            out[name][row, : len(values)] = torch.tensor(values)
        for name in ("cue", "source"):
            for piece, targets in getattr(example, name):
                out[name][row, piece, list(targets)] = True
    return out
