"""A conversation as a page that looks like the app, to be looked at, and pictures of it.

python -m tests.bot.support.screenshots FOLDER        (needs Chromium for the pictures)
"""

import argparse
import html
import shutil
import subprocess
from pathlib import Path
from typing import Any

from tests.bot.support.articles import news_archive
from tests.bot.support.bot_process import BotThread
from tests.bot.support.talk import ask, press
from tests.telegram_server.server import TelegramApi

TAGS = {
    "bold": ("<b>", "</b>"),
    "italic": ("<i>", "</i>"),
    "underline": ("<u>", "</u>"),
    "spoiler": ('<span class="spoiler">', "</span>"),
    "text_link": ('<span class="link">', "</span>"),
    "blockquote": ("<blockquote>", "</blockquote>"),
    "expandable_blockquote": ("<blockquote>", "</blockquote>"),
}

STYLE = """
body { margin: 0; background: #d6e4d0; font: 15px/1.35 "DejaVu Sans", sans-serif; width: 430px;
  padding: 10px; }
.row { display: flex; margin: 6px 0; } .mine { justify-content: flex-end; }
.bubble { background: #fff; border-radius: 12px; padding: 7px 10px; max-width: 350px; white-space: pre-wrap;
  box-shadow: 0 1px 1px #0002; overflow-wrap: anywhere; }
.mine .bubble { background: #e3fec6; }
.reply { border-left: 3px solid #3a9; padding: 1px 7px; margin-bottom: 4px; font-size: 12px; color: #396;
  white-space: nowrap; overflow: hidden; text-overflow: ellipsis; background: #3a91; border-radius: 4px; }
blockquote { margin: 3px 0; padding: 4px 8px; border-left: 3px solid #38c; background: #38c1;
  border-radius: 4px; }
.link { color: #27c; } .spoiler { background: #aaa; color: #aaa; border-radius: 3px; }
.keys { display: flex; gap: 3px; margin-top: 3px; width: 350px; }
.keys span { flex: 1; text-align: center; background: #6a8c; color: #fff; border-radius: 8px;
  padding: 6px 4px; font-size: 13px; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
"""


def message_html(message: dict[str, Any]) -> str:
    """A message's text with its entities as HTML."""
    units = message["text"].encode("utf-16-le")
    marks: list[tuple[int, int, int, str]] = []
    for entity in message.get("entities", []):
        before, after = TAGS.get(entity["type"], ("", ""))
        start, length = entity["offset"], entity["length"]
        marks += [(start, 1, -length, before), (start + length, 0, length, after)]
    out, at = [], 0
    for place, _, _, tag in sorted(marks):
        out += [html.escape(units[2 * at : 2 * place].decode("utf-16-le")), tag]
        at = place
    out.append(html.escape(units[2 * at :].decode("utf-16-le")))
    # A blockquote is a block of its own: the line breaks around it are not shown.
    return "".join(out).replace("</blockquote>\n", "</blockquote>").replace("\n<blockquote>", "<blockquote>")


def key(button: dict[str, Any]) -> str:
    """A button."""
    return f"<span>{html.escape(button['text'])}</span>"


def page(messages: list[dict[str, Any]]) -> str:
    """A page with the messages, the bot's to the left."""
    rows = []
    for message in messages:
        mine = "" if message["from"]["is_bot"] else " mine"
        reply = message.get("reply_to_message", {}).get("text", "")
        head = f'<div class="reply">{html.escape(reply)}</div>' if reply else ""
        keyboard = message.get("reply_markup", {}).get("inline_keyboard", [])
        keys = "".join(f'<div class="keys">{"".join(map(key, row))}</div>' for row in keyboard)
        bubble = f'<div class="bubble">{head}{message_html(message)}</div>'
        rows.append(f'<div class="row{mine}"><div>{bubble}{keys}</div></div>')
    return f'<!doctype html><meta charset="utf-8"><style>{STYLE}</style>{"".join(rows)}'


def picture(source: Path, target: Path, height: int) -> None:
    """A picture of a page, made by Chromium."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or "google-chrome"
    options = [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--hide-scrollbars",
        f"--window-size=450,{height}",
    ]
    subprocess.run(
        [chromium, *options, f"--screenshot={target}", source.as_uri()],
        check=True,
        capture_output=True,
        timeout=120,
    )


def conversations(api: TelegramApi) -> dict[str, list[dict[str, Any]]]:
    """Five typical conversations, each with a person of its own."""
    for user in range(1, 6):
        api.person(user)
    ask(api, "What did Kamynin say about Iran?", user=1)
    ask(api, "what about Putin?", user=1)
    ask(api, "What did Brandt say?", user=2)
    context = ask(api, "What did Reyes say about the journalist?", user=3)
    press(api, context, "In context", user=3, chat=3)
    ask(api, "/compare Lindholm, Hale on taxes", user=3)
    ask(api, "What did Hale say about wheat?", user=4)
    ask(api, "What did Zoltan Quixby say?", user=4)
    ask(api, "/start", user=5)
    ask(api, "/random", user=5)
    ask(api, "/people", user=5)
    return {f"conversation-{user}": api.shown(user) for user in range(1, 6)}


def main(folder: Path) -> None:
    """Writes pages and pictures into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    with news_archive() as archive, TelegramApi() as api, BotThread(api, archive):
        found = conversations(api)
    for name, messages in found.items():
        source = (folder / f"{name}.html").resolve()
        source.write_text(page(messages), encoding="utf-8")
        picture(source, folder / f"{name}.png", 900)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("folder", type=Path, help="where pages and pictures go")
    main(parser.parse_args().folder)
