"""The order of answers is learned from questions with their right passages."""

import json
from pathlib import Path

import numpy as np
import pytest

from index.answers.order import FEATURES, weights
from index.training.order import NAMES, Listed, fit, main

TOWN = (
    "Harwick news\n\nAna Ruiz said that repairs of the ferry were overdue.\n\n"
    '"The ferry leaks, and its owners have never paid for a single day of work on it," Ana Ruiz said.\n\n'
    'Bo Lind called the ferry "a shame."\n'
)
QUESTIONS = [
    {"question": "What did Ana Ruiz say about the ferry?", "passage": ["never paid for a single day"]},
    {
        "question": "What did Ana Ruiz say about the ferry leaks?",
        "gold": [{"article": "town", "content": [[73, 150]]}],
    },
    {"question": "What did Bo Lind say about whales?", "passage": None},
    {"question": "?", "passage": "a shame"},
]


@pytest.mark.parametrize("name", ["tells", "direct", "near"])
def test_what_right_passages_have_weighs_most(name: str) -> None:
    chance = np.random.default_rng(5)
    lists = []
    for _ in range(40):
        rows = chance.random((6, len(NAMES)))
        right = (rows[:, NAMES.index(name)] == rows[:, NAMES.index(name)].max()).astype(float)
        lists.append(Listed(rows, right))
    learned = fit(lists, pull=0.1)
    assert NAMES[int(np.argmax(learned))] == name
    assert sum(one.first(learned) for one in lists) >= 36


def test_weights_are_written_with_what_they_were_learned_from(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, questions, out = tmp_path / "text", tmp_path / "questions.jsonl", tmp_path / "order.json"
    folder.mkdir()
    (folder / "town.txt").write_text(TOWN, encoding="utf-8")
    questions.write_text("".join(json.dumps(one) + "\n" for one in QUESTIONS), encoding="utf-8")
    assert main([str(questions), str(folder), "--out", str(out)]) == 0
    learned = json.loads(out.read_text(encoding="utf-8"))
    assert set(learned["weights"]) == set(FEATURES) == set(weights())
    assert learned["lists"] == 2  # what finds nothing right teaches nothing
    assert "questions.jsonl: 2 lists with a right passage" in capsys.readouterr().err
