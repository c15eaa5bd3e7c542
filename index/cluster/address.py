"""Where an archive on a cluster is: `opensearch://HOST:PORT[,HOST:PORT...]/NAME`."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from index.errors import ArchiveError

SCHEMES = {"opensearch": False, "opensearch+https": True}
"""The schemes of an address, and whether each is spoken over TLS."""
_PORT = 9200
_MEANT = re.compile(r"\s*opensearch[^/:]*:/", re.IGNORECASE)
_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,199}")
_HOST = re.compile(r"(?P<host>\[[0-9a-fA-F:.]+\]|[A-Za-z0-9._-]+)(?::(?P<port>[0-9]{1,5}))?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """Who asks: a user and password, and the file of the certificate that signed the cluster's."""

    user: str | None = None
    password: str | None = field(default=None, repr=False)
    certificate: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """The hosts of a cluster, any of which will do, and the archive's name there."""

    text: str
    hosts: tuple[tuple[str, int], ...]
    name: str
    tls: bool = False

    def __str__(self) -> str:
        return self.text


def is_cluster(place: object) -> bool:
    """Whether an archive's place is meant as an address of a cluster, well written or not."""
    return isinstance(place, str) and _MEANT.match(place) is not None


def parse_address(text: str) -> Address:
    """The address in parts; ArchiveError where it is none, saying what it should be."""
    if "@" in text:  # before anything that repeats the text
        raise ArchiveError(
            "an archive's address holds no user and no password; set ONRECORD_ARCHIVE_USER and"
            " ONRECORD_ARCHIVE_PASSWORD"
        )
    scheme, slashes, rest = text.partition("://")
    if scheme not in SCHEMES or not slashes:
        raise _bad(text, f"it begins with {' or '.join(f'{name}://' for name in SCHEMES)}")
    listed, _, name = rest.partition("/")
    name = name.rstrip("/")
    if not _NAME.fullmatch(name):
        raise _bad(text, "after the hosts stands /NAME, of lower-case letters, digits, '-', '_' and '.'")
    hosts = []
    for one in listed.split(","):
        found = _HOST.fullmatch(one)
        port = int(found["port"] or _PORT) if found else 0
        if found is None or not 0 < port < 65536:
            raise _bad(text, f"{one!r} is no HOST:PORT")
        hosts.append((found["host"].strip("[]"), port))
    return Address(text=text.rstrip("/"), hosts=tuple(hosts), name=name, tls=SCHEMES[scheme])


def _bad(text: str, why: str) -> ArchiveError:
    return ArchiveError(
        f"{text!r} is no address of an archive: {why}; write opensearch://HOST:PORT[,HOST:PORT...]/NAME"
    )
