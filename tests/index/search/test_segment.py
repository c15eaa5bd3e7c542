"""What a segment file promises: it is whole or refused, and holds what was written whatever its size."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from random import Random

import numpy as np
import pytest
from rank_bm25 import BM25Plus

from index.errors import ArchiveDamaged, IndexFormatError
from index.search import inverter as building
from index.search import merging
from index.search import segment_writer as assembling
from index.search.inverter import Document, write_segment
from index.search.merging import merge, plan_merges
from index.search.searcher import Postings, remove_leftovers, verify
from index.search.segment import SegmentInfo
from tests.support.paths import ROOT


def documents(count: int, seed: int = 5) -> list[Document]:
    """Sentences with frequent and rare terms, some said many times, and keys that come in runs and alone."""
    random = Random(seed)
    return [
        Document(
            3 + number,
            [f"t{int(random.paretovariate(0.6))}" for _ in range(random.randrange(14))]
            + ["said"] * (number % 41 // 37),
            [f"article:{number // 12}", f"person:{random.randrange(9)}"],
            730_000 + number // 12 if number % 5 else None,
        )
        for number in range(count)
    ]


@pytest.fixture
def small_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Makes a small archive build the way a large one does: many batches, runs on the disk, many groups."""
    monkeypatch.setattr(building, "BATCH_DOCUMENTS", 100)
    monkeypatch.setattr(building, "RUN_POSTINGS", 700)
    monkeypatch.setattr(assembling, "GROUP_POSTINGS", 900)
    monkeypatch.setattr(assembling, "GROUP_TERMS", 50)
    monkeypatch.setattr(merging, "STEP", 60)


def scores(postings: Postings, question: list[str]) -> dict[int, float]:
    return dict(postings.search(question, limit=100_000))


@pytest.mark.usefixtures("small_runs")
def test_many_runs_and_groups_hold_what_one_would(tmp_path: Path) -> None:
    written = documents(3000)
    write_segment(tmp_path, "one", written)
    verify(tmp_path, "one")
    oracle = BM25Plus([document.terms for document in written])
    with Postings.open(tmp_path, ["one"]) as postings:
        for question in (["t1"], ["t2", "t1", "said"], ["t40", "t5", "t40"], ["t999", "said"]):
            expected = oracle.get_scores(question)
            found = scores(postings, question)
            for place, document in enumerate(written):
                if set(question) & set(document.terms):
                    assert found.pop(document.sentence) == expected[place]
            assert not found


@pytest.mark.usefixtures("small_runs")
def test_merging_keeps_the_living_and_nothing_else(tmp_path: Path) -> None:
    written = documents(2400)
    shares = {name: written[start::3] for start, name in enumerate("abc")}
    for name, share in shares.items():
        write_segment(tmp_path, name, share)
    deleted = {"a": [document.sentence for document in shares["a"][5:400:2]], "c": [10**9, 5]}
    gone = {sentence for sentences in deleted.values() for sentence in sentences}
    living = [document for document in written if document.sentence not in gone]
    merge(tmp_path, "merged", ["a", "b", "c"], deleted)
    write_segment(tmp_path, "anew", living)
    merged = (tmp_path / "merged.segment").read_bytes()
    verify(tmp_path, "merged")
    with Postings.open(tmp_path, ["merged"]) as left, Postings.open(tmp_path, ["anew"]) as right:
        assert left.sentences == right.sentences == len(living)
        assert left.average_length == right.average_length
        for question in (["t1", "t3"], ["said", "t17", "t2"]):
            assert left.search(question, limit=9999) == right.search(question, limit=9999)
        for key in ("article:7", "person:3", "person:99"):
            assert left.matching([[key]]) == right.matching([[key]])
        assert left.matching(since=730_005, until=730_100) == right.matching(since=730_005, until=730_100)
    assert len(merged) <= (tmp_path / "anew.segment").stat().st_size + 4096


@pytest.mark.parametrize("place", [0, 9, 30, 4097, -1, "middle"])
def test_a_changed_byte_is_found(tmp_path: Path, place: int | str) -> None:
    write_segment(tmp_path, "a", documents(200))
    path = tmp_path / "a.segment"
    data = bytearray(path.read_bytes())
    data[len(data) // 2 if isinstance(place, str) else place] ^= 4
    path.write_bytes(data)
    with pytest.raises((ArchiveDamaged, IndexFormatError), match="segment"):
        verify(tmp_path, "a")


@pytest.mark.parametrize("size", [0, 5, 19, 2000, 4096, 9000])
def test_a_file_cut_short_is_not_opened(tmp_path: Path, size: int) -> None:
    write_segment(tmp_path, "a", documents(200))
    path = tmp_path / "a.segment"
    path.write_bytes(path.read_bytes()[:size])
    with pytest.raises(ArchiveDamaged) as caught:
        Postings.open(tmp_path, ["a"])
    assert caught.value.path == path


def test_another_format_and_a_missing_file_are_told_apart(tmp_path: Path) -> None:
    write_segment(tmp_path, "a", documents(3))
    path = tmp_path / "a.segment"
    data = bytearray(path.read_bytes())
    data[8] = 99
    path.write_bytes(data)
    with pytest.raises(IndexFormatError) as caught:
        Postings.open(tmp_path, ["a"])
    assert caught.value.version == 99
    with pytest.raises(ArchiveDamaged, match=r"b\.segment"):
        Postings.open(tmp_path, ["b"])


def test_a_failed_write_leaves_no_file(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="sentence 4 does not come after sentence 4"):
        write_segment(tmp_path, "a", [Document(4, ["x"]), Document(4, ["y"])])
    with pytest.raises(TypeError, match="list of terms"):
        write_segment(tmp_path, "a", [Document(4, "missile")])
    assert list(tmp_path.iterdir()) == []


def test_a_killed_merge_leaves_what_is_told_from_a_segment(tmp_path: Path) -> None:
    write_segment(tmp_path, "a", documents(100))
    code = (
        "import os, signal, sys; from pathlib import Path\n"
        "from index.search import segment_file, merging\n"
        "segment_file.SegmentFile.finish = lambda *_: os.kill(os.getpid(), signal.SIGTERM)\n"
        "merging.merge(Path(sys.argv[1]), 'b', ['a'])"
    )
    killed = subprocess.run([sys.executable, "-c", code, str(tmp_path)], cwd=ROOT, check=False)
    assert killed.returncode != 0
    assert (tmp_path / "b.segment").stat().st_size > 4096
    with pytest.raises(ArchiveDamaged, match="is not a segment"):
        verify(tmp_path, "b")
    verify(tmp_path, "a")
    assert remove_leftovers(tmp_path, ["a"]) == ["b.segment"]
    assert [path.name for path in tmp_path.iterdir()] == ["a.segment"]


def test_a_snapshot_outlives_its_files(tmp_path: Path) -> None:
    write_segment(tmp_path, "a", documents(500))
    with Postings.open(tmp_path, ["a"]) as postings:
        before = postings.search(["t1", "t2"])
        merge(tmp_path, "b", ["a"])
        assert remove_leftovers(tmp_path, ["b"]) == ["a.segment"]
        assert postings.search(["t1", "t2"]) == before


def test_terms_that_share_a_checksum_are_told_apart(tmp_path: Path) -> None:
    # Both have the CRC-32 4dbd0b28.
    write_segment(tmp_path, "a", [Document(1, ["plumless"]), Document(2, ["buckeroo"]), Document(3, ["x"])])
    with Postings.open(tmp_path, ["a"]) as postings:
        assert [hit.sentence for hit in postings.search(["plumless"])] == [1]
        assert [hit.sentence for hit in postings.search(["buckeroo"])] == [2]


def test_segments_of_like_size_are_merged_eight_at_a_time() -> None:
    small = [SegmentInfo(f"s{number}", 25, 300, 20_000) for number in range(8)]
    large = [SegmentInfo("l", 10**6, 10**7, 10**8)]
    assert plan_merges(small[:7] + large) == []
    assert plan_merges(small + large) == [[segment.name for segment in small]]
    assert plan_merges(small + large, budget=100_000) == []
    assert plan_merges(large, {"l": 250_000}) == [["l"]]


def test_a_sentence_in_two_segments_is_refused(tmp_path: Path) -> None:
    write_segment(tmp_path, "a", [Document(1, ["x"])])
    write_segment(tmp_path, "b", [Document(1, ["x"])])
    with pytest.raises(ValueError, match="two of the segments"):
        merge(tmp_path, "c", ["a", "b"])
    assert np.all([path.suffix == ".segment" for path in tmp_path.iterdir()])
