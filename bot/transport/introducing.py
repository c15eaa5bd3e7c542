"""Telling Telegram the bot's descriptions and commands, for each language and for administrators."""

import hashlib
from collections.abc import Awaitable, Callable, Iterable, Iterator
from functools import partial

from telegram import (
    BotCommand,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
)
from telegram.error import BadRequest, TelegramError

from bot.conversation.introductions import IN_GROUPS, INTRODUCTIONS, OF_ADMINS
from bot.store.state import State
from bot.transport.client import BotClient

Call = Callable[[], Awaitable[bool]]


async def introduce(bot: BotClient, state: State, admins: Iterable[int]) -> str | None:
    """Tells Telegram what has changed since the last time; what went wrong, if anything."""
    held = repr((INTRODUCTIONS, OF_ADMINS, sorted(admins)))
    told = {"introduced": hashlib.blake2b(held.encode(), digest_size=8).hexdigest()}
    if state.settings(bot.id) == told:
        return None
    for call in _calls(bot, admins):
        try:
            await call()
        except TelegramError as error:
            return str(error)
    state.set_settings(bot.id, told)
    return None


def _calls(bot: BotClient, admins: Iterable[int]) -> Iterator[Call]:
    for code, said in INTRODUCTIONS.items():
        language = code or None
        commands = [BotCommand(name, text) for name, text in said.commands.items()]
        groups = [command for command in commands if command.command in IN_GROUPS]
        private = BotCommandScopeAllPrivateChats()
        yield partial(bot.set_my_commands, commands, private, language_code=language)
        yield partial(bot.set_my_commands, groups, BotCommandScopeAllGroupChats(), language_code=language)
        yield partial(bot.set_my_description, said.description, language_code=language)
        yield partial(bot.set_my_short_description, said.short, language_code=language)
    english = INTRODUCTIONS[""].commands | OF_ADMINS
    for admin in admins:
        yield partial(_for_admin, bot, [BotCommand(name, text) for name, text in english.items()], admin)


async def _for_admin(bot: BotClient, commands: list[BotCommand], admin: int) -> bool:
    """An administrator who has never written to the bot has no chat that commands could be for."""
    try:
        return await bot.set_my_commands(commands, BotCommandScopeChat(admin))
    except BadRequest:
        return False
