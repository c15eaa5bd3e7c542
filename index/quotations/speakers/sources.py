"""Who a source is: reads names, bodies and nominals ("the senator"), and asks for pronouns."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from index.analysis.name_tokens import is_word
from index.analysis.sentences import Sentence
from index.lexicon.common_words import FUNCTION_WORDS, PREPOSITIONS, SEVERAL, UTTERANCES
from index.lexicon.places import NATIONALS
from index.lexicon.titles import SUFFIXES
from index.names.given_names import folded, is_given_name, surname
from index.names.roles import is_role, role_after
from index.quotations.quotation import Attribution
from index.quotations.speakers.entities import Cast, cast_of
from index.quotations.speakers.entity import Figure, FigureKind, Mention
from index.quotations.speakers.name_detection import is_capital
from index.quotations.speakers.nominals import Nominals
from index.quotations.speakers.noun_phrases import Phrases, without_age, without_brackets
from index.quotations.speakers.organisations import Bodies
from index.quotations.speakers.pronouns import PRONOUN_GENDER, Pronouns
from index.quotations.speakers.resolution import NOBODY, Reading, Way
from index.quotations.speakers.unnamed import brought_in, described, head_words, opening_roles, somebody
from index.spans import Cover, Span

_POSSESSIVE = frozenset({"his", "her", "their", "its", "my", "our", "your"})
_OWNER_MARKS = frozenset({"'s", "’s", "'", "’"})
_AFTER_A_HEAD = FUNCTION_WORDS | {"alone", "later", "today", "yesterday", "tonight", "tomorrow"}
_ISSUED = frozenset(
    {
        "issued",
        "sent",
        "written",
        "released",
        "posted",
        "published",
        "signed",
        "filed",
        "made",
        "delivered",
        "given",
        "conducted",
    }
)
_FAR = 200  # tokens; what lies further off is not read
_BEFORE_A_LIST = PREPOSITIONS | {",", "and", "as", "or", "but"}
_CLAUSES = frozenset({"who", "whose", "that", "which"})


class Sources:
    """Reads the sources of one article's attributions."""

    def __init__(self, text: str, sentences: Sequence[Sentence], attributions: Sequence[Attribution]) -> None:
        self.cast: Cast = cast_of(text, sentences)
        self._frame = self.cast.frame
        self._phrases = Phrases(self.cast)
        self._bodies = Bodies(self.cast, self._phrases)
        self._nominals = Nominals(self.cast)
        unnamed = {**dict(brought_in(self._frame)), **dict(self._described(attributions))}
        told = Cover([part for attribution in attributions for part in attribution.content])
        nominals = {
            first: people[0] if len(people) == 1 else somebody(self._frame.tokens[head].text)
            for first, head in opening_roles(self._frame)
            if not told.holds(self._frame.span(first, head + 1))
            and (people := self._nominals.people(first + 1, head + 1))
        }
        self._pronouns = Pronouns(self.cast, attributions, unnamed, nominals)

    def read(self, source: Span | None) -> Reading:
        """Who `source` is; none, or nobody in particular, gives no speaker."""
        if source is None:
            return NOBODY
        first, end = self._trimmed(source)
        if first >= end:
            return NOBODY
        word = self._frame.tokens[first].text.lower()
        if end - first == 1:
            alone = self._lone_word(first, word)
            if alone is not None:
                return alone
        people = self._people(first, end)
        if people:
            before = self._frame.texts(first, self._phrases.start(people[0]))
            if len(before) == 2 and before[1] == "and" and word in PRONOUN_GENDER:
                return self._with_pronoun(first, people)
            joint = "and" in self._frame.texts(first, people[0].first)
            apart = joint and not self._phrases.join_roles(first, people[0])
            return NOBODY if apart else self._of_people(people)
        utterance = self._author(first, end)
        if utterance is not None:
            return self._of_people([utterance])._replace(way=Way.UTTERANCE)
        if word in _POSSESSIVE or word in PRONOUN_GENDER:
            return self._possessed(first, end, word)
        return self._of_phrase(first, end)

    def _with_pronoun(self, first: int, people: Sequence[Mention]) -> Reading:
        """Both of "she and Bo Lind", or nobody where she is not settled."""
        one, others = self._third_person(first), self._of_people(people)
        if not (one.speakers and others.speakers):
            return NOBODY
        names = tuple(dict.fromkeys((*one.speakers, *others.speakers)))
        return Reading(names, None, one.way, one.margin)

    def _of_phrase(self, first: int, end: int) -> Reading:
        """A body under its own name, or the one person with the role that "the" announces."""
        frame = self._frame
        stop = next((k for k in range(first + 1, end) if frame.tokens[k].text in {",", "(", "—", "–"}), end)
        word = frame.tokens[first].text.lower()
        if word in SEVERAL or (word[0].isdigit() and stop - first > 1):
            return NOBODY
        definite = word == "the" and stop - first > 1
        if definite and frame.tokens[first + 1].text.lower() in NATIONALS:
            return NOBODY  # "the Spaniard"
        names = self._bodies.names(first + definite, stop)
        if names:
            return Reading(names, None, Way.BODY)
        if definite:
            return self._nominals.read(first + 1, stop)
        titles = [k for k in range(first, stop) if is_role(frame.tokens[k].text)]
        first = titles[-1] + 1 if titles and titles[-1] + 2 < stop else first  # "State Sen. Ana Ruiz"
        words = frame.texts(first, stop)
        if 2 <= len(words) <= 3 and is_given_name(words[0]) and all(is_capital(w) for w in words):
            return Reading((frame.span(first, stop).of(frame.text),), None, Way.FULL)  # in a headline
        return NOBODY

    def _described(self, attributions: Sequence[Attribution]) -> Iterator[tuple[int, Figure]]:
        """Whom the sources stand for that describe one person without a name, by their first tokens."""
        for attribution in attributions:
            if attribution.source is None or self._asks(attribution):
                continue
            first, end = self._trimmed(attribution.source)
            if first >= end or self._frame.quoted[first] or self._people(first, end):
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

    def _lone_word(self, first: int, word: str) -> Reading | None:
        if word in PRONOUN_GENDER:
            return self._third_person(first)
        if word in {"who", "whom", "whose"}:
            return self._relative(first)
        if word in {"they", "them"}:
            return self._pair_before(first)
        if word == "it":
            return self._body_before(first)
        span = self._frame.span(first, first + 1)
        return NOBODY if word in FUNCTION_WORDS and not self.cast.mentions_in(span) else None

    def _third_person(self, first: int) -> Reading:
        if self._frame.quoted[first]:
            return NOBODY
        figure, margin = self._pronouns.antecedent(first)
        return NOBODY if figure is None else self._settled(figure, None, Way.PRONOUN)._replace(margin=margin)

    def _relative(self, first: int) -> Reading:
        """The name that "who" follows, with nothing but an apposition between."""
        frame = self._frame
        for mention in reversed(self._mentions_before(first, 0)):
            figure = mention.figure
            if figure is None or figure.kind is not FigureKind.PERSON or mention.owner:
                continue
            between = without_age(frame.texts(self._past_place(mention), first))
            if between in ([], [","]):
                return self._settled(figure, self._phrases.role_at(mention), Way.RELATIVE)
            apposition = role_after(frame.tokens, mention.last)
            if (
                apposition is not None
                and between[-1] == ","
                and frame.token_at(apposition.end - 1) >= first - 2
            ):
                return self._settled(figure, apposition.of(frame.text), Way.RELATIVE)
        return NOBODY

    def _past_place(self, mention: Mention) -> int:
        """Index after a name and the "of New Jersey" that may follow it."""
        after = mention.last + 1
        if self._frame.word(after, mention.first) not in {"of", "from"}:
            return after
        there = self.cast.mentions_in(self._frame.span(after, after + 2))
        return there[-1].last + 1 if there and there[-1].first == after + 1 else after

    def _pair_before(self, first: int) -> Reading:
        """Two people joined by "and", first of this sentence or of the one before."""
        before = [m for m in self._mentions_before(first, 1) if not m.quoted]
        sentence = self._frame.sentence_of[first]
        for number in (sentence, sentence - 1):
            here = [m for m in before if m.sentence == number]
            for one, two in pairwise(here):
                if _is_person(one) and _is_person(two) and self._is_pair(one, two):
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
            one = len({id(m.figure) for m in here}) == 1 and not _is_person(here[0])
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
        return self.cast.mentions_in(self._frame.span(start, first)) if start < first else []

    def _possessed(self, first: int, end: int, word: str) -> Reading:
        """ "his" alone or with an utterance ("his letter") stands for its owner, "her mother" for nobody."""
        if word not in PRONOUN_GENDER:
            return NOBODY
        if end - first > 1 and self._frame.tokens[end - 1].text.lower() not in UTTERANCES:
            return NOBODY
        return self._third_person(first)

    # ------------------------------------------------------------ names

    def _people(self, first: int, end: int) -> list[Mention]:
        """The mentions in tokens `[first, end)` that are the head of the source, or joined to it by "and"."""
        frame = self._frame
        comma = next((k for k in range(first, end) if frame.tokens[k].text in {",", "("}), end)
        clause = next((k for k in range(first + 1, end) if frame.tokens[k].text in _CLAUSES), end)
        heads: list[Mention] = []
        waiting: list[Mention] = []  # in "Ruiz, Lee and Kim", until the "and" comes
        for mention in self.cast.mentions_in(frame.span(first, end)):
            if not self._is_head(mention, first, end):
                continue
            if not heads:
                if mention.first > clause:
                    break  # "an aide who knows Ruiz"
                if mention.first > comma and not self._phrases.fill_nominal(mention, first, comma, end):
                    break
                heads.append(mention)
                continue
            previous = waiting[-1] if waiting else heads[-1]
            between = frame.texts(previous.last + 1, self._phrases.start(mention))
            between = [w.lower() for w in without_brackets(between)]
            if between == [","]:
                waiting.append(mention)
            elif _joins(between):
                heads += [*waiting, mention]
                waiting = []
            else:
                break
        bare = all(self._phrases.start(mention) == mention.first for mention in waiting)
        if waiting and bare and waiting[-1].last + 1 >= end:
            heads += waiting  # a headline's "Ruiz, Lee", no "Ruiz, head of Lee"
        return heads

    def _is_head(self, mention: Mention, first: int, end: int) -> bool:
        toks = self._frame.tokens
        figure = mention.figure
        if figure is not None and figure.kind is FigureKind.BODY:
            return False
        if figure is None and mention.hint is not FigureKind.PERSON and not self._is_shared(mention):
            return False
        if figure is not None and figure.kind is FigureKind.OTHER:
            return False
        start = self._phrases.start(mention)
        if start > first and toks[start - 1].text.lower() in PREPOSITIONS:
            return False
        lead = self._frame.texts(first, start)
        if "for" in lead and all(word[0].isalnum() for word in lead):
            return False  # "a spokesman for the rival app Tollo"
        if mention.last >= end and toks[end].text.lower() not in {",", *SUFFIXES}:
            return False  # a headline's "Ruiz Sees Risk"
        after = mention.last + 1
        if after >= end:
            return True
        word = toks[after].text
        if word in {"'s", "’s"} or (word in {"'", "’"} and toks[mention.last].text.endswith("s")):
            return after + 1 >= end
        if word[0].islower() and word.lower() not in _AFTER_A_HEAD:
            return False
        return word not in {"-", "/", "Show"}

    def _author(self, first: int, end: int) -> Mention | None:
        """Whose utterance the source is: "the statement from Ruiz", "Ruiz's letter to the board"."""
        frame = self._frame
        words = [w.lower() for w in frame.texts(first, end)]
        for mention in self.cast.mentions_in(frame.span(first, end)):
            if not _is_person(mention):
                continue
            start = self._phrases.start(mention)
            if not mention.owner and self._speaks_by(first, start):
                return mention
            rest = words[mention.last + 1 - first :]
            owns = start <= first and mention.owner and len(rest) > 1 and rest[0] in _OWNER_MARKS
            if owns and not UTTERANCES.isdisjoint(head_words(rest[1:])):
                return mention
            return None
        return None

    def _speaks_by(self, first: int, end: int) -> bool:
        """Whether tokens `[first, end)` lead from an utterance to its author ("a statement issued by")."""
        words = self._frame.texts(first, end)
        said = next((k for k, w in enumerate(words) if (w if k else w.lower()) in UTTERANCES), None)
        if said is None or words[-1] not in {"from", "by"}:
            return False
        between = words[said + 1 : -1]
        return not between or (between[0] in _ISSUED and words[-1] == "by" and "," not in between)

    def _of_people(self, people: Sequence[Mention]) -> Reading:
        names = []
        for mention in people:
            if mention.figure is not None:
                names.append(mention.figure.name)
            elif mention.full or not self._is_shared(mention):
                names.append(mention.span.of(self._frame.text))
            else:
                return NOBODY
        role = None
        first = people[0]
        if len(people) == 1 and (first.figure is None or _is_person(first)):
            role = self._phrases.role_at(first)
            if role is None and first.figure is not None and first.figure.role is not None:
                role = first.figure.role.of(self._frame.text)
        return Reading(tuple(dict.fromkeys(names)), role, _way(people))

    def _is_shared(self, mention: Mention) -> bool:
        key = folded(mention.words[-1])
        return key in self.cast.by_surname or key in self.cast.by_given

    def _settled(self, figure: Figure, role: str | None, way: Way) -> Reading:
        if role is None and figure.role is not None:
            role = figure.role.of(self._frame.text)
        return Reading((figure.name,), role, way)


def _is_person(mention: Mention) -> bool:
    return mention.figure is not None and mention.figure.kind is FigureKind.PERSON


def _joins(between: Sequence[str]) -> bool:
    """Whether words between two names make them one source: "and", an apposition before it at most."""
    if not between or between[-1] != "and":
        return False
    return between[-2:-1] == [","] or not set(between) & (PREPOSITIONS | _CLAUSES)


def _way(people: Sequence[Mention]) -> Way:
    mention = people[0]
    if len(people) > 1 or mention.figure is None or mention.full:
        return Way.FULL
    return Way.SURNAME if mention.figure.surname == surname(mention.words) else Way.GIVEN
