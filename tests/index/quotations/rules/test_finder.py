"""Attributions found by rules: one row a text, with every attribution expected in it.

A row's attribution is (source, cue, content part, ...), as written. What we still miss is marked so.
"""

import pytest

from index.quotations.quotation import QuotationKind
from tests.support.attributions import Row, attributions, written
from tests.support.paths import SEED

DIRECT: list[Row] = [
    (
        'In the words of the prosecutor, Mark Tedd, "nobody called a doctor."',
        [("the prosecutor, Mark Tedd", "In the words of", "nobody called a doctor.")],
    ),
    (
        '"Nobody called a doctor," in the words of Mark Tedd.',
        [("Mark Tedd", "in the words of", "Nobody called a doctor,")],
    ),
    ("The plan, in the words of the old song, came to nothing.", []),
    ('"We tried," Rosa Diaz said.', [("Rosa Diaz", "said", "We tried,")]),
    ('"We tried," said Rosa Diaz.', [("Rosa Diaz", "said", "We tried,")]),
    # One quotation, interrupted; one of several sentences; one that goes on in the next sentence.
    ('"We tried," she said, "but it rained."', [("she", "said", "We tried,", "but it rained.")]),
    ('"We tried," Diaz said. "It rained all week."', [("Diaz", "said", "We tried,", "It rained all week.")]),
    (
        '"It is safe," said Tom Reed, who runs the mill. "We checked it twice. Then we left."',
        [("Tom Reed, who runs the mill", "said", "It is safe,", "We checked it twice. Then we left.")],
    ),
    ('"We tried. It rained. We left," Diaz said.', [("Diaz", "said", "We tried. It rained. We left,")]),
    ('"Is it safe?" Cole asked. "Nobody knows."', [("Cole", "asked", "Is it safe?", "Nobody knows.")]),
    ('Diaz said: "We tried. It rained."', [("Diaz", "said", "We tried. It rained.")]),
    ('Diaz told reporters on Monday, "We tried."', [("Diaz", "told", "We tried.")]),
    # Over paragraphs: the mark is not closed, and the next paragraph opens again.
    (
        '"We tried," Diaz said. "It rained.\n\n"We left."',
        [("Diaz", "said", "We tried,", "It rained.", "We left.")],
    ),
    (
        '"We tried.\n\n"It rained all week," Diaz said.',
        [("Diaz", "said", "We tried.", "It rained all week,")],
    ),
    ('Diaz continued:\n\n"It rained all week."', [("Diaz", "continued", "It rained all week.")]),
    # A sentence of its own in the same paragraph, behind what its speaker is reported to think.
    ('Reed opposes the toll. "It is unfair."', [("Reed", "opposes", "the toll", "It is unfair.")]),
    # Verbs that report only beside a quotation.
    ('"No," she laughed.', [("she", "laughed", "No,")]),
    ('"It rained," Reed went on.', [("Reed", "went on", "It rained,")]),
    ('"Too much?" He tweeted.', [("He", "tweeted", "Too much?")]),
    # Other marks.
    (
        "\u201cWe tried,\u201d Diaz said. \u201cIt rained.\u201d",
        [("Diaz", "said", "We tried,", "It rained.")],
    ),
    ("'We tried,' Mr Reed said. 'It rained.'", [("Mr Reed", "said", "We tried,", "It rained.")]),
    ("''We tried,'' Diaz said.", [("Diaz", "said", "We tried,")]),
    ("\"No 'holy alliance' here,\" Diaz said.", [("Diaz", "said", "No 'holy alliance' here,")]),
    # Nobody's words.
    ('The "fix" came late, and the "crew" left.', []),
    ('The rule for "gig work" dates from 1998.', []),
    # The text between two quotations is nobody's.
    (
        '"We tried," Diaz said. The pump failed. "It rained," Reed said.',
        [("Diaz", "said", "We tried,"), ("Reed", "said", "It rained,")],
    ),
]


INDIRECT: list[Row] = [
    ("Diaz said that the mill was safe.", [("Diaz", "said", "that the mill was safe")]),
    ("Diaz says the mill is safe.", [("Diaz", "says", "the mill is safe")]),
    ("The mill is safe, Diaz said.", [("Diaz", "said", "The mill is safe")]),
    ("The mill, Diaz said, is safe and dry.", [("Diaz", "said", "The mill", "is safe and dry")]),
    ("The water is clean, officials insist.", [("officials", "insist", "The water is clean")]),
    ("Diaz told reporters on Monday that the mill was safe.", [("Diaz", "told", "that the mill was safe")]),
    (
        'The mayor told "Morning Joe" that the mill was safe.',
        [("The mayor", "told", "that the mill was safe")],
    ),
    (
        "The envoy is expected to say no, an aide said.",
        [("an aide", "said", "The envoy is expected to say no")],
    ),
    (
        "According to the harbor board, the pier will open in May.",
        [("the harbor board", "According to", "the pier will open in May")],
    ),
    (
        "The pier will open in May, according to Lena Ortiz, a spokeswoman for the board.",
        [("Lena Ortiz, a spokeswoman for the board", "according to", "The pier will open in May")],
    ),
    (
        "The pier, according to the harbor board, will open in May.",
        [("the harbor board", "according to", "The pier", "will open in May")],
    ),
    # Subjects: appositions, relative clauses, groups, pronouns.
    (
        "Diaz, 62, of Portland, Maine, said the mill was safe.",
        [("Diaz, 62, of Portland, Maine", "said", "the mill was safe")],
    ),
    (
        "Officials who spoke to the weekly said the mill would close.",
        [("Officials who spoke to the weekly", "said", "the mill would close")],
    ),
    ("Diaz and Reed said the mill was safe.", [("Diaz and Reed", "said", "the mill was safe")]),
    ("The pump failed and Reed said the mill would close.", [("Reed", "said", "the mill would close")]),
    ("They agreed that the mill should close.", [("They", "agreed", "that the mill should close")]),
    ("Some officials, however, denied the report.", [("Some officials", "denied", "the report")]),
    ("On Tuesday the board said the mill was safe.", [("the board", "said", "the mill was safe")]),
    (
        "One skipper, who asked not to be named, said he would sell.",
        [
            ("who", "asked", "to be named"),
            ("One skipper, who asked not to be named", "said", "he would sell"),
        ],
    ),
    ("OSLO (Reuters) - The pier will open, a minister said.", [("a minister", "said", "The pier will open")]),
    (
        "Berg believes that the bank, which she joined in 1999, has changed.",
        [("Berg", "believes", "that the bank, which she joined in 1999, has changed")],
    ),
    # Two cues in one sentence.
    (
        "The union has called for talks and demanded that the cuts be stopped.",
        [("The union", "has called for", "talks"), ("The union", "demanded", "that the cuts be stopped")],
    ),
    (
        "Reed voiced regret that the mill had closed, adding that it would reopen soon.",
        [
            ("Reed", "voiced regret", "that the mill had closed"),
            ("Reed", "adding", "that it would reopen soon"),
        ],
    ),
    (
        "Asked whether the mill was safe, Reed said he did not know.",
        [
            (None, "Asked", "whether the mill was safe"),
            ("Reed", "said", "he did not know"),
        ],
    ),
    (
        "While Cole argued that the mill was unsafe, Reed said it was fine.",
        [
            ("Cole", "argued", "that the mill was unsafe"),
            ("Reed", "said", "it was fine"),
        ],
    ),
    (
        "Diaz, writing for the board, said the mill was safe.",
        [("Diaz, writing for the board", "said", "the mill was safe")],
    ),
    # Other cues than "said".
    (
        "Reed scoffed at claims that the mill was unsafe.",
        [("Reed", "scoffed at", "claims that the mill was unsafe")],
    ),
    (
        "The ministry reaffirmed that the mill would stay.",
        [("The ministry", "reaffirmed", "that the mill would stay")],
    ),
    (
        "The mayor was quoted as saying that the mill was safe.",
        [("The mayor", "saying", "that the mill was safe")],
    ),
    # A noun is no cue.
    ("The claim and the plans are two years old.", []),
    ("Workers left the posts at noon.", []),
]


MIXED: list[Row] = [
    ('He was, he admitted, "a coward."', [("he", "admitted", "He was", "a coward.")]),
    (
        'Its chair, Moira Keane, said the board "has lost the plot", adding that a strike may come.',
        [
            ("Its chair, Moira Keane", "said", 'the board "has lost the plot"'),
            ("Its chair, Moira Keane", "adding", "that a strike may come"),
        ],
    ),
    (
        '"It is our luck," he said, that the pumps held.',
        [("he", "said", "It is our luck,", "that the pumps held")],
    ),
    ('Critics called the plan a "fiasco."', [("Critics", "called", 'the plan a "fiasco."')]),
    ('The firm made gains, which he said were "a fluke."', [("he", "said", "which", 'were "a fluke."')]),
    ('As Reed put it, the mill is "a goner."', [("Reed", "put it", 'the mill is "a goner."')]),
]


@pytest.mark.parametrize(("text", "expected"), DIRECT + INDIRECT + MIXED)
def test_table(text: str, expected: list[tuple[str | None, ...]]) -> None:
    assert written(text, attributions(text)) == expected


MISSED = [
    pytest.param(
        "The mill has rules that promise to keep the river clean.",
        [("rules", "promise", "to keep the river clean")],
        marks=pytest.mark.xfail(strict=True, reason="the subject of a relative clause keeps its own verb"),
    ),
    pytest.param(
        'Diaz paused. "It rained all week."',
        [("Diaz", None, "It rained all week.")],
        marks=pytest.mark.xfail(strict=True, reason="a quotation without a cue stays unattributed"),
    ),
    pytest.param(
        "The board's warning that the pier would sink came late.",
        [("The board", "warning", "that the pier would sink")],
        marks=pytest.mark.xfail(strict=True, reason="only verbs are cues"),
    ),
]


@pytest.mark.parametrize(("text", "expected"), MISSED)
def test_missed(text: str, expected: list[tuple[str | None, ...]]) -> None:
    assert written(text, attributions(text)) == expected


def test_seed_article() -> None:
    text = SEED.read_text(encoding="utf-8")
    found = {(row[0], row[1], *row[2:]) for row in written(text, attributions(text))}
    expected = {
        (
            "Minister",
            ":",
            "Russia Disagrees With U.S. Assumption Missile Defense Necessary to Counter Iran Threat",
        ),
        (
            "Russia's Foreign Ministry",
            "said",
            (
                "that Moscow disagrees with a U.S. assumption that Iran is an enemy that must be countered "
                "with missile defense sites in Europe"
            ),
        ),
        (
            "The statement from Foreign Ministry spokesman Mikhail Kamynin",
            "indicated",
            (
                "that Moscow remains strongly opposed to Washington's missile defense plans, despite recent "
                "U.S. attempts to assuage Russia's concerns"
            ),
        ),
        (
            "Kamynin",
            "said",
            (
                "A serious problem for us is that the U.S. plans are based on dogmatic logic "
                "that Iran is an enemy,"
            ),
            "We don't support plans for a 'holy alliance' against that country.",
        ),
        (
            "President Vladimir Putin",
            "has scoffed at",
            (
                "U.S. claims that missile defense sites in Europe are necessary to counter a prospective "
                "threat from Iran"
            ),
        ),
        ("President Vladimir Putin", "saying", "the shield would threaten Russia's nuclear deterrent"),
        (
            "Putin",
            "also said",
            (
                "there was no proof that Iran was seeking to build nuclear weapons, as the U.S. and others "
                "have suspected"
            ),
        ),
        (
            "He",
            "reaffirmed",
            "that Russia would complete construction of Iran's first nuclear power plant",
        ),
        (
            "They",
            "proposed",
            (
                "letting Russian officials monitor activities at the sites, as well offering to possibly "
                "delay activating the missile defense sites until an Iranian threat is clearer"
            ),
        ),
        (
            "Gates",
            "said",
            (
                "Washington would ask for approval from Poland and Czech Republic before formally proposing "
                "to allow Russian monitors onto their soil"
            ),
        ),
        ("Moscow", "saying", "it first expects Washington to spell them out in detail"),
        ("Some Russian officials", "welcomed", "the U.S. proposals as a positive sign"),
        (
            "Kamynin",
            "voiced annoyance",
            (
                "that the United States was continuing talks with Poland and the Czech Republic on the "
                "deployment of missile sites despite Moscow's calls to freeze them"
            ),
        ),
    }
    assert expected <= found
    assert found - expected == {("Moscow", "hasn't responded to", "the U.S. offer")}  # not said, but no harm


def test_kind_and_confidence() -> None:
    direct, mixed, indirect = (
        attributions(text)[0]
        for text in ('"We tried," Diaz said.', 'Diaz said it was "a mess."', "Diaz said it was a mess.")
    )
    assert [one.kind for one in (direct, mixed, indirect)] == [
        QuotationKind.DIRECT,
        QuotationKind.MIXED,
        QuotationKind.INDIRECT,
    ]
    assert all(0 < one.confidence <= 1 for one in (direct, mixed, indirect))
