"""Load on the site: waiting times, answers a second and memory, beside Datasette serving the exported SQLite.

    nice -n 10 python -m tests.benchmarks.site ARCHIVE [--connections 200] [--every 5] [--seconds 30]

Both servers run in processes of their own and get the same questions, one server after the other: what
somebody said, what somebody said about a topic, and a search for two words, drawn from the archive's
quotations; they are more than a server keeps the answers of. Datasette is asked for five rows of the table
`quotations` as JSON, by its full-text search and by the speaker's name, with neither facets nor a count of
all that match. First each of so many connections asks every few seconds (`paced`); then eight ask again as
soon as they are answered (`pressed`). Times are from the request to the last byte of the answer.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import re
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import NamedTuple
from urllib.parse import quote, urlsplit

from index.records.archive import Archive
from tests.benchmarks.answers import questions
from tests.support.paths import ROOT

_PRESSING = 8
_ASKED = re.compile(r"What did (?P<who>.+?) say(?: about (?P<topic>.+))?\?")


class Figures(NamedTuple):
    """What a run showed, times in milliseconds; `failed` are answers other than 200, `cpu` is the server's
    processor time for one answer."""

    answers: int
    failed: int
    a_second: float
    cpu: float
    p50: float
    p99: float
    worst: float


class Target(NamedTuple):
    """A server that is asked, and where."""

    name: str
    url: str
    process: subprocess.Popen[bytes]
    paths: list[str]

    @property
    def cpu(self) -> float:
        """Milliseconds of processor time that it has taken."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) * 1000 / os.sysconf("SC_CLK_TCK")

    @property
    def memory(self) -> int:
        """Mebibytes of memory that it has taken at most."""
        status = Path(f"/proc/{self.process.pid}/status").read_text(encoding="ascii")
        found = re.search(r"VmHWM:\s+(\d+) kB", status)
        return int(found[1]) // 1024 if found else -1


def main(argv: Sequence[str] | None = None) -> int:
    """Print what was measured, as JSON."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("archive", type=Path, metavar="ARCHIVE")
    parser.add_argument("--connections", type=int, default=200)
    parser.add_argument("--every", type=float, default=5.0, metavar="SECONDS")
    parser.add_argument("--seconds", type=float, default=30.0, help="how long each part takes")
    parser.add_argument("--questions", type=int, default=3000)
    parser.add_argument("--sqlite", type=Path, help="an export that is there already")
    options = parser.parse_args(argv)
    with Archive.open(options.archive) as archive:
        asked = [text for kind, text in questions(archive, options.questions) if kind in _KINDS]
        held = {"sentences": archive.sentence_count, "articles": archive.article_count}
    random.Random(1).shuffle(asked)
    found: dict[str, object] = dict(held)
    with tempfile.TemporaryDirectory() as folder:
        exported = options.sqlite or _exported(options.archive, Path(folder))
        for start in (_onrecord, _datasette):
            with start(options.archive if start is _onrecord else exported, asked) as target:
                found[target.name] = asyncio.run(_measured(target, options))
    print(json.dumps(found, indent=2))
    return 0


_KINDS = ("person", "topic", "search")


def _exported(archive: Path, folder: Path) -> Path:
    target = folder / "quotations.db"
    command = ["export", "--archive", str(archive), "--format", "sqlite", "--output", str(target)]
    subprocess.run([sys.executable, "-m", "index", *command], cwd=ROOT, check=True)
    return target


@contextmanager
def _onrecord(archive: Path, asked: Sequence[str]) -> Iterator[Target]:
    port = _free_port()
    command = [sys.executable, "-m", "index", "serve", "--archive", str(archive), "--port", str(port)]
    paths = [f"/api/ask?q={quote(one)}" for one in asked]
    with _running("onrecord", command, port, paths) as target:
        yield target


@contextmanager
def _datasette(database: Path, asked: Sequence[str]) -> Iterator[Target]:
    port = _free_port()
    command = [sys.executable, "-m", "datasette", "serve", str(database), "--port", str(port)]
    table = f"/{database.stem}/quotations.json?_size=5&_nocount=1&_nofacet=1&_nosuggest=1"
    paths = []
    for one in asked:
        found = _ASKED.fullmatch(one)
        who, topic = (found["who"], found["topic"]) if found else (None, one)
        query = f"&speaker={quote(who)}" if who else ""
        paths.append(table + query + (f"&_search={quote(topic)}" if topic else ""))
    with _running("datasette", command, port, paths) as target:
        yield target


@contextmanager
def _running(name: str, command: list[str], port: int, paths: list[str]) -> Iterator[Target]:
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(
        command, cwd=ROOT, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        for _ in range(600):
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
                break
            except OSError:
                time.sleep(0.1)
        yield Target(name, f"http://127.0.0.1:{port}", process, paths)
    finally:
        process.terminate()
        process.wait(30)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


async def _measured(target: Target, options: argparse.Namespace) -> dict[str, object]:
    await _asked(target, 2, 0.0, most=30)  # what is read from the disk once is not counted
    paced = await _asked(target, options.connections, options.every, seconds=options.seconds)
    pressed = await _asked(target, _PRESSING, 0.0, seconds=options.seconds)
    found = {"memory_mib": target.memory, "paced": paced._asdict(), "pressed": pressed._asdict()}
    print(f"{target.name}: {json.dumps(found)}", file=sys.stderr)
    return found


async def _asked(
    target: Target, connections: int, every: float, most: int | None = None, seconds: float = 600.0
) -> Figures:
    """Ask over so many connections, each every so many seconds, or with 0 again at once."""
    times: list[float] = []
    failed, before = 0, target.cpu
    began = time.perf_counter()
    end = began + seconds
    chance = random.Random(connections)

    async def visitor(number: int) -> None:
        nonlocal failed
        at = urlsplit(target.url)
        due = began + chance.random() * every
        reader, writer = await asyncio.open_connection(at.hostname, at.port)
        place = number * 7
        try:
            while max(due, time.perf_counter()) < end and (most is None or len(times) < most):
                await asyncio.sleep(max(due - time.perf_counter(), 0.0))
                path = target.paths[place % len(target.paths)]
                place += 1
                sent = time.perf_counter()
                writer.write(f"GET {path} HTTP/1.1\r\nHost: {at.netloc}\r\n\r\n".encode())
                failed += not await _answered(reader)
                times.append((time.perf_counter() - sent) * 1000)
                due = due + every if every else time.perf_counter()
        finally:
            writer.close()

    await asyncio.gather(*(visitor(number) for number in range(connections)))
    took = time.perf_counter() - began
    times.sort()
    last = times[min(int(len(times) * 0.99), len(times) - 1)]
    return Figures(
        answers=len(times),
        failed=failed,
        a_second=round(len(times) / took, 1),
        cpu=round((target.cpu - before) / len(times), 1),
        p50=round(median(times), 1),
        p99=round(last, 1),
        worst=round(times[-1], 1),
    )


async def _answered(reader: asyncio.StreamReader) -> bool:
    """Read one answer to its last byte; whether it is a 200."""
    head = (await reader.readuntil(b"\r\n\r\n")).lower()
    length = re.search(rb"content-length: (\d+)", head)
    if length:
        await reader.readexactly(int(length[1]))
    elif b"transfer-encoding: chunked" in head:
        while size := int((await reader.readline()).strip() or b"0", 16):
            await reader.readexactly(size + 2)
        await reader.readline()
    return head.startswith(b"http/1.1 200")


if __name__ == "__main__":
    sys.exit(main())
