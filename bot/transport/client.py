"""python-telegram-bot's bot, with what this one needs beyond it."""

import sys
import warnings
from collections.abc import Sequence
from importlib.util import find_spec
from typing import Any

from telegram.error import EndPointNotFound, InvalidToken
from telegram.ext import ExtBot
from telegram.warnings import PTBUserWarning

NO_PREVIEW = {"is_disabled": True}

# httpcore tries to import sniffio before every lock it makes, four times a call. Where it is not installed,
# each try goes through every folder of the path: a sixth of what the bot had to do.
if "sniffio" not in sys.modules and find_spec("sniffio") is None:
    sys.modules["sniffio"] = None  # type: ignore[assignment]

# `do_api_request` advises to call the library's own method, which makes objects of all that comes back: of a
# whole message with its entities and buttons, or of updates, of which one that is malformed hides the others.
warnings.filterwarnings(
    "ignore", r"Please use 'Bot\.(sendMessage|editMessageText|getUpdates)'", category=PTBUserWarning
)


class BotClient(ExtBot[str]):
    """An ExtBot that never shows its token, and gives updates as Telegram sent them."""

    __slots__ = ()

    def __repr__(self) -> str:
        try:
            return f"{type(self).__name__}[{self.bot.id}]"
        except RuntimeError:
            return f"{type(self).__name__}[not begun]"

    async def send_html(
        self,
        chat: int,
        html: str,
        *,
        plain: bool = False,
        keyboard: object = None,
        question: int | None = None,
        thread: int | None = None,
    ) -> int:
        """Sends a message and returns its number."""
        data: dict[str, Any] = {
            "chat_id": chat,
            "text": html,
            "parse_mode": None if plain else "HTML",
            "reply_markup": keyboard,
            "link_preview_options": NO_PREVIEW,
            "message_thread_id": thread,
        }
        if question is not None:
            data["reply_parameters"] = {"message_id": question, "allow_sending_without_reply": True}
        sent = await self.do_api_request("sendMessage", data)
        return int(sent["message_id"])

    async def edit_html(self, chat: int, message: int, html: str, *, keyboard: object = None) -> None:
        """Makes a message of the bot's show another text and other buttons."""
        data = {
            "chat_id": chat,
            "message_id": message,
            "text": html,
            "parse_mode": "HTML",
            "reply_markup": keyboard,
            "link_preview_options": NO_PREVIEW,
        }
        await self.do_api_request("editMessageText", data)

    async def raw_updates(self, offset: int | None, timeout: int, kinds: Sequence[str]) -> list[Any]:
        """Updates as JSON; InvalidToken where the token is no longer accepted."""
        data = {"offset": offset, "timeout": timeout, "allowed_updates": list(kinds)}
        try:
            return list(await self.do_api_request("getUpdates", data, read_timeout=timeout + 10.0))
        except EndPointNotFound as error:
            raise InvalidToken(str(error.__cause__ or error)) from None
