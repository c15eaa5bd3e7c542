"""What people are and do, and the words around it: data only, all in lower case."""

from index.lexicon.loading import listed

# What a person is or does, in the singular.
ROLES = listed(
    """
    academic accountant activist actor actress actuary administrator admiral adviser advisor advocate agent
    aide aide-de-camp alderwoman all-rounder ally ambassador analyst anchor anchorwoman angler anthropologist
    appellant apprentice archaeologist archbishop architect archivist arranger artist assemblyman
    assemblywoman assistant associate astronaut astronomer athlete attache attorney auditor aunt author backer
    bailiff baker bandmate banker barber barista baron baroness baronet barrister bartender bassist batsman
    batter billionaire biographer biologist bishop blogger bookkeeper bookmaker bookseller boss bosun botanist
    bowler boxer boyfriend brewer broadcaster broker brother builder bureaucrat businessman businessowner
    businessperson businesswoman butcher buyer bystander caddie cameraman campaigner candidate captain
    cardinal caretaker carpenter cashier catcher caterer celebrity cellist ceo chair chairman chairmen
    chairperson chairwoman challenger champion chancellor chef chemist chief choreographer citizen claimant
    clergyman clergywoman cleric clerk climatologist climber co-author co-chair co-chairman co-director
    co-founder co-host co-owner coach cobbler collaborator collector columnist comedian commandant commander
    commander-in-chief commentator commissioner composer comptroller conductor confidant confidante
    congressman congresswoman conservative constable consul consultant contender contractor cook coordinator
    cornerback coroner correspondent councillor councilman councilor councilwoman counsel counsellor counselor
    counterpart countess courier cousin coxswain creator cricketer criminologist critic cto curate curator
    customer cutter cyclist dancer daughter dealer dean deckhand defendant defender defenseman delegate
    democrat demographer demonstrator dentist deputy designer detective developer diplomat director dissenter
    dissident docker doctor donor dressmaker driver drummer duchess economist editor editor-in-chief educator
    electrician emeritus employee engineer entrepreneur envoy epidemiologist ethicist evangelical evangelist
    executive expert eyewitness farmer farmhand father fellow fiance fiancee filmmaker finalist financier
    firefighter fireman fisherman florist footballer forecaster foreman forward founder friend front-runner
    frontman frontrunner fullback fundraiser gamer gardener general geographer geologist girl girlfriend
    glazier goalie goalkeeper goaltender golfer governor graduate granddaughter grandfather grandmother
    grandson grocer groundskeeper guard guest guitarist guru hairdresser handler hawker head headman
    headmaster headmistress headteacher heir heiress herder hiker historian holder homeowner host hostess
    hotelier housewife hurdler husband icon imam incumbent infielder influencer insider inspector instructor
    intern inventor investigator investor janitor jockey journalist judge juror justice kicker king kingmaker
    lady landlady landlord lawmaker lawyer leader lecturer legislator liberal librarian lieutenant linebacker
    lineman linguist lobbyist lodger loyalist magistrate magnate major manager marshal matchmaker
    mathematician mayor mechanic medalist medallist mediator member meteorologist midfielder midwife
    millionaire miner minister model moderator mogul mom monk mother musician nanny native negotiator
    neighbor neighbour nephew neuroscientist newcomer niece nominee novelist nun nurse officer official
    operative operator opponent orderly organiser organizer outfielder owner paediatrician painter paralegal
    paramedic parent parliamentarian participant partner pastor patient peacemaker pediatrician pensioner
    pharmacist philanthropist philosopher photographer physician physicist pianist pilot pitcher plaintiff
    planner player playmaker playwright plumber podcaster poet policeman policewoman policymaker politician
    pollster pontiff pope predecessor prefect premier presenter president president-elect priest prime prince
    princess principal prisoner producer professor programmer prosecutor protester provost psychiatrist
    psychologist publican publicist publisher pundit quarterback queen rabbi racer rancher ranger rapper
    realtor receiver receptionist recruiter rector referee refugee registrar reliever reporter representative
    republican researcher resident restaurateur retiree reverend rider rival roofer rookie rower runner sailor
    salesman saleswoman saxophonist scholar schoolmaster schoolteacher scientist screenwriter sculptor
    secretary senator sergeant sheriff shoemaker shopkeeper shortstop showrunner singer sister skater skier
    skipper sociologist soldier solicitor son songwriter soprano speaker specialist speechmaker speechwriter
    spokesman spokesperson spokeswoman sprinter staffer stallholder star statesman stateswoman statistician
    stepdaughter stepmother steward storyteller strategist striker strongman student successor sultan
    superintendent supervisor supporter surgeon surrogate survivor swimmer tailor taster teacher teammate
    technician technologist teenager tenant theologian theorist therapist trader trainee trainer translator
    trawlerman treasurer troublemaker trucker trustee tutor tycoon umpire uncle under-secretary undersecretary
    understudy unionist vendor vet veteran veterinarian vicar victim violinist vlogger volunteer voter waiter
    waitress warden warlord watchdog watchmaker weaver welder whip whistleblower wicketkeeper widow widower
    wife winger winner witness woman worker wrestler writer youngster youtuber
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

FEMALE_ROLES = listed(
    """
    actress alderwoman anchorwoman assemblywoman aunt baroness businesswoman chairwoman congresswoman
    councilwoman countess daughter duchess girl girlfriend granddaughter grandmother heiress hostess
    housewife lady mom mother niece nun policewoman princess queen saleswoman sister spokeswoman
    stateswoman stepdaughter stepmother waitress widow wife woman
    """
)

MALE_ROLES = listed(
    """
    actor alderman anchorman archbishop assemblyman ayatollah baron bishop boy boyfriend brother
    businessman cardinal chairman congressman councilman dad duke father fisherman gentleman grandfather
    grandson husband imam king man nephew policeman pope prince salesman son spokesman statesman
    stepfather stepson uncle waiter widower
    """
)

KIN = listed(
    """
    aunt boyfriend brother brothers cousin daughter daughters father fiance fiancee girlfriend
    granddaughter grandfather grandmother grandson husband mother nephew niece partner sister sisters son
    sons spouse stepdaughter stepfather stepmother stepson uncle widow widower wife
    """
)

# Present participles that belong to a role ("acting director"), where others are verbs before it.
PRESENT_PARTICIPLES = listed(
    """
    acting advertising banking broadcasting building campaigning consulting contributing cooking
    engineering farming founding fundraising governing housing hunting incoming investigating leading
    longest-serving longest-sitting managing manufacturing marketing mining nursing operating outgoing
    planning policing polling presiding printing publishing purchasing ranking recruiting reigning
    reporting retiring rising shipping sitting sporting supervising surviving teaching top-ranking
    training visiting voting wedding working writing
    """
)

# Participles that belong to a role ("retired general"), where others are verbs before it.
PARTICIPLES = listed(
    """
    allied appointed armed celebrated combined convicted decorated disgraced elected exiled indicted
    injured jailed newly-elected renowned retired united
    """
)

# Verbs between a name and a role, which keep the role from reaching over them.
NO_MODIFIERS = listed(
    """
    added adds appointed are asked asks be been being called calls featuring had has have hired including
    interviewed is joined made makes meanwhile meets met named quoted replaced said say says tells told
    was were writes wrote
    """
)

# Verbs before a role whose bearer they are done to: "would beat Secretary Clinton".
DONE_TO = listed(
    """
    accuse accuses ask asks attacks backs beat beats blame blames blasts bring brings brought calls
    challenges choose chooses continue continues defeat defeats elect elects endorse endorses faces feel
    feels follow follows gave give gives grab grabs hammer hammers joins keep keeps let lets made make
    makes meet meets met oppose opposes pick picks praise praises push pushes replace replaces saw see
    sees send sends sent slams succeed succeeds tell tells thank thanks urge urges want wants
    """
)

# Words that end an apposition.
CLAUSE = listed(
    """
    after and as because before but said says that when where which while who whom whose
    """
)
