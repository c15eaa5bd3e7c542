"""Who is in mind as an article goes on, and whom its pronouns and nominals stand for.

After Lappin and Leass, "An Algorithm for Pronominal Anaphora Resolution" (1994): every mention adds to its
figure's salience by its place in the sentence, and salience fades from sentence to sentence. What salience
and everything else is worth for the choice is learned (`index.training.antecedents`).
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from heapq import nlargest
from itertools import islice
from typing import NamedTuple

from index.lexicon.gender import Gender
from index.lexicon.kinds import body_kind
from index.names.given_names import given_name_gender
from index.names.roles import is_role
from index.quotations.quotation import Attribution
from index.quotations.speakers.documents import Document, part_in, taken_up
from index.quotations.speakers.entities import Cast
from index.quotations.speakers.entity import Figure, FigureKind
from index.quotations.speakers.nominals import widened
from index.quotations.speakers.ranking.anaphors import Anaphor, AnaphorKind
from index.quotations.speakers.ranking.countries import country_of, is_of
from index.quotations.speakers.ranking.descriptions import told_beside
from index.quotations.speakers.ranking.events import Event, Events
from index.quotations.speakers.ranking.features import (
    Candidate,
    Feature,
    Setting,
    features,
    fits,
    is_elsewhere,
    null_features,
)
from index.quotations.speakers.ranking.ranker import chances, weights
from index.quotations.speakers.ranking.things import Things, may_be_firm

_FADE = 0.45  # what is left of salience a sentence later
_AGAIN = 0.3  # what a second mention adds
_HERE = 1.4  # what it adds that a figure leads the pronoun's own sentence
_UNKNOWN_GENDER = 0.8
_MARGIN = 1.35  # how many times the best must outweigh the second
_LEAST = 0.02
_FORGOTTEN = 0.001
_OWNERS = 3  # so many people's campaigns are thought of without having been named
_IN_MIND = 40  # how many figures, named last, can be antecedents of a pronoun
_KNOWN = 100  # and of a nominal
_COMPARED = 12  # so many candidates of a pronoun are weighed, those most in mind
_FAR_AHEAD = 3.0
# The least probability with which a name is given, by kind: chosen on PolNeAR dev and marked articles.
LEAST = {
    AnaphorKind.PERSON: 0.7,
    AnaphorKind.THING: 0.5,
    AnaphorKind.THEY: 0.55,
    AnaphorKind.ROLE: 0.7,
    AnaphorKind.BODY: 0.7,
    AnaphorKind.WORDS: 0.7,
    AnaphorKind.OWNED: 0.65,
}
LEAST_ALONE = 0.6
"""The same for a he or she where only one person of that gender is in mind."""
LEAST_BY_SALIENCE = 0.9
"""The same for a role that the article does not say anybody, or only one person, has."""


_EARLY = 4  # mentions in which a figure of the headline stands
_OFTEN = 3  # mentions, from which somebody may be called what the article nowhere says they are


class Antecedent(NamedTuple):
    """Whom an anaphor stands for, and how likely that is."""

    figure: Figure | None
    chance: float


class Ranked(NamedTuple):
    """An anaphor with its candidates and the features of each; the last, of None, is that of nobody."""

    anaphor: Anaphor
    figures: list[Figure | None]
    features: list[list[Feature]]


@dataclass(slots=True)
class _Known:
    """What the article has told of a figure: `value` its salience in sentence `then`."""

    figure: Figure
    value: float
    then: int
    leads: int | None = None
    token: int = 0
    place: int = 0
    paragraph: int = 0
    spoke: int | None = None
    spoken: int = 0
    mentions: int = 0
    owner: bool = False

    def at(self, now: int) -> float:
        return self.value * float(_FADE ** max(0, now - self.then))


class Discourse:
    """The anaphors of an article, each with its antecedent."""

    def __init__(
        self,
        cast: Cast,
        things: Things,
        attributions: Sequence[Attribution],
        anaphors: Sequence[Anaphor],
        unnamed: Mapping[int, Figure],
        nominals: Mapping[int, Figure],
        documents: Sequence[Document],
        table: Mapping[str, float] | None = None,
    ) -> None:
        self._cast = cast
        self._things = things
        self._documents = documents
        self._frame = cast.frame
        self._strangers = unnamed  # by first token
        self._table = weights() if table is None else table
        self._answers: dict[int, Antecedent] = {}
        self._called: dict[int, Gender] = {}  # by figure, as pronouns that were settled call it
        self._people: dict[int, _Known] = {}
        self._bodies: dict[int, _Known] = {}
        self._spoken = 0
        self._paragraphs = _paragraphs(cast)
        self._described: dict[int, set[str]] = defaultdict(set)
        self.ranked: list[Ranked] = []
        asked = {anaphor.first: anaphor for anaphor in anaphors}
        self._events = Events(cast, things, attributions, asked, unnamed, nominals)
        for event in self._events.in_order():
            self._follow(event)

    def antecedent(self, token: int) -> Antecedent:
        """Whom the anaphor at index `token` stands for."""
        return self._answers.get(token, Antecedent(None, 0.0))

    def _follow(self, event: Event) -> None:
        now = self._frame.told[event.token]
        figure = event.figure
        if figure is None:
            if event.anaphor is None:
                answer = self._choose(event, now)
            else:
                answer = self._answers[event.token] = self._rank(event.anaphor, now)
                self._spoken += 1
            figure = answer.figure or (
                self._strangers.get(event.token) if event.anaphor is not None else None
            )
            if figure is None or self._frame.quoted[event.token]:
                return
            if event.gender is not None:
                self._called.setdefault(id(figure), event.gender)
        self._note(figure, event, now)

    def _note(self, figure: Figure, event: Event, now: int) -> None:
        kept = self._people if figure.kind is FigureKind.PERSON else self._bodies
        known = kept.pop(id(figure), None) or _Known(figure, 0.0, now)
        kept[id(figure)] = known  # the last that came up stands last
        if kept is self._people and may_be_firm(figure) and figure.mentions:
            self._bodies.pop(id(figure), None)
            self._bodies[id(figure)] = known
        value = known.at(now)
        known.value = max(value, event.weight) + _AGAIN * min(value, event.weight)
        known.then = now
        if event.leads:
            known.leads = now
        mention = event.mention
        known.mentions += 1
        if mention is not None and mention.quoted:
            return
        known.token = event.token
        known.place, known.paragraph = now, self._paragraphs[event.token]
        known.owner = mention is not None and mention.owner
        speaks = event.token in self._events.sources
        if mention is not None:
            speaks = self._events.speaks(mention)
            self._described[id(figure)].update(told_beside(self._frame, mention))
            if speaks:
                self._spoken += 1
        if speaks:
            known.spoke = self._spoken
            known.spoken += 1

    # ------------------------------------------------------------ choosing

    def _gender(self, figure: Figure) -> Gender | None:
        return figure.gender or given_name_gender(figure.words[0]) or self._called.get(id(figure))

    def _choose(self, event: Event, now: int) -> Antecedent:
        """Whom a he or she that is no source most likely stands for, by salience alone."""
        scores = []
        for known in islice(reversed(self._people.values()), _KNOWN):
            score = known.at(now)
            if score < _FORGOTTEN:
                continue
            gender = self._gender(known.figure)
            if gender not in {None, event.gender}:
                continue
            score *= (1.0 if gender else _UNKNOWN_GENDER) * (_HERE if known.leads == now else 1.0)
            scores.append((score, known.figure.name, known.figure))
        if not scores:
            return Antecedent(None, 0.0)
        scores.sort(key=lambda s: s[:2], reverse=True)
        best = scores[0][0]
        second = scores[1][0] if len(scores) > 1 else 0.0
        margin = best / second if second > 0 else 99.0
        sure = best >= _LEAST and margin >= _MARGIN and scores[0][2].name != ""
        return Antecedent(scores[0][2] if sure else None, 1.0)

    def _rank(self, anaphor: Anaphor, now: int) -> Antecedent:
        known = self._in_mind(anaphor, now)
        words = anaphor.kind is AnaphorKind.WORDS
        document = taken_up(self._documents, anaphor.first, anaphor.head) if words else None
        setting = self._setting(anaphor, known, document)
        candidates = self._candidates(anaphor, known, now, document)
        ranked = Ranked(
            anaphor,
            [*(c.figure for c in candidates), None],
            [*(features(anaphor, setting, c) for c in candidates), null_features(anaphor, setting)],
        )
        if anaphor.kind is not AnaphorKind.OWNED:
            self.ranked.append(ranked)
        likely = chances(ranked.features, self._table)
        best = max(range(len(likely)), key=lambda i: likely[i])
        figure, chance = ranked.figures[best], likely[best]
        alone = anaphor.kind is AnaphorKind.PERSON and len(known) == 1
        least = LEAST_ALONE if alone else LEAST[anaphor.kind]
        if anaphor.kind is AnaphorKind.ROLE and figure is not None:
            fitting = [c.figure for c in candidates if fits(anaphor, c)]
            if fitting != [figure]:
                seldom = candidates[best].mentions < _OFTEN
                namesakes = len(self._cast.by_surname.get(figure.surname, ())) > 1
                doubtful = seldom or namesakes or is_elsewhere(anaphor, candidates[best])
                least = 1.0 if doubtful and not fitting else LEAST_BY_SALIENCE
        if figure is None or not figure.name or chance < least or _in_shadow(candidates[best]):
            return Antecedent(None, chance)
        if anaphor.kind is AnaphorKind.BODY and self._is_of_person(anaphor.head, figure):
            return Antecedent(None, chance)
        if anaphor.owned:
            figure = self._things.owned(figure, "campaign" if anaphor.owned == "camp" else anaphor.owned)
        return Antecedent(figure, chance)

    def _is_of_person(self, head: str, firm: Figure) -> bool:
        """Whether a person, too, is told to be what a firm is called: "John Pit, a miner from Durham,"."""
        return is_role(head) and any(
            any(head in role for role in known.figure.roles)
            for known in self._people.values()
            if known.figure is not firm and known.figure.name and not may_be_firm(known.figure)
        )

    def _in_mind(self, anaphor: Anaphor, now: int) -> list[tuple[float, _Known]]:
        """Whom an anaphor may stand for, with their salience: those most in mind first."""
        found = []
        if anaphor.kind in _PERSONS:
            for known in self._latest(self._people, anaphor):
                score = known.at(now)
                if anaphor.head == "" and score < _FORGOTTEN:
                    continue
                if anaphor.gender is not None:
                    gender = self._gender(known.figure)
                    if gender not in {None, anaphor.gender}:
                        continue
                    score *= 1.0 if gender else _UNKNOWN_GENDER
                found.append((score * (_HERE if known.leads == now else 1.0), known))
        if anaphor.kind in _BODIES:
            state = "state" in (body_kind(anaphor.head) or ())
            found += [
                (known.at(now) * (_HERE if known.leads == now else 1.0), known)
                for known in self._latest(self._bodies, anaphor)
                if not state or anaphor.head in {word.lower() for word in known.figure.words}
            ]  # whose "the government" is, the last country named does not tell
            people = country_of(anaphor)
            if people is not None:
                found = [f for f in found if is_of(self._frame, f[1].figure, people, anaphor.first)]
            found += self._implied(anaphor, found, now)
        found.sort(key=lambda s: (s[0], s[1].figure.name), reverse=True)
        return found if anaphor.head else found[:_COMPARED]

    @staticmethod
    def _latest(kept: dict[int, _Known], anaphor: Anaphor) -> Iterable[_Known]:
        """Those of `kept` that an anaphor may stand for, the last that came up first; for a nominal, that may
        reach far back, more than for a pronoun."""
        return islice(reversed(kept.values()), _KNOWN if anaphor.head else _IN_MIND)

    def _implied(
        self, anaphor: Anaphor, named: Sequence[tuple[float, _Known]], now: int
    ) -> list[tuple[float, _Known]]:
        """The campaigns of those most in mind that have no name yet, where "the campaign" may be one."""
        if anaphor.head not in {"campaign", "camp"}:
            return []
        latest = islice(reversed(self._people.values()), _KNOWN)
        found = []
        for known in nlargest(_OWNERS, latest, key=lambda k: (k.at(now), k.figure.name)):
            if known.figure.name and not may_be_firm(known.figure):
                campaign = self._things.owned(known.figure, "campaign")
                if all(k.figure is not campaign for _, k in named):
                    found.append((known.at(now), replace(known, figure=campaign)))
        return found

    def _candidates(
        self, anaphor: Anaphor, known: Sequence[tuple[float, _Known]], now: int, document: Document | None
    ) -> list[Candidate]:
        own = anaphor.attribution
        named = {id(m.figure) for s in own.content for m in self._cast.mentions_in(s)}
        paragraph = self._paragraphs[anaphor.first]
        most = max((k.mentions for _, k in known), default=0)
        best = known[0][0] if known else 0.0
        ahead = _ahead(known)
        stranger = max((k.token for _, k in known if k.figure.name == ""), default=-1)
        strange = max((score for score, k in known if k.figure.name == ""), default=0.0)
        found = []
        for rank, (score, one) in enumerate(known):
            figure = one.figure
            found.append(
                Candidate(
                    figure=figure,
                    salience=score,
                    best=best,
                    rank=rank,
                    ahead=ahead,
                    apart=now - one.place,
                    within=one.paragraph == paragraph,
                    leads=None if one.leads is None else now - one.leads,
                    sources=None if one.spoke is None else self._spoken - one.spoke,
                    spoken=one.spoken,
                    mentions=one.mentions,
                    most=one.mentions == most,
                    named=own.kind if id(figure) in named else None,
                    gender=self._gender(figure),
                    roles=widened(frozenset().union(*figure.roles)) if anaphor.head else frozenset(),
                    described=frozenset(self._described.get(id(figure), ())) if anaphor.head else frozenset(),
                    owner=one.owner,
                    behind_stranger=one.token <= stranger and figure.name != "",
                    stranger=strange,
                    name_words=figure.words,
                    wrote=None if document is None else part_in(document, figure),
                    headed=any(m.headline or m.sentence == 0 for m in figure.mentions[:_EARLY]),
                    implied=figure.kind is FigureKind.BODY and id(figure) not in self._bodies,
                )
            )
        return found

    def _setting(
        self, anaphor: Anaphor, known: Sequence[tuple[float, _Known]], document: Document | None
    ) -> Setting:
        first = anaphor.first
        opens = first == 0 or self._paragraphs[first - 1] != self._paragraphs[first]
        told = None
        if anaphor.kind is AnaphorKind.WORDS:
            told = "missing" if document is None else "owned" if document.owners else "stray"
        return Setting(opens, len(known), told, any(one.spoken for _, one in known))


_PERSONS = frozenset(
    {AnaphorKind.OWNED, AnaphorKind.PERSON, AnaphorKind.ROLE, AnaphorKind.WORDS, AnaphorKind.THEY}
)
_BODIES = frozenset({AnaphorKind.THING, AnaphorKind.BODY, AnaphorKind.WORDS, AnaphorKind.THEY})


def _in_shadow(candidate: Candidate) -> bool:
    """Whether somebody without a name has come after a candidate who is about as much in mind."""
    return candidate.behind_stranger and _MARGIN * candidate.stranger > candidate.salience


def _ahead(known: Sequence[tuple[float, _Known]]) -> float:
    """The logarithm of how many times the first outweighs the second."""
    if not known or known[0][0] <= 0:
        return 0.0
    if len(known) < 2 or known[1][0] <= 0:
        return _FAR_AHEAD
    return min(_FAR_AHEAD, math.log(known[0][0] / known[1][0]))


def _paragraphs(cast: Cast) -> list[int]:
    """For each token, how many line ends stand before it."""
    found = []
    number = 0
    for token in cast.frame.tokens:
        found.append(number)
        number += token.text == "\n"
    return found
