"""Measures what a question costs in a large archive, and where its time goes.

    nice -n 10 python -m tests.benchmarks.answers FOLDER... --sentences 1000000 --archive DIR

FOLDERs hold articles as .txt files. Their quotations are found by the rules once; then the articles go into
the archive in DIR over and over until it holds so many sentences, each time with other surnames and three in
ten of the longer words replaced by made-up ones of the same length, so that places stay, names are many and
articles only resemble one another. An archive that is there already is asked as it is.

Questions are drawn from the archive's quotations: what somebody said, what one said on something one did talk
about, and on something else, who said some words, a search for two words, and somebody who is not there.
Times are processor time, with what is read from the disk in memory. Those of the parts exclude one another:
the search in the index, reading out of the database, understanding the question, ranking with all that is
not named, and putting passages into JSON.
"""

import argparse
import json
import random
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from functools import lru_cache, wraps
from pathlib import Path
from statistics import median
from typing import Any

from index.analysis.sentences import split_sentences
from index.analysis.terms import terms
from index.answers import answering
from index.archive.adding import next_segment, writing
from index.archive.database import POSTINGS
from index.archive.ingestion import Prepared, prepare
from index.archive.name_index import StoredNames
from index.archive.snapshot import Snapshot
from index.archive.writer import Writer
from index.articles.article import Article
from index.articles.reading import read_articles
from index.records.archive import Archive
from index.search.inverter import Document, write_segment

TODAY = date(2026, 11, 24)
_WORD = re.compile(r"[^\W\d_]+")
_SYLLABLES = ("ba", "ko", "ri", "ten", "ma", "lo", "su", "der", "vin", "sky", "ton", "mar", "el", "no", "ge")
_SURNAMES, _WORDS = 30_000, 20_000
INDEX = ("search", "matching", "document_frequency", "idf")
READING = (
    "opened", "keys_of", "quotations_at", "quotations_by", "quotations", "article", "article_row",
    "article_rows", "key_of", "publishers",
)  # fmt: skip
NAMES = ("rows", "family", "home", "homes", "offices", "has", "words", "bearing", "most_quoted")
PARTS = ("index", "reading", "question", "ranking", "rendering")


def main(argv: Sequence[str] | None = None) -> int:
    """Print the tables and the same as JSON."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("folders", type=Path, nargs="*", metavar="FOLDER")
    parser.add_argument("--archive", type=Path, required=True, metavar="DIR")
    parser.add_argument("--sentences", type=int, default=1_000_000)
    parser.add_argument("--questions", type=int, default=240)
    parser.add_argument(
        "--first", metavar="QUESTION", help="only print what a process's first question takes"
    )
    parser.add_argument(
        "--beside", action="store_true", help="also rank-bm25 over the same sentences (extra bench)"
    )
    options = parser.parse_args(argv)
    if options.first:
        print(json.dumps(_first(options.archive, options.first)))
        return 0
    if not options.archive.exists():
        articles = [a for folder in options.folders for a in read_articles(folder) if isinstance(a, Article)]
        if not articles:
            parser.error("no articles to make an archive of")
        build(options.archive, articles, options.sentences)
    with Archive.open(options.archive) as archive:
        asked = questions(archive, options.questions)
        for (
            _,
            question,
        ) in asked:  # what is read from the disk once, and the memory that is kept, is not counted
            archive.ask(question, today=TODAY)
        figures = measure(archive, asked)
        held = {"sentences": archive.sentence_count, "articles": archive.article_count}
        held["names"] = archive.stats().names
        beside = {"rank_bm25": beside_rank_bm25(archive, asked)} if options.beside else {}
    figures = {**held, **figures, **beside, "first": first_questions(options.archive, asked)}
    _print(figures)
    json.dump(figures, sys.stdout)
    print()
    return 0


# An archive


def build(folder: Path, articles: Sequence[Article], sentences: int) -> None:
    """Make an archive of about so many sentences out of variants of `articles`."""
    found = [prepare(article, "rules") for article in articles]
    Archive.create(folder).close()
    with writing(folder) as db:
        writer, last = Writer(db), 0

        def documents() -> Iterator[Document]:
            nonlocal last
            while last < sentences:
                copy = 1 + last * len(found) // sentences
                for number, one in enumerate(found):
                    for document in writer.add(variant(one, random.Random(f"{last} {copy} {number}"))):
                        last = document.sentence
                        yield document
                    if last >= sentences:
                        return

        info = write_segment(folder / POSTINGS, next_segment(db), documents())
        writer.add_segment(info, 1, last)
        writer.next_version()


def variant(one: Prepared, chance: random.Random) -> Prepared:
    """An article with other names and words at the very same places."""
    swap: dict[str, str] = {}
    for name in sorted({name for quotation in one.quotations for name in quotation.speakers}):
        last = name.split()[-1]
        if chance.random() < 0.7:
            swap.setdefault(last, made_up(len(last), chance.randrange(_SURNAMES)).capitalize())
    for word in sorted(set(_WORD.findall(one.article.text))):
        if len(word) > 4 and word.islower() and chance.random() < 0.3:
            swap[word] = made_up(len(word), int(chance.random() ** 3 * _WORDS))
    id_ = f"{chance.getrandbits(64):016x}"
    published = date.fromordinal(TODAY.toordinal() - chance.randrange(5000)).isoformat()
    text = _swapped(one.article.text, swap)
    title = _swapped(one.article.title, swap)
    article = replace(one.article, id=id_, text=text, title=title, published=published, path=None)
    quotations = [
        replace(
            quotation,
            article_id=id_,
            speakers=tuple(dict.fromkeys(_swapped(name, swap) for name in quotation.speakers)),
        )
        for quotation in one.quotations
    ]
    words = [terms(sentence.span.of(text)) for sentence in one.sentences]
    return Prepared(article, one.sentences, quotations, words, one.finder)


def _swapped(text: str, swap: dict[str, str]) -> str:
    return _WORD.sub(lambda match: swap.get(match.group(), match.group()), text)


@lru_cache(maxsize=100_000)
def made_up(length: int, number: int) -> str:
    """A word of so many letters, the same for a number."""
    chance = random.Random(number)
    return "".join(chance.choice(_SYLLABLES) for _ in range(length))[:length]


# Questions


def questions(archive: Archive, count: int) -> list[tuple[str, str]]:
    """So many questions, with the kind of each, drawn from the archive's quotations."""
    chance = random.Random(7)
    kinds = ("person", "topic", "off topic", "snippet", "search", "nobody")
    found: list[tuple[str, str]] = []
    while len(found) < count:
        name, said = _drawn(archive, chance)
        _, other = _drawn(archive, chance)
        place = chance.randrange(len(said) - 4)
        stranger = (
            f"{made_up(5, chance.randrange(10**6)).title()} {made_up(9, chance.randrange(10**6)).title()}"
        )
        kind = kinds[len(found) % len(kinds)]
        asked = {
            "person": f"What did {name} say?",
            "topic": f"What did {name} say about {_topic(said, chance)}?",
            "off topic": f"What did {name} say about {_topic(other, chance)}?",
            "snippet": f'Who said "{" ".join(said[place : place + 5])}"?',
            "search": _topic(said, chance),
            "nobody": f"What did {stranger} say?",
        }
        found.append((kind, asked[kind]))
    return found


def _drawn(archive: Archive, chance: random.Random) -> tuple[str, list[str]]:
    """A speaker and the words of something that was said, eight or more."""
    while True:
        number = chance.randrange(1, archive.sentence_count + 1)
        for row in archive.quotations_at([number]):
            said = _WORD.findall(row.quotation.content[0].of(archive.article(row.article).text))
            if row.speakers and len(said) >= 8:
                return row.speakers[0], said


def _topic(said: Sequence[str], chance: random.Random) -> str:
    long = [word for word in said if len(word) > 4 and word.islower()] or list(said)
    return " ".join(chance.sample(long, min(2, len(long))))


# Measuring


class Clock:
    """Sums processor time by parts; a part that another calls is not counted in that one."""

    def __init__(self) -> None:
        self.spent = dict.fromkeys(PARTS, 0.0)
        self._open = ["ranking"]
        self._since = time.process_time()

    def start(self) -> None:
        """Begin anew."""
        self.spent = dict.fromkeys(PARTS, 0.0)
        self._since = time.process_time()

    def turn(self) -> None:
        """Give the time that has gone by to the part that is being worked on."""
        now = time.process_time()
        self.spent[self._open[-1]] += now - self._since
        self._since = now

    @contextmanager
    def part(self, name: str) -> Iterator[None]:
        """Work on a part."""
        self.turn()
        self._open.append(name)
        try:
            yield
        finally:
            self.turn()
            self._open.pop()

    def watch(self, owner: Any, names: Sequence[str], part: str) -> None:
        """Count the time that methods of a class take as that of a part."""
        for name in names:
            found = owner.__dict__[name]
            if callable(found):
                setattr(owner, name, self.watched(found, part))

    def watched(self, method: Callable[..., Any], part: str) -> Callable[..., Any]:
        """The same, but with the time it takes counted as that of a part."""

        @wraps(method)
        def watched(*args: Any, **options: Any) -> Any:
            with self.part(part):
                return method(*args, **options)

        return watched


def measure(archive: Archive, asked: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """What the questions take whole, in milliseconds, and then by parts."""
    whole = []
    for _, question in asked:
        began = time.process_time()
        json.dumps(archive.ask(question, today=TODAY).to_dict())
        whole.append(1000 * (time.process_time() - began))
    clock = Clock()
    clock.watch(Snapshot, INDEX, "index")
    clock.watch(Snapshot, READING, "reading")
    clock.watch(StoredNames, NAMES, "reading")
    clock.watch(answering, ("parse_question",), "question")
    parts: dict[str, list[float]] = {part: [] for part in PARTS}
    for _, question in asked:
        clock.start()
        answer = archive.ask(question, today=TODAY)
        with clock.part("rendering"):
            json.dumps(answer.to_dict())
        clock.turn()
        for part, spent in clock.spent.items():
            parts[part].append(1000 * spent)
    kinds = list(dict.fromkeys(kind for kind, _ in asked))
    by_kind = {kind: [ms for (of, _), ms in zip(asked, whole, strict=True) if of == kind] for kind in kinds}
    return {
        "whole": _summary(whole),
        "parts": {part: _summary(spent) for part, spent in parts.items()},
        "kinds": {kind: _summary(spent) for kind, spent in by_kind.items()},
    }


def beside_rank_bm25(archive: Archive, asked: Sequence[tuple[str, str]], count: int = 40) -> dict[str, float]:
    """What rank-bm25 takes, in milliseconds, to score every sentence for the questions' words and find the
    ten best: no speaker, no quotation, no refusal."""
    import numpy as np
    from rank_bm25 import BM25Okapi

    sentences = [
        terms(span.of(article.text))
        for row in archive.articles()
        for article in [archive.article(row.key)]
        for span in (sentence.span for sentence in split_sentences(article))
    ]
    ranker = BM25Okapi(sentences)
    times = []
    for _, question in asked[:count]:
        began = time.process_time()
        scores = ranker.get_scores(terms(question))
        np.argpartition(scores, -10)[-10:]
        times.append(1000 * (time.process_time() - began))
    return _summary(times)


def _summary(times: Sequence[float]) -> dict[str, float]:
    ranked = sorted(times)
    return {
        "mean": sum(ranked) / len(ranked),
        "p50": median(ranked),
        "p99": ranked[int(len(ranked) * 0.99)],
        "most": ranked[-1],
    }


def first_questions(folder: Path, asked: Sequence[tuple[str, str]], count: int = 6) -> dict[str, float]:
    """Medians over fresh processes: importing, opening and the first answer, in milliseconds."""
    found = []
    for _, question in asked[:count]:
        command = [sys.executable, "-m", __spec__.name, "--archive", str(folder), "--first", question]
        found.append(json.loads(subprocess.run(command, check=True, capture_output=True).stdout))
    return {key: median(one[key] for one in found) for key in found[0]}


def _first(folder: Path, question: str) -> dict[str, float]:
    began = time.process_time()
    with Archive.open(folder) as archive:
        opened = time.process_time()
        archive.ask(question, today=TODAY)
        done = time.process_time()
    return {"open ms": 1000 * (opened - began), "first answer ms": 1000 * (done - opened)}


def _print(figures: dict[str, Any]) -> None:
    total = sum(figures["parts"][part]["mean"] for part in PARTS)
    whole = figures["whole"]
    print(f"{figures['sentences']:,} sentences, {figures['names']:,} names")
    worse = whole["p99"] / whole["p50"]
    print(f"a question: median {whole['p50']:.2f} ms, 99th percentile {worse:.1f} times that")
    for part, spent in figures["parts"].items():
        share, index = spent["mean"] / total, max(figures["parts"]["index"]["p50"], 1e-6)
        times = f"{spent['p50'] / index:6.1f} times the index's"
        print(f"{part:10} {share:4.0%} of the time; median {spent['p50']:7.3f} ms, {times}")
    for kind, spent in figures["kinds"].items():
        print(f"{kind:10} median {spent['p50'] / whole['p50']:5.2f} of all questions' median")
    if "rank_bm25" in figures:
        ratio = figures["rank_bm25"]["p50"] / whole["p50"]
        print(f"rank-bm25 takes {ratio:.1f} times as long to score the sentences alone")
    first = figures["first"]["first answer ms"] / whole["p50"]
    print(f"a process's first answer takes {first:.1f} times the median")


if __name__ == "__main__":
    sys.exit(main())
