"""From the network's reading to whole attributions: content tied to its cue, the cue to its source.

Every attribution of PolNeAR has one cue, so the cue is what holds it together: pieces of content that point
at the same cue are one quotation, however many words stand between them.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from index.quotations.model.tagger import Pointed, Reading

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SOURCE, CUE, CONTENT = 0, 1, 2
DOUBTED, TRUSTED = 0.5, 0.8
"""A chunk less sure than the first is no part of a quotation that has one as sure as the second."""
NOWHERE = -1
LEAST_CUE, LEAST_SOURCE = 0.5, 0.2  # chosen on PolNeAR dev
NEAR = 64
"""Pieces to each side, beyond which a window that shows more shows no better what a chunk points at."""

Chunk = tuple[int, int]
"""Pieces `[first, last)` of the article."""


@dataclass(slots=True)
class Linked:
    """A quotation: places in pieces `[first, last)`, and how sure each step was, 0 to 1."""

    content: list[Chunk]
    cue: Chunk | None
    source: Chunk | None
    content_sure: float
    cue_sure: float
    source_sure: float


@dataclass(slots=True)
class Found:
    """The chunks of one role, in order, with the mean probability of their tags."""

    chunks: list[Chunk] = field(default_factory=list)
    sure: list[float] = field(default_factory=list)


def link(reading: Reading) -> list[Linked]:
    """The quotations of an article, by their first content, then the cues that introduce none, in order."""
    import numpy as np

    tags = best_tags(reading.tags)
    if not any(tags):
        return []
    roles = _chunks(tags, np.exp(reading.tags), reading.pieces.breaks)
    contents, cues, sources = roles[CONTENT], roles[CUE].chunks, roles[SOURCE].chunks
    windows = _Windows(reading.pointed)
    places = _shared_out(
        [_weights(windows.around(chunk), CUE, chunk, cues) for chunk in contents.chunks], LEAST_CUE
    )
    asking = [_weights(windows.around(cue), SOURCE, cue, sources) for cue in cues]
    whose = _shared_out(asking, LEAST_SOURCE)
    joined: dict[int, Linked] = {}
    for i, (chunk, sure) in enumerate(zip(contents.chunks, contents.sure, strict=True)):
        place, cue_sure = places[i]
        known = joined.get(place)
        if known is not None and known.content_sure >= TRUSTED and sure < DOUBTED:
            continue
        if known is not None and known.content_sure < DOUBTED and sure >= TRUSTED:
            known.content, known.content_sure = [chunk], sure
        elif known is not None:
            known.content.append(chunk)
            known.content_sure = min(known.content_sure, sure)
            known.cue_sure = min(known.cue_sure, cue_sure)
        elif place == NOWHERE:  # nothing is joined to content that no word introduces
            joined[-i - 2] = Linked([chunk], None, None, sure, cue_sure, 1.0)
        else:
            who, who_sure = whose[place]
            joined[place] = Linked([chunk], cues[place], _chunk(sources, who), sure, cue_sure, who_sure)
    idle = [
        Linked([], cue, _chunk(sources, who), 1.0, 0.5, who_sure)
        for place, (cue, (who, who_sure)) in enumerate(zip(cues, whose, strict=True))
        if place not in joined
    ]
    return [*joined.values(), *idle]


def _chunk(chunks: Sequence[Chunk], number: int) -> Chunk | None:
    return None if number == NOWHERE else chunks[number]


class _Windows:
    """The windows of an article, by the pieces they show."""

    def __init__(self, pointed: Sequence[Pointed]) -> None:
        self._pointed = pointed
        self._cores = [one.window.core for one in pointed]

    def around(self, chunk: Chunk) -> Pointed:
        """The window that shows most of a chunk, and of what stands around it."""
        first = max(0, bisect_right(self._cores, chunk[0]) - 1)
        best, most = self._pointed[first], (-1, -1)
        for one in self._pointed[first : first + 3]:
            window = one.window
            shown = min(chunk[1], window.last) - max(chunk[0], window.first)
            around = min(NEAR, chunk[0] - window.first) + min(NEAR, window.last - chunk[1])
            if shown > 0 and (shown, around) > most:
                best, most = one, (shown, around)
        return best


def _shared_out(weights: Sequence[Mapping[int, float]], least: float) -> list[tuple[int, float]]:
    """For each pointer the number of the chunk it means, or NOWHERE, and its weight on it.

    `weights` are those of each pointer on the chunks that it may mean. Each goes where it weighs most, but a
    chunk is there for something: one that none has chosen takes a pointer from nowhere or from a chunk that
    has several, if its weight there is over `least` of its best.
    """
    best = [max(row, key=row.__getitem__) for row in weights]
    uses = Counter(best)
    askers: dict[int, list[int]] = {}
    for i, row in enumerate(weights):
        for chunk in row:
            askers.setdefault(chunk, []).append(i)
    for chunk in sorted(askers):
        if chunk == NOWHERE or uses[chunk]:
            continue
        spare = [i for i in askers[chunk] if best[i] == NOWHERE or uses[best[i]] > 1]
        if spare:
            i = max(spare, key=lambda i: weights[i][chunk] / weights[i][best[i]])
            if weights[i][chunk] > least * weights[i][best[i]]:
                uses[best[i]] -= 1
                uses[chunk] += 1
                best[i] = chunk
    return [(now, row[now]) for now, row in zip(best, weights, strict=True)]


def best_tags(scores: "NDArray[np.float32]") -> list[int]:
    """The likeliest tags of a window's pieces of which no I stands without its B or I before it (Viterbi)."""
    import numpy as np

    alone = scores.argmax(axis=1)
    left = np.concatenate(([0], alone[:-1]))
    if not ((alone > 0) & (alone % 2 == 0) & (left != alone) & (left != alone - 1)).any():
        return list(map(int, alone))  # the best of all tags are well formed as they are
    rows = scores.tolist()
    minus = float("-inf")
    best = [minus if t and t % 2 == 0 else s for t, s in enumerate(rows[0])]
    back: list[list[int]] = []
    for row in rows[1:]:
        top = max(range(7), key=best.__getitem__)
        steps = [top] * 7
        now = [best[top] + s for s in row]
        for inside in (2, 4, 6):
            before = inside if best[inside] >= best[inside - 1] else inside - 1
            steps[inside] = before
            now[inside] = best[before] + row[inside]
        back.append(steps)
        best = now
    tag = max(range(7), key=best.__getitem__)
    path = [tag]
    for steps in reversed(back):
        tag = steps[tag]
        path.append(tag)
    return path[::-1]


def _chunks(
    tags: list[int], sure: "NDArray[np.float32]", breaks: Container[int]
) -> tuple[Found, Found, Found]:
    """The chunks of each role; none goes on behind a break between paragraphs."""
    found = (Found(), Found(), Found())
    i = 0
    while i < len(tags):
        if tags[i] == 0 or i in breaks:
            i += 1
            continue
        role, j = (tags[i] - 1) // 2, i + 1
        while j < len(tags) and tags[j] == 2 + 2 * role and j not in breaks:
            j += 1
        found[role].chunks.append((i, j))
        both = sure[i:j, 1 + 2 * role] + sure[i:j, 2 + 2 * role]
        found[role].sure.append(float(both.mean()))
        i = j
    return found


def _weights(pointed: Pointed, role: int, asking: Chunk, chunks: Sequence[Chunk]) -> dict[int, float]:
    """The mean weight of a chunk's pieces on nothing, and on each of `chunks` that its window shows."""
    window = pointed.window
    towards = pointed.cues if role == CUE else pointed.sources
    first, last = max(asking[0], window.first) - window.first, min(asking[1], window.last) - window.first
    row = towards[first:last].mean(axis=0)
    found = {NOWHERE: float(row[0])}
    number = max(0, bisect_right(chunks, (window.first, 0)) - 1)
    while number < len(chunks) and chunks[number][0] < window.last:
        low, high = max(chunks[number][0], window.first), min(chunks[number][1], window.last)
        if low < high:
            found[number] = float(row[low - window.first + 1 : high - window.first + 1].sum())
        number += 1
    return found
