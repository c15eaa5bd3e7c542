"""Train the quotation model: python -m index.training FOLDER[:TIMES] ...

A FOLDER holds train/ and may hold dev/, each with text/*.txt and attributions/*.ann (brat standoff with
Source, Cue and Content), as PolNeAR's repository and this one's tests/corpus do; anybody's own articles
marked this way will do. TIMES is how often an epoch shows its articles. Where no FOLDER has dev/, every
eighth article is kept to choose on.
"""

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from index.articles.article import Article
from index.errors import ModelError
from index.quotations.model.tagger import MODEL, Tagger
from index.training.brat import MarkedArticle, read_marked
from index.training.card import CARD, Making

KEPT = 0.38
"""The share of the trained network's heads and inner units that the shipped one has, by their time."""
HELD_OUT = 8


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line asks for; `folders` with how often each is shown."""

    folders: tuple[tuple[Path, int], ...]
    start: Path | None
    out: Path
    threads: int
    epochs: int
    limit: int | None


def main(argv: Sequence[str] | None = None) -> int:
    """Train, export, calibrate and write the model card; 0 when done."""
    options = _options(argv)
    import torch

    from index.training.export import export
    from index.training.fit import Plan, base_folder, base_tokenizer, fit, going_on, new_network, smaller
    from index.training.shipped import read_network

    torch.set_num_threads(options.threads)
    torch.set_flush_denormal(True)
    train, dev = _articles(options)
    tokenizer = base_tokenizer()
    _say(f"{len(train)} articles to train on, {len(dev)} to choose on")
    if options.start is not None:
        plan = going_on(options.epochs)
        torch.manual_seed(plan.seed)
        network = fit(read_network(options.start), train, tokenizer, plan, report=_say)
    else:
        plan = Plan(epochs=options.epochs)
        torch.manual_seed(plan.seed)
        teacher = fit(new_network(), train, tokenizer, plan, report=_say)
        network = smaller(teacher, train, tokenizer, kept=KEPT, epochs=options.epochs, report=_say)
    export(network, base_folder(), options.out)
    trained_on = len({one.name for one in train})
    finish(dev, options.out, Making(trained_on, len(dev), KEPT, options.start is not None))
    return 0


def finish(dev: Sequence[MarkedArticle], out: Path, making: Making) -> None:
    """Calibrate the exported model of `out` on `dev`, measure it there and write its card beside it."""
    from index.analysis.sentences import split_sentences
    from index.quotations.marks import quoted_spans
    from index.quotations.model.calibration import confidence
    from index.quotations.model.finder import candidates, find_by_model, sourced
    from index.quotations.rules.finder import find_by_rules
    from index.training.calibrate import best_minimum, fit_weights, reliability, write_weights
    from index.training.card import write_card
    from index.training.metrics import figures, judge

    tagger = Tagger(out)
    articles = [Article(id=a.name, title=a.name, text=a.text) for a in dev]
    found = []
    for one in articles:
        quoted = quoted_spans(one.text)
        own = candidates(one.text, tagger.read(one.text, quoted), quoted)
        found.append(sourced(one.text, own, find_by_rules(one, split_sentences(one)), quoted))
    right = [
        is_right
        for article, own in zip(dev, found, strict=True)
        for is_right in judge(article, [c.attribution(0.0) for c in own])
    ]
    sure = [candidate.sure for own in found for candidate in own]
    if not sure:
        raise ModelError("the model finds no quotation in dev/; train on more articles or for more epochs")
    weights = fit_weights(list(zip(sure, right, strict=True)))
    values = [confidence(s, weights) for s in sure]
    minimum = best_minimum(values, right, sum(len(a.attributions) for a in dev))
    write_weights(weights, minimum, out)
    told = [(a, find_by_model(article, tagger=tagger)) for a, article in zip(dev, articles, strict=True)]
    write_card(out, figures(told), reliability(values, right), making)
    _say((out / CARD).read_text(encoding="utf-8"))


def _articles(options: Options) -> tuple[list[MarkedArticle], list[MarkedArticle]]:
    """What to train on, each article as often as it is shown, and what to choose on."""
    train: list[MarkedArticle] = []
    dev: list[MarkedArticle] = []
    for folder, times in options.folders:
        train += list(read_marked(folder / "train"))[: options.limit] * times
        if (folder / "dev").is_dir():
            dev += list(read_marked(folder / "dev"))[: options.limit]
    if not dev:
        names = sorted({one.name for one in train})[::HELD_OUT]
        dev = list({one.name: one for one in train if one.name in names}.values())
        train = [one for one in train if one.name not in names]
    return train, dev


def _options(argv: Sequence[str] | None) -> Options:
    parser = argparse.ArgumentParser(
        prog="python -m index.training", description=(__doc__ or "").split("\n")[0]
    )
    parser.add_argument(
        "folders", nargs="+", metavar="FOLDER[:TIMES]", help="holds train/, and may hold dev/"
    )
    parser.add_argument(
        "--start", type=Path, help="a shipped model's folder to go on from: minutes in place of hours"
    )
    parser.add_argument(
        "--out", type=Path, default=MODEL, help="where the model goes (default: into the package)"
    )
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--epochs", type=int, help="3, or 2 where it goes on from a shipped model")
    parser.add_argument("--limit", type=int, help="take only so many articles of each, to try the way out")
    given = parser.parse_args(argv)
    folders = []
    for one in given.folders:
        name, _, times = one.rpartition(":")
        folder, count = (Path(name), int(times)) if name and times.isdigit() else (Path(one), 1)
        for part in ("text", "attributions"):
            if not (folder / "train" / part).is_dir():
                parser.error(f"{folder / 'train' / part} is no folder; it should hold marked articles")
        folders.append((folder, count))
    epochs = given.epochs or (3 if given.start is None else 2)
    return Options(tuple(folders), given.start, given.out, given.threads, epochs, given.limit)


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except ModelError as error:
        sys.exit(f"error: {error}")
