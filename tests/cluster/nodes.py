"""A cluster of OpenSearch nodes, each a process of its own on 127.0.0.1, to be killed and started again."""

from __future__ import annotations

import json
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack, suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from urllib.error import URLError
from urllib.request import urlopen

MADE = Path(sys.prefix) / "cluster"
_JAVA = ("java", "-Xms128m", "-Xmx512m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto")
_PATIENCE = 150.0


class Nodes:
    """So many nodes of one cluster, started on entering, killed on leaving."""

    def __init__(self, folder: Path, count: int, more: int = 0) -> None:
        """`more` may be started later."""
        assert (MADE / "made").is_file(), "the jars are missing: run tests/cluster/install"
        self.folder = folder
        self.count = count
        ports = _free_ports(2 * (count + more))
        self._http, self._wire = ports[: count + more], ports[count + more :]
        self._running: dict[int, subprocess.Popen[bytes]] = {}

    def __enter__(self) -> Self:
        with ExitStack() as stack:
            stack.callback(self.stop)
            for number in range(self.count):
                self.start(number)
            self.wait(nodes=self.count)
            stack.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def address(self, name: str, numbers: Sequence[int] | None = None) -> str:
        """The address of an archive of that name, on all nodes or on those."""
        ports = [self._http[number] for number in (numbers or range(self.count))]
        return f"opensearch://{','.join(f'127.0.0.1:{port}' for port in ports)}/{name}"

    def start(self, number: int) -> None:
        """Start a node."""
        ports = [",".join(map(str, some)) for some in (self._http, self._wire)]
        log = (self.folder / f"node{number}.log").open("ab")
        classes = f"{MADE / 'classes'}:{MADE / 'jars'}/*"
        self._running[number] = subprocess.Popen(
            [*_JAVA, "-cp", classes, "OsNode", str(self.folder), str(number), *ports],
            stdout=log,
            stderr=subprocess.STDOUT,
            cwd=self.folder,
        )
        log.close()

    def kill(self, number: int) -> None:
        """Kill a node with SIGKILL."""
        node = self._running.pop(number)
        node.send_signal(signal.SIGKILL)
        node.wait()

    def stop(self) -> None:
        """Kill whatever runs."""
        for number in list(self._running):
            self.kill(number)

    def get(self, path: str) -> Any:
        """What the first node that answers says."""
        for number in self._running:
            with (
                suppress(OSError),
                urlopen(f"http://127.0.0.1:{self._http[number]}{path}", timeout=10) as said,
            ):
                return json.load(said)
        raise URLError("no node answers")

    def health(self) -> dict[str, Any]:
        """The cluster's health."""
        found: dict[str, Any] = self.get("/_cluster/health")
        return found

    def manager(self) -> int:
        """The number of the elected manager."""
        return int(self.get("/_cat/cluster_manager?format=json")[0]["node"].removeprefix("node"))

    def wait(self, *, nodes: int) -> None:
        """Wait until so many nodes have formed a cluster, with every shard and every copy in its place."""

        def formed() -> bool:
            health = self.health()
            return bool(
                health["number_of_nodes"] == nodes
                and health["status"] == "green"
                and not health["relocating_shards"]
            )

        until(formed, self._logs)

    def _logs(self) -> str:
        return "\n".join(path.read_text()[-2000:] for path in sorted(self.folder.glob("node*.log")))


def until(happened: Callable[[], bool], told: Callable[[], str] = str) -> None:
    """Wait until something has happened; AssertionError with what `told` says where it takes too long."""
    end = time.monotonic() + _PATIENCE
    while True:
        with suppress(OSError, KeyError):
            if happened():
                return
        assert time.monotonic() < end, told()
        time.sleep(0.3)


def _free_ports(count: int) -> list[int]:
    with ExitStack() as stack:
        sockets = [stack.enter_context(socket.socket()) for _ in range(count)]
        for one in sockets:
            one.bind(("127.0.0.1", 0))
        return [one.getsockname()[1] for one in sockets]
