"""Nodes and writers that are killed: no answer is wrong or of a part, and nothing is half or twice."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from index.cluster.address import Access
from index.cluster.check import faults_of
from index.errors import ArchiveError
from index.records.archive import Archive, on_cluster
from tests.cluster.nodes import Nodes, until
from tests.cluster.twins import QUESTIONS, Twins, client_of, corpus, twins
from tests.conftest import Ran
from tests.support.paths import ROOT

ASKED = QUESTIONS[:6]


@pytest.fixture
def town(nodes: Nodes, tmp_path: Path) -> Iterator[Twins]:
    """Two archives of a few articles, the cluster's in three shards, each with a copy."""
    with twins(nodes, tmp_path / "archive", "failures", number_of_shards=3) as both:
        both.add(corpus(8))
        nodes.wait(nodes=3)
        yield both


class Asking:
    """Asks again and again in a thread of its own, and compares the answers with the right ones."""

    def __init__(self, both: Twins) -> None:
        self._right = [both.folder.ask(question) for question in ASKED]
        self._place = both.cluster.place
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._ask)
        self.count = 0
        self.wrong: list[object] = []

    def __enter__(self) -> Asking:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self._thread.join()

    def has_asked(self, enough: int) -> bool:
        """Whether so many were answered, or one wrongly."""
        return self.count >= enough or bool(self.wrong)

    def _ask(self) -> None:
        while not self._done.is_set():
            for question, right in zip(ASKED, self._right, strict=True):
                try:
                    with Archive.open(self._place) as archive:
                        found = archive.ask(question)
                except Exception as error:
                    self.wrong.append(error)
                else:
                    self.count += 1
                    if found != right:
                        self.wrong.append((question, found))


def test_nodes_are_killed_while_somebody_asks(nodes: Nodes, town: Twins) -> None:
    copies = nodes.get("/_cat/shards/failures?format=json")
    places = {(one["shard"], one["node"]) for one in copies}
    assert len(copies) == len(places) == 6, "a shard and its copy on one node"
    manager = nodes.manager()
    with Asking(town) as asking:
        for number in (next(one for one in range(3) if one != manager), manager):
            nodes.kill(number)
            until(lambda: nodes.health()["number_of_nodes"] == 2)
            until(partial(asking.has_asked, asking.count + 2 * len(ASKED)))
            nodes.start(number)
            nodes.wait(nodes=3)
    assert asking.wrong == []
    town.compare()


def test_two_of_three_nodes_down_is_one_clear_error(tmp_path: Path, run: Callable[..., Ran]) -> None:
    with Nodes(tmp_path, 3) as own:
        place = own.address("down")
        on_cluster().make(place, Access(), {"number_of_shards": 3}).close()
        assert run("add", "--archive", place, ROOT / "seeds", "--finder", "rules").code == 0
        own.wait(nodes=3)
        own.kill(0)
        own.kill(1)
        for arguments in (("ask", ASKED[0]), ("check",)):
            said = run(*arguments, "--archive", place)
            assert (said.code, said.out, said.err.count("\n")) == (1, "", 1)
            assert said.err.startswith(f"error: the cluster of {place} ")


def test_what_a_killed_writer_left_never_counts(nodes: Nodes, town: Twins, tmp_path: Path) -> None:
    folder, place = tmp_path / "more", town.cluster.place
    folder.mkdir()
    for article in corpus(30)[12:]:
        (folder / f"{article.id}.txt").write_text(article.text, encoding="utf-8")
    add = [sys.executable, "-m", "index", "add", str(folder), "--finder", "rules", "--wait", "90"]
    for documents in (0, 200):
        before = town.cluster.latest().version
        written = _written(nodes)
        with subprocess.Popen([*add, "--archive", place], cwd=ROOT) as writer:
            until(partial(_has_written, nodes, written + 10 + documents, writer))
            assert writer.poll() is None, "it was done before it could be killed"
            writer.kill()
        with Archive.open(place) as archive:
            assert archive.ask(ASKED[0]) == town.folder.ask(ASKED[0])
            assert archive.latest().version == before
    for where in (place, str(town.folder.folder)):
        subprocess.run([*add, "--archive", where], cwd=ROOT, check=True)
    assert faults_of(place, Access()) == []
    Twins(Archive.open(town.folder.folder), Archive.open(place)).compare()


def _written(nodes: Nodes) -> int:
    return int(nodes.get("/failures/_stats/indexing")["_all"]["primaries"]["indexing"]["index_total"])


def _has_written(nodes: Nodes, enough: int, writer: subprocess.Popen[bytes]) -> bool:
    return _written(nodes) >= enough or writer.poll() is not None


def test_one_writer_at_a_time(town: Twins) -> None:
    from index.cluster.writing import changing

    with changing(client_of(town.cluster)), pytest.raises(ArchiveError, match="another process is writing"):
        town.cluster.add(corpus(9)[-1:], finder="rules")
    town.add(corpus(9)[-1:])
    town.compare_rows()


def test_an_index_of_somebody_else_is_left_alone(nodes: Nodes, town: Twins, run: Callable[..., Ran]) -> None:
    client, place = client_of(town.cluster), nodes.address("theirs")
    client.ask("PUT", "/theirs", {"mappings": {"properties": {"a": {"type": "keyword"}}}})
    try:
        said = run("add", "--archive", place, ROOT / "seeds")
        assert said.err == f"error: the index of {place} is not an onrecord archive; choose another name\n"
        assert client.ask("GET", "/theirs/_count")["count"] == 0
    finally:
        client.ask("DELETE", "/theirs")


def test_a_read_only_cluster_says_so_and_answers(town: Twins) -> None:
    block = "/failures/_settings"
    client_of(town.cluster).ask("PUT", block, {"index.blocks.write": True})
    try:
        with pytest.raises(ArchiveError, match="is read-only at present"):
            town.cluster.add(corpus(9)[-1:], finder="rules")
        town.compare_answers(ASKED[0])
    finally:
        client_of(town.cluster).ask("PUT", block, {"index.blocks.write": None})
    town.add(corpus(9)[-1:])
    town.compare_rows()
