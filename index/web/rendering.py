"""Pages from Jinja2 templates, which escape whatever they are given."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

from index.web.site import Site

FOLDER = Path(__file__).parent
STATIC = FOLDER / "static"


@cache
def environment() -> Environment:
    """The templates; a name that nobody gave is an error, and everything is escaped."""
    return Environment(
        loader=FileSystemLoader(FOLDER / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@cache
def _fingerprint(name: str) -> str:
    return sha256((STATIC / name).read_bytes()).hexdigest()[:12]


def page(request: Request, template: str, *, status: int = 200, **values: object) -> HTMLResponse:
    """A page of a template, to which `site`, `link(path)`, `absolute(path)` and `asset(name)` are at hand."""
    site: Site = request.app.state.site
    shown = (
        environment()
        .get_template(template)
        .render(
            site=site,
            link=site.path,
            absolute=site.absolute,
            asset=lambda name: f"{site.path('/static/' + name)}?v={_fingerprint(name)}",
            **values,
        )
    )
    return HTMLResponse(shown, status)
