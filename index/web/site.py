"""Where the site is reached, and how much of an article it may show."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from ipaddress import ip_address
from urllib.parse import quote, urlsplit

_THIS_MACHINE = frozenset({"localhost", "127.0.0.1", "::1"})


class Articles(StrEnum):
    """How much of an article is shown: the passages with quotations, or all of it."""

    PASSAGES = "passages"
    FULL = "full"


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """What the operator settles.

    `url` is where the site is reached, without a slash at its end; `public` whether the operator named it, so
    that a proxy may stand before the site. `host` is what the server listens on.
    """

    url: str
    host: str = "127.0.0.1"
    public: bool = False
    articles: Articles = Articles.PASSAGES

    @classmethod
    def of(cls, *, url: str | None, host: str, port: int, articles: str = "passages") -> Site:
        """The site at the address that is set, else at the one that the server listens on."""
        shown = f"[{host}]" if ":" in host else host
        own = f"http://{shown}" if port == 80 else f"http://{shown}:{port}"
        return cls(url=url or own, host=host, public=url is not None, articles=Articles(articles))

    @property
    def root(self) -> str:
        """The path below which the site lies: "" or "/quotes"."""
        return urlsplit(self.url).path.rstrip("/")

    def path(self, path: str) -> str:
        """A path of ours as links on its pages name it: "/people/x" below the site's root."""
        return self.root + quote(path, safe="/?&=+%")

    def absolute(self, path: str) -> str:
        """The whole address of a path of ours, as what leaves the site names it."""
        return self.url + quote(path, safe="/?&=+%")

    def serves(self, host: str) -> bool:
        """Whether requests may name that host (without a port): ours, and no name of somebody else's.

        A page elsewhere could make a browser send its own name here (DNS rebinding), but no bare address.
        """
        name = host.lower().removeprefix("[").removesuffix("]")
        known = {self.host.lower(), (urlsplit(self.url).hostname or "").lower()}
        if _is_local(self.host):
            known |= _THIS_MACHINE
        return name in known or (_is_wildcard(self.host) and (name in _THIS_MACHINE or _is_address(name)))


def _is_local(host: str) -> bool:
    return host.lower() in _THIS_MACHINE


def _is_wildcard(host: str) -> bool:
    return host in ("", "0.0.0.0", "::")  # noqa: S104 - told apart, not listened on


def _is_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
