"""The index on disk: immutable segments of postings, and the search over a snapshot of them.

A segment is one file that is never changed once it has its name. The archive's manifest says which segments are live
and which of their sentences are deleted; a `Postings` is a snapshot of that, and goes on answering the same whatever
is written, merged or removed meanwhile.
"""

from __future__ import annotations

import json
import os
import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import NamedTuple

from index.bm25 import idf, term_weights
from index.errors import ArchiveDamaged, IndexFormatError

FORMAT = 0


class Document(NamedTuple):
    """A sentence as the index takes it in; `keys` are the labels that searches can require ("person:12")."""

    sentence: int
    terms: Sequence[str]
    keys: Sequence[str] = ()
    day: int | None = None


class Hit(NamedTuple):
    """A sentence that shares a term with the question, and its BM25Plus score."""

    sentence: int
    score: float


class SegmentInfo(NamedTuple):
    """What a written segment holds; `terms` counts every occurrence."""

    name: str
    sentences: int
    terms: int
    bytes: int


def _path(folder: Path, name: str) -> Path:
    return folder / f"{name}.segment"


def write_segment(folder: Path, name: str, documents: Iterable[Document]) -> SegmentInfo:
    """Writes `documents`, ascending by sentence, as one segment; it is on the disk when this returns."""
    last = None
    count = total = 0
    lines = []
    for document in documents:
        if last is not None and document.sentence <= last:
            raise ValueError(f"sentence {document.sentence} does not come after sentence {last}")
        last = document.sentence
        count += 1
        total += len(document.terms)
        lines.append(json.dumps([document.sentence, [*document.terms], [*document.keys], document.day]))
    body = "\n".join(lines).encode()
    head = f"{FORMAT} {zlib.crc32(body)} {len(body)}\n".encode()
    path = _path(folder, name)
    temporary = path.with_suffix(".partial")
    with open(temporary, "wb") as file:
        file.write(head + body)
        file.flush()
        os.fsync(file.fileno())
    os.replace(temporary, path)
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    return SegmentInfo(name, count, total, len(head) + len(body))


def _read(folder: Path, name: str) -> Iterator[Document]:
    path = _path(folder, name)
    try:
        head, _, body = path.read_bytes().partition(b"\n")
    except OSError as error:
        raise ArchiveDamaged(f"{path} cannot be read ({error.strerror})", path=path) from error
    try:
        version, checksum, length = map(int, head.split())
    except ValueError:
        raise ArchiveDamaged(f"{path} is no segment", path=path) from None
    if version != FORMAT:
        raise IndexFormatError(f"{path} has format {version}, not {FORMAT}", path=path, version=version)
    if len(body) != length or zlib.crc32(body) != checksum:
        raise ArchiveDamaged(f"{path} does not hold what was written to it", path=path)
    for line in body.splitlines():
        yield Document(*json.loads(line))


def verify(folder: Path, name: str) -> None:
    """Reads a segment whole; ArchiveDamaged if it is not what was written."""
    for _ in _read(folder, name):
        pass


def merge(
    folder: Path, name: str, segments: Sequence[str], deleted: Mapping[str, Collection[int]] | None = None
) -> SegmentInfo:
    """Writes the living sentences of `segments` as one new segment; the old files stay."""
    deleted = deleted or {}
    documents = [
        document
        for segment in segments
        for document in _read(folder, segment)
        if document.sentence not in deleted.get(segment, ())
    ]
    return write_segment(folder, name, sorted(documents))


def plan_merges(
    segments: Sequence[SegmentInfo], deleted: Mapping[str, int] | None = None, *, budget: int | None = None
) -> list[list[str]]:
    """Which segments to merge now; [] when none."""
    small = [segment for segment in segments if budget is None or segment.bytes * 8 <= budget]
    return [[segment.name for segment in small]] if len(small) >= 8 else []


def remove_leftovers(folder: Path, live: Collection[str]) -> list[str]:
    """Removes the files of segments that are not `live`, and gives their names."""
    removed = []
    for path in [*folder.glob("*.segment"), *folder.glob("*.partial")]:
        if path.suffix == ".partial" or path.stem not in live:
            path.unlink(missing_ok=True)
            removed.append(path.name)
    return sorted(removed)


class Postings:
    """A snapshot of segments: what they hold, less the deleted sentences."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self._documents = sorted(documents)
        self.sentences = len(documents)
        total = sum(len(document.terms) for document in documents)
        self.average_length = total / len(documents) if documents else 0.0

    @classmethod
    def open(
        cls, folder: Path, segments: Sequence[str], deleted: Mapping[str, Collection[int]] | None = None
    ) -> Postings:
        """The snapshot of `segments` without their `deleted` sentences."""
        deleted = deleted or {}
        return cls(
            [
                document
                for segment in segments
                for document in _read(folder, segment)
                if document.sentence not in deleted.get(segment, ())
            ]
        )

    def close(self) -> None:
        """Lets go of the files."""

    def __enter__(self) -> Postings:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def document_frequency(self, term: str) -> int:
        """In how many sentences `term` occurs."""
        return sum(term in document.terms for document in self._documents)

    def idf(self, term: str) -> float:
        """The weight of `term`; 0.0 for one that does not occur."""
        return idf(self.sentences, self.document_frequency(term))

    def _allowed(
        self, require: Sequence[Sequence[str]], since: int | None, until: int | None
    ) -> Iterator[Document]:
        for document in self._documents:
            if not all(any(key in document.keys for key in either) for either in require):
                continue
            if since is not None or until is not None:
                if document.day is None:
                    continue
                if (since is not None and document.day < since) or (
                    until is not None and document.day > until
                ):
                    continue
            yield document

    def search(
        self,
        terms: Sequence[str],
        *,
        limit: int = 10,
        require: Sequence[Sequence[str]] = (),
        since: int | None = None,
        until: int | None = None,
    ) -> list[Hit]:
        """Sentences sharing a term with the question, best first; equal scores in reading order."""
        if isinstance(terms, str):
            raise TypeError("terms are a list of terms, not one text")
        if limit < 0:
            raise ValueError("limit is 0 or more")
        weights = {term: self.idf(term) for term in terms}
        hits = []
        for document in self._allowed(require, since, until):
            if not set(terms) & set(document.terms):
                continue
            import numpy as np

            frequencies = np.array([document.terms.count(term) for term in terms])
            lengths = np.full(len(terms), len(document.terms))
            parts = term_weights(frequencies, lengths, self.average_length)
            score = 0.0
            for term, part in zip(terms, parts.tolist(), strict=True):
                score += weights[term] * part
            hits.append(Hit(document.sentence, score))
        hits.sort(key=lambda hit: (-hit.score, hit.sentence))
        return hits[:limit]

    def matching(
        self,
        require: Sequence[Sequence[str]] = (),
        *,
        since: int | None = None,
        until: int | None = None,
        limit: int | None = None,
        after: int | None = None,
    ) -> list[int]:
        """The sentences that a search with this restriction may find, in reading order."""
        found = [
            document.sentence
            for document in self._allowed(require, since, until)
            if after is None or document.sentence > after
        ]
        return found if limit is None else found[:limit]

    def count(
        self, require: Sequence[Sequence[str]] = (), *, since: int | None = None, until: int | None = None
    ) -> int:
        """How many sentences a search with this restriction may find."""
        return sum(1 for _ in self._allowed(require, since, until))
