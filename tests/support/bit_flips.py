"""Asks an archive whose files of postings are hurt in all their sections, one bit or sector after the other.

    python -m tests.support.bit_flips ARCHIVE SCRATCH COUNT

Only what says where things are is checked when the files are opened, as in those too large to be read whole.
Prints each place before asking, so that the last line tells where a crash came from; last, as a line of JSON,
how often the answers were as before, others, or an error of ours, and what was shown that is in no article.
"""

import json
import random
import shutil
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

import index.archive.snapshot
from index.archive.database import POSTINGS
from index.errors import ArchiveDamaged
from index.records.archive import Archive
from index.search.segment import Segment
from tests.index.archive.test_damage import QUESTIONS, flipped, verbatim, zeroed


def places(folder: Path, count: int) -> Iterator[tuple[str, str, int]]:
    """So many places in files of postings, sections of all sizes alike: file, section, byte."""
    dice = random.Random(11)
    sections = []
    for path in sorted((folder / POSTINGS).glob("*.segment")):
        for section, (dtype, offset, items, _) in Segment(path.parent, path.stem)._sections.items():
            if items:
                sections.append((path.name, section, offset, np.dtype(dtype).itemsize * items))
    for number in range(count):
        name, section, offset, size = sections[number % len(sections)]
        yield name, section, offset + dice.randrange(size)


def answers(folder: Path) -> list[list[str]] | None:
    """The texts that answer each question; None where the archive says that it is damaged."""
    try:
        with Archive.open(folder) as archive:
            return [[passage.text for passage in archive.ask(question).answers] for question in QUESTIONS]
    except ArchiveDamaged:
        return None


def main(arguments: Sequence[str]) -> int:
    """Hurt, ask and tell."""
    whole, scratch, count = Path(arguments[0]), Path(arguments[1]), int(arguments[2])
    index.archive.snapshot._READ_WHOLE = 0
    before = answers(whole)
    came, shown = Counter[str](), list[str]()
    for number, (name, section, place) in enumerate(places(whole, count)):
        shutil.rmtree(scratch, ignore_errors=True)
        shutil.copytree(whole, scratch)
        file = scratch / POSTINGS / name
        print(name, section, place, flush=True)
        file.write_bytes((flipped if number % 2 else zeroed)(file.read_bytes(), place))
        now = answers(scratch)
        came["damaged" if now is None else "as before" if now == before else "others"] += 1
        shown += verbatim(scratch)
    print(json.dumps(came | {"not in the article": shown}))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
