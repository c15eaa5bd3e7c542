"""What stands before every request: whom it names, how often it comes, what may be done with the answer."""

from __future__ import annotations

import logging
import math
from collections.abc import Callable
from urllib.parse import unquote

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from index.web.limits import THIS_MACHINE, TOGETHER, VISITOR, Limits, address_of
from index.web.problems import Problem
from index.web.site import Site

log = logging.getLogger(__name__)

PROGRAMS = ("/api/", "/feeds/", "/openapi.json", "/mcp")
"""Paths that programs ask for, which get their problems as JSON."""
_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; font-src 'self';"
    " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
_OURS = {"Cross-Origin-Resource-Policy": "same-origin"}
_ANYBODYS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Retry-After",
    "Cross-Origin-Resource-Policy": "cross-origin",
}
"""What other sites' pages may read: the API of a public site, which holds nothing that is not public."""

Told = Callable[[Request, Problem], Response]


_BELOW = frozenset(
    {
        "",
        "about",
        "api",
        "articles",
        "feeds",
        "mcp",
        "openapi.json",
        "people",
        "quotations",
        "robots.txt",
        "static",
    }
)
"""What paths of the site begin with."""


class Protection:
    """Refuses what is not meant for this site, adds headers to every answer, and lets no traceback out."""

    def __init__(self, app: ASGIApp, site: Site, told: Told, *, limited: bool) -> None:
        self._app = app
        self._site = site
        self._told = told
        self._limits = Limits() if limited else None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        scope = self._within(scope)
        started = False
        extra = _bytes({**_HEADERS, **self._sharing(scope["path"])})

        async def guarded(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                message["headers"] = [*message["headers"], *extra]
            await send(message)

        try:
            self._check(scope)
            await self._app(scope, receive, guarded)
        except Problem as problem:
            await self._told(Request(scope), problem)(scope, receive, guarded)
        except Exception as error:
            log.error("internal error: %s", type(error).__name__, exc_info=error)
            if started:
                raise
            told = self._told(Request(scope), Problem(500, "something went wrong here; it has been logged"))
            await told(scope, receive, guarded)

    def _sharing(self, path: str) -> dict[str, str]:
        """Who may read the answer: everybody's pages where the whole site is everybody's, else ours alone."""
        shared = self._site.public and path.startswith(PROGRAMS) and not path.startswith("/mcp")
        return _ANYBODYS if shared else _OURS

    def _check(self, scope: Scope) -> None:
        """A Problem where the request names another host than ours, or comes too soon after others."""
        hosts = _values(scope, b"host")
        if len(hosts) != 1 or not self._site.serves(_without_port(hosts[0])):
            raise Problem(421, "this server is not reached under that host name")
        if self._limits is None or scope["path"].startswith("/static/"):
            return
        forwarded = self._forwarded(scope)
        address = address_of(_client(scope), forwarded)
        rate = VISITOR
        if forwarded is None and address is not None and address.is_loopback:
            rate = TOGETHER if self._site.public else THIS_MACHINE
        wait = self._limits.wait(address, rate)
        if wait:
            seconds = str(max(1, math.ceil(wait)))
            raise Problem(429, f"too many requests; wait {seconds} s", headers={"Retry-After": seconds})

    def _forwarded(self, scope: Scope) -> str | None:
        """For whom our own proxy asks; anybody else may write what they like there."""
        client = address_of(_client(scope), None)
        values = _values(scope, b"x-forwarded-for")
        trusted = self._site.public and client is not None and client.is_loopback
        return ",".join(values) if values and trusted else None

    def _within(self, scope: Scope) -> Scope:
        """The request with its path below the site's root, whether or not the proxy has cut that off."""
        root, path = unquote(self._site.root), scope["path"]
        if not root or not (path == root or path.startswith(root + "/")):
            return scope
        below = path[len(root) :] or "/"
        ours = below.split("/", 2)[1] in _BELOW  # a root such as "/people" is a path of ours as well
        return {**scope, "path": below} if ours else scope


def _client(scope: Scope) -> str | None:
    client = scope.get("client")
    return None if client is None else str(client[0])


def _values(scope: Scope, wanted: bytes) -> list[str]:
    return [value.decode("latin-1") for name, value in scope["headers"] if name == wanted]


def _bytes(headers: dict[str, str]) -> list[tuple[bytes, bytes]]:
    return [(name.lower().encode(), value.encode()) for name, value in headers.items()]


def _without_port(host: str) -> str:
    """The host of a header: "example.org" of "example.org:8080", "[::1]" of "[::1]:8080"."""
    if host.startswith("["):
        return host.partition("]")[0] + "]"
    return host.partition(":")[0]
