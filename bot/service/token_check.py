"""Whether a token is taken, for `onrecord check`."""

import asyncio

from telegram.error import InvalidToken, TelegramError

from bot.transport.application import make_bot
from config.settings import Settings

SECONDS = 10.0


def check_token(settings: Settings) -> str | None:
    """What is wrong with the bot's token and what to do, in one line; None where nothing is."""
    if settings.bot_token is None:
        return None
    return asyncio.run(_check(settings))


async def _check(settings: Settings) -> str | None:
    bot = make_bot(settings)
    try:
        await asyncio.wait_for(bot.initialize(), SECONDS)
    except InvalidToken:
        return (
            f"{settings.bot_api_url} rejects the token in ONRECORD_BOT_TOKEN; check it with @BotFather "
            "(and ONRECORD_BOT_TEST_ENVIRONMENT, if it is a test token)"
        )
    except (TelegramError, TimeoutError) as error:
        why = str(error) or "no answer"
        return f"{settings.bot_api_url} cannot be reached ({why}); check ONRECORD_BOT_API_URL and the network"
    finally:
        await bot.shutdown()
    return None
