"""`onrecord cite`: quotations as citations, to be copied into a text or a list of references."""

import argparse
from collections.abc import Iterable
from typing import TYPE_CHECKING

from index.cli.context import open_archive_or_seeds, say
from index.cli.control_characters import visible
from index.records.citation import HARVARD, PLAIN, WRITTEN

if TYPE_CHECKING:
    from index.cli.context import Commands
    from index.records.archive import Archive
    from index.records.citation import Citation

STYLES = f"{', '.join(WRITTEN)}, {HARVARD}, or a file that ends in .csl"


def add_parser(commands: "Commands", common: argparse.ArgumentParser) -> None:
    """Describe the command to the parser."""
    parser = commands.add_parser(
        "cite",
        parents=[common],
        help="write quotations as citations",
        description="Writes each quotation with who said it, the article, its publisher, date and link."
        " Styles of the Citation Style Language name the articles, as a list of references does.",
    )
    parser.add_argument(
        "ids", nargs="+", metavar="ID", help="a quotation's id, as `show`, `ask --json` and `export` tell it"
    )
    parser.add_argument("--style", type=style, default=PLAIN, help=f"{STYLES} (default: {PLAIN})")
    parser.set_defaults(run=run)


def style(text: str) -> str:
    """A style as it is typed."""
    if text not in (*WRITTEN, HARVARD) and not text.lower().endswith(".csl"):
        raise argparse.ArgumentTypeError(f"must be {STYLES}, got {text!r}")
    return text


def run(arguments: argparse.Namespace) -> int:
    """Cite; 1 if there is no quotation of one of the ids."""
    from index.records.citation import cite

    with open_archive_or_seeds(arguments) as archive:
        found = citations(archive, arguments.ids)
        missing = [id_ for id_ in arguments.ids if id_ not in {one.record.id for one in found}]
        if found:
            print(visible(cite(found, arguments.style)))
    for id_ in missing:
        say(f"error: no quotation {id_!r} in the archive; `onrecord export` lists the ids")
    return 1 if missing else 0


def citations(archive: "Archive", ids: Iterable[str]) -> "list[Citation]":
    """What the ids name, each once, in their order; an id of no quotation is left out."""
    from index.records.citation import Citation
    from index.records.reading import find_record

    found = []
    for id_ in dict.fromkeys(ids):
        one = find_record(archive, id_)
        if one is not None:
            row, record = one
            found.append(Citation(record=record, author=archive.article_row(row.article).author))
    return found
