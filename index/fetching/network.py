"""Connections that lead only where they may, and end when their time is up.

The address that a name stands for is looked up once and connected to as it was looked up, so that a name
which stands for another address a moment later leads nowhere else.
"""

import ipaddress
import socket
import time
from collections.abc import Iterable
from ipaddress import IPv4Address, IPv6Address
from ssl import SSLContext
from typing import Any

import httpcore
import httpx

_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_SPECIAL = [
    ipaddress.ip_network(one) for one in ("192.0.0.0/24", "192.88.99.0/24", "64:ff9b:1::/48", "fec0::/10")
]
"""Ranges of special purpose that not every version of Python knows, or that are no more in use."""


class NotPublic(Exception):
    """A host whose every address is private, loopback, link-local or the like: `address` is one of them."""

    def __init__(self, host: str, address: str) -> None:
        super().__init__(f"{host} is {address}")
        self.host = host
        self.address = address


class NoSuchHost(Exception):
    """A name that stands for no address."""


def is_public(address: str) -> bool:
    """Whether an IP address is one that everybody on the internet reaches; of one that holds an IPv4 address
    (mapped, translated, tunnelled), whether that is, too."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    inner = _inside(found)
    return found_public(found) if inner is None else found_public(inner)


def found_public(address: IPv4Address | IPv6Address) -> bool:
    """Whether an address stands in none of the ranges that are kept for special purposes."""
    special = address.is_multicast or address.is_reserved or address.is_unspecified
    return address.is_global and not special and not any(address in one for one in _SPECIAL)


def _inside(address: IPv4Address | IPv6Address) -> IPv4Address | None:
    if isinstance(address, IPv4Address):
        return None
    if address.ipv4_mapped or address.sixtofour:
        return address.ipv4_mapped or address.sixtofour
    if address.teredo:
        return address.teredo[1]
    low = IPv4Address(int(address) & 0xFFFFFFFF)
    return low if address in _NAT64 or int(address) >> 32 == 0 else None


class Clock:
    """When the time of what is being fetched is up."""

    def __init__(self) -> None:
        self.end = float("inf")

    def left(self, timeout: float | None) -> float:
        """The seconds that may be waited; raises httpcore's TimeoutException where there are none left."""
        left = self.end - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout("out of time")
        return left if timeout is None else min(left, timeout)


class _TimedStream(httpcore.NetworkStream):
    """A stream none of whose steps goes on after the clock's end, however little comes at a time."""

    def __init__(self, stream: httpcore.NetworkStream, clock: Clock) -> None:
        self._stream = stream
        self._clock = clock

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._clock.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._clock.left(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: Any, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        stream = self._stream.start_tls(ssl_context, server_hostname, self._clock.left(timeout))
        return _TimedStream(stream, self._clock)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


class _Backend(httpcore.SyncBackend):
    """Connects to public addresses, or with `private` to any."""

    def __init__(self, clock: Clock, *, private: bool) -> None:
        self._clock = clock
        self._private = private

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """A connection to the first address of `host` that may be and can be connected to."""
        failed: httpcore.NetworkError | httpcore.TimeoutException | None = None
        for address in self._allowed(host, port):
            left = self._clock.left(timeout)
            try:
                stream = super().connect_tcp(address, port, left, local_address, socket_options)
                return _TimedStream(stream, self._clock)
            except (httpcore.NetworkError, httpcore.TimeoutException) as error:
                failed = error
        assert failed is not None
        raise failed

    def _allowed(self, host: str, port: int) -> list[str]:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError):
            raise NoSuchHost(host) from None
        addresses = list(dict.fromkeys(str(one[4][0]) for one in found))
        allowed = addresses if self._private else [one for one in addresses if is_public(one)]
        if not allowed:
            raise NotPublic(host, addresses[0]) if addresses else NoSuchHost(host)
        return allowed


class Transport(httpx.HTTPTransport):
    """httpx's transport over connections that are checked."""

    def __init__(self, clock: Clock, context: SSLContext, *, private: bool) -> None:
        super().__init__(verify=context)
        self._pool = httpcore.ConnectionPool(
            ssl_context=context,
            network_backend=_Backend(clock, private=private),
            max_connections=4,
            max_keepalive_connections=2,
            keepalive_expiry=15.0,
        )
