"""Sources without a name: pronouns and what people are called instead; one row a case, as for names."""

import pytest

from index.analysis.sentences import split_sentences
from index.articles.article import Article
from index.quotations.extraction import extract_quotations
from index.quotations.quotation import Attribution, QuotationKind
from index.quotations.speakers.resolve import resolve_speakers
from index.spans import Span
from tests.support.speakers import Case, check

PRONOUNS = [
    # An office by its initials.
    Case(
        "Education Cabinet Secretary Bo Lind spoke. [[The CS]] said no.",
        ("Bo Lind",),
        "Education Cabinet Secretary",
    ),
    Case(
        "Prime Minister Bo Lind met former prime minister Al Moe. [[The PM]] said no.",
        ("Bo Lind",),
        "Prime Minister",
    ),
    Case("Bo Lind, the attorney general, spoke. [[The AG]] said no.", ("Bo Lind",), "attorney general"),
    Case("Prime Minister Bo Lind met Prime Minister Al Moe. [[The PM]] said no.", ()),
    Case("It rained. [[The PM]] said no.", ()),
    Case("After Lucy Tan won, it was Ana Bell who led the side. [[She]] said no.", ("Ana Bell",)),
    Case("Since Bo Lind came, it is Al Moe that runs the mill. [[He]] said no.", ("Al Moe",)),
    Case("Minister Al Moe left. Bo Lind rowed. {{The minister will be asked}}, [[he]] said.", ("Bo Lind",)),
    Case("Mayor Ana Ruiz came. Ana Moe sang. The mayor of Oslo left. [[She]] said no.", ("Ana Moe",)),
    Case(
        'Al Moe left. It rained. Asked if he would stay, Bo Lind shook his head. "No," [[he]] said.',
        ("Bo Lind",),
    ),
    Case("The developer, Bo Lind of Lind Fuels, rowed. [[He]] said no.", ("Bo Lind",), "developer"),
    Case(
        "Senator Bo Lind left. Al Moe was there. The senator rowed. [[He]] said no.", ("Bo Lind",), "Senator"
    ),
    Case("Senator Bo Lind left. Senator Al Moe, too. The senator rowed. [[He]] said no.", ()),
    Case("The paper, [[whose editor, Peter Moe,]] said no, sold well.", ("Peter Moe",)),
    Case(
        "It fell to Kofu Mardle, 52, again. He sang. They gave it to Ambo Frome, 31, then. [[She]] said no.",
        ("Ambo Frome",),
    ),
    Case(
        "Bo Lind's wife, Helen Lind, who is his guide, rowed. [[She]] said no.",
        ("Helen Lind",),
        "Bo Lind's wife",
    ),
    Case("Joan Moe rowed. Her sister, Barb, slept. [[She]] said no.", ("Barb",), "sister"),
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
    Case(
        "Bo Lind left. Al Moe said so. Lind's lawyer, Ed Fox, left. [[He]] said no.",
        ("Ed Fox",),
        "Lind's lawyer",
    ),
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


RELATIVES = [
    Case("The song was led by Bo Lind, 88, [[who]] said no.", ("Bo Lind",)),
    Case("Bo Lind, [[who]] said no, left.", ("Bo Lind",)),
    Case("Bo Lind, a port pilot in Oslo, [[who]] said no, left.", ("Bo Lind",), "port pilot in Oslo"),
    Case("Ana Ruiz met a man [[who]] said no.", ()),
    Case("Gov. Ana Ruiz of New Jersey, [[who]] said no, left.", ("Ana Ruiz",), "Gov."),
]


NOMINALS = [
    Case("Ana Ruiz left Bo Lind, an agent for the singer confirms to us. [[The agent]] said no.", ()),
    Case(
        "Ana Ruiz left Bo Lind, an agent for the singer. [[The agent]] said no.",
        ("Bo Lind",),
        "agent for the singer",
    ),
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
    Case("Bo Lind left. Ana Ruiz rose.\n\nShe was upset.\n\n[[The 27-year-old]] said no.", ()),
    Case("Bo Lind left.\n\nAna Ruiz rose.\n\n“No,” said [[the 27-year-old]].", ("Ana Ruiz",)),
    Case("Bo Lind left.\n\nPaul Orr rose.\n\n“No,” said [[the father-of-two]].", ("Paul Orr",)),
    Case("Bo Lind left.\n\nAna Ruiz rose.\n\n“No,” said [[the father-of-two]].", ("Bo Lind",)),
    Case("Ana Ruiz left.\n\nPaul Orr, 61, rose.\n\n“No,” said [[the 27-year-old]].", ()),
    Case("Ana Ruiz rose.\n\nA neighbour came.\n\n“No,” said [[the 27-year-old]].", ()),
    Case("Pope Clement spoke. “No,” said [[the pontiff]].", ("Pope Clement",), "Pope"),
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


_AT_LENGTH = " Ruiz left. Ruiz came again. Ruiz sat.\n\nRuiz said it was late.\n\nRuiz said she would go.\n\n"

NOWHERE_TOLD = [  # who is called what the article does not say they are, and what forbids it
    Case(f"Ana Ruiz spoke. Ruiz said no.{_AT_LENGTH}[[The senator]] said no.", ("Ana Ruiz",)),
    Case(f"Ana Ruiz spoke. Ruiz said no.{_AT_LENGTH}[[The candidate]] said no.", ("Ana Ruiz",)),
    Case(f"Ana Ruiz spoke. Ruiz said no.{_AT_LENGTH}[[The Vermont senator]] said no.", ("Ana Ruiz",)),
    Case(f"Businesswoman Ana Ruiz spoke. Ruiz said no.{_AT_LENGTH}[[The Vermont senator]] said no.", ()),
    Case(f"Texas mayor Ana Ruiz spoke. Ruiz said no.{_AT_LENGTH}[[The Indiana governor]] said no.", ()),
    Case(
        f"Ana Ruiz and Bo Ruiz spoke.{_AT_LENGTH.replace('Ruiz', 'Ana Ruiz')}[[The candidate]] said no.",
        (),
    ),
    Case(f"Ana Ruiz spoke. Ruiz said no.{_AT_LENGTH}[[The committee chairmen]] said no.", ()),
]


UNNAMED = [
    Case("President Bo Lind met Ana Ruiz. The president's clerk laughed. [[He]] said no.", ()),
    Case("Bo Lind slept. In a note to a reporter [[he]] said no.", ("Bo Lind",)),
    Case("Ana Ruiz left. When I put it to a clerk at the port, [[she]] said no.", ()),
    Case("Bo Lind rowed. Another oarsman, who gave his name as Biff, sank. [[He]] said no.", ()),
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


ALL = [*PRONOUNS, *RELATIVES, *NOMINALS, *NOWHERE_TOLD, *UNNAMED]


@pytest.mark.parametrize("case", ALL, ids=[c.text for c in ALL])
def test_speaker(case: Case) -> None:
    check(case)


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
    check(case)


@pytest.mark.parametrize(
    "subject",
    [
        "Scotland captain Finn Russell, who kicked the goal, shrugged.",
        "The retired teacher Finn Russell, 71, shrugged.",
        "Former mayor Finn Russell (Labour) shrugged.",
        "Club doctor Finn Russell, whose brother plays, shrugged.",
    ],
)
def test_a_role_before_the_subject_leaves_it_the_subject(subject: str) -> None:
    text = f'Wales coach Warren Gatland said he was angry.\n\n{subject} "That\'s rugby," he said. "No."\n'
    *_, found = extract_quotations(Article(id="a", title="", text=text))
    assert found.speaker == "Finn Russell"
