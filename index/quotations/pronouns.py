"""Whom he, she, it and they stand for: the figure most in mind at that place, or nobody where two are as likely.

After Lappin and Leass, "An Algorithm for Pronominal Anaphora Resolution" (1994): every mention adds to its figure's
salience by its place in the sentence, and salience fades from sentence to sentence.
"""

from collections.abc import Sequence
from typing import NamedTuple

from index.quotations.mentions import Cast, Figure, FigureKind, Mention, figure_gender
from index.quotations.names import Gender
from index.quotations.roles import is_word
from index.quotations.values import Attribution, QuotationKind
from index.spans import Span

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

_FADE = 0.5  # what is left of a mention's weight a sentence later
_IN_QUOTATION = 0.12
_IN_INDIRECT = 0.5
_SOURCE = 1.35
_NAMED_IN_OWN_WORDS = {QuotationKind.INDIRECT: 0.2, QuotationKind.MIXED: 0.3, QuotationKind.DIRECT: 0.5}
_UNKNOWN_GENDER = 0.5
_MARGIN = 1.35  # how often the best must outweigh the second


class Antecedent(NamedTuple):
    """Whom a pronoun stands for, and how many times more salient that figure is than the next."""

    figure: Figure | None
    margin: float


class _Event(NamedTuple):
    token: int
    mention: Mention | None
    pronoun: Gender | None
    weight: float


class Pronouns:
    """The third-person pronouns of an article, each with its antecedent."""

    def __init__(self, cast: Cast, attributions: Sequence[Attribution]) -> None:
        self._cast = cast
        self._narrative = _narrative_numbers(cast)
        self._contents = sorted((s, a.kind) for a in attributions for s in a.content)
        self._sources = sorted(a.source for a in attributions if a.source is not None)
        self._own = {self._key(a.source): a for a in attributions if a.source is not None}
        self._answers: dict[int, Antecedent] = {}
        self._walk()

    def antecedent(self, token: int) -> Antecedent:
        """Whom the he or she at index `token` stands for."""
        return self._answers.get(token, Antecedent(None, 0.0))

    def _key(self, source: Span) -> int:
        return self._cast.token_at(source.start)

    def _walk(self) -> None:
        cast = self._cast
        salience: dict[
            int, list[float]
        ] = {}  # id of a figure: [salience, narrative sentence it was brought up to]
        figures: dict[int, Figure] = {}
        for event in self._events():
            now = self._narrative[event.token]
            if event.pronoun is None:
                assert event.mention is not None and event.mention.figure is not None
                self._add(salience, figures, event.mention.figure, event.weight, now)
                continue
            answer = self._choose(event, salience, figures, now)
            self._answers[event.token] = answer
            if answer.figure is not None and not cast.quoted[event.token]:
                self._add(salience, figures, answer.figure, event.weight, now)

    @staticmethod
    def _add(
        salience: dict[int, list[float]], figures: dict[int, Figure], figure: Figure, weight: float, now: int
    ) -> None:
        value, then = salience.get(id(figure), [0.0, now])
        salience[id(figure)] = [value * _FADE ** max(0, now - then) + weight, now]
        figures[id(figure)] = figure

    def _events(self) -> list[_Event]:
        cast = self._cast
        events = []
        content = _Cover([s for s, kind in self._contents if kind is QuotationKind.INDIRECT])
        sources = _Cover(self._sources)
        for mention in cast.mentions:
            figure = mention.figure
            if figure is None or figure.kind is not FigureKind.PERSON:
                continue
            weight = mention.weight
            if mention.quoted:
                weight *= _IN_QUOTATION
            elif sources.holds(mention.span):
                weight = max(weight, 0.9) * _SOURCE if not mention.owner else weight
            elif content.holds(mention.span):
                weight *= _IN_INDIRECT
            if mention.headline:
                weight *= 0.5
            events.append(_Event(mention.first, mention, None, weight))
        for i, token in enumerate(cast.tokens):
            gender = PRONOUN_GENDER.get(token.text.lower()) if len(token.text) < 8 else None
            if gender is None:
                continue
            subject = token.text.lower() in {"he", "she"}
            weight = 0.8 if subject else 0.35
            if i in self._own:
                weight = 1.0
            events.append(_Event(i, None, gender, weight))
        events.sort(key=lambda e: (e.token, e.pronoun is not None))
        return events

    def _choose(
        self, event: _Event, salience: dict[int, list[float]], figures: dict[int, Figure], now: int
    ) -> Antecedent:
        own = self._own.get(event.token)
        named: set[int] = set()
        if own is not None:
            for span in own.content:
                named |= {id(m.figure) for m in self._cast.mentions_in(span) if m.figure is not None}
        scores = []
        for key, (value, then) in salience.items():
            figure = figures[key]
            gender = figure.gender or figure_gender(figure)
            if gender is not None and gender is not event.pronoun:
                continue
            score = value * _FADE ** max(0, now - then)
            if gender is None:
                score *= _UNKNOWN_GENDER
            if own is not None and key in named:
                score *= _NAMED_IN_OWN_WORDS[own.kind]
            scores.append((score, -figure.mentions[0].first, figure))
        if not scores:
            return Antecedent(None, 0.0)
        scores.sort(key=lambda s: s[:2], reverse=True)
        best = scores[0]
        second = scores[1][0] if len(scores) > 1 else 0.0
        margin = best[0] / second if second > 0 else 99.0
        if best[0] < 0.02 or margin < _MARGIN:
            return Antecedent(None, margin)
        return Antecedent(best[2], min(margin, 99.0))


class _Cover:
    """Sorted spans, asked in any order whether they hold another."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self._spans = sorted(spans)
        self._reach: list[int] = []
        top = -1
        for span in self._spans:
            top = max(top, span.end)
            self._reach.append(top)

    def holds(self, span: Span) -> bool:
        low, high = 0, len(self._spans)
        while low < high:
            middle = (low + high) // 2
            if self._spans[middle].start <= span.start:
                low = middle + 1
            else:
                high = middle
        return low > 0 and self._reach[low - 1] >= span.end


def _narrative_numbers(cast: Cast) -> list[int]:
    """For each token the number of its sentence, where sentences wholly inside a quotation are not counted."""
    told = set()
    for i, token in enumerate(cast.tokens):
        if not cast.quoted[i] and is_word(token):
            told.add(cast.sentence_of[i])
    number = -1
    last = None
    numbers = []
    for i in range(len(cast.tokens)):
        sentence = cast.sentence_of[i]
        if sentence != last:
            last = sentence
            if sentence in told:
                number += 1
        numbers.append(max(0, number))
    return numbers
