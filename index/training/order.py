"""Learn the order of answers from questions with their right passages: python -m index.training.order

    python -m index.training.order QUESTIONS FOLDER [QUESTIONS FOLDER ...] [--out FILE]

QUESTIONS holds a JSON object a line: `question`, and `passage`, words that the right quotation holds (or a
list of such), or `gold`, its places: `{"article": "its id", "content": [[start, end], ...]}`. FOLDER holds
the articles asked about, or is an archive of them. What each question finds is put in order by weights that
make the right quotation first as often as can be (a softmax over each list); parts of the questions are
tried with what was learned from the others, so that the figures told are of questions not learned from.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from index.answers.hits import Candidate
from index.answers.order import FEATURES, WEIGHTS, watched, weights
from index.articles.article import Article
from index.articles.reading import read_articles
from index.errors import EmptyQuestion
from index.records.archive import Archive
from index.training.adam import Floats, descend

NAMES = ("words", *FEATURES)
UNIT = 10.0
"""What a score by words is divided by, to be about as large as the other features."""
PULL = 3.0
"""How strongly weights are drawn towards 0 (L2)."""
ROUNDS, STEP = 300, 0.3
PARTS = 6
"""Parts of the questions, each tried with what was learned from the others."""
_OVERLAP = 0.5  # of the shorter of two places


@dataclass(frozen=True, slots=True)
class Listed:
    """What one question found: a row of features for each candidate, and which of them are right."""

    rows: Floats
    right: Floats

    def first(self, learned: Floats) -> bool:
        """Whether these weights put a right candidate first."""
        return bool(self.right[int(np.argmax(self.rows @ learned))])


def main(argv: Sequence[str] | None = None) -> int:
    """Write the weights and tell how often the right passage is first; 0 when done."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("given", nargs="+", type=Path, metavar="QUESTIONS FOLDER")
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    options = parser.parse_args(argv)
    if len(options.given) % 2:
        parser.error("give a folder of articles after each file of questions")
    lists: list[list[Listed]] = []
    for questions, folder in zip(options.given[::2], options.given[1::2], strict=True):
        lists.append(list(_lists(questions, folder)))
    every = [one for some in lists for one in some]
    tried = _tried(lists)
    learned = fit(every)
    now = np.array([UNIT, *(weights().get(name, 0.0) for name in FEATURES)])
    words = np.eye(len(NAMES))[0]
    for file, some, unseen in zip(options.given[::2], lists, tried, strict=True):
        sys.stderr.write(
            f"{file.name}: {len(some)} lists with a right passage; first by words alone"
            f" {sum(one.first(words) for one in some)}, by the weights in use"
            f" {sum(one.first(now) for one in some)}, learned from other questions {unseen},"
            f" from all {sum(one.first(learned) for one in some)}\n"
        )
    options.out.write_text(json.dumps(_told(learned, every), indent=1) + "\n", encoding="utf-8")
    return 0


def _told(learned: Floats, every: Sequence[Listed]) -> dict[str, Any]:
    """The weights as they are shipped: of a score by words that counts as it is."""
    scale = UNIT / learned[0]
    worth = {name: round(float(scale * weight), 2) for name, weight in zip(NAMES, learned, strict=True)}
    return {"lists": len(every), "weights": {name: worth[name] for name in FEATURES}}


def fit(lists: Sequence[Listed], pull: float = PULL) -> Floats:
    """The weights under which the right candidates of each list have most of the softmax; by Adam."""
    start = np.zeros(len(NAMES))
    start[0] = 1.0

    def slope_of(learned: Floats) -> Floats:
        slope = pull * learned / len(lists)
        for one in lists:
            worth = one.rows @ learned
            chance = np.exp(worth - worth.max())
            chance /= chance.sum()
            right = chance * one.right
            slope -= one.rows.T @ (right / (right.sum() + 1e-12) - chance) / len(lists)
        return slope

    return descend(slope_of, start, ROUNDS, lambda turn: STEP * (1 - turn / ROUNDS))


def _tried(lists: Sequence[Sequence[Listed]]) -> list[int]:
    """Of each file's lists, how many have a right one first by weights learned from the other parts."""
    numbered = [
        (file, place % PARTS, one) for file, some in enumerate(lists) for place, one in enumerate(some)
    ]
    first = [0] * len(lists)
    for part in range(PARTS):
        learned = fit([one for _, own, one in numbered if own != part])
        for file, own, one in numbered:
            first[file] += own == part and one.first(learned)
    return first


def _lists(questions: Path, folder: Path) -> Iterator[Listed]:
    """What each question found that has a right passage among it."""
    with ExitStack() as stack:
        if (folder / "archive.sqlite").exists():
            archive = stack.enter_context(Archive.open(folder))
        else:
            articles = [one for one in read_articles(folder) if isinstance(one, Article)]
            archive = stack.enter_context(Archive.temporary(articles))
        for line in questions.read_text(encoding="utf-8").splitlines():
            question = json.loads(line)
            if (listed := _listed(archive, question)) is not None:
                yield listed


def _listed(archive: Archive, question: Mapping[str, Any]) -> Listed | None:
    """A question's list; None where nothing right was found or there is nothing to choose."""
    with watched() as seen:
        try:
            archive.ask(question["question"])
        except EmptyQuestion:
            return None
    each = {(c.first, c.last, c.row.id if c.row else None): (c, score, row) for c, score, row in seen}
    rows = [[score / UNIT, *(row[name] for name in FEATURES)] for _, score, row in each.values()]
    right = [float(_is_right(archive, candidate, question)) for candidate, _, _ in each.values()]
    return Listed(np.array(rows), np.array(right)) if any(right) and len(right) > 1 else None


def _is_right(archive: Archive, candidate: Candidate, question: Mapping[str, Any]) -> bool:
    text = archive.article(candidate.article).text
    content = candidate.row.quotation.content if candidate.row is not None else ()
    if question.get("passage"):
        wanted = question["passage"]
        own = _flat(" ".join(part.of(text) for part in content))
        return any(_flat(words) in own for words in ([wanted] if isinstance(wanted, str) else wanted))
    name = {row.key: row.id for row in archive.articles()}[candidate.article].removesuffix(".txt")
    own_places = {place for part in content for place in range(part.start, part.end)}
    for gold in question.get("gold") or ():
        places = {place for start, end in gold["content"] for place in range(start, end)}
        short = min(len(places), len(own_places))
        if gold["article"] == name and short and len(places & own_places) >= _OVERLAP * short:
            return True
    return False


def _flat(text: str) -> str:
    """A text's words in lower case, whatever marks stand between."""
    return " ".join(re.findall(r"\w+", text.lower()))


if __name__ == "__main__":
    sys.exit(main())
