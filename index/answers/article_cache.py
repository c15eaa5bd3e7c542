"""What one answer reads of the archive, each article once."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Sequence

from index.analysis.sentences import Sentence
from index.analysis.terms import term_spans, terms
from index.answers.hits import Candidate
from index.archive.archive import StoredArchive
from index.archive.rows import ArticleRow, OpenedArticle, QuotationRow
from index.articles.article import Article
from index.spans import Span

_WORD = re.compile(r"\w+")


class ReadingRoom:
    """Articles, their sentences and their terms, kept for as long as one answer is worked on.

    Ranking looks at a hundred articles, of which an answer shows five. So it reads them as they lie there,
    many at once (`open`), and only of those that are shown is the `article` checked to be what was added.
    """

    def __init__(self, archive: StoredArchive) -> None:
        self._archive = archive
        self._articles: dict[int, Article] = {}
        self._rows: dict[int, ArticleRow] = {}
        self._opened: dict[int, OpenedArticle] = {}
        self._starts: list[int] = []  # of those that are open
        self._by_start: dict[int, OpenedArticle] = {}
        self._terms: dict[int, list[tuple[str, Span]]] = {}
        self._held: dict[int, frozenset[str]] = {}
        self._headlines: dict[int, list[str]] = {}
        self._remarks: dict[int, int] = {}  # by the quotation's id
        self._carrying: dict[int, list[int]] = {}  # by the remark

    def open(self, keys: Iterable[int]) -> None:
        """Read the articles of these keys, all in one go."""
        for one in self._archive.opened({key for key in keys if key not in self._opened}):
            self._opened[one.key] = one
            insort(self._starts, one.first_sentence)
            self._by_start[one.first_sentence] = one

    def open_at(self, numbers: Iterable[int]) -> None:
        """Read the articles that these sentences stand in, all in one go."""
        self.open(self._archive.keys_of(numbers).values())

    def article(self, key: int) -> Article:
        """The article of a key, checked."""
        if key not in self._articles:
            self._articles[key] = self._archive.article(key)
        return self._articles[key]

    def is_corrected(self, id_: str) -> bool:
        """Whether a person has corrected the quotation of that id."""
        return id_ in self._archive.corrected

    def remarks(self, rows: Iterable[QuotationRow]) -> dict[int, int]:
        """The remark that each quotation is, by the quotation's id; near-copies are the same one."""
        wanted = list(rows)
        if missing := [row for row in wanted if row.id not in self._remarks]:
            self._remarks.update(self._archive.remarks(missing))
        return {row.id: self._remarks[row.id] for row in wanted}

    def carrying(self, row: QuotationRow) -> list[int]:
        """The keys of the articles that carry the same remark."""
        remark = self.remarks([row])[row.id]
        if remark not in self._carrying:
            self._carrying.update(self._archive.carrying([remark]))
        return self._carrying[remark]

    def show(self, candidates: Sequence[Candidate]) -> None:
        """Read what passages of these candidates tell of their articles and copies, all in one go."""
        self.rows([one.article for one in candidates])
        labels = self.remarks(one.row for one in candidates if one.row is not None)
        self._carrying.update(self._archive.carrying(set(labels.values()) - self._carrying.keys()))

    def text(self, key: int) -> str:
        """The text of an article."""
        return self._open(key).text

    def day(self, key: int) -> int | None:
        """The ordinal of an article's date."""
        return self._open(key).day

    def row(self, key: int) -> ArticleRow:
        """What the archive knows of an article."""
        return self.rows([key])[0]

    def rows(self, keys: Sequence[int]) -> list[ArticleRow]:
        """What the archive knows of each of some articles."""
        if missing := {key for key in keys if key not in self._rows}:
            self._rows.update((row.key, row) for row in self._archive.article_rows(missing))
        return [self._rows[key] for key in keys]

    def sentence(self, number: int) -> tuple[int, Sentence]:
        """The key of the article and the sentence of that number; KeyError where there is none."""
        opened = self._at(number)
        return opened.key, opened.sentence(number)

    def text_of(self, number: int) -> str:
        """The text of a sentence."""
        opened = self._at(number)
        return opened.span(number).of(opened.text)

    def over(self, key: int, start: int, end: int) -> list[int]:
        """The sentences of an article that the characters `[start, end)` of it touch."""
        opened = self._open(key)
        numbers = range(opened.first_sentence, opened.end)
        first = bisect_right(numbers, start, key=lambda number: opened.span(number).end)
        last = bisect_left(numbers, end, key=lambda number: opened.span(number).start)
        return list(numbers[first:last])

    def terms_of(self, number: int) -> list[tuple[str, Span]]:
        """The terms of a sentence and their places in the article."""
        if number not in self._terms:
            opened = self._at(number)
            span = opened.span(number)
            self._terms[number] = term_spans(span.of(opened.text), span.start)
        return self._terms[number]

    def terms_in(self, number: int) -> frozenset[str]:
        """The terms of a sentence, which takes a third of the time of telling their places, too."""
        held = self._held.get(number)
        if held is None:
            held = self._held[number] = frozenset(terms(self.text_of(number)))
        return held

    def word_at(self, number: int, span: Span) -> str:
        """The word at a place of a sentence's article, in lower case."""
        return span.of(self._at(number).text).casefold()

    def leads(self, number: int) -> bool:
        """Whether the sentence has another before it in its article, not further than a paragraph away."""
        opened = self._at(number)
        if number == opened.first_sentence:
            return False
        return opened.sentence(number).paragraph - opened.sentence(number - 1).paragraph <= 1

    def beside(self, first: int, last: int, reach: int) -> list[int]:
        """The sentences of the same article up to `reach` before `first` and after `last`."""
        opened = self._at(first)
        before = range(max(opened.first_sentence, first - reach), first)
        return [*before, *range(last + 1, min(opened.end, last + reach + 1))]

    def headline_terms(self, key: int) -> list[str]:
        """The terms of an article's title."""
        found = self._headlines.get(key)
        if found is None:
            found = self._headlines[key] = terms(self.row(key).title)
        return found

    def content_words(self, candidate: Candidate) -> frozenset[str]:
        """The words of a quotation, or of a sentence of narration, in lower case."""
        if candidate.row is None:
            texts = [self.text_of(candidate.first)]
        else:
            text = self.text(candidate.article)
            texts = [part.of(text) for part in candidate.row.quotation.content]
        return frozenset(word for text in texts for word in _WORD.findall(text.casefold()))

    def _open(self, key: int) -> OpenedArticle:
        if key not in self._opened:
            self.open([key])
        return self._opened[key]

    def _at(self, number: int) -> OpenedArticle:
        """The article that the sentence of that number stands in; KeyError where there is none."""
        place = bisect_right(self._starts, number)
        if place:
            opened = self._by_start[self._starts[place - 1]]
            if number < opened.end:
                return opened
        key = self._archive.keys_of([number])[number]
        if key in self._opened:
            raise KeyError(number)
        opened = self._open(key)
        if number >= opened.end:
            raise KeyError(number)
        return opened
