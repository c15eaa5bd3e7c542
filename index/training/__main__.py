"""Train the quotation model: python -m index.training FOLDER

FOLDER holds train/ and dev/, each with text/*.txt and attributions/*.ann (brat standoff with Source, Cue
and Content), as PolNeAR's repository does; anybody's own articles marked this way will do.
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

KEPT = 0.38
"""The share of the trained network's heads and inner units that the shipped one has, by their time."""


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line asks for."""

    folder: Path
    out: Path
    threads: int
    epochs: int
    limit: int | None


def main(argv: Sequence[str] | None = None) -> int:
    """Train, export, calibrate and write the model card; 0 when done."""
    options = _options(argv)
    import torch

    from index.training.export import export
    from index.training.fit import Plan, base_folder, base_tokenizer, fit, new_network, smaller

    torch.set_num_threads(options.threads)
    torch.set_flush_denormal(True)
    train = list(read_marked(options.folder / "train"))[: options.limit]
    dev = list(read_marked(options.folder / "dev"))[: options.limit]
    tokenizer = base_tokenizer()
    _say(f"{len(train)} articles to train on, {len(dev)} to choose on")
    plan = Plan(epochs=options.epochs)
    torch.manual_seed(plan.seed)
    teacher = fit(new_network(), train, tokenizer, plan, report=_say)
    network = smaller(teacher, train, tokenizer, kept=KEPT, epochs=options.epochs, report=_say)
    export(network, base_folder(), options.out)
    finish(dev, options.out, trained_on=len(train))
    return 0


def finish(dev: Sequence[MarkedArticle], out: Path, *, trained_on: int) -> None:
    """Calibrate the exported model of `out` on `dev`, measure it there and write its card beside it."""
    from index.analysis.sentences import split_sentences
    from index.quotations.model.calibration import confidence
    from index.quotations.model.finder import candidates, find_by_model, sourced
    from index.quotations.rules.finder import find_by_rules
    from index.training.calibrate import best_minimum, fit_weights, reliability, write_weights
    from index.training.card import Counts, write_card
    from index.training.metrics import figures, judge

    tagger = Tagger(out)
    articles = [Article(id=a.name, title=a.name, text=a.text) for a in dev]
    found = [
        sourced(candidates(a.text, tagger.read(a.text)), find_by_rules(a, split_sentences(a)))
        for a in articles
    ]
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
    write_card(out, figures(told), reliability(values, right), Counts(trained_on, len(dev)), KEPT)
    _say((out / "CARD.md").read_text(encoding="utf-8"))


def _options(argv: Sequence[str] | None) -> Options:
    parser = argparse.ArgumentParser(
        prog="python -m index.training", description=(__doc__ or "").split("\n")[0]
    )
    parser.add_argument("folder", type=Path, help="holds train/ and dev/, each with text/ and attributions/")
    parser.add_argument(
        "--out", type=Path, default=MODEL, help="where the model goes (default: into the package)"
    )
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--limit", type=int, help="take only so many articles of each, to try the way out")
    given = parser.parse_args(argv)
    for part in ("train", "dev"):
        for name in ("text", "attributions"):
            if not (given.folder / part / name).is_dir():
                parser.error(f"{given.folder / part / name} is no folder; it should hold marked articles")
    return Options(given.folder, given.out, given.threads, given.epochs, given.limit)


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except ModelError as error:
        sys.exit(f"error: {error}")
