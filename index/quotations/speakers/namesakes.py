"""Two people of one surname in an article: whom the bare surname means, where that is settled."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from index.lexicon.gender import Gender
from index.lexicon.roles import KIN
from index.names.given_names import folded, given_name_gender
from index.quotations.speakers.document import Frame
from index.quotations.speakers.entity import Figure, Mention

_SOON = 2  # sentences after which a full mention no longer stands beside a bare surname
_OBITUARY = 40  # tokens of a sentence from a name in which its bearer is said to have died
_INTRODUCED = 3  # mentions among which it is told whose relative somebody is
_TITLE = 3  # letters that a title and its short form share
_MANY = 8  # so many of one surname are a family or a list, and nobody's alone
_BOTH_NEAR = 6  # sentences in which two of one surname are both in mind
_SAYS = frozenset(
    {"said", "says", "added", "adds", "insisted", "told", "claimed", "admitted", "denied", "hoped"}
)
_ELDER = frozenset({"elder", "older", "senior", "Senior"})
_YOUNGER = frozenset({"younger"})
_PARENTS = frozenset({"father", "mother", "dad", "mum", "mom", "uncle", "aunt", "grandfather", "grandmother"})
_CHILDREN = frozenset({"son", "daughter", "nephew", "niece", "grandson", "granddaughter"})
_SUFFIXES = ("sr", "", "jr", "ii", "iii", "iv", "v")  # in the order of birth
_DOMINANCE = 3  # how many times more often than any namesake the holder of a surname is named in full


class Namesakes:
    """Follows the mentions of an article in reading order and says who holds a surname at each place.

    A newspaper gives the surname alone to the person the article is about, and the full name to the others
    of that surname; or the surname alone to whoever was named last. Where the two differ, nobody is chosen.
    """

    def __init__(
        self, frame: Frame, by_surname: Mapping[str, Sequence[Figure]], mentions: Iterable[Mention]
    ) -> None:
        self._frame = frame
        self._by_surname = by_surname
        self._addressed: dict[str, set[Gender]] = defaultdict(set)  # whose surname a "Mrs." goes before
        self._settled: set[str] = set()  # surnames that have stood alone for one of the bearers
        for mention in mentions:
            if mention.gender is not None and not mention.full and not mention.quoted:
                self._addressed[folded(mention.words[-1])].add(mention.gender)
        self._full: Counter[int] = Counter()
        self._latest: dict[int, Mention] = {}  # of each figure
        self._beside: dict[int, Mention] = {}  # the latest by full name that is no owner and nobody's kin
        self._last: dict[str, Mention] = {}  # the last mention by full name, or settled, of each surname
        self._mourned: dict[int, bool] = {}
        self._lead: dict[str, Figure] = {}  # whom an article named first, not as somebody's kin

    def met(self, mention: Mention) -> None:
        """Take note of a mention by full name."""
        figure = mention.figure
        if figure is None or len(self._by_surname.get(figure.surname, ())) < 2:
            return
        self._full[id(figure)] += 1
        self._latest[id(figure)] = mention
        if not mention.owner and not self._is_kin(mention):
            self._beside[id(figure)] = mention
        self._last[figure.surname] = mention
        if figure.surname not in self._lead and not self._is_kin(mention) and not mention.quoted:
            self._lead[figure.surname] = figure

    def holder(self, mention: Mention) -> Figure | None:
        """Whom a bare surname means at this place, or None."""
        key = folded(mention.words[-1])
        everybody = self._by_surname[key]
        if len(everybody) == 1:
            return everybody[0]
        if len(everybody) > _MANY:
            return None
        if self._is_of_two(mention):
            return self._elder_or_younger(mention, everybody)
        figure = self._by_title(mention, everybody) or self._choose(key, mention, everybody)
        if figure is not None:
            self._latest[id(figure)] = mention
            self._settled.add(key)
        if figure is not None and not mention.quoted:
            noted = self._last.get(key)
            if noted is None or noted.figure is figure or mention.subject:
                self._last[key] = mention
        return figure

    def _fitting(self, key: str, mention: Mention, everybody: Sequence[Figure]) -> list[Figure]:
        """Those of a surname whom the words around it do not rule out."""
        fitting = [f for f in everybody if mention.gender is None or gender_of(f) in {None, mention.gender}]
        if mention.gender is not None:
            sure = [f for f in fitting if gender_of(f) is mention.gender]
            fitting = sure or fitting
        fitting = list(self._of_gender(fitting, self._pronoun_told(mention)))
        return list(self._not_addressed(key, mention, fitting))

    def _choose(self, key: str, mention: Mention, everybody: Sequence[Figure]) -> Figure | None:
        fitting = self._fitting(key, mention, everybody)
        if len(fitting) == 1:
            return fitting[0]
        lead, last = self._lead.get(key), self._last.get(key)
        if lead is not None and lead in fitting and self._is_mourned(lead):
            beside = last is not None and last.figure in fitting and last.figure is not lead
            soon = last is not None and mention.sentence - last.sentence <= _SOON
            return None if beside and soon else lead
        if last is None or last.figure not in fitting:
            return self._foremost(fitting)
        if lead is None or lead is last.figure:
            known = [f for f in fitting if self._full[id(f)]]
            if (
                len(known) == 1
                or self._dominates(last.figure, fitting)
                or not self._rival_near(mention, last.figure)
            ):
                return last.figure
            return self._by_pronoun(mention, fitting)
        if lead not in fitting:
            return last.figure
        near = mention.sentence - last.sentence
        aside = near > _SOON or not last.subject
        if near > _SOON and all(f is lead or self._is_aside(f) for f in fitting):
            return lead
        if last.owner or self._is_kin(last) or (aside and self._dominates(lead, fitting)):
            return lead
        leads = self._latest.get(id(lead))
        apart = leads is None or leads.sentence < last.sentence
        if near <= _SOON and last.subject and apart:
            if any(self._is_kin(known) for known in last.figure.mentions[:_INTRODUCED]):
                return None  # the lead's mother, or the lead again
            if key not in self._settled and mention.sentence - self._sentence_of(lead) <= _BOTH_NEAR:
                return None  # two strangers, each named once
            return last.figure if not self._dominates(lead, fitting) else self._by_pronoun(mention, fitting)
        return self._by_pronoun(mention, fitting)

    def _sentence_of(self, figure: Figure) -> int:
        latest = self._latest.get(id(figure))
        return -1 if latest is None else latest.sentence

    @staticmethod
    def _of_gender(fitting: Sequence[Figure], gender: Gender | None) -> Sequence[Figure]:
        """Those of a gender, if it is known of all of them."""
        known = gender is not None and all(gender_of(figure) is not None for figure in fitting)
        return [f for f in fitting if gender_of(f) is gender] or fitting if known else fitting

    def _pronoun_told(self, mention: Mention) -> Gender | None:
        """The gender of whoever is reported to speak of themselves: "Reyes said he would resign"."""
        word = self._frame.word
        k, first = mention.last + 1, mention.first
        if mention.quoted or word(k, first) not in _SAYS:
            return None
        k += 1 + (word(k + 1, first) == "that")
        return {"he": Gender.MALE, "she": Gender.FEMALE}.get(word(k, first))

    def _not_addressed(self, key: str, mention: Mention, fitting: Sequence[Figure]) -> Sequence[Figure]:
        """Those who are never "Mrs. Orban" in an article that calls a Mr. Orban by the surname alone."""
        styled = self._addressed.get(key, ())
        if mention.titled or mention.quoted or mention.headline or not mention.sentence or len(styled) != 1:
            return fitting
        return [f for f in fitting if gender_of(f) is not None and gender_of(f) not in styled] or fitting

    def _is_of_two(self, mention: Mention) -> bool:
        before = self._frame.tokens[mention.first - 1].text if mention.first else ""
        return before in _ELDER | _YOUNGER or self._frame.word(mention.last + 1, mention.first) in _ELDER

    def _elder_or_younger(self, mention: Mention, everybody: Sequence[Figure]) -> Figure | None:
        """Which of two is meant by "the elder Ruiz" or "Ruiz senior": of a father and his son."""
        if len(everybody) != 2:
            return None
        before = self._frame.tokens[mention.first - 1].text if mention.first else ""
        elder = before not in _YOUNGER
        for figure, other in (everybody, everybody[::-1]):
            if self._is_older(figure, other):
                return figure if elder else other
        return None

    def _is_older(self, one: Figure, other: Figure) -> bool:
        """Whether suffixes or kinship tell that one was born before the other."""
        first, second = _suffix(one), _suffix(other)
        if first != second:
            return _SUFFIXES.index(first) < _SUFFIXES.index(second)
        return self._is_brought_in(one, _PARENTS) or self._is_brought_in(other, _CHILDREN)

    def _is_brought_in(self, figure: Figure, words: frozenset[str]) -> bool:
        """Whether somebody is brought in as such a relative: "His father, Amos Lind,"."""
        first = figure.mentions[0].first
        before = {t.text.lower() for t in self._frame.tokens[max(0, first - 3) : first]}
        return not before.isdisjoint(words)

    def _by_title(self, mention: Mention, fitting: Sequence[Figure]) -> Figure | None:
        """The only one named in full with the title that the surname has: "Adv Lind" is Advocate Bo Lind."""
        if not mention.titled or mention.gender is not None:
            return None
        title = self._frame.tokens[mention.first - 1].text[:_TITLE].lower()
        holders = [
            figure
            for figure in fitting
            if any(
                m.full and m.titled and self._frame.tokens[m.first - 1].text[:_TITLE].lower() == title
                for m in figure.mentions
            )
        ]
        return holders[0] if len(holders) == 1 else None

    def _is_aside(self, figure: Figure) -> bool:
        """Whether the article names somebody in full but once, and not as one who acts."""
        full = [m for m in figure.mentions if m.full]
        return len(full) == 1 and not full[0].subject

    def _is_mourned(self, figure: Figure) -> bool:
        """Whether the article is of somebody's death: it says so where it names them first."""
        if id(figure) not in self._mourned:
            word = self._frame.word
            firsts = [mention.first for mention in figure.mentions[:2]]  # the headline's and the report's
            told = {word(i, first) for first in firsts for i in range(first, first + _OBITUARY)}
            self._mourned[id(figure)] = not told.isdisjoint({"died", "dies"})
        return self._mourned[id(figure)]

    def _foremost(self, fitting: Sequence[Figure]) -> Figure | None:
        """Before any full name: the one named in full far more often than the others in the whole article."""
        counts = sorted(((len(f.mentions), -i) for i, f in enumerate(fitting)), reverse=True)
        if not counts or (len(counts) > 1 and counts[0][0] < _DOMINANCE * counts[1][0]):
            return None
        return fitting[-counts[0][1]]

    def _dominates(self, figure: Figure | None, fitting: Sequence[Figure]) -> bool:
        if figure is None:
            return False
        own = len(figure.mentions)
        return all(own >= _DOMINANCE * len(f.mentions) for f in fitting if f is not figure)

    def _rival_near(self, mention: Mention, figure: Figure | None) -> bool:
        """Whether another of the surname was named within the last sentences."""
        rivals = (f for f in self._by_surname[folded(mention.words[-1])] if f is not figure)
        named = (self._beside.get(id(f)) for f in rivals)
        return any(m is not None and m.sentence >= mention.sentence - _SOON for m in named)

    def _is_kin(self, mention: Mention) -> bool:
        """Whether a mention makes its bearer somebody's relative ("her husband, Bill Clinton")."""
        before = [t.text.lower() for t in self._frame.tokens[max(0, mention.first - 3) : mention.first]]
        return any(w in KIN for w in before)

    def _by_pronoun(self, mention: Mention, fitting: Sequence[Figure]) -> Figure | None:
        """The only one of the gender that "her" or "his" before the surname has ("In her book, Clinton")."""
        frame = self._frame
        gender: Gender | None = None
        for i in range(mention.first - 1, max(-1, mention.first - 12), -1):
            word = frame.tokens[i].text.lower()
            if frame.sentence_of[i] != mention.sentence or frame.quoted[i]:
                break
            if word in {"his", "her"}:
                gender = Gender.MALE if word == "his" else Gender.FEMALE
                break
        if gender is None:
            return None
        of_gender = [f for f in fitting if gender_of(f) is gender]
        return of_gender[0] if len(of_gender) == 1 and all(gender_of(f) for f in fitting) else None


def gender_of(figure: Figure) -> Gender | None:
    """The gender of the given name, or of a "Mr." somewhere before the full name."""
    titled = next((m.gender for m in figure.mentions if m.gender is not None), None)
    return titled or figure.gender or given_name_gender(figure.words[0])


def _suffix(figure: Figure) -> str:
    """A name's "jr" or the like; "" where it has none."""
    last = figure.words[-1].lower().rstrip(".")
    return last if last in _SUFFIXES else ""
