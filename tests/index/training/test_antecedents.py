"""Learning whom pronouns and nominals stand for: what is read, what is learned, and the file it goes into."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from index.quotations.speakers.ranking.ranker import chances, read_weights
from index.training.antecedents import SHIPPED, Told, fit_weights, main, told_in, written

TEXT = "Ana Ruiz met Bo Lind on Monday. She said it rained."


def _folder(path: Path, row: Mapping[str, object]) -> Path:
    (path / "text").mkdir()
    (path / "attributions").mkdir()
    (path / "text" / "a.txt").write_text(TEXT, encoding="utf-8")
    lines = "T1\tContent 41 50\tit rained\nT2\tCue 36 40\tsaid\nT3\tSource 32 35\tShe\n"
    (path / "attributions" / "a.ann").write_text(
        lines + "E1\tContent:T1 Cue:T2 Source:T3\n", encoding="utf-8"
    )
    (path / "speakers.json").write_text(json.dumps({"a": [row]}), encoding="utf-8")
    return path


@pytest.mark.parametrize("place", [{"source": [[32, 35]]}, {"content": [[41, 50]]}])
def test_a_speaker_is_told_of_a_source_or_of_what_was_said(
    tmp_path: Path, place: dict[str, list[list[int]]]
) -> None:
    (told,) = told_in(_folder(tmp_path, {**place, "type": "person", "name": "Ana Ruiz"}), {})
    assert sum(told.right) == 1
    assert not told.right[-1]


@pytest.mark.parametrize("row", [{"type": "unnamed", "name": None}, {"type": "person", "name": "Jo Moe"}])
def test_nobody_is_right_where_nobody_named_before_spoke(tmp_path: Path, row: dict[str, str | None]) -> None:
    (told,) = told_in(_folder(tmp_path, {"source": [[32, 35]], **row}), {})
    assert told.right[-1]


def test_what_is_not_to_be_learned_from_is_passed_over(tmp_path: Path) -> None:
    row = {"source": [[32, 35]], "type": "author", "name": None}
    assert list(told_in(_folder(tmp_path, row), {})) == []


def test_the_feature_that_right_candidates_have_weighs_most() -> None:
    told = [Told([[("good", 1.0)], [("bad", 1.0)], [("none", 1.0)]], [True, False, False])] * 20
    weights = fit_weights(told)
    assert weights["good"] > 0 > weights["bad"]
    likely = chances(told[0].features, {name: weight / 100 for name, weight in weights.items()})
    assert likely[0] > 0.9
    assert sum(likely) == pytest.approx(1.0)


def test_what_is_written_is_read_again_and_shipped() -> None:
    assert read_weights(written({"he tie": -43, "role head": 120})) == {"he tie": -0.43, "role head": 1.2}
    shipped = SHIPPED.read_text(encoding="utf-8")
    again = {name: round(weight * 100) for name, weight in read_weights(shipped).items()}
    assert written(again) == shipped


def test_weights_are_learned_from_folders(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = _folder(tmp_path, {"source": [[32, 35]], "type": "person", "name": "Ana Ruiz"})
    out = tmp_path / "weights.txt"
    assert main([str(folder), "--out", str(out)]) == 0
    assert capsys.readouterr().err.startswith("1 anaphors")
    assert out.read_text(encoding="utf-8").startswith("#")
    (folder / "speakers.json").unlink()
    with pytest.raises(SystemExit):
        main([str(folder)])
    assert "speakers.json is missing" in capsys.readouterr().err
