"""Sources that are institutions or places: "Russia's Foreign Ministry", "the Clinton campaign", "Moscow"."""

from collections import defaultdict
from collections.abc import Sequence

from index.lexicon.common_words import CALENDAR, COMMON, PREPOSITIONS, SEVERAL, UTTERANCES
from index.lexicon.kinds import body_kind, name_kinds
from index.lexicon.organisations import BODIES, BODY_NOUNS, NO_SPEAKERS
from index.lexicon.places import DEMONYMS, PLACES
from index.names.given_names import folded
from index.names.roles import is_group, is_role
from index.quotations.speakers.entities import Cast
from index.quotations.speakers.entity import FigureKind, Mention
from index.quotations.speakers.noun_phrases import Phrases

_CLAUSES = frozenset({"who", "whose", "that", "which"})
_PAPERS = frozenset({"newspaper", "paper", "tabloid", "broadsheet", "daily", "weekly"})
"""What a paper is said to be behind its name, which it is named without: "the Harbour Times newspaper"."""
_OWNER_MARKS = frozenset({"'s", "’s", "'", "’"})
_ENDS = PREPOSITIONS | _CLAUSES | {"also", "itself", "itselves", "too", "later"}


def is_headed_body(words: tuple[str, ...]) -> bool:
    """Whether a name is a body's by the noun that "of" or "for" follows: "the Lind Center for Justice"."""
    of = next((k for k, word in enumerate(words) if word in {"of", "for", "on"}), 0)
    return of > 0 and words[of - 1].lower() in BODIES


def _is_described(words: Sequence[str]) -> bool:
    """Whether words tell more of a body by its noun: "the firm that runs the port", "a lobby for farms"."""
    end = next((i for i, word in enumerate(words) if word in PREPOSITIONS | _CLAUSES), len(words))
    return 0 < end < len(words) and "," not in words and body_kind(words[end - 1]) is not None


class Bodies:
    """Names the bodies among an article's sources."""

    def __init__(self, cast: Cast, phrases: Phrases) -> None:
        self._cast = cast
        self._frame = cast.frame
        self._phrases = phrases
        bodies = [m for m in cast.mentions if m.figure is not None and m.figure.kind is FigureKind.BODY]
        self._longer: dict[str, set[str]] = defaultdict(
            set
        )  # names with an owner or country, by what follows it
        self._spelt: dict[str, set[str]] = defaultdict(
            set
        )  # names by their initials, or by what "(EPA)" says
        for mention in bodies:
            self._note(mention)

    def _note(self, mention: Mention) -> None:
        name = self._phrases.body_name(mention)
        own = self._own_name(mention)
        if name != own:
            self._longer[own].add(name)
        elif mention.words[0].lower() in PLACES | DEMONYMS and len(mention.words) > 2:
            self._longer[own[len(mention.words[0]) :].lstrip()].add(own)
        after = self._frame.texts(mention.last + 1, mention.last + 4)
        if len(after) == 3 and after[0] == "(" and after[2] == ")" and after[1].isupper():
            self._spelt[after[1].replace(".", "")].add(own)
        elif len(mention.words) > 2:
            self._spelt["".join(w[0] for w in mention.words if w[0].isupper())].add(own)

    def names(self, first: int, end: int) -> tuple[str, ...]:
        """The bodies that head tokens `[first, end)`, each by its fullest name; () where none does."""
        if first >= end:
            return ()
        found = self._cast.mentions_in(self._frame.span(first, end))
        found = [m for m in found if m.first >= first]
        while len(found) > 1 and self._introduces(found[0], found[1]):
            first = found.pop(0).last + 1
        if not found:
            return ()
        mention = found[0]
        lead = [w.lower() for w in self._frame.texts(first, mention.first)]
        if any(w in PREPOSITIONS | _CLAUSES | SEVERAL | {"and", "or"} or not w[0].isalnum() for w in lead):
            return ()
        after = mention.last + 1
        word = self._frame.tokens[after].text if after < end else ""
        if word in _OWNER_MARKS:
            return self._owned(mention, after + 1, end)
        if word in {"and", "or"}:
            if after + 1 >= end:
                return ()
            rest = self.names(after + 1 + (self._frame.tokens[after + 1].text.lower() == "the"), end)
            return (self.full_name(mention), *rest) if rest and self.is_name(mention) else ()
        if not word or word.lower() in _ENDS:
            return (self.full_name(mention),) if self.is_name(mention) else ()
        noun_ends = after + 1 >= end or self._frame.tokens[after + 1].text.lower() in _ENDS | {"'s", "’s"}
        people = mention.words[-1].lower() in DEMONYMS
        stop = next((k for k in range(after, end) if self._frame.tokens[k].text.lower() in _ENDS), end)
        if people and self._frame.tokens[stop - 1].text in BODIES:
            return self._with_noun(mention, stop)
        if noun_ends and word in _PAPERS and self.is_name(mention):
            return (self.full_name(mention),)
        if noun_ends and word.lower() in BODIES | BODY_NOUNS and not is_role(mention.words[-1]):
            return self._with_noun(mention, after + 1)
        return ()

    def _with_noun(self, mention: Mention, end: int) -> tuple[str, ...]:
        """A name with its noun up to token `end`: "Iranian state television", and no "Swedish company", as
        which any of that country may be spoken of again."""
        kinds = body_kind(self._frame.tokens[end - 1].text.lower()) or ()
        if "firm" in kinds and mention.words[-1].lower() in DEMONYMS:
            return ()
        return (self._frame.span(mention.first, end).of(self._frame.text),)

    def _introduces(self, one: Mention, other: Mention) -> bool:
        """Whether a name but tells what the next one's owner is: "Republican nominee Ana Ruiz's campaign"."""
        between = self._frame.texts(one.last + 1, other.first)
        owns = self._frame.word(other.last + 1, other.first) in _OWNER_MARKS
        return owns and between != [] and all(word.islower() and is_role(word) for word in between)

    def called(self, first: int, end: int) -> tuple[str, ...]:
        """The name that a noun for a body comes with: "the charity, Bright Harbour," "labour group Pier"."""
        frame = self._frame
        for mention in self._cast.mentions_in(frame.span(first, end)):
            before = mention.first - 1
            comma = before > first and frame.tokens[before].text == ","
            before -= comma
            if before < first or not self.is_name(mention):
                continue
            lead = [w.lower() for w in frame.texts(first, before)]
            plain = (PREPOSITIONS | _CLAUSES | {"and", "or", ","}).isdisjoint(lead)
            beside = plain and body_kind(frame.tokens[before].text) is not None
            if not beside and not (comma and _is_described([*lead, frame.tokens[before].text.lower()])):
                continue
            stop = frame.tokens[mention.last + 1].text.lower() if mention.last + 1 < end else ""
            if not stop or stop in _ENDS | {",", "(", "—", "–"}:
                return (self.full_name(mention),)
        return ()

    def _owned(self, mention: Mention, first: int, end: int) -> tuple[str, ...]:
        """What the body or person of `mention` owns: "Clinton's campaign", not "Clinton's allies"."""
        frame = self._frame
        stop = next((k for k in range(first, end) if frame.tokens[k].text.lower() in _ENDS), end)
        if stop <= first:
            return (self.full_name(mention),) if first >= end and self.is_name(mention) else ()
        words = frame.texts(first, stop)
        if words[-1].lower() in UTTERANCES and self.is_name(mention):
            return (self.full_name(mention),)  # "the Quillan Trust's letter"
        if any(is_role(w) or is_group(w) for w in words) or words[-1].lower() not in BODIES | BODY_NOUNS:
            return ()
        start = self._phrases.titled_start(mention)
        return (frame.span(start, stop).of(frame.text),)

    def _is_family(self, word: str) -> bool:
        """Whether a word is the plural of somebody's surname: "the Ruizes"."""
        lower = folded(word)
        return lower.endswith("s") and (
            lower[:-1] in self._cast.by_surname or lower[:-2] in self._cast.by_surname
        )

    def full_name(self, mention: Mention) -> str:
        """A body's name at its fullest: with its owner, or spelt out where it stands for initials."""
        figure = mention.figure
        if figure is not None and len(figure.words) > len(mention.words):
            mention = max(figure.mentions, key=lambda m: (len(m.words), not m.headline, -m.first))
        name = self._phrases.body_name(mention)
        own = self._own_name(mention)
        return self._fullest(own) if name == own else name

    def _own_name(self, mention: Mention) -> str:
        return mention.span.of(self._frame.text)

    def is_name(self, mention: Mention) -> bool:
        """Whether a name that heads a source is a body's or place's, not a group's or a common word."""
        figure = mention.figure
        last = mention.words[-1]
        lower = last.lower()
        company = len(mention.words) > 1 and (last == "AG" or is_headed_body(mention.words))
        if lower in NO_SPEAKERS or mention.words[0].lower() in NO_SPEAKERS or self._is_family(last):
            return False
        named = (
            figure is not None
            and figure.kind is FigureKind.BODY
            and not BODIES.isdisjoint(word.lower() for word in mention.words)
        )  # "the Guild of Harbour Cooks"
        if (
            (is_group(last) and not named)
            or (is_role(last) and not company and not self._is_paper(mention))
            or mention.words[0].lower() in CALENDAR
        ):
            return False
        if figure is not None and figure.kind is FigureKind.BODY:
            return len(mention.words) > 1 or not (mention.initial and lower in COMMON)
        if len(mention.words) > 1:
            return True
        if lower in DEMONYMS or lower.rstrip("s") in DEMONYMS or (len(last) == 1 and last != "X"):
            return False
        if figure is None or lower in COMMON or lower.endswith("ly"):
            return False
        plural = lower.endswith("s") and lower not in PLACES
        return not (plural and all(m.initial for m in figure.mentions))

    def _is_paper(self, mention: Mention) -> bool:
        """Whether a name that ends in a role is a paper's: "the Harbour Star"."""
        if "paper" not in name_kinds(mention.words[-1:]):
            return False
        places = (mention,) if mention.figure is None else mention.figure.mentions
        return any(
            not m.initial
            and not m.headline
            and not m.titled
            and self._frame.tokens[m.first - 1].text.lower() == "the"
            and self._frame.word(m.last + 1, m.first)[:1] != ","
            for m in places
        )

    def _fullest(self, name: str) -> str:
        """`name` with the owner or country before it ("Russia's Foreign Ministry"), or "EPA" spelt out."""
        if len(name.split()) > 1:
            found = self._longer.get(name, set())
        else:
            short = name.replace(".", "")
            found = self._spelt.get(short, set()) if short.isupper() and len(short) > 1 else set()
        return next(iter(found)) if len(found) == 1 else name
