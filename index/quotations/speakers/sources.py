"""Who a source is: reads names, bodies and nominals ("the senator"), and asks for pronouns."""

import re
from collections.abc import Iterator, Mapping, Sequence

from index.analysis.name_tokens import is_word
from index.analysis.sentences import Sentence
from index.lexicon.common_words import SEVERAL
from index.lexicon.places import NATIONALS
from index.names.given_names import is_given_name
from index.names.roles import is_role
from index.quotations.quotation import Attribution
from index.quotations.speakers.documents import Documents
from index.quotations.speakers.entities import Cast, cast_of
from index.quotations.speakers.entity import Figure, FigureKind
from index.quotations.speakers.nominals import Nominals
from index.quotations.speakers.noun_phrases import Phrases
from index.quotations.speakers.organisations import Bodies
from index.quotations.speakers.ranking.anaphors import PRONOUN_GENDER, Anaphor, anaphor
from index.quotations.speakers.ranking.discourse import Discourse
from index.quotations.speakers.ranking.things import Things, may_be_firm
from index.quotations.speakers.resolution import NOBODY, Reading, Way
from index.quotations.speakers.runs import is_capital
from index.quotations.speakers.sieves.forces import Forces
from index.quotations.speakers.sieves.lone_words import LoneWords
from index.quotations.speakers.sieves.people import People, leads_to_role, settled
from index.quotations.speakers.unnamed import brought_in, described, opening_roles, somebody
from index.spans import Cover, Span

_POSSESSIVE = frozenset({"his", "her", "their", "its", "my", "our", "your"})
_INTRODUCED = re.compile(
    r"\b(?:(?:(?:identif(?:ied|ying|ies)|introduc(?:ed|ing|es)) (?:himself|herself|themselves)|goes|is known"
    r"|gave (?:his|her|their) (?:\w+ )?name|be (?:identified|known))(?: (?:only|simply|just))? (?:as|by)"
    r"(?: the (?:\w+ )?name(?: of)?)?|be (?:called|named)(?: (?:only|simply|just))?)"
    r" (?P<name>(?:[A-Z][\w.'\u2019-]*)(?: [A-Z][\w.'\u2019-]*){0,3})$"
)
_RELATIVE = re.compile(r",? who [^.;,:\"\u201c\n]{1,90}")
_HANDLE = re.compile(r"\s*\(@\w+\)")
_FAR = 200  # tokens; what lies further off is not read


class Sources:
    """Reads the sources of one article's attributions."""

    def __init__(
        self,
        text: str,
        sentences: Sequence[Sentence],
        attributions: Sequence[Attribution],
        table: Mapping[str, float] | None = None,
    ) -> None:
        self.cast: Cast = cast_of(text, sentences)
        self._frame = self.cast.frame
        self._phrases = Phrases(self.cast)
        self._bodies = Bodies(self.cast, self._phrases)
        self._things = Things(self.cast, self._phrases, self._bodies)
        self._documents = Documents(self.cast, self._bodies)
        self._people = People(self.cast, self._phrases)
        self._lone_words = LoneWords(self.cast, self._phrases, self._bodies)
        self._forces = Forces(self.cast, self._bodies)
        self._nominals = Nominals(self.cast)
        unnamed = {**dict(brought_in(self._frame)), **dict(self._described(attributions))}
        told = Cover([part for attribution in attributions for part in attribution.content])
        nominals = {
            first: people[0] if len(people) == 1 else somebody(self._frame.tokens[head].text)
            for first, head in opening_roles(self._frame)
            if not told.holds(self._frame.span(first, head + 1))
            and (people := self._nominals.people(first + 1, head + 1))
        }
        self._readings: dict[Span, Reading] = {}
        self._joined: dict[Span, Reading] = {}  # those beside a pronoun: "she and Bo Lind"
        anaphors = list(self._anaphors(attributions))
        documents = list(self._documents.all())
        self.discourse = Discourse(
            self.cast, self._things, attributions, anaphors, unnamed, nominals, documents, table
        )

    def _anaphors(self, attributions: Sequence[Attribution]) -> Iterator[Anaphor]:
        """The sources that stand for somebody named elsewhere; what the others are is noted."""
        for attribution in attributions:
            source = attribution.source
            if source is None or source in self._readings:
                continue
            first, end = self._trimmed(source)
            reading = self._sieved(source, first, end) if first < end else NOBODY
            if reading is None:
                alone = source in self._joined
                found = anaphor(self._frame, first, first + 1 if alone else end, attribution)
                if found is not None:
                    yield found
                    continue
            self._readings[source] = reading or NOBODY

    def read(self, source: Span | None) -> Reading:
        """Who `source` is; none, or nobody in particular, gives no speaker."""
        if source is None:
            return NOBODY
        known = self._readings.get(source)
        if known is not None:
            return known
        found = self.discourse.antecedent(self._trimmed(source)[0])
        if found.figure is None:
            return NOBODY
        if found.figure.kind is FigureKind.PERSON and not may_be_firm(found.figure):
            one = settled(self._frame, found.figure, None, Way.RANKED)
        else:
            one = Reading((self._things.name(found.figure),), None, Way.RANKED)
        one = one._replace(chance=found.chance)
        others = self._joined.get(source)
        if others is None:
            return one
        names = tuple(dict.fromkeys((*one.speakers, *others.speakers)))
        return one._replace(speakers=names, role=None)

    def full_name(self, figure: Figure) -> str:
        """What the article calls a figure at its fullest."""
        return (
            figure.name
            if figure.kind is FigureKind.PERSON and not may_be_firm(figure)
            else self._things.name(figure)
        )

    def _sieved(self, source: Span, first: int, end: int) -> Reading | None:
        """Who tokens `[first, end)` are as far as the sieves tell; None where only a ranking can."""
        word = self._frame.tokens[first].text
        word = word if word == "WHO" else word.lower()
        force = self._forces.read(first, end)
        if force is not None:
            return force
        if end - first == 1:
            if word in PRONOUN_GENDER:
                return None
            alone = self._lone_words.read(first, word)
            if alone is not None:
                return alone if alone.speakers else None
        people = self._people.heads(first, end)
        if people:
            before = self._frame.texts(first, self._phrases.start(people[0]))
            if len(before) == 2 and before[1] == "and" and word in PRONOUN_GENDER:
                self._joined[source] = self._people.named(people)
                return None if self._joined[source].speakers else NOBODY
            joint = "and" in self._frame.texts(first, people[0].first)
            apart = joint and not self._phrases.join_roles(first, people[0])
            return NOBODY if apart else self._people.named(people)
        introduced = self._introduced(first, end)
        if introduced is not None:
            return introduced
        utterance = self._people.author(first, end)
        if utterance is not None:
            return self._people.named([utterance])._replace(way=Way.UTTERANCE)
        owners = self._documents.names(first, end)
        if owners:
            return Reading(owners, None, Way.UTTERANCE)
        if word in _POSSESSIVE or word in PRONOUN_GENDER:
            return None
        reading = self._of_phrase(first, end)
        return reading if reading.speakers else self._account(first, end)

    def _introduced(self, first: int, end: int) -> Reading | None:
        """The name that somebody without one goes by: "a trader, who gave her name only as Amina"."""
        span = self._frame.span(first, end)
        cut = _RELATIVE.match(self._frame.text, span.end)  # "One mother,", of whom more is told
        span = span if cut is None else Span(span.start, cut.end())
        found = _INTRODUCED.search(span.of(self._frame.text))
        if found is None:
            return None
        figures = (m.figure for m in self.cast.mentions_in(span) if found["name"].endswith(m.words[-1]))
        people = {one.name for one in figures if one is not None and one.kind is FigureKind.PERSON}
        return Reading((max((found["name"], *people), key=len),), None, Way.FULL)

    def _account(self, first: int, end: int) -> Reading | None:
        """The name that an account goes by: "The Blue House (@BlueHouse)"."""
        span = self._frame.span(first, end)
        if not _HANDLE.match(self._frame.text, span.end):
            return None
        name = span.of(self._frame.text)
        return Reading((name.removeprefix("The "),), None, Way.BODY)

    def _of_phrase(self, first: int, end: int) -> Reading:
        """A body under its own name, or the one person with the role that "the" announces."""
        frame = self._frame
        stop = next((k for k in range(first + 1, end) if frame.tokens[k].text in {",", "(", "—", "–"}), end)
        word = frame.tokens[first].text.lower()
        if self._leads_to_role(stop, end):
            return NOBODY  # "the Pier Trust (PT) president"
        called = self._bodies.called(first, end)
        if called:
            return Reading(called, None, Way.BODY)
        if word in SEVERAL or (word[0].isdigit() and stop - first > 1):
            return NOBODY
        definite = word == "the" and stop - first > 1
        if definite and frame.tokens[first + 1].text.lower() in NATIONALS:
            return NOBODY  # "the Spaniard"
        office = self._nominals.by_initials(first + 1) if definite and stop - first == 2 else None
        if office is not None:
            return office
        names = self._bodies.names(first + definite, stop)
        if names:
            owned = self._campaign(first + definite, stop) if len(names) == 1 else None
            names = names if owned is None else (self._things.name(owned),)
            return Reading(names, None, Way.BODY)
        if definite:
            return self._nominals.read(first + 1, stop)
        titles = [k for k in range(first, stop) if is_role(frame.tokens[k].text)]
        first = titles[-1] + 1 if titles and titles[-1] + 2 < stop else first  # "State Sen. Ana Ruiz"
        words = frame.texts(first, stop)
        if 2 <= len(words) <= 3 and is_given_name(words[0]) and all(is_capital(w) for w in words):
            return Reading((frame.span(first, stop).of(frame.text),), None, Way.FULL)  # in a headline
        return NOBODY

    def _leads_to_role(self, opening: int, end: int) -> bool:
        """Whether a role follows the brackets that open at a token."""
        texts = self._frame.texts(opening, end)
        closing = texts.index(")") if texts[:1] == ["("] and ")" in texts else len(texts)
        return leads_to_role(texts[closing + 1 :])

    def _campaign(self, first: int, end: int) -> Figure | None:
        """The campaign that tokens `[first, end)` call by its owner: "the Ruiz camp"."""
        found = self.cast.mentions_in(self._frame.span(first, end))
        return self._things.campaign_at(found[0].first) if found else None

    def _described(self, attributions: Sequence[Attribution]) -> Iterator[tuple[int, Figure]]:
        """Whom the sources stand for that describe one person without a name, by their first tokens."""
        for attribution in attributions:
            if attribution.source is None or self._asks(attribution):
                continue
            first, end = self._trimmed(attribution.source)
            if first >= end or self._frame.quoted[first] or self._people.heads(first, end):
                continue
            person = described(self._frame.texts(first, end))
            if person is not None and not self._of_phrase(first, end).speakers:
                yield first, person

    def _asks(self, attribution: Attribution) -> bool:
        """Whether a question is put, after which it is the other who speaks."""
        return attribution.cue is not None and "ask" in attribution.cue.of(self._frame.text).lower()

    def _trimmed(self, source: Span) -> tuple[int, int]:
        """The tokens `[first, end)` of a source without marks at its ends."""
        toks = self._frame.tokens
        first = self._frame.token_at(source.start)
        end = first
        while end < len(toks) and toks[end].start < source.end and end - first < _FAR:
            end += 1
        while first < end and not is_word(toks[first]):
            first += 1
        while end > first and not is_word(toks[end - 1]) and toks[end - 1].text not in {"'s", "’s", ")"}:
            end -= 1
        return first, end

    # ------------------------------------------------------------ pronouns
