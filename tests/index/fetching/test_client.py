"""Fetching from a real server on 127.0.0.1: redirects, bounds, and places that may not be reached."""

import socket
import time
import tracemalloc
from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO
from typing import Any

import httpx
import pytest

from index.errors import FetchError
from index.fetching.client import Fetched, Fetcher, Origin, retry_after
from index.fetching.network import is_public
from tests.support.web import Handler, Site, serving, zipped

ALONE = "it asks to be left alone for 90 seconds"
PRIVATE = "is not a public address; set ONRECORD_FETCH_PRIVATE=true to fetch from such places, too"
TEXT = b"The council voted to close the mill. "


@pytest.fixture
def site() -> Iterator[Site]:
    """A server."""
    with serving() as site:
        yield site


def got(address: str, *, typed: bool = True, private: bool = False, **bounds: Any) -> bytes:
    """What is at an address."""
    with Fetcher(private=private, **bounds) as fetcher:
        found = fetcher.fetch(address, trusted=Origin.of(address) if typed else None)
        with found.body as body:
            return body.read()


def refused(address: str, **options: Any) -> str:
    """Why there is nothing to be had from an address."""
    with pytest.raises(FetchError) as caught:
        got(address, **options)
    assert str(caught.value) == f"{caught.value.address}: {caught.value.reason}"
    return caught.value.reason


def test_a_page_is_fetched_once_and_says_who_asks(site: Site) -> None:
    assert got(site.add("/a", TEXT)) == TEXT
    (asked,) = site.asked
    assert asked.headers["user-agent"].startswith("onrecord")
    assert asked.headers["accept-encoding"] == "gzip"


def test_redirects_are_followed_on_the_same_server(site: Site) -> None:
    site.add("/c?x=1", TEXT)
    site.redirect("/b", "/c?x=1", 301)
    assert got(site.redirect("/a", f"{site.url}/b", 307)) == TEXT
    assert site.paths() == ["/a", "/b", "/c?x=1"]
    assert refused(site.redirect("/loop", "/loop")) == "redirects more than 10 times"
    assert refused(site.redirect("/mail", "mailto:a@b.example")).endswith("no web address")
    assert refused(site.redirect("/file", "file:///etc/passwd")).endswith("which is no web address")
    assert refused(site.add("/lost", "", 302)) == "a redirect that leads nowhere (302)"


def test_a_password_in_an_address_is_sent_to_its_server_alone_and_not_told(site: Site) -> None:
    site.add("/a", TEXT)
    address = site.url.replace("//", "//ana:secret@") + "/a"
    assert got(address) == TEXT
    assert site.asked[0].headers["authorization"].startswith("Basic ")
    with Fetcher() as fetcher, pytest.raises(FetchError) as caught:
        fetcher.fetch(address.replace("/a", "/b"), trusted=Origin.of(address))
    assert "secret" not in str(caught.value)


def test_cookies_last_for_one_address(site: Site) -> None:
    site.add("/b", TEXT)
    site.add("/a", b"", 302, Location="/b", Set_Cookie="seen=1")
    with Fetcher() as fetcher:
        for path in ("/a", "/b"):
            fetcher.fetch(site.url + path, trusted=Origin.of(site.url)).body.close()
    assert [one.headers.get("cookie") for one in site.asked] == [None, "seen=1", None]


@pytest.mark.parametrize(
    ("data", "headers"),
    [
        (zipped(TEXT), {"Content-Encoding": "gzip"}),
        (zipped(TEXT), {"Content-Encoding": "x-gzip"}),
        (TEXT, {"Content-Encoding": "identity"}),
    ],
)
def test_what_is_compressed_is_unpacked(site: Site, data: bytes, headers: dict[str, str]) -> None:
    assert got(site.add("/a", data, 200, **headers)) == TEXT


@pytest.mark.parametrize(
    ("status", "headers", "reason", "again"),
    [
        (404, {}, "not found (404)", False),
        (410, {}, "gone for good (410)", False),
        (401, {}, "asks for a password (401)", False),
        (402, {}, "asks for payment (402)", False),
        (403, {}, "refuses access (403)", False),
        (451, {}, "withheld for legal reasons (451)", False),
        (418, {}, "i'm a teapot (418)", False),
        (500, {}, "internal server error (500)", True),
        (503, {}, "service unavailable (503)", True),
        (
            429,
            {"Retry-After": "90"},
            "too many requests for it (429); it asks to be left alone for 90 seconds",
            True,
        ),
        (204, {}, "no content (204)", False),
    ],
)
def test_answers_that_are_no_page(
    site: Site, status: int, headers: dict[str, str], reason: str, again: bool
) -> None:
    address = site.add("/a", b"", status, **headers)
    with Fetcher() as fetcher, pytest.raises(FetchError) as caught:
        fetcher.fetch(address, trusted=Origin.of(address))
    error = caught.value
    assert (error.reason, error.status, error.again, error.refused) == (reason, status, again, False)
    assert error.wait == (90 if "Retry-After" in headers else None)


def test_a_server_that_cannot_be_reached() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
        assert refused(f"http://127.0.0.1:{port}/") == "cannot be connected to (connection refused)"
    assert refused("http://nobody.invalid/") == "no host is called 'nobody.invalid'"
    assert refused("ftp://127.0.0.1/a") == "not a web address"
    assert refused("http:///a") == "not a web address"
    assert refused("http://127.0.0.1:port/a").startswith("not a web address (")


# Bounds


def dripping(first: bytes, drop: bytes) -> Any:
    """An answer that goes on for ever, a little at a time."""

    def answer(handler: Handler) -> None:
        handler.wfile.write(first)
        while True:
            handler.wfile.write(drop)
            handler.wfile.flush()
            time.sleep(0.02)

    return answer


@pytest.mark.parametrize(
    ("first", "drop"),
    [
        (b"", b"H"),
        (b"HTTP/1.1 200 OK\r\nX: ", b"x"),
        (b"HTTP/1.1 200 OK\r\n\r\n", b"x"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n", b"x"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n"),
        (b"", b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"),
    ],
)
def test_a_server_that_drips_is_left_when_the_time_is_up(site: Site, first: bytes, drop: bytes) -> None:
    address = site.add("/a", dripping(first, drop))
    began = time.monotonic()
    reason = refused(address, seconds=0.4)
    assert time.monotonic() - began < 2
    assert reason in (
        "not done after 0.4 seconds; try again later",
        # A word that is none, or headers without end, may be noticed before.
        "the connection broke off (illegal status line: bytearray(b'HHHHHHHHH'))",
    ) or reason.startswith("the connection broke off")


def flooding(first: bytes, piece: bytes) -> Any:
    """An answer whose head is 32 MiB."""

    def answer(handler: Handler) -> None:
        with suppress(OSError):  # nobody listens any more
            handler.wfile.write(first)
            for _ in range(512):
                handler.wfile.write(piece * (2**16 // len(piece)))

    return answer


@pytest.mark.parametrize(
    ("first", "piece"),
    [
        (b"", b"HTTP"),
        (b"HTTP/1.1 200 OK\r\nX: ", b"x"),
        (b"HTTP/1.1 200 OK\r\n", b"X: y\r\n"),
        (b"HTTP/1.1 302 Found\r\nLocation: /", b"x"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1;", b"x"),
    ],
)
def test_a_head_without_an_end_is_refused_in_little_memory(site: Site, first: bytes, piece: bytes) -> None:
    address = site.add("/a", flooding(first, piece))
    tracemalloc.start()
    assert refused(address).startswith("the connection broke off (")
    assert tracemalloc.get_traced_memory()[1] < 8 * 2**20
    tracemalloc.stop()


def test_a_chain_of_slow_redirects_has_one_time(site: Site) -> None:
    def slow(handler: Handler) -> None:
        time.sleep(0.15)
        handler.wfile.write(b"HTTP/1.1 302 Found\r\nLocation: /a\r\nContent-Length: 0\r\n\r\n")

    assert refused(site.add("/a", slow), seconds=0.5) == "not done after 0.5 seconds; try again later"
    assert len(site.asked) < 6


def endless(handler: Handler) -> None:
    """An answer without an end, as fast as it goes."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
    while True:
        handler.wfile.write(b"<p>more</p>" * 10000)


def test_what_is_too_large_is_refused_by_what_it_says_or_by_what_comes(site: Site) -> None:
    assert refused(site.add("/a", b"x" * 1001), limit=1000) == "larger than 1,000 bytes"
    assert refused(site.add("/b", endless), limit=2 << 20) == "larger than 2 MiB"

    def lying(handler: Handler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\nx")

    assert refused(site.add("/c", lying)) == "larger than 64 MiB"
    assert got(site.add("/d", b"x" * 1000), limit=1000) == b"x" * 1000


def test_a_bomb_is_refused_in_little_memory(site: Site) -> None:
    address = site.add("/a", zipped(bytes(200 << 20)), Content_Encoding="gzip")
    tracemalloc.start()
    try:
        assert refused(address, limit=8 << 20) == "larger than 8 MiB"
        assert tracemalloc.get_traced_memory()[1] < 40 << 20
    finally:
        tracemalloc.stop()
    assert refused(site.add("/b", b"x", Content_Encoding="br")).startswith("compressed as 'br'")
    assert refused(site.add("/c", b"x", Content_Encoding="gzip, gzip")).startswith(
        "compressed as 'gzip, gzip'"
    )
    assert refused(site.add("/d", TEXT, Content_Encoding="gzip")).startswith("cannot be unpacked")


def test_a_body_that_breaks_off_is_not_taken_for_whole(site: Site) -> None:
    def short(handler: Handler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nThe council")
        handler.close_connection = True

    def packed(handler: Handler) -> None:
        data = zipped(TEXT * 50)[:-20]
        head = f"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: {len(data)}\r\n\r\n"
        handler.wfile.write(head.encode() + data)

    assert refused(site.add("/a", short)).startswith("the connection broke off")
    assert refused(site.add("/b", packed)) == "cannot be unpacked: it ends too early"


# Places


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True),
        ("2606:4700::1111", True),
        ("::ffff:8.8.8.8", True),
        ("2002:808:808::1", True),
        ("64:ff9b::808:808", True),
        ("127.0.0.1", False),
        ("127.8.9.10", False),
        ("0.0.0.0", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("100.64.0.1", False),
        ("169.254.169.254", False),
        ("192.0.0.192", False),
        ("198.18.0.1", False),
        ("224.0.0.1", False),
        ("240.0.0.1", False),
        ("255.255.255.255", False),
        ("::", False),
        ("::1", False),
        ("::127.0.0.1", False),
        ("::ffff:127.0.0.1", False),
        ("::ffff:169.254.169.254", False),
        ("64:ff9b::7f00:1", False),
        ("64:ff9b:1::a00:1", False),
        ("2002:7f00:1::1", False),
        ("2001:0:0:0:0:0:80ff:fffe", False),
        ("fe80::1", False),
        ("fe80::1%eth0", False),
        ("fc00::1", False),
        ("fd00:ec2::254", False),
        ("fec0::1", False),
        ("ff02::1", False),
        ("2001:db8::1", False),
        ("", False),
        ("post.example", False),
    ],
)
def test_which_addresses_are_public(address: str, public: bool) -> None:
    assert is_public(address) is public


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "localhost", "127.1", "2130706433", "0x7f000001", "0", "[::1]",
     "[::ffff:127.0.0.1]", "[::ffff:7f00:1]"],
)  # fmt: skip
def test_a_private_address_is_fetched_only_where_somebody_named_it(site: Site, host: str) -> None:
    site.add("/a", TEXT)
    address = f"http://{host}:{site.url.rpartition(':')[2]}/a"
    reason = refused(address, typed=False)
    assert reason.endswith(
        "is not a public address; set ONRECORD_FETCH_PRIVATE=true to fetch from such places, too"
    )
    assert refused(site.redirect("/to", address.replace(f":{site.url.rpartition(':')[2]}", ":1"))).startswith(
        f"redirects to http://{host}:1/a: "
    )
    assert site.paths() == ["/to"]
    if not host.startswith("["):
        assert got(address, typed=False, private=True) == TEXT
        assert got(address) == TEXT


def test_what_a_typed_address_redirects_to_on_another_server_is_not_trusted(site: Site) -> None:
    with serving() as other:
        other.add("/secret", TEXT)
        address = site.redirect("/a", f"{other.url}/secret")
        assert refused(address).startswith(
            f"redirects to {other.url}/secret: 127.0.0.1 is not a public address"
        )
        assert other.asked == []
        assert got(address, private=True) == TEXT


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[str]]:
    """What names stand for, one answer after the other, the last for ever."""
    table: dict[str, list[str]] = {}
    real = socket.getaddrinfo

    def looked_up(host: Any, port: Any, *rest: Any, **more: Any) -> Any:
        if host not in table:
            return real(host, port, *rest, **more)
        answers = table[host]
        address = answers.pop(0) if len(answers) > 1 else answers[0]
        return [one for part in address.split() for one in real(part, port, *rest, **more)]

    monkeypatch.setattr(socket, "getaddrinfo", looked_up)
    return table


def test_a_name_is_looked_up_once_and_connected_to_as_it_was_looked_up(
    site: Site, names: dict[str, list[str]]
) -> None:
    site.add("/a", TEXT)
    port = site.url.rpartition(":")[2]
    names["inside.example"] = ["127.0.0.1"]
    inside = f"http://inside.example:{port}/a"
    assert refused(inside, typed=False) == f"inside.example (127.0.0.1) {PRIVATE}"
    assert site.asked == []
    names["rebind.example"] = ["127.0.0.1", "192.0.2.1"]
    assert got(f"http://rebind.example:{port}/a") == TEXT
    assert site.asked[0].headers["host"] == f"rebind.example:{port}"


def test_of_several_addresses_only_those_that_may_be_are_connected_to(
    site: Site, names: dict[str, list[str]]
) -> None:
    site.add("/a", TEXT)
    port = site.url.rpartition(":")[2]
    names["mixed.example"] = ["127.0.0.1 192.0.2.1"]
    assert "is not a public address" in refused(f"http://mixed.example:{port}/a", typed=False)
    names["second.example"] = ["127.0.0.2 127.0.0.1"]
    assert got(f"http://second.example:{port}/a") == TEXT


def test_a_connection_that_was_allowed_is_not_used_for_what_is_not(site: Site) -> None:
    site.add("/a", TEXT)
    with Fetcher() as fetcher:
        fetcher.fetch(f"{site.url}/a", trusted=Origin.of(site.url)).body.close()
        with pytest.raises(FetchError) as caught:
            fetcher.fetch(f"{site.url}/a")
        assert caught.value.refused
    assert len(site.asked) == 1


def test_a_server_may_redirect_to_its_own_encrypted_self() -> None:
    plain = Origin.of("http://post.example/a")
    assert plain.covers(Origin.of("https://post.example/b"))
    assert not plain.covers(Origin.of("https://post.example:8443/b"))
    assert not plain.covers(Origin.of("http://www.post.example/a"))
    assert not Origin.of("https://post.example").covers(plain)
    assert Origin.of("http://post.example:80/") == plain


# Details


def test_what_is_not_new_is_not_sent_again(site: Site) -> None:
    address = site.add("/a", TEXT, ETag='"1"')
    with Fetcher() as fetcher:
        found = fetcher.fetch(address, trusted=Origin.of(address), headers={"If-None-Match": '"1"'})
    with found.body as body:
        assert (found.status, body.read()) == (304, b"")


@pytest.mark.parametrize(
    ("value", "seconds"),
    [(None, None), ("120", 120), (" 5 ", 5), ("Thu, 01 Jan 1970 00:10:00 GMT", 400),
     ("Thu, 01 Jan 1970 00:00:00 GMT", 0), ("soon", None), ("-5", None), ("9" * 400, 999999999)],
)  # fmt: skip
def test_how_long_a_server_asks_to_be_left_alone(value: str | None, seconds: float | None) -> None:
    assert retry_after(value, now=200.0) == seconds


@pytest.mark.parametrize(
    ("told", "kind", "charset"),
    [("text/html", "text/html", None), ("Text/HTML; Charset=ISO-8859-1", "text/html", "ISO-8859-1"),
     ("text/html;charset='utf-8'", "text/html", "utf-8"), ("", "", None)],
)  # fmt: skip
def test_content_types(told: str, kind: str, charset: str | None) -> None:
    headers = httpx.Headers({"Content-Type": told})
    found = Fetched(asked="", address="", status=200, headers=headers, body=BytesIO(), private=False)
    assert (found.content_type, found.charset) == (kind, charset)
