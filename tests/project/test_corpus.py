"""Our own marked articles: whole, of many kinds and countries, and marked alike by readers on their own."""

import csv
import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Any

import pytest

from index.spans import Span
from index.training.brat import Marked, MarkedArticle, read_marked
from tests.support.paths import ROOT

CORPUS = ROOT / "tests" / "corpus"
KINDS = {"quote", "thought"}
TYPES = {"person", "people", "org", "unnamed", "open"}
_WORD = re.compile(r"\w+")


def articles() -> dict[str, MarkedArticle]:
    return {one.name: one for part in ("train", "test") for one in read_marked(CORPUS / part)}


def speakers(folder: Path) -> dict[str, list[dict[str, Any]]]:
    """By article, its attributions' kinds and speakers."""
    found: dict[str, list[dict[str, Any]]] = json.loads(
        (folder / "speakers.json").read_text(encoding="utf-8")
    )
    return found


def rows() -> list[dict[str, str]]:
    with (CORPUS / "articles.tsv").open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines, delimiter="\t"))


@pytest.fixture(scope="module")
def marked() -> dict[str, MarkedArticle]:
    return articles()


def test_it_is_as_large_and_as_varied_as_its_readme_tells(marked: dict[str, MarkedArticle]) -> None:
    told = rows()
    assert {row["article"] for row in told} == marked.keys()
    assert len(told) >= 200
    assert len({row["country"] for row in told}) >= 15
    assert Counter(row["part"] for row in told)["test"] * 2.9 < len(told) * 1.05
    assert min(len(one.attributions) for one in marked.values()) >= 8
    readme = (CORPUS / "README.md").read_text(encoding="utf-8")
    words = [len(one.text.split()) for one in marked.values()]
    attributions = sum(len(one.attributions) for one in marked.values())
    assert f"{len(told)} articles of {median(words):.0f} words at the median" in readme
    assert f"{attributions:,} attributions" in readme
    for kind, count in Counter(row["kind"] for row in told).items():
        assert f"| {kind} | {count} |" in readme


def test_every_place_is_of_words_in_its_article(marked: dict[str, MarkedArticle]) -> None:
    for one in marked.values():
        for attribution in one.attributions:
            for place in (*attribution.content, *attribution.cue, *attribution.source):
                assert 0 <= place.start < place.end <= len(one.text), one.name
                assert place.of(one.text).strip() == place.of(one.text), (one.name, place.of(one.text))


def test_every_attribution_has_a_speaker(marked: dict[str, MarkedArticle]) -> None:
    for part in ("train", "test"):
        for name, told in speakers(CORPUS / part).items():
            contents = sorted(tuple(one.content) for one in marked[name].attributions)
            assert len(told) == len(contents), name
            for row in told:
                assert row["kind"] in KINDS
                assert row["type"] in TYPES
                assert (row["name"] is None) is (row["type"] in {"unnamed", "open"}), (name, row)


def test_no_sentence_comes_in_more_than_two_articles(marked: dict[str, MarkedArticle]) -> None:
    """Frames are sentences with names, numbers and what stands between marks taken out."""
    seen: dict[str, set[str]] = {}
    for one in marked.values():
        text = re.sub(r"[\u201c\"\u2018][^\u201d\"\u2019\n]*[\u201d\"\u2019]", "#", one.text)
        for sentence in re.split(r"(?<=[.!?])\s+|\n+", text):
            frame = re.sub(r"\b[A-Z\d][\w.\u2019'-]*", "#", sentence)
            if len(_WORD.findall(frame)) >= 6:
                seen.setdefault(frame, set()).add(one.name)
    assert {frame: names for frame, names in seen.items() if len(names) > 2} == {}


def ids(text: str, spans: Sequence[Span]) -> frozenset[int]:
    places = [match.span() for match in _WORD.finditer(text)]
    return frozenset(i for i, (a, b) in enumerate(places) if any(s < b and a < e for s, e in spans))


def paired(text: str, first: Sequence[Marked], second: Sequence[Marked]) -> list[tuple[int, int]]:
    """The attributions that both readers marked: contents that share half their words, each taken once."""
    ours, theirs = ([ids(text, one.content) for one in side] for side in (first, second))
    alike = sorted(
        ((len(a & b) / len(a | b), i, j) for i, a in enumerate(ours) for j, b in enumerate(theirs) if a & b),
        reverse=True,
    )
    found: dict[int, int] = {}
    for share, i, j in alike:
        if share >= 0.5 and i not in found and j not in found.values():
            found[i] = j
    return list(found.items())


def same_speaker(first: dict[str, Any], second: dict[str, Any]) -> bool:
    """Whether two labels name the same, or both nobody: one name's words are all in the other."""
    a, b = ({w.casefold() for w in _WORD.findall(one["name"] or "")} - {"the"} for one in (first, second))
    return a <= b or b <= a if a and b else a == b


def test_two_readers_agree_as_the_readme_tells(marked: dict[str, MarkedArticle]) -> None:
    second = {path.stem: path for path in (CORPUS / "second" / "attributions").glob("*.ann")}
    assert len(second) >= 40
    theirs = {one.name: one.attributions for one in read_second(marked, second)}
    labels = {**speakers(CORPUS / "train"), **speakers(CORPUS / "test")}
    other = speakers(CORPUS / "second")
    counts: Counter[str] = Counter()
    for name, found in theirs.items():
        own = marked[name].attributions
        pairs = paired(marked[name].text, own, found)
        counts.update(first=len(own), second=len(found), both=len(pairs))
        for i, j in pairs:
            a, b = (ids(marked[name].text, one.source) for one in (own[i], found[j]))
            counts["source"] += bool(a & b) or a == b
            counts["speaker"] += same_speaker(label(labels[name], own[i]), label(other[name], found[j]))
    shares = {
        "content (F1)": 2 * counts["both"] / (counts["first"] + counts["second"]),
        "source": counts["source"] / counts["both"],
        "speaker": counts["speaker"] / counts["both"],
    }
    readme = (CORPUS / "README.md").read_text(encoding="utf-8")
    for what, share in shares.items():
        assert f"| {what} | {share:.3f} |" in readme


def read_second(marked: dict[str, MarkedArticle], paths: dict[str, Path]) -> Iterable[MarkedArticle]:
    from index.training.brat import read_attributions

    for name, path in paths.items():
        yield MarkedArticle(name, marked[name].text, tuple(read_attributions(path)))


def label(rows: Sequence[dict[str, Any]], attribution: Marked) -> dict[str, Any]:
    """The label of an attribution: that whose content begins where its own does."""
    start = attribution.content[0].start
    (first, *_) = (row for row in rows if row["content"][0][0] == start)
    return first


def test_rows_are_in_order() -> None:
    assert all(a["article"] < b["article"] for a, b in pairwise(rows()))
