"""The reporting verbs and the small words around them: data only."""

from index.lexicon.loading import listed

VERBS = listed(
    """
    accept accuse acknowledge add address admire admit advise advocate affirm agree aim air alert allege
    allow announce answer anticipate apologise apologize appeal appear applaud apprise approve argue ask
    assail assert assume assure attack attempt attest aver avow back balk ban bark beg begin believe
    bellow bemoan berate bewail blame blast boast brag brand brief broach broadcast calculate call
    campaign caption cast castigate caution celebrate certify challenge champion chant characterise
    characterize charge chastise cheer chide chime choose chronicle circulate cite claim clarify
    classify command commend comment communicate compare complain concede conclude concur condemn
    confess confirm consider contemplate contend contest continue convey convince counter crack credit
    criticise criticize cry decide declare decline decry deem defend deliver demand demonstrate denounce
    deny depict deplore deride describe despise detail determine direct disagree disclose discuss
    dismiss dispute distrust divulge document doubt dub echo elaborate email emphasise emphasize
    encourage endorse enjoy enquire envision equate establish estimate exclaim expect explain expound
    express favor favour fear feel figure file find focus forecast foresee forget fume gasp go goad
    grant grill gripe grumble guess hail hate headline heckle highlight hint hit hope hypothesize
    identify illustrate imagine implore imply indicate inform inquire insist instruct intend interject
    interrupt interview invoke issue jeer joke judge know label lambast lambaste lament laud laugh leak
    learn like liken list lobby love maintain mandate mean mention mock murmur muse mutter name nominate
    note notify object observe offer opine oppose order outline paint pass persuade pick pipe plan plead
    pledge point poll ponder portray posit post postulate praise pray predict prefer press print
    proclaim prod profess prohibit project promise pronounce propose protest prove publish push put
    query question quip quiz quote rage rail raise rant rate rave read reaffirm realise realize rebuff
    rebuke rebut recall reckon recognise recognize recommend recount refer reference reflect refuse
    refute regret reiterate reject relay release remark remember remind repeat reply report request
    require respect respond retort retweet reveal ridicule rip roar rule rumor rumour say scoff scold
    scream see seek seem share shoot shout show shrug sigh sign signal slam slap snap sneer sound speak
    speculate spill state stipulate stress style submit sue suggest summarise summarize support survey
    suspect swear sympathize talk taunt tease tell term testify thank theorise theorize think threaten
    thunder title tout trust try tweet underline underscore understand unload update urge vent venture
    verify view voice volunteer vote vow want warn welcome whisper wisecrack wonder worry write yell
    """
)

# Past and participle; the participle is "" where it is the past's form.
IRREGULAR: dict[str, tuple[str, str]] = {
    "begin": ("began", "begun"), "broadcast": ("broadcast", ""), "cast": ("cast", ""),
    "choose": ("chose", "chosen"), "draw": ("drew", "drawn"), "feel": ("felt", ""),
    "find": ("found", ""), "forecast": ("forecast", ""), "foresee": ("foresaw", "foreseen"),
    "forget": ("forgot", "forgotten"), "give": ("gave", "given"), "go": ("went", "gone"),
    "hit": ("hit", ""), "know": ("knew", "known"), "leak": ("leaked", ""), "make": ("made", ""),
    "mean": ("meant", ""), "plead": ("pleaded", ""), "put": ("put", ""), "read": ("read", ""),
    "say": ("said", ""), "see": ("saw", "seen"), "seek": ("sought", ""), "shoot": ("shot", ""),
    "show": ("showed", "shown"), "sing": ("sang", "sung"), "speak": ("spoke", "spoken"),
    "swear": ("swore", "sworn"), "tell": ("told", ""), "think": ("thought", ""),
    "understand": ("understood", ""), "write": ("wrote", "written"),
}  # fmt: skip

# Verbs whose last letter is doubled before "ed" and "ing".
DOUBLED = listed(
    """
    admit ban beg brag chat commit confer dub grin hit nod pin plan prod quip rebut refer rip slam slap
    snap sob submit tip
    """
)

# Small words by what they do in a sentence.
PRONOUNS = listed("he i it she they we who you")
SUBJECTS = listed("he i it she there they we you")
CONJUNCTIONS = listed("and but nor or so yet")
SUBORDINATORS = listed(
    """
    after although as because before except how if once plus since than that though unless until what
    when where whereas whether which while who whom whose why
    """
)
RELATIVES = listed("that which who")
DETERMINERS = listed(
    """
    a all an another any both each every few five four her his its many more most my no one other our
    several some such that the their these this those three two your
    """
)
PREPOSITIONS = listed(
    """
    about across after against alongside amid among around at before behind besides between beyond by
    despite during following for from in inside into near of on outside over since through throughout to
    toward towards under until upon via with within without
    """
)
OF_SAYING = listed(
    """
    afterward afterwards again also and earlier further here how later online recently soon there this thus
    today together tomorrow tonight when while yesterday
    """
)
"""With prepositions, what may begin what stands between a cue and its colon: "he wrote later that day:"."""
BE = listed("'s am are aren't be been being is isn't was wasn't were weren't")
MODALS = listed(
    """
    can can't cannot could couldn't may might must mustn't shall should shouldn't will won't would
    wouldn't
    """
)
HAVE = listed("did didn't do does doesn't don't had hadn't has hasn't have haven't having")
HELPERS = BE | MODALS | HAVE | {"to"}
NEGATIONS = listed("aren't didn't doesn't don't hadn't hasn't haven't isn't never not wasn't")
ADVERBS = listed(
    """
    again all already also always both elsewhere even ever first further instead just later long much
    never not now often once only perhaps rather since sometimes soon still then thus too twice
    """
)
TIMES = listed(
    """
    afternoon afterward afterwards ago april august december earlier evening february friday january
    july june last later march may monday month morning next night november october online past recently
    saturday september sunday this thursday today tomorrow tonight tuesday wednesday week weekend year
    yesterday
    """
)
FINITE = (
    BE
    | MODALS
    | HAVE
    | listed(
        """
    became began believes broke brought came chose comes drew drove fell felt flew gave gets goes got
    grew held hit kept knew knows led left looks lost made makes met needs paid put ran remains rose
    said sat saw says seems sent set sold spent spoke stood takes taught thinks thought threw told took
    understood wants went won wore wrote
    """
    )
)
WH = listed("how if what when where whether which who why")
OBJECTS = listed("her herself him himself itself me myself ourselves them themselves us yourself")
ADDRESSED = listed(
    """
    advise ask assure beg caution challenge convince encourage implore inform instruct invite notify
    order persuade press remind tell urge warn
    """
)
LEADS_WITH_TO = listed("allude appeal listen look object point react refer reply respond")
PLAINLY_SAID = listed(
    """
    add announce answer conclude continue declare note post read recall remark reply report say state
    tell tweet write
    """
)
SPOKEN = listed(
    """
    add acknowledge admit advise allege announce answer argue ask assert boast caution claim clarify comment
    complain concede conclude confess confirm contend continue counter declare deny describe disclose echo
    emphasise emphasize exclaim explain inform insist interject joke lament maintain mention note observe
    pledge post predict proclaim promise protest quip quote read recall recount reiterate remark repeat reply
    report respond retort reveal say shout state stress suggest tell testify tweet urge vow warn whisper
    write yell
    """
)
"""Verbs of somebody's own words, spoken or written; others of VERBS tell thought, deed or stance too."""
EXPRESSES = listed(
    """
    convey express give have issue make put raise reiterate repeat share signal take voice
    """
)
CLAIMS = listed(
    """
    accusation accusations allegation allegations argument arguments assertion assertions assumption
    belief charge charges claim claims complaint complaints conclusion contention evidence fact facts
    idea ideas notion notions possibility predictions report reports rumor rumors rumour rumours
    speculation suggestion suggestions theories theory warnings
    """
)
HEADLINE_SPEAKERS = listed(
    """
    adviser aide aides ambassador analyst analysts boss campaign ceo chairman chancellor chief coach
    commissioner court critics director doctor doctors economist economists envoy expert experts family
    governor judge king kremlin lawmaker lawmakers lawyer lawyers mayor minister ministers mp mps
    official officials pentagon police poll polls pope premier president prosecutor prosecutors queen
    report researchers scientists secretary senator senators source sources spokesman spokesperson
    spokeswoman study survey union unions witness witnesses
    """
)
NO_SPEAKERS = listed(
    """
    a abstract also analysis answer background box breaking by campaign caption chapter check claim claims
    column comment con cons contact context correction cost credit date debate editing editor editorial
    election email episode exclusive explained explainer fact factbox facts faq faqs first follow gallery
    guide happened here how image images interview line listen live location loser losers matters more myth
    note obituary opinion part phone photo photos podcast posted preview price pro profile pros published q
    question quotes race rating read reality recap recipe related report-card reporting result results
    review roundup score season second see source sources status step subscribe summary tags takeaway text
    third time timeline topics transcript trump-clinton truth update updated updates verdict via video
    warning watch weather what when where who why winner winners written
    """
)

# Of each rule, how sure it is of content and source together: intercept and slope that make the
# logit of its cue's likelihood a confidence, fitted on PolNeAR train. Rules without a verb have no slope.
CONFIDENCE: dict[str, tuple[float, float]] = {
    "quote<": (0.72, 0.56),
    "quote>": (-0.17, 0.71),
    "left<": (0.56, 0.53),
    "clause>": (-0.23, 0.71),
    "phrase>": (-0.43, 0.67),
    "as<": (0.57, 0.49),
    "according": (1.60, 0.0),
    "labelled": (2.00, 0.0),
}

FILLERS = listed(
    """a an the that this these those it its of in to at by for from with and or as any anything something
    everything all ever also please me us you i so then there exactly actually really publicly recently
    once again yet just ok okay hi hello hey show find give list get tell know want like need can let's
    lets latest newest we my some more else not no never n't but if than too very far anyone anybody someone
    somebody everyone everybody nobody he she they much many into out up"""
)
"""Words that never decide whether a passage bears on a question."""
