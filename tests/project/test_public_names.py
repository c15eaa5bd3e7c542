"""The names that people import."""

import subprocess
import sys

import index


def test_every_public_name_is_there_and_from_here() -> None:
    for name in index.__all__:
        assert getattr(index, name).__module__.startswith("index."), name
    assert dir(index) == sorted(index.__all__)


def test_the_function_answers_as_the_archive_does(seed_index: index.Archive) -> None:
    """`answer` of the names above is the function, whatever module of that name has been imported."""
    asked = index.answer(seed_index, "what did Kamynin say about Iran?", limit=2)
    assert asked.outcome is index.Outcome.ANSWERED
    assert [passage.speaker for passage in asked.answers] == ["Mikhail Kamynin"]
    assert asked == seed_index.ask("what did Kamynin say about Iran?", limit=2)
    assert index.answer(seed_index, "what did Kamynin say?", article="no such").answers == ()


def test_importing_the_package_imports_none_of_its_parts() -> None:
    code = "import sys, index; print(sorted(m for m in sys.modules if m.startswith('index.')))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
