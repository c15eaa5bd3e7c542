"""Adds articles to an archive in batches, telling how many are done: for tests that end such a process."""

import sys
from pathlib import Path

from index.records.archive import Archive
from tests.support.articles import many

BATCH = 40


def main() -> None:
    """Add so many articles with so many processes."""
    folder, count, workers = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    with Archive.create(folder) as archive:
        archive.add(
            many(count),
            finder="rules",
            batch=BATCH,
            workers=workers,
            progress=lambda done: print(done, flush=True),
        )


if __name__ == "__main__":
    main()
