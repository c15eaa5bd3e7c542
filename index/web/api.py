"""The API: what the terminal answers, as JSON."""

from starlette.routing import Route

ROUTES: list[Route] = []
