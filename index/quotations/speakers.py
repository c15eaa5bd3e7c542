"""From a source as written ("she", "Kamynin", "the spokesman") to the person: fullest name in the article, and role."""

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from index.article import Article
from index.quotations.mentions import Cast, Figure, FigureKind, Mention, cast_of
from index.quotations.names import BODIES, FUNCTION_WORDS, is_given_name
from index.quotations.pronouns import PRONOUN_GENDER, Pronouns
from index.quotations.roles import COURTESY, TITLES, is_role, is_word, role_after, role_before, role_words
from index.quotations.values import Attribution, Quotation
from index.sentences import Sentence
from index.spans import Span


class Way(StrEnum):
    """How a speaker was found, which decides how sure we are of it."""

    FULL = "full name"
    SURNAME = "surname"
    GIVEN = "given name"
    PRONOUN = "pronoun"
    RELATIVE = "relative"
    NOMINAL = "nominal"
    BODY = "body"
    OPEN = "open"


# Share of speakers found this way that are right, given the right source (PolNeAR dev, silver coreference, and by eye).
_SURE = {
    Way.FULL: 0.99,
    Way.SURNAME: 0.97,
    Way.GIVEN: 0.9,
    Way.PRONOUN: 0.88,
    Way.RELATIVE: 0.95,
    Way.NOMINAL: 0.8,
    Way.BODY: 0.97,
    Way.OPEN: 1.0,
}


class Reading(NamedTuple):
    """Who a source is: names in order, the role as written, and how they were found."""

    speakers: tuple[str, ...]
    role: str | None
    way: Way


_NOBODY = Reading((), None, Way.OPEN)


def resolve_speakers(
    article: Article, sentences: Sequence[Sentence], attributions: Sequence[Attribution]
) -> list[Quotation]:
    """A quotation for every attribution, in the same order, with the speakers that the article settles.

    A speaker has its fullest name in the article; a role is a slice of its text. A source that names nobody
    in particular ("some officials"), and one that could be either of two people, give no speaker.
    """
    if not attributions:
        return []
    resolver = Resolver(article, sentences, attributions)
    quotations = []
    for attribution in attributions:
        reading = resolver.read(attribution)
        quotations.append(
            Quotation(
                article_id=article.id,
                kind=attribution.kind,
                content=attribution.content,
                cue=attribution.cue,
                source=attribution.source,
                speakers=reading.speakers,
                role=reading.role,
                confidence=attribution.confidence * _SURE[reading.way],
            )
        )
    return quotations


_PREPOSITIONS = frozenset(
    """of to with for by against from about at in on into over under like than between behind near without toward
    including""".split()
)
_AFTER_A_HEAD = FUNCTION_WORDS | {
    "himself",
    "herself",
    "alone",
    "jr",
    "later",
    "today",
    "yesterday",
    "tonight",
}
_BODY_NOUNS = BODIES | frozenset(
    "campaign administration team camp regime newspaper website watchdog".split()
)
_SEVERAL = frozenset(
    """some many several few most other others both all two three four five six seven eight nine ten a an one another any no
    more dozens hundreds thousands officials critics supporters members people experts analysts these those each every""".split()
)


class Resolver:
    """Reads the sources of one article's attributions."""

    def __init__(
        self, article: Article, sentences: Sequence[Sentence], attributions: Sequence[Attribution]
    ) -> None:
        self.cast: Cast = cast_of(article, sentences)
        self._text = article.text
        self._pronouns = Pronouns(self.cast, attributions)

    def read(self, attribution: Attribution) -> Reading:
        """Who the source of `attribution` is."""
        source = attribution.source
        if source is None:
            return _NOBODY
        toks = self.cast.tokens
        first = self.cast.token_at(source.start)
        end = first
        while end < len(toks) and toks[end].start < source.end:
            end += 1
        while first < end and not is_word(toks[first]):
            first += 1
        while end > first and not is_word(toks[end - 1]) and toks[end - 1].text not in {"'s", "’s", ")"}:
            end -= 1
        if first >= end:
            return _NOBODY
        word = toks[first].text.lower()
        if end - first == 1 or (word in PRONOUN_GENDER and word not in {"his", "her"}):
            alone = self._lone_word(first, word)
            if alone is not None:
                return alone
        if word in {"his", "her", "their", "its", "my", "our", "your"}:
            return self._possessed(first, end)
        people = self._people(first, end)
        if people:
            return self._of_people(people, end)
        return self._of_phrase(first, end)

    # ------------------------------------------------------------ pronouns

    def _lone_word(self, first: int, word: str) -> Reading | None:
        if word in PRONOUN_GENDER:
            if self.cast.quoted[first]:
                return _NOBODY
            figure = self._pronouns.antecedent(first).figure
            return _NOBODY if figure is None else self._reading([figure], None, Way.PRONOUN)
        if word in {"who", "which", "whom"}:
            return self._relative(first)
        if word in {"they", "them"}:
            return self._plural(first)
        if word == "it":
            return self._neuter(first)
        if word in FUNCTION_WORDS and not self.cast.mentions_in(_span_of(self.cast, first, first + 1)):
            return _NOBODY
        return None

    def _relative(self, first: int) -> Reading:
        """The name that "who" follows, with nothing but an apposition between."""
        sentence = self.cast.sentence_of[first]
        toks = self.cast.tokens
        for mention in reversed(self._mentions_before(first, 0)):
            if mention.sentence != sentence or mention.figure is None:
                break
            between = [t.text for t in toks[mention.last + 1 : first]]
            if not between or between == [","]:
                if mention.figure.kind is FigureKind.PERSON and not self._after_preposition_of_group(mention):
                    return self._reading([mention.figure], self._role_at(mention), Way.RELATIVE)
                return _NOBODY
            apposition = role_after(toks, mention.last)
            if apposition is not None and between[-1] == ",":
                last = self.cast.token_at(apposition.end - 1)
                if last >= first - 2 and mention.figure.kind is FigureKind.PERSON:
                    return self._reading([mention.figure], apposition.of(self._text), Way.RELATIVE)
        return _NOBODY

    def _after_preposition_of_group(self, mention: Mention) -> bool:
        return False

    def _plural(self, first: int) -> Reading:
        """Two names joined by "and" as subject of this sentence or the one before."""
        sentence = self.cast.sentence_of[first]
        before = self._mentions_before(first, 1)
        before = [m for m in before if not m.quoted and m.sentence >= sentence - 1 and m.figure is not None]
        for number in (sentence, sentence - 1):
            here = [m for m in before if m.sentence == number]
            for i in range(len(here) - 1):
                one, two = here[i], here[i + 1]
                between = [t.text for t in self.cast.tokens[one.last + 1 : self._phrase_start(two)]]
                if between == ["and"] and one.subject and not one.owner and not two.owner:
                    pair = [
                        f for f in (one.figure, two.figure) if f is not None and f.kind is FigureKind.PERSON
                    ]
                    if len(pair) == 2:
                        roles = {r for r in (self._role_at(one), self._role_at(two)) if r}
                        role = None if len(roles) != 1 else roles.pop()
                        return self._reading(pair, role, Way.PRONOUN)
            if any(m.subject for m in here):
                break
        return _NOBODY

    def _neuter(self, first: int) -> Reading:
        """The body that is the one subject before "it" in this sentence, or in the one before."""
        sentence = self.cast.sentence_of[first]
        before = [m for m in self._mentions_before(first, 1) if not m.quoted and m.figure is not None]
        for number in (sentence, sentence - 1):
            here = [m for m in before if m.sentence == number and m.subject]
            if here:
                figures = {id(m.figure): m for m in here}
                if (
                    len(figures) == 1
                    and here[0].figure is not None
                    and here[0].figure.kind is not FigureKind.PERSON
                ):
                    return Reading((self._body_name(here[0]),), None, Way.PRONOUN)
                break
        return _NOBODY

    def _mentions_before(self, first: int, sentences: int) -> list[Mention]:
        sentence = self.cast.sentence_of[first] - sentences
        start = first
        while start > 0 and self.cast.sentence_of[start - 1] >= sentence:
            start -= 1
        if start == first:
            return []
        span = Span(self.cast.tokens[start].start, self.cast.tokens[first].start)
        return self.cast.mentions_in(span)

    def _body_name(self, mention: Mention) -> str:
        start = self._phrase_start(mention)
        name = Span(self.cast.tokens[start].start, mention.span.end).of(self._text)
        return name if mention.figure is None or len(name) < 60 else mention.figure.name

    def _possessed(self, first: int, end: int) -> Reading:
        """ "his" alone stands for its owner; "his campaign", "her mother" for nobody named."""
        toks = self.cast.tokens
        people = self._people(first, end)
        if people:
            return self._of_people(people, end)
        word = toks[first].text.lower()
        if end - first == 1 and word in PRONOUN_GENDER and not self.cast.quoted[first]:
            figure = self._pronouns.antecedent(first).figure
            if figure is not None:
                return self._reading([figure], None, Way.PRONOUN)
        return _NOBODY

    # ------------------------------------------------------------ names

    def _people(self, first: int, end: int) -> list[Mention]:
        """The mentions in tokens `[first, end)` that are the head of the source, or joined to it."""
        toks = self.cast.tokens
        span = Span(toks[first].start, toks[end - 1].end)
        heads: list[Mention] = []
        tentative: list[Mention] = []
        comma = next((k for k in range(first, end) if toks[k].text in {",", "("}), end)
        for mention in self.cast.mentions_in(span):
            if mention.figure is None and len(mention.words) == 1 and mention.last + 1 < end:
                pass
            if not self._is_head(mention, first, end):
                continue
            if not heads:
                start = self._phrase_start(mention)
                if mention.first < comma or start == comma + 1:
                    if mention.first > comma and not self._names_the_nominal(first, comma):
                        break
                    heads = [mention]
                    continue
                break
            previous = (heads + tentative)[-1]
            between = [t.text for t in toks[previous.last + 1 : self._phrase_start(mention)]]
            lowered = {w.lower() for w in between}
            if between == [","]:
                tentative.append(mention)
            elif (
                between
                and between[-1] == "and"
                and (between[-2:-1] == [","] or not lowered & (_PREPOSITIONS | {"who", "whose", "that"}))
            ):
                heads += tentative + [mention]
                tentative = []
            else:
                break
        return heads

    def _names_the_nominal(self, first: int, comma: int) -> bool:
        """Whether the words before the comma are a role that the name after it fills ("the F.B.I. director, James Comey")."""
        words = [t.text for t in self.cast.tokens[first:comma]]
        return any(is_role(w) for w in words) and words[0].lower() not in {"some", "many"}

    def _is_head(self, mention: Mention, first: int, end: int) -> bool:
        toks = self.cast.tokens
        if mention.first < first and mention.last < first:
            return False
        figure = mention.figure
        if figure is not None and figure.kind is FigureKind.BODY:
            return False
        if figure is not None and figure.kind is FigureKind.OTHER and not self._bare(mention, first, end):
            return False
        start = self._phrase_start(mention)
        if start > first and toks[start - 1].text.lower() in _PREPOSITIONS:
            return False
        after = mention.last + 1
        if after >= end:
            return True
        word = toks[after].text
        if word in {"'s", "’s"} or (word in {"'", "’"} and toks[mention.last].text.endswith("s")):
            return after + 1 >= end
        if word[0].islower() and word.lower() not in _AFTER_A_HEAD:
            return False
        return word not in {"-", "/"}

    def _bare(self, mention: Mention, first: int, end: int) -> bool:
        """Whether the name is all there is of the source, titles and a possessive aside."""
        return self._phrase_start(mention) <= first and mention.last + 2 >= end

    def _phrase_start(self, mention: Mention) -> int:
        """Index of the first token of the titles and role words before a name, or of the name."""
        toks = self.cast.tokens
        role = role_before(toks, mention.first)
        start = mention.first
        if role is not None:
            start = self.cast.token_at(role.start)
        while start > 0 and (toks[start - 1].text.lower() in COURTESY or toks[start - 1].text in TITLES):
            start -= 1
        if start > 0 and toks[start - 1].text.lower() in {"the", "a", "an", "his", "her", "their"}:
            start -= 1
        return start

    def _of_people(self, people: list[Mention], end: int) -> Reading:
        figures = []
        names = []
        for mention in people:
            figure = mention.figure
            if figure is None:
                if len(mention.words) == 1 and self._is_shared(mention):
                    return _NOBODY
                names.append(mention.span.of(self._text))
            else:
                figures.append(figure)
                names.append(figure.name)
        roles = [self._role_at(m) or (self._figure_role(m.figure) if m.figure else None) for m in people]
        role = roles[0] if len(people) == 1 else None
        if len(people) == 1:
            mention = people[0]
            if mention.figure is None or len(mention.words) > 1:
                way = Way.FULL
            elif mention.figure.surname == _folded_surname(mention):
                way = Way.SURNAME
            else:
                way = Way.GIVEN
        else:
            way = Way.FULL
        return Reading(tuple(dict.fromkeys(names)), role, way)

    def _is_shared(self, mention: Mention) -> bool:
        key = _folded_surname(mention)
        return len(self.cast.by_surname.get(key, [])) > 1 or len(self.cast.by_given.get(key, [])) > 1

    def _role_at(self, mention: Mention) -> str | None:
        role = role_before(self.cast.tokens, mention.first) or role_after(self.cast.tokens, mention.last)
        if role is None:
            role = self._nominal_before(mention)
        return None if role is None else role.of(self._text)

    def _nominal_before(self, mention: Mention) -> Span | None:
        """ "F.B.I. director" in "the F.B.I. director, James B. Comey"."""
        toks = self.cast.tokens
        i = mention.first - 1
        if i < 2 or toks[i].text != ",":
            return None
        role = role_before(toks, i)
        if role is None:
            return None
        start = self.cast.token_at(role.start)
        before = toks[start - 1].text.lower() if start else ""
        if before in {"the", "his", "her", "its", "their"} or "'s" in role.of(self._text).replace("’", "'"):
            return role
        return None

    def _figure_role(self, figure: Figure) -> str | None:
        return None if figure.role is None else figure.role.of(self._text)

    def _reading(self, figures: Sequence[Figure], role: str | None, way: Way) -> Reading:
        if role is None and len(figures) == 1:
            role = self._figure_role(figures[0])
        return Reading(tuple(dict.fromkeys(f.name for f in figures)), role, way)

    # ------------------------------------------------------------ bodies and nominals

    def _of_phrase(self, first: int, end: int) -> Reading:
        toks = self.cast.tokens
        comma = next((k for k in range(first + 1, end) if toks[k].text in {",", "(", "—", "–"}), end)
        words = [t.text for t in toks[first:comma]]
        lowered = [w.lower() for w in words]
        if lowered[-1] in {"'s", "’s"}:
            comma -= 1
            words, lowered = words[:-1], lowered[:-1]
        if not words:
            return _NOBODY
        if lowered[0] in _SEVERAL or lowered[0][0].isdigit():
            return _NOBODY
        start = first + (1 if lowered[0] == "the" and len(words) > 1 else 0)
        body = self._body(start, comma)
        if body is not None:
            return Reading((body,), None, Way.BODY)
        if lowered[0] == "the":
            return self._nominal(start, comma)
        return _NOBODY

    def _body(self, start: int, end: int) -> str | None:
        """The name of a body that fills tokens `[start, end)`, or None."""
        toks = self.cast.tokens
        words = [t.text for t in toks[start:end]]
        cut = next(
            (
                k
                for k, w in enumerate(words)
                if k and w in {"in", "at", "on", "that", "which", "who", "whose"}
            ),
            len(words),
        )
        words = words[:cut]
        capital = [w for w in words if w[0].isupper()]
        if not capital:
            return None
        head = words[-1]
        of = next(
            (k for k, w in enumerate(words) if w in {"of", "for", "to", "from", "with", "and", "by"}), None
        )
        if of is not None and not words[0][0].isupper():
            return None
        name = Span(toks[start].start, toks[start + cut - 1].end).of(self._text)
        if any(t.text == "\n" for t in toks[start : start + cut]):
            return None
        if head[0].isupper():
            small = [
                w for w in words if w[0].islower() and w not in {"of", "for", "and", "the", "de", "la", "on"}
            ]
            if small and not (words[0][0].isupper()):
                return None
            if head.lower() in FUNCTION_WORDS or (
                head.endswith("s") and len(words) == 1 and self._is_people(head)
            ):
                return None
            if len(words) > 1 and self._is_people(head):
                return None
            return name
        if head.lower() in _BODY_NOUNS:
            return name
        return None

    @staticmethod
    def _is_people(word: str) -> bool:
        lower = word.lower()
        return lower.endswith("s") and (
            is_role(lower[:-1]) or lower[:-1].endswith(("an", "ese", "crat", "ive", "al", "ist", "er"))
        )

    def _nominal(self, start: int, end: int) -> Reading:
        """The one figure before this place whose role has these words ("the senator")."""
        toks = self.cast.tokens
        words = []
        for k in range(start, end):
            if toks[k].text.lower() in _PREPOSITIONS - {"of"} | {"who", "that", "which"}:
                break
            words.append(toks[k].text)
        if not words:
            return _NOBODY
        head = words[-1].lower()
        text = " ".join(words)
        wanted = role_words(text)
        before = [m for m in self.cast.mentions if m.first < start and m.figure is not None]
        if is_role(head) or (len(words) > 2 and is_role(words[0])):
            found = {}
            for mention in before:
                figure = mention.figure
                if figure is None or figure.kind is not FigureKind.PERSON or figure.role is None:
                    continue
                if wanted <= _widened(role_words(figure.role.of(self._text))):
                    found[id(figure)] = figure
            if len(found) == 1:
                return self._reading(list(found.values()), None, Way.NOMINAL)
            return _NOBODY
        if len(words) == 1 and head in BODIES:
            bodies = {}
            for mention in before:
                figure = mention.figure
                if figure is not None and figure.kind is FigureKind.BODY and figure.words[-1].lower() == head:
                    bodies[figure.name] = figure
            if len(bodies) == 1:
                return Reading((next(iter(bodies)),), None, Way.NOMINAL)
        return _NOBODY


_LONG_TITLES = {
    "sen": "senator",
    "rep": "representative congressman congresswoman",
    "gov": "governor",
    "gen": "general",
    "dr": "doctor",
    "prof": "professor",
    "rev": "reverend",
    "col": "colonel",
    "capt": "captain",
    "sgt": "sergeant",
    "lt": "lieutenant",
}


def _widened(words: frozenset[str]) -> frozenset[str]:
    more = {long for w in words for long in _LONG_TITLES.get(w, "").split()}
    return words | more


def _span_of(cast: Cast, first: int, end: int) -> Span:
    return Span(cast.tokens[first].start, cast.tokens[end - 1].end)


def _folded_surname(mention: Mention) -> str:
    from index.quotations.mentions import surname

    return surname(mention.words)


__all__ = ["Reading", "Resolver", "Way", "is_given_name", "resolve_speakers"]
