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

# What one is secretary, minister or speaker of ("Secretary of State Kerry").
OFFICES = listed(
    """
    agriculture assembly canterbury commerce commons culture defence defense education energy environment
    finance health house housing immigration information intelligence interior investigations justice
    labor labour lords parliament police senate staff state states trade transport transportation treasury
    veterans war welfare york
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
