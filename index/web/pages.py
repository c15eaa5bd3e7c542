"""The pages that people read."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from index.web.problems import Problem
from index.web.reading import reading
from index.web.rendering import page
from index.web.service import View


def _search(request: Request, view: View) -> Response:
    """The question's answers, or the field to type one in."""
    question = " ".join(request.query_params.get("q", "").split())
    answer = view.ask(question) if question else None
    return page(request, "search.html", question=question, answer=answer)


def error_page(request: Request, problem: Problem) -> Response:
    """What a reader sees of a problem."""
    shown = page(request, "error.html", status=problem.status, problem=problem)
    shown.headers.update({"Cache-Control": "no-store", **problem.headers})
    return shown


ROUTES = [Route("/", reading(_search))]
