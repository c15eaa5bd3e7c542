"""Sources that hold a name, a person's or a body's: one row a case, the source between square brackets."""

import pytest

from tests.support.speakers import Case, check

NAMES = [
    # A name that somebody without one goes by.
    Case(
        "Boats came. [[Another resident, who identified himself simply as Baba Tunde,]] said no.",
        ("Baba Tunde",),
    ),
    Case("Boats came. [[A trader, who gave her name only as Amina,]] said no.", ("Amina",)),
    Case("Boats came. [[One mother,]] who asked to be identified only as Grace, said no.", ("Grace",)),
    Case("Boats came. [[A man who would only be called Musa]] said no.", ("Musa",)),
    Case("Boats came. [[A woman who goes by the name of Ada Obi]] said no.", ("Ada Obi",)),
    Case("Boats came with Ada Obi. [[A woman who identified the boat as hers]] said no.", ()),
    Case("Boats came. [[A woman who introduced Ada Obi]] said no.", ()),
    Case("Boats came. [[A voter who identified as Democrat]] said no.", ()),
    Case("Boats came. [[A guard, who refused to be named,]] said no to Ada Obi.", ()),
    # The family name first, two of one family.
    Case(
        "A court cleared Park Ji-won. Park wept. Park Chan-dae cheered. [[Park Ji-won]] left.",
        ("Park Ji-won",),
    ),
    Case("A court cleared Park Ji-won. [[Park]] said no. Park Chan-dae cheered.", ("Park Ji-won",)),
    Case("Orban Zsolt left. Orban wept. Then Orban Kinga came. [[Orban]] said no.", ("Orban Kinga",)),
    Case("Park Ji-won and Park Chan-dae met. [[Park]] said no.", ()),
    Case(
        "Advocate Bo Lind spoke. He was born to Mary and Zuq Lind. [[Adv Lind]] said no.", ("Bo Lind",), "Adv"
    ),
    Case(
        "Bo Lind rowed. He was born to Mary and Zuq Lind. It rained. It snowed. It froze. [[Lind]] said no.",
        ("Bo Lind",),
    ),
    Case("[[A spokeswoman for the operator, Celtic Lines,]] said no.", ()),
    Case("Mother-of-three Jade Lind disagreed. [[Lind]] said no.", ("Jade Lind",)),
    Case("[[Supervisor of Elections Susan Brent]] said no.", ("Susan Brent",), "Supervisor of Elections"),
    Case("[[Minister for Finance Donal Lind]] said no.", ("Donal Lind",), "Minister for Finance"),
    Case("George Will wrote it. Citing the war, [[Will]] urged them to stay.", ("George Will",)),
    Case("[[The chief executive, Ludlow Finch,]] said no.", ("Ludlow Finch",), "chief executive"),
    Case("Artist Zuleika Frome hit back. [[Frome]] said no.", ("Zuleika Frome",), "Artist"),
    Case("The bank shut. [[A customer, Peter Lind,]] said no.", ("Peter Lind",)),
    Case("Gardeners came. [[One of them, Peter Lind,]] said no.", ("Peter Lind",)),
    Case("Ana Ruiz wrote it. [[Her co-author and husband, Bo Ruiz,]] said no.", ("Bo Ruiz",)),
    Case("[[The mayor and his deputy, Bo Lind,]] said no.", ()),
    Case("[[A company, Harbor Line,]] said no.", ("Harbor Line",)),
    Case("[[Oslo-based Jo Lind]] said no.", ("Jo Lind",)),
    Case("On Monday [[Ruiz]] said no.", ("Ruiz",)),
    Case("Last March [[Ruiz]] said no.", ("Ruiz",)),
    Case("In June Ruiz's house [[Lind]] said no.", ("Lind",)),
    Case("Some put \u201cWilayat Harbor,\u201d as a joke, on it. Then [[Harbor]] said no.", ("Harbor",)),
    Case("Bo Lind came. His son Bo Lind Jr. came, too. [[Lind]] said no.", ("Bo Lind",)),
    Case("Bo Lind Jr. came. [[Bo Lind]] said no.", ("Bo Lind",)),
    Case("Rep. Bo Lind came. His father, Bo Lind Sr., built it. [[Lind]] said no.", ("Bo Lind",), "Rep."),
    Case("Bo Lind Jr. came. [[Mr. Lind]] said no.", ("Bo Lind Jr.",)),
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


SPELLINGS = [
    Case("Ana McClenney came. [[McLenney]] said no.", ("Ana McClenney",)),
    Case("Kristin Walden sang. Walden ran. Kristen Walden left. [[Walden]] said no.", ("Kristin Walden",)),
    Case("Hillary Clayton came. [[Hilary Clayton]] said no.", ("Hillary Clayton",)),
    Case("Marian Lind met Marion Lind. [[Marion Lind]] said no.", ("Marion Lind",)),
    Case("Jon Lind came. [[Jan Lind]] said no.", ("Jan Lind",)),
    Case("Bo Hanson came. [[Hansen]] said no.", ("Bo Hanson",)),
]
"""Two spellings of one person's name; two people who are named together are two."""

NAMESAKES = [
    Case("Bo Lind III came. Bo Lind Jr. did not. [[The elder Lind]] said no.", ("Bo Lind Jr.",)),
    Case("Bo Lind III came. Bo Lind Jr. did not. [[The younger Lind]] said no.", ("Bo Lind III",)),
    Case("Bo Lind came. Bo Lind Jr. did not. [[The elder Lind]] said no.", ("Bo Lind",)),
    Case("Tom Harper came. [[The Harpers]] said no.", ()),
    Case("Ana Corbett came. [[The Corbetts]] said no.", ()),
    Case("Ana Lind sang. Lind ran. Her mother, Eva, cooks. Eva Lind sang. Lind left. [[Lind]] said no.", ()),
    Case(
        "Bo Lind came. Lind's father, Amos Lind, did not. [[The elder Lind]] said no.",
        ("Amos Lind",),
        "Lind's father",
    ),
    Case("Bo Lind came with his son Al Lind. [[The younger Lind]] said no.", ("Al Lind",), "son"),
    Case("Bo Lind came. So did Al Lind. [[The elder Lind]] said no.", ()),
    Case(
        "Sir Colin and Lady Harper gave evidence. Colin Harper, 70, sat. [[Lady Harper]] said no.",
        ("Lady Harper",),
    ),
    Case("Mayor Dan Reyes came with Ana Reyes. [[Reyes]] said he would resign.", ("Dan Reyes",), "Mayor"),
    Case("King Harald sailed. Prince Harald rowed. [[King Harald]] said no.", ("King Harald",), "King"),
    Case("[[Mr. and Mrs. Ruiz]] said no.", ()),
    Case("Ana Ruiz and Luis Ruiz own the mill. [[Ruiz]] said no.", ()),
    Case("Ana Ruiz and Luis Ruiz own the mill. [[Mr. Ruiz]] said no.", ("Luis Ruiz",)),
    Case("Ana Ruiz and Luis Ruiz own the mill. [[Luis]] said no.", ("Luis Ruiz",)),
    Case("Ana Ruiz came. Her husband, Luis Ruiz, stayed home. [[Ruiz]] said no.", ("Ana Ruiz",)),
    Case("Luis Ruiz and Ana Ruiz ran. In her memoir, [[Ruiz]] said no.", ("Ana Ruiz",)),
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


ALL = [*NAMES, *ABROAD, *SEVERAL, *SPELLINGS, *NAMESAKES, *MOURNED, *BODIES, *HEADLINES]


@pytest.mark.parametrize("case", ALL, ids=[c.text for c in ALL])
def test_speaker(case: Case) -> None:
    check(case)
