"""Looking up articles and people by the short names that stand in addresses, however many there are."""

from __future__ import annotations

import re
from threading import Lock

from index.archive.addresses import speaker_id
from index.people.people import Person
from index.records.archive import Archive

ADDRESS = re.compile("[0-9a-v]{12}")
"""What the short name of an article or of a person looks like."""


class Addresses:
    """The articles and people of one snapshot by their short names, each list read once when first asked for.

    Threads may share it.
    """

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._lock = Lock()
        self._names: dict[str, int] | None = None
        self._people: dict[str, Person] | None = None

    def article(self, key: str) -> int | None:
        """The archive's number of the article of a key; None where there is none."""
        return self._archive.key_at(key)

    def person(self, id_: str) -> Person | None:
        """Whoever goes, or went before names were joined, by the name that an id was made of."""
        with self._lock:
            if self._names is None:
                self._names = {speaker_id(row.name): row.id for row in reversed(self._archive.names())}
            number = self._names.get(id_)
            if number is None and self._people is None:  # a name that is written with titles alone
                self._people = {speaker_id(one.name): one for one in reversed(self._archive.people.persons)}
        if number is not None:
            return self._archive.people.of(number)
        return (self._people or {}).get(id_)
