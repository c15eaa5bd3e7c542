"""python-telegram-bot's bot, with what this one needs beyond it."""

from collections.abc import Sequence
from typing import Any

from telegram.ext import ExtBot


class QuietBot(ExtBot[str]):
    """An ExtBot that never shows its token, and gives updates as Telegram sent them."""

    __slots__ = ()

    def __repr__(self) -> str:
        return f"{type(self).__name__}[{self.bot.id if self._bot_initialized else 'not begun'}]"

    async def raw_updates(self, offset: int | None, timeout: int, kinds: Sequence[str]) -> list[Any]:
        """Updates as JSON: one that is malformed must not hide those beside it, as Update.de_list lets it."""
        data = {"offset": offset, "timeout": timeout, "allowed_updates": list(kinds)}
        result = await self._post("getUpdates", data, read_timeout=timeout + 10.0)
        return list(result)
