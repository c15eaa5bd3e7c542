"""Words that are part of no name, even where they stand in capitals: data only, all in lower case."""

from index.lexicon.loading import listed

# Capitalised at the head of a sentence or in a headline, and part of no name.
FUNCTION_WORDS = listed(
    """
    a about above absent according across actually added after again against ago all almost along already
    also although always am amid among an and another any anyone anything are around as asked at away back
    barring be because been before behind being below beneath beside besides between beyond both but by
    can certainly citing clearly considering could despite did do does doing down during each earlier
    either else elsewhere especially even eventually ever every everybody everyone everything exactly
    except few fewer finally first following for former formerly from further furthermore given had has
    have having he hence her here hers herself him himself his how however i if in including indeed
    instead into is it its itself just last later least less let like likewise many maybe me meanwhile
    might mine more moreover most much must my myself near nearly neither never nevertheless next no
    nobody none nonetheless nor not nothing now of off often on once one only onto or other others
    otherwise our ours out over own perhaps please possibly previously probably quite rather recently
    regarding said says second several shall she should similarly since so some somebody someone something
    sometimes soon speaking still such than that the their theirs them themselves then there thereafter
    therefore these they this those though three through throughout thus to together told too toward
    towards two under unfortunately unless unlike until up upon us usually very via was we well were what
    whatever when whenever where whereas wherever whether which while who whoever whom whose why will with
    within without would writing yes yet you your yours
    """
)

PREPOSITIONS = listed(
    """
    about across against alongside among around at behind between by for from in including inside into
    like near of on outside over than to toward under with within without
    """
)

CALENDAR = listed(
    """
    apr april aug aug. august christmas dec dec. december easter feb feb. february fri friday jan jan.
    january july june mar march may mon monday nov nov. november oct oct. october ramadan sat saturday
    sept sept. september sun sunday thanksgiving thu thur thurs thursday today tomorrow tonight tue tues
    tuesday wed wednesday yesterday
    """
)

# At the head of a source they say that nobody in particular is meant.
SEVERAL = listed(
    """
    a all an analysts another any both critics dozens each eight every experts few five four hundreds many
    members more most nine no officials one other others people seven several six some supporters ten
    these those thousands three two
    """
)

# Words that open sentences as sources and name nobody, though they may stand in capitals there.
COMMON = listed(
    """
    aides allies analysts article authorities campaigners cops critics data documents drivers eight emails
    executives experts fans figures five four government half immigrants insiders investigators lawmakers
    leaders majorities majority media men migrants neighbors neighbours nine officers officials one
    organizers parents parliament party people police poll polls pollsters prosecutors protesters records
    refugees report reporters reports research researchers residents rumors scientists seven six sources
    staff students studies study supporters survey surveys teachers ten three transcript two victims
    voters witnesses women workers zero
    """
)

# What somebody said or wrote, so that its author speaks in it ("the statement from Ruiz", "Ruiz's letter").
UTTERANCES = listed(
    """
    address affidavit analysis announcement article assertion blog book claim column comment comments
    declaration e-mail email essay interview lawsuit letter manifesto memo memoir message note op-ed paper
    post proclamation remark remarks report review speech statement statements study submission survey
    testimony tweet tweets warning
    """
)

# Verb forms that a subject stands before.
FINITE = listed(
    """
    added are beat began bought broke brought built called came can cast caught chose could cut dealt did
    does drew drove fell felt flew fought gave got grew had has heard held hit hung is kept knew laid led
    left lent let lost made may meant met might must paid put ran read rode rose said sang sank sat saw
    says sent set shook shot should sought spent spoke stood struck stuck swore swung taught tells thought
    threw told took wants was went were will won wore would wrote
    """
)

# Reporting verbs that a subject may follow ('..., said Ruiz').
INVERTED = listed(
    """
    added argued asked continued explained insisted noted recalled replied said says told tweeted warned
    wrote
    """
)
