"""Two spellings of one name in an article: "Kristin" and "Kristen Walden", "McClenney" and "McLenney"."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from index.lexicon.common_words import CALENDAR, COMMON, FUNCTION_WORDS
from index.lexicon.organisations import BODIES
from index.lexicon.places import DEMONYMS, PLACES
from index.names.given_names import folded, given_name_gender, is_given_name
from index.names.roles import is_group, is_role
from index.quotations.speakers.entity import Figure, FigureKind, Mention

_LONG_GIVEN = 5  # letters; shorter names that look alike are two
_LONG_SURNAME = 6
_VOWELS = frozenset("aeiouy")
_ALIKE = (
    frozenset("ck"),
    frozenset("sz"),
    frozenset("vw"),
    frozenset("iy"),
    frozenset("ij"),
    frozenset("td"),
)
_NO_SURNAMES = CALENDAR | COMMON | FUNCTION_WORDS | BODIES | DEMONYMS | PLACES
_SELDOM = 3  # times that a slip of the pen is printed at most


def join_spellings(figures: Sequence[Figure]) -> list[Figure]:
    """The people without those whose full name is but another spelling of one's; their mentions are that
    one's, who keeps the spelling that stands more often, the first where both stand alike."""
    groups: dict[tuple[str, str], list[int]] = defaultdict(list)
    joined: set[int] = set()
    for place, figure in enumerate(figures):
        if figure.kind is not FigureKind.PERSON or len(figure.words) < 2:
            continue
        given, surname = folded(figure.words[0]), figure.surname
        keys = {(given, short) for short in _shortened(surname)}
        keys |= {(short, surname) for short in _shortened(given)}
        near = sorted({other for key in keys for other in groups.get(key, ())})
        whole = next((figures[other] for other in near if _is_one(figures[other], figure)), None)
        if whole is not None:
            _give(figure, whole)
            joined.add(id(figure))
            continue
        for key in keys:
            groups[key].append(place)
    return [figure for figure in figures if id(figure) not in joined]


def _shortened(word: str) -> frozenset[str]:
    """A word, and it without one letter, for each of its letters: two that are one but for a letter, or for
    two letters that changed places, have one of these in common."""
    return frozenset([word, *(word[:k] + word[k + 1 :] for k in range(len(word)))])


def _give(figure: Figure, whole: Figure) -> None:
    more = len(figure.mentions) > len(whole.mentions)
    for mention in figure.mentions:
        mention.figure = whole
        whole.mentions.append(mention)
    if more:
        whole.name, whole.words = figure.name, figure.words
    whole.mentions.sort(key=lambda m: m.first)


def _is_one(one: Figure, other: Figure) -> bool:
    """Whether two full names differ in the spelling of one word alone, and are never named together."""
    if len(one.words) != len(other.words):
        return False
    a, b = [[folded(word) for word in figure.words] for figure in (one, other)]
    differ = [k for k in range(len(a)) if a[k] != b[k]]
    if len(differ) != 1:
        return False
    k = differ[0]
    alike = _alike_surnames(a[k], b[k]) if k == len(a) - 1 else _alike_given(a[k], b[k])
    together = {m.sentence for m in one.mentions} & {m.sentence for m in other.mentions}
    seldom = min(len(one.mentions), len(other.mentions)) <= _SELDOM
    return alike and not together and seldom


def _alike_given(one: str, other: str) -> bool:
    """Whether one sound is written in two ways within a given name: "Kristin" and "Kristen", "Hillary" and
    "Hilary"."""
    genders = {given_name_gender(one), given_name_gender(other)} - {None}
    if min(len(one), len(other)) < _LONG_GIVEN or one[0] != other[0] or len(genders) > 1:
        return False
    if len(one) == len(other):
        letters = [{x, y} for x, y in zip(one[:-1], other[:-1], strict=True) if x != y]
        same_end = one[-1] == other[-1]
        return same_end and len(letters) == 1 and (letters[0] <= _VOWELS or letters[0] in _ALIKE)
    short, long = sorted((one, other), key=len)
    doubled = (k for k in range(1, len(long)) if long[k] == long[k - 1])
    return any(long[:k] + long[k + 1 :] == short for k in doubled)


def _alike_surnames(one: str, other: str) -> bool:
    """Whether two long surnames are one but for a letter, or for two that changed places."""
    if min(len(one), len(other)) < _LONG_SURNAME or one == other or one[0] != other[0]:
        return False
    if len(one) == len(other):
        differ = [k for k in range(len(one)) if one[k] != other[k]]
        if len(differ) == 1:
            return True
        return len(differ) == 2 and differ[1] == differ[0] + 1 and sorted(one) == sorted(other)
    short, long = sorted((one, other), key=len)
    return len(long) == len(short) + 1 and any(long[:k] + long[k + 1 :] == short for k in range(len(long)))


class Misspelt:
    """Bare surnames that are nobody's, and all but a letter somebody's: "McLenney" of Tyresha McClenney."""

    def __init__(self, mentions: Iterable[Mention], by_surname: Mapping[str, Sequence[Figure]]) -> None:
        self._by_surname = by_surname
        self._counts = Counter(folded(m.words[0]) for m in mentions if not m.full)
        self._found: dict[str, Figure | None] = {}
        self._shortened: dict[str, list[str]] = defaultdict(list)
        for surname in by_surname:
            for short in _shortened(surname):
                self._shortened[short].append(surname)

    def bearer(self, mention: Mention) -> Figure | None:
        """Whose surname a name of one word is meant to be, or None."""
        word = mention.words[0]
        key = folded(word)
        if key not in self._found:
            self._found[key] = self._near(word, key)
        return self._found[key] if mention.hint is not FigureKind.BODY else None

    def _near(self, word: str, key: str) -> Figure | None:
        common = key in _NO_SURNAMES or is_given_name(word) or is_role(word) or is_group(word)
        if common or len(key) < _LONG_SURNAME - 1 or self._counts[key] > _SELDOM:
            return None
        like = {name for short in _shortened(key) for name in self._shortened.get(short, ())}
        near = [name for name in like if _alike_surnames(name, key)]
        bearers = [figure for name in near for figure in self._by_surname[name]]
        plural = key in {name + "s" for name in near}  # "the Harpers"
        return bearers[0] if len(bearers) == 1 and not plural else None
