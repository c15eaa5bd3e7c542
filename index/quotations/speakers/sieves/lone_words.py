"""Sources of one word that the words just before tell: "who", the "they" of a pair, the "it" of a body."""

from itertools import pairwise

from index.lexicon.common_words import FUNCTION_WORDS, PREPOSITIONS
from index.lexicon.places import PLACES
from index.names.roles import role_after
from index.quotations.speakers.entities import Cast
from index.quotations.speakers.entity import FigureKind, Mention
from index.quotations.speakers.noun_phrases import Phrases, without_age
from index.quotations.speakers.organisations import Bodies
from index.quotations.speakers.resolution import NOBODY, Reading, Way
from index.quotations.speakers.sieves.people import is_person, settled

_BEFORE_A_LIST = PREPOSITIONS | {",", "and", "as", "or", "but"}
_FAR = 200  # tokens; what lies further off is not read


class LoneWords:
    """Reads relatives and plurals by what stands directly before them."""

    def __init__(self, cast: Cast, phrases: Phrases, bodies: Bodies) -> None:
        self._cast = cast
        self._frame = cast.frame
        self._phrases = phrases
        self._bodies = bodies

    def read(self, first: int, word: str) -> Reading | None:
        if word == "which":
            return self._body_told_of(first)
        if word in {"who", "whom", "whose"}:
            return self._relative(first)
        if word in {"they", "them"}:
            return self._pair_before(first)
        if word == "it":
            return self._body_before(first)
        span = self._frame.span(first, first + 1)
        return NOBODY if word in FUNCTION_WORDS and not self._cast.mentions_in(span) else None

    def _relative(self, first: int) -> Reading:
        """The name that "who" follows, with nothing but an apposition between."""
        frame = self._frame
        for mention in reversed(self._mentions_before(first, 0)):
            figure = mention.figure
            if figure is None or figure.kind is not FigureKind.PERSON or mention.owner:
                continue
            between = without_age(frame.texts(self._past_place(mention), first))
            if between in ([], [","]):
                return settled(self._frame, figure, self._phrases.role_at(mention), Way.RELATIVE)
            apposition = role_after(frame.tokens, mention.last)
            if (
                apposition is not None
                and between[-1] == ","
                and frame.token_at(apposition.end - 1) >= first - 2
            ):
                return settled(self._frame, figure, apposition.of(frame.text), Way.RELATIVE)
        return NOBODY

    def _body_told_of(self, first: int) -> Reading:
        """The body whose name "which" follows, with nothing but a comma between."""
        before = self._mentions_before(first, 0)
        if len(before) > 1 and self._is_where(before[-2], before[-1]):
            before.pop()
        mention = before[-1] if before else None
        if (
            mention is None
            or mention.figure is None
            or is_person(mention)
            or not self._bodies.is_name(mention)
        ):
            return NOBODY
        between = self._frame.texts(mention.last + 1, first)
        if len(between) > 1 and between[0] in {"in"}:
            between = between[-1:]
        if between != [","] or not (mention.full or mention.words[0].isupper()):
            return NOBODY
        return Reading((self._bodies.full_name(mention),), None, Way.RELATIVE)

    def _is_where(self, body: Mention, place: Mention) -> bool:
        """Whether a place's name says where the body before it is: "the Quillan Trust in Turkey, which"."""
        known = body.figure is not None and body.figure.kind is FigureKind.BODY
        there = all(word.lower() in PLACES for word in place.words)
        return known and body.full and there and self._frame.texts(body.last + 1, place.first) == ["in"]

    def _past_place(self, mention: Mention) -> int:
        """Index after a name and the "of New Jersey" that may follow it."""
        after = mention.last + 1
        if self._frame.word(after, mention.first) not in {"of", "from"}:
            return after
        there = self._cast.mentions_in(self._frame.span(after, after + 2))
        return there[-1].last + 1 if there and there[-1].first == after + 1 else after

    def _pair_before(self, first: int) -> Reading:
        """Two people joined by "and", first of this sentence or of the one before."""
        before = [m for m in self._mentions_before(first, 1) if not m.quoted]
        sentence = self._frame.sentence_of[first]
        for number in (sentence, sentence - 1):
            here = [m for m in before if m.sentence == number]
            for one, two in pairwise(here):
                if is_person(one) and is_person(two) and self._is_pair(one, two):
                    figures = [f for f in (one.figure, two.figure) if f is not None]
                    return Reading(tuple(dict.fromkeys(f.name for f in figures)), None, Way.PLURAL)
            if any(m.subject for m in here):
                break
        return NOBODY

    def _is_pair(self, one: Mention, two: Mention) -> bool:
        """Whether "one and two" are the whole subject of their clause."""
        start = self._phrases.start(one)
        before = self._frame.word(start - 1, start).lower() if start else ""
        joined = self._frame.texts(one.last + 1, self._phrases.start(two)) == ["and"]
        return joined and (one.subject or two.subject) and before not in _BEFORE_A_LIST

    def _body_before(self, first: int) -> Reading:
        """The body or place that is the one subject before "it" in this sentence, or in the one before."""
        before = [m for m in self._mentions_before(first, 1) if not m.quoted and m.figure is not None]
        sentence = self._frame.sentence_of[first]
        for number in (sentence, sentence - 1):
            here = [m for m in before if m.sentence == number and m.subject]
            one = len({id(m.figure) for m in here}) == 1 and not is_person(here[0])
            if one and self._opens(here[0]) and self._bodies.is_name(here[0]):
                return Reading((self._phrases.body_name(here[0]),), None, Way.NEUTER)
            if here:
                break
        return NOBODY

    def _opens(self, mention: Mention) -> bool:
        """Whether a name, with the owner and article before it, opens its sentence."""
        start = self._phrases.body_start(mention)
        start -= start > 0 and self._frame.tokens[start - 1].text == "The"
        return start == 0 or self._frame.sentence_of[start - 1] != mention.sentence

    def _mentions_before(self, first: int, sentences: int) -> list[Mention]:
        earliest = self._frame.sentence_of[first] - sentences
        start = first
        while start > max(0, first - _FAR) and self._frame.sentence_of[start - 1] >= earliest:
            start -= 1
        return self._cast.mentions_in(self._frame.span(start, first)) if start < first else []
