"""Measures how many articles a second are read for quotations, beside spaCy's small English pipeline.

    nice -n 10 python -m tests.benchmarks.quotations FOLDER [--spacy MODEL] [--rounds 3] [--limit 40]

FOLDER holds articles as .txt files. Each way reads all of them in turn, round after round, on one core;
figures are processor time of this process, so that whatever else the machine does counts for nobody, and the
least of the rounds counts. Then the model reads them on one and on two cores, by the clock.
MODEL is the name of an installed spaCy pipeline, such as en_core_web_sm; without it spaCy is left out.
"""

import argparse
import json
import multiprocessing
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from index.articles.article import Article
from index.articles.reading import read_articles
from index.quotations.extraction import extract_quotations
from index.quotations.model.tagger import shipped_tagger


def main(argv: Sequence[str] | None = None) -> int:
    """Print the table and the same as JSON."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--spacy", metavar="MODEL")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--limit", type=int, default=40)
    options = parser.parse_args(argv)
    articles = [a for a in read_articles(options.folder) if isinstance(a, Article)][: options.limit]
    if not articles:
        parser.error(f"{options.folder} holds no articles")
    ways: dict[str, Callable[[Article], object]] = {
        "model": lambda article: extract_quotations(article, finder="model"),
        "rules": lambda article: extract_quotations(article, finder="rules"),
    }
    if options.spacy:
        import spacy

        pipeline = spacy.load(options.spacy)
        ways[f"spaCy {options.spacy}"] = lambda article: pipeline(article.text)
    least = {name: min(_rounds(way, articles, options.rounds)) for name, way in ways.items()}
    rates = {name: len(articles) / seconds for name, seconds in least.items()}
    for name, rate in rates.items():
        print(f"{name:28} {rate:8.1f} articles a processor second, {rate / rates['model']:5.2f} of model")
    cores = {str(n): _on_cores(n, articles) for n in (1, 2)}
    gain = cores["1"] / cores["2"]
    print(f"two cores take {1 / gain:.2f} of one core's time by the clock")
    json.dump({"articles": len(articles), "rates": rates, "two_cores_gain": gain}, sys.stdout)
    print()
    return 0


def _rounds(way: Callable[[Article], object], articles: Sequence[Article], rounds: int) -> list[float]:
    way(articles[0])
    seconds: list[float] = []
    for _ in range(rounds):
        began = time.process_time()
        for article in articles:
            way(article)
        seconds.append(time.process_time() - began)
    return seconds


def _on_cores(cores: int, articles: Sequence[Article]) -> float:
    with multiprocessing.get_context("spawn").Pool(cores, initializer=shipped_tagger) as pool:
        pool.map(_count, articles[: 2 * cores])
        began = time.perf_counter()
        pool.map(_count, articles, chunksize=2)
        return time.perf_counter() - began


def _count(article: Article) -> int:
    return len(extract_quotations(article, finder="model"))


if __name__ == "__main__":
    sys.exit(main())
