"""The engines that the benchmark compares: each builds an index on the disk, opens it again and answers."""

from __future__ import annotations

import pickle
import shutil
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from tests.benchmarks.corpus import Question, Sentence

K = 10
Ranked = list[tuple[int, float]]
Ask = Callable[[Question], Ranked]
"""The ten best sentences and their scores, best first."""


class Engine:
    """What each engine is measured by."""

    name = ""

    def build(self, folder: Path, sentences: Sequence[Sentence]) -> None:
        """Writes the index into `folder`."""
        raise NotImplementedError

    def load(self) -> None:
        """Imports what the engine needs."""

    def open(self, folder: Path) -> Ask:
        """The search over the index in `folder`."""
        raise NotImplementedError


class Ours(Engine):
    """onrecord's postings; all keys and days are in the index."""

    name = "onrecord"

    def build(self, folder: Path, sentences: Sequence[Sentence]) -> None:
        from index.search.inverter import Document, write_segment

        write_segment(folder, "all", map(Document._make, sentences))

    def load(self) -> None:
        pass

    def open(self, folder: Path) -> Ask:
        from index.search.searcher import Postings

        postings = Postings.open(folder, ["all"])

        def ask(question: Question) -> Any:
            return postings.search(question.terms, limit=K)

        return ask


class OursForSpeaker(Ours):
    """The same, asked for one speaker's sentences."""

    name = "onrecord, one speaker"

    def open(self, folder: Path) -> Ask:
        from index.search.searcher import Postings

        postings = Postings.open(folder, ["all"])

        def ask(question: Question) -> Any:
            return postings.search(question.terms, limit=K, require=[[question.speaker]])

        return ask


class OursInNumpy(Ours):
    """The same where no kernel was built."""

    name = "onrecord, NumPy only"

    def open(self, folder: Path) -> Ask:
        from index.search import searcher as postings

        vars(postings)["load"] = lambda: None
        return super().open(folder)


class RankBm25(Engine):
    """rank-bm25's BM25Plus and NumPy's argpartition; saved with pickle, which it leaves to its users."""

    name = "rank_bm25"

    def build(self, folder: Path, sentences: Sequence[Sentence]) -> None:
        from rank_bm25 import BM25Plus

        ranker = BM25Plus([sentence.terms for sentence in sentences])
        with (folder / "ranker.pickle").open("wb") as file:
            pickle.dump(ranker, file, pickle.HIGHEST_PROTOCOL)

    def load(self) -> None:
        import rank_bm25  # noqa: F401

    def open(self, folder: Path) -> Ask:
        import numpy as np

        with (folder / "ranker.pickle").open("rb") as file:
            ranker = pickle.load(file)

        def ask(question: Question) -> Ranked:
            scores = ranker.get_scores(question.terms)
            best = np.argpartition(scores, -K)[-K:]
            best = best[np.lexsort((best, -scores[best]))]
            return [(int(place), float(scores[place])) for place in best]

        return ask


class Bm25s(Engine):
    """bm25s with BM25+, its arrays mapped into memory."""

    name = "bm25s (NumPy)"
    backend = "numpy"

    def build(self, folder: Path, sentences: Sequence[Sentence]) -> None:
        import bm25s

        engine = bm25s.BM25(method="bm25+", k1=1.5, b=0.75, delta=1.0)
        engine.index([sentence.terms for sentence in sentences], show_progress=False)
        engine.save(folder, show_progress=False)

    def load(self) -> None:
        import bm25s  # noqa: F401

    def open(self, folder: Path) -> Ask:
        import bm25s

        engine = bm25s.BM25.load(folder, mmap=True, load_corpus=False, show_progress=False)
        engine.backend = self.backend
        if self.backend == "numba":
            engine.activate_numba_scorer()

        def ask(question: Question) -> Ranked:
            found = engine.retrieve([question.terms], k=K, show_progress=False)
            return list(zip(found.documents[0].tolist(), found.scores[0].tolist(), strict=True))

        return ask


class Bm25sNumba(Bm25s):
    """bm25s with its numba backend, compiled in every process."""

    name = "bm25s (numba)"
    backend = "numba"


class Tantivy(Engine):
    """tantivy in one segment, terms joined by spaces; one writing thread, 100 MB of heap."""

    name = "tantivy"

    def build(self, folder: Path, sentences: Sequence[Sentence]) -> None:
        import tantivy

        schema = tantivy.SchemaBuilder()
        schema.add_text_field("terms", tokenizer_name="whitespace", index_option="freq")
        schema.add_integer_field("number", fast=True)
        index = tantivy.Index(schema.build(), str(folder))
        writer = index.writer(100_000_000, 1)
        for sentence in sentences:
            writer.add_document(tantivy.Document(number=sentence.number, terms=" ".join(sentence.terms)))
        writer.commit()
        writer.wait_merging_threads()

    def load(self) -> None:
        import tantivy  # noqa: F401

    def open(self, folder: Path) -> Ask:
        import tantivy

        index = tantivy.Index.open(str(folder))
        searcher = index.searcher()
        should = tantivy.Occur.Should

        def ask(question: Question) -> Any:
            schema = index.schema
            terms = [(should, tantivy.Query.term_query(schema, "terms", term)) for term in question.terms]
            return searcher.search(tantivy.Query.boolean_query(terms), K, count=False).hits

        return ask


class Fts5(Engine):
    """SQLite's FTS5 without the text (contentless), ordered by its bm25 function."""

    name = "SQLite FTS5"

    def build(self, folder: Path, sentences: Sequence[Sentence]) -> None:
        with sqlite3.connect(folder / "fts.sqlite") as database:
            database.execute("create virtual table s using fts5(terms, content='', tokenize='ascii')")
            rows: Iterable[tuple[int, str]] = ((s.number + 1, " ".join(s.terms)) for s in sentences)
            database.executemany("insert into s(rowid, terms) values (?, ?)", rows)
            database.execute("insert into s(s) values ('optimize')")
        database.close()

    def open(self, folder: Path) -> Ask:
        database = sqlite3.connect(folder / "fts.sqlite")
        query = f"select rowid - 1, -bm25(s) from s where s match ? order by bm25(s) limit {K}"

        def ask(question: Question) -> Ranked:
            return database.execute(query, (" OR ".join(question.terms),)).fetchall()

        return ask


ENGINES: dict[str, Engine] = {
    engine.name: engine
    for engine in (
        Ours(),
        OursForSpeaker(),
        OursInNumpy(),
        Tantivy(),
        Bm25s(),
        Bm25sNumba(),
        Fts5(),
        RankBm25(),
    )
}


def folder_of(root: Path, engine: Engine) -> tuple[Path, bool]:
    """Where an engine's index lies, and whether it is the engine's to build (ours is built once)."""
    own = type(engine) not in (OursForSpeaker, OursInNumpy)
    name = Ours.name if isinstance(engine, Ours) else engine.name
    if isinstance(engine, Bm25s):
        name, own = Bm25s.name, type(engine) is Bm25s
    return root / "".join(letter if letter.isalnum() else "_" for letter in name), own


def empty(folder: Path) -> Path:
    """The folder, without what was in it."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder
