"""A conversation as a page that looks like the app, to be looked at, and pictures of it.

python -m tests.bot.support.screenshots FOLDER        (needs Chromium for the pictures)
"""

import argparse
import base64
import html
from pathlib import Path
from typing import Any

from tests.bot.support.articles import news_archive
from tests.bot.support.bot_process import BotThread
from tests.bot.support.talk import ask, press
from tests.browser.browsing import chromium
from tests.telegram_server.server import TelegramApi
from tests.telegram_server.world import CHANNEL, GROUP

TAGS = {
    "bold": ("<b>", "</b>"),
    "italic": ("<i>", "</i>"),
    "underline": ("<u>", "</u>"),
    "strikethrough": ("<s>", "</s>"),
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
.file { background: #eef; border-radius: 6px; padding: 8px; margin-bottom: 4px; } img { width: 100%; }
s, del { color: #a33; }
.link { color: #27c; } .spoiler { background: #aaa; color: #aaa; border-radius: 3px; }
.keys { display: flex; gap: 3px; margin-top: 3px; width: 350px; }
.keys span { flex: 1; text-align: center; background: #6a8c; color: #fff; border-radius: 8px;
  padding: 6px 4px; font-size: 13px; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
"""


def message_html(message: dict[str, Any]) -> str:
    """A message's text with its entities as HTML."""
    units = str(message.get("text") or message.get("caption") or "").encode("utf-16-le")
    marks: list[tuple[int, int, int, str]] = []
    for entity in message.get("entities") or message.get("caption_entities") or []:
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


def attached(message: dict[str, Any], files: dict[int, bytes]) -> str:
    """A message's document by its name, or its picture."""
    if "document" in message:
        return f'<div class="file">{html.escape(message["document"]["file_name"])}</div>'
    if "photo" in message:
        data = base64.b64encode(files[message["message_id"]]).decode()
        return f'<img src="data:image/png;base64,{data}">'
    return ""


def page(messages: list[dict[str, Any]], files: dict[int, bytes]) -> str:
    """A page with the messages, the bot's to the left; `files` are what it sent, by the message's number."""
    rows = []
    for message in messages:
        mine = "" if message["from"]["is_bot"] else " mine"
        reply = message.get("reply_to_message", {}).get("text", "")
        head = f'<div class="reply">{html.escape(reply)}</div>' if reply else ""
        keyboard = message.get("reply_markup", {}).get("inline_keyboard", [])
        keys = "".join(f'<div class="keys">{"".join(map(key, row))}</div>' for row in keyboard)
        bubble = f'<div class="bubble">{head}{attached(message, files)}{message_html(message)}</div>'
        rows.append(f'<div class="row{mine}"><div>{bubble}{keys}</div></div>')
    return f'<!doctype html><meta charset="utf-8"><style>{STYLE}</style>{"".join(rows)}'


def pictures(pages: dict[Path, str]) -> None:
    """A page and a picture of it for each name, made by Chromium."""
    with chromium() as browser:
        for target, text in pages.items():
            target.with_suffix(".html").write_text(text, encoding="utf-8")
            tab = browser.new_page(viewport={"width": 450, "height": 200})
            tab.goto(target.with_suffix(".html").resolve().as_uri())
            tab.screenshot(path=target.with_suffix(".png"), full_page=True)
            tab.close()


def conversations(api: TelegramApi) -> dict[str, list[dict[str, Any]]]:
    """Typical conversations, each with a person of its own; one in a group, one with an administrator."""
    for user in range(1, 8):
        api.person(user)
    ask(api, "What did Kamynin say about Iran?", user=1)
    ask(api, "what about Putin?", user=1)
    ask(api, "What did Brandt say?", user=2)
    context = ask(api, "What did Reyes say about the journalist?", user=3)
    press(api, context, "In context", user=3, chat=3)
    ask(api, "/compare Lindholm, Hale on taxes", user=3)
    ask(api, "What did Hale say about wheat?", user=4)
    ask(api, "What did Zoltan Quixby say?", user=4)
    ask(api, "is that true?", user=4)
    ask(api, "/start", user=5)
    ask(api, "/random", user=5)
    ask(api, "/people", user=5)
    ask(api, "/follow Brandt on taxes", user=6)
    ask(api, "/export Hale", user=6)
    ask(api, "/trends Brandt", user=6)
    ask(api, "Что сказал Камынин?", user=6)
    api.channel()
    before = len(api.answers(7))
    api.put_in(CHANNEL, user=7)
    api.wait(lambda: len(api.answers(7)) > before)
    press(api, api.answers(7)[-1], "Take them in", user=7, chat=7)
    ask(api, "/privacy", user=7)
    api.group()
    claim = api.say("Hale told us the budget was a work of art!", user=2, chat=GROUP, seen=False)
    mention = "@onrecord_test_bot is that true?"
    ask(api, mention, chat=GROUP, reply_to=claim, seen=True)
    found = {f"conversation-{user}": api.shown(user) for user in range(1, 8)}
    return found | {"conversation-group": api.shown(GROUP)}


def main(folder: Path) -> None:
    """Writes pages and pictures into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    with news_archive() as archive, TelegramApi() as api, BotThread(api, archive, admins=(7,)):
        found = conversations(api)
    pictures({folder / name: page(messages, api.sent_files) for name, messages in found.items()})


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("folder", type=Path, help="where pages and pictures go")
    main(parser.parse_args().folder)
