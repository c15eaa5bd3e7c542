"""Nodes and writers that are killed: no answer is wrong or of a part, and nothing is half or twice."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from time import time

import pytest

from index.archive.database import waiting
from index.articles.article import Article
from index.cluster.address import Access
from index.cluster.check import faults_of
from index.cluster.documents import any_of
from index.cluster.record import Lease, Record, held
from index.errors import ArchiveError
from index.records.archive import Archive, on_cluster
from tests.cluster.nodes import Nodes, until
from tests.cluster.twins import QUESTIONS, Twins, client_of, corpus, edited, twins
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
    nodes.wait(nodes=3)
    assert faults_of(place, Access()) == []
    Twins(Archive.open(town.folder.folder), Archive.open(place)).compare()


def _written(nodes: Nodes) -> int:
    return int(nodes.get("/failures/_stats/indexing")["_all"]["primaries"]["indexing"]["index_total"])


def _has_written(nodes: Nodes, enough: int, writer: subprocess.Popen[bytes]) -> bool:
    return _written(nodes) >= enough or writer.poll() is not None


_STOPPED = """
import os, signal, sys
from opensearchpy import Transport
from index import Archive
from tests.cluster.test_failures import late_change

send, stopped = Transport.perform_request, []

def stop_first(self, method, url, *rest, **options):
    if url.endswith("/_bulk") and not stopped:
        stopped.append(url)
        os.kill(os.getpid(), signal.SIGSTOP)
    return send(self, method, url, *rest, **options)

Transport.perform_request = stop_first
with Archive.open(sys.argv[1]) as archive:
    archive.add(late_change(), finder="rules")
"""
"""A writer that stops itself when it is about to send what it writes."""


def late_change() -> list[Article]:
    """What the stopped writer adds: editions of two articles, and a new one."""
    there = corpus(9)
    return [edited(there[0], 1), edited(there[1], 1), replace(there[-1], id="late")]


def test_what_a_writer_sends_too_late_never_counts(nodes: Nodes, town: Twins) -> None:
    client, there = client_of(town.cluster), corpus(11)
    command = [sys.executable, "-c", _STOPPED, town.cluster.place]
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True) as late:
        stat = Path(f"/proc/{late.pid}/stat")
        until(lambda: late.poll() is not None or stat.read_text().split()[2] == "T")
        try:
            with waiting(60):
                town.add([edited(there[0], 2), there[-2]])
            written = _written(nodes)
        finally:
            late.send_signal(signal.SIGCONT)
        assert late.stderr is not None
        assert "archive" in late.stderr.read().splitlines()[-1]
    assert late.returncode == 1
    assert _written(nodes) > written, "nothing came too late"
    client.refresh()
    town.compare()
    town.both(lambda archive: archive.remove([there[2].id]))
    town.add([edited(there[1], 3), there[-1]])
    town.compare()
    nodes.wait(nodes=3)
    assert faults_of(town.cluster.place, Access()) == []


def test_an_edition_passes_over_the_mark_of_an_attempt_that_was_given_up(town: Twins) -> None:
    client, article = client_of(town.cluster), corpus(8)[3]
    record = Record.read(client)
    given_up = record.put(record.state.begun("somebody who is late")).state.attempt
    found = client.search({"query": any_of("id", [article.id]), "size": 2})["hits"]["hits"]
    assert len(found) == 1
    path = f"/failures/_update/{found[0]['_id']}"

    def arrive(_: int) -> None:
        client.ask("POST", path, {"doc": {"died": given_up}}, routing=found[0]["_routing"])

    town.cluster.add([edited(article, 1)], finder="rules", progress=arrive)
    town.folder.add([edited(article, 1)], finder="rules")
    assert Record.read(client).state.given_up == (given_up,)
    town.compare()


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


def test_a_writer_notices_whose_the_right_to_write_is(town: Twins) -> None:
    client = client_of(town.cluster)
    with held(client) as lease:
        lock = client.get("lock")
        assert lock is not None
        client.put("lock", {**lock["_source"], "until": 0}, after=lock)  # a sign whose answer was lost
        until(lambda: (client.get("lock") or {"_source": {"until": 0}})["_source"]["until"] > 0)
        lease.check()
        lock = client.get("lock")
        assert lock is not None
        client.put("lock", {**lock["_source"], "owner": "another", "until": 0}, after=lock)
        until(partial(_is_lost, lease))
    found = client.get("lock")
    assert found is not None
    assert found["_source"]["owner"] == "another"


def _is_lost(lease: Lease) -> bool:
    try:
        lease.check()
    except ArchiveError as error:
        assert "the right to write" in str(error)  # noqa: PT017
        return True
    return False


def test_what_no_longer_counts_is_kept_for_an_hour_from_its_commit(town: Twins) -> None:
    client, there = client_of(town.cluster), corpus(9)
    town.both(lambda archive: archive.remove([there[0].id]))
    removal = Record.read(client).state.version
    for number, (age, kept) in enumerate(((3590, True), (3610, False))):
        record = Record.read(client)
        record.put(replace(record.state, unread_next=removal, unread_from=int(time()) - age))
        town.add([edited(there[1], number)])
        client.refresh()
        assert bool(client.search({"query": any_of("died", [removal])})["hits"]["hits"]) is kept
    town.compare_rows()
