"""Measures the index against rank-bm25, bm25s, tantivy and SQLite FTS5 over a made-up archive.

    nice -n 10 python -m tests.benchmarks.bm25 --sizes 10000 100000 1000000 --output build/bm25

Each engine builds in a process of its own, from the same sentences in memory, and serves in a fresh process
of its own. Questions are put in rounds, engine after engine within a round. Times are processor time of the
whole process, so that whatever else the machine does counts for nobody, and a question's time is the least of
the rounds; on an idle machine that is the time on the clock. Slow engines get fewer questions, and ratios are
taken over the questions that both have answered. Prints a table, and writes it with all figures as JSON and a
plot.
"""

from __future__ import annotations

import argparse
import gc
import json
import multiprocessing
import os
import resource
import subprocess
import sys
import time
from pathlib import Path
from statistics import geometric_mean
from typing import Any

from tests.benchmarks.corpus import Corpus, Question, Sentence
from tests.benchmarks.engines import ENGINES, Engine, Ours, RankBm25, empty, folder_of

BUDGET = 5.0
"""Seconds an engine may take for its questions in a round; what does not fit is left out."""


def memory(kind: str) -> float:
    """MB of this process: "Rss", or what it shares with nobody ("Private")."""
    total = 0
    for line in Path("/proc/self/smaps_rollup").read_text().splitlines():
        if line.startswith(kind):
            total += int(line.split()[1])
    return total / 1024


def build(engine: Engine, folder: Path, sentences: list[Sentence]) -> dict[str, float]:
    """Builds an index in a forked process: seconds, MB beyond the sentences in memory, MB on the disk."""
    receiver, sender = multiprocessing.Pipe(duplex=False)

    def work() -> None:
        engine.load()
        before = memory("Rss")
        started = time.process_time()
        engine.build(folder, sentences)
        seconds = time.process_time() - started
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        sender.send({"build_s": seconds, "build_peak_mb": max(0.0, peak - before)})

    process = multiprocessing.get_context("fork").Process(target=work)
    process.start()
    process.join()
    figures: dict[str, float] = receiver.recv()
    figures["disk_mb"] = sum(path.stat().st_size for path in folder.iterdir()) / 2**20
    return figures


class Server:
    """An engine serving in a fresh process, asked through its standard input."""

    def __init__(self, engine: Engine, folder: Path) -> None:
        environment = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
        command = [sys.executable, "-m", "tests.benchmarks.bm25", "--serve", engine.name, str(folder)]
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
        )

    def ask(self, questions: list[Question]) -> dict[str, Any]:
        """Times in microseconds and the best of each question."""
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(json.dumps(questions) + "\n")
        self.process.stdin.flush()
        answer: dict[str, Any] = json.loads(self.process.stdout.readline())
        return answer

    def close(self) -> None:
        """Ends the process."""
        self.process.communicate()


def serve(name: str, folder: Path) -> None:
    """What a serving process does: a line of questions in, a line of figures out."""
    engine = ENGINES[name]
    ask = None
    for line in sys.stdin:
        questions = [Question(*question) for question in json.loads(line)]
        figures: dict[str, Any] = {"times": [], "best": []}
        if ask is None:
            started = time.process_time()
            engine.load()
            imported = time.process_time()
            ask = engine.open(folder)
            ask(questions[0])
            figures |= {"import_s": imported - started, "first_s": time.process_time() - imported}
        begun = time.process_time()
        for question in questions:
            started = time.process_time_ns()
            found = ask(question)
            figures["times"].append((time.process_time_ns() - started) / 1000)
            if isinstance(engine, (Ours, RankBm25)):
                figures["best"].append([list(hit) for hit in found])
            if time.process_time() - begun > BUDGET:
                break
        figures["private_mb"] = memory("Private")
        print(json.dumps(figures), flush=True)


def add_one_article(folder: Path, corpus: Corpus) -> dict[str, float]:
    """What adding one article of 25 sentences to a built index costs: written, opened anew and found."""
    from index.search.inverter import Document, write_segment
    from index.search.searcher import Postings

    terms = [corpus.terms(number) for number in range(25)]
    documents = [Document(10**9 + n, words, ["article:new"], 740_000) for n, words in enumerate(terms)]
    seconds = []
    for attempt in range(5):
        started = time.perf_counter()
        info = write_segment(folder, f"added{attempt}", documents)
        with Postings.open(folder, ["all", info.name]) as postings:
            found = postings.search(terms[0], require=[["article:new"]])
        seconds.append(time.perf_counter() - started)
        assert found[0].sentence >= 10**9
        (folder / f"{info.name}.segment").unlink()
    return {"add_article_ms": min(seconds) * 1000, "add_article_kb": info.bytes / 1024}


def measure(size: int, arguments: argparse.Namespace) -> dict[str, Any]:
    """All figures at one size."""
    corpus = Corpus(size)
    root = arguments.output / str(size)
    engines = [ENGINES[name] for name in arguments.engines if size <= 10**6 or name not in ("rank_bm25",)]
    figures: dict[str, dict[str, Any]] = {engine.name: {} for engine in engines}
    if not arguments.keep:
        sentences = list(corpus)
        gc.collect()
        gc.freeze()
        for engine in engines:
            folder, own = folder_of(root, engine)
            if own:
                figures[engine.name] |= build(engine, empty(folder), sentences)
                print(f"{size}: {engine.name} built, {figures[engine.name]}", file=sys.stderr)
        del sentences
    questions = corpus.questions(arguments.questions)
    servers = {engine.name: Server(engine, folder_of(root, engine)[0]) for engine in engines}
    times: dict[str, list[float]] = {}
    best: dict[str, list[Any]] = {}
    for number in range(arguments.rounds + 1):
        for name, server in servers.items():
            if number > 2 and name == "rank_bm25":
                continue
            answer = server.ask(questions)
            figures[name]["private_mb"] = answer["private_mb"]
            best[name] = answer["best"]
            if number == 0:  # the first round warms up
                figures[name] |= {"import_s": answer["import_s"], "first_s": answer["first_s"]}
            elif name in times:
                times[name] = [min(pair) for pair in zip(times[name], answer["times"], strict=False)]
            else:
                times[name] = answer["times"]
    for server in servers.values():
        server.close()
    for name, found in times.items():
        figures[name] |= summary(found)
        shared = min(len(found), len(times["onrecord"]))
        ratios = [found[at] / times["onrecord"][at] for at in range(shared)]
        figures[name] |= {"times_ours": geometric_mean(ratios), "questions": len(found)}
    if "rank_bm25" in best:
        pairs = list(zip(best["onrecord"], best["rank_bm25"], strict=False))
        figures["rank_bm25"]["same_lists"] = f"{sum(same(*pair) for pair in pairs)} of {len(pairs)}"
    figures["onrecord"] |= add_one_article(folder_of(root, ENGINES["onrecord"])[0], corpus)
    return figures


def same(ours: list[list[float]], theirs: list[list[float]]) -> bool:
    """Whether scores are equal to 1e-9; sentences of equal score beyond the tenth may be others."""
    close = all(abs(a[1] - b[1]) <= 1e-9 for a, b in zip(ours, theirs, strict=False))
    last = ours[-1][1] if ours else 0.0
    inner = [[hit[0] for hit in found if hit[1] > last + 1e-9] for found in (ours, theirs[: len(ours)])]
    return close and inner[0] == inner[1]


def summary(times: list[float]) -> dict[str, float]:
    """Geometric mean, median and 99th percentile, in milliseconds."""
    ranked = sorted(times)
    return {
        "mean_ms": geometric_mean(ranked) / 1000,
        "p50_ms": ranked[len(ranked) // 2] / 1000,
        "p99_ms": ranked[min(len(ranked) - 1, round(len(ranked) * 0.99))] / 1000,
    }


COLUMNS = {
    "mean_ms": "mean ms",
    "p50_ms": "p50 ms",
    "p99_ms": "p99 ms",
    "times_ours": "× ours",
    "build_s": "build s",
    "build_peak_mb": "build peak MB",
    "disk_mb": "disk MB",
    "import_s": "import s",
    "first_s": "open and first answer s",
    "private_mb": "private MB",
}


def table(figures: dict[str, dict[str, Any]]) -> str:
    """One size's figures as Markdown."""
    lines = ["| engine | " + " | ".join(COLUMNS.values()) + " |", "|---" * (len(COLUMNS) + 1) + "|"]
    for name, row in figures.items():
        cells = [number(row[column]) if column in row else "" for column in COLUMNS]
        lines.append(f"| {name} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def number(figure: float) -> str:
    """A figure in three digits, or all of those before the point."""
    return f"{figure:,.0f}" if figure >= 100 else f"{figure:.3g}" if figure >= 0.001 else "< 0.001"


def plot(results: dict[str, dict[str, dict[str, Any]]], path: Path) -> None:
    """Latency and serving memory over size."""
    import matplotlib as mpl

    mpl.use("svg")
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(1, 2, figsize=(11, 4.2))
    for column, axis, title in (
        ("mean_ms", axes[0], "ms a question"),
        ("private_mb", axes[1], "private MB serving"),
    ):
        for name in ENGINES:
            points = [(int(size), row[name][column]) for size, row in results.items() if name in row]
            if points:
                axis.loglog(*zip(*points, strict=True), marker="o", label=name)
        axis.set_xlabel("sentences")
        axis.set_title(title)
        axis.grid(visible=True, which="major", alpha=0.3)
    axes[0].legend(fontsize=7)
    figure.tight_layout()
    figure.savefig(path)


def main() -> None:
    """Runs the benchmark, or serves one engine for it."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--sizes", type=int, nargs="+", default=[10_000, 100_000, 1_000_000], help="up to 10000000"
    )
    parser.add_argument("--engines", nargs="+", default=list(ENGINES), choices=list(ENGINES))
    parser.add_argument("--questions", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--output", type=Path, default=Path("build/bm25"))
    parser.add_argument("--keep", action="store_true", help="take the indexes that an earlier run built")
    parser.add_argument("--serve", nargs=2, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.serve:
        serve(arguments.serve[0], Path(arguments.serve[1]))
        return
    results: dict[str, dict[str, dict[str, Any]]] = {}
    for size in arguments.sizes:
        results[str(size)] = measure(size, arguments)
        print(f"\n{size:,} sentences\n\n{table(results[str(size)])}")
        (arguments.output / "figures.json").write_text(json.dumps(results, indent=1))
    plot(results, arguments.output / "bm25.svg")


if __name__ == "__main__":
    main()
