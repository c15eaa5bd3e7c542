"""Near-copies: one report in several articles, one remark in several places, whatever was done before."""
# ruff: noqa: E501 - what a report says is one line

import random
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from index.archive.check import check
from index.archive.database import DATABASE
from index.archive.repair import repair
from index.articles.article import Article
from index.people.lookup import find_people
from index.records.archive import Archive
from index.records.trends import By, trend
from tests.support.articles import made

TOPICS = (
    "ferry",
    "school",
    "bridge",
    "market",
    "harbour",
    "library",
    "theatre",
    "stadium",
    "clinic",
    "museum",
)
PEOPLE = ("Ana Ruiz", "Bo Lind", "Ingrid Solberg", "Paul Okafor", "Maria Duarte")


def report(number: int) -> str:
    """A report of a hundred and twenty words or so, with two quotations, like no other number's."""
    topic, rng = TOPICS[number % len(TOPICS)], random.Random(number)
    words = [
        f"{rng.choice('bcdfgklmnprst')}{rng.choice('aeiou')}{rng.choice('dlmnrst')}{n}" for n in range(60)
    ]
    lines = [" ".join(words[start : start + 12]).capitalize() + "." for start in range(0, 60, 12)]
    speaker = PEOPLE[number % len(PEOPLE)]
    return (
        f"News of the {topic}, number {number}\n\n{lines[0]}\n\n"
        f'"The {topic} of {words[3]} will open again in {words[5]}, and everybody in {words[7]} is glad of it,"'
        f" said {speaker}.\n\n{lines[1]}\n\n{lines[2]}\n\n"
        f'"We never gave up on {words[9]}," {speaker} said.\n\n{lines[3]}\n\n{lines[4]}\n'
    )


def with_a_line_changed(text: str, number: int) -> str:
    """The text with one of its lines without a quotation written otherwise."""
    lines = text.split("\n")
    places = [place for place, line in enumerate(lines) if line and '"' not in line and place]
    lines[places[number % len(places)]] = f"This line was written anew by the desk of paper {number}."
    return "\n".join(lines)


def put_in(archive: Archive, articles: Iterable[Article]) -> int:
    return archive.add(articles, finder="rules").copies


def remarks(archive: Archive) -> int:
    return len({record.remark_id for record in archive.records()})


def groups(archive: Archive) -> tuple[set[frozenset[str]], set[frozenset[str]]]:
    """The articles that are near-copies, and the quotations that are one remark, each by names of its own."""
    reports: dict[str, set[str]] = {}
    for row in archive.articles():
        reports.setdefault(row.copy_of or row.id, set()).add(row.id)
    said: dict[str, set[str]] = {}
    for record in archive.records():
        said.setdefault(record.remark_id, set()).add(record.id)
    return {frozenset(some) for some in reports.values()}, {frozenset(some) for some in said.values()}


def test_ten_articles_that_come_again_with_a_line_changed_are_copies(archive: Archive) -> None:
    texts = [report(number) for number in range(10)]
    put_in(archive, (made(f"first-{n}", text, published="2026-01-02") for n, text in enumerate(texts)))
    before = archive.ask("how often is Ana Ruiz quoted?").count
    (counted,) = trend(archive, None, By.YEAR).periods
    assert before is not None
    changed = [with_a_line_changed(text, n) for n, text in enumerate(texts)]
    assert (
        put_in(archive, (made(f"again-{n}", t, published="2026-01-03") for n, t in enumerate(changed))) == 10
    )
    after = archive.ask("how often is Ana Ruiz quoted?", limit=20)
    assert after.count is not None
    assert (after.count.remarks, after.count.appearances) == (before.remarks, 2 * before.appearances)
    assert [len(passage.copies) for passage in after.answers] == [1] * before.remarks
    (doubled,) = trend(archive, None, By.YEAR).periods
    assert (doubled.remarks, doubled.appearances) == (counted.remarks, 2 * counted.appearances)
    assert remarks(archive) == archive.stats().remarks == counted.remarks
    (ruiz,) = find_people(archive.people, "Ruiz")
    assert (ruiz.quotations, archive.remark_count(ruiz.name_ids)) == (2 * before.appearances, before.remarks)
    assert archive.stats().copies == 10
    assert {row.copy_of for row in archive.articles()} == {None, *(f"first-{n}" for n in range(10))}


def test_an_agencys_text_in_nine_papers_is_one_remark_and_nine_appearances(archive: Archive) -> None:
    text = report(3)
    papers = [made(f"paper-{n}", with_a_line_changed(text, n), publisher=f"Paper {n}") for n in range(9)]
    assert put_in(archive, papers) == 8
    answer = archive.ask("how often is Paul Okafor quoted?", limit=10)
    assert answer.count is not None
    assert (answer.count.remarks, answer.count.appearances, answer.count.articles) == (2, 18, 9)
    assert [len(passage.copies) for passage in answer.answers] == [8, 8]
    said = archive.ask("what did Paul Okafor say?")
    assert [len(passage.copies) for passage in said.answers] == [8, 8]


# what the later edition prints | whether it is the same remark
EDITIONS = [
    ("We never gave up on", "We have never given up on", False),
    ("We never gave up on", "We never gave way on", True),
    ("of it,", "of that,", True),
    ("will open again in", "would open again in", True),
    ("and everybody in", "and nearly everybody in", True),
    ("We never gave up on", "Tomorrow we shall all go fishing near", False),
]


@pytest.mark.parametrize(("earlier", "later", "same"), EDITIONS, ids=[row[1] for row in EDITIONS])
def test_a_later_edition_may_differ_in_a_word(archive: Archive, earlier: str, later: str, same: bool) -> None:
    text = report(4)
    assert text.count(earlier) == 1
    assert put_in(archive, [made("morning", text), made("evening", text.replace(earlier, later))]) == 1
    assert remarks(archive) == (2 if same else 3)
    archive.remove(["evening"])
    assert remarks(archive) == 2
    assert check(archive.folder) == []


# of two articles that have nothing else in common | whether it is one remark
SHARED = [
    ('"{0}," said Ana Ruiz.', "“{0}”, Ana Ruiz said.", True),
    ('"{0}," said Ana Ruiz.', '"{0}," said a spokesman.', True),
    ('"No comment," said Ana Ruiz.', '"No comment," said Bo Lind.', False),
    ('"No comment," said Ana Ruiz.', '"NO COMMENT!" said Ana Ruiz.', True),
    ('"It is late," said Ana Ruiz.', '"It was late," said Ana Ruiz.', False),
    ('"{0}," said Ana Ruiz.', '"{0}, and so we wait for spring," said Ana Ruiz.', True),
    ('"{0}," said Ana Ruiz.', '"{0}, and so we wait for spring," said Bo Lind.', False),
]
LONG = (
    "The ferry company keeps its night boats in the northern harbour through the winter, "
    "whatever the coast guard and the mayor decide"
)


@pytest.mark.parametrize(("one", "other", "same"), SHARED)
def test_different_articles_share_a_remark_of_the_same_words(
    archive: Archive, one: str, other: str, same: bool
) -> None:
    first, second = (
        f"Title\n\n{text.format(LONG)}\n\nIt rained {n} times.\n" for n, text in enumerate((one, other))
    )
    assert put_in(archive, [made("one", report(1) + first), made("two", report(2) + second)]) == 0
    assert remarks(archive) == 5 + (not same)


def test_groups_are_as_if_everything_were_added_now(archive: Archive, tmp_path: Path) -> None:
    rng = random.Random(17)
    texts = [report(number) for number in range(4)]
    kept: dict[str, Article] = {}
    for _ in range(14):
        changes = []
        for _ in range(rng.randrange(1, 6)):
            text = with_a_line_changed(rng.choice(texts), rng.randrange(4))
            if rng.random() < 0.5:
                text = text.replace("gave up on", rng.choice(["gave way on", "lost faith in", "gave up on"]))
            changes.append(made(f"a{rng.randrange(16)}", text))
        kept.update((article.id, article) for article in changes)
        put_in(archive, changes)
        gone = rng.sample(sorted(kept), min(len(kept), rng.randrange(3)))
        archive.remove(gone)
        for id_ in gone:
            del kept[id_]
        assert check(archive.folder) == []
    order = [row.id for row in archive.articles()]
    with Archive.create(tmp_path / "fresh") as fresh:
        put_in(fresh, (kept[id_] for id_ in order))
        assert groups(fresh) == groups(archive)
        assert max(map(len, groups(fresh)[0])) > 2
    repair(archive.folder, finder="rules")
    with Archive.open(archive.folder) as repaired:
        assert groups(repaired) == groups(archive)
    with Archive.create(tmp_path / "backwards") as backwards:
        put_in(backwards, (kept[id_] for id_ in reversed(order)))
        assert groups(backwards)[1] == groups(archive)[1]


def test_a_correction_of_one_record_leaves_its_near_copies(archive: Archive) -> None:
    text = report(2)
    put_in(archive, [made("one", text), made("two", with_a_line_changed(text, 1))])
    first = next(archive.records())
    assert archive.correct(first.id, "speaker", "Olga Brandt")
    assert {record.speaker for record in archive.records()} == {"Ingrid Solberg", "Olga Brandt"}
    assert check(archive.folder) == []


def test_an_article_that_is_edited_beyond_recognition_is_a_copy_no_more(archive: Archive) -> None:
    put_in(archive, [made("one", report(1)), made("two", with_a_line_changed(report(1), 2))])
    assert archive.stats().copies == 1
    put_in(archive, [replace(made("two", report(5)))])
    assert archive.stats().copies == 0
    assert check(archive.folder) == []


# what is no longer as it was stored
DAMAGES = [
    "DELETE FROM remark_groups_keys WHERE key = (SELECT min(key) FROM remark_groups_keys)",
    "UPDATE remark_groups_keys SET item = 999 WHERE key = (SELECT min(key) FROM remark_groups_keys)",
    "INSERT INTO article_groups_keys VALUES (7, 1)",
    "UPDATE remark_groups SET label = label + 1 WHERE item = 1",
    "UPDATE remark_groups SET keys = (SELECT keys FROM remark_groups WHERE item = 2) WHERE item = 1",
    "DELETE FROM editions",
    "INSERT INTO editions VALUES (5, 5)",
    "DELETE FROM remark_groups WHERE item = 3",
]


@pytest.mark.parametrize("damage", DAMAGES)
def test_check_tells_of_groups_that_are_not_as_stored(archive: Archive, damage: str) -> None:
    text = report(4)
    later = text.replace("gave up on", "gave way on")
    put_in(archive, [made("one", report(2)), made("morning", text), made("evening", later)])
    archive.close()
    with closing(sqlite3.connect(archive.folder / DATABASE)) as db:
        assert db.execute(damage).rowcount > 0
        db.commit()
    assert "what is a copy of what is not what was stored" in {fault.what for fault in check(archive.folder)}
