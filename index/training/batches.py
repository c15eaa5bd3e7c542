"""Marked articles as batches of tensors."""

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import torch
from tokenizers import Tokenizer
from torch import Tensor

from index.quotations.model.windows import Window, read_windows
from index.spans import Span
from index.training.brat import MarkedArticle

ROLES = ("source", "cue", "content")


@dataclass(frozen=True, slots=True)
class Example:
    """A window with what the network is to say of it: a tag a piece, and what each piece points at."""

    window: Window
    tags: list[int]
    cue: list[tuple[int, tuple[int, ...]]]
    source: list[tuple[int, tuple[int, ...]]]


def examples(article: MarkedArticle, tokenizer: Tokenizer) -> Iterator[Example]:
    """The windows of an article with the tags and pointers that its attributions ask for."""
    for window in read_windows(article.text, tokenizer):
        first, last = window.starts[0], window.ends[-1]
        tags = [0] * len(window.ids)
        cue_targets: list[tuple[int, tuple[int, ...]]] = []
        source_targets: list[tuple[int, tuple[int, ...]]] = []
        for attribution in article.attributions:
            places = {
                role: [p for span in getattr(attribution, role) for p in [_pieces(window, span)] if p]
                for role in ROLES
                if any(s < last and e > first for s, e in getattr(attribution, role))
            }
            for number, role in enumerate(ROLES):
                for pieces in places.get(role, ()):
                    tags[pieces[0]] = 1 + 2 * number
                    for piece in pieces[1:]:
                        tags[piece] = 2 + 2 * number
            cue = tuple(i for pieces in places.get("cue", ()) for i in pieces) or (0,)
            source = tuple(i for pieces in places.get("source", ()) for i in pieces) or (0,)
            cue_targets += [(i, cue) for pieces in places.get("content", ()) for i in pieces]
            if cue != (0,):
                source_targets += [(i, source) for i in cue]
        yield Example(window, tags, cue_targets, source_targets)


def _pieces(window: Window, span: Span) -> list[int]:
    return [
        i
        for i in range(1, len(window.ids) - 1)
        if window.starts[i] < span.end and span.start < window.ends[i]
    ]


def batches(found: Iterable[Example], pieces: int, rng: random.Random) -> list[list[Example]]:
    """Batches of windows of like length, of about `pieces` word pieces each, in random order."""
    ordered = sorted(found, key=lambda e: len(e.window.ids) + rng.random() * 8)
    made: list[list[Example]] = []
    batch: list[Example] = []
    for example in ordered:
        if batch and (len(batch) + 1) * len(example.window.ids) > pieces:
            made.append(batch)
            batch = []
        batch.append(example)
    if batch:
        made.append(batch)
    rng.shuffle(made)
    return made


def tensors(batch: Sequence[Example]) -> dict[str, Tensor]:
    """ids, cases, marks and tags (windows, pieces); cue and source, true where a piece may point."""
    count, length = len(batch), max(len(e.window.ids) for e in batch)
    out = {name: torch.zeros(count, length, dtype=torch.long) for name in ("ids", "cases", "marks", "tags")}
    for name in ("cue", "source"):
        out[name] = torch.zeros(count, length, length, dtype=torch.bool)
    for row, example in enumerate(batch):
        window = example.window
        n = len(window.ids)
        for name, values in (("ids", window.ids), ("cases", window.cases), ("marks", window.marks)):
            out[name][row, :n] = torch.tensor(values)
        out["tags"][row, :n] = torch.tensor(example.tags)
        for name in ("cue", "source"):
            for piece, targets in getattr(example, name):
                out[name][row, piece, list(targets)] = True
    return out
