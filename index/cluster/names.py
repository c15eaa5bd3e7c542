"""Looking names up on a cluster: what is asked for is brought into the working copy, and looked up there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from index.archive.name_index import StoredNames
from index.cluster.loading import Loader
from index.cluster.totals import distinct
from index.names.name import words_of
from index.people.name_book import NameRow, family_of

_NEAR_BY = 500
"""Names of speakers that are looked up along with one."""


class ClusterNames(StoredNames):
    """A book of names that stays on a cluster."""

    def __init__(self, loader: Loader) -> None:
        super().__init__(loader.copy.store)
        self._loader = loader

    def rows(self) -> list[NameRow]:
        """Every name, the most quoted first, then by name."""
        with self._loader.lock:
            self._loader.all_names()
            return super().rows()

    def family(self, keys: Iterable[str]) -> list[list[NameRow]]:
        """The names of each of some families, in that order."""
        wanted = list(keys)
        with self._loader.lock:
            if not all(self._loader.knows("family", key) for key in wanted):
                self._loader.names("family", [*wanted, *self._near_by()])
            return super().family(wanted)

    def _near_by(self) -> list[str]:
        """The families of speakers in articles that were looked at lately, who are asked about next."""
        rows = self._store.rows("SELECT name FROM names WHERE quotations = 0 LIMIT ?", (_NEAR_BY,))
        return [family_of(words_of(name)) for (name,) in rows]

    def weights(self) -> list[tuple[str, int, int]]:
        """Every family with how many names it has, and how often they are quoted."""
        with self._loader.lock:
            self._loader.all_names()
            return super().weights()

    def family_count(self) -> int:
        """How many families there are."""
        with self._loader.lock:
            self._loader.all_names()
            return super().family_count()

    def unjoined(self) -> list[str] | None:
        """None: who is who is not kept on a cluster, but worked out."""
        return None

    def home(self, number: int) -> str | None:
        """The family of the name of that number."""
        with self._loader.lock:
            found = super().home(number)  # a speaker of an article that was looked at, most often
            if found is None:
                self._loader.names("number", [number])
                found = super().home(number)
            return found

    def homes(self, word: str, among: set[str] | None = None) -> set[str]:
        """Families, `among` some if given, with a name that is found by the word."""
        with self._loader.lock:
            self._loader.names("words", [word])
            return super().homes(word, among)

    def offices(self, words: Sequence[str]) -> set[int]:
        """Names that are found by each of the words in a role."""
        with self._loader.lock:
            self._loader.names_with("role_words", words)
            return super().offices(words)

    def has(self, word: str) -> bool:
        """Whether a name is found by the word."""
        with self._loader.lock:
            self._loader.names("words", [word])
            return super().has(word)

    def words(self) -> Sequence[str]:
        """Every word that a name is found by; kept once somebody unknown was asked for."""
        if self._words is None:
            self._words = [str(word) for word in distinct(self._loader, "name", "words")]
        return self._words

    def bearing(self, words: Iterable[str], limit: int) -> list[tuple[int, str]]:
        """Number and text of names that are found by any of the words: the most quoted, so many."""
        wanted = list(words)
        with self._loader.lock:
            self._loader.names("words", wanted)
            return super().bearing(wanted, limit)

    def with_initials(self, letters: str) -> list[int]:
        """The numbers of names whose words in capitals have these initials, in lower case."""
        with self._loader.lock:
            self._loader.names("initials", [letters])
            return super().with_initials(letters)

    def most_quoted(self, count: int) -> list[int]:
        """The numbers of the names that are quoted most, of equals the first added."""
        with self._loader.lock:
            self._loader.most_quoted(count)
            return super().most_quoted(count)
