"""Who of several with one surname, or one office, is meant by a question on a topic."""

from __future__ import annotations

from dataclasses import dataclass, replace

from index.answers.evidence import Evidence
from index.answers.hits import TopicTerm
from index.people.lookup import MatchedBy, bearers_besides
from index.people.people import People, Person
from index.questions.person_linking import Asked

_OFFICES = (MatchedBy.ROLE, MatchedBy.ALIAS)
_HOLDERS = 3
"""Those with a role who are quoted on the topic up to which all of them answer."""
_AS_OFTEN, _OFTENER = 1, 3
"""How much oftener than all namesakes together somebody must be quoted to be meant by the surname: where no
other of them is quoted on the topic, and where others are."""


@dataclass(frozen=True, slots=True)
class Namesakes:
    """Chooses among namesakes, by what one question finds of each."""

    people: People
    evidence: Evidence

    def settled(self, asked: Asked, topic: tuple[TopicTerm, ...]) -> Asked:
        """Of namesakes the one who is quoted on the topic, if no other is or the others seldom are."""
        if len(asked.people) < 2 or asked.together or not topic:
            return asked
        said = list(self.evidence.each_said(asked, topic))
        first = max(said, key=lambda person: person.quotations, default=None)
        if first is None:
            return asked
        if asked.how in _OFFICES:  # one that changed hands, or that several have
            few = len(said) <= _HOLDERS
            return replace(asked, people=tuple(said), together=len(said) > 1) if few else asked
        others = sum(person.quotations for person in asked.people) - first.quotations
        if first.quotations >= (_AS_OFTEN if len(said) == 1 else _OFTENER) * others:
            return replace(asked, people=(first,))
        return asked

    def bearers(self, asked: Asked) -> list[Person]:
        """Those whom a surname or a given name can mean: whom it was read as, then others who bear it."""
        if asked.how not in (MatchedBy.SURNAME, MatchedBy.GIVEN):
            return list(asked.people)
        return [*asked.people, *bearers_besides(self.people, asked.written, asked.people)]

    def taken(self, asked: Asked, meant: Asked, topic: tuple[TopicTerm, ...]) -> str:
        """A note that one of several namesakes was taken, and why."""
        if asked.how in _OFFICES:
            names = " and ".join(person.name for person in meant.people)
            all_of_them = len(meant.people) == len(asked.people)
            others = "" if all_of_them else ", quoted on this; others with that role are not"
            return f"Read “{asked.written}” as {names}{others}."
        alone = len(self.evidence.each_said(asked, topic)) == 1
        why = "the only one of that name quoted on this" if alone else "quoted far more often than the others"
        return f"Read “{asked.written}” as {meant.people[0].name}, {why}."


def several(asked: Asked) -> str:
    """A note that the question does not tell who of several is asked about."""
    if asked.how is MatchedBy.ROLE:
        return f"Several people with the role “{asked.written}” are quoted."
    return f"Several people named “{asked.written}” are quoted."
