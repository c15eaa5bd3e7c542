"""Words before, within and behind the names of people: data only, all in lower case but LETTERS."""

from index.lexicon.gender import Gender
from index.lexicon.loading import listed

# Stand after a surname and are none.
SUFFIXES = listed("ii iii iv jr jr. sr sr. v")

# Letters after a name that are none of it ("Tom Hale KC").
LETTERS = listed("CBE FRS JP KBE KC MBE MD MEP MLA MP MS MSP OBE PhD QC SC TD")

# Degrees and letters between commas after a name ("Ann Roe, Ph.D., a chemist"), without the last stop.
DEGREES = (
    LETTERS
    | listed("BA B.A BSc CPA D.O D.Phil DDS DMD DPhil DVM Ed.D EdD Esq J.D JD M.A M.B.A M.D M.P.H")
    | listed("M.S M.Sc MA MBA MPH MSc MSN P.E Ph.D Psy.D PsyD R.N RN")
)

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

# Titles of many countries that say less than any apposition does; without the full stop that may follow.
HONORIFICS = listed(
    """
    abune acharya adv ajarn alh alhaja alhaji ashin atty auntie barr begum cde cllr coun cr datin dato'
    dato’ datuk dr encik eng engr evang fr granny h.e h.h h.r.h haji hajia hajiya hajjah hrh ing inkosi
    kapitan kgosi khun konsehal lic m'e m’e maître malam mallam maulana maulvi mevrou mevr mgr
    mheshimiwa mlle mma mme mufti mzee ntate oom otunba paduka padre pandit père phra pst puan
    prof professor rev revd reverend rre sadhvi sayadaw seri sheikha signor signora suor swami tannie
    togbe toh ustaz ustazah ven wira woizero
    """
)

# Capitalised before a name, and part of no name; a full stop may follow each.
TITLES = HONORIFICS | listed(
    """
    abbot abbé acc acp activist actor actress adm admiral adviser advisor advocate ag alderman amb
    ambassador analyst anchor apostle archbishop archdeacon archduke assemblyman assemblywoman assistant
    assistant-commissioner attorney auditor-general author avocat avocate ayatollah baba bailli baron
    baroness barrister billionaire bishop boatswain bosun brgy brig brigadier brother businessman
    businesswoman bürgermeister candidate canon capt captain cardinal cdr cdre ceo cfo ch chair chairman
    chairmen chairperson chairwoman chancellor chaplain chief churchwarden cmdr co-chair co-chairman
    co-founder coach col colonel columnist comedian commandant commander commissioner commodore
    comptroller comrade concejal congresista congressman congressmen congresswoman const constable coo
    corporal correspondent councillor councilman councilor councilwoman counsel count countess coxswain
    cpl cpo cpt cto dame dato daw dc dcc dci dcp dcs deacon del delegate democrat democratic democrats
    deputada deputado deputy det detective dgp di dig director dj doctor doctors don dottor dottoressa
    doña ds dsp duchess duke earl economist editor embajador emir emperor ensign envoy ex-minister
    ex-president father first-sergeant flt founder frau garda gen general generals gov governor
    governors govs gp gunner hauptmann havildar headmaster headmistress headteacher herr historian hon
    host igp imam induna infanta ingegner insp insp-gen inspector intendant jemadar journalist judge
    judges justice justices kanzler kapitän king lady lawmaker lawyer lcpl leader licenciado lieutenant
    lieutenant-colonel lord lt ltc madame maestro magistrate maharaja maj major major-general manager
    marquess marquis marshal mayor mca md mec mep messrs midshipman minister minister-president
    ministers ministra ministro miss mla mna moderator mogul monsieur monsignor monsignore mp mpp mr mrs
    ms msgr msgt msp mx nominee nurse oberst officer ombudsman onorevole pastor pastora pc pcso pfarrer
    pfc pollster pope prefeita prefeito prelate premier president president-designate president-elect
    presidente presidents prince princess private procurador procuradora procureur procureure professora
    professors prosecutor proviseur provost pvt qari quartermaster queen rabbi recteur rector registrar
    rep reporter representative reps republican republicans scientist secretary sen senador senadora
    senator senators senhor senhora sens sergeant señor señora señorita sfc sgt sgt-maj shah shaikh
    shaykh sheik sheikh sheriff sho shri sindaco singer sir sister skipper smt solicitor sp spc speaker
    spokesman spokesperson spokeswoman sqn ssgt ssp staff staff-sergeant strategist subedar sultan
    superintendent supt surgeon tan-sri tanaiste taoiseach td tory treasurer tsgt tánaiste u umfundisi
    under-secretary undersecretary venerable vicar vice-admiral vice-president viscount viscountess
    warden wg whip wo wpc yb
    """
)

# Stand in brackets between a title and a name: "Col (ret.) Ana Ruiz", "Minister (Dr.) Bo Lind".
BRACKETED = listed("atty dr eng engr hon mr mrs ms prof rev ret retd retired rtd")

# Titles that are surnames after a given name ("Howard Dean").
TITLES_AND_SURNAMES = listed(
    """
    baron bishop brother coach counts dean duke earl judge justice king lord major marshal marshall pope
    priest prince shah
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
