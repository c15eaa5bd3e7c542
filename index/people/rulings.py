"""The operator's rulings on who is who: a small file in the archive's folder.

# people.txt: one ruling a line
Robert Gates = Bob Gates = Secretary Gates
John Smith != John A. Smith
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from index.errors import ArchiveError

FILE = "people.txt"


@dataclass(frozen=True, slots=True)
class Rulings:
    """Names that are one person's, and pairs that are not; case does not count."""

    joined: tuple[tuple[str, ...], ...] = ()
    split: frozenset[frozenset[str]] = frozenset()

    def apart(self, one: str, other: str) -> bool:
        """Whether the operator says that two names are two people's."""
        return bool(self.split) and frozenset((one.casefold(), other.casefold())) in self.split


def read_rulings(folder: Path) -> Rulings:
    """The rulings in the archive's folder; none where there is no file. ArchiveError names the line."""
    path = folder / FILE
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return Rulings()
    except (OSError, UnicodeDecodeError) as error:
        raise ArchiveError(f"{path}: cannot be read as UTF-8 text: {error}", path=path) from error
    return parse_rulings(text, path)


def parse_rulings(text: str, path: Path) -> Rulings:
    """The rulings in `text`; `path` is where errors say it stands."""
    joined: list[tuple[str, ...]] = []
    split: set[frozenset[str]] = set()
    for number, line in enumerate(text.splitlines(), 1):
        ruling = line.partition("#")[0].strip()
        if not ruling:
            continue
        mark = "!=" if "!=" in ruling else "="
        names = [name.strip() for name in ruling.split(mark)]
        if len(names) < 2 or not all(names) or any("=" in name for name in names):
            raise ArchiveError(
                f"{path}, line {number}: {ruling!r} is not a rule; write `Name = Other name` for one person"
                " or `Name != Other name` for two",
                path=path,
            )
        if mark == "=":
            joined.append(tuple(names))
        else:
            split |= {frozenset((a.casefold(), b.casefold())) for a in names for b in names if a != b}
    return Rulings(tuple(joined), frozenset(split))
