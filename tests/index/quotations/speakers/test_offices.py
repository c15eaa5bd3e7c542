"""Names behind titles, ranks and offices of many countries: one row a case, the source in square brackets."""

import pytest

from tests.support.speakers import Case, check

OFFICES = [
    Case("[[Minister of Mines and Energy Tom Alwe]] said no.", ("Tom Alwe",), "Minister of Mines and Energy"),
    Case(
        "[[Minister of Trade, Industry and Competition Zuq Farn]] said no.",
        ("Zuq Farn",),
        "Minister of Trade, Industry and Competition",
    ),
    Case("[[MEC for Education, Zuqil Farnak,]] said no.", ("Zuqil Farnak",)),
    Case("[[Minister for Works, Zuqil Farnak,]] said no.", ("Zuqil Farnak",)),
    Case("[[Chairman of the Tea Growers Union Samuel Orr]] said no.", ("Samuel Orr",)),
    Case("[[CEO of the Shelter Council Ivo Lomax]] said no.", ("Ivo Lomax",), "CEO of the Shelter Council"),
    Case("[[The head of the Flood Committee (FC), Lt. Gen. Zuq Farn,]] said no.", ("Zuq Farn",), "Lt. Gen."),
    Case("[[Maseru DA Zuqil Farnak]] said no.", ("Zuqil Farnak",)),
    Case("[[Ward 7 councillor Bo Lind]] said no.", ("Bo Lind",), "councillor"),
    Case("[[Minister of Natural Resources]] said no.", ()),
]


RANKS = [
    Case("[[Major-Gen Zuqil Farnak]] said no.", ("Zuqil Farnak",), "Major-Gen"),
    Case("[[Police spokesperson Lt-Col Ana Ruiz]] said no.", ("Ana Ruiz",), "Police spokesperson Lt-Col"),
    Case("[[Vice-Chancellor Prof Ade Orr]] said no.", ("Ade Orr",), "Vice-Chancellor"),
    Case("[[Deputy Health Minister (Dr.) Zuqil Farnak]] said no.", ("Zuqil Farnak",)),
    Case("[[Col (ret.) Zuqil Farnak]] said no.", ("Zuqil Farnak",)),
    Case("[[Chief (Mrs) Ana Ruiz]] said no.", ("Ana Ruiz",)),
    Case("[[Deputy Health Minister]] said no.", ()),
]


HONORIFICS = [
    Case("[[Datuk Seri Zuqil Farnak]] said no.", ("Zuqil Farnak",), "Datuk"),
    Case("[[Dato' Seri Haji Ahmad Orr]] said no.", ("Ahmad Orr",), "Dato' Seri"),
    Case("[[Tan Sri Lim Orr]] said no.", ("Lim Orr",)),
    Case("[[Sri Mulyani Orr]] said no.", ("Sri Mulyani Orr",)),
    Case("[[Ntate Khotso Orr]] said no.", ("Khotso Orr",), "Ntate"),
    Case("“No,” said [[Engr. Zuqil Farnak]].", ("Zuqil Farnak",), "Engr."),
    Case("[[Maître Olivier Orr]] said no.", ("Olivier Orr",), "Maître"),
    Case("[[Procureur Yasmine Orr]] said no.", ("Yasmine Orr",), "Procureur"),
    Case("[[H.E. Mariam Orr]] said no.", ("Mariam Orr",), "H.E."),
    Case("[[Adv Zuqil Farnak SC]] said no.", ("Zuqil Farnak",), "Adv"),
    Case("[[Don Orsay]] said no.", ("Don Orsay",)),
    Case("[[Don Miguel Orsay]] said no.", ("Miguel Orsay",), "Don"),
    Case("[[Gov. Earl Ray Orsay]] said no.", ("Earl Ray Orsay",), "Gov."),
    Case("[[Passenger Ellen Orr]] said no.", ("Ellen Orr",)),
    Case("[[Churchwarden Colin Orr]] said no.", ("Colin Orr",), "Churchwarden"),
    Case("He left. [[Hettie Farnak Orr]] said no.", ("Hettie Farnak Orr",)),
]


NICKNAMES = [
    Case("[[Zuqil “Zu” Farnak]] said no.", ("Zuqil “Zu” Farnak",)),
    Case('[[Robert C. "Bobby" Orr]] said no.', ('Robert C. "Bobby" Orr',)),
    Case("[[Dwayne ‘The Rock’ Orr]] said no.", ("Dwayne ‘The Rock’ Orr",)),
    Case("Zuqil “Zu” Farnak came. [[Zu]] said no.", ("Zuqil “Zu” Farnak",)),
    Case('Robert C. "Bobby" Orr came. [[Bobby Orr]] said no.', ('Robert C. "Bobby" Orr',)),
]


PAPERS = [
    Case("Ana Ruiz left. [[Speaking to the Daily Mail Ruiz]] said no.", ("Ana Ruiz",)),
    Case("Bo Lind left. In the Harbour Post [[Lind]] said no.", ("Bo Lind",)),
]


ALL = [*OFFICES, *RANKS, *HONORIFICS, *NICKNAMES, *PAPERS]


@pytest.mark.parametrize("case", ALL, ids=[c.text for c in ALL])
def test_the_name_is_told_from_what_stands_before_it(case: Case) -> None:
    check(case)
