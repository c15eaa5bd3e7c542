"""The learned finder on sentences of our own, far from what it was trained on: one row a class of mistake."""

import json
import shutil
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.articles.article import Article
from index.errors import ModelError
from index.quotations.extraction import choose_finder, extract_quotations
from index.quotations.model.calibration import read_weights
from index.quotations.model.finder import find_by_model
from index.quotations.model.tagger import DIGESTS, MODEL, NETWORK, Tagger, shipped_tagger
from index.quotations.model.trimming import whole_words
from index.spans import Span

HALVES = "the second half of an interrupted quotation"
SENTENCES = "a quotation of several sentences"
OTHER_WORDS = "indirect speech under other words than said"
NO_VERB = "a cue that is no verb"
RUNS_ON = "content that runs on past its end"
ADDRESSEE = "an addressee or a programme's name"
SUBJECT = "the wrong subject"
INSIDE = "according to, inside another report"
WHICH = "which he said"
MISPAIRED = "straight marks mispaired"
BRITISH = "single marks outside"
DATELINE = "datelines and agencies"
PARAGRAPHS = "a quotation over paragraphs"

# What is wrong today stays here, with what comes out instead.
MISSES = {
    'Rosa Conti called it "a lucky year" and left. "We will plant again," her son said.': (
        "what she did next is taken into what she said"
    ),
    "Vets said the herd was healthy, but the market stayed closed and the pens stood empty.": (
        "the second clause is taken for theirs"
    ),
}

ROWS = [
    (
        HALVES,
        '"The ferry is old," Ngozi Balogun said. "It should rest."',
        [("The ferry is old,|It should rest.", "Ngozi Balogun")],
    ),
    (
        HALVES,
        "“We have,” said the harbour master, Lars Dahl, “no fog signal at all.”",
        [("We have,|no fog signal at all.", "Lars Dahl")],
    ),
    (
        SENTENCES,
        "“The roof leaks. The pipes froze in March. Nobody came,” tenant Aisha Karimova told the inspectors.",
        [("The roof leaks. The pipes froze in March. Nobody came,", "Aisha Karimova")],
    ),
    (
        OTHER_WORDS,
        "The new rules promise to halve the queues at the border, the customs office announced.",
        [("The new rules promise to halve the queues at the border", "the customs office")],
    ),
    (
        OTHER_WORDS,
        "Baker Tomasz Wilk complained that flour had doubled in price since spring.",
        [("that flour had doubled in price since spring", "Tomasz Wilk")],
    ),
    (
        OTHER_WORDS,
        "The orchestra's manager warned that the hall might not open before winter.",
        [("that the hall might not open before winter", "The orchestra's manager")],
    ),
    (
        OTHER_WORDS,
        "Keiko Sato denied that her firm had dumped paint in the river.",
        [("that her firm had dumped paint in the river", "Keiko Sato")],
    ),
    (
        NO_VERB,
        "OKAFOR: The nets were empty for the third week.",
        [("The nets were empty for the third week.", "OKAFOR")],
    ),
    (
        NO_VERB,
        "“The best bread in the valley.” — Greta Lindqvist",
        [("The best bread in the valley.", "Greta Lindqvist")],
    ),
    (
        NO_VERB,
        "The ferry will sail again by June, according to Captain Ola Berg.",
        [("The ferry will sail again by June", "Captain Ola Berg")],
    ),
    (
        NO_VERB,
        "In the words of gardener Pilar Ortega, “roses forgive nothing.”",
        [("roses forgive nothing.", "Pilar Ortega")],
    ),
    (
        RUNS_ON,
        "Vets said the herd was healthy, but the market stayed closed and the pens stood empty.",
        [("the herd was healthy", "Vets")],
    ),
    (
        RUNS_ON,
        "The clerk said the files were lost. A week later they turned up in the cellar.",
        [("the files were lost", "The clerk")],
    ),
    (
        ADDRESSEE,
        "Dr. Mei Chen told “Good Day Harbour” that the vaccine would arrive on Friday.",
        [("that the vaccine would arrive on Friday", "Mei Chen")],
    ),
    (
        ADDRESSEE,
        'Keeper Tomas Vacek told "Morning Rounds" that "the owls are back" in the tower.',
        [('that "the owls are back" in the tower', "Tomas Vacek")],
    ),
    (
        ADDRESSEE,
        "“I never signed it,” the painter told the Valley Courier on Tuesday.",
        [("I never signed it,", "the painter")],
    ),
    (
        SUBJECT,
        "Amid protests by students, Rector Ivan Horvat said the library would stay open.",
        [("the library would stay open", "Rector Ivan Horvat")],
    ),
    (
        SUBJECT,
        "Hassan, whose brother Yusuf runs the mill, said the wheel had been mended.",
        [("the wheel had been mended", "Hassan")],
    ),
    (
        INSIDE,
        "The mayor said that, according to the auditors, two million crowns were missing.",
        [("according to the auditors, two million crowns were missing", "The mayor")],
    ),
    (WHICH, "He showed us the bell, which he said was cast in 1704.", [("was cast in 1704", "he")]),
    (WHICH, "She sold the boat, which she said leaked like a basket.", [("leaked like a basket", "she")]),
    (
        MISPAIRED,
        'Rosa Conti called it "a lucky year" and left. "We will plant again," her son said.',
        [("a lucky year", "Rosa Conti"), ("We will plant again,", "her son")],
    ),
    (
        MISPAIRED,
        '"No," said Abbas. The dog barked. "Not today," he added.',
        [("No,", "Abbas"), ("Not today,", "he")],
    ),
    (
        "a bullet before",
        '* "We are in no hurry," Cora Vance told a meeting.',
        [("We are in no hurry,", "Vance")],
    ),
    (
        "a signed role",
        '"It is a scenic route." - transport minister Al Moe.',
        [("It is a scenic route.", "Al Moe")],
    ),
    (
        BRITISH,
        "‘The bridge won’t hold another winter,’ said engineer Fiona Walsh.",
        [("The bridge won’t hold another winter,", "Fiona Walsh")],
    ),
    (
        BRITISH,
        "'The bells were too loud,' a neighbour said. 'Now they are silent.'",
        [("The bells were too loud,|Now they are silent.", "a neighbour")],
    ),
    (
        DATELINE,
        "NAIROBI (Reuters) - Tea farmers will strike on Monday, their union said.",
        [("Tea farmers will strike on Monday", "their union")],
    ),
    (
        DATELINE,
        "LISBON, May 3 (AP) -- The tram line is safe, inspectors said on Friday.",
        [("The tram line is safe", "inspectors")],
    ),
    (
        PARAGRAPHS,
        "“The sheep came down early,” said shepherd Owen Pugh.\n\n“They knew about the snow before we did.”",
        [("The sheep came down early,|They knew about the snow before we did.", "Owen Pugh")],
    ),
    (
        PARAGRAPHS,
        "The minister, Clara Nunes, said:\n\n“Every village will have a doctor by autumn.”",
        [("Every village will have a doctor by autumn.", "Clara Nunes")],
    ),
]


def found_in(text: str) -> list[tuple[str, str | None]]:
    article = Article(id="row", title="row", text=text)
    return [
        ("|".join(part.of(text) for part in a.content), a.source.of(text) if a.source else None)
        for a in find_by_model(article)
    ]


def test_whom_it_was_told_is_not_what_was_told() -> None:
    text = (
        'Ms. Park testified that her boss, Alan Voss, had told her to "lose the file". '
        "\"He said, 'Nobody will ask,'\" she told the panel. Voss has denied this."
    )
    contents = [content for content, _ in found_in(text)]
    assert any("Nobody will ask" in content for content in contents)
    assert "the panel" not in contents


def test_no_place_cuts_a_word() -> None:
    text = "Residents obstructed Obama's agenda, fuming.\n\nTrump has been targeting Machado since Monday."
    article = Article(id="row", title="row", text=text)
    places = [
        place
        for one in find_by_model(article)
        for place in (*one.content, one.cue, one.source)
        if place is not None
    ]
    assert places
    for start, end in places:
        assert not text[max(0, start - 1) : start + 1].isalnum() or start == 0
        assert not text[end - 1 : end + 1].isalnum() or end == len(text)


@pytest.mark.parametrize(
    ("place", "whole"),
    [((2, 5), "Machado"), ((0, 7), "Machado"), ((7, 9), " of"), ((8, 10), "of"), ((3, 9), "Machado of")],
)
def test_whole_words(place: tuple[int, int], whole: str) -> None:
    text = "Machado of X"
    assert whole_words(text, Span(*place)).of(text) == whole


def test_who_has_the_word_in_a_transcript_is_said_by_its_labels() -> None:
    text = (
        "Okafor and Lind on the ferry\n\n"
        "OKAFOR: As the Valley Courier wrote, the ferry is late every week. Why?\n\n"
        "LIND: The mayor told us that the pier was closed, and we said we would wait.\n\n"
        "OKAFOR: For how long?"
    )
    assert found_in(text) == [
        ("As the Valley Courier wrote, the ferry is late every week. Why?", "OKAFOR"),
        ("The mayor told us that the pier was closed, and we said we would wait.", "LIND"),
        ("For how long?", "OKAFOR"),
    ]


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        pytest.param(
            kind,
            text,
            expected,
            id=f"{kind}-{number}",
            marks=[pytest.mark.xfail(strict=True, reason=MISSES[text])] if text in MISSES else [],
        )
        for number, (kind, text, expected) in enumerate(ROWS)
    ],
)
def test_quotations_of_other_news(kind: str, text: str, expected: list[tuple[str, str]]) -> None:
    found = found_in(text)
    for content, source in expected:
        wanted = content.split("|")
        assert any(
            all(part in ours for part in wanted)
            and len(ours) <= len(content) + 6
            and any(name in (theirs or "") for name in source.split("|"))
            for ours, theirs in found
        ), (kind, found)


@pytest.mark.parametrize(
    "text",
    [
        "The so-called “smart” meters were read by hand until 2012.",
        "Her novel “The Salt Road” won the prize, and “Low Tide” was filmed.",
        "In an interview on “Harbour Today,” she wore a red scarf.",
        "Review: 'Harbor Days' is a long haul\n\nIt is a film.",
        "Box office: 'Harbor Days' opens well\n\nIt is a film.",
        "FAQ: the new tax on boats\n\nIt is paid in May.",
        "The train leaves at nine. It stops in Graz and in Villach.",
        "",
        "\n\n",
        "““““",
        "\"'\"'",
    ],
)
def test_nobodys_words_are_no_quotation(text: str) -> None:
    assert found_in(text) == []


@given(st.text(alphabet=st.sampled_from('ab .,"“”‘’\n\x00\u202e\ud800👍яب漢said:—'), max_size=80))
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
def test_places_lie_in_the_text_in_order_and_apart(text: str) -> None:
    last = 0
    for attribution in find_by_model(Article(id="odd", title="odd", text=text)):
        for part in attribution.content:
            assert last <= part.start < part.end <= len(text)
            last = part.end
        assert 0 <= attribution.confidence <= 1


def test_time_grows_with_the_text_even_on_one_line() -> None:
    def seconds(repeats: int) -> float:
        text = "He said “it rains, “ and left the mill " * repeats
        began = time.process_time()
        find_by_model(Article(id="long", title="long", text=text))
        return time.process_time() - began

    seconds(10)
    assert seconds(800) < 12 * seconds(200)  # four times the text; sixteen times would be quadratic


def test_other_languages_and_a_broken_model_take_the_rules(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    german = Article(id="de", title="x", text="Nein.", language="de")
    english = Article(id="en", title="x", text="No.", language="en-GB")
    assert choose_finder(german) == "rules"
    assert choose_finder(english) == "model"
    assert choose_finder(english, "rules") == "rules"
    monkeypatch.setattr(Tagger.__init__, "__defaults__", (tmp_path,))
    shipped_tagger.cache_clear()
    try:
        assert choose_finder(english) == "rules"
        with pytest.raises(ModelError, match="install again"):
            extract_quotations(english, finder="model")
    finally:
        shipped_tagger.cache_clear()


def test_a_model_that_is_not_the_one_shipped_is_refused(tmp_path: Path) -> None:
    for path in MODEL.iterdir():
        shutil.copy(path, tmp_path / path.name)
    assert Tagger(tmp_path).folder == tmp_path
    with (tmp_path / NETWORK).open("r+b") as file:
        file.seek(1000)
        file.write(b"onrecord")
    with pytest.raises(ModelError, match="not the file that was shipped"):
        Tagger(tmp_path)


def test_the_model_fits_in_the_repository_and_is_digested() -> None:
    assert sum(path.stat().st_size for path in MODEL.iterdir()) < 25 * 2**20
    assert set(json.loads((MODEL / DIGESTS).read_text(encoding="utf-8"))) >= {NETWORK}
    weights, minimum = read_weights(MODEL)
    assert len(weights) == 7
    assert 0 < minimum < 0.6
