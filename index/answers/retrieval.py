"""Candidates for an answer, out of the archive's index; nothing here reads all quotations."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice, pairwise
from math import log

from index.analysis.synonyms import alike
from index.analysis.terms import terms
from index.answers.article_cache import ReadingRoom
from index.answers.hits import Bounds, Candidate, TopicTerm
from index.archive.archive import StoredArchive
from index.archive.filter_keys import QUOTED, person_key
from index.archive.rows import QuotationRow
from index.lexicon.places import COUNTRIES
from index.lexicon.spelling import spelt_otherwise
from index.names.given_names import is_given_name
from index.names.name import country_of, words_of
from index.people.people import Person
from index.questions.person_linking import Asked
from index.questions.question import Question, TopicWord
from index.spans import Overlaps, Span

_SPEAKERS_TERMS = ("spokesman", "spokeswoman", "spokesperson", "official")
_SOME = (
    "(?:an?|the|one|two|three|some|several|many|most|other|another|senior|top|high-ranking|high-level|"
    "unnamed|unidentified|anonymous)"
)
"""What may stand before an official whom nobody names, and leaves them one of their institution."""
_NO_LONGER = "(?:former(?:ly)?|ex|retired|then|once|one-?time|ousted|fired|dismissed|resigned|left|quit)"
HITS = 40
"""Sentences that are looked at for one question."""
QUOTATIONS = 1000
"""Quotations of one person that are ordered where no topic chooses among them."""
_ABOUT = 0.2
"""The share of a headline's words from which a topic is what the article is about."""
_PART = re.compile(r"\w+")
_PREFIX = 3  # letters that a stem may differ in from the word, and that it keeps
_REACH = 4
"""Sentences from one that the words are found in to what else may answer."""
_AT_ONCE = 20
"""Hits among which a phrase is looked for before more are read."""
_PLACES = 100
"""Places of a phrase that are looked at in one article, and in all that are read whole."""
_SCANNED = 300
"""Articles that are read whole for a phrase, in an archive of no more, where the index does not find it."""
_READ = 100
"""Articles of these that are read in one go."""


def expect(archive: StoredArchive, text: str) -> None:
    """Have an archive that is far look up in one go what is asked of each word of a question."""
    if not archive.is_far:
        return
    folded, parts = words_of(text), _PART.findall(text.casefold())
    words = [*folded, *parts, *(f"{word[:1]}'{word[1:]}" for word in folded)]  # "obrien"
    words += [f"{one}-{other}" for run in (folded, parts) for one, other in pairwise(run)]  # "ki moon"
    written = dict.fromkeys([*text.split(), *words, text])
    archive.expect([term for one in written for term in terms(one)], words)


@dataclass(frozen=True, slots=True)
class Search:
    """One question's look-ups in one archive: `hits` sentences at most, or `most` quotations of somebody."""

    archive: StoredArchive
    room: ReadingRoom
    bounds: Bounds = field(default_factory=Bounds)
    hits: int = HITS
    most: int = QUOTATIONS

    def weigh(self, question: Question) -> tuple[TopicTerm, ...]:
        """The topic's terms with their weights: rarer is heavier, a word nobody wrote the heaviest.

        A verb of speech weighs half where there is more to go by: what somebody "promised" may be told
        by another verb.
        """
        rarest = log(self.archive.sentence_count + 1)
        found: dict[str, TopicTerm] = {}
        only_verbs = all(word.verb for word in question.topic)
        if self.archive.is_far:
            self.archive.expect(_all_terms(question.topic))
        for word in question.topic:
            for term in self._written(word):
                also = _peoples(word.word)
                common = max((term, *sorted(also)), key=self.archive.document_frequency)
                frequency = self.archive.document_frequency(common)
                weight = self.archive.idf(common) if frequency else rarest
                weight = max(weight, 0.2) * (0.5 if word.verb and not only_verbs else 1.0)
                found.setdefault(
                    term, TopicTerm(term, word.word, frequency, weight, word.verb, also, word.where)
                )
        return tuple(found.values())

    def _written(self, word: TopicWord) -> tuple[str, ...]:
        """The terms of a word; of "defence" those of "defense" where articles write it so alone."""
        if any(self.archive.document_frequency(term) for term in word.terms):
            return word.terms
        others = (tuple(terms(other)) for other in spelt_otherwise(word.word))
        written = (other for other in others if other and all(map(self.archive.document_frequency, other)))
        return next(written, word.terms)

    def said(self, people: Sequence[Person], topic: Sequence[TopicTerm]) -> list[Candidate]:
        """Quotations of `people` in sentences that share a term with the topic; of an empty one, any."""
        names = {number for person in people for number in person.name_ids}
        bounds = self.bounds.with_keys(map(person_key, sorted(names)))
        if topic:
            rows = self._quotations(self._hits(topic, bounds), names)
        elif self.bounds.open:
            rows = self.archive.quotations_by(sorted(names), limit=self.most)
        else:
            found = self.archive.matching(
                bounds.require, since=bounds.since, until=bounds.until, limit=self.most
            )
            rows = self.archive.quotations_at(found)
        return [_candidate(row) for row in rows if names.intersection(row.names)]

    def within_bounds(self) -> list[Candidate]:
        """The quotations within the days and publishers asked for, whoever's they are."""
        keys = self.bounds.with_keys([QUOTED])
        found = self.archive.matching(keys.require, since=keys.since, until=keys.until, limit=self.most)
        return [_candidate(row) for row in self.archive.quotations_at(found)]

    def under_headlines(self, people: Sequence[Person], topic: Sequence[TopicTerm]) -> list[Candidate]:
        """Quotations of `people` in articles whose headline holds all terms of a topic, and little else."""
        names = {number for person in people for number in person.name_ids}
        wanted = {term.term for term in topic}
        begin = [term[: max(_PREFIX, len(term) - _PREFIX)] for term in wanted]
        about = [
            key
            for key, title in self.archive.headlines_by(names, self.most)
            if all(part in title.casefold() for part in begin) and _is_about(wanted, terms(title))
        ]
        if not about:
            return []
        if self.bounds.open:
            rows = self.archive.quotations_in(about)
        else:
            rows = [
                one.row for one in self.said(people, ()) if one.row is not None and one.article in set(about)
            ]
        return [_candidate(row) for row in rows if names.intersection(row.names)]

    def anywhere(self, topic: Sequence[TopicTerm], *, narration: bool) -> list[Candidate]:
        """Quotations in sentences that share a term with the topic and, with `narration`, other sentences."""
        bounds = self.bounds if narration else self.bounds.with_keys([QUOTED])
        hits = self._hits(topic, bounds)
        if narration:
            self.room.open_at(hits)
        rows = self._quotations(hits)
        found = [_candidate(row) for row in rows]
        if narration:
            quoted = {n for row in rows for n in range(row.first_sentence, row.last_sentence + 1)}
            found += [
                Candidate(self.room.sentence(hit)[0], hit, hit)
                for hit in hits
                if hit not in quoted and self.room.sentence(hit)[1].number > 0
            ]
        return found

    def beside(self, found: Sequence[Candidate], people: Sequence[Person] | None) -> list[Candidate]:
        """Quotations up to _REACH sentences from `found`, which they are not among: of `people`, or of
        anybody where that is None."""
        self.room.open({candidate.article for candidate in found})
        numbers = {
            number
            for one in found
            for number in (*self.room.beside(one.first, one.last, _REACH), *range(one.first, one.last + 1))
        }
        names = None if people is None else {number for person in people for number in person.name_ids}
        known = {one.row.id for one in found if one.row is not None}
        rows = self._quotations(sorted(numbers), names)
        return [_candidate(row) for row in rows if row.id not in known]

    def sourced(self, asked: Asked) -> list[Candidate]:
        """Quotations whose source, as written, is what was asked for though nobody's name is ("Russian
        officials"), or who speaks for it ("David Brill, an editor at the Harbour Report")."""
        wanted = terms(asked.written)
        words = words_of(asked.written)
        if not words or not wanted:
            return []
        bounds = self.bounds.with_keys([QUOTED])
        hits = self.archive.search(
            wanted, self.hits, require=bounds.require, since=bounds.since, until=bounds.until
        )
        spoken_for = None if is_given_name(words[0]) or len(words[0]) == 1 else _spoken_for(asked.written)
        found = []
        for row in self._quotations([hit.sentence for hit in hits]):
            source = row.quotation.source
            if source is None:
                continue
            written = source.of(self.room.text(row.article))
            if (not row.names and _describes(words, written)) or (spoken_for and spoken_for.search(written)):
                found.append(_candidate(row))
        return found

    def spoken_for(self, name: str) -> list[Candidate]:
        """Quotations whose source, as written, is a spokesman or the like of the institution `name`, or an
        official of it whom nobody names."""
        wanted = [*terms(name), *_SPEAKERS_TERMS]
        bounds = self.bounds.with_keys([QUOTED])
        hits = self.archive.search(
            wanted, self.hits, require=bounds.require, since=bounds.since, until=bounds.until
        )
        voice, official = _voice_of(name), _official_of(name)
        found = []
        for row in self._quotations([hit.sentence for hit in hits]):
            source = row.quotation.source
            written = source.of(self.room.text(row.article)) if source is not None else ""
            if voice.search(written) or (not row.names and official.match(written)):
                found.append(_candidate(row))
        return found

    def with_phrase(self, phrase: str, topic: Sequence[TopicTerm]) -> list[Candidate]:
        """Quotations and sentences in which `phrase` stands word for word."""
        pattern = phrase_pattern(phrase)
        if pattern is None:
            return []
        longest = max(re.findall(r"\w+", phrase), key=len).casefold()
        hits = self._hits(topic, self.bounds) if topic else []
        found: list[Candidate] = []
        looked: set[int] = set()
        for start in range(0, len(hits), _AT_ONCE):
            self.room.open_at(hits[start : start + _AT_ONCE])
            for key in dict.fromkeys(self.room.sentence(hit)[0] for hit in hits[start : start + _AT_ONCE]):
                found += self._holding(key, pattern, longest) if key not in looked else []
                looked.add(key)
            if found:
                return found
        if self.bounds.open and self.archive.article_count <= _SCANNED:
            keys = [row.key for row in self.archive.articles() if row.key not in looked]
            for start in range(0, len(keys), _READ):
                self.room.open(keys[start : start + _READ])
                for key in keys[start : start + _READ]:
                    found += self._holding(key, pattern, longest)
                    if len(found) >= _PLACES:
                        return found
        return found

    def _holding(self, key: int, pattern: re.Pattern[str], word: str) -> list[Candidate]:
        """What an article holds of a phrase, of which `word` is the longest: that is quickly looked for."""
        text = self.room.text(key)
        if word not in text.casefold():
            return []
        places = [Span(*match.span()) for match in islice(pattern.finditer(text), _PLACES)]
        around = {place: self.room.over(key, *place) for place in places}
        numbers = sorted({number for some in around.values() for number in some})
        rows = Overlaps(
            (row.quotation.content, row) for row in self.archive.quotations_at(numbers) if row.article == key
        )
        found: dict[object, Candidate] = {}
        for place, some in around.items():
            holding = [row for held, row in rows.of([place]) if 2 * held >= place.end - place.start]
            found.update((row.id, _candidate(row)) for row in holding)
            if some and not holding:
                found[some[0], some[-1]] = Candidate(key, some[0], some[-1])
        return list(found.values())

    def _quotations(self, hits: Sequence[int], names: Set[int] | None = None) -> list[QuotationRow]:
        """The quotations over the hits, of one of `names` if any are given, with their articles open."""
        rows = self.archive.quotations_at(hits)
        kept = rows if names is None else [row for row in rows if not names.isdisjoint(row.names)]
        self.room.open(row.article for row in kept)
        return kept

    def _hits(self, topic: Sequence[TopicTerm], bounds: Bounds) -> list[int]:
        others = {other for term in topic for other in (*term.also, *(alike(term.term) if term.verb else ()))}
        asked = [term.term for term in topic]
        hits = self.archive.search(
            asked + sorted(others.difference(asked)),
            self.hits,
            require=bounds.require,
            since=bounds.since,
            until=bounds.until,
        )
        return [hit.sentence for hit in hits]


def _all_terms(topic: Sequence[TopicWord]) -> list[str]:
    """The terms that a topic may be looked for by, however it is spelt."""
    others = [term for word in topic for other in spelt_otherwise(word.word) for term in terms(other)]
    also = [term for word in topic for term in sorted(_peoples(word.word))]
    verbs = [other for word in topic if word.verb for term in word.terms for other in sorted(alike(term))]
    return [*(term for word in topic for term in word.terms), *others, *also, *verbs]


@lru_cache(maxsize=1000)
def _peoples(word: str) -> frozenset[str]:
    """The terms of a country's other words: of "russia" those of "Russian"; none for most words."""
    country = country_of(word)
    if country not in COUNTRIES.values() or country == "us" or len(word) < len("Iran"):
        return frozenset()
    others = {country, *(other for other, of in COUNTRIES.items() if of == country)} - {word}
    return frozenset(term for other in others if len(other) >= len("Iran") for term in terms(other))


@lru_cache(maxsize=64)
def phrase_pattern(phrase: str | None) -> re.Pattern[str] | None:
    """Finds the words of `phrase` one after the other, whatever marks stand between; None for no words."""
    words = re.findall(r"\w+", phrase or "")
    if not words:
        return None
    return re.compile(r"(?<!\w)" + r"\W+".join(map(re.escape, words)) + r"(?!\w)", re.IGNORECASE)


def _is_about(wanted: set[str], headline: Sequence[str]) -> bool:
    return wanted.issubset(headline) and len(wanted) >= _ABOUT * len(set(headline))


def _candidate(row: QuotationRow) -> Candidate:
    return Candidate(row.article, row.first_sentence, row.last_sentence, row)


def _describes(words: Sequence[str], source: str) -> bool:
    """Whether all of `words` describe a source, the noun that it is about included."""
    asked = [country_of(word) for word in words if word != "the"]
    own = [country_of(word) for word in words_of(source)]
    return bool(asked and own) and set(asked) <= set(own) and _head(asked) == _head(own)


def _spoken_for(name: str) -> re.Pattern[str]:
    """Finds "of the NAME", "for NAME" and the like where NAME, an institution's, ends what it is part of."""
    words = r"\W+".join(map(re.escape, re.findall(r"\w+", name)))
    return re.compile(
        rf"\b(?:of|for|at|with)\s(?:[^,;.]*\s)?{words}(?!['’]s)(?=\s*(?:[,;.()]|$|\b(?:at|of|in|and|who|that)\b))",
        re.IGNORECASE,
    )


def _voice_of(name: str) -> re.Pattern[str]:
    """Finds "a spokesman for NAME", "NAME's spokeswoman", "NAME spokesperson Jo Lee"."""
    words = r"\W+".join(map(re.escape, re.findall(r"\w+", name)))
    speaker = r"spokes(?:man|woman|person|men|people)"
    return re.compile(
        rf"\b{speaker}\s(?:for|of|at)\s(?:the\s)?{words}(?!['’]s|\s(?-i:[A-Z]))|\b{words}(?:['’]s?)?\s{speaker}\b",
        re.IGNORECASE,
    )


def _official_of(name: str) -> re.Pattern[str]:
    """Matches "a NAME official" and "senior officials at NAME": nobody who was one once, is of
    another country, or speaks for officials."""
    words = r"\W+".join(map(re.escape, re.findall(r"\w+", name)))
    return re.compile(
        rf"(?!.*\b{_NO_LONGER}\b)(?:{_SOME}\s)*(?:{words}(?:['’]s?)?\s(?:{_SOME}\s)*officials?"
        rf"|officials?\s(?:of|at|from|with)\s(?:the\s)?{words})(?:,?\s(?:who|speaking|familiar|briefed)\b.*)?\W*$",
        re.IGNORECASE | re.DOTALL,
    )


def _head(words: Sequence[str]) -> str:
    """The noun that a description is about: "officials" of "some officials in Moscow"."""
    cut = next(
        (i for i, w in enumerate(words) if i and w in {"of", "for", "in", "at", "with", "from", "who"}),
        len(words),
    )
    return words[cut - 1]
