"""The compiled search: that it is built or left out cleanly, and that threads may share it."""

from __future__ import annotations

import struct
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import index.search
from index.search import build_kernel
from index.search.inverter import Document, write_segment
from index.search.kernel import ARRAYS, load
from index.search.searcher import Postings


def test_without_a_compiler_nothing_is_built(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("CC", raising=False)
    assert build_kernel.build() is False
    assert capsys.readouterr().err == "onrecord: no C compiler found; searches will use NumPy\n"


def test_a_failed_compilation_is_told_and_leaves_no_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CC", "false")
    monkeypatch.setattr(build_kernel, "LIBRARY", tmp_path / "_kernel.so")
    assert build_kernel.build() is False
    assert "searches will use NumPy" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_without_a_kernel_numpy_searches(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(sys.modules, "index.search._kernel", None)
    monkeypatch.delattr(index.search, "_kernel", raising=False)
    load.cache_clear()
    try:
        assert load() is None
        write_segment(tmp_path, "a", [Document(4, ["iran"]), Document(5, ["iran", "talks"])])
        with Postings.open(tmp_path, ["a"]) as postings:
            assert [hit.sentence for hit in postings.search(["talks", "iran"])] == [5, 4]
    finally:
        load.cache_clear()


def test_a_kernel_of_another_source_is_not_used(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    if load() is None:
        pytest.skip("no kernel was built")
    from index.search import _kernel

    monkeypatch.setattr(_kernel, "SOURCE", "00000000")
    load.cache_clear()
    try:
        assert load() is None
    finally:
        load.cache_clear()
    assert "run python index/search/build_kernel.py" in caplog.text


def test_both_sides_agree_on_the_structure() -> None:
    kernel = load()
    if kernel is None:
        pytest.skip("no kernel was built")
    assert struct.calcsize(f"{len(ARRAYS) + 3}Q10q") == kernel.SEGMENT_SIZE


def test_threads_share_a_snapshot(tmp_path: Path) -> None:
    write_segment(
        tmp_path,
        "a",
        (
            Document(number, [f"t{number % 7}", f"t{number % 11}", f"u{number % 500}"])
            for number in range(20_000)
        ),
    )
    questions = [[f"t{number % 7}", f"u{number}"] for number in range(300)]
    with Postings.open(tmp_path, ["a"]) as postings, ThreadPoolExecutor(4) as pool:
        alone = [postings.search(question) for question in questions]
        assert list(pool.map(postings.search, questions)) == alone


@pytest.mark.parametrize("question", [[f"t{number}" for number in range(80)], ["\ud800", "t1"], ["t1"] * 200])
def test_questions_beyond_the_kernel_are_answered_too(tmp_path: Path, question: list[str]) -> None:
    write_segment(tmp_path, "a", (Document(number, [f"t{number % 90}", "\ud800"]) for number in range(180)))
    with Postings.open(tmp_path, ["a"]) as postings:
        found = postings.search(question, limit=500)
        shared = set(question) & {f"t{number}" for number in range(90)} | set(question) & {"\ud800"}
        assert len(found) == (180 if "\ud800" in shared else 2 * len(shared))
