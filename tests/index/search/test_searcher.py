"""Laws of the search: it scores and ranks as rank-bm25 does, over segments, deletions and restrictions."""

from __future__ import annotations

from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rank_bm25 import BM25Plus

from index.search.inverter import Document, write_segment
from index.search.kernel import load
from index.search.merging import merge
from index.search.searcher import Hit, Postings, verify

MEMORY = Path("/dev/shm")  # where the disk need not be waited for

words = st.sampled_from(["missile", "defense", "putin", "rice", "naïve", "u.s", "2007", "東京", ""])
keys = st.sampled_from(["person:1", "person:2", "kind:direct", "publisher:a b"])
sentences = st.lists(words, max_size=9)
documents = st.builds(
    Document,
    sentence=st.just(0),
    terms=sentences,
    keys=st.lists(keys, max_size=3),
    day=st.none() | st.integers(732_000, 732_010),
)


@st.composite
def archives(draw: st.DrawFn) -> tuple[list[Document], list[int], set[int]]:
    """Documents, the segment that each lies in, and which are deleted."""
    found = draw(st.lists(documents, max_size=30))
    step = draw(st.sampled_from([1, 3, 70_000]))
    found = [document._replace(sentence=7 + number * step) for number, document in enumerate(found)]
    segments = draw(st.lists(st.integers(0, 2), min_size=len(found), max_size=len(found)))
    deleted = draw(st.sets(st.sampled_from([document.sentence for document in found]))) if found else set()
    return found, segments, deleted


def build(
    folder: Path, archive: tuple[list[Document], list[int], set[int]]
) -> tuple[list[str], dict[str, list[int]]]:
    """Writes an archive's segments; their names and what is deleted of each."""
    found, places, deleted = archive
    names = ["a", "b", "c"]
    for place, name in enumerate(names):
        write_segment(folder, name, (d for d, p in zip(found, places, strict=True) if p == place))
    gone = {
        name: [d.sentence for d, p in zip(found, places, strict=True) if p == place and d.sentence in deleted]
        for place, name in enumerate(names)
    }
    return names, gone


def allows(document: Document, require: list[list[str]], since: int | None, until: int | None) -> bool:
    """The restriction's meaning, spelled out."""
    dated = since is None and until is None
    if document.day is not None:
        dated = (since is None or since <= document.day) and (until is None or document.day <= until)
    return dated and all(any(key in document.keys for key in either) for either in require)


def expected(
    living: list[Document],
    question: list[str],
    require: list[list[str]],
    since: int | None,
    until: int | None,
) -> list[Hit]:
    """All hits in order, by rank-bm25 itself."""
    if not any(document.terms for document in living):
        return []
    scores = BM25Plus([document.terms for document in living]).get_scores(question)
    hits = [
        Hit(document.sentence, float(score))
        for document, score in zip(living, scores, strict=True)
        if set(question) & set(document.terms) and allows(document, require, since, until)
    ]
    return sorted(hits, key=lambda hit: (-hit.score, hit.sentence))


requirements = st.lists(st.lists(keys | st.just("person:99"), max_size=2), max_size=2)
days = st.none() | st.integers(731_999, 732_011)
questions = st.lists(words | st.just("unheard"), max_size=6)


@given(archives(), questions, requirements, days, days, st.integers(0, 12))
@settings(deadline=None, max_examples=60)
def test_scores_and_ranks_as_rank_bm25_does(
    archive: tuple[list[Document], list[int], set[int]],
    question: list[str],
    require: list[list[str]],
    since: int | None,
    until: int | None,
    limit: int,
) -> None:
    living = [document for document in archive[0] if document.sentence not in archive[2]]
    with TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as name:
        folder = Path(name)
        names, gone = build(folder, archive)
        hits = expected(living, question, require, since, until)
        allowed = [document.sentence for document in living if allows(document, require, since, until)]
        info = merge(folder, "merged", names, gone)
        assert info.sentences == len(living)
        assert info.terms == sum(len(document.terms) for document in living)
        verify(folder, "merged")
        for segments, without in ((names, gone), (["merged"], {})):
            with Postings.open(folder, segments, without) as postings:
                found = postings.search(question, limit=limit, require=require, since=since, until=until)
                assert [hit.sentence for hit in found] == [hit.sentence for hit in hits[:limit]]
                np.testing.assert_allclose(
                    [hit.score for hit in found], [hit.score for hit in hits[:limit]], rtol=0, atol=1e-9
                )
                if question and limit:
                    assert postings._search_numpy(question, limit, require, since, until) == found
                assert postings.matching(require, since=since, until=until) == allowed
                assert postings.count(require, since=since, until=until) == len(allowed)
                assert postings.sentences == len(living)
                for term in question:
                    assert postings.document_frequency(term) == sum(
                        term in document.terms for document in living
                    )


def test_compiled_and_numpy_search_agree_to_the_bit(tmp_path: Path) -> None:
    if load() is None:
        pytest.skip("no kernel was built")
    random = Random(11)
    vocabulary = [f"w{number}" for number in range(300)]
    found = [
        Document(
            number * 2,
            [
                vocabulary[min(299, int(random.paretovariate(0.5)) - 1)]
                for _ in range(random.choice([0, 3, 9]))
            ],
            [f"person:{random.randrange(30)}", *["late"] * (number > 66_000 and number % 4 == 0)]
            if number % 3
            else [f"article:{number // 1000}", "third"],
            number // 5000 + 1,
        )
        for number in range(70_000)
    ]
    write_segment(tmp_path, "most", found[:68_000])
    write_segment(tmp_path, "rest", found[68_000:])
    gone = {"most": [0, 2, 5, 131_074, 131_076], "rest": [136_000]}
    with Postings.open(tmp_path, ["most", "rest"], gone) as postings:
        for _ in range(300):
            question = random.choices(vocabulary[:60] + vocabulary[:3], k=random.choice([1, 2, 3, 5]))
            require = random.choice(
                [
                    [],
                    [["person:3"]],
                    [["person:5", "article:9"]],
                    [["article:60"]],
                    [["person:1"], ["late"]],
                    [["third"], ["article:66", "article:2"]],
                ]
            )
            since, limit = random.choice([None, 4, 14]), random.choice([1, 10, 200])
            compiled = postings.search(question, limit=limit, require=require, since=since)
            plain = postings._search_numpy(question, limit, require, since, None)
            assert compiled == plain


def test_a_text_in_place_of_a_list_of_terms_is_refused(tmp_path: Path) -> None:
    write_segment(tmp_path, "a", [Document(1, ["missile"])])
    with Postings.open(tmp_path, ["a"]) as postings, pytest.raises(TypeError, match="list of terms"):
        postings.search("missile")
