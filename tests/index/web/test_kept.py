"""What is kept for whoever asks the same: the newest, so many, and nothing of an archive that has changed."""

from functools import partial
from pathlib import Path

from index.records.archive import Archive
from index.web.kept import Kept
from index.web.service import Service
from index.web.site import Site
from tests.support.articles import made


def test_the_last_values_asked_for_are_kept() -> None:
    made_of: list[int] = []

    def make(number: int) -> int:
        made_of.append(number)
        return -number

    kept = Kept[int](2)
    assert [kept.get(number, partial(make, number)) for number in (1, 2, 1, 3, 1, 2)] == [
        -1,
        -2,
        -1,
        -3,
        -1,
        -2,
    ]
    assert made_of == [1, 2, 3, 2]


def test_an_answer_is_kept_until_the_archive_changes(filled: Path) -> None:
    with Archive.open(filled) as archive:
        service = Service(archive, Site.of(url=None, host="127.0.0.1", port=8080))
        view = service.view()
        answer = view.ask("what did Solberg say?")
        assert view.ask("what did Solberg say?") is answer
        assert view.ask("what did Solberg say?", limit=1) is not answer
        with Archive.open(filled) as writer:
            writer.add([made("new", "News\n\n“We leave,” said Ingrid Solberg.\n")], finder="rules")
        assert service.view() is not view
        again = service.view().ask("what did Solberg say?", limit=50)
        assert "We leave," in [passage.text for passage in again.answers]
        assert view.ask("what did Solberg say?") is answer  # whoever is at work keeps what they began with
        service.view().archive.close()
