"""How often one address may ask: a bucket each, which fills as time passes and is forgotten when full."""

from __future__ import annotations

from collections.abc import Callable
from ipaddress import IPv4Address, IPv6Address, ip_address
from time import monotonic
from typing import NamedTuple

_KEPT = 20_000
"""Addresses that are remembered at a time, at most."""

Address = IPv4Address | IPv6Address


class Rate(NamedTuple):
    """So many requests a second in the long run, and so many at once."""

    per_second: float
    at_once: int


VISITOR = Rate(5, 100)
TOGETHER = Rate(50, 400)
"""All whom a proxy asks for that does not tell them apart."""
THIS_MACHINE = Rate(500, 5000)
"""Whoever is at the server's own machine, where no proxy is: a script of theirs, say."""

_FULL = max(rate.at_once / rate.per_second for rate in (VISITOR, TOGETHER, THIS_MACHINE))
"""Seconds after which any bucket is full again."""


class Limits:
    """The buckets, in memory alone. Of one thread."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._used: dict[str, tuple[float, float]] = {}
        self._swept = clock()

    def wait(self, address: Address | None, rate: Rate = VISITOR) -> float:
        """Seconds until that address may ask again; 0 where it may now, which then counts as asked.

        Of IPv6, one network of 64 bits is one address; those who cannot be told apart share a bucket.
        """
        now, key = self._clock(), _key(address)
        used, since = self._used.get(key, (0.0, now))
        used = max(used - (now - since) * rate.per_second, 0.0)
        if used + 1 > rate.at_once:
            self._used[key] = used, now
            return (used + 1 - rate.at_once) / rate.per_second
        if now - self._swept > _FULL or (key not in self._used and len(self._used) >= _KEPT):
            self._forget(now)
        self._used[key] = used + 1, now
        return 0.0

    def _forget(self, now: float) -> None:
        """Forget who could ask as often as anybody, and the rest where that is too few."""
        self._swept = now
        self._used = {key: one for key, one in self._used.items() if now - one[1] < _FULL}
        if len(self._used) >= _KEPT:
            self._used.clear()


def address_of(client: str | None, forwarded: str | None) -> Address | None:
    """Who asks: the last address of `forwarded`, which our own proxy has added, where there is one."""
    text = client if forwarded is None else forwarded.rpartition(",")[2].strip()
    try:
        found = ip_address((text or "").partition("%")[0].removeprefix("[").removesuffix("]"))
    except ValueError:
        return None
    return getattr(found, "ipv4_mapped", None) or found


def _key(address: Address | None) -> str:
    if isinstance(address, IPv6Address) and not address.is_loopback:
        return str(int(address) >> 64)
    return str(address)
