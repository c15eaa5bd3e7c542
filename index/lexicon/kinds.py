"""Kinds of bodies, by what they are called and by words of their names; and documents: data only.

Which document speaks for whoever issued it was counted in PolNeAR's training articles: of 230 reports,
statements, letters and the like with a body behind them, readers named that body; of 250 polls, records and
results they named the poll.
"""

from functools import cache

from index.lexicon.loading import listed

# What such a body is called, and the words by which its name tells what it is.
_KINDS = {
    "paper": (
        listed(
            """
            blog broadcaster broadsheet channel daily magazine network newspaper newsroom newswire
            outlet paper periodical portal programme publication site station tabloid website weekly
            """
        ),
        listed(
            """
            abc advocate ap argosy argus bbc bloomberg broadcasting bulletin cbs channel chronicle citizen cnn
            courier daily dispatch echo espn examiner express fm fox gazette globe guardian herald
            independent inquirer insider itv journal leader magazine mail mercury messenger mirror
            monitor msnbc nation nbc news observer politico post press radio record register reporter
            reuters review rte sentinel standard star sun telegraph television times today tribune tv weekly
            """
        ),
    ),
    "firm": (
        listed(
            """
            airline airport app bank brand brewer brewery builder business carmaker carrier chain
            chipmaker clinic company conglomerate contractor developer distributor drugmaker exporter
            factory firm franchise giant hospital hotel insurer landlord lender maker manufacturer mill
            miner operator platform port producer publisher restaurant retailer shipper shop start-up
            startup studio subsidiary supermarket supplier utility
            """
        ),
        listed(
            """
            & ab advisers advisors ag air airlines airways as associates automotive bank beverages
            biotech brands breweries brewery bv capital cement chemicals clinic co co. coffee
            construction consulting copper corp corp. cosmetics electric electronics energy
            enterprises entertainment equity estates farms ferries financial foods freight gas
            gmbh haulage holdings homes hospital hotels inc inc. industries infirmary instruments
            insurance interactive investments labs lithium llc logistics ltd ltd. materials media
            metals minerals mining mobile motor motors networks nv oil oy paper partners petroleum
            pharma pharmaceuticals plc power properties rail railways resources robotics s.a. sa
            se securities semiconductor semiconductors shipping shipyard sl software solutions spa
            srl steel stores studios sugar systems tea technologies technology telecom
            telecommunications textiles therapeutics tobacco trucks uranium ventures water
            """
        ),
    ),
    "agency": (
        listed(
            """
            administration agency authority board body bureau coastguard commission commissioner
            committee council department division embassy force inspectorate ministry office ombudsman
            panel regulator service watchdog
            """
        ),
        listed(
            """
            administration agency authority board bureau coastguard commission committee council
            department directorate embassy force headquarters inspectorate institute ministry office
            panel police secretariat service services treasury tribunal
            """
        ),
    ),
    "group": (
        listed(
            """
            alliance archive association body center centre charity church co-operative coalition
            collective consortium cooperative diocese federation festival foundation gallery group guild
            institute league library mosque movement museum ngo non-profit nonprofit orchestra
            organisation organization parish party project society syndicate temple theatre think-tank
            trust union
            """
        ),
        listed(
            """
            action alliance archive association campaign cathedral caucus center centre church coalition
            collective congress federation festival forum foundation front fund gallery group guild
            initiative institute league library movement museum network orchestra organisation
            organization party project society theatre trust union watch workers'
            """
        ),
    ),
    "school": (
        listed(
            """
            academy college faculty institute school university
            """
        ),
        listed(
            """
            academy college institute polytechnic school university
            """
        ),
    ),
    "club": (
        listed(
            """
            club franchise side team
            """
        ),
        listed(
            """
            afc albion athletic bears celtic cf city club county eagles fc gaa hotspur lions racing
            rangers real rfc rovers sporting tigers town united villa wanderers
            """
        ),
    ),
    "court": (
        listed(
            """
            bench court tribunal
            """
        ),
        listed(
            """
            court tribunal
            """
        ),
    ),
    "campaign": (
        listed(
            """
            camp campaign team
            """
        ),
        listed(
            """
            camp campaign team
            """
        ),
    ),
    "state": (
        listed(
            """
            administration city country county government island kingdom municipality nation parish
            province regime region republic state town village
            """
        ),
        listed(
            """
            administration city council county government kingdom municipality republic state
            """
        ),
    ),
    "house": (
        listed(
            """
            assembly cabinet chamber congress house legislature parliament senate
            """
        ),
        listed(
            """
            assembly cabinet chamber congress house legislature parliament senate
            """
        ),
    ),
    "forces": (
        listed(
            """
            army brigade fleet garrison military navy police squadron
            """
        ),
        listed(
            """
            army brigade force forces guard military navy police
            """
        ),
    ),
}

# Sources, and never speakers: what they say nobody says by them.
DOCUMENTS = listed(
    """
    accord act affidavit agenda agreement almanac archive audit autopsy bill biography brochure by-law
    bylaw bylaws calendar card cartoon catalogue census certificate chart charter clause code
    constitution contract convention data database decision decree deed description diary dictionary
    directive document documents dossier draft emails evidence exhibit figures file filing filings
    findings footage forecast form graph guide guidelines headline image index indictment inquest
    inscription inventory invoice label law lawsuit leaflet ledger legend legislation lexicon licence
    license list log logbook manual manuscript map menu minutes model notebook noticeboard novel numbers
    opinion order page passage petition photograph picture piece plan plaque play poem policy poll
    polling polls poster proposal prospectus protocol questionnaire record records register report
    reports resolution result results returns review ruling scoreboard script sentence sign signboard
    song spreadsheet statistics statute stone study suit summary survey surveys table tablet template
    text ticket timetable title transcript treaty tree verdict version video warrant will writ
    """
)

# What somebody issues and answers for, so that it speaks for them: by families that follow one another up
# ("ran an ad ... The clip says").
ISSUED = {
    "ad": listed("ad ads advert advertisement clip commercial spot video"),
    "article": listed(
        """
        account article articles blog column dispatch editorial explainer fact-check headline op-ed piece
        post profile report reporting review story
        """
    ),
    "complaint": listed("complaint filing submission"),
    "letter": listed("letter message missive note"),
    "mail": listed("e-mail e-mails email emails mailing newsletter"),
    "memo": listed("memo memorandum"),
    "page": listed("page webpage website"),
    "post": listed("blog message post posting tweet tweets"),
    "report": listed(
        """
        analysis assessment audit count data database dossier estimate examination forecast findings
        index inquiry investigation paper projection ranking report research review study summary tally
        """
    ),
    "rules": listed("advice advisory brochure guidance guide guidelines handbook leaflet notice pamphlet"),
    "statement": listed(
        "announcement briefing communique declaration notice readout release reply response statement"
    ),
}


@cache
def issued_kind(noun: str) -> frozenset[str]:
    """The families of documents that `noun`, in lower case, belongs to; none where it speaks for nobody."""
    return frozenset(kind for kind, nouns in ISSUED.items() if noun in nouns)


@cache
def body_kind(noun: str) -> frozenset[str] | None:
    """The kinds of body that `noun`, in lower case, tells ("newspaper"); None where it tells none."""
    found = frozenset(kind for kind, (nouns, _) in _KINDS.items() if noun in nouns)
    return found or None


@cache
def name_kinds(words: tuple[str, ...]) -> frozenset[str]:
    """The kinds of body that the `words` of a name tell: ("Harbour", "Gazette") a paper."""
    lowered = {word.lower() for word in words}
    return frozenset(kind for kind, (_, names) in _KINDS.items() if not lowered.isdisjoint(names))
