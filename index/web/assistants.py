"""MCP for assistants: tools that return records as they are, so that nobody has to be quoted from memory.

The official SDK, which the extra `mcp` brings, speaks the protocol; over HTTP each request stands by itself.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

from starlette.requests import Request
from starlette.types import Receive, Scope, Send

from index.errors import MissingExtra
from index.web.problems import Problem
from index.web.reading import Readers
from index.web.schemas import SCHEMAS
from index.web.service import Service
from index.web.site import Site
from index.web.tools import TOOLS, Tool

if TYPE_CHECKING:
    import mcp_types as types
    from mcp.server.context import ServerRequestContext
    from mcp.server.lowlevel import Server

_LONGEST_BODY = 256 * 1024
_INSTRUCTIONS = (
    "Quotations from news articles and who said them. Quote `text` word for word, under the name in"
    " `speaker`; where that is null the article does not settle who spoke, and nobody is to be named. Name"
    " the article and its publisher. Where nothing is found, say so, and quote nobody from memory."
)


def server_of(readers: Readers, site: Site) -> Server[Any]:
    """The server with its tools; MissingExtra where the SDK is not installed."""
    try:
        import mcp_types as types
        from mcp.server.lowlevel import Server
        from mcp.shared.exceptions import MCPError
    except ImportError:
        raise MissingExtra("MCP", "mcp") from None
    tools = {one.name: one for one in TOOLS}
    listed = [
        types.Tool(
            name=one.name,
            description=one.description,
            input_schema=one.input_schema(),
            output_schema=_output_schema(one),
            annotations=types.ToolAnnotations(read_only_hint=True, open_world_hint=False),
        )
        for one in TOOLS
    ]

    async def list_tools(
        _: ServerRequestContext[Any], __: types.PaginatedRequestParams | None
    ) -> types.ListToolsResult:
        return types.ListToolsResult(tools=listed)

    async def call_tool(
        _: ServerRequestContext[Any], params: types.CallToolRequestParams
    ) -> types.CallToolResult:
        tool = tools.get(params.name)
        if tool is None:
            raise MCPError(types.INVALID_PARAMS, f"there is no tool {params.name[:50]!r}")
        arguments = params.arguments or {}
        try:
            found = await readers.run(lambda view: tool.call(view, arguments), slow=True)
        except Problem as problem:
            told = types.TextContent(text=problem.detail)
            return types.CallToolResult(content=[told], is_error=True)
        shown = types.TextContent(text=json.dumps(found, ensure_ascii=False))
        return types.CallToolResult(content=[shown], structured_content=found)

    where = f" A quotation's page is {site.url}/quotations/ and its `id`." if site.public else ""
    return Server(
        "onrecord",
        instructions=_INSTRUCTIONS + where,
        on_list_tools=list_tools,
        on_call_tool=call_tool,
    )


def _output_schema(tool: Tool) -> dict[str, Any]:
    """What a tool returns, with all that its schema refers to in it."""
    schemas = json.loads(json.dumps(SCHEMAS).replace("#/components/schemas/", "#/$defs/"))
    return {**schemas[tool.schema], "$defs": schemas}


class Endpoint:
    """`/mcp`: refuses pages of other sites, and where the SDK is missing says what brings it."""

    def __init__(self, readers: Readers, site: Site) -> None:
        self._site = site
        self._manager: Any = None
        try:
            server = server_of(readers, site)
        except MissingExtra as error:
            self._missing = str(error)
            return
        from mcp.server.streamable_http_manager import StreamableHTTPSessionManager

        self._manager = StreamableHTTPSessionManager(
            server, json_response=True, stateless=True, max_request_body_size=_LONGEST_BODY
        )

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Answer while the block runs."""
        if self._manager is None:
            yield
            return
        async with self._manager.run():
            yield

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one message."""
        request = Request(scope)
        origin = request.headers.get("origin")
        if origin is not None and not self._is_ours(origin, request.headers["host"]):
            raise Problem(403, "pages of other sites may not ask here")
        if self._manager is None:
            raise Problem(501, self._missing)
        await self._manager.handle_request(scope, receive, send)

    def _is_ours(self, origin: str, host: str) -> bool:
        """Whether a page of this site asks, by the address that it was reached at."""
        own = self._site.url.removesuffix(self._site.root)
        return origin in (own, f"http://{host}", f"https://{host}")


def run_on_standard_streams(service: Service, site: Site) -> None:
    """Answer messages from standard input on standard output until it ends."""
    readers = Readers(service)
    server = server_of(readers, site)

    async def run() -> None:
        from mcp.server.stdio import stdio_server

        async with stdio_server() as (read, write):
            await server.run(read, write, server.create_initialization_options())

    try:
        asyncio.run(run())
    finally:
        readers.close()
