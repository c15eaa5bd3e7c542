"""A made-up archive with the statistics of news, for benchmarks: terms, no text, the same for a seed.

Terms are numbers by rank, spelled in syllables. Their frequencies follow Zipf's law with Mandelbrot's shift,
once stop words are taken away, and fall faster beyond the ten-thousandth rank (Ferrer i Cancho and Solé,
2001, "Two regimes in the frequency of words"), so that the vocabulary grows like about the 0.6th power of the
text (Heaps). An article repeats itself: a quarter of its terms are copied from what it said before (Simon,
1955), which makes frequencies above one and terms that keep together. Sentences have lognormal lengths, 12
terms on average; articles have 25 sentences on average, a publisher of sixty, a day of ten years, and a third
of their sentences are quotations of three or so of the article's speakers, who recur over the archive by
Zipf's law too.

Questions take one to four terms of a sentence that the archive holds, as a reader's do.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

VOCABULARY = 4_000_000
SHIFT = 12.0
SECOND_REGIME = 10_000.0
FIRST_DAY = 726_468  # 1 January 1990
SYLLABLES = [consonant + vowel for consonant in "bcdfghjklmnprstvwz" for vowel in "aeiou"]


class Sentence(NamedTuple):
    """A sentence's terms, keys and day, and its number."""

    number: int
    terms: list[str]
    keys: list[str]
    day: int


class Question(NamedTuple):
    """Terms to ask for, and a speaker who is quoted in the archive."""

    terms: list[str]
    speaker: str


def word(rank: int) -> str:
    """The term of a rank; distinct, and longer the rarer it is."""
    spelled = ""
    rank += len(SYLLABLES)
    while rank:
        rank, syllable = divmod(rank, len(SYLLABLES))
        spelled += SYLLABLES[syllable]
    return spelled


class Corpus:
    """`size` sentences in memory as numbers, about 60 bytes each; they become words as they are read."""

    def __init__(self, size: int, seed: int = 20_061_124) -> None:
        random = np.random.default_rng(seed)
        lengths = np.clip(np.rint(random.lognormal(2.37, 0.5, size)), 1, 70).astype(np.int64)
        articles = max(1, size // 25)
        self.article = np.zeros(size, np.int64)
        self.article[1 + random.choice(size - 1, articles - 1, replace=False)] = 1
        self.article = np.cumsum(self.article)
        self.offsets = np.concatenate(([0], np.cumsum(lengths)))
        self.tokens = self._tokens(random, np.repeat(self.article, lengths))
        self.publisher = _zipf(random, 60, articles, 2.0)
        self.day = np.sort(random.integers(0, 3653, articles)) + FIRST_DAY
        people = max(5, size // 60)
        self.speakers = _zipf(random, people, articles * 4, 8.0).reshape(articles, 4)
        quoted = random.random(size) < 0.34
        which = np.minimum(random.geometric(0.5, size) - 1, 3)
        self.speaker = np.where(quoted, self.speakers[self.article, which], -1)
        self.indirect = random.random(size) < 0.6
        self._words = [word(rank) for rank in range(1 << 16)]

    @staticmethod
    def _tokens(random: np.random.Generator, article: NDArray[np.int64]) -> NDArray[np.int32]:
        ranks = np.arange(VOCABULARY)
        weights = 1.0 / ((ranks + SHIFT) * np.sqrt(1.0 + ranks / SECOND_REGIME))
        tokens = np.searchsorted(np.cumsum(weights) / weights.sum(), random.random(len(article))).astype(
            np.int32
        )
        starts = np.flatnonzero(np.diff(article, prepend=-1))
        first = starts[article]
        place = np.arange(len(article))
        copied = (random.random(len(article)) < 0.25) & (place > first)
        source = np.where(
            copied, first + (random.random(len(article)) * (place - first)).astype(np.int64), place
        )
        while True:  # a copy of a copy is a copy of the first
            further = source[source]
            if np.array_equal(further, source):
                return tokens[source]
            source = further

    def __len__(self) -> int:
        return len(self.article)

    def terms(self, number: int) -> list[str]:
        """The terms of a sentence."""
        words = self._words
        tokens = self.tokens[self.offsets[number] : self.offsets[number + 1]].tolist()
        return [words[token] if token < len(words) else word(token) for token in tokens]

    def __iter__(self) -> Iterator[Sentence]:
        for number, (article, speaker, indirect) in enumerate(
            zip(self.article.tolist(), self.speaker.tolist(), self.indirect.tolist(), strict=True)
        ):
            keys = [f"article:{article}", f"publisher:{self.publisher[article]}"]
            if speaker >= 0:
                keys += [f"person:{speaker}", "kind:indirect" if indirect else "kind:direct"]
            yield Sentence(number, self.terms(number), keys, int(self.day[article]))

    def questions(self, count: int, seed: int = 7) -> list[Question]:
        """Questions of one to four terms; each with the speaker of a quotation drawn at random."""
        random = np.random.default_rng(seed)
        quoted = np.flatnonzero(self.speaker >= 0)
        found: list[Question] = []
        while len(found) < count:
            terms = list(dict.fromkeys(self.terms(int(random.integers(len(self))))))
            wanted = int(random.integers(1, 5))
            if len(terms) >= wanted:
                chosen = random.choice(len(terms), wanted, replace=False)
                speaker = f"person:{self.speaker[random.choice(quoted)]}"
                found.append(Question([terms[place] for place in chosen.tolist()], speaker))
        return found


def _zipf(random: np.random.Generator, kinds: int, count: int, shift: float) -> NDArray[np.int64]:
    weights = 1.0 / (np.arange(kinds) + shift)
    return np.searchsorted(np.cumsum(weights) / weights.sum(), random.random(count))
