"""The index on disk: immutable segments of postings, and the search over a snapshot of them.

A segment is one file that is never changed once it has its name. The archive's manifest says which segments
are live and which of their sentences are deleted; a `Postings` is a snapshot of that, and goes on answering
the same whatever is written, merged or removed meanwhile. Document frequencies, the number of sentences and
their average length are those of all living sentences, so that scores are exact after every change.
"""

from __future__ import annotations

import threading
from array import array
from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import partial
from heapq import nsmallest
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, NamedTuple

from index.search.bm25 import idf, term_weights, weight
from index.search.few import few_matching
from index.search.kernel import Kernel, load
from index.search.segment import Segment, encode, segment_path

if TYPE_CHECKING:
    from index.search.arrays import U32
    from index.search.filters import Clause


class Hit(NamedTuple):
    """A sentence that shares a term with the question, and its BM25Plus score."""

    sentence: int
    score: float


_FEW = 2_000
"""Deleted sentences that are looked for one by one: sooner than NumPy is there."""
_as_hit = partial(tuple.__new__, Hit)  # half the time of calling Hit


def verify(folder: Path, name: str, *, whole: bool = True) -> None:
    """Reads a segment, all of it or what says where things are; ArchiveDamaged if it is not as written."""
    Segment(folder, name).verify(whole=whole)


def leftovers(folder: Path, live: Collection[str]) -> list[Path]:
    """The files of segments that are not `live`, finished or not, in the order of their names."""
    keep = {segment_path(folder, name).name for name in live}
    return sorted(path for path in folder.glob("*.segment") if path.name not in keep)


def remove_leftovers(folder: Path, live: Collection[str]) -> list[str]:
    """Removes the files of segments that are not `live`, finished or not, and gives their names."""
    gone = leftovers(folder, live)
    for path in gone:
        path.unlink(missing_ok=True)
    return [path.name for path in gone]


class _Part:
    """A segment of a snapshot, with what the snapshot makes of it."""

    __slots__ = ("deleted", "segment", "weights")

    def __init__(self, segment: Segment, deleted: Sequence[int]) -> None:
        self.segment = segment
        self.deleted = array("I", deleted)
        """The places of the sentences that are gone, ascending."""
        self.weights = array("d")
        """What each of the segment's pairs adds at an idf of 1."""

    def weigh(self, average: float, *, compiled: bool) -> None:
        """Make `weights`, beside a compiled search without NumPy."""
        pairs = self.segment.view("pairs")
        frequencies, lengths = pairs[::2], pairs[1::2]
        if compiled:
            both = zip(frequencies, lengths, strict=True)
            self.weights = array("d", [weight(said, length, average) for said, length in both])
            return
        import numpy as np

        made = term_weights(np.array(frequencies), np.array(lengths), average)
        self.weights = array("d", made.tolist())

    def gone(self) -> U32:
        """`deleted`, for NumPy."""
        import numpy as np

        return np.array(self.deleted, np.uint32)

    def frequency(self, number: int) -> int:
        """How many living sentences have the term of that number."""
        count = int(self.segment.view("term_count")[number])
        if not len(self.deleted):
            return count
        if len(self.deleted) <= _FEW:
            return count - sum(self.segment.holds(number, place) for place in self.deleted)
        import numpy as np

        docs, deleted = self.segment.docs(number), self.gone()
        at = np.searchsorted(docs, deleted)
        at[at == count] = 0
        return count - int(np.count_nonzero(docs[at] == deleted))


class _Idfs(dict[int, float]):
    """The idf of each document frequency that was asked for."""

    def __init__(self, sentences: int) -> None:
        super().__init__()
        self._sentences = sentences

    def __missing__(self, frequency: int) -> float:
        self[frequency] = weight = idf(self._sentences, frequency)
        return weight


class Postings:
    """A snapshot of segments: what they hold, less the deleted sentences. Threads may share it."""

    def __init__(self, parts: Sequence[_Part]) -> None:
        # The largest first: its best sentences let a search skip most of the others.
        self._parts = sorted(parts, key=lambda part: -part.segment.sentences)
        self._lock = threading.Lock()
        self._weighted = False
        self._kernel: Kernel | None = None
        self._absent = 0.0
        self.sentences = sum(part.segment.sentences - len(part.deleted) for part in parts)
        terms = 0
        for part in parts:
            lengths = part.segment.view("lengths")
            terms += part.segment.terms - sum(lengths[place] for place in part.deleted)
        self.average_length = terms / self.sentences if self.sentences else 0.0
        self._idfs = _Idfs(self.sentences)

    @classmethod
    def open(
        cls, folder: Path, segments: Sequence[str], deleted: Mapping[str, Collection[int]] | None = None
    ) -> Postings:
        """The snapshot of `segments` without their `deleted` sentences.

        Reads headers only. ArchiveDamaged for a file that is missing or cut short, IndexFormatError for one
        that was written in another format; `verify` finds what else can be wrong with a file.
        """
        parts = []
        for name in segments:
            segment = Segment(folder, name)
            parts.append(_Part(segment, segment.places((deleted or {}).get(name, ()))))
        return cls(parts)

    def close(self) -> None:
        """Lets go of the segments; searches under way finish."""
        self._parts = []
        self._kernel = None

    def __enter__(self) -> Postings:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def document_frequency(self, term: str) -> int:
        """In how many sentences `term` occurs."""
        label, total = encode(term), 0
        for part in self._parts:
            number = part.segment.term_numbers.find(label)
            if number is not None:
                total += part.frequency(number)
        return total

    def terms(self) -> list[str]:
        """Every term of some sentence, each once; terms of deleted sentences may be among them."""
        found = {label for part in self._parts for label in part.segment.term_numbers.labels()}
        return sorted(label.decode("utf-8", "surrogatepass") for label in found)

    def idf(self, term: str) -> float:
        """The weight of `term`; 0.0 for one that does not occur."""
        return self._idfs[self.document_frequency(term)]

    def search(
        self,
        terms: Sequence[str],
        *,
        limit: int = 10,
        require: Sequence[Sequence[str]] = (),
        since: int | None = None,
        until: int | None = None,
    ) -> list[Hit]:
        """Sentences sharing a term with the question, best first; equal scores in reading order.

        A score is what rank-bm25's BM25Plus gives the sentence among all living ones. `require` asks for one
        key of each group; `since` and `until` are days, both included, that leave out sentences without a
        day. No shared term gives []; TypeError for a text in place of a list, ValueError for a negative
        limit.
        """
        check_search(terms, limit, require)
        if not terms or not limit or not self.sentences:
            return []
        kernel = self._weigh()
        if kernel is None or not kernel.takes(terms, require):
            return self._search_numpy(terms, limit, require, since, until)
        groups = [list(either) for either in require]
        limit = min(limit, self.sentences)
        try:
            found = kernel.search(list(terms), limit, self._idfs, groups, since, until)
        except UnicodeEncodeError:  # a lone surrogate, which has no UTF-8
            return self._search_numpy(terms, limit, require, since, until)
        return list(map(_as_hit, found))

    def _search_numpy(
        self,
        terms: Sequence[str],
        limit: int,
        require: Sequence[Sequence[str]],
        since: int | None,
        until: int | None,
    ) -> list[Hit]:
        """`search`, where nothing compiled is at hand."""
        import numpy as np

        from index.search import scorer as scoring

        idfs = {term: self.idf(term) for term in dict.fromkeys(terms)}
        known = [term for term in terms if idfs[term]]
        found: list[Hit] = []
        for part, clauses in zip(self._parts, self._clauses(require, since, until), strict=True):
            places: dict[str, int] = {}
            queries: list[scoring.TermQuery] = []
            for term in dict.fromkeys(known):
                number = part.segment.term_numbers.find(encode(term))
                if number is not None:
                    places[term] = len(queries)
                    queries.append(scoring.TermQuery(number, idfs[term], known.count(term)))
            if not queries or clauses is None:
                continue
            order = [(places.get(term, -1), idfs[term]) for term in known]
            docs, scores = scoring.best(
                part.segment,
                np.array(part.weights),
                self._absent,
                queries,
                order,
                clauses,
                part.gone(),
                limit,
            )
            ids = part.segment.sentence_ids(docs)
            found.extend(map(Hit, ids.tolist(), scores.tolist()))
        return nsmallest(limit, found, key=lambda hit: (-hit.score, hit.sentence))

    def _weigh(self) -> Kernel | None:
        """Makes the tables of weights, once a snapshot; and hands them to the kernel, where there is one."""
        with self._lock:
            if self._weighted:
                return self._kernel
            average, library = self.average_length or 1.0, load()
            self._absent = weight(0, 1, average)
            for part in self._parts:
                part.weigh(average, compiled=library is not None)
            if library is not None:
                segments = [(part.segment, part.deleted, part.weights) for part in self._parts]
                self._kernel = Kernel(library, segments, self._absent)
            self._weighted = True
        return self._kernel

    def _clauses(
        self, require: Sequence[Sequence[str]], since: int | None, until: int | None
    ) -> list[list[Clause] | None]:
        """What each segment's sentences have to satisfy; None where none of them can."""
        from index.search import filters as restrictions

        return [restrictions.clauses(part.segment, require, since, until) for part in self._parts]

    def _matching(
        self, require: Sequence[Sequence[str]], since: int | None, until: int | None
    ) -> Iterator[tuple[_Part, U32]]:
        import numpy as np

        from index.search import filters as restrictions

        for part, clauses in zip(self._parts, self._clauses(require, since, until), strict=True):
            if clauses is None:
                continue
            if clauses:
                docs = restrictions.written_out(clauses[0])
                docs = docs[restrictions.allowed(docs, clauses[1:])]
            else:
                docs = np.arange(part.segment.sentences, dtype=np.uint32)
            if len(part.deleted):
                docs = docs[~np.isin(docs, part.gone(), assume_unique=True)]
            yield part, docs

    def matching(
        self,
        require: Sequence[Sequence[str]] = (),
        *,
        since: int | None = None,
        until: int | None = None,
        limit: int | None = None,
        after: int | None = None,
    ) -> list[int]:
        """The sentences that a search so restricted may find, in reading order; those after `after` only."""
        few = few_matching([(p.segment, p.deleted) for p in self._parts], require, since, until)
        if few is not None:
            return few[0 if after is None else bisect_right(few, after) :][:limit]
        import numpy as np

        parts = [part.segment.sentence_ids(docs) for part, docs in self._matching(require, since, until)]
        ids = np.sort(np.concatenate([np.zeros(0, np.int64), *parts]))
        if after is not None:
            ids = ids[np.searchsorted(ids, after, side="right") :]
        found: list[int] = ids[:limit].tolist()
        return found

    def count(
        self, require: Sequence[Sequence[str]] = (), *, since: int | None = None, until: int | None = None
    ) -> int:
        """How many sentences a search so restricted may find."""
        return sum(len(docs) for _, docs in self._matching(require, since, until))


def check_search(terms: Sequence[str], limit: int, require: Sequence[Sequence[str]]) -> None:
    """Raise TypeError for a text in place of a list, ValueError for a negative limit."""
    if isinstance(terms, str):
        raise TypeError("terms are a list of terms, not one text")
    if limit < 0:
        raise ValueError(f"limit is 0 or more, not {limit}")
    if any(isinstance(either, str) for either in require):
        raise TypeError("require is a list of lists of keys")
