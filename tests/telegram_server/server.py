"""A Bot API server on 127.0.0.1 that checks what Telegram checks and fails when told to.

It plays both sides: people (`say`, `edit`, `press`, `ask_inline` ...) and Telegram's servers. Everything the
bot did is in `calls`; what a person sees now is in `shown`. Texts of errors are the ones Telegram sends.
"""

import asyncio
import concurrent.futures
import itertools
import json
import random
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Self, TypeVar

import tornado.httpserver
import tornado.netutil
import tornado.web
from tornado.httpclient import AsyncHTTPClient, HTTPRequest

from tests.telegram_server.methods import METHODS, Refused, Wait
from tests.telegram_server.world import World

T = TypeVar("T")

TOKEN = "110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What goes wrong with one call: before it takes effect, or (`after`) once it has.

    `status` answers with that HTTP status, `retry_after` with it as 429 does; neither resets the
    connection. `seconds` waits first; a fault that only waits then answers as usual.
    """

    status: int | None = None
    retry_after: int | None = None
    after: bool = False
    seconds: float = 0.0
    only_slow: bool = False


TOO_MANY = Fault(status=429, retry_after=1)
BAD_GATEWAY = Fault(status=502)
BAD_GATEWAY_AFTER = Fault(status=502, after=True)
RESET_BEFORE = Fault()
RESET_AFTER = Fault(after=True)


def slow(seconds: float, *, after: bool = False) -> Fault:
    """Answers rightly, after `seconds`; with `after` the call takes effect before them."""
    return Fault(seconds=seconds, only_slow=True, after=after)


@dataclass(frozen=True, slots=True)
class Call:
    """One call that arrived: when, with what, and what was answered ("ok", "400 ...", "reset" ...)."""

    at: float
    method: str
    params: dict[str, Any]
    outcome: str
    result: Any = None


@dataclass(slots=True)
class Webhook:
    url: str
    secret: str | None
    certificate: bytes | None = None


@dataclass
class TelegramApi(World):
    """The server; used as a context manager it serves from a thread until the block ends."""

    token: str = TOKEN
    test_environment: bool = False
    calls: list[Call] = field(default_factory=list)
    keep_calls: bool = True
    faults: dict[str, deque[Fault]] = field(default_factory=dict)
    chaos: tuple[float, random.Random, list[Fault]] | None = None
    webhook: Webhook | None = None
    url: str = ""
    heard: Callable[[int], None] | None = None
    """Called in the server's thread with the chat of every message the bot sends."""
    _poll: asyncio.Future[bool] | None = None

    def __enter__(self) -> Self:
        started = threading.Event()
        self._thread = threading.Thread(target=self._serve, args=(started,), daemon=True)
        self._thread.start()
        started.wait(10)
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._stopped.set)
        self._thread.join(10)

    def _serve(self, started: threading.Event) -> None:
        asyncio.run(self._run(started))

    async def _run(self, started: threading.Event) -> None:
        self._loop = asyncio.get_running_loop()
        self._stopped = asyncio.Event()
        self._arrived = asyncio.Event()
        app = tornado.web.Application(
            [(r"/file/bot([^/]+)/(.+)", _Files), (r"/bot([^/]+)/(?:(test)/)?(\w+)", _Methods)],
            api=self,
            log_function=lambda _: None,
        )
        sockets = tornado.netutil.bind_sockets(self.port, "127.0.0.1")
        self.port = sockets[0].getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        server = tornado.httpserver.HTTPServer(app, max_buffer_size=64 << 20)
        server.add_sockets(sockets)
        delivery = asyncio.create_task(self._deliver())
        started.set()
        await self._stopped.wait()
        delivery.cancel()
        if self._poll is not None and not self._poll.done():
            self._poll.set_result(False)
        server.stop()
        await server.close_all_connections()

    def within(self, work: Callable[[], T]) -> T:
        """The result of `work`, done in the server's own thread."""
        done: concurrent.futures.Future[T] = concurrent.futures.Future()

        def run() -> None:
            try:
                done.set_result(work())
            except BaseException as error:
                done.set_exception(error)

        self._loop.call_soon_threadsafe(run)
        return done.result(10)

    def update(self, body: dict[str, Any], *, update_id: int | None = None) -> int:
        """Queues an update of this body, as it is, and returns its id."""

        def put() -> int:
            number = next(self.update_ids) if update_id is None else update_id
            self.pending.append({"update_id": number} | body)
            self._arrived.set()
            return number

        return self.within(put)

    def queue_text(self, user: int, text: str) -> None:
        """A person's message, queued from within the server's own thread."""
        chat = self.chats[user]
        message = self.new_message(chat, self.people[user], None) | {"text": text}
        self.pending.append({"update_id": next(self.update_ids), "message": message})
        self._arrived.set()

    def repeat(self, update_id: int) -> None:
        """Delivers the update of this id once more, as after a confirmation that was lost."""

        def put() -> None:
            self.pending.appendleft(next(u for u in reversed(self.delivered) if u["update_id"] == update_id))
            self._arrived.set()

        self.within(put)

    def fail(self, method: str, *faults: Fault) -> None:
        """The next calls of `method` meet these faults, one each."""
        self.faults.setdefault(method, deque()).extend(faults)

    def made(self, *methods: str, ok: bool | None = None) -> list[Call]:
        """The calls of these methods so far; `ok` keeps those that took effect or those that did not."""
        return [
            call
            for call in list(self.calls)
            if call.method in methods and (ok is None or ok == (call.result is not None))
        ]

    def wait(self, ready: Callable[[], T], seconds: float = 30.0) -> T:
        """The first true result of `ready`, asked again and again."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if result := ready():
                return result
            time.sleep(0.004)
        raise AssertionError(
            f"not within {seconds} s; the last calls: {[c[1:4] for c in self._last_calls()]}"
        )

    def _last_calls(self) -> list[tuple[float, str, Any, str]]:
        return [(c.at, c.method, c.params, c.outcome) for c in self.calls[-8:]]

    def idle(self, seconds: float = 30.0) -> None:
        """Returns when every update has been confirmed and the bot asks for more."""
        self.wait(lambda: not self.pending and self._poll is not None and not self._poll.done(), seconds)

    async def get_updates(self, params: dict[str, Any]) -> list[dict[str, Any]]:
        """Long polling: a second one ends the first with 409."""
        if self.webhook is not None:
            raise Refused(
                409,
                "Conflict: can't use getUpdates method while webhook is active; "
                "use deleteWebhook to delete the webhook first",
            )
        if self._poll is not None and not self._poll.done():
            self._poll.set_result(False)
        offset = int(params.get("offset") or 0)
        if params.get("allowed_updates"):
            self.allowed_updates = params["allowed_updates"]
        if offset > 0:
            self.confirm(offset)
        elif offset < 0:
            while len(self.pending) > -offset:
                self.pending.popleft()
        limit = min(int(params.get("limit") or 100), 100)
        end = time.monotonic() + int(params.get("timeout") or 0)
        self._poll = mine = self._loop.create_future()
        try:
            while not (batch := self.batch(limit)) and (left := end - time.monotonic()) > 0:
                self._arrived.clear()
                waiter = asyncio.ensure_future(self._arrived.wait())
                await asyncio.wait([waiter, mine], timeout=left, return_when=asyncio.FIRST_COMPLETED)
                waiter.cancel()
                if mine.done():
                    raise Refused(
                        409,
                        "Conflict: terminated by other getUpdates request; "
                        "make sure that only one bot instance is running",
                    )
            return batch
        finally:
            if self._poll is mine:
                self._poll = None

    async def _deliver(self) -> None:
        """Sends queued updates to the webhook, in order, again after a failure, as Telegram does."""
        client = AsyncHTTPClient()
        while True:
            await self._arrived.wait()
            self._arrived.clear()
            while self.webhook is not None and self.pending:
                hook, update = self.webhook, self.pending[0]
                headers = {"Content-Type": "application/json"}
                if hook.secret:
                    headers["X-Telegram-Bot-Api-Secret-Token"] = hook.secret
                reply = await client.fetch(
                    HTTPRequest(
                        hook.url,
                        method="POST",
                        body=json.dumps(update),
                        headers=headers,
                        validate_cert=hook.certificate is None,
                        request_timeout=10,
                    ),
                    raise_error=False,
                )
                if 200 <= reply.code < 300:
                    self.confirm(update["update_id"] + 1)
                else:
                    await asyncio.sleep(0.1)

    def fault_for(self, method: str) -> Fault | None:
        """The fault this call meets, if any."""
        queued = self.faults.get(method)
        if queued:
            return queued.popleft()
        if self.chaos is not None:
            rate, dice, kinds = self.chaos
            if dice.random() < rate:
                return dice.choice(kinds)
        return None


class _Files(tornado.web.RequestHandler):
    async def get(self, token: str, path: str) -> None:
        api: TelegramApi = self.settings["api"]
        data = api.files.get(path)
        if token != api.token or data is None:
            self.set_status(404)
            return
        self.set_header("Content-Type", "application/octet-stream")
        self.write(data)


class _Methods(tornado.web.RequestHandler):
    def check_xsrf_cookie(self) -> None:
        """Nothing here is for browsers."""

    async def get(self, token: str, test: str | None, method: str) -> None:
        await self.post(token, test, method)

    async def post(self, token: str, test: str | None, method: str) -> None:
        api: TelegramApi = self.settings["api"]
        params = self._params()
        arrived = time.monotonic()
        if token != api.token or bool(test) != api.test_environment:
            self._refuse(Refused(401, "Unauthorized"))
            return
        fault = api.fault_for(method)
        outcome, result = "ok", None
        refused: Refused | None = None
        if fault is not None and not fault.after:
            await asyncio.sleep(fault.seconds)
        plain = fault is None or fault.only_slow
        if plain or (fault is not None and fault.after):
            try:
                result = await self._result(api, method, params)
            except Refused as error:
                refused, outcome = error, f"{error.code} {error.description}"
        if fault is not None and fault.after:
            await asyncio.sleep(fault.seconds)
        if not plain:
            outcome = str(fault.status or "reset") if fault is not None else outcome
        if api.heard is not None and method == "sendMessage" and result is not None:
            api.heard(int(params["chat_id"]))
        if api.keep_calls and method != "getUpdates":
            api.calls.append(Call(arrived, method, params, outcome, result))
        if fault is not None and not fault.only_slow:
            self._break(fault)
        elif refused is not None:
            self._refuse(refused)
        else:
            self._json(200, {"ok": True, "result": result})

    async def _result(self, api: TelegramApi, method: str, params: dict[str, Any]) -> Any:
        if method.lower() == "getupdates":
            return await api.get_updates(params)
        if method == "setWebhook":
            return self._set_webhook(api, params)
        if method == "deleteWebhook":
            api.webhook = None
            return True
        do = METHODS.get(method)
        if do is None:
            raise Refused(404, "Not Found")
        try:
            return do(api, params)
        except Wait as wait:
            raise Refused(429, f"Too Many Requests: retry after {wait.seconds}", wait.seconds) from None

    def _set_webhook(self, api: TelegramApi, params: dict[str, Any]) -> bool:
        secret = params.get("secret_token")
        if secret is not None and not all(c.isalnum() or c in "_-" for c in secret):
            raise Refused(400, "Bad Request: secret token contains unallowed characters")
        if params.get("allowed_updates"):
            api.allowed_updates = params["allowed_updates"]
        files = self.request.files.get("certificate") or []
        api.webhook = (
            Webhook(params["url"], secret, files[0]["body"] if files else None) if params["url"] else None
        )
        api._arrived.set()
        return True

    def _params(self) -> dict[str, Any]:
        """Every parameter, from the query, a form or JSON, with JSON values read."""
        if "application/json" in self.request.headers.get("Content-Type", ""):
            return dict(json.loads(self.request.body or b"{}"))
        params: dict[str, Any] = {}
        api: TelegramApi = self.settings["api"]
        for field_name, files in self.request.files.items():
            params[field_name] = f"attach://{field_name}"
            api.uploaded[field_name] = (files[0]["filename"], files[0]["body"])
        for name, values in itertools.chain(self.request.arguments.items()):
            value = values[-1].decode()
            structured = value[:1] in ("[", "{") and name not in ("text", "caption", "message_text")
            params[name] = json.loads(value) if structured else value
        return params

    def _break(self, fault: Fault) -> None:
        if fault.status == 429:
            wait = fault.retry_after or 1
            self._refuse(Refused(429, f"Too Many Requests: retry after {wait}", wait))
        elif fault.status is not None:
            self.set_status(fault.status)
            self.finish("<html><body>Bad Gateway</body></html>")
        else:
            # No answer at all: the connection is cut, as when a proxy restarts.
            self.request.connection.stream.close()  # type: ignore[union-attr]

    def _refuse(self, refused: Refused) -> None:
        body: dict[str, Any] = {"ok": False, "error_code": refused.code, "description": refused.description}
        if refused.parameters:
            body["parameters"] = refused.parameters
        self._json(refused.code, body)

    def _json(self, status: int, body: dict[str, Any]) -> None:
        self.set_status(status)
        self.set_header("Content-Type", "application/json")
        self.finish(json.dumps(body))
