"""Bodies as speakers: short forms, what they are called beside their names, and what is no speaker at all."""

import pytest

from tests.support.speakers import Case, check

SHORT_FORMS = [
    # Somebody of a body whose initials stand in brackets.
    Case(
        "[[The Harbour Union of Pilots (HUP) secretary-general Bo Lind]] said no.",
        ("Bo Lind",),
        "secretary-general",
    ),
    Case("[[The Pier Trust (PT) chair, Bo Lind,]] said no.", ("Bo Lind",)),
    Case("[[Pier Trust (PT) president Bo Lind, 40,]] said no.", ("Bo Lind",), "president"),
    Case("[[The Pier Trust (PT) president]] said no to Bo Lind.", ()),
    Case("[[The Pier Trust's (PT) spokesman]] said no.", ()),
    Case("[[The Pier Trust (PT)]] said no to Bo Lind.", ("Pier Trust",)),
    # A body whose name stands behind what it does.
    Case("[[The company that runs the airport, Orel Holdings,]] said no.", ("Orel Holdings",)),
    Case("[[The union that represents pilots, Skyline Crew,]] said no.", ("Skyline Crew",)),
    Case("[[The lobby group for farmers, Green Acre,]] said no.", ("Green Acre",)),
    Case("[[A bank with 40 branches, Pell Trust,]] said no.", ("Pell Trust",)),
    Case("[[A spokeswoman for the firm that runs the port, Orel Holdings,]] said no.", ()),
    Case("[[The boss of a company, Orel Holdings,]] said no.", ()),
    Case("The Harbour Times printed it on Monday. [[The Times]] said no.", ("Harbour Times",)),
    Case(
        "The Harbour Times printed it. The Lindport Times did not. [[The Times]] said no.",
        ("Times",),
    ),
    Case("Quillan Foods sold it. [[Quillan]] said no.", ("Quillan Foods",)),
    Case("Orsay Rovers lost. [[Orsay]] said the pitch was wet.", ("Orsay Rovers",)),
    Case("He left Orsay Rovers in Orsay. [[Orsay]] said no.", ("Orsay",)),
    Case("Quillan Motor Co. sold it. [[Quillan Motor]] said no.", ("Quillan Motor Co.",)),
    Case("[[The Guild of Harbour Cooks]] said no.", ("Guild of Harbour Cooks",)),
    Case("[[The Commission on Tidal Power]] said no.", ("Commission on Tidal Power",)),
    Case("[[The commission]] said no. The Commission on Monday left.", ()),
    Case("[[The Alliance to Reclaim Harbours]] said no.", ("Alliance to Reclaim Harbours",)),
]

LONG_NAMES = [
    Case("[[The Lind Center for Justice]] said no.", ("Lind Center for Justice",)),
    Case("[[the Department of Justice]] said no.", ("Department of Justice",)),
    Case("[[The Orsay Press Secretary]] said no.", ()),
    Case("[[The Harbour Workers of Quillan]] said no.", ("Harbour Workers of Quillan",)),
    Case("[[The Veterans of Tidal Wars]] said no.", ("Veterans of Tidal Wars",)),
    Case("[[Parents for Clean Water]] said no.", ("Parents for Clean Water",)),
    Case("[[The Club for Tides]] said no.", ("Club for Tides",)),
    Case("[[The Club]] said no for Orsay.", ("Club",)),
    Case(
        "[[The House Committee on Science, Space and Technology]] said no.",
        ("House Committee on Science, Space and Technology",),
    ),
    Case("[[The Committee on Science]], Space Ltd. and Ana Ruiz said no.", ("Committee on Science",)),
]

PAPERS = [
    Case("It was so, according to [[the Lindport Star]].", ("Lindport Star",)),
    Case("It was so, said [[the Orsay Union Leader]].", ("Orsay Union Leader",)),
    Case("It was so, said [[the Harbour Observer]].", ("Harbour Observer",)),
    Case("[[The Harbour Times newspaper]] said no.", ("Harbour Times",)),
    Case("[[The liberal Harbour Gazette tabloid]] said no.", ("Harbour Gazette",)),
    Case("[[Opera Star]] said no.", ()),
    Case("[[The newspaper]] said no.", ()),
]

CALLED = [
    Case("[[the charity, Quillan Aid,]] said no.", ("Quillan Aid",)),
    Case("[[The dockers' union HPK]] said no.", ("HPK",)),
    Case("[[A mattress firm, Slumberquill,]] said no.", ("Slumberquill",)),
    Case("[[Harbour group Stop Quillan]] said no.", ("Stop Quillan",)),
    Case("[[A spokesman for the charity, Quillan Aid,]] said no.", ()),
    Case("[[the event organizer Pier Alliance]] said no.", ("Pier Alliance",)),
    Case("[[the bond insurer Orsay Holdings]] said no.", ("Orsay Holdings",)),
]

OWNED = [
    Case("[[HPK's report]] said no.", ("HPK",)),
    Case("[[The Quillan Trust’s letter to the board]] said no.", ("Quillan Trust",)),
    Case("The Quillan Trust, [[which]] said no, left.", ("Quillan Trust",)),
    Case("The plan, [[which]] said no, left.", ()),
    Case("The Quillan Trust in Turkey, [[which]] said no, left.", ("Quillan Trust",)),
    Case("A plan of the Quillan Trust and Bo Lind in Turkey, [[which]] said no, left.", ()),
    Case("[[Presidential candidate Ana Ruiz's campaign]] said no.", ("Ana Ruiz's campaign",)),
    Case("[[Republican nominee Bo Lind’s campaign]] said no.", ("Bo Lind’s campaign",)),
    Case("[[Republican nominee Bo Lind’s aide]] said no.", ()),
]

DOCUMENTS = [
    Case("[[The HPK report]] said no.", ("HPK",)),
    Case("[[A Harbour Gazette analysis of tides]] found none.", ("Harbour Gazette",)),
    Case("[[a new report by the Quillan Trust]] said no.", ("Quillan Trust",)),
    Case("[[A report released in May by the Quillan Trust]] said no.", ("Quillan Trust",)),
    Case("[[A 46-page complaint filed by the Tide Commission last week]] says so.", ("Tide Commission",)),
    Case("[[a report Tuesday from the Tide Commission]] said no.", ("Tide Commission",)),
    Case("[[a count of ferries by the Tide Commission]] found ten.", ("Tide Commission",)),
    Case("[[A forecast by the consulting firm Orsay Partners]] said no.", ("Orsay Partners",)),
    Case(
        "[[A study by Orsay University and the Quillan Institute]] said no.",
        ("Orsay University", "Quillan Institute"),
    ),
    Case("[[a story in the Harbour Gazette]] said no.", ("Harbour Gazette",)),
    Case("[[A page on the Quillan Trust's website]] says so.", ("Quillan Trust",)),
    Case("[[One Stop Quillan Group ad]] says so.", ("Stop Quillan Group",)),
    Case("[[The Quillan Trust's Facebook page]] says so.", ("Quillan Trust",)),
    Case("[[a survey conducted by the Quillan Institute]] found few.", ("Quillan Institute",)),
    Case("[[A Feb. 1 letter from the Quillan Trust]] said no.", ("Quillan Trust",)),
    Case("[[a Wednesday editorial in The Harbour Gazette]] said no.", ("Harbour Gazette",)),
    Case("[[a May 2 Quillan Trust report]] said no.", ("Quillan Trust",)),
    Case("[[a study by The Tide Commission]] found ten.", ("Tide Commission",)),
    Case("[[the latest data available from the Tide Commission]] show ten.", ("Tide Commission",)),
    Case("[[a Wednesday letter]] said no.", ()),
    # what is not shown to be a body's own words
    Case("[[a Facebook post]] said no.", ()),
    Case("[[A report of an attack by the Harbour Guard]] said no.", ()),
    Case("[[emails obtained by the Harbour Gazette]] said no.", ()),
    Case("[[a memo by an adviser at the Quillan Trust]] said no.", ()),
    Case("[[a letter from the Quillan Trust's auditor]] said no.", ()),
    Case("[[a Quillan Institute poll]] found few.", ()),
    Case("[[A Quillan Institute survey of ten towns]] found few.", ()),
    Case("[[an Oslo report]] said no.", ()),
    Case("[[Quillan Trust records]] show it.", ()),
]

TAKEN_UP = [
    Case(
        "The Harbour Council issued a statement on Monday. [[The statement]] said {{tides fell}}.",
        ("Harbour Council",),
    ),
    Case(
        "Ana Ruiz saw a report by the Quillan Trust. It is long. [[The report]] says {{tides fell}}.",
        ("Quillan Trust",),
    ),
    Case(
        "Bo Lind found a letter. Ana Ruiz met Orsay Foods. [[The report]] says {{tides fell}}.",
        (),
    ),
]

CAMPAIGNS = [
    Case(
        "Ana Ruiz spoke in Lindport. Ruiz's team left. [[The Ruiz camp]] said {{it would}}.",
        ("Ruiz camp",),
    ),
    Case("The Ruiz campaign grew. [[Ruiz's team]] said {{it would}}.", ("Ruiz campaign",)),
    Case("Ana Ruiz's campaign grew. [[The Ruiz camp]] said {{it would}}.", ("Ana Ruiz's campaign",)),
    Case("Ana Ruiz spoke. [[Her campaign]] said {{it would}}.", ("Ana Ruiz's campaign",)),
    Case("Ana Ruiz spoke. The Ruiz campaign grew. [[Her campaign]] said {{no}}.", ("Ruiz campaign",)),
    Case("Ana Ruiz spoke. [[Her office]] said {{it would}}.", ("Ana Ruiz's office",)),
    Case("Ana Ruiz's state forest service grew. [[Ruiz's service]] said {{no}}.", ("Ruiz's service",)),
    Case("The tide rose. [[His campaign]] said {{it would}}.", ()),
    Case("Ana Ruiz's campaign manager left. [[The tide]] said {{no}}.", ()),
]

FORCES = [
    Case("Quillan police came. [[Police]] said {{he ran}}.", ("Quillan police",)),
    Case(
        "A man at the Lindport Police Department left. [[the police]] said no.",
        ("Lindport Police Department",),
    ),
    Case("A Quillan police officer came. [[Police]] said {{he ran}}.", ("Quillan police",)),
    Case(
        "Quillan police came. The Quillan Police Service left. [[Police]] said no.",
        ("Quillan Police Service",),
    ),
    Case("Quillan police came. Lindport police left. [[Police]] said no.", ()),
    Case("[[Police]] said no. Quillan police came.", ()),
    Case("Police came. Police left. [[Police]] said no.", ()),
    Case('"Quillan police came," he said. [[Police]] said no.', ()),
    Case("Quillan police came. [[Two police officers]] said no.", ()),
]

NO_SPEAKERS = [
    Case("[[The Harbour Reform Act]] says no.", ()),
    Case("[[The Constitution]] says no.", ()),
    Case("[[The hoardings along Old Temple Road]] say no.", ()),
    Case("[[Q]]: Why not?", ()),
    Case("Ana Ruiz and Bo Ruiz left. [[The Ruizes]] said no.", ()),
    Case("Quillan Ltd. filed it. [[The poll]] says no.", ()),
    Case("Quillan Ltd. filed it. [[The report]] says no.", ()),
]

SPOKEN_OF_AGAIN = [
    Case(
        "Quillan Ltd., a shipping company, will close a dock.\n\n[[The company]] said {{it was sorry}}.",
        ("Quillan Ltd.",),
    ),
    Case(
        "The Harbour Gazette printed a letter on Monday.\n\n[[The newspaper]] said {{it was sorry}}.",
        ("Harbour Gazette",),
    ),
    Case(
        "Quillan said it would close a dock. Quillan, a shipping company, said it was old. Ships come daily, "
        "Quillan said.\n\n[[The company]] said {{it was sorry}}.",
        ("Quillan",),
    ),
    Case("Ana Ruiz left Oslo on Monday. [[The company]] said {{it was sorry}}.", ()),
    Case(
        "Orsay Motor, a carmaker, will close. Orsay Motor said so. Orsay Motor is old.\n\n"
        "[[The company]] said {{it was sorry}}.",
        ("Orsay Motor",),
    ),
]

ALL = [
    *SHORT_FORMS, *LONG_NAMES, *PAPERS, *CALLED, *OWNED, *DOCUMENTS, *TAKEN_UP, *CAMPAIGNS, *FORCES,
    *NO_SPEAKERS, *SPOKEN_OF_AGAIN,
]  # fmt: skip


@pytest.mark.parametrize("case", ALL, ids=[c.text for c in ALL])
def test_speaker(case: Case) -> None:
    check(case)
