"""What a report of a wrong speaker is of, in the archive as it is now."""

from bot.store.state import Report, State
from index.records.archive import Archive
from index.records.reading import Reader


def reported(archive: Archive, report: Report) -> list[str]:
    """The ids of the quotations that stood under the wrong name, in reading order.

    [] where the article is gone or edited, or where none of them is under that name any more.
    """
    key = archive.key_of(report.article)
    if key is None:
        return []
    there = [
        record
        for record in Reader(archive).article(key)
        if report.start <= record.start and record.end <= report.stop and record.speaker == report.speaker
    ]
    first = report.passage.removesuffix(" …")
    return [record.id for record in there] if any(one.text.startswith(first) for one in there) else []


def take_off(state: State, report: Report) -> None:
    """Takes a report off the list, with those of the same words under the same name by others."""
    for one in state.reports():
        if one[5:] == report[5:]:
            state.remove_report(one.number)
