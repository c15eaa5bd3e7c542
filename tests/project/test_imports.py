"""Imports follow the way: bot -> index -> nothing of ours; what is heavy is imported where it is needed."""

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from index.answers.archive import Archive
from tests.support.articles import three
from tests.support.paths import ROOT

OURS = ("bot", "config", "index")
MODULES = sorted(path for name in OURS for path in (ROOT / name).rglob("*.py"))
UNSEEN = {"lxml-html-clean"}  # trafilatura's; old versions of pip do not see that it needs this
EDGES = ("index/cli/", "index/__main__.py")  # where settings are read, which nothing else looks back to


def name_of(path: Path) -> str:
    """The module's name, `index` for `index/__init__.py`."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imported(tree: ast.AST, *, at_once: bool = False) -> Iterator[str]:
    """The modules that a module imports; with `at_once` only those it imports when it is imported itself."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "a relative import"
            yield node.module or ""
        elif not (at_once and (isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) or _for_types(node))):
            yield from imported(node, at_once=at_once)


def _for_types(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)


@pytest.mark.parametrize("path", MODULES, ids=[name_of(path) for path in MODULES])
def test_a_module_imports_nothing_that_comes_after_it(path: Path) -> None:
    name = path.relative_to(ROOT).as_posix()
    found = set(imported(ast.parse(path.read_text(encoding="utf-8"))))
    ours = {module for module in found if module.split(".")[0] in OURS}
    if name.startswith("config/"):
        assert not {module for module in ours if not module.startswith("config")}
    if name.startswith("index/"):
        assert not {module for module in ours if module.startswith("bot")}
        assert not {module for module in found if module.split(".")[0] == "telegram"}
        if not name.startswith(EDGES):
            assert not {module for module in ours if module.startswith(("config", "index.cli"))}


def test_no_module_waits_for_itself() -> None:
    graph = {
        name_of(path): set(imported(ast.parse(path.read_text(encoding="utf-8")), at_once=True))
        for path in MODULES
    }
    done: set[str] = set()

    def visit(module: str, above: tuple[str, ...]) -> None:
        assert module not in above, " -> ".join((*above, module))
        if module in graph and module not in done:
            for other in graph[module]:
                visit(other, (*above, module))
            done.add(module)

    for module in graph:
        visit(module, ())


def test_what_is_imported_is_a_direct_dependency_with_its_reason() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    named = {_folded(re.split(r"[^\w.-]", line)[0]) for line in project["dependencies"]}
    homes = packages_distributions()
    used = {
        _folded(homes[module.split(".")[0]][0])
        for path in MODULES
        if "training" not in path.parts  # its extra
        and path.name != "build_kernel.py"  # what builds has its own
        for module in imported(ast.parse(path.read_text(encoding="utf-8")))
        if module.split(".")[0] not in (*OURS, *sys.stdlib_module_names)
    }
    assert used | UNSEEN == named
    table = (ROOT / "README.md").read_text(encoding="utf-8").split("## What it is built on")[1]
    rows = re.findall(r"^\| ([\w, -]+) \| ", table, re.MULTILINE)
    assert {_folded(name) for row in rows[1:] for name in row.split(", ")} == named


def _folded(name: str) -> str:
    return name.lower().replace("_", "-")


def _run(code: str, *arguments: str, asked: str = "") -> str:
    ran = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=ROOT, capture_output=True, text=True, check=False, input=asked,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


_WITHOUT_TELEGRAM = (
    "import runpy, sys; sys.modules['telegram'] = None; sys.modules['telegram.ext'] = None\n"
    "sys.argv[0] = 'index'; runpy.run_module('index', run_name='__main__', alter_sys=True)"
)


def test_the_index_works_without_telegram(tmp_path: Path) -> None:
    shown = _run(_WITHOUT_TELEGRAM, "ask", "--archive", str(tmp_path / "none"), "what did Kamynin say?")
    assert "A serious problem for us" in shown


def test_the_conversation_works_without_telegram(tmp_path: Path) -> None:
    folder = str(tmp_path / "none")
    shown = _run(_WITHOUT_TELEGRAM, "chat", "--archive", folder, asked="what did Kamynin say about Iran?\n")
    assert "A serious problem for us" in shown
    assert _run(_WITHOUT_TELEGRAM, "reports", "--archive", folder) == ""


def test_the_index_has_every_command_but_the_bot() -> None:
    shown = _run(_WITHOUT_TELEGRAM, "--help")
    for command in ("ask", "add", "remove", "quotes", "people", "articles", "stats", "check", "chat"):
        assert re.search(rf"^    {command}\b", shown, re.MULTILINE), command
    assert not re.search(r"^    bot\b", shown, re.MULTILINE)


def test_asking_an_archive_loads_nothing_heavy(archive_folder: Path) -> None:
    with Archive.create(archive_folder) as archive:
        archive.add(three(), finder="rules")
    code = "import sys; from bot.cli import main; main(sys.argv[1:]); print(*sorted(sys.modules))"
    loaded = _run(code, "ask", "--archive", str(archive_folder), "what did Okafor say?").split()
    assert "sqlite3" in loaded
    heavy = {
        "onnxruntime", "tokenizers", "trafilatura", "lxml", "rich", "pydantic", "telegram", "httpx",
        "prompt_toolkit", "frontmatter", "charset_normalizer",
        "index.archive.adding", "index.articles.reading",
    }  # fmt: skip
    assert not heavy & set(loaded)
