"""`onrecord review`: the quotations that are least sure, to step through or as a list."""

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from index.archive.corrections import Verdict
from index.cli.context import add_wait, archive_folder, on_terminal, open_archive, put_json
from index.cli.control_characters import visible
from index.cli.correct import full_name, told
from index.cli.plain import indented

if TYPE_CHECKING:
    from index.cli.context import Commands
    from index.records.archive import Archive
    from index.records.record import Record

KEYS = (
    ("y", "right"),
    ("n", "not theirs"),
    ("w", "who?"),
    ("x", "no quotation"),
    ("s", "skip"),
    ("u", "undo"),
    ("q", "quit"),
)
"""What can be pressed, and what it says of the quotation that is shown."""
_VERDICTS = {"y": Verdict.CONFIRMED, "n": Verdict.NOBODY, "x": Verdict.NOT_A_QUOTATION}
_MOST_NAMES = 9


def add_parser(commands: "Commands", common: argparse.ArgumentParser) -> None:
    """Describe the command to the parser."""
    review = commands.add_parser(
        "review",
        parents=[common],
        help="go through the quotations that are least sure",
        description="Shows the quotations that are least sure, those first. On a terminal you say of each"
        " with one key that it is right, whose it is, or that it is none; elsewhere they are listed.",
    )
    review.add_argument(
        "--limit", type=_limit, default=20, metavar="N", help="show at most N quotations (default: 20)"
    )
    review.add_argument("--json", action="store_true", help="print JSON, one record per line")
    add_wait(review)
    review.set_defaults(run=run)


def _limit(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 100_000:
        raise argparse.ArgumentTypeError(f"must be between 1 and 100000, got {text!r}")
    return int(text)


def run(arguments: argparse.Namespace) -> int:
    """The least sure quotations first, without those that somebody has reviewed."""
    archive_folder(arguments)
    with open_archive(arguments) as archive:
        if sys.stdin.isatty() and on_terminal() and not arguments.json:
            _Walk(archive, [record.id for record in _unsure(archive, arguments.limit)]).go()
            return 0
        for number, record in enumerate(_unsure(archive, arguments.limit)):
            if arguments.json:
                put_json(record.to_dict())
            else:
                print(visible("\n".join(([""] if number else []) + _lines(record))))
    return 0


def _unsure(archive: "Archive", limit: int) -> Iterator["Record"]:
    from index.records.reading import Reader

    reviewed = {one.id for one in archive.corrections}
    wanted = archive.least_sure(limit + len(reviewed))
    records = (record for record in Reader(archive).rows(wanted) if record.id not in reviewed)
    for _, record in zip(range(limit), records, strict=False):
        yield record


def _lines(record: "Record") -> list[str]:
    from index.records.marked import who

    head = f"{record.id}  {record.confidence:.2f}  {who(record)} ({record.kind})"
    return [head, *indented(record.text), *indented(f"in: {record.context}"), f"   [{record.article_id}]"]


@dataclass(slots=True)
class _Walk:
    """Going from one quotation to the next, by keys."""

    archive: "Archive"
    ids: list[str]
    place: int = 0
    said: list[tuple[int, Verdict]] = field(default_factory=list)

    def go(self) -> None:
        """Show each quotation and do what the key pressed says, until all are seen or it is to end."""
        from index.cli.keys import single_keys

        if not self.ids:
            print("nothing to review: every quotation has been reviewed")
            return
        with single_keys():
            self._step()
        self._tell()

    def _step(self) -> None:
        from index.cli.keys import read_key
        from index.cli.terminal import show_review
        from index.records.reading import find_record

        shown = -1
        while self.place < len(self.ids):
            found = find_record(self.archive, self.ids[self.place])
            if found is None:  # somebody else took it out meanwhile
                self.place += 1
                continue
            names = self._others(found[1])
            if shown != self.place:
                show_review(found[1], f"{self.place + 1} of {len(self.ids)}", names, KEYS)
                shown = self.place
            key = read_key().lower()
            if key in ("q", "\x04", ""):
                break
            if self._press(key, names):
                shown = -1

    def _press(self, key: str, names: list[str]) -> bool:
        """Do what a key says of the quotation in place; whether there is something new to show."""
        from index.cli.keys import read_line

        if key == "u":
            return self._undo()
        if key in ("s", " "):
            self.place += 1
        elif key in _VERDICTS:
            self._say(_VERDICTS[key], None)
        elif key.isdecimal() and 1 <= int(key) <= len(names):
            self._say(Verdict.SPEAKER, names[int(key) - 1])
        elif key == "w":
            typed = read_line("who said it? ")
            name = full_name(self.archive, typed) if typed else None
            if name is not None:
                self._say(Verdict.SPEAKER, name)
        else:
            return False
        return True

    def _say(self, verdict: Verdict, name: str | None) -> None:
        id_ = self.ids[self.place]
        self.archive.correct(id_, verdict, name)
        print(visible(f"  -> {told(self.archive, id_, verdict, name)}"))
        self.said.append((self.place, verdict))
        self.place += 1

    def _undo(self) -> bool:
        """Take back the last word, and go back to what it was said of."""
        if not self.said:
            print("nothing to undo")
            return False
        self.place, _ = self.said.pop()
        self.archive.correct(self.ids[self.place], None)
        print("  -> taken back")
        return True

    def _others(self, record: "Record") -> list[str]:
        """The others whom the article quotes, the most quoted first."""
        key = self.archive.key_at(record.article_key)
        rows = self.archive.quotations_of(key) if key is not None else []
        people = (self.archive.people.of(number) for row in rows for number in row.names)
        counts = Counter(person.name for person in people if person is not None)
        names = [name for name, _ in counts.most_common() if name != record.speaker]
        return names[:_MOST_NAMES]

    def _tell(self) -> None:
        right = sum(verdict is Verdict.CONFIRMED for _, verdict in self.said)
        left = len(self.ids) - len(self.said)
        print(f"confirmed {right}, corrected {len(self.said) - right}, left {left}")
