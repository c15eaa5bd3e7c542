"""Whom a question describes rather than names: "the mayor of Harwick", "that nursing home boss".

Articles seldom word a role as people ask for it: the mayor is called "Mayor Keller" in an article on Harwick.
So the description's head has to be what a speaker is called, or one of the words that mean the same (a boss
is a chief executive), and its other words have to stand there too, or close by.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass, replace

from index.analysis.terms import terms
from index.answers.hits import Candidate, Scored, TopicTerm
from index.answers.nearest import Nearest, enough
from index.answers.ranking import without_topic
from index.answers.retrieval import Search
from index.lexicon.grammar import FILLERS
from index.lexicon.loading import classes, listed
from index.lexicon.organisations import BODIES, INSTITUTION
from index.lexicon.places import CITIES, COUNTRIES, PLACES
from index.lexicon.titles import TITLE_WORDS
from index.names.name import country_of, words_of
from index.names.roles import is_role
from index.people.lookup import match
from index.people.offices import is_plural_role
from index.people.people import Person
from index.questions.person_linking import Asked
from index.questions.question import Question

_ENOUGH = 0.6
"""The share of a description that has to be told of a speaker."""
_PLACES = {"called": 1.0, "sentence": 0.8, "around": 0.6, "headline": 0.7, "article": 0.5}
_OWNED = 0.5
"""The share of who or what a role is of that has to be told of the speaker, or beside them."""
_RELATIVES = listed(
    "wife husband spouse widow widower son daughter mother father brother sister stepson niece nephew"
)
_PARTIES = (listed("gop republican republicans"), listed("democrat democrats democratic dem dems"))
_LIGHT = FILLERS | frozenset(["former", "new", "old", "then", "current", "longtime", "own", "guy"])
_NO_LONGER = frozenset(["former", "ex", "then", "late", "deputy", "acting"])
_JOINTS = frozenset({"of", "for", "in", "at", "with", "from", "who", "on", "to", "behind"})
_OF = frozenset({"of", "for", "at"})
_NAMED = re.compile(r"[A-Z]\w+(?: [A-Z]\w+)+")
_SELDOM = 20  # times as seldom as the role that is given most
_LONG = 5  # letters
_HOLDERS = 12
"""People with a role of whom it is looked whether it is the one that is asked for."""
_NEAR_ENOUGH = 0.42
"""What a passage must be worth of whom a description fits."""
_INITIALS = range(2, 7)  # letters
_IN_SHORT = range(3, 7)  # letters of initials that tell a role without a topic
_SOMEBODY = frozenset(classes("descriptions")["somebody"])
"""What anybody may be called by who asks, and hardly ever is by an article."""
_HITS = 25  # sentences on the topic, and with the description's words, that are looked at
_FEW = 3
"""Articles that quote somebody up to which what the article tells elsewhere describes them."""


@dataclass(frozen=True, slots=True)
class Described:
    """Looks for the speakers that one question describes."""

    question: Question
    search: Search

    def said(self, asked: Asked, topic: tuple[TopicTerm, ...]) -> list[Scored]:
        """What those said on the topic whom a description fits, one speaker's words; nothing for a name.

        Without a topic, all that is quoted of the only one who has such a role.
        """
        description = _description(asked.written)
        if description is None:
            return []
        if not topic:
            return self._all_of(description)
        every = {one.row.id: one for one in self._candidates(description, topic) if one.row is not None}
        candidates = [one for one in every.values() if self._fits(one, description)]
        found = enough(Nearest(self.question, self.search).among(candidates, topic, sure=True), _NEAR_ENOUGH)
        if not found:
            return []
        best = _speakers(found[0].candidate)
        return [replace(one) for one in found if _speakers(one.candidate) == best]

    def _all_of(self, description: _Description) -> list[Scored]:
        """All that the one person said who alone has the role that is described, and whose it is."""
        short = bool(description.words) and all(len(word) in _IN_SHORT for word in description.words)
        if not description.owners and not short:
            return []
        people = self.search.archive.people
        self.search.archive.expect((), roles=meaning_the_same(description.head))
        holders = {p.id: p for head in meaning_the_same(description.head) for p in people.holders(head)}
        meant = list(holders.values())
        if not description.owners:  # "the UKIP leader"
            meant = [person for person in meant if _in_short(person, description)]
        found = {
            person.id: [one for one in self.search.said([person], ()) if self._fits(one, description)]
            for person in meant[:_HOLDERS]
        }
        fitting = [some for some in found.values() if some]
        return without_topic(fitting[0], self.search.room, limit=_HITS) if len(fitting) == 1 else []

    def _candidates(self, description: _Description, topic: Sequence[TopicTerm]) -> list[Candidate]:
        """Quotations in sentences on the topic, and those of whom articles give such a role."""
        head, words = description.head, description.words
        search = replace(self.search, hits=_HITS)
        found = search.anywhere(topic, narration=False)
        roles = [term for other in meaning_the_same(head) for term in terms(other)]
        described = tuple(TopicTerm(t, t, 0, 1.0) for word in words for t in terms(word))
        described += tuple(TopicTerm(term, term, 0, 1.0) for term in roles)
        found += search.anywhere(described, narration=False)
        people: dict[int, Person] = {}
        self.search.archive.expect((), roles=meaning_the_same(head))
        for other in meaning_the_same(head):
            people.update((person.id, person) for person in self.search.archive.people.holders(other))
        if people:
            found += self.search.said(list(people.values()), topic)
        return found

    def _fits(self, candidate: Candidate, description: _Description) -> bool:
        row, room = candidate.row, self.search.room
        head, words = description.head, description.words
        if row is None:
            return False
        text = room.text(candidate.article)
        quotation = row.quotation
        source = quotation.source.of(text) if quotation.source else ""
        told_of = " ".join((quotation.role or "", source, *row.speakers))
        called = {country_of(word) for word in words_of(told_of)}
        people = [p for number in row.names if (p := self.search.archive.people.of(number)) is not None]
        called |= {
            country_of(word) for person in people for role in _usual_roles(person) for word in words_of(role)
        }
        called |= {part for word in called for part in word.split("-")}
        told_so = (
            quotation.role or "",
            source,
            *(role for person in people for role in _usual_roles(person)),
        )
        called |= set(words) & {short for told in told_so for short in _shortened(told)}
        if head.isupper():  # "TNO": who speaks for it, or is called so in full just before
            full = any(f"{name} ({head})" in text for name in row.speakers)
            return full or head.lower() in called
        somebody = head in _SOMEBODY
        if people and not any(person.is_person for person in people) and (somebody or is_role(head)):
            return False  # no institution is "the man", nor a chairman
        if called.isdisjoint({*meaning_the_same(head), *_places_of(head, words)}) and not somebody:
            return False
        if not self._is_of(candidate, description, called, people):
            return False
        if head in PLACES or head in COUNTRIES.values():
            return True
        known_well = any(person.articles > _FEW for person in people)
        countries = {word for word in words if word in COUNTRIES.values()}
        if countries and (called & set(COUNTRIES.values())) - countries:
            return False  # another country's
        sentences = range(candidate.first, candidate.last + 1)
        places = [
            (_PLACES["called"], called),
            (_PLACES["sentence"], self._words_of(sentences)),
            (_PLACES["headline"], {country_of(word) for word in words_of(room.row(candidate.article).title)}),
            (_PLACES["around"], self._words_of(room.beside(candidate.first, candidate.last, 2))),
        ]
        if known_well and not description.owners:
            places = places[:1]  # who is quoted everywhere is not whoever else a sentence tells of
        if somebody and (known_well or not words):
            return False
        told = 1.0
        for word in words:
            alike = self._name_of(word) if word in description.owners else meaning_the_same(word)
            best = max((worth for worth, own in places if not alike.isdisjoint(own)), default=0.0)
            if not best and not known_well and _stands(word, text):
                best = _PLACES["article"]
            told += best
        return told >= _ENOUGH * (1 + len(words))

    def _is_of(
        self, candidate: Candidate, description: _Description, called: set[str], people: Sequence[Person]
    ) -> bool:
        """Whether a role is of whom or what is asked for: nobody is their own spokesman, and the head of one
        firm is not the head of another that the article tells of. A party's man is not the other's."""
        sentences = self._words_of(range(candidate.first, candidate.last + 1))
        if any(
            not party.isdisjoint(description.words) and party.isdisjoint(called | sentences)
            for party in _PARTIES
        ):
            return False
        own = {word for person in people for part in person.parts for word in part.words}
        if len(own) == 1 and not own.isdisjoint(description.words):
            return False  # "the man who founded WikiLeaks" is not WikiLeaks
        if not description.owners:
            return True
        relative = description.head in _RELATIVES
        owners = [self._name_of(word) for word in description.owners]
        if not relative and any(
            owner & own and owner - {word} <= own
            for word, owner in zip(description.owners, owners, strict=True)
        ):
            return False
        told = called if relative else called - own
        place = description.owners[-1] in PLACES or description.owners[-1] in CITIES
        if place and called.isdisjoint(PLACES | CITIES):  # "Mayor de Blasio", in an article on his town
            text = self.search.room.text(candidate.article)
            return all(_stands(word, text) for word in description.owners)
        persons = [owner for owner in owners if len(owner) > 1]
        if any(not _told(owner, told) for owner in persons):
            return False
        whose = description.possessor
        if whose and not _told(self._name_of(whose), told | (sentences - own)):
            return False  # "Cleveland's host committee" is not another town's
        held = sum(_told(owner, told | (sentences - own)) for owner in owners)
        return held >= _OWNED * len(owners)

    def _name_of(self, word: str) -> frozenset[str]:
        """The words of who is called by a word of a description, for one that names a person; else itself,
        and what means the same."""
        people = self.search.archive.people
        if word.endswith("s") and not people.has(word) and people.has(word[:-1]):
            word = word[:-1]  # "hillarys"
        named = match(people, [word])[0] if people.has(word) and word not in PLACES else ()
        if named and named[0].is_person and word not in TITLE_WORDS:
            return frozenset(w for part in named[0].parts for w in part.words) | {word}
        return meaning_the_same(word)

    def _words_of(self, numbers: Sequence[int]) -> set[str]:
        return {country_of(word) for n in numbers for word in words_of(self.search.room.text_of(n))}


def meaning_the_same(word: str) -> frozenset[str]:
    """The folded words that articles may write for one of a description; itself among them."""
    own = {word}
    for others in classes("descriptions").values():
        if word in others and word not in _SOMEBODY:
            own.update(others)
    return frozenset(own)


def _usual_roles(person: Person) -> list[str]:
    """The roles of somebody that are given often enough to be no slip of one article."""
    most = max(person.role_counts, default=0)
    return [
        role for role, count in zip(person.roles, person.role_counts, strict=True) if count * _SELDOM >= most
    ]


def _in_short(person: Person, description: _Description) -> bool:
    """Whether somebody's role is the one described, whose name the description gives by its initials."""
    initials = set(description.words)
    for role in _usual_roles(person):
        words = set(words_of(role))
        if description.head in words and _NO_LONGER.isdisjoint(words) and initials <= _shortened(role):
            return True
    return False


def _shortened(told: str) -> set[str]:
    """What the names in a role or a source are for short: "ukip" of "UK Independence Party leader"."""
    found: set[str] = set()
    for run in _NAMED.findall(told):
        words = run.split()
        for start in range(len(words)):
            letters = [word if word.isupper() else word[0] for word in words[start:]]
            found.update("".join(letters[:end]).lower() for end in range(2, len(letters) + 1))
    return found


def _told(owner: Set[str], words: Set[str]) -> bool:
    """Whether one of a name's words is among others, or begins one of them: "pepsi" and "pepsico"."""
    if not owner.isdisjoint(words):
        return True
    return any(len(own) >= _LONG and other.startswith(own) for own in owner for other in words)


@dataclass(frozen=True, slots=True)
class _Description:
    """Somebody as described: a role's last word, the other words, and of these whom or what it is of."""

    head: str
    words: tuple[str, ...]
    owners: tuple[str, ...] = ()
    possessor: str | None = None  # the last word before an apostrophe


def _description(written: str) -> _Description | None:
    """A description's words, each folded; None where it looks like a name."""
    if written.isupper() and written.isalpha() and len(written) in _INITIALS:
        return _Description(written, ())
    words = [country_of(word) for word in words_of(written)]
    cut = next((i for i, word in enumerate(words) if word in _JOINTS and i), len(words))
    heads = [word for word in words[:cut] if word not in _LIGHT]
    if not heads:
        return None
    head = heads[-1]
    some = {"of", "for", "in", "chief", "officer"}
    if is_plural_role(head):
        return None
    place = head in PLACES or head in COUNTRIES.values()
    if not (
        is_role(head)
        or head in _SOMEBODY
        or place
        or head in INSTITUTION
        or head in BODIES
        or len(meaning_the_same(head)) > 1
    ):
        return None
    rest = [_country_or(word) for word in (*heads[:-1], *words[cut:]) if word not in _LIGHT | _JOINTS | some]
    rest = [word for word in rest if word != head]
    of = next((i for i, word in enumerate(words) if word in _OF and i), len(words))
    behind = re.match(r"(.+?)(?:s['’]|['’]s)\s", f"{written} ")
    owners = {_country_or(country_of(word)) for word in words_of(behind[1])} if behind else set()
    owners.update(_country_or(word) for word in words[of + 1 :])
    if not owners and len(heads) > 1 and heads[0].endswith("s"):
        owners.add(_country_or(heads[0]))  # "hillarys spokesman"; what is no name changes nothing
    possessor = _country_or(country_of(words_of(behind[1])[-1])) if behind and words_of(behind[1]) else None
    return _Description(
        head,
        tuple(rest),
        tuple(word for word in rest if word in owners),
        possessor if possessor in rest else None,
    )


def _places_of(head: str, words: Sequence[str]) -> set[str]:
    """The words of a place that is asked for itself, its country among them: "saudi arabia"."""
    if head in PLACES or head in COUNTRIES.values():
        return {country_of(word) for word in (head, *words)} & set(COUNTRIES.values())
    return set()


def _country_or(word: str) -> str:
    """A country for its name with a possessive that nobody set a mark before: "mexicos"."""
    return word[:-1] if word.endswith("s") and word[:-1] in COUNTRIES.values() else word


def _stands(word: str, text: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(word)}", text, re.IGNORECASE) is not None


def _speakers(candidate: Candidate) -> tuple[object, ...]:
    row = candidate.row
    if row is None or not row.names:
        return (candidate.article, candidate.first)
    return row.names
