"""A web server on 127.0.0.1 for tests: pages by their paths, and what was asked for."""

import gzip
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Body = bytes | str | Callable[["Handler"], None]


@dataclass(slots=True)
class Page:
    """What a path gives; a body that is a function writes the whole answer, its first line too."""

    body: Body = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=lambda: {"Content-Type": "text/html; charset=utf-8"})


@dataclass(slots=True)
class Asked:
    """A request that came."""

    path: str
    headers: dict[str, str]


class Handler(BaseHTTPRequestHandler):
    """Answers from the site's pages."""

    protocol_version = "HTTP/1.1"
    site: "Site"

    def do_GET(self) -> None:
        """Give the page."""
        site = self.site
        site.asked.append(Asked(self.path, {name.lower(): value for name, value in self.headers.items()}))
        with site.counted():
            known_as = (self.path, self.path.partition("?")[0])
            page = next((site.pages[one] for one in known_as if one in site.pages), Page("nothing", 404))
            if callable(page.body):
                page.body(self)
                return
            data = page.body.encode() if isinstance(page.body, str) else page.body
            etag, modified = page.headers.get("ETag"), page.headers.get("Last-Modified")
            known = (etag and self.headers.get("If-None-Match") == etag) or (
                modified and self.headers.get("If-Modified-Since") == modified
            )
            self.send_response(304 if known else page.status)
            for name, value in page.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(0 if known else len(data)))
            self.end_headers()
            if not known:
                self.wfile.write(data)

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


class Site:
    """The pages of one server; `asked` is what came, `together` how many requests at most at a time."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.pages: dict[str, Page] = {}
        self.asked: list[Asked] = []
        self.together = self._now = 0
        self._lock = threading.Lock()

    def add(self, path: str, body: Body, status: int = 200, **headers: str) -> str:
        """The address of a page that is there from now on; `_` in a header's name stands for a hyphen."""
        page = Page(body, status)
        page.headers |= {name.replace("_", "-"): value for name, value in headers.items()}
        self.pages[path] = page
        return self.url + path

    def redirect(self, path: str, to: str, status: int = 302) -> str:
        """The address of a page that leads to another."""
        return self.add(path, b"", status, Location=to)

    def paths(self) -> list[str]:
        """What was asked for, in order."""
        return [one.path for one in self.asked]

    @contextmanager
    def counted(self) -> Iterator[None]:
        """Count a request while it is answered."""
        with self._lock:
            self._now += 1
            self.together = max(self.together, self._now)
        try:
            yield
        finally:
            with self._lock:
                self._now -= 1


@contextmanager
def serving(host: str = "127.0.0.1") -> Iterator[Site]:
    """A site that is served while the block runs."""
    handler = type("Handler", (Handler,), {})
    server = ThreadingHTTPServer((host, 0), handler)
    server.daemon_threads = True
    server.block_on_close = False
    server.handle_error = lambda *_: None  # type: ignore[method-assign]  # whoever hung up
    site = Site(f"http://{host}:{server.server_address[1]}")
    handler.site = site  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def story(title: str, *paragraphs: str, head: str = "") -> str:
    """A page that holds an article, with a menu and a footer around it."""
    body = "".join(f"<p>{one}</p>" for one in paragraphs)
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>{head}</head>'
        "<body>"
        '<nav><ul><li><a href="/">Home</a></li><li><a href="/news">News</a></li></ul></nav>'
        f"<main><article><h1>{title}</h1>{body}</article></main>"
        "<footer><p>All rights reserved</p></footer></body></html>"
    )


def zipped(data: bytes | str) -> bytes:
    """`data` as gzip."""
    return gzip.compress(data.encode() if isinstance(data, str) else data, mtime=0)
