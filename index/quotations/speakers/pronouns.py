"""Whom he and she stand for: the figure most in mind at that place, or nobody where two are about as likely.

After Lappin and Leass, "An Algorithm for Pronominal Anaphora Resolution" (1994): every mention adds to its
figure's salience by its place in the sentence, and salience fades from sentence to sentence.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from index.lexicon.common_words import PREPOSITIONS
from index.lexicon.gender import Gender
from index.lexicon.titles import COURTESY, TITLES
from index.names.given_names import folded, given_name_gender
from index.quotations.quotation import Attribution, QuotationKind
from index.quotations.speakers.entities import Cast
from index.quotations.speakers.entity import Figure, FigureKind, Mention
from index.spans import Cover

PRONOUN_GENDER = {
    "he": Gender.MALE,
    "him": Gender.MALE,
    "his": Gender.MALE,
    "himself": Gender.MALE,
    "she": Gender.FEMALE,
    "her": Gender.FEMALE,
    "hers": Gender.FEMALE,
    "herself": Gender.FEMALE,
}

# Tried on PolNeAR dev with gold sources: twice or half of each costs at most 0.08 of the right pronouns.
_FADE = 0.45  # what is left of salience a sentence later
_AGAIN = 0.3  # what a second mention adds
_IN_QUOTATION = 0.12
_IN_INDIRECT = 0.6
_IN_HEADLINE = 0.5
_SOURCE = 1.35
_UNNAMED = 0.9  # "A neighbour said"
_UNNAMED_ASIDE = 0.45  # "he told a neighbour"
_SUBJECT_PRONOUN = 0.8
_OTHER_PRONOUN = 0.35
_HERE = 1.4  # what it adds that a figure leads the pronoun's own sentence
_LEADS = 0.75  # from which weight a mention leads its sentence
_UNKNOWN_GENDER = 0.8
_MARGIN = 1.35  # how many times the best must outweigh the second
_LEAST = 0.02
_FORGOTTEN = 0.001
_IN_MIND = 40  # how many figures, named last, can be antecedents
_BEFORE_NAMES = frozenset(COURTESY) | TITLES
_FRONTS = frozenset(
    {
        "after",
        "although",
        "as",
        "because",
        "before",
        "if",
        "once",
        "since",
        "though",
        "until",
        "when",
        "while",
    }
)
_LONG_FRONT = 40  # tokens
# People seldom name themselves in their own words, and "he said Trump would" is not about himself.
_NAMED_IN_OWN_WORDS = {QuotationKind.INDIRECT: 0.2, QuotationKind.MIXED: 0.3, QuotationKind.DIRECT: 0.5}


class Antecedent(NamedTuple):
    """Whom a pronoun stands for, and how many times more salient that figure is than the next."""

    figure: Figure | None
    margin: float


class _Event(NamedTuple):
    """A mention, or a pronoun with its gender, at a token; whether it `leads` its sentence as its subject."""

    token: int
    figure: Figure | None
    gender: Gender | None
    weight: float
    leads: bool


class _Salience(NamedTuple):
    """How far a figure is in mind: `value` in sentence `then`; `leads` is the last sentence that it led."""

    figure: Figure
    value: float
    then: int
    leads: int | None

    def at(self, now: int) -> float:
        """What is left of it in sentence `now`."""
        return self.value * float(_FADE ** max(0, now - self.then))


class Pronouns:
    """The he and she of an article, each with its antecedent."""

    def __init__(
        self,
        cast: Cast,
        attributions: Sequence[Attribution],
        unnamed: Mapping[int, Figure],
        nominals: Mapping[int, Figure],
    ) -> None:
        self._cast = cast
        self._strangers = unnamed  # by first token
        self._nominals = nominals  # by first token
        self._sources = Cover([a.source for a in attributions if a.source is not None])
        self._reported = Cover(
            [s for a in attributions if a.kind is QuotationKind.INDIRECT for s in a.content]
        )
        self._own = {cast.frame.token_at(a.source.start): a for a in attributions if a.source is not None}
        self._answers: dict[int, Antecedent] = {}
        self._shared: dict[str, Figure] = {}
        self._called: dict[int, Gender] = {}  # by figure, as pronouns that were settled call it
        self._salience: dict[int, _Salience] = {}
        for event in sorted(
            [*self._named(), *self._unnamed(), *self._pronouns()],
            key=lambda e: (e.token, e.figure is None),
        ):
            self._follow(event)

    def antecedent(self, token: int) -> Antecedent:
        """Whom the he or she at index `token` stands for."""
        return self._answers.get(token, Antecedent(None, 0.0))

    def _follow(self, event: _Event) -> None:
        now = self._cast.frame.told[event.token]
        figure = event.figure
        if figure is None:
            answer = self._choose(event, now)
            self._answers[event.token] = answer
            if answer.figure is None or self._cast.frame.quoted[event.token]:
                return
            figure = answer.figure
            if event.gender is not None:
                self._called.setdefault(id(figure), event.gender)
        known = self._salience.pop(id(figure), _Salience(figure, 0.0, now, None))
        value = known.at(now)
        value = max(value, event.weight) + _AGAIN * min(value, event.weight)
        leads = now if event.leads else known.leads
        self._salience[id(figure)] = _Salience(figure, value, now, leads)
        if len(self._salience) > _IN_MIND:
            del self._salience[next(iter(self._salience))]

    def _named(self) -> list[_Event]:
        events = []
        for mention in self._cast.mentions:
            figure = mention.figure or self._unsettled(mention)
            if figure is not None and figure.kind is FigureKind.PERSON:
                leads = mention.weight >= _LEADS and not mention.quoted
                events.append(_Event(mention.first, figure, None, self._weight(mention), leads))
        return events

    def _unnamed(self) -> list[_Event]:
        """Who stands there without a name is in mind as others are: after "a neighbour said" nobody else is
        he, after "the senator left" the senator is."""
        events = []
        numbers = self._cast.frame.sentence_of
        for token, figure in (*self._strangers.items(), *self._nominals.items()):
            opens = token == 0 or numbers[token - 1] != numbers[token] or token in self._own
            weight = (_UNNAMED if opens else _UNNAMED_ASIDE) * (_SOURCE if token in self._own else 1.0)
            events.append(_Event(token, figure, None, weight, leads=opens))
        return events

    def _unsettled(self, mention: Mention) -> Figure | None:
        """Somebody who stands in for two people of one surname, so that nobody else is taken for them."""
        key = folded(mention.words[-1])
        if mention.full or key not in self._cast.by_surname:
            return None
        if key not in self._shared:
            self._shared[key] = Figure(name="", words=mention.words, kind=FigureKind.PERSON)
        return self._shared[key]

    def _weight(self, mention: Mention) -> float:
        weight = mention.weight
        if mention.quoted:
            weight *= _IN_QUOTATION
        elif self._sources.holds(mention.span) and not mention.owner and weight > 0.2:
            weight = max(weight, 0.9) * _SOURCE
        elif self._reported.holds(mention.span):
            weight *= _IN_INDIRECT
        return weight * _IN_HEADLINE if mention.headline else weight

    def _pronouns(self) -> list[_Event]:
        events = []
        fronted = self._fronted()
        for i, token in enumerate(self._cast.frame.tokens):
            word = token.text.lower()
            gender = PRONOUN_GENDER.get(word)
            if gender is not None:
                subject = word in {"he", "she"}
                weight = 1.0 if i in self._own else _SUBJECT_PRONOUN if subject else _OTHER_PRONOUN
                if i in fronted and i not in self._own:  # may be whom the sentence goes on to name
                    weight, subject = 0.0, False
                events.append(_Event(i, None, gender, weight, subject))
        return events

    def _fronted(self) -> set[int]:
        """The tokens of clauses and phrases before the subject: "Asked if he would, Ruiz shook his head"."""
        frame = self._cast.frame
        found: set[int] = set()
        for mention in self._cast.mentions:
            before = mention.first - 1
            while before > 0 and frame.tokens[before].text.lower() in _BEFORE_NAMES:
                before -= 1
            if not mention.subject or mention.quoted or before < 1 or frame.tokens[before].text != ",":
                continue
            start = before
            while (
                start > 0
                and frame.sentence_of[start - 1] == mention.sentence
                and before - start < _LONG_FRONT
            ):
                start -= 1
            opener = frame.tokens[start].text.lower()
            if opener in PREPOSITIONS | _FRONTS or opener.endswith(("ed", "ing")):
                found.update(range(start, before))
        return found

    def _choose(self, event: _Event, now: int) -> Antecedent:
        own = self._own.get(event.token)
        named = (
            set() if own is None else {id(m.figure) for s in own.content for m in self._cast.mentions_in(s)}
        )
        scores = []
        for key, known in list(self._salience.items()):
            figure, score = known.figure, known.at(now)
            if score < _FORGOTTEN:
                del self._salience[key]
                continue
            gender = figure.gender or given_name_gender(figure.words[0]) or self._called.get(key)
            if gender not in {None, event.gender}:
                continue
            score *= (1.0 if gender else _UNKNOWN_GENDER) * (_HERE if known.leads == now else 1.0)
            if own is not None and id(figure) in named:
                score *= _NAMED_IN_OWN_WORDS[own.kind]
            scores.append((score, figure.name, figure))
        if not scores:
            return Antecedent(None, 0.0)
        scores.sort(key=lambda s: s[:2], reverse=True)
        best = scores[0][0]
        second = scores[1][0] if len(scores) > 1 else 0.0
        margin = best / second if second > 0 else 99.0
        sure = best >= _LEAST and margin >= _MARGIN and scores[0][2].name != ""
        return Antecedent(scores[0][2] if sure else None, min(margin, 99.0))
