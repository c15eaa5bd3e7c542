"""From a source as written to the person: one row a case, the source between square brackets."""

import re
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.article import Article
from index.quotations.speakers import resolve_speakers
from index.quotations.values import Attribution, Quotation, QuotationKind
from index.sentences import split_sentences
from index.spans import Span


class Case(NamedTuple):
    """A text with its source in double square brackets; who that is, and the role."""

    text: str
    speakers: tuple[str, ...]
    role: str | None = None


def resolve(text: str, kind: QuotationKind = QuotationKind.INDIRECT) -> Quotation:
    """The quotation whose source stands in double square brackets and whose content, if any, in braces."""
    spans: dict[str, list[Span]] = {"[[": [], "{{": []}
    plain = ""
    for part in re.split(r"(\[\[.*?\]\]|\{\{.*?\}\})", text):
        if part[:2] in spans:
            spans[part[:2]].append(Span(len(plain), len(plain) + len(part) - 4))
            part = part[2:-2]
        plain += part
    article = Article(id="a", title="", text=plain)
    attribution = Attribution(
        content=tuple(spans["{{"]), cue=None, source=spans["[["][0], kind=kind, confidence=1.0
    )
    return resolve_speakers(article, split_sentences(article), [attribution])[0]


NAMES = [
    Case("Ana Ruiz came. [[Ruiz]] said no.", ("Ana Ruiz",)),
    Case("[[Ana Ruiz]] said no.", ("Ana Ruiz",)),
    Case("The mayor, Ana Ruiz, came. [[Ms. Ruiz]] said no.", ("Ana Ruiz",), "mayor"),
    Case("[[Sen. Rand Hale, R-Ky.,]] said no.", ("Rand Hale",), "Sen."),
    Case(
        "[[Foreign Ministry spokesman Mikhail Orlov]] said no.",
        ("Mikhail Orlov",),
        "Foreign Ministry spokesman",
    ),
    Case("[[Bo Lind, Ruiz's campaign manager,]] said no.", ("Bo Lind",), "Ruiz's campaign manager"),
    Case("[[the port director, Bo Lind,]] said no.", ("Bo Lind",), "port director"),
    Case("[[One of her advisers, Bo Lind,]] said no.", ("Bo Lind",)),
    Case("[[Another delegate, Bo Lind of Porto,]] said no.", ("Bo Lind",)),
    Case("[[One late arrival, party chairwoman Nan Worth,]] said no.", ("Nan Worth",), "party chairwoman"),
    Case("Ana Ruiz came. [[Ruiz's introducer, actress Jo Lee]] said no.", ("Jo Lee",), "actress"),
    Case("[[the assailant, Bo Lind,]] said no.", ("Bo Lind",)),
    Case(
        '"No," said [[Ana Ruiz, President and CEO of Harbor Line]].',
        ("Ana Ruiz",),
        "President and CEO of Harbor Line",
    ),
    Case(
        '"No," said [[Ana Ruiz, Director of the Blue Harbor]].', ("Ana Ruiz",), "Director of the Blue Harbor"
    ),
    Case(
        '"No," said [[Ana Ruiz, Executive Director of the Global Reading Trust]].',
        ("Ana Ruiz",),
        "Executive Director of the Global Reading Trust",
    ),
    Case("Mr. of The [[man]] said no.", ()),
    Case("[[Secretary of State Ruiz]] said no.", ("Ruiz",), "Secretary of State"),
    Case("[[A spokesman for the rival app Tollo]] said no. Tollo said so.", ()),
    Case('"No." - [[State Sen. Ana Ruiz]]', ("Ana Ruiz",)),
    Case("[[Jomar Dela Cruz]] said no. Dela Cruz's sister, Maria Dela Cruz, left.", ("Jomar Dela Cruz",)),
    Case("[[the critics, Bo Lind,]] said no.", ()),
    Case("Bo Lind came. [[the company, Lind's own,]] said no.", ()),
    Case("Bo Lind came. [[LIND\u2019S BOSS]] said no.", ()),
    Case("Bo Lind came. [[a board member who supports Lind]] said no.", ()),
    Case("[[Party contender and former mayor Bo Lind]] said no.", ("Bo Lind",), "former mayor"),
    Case("[[Secretary of State and party candidate Jo Lee]] said no.", ("Jo Lee",), "party candidate"),
    Case("[[the mayor and council member Bo Lind]] said no.", ()),
    Case("[[Rep. Peter T. King of New York, a lawyer]] said no.", ("Peter T. King",), "Rep."),
    Case("[[Senator Angus King of Maine]] said no.", ("Angus King",), "Senator"),
    Case("On “The Ana Ruiz Show” a guest spoke. [[Ruiz]] said no.", ("Ana Ruiz",)),
    Case("Former AG Ruiz spoke to Ana Ruiz's son. [[AG Ruiz]] said no.", ("Ana Ruiz",), "AG"),
    Case(
        "[[Jeff Hale (D-Ore.), Ana Ruiz (D-Ohio) and Bo Lind (D-N.J.) all]] said no.",
        ("Jeff Hale", "Ana Ruiz", "Bo Lind"),
    ),
    Case("[[Quill Orsay (D-Ohio) and Sorrel Vane, R-Ky.,]] said no.", ("Quill Orsay", "Sorrel Vane")),
    Case("Ana Ruiz came. [[She and Bo Lind]] said no.", ("Ana Ruiz", "Bo Lind")),
    Case("[[They and Bo Lind]] said no.", ()),
    Case("[[a 2014 study by law professor Ana Ruiz]] said no.", ("Ana Ruiz",), "law professor"),
    Case("[[An analysis conducted by Ana Ruiz, a surgeon,]] said no.", ("Ana Ruiz",), "surgeon"),
    Case(
        "President Hale and Mr. Hale's aide met Jane Hale. [[Mr. Hale]] said no.", ("Mr. Hale",), "President"
    ),
    Case("President Hale and Mr. Hale's aide met Jane Hale. [[Mrs. Hale]] said no.", ("Jane Hale",)),
    Case("President Hale and Mr. Hale's aide met Jane Hale. [[She]] said no.", ("Jane Hale",)),
    Case("[[Donna Lee, 39, a waitress at the Crown,]] said no.", ("Donna Lee",), "waitress at the Crown"),
    Case("Timothy M. Hale came. [[Tim Hale]] said no.", ("Timothy M. Hale",)),
    Case("Pieter van der Velde came. [[Van der Velde]] said no.", ("Pieter van der Velde",)),
    Case("Syria's Karim al-Masri came. [[al-Masri]] said no.", ("Karim al-Masri",)),
    Case("Robert Hale Jr. came. [[Hale]] said no.", ("Robert Hale Jr.",)),
    Case("Anna Berg-Olsen came. [[Berg-Olsen]] said no.", ("Anna Berg-Olsen",)),
    Case("Bernard Katz came. [[Bernard]] said no.", ("Bernard Katz",)),
    Case("Ana Ruiz came to the studio.\n[[RUIZ]]: We will stay.", ("Ana Ruiz",)),
    Case("[[ANA RUIZ]]: We will stay.\nThe mayor, Ana Ruiz, left.", ("Ana Ruiz",), "mayor"),
    Case("Prime Minister Theresa May came in May. [[May]] said no.", ("Theresa May",), "Prime Minister"),
    Case("Columnist George Will came. [[Will]] said no.", ("George Will",), "Columnist"),
    Case("[[Mr. King]] said no. Larry King is a host.", ("Larry King",)),
    Case("Ana Ruiz Says Port Is Safe\n\nThe mayor spoke. [[Ruiz]] said no.", ("Ana Ruiz",)),
    Case("[[CNN's Jake Hale]] said no.", ("Jake Hale",)),
    Case("Crooked Ana Ruiz fled, he said. Ana Ruiz came. [[Ruiz]] said no.", ("Ana Ruiz",)),
    Case("Derelict Lind and Ruiz, critics say.\n\nBo Lind left. [[Lind]] said no.", ("Bo Lind",)),
    Case("Kerr Putley came. [[Putley]] said no.", ("Kerr Putley",)),
    Case("[[Ruiz's]] claim is that it sank. Ana Ruiz left.", ("Ana Ruiz",)),
    Case("[[The statement from spokeswoman Ana Ruiz]] said no.", ("Ana Ruiz",), "spokeswoman"),
    Case("Ana Ruiz left. [[Ruiz's letter to the board]] said no.", ("Ana Ruiz",)),
    Case("[[Ana Ruiz of Oslo]] said no.", ("Ana Ruiz",)),
    Case('[[Oscar "Ozzie" Hale]] said no.', ('Oscar "Ozzie" Hale',)),
]

ABROAD = [
    Case("Labour MP Jess Hale spoke. [[Ms Hale]] said no.", ("Jess Hale",), "Labour MP"),
    Case("Sir Keir Hale spoke on Monday. [[Sir Keir]] said no.", ("Keir Hale",)),
    Case("[[Det Ch Insp Ann Hale]] said no.", ("Ann Hale",), "Det Ch Insp"),
    Case("President Xu Jinming came. [[Xu]] said no.", ("Xu Jinming",), "President"),
    Case("President Karim Fattah al-Masri came. [[Masri]] said no.", ("Karim Fattah al-Masri",), "President"),
    Case("Mayor Felipe Barrón Hinojosa came. [[Barrón]] said no.", ("Felipe Barrón Hinojosa",), "Mayor"),
    Case("Mexico's Luis López Armador came. [[López Armador]] said no.", ("Luis López Armador",)),
    Case("[[Pope Leo]] said no.", ("Pope Leo",), "Pope"),
    Case("[[Queen Margrethe II]] said no.", ("Queen Margrethe II",), "Queen"),
    Case("[[U.N. Secretary-General Kim Ki-moon]] said no.", ("Kim Ki-moon",), "U.N. Secretary-General"),
    Case(
        "[[Professor Chris Hale, England's chief nurse,]] said no.", ("Chris Hale",), "England's chief nurse"
    ),
    Case(
        "The bank's chief economist, Ewa Nowak, spoke. [[Nowak]] said no.",
        ("Ewa Nowak",),
        "bank's chief economist",
    ),
    Case(
        "[[a spokeswoman for the ministry, Ana Ruiz,]] said no.",
        ("Ana Ruiz",),
        "spokeswoman for the ministry",
    ),
    Case("[[Bo Lind KC, a judge in Oslo,]] said no.", ("Bo Lind",), "judge in Oslo"),
    Case("Ana Ruiz MP spoke. [[Ms Ruiz]] said no.", ("Ana Ruiz",)),
    Case("[[Party leader Ana Ruiz-Orsay TD]] said no.", ("Ana Ruiz-Orsay",), "Party leader"),
    Case("[[Labour MS Bo Lind]] said no.", ("Bo Lind",), "Labour MS"),
    Case("Ann Hale left. PDP MLA Bo Orrin-Lind came. [[He]] said no.", ("Bo Orrin-Lind",), "PDP MLA"),
    Case("[[Harbour Safety MEC Bo Lind]] said no.", ("Bo Lind",), "Harbour Safety MEC"),
    Case("[[Harbour Company MD Quill Orsay]] said no.", ("Quill Orsay",), "Harbour Company MD"),
    Case("[[Cr Bo Lind]] said no.", ("Bo Lind",), "Cr"),
    Case("[[the Spokesman of the Stubborn Elders, Comrade Bo Lind,]] said no.", ("Bo Lind",), "Comrade"),
    Case("[[senior coroner Dr Ana Ruiz]] said no.", ("Ana Ruiz",), "senior coroner"),
    Case("[[Coxswain Quill Orsay, of the lifeboat,]] said no.", ("Quill Orsay",), "Coxswain"),
    Case("Tánaiste Quill Orsay spoke. [[Orsay]] said no.", ("Quill Orsay",), "Tánaiste"),
    Case("[[Harwick Police and Crime Commissioner Bo Lind]] said no.", ("Bo Lind",), "Crime Commissioner"),
    Case("[[Bureau of Tides forecaster Bo Lind]] said no.", ("Bo Lind",), "Bureau of Tides forecaster"),
    Case("[[FC van der Velde]] said no.", ("FC van der Velde",)),
    Case("[[Ifan ap Rhys]] said no.", ("Ifan ap Rhys",)),
    Case("Bo Lind left. Daw Khin Orsay came. [[She]] said no.", ("Khin Orsay",)),
    Case("Bo Lind of Tarn Township, [[who]] said no, left.", ("Bo Lind",)),
    Case("[[Lavrenko, the Russian foreign minister,]] said no.", ("Lavrenko",), "Russian foreign minister"),
]

SEVERAL = [
    Case("[[Ana Ruiz and Bo Lind]] said no.", ("Ana Ruiz", "Bo Lind")),
    Case("[[Ana Ruiz, Bo Lind and Kofi Mensah]] said no.", ("Ana Ruiz", "Bo Lind", "Kofi Mensah")),
    Case(
        "[[U.S. Defense Secretary Robert Hale and Secretary of State Ana Ruiz]] said no.",
        ("Robert Hale", "Ana Ruiz"),
    ),
    Case(
        "Defense chief Robert Hale and Ana Ruiz met in Oslo. [[They]] said no.", ("Robert Hale", "Ana Ruiz")
    ),
    Case("Fans of Kofi Mensah, Ana Ruiz and Bo Lind came. [[They]] sang.", ()),
    Case("[[Ana Ruiz, who worked with Bo Lind and Kofi Mensah,]] said no.", ("Ana Ruiz",)),
]

NAMESAKES = [
    Case("[[Mr. and Mrs. Ruiz]] said no.", ()),
    Case("Ana Ruiz and Luis Ruiz own the mill. [[Ruiz]] said no.", ()),
    Case("Ana Ruiz and Luis Ruiz own the mill. [[Mr. Ruiz]] said no.", ("Luis Ruiz",)),
    Case("Ana Ruiz and Luis Ruiz own the mill. [[Luis]] said no.", ("Luis Ruiz",)),
    Case("Ana Ruiz came. Her husband, Luis Ruiz, stayed home. [[Ruiz]] said no.", ("Ana Ruiz",)),
    Case("Luis Ruiz and Ana Ruiz ran. In her memoir, [[Ruiz]] said no.", ("Ana Ruiz",)),
]

PRONOUNS = [
    Case("Ana Ruiz met Bo Lind on Monday. [[She]] said no.", ("Ana Ruiz",)),
    Case("Ana Ruiz met Bo Lind on Monday. [[He]] said no.", ("Bo Lind",)),
    Case("Bo Lind spoke with Kofi Mensah on Monday. [[He]] said no.", ("Bo Lind",)),
    Case('Bo Lind left. "{{Kofi Mensah is a friend}}," [[he]] said.', ("Bo Lind",)),
    Case("Bo Lind and Kofi Mensah left. [[He]] said no.", ()),
    Case("The plan is ready. [[He]] said no.", ()),
    Case(
        "Lin Okafor, a glaciologist, came. She is tall. Okafor left. [[She]] said no.",
        ("Lin Okafor",),
        "glaciologist",
    ),
    Case("Bo Lind left. [[He]] said {{Kofi Mensah would stay}}.", ("Bo Lind",)),
    Case("[[It]] said no. Oslo waited.", ()),
    Case("Oslo has not replied, saying [[it]] expects more.", ("Oslo",)),
    Case("The Harbor Board met on Monday. [[It]] said no.", ("Harbor Board",)),
    Case("The plan cites the Harbor Board. [[It]] says no.", ()),
    Case("Luis Ruiz and Ana Ruiz met Bo Lind. Ruiz sang. [[He]] said no.", ()),
    Case("Ana Ruiz left. Here is [[her]] view of it.", ("Ana Ruiz",)),
    Case('Bo Lind sat. "I asked and [[he]] said no," Ana Ruiz recalled.', ()),
    Case("[[I]] said no. Ana Ruiz left.", ()),
    Case('"[[I]] said no," Ana Ruiz recalled.', ()),
    Case("[[We]] said no, Ana Ruiz recalled.", ()),
    Case(
        'Bo Lind sued.\n\n"No," Al Moe said. Moe, he said, is a doctor.\n\n'
        "Lind's advice earned him a hearing, where he appeared and where [[he]] said so.",
        ("Bo Lind",),
    ),
    Case(
        "Bo Lind left. Al Moe said the bridge was shut.\n\nLind's fate is unclear, but [[he]] said no.",
        ("Bo Lind",),
    ),
    Case(
        'Bo Lind sued.\n\n"No," Al Moe said. Moe, he said, is a doctor.\n\n'
        "COURTS HAVE HEARD HIM \u2014 Lind's advice earned him a hearing, where [[he]] said so.",
        ("Bo Lind",),
    ),
    Case("Bo Lind left. Al Moe said so. Lind's lawyer, Ed Fox, left. [[He]] said no.", ()),
    Case("Bo Lind left. A neighbour said so. [[He]] said no.", ()),
    Case("Bo Lind left. A man of 43 was held. [[He]] said no.", ()),
    Case("Bo Lind left. A port pilot, who was held, wept. [[He]] said no.", ()),
    Case("Bo Lind left. A woman of 43 was held. [[He]] said no.", ("Bo Lind",)),
    Case("Bo Lind left. A baker, Lind left early. [[He]] said no.", ("Bo Lind",)),
    Case(
        "Bo Lind ran. Al Moe said no.\n\nSome note that Lind \u2014 even as [[he]] says so \u2014 is ill.",
        ("Bo Lind",),
    ),
]

UNNAMED = [
    Case('Ana Ruiz swept. A patient in 4B was awake. "No," [[she]] said.', ()),
    Case("Bo Lind rowed. Lind's deckhand, a boy of nine, was leaving. [[He]] said no.", ()),
    Case(
        "Ana Ruiz rowed. A neighbor, retired clerk Al Moe, came. [[He]] said no.",
        ("Al Moe",),
        "retired clerk",
    ),
    Case("Ana Ruiz swept. Her uncle was awake. [[She]] said no.", ("Ana Ruiz",)),
    Case('"It stings," said [[the Spaniard]]. Bo Lind left.', ()),
    Case("PORTLAND \u2014 The letter was found. [[It]] says no.", ()),
    Case("[[Chef-owner Jamal Pryce]] said no.", ("Jamal Pryce",), "Chef-owner"),
]

MOURNED = [
    Case(
        "Coach Ed Hale won\n\nEd Hale died. His son Eddie Hale Jr. left. It is. It rains. [[Hale]] said no.",
        ("Ed Hale",),
        "Coach",
    ),
    Case(
        "Ed Hale, an architect, died. His son Tom Hale left.\n\nIt is shut. It rains. [[Hale]] once said no.",
        ("Ed Hale",),
        "architect",
    ),
    Case("Ed Hale, an architect, died. His son Tom Hale runs the yard. [[Hale]] said no.", ()),
    Case(
        "Ed Hale, an architect, died. [[Mr. Hale]] once said no. His son Tom Hale left.",
        ("Ed Hale",),
        "architect",
    ),
]

RELATIVES = [
    Case("Bo Lind, [[who]] said no, left.", ("Bo Lind",)),
    Case("Bo Lind, a port pilot in Oslo, [[who]] said no, left.", ("Bo Lind",), "port pilot in Oslo"),
    Case("Ana Ruiz met a man [[who]] said no.", ()),
    Case("Gov. Ana Ruiz of New Jersey, [[who]] said no, left.", ("Ana Ruiz",), "Gov."),
]

NOMINALS = [
    Case("Sen. Ana Ruiz met Bo Lind. [[The senator]] said no.", ("Ana Ruiz",), "Sen."),
    Case("Port spokesman Bo Lind came. [[The spokesman]] said no.", ("Bo Lind",), "Port spokesman"),
    Case("Sen. Ana Ruiz met Sen. Bo Lind. [[The senator]] said no.", ()),
    Case("Former mayor Ana Ruiz met President Bo Lind. [[The former president]] said no.", ()),
    Case("Ana Ruiz left. [[The officer]] said no.", ()),
    Case("Ana Ruiz left. [[Her mother]] said no.", ()),
    Case("Sen. Ana Ruiz left. [[The senator's spokesman]] said no.", ()),
    Case("Sen. Ana Ruiz left. [[The senator's letter]] said no.", ("Ana Ruiz",), "Sen."),
    Case("Ana Ruiz, 43, met Bo Lind, 27. [[The 27-year-old]] said no.", ("Bo Lind",)),
    Case("Ana Ruiz met 27-year-old Bo Lind. [[The 27-year-old]] said no.", ("Bo Lind",)),
    Case("Ana Ruiz (27) met Bo Lind, 27. [[The 27-year-old]] said no.", ()),
    Case("Ana Ruiz, 43, left. [[The 27-year-old]] said no.", ()),
    Case("Ana Ruiz, 27, met a 27-year-old. [[The 27-year-old]] said no.", ()),
    Case("Ana Ruiz met Bo Lind. [[The mother-of-two]] said no.", ("Ana Ruiz",)),
    Case("Ana Ruiz met Bo Lind. [[The grandfather-of-six]] said no.", ("Bo Lind",)),
    Case("Ana Ruiz met Jane Hale. [[The mother-of-two]] said no.", ()),
    Case("Ana Ruiz left. A woman was held. [[The mother-of-two]] said no.", ()),
    Case("A woman has won. Ana Ruiz beamed. [[The mother-of-two]] said no.", ("Ana Ruiz",)),
    Case("A mother-of-two met Ana Ruiz. [[The mother-of-two]] said no.", ()),
    Case("[[A letter seen by Bo Lind]] said no.", ()),
    Case("[[A letter written by Bo Lind]] said no.", ("Bo Lind",)),
]

BODIES = [
    Case("[[Russia's Foreign Ministry]] said no.", ("Russia's Foreign Ministry",)),
    Case(
        "Russia's Foreign Ministry spoke. [[The Foreign Ministry]] said no.", ("Russia's Foreign Ministry",)
    ),
    Case("[[Moscow]] said no.", ("Moscow",)),
    Case("[[The New York Times]] said so.", ("New York Times",)),
    Case("[[Lumen AG]] said so.", ("Lumen AG",)),
    Case("[[Forecaster Bo Lind]] said so.", ("Bo Lind",), "Forecaster"),
    Case("[[the school's headteacher, Ana Ruiz,]] said so.", ("Ana Ruiz",), "school's headteacher"),
    Case("It has hurt the nominee with the young, [[Ana Ruiz]] said, since it rained.", ("Ana Ruiz",)),
    Case("Rival Ana Ruiz came. Ana Ruiz, a baker, left. [[Ruiz]] said so.", ("Ana Ruiz",), "baker"),
    Case("[[AG Ana Ruiz]] said so.", ("Ana Ruiz",), "AG"),
    Case("Ana Ruiz ran. [[The Ruiz campaign]] said no.", ("Ruiz campaign",)),
    Case("Ana Ruiz ran. [[Ruiz's campaign]] said no.", ("Ruiz's campaign",)),
    Case("Ana Ruiz ran. [[Ruiz's allies]] said no.", ()),
    Case("The Fair Housing Agency (FHA) spoke. [[The FHA]] said no.", ("Fair Housing Agency",)),
    Case(
        "The Fair Housing Agency (FHA) spoke. By [[the FHA's]] estimate it rains.", ("Fair Housing Agency",)
    ),
    Case("[[Xinhua, the official news agency,]] said so.", ("Xinhua",)),
    Case("The Nordic Central Bank met. [[The NCB]] said no.", ("Nordic Central Bank",)),
    Case("The Nordic Central Bank met. [[The bank]] said no.", ("Nordic Central Bank",)),
    Case("[[Iranian state television]] said so.", ("Iranian state television",)),
    Case("[[Some Russian officials]] said no.", ()),
    Case("[[Officials]] said no.", ()),
    Case("[[Democrats]] said no.", ()),
    Case("[[Federal officials close to Ana Ruiz]] said no.", ()),
    Case("[[A State Department official]] said no.", ()),
    Case("[[Early results of polls by the Oslo Institute]] said so.", ()),
    Case("[[Critics of Ana Ruiz]] said no.", ()),
    Case("[[Ruiz aides]] said no. Ana Ruiz left.", ()),
    Case("[[The charge against Bo Lind]] said so.", ()),
]

HEADLINES = [
    Case("[[Ruiz]] Sees 'Old Insult' if Boats Stay Away.\n\nAna Ruiz came.", ("Ana Ruiz",)),
    Case(
        "Hale Cash Divides Ana: One Grant where Nets Fell through Here.\n\nAna Ruiz left. [[Ana]] said no.",
        ("Ana Ruiz",),
    ),
    Case(
        "Bo Lind Cash Divides Ana: One Grant where Nets Fell through Here.\n\nLind ran. [[Lind]] said no.",
        ("Bo Lind",),
    ),
    Case("PORT SHOWS STRONG RUIZ LEAD - She is ahead. Ana Ruiz came. [[Ruiz]] said no.", ("Ana Ruiz",)),
    Case("Trusting Ana Ruiz with boats is a risk. [[Ruiz]] said no.", ("Ana Ruiz",)),
]

ALL = [
    *NAMES,
    *ABROAD,
    *SEVERAL,
    *NAMESAKES,
    *PRONOUNS,
    *UNNAMED,
    *MOURNED,
    *RELATIVES,
    *NOMINALS,
    *BODIES,
    *HEADLINES,
]


@pytest.mark.parametrize("case", ALL, ids=[c.text for c in ALL])
def test_speaker(case: Case) -> None:
    found = resolve(case.text)
    assert (found.speakers, found.role) == (case.speakers, case.role)


SEED = [
    ("Russia's Foreign Ministry", 0, ("Russia's Foreign Ministry",), None),
    ("Foreign Ministry spokesman Mikhail Kamynin", 0, ("Mikhail Kamynin",), "Foreign Ministry spokesman"),
    (
        "The statement from Foreign Ministry spokesman Mikhail Kamynin",
        0,
        ("Mikhail Kamynin",),
        "Foreign Ministry spokesman",
    ),
    ("Kamynin", 1, ("Mikhail Kamynin",), "Foreign Ministry spokesman"),
    ("President Vladimir Putin", 0, ("Vladimir Putin",), "President"),
    ("Putin", 1, ("Vladimir Putin",), "President"),
    ("He", 0, ("Vladimir Putin",), "President"),
    ("They", 0, ("Robert Gates", "Condoleezza Rice"), None),
    ("Gates", 1, ("Robert Gates",), "U.S. Defense Secretary"),
    ("Moscow", 4, ("Moscow",), None),
    ("it", 0, ("Moscow",), None),
    ("Some Russian officials", 0, (), None),
]


@pytest.mark.parametrize(("source", "nth", "speakers", "role"), SEED)
def test_seed_article(
    seed_article: Article, source: str, nth: int, speakers: tuple[str, ...], role: str | None
) -> None:
    places = [m.start() for m in re.finditer(rf"\b{re.escape(source)}\b", seed_article.text)]
    start = places[nth]
    text = seed_article.text
    found = resolve(f"{text[:start]}[[{source}]]{text[start + len(source) :]}")
    assert (found.speakers, found.role) == (speakers, role)


MISSED = [
    (
        Case(
            "Campaigning in Oslo, [[he]] hardly spoke of it. President Bo Lind lost.",
            ("Bo Lind",),
            "President",
        ),
        "a pronoun that points forward is taken for nobody",
    ),
    (
        Case("Ana Ruiz and Bo Lind met in Oslo. [[The pair]] said no.", ("Ana Ruiz", "Bo Lind")),
        "of plurals only they is read",
    ),
    (
        Case(
            "Sen. Ana Ruiz came with Sen. Bo Lind of Iowa. [[The Iowa senator]] said no.",
            ("Bo Lind",),
            "Sen.",
        ),
        "what stands after a name with of is no part of the role",
    ),
]


@pytest.mark.parametrize(
    "case", [pytest.param(c, marks=pytest.mark.xfail(strict=True, reason=r)) for c, r in MISSED]
)
def test_missed(case: Case) -> None:
    found = resolve(case.text)
    assert (found.speakers, found.role) == (case.speakers, case.role)


NOBODYS = [  # the source of one quotation, the pronoun of the next, and who that is
    ("A neighbour", "He", ()),
    ("The victim, a man of 40,", "He", ()),
    ("One witness", "he", ()),
    ("The council's spokesman", "he", ()),
    ("His lawyer", "he", ()),
    ("A spokeswoman", "He", ("Bo Lind",)),
    ("Two neighbours", "He", ("Bo Lind",)),
    ("The senator", "He", ("Bo Lind",)),
    ("The company", "He", ("Bo Lind",)),
]


@pytest.mark.parametrize(("source", "pronoun", "speakers"), NOBODYS)
def test_who_speaks_without_a_name_is_no_one_else(
    source: str, pronoun: str, speakers: tuple[str, ...]
) -> None:
    text = f"Bo Lind left.\n\n{source} said so. {pronoun} said no."
    article = Article(id="a", title="", text=text)
    places = [Span(text.index(source), text.index(source) + len(source))]
    places.append(Span(text.rindex(pronoun), text.rindex(pronoun) + len(pronoun)))
    attributions = [
        Attribution(content=(), cue=None, source=place, kind=QuotationKind.DIRECT, confidence=1.0)
        for place in places
    ]
    found = resolve_speakers(article, split_sentences(article), attributions)
    assert [one.speakers for one in found] == [(), speakers]


def test_who_asks_leaves_the_answer_to_whom_was_asked() -> None:
    text = "Bo Lind came. A reporter asked about it. He said no."
    article = Article(id="a", title="", text=text)
    spans = [(Span(14, 24), Span(25, 30)), (Span(41, 43), Span(44, 48))]
    attributions = [
        Attribution(content=(), cue=cue, source=source, kind=QuotationKind.DIRECT, confidence=1.0)
        for source, cue in spans
    ]
    found = resolve_speakers(article, split_sentences(article), attributions)
    assert [one.speakers for one in found] == [(), ("Bo Lind",)]


def test_no_source_has_no_speaker() -> None:
    article = Article(id="a", title="", text="Ana Ruiz left.")
    attribution = Attribution(
        content=(Span(0, 3),), cue=None, source=None, kind=QuotationKind.DIRECT, confidence=0.5
    )
    (found,) = resolve_speakers(article, split_sentences(article), [attribution])
    assert (found.speakers, found.role, found.confidence) == ((), None, 0.5)


def test_no_attributions() -> None:
    article = Article(id="a", title="", text="Ana Ruiz left.")
    assert resolve_speakers(article, split_sentences(article), []) == []


def test_a_pronoun_is_less_sure_than_a_name() -> None:
    name = resolve("Ana Ruiz left. [[Ana Ruiz]] said no.")
    pronoun = resolve("Ana Ruiz left. [[She]] said no.")
    assert pronoun.confidence < name.confidence <= 1.0


words = st.sampled_from(
    [
        "Ana",
        "Ruiz",
        "Bo",
        "Lind",
        "Mr.",
        "Mrs.",
        "Sen.",
        "he",
        "she",
        "They",
        "it",
        "who",
        "said",
        "told",
        ",",
        ".",
        '"',
        "“",
        "”",
        "'s",
        "and",
        "the",
        "The",
        "of",
        "mayor",
        "spokesman",
        "Oslo\n",
        "",
        "",
        "",
        "Foreign",
        "Ministry",
        "FBI",
        "(",
        ")",
        "-",
        "Jr.",
        "van",
        "de",
        "al-Masri",
        "I",
        "We",
        "May",
        "Will",
        "\n",
        "É",
        "北京",
        "🙂",
        "1",
        "Officials",
        "president",
        "former",
    ]
)


@pytest.mark.parametrize("text", ["May and", "The Harwick Council or", "Officials of"])
def test_a_source_may_break_off(text: str) -> None:
    article = Article(id="a", title="", text=text)
    cut = Attribution(
        content=(Span(0, 3),), cue=None, source=Span(0, len(text)), kind=QuotationKind.DIRECT, confidence=1.0
    )
    (found,) = resolve_speakers(article, split_sentences(article), [cut])
    assert found.speakers == ()


@given(st.lists(words, max_size=40), st.data())
def test_speakers_and_roles_are_words_of_the_article(parts: list[str], data: st.DataObject) -> None:
    text = " ".join(parts)
    ends = st.integers(0, len(text))
    attributions = []
    for _ in range(data.draw(st.integers(0, 4))):
        spans = [Span(*sorted((data.draw(ends), data.draw(ends)))) for _ in range(2)]
        attributions.append(
            Attribution(
                content=(spans[0],),
                cue=None,
                source=spans[1],
                kind=data.draw(st.sampled_from(QuotationKind)),
                confidence=1.0,
            )
        )
    article = Article(id="a", title="", text=text)
    found = resolve_speakers(article, split_sentences(article), attributions)
    assert [q.source for q in found] == [a.source for a in attributions]
    for quotation in found:
        assert all(name and name in text for name in quotation.speakers)
        assert quotation.role is None or quotation.role in text
        assert 0 < quotation.confidence <= 1
    assert found == resolve_speakers(article, split_sentences(article), attributions)
