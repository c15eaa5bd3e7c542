"""Words that questions are read by: data only, all in lower case without dots.

What is *not* here is who can be asked about: those names and roles come from the archive itself.
"""

from index.lexicon.loading import listed

ASKING = listed("what whats what's which how why where when whether")
WHO = listed("who whos who's whom whose whoever")
AUXILIARIES = listed(
    """do does did has have had is are was were be been being will would can could may might shall should must
    didn't doesn't don't hasn't haven't hadn't isn't aren't wasn't weren't won't wouldn't can't couldn't
    didnt doesnt dont hasnt havent wasnt wouldnt couldnt 'd 's 'll"""
)
ABOUT = listed("about on regarding concerning re over around towards toward against")
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

SOFT_VERBS = listed(
    """say says said saying tell tells told telling talk talks talked talking speak speaks spoke spoken
    speaking think thinks thought thinking feel feels felt state states stated comment comments commented
    commenting remark remarks remarked mention mentions mentioned mentioning answer answers answered discuss
    discusses discussed address addresses addressed quote quotes quoted express expresses expressed believe
    believes believed respond responds responded react reacts reacted reply replies replied see sees make
    makes made give gives gave view views viewed describe describes described go went write writes wrote
    written put"""
)
"""Verbs that ask for anything a person said; a verb that is not here ("deny") is part of what is asked."""

NEUTRAL_VERBS = listed(
    """
    add announce argue ask assert claim confirm contend declare emphasise emphasize explain insist maintain
    note observe point proclaim read recall recount reiterate repeat report reveal stress suggest
    """
)
"""Verbs that tell little more than that something was said: who "claimed" it may as well have "said" it."""

SAYING_NOUNS = listed(
    """quote quotes quotation quotations statement statements remark remarks comment comments opinion opinions
    view views position positions stance stances take takes thought thoughts reaction reactions response
    responses word words saying sayings answer answers line tweet tweets"""
)

POLITE = listed(
    """please know want tell show find give list get need remind let search look see wonder wondering curious
    thanks thank cheers sorry hi hello hey well great hmm alright idea interested whether could help possibly
    perhaps maybe trying able bye goodbye thx"""
)
"""What people begin with that is no part of a question."""

FIRST_PERSON = listed("i i'm im i've i'd we we're we've my our")
WORK = listed(
    """am are been have writing working doing researching looking checking fact-checking editing preparing
    story piece article report profile essay thesis paper column question quick here's about into"""
)
"""What people do, and on what, before they come to their question: "I'm writing a story on ..."."""

PLACES_OF_WORDS = listed(
    """passage passages place places part parts sentence sentences article articles interview interviews story
    stories time times moment moments instance instances example examples there true
    correct fact"""
)
"""Where words stand: "is there a place where ..."."""

WHATEVER = listed("everything anything whatever something all things thing stuff words")
"""What stands for "what" before a name and a verb: "everything Gates said"."""

KINDS = listed(
    """many much often times time kind kinds sort sorts type types thing things reason reasons explanation
    explanations argument arguments else example examples point points way ways exact exactly words"""
)
"""What is asked for with "what" or "how" that says nothing of the topic: "what reasons did ..."."""

NOBODY = listed(
    """people anyone anybody someone somebody everyone everybody nobody others reporters journalists media
    press newspaper newspapers politician politicians them us"""
)
"""Those whom anything can be told to, and by."""
GENERIC = NOBODY | listed(
    """he she they it we you official officials critics experts analysts article articles paper papers news
    sources source him her one ones archive"""
)
"""Subjects that stand for nobody in particular."""

COMPARING = listed(
    "compare compared comparing comparison versus vs difference differences differ between both"
)
AND = listed("and & or vs versus with plus than")
