"""Words that tell names, bodies, places and roles apart: data only, all in lower case."""

from index.quotations.genders import Gender


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


# Stand after a surname and are none.
SUFFIXES = _set(
    """
    ii iii iv jr jr. sr sr. v
    """
)

# Letters after a name that are none of it ("Tom Hale KC").
LETTERS = frozenset(
    {
        "CBE",
        "FRS",
        "JP",
        "KBE",
        "KC",
        "MBE",
        "MD",
        "MEP",
        "MLA",
        "MP",
        "MS",
        "MSP",
        "OBE",
        "PhD",
        "QC",
        "SC",
        "TD",
    }
)

# Small words between or before the capitalised words of one name.
PARTICLES = _set(
    """
    ab af al ap av ben bin bint binti da das de del della den der di dos du e el ferch ibn la le ten ter van
    von y zu
    """
)

# Kinds of institution; one of these in a name makes it no person's.
BODIES = _set(
    """
    academy administration agency airlines airways alliance army assembly associates association
    authority bank board brigade broadcasting bureau cabinet campaign caucus center centre chamber
    church club coalition college commission committee company confederation conference congress
    consortium consulate convention corp corp. corporation council court daily debate department
    division embassy enterprises exchange federation force forces forum foundation fund gazette
    government group guard headquarters herald holdings hospital house inc inc. industries institute
    institution intelligence international journal kremlin laboratory league legislature llc llp ltd
    ltd. magazine media military ministry mosque movement museum navy network networks news newspaper
    observatory office organisation organization pac pacs parliament partners partnership party pentagon
    police politburo post press project radio register reserve review school secretariat senate service
    services society studios syndicate systems team technologies television temple times treasury
    tribunal tribune trust union university weekly
    """
)

# What one is secretary, minister or speaker of ("Secretary of State Kerry").
OFFICES = _set(
    """
    agriculture assembly canterbury commerce commons culture defence defense education energy environment
    finance health house housing immigration information intelligence interior investigations justice labor
    labour lords parliament police senate staff state states trade transport transportation treasury
    veterans war welfare york
    """
)

# In lower case after a name they make it a body's ("the Clinton campaign").
BODY_NOUNS = _set(
    """
    camp regime transition watchdog website
    """
)

# Countries, states, big cities and what stands for them in the news.
PLACES = _set(
    """
    afghanistan africa alabama alaska albania algeria america angola ankara argentina arizona arkansas
    armenia asia athens atlanta australia austria azerbaijan baghdad bahrain baltimore bangladesh
    beijing beirut belarus belgium berlin bolivia bosnia boston botswana brazil britain brooklyn
    brussels bulgaria burma cairo california cambodia cameroon canada caracas caribbean chechnya chicago
    chile china cleveland colombia colorado connecticut crimea croatia cuba cyprus d.c. damascus darfur
    delaware denmark detroit dubai dublin e.u. ecuador egypt england estonia ethiopia eu europe finland
    florida france gaza geneva georgia germany ghana greece guantanamo guatemala haiti hanoi havana
    hawaii helsinki holland hollywood honduras houston hungary iceland idaho illinois india indiana
    indonesia iowa iran iraq ireland islamabad israel istanbul italy jakarta jamaica japan jerusalem
    johannesburg kabul kansas karachi kashmir kazakhstan kentucky kenya kiev korea kosovo kuwait kyiv
    laos latvia lebanon libya lisbon lithuania liverpool london louisiana luxembourg madrid maine
    malaysia manchester manhattan manila maryland massachusetts mexico miami michigan milan milwaukee
    minneapolis minnesota mississippi missouri moldova mongolia montana montreal morocco moscow mumbai
    munich myanmar nairobi namibia nato nebraska nepal netherlands nevada nicaragua niger nigeria norway
    oakland ohio oklahoma oman oregon oslo ottawa pakistan palestine panama paraguay paris pennsylvania
    peru philadelphia philippines phoenix pittsburgh poland portugal prague pyongyang qatar quebec
    richmond riyadh romania rome russia rwanda sacramento saudi scotland seattle seoul serbia singapore
    slovakia slovenia somalia spain stockholm sudan sweden switzerland sydney syria taiwan tajikistan
    tampa tanzania tehran tennessee texas thailand tibet tokyo toronto tunisia turkey turkmenistan u.k.
    u.n. u.s u.s. uganda uk ukraine uruguay us usa utah uzbekistan vatican venezuela vermont vienna
    vietnam virginia wales warsaw washington wisconsin wyoming yemen yugoslavia zagreb zambia zimbabwe
    """
)

# Last words of the names of places.
AREAS = _set(
    """
    avenue bay beach borough city county creek district harbour hill hills island islands lane village park
    peninsula province region river road square state street township valley
    """
)

# Peoples, languages and faiths.
DEMONYMS = _set(
    """
    afghan african albanian algerian american arab argentine armenian asian australian austrian
    azerbaijani bangladeshi belarusian belgian black bolivian bosnian brazilian british bulgarian
    cambodian canadian catholic chechen chilean chinese colombian croatian cuban czech danish dutch
    egyptian english estonian ethiopian european evangelical finnish french georgian german greek
    haitian hindu hispanic hungarian icelandic indian indonesian iranian iraqi irish islamic islamist
    israeli italian jamaican japanese jewish jordanian kenyan korean kurdish kuwaiti latin latino
    latvian lebanese libyan lithuanian macedonian malaysian mexican mongolian mormon moroccan muslim
    nigerian norwegian orthodox pakistani palestinian peruvian philippine polish portuguese protestant
    roman romanian russian rwandan scottish serbian shia shiite sikh slovak slovenian somali soviet
    spanish sudanese sunni swedish swiss syrian taiwanese thai tibetan tunisian turkish ugandan
    ukrainian venezuelan vietnamese welsh yemeni zimbabwean
    """
)

# One person of a people, who is nobody by name.
NATIONALS = _set(
    """
    argentinian aussie brit briton croat dane dutchman dutchwoman englishman englishwoman filipina filipino
    finn frenchman frenchwoman irishman irishwoman kiwi londoner new-yorker parisian pole scot scotsman serb
    spaniard swede texan turk welshman welshwoman
    """
)

CALENDAR = _set(
    """
    apr april aug aug. august christmas dec dec. december easter feb feb. february fri friday jan jan.
    january july june mar march may mon monday nov nov. november oct oct. october ramadan sat saturday
    sept sept. september sun sunday thanksgiving thu thur thurs thursday today tomorrow tonight tue tues
    tuesday wed wednesday yesterday
    """
)

# Capitalised at the head of a sentence or in a headline, and part of no name.
FUNCTION_WORDS = _set(
    """
    a about above absent according across actually added after again against ago all almost along
    already also although always am amid among an and another any anyone anything are around as asked at
    away back barring be because been before behind being below beneath beside besides between beyond
    both but by can certainly citing clearly considering could despite did do does doing down during
    each earlier either else elsewhere especially even eventually ever every everybody everyone
    everything exactly except few fewer finally first following for former formerly from further
    furthermore given had has have having he hence her here hers herself him himself his how however i
    if in including indeed instead into is it its itself just last later least less let like likewise
    many maybe me meanwhile might mine more moreover most much must my myself near nearly neither never
    nevertheless next no nobody none nonetheless nor not nothing now of off often on once one only onto
    or other others otherwise our ours out over own perhaps please possibly previously probably quite
    rather recently regarding said says second several shall she should similarly since so some somebody
    someone something sometimes soon speaking still such than that the their theirs them themselves then
    there thereafter therefore these they this those though three through throughout thus to together
    told too toward towards two under unfortunately unless unlike until up upon us usually very via was
    we well were what whatever when whenever where whereas wherever whether which while who whoever whom
    whose why will with within without would writing yes yet you your yours
    """
)

PREPOSITIONS = _set(
    """
    about across against alongside among around at behind between by for from in including inside into
    like near of on outside over than to toward under with within without
    """
)

# At the head of a source they say that nobody in particular is meant.
SEVERAL = _set(
    """
    a all an analysts another any both critics dozens each eight every experts few five four hundreds
    many members more most nine no officials one other others people seven several six some supporters
    ten these those thousands three two
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
TITLES = _set(
    """
    activist actor actress adm adm. admiral adviser advisor ag alderman amb. ambassador analyst anchor
    archbishop assemblyman assemblywoman assistant attorney author ayatollah baron baroness billionaire
    bishop brother businessman businesswoman candidate capt capt. captain cardinal ceo cfo ch chair
    chairman chairmen chairperson chairwoman chancellor chief cllr cmdr cmdr. co-chair co-chairman
    co-founder coach col col. colonel columnist comedian commander commissioner comptroller comrade
    congressman congressmen congresswoman constable coo corporal correspondent councillor councilman
    councilor councilwoman counsel count countess cpl. dame dc dci dcs deacon del. delegate democrat
    democratic democrats deputy det det. detective di director doctor doctors dr dr. ds duchess duke
    earl economist editor emir emperor envoy ex-minister ex-president father founder fr. gen gen.
    general generals gov gov. governor governors govs. historian hon. host imam insp insp. inspector
    journalist judge judges justice justices king lady lawmaker lawyer leader lieutenant lord lt lt. maj
    maj. major manager marshal mayor mep messrs messrs. minister ministers miss moderator mogul
    monsignor mp mr mr. mrs mrs. ms ms. msgr msgr. msp mx mx. nominee officer pastor pc pollster pope
    premier president president-elect presidents prince princess private prof prof. professor professors
    prosecutor pvt. queen rabbi rep rep. reporter representative reps. republican republicans rev rev.
    reverend scientist secretary sen sen. senator senators sens. sergeant sgt sgt-maj sgt. shah sheik
    sheikh sheriff singer sir sister solicitor speaker spokesman spokesperson spokeswoman staff
    strategist sultan superintendent supt supt. taoiseach td tory treasurer vice-president whip wpc
    acc acp alhaja alhaji archdeacon barrister brig brigadier cdr coun coxswain cr cto daw dcc dcp dgp dig
    eng engr fr frau garda hajia herr madame mme monsieur shri smt u igp magistrate malam mallam maulana
    mca md mec mla mna mpp sho sp ssp tanaiste tánaiste viscount viscountess
    """
)

# Titles that are surnames after a given name ("Howard Dean").
TITLES_AND_SURNAMES = _set(
    """
    baron bishop brother coach counts dean duke earl judge justice king lord major marshal marshall pope
    priest prince shah
    """
)

FEMALE_ROLES = _set(
    """
    actress alderwoman anchorwoman assemblywoman aunt baroness businesswoman chairwoman congresswoman
    councilwoman countess daughter duchess girl girlfriend granddaughter grandmother heiress hostess
    housewife lady mom mother niece nun policewoman princess queen saleswoman sister spokeswoman
    stateswoman stepdaughter stepmother waitress widow wife woman
    """
)

MALE_ROLES = _set(
    """
    actor alderman anchorman archbishop assemblyman ayatollah baron bishop boy boyfriend brother
    businessman cardinal chairman congressman councilman dad duke father fisherman gentleman grandfather
    grandson husband imam king man nephew policeman pope prince salesman son spokesman statesman
    stepfather stepson uncle waiter widower
    """
)

# What a person is or does, in the singular.
ROLES = _set(
    """
    academic accountant activist actor actress actuary administrator admiral adviser advisor advocate
    agent aide aide-de-camp alderwoman ally ambassador analyst anchor anchorwoman anthropologist
    archaeologist archbishop architect arranger artist assemblywoman assistant associate astronaut
    astronomer athlete attache attorney auditor aunt author backer baker banker baron baroness barrister
    bartender batsman billionaire biographer biologist bishop blogger bookmaker bookseller boss bowler
    boxer boyfriend broker brother builder bureaucrat businessman businessowner businessperson
    businesswoman butcher buyer candidate captain cardinal caretaker carpenter cashier catcher caterer
    celebrity cellist ceo chair chairman chairmen chairperson chairwoman challenger champion chancellor
    chef chemist chief choreographer citizen clergyman clergywoman cleric clerk climatologist co-author
    co-chair co-chairman co-director co-founder co-host co-owner coach collaborator collector columnist
    comedian commandant commander commander-in-chief commentator commissioner composer comptroller
    conductor confidant confidante congressman congresswoman conservative constable consultant contender
    contractor coordinator correspondent councillor councilman councilor councilwoman counsel counsellor
    counselor counterpart countess cousin creator cricketer criminologist critic curator cyclist dancer
    daughter dealer dean defender delegate democrat demographer dentist deputy designer detective
    developer diplomat director dissenter dissident doctor donor dressmaker driver drummer duchess
    economist editor editor-in-chief educator electrician emeritus employee engineer entrepreneur envoy
    epidemiologist ethicist evangelical evangelist executive expert eyewitness farmer father fellow
    fiance fiancee filmmaker financier firefighter fireman fisherman florist footballer foreman forward
    founder friend front-runner frontrunner fundraiser gamer gardener general geographer geologist girl
    girlfriend goalkeeper golfer governor graduate granddaughter grandfather grandmother grandson grocer
    guard guest guitarist guru hairdresser head heir heiress historian holder host hostess hotelier
    housewife husband icon imam incumbent influencer insider inspector instructor intern inventor
    investigator investor janitor jockey journalist judge justice king kingmaker lady lawmaker lawyer
    leader lecturer legislator liberal librarian lieutenant linguist lobbyist loyalist magnate major
    manager marshal matchmaker mathematician mayor mechanic medalist medallist mediator member
    meteorologist midfielder midwife millionaire miner minister model moderator mogul mom monk mother
    musician nanny native negotiator neighbor neighbour nephew neuroscientist niece nominee novelist nun
    nurse officer official operative operator opponent organiser organizer owner painter paralegal
    paramedic parent participant partner pastor patient peacemaker pediatrician philanthropist
    philosopher photographer physician physicist pianist pilot pitcher planner player playmaker
    playwright plumber podcaster poet policeman policewoman policymaker politician pollster pope
    predecessor premier presenter president president-elect priest prime prince princess principal
    prisoner producer professor programmer prosecutor protester provost psychiatrist psychologist
    publicist publisher pundit quarterback queen rabbi racer rancher ranger rapper realtor receptionist
    recruiter referee refugee registrar reporter representative republican researcher resident
    restaurateur retiree reverend rider rival runner sailor salesman saleswoman scholar scientist
    screenwriter sculptor secretary senator sergeant sheriff shoemaker shopkeeper singer sister skater
    skier skipper sociologist soldier solicitor son songwriter speaker specialist speechmaker
    speechwriter spokesman spokesperson spokeswoman sprinter staffer star statesman stateswoman
    statistician stepdaughter stepmother strategist striker strongman student successor sultan
    superintendent supervisor supporter surgeon surrogate survivor swimmer teacher technician
    technologist teenager theologian theorist therapist trader trainee trainer translator treasurer
    troublemaker trustee tycoon umpire uncle under-secretary undersecretary understudy vet veteran
    veterinarian vicar victim violinist vlogger volunteer voter waiter waitress warden warlord watchdog
    watchmaker welder whip whistleblower widow widower wife winner witness woman worker wrestler writer
    youngster
    all-rounder assemblyman assemblywoman bailiff bandmate barista bassist bookkeeper botanist brewer
    broadcaster caddie cameraman campaigner caretaker consul cornerback coroner coxswain cto curate
    deckhand defendant defenseman demonstrator farmhand forecaster frontman fullback goalie goaltender
    groundskeeper headmaster headmistress headteacher homeowner infielder kicker landlady landlord
    linebacker lineman magistrate orderly outfielder paediatrician pharmacist plaintiff receiver rector
    reliever shortstop showrunner teammate tenant trucker unionist wicketkeeper winger youtuber
    """
)

# Ends of role words outside the list ("archivist", "glaciologist").
ROLE_ENDINGS = (
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

# Verb forms that a subject stands before.
FINITE = _set(
    """
    added are beat began bought broke brought built called came can cast caught chose could cut dealt
    did does drew drove fell felt flew fought gave got grew had has heard held hit hung is kept knew
    laid led left lent let lost made may meant met might must paid put ran read rode rose said sang sank
    sat saw says sent set shook shot should sought spent spoke stood struck stuck swore swung taught
    tells thought threw told took wants was went were will won wore would wrote
    """
)

# Reporting verbs that a subject may follow ('..., said Ruiz').
INVERTED = _set(
    """
    added argued asked continued explained insisted noted recalled replied said says told tweeted warned
    wrote
    """
)

# Verbs between a name and a role, which keep the role from reaching over them.
NO_MODIFIERS = _set(
    """
    added adds appointed are asked asks be been being called calls featuring had has have hired
    including interviewed is joined made makes meanwhile meets met named quoted replaced said say says
    tells told was were writes wrote
    """
)

# Verbs before a role whose bearer they are done to: "would beat Secretary Clinton".
DONE_TO = _set(
    """
    accuse accuses ask asks attacks backs beat beats blame blames blasts bring brings brought calls
    challenges choose chooses continue continues defeat defeats elect elects endorse endorses faces feel
    feels follow follows gave give gives grab grabs hammer hammers joins keep keeps let lets made make makes
    meet meets met oppose opposes pick picks praise praises push pushes replace replaces saw see sees send
    sends sent slams succeed succeeds tell tells thank thanks urge urges want wants
    """
)

# Present participles that belong to a role ("acting director"), where others are verbs before it.
PRESENT_PARTICIPLES = _set(
    """
    acting advertising banking broadcasting building campaigning consulting contributing cooking engineering
    farming  founding fundraising governing housing hunting incoming
    investigating leading longest-serving longest-sitting managing manufacturing marketing mining nursing
    operating outgoing planning policing polling presiding printing publishing purchasing ranking
    recruiting reigning reporting retiring rising shipping sitting sporting supervising surviving teaching
    top-ranking training visiting voting wedding working writing
    """
)

# Participles that belong to a role ("retired general"), where others are verbs before it.
PARTICIPLES = _set(
    """
    allied appointed armed celebrated combined convicted decorated disgraced elected exiled indicted
    injured jailed newly-elected renowned retired united
    """
)

# Words that end an apposition.
CLAUSE = _set(
    """
    after and as because before but said says that when where which while who whom whose
    """
)

# What somebody said or wrote, so that its author speaks in it ("the statement from Ruiz", "Ruiz's letter").
UTTERANCES = _set(
    """
    address affidavit analysis announcement article assertion blog book claim column comment comments
    declaration e-mail email essay interview lawsuit letter manifesto memo memoir message note op-ed paper
    post proclamation remark remarks report review speech statement statements study submission survey
    testimony tweet tweets warning
    """
)

KIN = _set(
    """
    aunt boyfriend brother brothers cousin daughter daughters father fiance fiancee girlfriend
    granddaughter grandfather grandmother grandson husband mother nephew niece partner sister sisters
    son sons spouse stepdaughter stepfather stepmother stepson uncle widow widower wife
    """
)

# First words of places of two words ("New Jersey", "South Carolina", "San Jose").
PLACE_HEADS = _set(
    """
    abu addis buenos cape costa east el fort great hong kuala lake las long los mount new north palm
    port puerto rhode rio san santa sao saudi silicon south sri tel united west
    """
)

# Words that open sentences as sources and name nobody, though they may stand in capitals there.
COMMON = _set(
    """
    aides allies analysts article authorities campaigners cops critics data documents drivers eight
    emails executives experts fans figures five four government half immigrants insiders investigators
    lawmakers leaders majorities majority media men migrants neighbors neighbours nine officers
    officials one organizers parents parliament party people police poll polls pollsters prosecutors
    protesters records refugees report reporters reports research researchers residents rumors
    scientists seven six sources staff students studies study supporters survey surveys teachers ten
    three transcript two victims voters witnesses women workers zero
    """
)

# Titles that go with a given name alone and stay with it ("Pope Francis").
REGNAL = _set(
    """
    emperor empress king pope prince princess queen saint sultan
    """
)

# Titles that say less than any apposition does.
HONORIFICS = _set(
    """
    alhaja alhaji cllr coun cr dr dr. eng engr fr fr. hajia malam mallam maulana prof prof. professor rev
    rev. reverend
    """
)
