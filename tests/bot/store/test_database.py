"""The file of the bot's memory: one that an earlier version wrote is read by this one."""

import json
import sqlite3
from pathlib import Path

import pytest

from bot.store.database import _SCHEMA, FORMAT, StateError
from bot.store.state import State


def test_a_memory_of_the_first_format_is_brought_up_to_date(tmp_path: Path) -> None:
    path = tmp_path / "bot.sqlite"
    old = sqlite3.connect(path)
    old.executescript(_SCHEMA)
    old.execute("INSERT INTO updates VALUES (7, 1, 1.0, ?, 5812)", (json.dumps({"update_id": 1}),))
    old.execute("INSERT INTO updates VALUES (7, 2, 1.0, ?, NULL)", (json.dumps({"update_id": 2}),))
    old.execute("INSERT INTO people VALUES (1, ?)", (json.dumps({"size": 5}),))
    old.execute("INSERT INTO views VALUES ('view-1', 1, 1, 9, ?, 4e9)", (json.dumps({"kind": "answer"}),))
    old.execute("PRAGMA user_version = 1")
    old.commit()
    old.close()
    for _ in range(2):
        with State(path) as state:
            assert [update["update_id"] for update in state.unfinished(7)] == [1, 2]
            # What held a message's number is now how often an answer may have been sent.
            assert [state.sendings(7, number) for number in (1, 2)] == [1, 0]
            assert state.settings(1) == {"size": 5}
            view = state.view("view-1")
            assert view is not None
            assert not view.twin
            assert state.follows() == []
            assert state._rows("PRAGMA user_version") == [(FORMAT,)]


def test_a_memory_of_a_later_format_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "bot.sqlite"
    with State(path) as state:
        state._db.execute(f"PRAGMA user_version = {FORMAT + 1}")
    before = path.read_bytes()
    with pytest.raises(StateError, match="written by another version"):
        State(path)
    assert path.read_bytes() == before
