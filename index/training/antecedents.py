"""Learn whom pronouns and nominals stand for: python -m index.training.antecedents FOLDER...

Each FOLDER holds text/*.txt, attributions/*.ann (brat standoff with Source, Cue and Content) and
speakers.json: by article a list of `{"source": [[start, end], ...], "type": ..., "name": ...}`, or "content"
in place of "source", where the type is person, org, people, unnamed, open, author or bad. What is learned
goes into the package, where speaker resolution reads it (`index/quotations/speakers/ranking/ranker.py`).
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

import index.quotations.speakers.ranking
from index.analysis.sentences import split_sentences
from index.articles.article import Article
from index.names.given_names import compatible, folded, surname
from index.quotations.marks import kind_of, quoted_spans
from index.quotations.quotation import Attribution
from index.quotations.speakers.entity import Figure, FigureKind
from index.quotations.speakers.ranking.features import Feature
from index.quotations.speakers.ranking.things import may_be_firm
from index.quotations.speakers.sources import Sources
from index.spans import Span
from index.training.adam import descend, fine_from
from index.training.brat import MarkedArticle, read_marked

SHIPPED = Path(index.quotations.speakers.ranking.__file__).parent / "antecedent_weights.txt"

_HEAD = "# Hundredths of logits, learned from annotated news: a feature of a candidate a line.\n"
_FEWEST = 4
"""So many anaphors a feature has to be true of to be weighed."""
_PENALTY = 1.0
"""Of the squares of weights: keeps what was seen seldom near nothing."""
_STEPS, _FINE_FROM = 600, 400
_UNTOLD = frozenset({"author", "bad"})
_SMALL = frozenset({"the", "a", "an", "of", "for", "and", "to", "in", "on"})


class Told(NamedTuple):
    """An anaphor as marked: the features of its candidates, and which of them are right."""

    features: Sequence[Sequence[Feature]]
    right: Sequence[bool]


Row = Mapping[str, Any]
"""What speakers.json tells of one source or of one attribution."""


def told_in(folder: Path, table: Mapping[str, float]) -> Iterator[Told]:
    """Every anaphor of the folder's articles whose speaker is told, in reading order; `table` holds weights
    that settle those before it."""
    speakers = json.loads((folder / "speakers.json").read_text(encoding="utf-8"))
    for marked in read_marked(folder):
        attributions, rows = _attributions(marked, speakers.get(marked.name, ()))
        if not attributions:
            continue
        article = Article(id=marked.name, title=marked.name, text=marked.text)
        sources = Sources(marked.text, split_sentences(article), attributions, table)
        for ranked in sources.discourse.ranked:
            row = rows.get(ranked.anaphor.attribution.source)
            if row is None or row["type"] in _UNTOLD:
                continue
            right = [
                figure is not None and figure.name != "" and _is_right(figure, row, sources)
                for figure in ranked.figures
            ]
            if not any(right):
                right = [figure is None or figure.name == "" for figure in ranked.figures]
            yield Told(ranked.features, right)


def _attributions(
    marked: MarkedArticle, told: Iterable[Row]
) -> tuple[list[Attribution], dict[Span | None, Row]]:
    """An article's attributions as speaker resolution takes them, and what is told of their sources."""
    by_source = {_places(row["source"]): row for row in told if "source" in row}
    by_content = {_places(row["content"]): row for row in told if "content" in row}
    quoted = quoted_spans(marked.text)
    attributions = []
    rows: dict[Span | None, Row] = {}
    for one in marked.attributions:
        source = Span(one.source[0].start, one.source[-1].end) if one.source else None
        attributions.append(
            Attribution(
                content=one.content,
                cue=one.cue[0] if one.cue else None,
                source=source,
                kind=kind_of(marked.text, one.content, quoted),
                confidence=1.0,
            )
        )
        row = by_source.get(_places(one.source)) or by_content.get(_places(one.content))
        if row is not None and source is not None:
            rows[source] = row
    return attributions, rows


def _places(spans: Iterable[Sequence[int]]) -> tuple[tuple[int, ...], ...]:
    return tuple(tuple(span) for span in spans)


def _is_right(figure: Figure, row: Row, sources: Sources) -> bool:
    name = str(row["name"])
    if row["type"] == "person" and figure.kind is FigureKind.PERSON:
        words = name.split()
        return surname(words) == figure.surname and (
            len(words) < 2 or len(figure.words) < 2 or compatible(words, figure.words)
        )
    if row["type"] != "org" or (figure.kind is FigureKind.PERSON and not may_be_firm(figure)):
        return False
    one, other = _content(name), _content(sources.full_name(figure))
    if not one or not other:
        return False
    few, many = sorted((set(one), set(other)), key=len)
    initials = {"".join(w[0] for w in words) for words in (one, other)}
    return (
        few == many
        or (len(few) > 1 and few <= many)
        or not initials.isdisjoint({"".join(one), "".join(other)})
    )


def _content(name: str) -> list[str]:
    plain = folded(name.replace("’", "'")).replace("'s", "").replace(".", "")
    words = "".join(c if c.isalnum() else " " for c in plain).split()
    return [word for word in words if word not in _SMALL]


def fit_weights(told: Sequence[Told]) -> dict[str, int]:
    """The weight of each feature seen often enough, in hundredths of a logit; those that round to 0 are left
    out.

    A maximum entropy model over each anaphor's candidates, nobody being one, with squared weights penalised,
    by Adam (Kingma and Ba 2015) over all at once, so that the same anaphors give the same weights.
    """
    seen = Counter(name for one in told for name in {f for fs in one.features for f, _ in fs})
    columns = {name: number for number, name in enumerate(sorted(n for n, k in seen.items() if k >= _FEWEST))}
    rows, cols, values, groups, right = [], [], [], [], []
    row = 0
    for group, one in enumerate(told):
        for features, is_right in zip(one.features, one.right, strict=True):
            for name, much in features:
                if name in columns:
                    rows.append(row)
                    cols.append(columns[name])
                    values.append(much)
            groups.append(group)
            right.append(is_right)
            row += 1
    weights = _regression(
        np.array(rows, dtype=np.int64),
        np.array(cols, dtype=np.int64),
        np.array(values, dtype=np.float64),
        np.array(groups, dtype=np.int64),
        np.array(right, dtype=np.float64),
        len(columns),
    )
    names = sorted(columns, key=columns.__getitem__)
    return {name: round(w * 100) for name, w in zip(names, weights, strict=True) if abs(w) >= 0.005}


def _regression(
    rows: NDArray[np.int64],
    columns: NDArray[np.int64],
    values: NDArray[np.float64],
    groups: NDArray[np.int64],
    right: NDArray[np.float64],
    width: int,
) -> list[float]:
    """The weights of `width` columns; `groups` says whose candidate a row is, `right` which are right."""
    count, many = len(right), int(groups[-1]) + 1

    def slope(weights: NDArray[np.float64]) -> NDArray[np.float64]:
        score = np.bincount(rows, weights=weights[columns] * values, minlength=count).astype(np.float64)
        power = np.exp(score - _highest(score, groups, many)[groups])
        given = power / np.bincount(groups, weights=power, minlength=many)[groups]
        among = power * right
        wanted = among / np.bincount(groups, weights=among, minlength=many)[groups]
        pull = np.bincount(columns, weights=(given - wanted)[rows] * values, minlength=width)
        return pull + _PENALTY * weights

    weights = descend(slope, np.zeros(width), _STEPS, fine_from(_FINE_FROM))
    return [float(weight) for weight in weights]


def _highest(score: NDArray[np.float64], groups: NDArray[np.int64], many: int) -> NDArray[np.float64]:
    top = np.full(many, -np.inf)
    np.maximum.at(top, groups, score)
    return top


def written(weights: Mapping[str, int]) -> str:
    """The weights as `ranker.read_weights` reads them: a line a feature, in alphabetical order."""
    return _HEAD + "".join(f"{name} {weight}\n" for name, weight in sorted(weights.items()))


def learn(folders: Sequence[Path], *, rounds: int = 2) -> tuple[dict[str, int], int]:
    """The weights learned from `folders`, and from how many anaphors; in each round what the one before
    learned settles the anaphors that come earlier in an article."""
    weights: dict[str, int] = {}
    told: list[Told] = []
    for _ in range(rounds):
        table = {name: weight / 100 for name, weight in weights.items()}
        told = []
        for folder in folders:
            told += told_in(folder, table)
        weights = fit_weights(told)
    return weights, len(told)


def main(argv: Sequence[str] | None = None) -> int:
    """Learn and write the weights; 0 when done."""
    parser = argparse.ArgumentParser(
        prog="python -m index.training.antecedents", description=(__doc__ or "").split("\n")[0]
    )
    parser.add_argument("folders", type=Path, nargs="+", help="hold text/, attributions/ and speakers.json")
    parser.add_argument("--out", type=Path, default=SHIPPED, help="where they go (default: into the package)")
    given = parser.parse_args(argv)
    for folder in given.folders:
        for name in ("text", "attributions", "speakers.json"):
            if not (folder / name).exists():
                parser.error(f"{folder / name} is missing; the folder should hold marked articles")
    weights, count = learn(given.folders)
    given.out.write_text(written(weights), encoding="utf-8")
    print(f"{count} anaphors, {len(weights)} features", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
