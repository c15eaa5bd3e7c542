"""`onrecord serve` in a process of its own, and asking it as a browser does."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from tests.support.paths import ROOT


@dataclass(slots=True)
class Served:
    """A running server: its address, its process and a client for it."""

    url: str
    process: "subprocess.Popen[str]"
    client: httpx.Client

    def get(self, path: str, **headers: str) -> httpx.Response:
        """What a path gives; `_` in a header's name stands for a hyphen."""
        return self.client.get(
            path, headers={name.replace("_", "-"): value for name, value in headers.items()}
        )

    def json(self, path: str) -> Any:
        """What a path gives as JSON; it has to be found."""
        response = self.get(path)
        assert response.status_code == 200, (path, response.text)
        return response.json()


@contextmanager
def served(
    folder: Path, *arguments: str, settings: Mapping[str, str] | None = None, quiet: bool = True
) -> Iterator[Served]:
    """The archive in `folder`, served on a free port while the block runs.

    It has to end in order, and if it is to be `quiet` without having said anything.
    """
    process = subprocess.Popen(
        [sys.executable, "-m", "index", "serve", "--archive", str(folder), "--port", "0", *arguments],
        cwd=ROOT,
        env={**os.environ, **{f"ONRECORD_{name}": value for name, value in (settings or {}).items()}},
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stderr is not None
    line = process.stderr.readline()
    try:
        found = re.search(r"serving at (http://\S+:\d+)/", line)
        assert found, line
        with httpx.Client(base_url=found[1], timeout=30) as client:
            yield Served(found[1], process, client)
    finally:
        process.terminate()
        assert process.wait(20) == 0
        rest = process.stderr.read()
        process.stderr.close()
    assert bool(rest) != quiet, rest
