"""Hosts that hang, are no cluster or speak otherwise: another one answers, or each fault has its own line."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from time import monotonic

import pytest

from index.cluster import client as module
from index.cluster.address import Access, parse_address
from index.cluster.client import Client
from index.errors import ArchiveError
from tests.support.certificates import self_signed

pytest.importorskip("opensearchpy")

NOBODY = Access()


@contextmanager
def server(body: bytes = b'{"ok": 1}', context: ssl.SSLContext | None = None) -> Iterator[int]:
    """The port of a server that answers every request with this."""

    class Page(BaseHTTPRequestHandler):
        """Answers alike to everything."""

        def do_GET(self) -> None:
            """Send the body."""
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_PUT = do_POST = do_GET  # noqa: N815 - as the library calls them

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
            """Nothing."""

    class Server(ThreadingHTTPServer):
        """A server whose connections may be over TLS; a client that does not trust it just leaves."""

        def get_request(self) -> tuple[socket.socket, object]:
            """A connection, not yet greeted."""
            connection, address = super().get_request()
            if context is None:
                return connection, address
            return context.wrap_socket(connection, server_side=True, do_handshake_on_connect=False), address

        def handle_error(self, request: object, client_address: object) -> None:
            """Nothing: the client is what is looked at."""

    with Server(("127.0.0.1", 0), Page) as running:
        thread = threading.Thread(target=running.serve_forever)
        thread.start()
        yield running.server_port
        running.shutdown()
        thread.join()


@contextmanager
def hung() -> Iterator[int]:
    """The port of a host that takes connections and never answers."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        one.listen(50)
        yield one.getsockname()[1]


def reach(ports: list[int], access: Access = NOBODY, scheme: str = "opensearch") -> Client:
    """A client of a cluster on these ports."""
    hosts = ",".join(f"127.0.0.1:{port}" for port in ports)
    return Client(parse_address(f"{scheme}://{hosts}/news"), access)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A certificate of 127.0.0.1 that signs itself, and its key."""
    return self_signed(tmp_path_factory.mktemp("certificate"))


@pytest.mark.parametrize("order", [(0, 1), (1, 0), (0, 0, 1), (0, 0, 0, 1)])
def test_another_host_answers_for_one_that_hangs(
    order: tuple[int, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_SOONER", 0.3)
    with ExitStack() as stack:
        ports = [stack.enter_context(server() if good else hung()) for good in order]
        client = reach(ports)
        for path in ("/news/_search", "/_msearch", "/news/_refresh"):
            assert client.ask("POST", path, {}) == {"ok": 1}
        assert client.ask("GET", "/news/_doc/record") == {"ok": 1}


def test_a_slow_answer_is_waited_for_where_every_host_is_slow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_SOONER", 0.2)
    monkeypatch.setattr(module, "_TIMEOUT", 0.5)
    with hung() as first, hung() as second:
        client = reach([first, second])
        began = monotonic()
        with pytest.raises(ArchiveError, match="does not answer in time; check that its nodes are running"):
            client.ask("GET", "/news/_doc/record")
        assert monotonic() - began < 3


def test_a_change_is_not_sent_twice_where_the_first_may_have_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_TIMEOUT", 0.5)
    with hung() as port, server() as good:
        client = reach([port, good])
        faults = 0
        for _ in range(4):
            try:
                client.ask("PUT", "/news/_doc/x", {})
            except ArchiveError:
                faults += 1
        assert faults


@pytest.mark.parametrize("body", [b"[1]", b'"text"', b"1", b"null"])
def test_an_answer_that_is_no_object_is_told(body: bytes) -> None:
    with server(body) as port, pytest.raises(ArchiveError, match="gave an answer that is none"):
        reach([port]).ask("GET", "/")


@pytest.mark.parametrize(
    ("tls", "scheme", "named", "said"),
    [
        (False, "opensearch+https", None, "does not speak TLS there; write opensearch:// or another port"),
        (True, "opensearch", None, "closes the connection without an answer; if it speaks TLS, write"),
        (True, "opensearch+https", None, "cannot be trusted: its certificate does not pass"),
        (True, "opensearch+https", "missing.pem", "missing.pem, which ONRECORD_ARCHIVE_CA names, is not"),
        (True, "opensearch+https", "bad.pem", "bad.pem, which ONRECORD_ARCHIVE_CA names, holds no c"),
        (True, "opensearch+https", "", r"cannot be read \(Is a directory\)"),
    ],
)  # fmt: skip
def test_each_fault_of_tls_is_told_at_once(
    tls: bool, scheme: str, named: str | None, said: str, certificate: tuple[Path, Path], tmp_path: Path
) -> None:
    (tmp_path / "bad.pem").write_text("no certificate\n", encoding="utf-8")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate)
    access = Access(certificate=None if named is None else str(tmp_path / named))
    began = monotonic()
    with server(context=context if tls else None) as port, pytest.raises(ArchiveError, match=said):
        reach([port], access, scheme).ask("GET", "/")
    assert monotonic() - began < 2.5


def test_tls_works_with_the_right_certificate(certificate: tuple[Path, Path]) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate)
    with server(context=context) as port:
        client = reach([port], Access(certificate=str(certificate[0])), "opensearch+https")
        assert client.ask("GET", "/") == {"ok": 1}


def test_a_password_without_a_user_is_told() -> None:
    with pytest.raises(ArchiveError, match="ONRECORD_ARCHIVE_PASSWORD is set without ONRECORD_ARCHIVE_USER"):
        reach([9], Access(password="open sesame"))
