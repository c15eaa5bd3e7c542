"""The way from hand-marked articles to training examples, as far as it needs no torch, and its figures."""

import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.quotations.quotation import Attribution, QuotationKind
from index.quotations.rules.cue_classifier import read_weights
from index.spans import Span
from index.training.augment import vary
from index.training.brat import Marked, MarkedArticle, read_marked
from index.training.cue_weights import SHIPPED, main, written
from index.training.metrics import figures, judge

TEXT = (
    "Mill to close\n\n"
    "Mary Jones said that the mill “will close in May.” Mr. Jones's brother John was not asked.\n\n"
    '"We tried," said Sen. Patricia Adeyemi of the labor committee. "It\'s over."\n'
)


def span(piece: str) -> Span:
    start = TEXT.index(piece)
    return Span(start, start + len(piece))


MARKED = (
    Marked((span("that the mill “will close in May.”"),), (span("said"),), (span("Mary Jones"),)),
    Marked(
        (span('"We tried,"'), span('"It\'s over."')),
        (Span(*span("said Sen")[:1], span("said Sen")[0] + 4),),
        (),
    ),
)
ARTICLE = MarkedArticle("mill", TEXT, MARKED)


def attribution(content: Span, source: Span | None) -> Attribution:
    return Attribution(
        content=(content,), cue=None, source=source, kind=QuotationKind.INDIRECT, confidence=1.0
    )


def test_brat_events_become_attributions_of_the_first_annotator(tmp_path: Path) -> None:
    for part in ("text", "attributions"):
        (tmp_path / part).mkdir()
    (tmp_path / "text" / "mill.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "text" / "unmarked.txt").write_text("Nothing here.", encoding="utf-8")
    first, second = span('"We tried,"'), span('"It\'s over."')
    (tmp_path / "attributions" / "mill_0a1b.ann").write_text(
        f"T1\tContent {first.start} {first.end};{second.start} {second.end}\twe tried\n"
        f"T2\tCue {MARKED[1].cue[0].start} {MARKED[1].cue[0].end}\tsaid\n"
        "E1\tAttribution:T9 Content:T1 Cue:T2\n",
        encoding="utf-8",
    )
    (tmp_path / "attributions" / "mill_ffff.ann").write_text("T1\tContent 0 4\tMill\nE1\tA:T9 Content:T1\n")
    (article,) = read_marked(tmp_path)
    assert (article.name, article.text) == ("mill", TEXT)
    assert article.attributions == (Marked((first, second), MARKED[1].cue, ()),)


@given(st.integers(0, 10**6))
def test_a_variation_moves_every_place_along(seed: int) -> None:
    varied = vary(ARTICLE, random.Random(seed))
    content = [place.of(varied.text) for a in varied.attributions for place in a.content]
    marks = str.maketrans("“”‘’", "\"\"''")
    plain = [piece.translate(marks).replace("'", '"').strip('"') for piece in content]
    assert plain[0].startswith("that the mill ")
    assert plain[0].endswith("will close in May.")
    assert plain[1:] == ["We tried,", 'It"s over.']
    assert [place.of(varied.text) for a in varied.attributions for place in a.cue] == ["said", "said"]
    assert len(varied.attributions[0].source[0].of(varied.text).split()) == 2


def test_other_names_come_in_everywhere_and_keep_their_gender() -> None:
    seen = {vary(ARTICLE, random.Random(seed)).attributions[0].source[0] for seed in range(40)}
    texts = [vary(ARTICLE, random.Random(seed)).text for seed in range(40)]
    assert len(seen) > 5
    assert any("Mary Jones" in text for text in texts)
    for text in texts:
        surname = text.split(" said that")[0].split()[-1]
        assert f"Mr. {surname}" in text


@pytest.mark.parametrize(
    ("content", "source", "right"),
    [
        ("that the mill “will close in May.”", "Mary Jones", True),
        ("the mill “will close in May", "Jones", True),
        ("the mill", "Mary Jones", False),
        ("that the mill “will close in May.”", "John", False),
        ("that the mill “will close in May.”", None, False),
        ("We tried,", None, False),
        ("of the labor committee", None, False),
    ],
)
def test_an_attribution_is_right_by_half_its_words_and_its_source(
    content: str, source: str | None, right: bool
) -> None:
    assert judge(ARTICLE, [attribution(span(content), span(source) if source else None)]) == [right]


def test_one_marked_attribution_makes_one_found_right() -> None:
    whole, part = span("that the mill “will close in May.”"), span("the mill “will close in")
    found = [attribution(part, span("Mary Jones")), attribution(whole, span("Mary Jones"))]
    assert judge(ARTICLE, found) == [False, True]


def test_figures_of_what_is_marked_itself_are_one() -> None:
    found = [
        Attribution(
            content=a.content,
            cue=a.cue[0],
            source=a.source[0] if a.source else None,
            kind=QuotationKind.MIXED,
            confidence=1.0,
        )
        for a in MARKED
    ]
    best = figures([(ARTICLE, found)])
    assert (best.words, best.exact, best.attributions) == (1.0, 1.0, 1.0)
    assert figures([(ARTICLE, [])]).attributions == 0.0


def _write_marked(folder: Path, sentences: list[tuple[str, str | None]]) -> None:
    """Articles of one sentence each, with the word that is its cue."""
    for part in ("text", "attributions"):
        (folder / part).mkdir()
    for number, (text, cue) in enumerate(sentences):
        (folder / "text" / f"{number}.txt").write_text(text + "\n", encoding="utf-8")
        lines = ""
        if cue is not None:
            start = text.index(cue)
            end = start + len(cue)
            lines = (
                f"T1\tContent {end + 1} {len(text) - 1}\t.\nT2\tCue {start} {end}\t{cue}\n"
                "E1\tAttribution:T9 Content:T1 Cue:T2\n"
            )
        (folder / "attributions" / f"{number}.ann").write_text(lines, encoding="utf-8")


def test_verbs_marked_as_cues_are_learned_to_be_likely_ones(tmp_path: Path) -> None:
    names = ("Ruiz", "Holm", "Okafor", "Dahl", "Keller")
    told = [
        (f"{name} said that the {what} would close.", "said") for name in names for what in ("pier", "mill")
    ]
    not_told = [(f"{name} read the old plan.", None) for name in names]
    _write_marked(tmp_path, [*told, *not_told])
    out = tmp_path / "weights.txt"
    assert main([str(tmp_path), "--out", str(out)]) == 0
    learned = read_weights(out.read_text(encoding="utf-8"))
    assert learned["say", ""] > 0 > learned["read", ""]
    assert learned["", ">that"] > 0
    assert ("", "~noun") not in learned


def test_folders_without_marked_articles_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([str(tmp_path)])
    assert ended.value.code == 2
    assert f"{tmp_path / 'text'} is no folder" in capsys.readouterr().err


def test_weights_are_written_as_the_shipped_ones_are() -> None:
    shipped = SHIPPED.read_text(encoding="utf-8")
    tenths = {sign: round(10 * weight) for sign, weight in read_weights(shipped).items()}
    assert written(tenths) == shipped
