"""Learning what stands between quotation marks unsaid."""

from pathlib import Path

import pytest

from index.training.marks import SHIPPED, fit_weights, main, stretches_in, written

TABLE = Path("tests/corpus/marks.tsv")


def test_the_lines_of_a_file_are_told_apart() -> None:
    seen = list(stretches_in(TABLE))
    table = fit_weights(seen)
    right = sum((sum(table.get(s, 0) for s in one.signs) > 0) is one.said for one in seen)
    assert len(seen) > 140
    assert right / len(seen) > 0.9


def test_half_marked_and_embedded_stretches_tell_nothing(tmp_path: Path) -> None:
    text = "He said that the village and its “old mill” have to go. “Now,” he said. We like “Tea”.\n"
    (tmp_path / "text").mkdir()
    (tmp_path / "attributions").mkdir()
    (tmp_path / "text" / "a.txt").write_text(text, encoding="utf-8")
    places = [
        (text.index("the village"), text.index(" go.") + 3),
        (text.index("Now"), text.index(",” he") + 1),
    ]
    lines = [
        f"T{n}\tContent {s} {e}\t{text[s:e]}\nE{n}\tContent:T{n}\n" for n, (s, e) in enumerate(places, 1)
    ]
    (tmp_path / "attributions" / "a.ann").write_text("".join(lines), encoding="utf-8")
    assert [one.said for one in stretches_in(tmp_path)] == [True, False]


def test_the_command_writes_what_the_finder_reads(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "weights.txt"
    assert main([f"{TABLE}:2", "--out", str(out)]) == 0
    assert "stretches" in capsys.readouterr().err
    assert out.read_text(encoding="utf-8") == written(fit_weights(list(stretches_in(TABLE)) * 2))
    assert (
        out.read_text(encoding="utf-8").splitlines()[0] == SHIPPED.read_text(encoding="utf-8").splitlines()[0]
    )
