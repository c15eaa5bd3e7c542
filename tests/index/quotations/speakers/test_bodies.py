"""Bodies as speakers: short forms, what they are called beside their names, and what is no speaker at all."""

import pytest

from tests.support.speakers import Case, check

SHORT_FORMS = [
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

CALLED = [
    Case("[[the charity, Quillan Aid,]] said no.", ("Quillan Aid",)),
    Case("[[The dockers' union HPK]] said no.", ("HPK",)),
    Case("[[A mattress firm, Slumberquill,]] said no.", ("Slumberquill",)),
    Case("[[Harbour group Stop Quillan]] said no.", ("Stop Quillan",)),
    Case("[[A spokesman for the charity, Quillan Aid,]] said no.", ()),
]

OWNED = [
    Case("[[HPK's report]] said no.", ("HPK",)),
    Case("[[The Quillan Trust’s letter to the board]] said no.", ("Quillan Trust",)),
    Case("The Quillan Trust, [[which]] said no, left.", ("Quillan Trust",)),
    Case("The plan, [[which]] said no, left.", ()),
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
    Case("Ana Ruiz left Oslo on Monday. [[The company]] said {{it was sorry}}.", ()),
]

ALL = [*SHORT_FORMS, *CALLED, *OWNED, *NO_SPEAKERS, *SPOKEN_OF_AGAIN]


@pytest.mark.parametrize("case", ALL, ids=[c.text for c in ALL])
def test_speaker(case: Case) -> None:
    check(case)
