"""Words of names: tokens of an article's text, given names and their gender, and words that tell a body from a person."""

import re
import unicodedata
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import NamedTuple


class Gender(StrEnum):
    """Which of he and she an article uses of somebody."""

    MALE = "male"
    FEMALE = "female"


class Token(NamedTuple):
    """A word or a mark of the text, in characters `[start, end)`."""

    text: str
    start: int
    end: int


# Abbreviations keep their full stop, so that "Sen. Rand" is one run of words; a possessive's ending stands alone.
_ABBREVIATED = (
    "Mr|Mrs|Ms|Mx|Dr|Prof|Sen|Sens|Rep|Reps|Gov|Govs|Lt|Gen|Maj|Col|Cmdr|Cpl|Capt|Sgt|Adm|Pvt|Rev|Fr|Msgr|Hon|Pres|"
    "Supt|Det|Insp|Atty|Amb|Del|Jr|Sr|St|Ste|Bros|Inc|Corp|Co|Ltd"
)
_TOKEN = re.compile(
    rf"(?:(?:{_ABBREVIATED})\.)(?=\s|,|$)"  # "Sen."
    r"|(?:[^\W\d_]\.)+(?:[^\W\d_](?![^\W_]))?"  # "U.S.", "J.", "E.J"
    r"|[^\W\d_]+(?=['’][sS](?![^\W_]))"  # the owner in "Clinton's"
    r"|['’][sS](?![^\W_])"
    r"|[^\W_]+(?:[’'\-‐‑&.](?=[^\W_])[^\W_]+)*"  # "O'Brien", "al-Assad", "P&G", "R-Ky"
    r"|''|``|--+|\.\.\.|\n|[^\w\s]|_",
)


def tokens(text: str) -> list[Token]:
    """The words, marks and line ends of `text`, in order; nothing but other white space is left out."""
    return [Token(m.group(), m.start(), m.end()) for m in _TOKEN.finditer(text)]


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
abraham abe; albert al bert; alexander alex sandy sasha; alexandra alex sandra sasha; alfred al fred; andrew andy drew;
anthony tony; antonio tony; arthur art; barbara barb; benjamin ben benny; bernard bernie; bradley brad; catherine cathy kate
cate katie; charles charlie chuck chas; christina chris tina; christine chris chrissy; christopher chris kit; clifford cliff;
condoleezza condi; cornelius neil; cynthia cindy; daniel dan danny; david dave davey; deborah deb debbie; donald don donny
donnie; dorothy dot dottie; douglas doug; edmund ed ted; edward ed eddie ted teddy ned; elizabeth liz beth betsy betty eliza
lizzie; ernest ernie; eugene gene; florence flo; frances fran; francis frank; franklin frank; frederick fred freddie;
gabriel gabe; gerald gerry jerry; gregory greg; harold hal harry; henry hank harry; herbert herb; irving irv; isaac ike;
jacob jake; jacqueline jackie; james jim jimmy jamie; janet jan; jeffrey jeff; jennifer jen jenny; jeremy jerry; jerome jerry;
jessica jess; john jack johnny; jonathan jon; joseph joe joey; joshua josh; judith judy; katherine kate kathy katie;
kathleen kathy kate; kenneth ken kenny; lawrence larry; leonard len lenny leo; leslie les; louis lou louie; lucille lucy;
margaret maggie meg peggy marge; martin marty; matthew matt; maurice morrie; maxwell max; melvin mel; michael mike mick mickey;
mitchell mitch; nathan nate; nathaniel nate nat; nicholas nick nicky; pamela pam; patricia pat patty tricia; patrick pat paddy;
peter pete; philip phil; phillip phil; ralph ralphie; randall randy; randolph randy; raymond ray; rebecca becky becca;
reginald reggie; richard dick rick rich richie; robert bob bobby rob robbie bert; roberta bobbie; roderick rod; rodney rod;
roger rog; ronald ron ronnie; rudolph rudy; russell russ; samuel sam sammy; samantha sam; sandra sandy; sidney sid;
stephen steve steven; steven steve stephen; stanley stan; susan sue susie; suzanne sue; terence terry; teresa terry; theresa
terry; theodore ted teddy theo; thomas tom tommy; timothy tim timmy; valerie val; victor vic; victoria vicky; vincent vince
vinny; virginia ginny; walter walt; willard mitt; william bill billy will willy liam; zachary zach; addison mitch; rafael ted;
piyush bobby; elisabeth liz; mohammed mohamed mohammad muhammad mohamad; sergei sergey; alexei aleksei alexey aleksey;
dmitry dmitri; yuri yury; nikolai nikolay; mikhail mikhael; yevgeny evgeny; vladimir volodymyr
"""


@cache
def _families() -> dict[str, frozenset[int]]:
    families: dict[str, set[int]] = {}
    for number, group in enumerate(_SHORT_FORMS.split(";")):
        for word in group.split():
            families.setdefault(word, set()).add(number)
    return {word: frozenset(numbers) for word, numbers in families.items()}


def same_given_name(one: str, other: str) -> bool:
    """Whether two given names can be one person's: equal, an initial, a beginning or a short form of the other."""
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


SUFFIXES = frozenset("jr jr. sr sr. ii iii iv v".split())

# Words between or before capitalised words of one name; not at the end of it.
PARTICLES = frozenset(
    "van de der den von la le du di da dos das del della el al bin ibn ben ter ten zu y e af av".split()
)

_BODIES = """
academy administration agency airlines airways alliance army assembly associates association authority bank board
broadcasting brigade bureau cabinet campaign center centre chamber church club coalition college commission committee company
confederation conference congress consortium consulate corp corp. corporation council court daily department division embassy
enterprises exchange federation force forces forum foundation fund gazette government group guard headquarters herald holdings
hospital house inc inc. industries institute institution intelligence international journal kremlin laboratory league legislature
llc llp ltd ltd. magazine media military ministry mission mosque movement museum navy network networks news newspaper observatory
office organization organisation parliament partners partnership party pentagon police politburo post press project radio register
reserve review school secretariat senate service services society staff studios supreme syndicate systems task team technologies
television temple times treasury tribune tribunal trust union university weekly white
""".split()
BODIES = frozenset(_BODIES) - {"white", "task", "supreme", "mission", "staff"}

_PLACES = """
afghanistan africa alabama alaska albania algeria america angola ankara argentina arizona arkansas armenia asia athens atlanta
australia austria azerbaijan baghdad bahrain baltimore bangladesh beijing beirut belarus belgium berlin bolivia bosnia boston
botswana brazil britain brooklyn brussels bulgaria burma cairo california cambodia cameroon canada caracas caribbean chechnya chicago
chile china cleveland colombia colorado connecticut crimea croatia cuba cyprus damascus darfur delaware denmark detroit dubai
dublin ecuador egypt england estonia ethiopia europe finland florida france gaza geneva georgia germany ghana greece guantanamo
guatemala haiti hanoi havana hawaii helsinki holland honduras houston hungary iceland idaho illinois india indiana indonesia iowa
iran iraq ireland islamabad israel istanbul italy jakarta jamaica japan jerusalem johannesburg kabul kansas karachi kashmir
kazakhstan kentucky kenya kiev kyiv korea kosovo kuwait laos latvia lebanon libya lisbon lithuania liverpool london louisiana luxembourg
madrid maine malaysia manchester manhattan manila maryland massachusetts mexico miami michigan milan milwaukee minneapolis minnesota
mississippi missouri moldova mongolia montana montreal morocco moscow mumbai munich myanmar nairobi namibia nato nebraska nepal
netherlands nevada nicaragua niger nigeria norway oakland ohio oklahoma oman oregon oslo ottawa pakistan palestine panama paraguay
paris pennsylvania peru philadelphia philippines phoenix pittsburgh poland portugal prague pyongyang qatar quebec richmond riyadh
romania rome russia rwanda sacramento saudi scotland seattle seoul serbia singapore slovakia slovenia somalia spain stockholm sudan
sweden switzerland sydney syria taiwan tajikistan tampa tanzania tehran tennessee texas thailand tibet tokyo toronto tunisia turkey
turkmenistan uganda ukraine uruguay utah uzbekistan vatican venezuela vermont vienna vietnam virginia wales warsaw washington
wisconsin wyoming yemen yugoslavia zagreb zambia zimbabwe u.s. u.s u.k. u.n. eu e.u. d.c. uk us usa hollywood
""".split()
PLACES = frozenset(_PLACES)

_DEMONYMS = """
afghan african albanian algerian american arab argentine armenian asian australian austrian azerbaijani bangladeshi belarusian
belgian black bolivian bosnian brazilian british bulgarian cambodian canadian catholic chechen chilean chinese christian colombian
croatian cuban czech danish dutch egyptian english estonian ethiopian european evangelical finnish french georgian german greek
haitian hindu hispanic hungarian icelandic indian indonesian iranian iraqi irish islamic islamist israeli italian jamaican japanese
jewish jordanian kenyan korean kurdish kuwaiti latino latin latvian lebanese libyan lithuanian macedonian malaysian mexican
mongolian moroccan mormon muslim nigerian norwegian orthodox pakistani palestinian peruvian philippine polish portuguese protestant
roman romanian russian rwandan scottish serbian shiite shia sikh slovak slovenian somali soviet spanish sudanese sunni swedish swiss syrian
taiwanese thai tibetan tunisian turkish ugandan ukrainian venezuelan vietnamese welsh yemeni zimbabwean
""".split()
DEMONYMS = frozenset(_DEMONYMS) - {"christian", "roman", "german"} | {"german", "roman"}

CALENDAR = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september
    october november december mon tue tues wed thu thur thurs fri sat sun jan jan. feb feb. mar apr aug aug. sept sept. oct oct.
    nov nov. dec dec. christmas easter ramadan thanksgiving today yesterday tomorrow tonight""".split()
)

FUNCTION_WORDS = frozenset(
    """a about above according across actually after again against ago all almost along already also although always am amid
    among an and another any anyone anything are around as asked at away back be because been before behind being below beneath
    beside besides between beyond both but by can certainly clearly could despite did do does doing down during each earlier
    either else elsewhere especially even eventually ever every everybody everyone everything except exactly few fewer finally
    first following for former formerly from further furthermore had has have having he hence her here hers herself him himself his how
    however i if in indeed instead into is it its itself just last later least less let like likewise many maybe me meanwhile
    might mine more moreover most much must my myself near nearly neither never nevertheless next no nobody none nonetheless
    nor not nothing now of off often on once one only onto or other others otherwise our ours out over own perhaps please
    possibly previously probably quite rather recently says said second several shall she should similarly since so some somebody someone
    something sometimes soon still such than that the their theirs them themselves then there thereafter therefore these they
    this those though three through throughout thus to together too toward towards two under unfortunately unless unlike until
    up upon us usually very via was we well were what whatever when whenever where whereas wherever whether which while who
    whoever whom whose why will with within without would yes yet you your yours asked added told speaking writing citing""".split()
)
