"""Names and titles in capitals, as transcripts write them."""

import pytest

from index.articles.article import Article
from index.quotations.extraction import extract_quotations

BRIEFING = """Press briefing

Q    Does the port have a view on dredging?

MS. BRANDT:  We do not. We have three reports and no money.

Q    Thank you. And the ferries?

MS. BRANDT:  They will sail.

MR. OKAFOR:  On Mondays they will.
"""
HEARING = """Hearing

CHAIRMAN HOLT: The committee will come to order at once.

DR. WEISS: I came to say one thing to you.

CHAIRMAN HOLT: Then say it, and be quick.

SEN. LUND: Nobody has to be quick here.

DR. WEISS: The water is not safe.
"""
TOLD = "Port\n\nDR. WEISS said that the water was bad. SEN. LUND said that it was good.\n"


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        (BRIEFING, {"We do not.": "BRANDT", "They will sail.": "BRANDT", "On Mondays": "OKAFOR"}),
        (HEARING, {"I came": "WEISS", "The water": "WEISS", "Then say it": "HOLT", "Nobody": "LUND"}),
        (TOLD, {"the water was bad": "WEISS", "it was good": "LUND"}),
    ],
)
def test_a_title_in_capitals_stands_before_a_name(text: str, speakers: dict[str, str]) -> None:
    told = extract_quotations(Article(id="a", title="Port", text=text), finder="model")
    for words, speaker in speakers.items():
        (named,) = [one.speaker for one in told if words in one.content[0].of(text)]
        assert named == speaker


def test_a_question_is_no_part_of_the_answer_before_it() -> None:
    told = extract_quotations(Article(id="a", title="Port", text=BRIEFING), finder="model")
    assert not any("ferries" in part.of(BRIEFING) for one in told if one.speaker for part in one.content)
