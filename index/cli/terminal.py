"""Answers and lists on a terminal: colour, boxes, a progress bar, all by rich."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
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
from index.cli.plain import about, article_line, opening, place, quotation_head, quoted_slice, who_speaks
from index.cli.screen import ACCENT, MATCHED, MUTED, PUT_IN, TAKEN_OUT, console, paged

if TYPE_CHECKING:
    from index.answers.answer import Answer
    from index.answers.passage import Passage
    from index.answers.verdicts import Change
    from index.quotations import Quotation
    from index.records.marked import MarkedArticle
    from index.records.record import Record


def show_answer(answer: "Answer", *, context: bool = False, alone: bool = True) -> None:
    """Print an answer: each quotation set off, below its number and speaker; one `alone` by the pager."""
    with paged() if alone else nullcontext(console()) as screen:
        for line in opening(answer):
            screen.print(Text(visible(line), style="italic"))
        if changes := difference(answer):
            screen.print(Padding(_difference(changes), (1, 0, 0, 2)))
        for passage in answer.answers or answer.related:
            screen.print(_passage(passage, context))
        if answer.suggestions:
            screen.print()
            screen.print(Text.assemble(("Try: ", MUTED), visible("; ".join(answer.suggestions))))


def _difference(changes: "Sequence[Change]") -> Text:
    """What was typed and is not in the article struck through, what the article has instead in bold."""
    styles = {"same": "", "typed": TAKEN_OUT, "said": PUT_IN}
    return Text(" ").join(Text(visible(words), style=styles[side]) for side, words in changes)


def _passage(passage: "Passage", context: bool) -> Group:
    text = Text()
    before = passage.before if context else passage.lead
    if before:
        text.append(visible(before) + " ", style=MUTED)
    for piece in passage.pieces():
        own = piece.quoted or passage.kind == "narration"
        text.append(visible(piece.text), style=MATCHED if piece.matched else "" if own else MUTED)
    if passage.cut:
        text.append(" …", style=MUTED)
    if context and passage.after:
        text.append(" " + visible(passage.after), style=MUTED)
    who = Text.assemble((f"{passage.rank}. ", ACCENT), (visible(who_speaks(passage)), "bold"))
    if passage.role:
        who.append(visible(f", {passage.role}"), style=MUTED)
    if passage.matched == "meaning":
        who.append(" (nearest in meaning)", style="italic")
    if passage.corrected:
        who.append(" (corrected)", style=MUTED)
    where = Text(visible(place(passage)), style=MUTED)
    return Group("", who, _set_off(text), Padding(where, (0, 0, 0, 2)))


def _set_off(text: Text) -> Panel:
    """The text with a bar beside it, which marks a quotation."""
    return Panel(text, box=_BAR, border_style=ACCENT, padding=(0, 1))


_BAR = box.Box("    \n│   \n    \n│   \n    \n    \n│   \n    \n")


def show_quotations(article: Article, quotations: Sequence["Quotation"]) -> None:
    """Print an article's quotations, each below its number and speaker."""
    screen = console()
    line = article_line(about(article))
    screen.print(Text(visible(line), style="bold underline"))
    if article.url and article.url not in line:
        screen.print(Text(visible(article.url), style=MUTED))
    for number, quotation in enumerate(quotations, 1):
        head = visible(quotation_head(article.text, quotation))
        who = Text.assemble((f"{number}. ", ACCENT), (head, "bold"), (f"  {quotation.kind}", MUTED))
        screen.print(
            "", who, _set_off(Text(visible(quoted_slice(article.text, quotation.content)))), sep="\n"
        )
    if not quotations:
        screen.print("No quotation found.")
    screen.print()


def show_article(marked: "MarkedArticle") -> None:
    """Print an article with the words of its quotations set off, then who said each of them."""
    from index.records.marked import who

    with paged() as screen:
        screen.print(Text(visible(article_line(marked.article)), style="bold"))
        if marked.article.url:
            screen.print(Text(visible(marked.article.url), style=MUTED))
        text = Text("\n")
        for piece in marked.pieces():
            text.append(visible(piece.text), style="bold" if piece.numbers else "")
            text.append("".join(f"[{number}]" for number in piece.ends), style=ACCENT)
        screen.print(text)
        for number, record in enumerate(marked.quotations, 1):
            corrected = ", corrected" if record.corrected else ""
            told = f"  {record.kind}{corrected}  {record.id}"
            screen.print(
                Text.assemble((f"[{number}] ", ACCENT), (visible(who(record)), "bold"), (told, MUTED))
            )
            screen.print(Padding(Text(visible(record.text)), (0, 0, 0, 4)))
        if not marked.quotations:
            screen.print("No quotation found.")


def show_review(record: "Record", place: str, names: Sequence[str], keys: Iterable[tuple[str, str]]) -> None:
    """Print a quotation in its sentences, whose it is said to be, and what can be pressed."""
    from index.records.marked import who

    screen = console()
    told = ", ".join(filter(None, (record.title, record.publisher, (record.published or "")[:10])))
    screen.print(Text(f"\n{place}, {record.confidence:.0%} sure", style="bold"))
    screen.print(Text(visible(told), style=MUTED))
    if record.url:
        screen.print(Text(visible(record.url), style=MUTED))
    text = Text()
    for piece, quoted in record.pieces():
        text.append(visible(piece), style="bold underline" if quoted else "")
    screen.print(_set_off(text))
    speaker = Text(visible(who(record)), style="bold").append(f"  {record.kind}", style="not bold")
    screen.print(Padding(speaker, (0, 0, 0, 2)))
    for number, name in enumerate(names, 1):
        screen.print(Padding(_keyed(str(number), f"it was {name}"), (0, 0, 0, 4)))
    screen.print(Text("  ").join(_keyed(key, word) for key, word in keys))


def _keyed(key: str, word: str) -> Text:
    return Text(key, style="bold").append(f" {visible(word)}", style="not bold")


def show_bars(title: str, rows: Sequence[tuple[str, int, str]]) -> None:
    """Print a title, and a bar for each row: its name, its length and what is told behind it."""
    with paged() as screen:
        screen.print(Text(visible(title)))
        most = max((length for _, length, _ in rows), default=0) or 1
        label = max((len(name) for name, _, _ in rows), default=0)
        room = max(screen.width - label - max((len(row[2]) for row in rows), default=0) - 4, 10)
        for name, length, behind in rows:
            eighths = round(8 * room * length / most) or (1 if length else 0)
            bar = "█" * (eighths // 8) + ("", *"▏▎▍▌▋▊▉")[eighths % 8]
            screen.print(Text.assemble(f"{name:{label}}  ", (f"{bar:{room}}", ACCENT), f"  {behind}"))


def show_table(header: Sequence[str], rows: Iterator[tuple[object, ...]]) -> None:
    """Print rows under their header; numbers are aligned to the right."""
    listed = list(rows)
    table = Table(box=box.SIMPLE_HEAD, header_style="bold")
    for place_, name in enumerate(header):
        number = any(isinstance(row[place_], int) for row in listed)
        table.add_column(name.replace("_", " "), justify="right" if number else "left", overflow="fold")
    for row in listed:
        table.add_row(*("" if value is None else Text(visible(str(value))) for value in row))
    with paged(None) as screen:
        screen.print(table)


class _Speed(ProgressColumn):
    """Articles a second."""

    def render(self, task: Task) -> Text:
        """The speed as text; empty until there is one."""
        return Text(f"{task.speed:.1f} articles/s" if task.speed else "", style=MUTED)


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
