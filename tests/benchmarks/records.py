"""Measures exporting, counting and listing in a large archive: time, and the most memory that is held.

    nice -n 10 python -m tests.benchmarks.records --archive DIR --articles 50000

The archive in DIR is made of articles of 20 quotations each, whose places are known, so that no finder is
needed; everything else of adding is done. One that is there already is measured as it is. Each command runs
in a process of its own: its processor time, its time by the clock, and its peak memory are told.
"""

import argparse
import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from index.analysis.sentences import split_sentences
from index.analysis.terms import terms
from index.archive.adding import next_segment, writing
from index.archive.database import POSTINGS
from index.archive.ingestion import Prepared
from index.archive.writer import Writer
from index.articles.article import Article
from index.quotations.quotation import Quotation, QuotationKind
from index.records.archive import Archive
from index.search.inverter import Document, write_segment
from index.spans import Span
from tests.benchmarks.answers import made_up

FIRST_DAY = date(2016, 1, 1).toordinal()
QUOTATIONS, SPEAKERS, SURNAMES, WORDS, PAPERS = 20, 6, 20_000, 30_000, 40
FORMS = ("csv", "jsonl", "jsonld", "parquet", "sqlite")
COMMANDS = (("stats",), ("people",), ("people", "--limit", "50"), ("trends", "--by", "year"))


def main(argv: Sequence[str] | None = None) -> int:
    """Print a line for each command, and all of them as JSON."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--archive", type=Path, required=True, metavar="DIR")
    parser.add_argument("--articles", type=int, default=50_000)
    parser.add_argument("--only", choices=("export", "lists"), help="measure only this part")
    options = parser.parse_args(argv)
    if not options.archive.exists():
        build(options.archive, options.articles)
    figures: dict[str, dict[str, float]] = {}
    with TemporaryDirectory() as folder:
        exports = [("export", "--format", form, "--output", f"{folder}/{form}") for form in FORMS]
        commands = [
            *(COMMANDS if options.only != "export" else ()),
            *(exports if options.only != "lists" else ()),
        ]
        for command in commands:
            name = " ".join(command).partition(" --output")[0]
            figures[name] = measured([*command, "--archive", str(options.archive)])
            print(f"{name:32}", *(f"{key} {value:8.1f}" for key, value in figures[name].items()), flush=True)
    json.dump(figures, sys.stdout)
    print()
    return 0


def measured(command: Sequence[str]) -> dict[str, float]:
    """Seconds of a processor and by the clock, and the peak memory in MB, of one command."""
    began = time.perf_counter()
    child = subprocess.Popen([sys.executable, "-m", "index", *command], stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise RuntimeError(f"{command} ended with {child.returncode}")
    return {
        "processor": used.ru_utime + used.ru_stime,
        "clock": time.perf_counter() - began,
        "peak MB": used.ru_maxrss / 1024,
    }


def build(folder: Path, count: int) -> None:
    """Make an archive of so many articles."""
    Archive.create(folder).close()
    with writing(folder) as db:
        writer, last = Writer(db), 0

        def documents() -> Iterator[Document]:
            nonlocal last
            for number in range(count):
                for document in writer.add(article(number)):
                    last = document.sentence
                    yield document

        info = write_segment(folder / POSTINGS, next_segment(db), documents())
        writer.add_segment(info, 1, last)
        writer.next_version()


def article(number: int) -> Prepared:
    """An article of its own: some speakers who say something unlike anything in another article."""
    chance = random.Random(number)
    names = [_name(int(SURNAMES * chance.random() ** 3)) for _ in range(SPEAKERS)]
    text, id_ = f"Report {number}\n\n", f"report-{number}"
    quotations: list[Quotation] = []
    for place in range(QUOTATIONS):
        words = " ".join(made_up(chance.randint(3, 9), int(WORDS * chance.random() ** 2)) for _ in range(12))
        start, name = len(text) + 1, names[place % SPEAKERS]
        text += f'"{words}," said {name}.\n\n'
        end = start + len(words) + 1
        quotations.append(
            Quotation(
                article_id=id_, kind=QuotationKind.DIRECT, content=(Span(start, end),),
                cue=Span(end + 2, end + 6), source=Span(end + 7, end + 7 + len(name)), speakers=(name,),
                role=f"{made_up(6, len(name))} officer", confidence=round(chance.random(), 4),
            )
        )  # fmt: skip
    made = Article(
        id=id_, title=f"Report {number}", text=text, publisher=f"The {made_up(7, number % PAPERS).title()}",
        published=date.fromordinal(FIRST_DAY + chance.randrange(3650)).isoformat(), language="en",
        url=f"https://news.example/{number}",
    )  # fmt: skip
    sentences = list(split_sentences(made))
    return Prepared(made, sentences, quotations, [terms(one.span.of(text)) for one in sentences], "rules")


def _name(number: int) -> str:
    return f"{made_up(5, number % 300).title()} {made_up(7, number).title()}"


if __name__ == "__main__":
    sys.exit(main())
