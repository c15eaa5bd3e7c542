"""Paragraphs under a name, by rules: transcripts, interviews, headlines, signed posts; one row a text."""

import pytest

from index.quotations.quotation import QuotationKind
from tests.support.attributions import Row, attributions, written

LABELLED: list[Row] = [
    # A post or pull quotation without marks, signed in the next line.
    (
        (
            "The bill passed.\n\nThis puts our mills first. pic.example.com/abc\n\n"
            "\u2014 The Blue House (@BlueHouse) February 11, 2025"
        ),
        [("The Blue House", "\u2014", "This puts our mills first.")],
    ),
    (
        "The posts were read out.\n\nWhat is so bad about a post that all had seen?\n\u2014 Judge Dalo Mbeki",
        [("Judge Dalo Mbeki", "\u2014", "What is so bad about a post that all had seen?")],
    ),
    (
        "Ines Roth left early.\n\nThey never let us see our own letters.\n\n\u2014 Ines Roth",
        [("Ines Roth", "\u2014", "They never let us see our own letters.")],
    ),
    ("The mill burned for two days and nobody came.\n\n\u2014 Ines Roth", []),
    ("The mill burned for two days and nobody came.\n\n\u2014 Reporter Ines Roth", []),
    (
        "Vera Paul left in 2007.\n\nThey told me I must never ring my brother. Vera Paul",
        [("Vera Paul", "", "They told me I must never ring my brother.")],
    ),
    ("The mill burned for two days and nobody came. Vera Paul", []),
    # An interview whose questions stand without a label and whose answers stand without marks.
    (
        (
            "Silt and ferries\n\nThe chair of the port, Marta Quillan, spoke to us about silt.\n\n"
            "Courier: Will you dredge?\n\nNot this year. We have no money.\n\nWho pays for the tugs?\n\n"
            "The lines pay, as they did in my father's time."
        ),
        [
            ("Marta Quillan", "", "Not this year. We have no money."),
            ("Marta Quillan", "", "The lines pay, as they did in my father's time."),
        ],
    ),
    (
        (
            "What the port is for\n\nMarta Quillan, who chairs it, spoke to us about silt.\n\n"
            "Will it be dredged?\n\nNot this year. The board has no money.\n\nWho pays for the tugs?\n\n"
            "The lines pay, as they always did."
        ),
        [],
    ),
    (
        "COLE: What does it cost?\n\nREED: Nobody knows. We will see.\n\nCOLE: When?",
        [
            ("COLE", ":", "What does it cost?"),
            ("REED", ":", "Nobody knows. We will see."),
            ("COLE", ":", "When?"),
        ],
    ),
    (
        "COLE: What is it?\n\nREED: It is dear.\n\nThe board said so.\n\n(LAUGHTER)\n\nCOLE: When did it?",
        [
            ("COLE", ":", "What is it?"),
            ("REED", ":", "It is dear.", "The board said so."),
            ("COLE", ":", "When did it?"),
        ],
    ),
    (
        "COLE: What is it?\n\nREED: It is dear.\n\nVIDEO: It burned.\n\nNobody came.\n\nCOLE: Who came then?",
        [("COLE", ":", "What is it?"), ("REED", ":", "It is dear."), ("COLE", ":", "Who came then?")],
    ),
    ("Cole: 12.\n\nReed: 9.\n\nCole: 120.\n\nReed: 30.\n\nOpen: 7 of 12.", []),
    (
        "Ana Cole: Mill Will Stay Shut\n\nReed: Mill Burned Last Night\n\nAna Cole: Town Needs Another Mill",
        [],
    ),
    (
        "TAXES: They would rise.\n\nGUNS: Cole said that checks work.\n\nSCHOOLS: They would close.",
        [("Cole", "said", "that checks work")],
    ),
    (
        'COLE: "Our taxes are the highest."\n\nTHE FACTS: They are not.\n\nCOLE, on trade: "We lost."',
        [("COLE", ":", "Our taxes are the highest."), ("COLE", ":", "We lost.")],
    ),
    (
        "Ana Cole: What does it cost?\n\nReed: Nobody knows.\n\nAna Cole: Why not?",
        [
            ("Ana Cole", ":", "What does it cost?"),
            ("Reed", ":", "Nobody knows."),
            ("Ana Cole", ":", "Why not?"),
        ],
    ),
    (
        '"COLE: As the Post wrote, it is dear.\n\n"REED: It says so, yes.\n\n"(CROSSTALK.)\n\n"COLE: Why?"',
        [
            ("COLE", ":", "As the Post wrote, it is dear."),
            ("REED", ":", "It says so, yes."),
            ("COLE", ":", "Why?"),
        ],
    ),
    (
        "Ana Cole: It burned.\n\nBo Reed: It was old.\n\nCole: It stood well.\n\nReed: It did not.",
        [
            ("Ana Cole", ":", "It burned."),
            ("Bo Reed", ":", "It was old."),
            ("Cole", ":", "It stood well."),
            ("Reed", ":", "It did not."),
        ],
    ),
    (
        "Why?\n\nCole: It burned.\n\nReed: It was old.\n\nWhy?\n\nCole: Money.\n\nReed: It had none.",
        [
            ("Cole", ":", "It burned."),
            ("Reed", ":", "It was old."),
            ("Cole", ":", "Money."),
            ("Reed", ":", "It had none."),
        ],
    ),
    (
        "**Post: Who pays?**\n\n**Cole:** We will pay.\n\n**Post: Why?**\n\n**Cole:** We burned it.",
        [
            ("Post", ":", "Who pays?"),
            ("Cole", ":", "We will pay."),
            ("Post", ":", "Why?"),
            ("Cole", ":", "We burned it."),
        ],
    ),
    (
        "ANA COLE, HOST: Good evening.\n\nREED: Good evening to you.\n\nCOLE: Who pays?\n\nREED: We will.",
        [
            ("ANA COLE", ":", "Good evening."),
            ("REED", ":", "Good evening to you."),
            ("COLE", ":", "Who pays?"),
            ("REED", ":", "We will."),
        ],
    ),
    (
        "COLE: Your name.\n\nREED: Bo Reed.\n\nBY MS. COLE:\n\nQ. Who pays?\n\nA. We do.\n\nCOLE: It is.",
        [
            ("COLE", ":", "Your name."),
            ("REED", ":", "Bo Reed."),
            ("COLE", ":", "It is."),
        ],
    ),
    (
        "Interview: Ana Cole\n\nQ: Who?\n\nA: The town.\n\nAll of it.\n\nQ: Why?\n\nA: It burned.\n\nIt was.",
        [("Ana Cole", "A:", "The town.", "All of it."), ("Ana Cole", "A:", "It burned.")],
    ),
    ("Reader Ana Cole was first, we hear.\n\nQ. Who pays?\n\nA. We do.\n\nQ. Why?\n\nA. It burned.", []),
    ("Questions on Ana Cole's plan\n\nQ. Who pays?\n\nA. We do.\n\nQ. Why?\n\nA. It burned.", []),
    ("Ask us\n\nQ. Who pays?\n\nA. The town.\n\nQ. Why?\n\nA. It burned.\n\nAna Cole is a lawyer.", []),
    ("Ana Cole and Bo Reed talk\n\nQ. Who pays?\n\nA. The town.\n\nQ. Why?\n\nA. It burned.", []),
    (
        'Mill manager Ana Cole on the fire:\n\n"It was old."\n\n"It burned."\n\nBo Reed:\n\n"I saw it."',
        [
            ("Mill manager Ana Cole", ":", "It was old.", "It burned."),
            ("Bo Reed", ":", "I saw it."),
        ],
    ),
    ('These are the facts:\n\n"It was old."', []),
    (
        'Ana Cole released the following statement on Monday:\n\n"It was old.\n\n"It burned."',
        [("Ana Cole", "released the following statement on Monday", "It was old.", "It burned.")],
    ),
    # Turns with the time before or behind the name, a role in brackets, under a name that is a verb.
    (
        (
            "[00:00:05] CHAIR COLE: We begin with the mill.\n\n[00:01:11] MR. DREW (Head of the Fire Squad): "
            "It burned.\n\n[00:01:20] CHAIR COLE: When was that?\n\n[00:01:31] MR. DREW: At night."
        ),
        [
            ("CHAIR COLE", ":", "We begin with the mill."),
            ("MR. DREW", ":", "It burned."),
            ("CHAIR COLE", ":", "When was that?"),
            ("MR. DREW", ":", "At night."),
        ],
    ),
    (
        "00:05 Ana Cole: The mill burned.\n\n1:02:20 Bo Reed: It was old.\n\n(1:04:00) Ana Cole: Who pays?",
        [
            ("Ana Cole", ":", "The mill burned."),
            ("Bo Reed", ":", "It was old."),
            ("Ana Cole", ":", "Who pays?"),
        ],
    ),
    (
        (
            "Ana Cole (moderator): The mill burned.\n\nBo Reed (the owners' union): It was old.\n\n"
            "Ana Cole: Who pays?\n\nBo Reed (01:20): We do."
        ),
        [
            ("Ana Cole", ":", "The mill burned."),
            ("Bo Reed", ":", "It was old."),
            ("Ana Cole", ":", "Who pays?"),
            ("Bo Reed", ":", "We do."),
        ],
    ),
    # Turns under initials are of the one person before them who has these.
    (
        "Ida Falk of the Post spoke with the miller Bo Reed.\n\nIF: Who pays?\n\nBR: I do.\n\nIF: Why?",
        [
            ("Ida Falk", ":", "Who pays?"),
            ("Bo Reed", ":", "I do."),
            ("Ida Falk", ":", "Why?"),
        ],
    ),
    (
        "Bea Rossi and Bo Reed came.\n\nPOST: Who pays?\n\nBR: I do.\n\nPOST: Why?\n\nBR: I must.",
        [
            ("POST", ":", "Who pays?"),
            ("BR", ":", "I do."),
            ("POST", ":", "Why?"),
            ("BR", ":", "I must."),
        ],
    ),
    # An interview that is told of without the name beside it, or over coffee; questions set in bold.
    (
        (
            "Q&A: The man who mends clocks\n\nBo Reed has kept the shop since 1988. He spoke to the Post.\n\n"
            "Who buys clocks?\nNobody I know of.\n\nWhy go on?\nMy hands want it."
        ),
        [("Bo Reed", "", "Nobody I know of."), ("Bo Reed", "", "My hands want it.")],
    ),
    (
        (
            "Five minutes with Bo Reed\n\n**Who buys clocks?**\n\nNobody I know of.\n\n**Why go on?**\n\n"
            "My hands want it."
        ),
        [("Bo Reed", "", "Nobody I know of."), ("Bo Reed", "", "My hands want it.")],
    ),
    (
        (
            "Bo Reed mends clocks. We met him on a wet day.\n\nWho buys clocks?\n\nNobody I know of.\n\n"
            "Why go on?\n\nMy hands want it."
        ),
        [("Bo Reed", "", "Nobody I know of."), ("Bo Reed", "", "My hands want it.")],
    ),
    (
        "Bo Reed mends clocks.\n\nWho buys clocks?\n\nNobody I know of.\n\nWhy go on?\n\nMy hands do.",
        [],
    ),
    ('Reed: "We will pay for it."', [("Reed", ":", "We will pay for it.")]),
    ('"Why?" Cole asked. Reed: "Why not?"', [("Cole", "asked", "Why?"), ("Reed", ":", "Why not?")]),
    ("PORTLAND: The mill burned.\n\nIt was old.", []),
    ("Mayor: Town Will Keep the Old Mill\n\nIt stands.", [("Mayor", ":", "Town Will Keep the Old Mill")]),
    ("Breaking: Town Will Keep the Old Mill\n\nIt stands.", []),
    ("Harbor: Town Will Keep the Old Mill\n\nIt stands.", []),
    (
        "What a lovely mill!\n\n\u2014 Ana Cole (@anacole) May 4, 2016",
        [("Ana Cole", "\u2014", "What a lovely mill!")],
    ),
]


@pytest.mark.parametrize(("text", "expected"), LABELLED)
def test_table(text: str, expected: list[tuple[str | None, ...]]) -> None:
    assert written(text, attributions(text)) == expected


def test_turns_of_a_transcript_are_direct_with_or_without_marks() -> None:
    plain = "COLE: It is dear.\n\nREED: So it is.\n\nCOLE: Why?"
    marked = '"COLE: It is dear.\n\n"REED: So it is.\n\n"COLE: Why?"'
    for text in (plain, marked):
        assert [found.kind for found in attributions(text)] == [QuotationKind.DIRECT] * 3
    assert [found.kind for found in attributions("Mayor: Town Will Keep the Old Mill\n\nIt stands.")] == [
        QuotationKind.INDIRECT
    ]


def test_long_stretches_between_turns_are_nobodys() -> None:
    talk = "COLE: It is dear.\n\nREED: So it is.\n\n" * 20
    for paragraphs, parts in ((12, 13), (13, 1)):
        text = talk + "The mill is old.\n\n" * paragraphs + "COLE: Is it over?"
        assert max(len(found.content) for found in attributions(text)) == parts
