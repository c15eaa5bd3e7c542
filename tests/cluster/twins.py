"""An archive in a folder and one on a cluster with the same history; the first says what is right."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from index.analysis.terms import terms
from index.archive.filter_keys import QUOTED, article_key, publisher_key
from index.archive.selection import Selection
from index.articles.article import Article
from index.articles.reading import read_articles
from index.cluster.address import Access
from index.cluster.archive import ClusterStored
from index.cluster.client import Client
from index.people.lookup import find_people
from index.records.archive import Archive, on_cluster
from index.records.trends import By, trend
from tests.cluster.nodes import Nodes
from tests.support.harwick import HARWICK
from tests.support.paths import ROOT

PUBLISHERS = ("The Harwick Times", "Wend Valley Post", None)
QUESTIONS = (
    "what did Anna Keller say about bread?",
    "What did the mayor say?",
    "who said a town without a bridge is half a town?",
    "Keller on the toll",
    "compare Anna Keller and Tom Brandt on bread",
    "how often is Anna Keller quoted?",
    "Did Tom Brandt say 'bread was cheap when I began'?",
    "Did Brandt say that bread was dear when he began?",
    "what did Brandt say?",
    "what did Ana Keler say about the harvst?",
    "what did Napoleon say about bread?",
    "what did the baker say about the weather on the moon?",
    "bread",
    "what was said in The Harwick Times about bread?",
    "what did Keller say in November 2026?",
    "who warned of trucks?",
    "what did officials say about money?",
    "What did the police say?",
    "the of and",
    "zzyzx",
)


def corpus(count: int) -> list[Article]:
    """So many articles of the tests' corpus and those of Harwick, with publishers and days."""
    found = [
        one for one in read_articles(ROOT / "tests" / "corpus" / "test" / "text") if isinstance(one, Article)
    ]
    return [
        *HARWICK,
        *(
            replace(
                one,
                path=None,
                publisher=PUBLISHERS[number % 3],
                published=None if number % 5 == 4 else f"2026-{number % 9 + 1:02}-{number % 28 + 1:02}",
            )
            for number, one in enumerate(found[:count])
        ),
    ]


def edited(article: Article, number: int) -> Article:
    """An edition of an article under its own id: a paragraph less, a sentence more."""
    lines = article.text.split("\n")
    text = "\n".join([*lines[: len(lines) // 2], *lines[len(lines) // 2 + 1 :]])
    return replace(article, text=f'{text}\n"We will see about number {number}," said Anna Keller.\n')


def copied(article: Article) -> Article:
    """A near-copy of an article, under another id."""
    text = article.text.replace(" the ", " this ", 1)
    return replace(article, id=f"{article.id}-copy", text=text, url="https://example.org/copy")


class Twins:
    """Both archives; whatever is done to one is done to the other."""

    def __init__(self, folder: Archive, cluster: Archive) -> None:
        self.folder = folder
        self.cluster = cluster

    def both(self, change: Callable[[Archive], Any]) -> None:
        """Change both, which have to say the same of it."""
        assert change(self.cluster) == change(self.folder)

    def add(self, articles: Sequence[Article]) -> None:
        """Add to both."""
        self.both(lambda archive: archive.add(articles, finder="rules"))

    def compare(self) -> None:
        """AssertionError for anything in which the two differ."""
        self.compare_rows()
        self.compare_searches()
        for number, question in enumerate(dict.fromkeys([*QUESTIONS, *self.made()])):
            self.compare_answers(question, limit=40 if number % 2 else 10)
        self.compare_answers("what was said about bread?", since="2026-11-01", until="2026-11-10")
        self.compare_answers("bread", article="bread.txt")
        self.compare_answers("bread", speaker="Anna Keller")

    def compare_answers(self, question: str, **options: Any) -> None:
        """AssertionError where one question is answered otherwise, in any field of its JSON or out of it."""
        right, found = self.folder.ask(question, **options), self.cluster.ask(question, **options)
        assert found.to_dict() == right.to_dict(), question
        assert found == right, question

    def compare_searches(self) -> None:
        """AssertionError where sentences or their scores differ in any bit."""
        counts = Counter(self._terms())
        common = [term for term, _ in counts.most_common(30)]
        rng = random.Random(7)
        wanted = [
            *([term] for term in common[:6]),
            *(rng.sample(sorted(counts), rng.randint(2, 9)) for _ in range(12)),
            *(rng.sample(common, rng.randint(2, 5)) for _ in range(8)),
            [common[0], common[0], common[1]],
            rng.sample(sorted(counts), 40),
            ["zzyzx"],
        ]
        filters: list[dict[str, Any]] = [
            {},
            {"require": [[QUOTED]]},
            {"require": [[QUOTED], [publisher_key("Wend Valley Post"), article_key(3)]]},
            {"since": 739_000, "until": 739_800},
        ]
        for some in wanted:
            assert [self.cluster.document_frequency(term) for term in some] == [
                self.folder.document_frequency(term) for term in some
            ]
            for where in filters:
                for limit in (10, 40):
                    found = self.cluster.search(some, limit, **where)
                    assert found == self.folder.search(some, limit, **where), (some, where, limit)
        for where in filters:
            where = {"require": (), **where}
            assert self.cluster.matching(**where) == self.folder.matching(**where)
            assert self.cluster.matching(**where, limit=7) == self.folder.matching(**where, limit=7)

    def compare_rows(self) -> None:
        """AssertionError where articles, names, quotations, records or counts differ."""
        right, found = self.folder, self.cluster
        assert found.stats()._replace(size=0) == right.stats()._replace(size=0)
        assert list(found.articles()) == list(right.articles())
        assert found.names() == right.names()
        assert found.publishers == right.publishers
        assert (found.days, found.newest(), found.undated_count) == (
            right.days, right.newest(), right.undated_count)  # fmt: skip
        assert found.people.persons == right.people.persons
        assert found.people.leading(5) == right.people.leading(5)
        assert list(found.records()) == list(right.records())
        assert trend(found, "bread", by=By.MONTH) == trend(right, "bread", by=By.MONTH)
        assert found.ids_of(Selection(until=739_800)) == right.ids_of(Selection(until=739_800))
        assert sorted(found.counts_by_name(["The Harwick Times"], ["direct"])) == sorted(
            right.counts_by_name(["The Harwick Times"], ["direct"])
        )
        everybody = [person.name_ids for person in right.people.persons]
        assert found.remark_counts(everybody) == right.remark_counts(everybody)
        for person in right.people.persons[:8]:
            assert found.said_by(person.name_ids) == right.said_by(person.name_ids)
            assert found.quotations_by(person.name_ids, 3) == right.quotations_by(person.name_ids, 3)
            assert find_people(found.people, person.name) == find_people(right.people, person.name)

    def made(self) -> Iterator[str]:
        """Questions made of who is quoted and of the words they are quoted with."""
        rng = random.Random(3)
        for person in self.folder.people.persons[:10]:
            yield f"what did {person.name} say?"
            row = rng.choice(self.folder.quotations_by(person.name_ids))
            text = self.folder.article(row.article).text
            words = [word for word in row.quotation.content[0].of(text).split() if len(word) > 5]
            if words:
                yield f"what did {person.name.split()[-1]} say about {rng.choice(words)}?"
                yield f"who spoke of {' '.join(words[:3])}?"

    def _terms(self) -> Iterator[str]:
        for row in self.folder.articles():
            yield from terms(self.folder.article(row.key).text)


@contextmanager
def twins(nodes: Nodes, folder: Path, name: str, **settings: Any) -> Iterator[Twins]:
    """Two empty archives; the cluster's has these settings, and is taken away at the end."""
    address = nodes.address(name)
    on_cluster().make(address, Access(), settings).close()
    with Archive.create(folder) as embedded, Archive.open(address) as cluster:
        yield Twins(embedded, cluster)
        client_of(cluster).ask("DELETE", f"/{name}")


def client_of(archive: object) -> Client:
    """What an archive on a cluster speaks with it by."""
    assert isinstance(archive, ClusterStored)
    return archive.client
