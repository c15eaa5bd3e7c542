"""What somebody said, in the order and with the remarks that reading it whole tells."""

from pathlib import Path

import pytest

from index.records.archive import Archive
from tests.support.newsroom import newsroom

FORMATS = sorted(path.name for path in (Path(__file__).parents[2] / "golden").glob("format-*"))


def _told(archive: Archive) -> None:
    for person in archive.people.persons:
        rows = archive.quotations_by(person.name_ids)
        rows.sort(key=lambda row: (row.day is None, -(row.day or 0), -row.article, row.id))
        remark = archive.remarks(rows)
        wanted = [(row.id, row.article, row.day, remark[row.id]) for row in rows]
        assert [tuple(one) for one in archive.said_by(person.name_ids)] == wanted, person.name


def test_what_somebody_said_comes_newest_first() -> None:
    with Archive.temporary(newsroom(), finder="rules") as archive:
        _told(archive)
        keller = next(one for one in archive.people.persons if one.name == "Anna Keller")
        days = [one.day for one in archive.said_by(keller.name_ids)]
        assert days[-1] is None
        assert len({one.remark for one in archive.said_by(keller.name_ids)}) < len(days)
        assert archive.said_by([]) == []


@pytest.mark.parametrize("name", FORMATS)
def test_an_older_archive_tells_it_too(name: str, tmp_path: Path) -> None:
    from shutil import copytree

    folder = Path(copytree(Path(__file__).parents[2] / "golden" / name, tmp_path / name))
    with Archive.open(folder) as archive:
        _told(archive)
