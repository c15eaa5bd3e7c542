"""Pages from Jinja2 templates, which escape whatever they are given."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

from index.web.site import Site
from index.web.words import FILTERS

FOLDER = Path(__file__).parent
STATIC = FOLDER / "static"


@cache
def environment() -> Environment:
    """The templates; a name that nobody gave is an error, and everything is escaped."""
    made = Environment(
        loader=FileSystemLoader(FOLDER / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(FILTERS)
    return made


@cache
def _fingerprint(name: str) -> str:
    return sha256((STATIC / name).read_bytes()).hexdigest()[:12]


def page(request: Request, template: str, *, status: int = 200, **values: object) -> HTMLResponse:
    """A page of a template, which has `site`, `root`, before every path of ours, and `asset(name)`."""
    site: Site = request.app.state.site
    shown = (
        environment()
        .get_template(template)
        .render(
            site=site,
            root=site.root,
            asset=lambda name: f"{site.path('/static/' + name)}?v={_fingerprint(name)}",
            **values,
        )
    )
    return HTMLResponse(shown, status)
