"""The Bot API's methods: what each checks, what it answers, in Telegram's words."""

import copy
import re
import time
from collections.abc import Callable
from typing import Any

from tests.telegram_server.entities import MAX_ENTITIES, MAX_TEXT, BadRequest, Formatted, read_html, trimmed
from tests.telegram_server.world import BOT, Chat, World

Params = dict[str, Any]

MAX_CAPTION, MAX_COPIED = 1024, 256

KNOWN_PARAMS = {
    "sendMessage": (
        "chat_id text parse_mode entities link_preview_options disable_notification protect_content "
        "reply_parameters reply_markup message_thread_id business_connection_id message_effect_id "
        "allow_paid_broadcast direct_messages_topic_id suggested_post_parameters"
    ),
    "editMessageText": (
        "chat_id message_id inline_message_id text parse_mode entities link_preview_options reply_markup "
        "business_connection_id"
    ),
    "editMessageReplyMarkup": "chat_id message_id inline_message_id reply_markup business_connection_id",
    "sendChatAction": "chat_id action message_thread_id business_connection_id",
    "answerCallbackQuery": "callback_query_id text show_alert url cache_time",
    "answerInlineQuery": "inline_query_id results cache_time is_personal next_offset button",
    "deleteMessage": "chat_id message_id",
}


ADMIN_RIGHTS = (
    "can_be_edited is_anonymous can_manage_chat can_delete_messages can_manage_video_chats "
    "can_restrict_members can_promote_members can_change_info can_invite_users can_post_stories "
    "can_edit_stories can_delete_stories"
)


class Refused(Exception):
    """An answer with ok false."""

    def __init__(
        self, code: int, description: str, retry_after: int | None = None, migrated: int | None = None
    ) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        parameters = {"retry_after": retry_after, "migrate_to_chat_id": migrated}
        self.parameters = {name: value for name, value in parameters.items() if value is not None}


class Wait(Exception):
    """A limit is passed; the answer is 429 with retry_after."""

    def __init__(self, seconds: int) -> None:
        super().__init__(seconds)
        self.seconds = seconds


def _bad(what: str) -> Refused:
    return Refused(400, f"Bad Request: {what}")


def _number(params: Params, name: str) -> int:
    value = params.get(name)
    if value is None or not re.fullmatch(r"-?\d+", str(value)):
        raise _bad(f"{name} is not specified" if value is None else f"{name} must be an integer")
    return int(value)


def _chat(world: World, params: Params) -> Chat:
    if not params.get("chat_id"):
        raise _bad("chat_id is empty")
    chat = world.chats.get(_number(params, "chat_id"))
    if chat is None:
        raise _bad("chat not found")
    if chat.migrated is not None:
        raise Refused(
            400, "Bad Request: group chat was upgraded to a supergroup chat", migrated=chat.migrated
        )
    if chat.blocked:
        raise Refused(403, "Forbidden: bot was blocked by the user")
    return chat


def formatted(world: World, params: Params, name: str = "text") -> Formatted:
    """The text of a message after its entities are read, within Telegram's limits."""
    text = str(params.get(name) or "")
    mode = str(params.get("parse_mode") or "").lower()
    if mode not in ("", "html"):
        raise _bad("unsupported parse_mode")
    try:
        found = (
            read_html(text)
            if mode == "html"
            else trimmed(Formatted(text, list(params.get("entities") or [])))
        )
    except BadRequest as error:
        raise _bad(str(error)) from None
    if not found.text:
        raise _bad("message text is empty")
    if len(found.text) > MAX_TEXT:
        raise _bad("message is too long")
    if len(found.entities) > MAX_ENTITIES:
        world.oddities.append(f"{len(found.entities)} entities, of which Telegram keeps {MAX_ENTITIES}")
    return Formatted(found.text, found.entities[:MAX_ENTITIES])


def keyboard(params: Params) -> dict[str, Any] | None:
    """The inline keyboard, checked; None where there is none or an empty one."""
    markup = params.get("reply_markup")
    if not markup:
        return None
    rows = markup.get("inline_keyboard")
    if rows is None:
        return dict(markup)
    if sum(map(len, rows)) > 100 or any(len(row) > 8 for row in rows):
        raise _bad("reply markup is too long")
    for button in (button for row in rows for button in row):
        if not isinstance(button.get("text"), str) or not button["text"].strip():
            raise _bad('can\'t parse inline keyboard button: Field "text" must be of type String')
        acts = [key for key in button if key not in ("text", "style", "icon_custom_emoji_id")]
        if len(acts) != 1:
            raise _bad(
                "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
            )
        if "callback_data" in button and not 1 <= len(button["callback_data"].encode()) <= 64:
            raise _bad("BUTTON_DATA_INVALID")
        if "copy_text" in button and not 1 <= len(button["copy_text"].get("text", "")) <= MAX_COPIED:
            raise _bad("BUTTON_COPY_TEXT_INVALID")
        if "url" in button and not re.match(r"(https?|tg)://\S+$", button["url"]):
            raise _bad("BUTTON_URL_INVALID")
    return {"inline_keyboard": rows} if any(rows) else None


def _reply(chat: Chat, params: Params) -> dict[str, Any] | None:
    wanted = params.get("reply_parameters")
    if not wanted:
        return None
    target = chat.messages.get(int(wanted["message_id"]))
    if target is None:
        if wanted.get("allow_sending_without_reply"):
            return None
        raise _bad("message to be replied not found")
    quote = wanted.get("quote")
    if quote is not None and (len(quote) > 1024 or quote not in target.get("text", "")):
        raise _bad("QUOTE_TEXT_INVALID")
    return {k: v for k, v in target.items() if k != "reply_to_message"}


def _unknown_params(world: World, method: str, params: Params) -> None:
    known = KNOWN_PARAMS.get(method)
    if known is not None:
        world.oddities += [
            f"{method} has no parameter {name}" for name in params if name not in known.split()
        ]


def send_message(world: World, params: Params) -> dict[str, Any]:
    chat = _chat(world, params)
    found = formatted(world, params)
    markup = keyboard(params)
    replied = _reply(chat, params)
    thread = _number(params, "message_thread_id") if params.get("message_thread_id") else None
    if thread is not None and thread not in chat.topics:
        raise _bad("message thread not found")
    if thread is None and replied and replied.get("is_topic_message"):
        thread = replied["message_thread_id"]
    message = world.new_message(chat, BOT, thread) | {"text": found.text}
    if found.entities:
        message["entities"] = found.entities
    if markup:
        message["reply_markup"] = markup
    if replied:
        message["reply_to_message"] = replied
    chat.messages[message["message_id"]] = message
    world.typing.pop(int(chat.info["id"]), None)
    return copy.deepcopy(message)


def _own(world: World, params: Params, what: str) -> dict[str, Any]:
    chat = _chat(world, params)
    message = chat.messages.get(_number(params, "message_id"))
    if message is None:
        raise _bad(f"message to {what} not found")
    if message["from"]["id"] != BOT["id"]:
        raise _bad(f"message can't be {'deleted' if what == 'delete' else 'edited'}")
    return message


def edit_message_text(world: World, params: Params) -> dict[str, Any]:
    message = _own(world, params, "edit")
    found = formatted(world, params)
    return _edited(message, found, keyboard(params))


def edit_message_reply_markup(world: World, params: Params) -> dict[str, Any]:
    message = _own(world, params, "edit")
    return _edited(message, Formatted(message["text"], message.get("entities", [])), keyboard(params))


def _edited(message: dict[str, Any], found: Formatted, markup: dict[str, Any] | None) -> dict[str, Any]:
    same_text = (message["text"], message.get("entities", [])) == (found.text, found.entities)
    if same_text and message.get("reply_markup") == markup:
        raise _bad(
            "message is not modified: specified new message content and reply markup are exactly the same "
            "as a current content and reply markup of the message"
        )
    message["text"] = found.text
    message.pop("entities", None)
    message.pop("reply_markup", None)
    if found.entities:
        message["entities"] = found.entities
    if markup:
        message["reply_markup"] = markup
    message["edit_date"] = int(time.time())
    return copy.deepcopy(message)


def delete_message(world: World, params: Params) -> bool:
    chat = _chat(world, params)
    number = _number(params, "message_id")
    if number not in chat.messages:
        raise _bad("message to delete not found")
    del chat.messages[number]
    return True


def send_chat_action(world: World, params: Params) -> bool:
    chat = _chat(world, params)
    if params.get("action") not in ("typing", "upload_document"):
        raise _bad("wrong parameter action in request")
    world.typing[int(chat.info["id"])] = time.monotonic()
    return True


def answer_callback_query(world: World, params: Params) -> bool:
    if len(str(params.get("text") or "")) > 200:
        raise _bad("MESSAGE_TOO_LONG")
    if not world.callbacks.pop(str(params.get("callback_query_id")), False):
        raise _bad("query is too old and response timeout expired or query ID is invalid")
    world.toasts.append(params)
    return True


def answer_inline_query(world: World, params: Params) -> bool:
    serial = str(params.get("inline_query_id"))
    if world.inline.get(serial, 0) is not None:
        raise _bad("query is too old and response timeout expired or query ID is invalid")
    results = params.get("results")
    if not isinstance(results, list):
        raise _bad("can't parse inline query results: Expected an Array")
    if len(results) > 50:
        raise _bad("RESULTS_TOO_MUCH")
    if len(str(params.get("next_offset") or "").encode()) > 64 or isinstance(params.get("next_offset"), list):
        raise _bad("NEXT_OFFSET_INVALID")
    ids = [result.get("id") for result in results]
    if any(not isinstance(i, str) or not 1 <= len(i.encode()) <= 64 for i in ids):
        raise _bad("RESULT_ID_INVALID")
    if len(set(ids)) < len(ids):
        raise _bad("RESULT_ID_DUPLICATE")
    sent = []
    for result in results:
        if result.get("type") != "article":
            raise _bad("can't parse inline query result: Unallowed value of type")
        if not result.get("title"):
            raise _bad("ARTICLE_TITLE_EMPTY")
        keyboard(result)
        found = formatted(world, result.get("input_message_content") or {}, "message_text")
        sent.append(result | {"sent": {"text": found.text, "entities": found.entities}})
    world.inline[serial] = params | {"results": sent}
    return True


def send_attachment(world: World, params: Params) -> dict[str, Any]:
    """A document or a photo that is uploaded with the call."""
    kind = "photo" if "photo" in params else "document"
    uploaded = world.uploaded.pop(kind, None)
    if uploaded is None:
        raise _bad(f"there is no {kind} in the request")
    name, data = uploaded
    if kind == "photo" and not data.startswith(b"\x89PNG") and not data.startswith(b"\xff\xd8"):
        raise _bad("IMAGE_PROCESS_FAILED")
    chat = _chat(world, params)
    caption = formatted(world, params, "caption") if params.get("caption") else Formatted("", [])
    if len(caption.text) > MAX_CAPTION:
        raise _bad("message caption is too long")
    markup, replied = keyboard(params), _reply(chat, params)
    thread = _number(params, "message_thread_id") if params.get("message_thread_id") else None
    message = world.new_message(chat, BOT, thread) | {"caption": caption.text}
    file = {"file_id": "F9", "file_unique_id": "U9", "file_size": len(data)}
    message[kind] = [file | {"width": 90, "height": 50}] if kind == "photo" else file | {"file_name": name}
    more = {"caption_entities": caption.entities, "reply_markup": markup, "reply_to_message": replied}
    message |= {key: value for key, value in more.items() if value}
    chat.messages[message["message_id"]] = message
    world.sent_files[message["message_id"]] = data
    return copy.deepcopy(message)


def get_chat_member(world: World, params: Params) -> dict[str, Any]:
    chat = _chat(world, params)
    user = _number(params, "user_id")
    if user not in world.people:
        raise _bad("PARTICIPANT_ID_INVALID")
    rights = dict.fromkeys(ADMIN_RIGHTS.split(), False)
    member = {"user": world.people[user], "status": "member"}
    return {"user": world.people[user], "status": "administrator"} | rights if user in chat.admins else member


def answer_guest_query(world: World, params: Params) -> dict[str, Any]:
    serial = str(params.get("guest_query_id"))
    if serial not in world.guests:
        raise _bad("query is too old and response timeout expired or query ID is invalid")
    result = params.get("result") or {}
    if result.get("type") != "article" or not result.get("title"):
        raise _bad("can't parse inline query result")
    found = formatted(world, result.get("input_message_content") or {}, "message_text")
    world.guests[serial] = {"text": found.text, "entities": found.entities}
    return {"inline_message_id": f"I{serial}"}


def set_my_commands(world: World, params: Params) -> bool:
    commands = params.get("commands") or []
    if len(commands) > 100:
        raise _bad("BOT_COMMANDS_TOO_MUCH")
    for command in commands:
        if not re.fullmatch(r"[a-z0-9_]{1,32}", command["command"]):
            raise _bad("BOT_COMMAND_INVALID")
        if not 1 <= len(command["description"]) <= 256:
            raise _bad("BOT_COMMAND_DESCRIPTION_INVALID")
    scope = params.get("scope") or {}
    if scope.get("type") == "chat" and int(scope["chat_id"]) not in world.chats:
        raise _bad("chat not found")
    language = params.get("language_code") or ""
    name = scope.get("type", "default") + (f" {scope['chat_id']}" if "chat_id" in scope else "")
    world.commands[f"{name} {language}".strip()] = commands
    return True


def describe(kind: str, most: int) -> Callable[[World, Params], bool]:
    """The method that sets one of the two descriptions."""

    def set_it(world: World, params: Params) -> bool:
        text = str(params.get(kind) or "")
        if len(text) > most:
            raise _bad(f"{kind} is too long")
        world.descriptions[kind, str(params.get("language_code") or "")] = text
        return True

    return set_it


def get_file(world: World, params: Params) -> dict[str, Any]:
    serial = str(params.get("file_id", ""))[1:]
    data = world.files.get(f"documents/{serial}")
    if data is None:
        raise _bad("invalid file_id")
    if len(data) > 20 << 20:
        raise _bad("file is too big")
    return {
        "file_id": f"F{serial}",
        "file_unique_id": f"U{serial}",
        "file_size": len(data),
        "file_path": f"documents/{serial}",
    }


def get_me(_: World, __: Params) -> dict[str, Any]:
    abilities = {
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": True,
    }
    return BOT | abilities | {"can_connect_to_business": False, "has_main_web_app": False}


def get_webhook_info(world: World, _: Params) -> dict[str, Any]:
    hook = getattr(world, "webhook", None)
    return {
        "url": hook.url if hook else "",
        "has_custom_certificate": bool(hook and hook.certificate),
        "pending_update_count": len(world.pending),
    }


def _checked(method: str, do: Callable[[World, Params], Any]) -> Callable[[World, Params], Any]:
    def checked(world: World, params: Params) -> Any:
        _unknown_params(world, method, params)
        return do(world, params)

    return checked


METHODS: dict[str, Callable[[World, Params], Any]] = {
    name: _checked(name, do)
    for name, do in {
        "getMe": get_me,
        "getWebhookInfo": get_webhook_info,
        "sendMessage": send_message,
        "editMessageText": edit_message_text,
        "editMessageReplyMarkup": edit_message_reply_markup,
        "deleteMessage": delete_message,
        "sendChatAction": send_chat_action,
        "answerCallbackQuery": answer_callback_query,
        "answerInlineQuery": answer_inline_query,
        "setMyCommands": set_my_commands,
        "setMyDescription": describe("description", 512),
        "setMyShortDescription": describe("short_description", 120),
        "getFile": get_file,
        "getChatMember": get_chat_member,
        "answerGuestQuery": answer_guest_query,
        "sendDocument": send_attachment,
        "sendPhoto": send_attachment,
    }.items()
}
