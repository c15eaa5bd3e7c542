"""From the network's readings to whole attributions: content tied to its cue, the cue to its source.

Every attribution of PolNeAR has one cue, so the cue is what holds it together: pieces of content that point
at the same cue are one quotation, however many words stand between them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from index.quotations.model.tagger import Reading

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SOURCE, CUE, CONTENT = 0, 1, 2
NOWHERE = -1
LEAST_CUE, LEAST_SOURCE = 0.5, 0.2  # chosen on PolNeAR dev


@dataclass(slots=True)
class Linked:
    """A quotation in one window: places in pieces `[first, last)`, and how sure each step was, 0 to 1."""

    content: list[tuple[int, int]]
    cue: tuple[int, int] | None
    source: tuple[int, int] | None
    content_sure: float
    cue_sure: float
    source_sure: float


@dataclass(slots=True)
class Found:
    """The chunks of one role in a window, in order, with the mean probability of their tags."""

    chunks: list[tuple[int, int]] = field(default_factory=list)
    sure: list[float] = field(default_factory=list)


def link(reading: Reading) -> Iterator[Linked]:
    """The quotations of one window, in the order of their first content.

    A last cue that no content of the window points at comes behind them with none: what it introduces may
    stand in the next paragraph.
    """
    import numpy as np

    tags = best_tags(reading.tags)
    if not any(tags):
        return
    roles = _chunks(tags, np.exp(reading.tags))
    contents = roles[CONTENT]
    cues, sources = roles[CUE].chunks, roles[SOURCE].chunks
    places = _shared_out(_weights(reading.cues, contents.chunks, cues), LEAST_CUE)
    used = sorted({place for place, _ in places if place != NOWHERE} | set(range(len(cues))[-1:]))
    asking = _weights(reading.sources, [cues[place] for place in used], sources)
    whose = dict(zip(used, _shared_out(asking, LEAST_SOURCE), strict=True))
    joined: dict[int, Linked] = {}
    for i, ((a, b), sure) in enumerate(zip(contents.chunks, contents.sure, strict=True)):
        place, cue_sure = places[i]
        known = joined.get(place)
        if known is not None:
            known.content.append((a, b))
            known.content_sure = min(known.content_sure, sure)
            known.cue_sure = min(known.cue_sure, cue_sure)
        elif place == NOWHERE:  # nothing is joined to content that no word introduces
            joined[-i - 2] = Linked([(a, b)], None, None, sure, cue_sure, 1.0)
        else:
            who, who_sure = whose[place]
            whom = None if who == NOWHERE else sources[who]
            joined[place] = Linked([(a, b)], cues[place], whom, sure, cue_sure, who_sure)
    yield from joined.values()
    if cues and len(cues) - 1 not in joined:
        who, who_sure = whose[len(cues) - 1]
        yield Linked([], cues[-1], None if who == NOWHERE else sources[who], 1.0, 0.5, who_sure)


def _shared_out(weights: list[list[float]], least: float) -> list[tuple[int, float]]:
    """For each pointer the number of the chunk it means, or NOWHERE, and its weight on it.

    Each goes where it weighs most, but a chunk is there for something: one that none has chosen takes a
    pointer from nowhere or from a chunk that has several, if its weight there is over `least` of its best.
    """
    best = [max(range(len(row)), key=row.__getitem__) for row in weights]
    for chunk in range(1, len(weights[0]) if weights else 0):
        if chunk in best:
            continue
        spare = [i for i, now in enumerate(best) if now == 0 or best.count(now) > 1]
        if spare:
            i = max(spare, key=lambda i: weights[i][chunk] / weights[i][best[i]])
            if weights[i][chunk] > least * weights[i][best[i]]:
                best[i] = chunk
    return [(now - 1, row[now]) for now, row in zip(best, weights, strict=True)]


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


def _chunks(tags: list[int], sure: "NDArray[np.float32]") -> tuple[Found, Found, Found]:
    found = (Found(), Found(), Found())
    i = 0
    while i < len(tags):
        if tags[i] == 0:
            i += 1
            continue
        role, j = (tags[i] - 1) // 2, i + 1
        while j < len(tags) and tags[j] == 2 + 2 * role:
            j += 1
        found[role].chunks.append((i, j))
        both = sure[i:j, 1 + 2 * role] + sure[i:j, 2 + 2 * role]
        found[role].sure.append(float(both.mean()))
        i = j
    return found


def _weights(
    towards: "NDArray[np.float32]", asking: Sequence[tuple[int, int]], chunks: Sequence[tuple[int, int]]
) -> list[list[float]]:
    """Of each chunk that asks, the mean weight of its pieces on nothing, then on each of `chunks`."""
    rows = [towards[a:b].mean(axis=0) for a, b in asking]
    return [[float(row[0]), *(float(row[a:b].sum()) for a, b in chunks)] for row in rows]
