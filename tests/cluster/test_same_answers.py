"""One contract for both archives: the same ids, scores equal to the last bit, the same answers."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from index.records.archive import Archive
from tests.cluster.nodes import Nodes
from tests.cluster.twins import QUESTIONS, client_of, copied, corpus, edited, twins
from tests.conftest import Ran


@pytest.mark.parametrize(("shards", "articles"), [(1, 6), (3, 20), (7, 6)])
def test_the_answers_are_the_same_whatever_is_added_edited_and_removed(
    nodes: Nodes, tmp_path: Path, shards: int, articles: int
) -> None:
    news = corpus(articles)
    with twins(nodes, tmp_path / "archive", f"same-{shards}", number_of_shards=shards) as both:
        both.compare_rows()
        both.add(news[:6])
        both.compare_searches()
        both.add(news[3:])
        both.add([edited(news[1], 1), edited(news[4], 2), copied(news[5]), copied(news[0]), news[7]])
        both.compare()
        both.both(lambda archive: archive.remove([news[5].id, news[2].id, "nobody's"]))
        both.add([edited(news[4], 3), news[2]])
        both.compare()
        both.both(lambda archive: archive.remove([one.id for one in news]))
        both.compare_rows()


def test_an_empty_archive_answers_as_an_empty_one(nodes: Nodes, tmp_path: Path) -> None:
    with twins(nodes, tmp_path / "archive", "empty") as both:
        for question in QUESTIONS:
            both.compare_answers(question)


def test_commands_say_the_same(
    nodes: Nodes, tmp_path: Path, run: Callable[..., Ran], news_folder: Path
) -> None:
    places = (nodes.address("commands"), str(tmp_path / "archive"))

    def same(*arguments: str | Path, stdin: str = "") -> Ran:
        on_cluster, in_folder = (run(*arguments, "--archive", place, stdin=stdin) for place in places)
        assert on_cluster == in_folder
        return in_folder

    assert same("add", news_folder, "--finder", "rules").code == 0
    assert same("add", news_folder, "--finder", "rules").out.startswith("added 0, updated 0, unchanged 3")
    asked = same("ask", "-", "--json", stdin="what did the mayor say?\nwho spoke of the ferry?\nzzyzx\n")
    assert [json.loads(line)["outcome"] for line in asked.out.splitlines()][-1] == "no_quotation"
    assert same("people").out
    assert same("people", "--json").out
    assert same("articles").out.count("\n") == 3
    assert same("show", "coast/ferry.txt").code == 0
    assert same("show", "nothing.txt").code == 1
    assert same("export").out
    assert same("trends", "--by", "month").code == 0
    assert same("remove", "coast/ferry.txt", "nothing.txt").code == 1
    assert same("articles").out.count("\n") == 2
    assert run("check", "--archive", places[0]).out == f"archive: {places[0]}: OK\nsettings: OK\n"
    assert f"archive:            {places[0]}\n" in run("stats", "--archive", places[0]).out


def test_readers_follow_what_is_committed_and_keep_what_they_opened(nodes: Nodes, tmp_path: Path) -> None:
    news = corpus(2)
    with twins(nodes, tmp_path / "archive", "versions") as both:
        both.add(news[:2])
        with Archive.open(both.cluster.place) as reader:
            before = reader.ask(QUESTIONS[0])
            assert reader.latest() is reader
            both.both(lambda archive: archive.remove([news[0].id]))
            both.add([edited(news[1], 5)])
            assert reader.ask(QUESTIONS[0]) == before
            assert [row.id for row in reader.articles()] == [one.id for one in news[:2]]
            with reader.latest() as newest:
                assert newest.version == both.cluster.version > reader.version
                assert newest.ask(QUESTIONS[0]) == both.folder.ask(QUESTIONS[0]) != before


def test_a_question_makes_few_requests(nodes: Nodes, tmp_path: Path) -> None:
    with twins(nodes, tmp_path / "archive", "requests") as both:
        both.add(corpus(24))
        counts = []
        for question in [*QUESTIONS, *both.made()]:
            with Archive.open(both.cluster.place) as reader:
                before = client_of(reader).requests
                reader.ask(question)
                counts.append(client_of(reader).requests - before)
        counts.sort()
        assert counts[len(counts) // 2] <= 8
        assert counts[-1] <= 32
