"""What people take away: `/export WHOM` as a CSV document, and `/trends QUESTION` as a picture."""

import io
import re
import tempfile
from datetime import datetime
from itertools import islice
from pathlib import Path

from bot.conversation.answer_cache import AnswerCache
from bot.conversation.markup import escape, name, one_line
from bot.conversation.namesakes import some_people, which
from bot.conversation.replies import Attachment, Reply, Who
from bot.store.state import State
from index.errors import MissingExtra
from index.people.lookup import find_people
from index.records.export import Format, write
from index.records.trends import By, Trend, trend

MOST_RECORDS = 20_000
"""In one document, which stays far below the 50 MB that Telegram takes of a bot."""

_BARS = 24
"""Periods that are told in words where there is no picture."""

_BY = re.compile(r"[\s,]*\bby (day|week|month|year)\s*$", re.IGNORECASE)


class TakeAway:
    """Makes documents and pictures. May be used from several threads."""

    def __init__(self, finder: AnswerCache, state: State) -> None:
        self._finder = finder
        self._state = state

    def export(self, argument: str, who: Who) -> Reply:
        """Everything that somebody is quoted with, one record a line, as a document."""
        archive, asked = self._finder.archive, " ".join(argument.split())
        if not asked:
            one = name(some_people(archive.people, 1)[0], 80)
            return _said(f"Tell me whose quotations you would like, for example: /export {one}", "no_name")
        found = find_people(archive.people, asked)
        if len(found) != 1:
            return which(self._state, who, "export", asked, found, archive.people)
        person = found[0]
        records = archive.records(speaker=person.name)
        file = io.StringIO(newline="")
        count = write(islice(records, MOST_RECORDS), Format.CSV, file, spreadsheet=True)
        left = next(records, None) is not None
        text = f"{count:,} quotation{'s' if count != 1 else ''} of <b>{name(person.name, 80)}</b>"
        text += f"; the rest is left out, since one document holds {MOST_RECORDS:,}." if left else "."
        document = Attachment(f"{_file_name(person.name)}.csv", file.getvalue().encode())
        return Reply(html=text, outcome="exported", attachment=document)

    def trends(self, argument: str, who: Who) -> Reply:
        """How often somebody is quoted (on a topic) over time, as a picture; in words where there is none."""
        found = _BY.search(argument)
        by = By(found[1].lower()) if found else By.MONTH
        question = " ".join(_BY.sub("", argument).split())
        archive = self._finder.archive
        if not question:
            some = name(some_people(archive.people, 1)[0], 80)
            text = f"Tell me whom and what to count, for example: /trends {some}, or /trends {some} by year"
            return _said(text, "no_name")
        counted = trend(archive, question, by, today=datetime.now().astimezone().date())
        for one in counted.unsettled:
            rest = question.replace(one.written, "{}", 1) if one.written in question else "{}"
            form = f"{rest} by {by.value}"
            return which(self._state, who, "trends", one.written, one.people, archive.people, form)
        if not any(period.appearances for period in counted.periods):
            why = f" {counted.undated} are in articles without a date." if counted.undated else ""
            return _said(f"There are no {counted.counted} in any period.{why}", "no_quotation")
        notes = [f"<i>{escape(one_line(note))}</i>" for note in counted.notes[:2]]
        text = "\n".join([_caption(counted), *notes])
        try:
            picture = Attachment("trend.png", _picture(counted), picture=True)
        except MissingExtra:
            return Reply(html="\n".join([text, *_bars(counted)]), outcome="trends")
        return Reply(html=text, outcome="trends", attachment=picture)


def _caption(counted: Trend) -> str:
    appearances = sum(period.appearances for period in counted.periods)
    remarks = sum(period.remarks for period in counted.periods)
    first, last = counted.periods[0].period, counted.periods[-1].period
    what = escape(counted.counted[0].upper() + counted.counted[1:])
    undated = f", and {counted.undated} in articles without a date" if counted.undated else ""
    between = first if first == last else f"{first} to {last}"
    return f"{what}: {appearances} from {between} ({remarks} without near-copies){undated}."


def _picture(counted: Trend) -> bytes:
    from index.records.plot import plot

    with tempfile.TemporaryDirectory(prefix="onrecord-") as folder:
        path = Path(folder) / "trend.png"
        plot(counted, path)
        return path.read_bytes()


def _bars(counted: Trend) -> list[str]:
    shown = counted.periods[-_BARS:]
    most = max(period.appearances for period in shown) or 1
    return [
        f"<code>{p.period} {'▇' * round(12 * p.appearances / most)}</code> {p.appearances}" for p in shown
    ]


def _file_name(person: str) -> str:
    plain = re.sub(r"[^\w-]+", "-", one_line(person, 60)).strip("-").lower()
    return plain or "quotations"


def _said(text: str, outcome: str) -> Reply:
    return Reply(html=escape(text), outcome=outcome)
