"""Words of names: given names, their gender and their short forms."""

import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache
from pathlib import Path

from index.lexicon.gender import Gender
from index.lexicon.titles import SUFFIXES


def folded(word: str) -> str:
    """`word` in lower case without accents, for comparing names ("Jiménez" and "Jimenez")."""
    if word.isascii():
        return word.lower()
    plain = unicodedata.normalize("NFKD", word.casefold())
    return "".join(c for c in plain if not unicodedata.combining(c)).replace("’", "'")


@cache
def _given_names() -> dict[str, Gender | None]:
    genders: dict[str, Gender | None] = {}
    gender: Gender | None = None
    path = Path(__file__).with_name("given_names.txt")
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            key = line.strip("[]")
            gender = None if key == "either" else Gender(key)
        elif not line.startswith("#"):
            genders.update(dict.fromkeys(line.split(), gender))
    return genders


@cache
def is_given_name(word: str) -> bool:
    """Whether `word` is a common given name; case does not count."""
    names = _given_names()
    lower = word.lower()
    return lower in names or ("-" in lower and lower.split("-")[0] in names and len(lower.split("-")[0]) > 2)


@cache
def given_name_gender(word: str) -> Gender | None:
    """The gender that a given name tells, or None where it is unknown or used of both."""
    names = _given_names()
    lower = word.lower()
    found = names.get(lower)
    if found is None and "-" in lower:
        found = names.get(lower.split("-")[0])
    return found


# Full forms beside the short ones that newspapers print; a short form may stand for several.
_SHORT_FORMS = """
abraham abe; albert al bert; alexander alex sandy sasha; alexandra alex sandra sasha; alfred al
fred; andrew andy drew; anthony tony; antonio tony; arthur art; barbara barb; benjamin ben benny;
bernard bernie; bradley brad; catherine cathy kate cate katie; charles charlie chuck chas; christina
chris tina; christine chris chrissy; christopher chris kit; clifford cliff; condoleezza condi;
cornelius neil; cynthia cindy; daniel dan danny; david dave davey; deborah deb debbie; donald don
donny donnie; dorothy dot dottie; douglas doug; edmund ed ted; edward ed eddie ted teddy ned;
elizabeth liz beth betsy betty eliza lizzie; ernest ernie; eugene gene; florence flo; frances fran;
francis frank; franklin frank; frederick fred freddie; gabriel gabe; gerald gerry jerry; gregory
greg; harold hal harry; henry hank harry; herbert herb; irving irv; isaac ike; jacob jake;
jacqueline jackie; james jim jimmy jamie; janet jan; jeffrey jeff; jennifer jen jenny; jeremy jerry;
jerome jerry; jessica jess; john jack johnny; jonathan jon; joseph joe joey; joshua josh; judith
judy; katherine kate kathy katie; kathleen kathy kate; kenneth ken kenny; lawrence larry; leonard
len lenny leo; leslie les; louis lou louie; lucille lucy; margaret maggie meg peggy marge; martin
marty; matthew matt; maurice morrie; maxwell max; melvin mel; michael mike mick mickey; mitchell
mitch; nathan nate; nathaniel nate nat; nicholas nick nicky; pamela pam; patricia pat patty tricia;
patrick pat paddy; peter pete; philip phil; phillip phil; ralph ralphie; randall randy; randolph
randy; raymond ray; rebecca becky becca; reginald reggie; richard dick rick rich richie; robert bob
bobby rob robbie bert; roberta bobbie; roderick rod; rodney rod; roger rog; ronald ron ronnie;
rudolph rudy; russell russ; samuel sam sammy; samantha sam; sandra sandy; sidney sid; stephen steve
steven; steven steve stephen; stanley stan; susan sue susie; suzanne sue; terence terry; teresa
terry; theresa terry; theodore ted teddy theo; thomas tom tommy; timothy tim timmy; valerie val;
victor vic; victoria vicky; vincent vince vinny; virginia ginny; walter walt; willard mitt; william
bill billy will willy liam; zachary zach; elisabeth liz;
mohammed mohamed mohammad muhammad mohamad; sergei sergey; alexei aleksei alexey aleksey; dmitry
dmitri; yuri yury; nikolai nikolay; mikhail mikhael; yevgeny evgeny; vladimir volodymyr
"""


_INITIALS = 3


@cache
def _families() -> dict[str, frozenset[int]]:
    families: dict[str, set[int]] = {}
    for number, group in enumerate(_SHORT_FORMS.split(";")):
        for word in group.split():
            families.setdefault(word, set()).add(number)
    return {word: frozenset(numbers) for word, numbers in families.items()}


@lru_cache(maxsize=50_000)  # a family of names compares the same few over and over
def same_given_name(one: str, other: str) -> bool:
    """Whether two given names can be one person's: equal, an initial, beginning or short form."""
    a, b = folded(one).rstrip("."), folded(other).rstrip(".")
    if a == b or not a or not b:
        return a == b
    short, long = sorted((a.replace(".", ""), b.replace(".", "")), key=len)
    if len(short) <= 2 and ("." in one or "." in other):
        return long[0] == short[0]
    if len(short) >= 3 and long.startswith(short):
        return True
    families = _families()
    return not families.get(a, frozenset()).isdisjoint(families.get(b, frozenset()))


def surname(words: Sequence[str]) -> str:
    """The last of a name's `words` that is no suffix such as Jr., folded; "" where there is none."""
    for word in reversed(words):
        if word.lower() not in SUFFIXES:
            return folded(word)
    return ""


def compatible(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two names of one surname can be one person's ("Tim Kaine" and "Timothy M. Kaine")."""
    given_one, suffix_one = _given_and_suffix(one)
    given_other, suffix_other = _given_and_suffix(other)
    if suffix_one != suffix_other:
        return False  # who writes "Ed Hale Jr." and "Ed Hale" tells a son from his father
    short, long = sorted(([folded(w) for w in one], [folded(w) for w in other]), key=len)
    if len(short) > 1 and long[-len(short) :] == short:
        return True  # "Suu Kyi" and "Aung San Suu Kyi"
    if not given_one or not given_other:
        return True
    if not same_given_name(given_one[0], given_other[0]):
        return _known_by(given_one, given_other) or _known_by(given_other, given_one)
    return _agree_within(given_one[1:], given_other[1:])


def _agree_within(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether the words between given name and surname can be one person's: those of the shorter come in
    the longer in the same order, or none is there ("Timothy M. Kaine" and "Tim Kaine").

    "George W. Bush" and "George H.W. Bush" are two, and so are "Nguyen Van Minh" and "Nguyen Thi Minh".
    """
    few, many = sorted((_initials_apart(one), _initials_apart(other)), key=len)
    if few and "." in few[0] and not _same_within(few[0], many[0]):
        return False
    rest = iter(many)
    return all(any(_same_within(word, found) for found in rest) for word in few)


def _initials_apart(words: Sequence[str]) -> list[str]:
    """The words, with "H.W." as two."""
    apart: list[str] = []
    for word in words:
        initials = word.replace(".", "") if "." in word else ""
        several = 1 < len(initials) <= _INITIALS and initials.isupper()
        apart += [f"{letter}." for letter in initials] if several else [word]
    return apart


def _same_within(one: str, other: str) -> bool:
    if "." in one + other:
        return same_given_name(one, other)
    return folded(one) == folded(other)


def _given_and_suffix(words: Sequence[str]) -> tuple[list[str], list[str]]:
    given = [w for w in words if w.lower() not in SUFFIXES][:-1]
    return given, [w.lower().rstrip(".") for w in words if w.lower() in SUFFIXES]


def _known_by(given: Sequence[str], other: Sequence[str]) -> bool:
    """Whether the second of two given names is the one used ("Willard Mitt Romney", "Mitt Romney"), and not
    two people have the same names in another order."""
    if len(given) < 2 or len(given[1].rstrip(".")) < 2 or folded(given[1]) != folded(other[0]):
        return False
    return len(other) <= len(given) - 1 and _agree_within(given[2:], other[1:])
