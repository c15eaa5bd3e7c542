"""python-telegram-bot's bot, with what this one needs beyond it."""

from collections.abc import Sequence
from typing import Any

from telegram.ext import ExtBot

NO_PREVIEW = {"is_disabled": True}


class BotClient(ExtBot[str]):
    """An ExtBot that never shows its token, and gives updates as Telegram sent them."""

    __slots__ = ()

    def __repr__(self) -> str:
        return f"{type(self).__name__}[{self.bot.id if self._bot_initialized else 'not begun'}]"

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
        """Sends a message and returns its number.

        Only that is read of what comes back: making objects of a whole message with its entities and
        buttons takes longer than finding an answer that is at hand.
        """
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
        sent = await self._post("sendMessage", data)
        return int(sent["message_id"])

    async def edit_html(
        self,
        chat: int,
        message: int,
        html: str,
        *,
        keyboard: object = None,
        rate_limit_args: str | None = None,
    ) -> None:
        """Makes a message of the bot's show another text and other buttons."""
        data = {
            "chat_id": chat,
            "message_id": message,
            "text": html,
            "parse_mode": "HTML",
            "reply_markup": keyboard,
            "link_preview_options": NO_PREVIEW,
        }
        more = self._merge_api_rl_kwargs(None, rate_limit_args)
        await self._post("editMessageText", data, api_kwargs=more)

    async def raw_updates(self, offset: int | None, timeout: int, kinds: Sequence[str]) -> list[Any]:
        """Updates as JSON: one that is malformed must not hide those beside it, as Update.de_list lets it."""
        data = {"offset": offset, "timeout": timeout, "allowed_updates": list(kinds)}
        result = await self._post("getUpdates", data, read_timeout=timeout + 10.0)
        return list(result)
