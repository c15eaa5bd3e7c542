"""Learn how likely a verb is a cue from marked articles: python -m index.training.cue_weights FOLDER

FOLDER holds text/*.txt and attributions/*.ann, as each part of what `index.training` reads does. What is
learned goes into the package, where the rules read it (`index/quotations/rules/cue_classifier.py`).
"""

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

import index.quotations.rules
from index.analysis.sentences import split_sentences
from index.articles.article import Article
from index.quotations.marks import quoted_spans
from index.quotations.rules.clause_tokens import split_units
from index.quotations.rules.cue_candidates import find_candidates
from index.quotations.rules.cue_classifier import Sign, signs
from index.training.adam import logistic_weights
from index.training.brat import MarkedArticle, read_marked

SHIPPED = Path(index.quotations.rules.__file__).parent / "cue_weights.txt"

_HEAD = """\
# Tenths of logits, learned from annotated news: a verb, or - for all, then signs with their weights.
# . always; =form; <what stands before; >what follows; @what stands before the subject; ~the subject; \
^the word before.
"""
_FEWEST, _FEWEST_ALWAYS = 8, 4
"""In so many candidates a sign has to stand to be weighed; a verb by itself in fewer."""
_PENALTY = 1.5
"""Of the squares of weights: keeps what was seen seldom near nothing."""
_STEPS, _FINE_FROM = 400, 250


class Seen(NamedTuple):
    """A candidate of a marked article: its signs, and whether its verb is marked as a cue."""

    signs: Sequence[Sign]
    is_cue: bool


def candidates_of(articles: Iterable[MarkedArticle]) -> Iterator[Seen]:
    """Every candidate of the articles, in reading order."""
    for marked in articles:
        article = Article(id=marked.name, title=marked.name, text=marked.text)
        cues = {place for one in marked.attributions for cue in one.cue for place in range(*cue)}
        for unit in split_units(article.text, split_sentences(article), quoted_spans(article.text)):
            for cue in find_candidates(unit.items):
                yield Seen(signs(unit.items, cue), unit.items[cue.verb].start in cues)


def fit_weights(seen: Sequence[Seen]) -> dict[Sign, int]:
    """The weight of each sign seen often enough, in tenths of a logit; those that round to 0 are left out.

    A logistic regression with squared weights penalised, by Adam (Kingma and Ba 2015) over all candidates
    at once, so that the same candidates give the same weights.
    """
    times = Counter(sign for one in seen for sign in one.signs)
    kept = [sign for sign, n in times.items() if n >= (_FEWEST if sign[1] else _FEWEST_ALWAYS)]
    columns = {sign: number for number, sign in enumerate(kept)}
    of = np.array([(n, columns[s]) for n, one in enumerate(seen) for s in one.signs if s in columns])
    is_cue = np.array([one.is_cue for one in seen], dtype=np.float64)
    weights = logistic_weights(
        of[:, 0], of[:, 1], is_cue, len(kept), penalty=_PENALTY, steps=_STEPS, fine=_FINE_FROM
    ).tolist()
    return {
        sign: round(weight * 10) for sign, weight in zip(kept, weights, strict=True) if abs(weight) >= 0.1
    }


def written(weights: Mapping[Sign, int]) -> str:
    """The weights as `weighing.weights` reads them: a line a verb, all in alphabetical order."""
    verbs: dict[str, dict[str, int]] = defaultdict(dict)
    for (verb, sign), weight in weights.items():
        verbs[verb or "-"][sign or "."] = weight
    lines = (
        f"{verb} {' '.join(f'{sign} {weight}' for sign, weight in sorted(verbs[verb].items()))}\n"
        for verb in sorted(verbs)
    )
    return _HEAD + "".join(lines)


def main(argv: Sequence[str] | None = None) -> int:
    """Learn and write the weights; 0 when done."""
    parser = argparse.ArgumentParser(
        prog="python -m index.training.cue_weights", description=(__doc__ or "").split("\n")[0]
    )
    parser.add_argument("folder", type=Path, help="marked articles: holds text/ and attributions/")
    parser.add_argument("--out", type=Path, default=SHIPPED, help="where they go (default: into the package)")
    given = parser.parse_args(argv)
    for name in ("text", "attributions"):
        if not (given.folder / name).is_dir():
            parser.error(f"{given.folder / name} is no folder; it should hold marked articles")
    seen = list(candidates_of(read_marked(given.folder)))
    given.out.write_text(written(fit_weights(seen)), encoding="utf-8")
    print(f"{len(seen)} candidates, {sum(one.is_cue for one in seen)} of them cues", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
