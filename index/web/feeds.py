"""Atom feeds: a person's newest quotations, and the newest that answer a question."""

from starlette.routing import Route

ROUTES: list[Route] = []
