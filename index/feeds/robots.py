"""What sites ask of programs in robots.txt."""

from urllib.robotparser import RobotFileParser

import httpx

from index.errors import FetchError
from index.fetching.client import Fetcher, Origin

_NAME = "onrecord"
_LIMIT = 512 * 1024
_LONGEST_DELAY = 30.0


class Robots:
    """The wishes of each server, asked for once.

    Only pages that a feed leads to are looked up here: nobody named them. What a person named, an address or
    a feed, is fetched as a browser would fetch it.
    """

    def __init__(self, fetcher: Fetcher) -> None:
        self._fetcher = fetcher
        self._known: dict[str, RobotFileParser] = {}

    def allows(self, address: str, trusted: Origin | None) -> bool:
        """Whether a program may fetch the address; raises FetchError where its server cannot say so now."""
        wishes = self._of(address, trusted)
        try:
            return wishes.can_fetch(_NAME, address)
        except ValueError:  # an address that urllib does not take apart
            return False

    def delay(self, address: str) -> float:
        """The seconds that the server, if it is known, asks to be left alone between two requests."""
        known = self._known.get(_server(address))
        told = None if known is None else known.crawl_delay(_NAME)
        return min(float(told or 0), _LONGEST_DELAY)

    def _of(self, address: str, trusted: Origin | None) -> RobotFileParser:
        server = _server(address)
        if server not in self._known:
            parser = RobotFileParser()
            lines = self._lines(f"{server}/robots.txt", trusted)
            try:
                parser.parse(lines)
            except ValueError:  # wishes that cannot be read ("Disallow: //[")
                parser = RobotFileParser()
                parser.parse(["User-agent: *", "Disallow: /"])
            self._known[server] = parser
        return self._known[server]

    def _lines(self, address: str, trusted: Origin | None) -> list[str]:
        """The lines of the file; none where there is no such file, and so no wishes."""
        try:
            fetched = self._fetcher.fetch(address, trusted=trusted, limit=_LIMIT)
        except FetchError as error:
            if error.again or error.refused:
                raise
            return []
        with fetched.body as body:
            return body.read().decode("utf-8", errors="replace").splitlines()


def _server(address: str) -> str:
    url = httpx.URL(address)
    return f"{url.scheme}://{url.netloc.decode('ascii')}"
