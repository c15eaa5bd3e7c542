"""`onrecord export`: every quotation as a record, in a form that other programs read."""

import argparse
import sys
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, cast

from index.cli.context import open_archive_or_seeds, say
from index.cli.control_characters import visible
from index.cli.narrowing import add_narrowing, days_in_order, narrowed
from index.cli.plain import many
from index.records.export import FILES_ONLY, Format

if TYPE_CHECKING:
    from index.cli.context import Commands


def add_parser(commands: "Commands", common: argparse.ArgumentParser) -> None:
    """Describe the command to the parser."""
    parser = commands.add_parser(
        "export",
        parents=[common],
        help="write quotations as records for other programs",
        description="Writes every quotation as a record: its words, who said them, where and when.",
    )
    parser.add_argument(
        "--format",
        choices=[form.value for form in Format],
        default=Format.JSONL.value,
        help="the form of the records (default: jsonl)",
    )
    parser.add_argument(
        "--output",
        metavar="FILE",
        help="write to this file, not to standard output; needed for parquet and sqlite",
    )
    parser.add_argument(
        "--spreadsheet",
        action="store_true",
        help="for CSV: keep a spreadsheet from calculating cells such as '=1+1'",
    )
    add_narrowing(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Export; 1 if there is nobody of that name, 2 for options that do not go together."""
    from index.records.export import export, write

    form = Format(arguments.format)
    wrong = None
    if form in FILES_ONLY and not arguments.output:
        wrong = f"--format {form} needs --output FILE"
    elif arguments.spreadsheet and form is not Format.CSV:
        wrong = "--spreadsheet goes with --format csv"
    if wrong:
        say(f"error: {wrong}; see `onrecord export --help`")
    if wrong or not days_in_order(arguments):
        return 2
    with open_archive_or_seeds(arguments) as archive:
        records = narrowed(archive, arguments)
        if records is None:
            return 1
        if arguments.output:
            path = Path(arguments.output)
            count = export(records, form, path, spreadsheet=arguments.spreadsheet)
            print(visible(f"exported {many(count, 'quotation')} to {path}"))
        else:
            write(records, form, _standard_output(), spreadsheet=arguments.spreadsheet)
    return 0


def _standard_output() -> IO[str]:
    """Standard output as UTF-8 with line ends as they are; on a terminal it shows control characters."""
    if sys.stdout.isatty():
        return cast("IO[str]", _Shown())
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8", newline="")
    return sys.stdout


class _Shown:
    """A text file that a terminal shows."""

    def write(self, text: str) -> Any:
        """Print it with control characters made visible."""
        return sys.stdout.write(visible(text))
