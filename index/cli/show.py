"""`onrecord show`: an article with its quotations marked, and who said them."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from index.cli.context import no_such_article, on_terminal, open_archive_or_seeds, put_json, say
from index.cli.control_characters import visible
from index.cli.plain import article_line, indented

if TYPE_CHECKING:
    from index.cli.context import Commands
    from index.records.marked import MarkedArticle


def add_parser(commands: "Commands", common: argparse.ArgumentParser) -> None:
    """Describe the command to the parser."""
    parser = commands.add_parser(
        "show", parents=[common], help="show an article with its quotations marked, and who said them"
    )
    parser.add_argument(
        "article", metavar="ARTICLE", help="an article's id, as `onrecord articles` lists it, or its key"
    )
    parser.add_argument("--json", action="store_true", help="print one line of JSON")
    parser.add_argument("--html", metavar="FILE", help="write a page to this file")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Show; 1 if there is no such article."""
    from index.records.marked import marked_article

    with open_archive_or_seeds(arguments) as archive:
        key = archive.key_of(arguments.article)
        if key is None:
            key = archive.key_at(arguments.article)
        if key is None:
            say(no_such_article(archive, arguments.article))
            return 1
        marked = marked_article(archive, key)
    if arguments.html:
        from index.records.export import written
        from index.records.html import page

        written(Path(arguments.html), page(marked))
    if arguments.json:
        put_json(marked.to_dict())
    elif arguments.html:
        print(visible(f"wrote {arguments.html}"))
    elif on_terminal():
        from index.cli.terminal import show_article

        show_article(marked)
    else:
        print(visible("\n".join(article_lines(marked))))
    return 0


def article_lines(marked: "MarkedArticle") -> list[str]:
    """The article as lines: where it is from, its text with each quotation in brackets, and who said it."""
    from index.records.marked import who

    lines = [article_line(marked.article), *([marked.article.url] if marked.article.url else []), ""]
    text = "".join(
        ("[" + piece.text + "]" if piece.numbers else piece.text)
        + "".join(f"[{number}]" for number in piece.ends)
        for piece in marked.pieces()
    )
    lines += text.splitlines()
    for number, record in enumerate(marked.quotations, 1):
        corrected = ", corrected" if record.corrected else ""
        lines += [
            "",
            f"{number}. {who(record)} ({record.kind}{corrected}) {record.id}",
            *indented(record.text),
        ]
    return lines if marked.quotations else [*lines, "", "No quotation found."]
