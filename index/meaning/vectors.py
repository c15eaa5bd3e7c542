"""Texts as vectors: the sum of their word pieces' vectors, distilled once from a sentence encoder."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache, cached_property
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from index.errors import ModelError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MODEL = Path(__file__).parent / "weights"
VECTORS, SCALES, PIECES, DIGESTS = "vectors.npy", "scales.npy", "pieces.txt", "digests.json"
_WORD = re.compile(r"[^\W_]+|[^\w\s]")
_LONGEST = 40  # letters of a word; longer ones have no vector
_ROOM = 2_000  # words whose vectors there is room for at first
_KEPT = 50_000  # and are kept at hand at most


class Vectors:
    """The vectors of a folder that holds `vectors.npy`, `scales.npy`, `pieces.txt` and `digests.json`.

    Raises ModelError where a file is missing or is not the one that its digest tells.
    """

    def __init__(self, folder: Path = MODEL) -> None:
        _check(folder)
        import numpy as np

        self._vectors = np.asarray(np.load(folder / VECTORS, mmap_mode="r"))  # a plain view costs less
        self._scales = np.load(folder / SCALES)
        pieces = (folder / PIECES).read_text(encoding="utf-8").splitlines()
        self._piece = {piece: number for number, piece in enumerate(pieces)}
        self._lock = Lock()
        self._row: dict[str, int] = {}
        self._table = np.zeros((_ROOM, self._vectors.shape[1]), dtype=np.float32)

    def of(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """A row of length 1 for each text, in their order; of zeros where a text holds no known word."""
        import numpy as np

        found = np.zeros((len(texts), self._vectors.shape[1]), dtype=np.float32)
        with self._lock:  # threads share the words that have been seen
            if len(self._row) > _KEPT:
                self._row, self._table = {}, np.zeros_like(self._table)
            known, number = self._row, self._number
            words = [
                [known[word] if word in known else number(word) for word in _WORD.findall(text.casefold())]
                for text in texts
            ]
            table = self._table
        for place, own in enumerate(words):
            if own:
                found[place] = table[own].sum(axis=0)
        lengths = np.sqrt((found * found).sum(axis=1, keepdims=True))
        rows: NDArray[np.float32] = found / np.maximum(lengths, 1e-9)
        return rows

    def nearness(self, text: str, others: Sequence[str]) -> list[float]:
        """How near each of `others` is to `text`: cosines, from -1 to 1; 0 where a text is empty."""
        if not others:
            return []
        rows = self.of([text, *others])
        return [float(cosine) for cosine in rows[1:] @ rows[0]]

    def word_by_word(self, words: Sequence[str], others: Sequence[str]) -> NDArray[np.float32]:
        """How near each of `others` (the columns) is to each of `words` (the rows), all in lower case."""
        import numpy as np

        with self._lock:
            numbers = [self._number(word) for word in (*words, *others)]
            rows = self._table[numbers]
        rows /= np.maximum(np.sqrt((rows * rows).sum(axis=1, keepdims=True)), 1e-9)
        near: NDArray[np.float32] = rows[: len(words)] @ rows[len(words) :].T
        return near

    def knows(self, word: str) -> bool:
        """Whether a word in lower case is one of the commonest of English, which are pieces by themselves."""
        return word in self._piece

    @cached_property
    def words(self) -> list[str]:
        """The commonest words of English, in lower case."""
        return [piece for piece in self._piece if piece.isalpha()]

    def _number(self, word: str) -> int:
        """The row of a word in lower case, made of its pieces the first time."""
        number = self._row.get(word)
        if number is None:
            import numpy as np

            pieces = self._pieces(word)
            vector = (self._vectors[pieces] * self._scales[pieces, None]).sum(axis=0)
            number = len(self._row)
            if number == len(self._table):
                self._table = np.concatenate([self._table, np.zeros_like(self._table)])
            self._table[number] = vector
            self._row[word] = number
        return number

    def _pieces(self, word: str) -> list[int]:
        """The longest known pieces of a word one after the other; none where a rest is of no known piece."""
        if not word.isascii():
            plain = unicodedata.normalize("NFD", word)
            word = "".join(letter for letter in plain if not unicodedata.combining(letter))
        found: list[int] = []
        start = 0
        while start < len(word) <= _LONGEST:
            for end in range(len(word), start, -1):
                number = self._piece.get(("##" if start else "") + word[start:end])
                if number is not None:
                    found.append(number)
                    start = end
                    break
            else:
                return []
        return found


@cache
def shipped_vectors() -> Vectors:
    """The package's own vectors, loaded once a process."""
    return Vectors()


def _check(folder: Path) -> None:
    """Raise ModelError unless every file is the one whose digest stands beside it."""
    import hashlib
    import json

    try:
        digests: dict[str, str] = json.loads((folder / DIGESTS).read_text(encoding="utf-8"))
        for name, digest in digests.items():
            if hashlib.sha256((folder / name).read_bytes()).hexdigest() != digest:
                raise ModelError(f"{folder / name} is not the file that was shipped; install again")
    except (OSError, ValueError, AttributeError) as error:
        raise ModelError(f"the vectors in {folder} are not complete ({error}); install again") from error
