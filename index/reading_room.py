"""What one answer reads of the archive, each article once."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.article import Article
from index.sentences import Sentence
from index.spans import Span
from index.store import ArticleRow
from index.terms import term_spans

if TYPE_CHECKING:
    from index.archive import Archive
    from index.ranking import Candidate

_WORD = re.compile(r"\w+")


class ReadingRoom:
    """Articles, their sentences and their terms, kept for as long as one answer is worked on."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._articles: dict[int, Article] = {}
        self._rows: dict[int, ArticleRow] = {}
        self._sentences: dict[int, tuple[int, Sentence]] = {}
        self._terms: dict[int, list[tuple[str, Span]]] = {}

    def article(self, key: int) -> Article:
        """The article of a key."""
        if key not in self._articles:
            self._articles[key] = self._archive.article(key)
        return self._articles[key]

    def row(self, key: int) -> ArticleRow:
        """What the archive knows of an article."""
        if key not in self._rows:
            self._rows[key] = self._archive.article_row(key)
        return self._rows[key]

    def sentence(self, number: int) -> tuple[int, Sentence]:
        """The key of the article and the sentence of that number; KeyError where there is none."""
        if number not in self._sentences:
            key, _ = self._archive.sentence(number)
            for other, sentence in self._archive.sentences_of(key):
                self._sentences[other] = (key, sentence)
        return self._sentences[number]

    def text_of(self, number: int) -> str:
        """The text of a sentence."""
        key, sentence = self.sentence(number)
        return sentence.span.of(self.article(key).text)

    def terms_of(self, number: int) -> list[tuple[str, Span]]:
        """The terms of a sentence and their places in the article."""
        if number not in self._terms:
            _, sentence = self.sentence(number)
            start = sentence.span.start
            self._terms[number] = [
                (term, Span(start + span.start, start + span.end))
                for term, span in term_spans(self.text_of(number))
            ]
        return self._terms[number]

    def word_at(self, number: int, span: Span) -> str:
        """The word at a place of a sentence's article, in lower case."""
        key, _ = self.sentence(number)
        return span.of(self.article(key).text).casefold()

    def leads(self, number: int) -> bool:
        """Whether the sentence has another before it in its article, not further than a paragraph away."""
        sentence = self.sentence(number)[1]
        if sentence.number == 0:
            return False
        return sentence.paragraph - self.sentence(number - 1)[1].paragraph <= 1

    def content_words(self, candidate: Candidate) -> frozenset[str]:
        """The words of a quotation, or of a sentence of narration, in lower case."""
        if candidate.row is None:
            texts = [self.text_of(candidate.first)]
        else:
            text = self.article(candidate.article).text
            texts = [part.of(text) for part in candidate.row.quotation.content]
        return frozenset(word for text in texts for word in _WORD.findall(text.casefold()))
