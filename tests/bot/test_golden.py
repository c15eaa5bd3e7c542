"""Conversations as they are shown, to be read: `python -m tests.bot.test_golden` writes them anew."""

import re
from pathlib import Path
from typing import Any

import pytest

from index.records.archive import Archive
from tests.bot.support.articles import news_archive
from tests.bot.support.bot_process import BotThread
from tests.bot.support.talk import ask, press
from tests.support.paths import ROOT
from tests.telegram_server.server import TelegramApi

FILE = ROOT / "tests" / "golden" / "conversations.txt"

# What one person writes; "> label" presses the button whose label begins so under the last answer.
CONVERSATIONS: tuple[tuple[str, ...], ...] = (
    ("/start", "> What did"),
    ("/help",),
    ("What did Kamynin say about Iran?", "> In context", "> ‹ Back"),
    ("What did Brandt say?", "> 2 of 2", "more"),
    ("What did Brandt say?", "2", "> ‹ Back"),
    ("What did Lindholm say about taxes?", "what about Hale?", "and about the budget?"),
    ("What did Lindholm say about taxes?", "> Others on", "> ‹ Back", "> More from"),
    ("What did Hale say about fiction?", "whats the link", "and when?"),
    ("What did Hale say about taxes?", "lol", "did he say anything about a bishop?"),
    ("How often is Brandt quoted?", "and the first time?"),
    ("Who said “If this is arithmetic”?", "who else?"),
    ("Did Hale say “the budget was a work of art”?",),
    ("Did Lindholm say “If this is arithmetic, then I am a bishop”?",),
    ("What did Hale say about wheat?",),
    ("What did Zoltan Quixby say?",),
    ("What did Branndt say about the ferry?",),
    ("taxes",),
    ("???", "> What did"),
    ("thanks a lot",),
    ("weather in Moscow",),
    ("Что сказал Камынин?",),
    ("https://crier.example/budget",),
    ("https://other.example/news",),
    ("/people", "> By name", "> 2 of 2"),
    ("/articles", "> 1"),
    ("/compare Lindholm, Hale on taxes",),
    ("/compare Lindholm and Quixby on krona",),
    ("/follow Brandt on taxes", "/following", "/unfollow Brandt"),
    ("/export Hale",),
    ("What did Adeyemi say?", "why?", "> ‹ Back", "that's not what he said"),
    ("What did Hale say?", "and when was that?", "is that true?", "3"),
    ("how many articles do you have?", "stop", "delete my data"),
    ("/compare", "/trends", "/export", "/follow"),
    ("/settings", "> 1", "> Direct quotations only", "/privacy", "> Delete", "> Keep it"),
)


def shown(message: dict[str, Any]) -> list[str]:
    """A message as lines: its text, an attached file, then its buttons, each row in brackets."""
    lines = str(message.get("text") or message.get("caption") or "").splitlines()
    if "document" in message:
        lines.append(f"({message['document']['file_name']})")
    for row in message.get("reply_markup", {}).get("inline_keyboard", []):
        lines.append("  ".join(f"[{button['text']}]" for button in row))
    return lines


def conversation(api: TelegramApi, user: int, turns: tuple[str, ...]) -> list[str]:
    """What one person writes and presses, and what comes of it."""
    api.person(user)
    lines: list[str] = []
    answer: dict[str, Any] = {}
    for turn in turns:
        if turn.startswith("> "):
            answer = press(api, answer, turn[2:], user=user, chat=user)
        else:
            answer = ask(api, turn, user=user)
        lines += [f"=> {turn}", *shown(answer), ""]
    return lines


def conversations(api: TelegramApi) -> str:
    """All of them, each with a person of its own."""
    parts = []
    for number, turns in enumerate(CONVERSATIONS, 1):
        lines = conversation(api, number, turns)
        parts.append("\n".join([f"---- {number}", *lines]))
    return re.sub(r"[ \t]+\n", "\n", "\n".join(parts))


def parts_of(text: str) -> list[str]:
    """The conversations of the file."""
    return [part.strip() for part in re.split(r"^---- \d+$", text, flags=re.MULTILINE)[1:]]


@pytest.fixture(scope="module")
def today() -> list[str]:
    """What the bot shows now."""
    with news_archive() as archive, TelegramApi() as api, BotThread(api, archive, rate_limit=1000):
        return parts_of(conversations(api))


@pytest.mark.parametrize("number", range(1, len(CONVERSATIONS) + 1))
def test_a_conversation_is_shown_as_it_was_read(today: list[str], number: int) -> None:
    kept = parts_of(FILE.read_text(encoding="utf-8"))
    assert len(kept) == len(CONVERSATIONS)
    assert today[number - 1] == kept[number - 1]


def main(file: Path, archive: Archive) -> None:
    """Writes what the bot shows now."""
    with TelegramApi() as api, BotThread(api, archive, rate_limit=1000):
        file.write_text(conversations(api), encoding="utf-8")


if __name__ == "__main__":
    with news_archive() as found:
        main(FILE, found)
