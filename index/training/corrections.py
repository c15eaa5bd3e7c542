"""Marked articles out of an archive's corrections: python -m index.training.corrections ARCHIVE FOLDER

Every article of which somebody has corrected or confirmed a quotation goes into FOLDER/train as the other
training programs read it, with all its quotations as they stand now: what nobody has looked at is what was
found. `--reviewed SHARE` leaves out articles of which a smaller share was looked at.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from index.archive.addresses import article_key, quotation_id
from index.archive.archive import StoredArchive
from index.archive.store import digest
from index.errors import OnRecordError
from index.quotations.quotation import Quotation
from index.spans import Span
from index.training.brat import Marked, MarkedArticle, write_marked

_OPENING, _CLOSING = "\"'“‘«„‚‹", "\"'”’»“‘›"


def corrected_articles(archive: StoredArchive, reviewed: float = 0.0) -> Iterator[MarkedArticle]:
    """The articles of which at least such a share was reviewed, by their keys, in the order of their ids.

    What is no quotation is left out, and counts as reviewed; so does what was confirmed. Corrections of a
    text that the article no longer has are passed over.
    """
    said: dict[str, set[str]] = {}
    for one in archive.corrections:
        if archive.in_force(one):
            said.setdefault(one.article, set()).add(one.id)
    for id_, ids in sorted(said.items()):
        key = archive.key_of(id_)
        if key is None:
            continue
        text = archive.article(key).text
        quotations = [row.quotation for row in archive.quotations_of(key)]
        all_ids = {quotation_id(id_, digest(text), one.content) for one in quotations} | ids
        if len(ids) >= reviewed * len(all_ids):
            yield MarkedArticle(article_key(id_), text, tuple(_marked(text, one) for one in quotations))


def _marked(text: str, one: Quotation) -> Marked:
    """A quotation as the corpora mark it: with the quotation marks around its words."""
    return Marked(
        content=tuple(_with_marks(text, span) for span in one.content),
        cue=(one.cue,) if one.cue else (),
        source=(one.source,) if one.source else (),
        speaker=one.speakers[0] if one.speakers else None,
    )


def _with_marks(text: str, span: Span) -> Span:
    opened = span.start > 0 and text[span.start - 1] in _OPENING
    closed = span.end < len(text) and text[span.end] in _CLOSING
    return Span(span.start - opened, span.end + closed)


def main(argv: Sequence[str] | None = None) -> int:
    """Write the marked articles; 0 when done, 1 where nothing was corrected."""
    parser = argparse.ArgumentParser(
        prog="python -m index.training.corrections", description=(__doc__ or "").split("\n")[0]
    )
    parser.add_argument("archive", type=Path, metavar="ARCHIVE", help="the archive's folder")
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="train/ in it takes the articles")
    parser.add_argument(
        "--reviewed", type=float, default=0.0, metavar="SHARE",
        help="only articles of whose quotations at least this share was reviewed (0 to 1; default: 0)",
    )  # fmt: skip
    given = parser.parse_args(argv)
    with StoredArchive.open(given.archive) as archive:
        articles = list(corrected_articles(archive, given.reviewed))
    write_marked(articles, given.folder / "train")
    quotations = sum(len(one.attributions) for one in articles)
    print(
        f"{len(articles)} articles with {quotations} quotations, in {given.folder / 'train'}", file=sys.stderr
    )
    return 0 if articles else 1


if __name__ == "__main__":
    try:
        sys.exit(main())
    except (OnRecordError, OSError) as error:
        sys.exit(f"error: {error}")
