"""Imports go one way, modules stay short, and what is heavy is imported where it is needed."""

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from index.records.archive import Archive
from index.search.kernel import load
from tests.support.articles import three
from tests.support.paths import ROOT

# Left of a bar never imports what is right of it; packages of one layer do not import one another. Some of
# them are still to come.
LAYERS = (
    "errors spans | search lexicon | articles | analysis fetching | names | quotations people | meaning"
    " | archive questions | cluster feeds | answers | records | training web | cli | __main__ onrecord"
)
BOT_LAYERS = "store | conversation | transport terminal_chat | service | cli | __main__"
READS_SETTINGS = re.compile(r"index\.(cli|web)\b|bot\.(service|cli)\b|bot\.transport\.application$")
OURS = ("bot", "config", "index")
LISTS = (*OURS, "index.onrecord")  # modules that only list the names of others
LONGEST_MODULE, LONGEST_FUNCTION, MOST_BESIDE_FOLDERS = 400, 60, 6  # lines, lines, modules
EXTRAS = {
    "citeproc-py",
    "matplotlib",
    "mcp",
    "mcp-types",
    "opensearch-py",
    "pandas",
    "pyarrow",
    "urllib3",
}  # imported where they are needed, if they are there
UNSEEN = {"lxml-html-clean"}  # trafilatura's; old versions of pip do not see that it needs this


def name_of(path: Path) -> str:
    """The module's name, `index` for `index/__init__.py`."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {name_of(path): path for name in OURS for path in sorted((ROOT / name).rglob("*.py"))}
TREES = {name: ast.parse(path.read_text(encoding="utf-8")) for name, path in MODULES.items()}
LEVELS = {
    f"{package}.{name}": level
    for package, layers in (("index", LAYERS), ("bot", BOT_LAYERS))
    for level, names in enumerate(layers.split("|"))
    for name in names.split()
}


def imported(tree: ast.AST) -> set[str]:
    """Every module or name in one that a module imports: at once, in a function or for types alone."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "a relative import"
            found.update(f"{node.module}.{alias.name}" for alias in node.names)
    return found


def ours(name: str, tree: ast.AST) -> set[str]:
    """The modules of ours that the module `name` imports."""
    found = set()
    for target in imported(tree):
        while target and target not in MODULES:
            target = target.rpartition(".")[0]
        found.add(target)
    return found - {"", name}


def wrong(name: str, tree: ast.AST) -> Iterator[str]:
    """The imports of a module that go against the way."""
    top, home = name.split(".", maxsplit=1)[0], _home(name)
    for target in sorted(ours(name, tree)):
        package, unit = target.split(".")[0], _home(target)
        if package == "config":
            allowed = top == "config" or READS_SETTINGS.match(name) is not None
        elif package != top:
            allowed = (top, package) == ("bot", "index")
        elif name in LISTS or home == unit:
            allowed = True  # a list of public names; a module's neighbours
        else:  # nothing asks for the public names of the package that it is in itself
            allowed = target != package and LEVELS[unit] < LEVELS[home]
        if not allowed:
            yield f"{name} imports {target}"
    if top != "bot" and any(target.split(".")[0] == "telegram" for target in imported(tree)):
        yield f"{name} imports telegram"


def _home(module: str) -> str:
    """`index.search` for whatever lies in it."""
    return ".".join(module.split(".")[:2])


def test_every_package_has_its_layer() -> None:
    homes = {_home(name) for name in MODULES if "." in name and not name.startswith("config")}
    assert homes <= LEVELS.keys()


@pytest.mark.parametrize("name", MODULES)
def test_a_module_imports_nothing_that_comes_after_it(name: str) -> None:
    assert list(wrong(name, TREES[name])) == []


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("index.search.bm25", "from index.lexicon.gender import Gender"),
        ("index.people.people", "from index.quotations.quotation import Quotation"),
        ("index.archive.store", "def ask():\n    from index.answers.answering import answer"),
        ("index.names.name", "if TYPE_CHECKING:\n    from index.people import people"),
        ("index.analysis.terms", "import index.names.roles"),
        ("index.answers.answering", "from config.settings import Settings"),
        ("index.articles.reading", "from index import Article"),
        ("index.cli.main", "from bot.cli import main"),
        ("index.cli.main", "import telegram.ext"),
        ("bot.conversation.screens", "from bot.transport.messages import listed"),
        ("bot.transport.handlers", "from config import settings"),
        ("config.settings", "from index.errors import OnRecordError"),
    ],
)
def test_an_import_against_the_way_is_seen(name: str, line: str) -> None:
    assert name in MODULES
    assert len(list(wrong(name, ast.parse(line)))) == 1


def circle(graph: Mapping[str, set[str]]) -> list[str]:
    """Modules that wait for one another, in that order; none where nothing does."""
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def test_no_module_waits_for_itself() -> None:
    graph = {name: ours(name, tree) - set(OURS) for name, tree in TREES.items() if name not in OURS}
    assert circle(graph) == []
    graph["index.search.bm25"] = {"index.search.searcher"}  # which imports it
    assert circle(graph)


def lengths(tree: ast.AST) -> dict[str, int]:
    """How many lines each function of a module has."""
    functions = (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))
    return {node.name: (node.end_lineno or 0) - node.lineno + 1 for node in functions}


def test_a_module_reads_in_one_sitting() -> None:
    lines = {name: path.read_text(encoding="utf-8").count("\n") for name, path in MODULES.items()}
    assert {name: count for name, count in lines.items() if count > LONGEST_MODULE} == {}
    long = {(name, of): n for name, tree in TREES.items() for of, n in lengths(tree).items()}
    assert {place: count for place, count in long.items() if count > LONGEST_FUNCTION} == {}


def test_modules_lie_in_the_folder_of_their_subject() -> None:
    beside = [path.name for path in (ROOT / "index").glob("*.py") if path.name != "__init__.py"]
    assert len(beside) <= MOST_BESIDE_FOLDERS, beside


def test_what_is_imported_is_a_direct_dependency_with_its_reason() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lines = [*project["dependencies"], *project["optional-dependencies"]["formats"]]
    named = {_folded(re.split(r"[^\w.-]", line)[0]) for line in lines}
    homes = packages_distributions()
    used = {
        _folded(homes.get(module.split(".")[0], [module.split(".")[0]])[0])
        for name, tree in TREES.items()
        if not name.startswith("index.training")  # its extra
        and name != "index.search.build_kernel"  # what builds has its own
        for module in imported(tree)
        if module.split(".")[0] not in (*OURS, *sys.stdlib_module_names)
    }
    assert (used - EXTRAS) | UNSEEN == named
    table = (ROOT / ".github" / "CONTRIBUTING.md").read_text(encoding="utf-8").split("## Dependencies")[1]
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
    if load() is not None:  # the compiled search needs no NumPy
        heavy |= {"numpy", "rank_bm25"}
    assert not heavy & set(loaded)
