"""Sources that say what somebody is: "the senator", "the former secretary of state", "the ministry"."""

from collections import defaultdict
from functools import cached_property

from index.lexicon.common_words import PREPOSITIONS, UTTERANCES
from index.lexicon.organisations import BODIES
from index.names.roles import is_role, role_words
from index.quotations.speakers.document import Frame
from index.quotations.speakers.entities import Cast
from index.quotations.speakers.entity import Figure, FigureKind
from index.quotations.speakers.epithets import Epithets
from index.quotations.speakers.offices import OFFICES_BY_INITIALS
from index.quotations.speakers.resolution import NOBODY, Reading, Way

_CLAUSES = frozenset({"who", "whose", "that", "which"})

_LONG_TITLES = {
    "sen": "senator lawmaker",
    "rep": "representative congressman congresswoman lawmaker",
    "gov": "governor",
    "gen": "general",
    "dr": "doctor",
    "prof": "professor",
    "rev": "reverend",
    "col": "colonel",
    "capt": "captain",
    "sgt": "sergeant",
    "lt": "lieutenant",
    "senator": "lawmaker",
    "congressman": "lawmaker",
    "congresswoman": "lawmaker",
    "representative": "lawmaker congressman congresswoman",
    "mp": "lawmaker politician parliamentarian legislator",
    "mps": "lawmaker politician",
    "legislator": "lawmaker",
    "pope": "pontiff",
    "ceo": "chief executive boss head",
    "executive": "boss",
    "nominee": "candidate contender",
    "candidate": "nominee contender hopeful",
    "actress": "star actor performer",
    "actor": "star performer",
    "singer": "star performer musician artist",
    "attorney": "lawyer",
    "lawyer": "attorney solicitor barrister advocate",
    "solicitor": "lawyer",
    "barrister": "lawyer",
    "adv": "advocate lawyer",
    "coach": "manager boss",
    "manager": "boss coach",
    "professor": "academic scholar scientist researcher",
    "scientist": "researcher",
    "chairman": "chair head",
    "chairwoman": "chair head",
    "director": "head boss chief",
    "minister": "politician",
    "sergeant": "officer",
    "captain": "officer skipper",
    "constable": "officer",
    "superintendent": "officer",
    "inspector": "officer",
    "father": "dad parent",
    "mother": "mum mom parent",
    "developer": "businessman",
    "tycoon": "businessman billionaire",
    "mogul": "businessman billionaire",
    "farmer": "grower",
    "physician": "doctor",
    "surgeon": "doctor",
    "specialist": "expert",
    "analyst": "expert",
}


class Nominals:
    """Finds whom a role names in an article."""

    def __init__(self, cast: Cast) -> None:
        self._frame = cast.frame
        self._with: dict[str, list[Figure]] = defaultdict(list)  # persons by each word of their roles
        self._kinds: dict[str, list[Figure]] = defaultdict(list)  # bodies by the last word of their names
        self._cast = cast
        for figure in cast.figures:
            if figure.kind is FigureKind.PERSON:
                for word in sorted({w for role in figure.roles for w in widened(role)}):
                    self._with[word].append(figure)
            elif figure.kind is FigureKind.BODY and len(figure.words) > 1 and not figure.name.isupper():
                self._kinds[figure.words[-1].lower()].append(figure)

    @cached_property
    def _epithets(self) -> Epithets:
        return Epithets(self._cast)

    def read(self, first: int, end: int) -> Reading:
        """The one figure before this place whose role has the words of tokens `[first, end)`, or nobody."""
        if end - first == 1 and Epithets.tells(self._frame.tokens[first].text):
            return _reading(self._frame, self._epithets.person(first))
        if Epithets.tells(self._frame.tokens[first].text):  # "the 38-year-old joiner"
            told = self._epithets.person(first)
            if told is not None:
                return _reading(self._frame, told)
        words: list[str] = []
        for word in self._frame.texts(first, end):
            if word.lower() in (PREPOSITIONS - {"of"}) | _CLAUSES or not word[0].isalnum():
                break
            words.append(word)
        following = self._frame.texts(first + len(words), end)
        owns = following[:1] in (["'s"], ["’s"])
        if not words or (owns and len(following) > 1 and following[-1].lower() not in UTTERANCES):
            return NOBODY  # "the congressman's spokesman" is not the congressman
        if is_role(words[-1]) or (len(words) > 2 and is_role(words[0])):
            found = self._with_role(role_words(" ".join(words)), first)
            return _reading(self._frame, found[0] if len(found) == 1 else None)
        if len(words) == 1 and words[0].lower() in BODIES:
            bodies = self._kinds.get(words[0].lower(), [])
            names = sorted({f.name for f in bodies if f.mentions[0].first < first})
            if len(names) == 1:
                return Reading((names[0],), None, Way.NOMINAL)
        return NOBODY

    def by_initials(self, first: int) -> Reading | None:
        """Who has the office that initials at token `first` stand for ("the PM"); None for other words."""
        office = OFFICES_BY_INITIALS.get(self._frame.tokens[first].text)
        if office is None:
            return None
        found = self._with_role(role_words(office), first)
        return _reading(self._frame, found[0] if len(found) == 1 else None)

    def people(self, first: int, end: int) -> list[Figure]:
        """The people named before this place whose roles have the words of tokens `[first, end)`."""
        return self._with_role(role_words(" ".join(self._frame.texts(first, end))), first)

    def _with_role(self, wanted: frozenset[str], first: int) -> list[Figure]:
        candidates = min((self._with.get(w, []) for w in sorted(wanted)), key=len, default=[])
        return [
            f for f in candidates if f.mentions[0].first < first and any(_fills(r, wanted) for r in f.roles)
        ]


def _reading(frame: Frame, figure: Figure | None) -> Reading:
    if figure is None:
        return NOBODY
    return Reading((figure.name,), None if figure.role is None else figure.role.of(frame.text), Way.NOMINAL)


def _fills(role: frozenset[str], wanted: frozenset[str]) -> bool:
    """Whether a role has all the words wanted, and is as former."""
    return wanted <= widened(role) and ("former" in role) is ("former" in wanted)


def widened(role: frozenset[str]) -> frozenset[str]:
    """The words of a role with what its short titles stand for ("sen." is senator and lawmaker)."""
    return role | {long for word in role for long in _LONG_TITLES.get(word, "").split()}
