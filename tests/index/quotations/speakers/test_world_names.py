"""Names of many countries, and the places that reports are sent from: one row a case, the source marked."""

import pytest

from index.articles.article import Article
from index.quotations.datelines import datelines
from index.quotations.extraction import extract_quotations
from tests.support.speakers import Case, resolve

NAMES = [
    Case("[[Opposition lawmaker So Dong-gi]] said no.", ("So Dong-gi",)),
    Case("Opposition lawmaker So Dong-gi rose. “No,” [[So]] said.", ("So Dong-gi",)),
    Case("An Min-seo, a nurse, rose. “No,” said [[An]].", ("An Min-seo",)),
    Case("He met [[No Hye-jin]], who said no.", ("No Hye-jin",)),
    Case("[[Senator Anyang' Odhiambo]] said no.", ("Anyang' Odhiambo",)),
    Case("[[Peter Anyang’ Orr]] said no.", ("Peter Anyang’ Orr",)),
    Case("[[Det Sgt Naveed Akram]] said no.", ("Naveed Akram",)),
    Case("Chief Minister Syed Murtaza Shah came. [[CM Shah]] said no.", ("Syed Murtaza Shah",)),
    Case("Bo Lind is prime minister. [[PM Lind]] said no.", ("Bo Lind",)),
    Case("[[Ruiz's neighbour, an elderly man called Warsam,]] said no.", ("Warsam",)),
    Case("[[A woman named Zuqila]] said no.", ("Zuqila",)),
]

KIM_AND_PARK = "Park Ji-won and Kim Min-ho met."

KOREANS = [
    Case(f"{KIM_AND_PARK} [[But Ji-won]] said no.", ("Park Ji-won",)),
    Case(f"{KIM_AND_PARK} [[So Min-ho]] said no.", ("Kim Min-ho",)),
    Case(f"{KIM_AND_PARK} [[When Min-ho]] said no, it rained.", ("Kim Min-ho",)),
    Case(f"{KIM_AND_PARK} [[While Ji-won]] said no, it rained.", ("Park Ji-won",)),
    Case("It sells tea. [[But Co-op]] said no.", ("Co-op",)),
    Case("It sells tea. [[The Co-op]] said no.", ("Co-op",)),
    Case("So Dong-gi rose. “No,” said [[So]].", ("So Dong-gi",)),
    Case("You Jae-min rose. They met You Jae-min. [[You Jae-min]] said no.", ("You Jae-min",)),
    Case("“In Me-too we trust,” [[Bo Lind]] said.", ("Bo Lind",)),
]

INITIALS = [
    Case("[[CS Lewis]] said no.", ("CS Lewis",)),
    Case("[[PS Vita]] said no.", ("PS Vita",)),
    Case("The cabinet secretary came. [[CS Zuqil]] said no.", ("Zuqil",)),
    Case("PS Farnak met CS Zuqil. [[CS Zuqil]] said no.", ("Zuqil",)),
    Case("Ana Ruiz came. [[MD Ruiz]] said no.", ("Ana Ruiz",)),
    Case("[[MD Ana Ruiz]] said no.", ("Ana Ruiz",)),
]

OTHERS = [
    Case("[[The brother of murdered land activist Sipho Madlala]] said no.", ()),
    Case("[[The lawyer of jailed blogger Bo Lind]] said no.", ()),
    Case("[[The widow of goalkeeper Bo Lind]] said no.", ()),
    Case("[[The lawyer for blogger Bo Lind]] said no.", ()),
    Case("[[His chief of staff Bo Lind]] said no.", ("Bo Lind",)),
    Case("[[Speaker of the House Rep. Bo Lind]] said no.", ("Bo Lind",)),
    Case("[[Chairman of the board Bo Lind]] said no.", ("Bo Lind",)),
    Case("[[Kaduna police spokesman ASP Zuqil Farnak]] said no.", ("Zuqil Farnak",)),
    Case("Bo Lind rose. [[The 38-year-old joiner]] said no.", ("Bo Lind",)),
    Case("Ana Ruiz, 38, met Jane Hale. [[The 38-year-old mother of three]] said no.", ("Ana Ruiz",)),
]

RETIRED_AND_PARTIES = [
    Case("Its chair, [[Lt. Gen. (Retd.) Zuqil Farnak]], said no.", ("Zuqil Farnak",)),
    Case("[[Col. (ret.) Zuqil Farnak]] said no.", ("Zuqil Farnak",)),
    Case("[[Maj. (Rtd.) Zuqil Farnak]] said no.", ("Zuqil Farnak",)),
    Case("[[many African-Americans]] said no.", ()),
    Case("[[Swiss-Italians]] said no.", ()),
    Case("The Kent County Republican dinner began. [[The Republican]] said no.", ()),
    Case("The Hugo County Democratic lunch began. Bo Lind rose. [[He]] said no.", ("Bo Lind",)),
]

BODIES = [
    Case("[[The Swedish company]] said no.", ()),
    Case("Lumen Oil fell. [[The Swedish carmaker]] said no.", ()),
    Case("The Swedish company Lumen Oil fell. [[The Swedish carmaker]] said no.", ("Lumen Oil",)),
    Case("Lumen Oil, a Swedish company, fell. [[The Swedish company]] said no.", ("Lumen Oil",)),
    Case("The Finnish company Nokia fell. [[The Chinese company]] said no.", ()),
    Case("The Swedish company sued Lumen Oil. [[The Swedish company]] said no.", ()),
    Case("Deutsche Bank fell. [[The Swiss bank]] said no.", ()),
    Case(
        "The Canadian company Orrin Oil sold. The buyer is a Canadian firm. [[The Canadian firm]] dug.",
        (),
    ),
    Case(
        "The Swedish company Boliden fell. The Finnish company Lumen rose. [[The Swedish company]] said no.",
        ("Boliden",),
    ),
    Case("Ana Ruiz spoke of the yen.\n\nToyoda Motor fell. [[The carmaker]] said no.", ("Toyoda Motor",)),
    Case("Corvane Resources rose. Bo Lind left. [[The miner]] said no.", ("Corvane Resources",)),
    Case("Lumen Minerals, a lithium miner, dug. [[The miner]] said no.", ("Lumen Minerals",)),
    Case("Lumen Minerals, a lithium miner, dug. Bo Pit, a miner, rose. [[The miner]] said no.", ()),
    Case("Lumen Oil, a brewer, fell. Bo Pit, a brewer of Bath, rose. [[The brewer]] said no.", ()),
    Case("[[Swedish police]] said no.", ("Swedish police",)),
    Case("[[The Iranian government]] said no.", ("Iranian government",)),
    Case("[[The Union of Cooks (UC) regional spokesperson Zuqil Farnak]] said no.", ("Zuqil Farnak",)),
    Case("The World Health Organization (WHO) met. [[WHO]] said no.", ("World Health Organization",)),
    Case("“No,” said [[WHO]].", ("WHO",)),
    Case("Lumen Oil rose. It dug. The plant grew. [[The Perth-based company]] said no.", ("Lumen Oil",)),
    Case("Bo Lind, [[who]] said no, left.", ("Bo Lind",)),
]

OWNERS = [
    Case(
        "Sir Colin Orr came. Lady Orr, the Prime Minister’s wife, left. [[The Prime Minister]] said no.", ()
    ),
    Case("Ana Ruiz, the senator's aide, left. [[The senator]] said no.", ()),
    Case("Ana Ruiz, the city's mayor, left. [[The mayor]] said no.", ("Ana Ruiz",)),
]


@pytest.mark.parametrize(
    "case", [*NAMES, *INITIALS, *KOREANS, *OTHERS, *RETIRED_AND_PARTIES, *BODIES, *OWNERS]
)
def test_speaker(case: Case) -> None:
    assert resolve(case.text).speakers == case.speakers


@pytest.mark.parametrize(
    ("paragraph", "dateline"),
    [
        ("ACCRA, Ghana (WA) — The board met.", "ACCRA, Ghana (WA) —"),
        ("SEOUL, May 3 (Yonsu) -- The board met.", "SEOUL, May 3 (Yonsu) --"),
        ("LAMU, Kenya - The board met.", "LAMU, Kenya -"),
        ("BERGEN: Astrid Lind has been offered a boat.", "BERGEN:"),
        ("SAN JOSE — The board met.", "SAN JOSE —"),
        ("VICTORIA FALLS, Zimbabwe — The board met.", "VICTORIA FALLS, Zimbabwe —"),
        ("JOHN KARLSSON — The painter died.", None),
        ("ANN LOW: The singer returns.", None),
        ("KARLSSON — The painter died. “No,” Mr Karlsson wrote.", None),
        ("LOW: The singer returns. “No,” says Ann Low.", None),
        ("RUIZ: I never saw the boat.", None),
        ("The board met in BERGEN - at last.", None),
        ("A TALE — The board met", "A TALE —"),
    ],
)
def test_datelines(paragraph: str, dateline: str | None) -> None:
    text = f"Board meets\n\n{paragraph}\n\nIt rained.\n"
    assert [place.of(text) for place in datelines(text)] == ([] if dateline is None else [dateline])


def test_several_labels_are_people_who_speak() -> None:
    assert datelines("Hearing\n\nRUIZ: The cold did it.\n\nLIND: It was mild.\n") == []


@pytest.mark.parametrize("place", ["BERGEN:", "BERGEN —", "BERGEN, Norway (NTO) -"])
def test_nobody_speaks_in_a_dateline(place: str) -> None:
    text = (
        f"Fish market stays\n\n{place} Astrid Haugland was offered a fortune for her stall. She refused.\n\n"
        "“My grandmother gutted cod on this stone,” she says.\n"
    )
    told = extract_quotations(Article(id="a", title="Fish", text=text), finder="model")
    assert {one.speaker for one in told} <= {"Astrid Haugland", None}
    assert told[-1].speaker == "Astrid Haugland"
