"""What the site refuses, and what it never does: write, keep, tell, or be led by what others write."""

import http.client
import re
from collections.abc import Iterator
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest

from index.archive.addresses import article_key, speaker_id
from index.records.archive import Archive
from index.web.limits import THIS_MACHINE, VISITOR, Limits, address_of
from index.web.site import Site
from tests.index.web.test_server import digests
from tests.support.articles import made
from tests.support.served import Served, served

PATHS = [
    "/",
    "/?q=bread",
    "/api/ask?q=bread",
    "/api/quotations",
    "/api/people",
    f"/api/people/{speaker_id('Anna Keller')}",
    f"/api/articles/{article_key('bread.txt')}",
    "/api/trends?q=Keller",
    "/feeds/search.atom?q=bread",
    f"/feeds/people/{speaker_id('Anna Keller')}.atom",
    "/openapi.json",
    "/robots.txt",
    "/static/site.css",
    "/api/nothing",
    "/nothing",
]


def raw(site: Served, path: str, *, method: str = "GET", **headers: str) -> tuple[int, dict[str, str], bytes]:
    """What comes of a request whose path and headers are sent as they are."""
    at = urlsplit(site.url)
    connection = http.client.HTTPConnection(at.hostname or "", at.port, timeout=20)
    try:
        connection.putrequest(method, path, skip_host="Host" in headers)
        for name, value in headers.items():
            connection.putheader(name.replace("_", "-"), value)
        connection.endheaders()
        response = connection.getresponse()
        return response.status, {k.lower(): v for k, v in response.getheaders()}, response.read()
    finally:
        connection.close()


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_is_closed_to_scripts_frames_and_cookies(site: Served, path: str) -> None:
    headers = site.get(path).headers
    policy = headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; ")
    assert not {"unsafe-inline", "unsafe-eval", "*", "http:", "https:", "data:"} & set(policy.split())
    assert "frame-ancestors 'none'" in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert not {"set-cookie", "server", "x-powered-by", "access-control-allow-origin"} & set(headers)


def test_only_a_public_api_may_be_read_from_other_sites(site: Served, public: Served) -> None:
    for path in PATHS:
        shared = path.startswith(("/api/", "/feeds/", "/openapi.json"))
        there, here = (one.get(path, Origin="https://a.example").headers for one in (public, site))
        assert there.get("access-control-allow-origin") == ("*" if shared else None), path
        assert "access-control-allow-origin" not in here


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1", 200),
        ("127.0.0.1:9", 200),
        ("localhost:8080", 200),
        ("LOCALHOST", 200),
        ("[::1]:8080", 200),
        ("evil.example", 421),
        ("127.0.0.1.evil.example", 421),
        ("evil.example:80@127.0.0.1", 421),
        ("localhost.evil.example", 421),
        ("192.168.0.7", 421),
        ("news.example", 421),
        ("", 421),
    ],
)
def test_a_request_for_another_host_is_refused(site: Served, host: str, status: int) -> None:
    for path in ("/", "/api/people", "/static/site.css"):
        assert raw(site, path, Host=host)[0] == status


@pytest.mark.parametrize(
    ("listens", "url", "host", "served_there"),
    [
        ("127.0.0.1", "https://news.example/quotes", "news.example", True),
        ("127.0.0.1", "https://news.example/quotes", "example", False),
        ("0.0.0.0", None, "192.168.0.7", True),
        ("0.0.0.0", None, "evil.example", False),
        ("::", None, "[fe80::1]", True),
        ("::", None, "localhost", True),
        ("192.168.0.7", None, "192.168.0.7", True),
        ("192.168.0.7", None, "localhost", False),
        ("192.168.0.7", None, "192.168.0.8", False),
        ("news.lan", None, "news.lan", True),
    ],
)
def test_the_hosts_are_what_is_listened_on_and_the_sites_own(
    listens: str, url: str | None, host: str, served_there: bool
) -> None:
    assert Site.of(url=url, host=listens, port=8080).serves(host) == served_there


def test_headers_that_others_write_change_nothing(site: Served, public: Served) -> None:
    led = {
        "X-Forwarded-Host": "evil.example",
        "X-Forwarded-Proto": "gopher",
        "X-Forwarded-Prefix": "/evil",
        "X-Forwarded-Port": "1",
        "Forwarded": "host=evil.example;proto=gopher",
        "X-Original-URL": "/evil",
        "X-Rewrite-URL": "/evil",
        "X-HTTP-Method-Override": "DELETE",
        "Origin": "https://evil.example",
        "Referer": "https://evil.example/",
        "User-Agent": "<script>alert(1)</script>",
        "Accept": "text/evil",
        "Accept-Language": "xx",
        "Cookie": "evil=1",
        "Range": "bytes=0-3",
    }
    for one in (site, public):
        for path in PATHS:
            if path.startswith("/static"):  # of which parts may be asked for
                continue
            status, headers, body = raw(one, path)
            for again in ({}, {"Host": "localhost"}):
                told = raw(one, path, **led, **again)
                assert told[0] == status
                assert told[2] == body
                assert b"evil" not in told[2]
                assert {k: v for k, v in told[1].items() if k != "date"} == {
                    k: v for k, v in headers.items() if k != "date"
                }


@pytest.mark.parametrize(
    "path",
    [
        "/static/../app.py",
        "/static/%2e%2e/app.py",
        "/static/..%2fapp.py",
        "/static/..%5capp.py",
        "/static//etc/passwd",
        "/static/%00",
        "/../../../../etc/passwd",
        "/api/articles/../../etc/passwd",
        "/api/articles/..%2f..%2fetc%2fpasswd",
        "/api/people/%0d%0aSet-Cookie:%20a=b",
        "/feeds/people/x%0d%0aX: y.atom".replace(" ", "%20"),
        "//evil.example/",
        "/\\evil.example",
        "/api/people/",
        "/static/",
        "/api//ask?q=x",
    ],
)
def test_paths_lead_nowhere_else(site: Served, path: str) -> None:
    status, headers, body = raw(site, path)
    assert status == 404
    assert "location" not in headers
    assert "set-cookie" not in headers
    assert b"root:" not in body
    assert b"import" not in body


@pytest.mark.parametrize(
    "typed",
    [
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        "' onfocus='alert(1)",
        "{{7*7}}",
        "]]><x/>",
        "\r\nX-Split: yes",
        "\u202egnp.exe",
    ],
)
def test_what_is_typed_comes_back_as_text(site: Served, typed: str) -> None:
    for path in ("/?q=", "/feeds/search.atom?q="):
        status, headers, body = raw(site, path + quote(typed))
        text = body.decode()
        assert status == 200
        assert "x-split" not in headers
        assert not re.search(r"<script>alert|<img src|>49<|<x/>", text)
        assert path != "/?q=" or " onfocus='" not in text
    told = site.client.get("/api/ask", params={"q": typed})
    assert told.json()["question"] == typed
    assert told.headers["content-type"] == "application/json"


@pytest.fixture
def hostile(archive: Archive) -> Iterator[Served]:
    """A site of articles whose every field is markup."""
    bad = '<script>alert("x")</script>'
    text = f"{bad}\n\n“We plan {bad} for all,” said Ana Ruiz, the {bad} captain.\n"
    boat = "Boat\n\n“We sail <b>now</b>,” said Bo Lind.\n"
    articles = [made(bad, text, publisher=bad), made("b", boat, publisher="javascript:x")]
    archive.add(articles, finder="rules")
    with served(archive.folder) as running:
        yield running


def test_what_an_article_holds_stays_text(hostile: Served) -> None:
    for path in ("/?q=Ana+Ruiz", "/?q=plan", "/feeds/search.atom?q=plan", "/?q=Bo+Lind"):
        text = hostile.get(path).text
        assert "<script>alert" not in text
        assert "<b>now</b>" not in text


def test_nothing_that_is_asked_changes_the_archive(town: Archive) -> None:
    before = digests(town.folder)
    with served(town.folder) as site:
        for path in PATHS:
            for method in ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"):
                response = site.client.request(method, path, content=b"{}" if method[0] == "P" else None)
                there = 404 if "nothing" in path else 200 if method in ("GET", "HEAD") else 405
                assert response.status_code == there, (method, path)
    assert digests(town.folder) == before


def test_an_archive_that_cannot_be_written_to_is_served(filled: Path) -> None:
    with Archive.open(filled):
        pass
    for path in [filled, *filled.rglob("*")]:
        path.chmod(0o555 if path.is_dir() else 0o444)
    try:
        with served(filled) as site:
            assert site.json("/api/people")["items"]
    finally:
        for path in [filled, *filled.rglob("*")]:
            path.chmod(0o755 if path.is_dir() else 0o644)


def test_a_fault_of_ours_is_a_problem_without_a_traceback(filled: Path) -> None:
    size = (filled / "archive.sqlite").stat().st_size
    with served(filled, quiet=False) as site:
        with (filled / "archive.sqlite").open("r+b") as file:  # behind the server's back
            file.seek(4096)
            file.write(b"\xff" * (size - 4096))
        for path in ("/api/quotations", "/?q=harbour"):
            response = site.get(path)
            assert response.status_code == 500
            assert "Traceback" not in response.text
            assert str(filled) not in response.text
            assert response.headers["content-security-policy"]


def test_behind_a_proxy_links_lie_below_the_sites_path(public: Served) -> None:
    for path in ("/?q=bread", "/quotes/?q=bread"):
        text = public.get(path, Host="news.example").text
        assert '"/quotes/static/site.css?v=' in text
        assert '"/static' not in text
        assert 'action="/quotes/' in text
    assert public.get("/quotes").status_code == public.get("/quotes/api/people").status_code == 200
    assert public.json("/quotes/openapi.json")["servers"] == [{"url": "https://news.example/quotes"}]
    assert public.get("/quotesapi/people").status_code == 404


def test_robots_may_read_the_pages_of_a_public_site(site: Served, public: Served) -> None:
    assert site.get("/robots.txt").text == "User-agent: *\nDisallow: /\n"
    lines = public.get("/robots.txt").text.splitlines()
    assert lines == [
        "User-agent: *", "Disallow: /quotes/api/", "Disallow: /quotes/mcp", "Disallow: /quotes/?q="
    ]  # fmt: skip


def test_an_address_that_asks_too_often_has_to_wait(public: Served, site: Served) -> None:
    def asked(one: Served, forwarded: str, times: int) -> list[int]:
        return [one.get("/robots.txt", X_Forwarded_For=forwarded).status_code for _ in range(times)]

    while asked(public, "203.0.113.7", 1) != [429]:
        pass
    assert 429 in asked(public, "1.2.3.4, 203.0.113.7", 9)  # what the visitor adds comes first
    while (refused := public.get("/api/people", X_Forwarded_For="203.0.113.7")).status_code != 429:
        pass
    assert (refused.headers["content-type"], refused.json()["status"]) == ("application/problem+json", 429)
    assert int(refused.headers["retry-after"]) >= 1
    assert public.get("/static/site.css", X_Forwarded_For="203.0.113.7").status_code == 200
    assert asked(public, "203.0.113.8", 2) == [200, 200]
    assert 429 not in asked(site, "203.0.113.7", VISITOR.at_once + 2)  # no proxy stands before that one


@pytest.mark.parametrize(
    ("address", "other", "same"),
    [
        ("203.0.113.7", "203.0.113.8", False),
        ("2001:db8:0:1::1", "2001:db8:0:1:ffff::2", True),
        ("2001:db8:0:1::1", "2001:db8:0:2::1", False),
        ("::ffff:203.0.113.7", "203.0.113.7", True),
        ("nonsense", "more nonsense", True),
        ("", "nonsense", True),
    ],
)
def test_whose_requests_count_together(address: str, other: str, same: bool) -> None:
    limits = Limits(lambda: 0.0)
    while not limits.wait(address_of(address, None)):
        pass
    assert bool(limits.wait(address_of(other, None))) == same


def test_a_bucket_fills_again_as_time_passes() -> None:
    now = 0.0
    limits = Limits(lambda: now)
    for address, rate in ((ip_address("192.0.2.1"), VISITOR), (ip_address("127.0.0.1"), THIS_MACHINE)):
        assert [limits.wait(address, rate) for _ in range(rate.at_once)] == [0.0] * rate.at_once
        assert limits.wait(address, rate) == pytest.approx(1 / rate.per_second)
        now += 1.001
        assert [bool(limits.wait(address, rate)) for _ in range(int(rate.per_second) + 1)] == [
            *[False] * int(rate.per_second),
            True,
        ]


def test_few_addresses_are_remembered_however_many_ask() -> None:
    now = 0.0
    limits = Limits(lambda: now)
    for number in range(50_000):
        assert limits.wait(ip_address(number + 2**24)) == 0.0
    assert len(limits._used) <= 20_000
    now = 21.0
    assert limits.wait(ip_address("192.0.2.1")) == 0.0
    assert len(limits._used) == 1


@pytest.mark.parametrize("root", ["quotations", "api", "people", "a%20b", "b\u00fccher"])
def test_a_path_below_which_the_site_lies_may_be_any(filled: Path, root: str) -> None:
    with served(filled, settings={"SITE_URL": f"https://news.example/{root}"}) as site:
        for path in (
            f"/{root}/about",
            "/about",
            f"/{root}/people",
            "/people",
            f"/{root}/api/people",
            "/api/people",
        ):
            assert site.get(path, Host="news.example").status_code == 200, path
