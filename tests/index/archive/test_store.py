"""Laws of what is stored."""

import shutil
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.analysis.sentences import Sentence
from index.archive.check import check
from index.archive.store import article_digest, digest, pack_sentences, unpack_sentences
from index.archive.writer import day_of
from index.articles.article import Article
from index.records.archive import Archive
from index.spans import Span
from tests.support.articles import FERRY, HARBOUR, SCHOOL, made, many
from tests.support.disk_faults import state

NUMBERS = st.integers(min_value=0, max_value=2**32 - 1)
PARTS = st.lists(st.none() | st.text(max_size=4), max_size=4)
TEXTS = (HARBOUR, FERRY, SCHOOL)
CHANGES = st.lists(
    st.tuples(st.sampled_from("abcd"), st.none() | st.integers(min_value=0, max_value=2)), max_size=8
)


@given(st.lists(st.tuples(NUMBERS, NUMBERS, NUMBERS), max_size=20))
def test_sentences_come_out_as_they_were_packed(rows: list[tuple[int, int, int]]) -> None:
    sentences = [Sentence(number, row[0], Span(row[1], row[2])) for number, row in enumerate(rows)]
    assert unpack_sentences(pack_sentences(sentences)) == sentences


@given(PARTS, PARTS)
def test_a_digest_tells_parts_and_their_limits_apart(one: list[str | None], other: list[str | None]) -> None:
    assert (digest(*one) == digest(*other)) == (one == other)


@given(st.text(min_size=1), st.text(min_size=1))
def test_an_article_is_another_when_its_text_is(one: str, other: str) -> None:
    first, second = (Article(id="x", title="t", text=text) for text in (one, other))
    assert (article_digest(first) == article_digest(second)) == (one == other)


def test_days() -> None:
    assert day_of("2026-02-03") == day_of("2026-02-03T23:59:59+02:00") == 739650
    assert [day_of(published) for published in (None, "", "soon", "2026-02-30")] == [None] * 4


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(CHANGES)
def test_an_archive_that_was_changed_is_as_one_made_afresh(
    tmp_path: Path, changes: list[tuple[str, int | None]]
) -> None:
    changed, fresh = tmp_path / "changed", tmp_path / "fresh"
    for folder in (changed, fresh):
        shutil.rmtree(folder, ignore_errors=True)
    there: dict[str, Article] = {}
    with Archive.create(changed) as archive:
        for name, text in changes:
            if text is None:
                assert archive.remove([name]) == ([name] if there.pop(name, None) else [])
            else:
                there[name] = made(name, TEXTS[text])
                archive.add([there[name]], finder="rules")
    with Archive.create(fresh) as archive:
        archive.add(there.values(), finder="rules")
    assert state(changed) == state(fresh)
    assert check(changed) == check(fresh) == []


def test_an_answer_out_of_many_articles_takes_no_more_statements(tmp_path: Path) -> None:
    counts = []
    for number in (20, 120):  # of both, as many articles are read as an answer looks at
        said: list[str] = []
        with Archive.create(tmp_path / str(number)) as archive:
            archive.add(many(number), finder="rules")
            archive._store.connection.set_trace_callback(said.append)
            assert len(archive.ask("gulls").answers) == 5
        counts.append(len(said))
    assert counts[0] == counts[1] > 0


def test_a_phrase_is_found_however_its_letters_are_written(tmp_path: Path) -> None:
    text = 'Straße\n\n"The STRASSE is closed to İzmir traffic," said warden Olga Brandt.\n'
    with Archive.create(tmp_path / "archive") as archive:
        archive.add([made("street", text)], finder="rules")
        for phrase in ("the strasse IS", "Closed to İZMIR"):
            assert [p.article.id for p in archive.ask(f'who said "{phrase}"?').answers] == ["street"]
