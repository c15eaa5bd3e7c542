"""Learn what stands between quotation marks unsaid: python -m index.training.marks FOLDER[:TIMES]...

Each FOLDER holds text/*.txt and attributions/*.ann (brat standoff with Source, Cue and Content); or it is a
file of lines, `said` or `not`, a tab and a sentence with marks. What is learned goes into the package, where
the model's finder reads it (`index/quotations/model/said.py`).
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

import index.quotations.model
from index.quotations.marks import Quoted, quoted_spans
from index.quotations.model.said import signs
from index.training.adam import logistic_weights
from index.training.brat import MarkedArticle, read_marked

SHIPPED = Path(index.quotations.model.__file__).parent / "said_weights.txt"

_HEAD = "# Hundredths of logits, learned from annotated news: a sign of a stretch between marks a line.\n"
_FEWEST = 4
"""In so many stretches a sign has to stand to be weighed."""
_PENALTY = 1.0
"""Of the squares of weights: keeps what was seen seldom near nothing."""
_STEPS, _FINE_FROM = 500, 350
_INSIDE = 8
"""Characters of a content before the marks that make them a part of what is told around them."""


class Seen(NamedTuple):
    """A stretch between marks: its signs, and whether what it holds is marked as said."""

    signs: Sequence[str]
    said: bool


def stretches_in(place: Path) -> Iterator[Seen]:
    """Every stretch of a folder's articles or of a file's lines, in reading order; those that are a part of
    longer contents, or half marked, tell nothing."""
    if place.is_file():
        for line in place.read_text(encoding="utf-8").splitlines():
            kind, sentence = line.split("\t")
            yield from (Seen(signs(sentence, one), kind == "said") for one in quoted_spans(sentence))
        return
    for marked in read_marked(place):
        for one in quoted_spans(marked.text):
            said = _is_said(marked, one)
            if said is not None:
                yield Seen(signs(marked.text, one), said)


def _is_said(marked: MarkedArticle, one: Quoted) -> bool | None:
    shared = 0
    for attribution in marked.attributions:
        for start, end in attribution.content:
            if start < one.outer.start - _INSIDE and end >= one.outer.end:
                return None
            shared = max(shared, min(end, one.inner.end) - max(start, one.inner.start))
    share = shared / (one.inner.end - one.inner.start)
    return None if 0.1 < share < 0.5 else share >= 0.5


def fit_weights(seen: Sequence[Seen]) -> dict[str, int]:
    """The weight of each sign seen often enough, in hundredths of a logit; those that round to nothing are
    left out.

    A logistic regression with squared weights penalised, by Adam (Kingma and Ba 2015) over all stretches at
    once, so that the same stretches give the same weights.
    """
    times = Counter(sign for one in seen for sign in one.signs)
    kept = sorted(sign for sign, n in times.items() if n >= _FEWEST)
    columns = {sign: number for number, sign in enumerate(kept)}
    of = np.array([(n, columns[s]) for n, one in enumerate(seen) for s in one.signs if s in columns])
    said = np.array([one.said for one in seen], dtype=np.float64)
    weights = logistic_weights(
        of[:, 0], of[:, 1], said, len(columns), penalty=_PENALTY, steps=_STEPS, fine=_FINE_FROM
    )
    return {sign: round(float(w) * 100) for sign, w in zip(columns, weights, strict=True) if abs(w) >= 0.05}


def written(weights: Mapping[str, int]) -> str:
    """The weights as `said.weights` reads them: a line a sign, in alphabetical order."""
    return _HEAD + "".join(f"{sign} {weight}\n" for sign, weight in sorted(weights.items()))


def main(argv: Sequence[str] | None = None) -> int:
    """Learn and write the weights; 0 when done."""
    parser = argparse.ArgumentParser(
        prog="python -m index.training.marks", description=(__doc__ or "").split("\n")[0]
    )
    parser.add_argument(
        "places", nargs="+", metavar="FOLDER[:TIMES]", help="holds text/, attributions/; or lines"
    )
    parser.add_argument("--out", type=Path, default=SHIPPED, help="where they go (default: into the package)")
    given = parser.parse_args(argv)
    seen: list[Seen] = []
    for one in given.places:
        name, _, times = one.rpartition(":")
        place, count = (Path(name), int(times)) if name and times.isdigit() else (Path(one), 1)
        if not place.is_file() and not (place / "attributions").is_dir():
            parser.error(f"{place} is neither a file nor a folder of marked articles")
        seen += list(stretches_in(place)) * count
    given.out.write_text(written(fit_weights(seen)), encoding="utf-8")
    print(f"{len(seen)} stretches, {sum(one.said for one in seen)} of them said", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
