"""TLS, users and passwords: what the settings say goes to the cluster, and each refusal is one line."""

from __future__ import annotations

import base64
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from tests.cluster.nodes import Nodes
from tests.conftest import Ran
from tests.support.certificates import self_signed

USER, PASSWORD = "reader", "open sesame: ü"


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A certificate of 127.0.0.1 that signs itself, and its key."""
    return self_signed(tmp_path_factory.mktemp("certificate"))


@pytest.fixture(scope="module")
def guarded(nodes: Nodes, certificate: tuple[Path, Path]) -> Iterator[str]:
    """The address of an archive behind a door that speaks TLS and asks for the password."""
    wanted = "Basic " + base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()
    behind = nodes.address("x").removeprefix("opensearch://").split(",")[0]

    class Door(BaseHTTPRequestHandler):
        """Passes on what comes with the right password."""

        protocol_version = "HTTP/1.1"

        def pass_on(self) -> None:
            """Answer as the node behind the door does."""
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            if self.headers.get("Authorization") != wanted:
                self._say(401, b"{}")
                return
            kept = {name: self.headers[name] for name in ("Content-Type", "Content-Encoding")
                    if name in self.headers}  # fmt: skip
            request = Request(f"http://{behind}{self.path}", body or None, kept, method=self.command)
            try:
                with urlopen(request, timeout=30) as said:
                    self._say(said.status, said.read())
            except HTTPError as error:
                with error:
                    self._say(error.code, error.read())

        do_GET = do_PUT = do_POST = do_DELETE = pass_on  # noqa: N815 - as the library calls them

        def _say(self, status: int, body: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
            """Nothing."""

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate)

    class Server(ThreadingHTTPServer):
        """A server whose connections are over TLS; a client that does not trust it just leaves."""

        def get_request(self) -> tuple[socket.socket, object]:
            """A connection, not yet greeted."""
            connection, address = super().get_request()
            wrapped = context.wrap_socket(connection, server_side=True, do_handshake_on_connect=False)
            return wrapped, address

        def handle_error(self, request: object, client_address: object) -> None:
            """Nothing: the client is what is looked at."""

    with Server(("127.0.0.1", 0), Door) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"opensearch+https://127.0.0.1:{server.server_port}/guarded"
        server.shutdown()
        thread.join()


def test_the_settings_say_who_asks(
    nodes: Nodes,
    guarded: str,
    certificate: tuple[Path, Path],
    run: Callable[..., Ran],
    news_folder: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("ONRECORD_ARCHIVE", guarded)
    monkeypatch.setenv("ONRECORD_ARCHIVE_CA", str(certificate[0]))
    monkeypatch.setenv("ONRECORD_ARCHIVE_USER", USER)
    monkeypatch.setenv("ONRECORD_ARCHIVE_PASSWORD", PASSWORD)
    assert run("add", news_folder, "--finder", "rules").out.startswith("added 3")
    assert run("articles").out.count("\n") == 3
    assert run("ask", "what did the mayor say?", "--json").code == 0
    nodes.wait(nodes=3)
    assert run("check").out == f"archive: {guarded}: OK\nsettings: OK\n"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"USER": USER, "PASSWORD": PASSWORD}, "cannot be trusted: its certificate does not pass;"),
        ({"CA": "", "USER": USER, "PASSWORD": "wrong"}, "refuses the user or the password; set ONRECORD_"),
        ({"CA": "", "USER": USER}, "refuses the user or the password; set ONRECORD_"),
        ({"CA": ""}, "refuses the user or the password; set ONRECORD_"),
    ],
)
def test_a_refusal_is_one_line_without_the_password(
    guarded: str,
    certificate: tuple[Path, Path],
    run: Callable[..., Ran],
    monkeypatch: pytest.MonkeyPatch,
    given: dict[str, str],
    said: str,
) -> None:
    for name, value in given.items():
        monkeypatch.setenv(f"ONRECORD_ARCHIVE_{name}", value or str(certificate[0]))
    for command in (("ask", "what?"), ("check",)):
        found = run(*command, "--archive", guarded)
        assert (found.code, found.out, found.err.count("\n")) == (1, "", 1)
        assert found.err.startswith(f"error: the cluster of {guarded} {said}")
        assert PASSWORD not in run("--debug", *command, "--archive", guarded).err
