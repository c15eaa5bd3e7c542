"""What stands before every request: whom it names, and what browsers may do with the answer."""

from __future__ import annotations

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from index.web.problems import Problem
from index.web.site import Site

_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self';"
    " font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


class Protection:
    """Refuses what is not meant for this site, and adds headers to every answer."""

    def __init__(self, app: ASGIApp, site: Site, *, limited: bool) -> None:
        self._app = app
        self._site = site
        self._limited = limited
        self._headers = [(name.lower().encode(), value.encode()) for name, value in _HEADERS.items()]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], *self._headers]
            await send(message)

        try:
            self._check(scope)
        except Problem as problem:
            await problem.response()(scope, receive, guarded)
            return
        await self._app(self._within(scope), receive, guarded)

    def _check(self, scope: Scope) -> None:
        hosts = [value.decode("latin-1") for name, value in scope["headers"] if name == b"host"]
        if len(hosts) != 1 or not self._site.serves(_without_port(hosts[0])):
            raise Problem(421, "this server is not reached under that host name")

    def _within(self, scope: Scope) -> Scope:
        """The request with its path below the site's root, whether or not the proxy has cut that off."""
        root, path = self._site.root, scope["path"]
        if root and (path == root or path.startswith(root + "/")):
            return {**scope, "path": path[len(root) :] or "/"}
        return scope


def _without_port(host: str) -> str:
    """The host of a header: "example.org" of "example.org:8080", "[::1]" of "[::1]:8080"."""
    if host.startswith("["):
        return host.partition("]")[0] + "]"
    return host.partition(":")[0]
