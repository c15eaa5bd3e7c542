"""MCP, by the official SDK's own client: over HTTP and over standard input and output."""

import json
import os
import re
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from index.archive.addresses import article_key, speaker_id
from index.records.archive import Archive
from tests.conftest import Ran
from tests.index.web.test_server import digests
from tests.support.harwick import HARWICK
from tests.support.paths import ROOT
from tests.support.served import Served, served

mcp = pytest.importorskip("mcp")
KELLER = speaker_id("Anna Keller")
BREAD = article_key("bread.txt")


@asynccontextmanager
async def over_http(site: Served, mode: str = "auto") -> AsyncIterator[Any]:
    """A client of a running server."""
    async with mcp.Client(f"{site.url}/mcp", mode=mode) as client:
        yield client


@asynccontextmanager
async def over_streams(folder: Path, mode: str = "auto") -> AsyncIterator[Any]:
    """A client of `onrecord mcp`, which it starts."""
    arguments = ["-m", "index", "mcp", "--archive", str(folder)]
    settings = {name: value for name, value in os.environ.items() if name.startswith("XDG")}
    command = mcp.StdioServerParameters(command=sys.executable, args=arguments, cwd=ROOT, env=settings)
    async with mcp.Client(command, mode=mode) as client:
        yield client


CALLS: list[tuple[str, dict[str, Any], str]] = [
    ("ask", {"question": "what did Anna Keller say?"}, "/api/ask?q=what+did+Anna+Keller+say?"),
    ("ask", {"question": "bread", "limit": 2}, "/api/ask?q=bread&limit=2"),
    ("ask", {"question": "bread", "limit": 2.0}, "/api/ask?q=bread&limit=2"),
    ("ask", {"q": "who is Zorro?"}, "/api/ask?q=who+is+Zorro?"),
    ("quotations", {}, "/api/quotations"),
    (
        "quotations",
        {"speaker": "Keller", "kind": ["direct"], "topic": None},
        "/api/quotations?speaker=Keller&kind=direct",
    ),
    ("quotations", {"since": "2026-11-02", "limit": 1}, "/api/quotations?since=2026-11-02&limit=1"),
    ("person", {"name": "Anna Keller"}, f"/api/people/{KELLER}"),
    ("person", {"speaker_id": KELLER}, f"/api/people/{KELLER}"),
    ("article", {"article_key": BREAD}, f"/api/articles/{BREAD}"),
    ("trends", {"question": "Keller", "by": "year"}, "/api/trends?q=Keller&by=year"),
]
REFUSED: list[tuple[str, dict[str, Any], str]] = [
    ("ask", {}, "question is missing"),
    ("ask", {"question": "x", "limit": 101}, "limit must be a whole number from 1 to 100"),
    ("ask", {"question": "x", "limit": True}, "limit must be"),
    ("ask", {"question": {"$ne": 1}}, "question must be"),
    ("ask", {"question": "x", "archive": "/etc"}, "no parameter 'archive'"),
    ("quotations", {"kind": "narration"}, "kind must be one of direct, mixed, indirect"),
    ("quotations", {"since": "soon"}, "since must be a day"),
    ("person", {"name": "Zebulon Quist"}, "nobody called 'Zebulon Quist' is quoted"),
    ("article", {"article_key": "../../etc/passwd"}, "no such article"),
    ("trends", {"question": "Zebulon Quist said"}, "nobody called"),
]


async def check(client: Any, site: Served) -> None:
    """The tools are there, return what the API does, and say what is wrong."""
    tools = {tool.name: tool for tool in (await client.list_tools()).tools}
    assert list(tools) == ["ask", "quotations", "person", "article", "trends"]
    assert all(tool.annotations.read_only_hint for tool in tools.values())
    for name, arguments, path in CALLS:
        result = await client.call_tool(name, arguments)
        assert not result.is_error, result
        (content,) = result.content
        assert result.structured_content == json.loads(content.text) == site.json(path), name
    for name, arguments, said in REFUSED:
        result = await client.call_tool(name, arguments)
        assert result.is_error
        assert said in result.content[0].text
    with pytest.raises(mcp.MCPError, match="no tool 'remove'"):
        await client.call_tool("remove", {"id": "bread.txt"})


@pytest.mark.parametrize("mode", ["auto", "legacy"])
async def test_tools_over_http_return_what_the_api_does(site: Served, mode: str) -> None:
    async with over_http(site, mode) as client:
        assert "word for word" in client.instructions
        await check(client, site)


@pytest.mark.parametrize("mode", ["auto", "legacy"])
async def test_tools_over_standard_streams_do_too(town: Archive, site: Served, mode: str) -> None:
    async with over_streams(town.folder, mode) as client:
        await check(client, site)


async def test_a_record_is_as_it_is_in_the_archive(site: Served, town: Archive) -> None:
    texts = {article.id: article.text for article in HARWICK}
    async with over_http(site) as client:
        found = (await client.call_tool("quotations", {"limit": 100})).structured_content
    assert found == {"items": [record.to_dict() for record in town.records()], "next": None}
    for record in found["items"]:
        assert record["text"] == " … ".join(texts[record["article_id"]][a:b] for a, b in record["spans"])


async def test_licensed_texts_stay_in_part_here_too(site: Served, public: Served) -> None:
    for running, whole in ((site, False), (public, True)):
        async with over_http(running) as client:
            found = (await client.call_tool("article", {"article_key": BREAD})).structured_content
        assert (found["whole"], found["article"]["path"]) == (whole, None)
        assert (found["text"] is not None) == (len(found["passages"]) == 1) == whole


async def test_nothing_that_a_tool_is_asked_changes_the_archive(town: Archive) -> None:
    before = digests(town.folder)
    with served(town.folder) as site:
        async with over_http(site) as client:
            await check(client, site)
    assert digests(town.folder) == before


MESSAGE = {
    "jsonrpc": "2.0",
    "id": 1,
    "method": "tools/call",
    "params": {"name": "ask", "arguments": {"question": "bread"}},
}
AS_JSON = {"Content-Type": "application/json", "Accept": "application/json, text/event-stream"}


@pytest.mark.parametrize(
    ("origin", "host", "status"),
    [
        (None, None, 200),
        ("http://{}", None, 200),
        ("https://evil.example", None, 403),
        ("http://127.0.0.1:1", None, 403),
        ("http://localhost:3000", None, 403),
        ("null", None, 403),
        ("http://{}.evil.example", None, 403),
        ("", None, 403),
        (None, "evil.example", 421),
        ("http://evil.example", "evil.example", 421),
        ("http://localhost:8080", "localhost:8080", 200),
    ],
)
def test_pages_and_hosts_of_others_are_refused(
    site: Served, origin: str | None, host: str | None, status: int
) -> None:
    headers = dict(AS_JSON)
    if origin is not None:
        headers["Origin"] = origin.format(site.url.removeprefix("http://"))
    if host is not None:
        headers["Host"] = host
    response = site.client.post("/mcp", json=MESSAGE, headers=headers)
    assert response.status_code == status
    assert ("result" in response.json()) == (status == 200)
    assert "access-control-allow-origin" not in response.headers


def test_the_public_site_takes_its_own_origin_alone(public: Served) -> None:
    for origin, status in (
        ("https://news.example", 200),
        ("https://news.example.evil", 403),
        ("http://news.example", 403),
    ):
        response = public.client.post("/quotes/mcp", json=MESSAGE, headers={**AS_JSON, "Origin": origin})
        assert response.status_code == status
        assert "access-control-allow-origin" not in response.headers


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "OPTIONS"])
def test_only_messages_are_taken(site: Served, method: str) -> None:
    assert site.client.request(method, "/mcp").status_code == 405


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b"x" * 300_000, b'{"jsonrpc": "2.0", "id": 1, "method": "no"}', b"\xff"]
)
def test_what_is_no_message_is_told_so(site: Served, body: bytes) -> None:
    response = site.client.post("/mcp", content=body, headers=AS_JSON)
    assert 200 <= response.status_code < 500
    assert "Traceback" not in response.text
    assert site.json("/api/people")


def test_without_the_sdk_the_extra_is_named(
    run: Callable[..., Ran], filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "mcp_types", None)
    ran = run("mcp", "--archive", filled)
    assert (ran.code, ran.out) == (1, "")
    assert re.fullmatch(r"error: MCP needs more than is installed: pip install '\.\[mcp\]'\n", ran.err)


async def test_without_the_sdk_the_site_says_so_and_does_the_rest(
    filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import httpx

    from index.web.app import application
    from index.web.service import Service
    from index.web.site import Site

    monkeypatch.setitem(sys.modules, "mcp_types", None)
    site = Site.of(url=None, host="127.0.0.1", port=8080)
    with Archive.open(filled) as archive:
        app = application(Service(archive, site), site)
        async with (
            app.router.lifespan_context(app),
            httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=site.url) as client,
        ):
            refused = await client.post("/mcp", json=MESSAGE, headers=AS_JSON)
            assert (await client.get("/api/people")).status_code == 200
    assert refused.status_code == 501
    assert "pip install '.[mcp]'" in refused.json()["detail"]
