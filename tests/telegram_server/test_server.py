"""The Bot API server of the tests, held against what the Bot API's documentation says."""

import threading
import time
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.telegram_server.entities import BadRequest, read_html, utf16
from tests.telegram_server.server import (
    BAD_GATEWAY_AFTER,
    RESET_AFTER,
    RESET_BEFORE,
    TOO_MANY,
    TelegramApi,
    slow,
)


@pytest.fixture
def api() -> Iterator[TelegramApi]:
    with TelegramApi() as api:
        api.person(1)
        yield api


def call(api: TelegramApi, method: str, **params: Any) -> dict[str, Any]:
    reply = httpx.post(f"{api.url}/bot{api.token}/{method}", json=params, timeout=10)
    body: dict[str, Any] = reply.json()
    assert (reply.status_code == 200) == body["ok"]
    return body


def send(api: TelegramApi, text: str, **params: Any) -> dict[str, Any]:
    return call(api, "sendMessage", **({"chat_id": 1, "text": text, "parse_mode": "HTML"} | params))


def error(body: dict[str, Any]) -> str:
    return "" if body["ok"] else f"{body['error_code']} {body['description']}"


# -- HTML


@pytest.mark.parametrize(
    ("html", "text", "kinds"),
    [
        ("plain", "plain", []),
        ("<b>bold</b>, <strong>bold</strong>", "bold, bold", ["bold", "bold"]),
        ("<i>a</i><em>b</em><u>c</u><ins>d</ins>", "abcd", ["italic", "italic", "underline", "underline"]),
        ("<s>a</s><strike>b</strike><del>c</del>", "abc", ["strikethrough"] * 3),
        ('<span class="tg-spoiler">a</span><tg-spoiler>b</tg-spoiler>', "ab", ["spoiler", "spoiler"]),
        ('<a href="https://example.org/?a=1&amp;b=2">link</a>', "link", ["text_link"]),
        ("<blockquote>q</blockquote>", "q", ["blockquote"]),
        ("<blockquote expandable>q</blockquote>", "q", ["expandable_blockquote"]),
        ("<blockquote>“a <b>bold</b> word”</blockquote>", "“a bold word”", ["blockquote", "bold"]),
        ("5 &lt; 6 &amp; 7 &gt; 3 &quot;x&quot; &#8230; &#x2026;", '5 < 6 & 7 > 3 "x" … …', []),
        ("AT&T &nbsp; &", "AT&T &nbsp; &", []),
        ("  padded  ", "padded", []),
        ("<B>case</B >", "case", ["bold"]),
    ],
)
def test_html_is_read(html: str, text: str, kinds: list[str]) -> None:
    found = read_html(html)
    assert found.text == text
    assert [entity["type"] for entity in found.entities] == kinds


@pytest.mark.parametrize(
    ("html", "message"),
    [
        ("5<3", 'Unsupported start tag "3" at byte offset 1'),
        ("é a < b", 'Unsupported start tag "" at byte offset 5'),
        ("<p>a</p>", 'Unsupported start tag "p" at byte offset 0'),
        ("<br>", 'Unsupported start tag "br" at byte offset 0'),
        ("<b>a", 'Can\'t find end tag corresponding to start tag "b"'),
        ("<b><i>a</b></i>", 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'),
        ("a</b>", "Unexpected end tag at byte offset 1"),
        ('<a href="x', "Unclosed start tag at byte offset 0"),
        ("<span>a</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ("<blockquote>a<blockquote>b</blockquote></blockquote>", "blockquote entities can't be nested"),
    ],
)
def test_html_is_refused(html: str, message: str) -> None:
    with pytest.raises(BadRequest) as caught:
        read_html(html)
    assert str(caught.value) == "can't parse entities: " + message


def test_offsets_count_utf16_units() -> None:
    assert read_html("😀 <b>a😀</b>").entities == [{"type": "bold", "offset": 3, "length": 3}]


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_escaped_text_reads_back_as_itself(text: str) -> None:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    found = read_html(f"<b>x{escaped}x</b>")
    assert found.text == f"x{text}x"
    assert found.entities[0]["length"] == utf16(text) + 2


# -- sending


def test_text_is_1_to_4096_characters_after_parsing(api: TelegramApi) -> None:
    assert send(api, "<b>" + "é" * 4096 + "</b>")["ok"]
    assert error(send(api, "é" * 4097)) == "400 Bad Request: message is too long"
    for empty in ("", "  \n", "<b> </b>"):
        assert error(send(api, empty)) == "400 Bad Request: message text is empty"


def test_chat_has_to_exist(api: TelegramApi) -> None:
    assert error(send(api, "a", chat_id=99)) == "400 Bad Request: chat not found"
    api.chats[1].blocked = True
    assert error(send(api, "a")) == "403 Forbidden: bot was blocked by the user"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ("x" * 64, ""),
        ("ж" * 32, ""),
        ("ж" * 33, "400 Bad Request: BUTTON_DATA_INVALID"),
        ("", "400 Bad Request: BUTTON_DATA_INVALID"),
    ],
)
def test_callback_data_is_1_to_64_bytes(api: TelegramApi, data: str, message: str) -> None:
    markup = {"inline_keyboard": [[{"text": "a", "callback_data": data}]]}
    assert error(send(api, "a", reply_markup=markup)) == message


def test_buttons_are_counted(api: TelegramApi) -> None:
    row = [{"text": "a", "callback_data": "x"}]
    assert send(api, "a", reply_markup={"inline_keyboard": [row * 8] * 12})["ok"]
    assert not send(api, "a", reply_markup={"inline_keyboard": [row * 9]})["ok"]
    assert not send(api, "a", reply_markup={"inline_keyboard": [row * 8] * 13})["ok"]
    assert not send(api, "a", reply_markup={"inline_keyboard": [[{"text": "", "callback_data": "x"}]]})["ok"]


def test_replies_and_their_quotes(api: TelegramApi) -> None:
    number = api.say("What did Ruiz say?")
    reply = send(api, "a", reply_parameters={"message_id": number, "quote": "did Ruiz"})["result"]
    assert reply["reply_to_message"]["text"] == "What did Ruiz say?"
    wrong = send(api, "a", reply_parameters={"message_id": number, "quote": "did Gates"})
    assert error(wrong) == "400 Bad Request: QUOTE_TEXT_INVALID"
    api.delete(number)
    gone = send(api, "a", reply_parameters={"message_id": number})
    assert error(gone) == "400 Bad Request: message to be replied not found"
    kept = send(api, "a", reply_parameters={"message_id": number, "allow_sending_without_reply": True})
    assert "reply_to_message" not in kept["result"]


def test_edits(api: TelegramApi) -> None:
    sent = send(api, "<b>a</b>")["result"]["message_id"]
    edit = {"chat_id": 1, "message_id": sent, "parse_mode": "HTML"}
    same = call(api, "editMessageText", **edit, text="<strong>a</strong>")
    assert error(same).startswith(
        "400 Bad Request: message is not modified: specified new message content and"
    )
    assert call(api, "editMessageText", **edit, text="a")["ok"]
    assert api.shown()[0]["text"] == "a"
    number = api.say("mine")
    theirs = call(api, "editMessageText", **(edit | {"message_id": number}), text="b")
    assert error(theirs) == "400 Bad Request: message can't be edited"
    gone = call(api, "editMessageText", **(edit | {"message_id": 999}), text="b")
    assert error(gone) == "400 Bad Request: message to edit not found"


def test_topics(api: TelegramApi) -> None:
    api.group(-5, topics=(7,))
    assert send(api, "a", chat_id=-5, message_thread_id=7)["result"]["message_thread_id"] == 7
    wrong = send(api, "a", chat_id=-5, message_thread_id=8)
    assert error(wrong) == "400 Bad Request: message thread not found"


def test_callbacks_are_answered_once_in_200_characters(api: TelegramApi) -> None:
    sent = send(api, "a", reply_markup={"inline_keyboard": [[{"text": "b", "callback_data": "d"}]]})["result"]
    serial = api.press(sent["message_id"], "b")
    assert not call(api, "answerCallbackQuery", callback_query_id=serial, text="x" * 201)["ok"]
    assert call(api, "answerCallbackQuery", callback_query_id=serial, text="x" * 200)["ok"]
    again = call(api, "answerCallbackQuery", callback_query_id=serial)
    assert error(again).startswith("400 Bad Request: query is too old")


def result(number: str = "1", **more: Any) -> dict[str, Any]:
    content = {"message_text": "t", "parse_mode": "HTML"}
    return {"type": "article", "id": number, "title": "T", "input_message_content": content} | more


@pytest.mark.parametrize(
    ("params", "message"),
    [
        ({"results": [result(str(i)) for i in range(50)]}, ""),
        ({"results": [result(str(i)) for i in range(51)]}, "400 Bad Request: RESULTS_TOO_MUCH"),
        ({"results": [result("x" * 65)]}, "400 Bad Request: RESULT_ID_INVALID"),
        ({"results": [result(), result()]}, "400 Bad Request: RESULT_ID_DUPLICATE"),
        ({"results": [], "next_offset": "5" * 65}, "400 Bad Request: NEXT_OFFSET_INVALID"),
        ({"results": [], "next_offset": []}, "400 Bad Request: NEXT_OFFSET_INVALID"),
        ({"results": [result(title="")]}, "400 Bad Request: ARTICLE_TITLE_EMPTY"),
        (
            {"results": [result(input_message_content={"message_text": "5<3", "parse_mode": "HTML"})]},
            '400 Bad Request: can\'t parse entities: Unsupported start tag "3" at byte offset 1',
        ),
    ],
)
def test_inline_limits(api: TelegramApi, params: dict[str, Any], message: str) -> None:
    serial = api.ask_inline("ruiz")
    assert error(call(api, "answerInlineQuery", inline_query_id=serial, **params)) == message


def test_commands_are_checked(api: TelegramApi) -> None:
    assert call(api, "setMyCommands", commands=[{"command": "ask", "description": "Ask"}])["ok"]
    assert not call(api, "setMyCommands", commands=[{"command": "Ask!", "description": "Ask"}])["ok"]
    assert not call(api, "setMyCommands", commands=[{"command": "ask", "description": ""}])["ok"]


def test_unknown_methods_tokens_and_environments(api: TelegramApi) -> None:
    assert error(call(api, "sendMesage")) == "404 Not Found"
    assert httpx.post(f"{api.url}/bot1:wrong/getMe").json()["error_code"] == 401
    assert httpx.post(f"{api.url}/bot{api.token}/test/getMe").json()["error_code"] == 401
    api.test_environment = True
    assert httpx.post(f"{api.url}/bot{api.token}/test/getMe").json()["ok"]


def test_files(api: TelegramApi) -> None:
    file_id = api.upload("a.txt", b"text")["document"]["file_id"]
    path = call(api, "getFile", file_id=file_id)["result"]["file_path"]
    assert httpx.get(f"{api.url}/file/bot{api.token}/{path}").content == b"text"
    assert httpx.get(f"{api.url}/file/bot{api.token}/documents/none").status_code == 404
    assert error(call(api, "getFile", file_id="F999")) == "400 Bad Request: invalid file_id"


# -- updates


def test_updates_are_kept_until_confirmed(api: TelegramApi) -> None:
    api.say("one")
    api.say("two")
    first = call(api, "getUpdates", limit=1)["result"]
    assert [u["message"]["text"] for u in first] == ["one"]
    assert call(api, "getUpdates", limit=1)["result"] == first
    rest = call(api, "getUpdates", offset=first[0]["update_id"] + 1)["result"]
    assert [u["message"]["text"] for u in rest] == ["two"]
    assert call(api, "getUpdates", offset=rest[0]["update_id"] + 1)["result"] == []


def test_long_polling_waits_for_an_update(api: TelegramApi) -> None:
    threading.Timer(0.2, api.say, ["late"]).start()
    begun = time.monotonic()
    got = call(api, "getUpdates", timeout=5)["result"]
    assert got[0]["message"]["text"] == "late"
    assert 0.1 < time.monotonic() - begun < 3
    assert call(api, "getUpdates", offset=got[0]["update_id"] + 1, timeout=0)["result"] == []


def test_allowed_updates_stay(api: TelegramApi) -> None:
    call(api, "getUpdates", allowed_updates=["callback_query"])
    api.say("not asked for")
    assert call(api, "getUpdates")["result"] == []


def test_a_second_poll_ends_the_first(api: TelegramApi) -> None:
    replies: list[dict[str, Any]] = []
    first = threading.Thread(target=lambda: replies.append(call(api, "getUpdates", timeout=5)))
    first.start()
    api.wait(lambda: api._poll is not None)
    call(api, "getUpdates", timeout=0)
    first.join()
    assert error(replies[0]).startswith("409 Conflict: terminated by other getUpdates request")


def test_polling_while_a_webhook_is_set(api: TelegramApi) -> None:
    call(api, "setWebhook", url="https://127.0.0.1:1/hook", secret_token="s")
    assert error(call(api, "getUpdates")).startswith(
        "409 Conflict: can't use getUpdates method while webhook"
    )
    call(api, "deleteWebhook")
    assert call(api, "getUpdates")["ok"]


def test_privacy_mode(api: TelegramApi) -> None:
    api.group(-5)
    mine = send(api, "a", chat_id=-5)["result"]["message_id"]
    api.say("just talking", chat=-5)
    api.say("/ask@another_bot x", chat=-5)
    api.say("/ask x", chat=-5)
    api.say("/ask@onrecord_test_bot y", chat=-5)
    api.say("and about Poland?", chat=-5, reply_to=mine)
    texts = [update["message"]["text"] for update in call(api, "getUpdates")["result"]]
    assert texts == ["/ask x", "/ask@onrecord_test_bot y", "and about Poland?"]


# -- faults


def test_faults_before_and_after_the_effect(api: TelegramApi) -> None:
    api.fail("sendMessage", TOO_MANY, RESET_BEFORE, RESET_AFTER, BAD_GATEWAY_AFTER, slow(0.1))
    limited = send(api, "429")
    assert limited["parameters"] == {"retry_after": 1}
    for text in ("before", "after"):
        with pytest.raises(httpx.TransportError):
            send(api, text)
    reply = httpx.post(f"{api.url}/bot{api.token}/sendMessage", json={"chat_id": 1, "text": "502 after"})
    assert reply.status_code == 502
    assert send(api, "slow")["ok"]
    assert [m["text"] for m in api.answers()] == ["after", "502 after", "slow"]
    assert [c.outcome for c in api.made("sendMessage")] == ["429", "reset", "reset", "502", "ok"]


def test_an_update_can_come_twice(api: TelegramApi) -> None:
    api.say("once")
    update = call(api, "getUpdates")["result"][0]
    call(api, "getUpdates", offset=update["update_id"] + 1)
    api.repeat(update["update_id"])
    assert call(api, "getUpdates")["result"] == [update]
