"""Fetching: one address, followed through its redirects, within bounds of time, size and place."""

import re
import time
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from importlib.metadata import PackageNotFoundError, version
from ssl import SSLContext
from tempfile import SpooledTemporaryFile
from types import TracebackType
from typing import BinaryIO, NamedTuple, Self, cast

import httpx

from index.articles.source import DOCUMENT_LIMIT
from index.errors import FetchError
from index.fetching.addresses import shown
from index.fetching.network import Clock, NoSuchHost, NotPublic, Transport, is_public

REDIRECTS = 10
SECONDS = 60.0
"""For one address, with all its redirects, from the first word to the last byte."""
_CONNECT, _SILENCE = 10.0, 20.0
_ANY_FORMAT, _GZIP = 47, b"\x1f\x8b"
"""zlib's word for gzip as well as its own format, and how the first begins."""
_IN_MEMORY = 4 * 1024 * 1024
_LATER = frozenset({408, 423, 425, 429, 500, 502, 503, 504, 507, 509, 520, 521, 522, 523, 524, 529})
"""Answers that are not for ever."""
_SETTING = "ONRECORD_FETCH_PRIVATE=true"


def user_agent() -> str:
    """What we call ourselves."""
    try:
        return f"onrecord/{version('onrecord')} (news article reader)"
    except PackageNotFoundError:
        return "onrecord (news article reader)"


class Origin(NamedTuple):
    """A server: what a person named is asked for again where it redirects to itself."""

    scheme: str
    host: str
    port: int | None

    @classmethod
    def of(cls, address: str | httpx.URL) -> "Origin":
        """The server of an address; raises FetchError where it is no web address."""
        try:
            url = httpx.URL(address)
            return cls(url.scheme, url.host, url.port)
        except (httpx.InvalidURL, UnicodeError) as error:
            raise FetchError(f"not a web address ({error})", address=shown(str(address))) from None

    def covers(self, other: "Origin") -> bool:
        """Whether `other` is the same server, or the same with encryption on the usual port."""
        upgraded = Origin("https", self.host, None) if self.scheme == "http" and self.port is None else self
        return other in (self, upgraded)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What an address gave: where it was in the end, the headers, and the body, which is to be closed.

    `private` says whether the address that was asked for is not one of the public internet; `status` is 304
    where nothing is new to what the request was told of.
    """

    asked: str
    address: str
    status: int
    headers: httpx.Headers
    body: BinaryIO
    private: bool

    @property
    def content_type(self) -> str:
        """The type in lower case, without its parameters; "" where none is told."""
        return str(self.headers.get("content-type", "")).partition(";")[0].strip().lower()

    @property
    def charset(self) -> str | None:
        """The encoding that the headers tell."""
        match = re.search(r"charset\s*=\s*[\"']?([\w.:-]{2,40})", self.headers.get("content-type", ""), re.I)
        return match[1] if match else None


class Fetcher:
    """Fetches addresses, one after the other; a context manager. `private` allows every place."""

    def __init__(
        self, *, private: bool = False, limit: int = DOCUMENT_LIMIT, seconds: float = SECONDS
    ) -> None:
        self.private = private
        self._limit = limit
        self._seconds = seconds
        self._clock = Clock()
        context = httpx.create_ssl_context()
        self._public = self._client(context, private=private)
        self._any = self._client(context, private=True)

    def _client(self, context: SSLContext, *, private: bool) -> httpx.Client:
        return httpx.Client(
            transport=Transport(self._clock, context, private=private),
            headers={
                "User-Agent": user_agent(),
                "Accept": "text/html, application/xhtml+xml, application/pdf;q=0.9, */*;q=0.8",
                "Accept-Encoding": "gzip",
            },
            timeout=httpx.Timeout(_SILENCE, connect=_CONNECT),
            follow_redirects=False,
            trust_env=False,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of every connection."""
        self._public.close()
        self._any.close()

    def fetch(
        self,
        address: str,
        *,
        trusted: Origin | None = None,
        headers: Mapping[str, str] | None = None,
        limit: int | None = None,
    ) -> Fetched:
        """What is at `address`, of at most `limit` bytes; raises FetchError, which says why not in one line.

        `trusted` is the server that a person named; it alone may be private, link-local or loopback, and so
        may nothing that it redirects to on another server.
        """
        self._clock.end = time.monotonic() + self._seconds
        for client in (self._public, self._any):
            client.cookies.clear()
        try:
            Origin.of(address)  # httpx takes an "xn--" name apart only when it is asked for
            request = self._public.build_request("GET", address, headers=dict(headers or {}))
        except (httpx.InvalidURL, UnicodeError) as error:
            raise FetchError(f"not a web address ({error})", address=shown(address)) from None
        begun = _Begun(shown(address), trusted, limit or self._limit)
        for _ in range(REDIRECTS + 1):
            response = self._answer(request, begun)
            try:
                following = response.next_request
                if following is None:
                    return self._taken(response, begun)
            finally:
                response.close()
            request, begun.now = following, str(following.url)
            if not request.url.host or request.url.scheme not in ("http", "https"):
                raise begun.error(f"redirects to {shown(begun.now)}, which is no web address")
        raise begun.error(f"redirects more than {REDIRECTS} times")

    def _answer(self, request: httpx.Request, begun: "_Begun") -> httpx.Response:
        """The answer to one request, with its headers alone."""
        if request.url.scheme not in ("http", "https") or not request.url.host:
            raise begun.error("not a web address")
        trusted = begun.trusted is not None and begun.trusted.covers(Origin.of(request.url))
        client = self._any if trusted else self._public
        try:
            response = client.send(request, stream=True)
        except NotPublic as error:
            where = error.host if error.host == error.address else f"{error.host} ({error.address})"
            reason = f"{where} is not a public address; set {_SETTING} to fetch from such places, too"
            raise begun.error(f"{begun.led}{reason}", refused=True) from None
        except (httpx.HTTPError, httpx.InvalidURL, UnicodeError, NoSuchHost) as error:
            raise self._failed(error, begun) from None
        if begun.private is None:
            begun.private = trusted and _is_private(response)
            if not begun.private:
                begun.trusted = None  # a public name that stands for a private address a moment later
        return response

    def _taken(self, response: httpx.Response, begun: "_Begun") -> Fetched:
        """The body of an answer, which is the last of its redirects."""
        status = response.status_code
        body = cast(BinaryIO, SpooledTemporaryFile(max_size=_IN_MEMORY))  # noqa: SIM115 - the caller's
        try:
            if status in (HTTPStatus.OK, HTTPStatus.NON_AUTHORITATIVE_INFORMATION):
                self._read_into(body, response, begun)
            elif status != HTTPStatus.NOT_MODIFIED:
                raise _refusal(response, begun)
        except (httpx.HTTPError, zlib.error) as error:
            body.close()
            raise self._failed(error, begun) from None
        except FetchError:
            body.close()
            raise
        body.seek(0)
        return Fetched(
            asked=begun.asked,
            address=str(response.url),
            status=status,
            headers=response.headers,
            body=body,
            private=bool(begun.private),
        )

    def _read_into(self, body: BinaryIO, response: httpx.Response, begun: "_Begun") -> None:
        told = response.headers.get("content-length", "")
        if told.isdecimal() and int(told[:18]) > begun.limit:
            raise begun.too_large()
        coding = response.headers.get("content-encoding", "identity").strip().lower()
        if coding not in ("identity", "", "gzip", "x-gzip", "deflate"):
            raise begun.error(f"compressed as {coding[:40]!r}, which was not asked for")
        packed = coding not in ("identity", "")
        unpacker = zlib.decompressobj(wbits=_ANY_FORMAT)
        for chunk in response.iter_raw():
            while chunk:
                if packed and unpacker.eof and chunk.startswith(_GZIP):  # one after the other
                    unpacker = zlib.decompressobj(wbits=_ANY_FORMAT)
                room = begun.limit - body.tell() + 1
                body.write(unpacker.decompress(chunk, room) if packed else chunk)
                chunk = (unpacker.unconsumed_tail or unpacker.unused_data) if packed else b""
                if body.tell() > begun.limit:
                    raise begun.too_large()
                if packed and unpacker.eof and not chunk.startswith(_GZIP):
                    break  # what some servers pad it with
        if packed and not unpacker.eof:
            raise zlib.error("it ends too early")

    def _failed(self, error: Exception, begun: "_Begun") -> FetchError:
        """What went wrong on the way, in words."""
        text = " ".join(str(error).split())[:200]
        if isinstance(error, NoSuchHost):
            return begun.error(f"{begun.led}no host is called {text!r}", again=True)
        if isinstance(error, httpx.TimeoutException):
            over = time.monotonic() >= self._clock.end
            told = f"not done after {self._seconds:g} seconds" if over else "does not answer"
            return begun.error(f"{begun.led}{told}; try again later", again=True)
        if "CERTIFICATE_VERIFY_FAILED" in text:
            reason = text.partition("certificate verify failed: ")[2].partition(" (_ssl")[0]
            return begun.error(f"{begun.led}its certificate is not valid ({reason})", again=True)
        if isinstance(error, httpx.ConnectError):
            reason = text.rpartition("] ")[2].lower()
            return begun.error(f"{begun.led}cannot be connected to ({reason or 'no answer'})", again=True)
        if isinstance(error, zlib.error):
            problem = text if text == "it ends too early" else "it is not compressed as it says"
            return begun.error(f"cannot be unpacked: {problem}", again=True)
        if isinstance(error, httpx.InvalidURL | UnicodeError) or "location header" in text:
            return begun.error(f"{begun.led}redirects to what is no web address")
        return begun.error(f"{begun.led}the connection broke off ({text})", again=True)


class _Begun:
    """What is known of an address while it is fetched."""

    def __init__(self, asked: str, trusted: Origin | None, limit: int) -> None:
        self.asked = self.now = asked
        self.limit = limit
        self.trusted = trusted
        self.private: bool | None = None

    @property
    def led(self) -> str:
        """Where it has led to, for a message; "" where it is itself."""
        return "" if self.now == self.asked else f"redirects to {shown(self.now)}: "

    def too_large(self) -> FetchError:
        size = f"{self.limit // 2**20} MiB" if self.limit >= 2**20 else f"{self.limit:,} bytes"
        return self.error(f"larger than {size}")

    def error(
        self,
        problem: str,
        *,
        status: int | None = None,
        again: bool = False,
        wait: float | None = None,
        refused: bool = False,
    ) -> FetchError:
        return FetchError(problem, address=self.asked, status=status, again=again, wait=wait, refused=refused)


def _is_private(response: httpx.Response) -> bool:
    peer = response.extensions["network_stream"].get_extra_info("server_addr")
    return not is_public(str(peer[0]))


_TOLD = {
    401: "asks for a password",
    402: "asks for payment",
    403: "refuses access",
    404: "not found",
    410: "gone for good",
    429: "too many requests for it",
    451: "withheld for legal reasons",
}


def _refusal(response: httpx.Response, begun: _Begun) -> FetchError:
    status = response.status_code
    wait = retry_after(response.headers.get("retry-after"))
    told = _TOLD.get(status) or (response.reason_phrase or "an unknown answer").lower()[:60]
    later = "" if wait is None else f"; it asks to be left alone for {wait:,.0f} seconds"
    if 300 <= status < 400:
        told = "a redirect that leads nowhere"
    return begun.error(
        f"{begun.led}{told} ({status}){later}", status=status, again=status in _LATER, wait=wait
    )


def retry_after(value: str | None, now: float | None = None) -> float | None:
    """The seconds that a Retry-After header asks for, in number or until a time; None where it is neither."""
    if not value:
        return None
    if value.strip().isdecimal():
        return float(value.strip()[:9])
    try:
        at = parsedate_to_datetime(value).timestamp()
    except (ValueError, TypeError, OverflowError):
        return None
    return max(at - (time.time() if now is None else now), 0.0)
