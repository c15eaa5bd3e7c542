"""The application: python-telegram-bot with our handlers, ready to be given updates."""

from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from telegram import Update
from telegram.ext import (
    Application,
    ApplicationBuilder,
    CallbackQueryHandler,
    ChatMemberHandler,
    InlineQueryHandler,
    MessageHandler,
    TypeHandler,
    filters,
)
from telegram.request import HTTPXRequest

from bot.conversation.answer_cache import AnswerCache
from bot.conversation.conversation import Conversation
from bot.conversation.news import NewsDesk
from bot.conversation.uploads import Uploads
from bot.store.state import State
from bot.transport.access import Access
from bot.transport.client import BotClient
from bot.transport.delivery import Sender
from bot.transport.follower import Follower
from bot.transport.handlers import Handlers
from bot.transport.intake import WORKERS
from bot.transport.limits import OutgoingLimiter
from bot.transport.metrics import Metrics
from bot.transport.posts import Posts
from bot.transport.workshop import Workshop
from config.settings import Settings
from index.records.archive import Archive

READ_TIMEOUT = 40.0
"""Seconds to wait for an answer: a message that took longer than this to arrive would be sent once more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """What an application is made of, for whoever runs it."""

    application: Application[Any, Any, Any, Any, Any, Any]
    bot: BotClient
    handlers: Handlers
    follower: Follower
    posts: Posts
    finder: AnswerCache
    metrics: Metrics
    pool: Executor


def build_application(
    settings: Settings, archive: Archive, state: State, *, seeds: bool = False, limited: bool = True
) -> Parts:
    """The application and its parts, to be run by whoever calls; `seeds`: the archive is a temporary one."""
    if settings.bot_token is None:
        raise ValueError("ONRECORD_BOT_TOKEN is not set")
    bot = make_bot(settings, limited=limited)
    finder, metrics = AnswerCache(archive, site=None if seeds else settings.site_url), Metrics()
    pool = ThreadPoolExecutor(max_workers=4, thread_name_prefix="answers")
    sender = Sender(bot, state)
    conversation = Conversation(finder, state, seeds=seeds)
    uploads = Uploads(finder, state, kept=not seeds, private=settings.fetch_private, how=settings.finder)
    posts = Posts(uploads.take_in, metrics)
    handlers = Handlers(
        bot,
        conversation,
        sender,
        uploads,
        posts,
        pool=pool,
        access=Access(settings.allowed_users, settings.allowed_chats, settings.admins),
        rate=settings.rate_limit,
        metrics=metrics,
    )
    application = ApplicationBuilder().bot(bot).updater(None).concurrent_updates(WORKERS).build()
    application.add_handler(MessageHandler(filters.UpdateType.MESSAGE, handlers.message))
    application.add_handler(MessageHandler(filters.UpdateType.EDITED_MESSAGE, handlers.edited))
    application.add_handler(MessageHandler(filters.UpdateType.CHANNEL_POSTS, handlers.posted))
    application.add_handler(CallbackQueryHandler(handlers.pressed))
    application.add_handler(InlineQueryHandler(handlers.typed))
    application.add_handler(ChatMemberHandler(handlers.membership, ChatMemberHandler.MY_CHAT_MEMBER))
    application.add_handler(TypeHandler(Update, handlers.other))
    application.add_error_handler(handlers.failed)
    return Parts(
        application=application,
        bot=bot,
        handlers=handlers,
        follower=Follower(
            NewsDesk(finder, state, conversation.following), state, sender, Workshop(pool, sender)
        ),
        posts=posts,
        finder=finder,
        metrics=metrics,
        pool=pool,
    )


def make_bot(settings: Settings, *, limited: bool = True) -> BotClient:
    """The bot of these settings, which have a token; nothing is asked of Telegram yet."""
    assert settings.bot_token is not None
    url, test = settings.bot_api_url, "/test" if settings.bot_test_environment else ""
    return BotClient(
        settings.bot_token.get_secret_value(),
        base_url=lambda token: f"{url}/bot{token}{test}",
        base_file_url=lambda token: f"{url}/file/bot{token}{test}",
        request=HTTPXRequest(connection_pool_size=4 * WORKERS, read_timeout=READ_TIMEOUT, pool_timeout=5.0),
        get_updates_request=HTTPXRequest(connection_pool_size=2),
        rate_limiter=OutgoingLimiter(limited=limited),
    )
