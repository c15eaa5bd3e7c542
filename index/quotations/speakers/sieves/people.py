"""Sources that hold a person's name: at their head, joined by "and", or as the author of what is cited."""

from collections.abc import Sequence
from itertools import takewhile

from index.lexicon.common_words import FUNCTION_WORDS, PREPOSITIONS, UTTERANCES
from index.lexicon.titles import SUFFIXES
from index.names.given_names import folded, surname
from index.names.roles import is_role
from index.quotations.speakers.document import Frame
from index.quotations.speakers.entities import Cast
from index.quotations.speakers.entity import Figure, FigureKind, Mention
from index.quotations.speakers.noun_phrases import Phrases, without_brackets
from index.quotations.speakers.offices import before_bracket
from index.quotations.speakers.resolution import NOBODY, Reading, Way
from index.quotations.speakers.unnamed import head_words

_CLAUSES = frozenset({"who", "whose", "that", "which"})
_OWNER_MARKS = frozenset({"'s", "’s", "'", "’"})
_AFTER_A_HEAD = FUNCTION_WORDS | {"alone", "later", "today", "yesterday", "tonight", "tomorrow"}
_ISSUED = frozenset({
    "issued", "sent", "written", "released", "posted", "published", "signed", "filed", "made", "delivered",
    "given", "conducted",
})  # fmt: skip


class People:
    """Finds the people whom a source names."""

    def __init__(self, cast: Cast, phrases: Phrases) -> None:
        self._cast = cast
        self._frame = cast.frame
        self._phrases = phrases

    def heads(self, first: int, end: int) -> list[Mention]:
        """The mentions in tokens `[first, end)` that are the head of the source, or joined to it by "and"."""
        frame = self._frame
        comma = self._comma(first, end)
        clause = next((k for k in range(first + 1, end) if frame.tokens[k].text in _CLAUSES), end)
        heads: list[Mention] = []
        waiting: list[Mention] = []  # in "Ruiz, Lee and Kim", until the "and" comes
        for mention in self._cast.mentions_in(frame.span(first, end)):
            if not self._is_head(mention, first, end):
                continue
            if not heads:
                if mention.first > clause:
                    break  # "an aide who knows Ruiz"
                inside = (
                    self._phrases.start(mention) <= first
                )  # "Minister of Trade, Industry and Tourism Ana Ruiz"
                if mention.first > comma and not (
                    inside or self._phrases.fill_nominal(mention, first, comma, end)
                ):
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

    def _comma(self, first: int, end: int) -> int:
        """Index of the comma or bracket after which something else is told; `end` where there is none.

        What stands in brackets before a comma ("the Department (DFA) chief, Ana Ruiz") or a role ("the Union
        (TU) chief Ana Ruiz") is passed over.
        """
        texts = self._frame.texts(first, end)
        found = next(
            (
                k
                for k, text in enumerate(texts)
                if text == "," or (text == "(" and not self._is_title(first + k))
            ),
            len(texts),
        )
        if found < len(texts) and texts[found] == "(" and ")" in texts[found:]:
            closing = texts.index(")", found)
            comma = texts.index(",", closing) if "," in texts[closing:] else len(texts)
            roled = leads_to_role(texts[closing + 1 :])
            if closing < comma < len(texts) or roled:
                return first + comma
        return first + found

    def _is_title(self, opening: int) -> bool:
        """Whether the bracket at token `opening` holds but a title: "Minister (Dr.) Ana Ruiz"."""
        toks = self._frame.tokens
        return any(
            k < len(toks) and before_bracket(toks, k) == opening - 1 for k in (opening + 2, opening + 3)
        )

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
        if start < mention.first and _is_relation(lead):
            return False  # "the brother of murdered activist Ruiz"
        if mention.last >= end and toks[end].text.lower() not in {",", *SUFFIXES}:
            return False  # a headline's "Ruiz Sees Risk"
        after = mention.last + 1
        if after >= end:
            return True
        word = toks[after].text
        if word[0].isdigit():
            return False  # "Ward 7 councillor Ana Ruiz"
        if word in {"'s", "’s"} or (word in {"'", "’"} and toks[mention.last].text.endswith("s")):
            return after + 1 >= end
        if word[0].islower() and word.lower() not in _AFTER_A_HEAD:
            return False
        return word not in {"-", "/", "Show"}

    def author(self, first: int, end: int) -> Mention | None:
        """Whose utterance the source is: "the statement from Ruiz", "Ruiz's letter to the board"."""
        frame = self._frame
        words = [w.lower() for w in frame.texts(first, end)]
        for mention in self._cast.mentions_in(frame.span(first, end)):
            if not is_person(mention):
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

    def named(self, people: Sequence[Mention]) -> Reading:
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
        if len(people) == 1 and (first.figure is None or is_person(first)):
            role = self._phrases.role_at(first)
            if role is None and first.figure is not None and first.figure.role is not None:
                role = first.figure.role.of(self._frame.text)
        return Reading(tuple(dict.fromkeys(names)), role, _way(people))

    def _is_shared(self, mention: Mention) -> bool:
        key = folded(mention.words[-1])
        return key in self._cast.by_surname or key in self._cast.by_given


def leads_to_role(words: Sequence[str]) -> bool:
    """Whether `words`, behind initials in brackets, go on to a role: "regional spokesperson Ana Ruiz"."""
    small = list(takewhile(lambda word: word[0].islower(), words))
    return bool(small) and is_role(small[-1]) and (PREPOSITIONS | _CLAUSES).isdisjoint(small)


def _is_relation(lead: Sequence[str]) -> bool:
    """Whether the words before a role and name tell who is another: "the brother of murdered"."""
    of = lead.index("of") if "of" in lead else 0
    return of > 0 and is_role(lead[of - 1]) and "and" not in lead and all(word[0].isalnum() for word in lead)


def settled(frame: Frame, figure: Figure, role: str | None, way: Way) -> Reading:
    """A figure under its fullest name, with the role told of it where the place gives none."""
    if role is None and figure.role is not None:
        role = figure.role.of(frame.text)
    return Reading((figure.name,), role, way)


def is_person(mention: Mention) -> bool:
    """Whether a mention is known to name a person."""
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
