"""Records: one form of a quotation, with an id that stays, narrowed down and read article by article."""

import tracemalloc
from base64 import b32hexencode
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.archive.addresses import article_key, remark_id
from index.archive.repair import repair
from index.archive.store import digest
from index.articles.article import Article
from index.records.archive import Archive
from index.records.reading import find_record, find_speaker
from index.records.record import COLUMNS, Record
from tests.support.articles import FERRY, HARBOUR, SCHOOL, made, many, three
from tests.support.harwick import HARWICK

NAMED = (
    "id, text, kind, speaker, speaker_id, role, source, cue, confidence, corrected, remark_id, article_key, "
    "article_id, title, url, publisher, published, language, start, end, spans, context"
)


@pytest.fixture
def coast(archive: Archive) -> Archive:
    """An archive of three articles of two publishers on three days."""
    archive.add(three(), finder="rules")
    return archive


def test_a_record_has_the_columns_that_others_rely_on() -> None:
    assert ", ".join(COLUMNS) == NAMED


def test_a_record_tells_all_that_is_known_of_a_quotation(coast: Archive) -> None:
    record = next(one for one in coast.records() if one.text == "The children are glad, and so am I,")
    key = record.article_key
    assert record.to_dict() | {"id": "", "confidence": 0, "remark_id": ""} == {
        "id": "",
        "text": "The children are glad, and so am I,",
        "kind": "direct",
        "speaker": "Maria Duarte",
        "speaker_id": record.speaker_id,
        "role": "principal",
        "source": "principal Maria Duarte",
        "cue": "said",
        "confidence": 0,
        "corrected": False,
        "remark_id": "",
        "article_key": key,
        "article_id": "school",
        "title": "School roof repaired",
        "url": None,
        "publisher": "Town Crier",
        "published": "2026-02-03T08:30:00Z",
        "language": None,
        "start": SCHOOL.index("The children"),
        "end": SCHOOL.index('" said principal'),
        "spans": [[SCHOOL.index("The children"), SCHOOL.index('" said principal')]],
        "context": '"The children are glad, and so am I," said principal Maria Duarte.',
    }
    assert record.id.startswith(key)
    assert (record.id + key + str(record.speaker_id) + record.remark_id).isalnum()


def slices(record: Record, text: str) -> None:
    """See that all that a record shows stands in the article at its place."""
    assert record.text == " … ".join(span.of(text) for span in record.spans)
    assert (record.start, record.end) == (record.spans[0].start, max(span.end for span in record.spans))
    assert record.context in text
    assert text[record.start : record.end] in record.context
    for words in (record.source, record.cue):
        assert words is None or words in text


_NAMES = ("Ana Ruiz", "Bo Lind", "the mayor", "she", "Dr. Jo Lee", "the board and Bo Lind")
_SAID = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=40)
_SENTENCES = st.one_of(
    st.builds('"{}," said {}.'.format, _SAID, st.sampled_from(_NAMES)),
    st.builds('"{}," {} said, "{}."'.format, _SAID, st.sampled_from(_NAMES), _SAID),
    st.builds("{} said that {} would “{}”.".format, st.sampled_from(_NAMES), st.sampled_from(_NAMES), _SAID),
    _SAID,
)
ARTICLES = st.lists(
    st.builds(
        lambda lines, publisher, day: made("", "\n\n".join(lines) + "\n", publisher=publisher, published=day),
        st.lists(_SENTENCES, min_size=1, max_size=6),
        st.sampled_from([None, "The Coast", 'Town "Crier"', "=1+1"]),
        st.sampled_from([None, "2026-01-10", "2026-02-03T08:30:00Z"]),
    ),
    min_size=1,
    max_size=3,
)


def numbered(articles: list[Article]) -> list[Article]:
    """The articles, each under an id of its own."""
    from dataclasses import replace

    return [replace(article, id=f"a{number}") for number, article in enumerate(articles)]


@given(articles=ARTICLES)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_law_what_a_record_shows_stands_in_its_article(articles: list[Article]) -> None:
    named = {article.id: article.text for article in numbered(articles)}
    with Archive.temporary(numbered(articles), finder="rules") as archive:
        records = list(archive.records())
        assert len(records) == archive.stats().quotations == len({record.id for record in records})
        for record in records:
            slices(record, named[record.article_id])
            assert (record.speaker is None) == (record.speaker_id is None)


def test_every_quotation_is_a_record_and_every_answer_has_its_id(town: Archive) -> None:
    records = {record.id: record for record in town.records()}
    assert len(records) == town.stats().quotations
    texts = {article.id: article.text for article in HARWICK}
    for record in records.values():
        slices(record, texts[record.article_id])
    answer = town.ask("what did Anna Keller say?", limit=5)
    assert answer.answers
    for passage in answer.answers:
        assert passage.id is not None
        record = records[passage.id]
        assert (record.spans, record.speaker, record.kind.value) == (
            passage.spans, passage.speaker, passage.kind.value
        )  # fmt: skip
        found = find_record(town, record.id)
        assert found is not None
        assert found[1] == record
    assert find_record(town, "nothing") is None
    assert find_record(town, next(iter(records))[:12] + "00000000") is None


def test_an_id_stays_while_the_text_does(coast: Archive, archive_folder: Path, tmp_path: Path) -> None:
    ids = {record.id for record in coast.records()}
    coast.remove(["harbour"])
    coast.add(reversed(three()), finder="rules")
    assert {record.id for record in coast.records()} == ids
    coast.close()
    repair(archive_folder, finder="rules")
    with Archive.open(archive_folder) as again, Archive.create(tmp_path / "other") as other:
        assert {record.id for record in again.records()} == ids
        other.add([made("harbour", HARBOUR), made("ferry", FERRY + "Corrected.\n")], finder="rules")
        of_harbour = {record.id for record in again.records() if record.article_id == "harbour"}
        assert {r.id for r in other.records() if r.article_id == "harbour"} == of_harbour
        edited = {record.id for record in other.records() if record.article_id == "ferry"}
        assert edited
        assert not edited & ids


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({}, {"harbour", "ferry", "school"}),
        ({"speaker": "Solberg"}, {"harbour", "ferry"}),
        ({"speaker": "the principal"}, {"school"}),
        ({"speaker": "Zebulon Quist"}, set()),
        ({"publisher": "the coast"}, {"harbour", "ferry"}),
        ({"publisher": "The Hill"}, set()),
        ({"since": "2026-02-02"}, {"ferry", "school"}),
        ({"since": "2026-02-02", "until": "2026-02-02"}, {"ferry"}),
        ({"until": "2026-01-09"}, set()),
        ({"kind": "direct", "publisher": "Town Crier"}, {"school"}),
        ({"kind": ["mixed", "indirect"], "publisher": "Town Crier"}, set()),
        ({"min_confidence": 1.01}, set()),
    ],
)
def test_records_are_narrowed_down(coast: Archive, wanted: dict[str, Any], found: set[str]) -> None:
    records = list(coast.records(**wanted))
    assert {record.article_id for record in records} == found
    if "Solberg" in wanted.values():
        assert {record.speaker for record in records} == {"Ingrid Solberg"}


def test_a_kind_that_is_none_is_refused(coast: Archive) -> None:
    with pytest.raises(ValueError, match="narration"):
        coast.records(kind="narration")


def test_near_copies_share_the_id_of_their_remark(archive: Archive) -> None:
    said = "The ferry will sail all winter and nobody will be left behind on the quay"
    archive.add(
        [
            made("a", f'Ferry\n\n"{said}," said Ana Ruiz, the captain.\n'),
            made("b", f"Boat\n\n“{said.lower()}”, Ana Ruiz said.\n"),
            made("c", '"No comment at all," said Ana Ruiz.\n'),
            made("d", '"No comment at all," said Bo Lind.\n'),
            made("e", '"No comment, at all!" said Ana Ruiz.\n'),
        ],
        finder="rules",
    )
    remark = {record.article_id: record.remark_id for record in archive.records(kind="direct")}
    assert remark["a"] == remark["b"]
    assert remark["c"] == remark["e"]
    assert len(set(remark.values())) == 3


def test_the_id_of_a_name_that_was_joined_leads_to_the_person(archive: Archive) -> None:
    archive.add([made("a", '"It is late," said Dr. Brandt.\n')], finder="rules")
    (record,) = archive.records()
    old = str(record.speaker_id)
    archive.add([made("b", '"It is early," said Dr. Olga Brandt.\n')], finder="rules")
    (new,) = {str(record.speaker_id) for record in archive.records()}
    assert new != old
    for id_ in (old, new):
        person = find_speaker(archive, id_)
        assert person is not None
        assert person.name == "Olga Brandt"
    assert find_speaker(archive, "nobody") is None


def test_few_records_are_in_memory_however_many_there_are(tmp_path: Path) -> None:
    peaks = []
    for count in (400, 1600):
        with Archive.create(tmp_path / str(count)) as archive:
            archive.add(many(count), finder="rules")
        with Archive.open(tmp_path / str(count)) as archive:
            next(archive.records())  # what is read once, such as word lists
            tracemalloc.start()
            assert sum(1 for _ in archive.records()) == count
            peaks.append(tracemalloc.get_traced_memory()[1])
            tracemalloc.stop()
    assert peaks[1] < 1.5 * peaks[0]


def test_threads_read_records_of_one_archive(town: Archive) -> None:
    from concurrent.futures import ThreadPoolExecutor

    expected = list(town.records())
    with ThreadPoolExecutor(4) as pool:
        for found in pool.map(lambda _: list(town.records()), range(8)):
            assert found == expected


def test_a_notebook_shows_the_first_and_leaves_the_iterator_where_it_is(archive: Archive) -> None:
    archive.add(
        [made("x", '<b>Title</b>\n\n"<script>1</script>," said Ana Ruiz.\n'), *many(30)], finder="rules"
    )
    records = archive.records()
    first = next(records)
    shown = records._repr_html_()
    assert "&lt;script&gt;" in shown
    assert "<script>" not in shown
    assert (shown.count("<tr>"), "and more" in shown) == (21, True)
    rest: Iterator[Record] = records
    assert [first, *rest] == list(archive.records())


def test_records_become_a_frame(coast: Archive) -> None:
    pytest.importorskip("pandas")
    frame = coast.records(speaker="Solberg").to_frame()
    assert list(frame.columns) == list(COLUMNS)
    assert [Record.from_dict(row) for row in frame.to_dict("records")] == list(
        coast.records(speaker="Solberg")
    )


@given(number=st.integers(0, 2**60 - 1), name=st.text(max_size=20))
@settings(deadline=None)
def test_law_ids_are_in_base_32(number: int, name: str) -> None:
    expected = b32hexencode((number << 4).to_bytes(8)).decode("ascii").lower()
    assert remark_id(number) == expected[:12]
    assert article_key(name) == b32hexencode(digest("article", name)).decode("ascii").lower()[:12]
