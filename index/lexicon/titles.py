"""Words before, within and behind the names of people: data only, all in lower case but LETTERS."""

from index.lexicon.gender import Gender
from index.lexicon.loading import listed

# Stand after a surname and are none.
SUFFIXES = listed("ii iii iv jr jr. sr sr. v")

# Letters after a name that are none of it ("Tom Hale KC").
LETTERS = listed("CBE FRS JP KBE KC MBE MD MEP MLA MP MS MSP OBE PhD QC SC TD")

# Small words between or before the capitalised words of one name.
PARTICLES = listed(
    """
    ab af al ap av ben bin bint binte binti da das de del dela della den der di dos du e el ferch ibn la
    las le los ten ter ul van von y zu
    """
)

# Stand before a name and say only how to address its bearer.
COURTESY: dict[str, Gender | None] = {
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
    "herr": Gender.MALE,
    "frau": Gender.FEMALE,
    "monsieur": Gender.MALE,
    "madame": Gender.FEMALE,
    "mme": Gender.FEMALE,
    "shri": Gender.MALE,
    "smt": Gender.FEMALE,
    "u": Gender.MALE,
    "daw": Gender.FEMALE,
}

# Capitalised before a name, and part of no name.
TITLES = listed(
    """
    acc acp activist actor actress adm adm. admiral adv adv. adviser advisor advocate ag alderman alhaja
    alhaji amb. ambassador analyst anchor archbishop archdeacon assemblyman assemblywoman assistant
    attorney atty atty. author ayatollah baba baron baroness barrister begum billionaire bishop brig
    brigadier brother businessman businesswoman candidate canon capt capt. captain cardinal cdr ceo cfo
    ch chair chairman chairmen chairperson chairwoman chancellor chief cllr cmdr cmdr. co-chair
    co-chairman co-founder coach col col. colonel columnist comedian commander commissioner comptroller
    comrade congressman congressmen congresswoman constable coo corporal correspondent coun councillor
    councilman councilor councilwoman counsel count countess coxswain cpl. cr cto dame dato dato' datuk
    daw dc dcc dci dcp dcs deacon del. delegate democrat democratic democrats deputy det det. detective
    dgp di dig director doctor doctors don doña dr dr. ds duchess duke earl economist editor emir
    emperor eng engr envoy ex-minister ex-president father founder fr fr. frau garda gen gen. general
    generals gov gov. governor governors govs. hajia herr historian hon. host igp imam insp insp.
    inspector journalist judge judges justice justices kgosi king lady lawmaker lawyer leader lieutenant
    lord lt lt. madame magistrate maj maj. major malam mallam manager marshal maulana mayor mca md mec
    mep messrs messrs. minister ministers miss mla mme mna moderator mogul monsieur monsignor mp mpp mr
    mr. mrs mrs. ms ms. msgr msgr. msp mx mx. nominee officer pastor pc pollster pope premier president
    president-elect presidents prince princess private prof prof. professor professors prosecutor pvt.
    queen rabbi rep rep. reporter representative reps. republican republicans rev rev. reverend
    scientist secretary sen sen. senator senators sens. sergeant señor señora señorita sgt sgt-maj sgt.
    shah sheik sheikh sheriff sho shri singer sir sister smt solicitor sp speaker spokesman spokesperson
    spokeswoman ssp staff strategist sultan superintendent supt supt. tan-sri tanaiste taoiseach td tory
    treasurer tánaiste u under-secretary undersecretary ven ven. venerable vice-president viscount
    viscountess whip wpc yb
    """
)

# Titles that are surnames after a given name ("Howard Dean").
TITLES_AND_SURNAMES = listed(
    """
    baron bishop brother coach counts dean duke earl judge justice king lord major marshal marshall pope
    priest prince shah
    """
)

# Titles that say less than any apposition does.
HONORIFICS = listed(
    """
    adv adv. alhaja alhaji begum cllr coun cr dr dr. eng engr fr fr. hajia kgosi malam mallam maulana prof
    prof. professor rev rev. reverend ven ven.
    """
)

# Titles that go with a given name alone and stay with it ("Pope Francis").
REGNAL = listed("emperor empress king pope prince princess queen saint sultan")

COURTESY_WORDS = listed("mr mrs ms miss dr sir dame lord lady madam rev reverend fr sheikh")
FEMALE_COURTESIES = listed("mrs ms miss dame lady madam")
MALE_COURTESIES = listed("mr sir lord")
OFFICE_WORDS = listed(
    """state agriculture commerce communications culture defense economy education energy environment finance
    foreign health homeland house housing information interior intelligence justice labor labour majority
    minority national oversight press campaign security senate trade transport transportation treasury
    veterans"""
)
"""Words of titles that are none by themselves: "Defense Secretary"."""
TITLE_WORDS = (
    COURTESY_WORDS
    | OFFICE_WORDS
    | listed(
        """ag president senator sen representative rep congressman congresswoman governor gov mayor secretary
        minister prime premier chancellor king queen prince princess pope general gen colonel col captain capt
        lieutenant lt sergeant sgt major admiral commander judge justice attorney chief director chairman
        chairwoman chair speaker leader ambassador spokesman spokeswoman spokesperson professor prof doctor
        officer detective sheriff police commissioner councilman councilwoman candidate nominee former ex vice
        deputy acting first lady republican democrat democratic gop host anchor editor reporter correspondent
        journalist columnist author activist pastor bishop cardinal billionaire businessman strategist adviser
        advisor aide counsel agent coach ceo founder executive manager pollster analyst economist historian
        then new late longtime"""
    )
)
"""Words that stand before a name without being part of it."""
