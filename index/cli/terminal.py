"""Answers and lists on a terminal: colour, boxes, a progress bar, all by rich."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from rich import box
from rich.console import Console, Group
from rich.padding import Padding
from rich.panel import Panel
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TextColumn,
    TimeRemainingColumn,
)
from rich.table import Table
from rich.text import Text

from index.answers.findings import difference
from index.articles.article import Article
from index.articles.kinds import LINES, MANY, ending_of, is_known
from index.articles.source import is_address
from index.cli.control_characters import visible
from index.cli.plain import article_line, opening, place, quotation_head, quoted_slice, who_speaks

if TYPE_CHECKING:
    from index.answers.answer import Answer
    from index.answers.passage import Passage
    from index.answers.verdicts import Change
    from index.quotations import Quotation
    from index.records.marked import MarkedArticle
    from index.records.record import Record

_WIDTH = 100
"""The most columns for a line of text; longer ones are hard to read."""


def _console() -> Console:
    console = Console(highlight=False, emoji=False, markup=False)
    console.width = min(console.width, _WIDTH)
    return console


def show_answer(answer: "Answer", *, context: bool = False) -> None:
    """Print an answer: each quotation set off, with its speaker below."""
    console = _console()
    for line in opening(answer):
        console.print(Text(visible(line), style="italic"))
    if changes := difference(answer):
        console.print(Padding(_difference(changes), (1, 0, 0, 2)))
    for passage in answer.answers or answer.related:
        console.print(_passage(passage, context))
    if answer.suggestions:
        console.print()
        console.print(
            Text("Try: ", style="dim").append(visible("; ".join(answer.suggestions)), style="not dim")
        )


def _difference(changes: "Sequence[Change]") -> Text:
    """What was typed and is not in the article struck through, what the article has instead in bold."""
    styles = {"same": "", "typed": "red strike", "said": "bold green"}
    return Text(" ").join(Text(visible(words), style=styles[side]) for side, words in changes)


def _passage(passage: "Passage", context: bool) -> Group:
    text = Text()
    before = passage.before if context else passage.lead
    if before:
        text.append(visible(before) + " ", style="dim")
    for piece in passage.pieces():
        style = "" if piece.quoted or passage.kind == "narration" else "dim"
        text.append(visible(piece.text), style=f"{style} not dim bold yellow" if piece.matched else style)
    if passage.cut:
        text.append(" …", style="dim")
    if context and passage.after:
        text.append(" " + visible(passage.after), style="dim")
    who = Text(visible(who_speaks(passage)), style="bold")
    if passage.role:
        who.append(visible(f", {passage.role}"), style="not bold dim")
    if passage.matched == "meaning":
        who.append(" (nearest in meaning)", style="not bold italic")
    if passage.corrected:
        who.append(" (corrected)", style="not bold dim")
    where = Text(visible(place(passage)), style="dim")
    return Group(_set_off(text), Padding(who, (0, 0, 0, 2)), Padding(where, (0, 0, 0, 2)))


def _set_off(text: Text) -> Panel:
    """The text with a bar beside it, which marks a quotation."""
    return Panel(text, box=_BAR, border_style="cyan", padding=(0, 1))


_BAR = box.Box("    \n│   \n    \n│   \n    \n    \n│   \n    \n")


def show_quotations(article: Article, quotations: Sequence["Quotation"]) -> None:
    """Print an article's quotations, each with its speaker."""
    console = _console()
    console.print(Text(visible(article.title), style="bold underline"))
    for quotation in quotations:
        words = Text(visible(quoted_slice(article.text, quotation.content)))
        console.print(_set_off(words))
        who = Text(visible(quotation_head(article.text, quotation)), style="bold")
        console.print(Padding(who.append(f"  {quotation.kind}", style="not bold dim"), (0, 0, 0, 2)))
    if not quotations:
        console.print("No quotation found.")
    console.print()


def show_article(marked: "MarkedArticle") -> None:
    """Print an article with the words of its quotations set off, then who said each of them."""
    from index.records.marked import who

    console = _console()
    console.print(Text(visible(article_line(marked.article)), style="bold"))
    if marked.article.url:
        console.print(Text(visible(marked.article.url), style="dim"))
    text = Text("\n")
    for piece in marked.pieces():
        text.append(visible(piece.text), style="bold" if piece.numbers else "")
        text.append("".join(f"[{number}]" for number in piece.ends), style="cyan")
    console.print(text)
    for number, record in enumerate(marked.quotations, 1):
        line = Text(f"[{number}] ", style="cyan").append(visible(who(record)), style="not dim bold default")
        corrected = ", corrected" if record.corrected else ""
        console.print(line.append(f"  {record.kind}{corrected}  {record.id}", style="not bold dim default"))
        console.print(Padding(Text(visible(record.text)), (0, 0, 0, 4)))
    if not marked.quotations:
        console.print("No quotation found.")


def show_review(record: "Record", place: str, names: Sequence[str], keys: Iterable[tuple[str, str]]) -> None:
    """Print a quotation in its sentences, whose it is said to be, and what can be pressed."""
    from index.records.marked import who

    console = _console()
    about = ", ".join(filter(None, (record.title, record.publisher, (record.published or "")[:10])))
    console.print(Text(f"\n{place}, {record.confidence:.0%} sure", style="bold"))
    console.print(Text(visible(about), style="dim"))
    text = Text()
    for piece, quoted in record.pieces():
        text.append(visible(piece), style="bold underline" if quoted else "")
    console.print(_set_off(text))
    speaker = Text(visible(who(record)), style="bold").append(f"  {record.kind}", style="not bold")
    console.print(Padding(speaker, (0, 0, 0, 2)))
    for number, name in enumerate(names, 1):
        console.print(Padding(_keyed(str(number), f"it was {name}"), (0, 0, 0, 4)))
    console.print(Text("  ").join(_keyed(key, word) for key, word in keys))


def _keyed(key: str, word: str) -> Text:
    return Text(key, style="bold").append(f" {visible(word)}", style="not bold")


def show_bars(rows: Sequence[tuple[str, int, str]]) -> None:
    """Print a bar for each row: its name, its length and what is told behind it."""
    console = _console()
    most = max((length for _, length, _ in rows), default=0) or 1
    label, told = max((len(name) for name, _, _ in rows), default=0), max(len(row[2]) for row in rows)
    room = max(console.width - label - told - 4, 10)
    for name, length, behind in rows:
        eighths = round(8 * room * length / most) or (1 if length else 0)
        bar = "█" * (eighths // 8) + ("", *"▏▎▍▌▋▊▉")[eighths % 8]
        line = Text(f"{name:{label}}  ").append(f"{bar:{room}}", style="cyan")
        console.print(line.append(f"  {behind}", style="default"))


def show_table(header: Sequence[str], rows: Iterator[tuple[object, ...]]) -> None:
    """Print rows under their header; numbers are aligned to the right."""
    listed = list(rows)
    table = Table(box=box.SIMPLE_HEAD, header_style="bold")
    for place_, name in enumerate(header):
        number = any(isinstance(row[place_], int) for row in listed)
        table.add_column(name.replace("_", " "), justify="right" if number else "left", overflow="fold")
    for row in listed:
        table.add_row(*("" if value is None else Text(visible(str(value))) for value in row))
    Console(highlight=False, emoji=False, markup=False).print(table)


class _Speed(ProgressColumn):
    """Articles a second."""

    def render(self, task: Task) -> Text:
        """The speed as text; empty until there is one."""
        return Text(f"{task.speed:.1f} articles/s" if task.speed else "", style="dim")


@contextmanager
def progress_bar(paths: Sequence[str]) -> Iterator[Callable[[int], None]]:
    """A bar on standard error; call what it yields with the number of articles done."""
    columns = [TextColumn("reading"), BarColumn(), MofNCompleteColumn(), _Speed(), TimeRemainingColumn()]
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("reading", total=_count(paths))
        yield lambda done: progress.update(task, completed=done)


def _count(paths: Sequence[str]) -> int | None:
    """About how many articles there are; None for a stream or a file of many, which do not say."""
    if "-" in paths:
        return None
    count = 0
    for path in paths:
        if is_address(path):
            count += 1
            continue
        files = [Path(path)]
        if Path(path).is_dir():
            files = [Path(folder, name) for folder, _, names in os.walk(path) for name in names]
        for file in files:
            if ending_of(file.name) in LINES and file.is_file():
                with file.open("rb") as stream:
                    count += sum(chunk.count(b"\n") for chunk in iter(lambda: stream.read(1 << 20), b""))
            elif ending_of(file.name) in MANY:
                return None
            else:
                count += is_known(file.name)
    return count
