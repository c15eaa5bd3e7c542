"""Citations: a quotation with all that leads to it, in styles that others read."""

import json
import re
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from index.quotations.quotation import QuotationKind
from index.records.archive import Archive
from index.records.citation import CSL_JSON, HARVARD, Citation, authors, cite, markdown, plain
from index.records.record import Record
from tests.conftest import Ran
from tests.support.articles import made

Run = Callable[..., Ran]
HARBOUR = 'Harbour to stay open\n\n"The harbour will stay open all winter," said mayor Ingrid Solberg.\n'
LINK = "https://coast.example/2026/harbour"


@pytest.fixture
def coast(archive: Archive) -> Archive:
    """An archive of an article that tells all, and of one that tells nothing of itself."""
    told = replace(
        made("told", HARBOUR, publisher="The Coast", published="2026-01-10T09:00:00Z"),
        author="By Ana Ruiz and Bo Lind", url=LINK, language="en",
    )  # fmt: skip
    archive.add([told, made("bare", '"Nobody asked us," said Olga Brandt.\n')], finder="rules")
    return archive


def of(archive: Archive, words: str, author: str | None = None) -> Citation:
    """The citation of the quotation that begins with those words."""
    return Citation(record=next(r for r in archive.records() if r.text.startswith(words)), author=author)


def test_a_citation_leads_to_the_article(coast: Archive) -> None:
    assert plain(of(coast, "The harbour will", "Ana Ruiz")) == (
        "“The harbour will stay open all winter,” — Ingrid Solberg, mayor, as quoted in Ana Ruiz,"
        f" “Harbour to stay open”, The Coast, 10 January 2026, {LINK}"
    )
    assert markdown(of(coast, "The harbour will", "Ana Ruiz")) == (
        "> “The harbour will stay open all winter,”\n>\n> — Ingrid Solberg, mayor, as quoted in"
        f" Ana Ruiz, [Harbour to stay open](<{LINK}>), *The Coast*, 10 January 2026"
    )
    assert plain(of(coast, "Nobody asked")) == (
        "“Nobody asked us,” — Olga Brandt, as quoted in “"
        '"Nobody asked us," said Olga Brandt.”'
    )  # fmt: skip


INDIRECT, MIXED = QuotationKind.INDIRECT, QuotationKind.MIXED


@pytest.mark.parametrize(
    ("change", "begins"),
    [
        ({"kind": INDIRECT, "text": "that it\n rains"}, "that it rains — Olga Brandt, as reported in “"),
        ({"kind": MIXED, "text": 'it was "late"'}, 'it was "late" — Olga Brandt, as quoted in “'),
        ({"text": 'the plan "was late"'}, 'the plan "was late" — Olga Brandt, as quoted in “'),
        ({"text": "One … two"}, "“One … two” — Olga Brandt, as quoted in “"),
        ({"speaker": None, "source": "a\nman"}, "“Nobody asked us,” — a man (not named), as quoted in “"),
        ({"speaker": None, "source": None}, "“Nobody asked us,” — unnamed speaker, as quoted in “"),
    ],
)
def test_words_are_marked_as_what_they_are(coast: Archive, change: dict[str, object], begins: str) -> None:
    one = of(coast, "Nobody asked")
    assert plain(replace(one, record=replace(one.record, **change))).startswith(begins)  # type: ignore[arg-type]


@pytest.mark.parametrize("url", ["javascript:alert(1)", "file:///etc/passwd", "feeds/1", None])
def test_only_addresses_of_the_web_are_links(coast: Archive, url: str | None) -> None:
    one = of(coast, "Nobody asked")
    one = replace(one, record=replace(one.record, url=url))
    assert "](" not in markdown(one)
    assert "URL" not in json.loads(cite([one], CSL_JSON))[0]
    assert url is None or url not in plain(one)


_TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=40).filter(str.strip)


@settings(deadline=None)
@given(words=_TEXTS, title=_TEXTS, speaker=_TEXTS, url=_TEXTS)
def test_law_markdown_shows_the_words_as_they_are(words: str, title: str, speaker: str, url: str) -> None:
    one = Citation(
        record=replace(BARE, text=words, title=title, speaker=speaker, url=f"https://a.example/{url}")
    )
    shown = MarkdownIt("commonmark").parse(markdown(one))
    assert [token.type for token in shown].count("blockquote_open") == 1
    texts = ["".join(child.content for child in token.children or ()) for token in shown if token.children]
    assert texts[0] == f"“{' '.join(words.split())}”" or texts[0] == " ".join(words.split())
    assert texts[1].startswith(f"— {' '.join(speaker.split())}, as quoted in {' '.join(title.split())}")
    kinds = [child.type for token in shown for child in token.children or ()]
    assert set(kinds) <= {"text", "text_special", "link_open", "link_close"}
    assert kinds.count("link_open") == 1


BARE = Record(
    id="a" * 20, text="x", kind=QuotationKind.DIRECT, speaker=None, speaker_id=None, role=None, source=None,
    cue=None, confidence=1.0, corrected=False, remark_id="r", article_key="a" * 12, article_id="a", title="A",
    url=None, publisher=None, published=None, language=None, start=0, end=1, spans=(), context="x",
)  # fmt: skip


@pytest.mark.parametrize(
    ("byline", "expected"),
    [
        ("Ana Ruiz", [("Ruiz", "Ana")]),
        ("Ana Maria Ruiz", [("Ruiz", "Ana Maria")]),
        ("Ana Ruiz and Bo Lind", [("Ruiz", "Ana"), ("Lind", "Bo")]),
        ("Ana Ruiz, Bo Lind, and Cy Young", [("Ruiz", "Ana"), ("Lind", "Bo"), ("Young", "Cy")]),
        ("Ana Ruiz; Bo Lind", [("Ruiz", "Ana"), ("Lind", "Bo")]),
        ("Ana Ruiz & Bo Lind", [("Ruiz", "Ana"), ("Lind", "Bo")]),
        ("The Harbour Board", [("The Harbour Board",)]),
        ("Reuters", [("Reuters",)]),
        ("Ruiz, Ana", [("Ruiz, Ana",)]),
        ("AFP, Reuters", [("AFP, Reuters",)]),
    ],
)
def test_bylines_name_people(byline: str, expected: list[tuple[str, ...]]) -> None:
    assert [tuple(one.values()) for one in authors(byline)] == expected


def test_csl_json_is_what_reference_managers_import(coast: Archive) -> None:
    (item,) = json.loads(cite([of(coast, "The harbour will", "By Ana Ruiz")], CSL_JSON))
    assert item == {
        "id": item["id"],
        "type": "article-newspaper",
        "title": "Harbour to stay open",
        "author": [{"family": "Ruiz", "given": "Ana"}],
        "container-title": "The Coast",
        "issued": {"date-parts": [[2026, 1, 10]]},
        "URL": LINK,
        "language": "en",
        "custom": {
            "quotation": "The harbour will stay open all winter,",
            "kind": "direct",
            "speaker": "Ingrid Solberg",
            "role": "mayor",
            "start": HARBOUR.index("The harbour"),
            "end": HARBOUR.index('" said mayor'),
        },
    }


STYLE = """<style xmlns="http://purl.org/net/xbiblio/csl" class="note" version="1.0">
<info><title>T</title><id>http://x.example/t</id><updated>2026-01-01T00:00:00+00:00</updated></info>
<citation><layout><text variable="title"/></layout></citation>
<bibliography><sort><key variable="title" sort="descending"/></sort>
<layout><text variable="title" suffix="; "/><text variable="container-title"/></layout></bibliography>
</style>"""


def test_styles_of_the_citation_style_language(run: Run, coast: Archive, tmp_path: Path) -> None:
    ids = [record.id for record in coast.records()]
    ran = run("cite", "--archive", coast.folder, *ids, "--style", HARVARD)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines()[0] == (
        f"Ruiz, A. and Lind, B. (2026) “Harbour to stay open”, The Coast, 10 January. Available at: {LINK}."
    )
    own = tmp_path / "own.csl"
    own.write_text(STYLE, encoding="utf-8")
    ran = run("cite", "--archive", coast.folder, *ids, "--style", own)
    assert (ran.code, ran.err) == (0, "")
    assert re.fullmatch(r'Harbour to stay open; The Coast\n\n"Nobody .*\n', ran.out)


def test_citing_in_the_terminal(run: Run, coast: Archive) -> None:
    ids = [record.id for record in coast.records()]
    ran = run("cite", "--archive", coast.folder, ids[0], ids[0], ids[-1])
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.count("\n\n") == 1
    said = "“The harbour will stay open all winter,” — Ingrid Solberg, mayor, as quoted in Ana Ruiz"
    assert ran.out.startswith(said)
    ran = run("cite", "--archive", coast.folder, ids[0], "nothing", "--style", "markdown")
    assert (ran.code, ran.out[:3]) == (1, "> “")
    assert ran.err == "error: no quotation 'nothing' in the archive; `onrecord export` lists the ids\n"


@pytest.mark.parametrize(
    ("style", "code", "error"),
    [
        (
            "apa",
            2,
            "error: argument --style: must be plain, markdown, csl-json, harvard-cite-them-right",
        ),
        ("nowhere.csl", 1, "error: there is no style nowhere.csl; it is a .csl file"),
        ("{bad}", 1, "error: {bad} cannot be used as a style: "),
    ],
)
def test_what_is_no_style(
    run: Run, coast: Archive, tmp_path: Path, style: str, code: int, error: str
) -> None:
    bad = tmp_path / "bad.csl"
    bad.write_text("no style", encoding="utf-8")
    id_ = next(coast.records()).id
    ran = run("cite", "--archive", coast.folder, id_, "--style", style.format(bad=bad))
    wanted = error.format(bad=bad)
    assert (ran.code, ran.out, ran.err[: len(wanted)]) == (code, "", wanted)


def test_a_style_without_its_extra_says_what_to_install(
    run: Run, coast: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "citeproc", None)
    ran = run("cite", "--archive", coast.folder, next(coast.records()).id, "--style", HARVARD)
    what = "a style of the Citation Style Language needs more than is installed"
    assert ran == Ran(1, "", f"error: {what}: pip install '.[citations]'\n")
