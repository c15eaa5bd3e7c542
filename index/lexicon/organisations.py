"""Institutions, and what their heads are heads of: data only, all in lower case."""

from index.lexicon.loading import listed

# Kinds of institution; one of these in a name makes it no person's.
BODIES = listed(
    """
    academy administration agency airlines airways alliance army assembly associates association authority
    bank board brigade broadcasting bureau cabinet campaign caucus center centre chamber church club
    coalition college commission committee company confederation conference congress consortium consulate
    convention corp corp. corporation council court daily debate department division embassy enterprises
    exchange federation force forces forum foundation fund gazette government group guard guild headquarters
    herald holdings hospital house inc inc. industries institute institution intelligence international
    journal kremlin laboratory league legislature llc llp ltd ltd. magazine media military ministry mosque
    movement museum navy network networks news newspaper observatory office organisation organization pac
    pacs parliament partners partnership party pentagon police politburo post press project radio register
    republic reserve review school secretariat senate service services society studios syndicate systems team
    technologies television temple times treasury tribunal tribune trust union university weekly
    """
)

# In lower case after a name they make it a body's ("the Clinton campaign").
BODY_NOUNS = listed("camp regime transition watchdog website")

# Last words of what is a source and never a speaker ("the Grain Act", "Harbour Road").
NO_SPEAKERS = listed(
    """
    act amendment avenue bible bill charter clause code constitution directive hansard koran lane law poll
    quran road statute study survey torah treaty
    """
)

# Bodies that a name may go on from with "on", "to" or "for": "Commission on Presidential Debates".
GO_ON = listed(
    """
    alliance association board bureau campaign center centre coalition commission committee conference
    council department federation foundation fund institute ministry office organisation organization
    panel partnership
    """
)

# What one is secretary, minister or speaker of ("Secretary of State Kerry", "Minister of Mines and Energy").
OFFICES = listed(
    """
    administration affairs agriculture aging ageing air antiquities arts assembly audit aviation
    broadcasting budget business canterbury change children civil climate commerce commons communication
    communications community competition conservation constitutional consumer cooperation cooperatives
    cooperative correctional corrections council cultural culture customs defence defense development
    diaspora digital disability disaster drainage ecology economic economics economy education elections
    electricity emergency employment empowerment energy enterprise environment environmental exchequer
    family families federal finance fisheries fishery food foreign forestry forests gaming gas gender
    governance government health heritage higher highways home homeland house housing human hygiene
    immigration industrial industries industry information infrastructure inland innovation integration
    intelligence interior international investigations investment investments irrigation justice labor
    labour land lands law legal livestock local lords management manpower marine maritime media medicine
    migration minerals mineral mines mining monetary municipal national natural net oceans overseas
    parliament parliamentary parks pensions petroleum planning police political population ports power
    prisons privatisation privatization procurement protection provincial public railways reform refugees
    regional rehabilitation relations religious research resources revenue rights roads rural safety
    sanitation science secondary security senate services settlement shipping skills small social
    society solidarity space sport sports staff state states statistics steel sustainability sustainable
    tax taxation technical technology telecommunications territorial textiles tourism trade traditional
    training transformation transport transportation treasury tribal universities urban utilities
    veterans vocational war water waterways welfare wildlife women works york youth zero
    """
)

INSTITUTION = listed(
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
