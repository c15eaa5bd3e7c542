"""The application: its routes, what goes around them, and what becomes of errors."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from index.web import api, feeds, pages
from index.web.assistants import Endpoint
from index.web.problems import Problem
from index.web.protection import PROGRAMS, Protection
from index.web.reading import Readers
from index.web.rendering import STATIC
from index.web.service import Service
from index.web.site import Site


def application(service: Service, site: Site, *, limited: bool = True) -> Starlette:
    """The site as an ASGI application; not `limited`, an address may ask as often as it likes."""

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        try:
            async with assistants.running():
                yield
        finally:
            readers.close()

    readers = Readers(service)
    assistants = Endpoint(readers, site)
    app = Starlette(
        routes=[
            *pages.ROUTES,
            *api.ROUTES,
            *feeds.ROUTES,
            Route("/mcp", assistants, methods=["POST"]),
            Route("/robots.txt", _robots),
            Mount("/static", StaticFiles(directory=STATIC)),
        ],
        middleware=[Middleware(Protection, site=site, told=_told, limited=limited)],
        exception_handlers={Problem: _problem, HTTPException: _http},
        lifespan=lifespan,
    )
    app.router.redirect_slashes = False  # it would lead to where the proxy is not
    app.state.site = site
    app.state.readers = readers
    return app


def _told(request: Request, problem: Problem) -> Response:
    if request.url.path.startswith(PROGRAMS):
        return problem.response()
    return pages.error_page(request, problem)


async def _problem(request: Request, error: Exception) -> Response:
    assert isinstance(error, Problem)
    return _told(request, error)


async def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    details = {404: "there is nothing at this address", 405: "this is not done here; `Allow` says what is"}
    detail = details.get(error.status_code, error.detail)
    return _told(request, Problem(error.status_code, detail, headers=error.headers))


def _robots(request: Request) -> Response:
    """Search engines may read the pages of a public site, and leave questions and the API alone."""
    site: Site = request.app.state.site
    closed = [f"{site.root}/api/", f"{site.root}/mcp", f"{site.root}/?q="] if site.public else ["/"]
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in closed)]
    return PlainTextResponse("\n".join(lines) + "\n")
