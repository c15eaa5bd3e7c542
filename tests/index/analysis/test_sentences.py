"""Sentences: a table of traps, the seed article, and the laws that hold for any text."""

import json
import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from index.analysis.paragraphs import split_paragraphs
from index.analysis.sentences import LONGEST, split_sentences, split_text
from index.articles.article import Article
from tests.support.paths import GOLDEN, SEED


def sentences(text: str) -> list[str]:
    return [sentence.span.of(text) for sentence in split_text(text)]


# Each row is one text, its sentences set apart by " | ", which no text holds.
TRAPS = [
    # titles and names
    "U.S. Defense Secretary Ana Ruiz met Sen. Rand Miller, R-Ky., in June. | They talked.",
    "Sen. Tom Okafor, D-N.C., said no. | Gov. Lena Brandt (R-Ga.) said yes. | Both left.",
    "Retired Lt. Gen. Ivo Petrov and then-Sen. Ruth Adeyemi agreed with Lt. Gov. Jo March.",
    "Iowa ties Fla. Gov. Max Ortega and N.J. Sen. Eve Lund. | Nobody won.",
    "J. P. Smith Jr. wrote to George W. Hill and J.F.K. himself. | Mr. Hill wrote back.",
    "The Rev. Dr. Amos King and Mrs. Bell spoke; Ms. Cho, Prof. Diaz and Maj. Gen. Eck did not.",
    "“Mr. President, will you go?” | She waited. | ”Mr. Roe embodies it,” he said.",
    "It was Roe v. Wade, not Ali vs. Frazier, e.g. Round 3, i.e. The Thrilla.",
    'Gov. C.L. "Butch" Otter came from Boise.',
    "Dr. No. is a film. | He lives on Main St. | The house is old. | St. Louis is older.",
    # places and organizations
    "He works at Apple Inc. | He likes it. | Apple Inc. Chief Tim Moor does too.",
    "The firm moved to Smith & Co. headquarters. | It paid Jones Bros. Ltd.",
    "Mr. Lee paid Ray Corp. directly.",
    "DR. WEISS spoke. | SEN. OKAFOR left. | MS. RUIZ: I stay.",
    "He lives in Jackson, MS. | Weather is fine there.",
    "The S.&P. 500 fell. | Is he for it? | A: No. | I mean, look.",
    "They live in the U.S. | They vote in the U.S. Senate race.",
    "The U.N. Security Council met. | It was in the U.K. | But why?",
    'Students came from Fresno, Calif. | "I like it here," said one. | W.Va. Republicans stayed home.',
    "She has a Ph.D. | Her Ph.D. Students do not.",
    # numbers, dates and times
    "The No. 1 seed lost. | No. | No. 10 Downing Street said no. | See Fig. 3 and Vol. II.",
    "Fig. | They ate it.",
    "It opened at 9 a.m. Sunday and shut at 6 p.m. Eastern.",
    "At 7 p.m. E.T. on Jan. 6 it rained. | It was 3 a.m. | She slept.",
    "He left at 5 p.m. | Trump stayed. | It grew 2.5 percent to $3.10.",
    "In Sept. 2016 it fell. | In Oct. | The vote came.",
    "1. First point. | 2. Second point. | (3) Third point.",
    # stops and quotation marks
    '"A serious problem is dogmatic logic," he said. | "We don\'t support a \'holy alliance.\'" | She did.',
    '"I am tired. | I go home," she said. | "Why not? | We try." | Then they left.',
    "“How many times?” Clarke said. | “In Tulsa, a man fell.”",
    "“Is it over?” Ana Ruiz, 41, of Lima, asked again.",
    '"Is it over?" | The senator said that he did not know.',
    '"Stop!" yelled Ana. | "No!" | She told them everything.',
    'He spoke of a "rigged system." | She adds, "What genius loses that?"',
    "''I can't,'' he said. | ''We won't.''",
    'They sang "U-S-A!" at noon. | The crowd chanted "What curfew?" and went on.',
    "«Нет», — сказала она. | Потом ушла. | Он сказал: «Да».",
    "他说他会来。 | 她走了。 | 「好。」 | 他笑了",
    "(Mr. Podesta now leads it.) | [Applause.] | She went on.[3] | Then she left (laughing).",
    "She won (D-Md.). | Clinton lost. | He asked ‘Who?’. | We knew.",
    # ellipses
    'I waited . . . and waited. | It was … odd… | Then nothing. | "Well..." he said. | "Wait... | What?"',
    "NATO may be obsolete. ... | It was set up long ago. | Do you use the term … Islamic terrorist?",
    # dashes, headings, the web
    'WASHINGTON (AP) — The talks failed. | PARIS, Tex. - It rained. | "He is our shame.” ― Sonya Herrero',
    "Obama had will.i.am. | Hillary had nobody. | Julie runs Example.com. | Ray runs nothing.",
    "Sales fell. | iPhone sales rose. | eBay fell. | Is that so?! | Yes!!! | No…",
    "Keep the Returns, Ray; Just Give Us Figures. | They cost; they hurt: badly.",
]


@pytest.mark.parametrize("row", TRAPS)
def test_traps(row: str) -> None:
    assert sentences(row.replace(" | ", " ")) == row.split(" | ")


PARAGRAPHS = [
    # a headline, a byline and a dateline without a full stop
    (
        "Talks Fail\n\nBy Ana Ruiz\n\nPARIS\n\nThey left.",
        ["Talks Fail", "By Ana Ruiz", "PARIS", "They left."],
    ),
    ("He left.\r\nShe stayed\r\rIt rained.", ["He left.", "She stayed", "It rained."]),
    ("One\u2028Two\x0bThree\x85Four", ["One", "Two", "Three", "Four"]),
    # lines next to each other: paragraphs of a publisher that sets one line break between them
    (
        "He lied, she said.\nShe was right.\nThat is all.",
        ["He lied, she said.", "She was right.", "That is all."],
    ),
    # a line that goes on in lower case
    (
        "The mayor\nincites\nviolence and is a\nserial liar.",
        ["The mayor\nincites\nviolence and is a\nserial liar."],
    ),
    ("First, the mayor,\nwho was late.\n\nsecond", ["First, the mayor,\nwho was late.", "second"]),
    # hard-wrapped text
    (
        """\
The council of the city met on Monday and Ana Ruiz
Garcia said that nobody had told her. The mayor of
Lima, however, was silent. He had been told by Tom
Okafor.
Nobody came.

Nobody, that is, but the two brothers of Ana Ruiz.
""",
        [
            "The council of the city met on Monday and Ana Ruiz\nGarcia said that nobody had told her.",
            "The mayor of\nLima, however, was silent.",
            "He had been told by Tom\nOkafor.",
            "Nobody came.",
            "Nobody, that is, but the two brothers of Ana Ruiz.",
        ],
    ),
]


@pytest.mark.parametrize(("text", "expected"), PARAGRAPHS)
def test_lines_and_paragraphs(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_a_sentence_knows_its_paragraph() -> None:
    found = split_text("A title\n\nOne. Two.\n\n\n \nThree.")
    assert [(s.number, s.paragraph) for s in found] == [(0, 0), (1, 1), (2, 1), (3, 2)]


@pytest.mark.parametrize("text", ["", " ", "\n\n\t\u00a0\n"])
def test_no_text_has_no_sentences(text: str) -> None:
    assert split_text(text) == []


def test_the_seed_article_as_a_person_reads_it() -> None:
    path = SEED
    text = path.read_bytes().decode()
    expected = json.loads((GOLDEN / "seed_sentences.json").read_text(encoding="utf-8"))
    found = split_sentences(Article(id=path.name, title="", text=text))
    assert [[s.paragraph, s.span.start, s.span.end, s.span.of(text)] for s in found] == expected


def test_a_stretch_without_an_end_is_cut_at_white_space() -> None:
    text = "words and words " * 1000
    found = sentences(text)
    assert max(map(len, found)) <= LONGEST
    assert " ".join(found) == text.strip()


# ---------------------------------------------------------------------------------------- laws

PARTS = [
    *(
        "Mr.",
        "U.S.",
        "J.",
        "R-Ky.,",
        "said",
        "Ana",
        "the",
        "The",
        "9",
        "a.m.",
        "No.",
        "(",
        ")",
        "—",
        "--",
        "。",
    ),
    *(
        '"',
        "“",
        "”",
        "«",
        "'",
        "?",
        "!",
        "…",
        "...",
        ". . .",
        ".",
        ',"',
        ".”",
        '?"',
        "",
        "\n",
        "\n\n",
        "\r\n",
    ),
    *("\u00a0", "\u200b"),
]
news = st.lists(st.sampled_from(PARTS)).map(" ".join)
texts = st.text(max_size=300) | news


@settings(deadline=None)
@given(texts)
@example("\ud800. \udfff")
@example("\u202eevil. \u202cTwo.")
def test_law_spans_are_in_order_and_lose_only_white_space(text: str) -> None:
    end, kept = 0, []
    for number, (found, paragraph, span) in enumerate(split_text(text)):
        assert found == number
        assert paragraph >= 0
        assert end <= span.start < span.end
        assert not text[end : span.start].strip()
        assert span.of(text) == span.of(text).strip()
        kept.append(span.of(text))
        end = span.end
    assert not text[end:].strip()
    assert "".join("".join(kept).split()) == "".join(text.split())


@settings(deadline=None)
@given(texts)
def test_law_a_sentence_stays_in_its_paragraph(text: str) -> None:
    paragraphs = split_paragraphs(text)
    for sentence in split_text(text):
        paragraph = paragraphs[sentence.paragraph]
        assert paragraph.start <= sentence.span.start < sentence.span.end <= paragraph.end


HOSTILE = {
    "dots": ".",
    "dots and marks": '."',
    "spaced marks": '." ',
    "initials": "A. B ",
    "stops": "B. ",
    "white space": " ",
    "lines": "a\n",
    "questions": '?" Aa Bb ',
    "openings": ". ((((",
    "numbers": "1. A ",
    "no space": "。」",
    "one word": "x",
    "surrogates": "\ud800. A",
    "zero width": ".\u200b",
    "right to left": "\u202e. A ",
    "ellipses": " … A",
    "closings": ".)))))))",
    "notes": ".[1][2] ",
    "capitals": "AAA BBB ",
    "NUL": "\0. A",
}


def _seconds(unit: str, length: int) -> float:
    text = (unit * (length // len(unit) + 1))[:length]
    best = float("inf")
    for _ in range(2):
        start = time.process_time()
        split_text(text)
        best = min(best, time.process_time() - start)
    return best


@pytest.mark.parametrize("unit", HOSTILE.values(), ids=HOSTILE.keys())
def test_time_grows_with_the_length_alone(unit: str) -> None:
    small = _seconds(unit, 5_000)
    assert _seconds(unit, 40_000) < 8 * 3 * small + 0.02


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.parametrize("unit", HOSTILE.values(), ids=HOSTILE.keys())
def test_two_megabytes_on_one_line(unit: str) -> None:
    assert _seconds(unit, 2_000_000) < 4 * 2 * _seconds(unit, 500_000) + 0.1
