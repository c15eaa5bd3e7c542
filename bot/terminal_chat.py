"""The bot's conversation in a terminal: the same replies, buttons as numbered choices."""

import re
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, TextIO

from bot.conversation.answer_cache import AnswerCache
from bot.conversation.conversation import Conversation
from bot.conversation.markup import visible
from bot.conversation.replies import Button, Notice, Reply, Who
from bot.store.state import State
from index.records.archive import Archive

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

ME = Who(1, 1)

_TAG = re.compile(r"(<[^>]*>)")
_STYLES = {"b": "bold", "i": "italic", "u": "underline", "a": "underline"}
_SPOILER = re.compile(r"<tg-spoiler>(.*?)</tg-spoiler>", re.DOTALL)
_COMMAND = re.compile(r"/([A-Za-z_]+)\s*")
_HIDDEN = "▒▒▒▒▒▒▒▒"

REVEAL = Button("Show the answer", "reveal")


def run_chat(
    archive: Archive, *, seeds: bool = False, stdin: TextIO | None = None, stdout: TextIO | None = None
) -> int:
    """Talks until the input ends or says /quit; the exit code. Nothing is kept.

    On a terminal lines can be edited and recalled; else each line of `stdin` is a message.
    """
    from rich.console import Console

    out = stdout or sys.stdout
    console = Console(file=out, highlight=False, emoji=False, markup=False, soft_wrap=not out.isatty())
    with State(":memory:") as state:
        talk = _Talk(Conversation(AnswerCache(archive), state, seeds=seeds), console)
        talk.show(talk.conversation.reply("start", "", ME))
        for line in _lines(stdin or sys.stdin, out):
            text = line.strip()
            if text in ("/quit", "/exit", "/bye"):
                break
            if text:
                talk.hear(text)
    return 0


class _Talk:
    """One conversation, and the choices that the last message left."""

    def __init__(self, conversation: Conversation, console: "Console") -> None:
        self.conversation = conversation
        self._console = console
        self._choices: list[Button] = []
        self._hidden = ""

    def hear(self, text: str) -> None:
        """Answers a line: a number presses a button, anything else is a message."""
        if text.isascii() and text.isdecimal():
            self._press(int(text))
            return
        found = _COMMAND.match(text)
        command, rest = (found[1].lower(), text[found.end() :]) if found else (None, text)
        self.show(self.conversation.reply(command, rest.strip(), ME))

    def _press(self, number: int) -> None:
        if not 1 <= number <= len(self._choices):
            self._console.print(f"There is no choice {number}.")
            return
        button = self._choices[number - 1]
        if button == REVEAL:
            self._console.print(_lines_of(self._hidden))
            return
        if button.data is None:
            self._console.print(button.copies or button.url or "")
            return
        result = self.conversation.press(button.data, ME)
        if isinstance(result, Notice):
            self._console.print(_styled(result.text, "italic"))
            if result.buttons is not None:
                self._offer(result.buttons)
            return
        self.show(result)

    def show(self, reply: Reply) -> None:
        """Prints a message and its choices."""
        html, buttons = reply.html, reply.buttons
        if hidden := _SPOILER.search(html):
            self._hidden = hidden[1]
            html = _SPOILER.sub(_HIDDEN, html)
            buttons = ((REVEAL,), *buttons)
        self._console.print()
        for part in _parts(html, wrapped=self._console.is_terminal):
            self._console.print(part)
        if reply.attachment is not None:
            size = f"{reply.attachment.name}, {len(reply.attachment.data):,} bytes"
            self._console.print(_styled(f"[{size}; onrecord export and trends write files]", "italic"))
        self._offer(buttons)

    def _offer(self, rows: tuple[tuple[Button, ...], ...]) -> None:
        self._choices = [button for row in rows for button in row]
        number = 0
        for row in rows:
            labels = []
            for button in row:
                number += 1
                labels.append(f"[{number}] {button.label}")
            self._console.print(_styled("   ".join(labels), "cyan"))


def _lines(stdin: TextIO, out: TextIO) -> Iterator[str]:
    if not (stdin.isatty() and out.isatty()):
        yield from stdin
        return
    from prompt_toolkit import PromptSession

    session: PromptSession[str] = PromptSession("\n› ")
    while True:
        try:
            yield session.prompt()
        except (EOFError, KeyboardInterrupt):
            return


def _parts(html: str, *, wrapped: bool) -> "Iterator[RenderableType]":
    """A message in blocks: quotations set off, other lines as they are; wrapped on a terminal only."""
    from rich.padding import Padding

    for block in re.split(r"(<blockquote[^>]*>.*?</blockquote>)", html, flags=re.DOTALL):
        inner = re.fullmatch(r"<blockquote[^>]*>(.*?)</blockquote>", block, re.DOTALL)
        if inner and wrapped:
            yield Padding(_lines_of(inner[1]), (0, 2, 0, 4))
        elif inner:
            yield _lines_of("\n".join("    " + line for line in inner[1].splitlines()))
        elif block.strip():
            yield _lines_of(block.strip("\n"))


def _lines_of(html: str) -> "RenderableType":
    """HTML as styled text."""
    from rich.text import Text

    text = Text()
    open_tags: list[str] = []
    for piece in _TAG.split(html):
        if piece.startswith("</"):
            if open_tags:
                open_tags.pop()
        elif piece.startswith("<"):
            name = piece[1:-1].split()[0]
            open_tags.append(_STYLES.get(name, ""))
        else:
            text.append(_quiet(visible(piece)), " ".join(filter(None, open_tags)) or None)
    return text


def _styled(text: str, style: str) -> "RenderableType":
    from rich.text import Text

    return Text(_quiet(text), style)


def _quiet(text: str) -> str:
    """Without what would move a terminal's cursor or turn its writing round."""
    return re.sub("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", "\ufffd", text)
