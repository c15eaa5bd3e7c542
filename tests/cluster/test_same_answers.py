"""One contract for both archives: the same ids, scores equal to the last bit, the same answers."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from index.articles.article import Article
from index.cluster import reading
from index.errors import ArchiveDamaged
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
    assert "did you mean 'coast/ferry.txt'?" in same("show", "ferry.txt").err
    for name in ("f*y.txt", "ferr?.txt", "\\ferry.txt", "x" * 20_000):
        assert "did you mean" not in same("show", name).err
    assert same("export").out
    assert same("trends", "--by", "month").code == 0
    assert same("remove", "coast/ferry.txt", "nothing.txt").code == 1
    assert same("articles").out.count("\n") == 2
    nodes.wait(nodes=3)  # nodes that were killed before may still be taking their copies back
    checked = run("check", "--archive", places[0])
    assert (checked.out, checked.err) == (f"archive: {places[0]}: OK\nsettings: OK\n", "")
    assert f"archive:            {places[0]}\n" in run("stats", "--archive", places[0]).out


def test_many_articles_are_named_at_once(nodes: Nodes, tmp_path: Path) -> None:
    with twins(nodes, tmp_path / "archive", "many") as both:
        both.add(corpus(2)[:3])
        with Archive.open(both.cluster.place) as reader, Archive.open(both.folder.place) as folder:
            for keys in (range(1, 2001), range(1, 2500), range(1, 4100)):
                assert len(reader.article_rows(keys)) == len(folder.article_rows(keys)) == 3


def test_many_people_are_counted_in_parts(
    nodes: Nodes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "_NAMES", 2)
    with twins(nodes, tmp_path / "archive", "counted") as both:
        both.add(corpus(4))
        people = [person.name_ids for person in both.folder.people.persons]
        assert len(people) > 4
        assert both.cluster.remark_counts(people) == both.folder.remark_counts(people)


def test_long_questions_are_answered(nodes: Nodes, tmp_path: Path) -> None:
    rng = random.Random(1)
    words = ["".join(rng.choice("bcdfglmnprst") + rng.choice("aeiou") for _ in range(4)) for _ in range(400)]
    texts = [f"The bridge is {' '.join(words[at : at + 40])} at last" for at in range(0, 400, 40)]
    news = [
        Article(id=f"{at}", title="Bridge", text=f'"{text}," said Mary Stone.\n\nIt cost too much.\n')
        for at, text in enumerate([*texts, " ".join(words)])
    ]
    with twins(nodes, tmp_path / "archive", "long") as both:
        both.add(news)
        for count in (30, 150, 200, 400):
            both.compare_answers(f"what did Mary Stone say about {' '.join(words[:count])}?")
            assert both.cluster.search(words[:count], 5) == both.folder.search(words[:count], 5)


def test_damage_is_told_with_the_address(nodes: Nodes, tmp_path: Path) -> None:
    with twins(nodes, tmp_path / "archive", "damaged") as both:
        both.add(corpus(2)[:2])
        client = client_of(both.cluster)
        for hit in client.search({"query": {"term": {"kind": "text"}}})["hits"]["hits"]:
            spoilt = {**hit["_source"], "text": f"Not so. {hit['_source']['text']}"}
            client.ask("PUT", f"/{client.index}/_doc/{hit['_id']}", spoilt, routing=hit["_routing"])
        client.refresh()
        said = f"the archive at {both.cluster.place} is damaged"
        with Archive.open(both.cluster.place) as reader, pytest.raises(ArchiveDamaged, match=said):
            reader.article(1)


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
