"""The passages nearest to a question that its words do not answer: in meaning and by what stands around.

People ask in their own words: "raise taxes" of who spoke of levies. Of a passage counts how near it is in
meaning (`index.meaning`), and how much of the topic stands in it, around it, in its headline or in its
speaker's role: a question that shares nothing with the articles around is off their topics.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log2

from index.answers.hits import Candidate, Scored, TopicTerm
from index.answers.passage import Matched, Reason
from index.answers.ranking import score
from index.answers.retrieval import Search
from index.answers.surroundings import around, around_terms, own_terms, terms_by
from index.lexicon.grammar import FILLERS
from index.lexicon.places import COUNTRIES, DEMONYMS, PLACES
from index.meaning.vectors import shipped_vectors
from index.names.given_names import is_given_name
from index.names.name import country_of
from index.people.people import Person
from index.questions.question import Question, QuestionKind

SAID_ENOUGH = 0.41
"""What a passage of who was asked about must be worth: its nearness and the topic's share around it."""
OF_MANY = 0.06
"""How much more for each doubling of what they are quoted with: of many, one is near to anything. With both
values 5 of 740 made questions that nobody answers are answered by meaning, of 81 in people's own words 46."""
OF_MANY_NAMED = 0.025
"""The same where the topic names somebody or some place, whom the passage then names."""
AKIN = 0.6
"""The nearness from which a word of the topic is told by another: "hunger" by "starvation"."""
_AKIN_COUNTS = 0.3
_TOUCHED = 0.3
"""The share of the topic from which words akin to it make a passage touch on it."""
_FEWEST = 3
"""Words of a quotation that can be near in meaning; a name or two are near to anything."""
TOLD_ENOUGH = 0.9
"""The same of anybody's words, of which what stands around counts in full."""
FOUND_ENOUGH = 1.05
"""The same where a question does not ask who said it: "what time does the pharmacy close?"."""
NEAR_ALONE = 0.45
"""The nearness that is enough of a passage that shares only names with the question."""
_WORD = re.compile(r"[a-z]{3,}")
_BELOW_BEST = 0.25
_AROUND = 0.6
_LOOKED_AT = 300  # quotations of one person that are compared in meaning
_WEIGHED = 20  # of these, how many are looked at with what stands around them


def enough(found: Sequence[Scored], least: float) -> list[Scored]:
    """Those of `found`, best first, that are worth `least` and not much less than the best."""
    return [one for one in found if one.score >= max(least, found[0].score - _BELOW_BEST)]


@dataclass(frozen=True, slots=True)
class Nearest:
    """Looks for what is near to one question."""

    question: Question
    search: Search

    def said_by(self, people: Sequence[Person], topic: Sequence[TopicTerm]) -> list[Scored]:
        """What people said, the nearest to the topic first."""
        every = self.search.said(people, ())[:_LOOKED_AT]
        found = self._near([*every, *self.search.said(people, topic)], topic)
        return self._weighed(found, topic)

    def said_enough(
        self, found: Sequence[Scored], people: Sequence[Person], topic: Sequence[TopicTerm]
    ) -> list[Scored]:
        """Those of `found`, what people said, that are near enough to answer: of much that they said, nearer;
        less so where the topic names others, whom all of `found` name too."""
        quotations = min(_LOOKED_AT, sum(person.quotations for person in people))
        of_many = OF_MANY_NAMED if self._names(topic) else OF_MANY
        return enough(found, SAID_ENOUGH + of_many * log2(1 + quotations))

    def among(
        self, candidates: Sequence[Candidate], topic: Sequence[TopicTerm], *, sure: bool = False
    ) -> list[Scored]:
        """`candidates`, the nearest to the topic first; `sure` where something else speaks for them."""
        return self._weighed(self._near(candidates, () if sure else topic), topic, sure=sure)

    def _near(
        self, candidates: Sequence[Candidate], topic: Sequence[TopicTerm]
    ) -> list[tuple[float, Candidate]]:
        """Candidates, each once, with how near they are in meaning; the nearest first, so many of them."""
        each = list({(c.first, c.last, c.row.id if c.row else None): c for c in candidates}.values())
        self.search.room.open({candidate.article for candidate in each})
        texts = [self._text(candidate) for candidate in each]
        names = {name.word for name in self._names(topic)}
        words = [word.word for word in self.question.topic]
        wanted = " ".join([word for word in words if word not in names] or words)
        nearness = shipped_vectors().nearness(wanted, [text for pair in texts for text in pair])
        best = [max(pair) for pair in zip(nearness[::2], nearness[1::2], strict=True)]
        ranked = sorted(zip(best, each, strict=True), key=lambda one: (-round(one[0], 4), one[1].first))
        return ranked[:_WEIGHED]

    def _text(self, candidate: Candidate) -> tuple[str, str]:
        """A candidate's own words, and its sentences."""
        room = self.search.room
        whole = " ".join(room.text_of(n) for n in range(candidate.first, candidate.last + 1))
        if candidate.row is None:
            return whole, whole
        text = room.text(candidate.article)
        return " ".join(part.of(text) for part in candidate.row.quotation.content), whole

    def _names(self, topic: Sequence[TopicTerm]) -> list[TopicTerm]:
        """The words of a topic that name somebody or some place, for which nothing else will do."""
        people, text, vectors = self.search.archive.people, self.question.text, shipped_vectors()
        found: list[TopicTerm] = []
        for term in topic:
            word = term.word
            place = word in PLACES or word in DEMONYMS or country_of(word) in COUNTRIES.values()
            capital = re.search(rf"\S\s+{re.escape(word.capitalize())}\b", text) is not None
            person = is_given_name(word) or any(one.is_person for one in people.surnamed(word))
            unknown = not vectors.knows(word) and word.isalpha()
            after_given = bool(found) and is_given_name(found[-1].word) and capital
            if place or after_given or (capital and (person or unknown)) or (person and unknown):
                found.append(term)
        return found

    def _holds(self, candidate: Candidate, names: Sequence[TopicTerm], topic: Sequence[TopicTerm]) -> bool:
        """Whether the names asked for stand in a passage or before it, and the places in its article."""
        room = self.search.room
        text = room.text(candidate.article)
        if not all(_stands(term.word, text) for term in topic if term.where):
            return False
        if self.question.asked:  # whose words they are is settled, and they may name others by "he"
            if not all(_stands(name.word, text) or name.also for name in names):
                return False
        elif names:
            near_by = terms_by(room, candidate)
            if any(near_by.isdisjoint((name.term, *name.also)) for name in names if not name.where):
                return False
        return all(
            _stands(f"{given.word} {surname.word}", text)
            for given, surname in pairwise(topic)
            if surname in names and is_given_name(given.word)
        )

    def _touches(self, candidate: Candidate, names: Sequence[TopicTerm], topic: Sequence[TopicTerm]) -> bool:
        """Whether something of a topic, no name and no verb of speech, stands in a passage or around it.

        Who said something is not whoever speaks before or after: that has to stand in the passage itself.
        """
        rest = [term for term in topic if term not in names and not term.verb and not term.where]
        who = self.question.kind is QuestionKind.WHO_SAID
        held = (own_terms if who else around_terms)(self.search.room, candidate)
        return any(not held.isdisjoint((term.term, *term.also)) for term in rest)

    def _akin(
        self, candidates: Sequence[Candidate], names: Sequence[TopicTerm], topic: Sequence[TopicTerm]
    ) -> dict[int, float]:
        """The share of a topic, names and places left out, that words akin to its own tell in the sentences
        of each candidate, by the candidate's identity; those that have none are left out."""
        wanted = [term for term in topic if term not in names and not term.where]
        own = {id(one): self._words(one) for one in candidates}
        every = sorted(set().union(*own.values()))
        if not wanted or not every:
            return {}
        near = shipped_vectors().word_by_word([term.word for term in wanted], every) >= AKIN
        total = sum(term.weight for term in wanted)
        told = [
            ({every[place] for place in row.nonzero()[0]}, term.weight)
            for row, term in zip(near, wanted, strict=True)
        ]
        shares = {
            one: sum(weight for words, weight in told if not words.isdisjoint(held)) / total
            for one, held in own.items()
        }
        return {one: share for one, share in shares.items() if share}

    def _words(self, candidate: Candidate) -> set[str]:
        """The words of a candidate's sentences, in lower case, that tell something."""
        room = self.search.room
        text = " ".join(room.text_of(n) for n in range(candidate.first, candidate.last + 1))
        return {word for word in _WORD.findall(text.casefold()) if word not in FILLERS}

    def _says(self, candidate: Candidate) -> bool:
        """Whether a candidate is more than a word or two."""
        return len(self._text(candidate)[0].split()) >= _FEWEST

    def _weighed(
        self, found: Sequence[tuple[float, Candidate]], topic: Sequence[TopicTerm], *, sure: bool = False
    ) -> list[Scored]:
        scored = []
        names = self._names(topic)
        if not sure and all(term in names or term.where for term in topic):
            return []  # a name is near to nothing but itself
        akin = self._akin([one for _, one in found], names, topic) if self.question.asked and not sure else {}
        for nearness, candidate in found:
            kin = akin.get(id(candidate), 0.0)
            if not sure and not (self._says(candidate) and self._holds(candidate, names, topic)):
                continue
            touched = nearness >= NEAR_ALONE or kin >= _TOUCHED or self._touches(candidate, names, topic)
            if not sure and not touched:
                continue
            one = score(self.search.room, candidate, topic)
            near_by = max(one.coverage, around(self.search.room, candidate, topic))
            if not one.coverage and not sure:
                near_by /= 2  # only what stands around it is on the topic
            share = near_by * (_AROUND if sure or self.question.asked else 1.0)
            one.score = nearness + share + _AKIN_COUNTS * kin
            one.nearness, one.around, one.matched = nearness, near_by, Matched.MEANING
            one.reasons = [
                Reason("near in meaning", "its words", nearness),
                Reason("words of the topic", "in it and around it", share),
                *(
                    [Reason("words akin to the topic's", "in its sentences", _AKIN_COUNTS * kin)]
                    if kin
                    else []
                ),
            ]
            scored.append(one)
        return sorted(scored, key=lambda one: (-round(one.score, 3), one.candidate.first))


def _stands(words: str, text: str) -> bool:
    """Whether words stand in a text one after the other, in whatever case."""
    return re.search(rf"(?<!\w){re.escape(words)}", text, re.IGNORECASE) is not None
