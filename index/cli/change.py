"""`onrecord add` and `quotes`: articles into the archive, and read without one."""

import argparse
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from index.archive.reports import AddReport
from index.articles.article import Article
from index.articles.dates import iso_8601
from index.articles.source import Given, Tally, is_address
from index.cli.context import (
    access,
    add_wait,
    archive_folder,
    archive_place,
    fetch_private,
    finder,
    on_terminal,
    put_json,
    say,
)
from index.cli.control_characters import visible
from index.cli.plain import many
from index.errors import ArticleError, NoArchive
from index.records.archive import Archive

if TYPE_CHECKING:
    from index.archive.ingestion import Finder
    from index.cli.context import Commands
    from index.quotations import Quotation

_BATCH = 1000
"""Articles that are committed together, and so the most that an interruption can lose."""

_CORES = os.cpu_count() or 1


def add_parsers(commands: "Commands", common: argparse.ArgumentParser) -> None:
    """Describe the commands to the parser."""
    add = commands.add_parser(
        "add",
        parents=[common],
        help="add or update articles",
        description="Adds files (.txt, .md, .html, .jsonl, .csv and more), folders of them, what is at web"
        " addresses, or JSON Lines from standard input (-). Unchanged articles are skipped; edited ones are"
        " replaced.",
        epilog=f"Articles are committed in batches of {_BATCH}: after an interruption, run it again and it"
        " picks up where it stopped.",
    )
    add.add_argument("--json", action="store_true", help="print the report as one line of JSON")
    add.add_argument("--publisher", metavar="NAME", help="the publisher of articles that name none")
    add.add_argument("--published", metavar="DATE", type=_date, help="the date of articles that have none")
    add.add_argument("--language", metavar="CODE", help="the language of articles that do not tell theirs")
    add.add_argument(
        "--dates",
        choices=("dmy", "mdy"),
        help="whether the day or the month comes first in a date such as 03/04/2016 (otherwise rejected)",
    )
    add.add_argument(
        "--prune", action="store_true", help="take out articles whose file below a named folder is gone"
    )
    add.set_defaults(run=run_add)
    add_wait(add)
    quotes = commands.add_parser(
        "quotes",
        parents=[common],
        help="find the quotations in articles, without an archive",
        description="Finds every quotation in the articles and who said it."
        " No archive is needed, and none is changed.",
    )
    quotes.add_argument("--json", action="store_true", help="print one line of JSON per article")
    quotes.set_defaults(run=run_quotes)
    for parser in (add, quotes):
        parser.add_argument(
            "paths",
            nargs="+",
            metavar="PATH",
            help="a file, a folder, an address (https://...), or - for JSON Lines",
        )
        parser.add_argument(
            "--finder",
            choices=("auto", "model", "rules"),
            help="what finds quotations (auto: the model if it can run, else rules)",
        )


def _date(value: str) -> str:
    """A date in ISO 8601."""
    found = iso_8601(value)
    if found is None:
        raise argparse.ArgumentTypeError(f"invalid date {value!r}; use YYYY-MM-DD")
    return found


def run_add(arguments: argparse.Namespace) -> int:
    """Add; 1 if an article was rejected, the others being kept."""
    place = archive_folder(arguments, "add --prune") if arguments.prune else archive_place(arguments)
    found_by = finder(arguments)
    given = Given(
        publisher=arguments.publisher,
        published=arguments.published,
        language=arguments.language,
        dates=arguments.dates,
    )
    passed_over = Tally()
    articles = iter(read_paths(arguments.paths, given=given, passed_over=passed_over))
    # If no article could be read, no archive is created, so that the seeds go on answering.
    first = list(_up_to_an_article(articles))
    if not first or isinstance(first[-1], ArticleError):
        report = AddReport(rejected=tuple(item for item in first if isinstance(item, ArticleError)))
    else:
        report = _add(place, chain(first, articles), found_by, arguments.paths)
    pruned = _prune(place, arguments.paths) if arguments.prune else None
    if arguments.json:
        put_json(add_line(report, pruned or 0, passed_over))
    else:
        tell_report(report, pruned, passed_over)
    return 1 if report.rejected else 0


_PASSED_OVER = (
    ("feed entries", "feed entry"),
    ("news items", "news item"),
    ("pages that were", "page that was"),
    ("records", "record"),
)
"""What readers call things that they pass over, and one of them."""


def tell_report(report: AddReport, pruned: int | None = None, passed_over: Tally | None = None) -> None:
    """Print what became of the articles."""
    for error in report.rejected:
        say(f"error: rejected {error}")
    counts = f"added {report.added}, updated {report.updated}, unchanged {report.unchanged}"
    copies = f"; {many(report.copies, 'copy', 'copies')} of other articles" if report.copies else ""
    taken_out = "" if pruned is None else f", pruned {pruned}"
    found = f"; {many(report.quotations, 'quotation')} found" if report.added or report.updated else ""
    print(f"{counts}, rejected {len(report.rejected)}{taken_out}{copies}{found}")
    if passed_over:
        kinds = (_counted(count, what) for what, count in passed_over.most_common())
        files = all(what.startswith(".") or not what for what in passed_over)
        total = many(passed_over.total(), "file" if files else "item")
        print(visible(f"passed over {total}: {', '.join(kinds)}"))


def _counted(count: int, what: str) -> str:
    """How many of what was passed over: of an ending, or of something that is told in words."""
    several, one = next((pair for pair in _PASSED_OVER if what.startswith(pair[0])), ("", ""))
    named = one + what.removeprefix(several) if count == 1 else what
    return f"{count:,} {named or 'without an ending'}"


def add_line(report: AddReport, pruned: int, passed_over: Tally) -> dict[str, object]:
    """The line of `add --json`."""
    rejected = [
        {
            "path": error.address or (None if error.path is None else str(error.path)),
            "line": error.line,
            "reason": error.reason,
        }
        for error in report.rejected
    ]
    return {
        "added": report.added,
        "updated": report.updated,
        "unchanged": report.unchanged,
        "copies": report.copies,
        "pruned": pruned,
        "quotations": report.quotations,
        "rejected": rejected,
        "passed_over": dict(passed_over.most_common()),
    }


def _up_to_an_article(items: Iterator[Article | ArticleError]) -> Iterator[Article | ArticleError]:
    for item in items:
        yield item
        if isinstance(item, Article):
            return


def _add(
    place: Path | str, articles: Iterable[Article | ArticleError], finder: "Finder", paths: Sequence[str]
) -> AddReport:
    """Add to the archive at `place`, with a progress bar on a terminal."""
    # What is fetched is added one by one, so that others can write while a server lets us wait.
    batch = 1 if len(paths) > 1 and all(map(is_address, paths)) else _BATCH
    with Archive.create(place, access=access()) as archive:
        if not sys.stderr.isatty():
            return archive.add(articles, finder=finder, batch=batch, workers=_CORES)
        from index.cli.terminal import progress_bar

        with progress_bar(paths) as progress:
            return archive.add(articles, finder=finder, progress=progress, batch=batch, workers=_CORES)


def _prune(place: Path | str, paths: Sequence[str]) -> int:
    """How many articles were taken out because their files below a named folder are gone."""
    try:
        with Archive.open(place, access=access()) as archive:
            return len(archive.prune(path for path in paths if path != "-"))
    except NoArchive:
        return 0


def run_quotes(arguments: argparse.Namespace) -> int:
    """Print quotations; 1 if an article was rejected."""
    from index.archive.ingestion import prepare_all

    rejected: list[ArticleError] = []

    def readable() -> Iterator[Article]:
        for item in read_paths(arguments.paths):
            if isinstance(item, ArticleError):
                rejected.append(item)
            else:
                yield item

    for number, prepared in enumerate(prepare_all(readable(), finder(arguments), workers=_CORES)):
        if arguments.json:
            put_json(quotes_line(prepared.article, prepared.quotations))
        elif on_terminal():
            from index.cli.terminal import show_quotations

            show_quotations(prepared.article, prepared.quotations)
        else:
            from index.cli.plain import quotation_lines

            lines = quotation_lines(prepared.article, prepared.quotations)
            print(("\n" if number else "") + visible("\n".join(lines)), flush=True)
    for error in rejected:
        say(f"error: rejected {error}")
    return 1 if rejected else 0


def quotes_line(article: Article, quotations: Sequence["Quotation"]) -> dict[str, object]:
    """One line of `quotes --json`; a file of one article goes by its name without the ending."""
    from index.archive.likeness import content_of

    path = Path(article.path) if article.path else None
    name = article.id if path is None or article.part else path.stem
    return {
        "article": name,
        "quotes": [
            {
                "content": quotation.content,
                "cue": [] if quotation.cue is None else [quotation.cue],
                "source": [] if quotation.source is None else [quotation.source],
                "speaker": quotation.speaker,
                "role": quotation.role,
                "kind": quotation.kind,
                "confidence": round(quotation.confidence, 4),
                "text": content_of(article.text, quotation.content),
            }
            for quotation in quotations
        ],
    }


def read_paths(
    paths: Sequence[str], *, given: Given | None = None, passed_over: Tally | None = None
) -> Iterable[Article | ArticleError]:
    """The articles of all paths, in order; ids count from the folder that they share."""
    from index.articles.reading import common_root, read_articles, read_jsonl

    files = [Path(path) for path in paths if path != "-" and not is_address(path)]
    root = common_root(files)
    for path in paths:
        if path == "-":
            yield from read_jsonl(sys.stdin.buffer, given=given)
        elif is_address(path):
            yield from _fetched(path, given, passed_over)
        else:
            yield from read_articles(Path(path), root=root, given=given, passed_over=passed_over)


def _fetched(
    address: str, given: Given | None, passed_over: Tally | None
) -> Iterable[Article | ArticleError]:
    """The articles at an address that was typed."""
    from index.fetching.client import Fetcher
    from index.fetching.pages import read_address

    with Fetcher(private=fetch_private()) as fetcher:
        yield from read_address(address, fetcher, typed=True, given=given, passed_over=passed_over)
