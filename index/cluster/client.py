"""Requests to a cluster: each is answered whole, or is an ArchiveError of one line that says what to do."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Callable, Iterable, Mapping, Sequence
from time import monotonic, sleep
from typing import TYPE_CHECKING, Any

from index.cluster.address import Access, Address
from index.errors import ArchiveBusy, ArchiveError, MissingExtra, NoArchive

if TYPE_CHECKING:
    from opensearchpy import OpenSearch

Body = Mapping[str, Any]

_TIMEOUT = 30
"""Seconds that one request may take."""
_SOONER = 10
"""Seconds after which another host is asked what one of several has not answered, if nothing is changed."""
_CONNECTED = 3
"""Seconds in which a host has to take a connection."""
_READS = ("/_search", "/_msearch", "/_refresh")
PATIENCE = 20.0
"""Seconds for which a request that nobody could answer is tried again, as while a node is replaced."""
_AT_FIRST = 3.0
"""Seconds of those for a cluster that never answered."""
_PAUSE = 0.3
_FULL = ("disk usage exceeded flood-stage", "flood_stage", "flood-stage")
_BULK_BYTES = 4 * 1024 * 1024


class Conflict(Exception):
    """Somebody else changed a document meanwhile."""


class Client:
    """Speaks with one cluster about one archive; threads may share it. `requests` counts what was asked."""

    def __init__(self, address: Address, access: Access) -> None:
        self.address = address
        self.index = address.name
        self.requests = 0
        self.patience = PATIENCE
        self._reached = False
        self._client = _connected(address, access)
        self._reader = _connected(address, access, reads=True)

    def __del__(self) -> None:
        for client in (self.__dict__.get("_client"), self.__dict__.get("_reader")):
            if client is not None:
                client.close()

    def ask(self, method: str, path: str, body: Any = None, **parameters: Any) -> dict[str, Any]:
        """The answer to a request; NoArchive where the index is not there, Conflict for a lost race."""
        from opensearchpy.exceptions import ConnectionError as NoConnection
        from opensearchpy.exceptions import ConnectionTimeout, OpenSearchException, TransportError
        from urllib3 import Timeout

        until = monotonic() + (self.patience if self._reached else min(self.patience, _AT_FIRST))
        reads = method == "GET" or path.endswith(_READS)
        seconds = _SOONER if reads and len(self.address.hosts) > 1 else _TIMEOUT
        while True:
            self.requests += 1
            timeout: Any = Timeout(connect=_CONNECTED, read=seconds)
            try:
                found = (self._reader if reads else self._client).transport.perform_request(
                    method, path, params=parameters, body=body, timeout=timeout
                )
                if not isinstance(found, dict):
                    raise self._error("gave an answer that is none; is it OpenSearch?")
                self._reached = True
                return found
            except ConnectionTimeout as error:
                if seconds == _TIMEOUT or not self._reached:
                    raise self._error("does not answer in time; check that its nodes are running") from error
                seconds = _TIMEOUT  # all are slow: perhaps the question is a hard one
                continue
            except NoConnection as error:
                problem, lasting = self._unreachable(error)
                if lasting:
                    raise problem from error
            except TransportError as error:
                problem = self._refused(error)
                if error.status_code not in (429, 502, 503, 504) or any(f in str(error) for f in _FULL):
                    raise problem from error
            except OpenSearchException as error:
                raise self._error(f"gave an answer that is none: {_short(error)}") from error
            if monotonic() >= until:
                raise problem
            sleep(_PAUSE)

    def _unreachable(self, error: Exception) -> tuple[ArchiveError, bool]:
        """The error of a connection that failed, and whether another attempt would fail the same way."""
        text = str(error)
        if "CERTIFICATE_VERIFY_FAILED" in text:
            what = (
                "cannot be trusted: its certificate does not pass; ONRECORD_ARCHIVE_CA names the file of the"
                " one that signed it"
            )
        elif "WRONG_VERSION_NUMBER" in text or "HTTP_REQUEST" in text:
            what = "does not speak TLS there; write opensearch:// or another port"
        elif "RemoteDisconnected" in text and not self._reached and not self.address.tls:
            what = "closes the connection without an answer; if it speaks TLS, write opensearch+https://"
        else:
            what = "cannot be reached; check the address, and that its nodes are running"
            return self._error(what), False
        return self._error(what), True

    def _refused(self, error: Any) -> ArchiveError:
        status, text = error.status_code, str(error)
        if status == 401:
            return self._error(
                "refuses the user or the password; set ONRECORD_ARCHIVE_USER and ONRECORD_ARCHIVE_PASSWORD"
            )
        if any(one in text for one in _FULL):
            return self._error("is full: it takes nothing more until there is room on its disks")
        if "cluster_block_exception" in text or "index read-only" in text:
            return self._error("is read-only at present; lift the block of its index to change the archive")
        if status == 403:
            return self._error("does not let this user do that; ask whoever runs it")
        if status == 404 and "index_not_found" in text:
            return NoArchive(f"there is no archive at {self.address}; `onrecord add PATH` creates one")
        if status == 409:
            raise Conflict from error
        if status == 429:
            return self._error("has too much to do at present; try again later")
        if status == 503:
            return self._error(
                "has parts that cannot be read at present (its state is red); see that its nodes are running"
            )
        return self._error(f"refused a request ({status}: {_short(error)})")

    def _error(self, what: str) -> ArchiveError:
        return ArchiveError(f"the cluster of {self.address} {what}")

    # Reading

    def search(self, body: Body) -> dict[str, Any]:
        """What a search finds; never a part of it."""
        found = self.ask("POST", f"/{self.index}/_search", body, allow_partial_search_results="false")
        return self._whole(found)

    def searches(self, bodies: Sequence[Body]) -> list[dict[str, Any]]:
        """What each of several searches finds, in one request."""
        if not bodies:
            return []
        until = monotonic() + self.patience
        while True:
            head = json.dumps({"index": self.index, "allow_partial_search_results": False})
            lines = "".join(f"{head}\n{json.dumps(body)}\n" for body in bodies)
            found = self.ask("POST", "/_msearch", lines)["responses"]
            faults = [one for one in found if "error" in one]
            if not faults:
                return [self._whole(one) for one in found]
            if any(one["error"].get("type") == "index_not_found_exception" for one in faults):
                raise NoArchive(f"there is no archive at {self.address}; `onrecord add PATH` creates one")
            if any(one.get("status") not in (429, 503) for one in faults):
                raise self._error(f"refused a search ({_short(faults[0]['error'].get('reason'))})")
            if monotonic() >= until:
                raise self._error(
                    "has parts that cannot be read at present (its state is red); see that its nodes are"
                    " running"
                )
            sleep(_PAUSE)

    def _whole(self, found: dict[str, Any]) -> dict[str, Any]:
        shards = found["_shards"]
        if found.get("timed_out") or shards["failed"] or shards["successful"] != shards["total"]:
            raise self._error("answered in part only; nothing of it is shown")
        return found

    def get(self, id_: str, routing: str | None = None) -> dict[str, Any] | None:
        """A document as it stands now, with its place in the order of changes; None where there is none."""
        from opensearchpy.exceptions import NotFoundError

        try:
            found = self.ask("GET", f"/{self.index}/_doc/{id_}", realtime="true", routing=routing or id_)
        except ArchiveError as error:
            if not isinstance(error, NoArchive) and isinstance(error.__cause__, NotFoundError):
                return None
            raise
        return found if found.get("found") else None

    # Writing

    def put(self, id_: str, source: Body, *, after: Mapping[str, Any] | None) -> dict[str, Any]:
        """Where a document stands that was put in the place of `after`, or is new; Conflict where another is
        there."""
        place = (
            {"op_type": "create"}
            if after is None
            else {"if_seq_no": after["_seq_no"], "if_primary_term": after["_primary_term"]}
        )
        return self.ask("PUT", f"/{self.index}/_doc/{id_}", source, routing=id_, **place)

    def bulk(
        self, actions: Iterable[tuple[Body, Body | None]], allowed: Callable[[], None] | None = None
    ) -> list[str]:
        """Carry out many changes, some megabytes at a time; ArchiveError at the first that fails.

        `allowed` is asked before anything is sent, and raises what stops it. It returns the ids of documents
        that were to change only if nobody else had changed them, and somebody has.
        """
        lines, length, lost = list[str](), 0, list[str]()
        for action, source in actions:
            parts = [json.dumps(action), *([json.dumps(source)] if source is not None else [])]
            lines += parts
            length += sum(map(len, parts))
            if length >= _BULK_BYTES:
                lost += self._bulk(lines, allowed)
                lines, length = [], 0
        if lines:
            lost += self._bulk(lines, allowed)
        return lost

    def _bulk(self, lines: Sequence[str], allowed: Callable[[], None] | None) -> list[str]:
        until = monotonic() + self.patience
        while True:
            if allowed is not None:
                allowed()
            found = self.ask("POST", f"/{self.index}/_bulk", "\n".join(lines) + "\n")
            failed = [one for item in found["items"] for one in item.values() if "error" in one]
            faults = [one for one in failed if one["status"] != 409]
            if not faults:
                return [str(one["_id"]) for one in failed]
            if any(one["status"] not in (429, 503) for one in faults):
                text = json.dumps(faults[0]["error"])
                if any(full in text for full in _FULL) or "read-only" in text:
                    full = "read-only" in text and not any(one in text for one in _FULL)
                    raise self._error(
                        "is read-only at present; lift the block of its index to change the archive"
                        if full
                        else "is full: it takes nothing more until there is room on its disks"
                    )
                raise self._error(f"refused a change ({_short(faults[0]['error'].get('reason'))})")
            if monotonic() >= until:
                raise self._error("has too much to do at present; try again later")
            sleep(_PAUSE)

    def refresh(self) -> None:
        """Have everything that was written found by searches."""
        found = self.ask("POST", f"/{self.index}/_refresh")
        if found["_shards"]["failed"]:
            raise self._error("could not make all changes readable; try again later")

    def busy(self, what: str) -> ArchiveBusy:
        """The error for an archive that somebody else is writing to."""
        return ArchiveBusy(
            f"{what}another process is writing to the archive {self.address}; try again when it has finished,"
            " or wait for it with --wait SECONDS"
        )


def _connected(address: Address, access: Access, *, reads: bool = False) -> OpenSearch:
    """What speaks with the cluster; for what only `reads`, a host that is late is left for another."""
    try:
        from opensearchpy import OpenSearch
    except ImportError as error:
        raise MissingExtra("an archive on a cluster", "cluster") from error
    from logging import CRITICAL, getLogger

    getLogger("opensearch").setLevel(CRITICAL)  # every failure becomes an error of ours
    options: dict[str, Any] = {}
    if access.user is None and access.password is not None:
        raise ArchiveError("ONRECORD_ARCHIVE_PASSWORD is set without ONRECORD_ARCHIVE_USER; set both")
    if access.user is not None:
        who = b64encode(f"{access.user}:{access.password or ''}".encode()).decode()
        options["headers"] = {"authorization": f"Basic {who}"}  # the client's own way has no UTF-8
    if address.tls:
        options.update(use_ssl=True, verify_certs=True)
        if access.certificate is not None:
            _check(access.certificate)
            options["ca_certs"] = access.certificate
    return OpenSearch(
        hosts=[{"host": host, "port": port} for host, port in address.hosts],
        timeout=_TIMEOUT,
        max_retries=len(address.hosts) - 1 if reads else len(address.hosts),
        retry_on_timeout=reads,
        http_compress=True,
        **options,
    )


def _check(certificate: str) -> None:
    """ArchiveError where the file holds no certificate."""
    from ssl import SSLError, create_default_context

    named = f"{certificate}, which ONRECORD_ARCHIVE_CA names,"
    try:
        create_default_context(cafile=certificate)
    except FileNotFoundError as error:
        raise ArchiveError(f"{named} is not there") from error
    except SSLError as error:
        raise ArchiveError(f"{named} holds no certificate; it has to be in PEM") from error
    except OSError as error:
        raise ArchiveError(f"{named} cannot be read ({error.strerror})") from error


def _short(what: object) -> str:
    return " ".join(str(what).split())[:200]
