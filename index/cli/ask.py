"""`onrecord ask`: one question, or one per line from standard input."""

import argparse
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from index.answers.passage import each_once
from index.cli.cite import STYLES, citations, style
from index.cli.context import no_such_article, on_terminal, open_archive_or_seeds, put_json, say
from index.cli.control_characters import visible
from index.cli.narrowing import add_days, days_in_order

if TYPE_CHECKING:
    from index.answers.answer import Answer
    from index.cli.context import Commands
    from index.records.archive import Archive


NOTHING_ASKED = "error: the question names no person and no topic; ask about a person, a topic or both"


def add_parser(commands: "Commands", common: argparse.ArgumentParser) -> None:
    """Describe the command to the parser."""
    parser = commands.add_parser(
        "ask",
        parents=[common],
        help="answer a question with quotations",
        description="Answers a question with the quotations that are relevant to it, best first.",
    )
    parser.add_argument(
        "question", nargs="+", metavar="QUESTION", help="as you would ask it; - reads one question per line"
    )
    parser.add_argument(
        "--limit", type=_limit, default=5, metavar="N", help="show at most N answers (default: 5)"
    )
    parser.add_argument("--speaker", metavar="NAME", help="only what this person said")
    add_days(parser)
    parser.add_argument("--article", metavar="ID", help="only this article")
    parser.add_argument("--context", action="store_true", help="show the surrounding sentences, too")
    parser.add_argument("--json", action="store_true", help="print one line of JSON per question")
    parser.add_argument(
        "--cite", type=style, metavar="STYLE", help=f"print the answers as citations: {STYLES}"
    )
    parser.add_argument(
        "--explain",
        action="store_true",
        help="show how the question was understood and why the answers are in this order",
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Answer; 1 if the one question asks nothing or there is no such article, 2 for dates out of order."""
    question = " ".join(arguments.question)
    if arguments.cite and (arguments.json or question == "-"):
        say("error: --cite goes with one question, without --json; see `onrecord ask --help`")
        return 2
    if not days_in_order(arguments):
        return 2
    with open_archive_or_seeds(arguments) as archive:
        if arguments.article is not None and archive.key_of(arguments.article) is None:
            say(no_such_article(archive, arguments.article))
            return 1
        if question != "-":
            answer = _ask(archive, question, arguments)
            if answer.outcome == "empty_question" and not arguments.json:
                say(NOTHING_ASKED)
                return 1
            if arguments.cite:
                return _cite(archive, answer, arguments.cite)
            _show(answer, arguments)
            return 0
        for number, line in enumerate(_lines()):
            if not arguments.json:
                print(("\n" if number else "") + f"> {visible(line)}", flush=True)
            _show(_ask(archive, line, arguments), arguments)
    return 0


def _ask(archive: "Archive", question: str, arguments: argparse.Namespace) -> "Answer":
    return archive.ask(
        question,
        limit=arguments.limit,
        speaker=arguments.speaker,
        since=arguments.since,
        until=arguments.until,
        article=arguments.article,
        today=datetime.now().astimezone().date(),
    )


def _cite(archive: "Archive", answer: "Answer", style: str) -> int:
    """Print the quotations of an answer as citations; 1 where there is none."""
    from index.records.citation import cite

    found = citations(archive, [one.id for one in answer.answers if one.id is not None])
    if not found:
        say("error: there is no quotation to cite; ask without --cite to see what was found")
        return 1
    print(visible(cite(found, style)))
    return 0


def _show(answer: "Answer", arguments: argparse.Namespace) -> None:
    if arguments.json:
        put_json(answer.to_dict(context=arguments.context))
        return
    answer = replace(answer, answers=each_once(answer.answers), related=each_once(answer.related))
    if on_terminal():
        from index.cli.terminal import show_answer

        show_answer(answer, context=arguments.context, alone=" ".join(arguments.question) != "-")
    else:
        from index.cli.plain import answer_lines

        print(visible("\n".join(answer_lines(answer, context=arguments.context))), flush=True)
    if arguments.explain:
        from index.answers.explanation import explain

        print(visible("\n" + "\n".join(explain(answer))), flush=True)


def _lines() -> Iterator[str]:
    """Questions from standard input as they arrive; an empty line is an empty question."""
    for line in sys.stdin.buffer:
        yield line.decode("utf-8-sig", errors="replace").strip()


def _limit(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 1000:
        raise argparse.ArgumentTypeError(f"must be between 1 and 1000, got {text!r}")
    return int(text)
