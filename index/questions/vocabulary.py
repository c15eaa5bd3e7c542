"""Words that questions and names are read by: data only, all in lower case without dots.

What is *not* here is who can be asked about: those names and roles come from the archive itself.
"""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


ASKING = _words("what whats what's which how why where when whether")
WHO = _words("who whos who's whom whose whoever")
AUXILIARIES = _words(
    """do does did has have had is are was were be been being will would can could may might shall should must
    didn't doesn't don't hasn't haven't hadn't isn't aren't wasn't weren't won't wouldn't can't couldn't
    didnt doesnt dont hasnt havent wasnt wouldnt couldnt 'd 's 'll"""
)
ABOUT = _words("about on regarding concerning re over around towards toward against")
"""What comes after one of these, once the speaker has been named, is the topic."""


def _phrases(text: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(phrase.split()) for phrase in text.split("|"))


ABOUT_PHRASES = _phrases(
    "abt|wrt|in re|as regards|when it comes to|in terms of|in regard to|in regards to|with regard to"
    "|with regards to|with respect to|in relation to|in connection with|pertaining to|having to do with"
    "|to do with|on the subject of|on the topic of|on the matter of|on the question of|on the issue of"
)
"""What people type for "about"."""
EMPTY_PHRASES = _phrases("on record|on the record|to date")

SOFT_VERBS = _words(
    """say says said saying tell tells told telling talk talks talked talking speak speaks spoke spoken
    speaking think thinks thought thinking feel feels felt state states stated comment comments commented
    commenting remark remarks remarked mention mentions mentioned mentioning answer answers answered discuss
    discusses discussed address addresses addressed quote quotes quoted express expresses expressed believe
    believes believed respond responds responded react reacts reacted reply replies replied see sees make
    makes made give gives gave view views viewed describe describes described go went write writes wrote
    written put"""
)
"""Verbs that ask for anything a person said; a verb that is not here ("deny") is part of what is asked."""

NEUTRAL_VERBS = _words(
    """
    add announce argue ask assert claim confirm contend declare emphasise emphasize explain insist maintain
    note observe point proclaim read recall recount reiterate repeat report reveal stress suggest
    """
)
"""Verbs that tell little more than that something was said: who "claimed" it may as well have "said" it."""

SAYING_NOUNS = _words(
    """quote quotes quotation quotations statement statements remark remarks comment comments opinion opinions
    view views position positions stance stances take takes thought thoughts reaction reactions response
    responses word words saying sayings answer answers line tweet tweets"""
)
FILLERS = _words(
    """a an the that this these those it its of in to at by for from with and or as any anything something
    everything all ever also please me us you i so then there exactly actually really publicly recently
    once again yet just ok okay hi hello hey show find give list get tell know want like need can let's
    lets latest newest we my some more else not no never n't but if than too very far anyone anybody someone
    somebody everyone everybody nobody he she they much many into out up"""
)
"""Words that never decide whether a passage bears on a question."""

POLITE = _words(
    """please know want tell show find give list get need remind let search look see wonder wondering curious
    thanks thank cheers sorry hi hello hey well great hmm alright idea interested whether could help possibly
    perhaps maybe trying able bye goodbye thx"""
)
"""What people begin with that is no part of a question."""

FIRST_PERSON = _words("i i'm im i've i'd we we're we've my our")
WORK = _words(
    """am are been have writing working doing researching looking checking fact-checking editing preparing
    story piece article report profile essay thesis paper column question quick here's about into"""
)
"""What people do, and on what, before they come to their question: "I'm writing a story on ..."."""

PLACES_OF_WORDS = _words(
    """passage passages place places part parts sentence sentences article articles interview interviews story
    stories time times moment moments instance instances example examples there true
    correct fact"""
)
"""Where words stand: "is there a place where ..."."""

WHATEVER = _words("everything anything whatever something all things thing stuff words")
"""What stands for "what" before a name and a verb: "everything Gates said"."""

KINDS = _words(
    """many much often times time kind kinds sort sorts type types thing things reason reasons explanation
    explanations argument arguments else example examples point points way ways exact exactly words"""
)
"""What is asked for with "what" or "how" that says nothing of the topic: "what reasons did ..."."""

NOBODY = _words(
    """people anyone anybody someone somebody everyone everybody nobody others reporters journalists media
    press newspaper newspapers politician politicians them us"""
)
"""Those whom anything can be told to, and by."""
GENERIC = NOBODY | _words(
    """he she they it we you official officials critics experts analysts article articles paper papers news
    sources source him her one ones archive"""
)
"""Subjects that stand for nobody in particular."""

COMPARING = _words(
    "compare compared comparing comparison versus vs difference differences differ between both"
)
AND = _words("and & or vs versus with plus than")

HONORIFICS = _words("mr mrs ms miss dr sir dame lord lady madam rev reverend fr sheikh")
FEMALE = _words("mrs ms miss dame lady madam")
MALE = _words("mr sir lord")
OFFICES = _words(
    """state agriculture commerce communications culture defense economy education energy environment finance
    foreign health homeland house housing information interior intelligence justice labor labour majority
    minority national oversight press campaign security senate trade transport transportation treasury
    veterans"""
)
"""Words of titles that are none by themselves: "Defense Secretary"."""
TITLES = (
    HONORIFICS
    | OFFICES
    | _words(
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

INSTITUTION = _words(
    """ministry department university college institute institution school commission committee agency bureau
    office council board company corporation corp group inc co foundation association press news times post
    journal house senate congress court bank party center centre union network program project league club
    campaign administration government embassy parliament authority force forces service services court
    police army navy pac fund research poll survey report magazine radio tv television street league
    coalition organization organisation society federation states kingdom republic nations watch
    international media daily herald tribune team staff family officials administration enforcement studies
    responsibility hotel hospital museum resort casino airport theatre theater stadium restaurant"""
)
"""Words that no person's name ends in."""

COUNTRIES = {
    adjective: country
    for country, adjectives in (
        line.split(":")
        for line in """
        afghanistan:afghan|albania:albanian|algeria:algerian|argentina:argentine argentinian|armenia:armenian
        australia:australian|austria:austrian|azerbaijan:azerbaijani|bangladesh:bangladeshi|belarus:belarusian
        belgium:belgian|bolivia:bolivian|bosnia:bosnian|brazil:brazilian|britain:british uk|bulgaria:bulgarian
        cambodia:cambodian|canada:canadian|chile:chilean|china:chinese|colombia:colombian|croatia:croatian
        cuba:cuban|czech:czechia|denmark:danish|ecuador:ecuadorian|egypt:egyptian|england:english|estonia:estonian
        ethiopia:ethiopian|europe:european eu|finland:finnish|france:french|georgia:georgian|germany:german
        ghana:ghanaian|greece:greek|hungary:hungarian|iceland:icelandic|india:indian|indonesia:indonesian
        iran:iranian|iraq:iraqi|ireland:irish|israel:israeli|italy:italian|japan:japanese|jordan:jordanian
        kazakhstan:kazakh|kenya:kenyan|korea:korean|kosovo:kosovar|kuwait:kuwaiti|latvia:latvian|lebanon:lebanese
        libya:libyan|lithuania:lithuanian|malaysia:malaysian|mexico:mexican|moldova:moldovan|mongolia:mongolian
        morocco:moroccan|netherlands:dutch|nigeria:nigerian|norway:norwegian|pakistan:pakistani
        palestine:palestinian|peru:peruvian|philippines:philippine filipino|poland:polish|portugal:portuguese
        qatar:qatari|romania:romanian|russia:russian|saudi:saudis|scotland:scottish|serbia:serbian
        singapore:singaporean|slovakia:slovak|slovenia:slovenian|somalia:somali|spain:spanish|sudan:sudanese
        sweden:swedish|switzerland:swiss|syria:syrian|taiwan:taiwanese|thailand:thai|tunisia:tunisian
        turkey:turkish|uganda:ugandan|ukraine:ukrainian|us:american usa america|venezuela:venezuelan
        vietnam:vietnamese|wales:welsh|yemen:yemeni|zimbabwe:zimbabwean
        """.replace("\n", "|").split("|")
        if ":" in line
    )
    for adjective in adjectives.split()
    for country in [country.strip()]
}
"""Adjective (and other name) of a country to the name it goes under here."""

CITIES = _words(
    """angeles antonio carolina dakota delhi diego francisco hampshire jersey jose kong lanka leone lucia
    louis orleans paso paulo rico salvador vegas york zealand"""
)
"""Last words of places that are named in two."""
STATES = _words(
    """city state town county government governments republic commonwealth kingdom emirate islamic people's
    democratic federal of the north south east west n s new"""
)
"""What a place's name may begin with and still be that place's: "City of New York", "North Korea"."""

CAPITALS = {
    "moscow": "russia", "washington": "us", "london": "britain", "paris": "france", "berlin": "germany",
    "beijing": "china", "tehran": "iran", "kiev": "ukraine", "kyiv": "ukraine", "tokyo": "japan",
    "pyongyang": "korea", "seoul": "korea", "brussels": "europe", "ankara": "turkey", "warsaw": "poland",
    "prague": "czech", "rome": "italy", "madrid": "spain", "jerusalem": "israel", "cairo": "egypt",
    "baghdad": "iraq", "damascus": "syria", "riyadh": "saudi", "islamabad": "pakistan",
    "kabul": "afghanistan", "ottawa": "canada", "athens": "greece", "vienna": "austria",
    "budapest": "hungary", "havana": "cuba", "caracas": "venezuela", "kremlin": "russia",
    "whitehall": "britain", "delhi": "india",
    "oslo": "norway", "reykjavik": "iceland", "stockholm": "sweden", "copenhagen": "denmark",
    "helsinki": "finland", "dublin": "ireland", "lisbon": "portugal", "bern": "switzerland",
    "bucharest": "romania", "sofia": "bulgaria", "belgrade": "serbia", "zagreb": "croatia",
    "bratislava": "slovakia", "ljubljana": "slovenia", "tallinn": "estonia", "riga": "latvia",
    "vilnius": "lithuania", "hanoi": "vietnam", "bangkok": "thailand", "jakarta": "indonesia",
    "manila": "philippines", "taipei": "taiwan", "nairobi": "kenya", "abuja": "nigeria", "lima": "peru",
    "bogota": "colombia", "santiago": "chile", "beirut": "lebanon", "amman": "jordan", "doha": "qatar",
    "canberra": "australia", "brasilia": "brazil", "tbilisi": "georgia", "minsk": "belarus",
}  # fmt: skip
"""Cities, and houses, whose name stands for the government there."""
