"""What a full stop after a word may mean, as news writes English: data only."""

from index.lexicon.loading import listed

TITLES = listed(
    """
    Mr Mrs Ms Mx Dr Drs Prof Profs Messrs Mmes Mme Mlle Msgr Rev Fr Hon Sen Sens Rep Reps Gov Govs
    Lt Gen Gens Col Cols Maj Capt Cmdr Comdr Cmdrs Adm Brig Sgt Sgts Cpl Pvt Pfc Pres Supt Det Insp
    Adv Engr Ven Revd Ret Retd Rtd ret retd rtd
    Atty Attys Asst Assoc Del Dels Amb Secy Treas Dep Sra Srta Ald Cllr Ofc Spc Mt
    """
)
"""Before a name: never the end of a sentence."""

COURTESIES = frozenset(["Mr", "Mrs", "Ms", "Dr", "Messrs"])
"""Those that begin a sentence after "Inc." or "Va.", where a title of office goes with it ("Va. Gov.")."""

BEFORE_NUMBERS = listed("No no Nos Art Arts Fig Figs Sec Secs Vol Vols Ch Eq pp p pg para Pt")
"""Before a number they are abbreviations; before anything else they are words."""

NEVER_LAST = frozenset(
    ["vs", "v", "cf", "viz", "e.g", "i.e", "eg", "ca", "c", "approx", "esp", "incl", "aka", "a.k.a", "née"]
)
"""The sentence always goes on, whatever follows."""

MAY_END = listed(
    """
    Inc Corp Co Cos Ltd Bros LLC LLP PLC Assn Assoc Dept Depts Univ Inst Intl Natl Govt Div Est est
    Mfg Jr Sr Esq Ave Blvd Rd Hwy Pkwy Sq Bldg Apt St Ste Sts Ft Pt Dist Ct Jan Feb Mar Apr Jun Jul
    Aug Sep Sept Oct Nov Dec Tues Thurs Ala Ariz Ark Calif Colo Conn Del Fla Ga Ill Ind Kan Kans Ky
    La Md Mass Mich Minn Miss Mo Mont Neb Nebr Nev Okla Ore Pa Penn Tenn Tex Va Vt Wash Wis Wisc Wyo
    Ont Que Alta al cit ibid lb lbs oz hrs mph Ph.D PhD Ed.D Psy.D M.Ed W.Va
    """
)
"""They end a sentence only before a word that begins one ("Apple Inc. chief", "at Apple Inc. He left")."""

PLACES = frozenset(["U.S", "U.K", "U.N", "E.U", "U.S.A", "U.A.E", "U.S.S.R"])
"""Before a title too they stay in the sentence: "U.S. Sen. Ana Ruiz"."""

CLOCK = frozenset(["a.m", "p.m", "A.M", "P.M"])

AFTER_CLOCK = listed(
    """
    Monday Tuesday Wednesday Thursday Friday Saturday Sunday Mon Tue Tues Wed Thu Thurs Fri Sat Sun
    January February March April May June July August September October November December Jan Feb
    Mar Apr Jun Jul Aug Sept Oct Nov Dec ET EST EDT CT CST CDT MT MST MDT PT PST PDT GMT UTC BST CET
    CEST JST IST E.T E.S.T E.D.T C.T P.T Eastern Central Mountain Pacific Atlantic Greenwich
    """
)
"""What a time of day goes on with: "9 a.m. Sunday", "6 p.m. Eastern"."""

STARTERS = listed(
    """
    A About According Across Additionally After Again Against All Almost Along Already Also Although
    Among An And Another Any Anyone Are As Asked At Back Because Before Besides Both But By Can
    Could Despite Did Do Does During Each Earlier Either Even Every Everyone Few Finally First For
    Former From Furthermore Given Had Has Have He Her Here His How However I If In Indeed Instead Is
    It Its Just Last Later Like Many Meanwhile Moreover Most Much My Nearly Neither Nevertheless
    Next No Nobody None Nor Not Nothing Now Of Often On Once One Only Or Other Others Our Over
    Perhaps Rather Recently She Should Since So Some Someone Sometimes Soon Still Such That The
    Their Then There Therefore These They This Those Though Through Throughout Thus To Today
    Together Tomorrow Two Under Unlike Until Up Was We Well Were What Whatever When Where Whether
    Which While Who Whose Why Will With Within Without Would Yes Yesterday Yet You Your
    """
)
"""Words that begin a sentence and no name: what follows "U.S." or "Inc." when the sentence has ended."""

SAID = listed(
    """
    said says asked asks added adds replied wrote writes told tells shouted yelled cried exclaimed
    wondered demanded inquired quipped joked tweeted answered responded continued recalled began
    countered mused declared explained insisted argued noted remarked concluded screamed whispered
    muttered called chanted retorted
    """
)
"""Verbs that tie what is asked or shouted to who did: '"Why now?" Ana Ruiz asked.'"""

SAYS_WHAT = ("that", "he", "she", "it", "they", "the", "his", "her", "their", "its", "there")
"""What follows the verb where it has words of its own to report, and so begins another sentence."""
