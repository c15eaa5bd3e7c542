"""Words for what a person does, and the role of a person as the article words it."""

from collections.abc import Sequence
from functools import cache

from index.quotations.names import (
    BODIES,
    CALENDAR,
    DEMONYMS,
    FUNCTION_WORDS,
    PLACES,
    Gender,
    Token,
    is_given_name,
)
from index.spans import Span

# Stand before a name and say only how to address its bearer.
COURTESY = {
    "mr": Gender.MALE,
    "mr.": Gender.MALE,
    "mrs": Gender.FEMALE,
    "mrs.": Gender.FEMALE,
    "ms": Gender.FEMALE,
    "ms.": Gender.FEMALE,
    "miss": Gender.FEMALE,
    "mx": None,
    "mx.": None,
    "sir": Gender.MALE,
    "dame": Gender.FEMALE,
    "lady": Gender.FEMALE,
    "lord": Gender.MALE,
}

# Written capitalised before a name, and part of no name.
TITLES = frozenset(
    """president vice-president premier chancellor senator sen sen. sens. representative rep rep. reps. congressman congresswoman
    congressmen governor gov gov. govs. lieutenant lt lt. secretary minister speaker mayor ambassador amb. judge justice
    attorney general gen gen. maj maj. colonel col col. captain capt capt. commander cmdr. sergeant sgt sgt. cpl. corporal
    admiral adm adm. pvt. private major officer detective det. sheriff chief superintendent supt. inspector insp. marshal
    constable professor prof prof. dr dr. doctor rev rev. reverend father fr. sister brother bishop archbishop cardinal rabbi
    imam ayatollah pastor deacon pope king queen prince princess duke duchess earl count countess baron baroness emperor sultan
    emir sheikh sheik shah director chairman chairwoman chairperson chair ceo cfo coo president-elect commissioner comptroller
    treasurer councilman councilwoman councilor councillor alderman delegate del. assemblyman assemblywoman leader whip
    spokesman spokeswoman spokesperson strategist adviser advisor democrat republican tory analyst editor correspondent
    reporter columnist host anchor author actor actress comedian singer coach manager nominee candidate counsel prosecutor
    solicitor lawmaker deputy hon. msgr. msgr monsignor co-chair co-chairman co-founder founder activist economist journalist
    billionaire businessman businesswoman mogul pollster lawyer historian scientist comrade chairmen envoy assistant staff
    democratic taoiseach lord lady sir dame mr mr. mrs mrs. ms ms. miss mx mx.""".split()
)

_FEMALE_ROLES = frozenset(
    """spokeswoman chairwoman congresswoman councilwoman assemblywoman businesswoman actress queen princess duchess countess
    baroness waitress hostess mother wife daughter sister grandmother aunt niece widow girlfriend stepmother stepdaughter woman
    girl lady nun saleswoman policewoman alderwoman anchorwoman stateswoman housewife granddaughter mom""".split()
)
_MALE_ROLES = frozenset(
    """spokesman chairman congressman councilman assemblyman businessman actor king prince duke baron waiter father husband son
    brother grandfather uncle nephew widower boyfriend stepfather stepson man boy pope bishop archbishop cardinal salesman
    policeman alderman anchorman statesman fisherman grandson dad ayatollah imam gentleman""".split()
)

_ROLES = frozenset(
    """academic accountant activist actor actress administrator admiral adviser advisor advocate agent aide ally ambassador analyst
    anchor anthropologist archaeologist archbishop architect arranger artist assistant associate astronaut astronomer athlete
    attorney author baker banker baron bartender biographer biologist bishop blogger boss broker brother builder bureaucrat
    businessman businessperson businesswoman butcher buyer candidate captain cardinal carpenter cashier ceo chair chairman
    chairperson chairwoman champion chancellor chef chemist chief choreographer citizen clergyman cleric clerk climatologist coach
    co-author co-chair co-chairman co-director co-founder co-host co-owner collector columnist comedian commander commentator
    commissioner composer comptroller conductor congressman congresswoman conservative constable consultant contractor coordinator
    correspondent councillor councilman councilor councilwoman counsel counselor counsellor cousin creator criminologist critic
    curator daughter dean defender delegate democrat demographer dentist deputy designer detective developer diplomat director
    dissident doctor donor driver economist editor educator electrician employee engineer entrepreneur envoy epidemiologist
    ethicist executive expert farmer father financier firefighter fisherman foreman founder friend fundraiser gardener general
    geographer geologist governor graduate guard guest hairdresser head historian holder host hotelier husband imam incumbent
    inspector instructor investigator investor inventor jockey journalist judge justice king lawmaker lawyer leader lecturer
    legislator liberal librarian lieutenant linguist lobbyist loyalist major manager marshal mathematician mayor mechanic mediator
    member meteorologist midwife minister model moderator mogul monk mother musician nanny negotiator neighbor neighbour
    neuroscientist novelist nominee nurse officer official operative operator opponent organizer organiser owner painter
    paramedic parent participant partner pastor patient pediatrician philanthropist philosopher photographer physician physicist
    pilot planner player playwright plumber poet policeman policewoman politician pollster pope premier presenter president
    president-elect priest prime prince princess principal prisoner producer professor programmer prosecutor protester provost
    psychiatrist psychologist publicist publisher queen rabbi racer rancher ranger rapper realtor receptionist recruiter refugee
    registrar reporter representative republican researcher resident retiree reverend rival runner sailor salesman scholar
    scientist screenwriter sculptor secretary senator sergeant sheriff shopkeeper singer sister skipper sociologist soldier
    solicitor son songwriter speaker specialist speechwriter spokesman spokesperson spokeswoman staffer star statesman
    statistician strategist striker student superintendent supervisor supporter surgeon surrogate survivor sultan teacher
    technician technologist teenager theologian therapist trader trainer translator treasurer trustee tycoon undersecretary
    under-secretary veteran veterinarian vet vicar victim volunteer voter waiter waitress warden watchdog whip whistleblower widow
    widower wife winner witness worker writer youngster billionaire millionaire businessowner counterpart predecessor successor
    understudy goalkeeper midfielder defender forward quarterback pitcher catcher captain batsman bowler medalist medallist""".split()
)

# A possessive after one of these still names the person ("Clinton's campaign manager"), these do not.
_NOT_BEFORE_A_NAME = frozenset({"son", "daughter", "head", "star", "general", "chief", "prime"})

# Ends of lower-case role words outside the list ("archivist", "glaciologist", "midfielder").
_ROLE_ENDINGS = (
    "woman",
    "person",
    "ologist",
    "ographer",
    "ician",
    "maker",
    "keeper",
    "smith",
    "writer",
    "master",
)

_LEFT_STOPS = FUNCTION_WORDS - {"former", "first", "last", "own"}
_VERBISH = frozenset(
    """is was are were be been being has had have said says say told tells asked asks added adds met meets named hired quoted
    interviewed called calls joined including featuring meanwhile replaced appointed made makes wrote writes""".split()
)


@cache
def is_role(word: str) -> bool:
    """Whether `word`, in the singular, says what somebody is or does ("spokesman", "Secretary")."""
    lower = word.lower()
    return lower in _ROLES or lower in TITLES or (lower.endswith(_ROLE_ENDINGS) and len(lower) > 7)


@cache
def role_gender(word: str) -> Gender | None:
    """The gender that a role word tells ("spokeswoman"), or None."""
    lower = word.lower()
    if lower in _FEMALE_ROLES or lower.endswith("woman"):
        return Gender.FEMALE
    if lower in _MALE_ROLES:
        return Gender.MALE
    return COURTESY.get(lower)


def is_word(token: Token) -> bool:
    """Whether the token is a word or a number, not a mark."""
    return token.text[0].isalnum()


def role_before(tokens: Sequence[Token], first: int) -> Span | None:
    """The role that stands directly before the name that begins at token `first`, or None.

    "Clinton's campaign manager Robby Mook" gives "Clinton's campaign manager"; courtesy titles are none.
    """
    i = first - 1
    while i >= 0 and tokens[i].text.lower() in COURTESY:
        i -= 1
    if i < 0 or not is_word(tokens[i]):
        return None
    end = tokens[i].end
    head = _office(tokens, i)
    if head is None:
        return None
    start = head
    while start > 0 and _modifies(tokens, start - 1):
        start -= 1
    if tokens[start].text in {"'s", "’s", "-", "–"}:
        start += 1
    return Span(tokens[start].start, end) if start <= i else None


def _office(tokens: Sequence[Token], i: int) -> int | None:
    """Index of the role word of an office that ends at token `i`: itself, or "Secretary" of "Secretary of State"."""
    if is_role(tokens[i].text):
        return i
    for j in range(i - 1, max(-1, i - 7), -1):
        word = tokens[j].text
        if word == "of" and j > 0 and is_role(tokens[j - 1].text) and not is_given_name(tokens[i].text):
            return j - 1
        if not (word[0].isupper() or word in {"the", "and", "of", ","}) or is_given_name(word):
            return None
    return None


def _modifies(tokens: Sequence[Token], i: int) -> bool:
    """Whether token `i` belongs to the role that begins after it."""
    word = tokens[i].text
    lower = word.lower()
    after = tokens[i + 1].text
    if word in {"'s", "’s"}:
        return i > 0 and tokens[i - 1].text[0].isupper() and after not in {"'s", "’s"}
    if word in {"-", "–"}:
        return i > 0 and tokens[i].start == tokens[i - 1].end and tokens[i].end == tokens[i + 1].start
    if not word[0].isalpha():
        return word[0].isdigit() and "-" in word
    if lower in CALENDAR and lower != "may":
        return False
    if word[0].isupper():
        return lower not in _LEFT_STOPS or (lower == "us" and word == "US")
    if lower in _LEFT_STOPS or lower in _VERBISH:
        return False
    if lower.endswith("ly") and lower not in {"family", "early", "daily", "weekly", "monthly"}:
        return False
    return not lower.endswith("ed") or lower in {
        "retired", "united", "disgraced", "appointed", "elected", "newly-elected", "unopposed", "renowned", "celebrated",
        "decorated", "convicted", "jailed", "exiled", "armed", "allied", "combined", "red", "biomed", "injured",
    }  # fmt: skip


_APPOSITION_STOPS = frozenset(
    "who whom whose which that where when and but as while because after before said says".split()
)


def role_after(tokens: Sequence[Token], last: int) -> Span | None:
    """The role in the apposition that follows the name that ends at token `last`, or None.

    "Robby Mook, Clinton's campaign manager, said" gives "Clinton's campaign manager"; an age before it and
    an article at its head are left out. It ends at the next comma, relative clause or sentence end.
    """
    i = last + 1
    count = len(tokens)
    if i >= count or tokens[i].text not in {",", "(", "—", "–", "--"}:
        return None
    opener = tokens[i].text
    i += 1
    if i < count and tokens[i].text[0].isdigit():  # "Donna Lages, 39, a waitress"
        i += 1
        if i >= count or tokens[i].text != ",":
            return None
        i += 1
    if i < count and tokens[i].text.lower() in {
        "a",
        "an",
        "the",
        "his",
        "her",
        "their",
        "then",
        "now",
        "also",
    }:
        if tokens[i].text.lower() in {"then", "now", "also"}:
            i += 1
        if i < count and tokens[i].text.lower() in {"a", "an", "the"}:
            i += 1
    elif i < count and tokens[i].text in {"who", "which"}:
        return None
    start = i
    has_role = False
    prepositions = 0
    while i < count:
        word = tokens[i].text
        lower = word.lower()
        if word in {",", ".", ";", ":", "(", ")", "\n", "“", "”", '"', "''", "—", "–", "--", "?", "!"}:
            break
        if lower in _APPOSITION_STOPS and not (lower in {"and", "as"} and has_role):
            break
        if lower == "and" and i + 1 < count and not (is_word(tokens[i + 1])):
            break
        if lower in {"of", "for", "at", "in", "with", "from", "to", "on", "by", "under"}:
            prepositions += 1
        elif not prepositions and is_role(word):
            has_role = True
        elif not prepositions and lower in _VERBISH:
            return None
        i += 1
        if i - start > 25:
            return None
    if not has_role or i == start:
        return None
    closed = i < count and tokens[i].text in {",", ".", ")", ";", "\n", "—", "–", "--", ":"} or i >= count
    if not closed and not (i < count and tokens[i].text.lower() in _APPOSITION_STOPS):
        return None
    if opener == "(" and tokens[min(i, count - 1)].text != ")":
        return None
    return Span(tokens[start].start, tokens[i - 1].end)


def role_words(role: str) -> frozenset[str]:
    """The content words of a role in lower case, for comparing "the senator" with "Iowa senator"."""
    words = role.replace("’", "'").replace("'s", "").lower().split()
    return frozenset(w.strip(".,") for w in words) - FUNCTION_WORDS


def is_body_word(word: str) -> bool:
    """Whether `word` names a kind of institution ("Ministry", "University")."""
    return word.lower() in BODIES


def is_place_word(word: str) -> bool:
    """Whether `word` names a country, a big city or a people ("Moscow", "Russian")."""
    lower = word.lower()
    return lower in PLACES or lower in DEMONYMS
