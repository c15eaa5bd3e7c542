"""The segment file: its layout, its checksums, and reading it through a memory map.

    4096 bytes   magic, format number, length and CRC-32 of a JSON header, which says where each section lies
    sections     arrays of one type each, little-endian, each with its CRC-32 in the header

What the sections hold, for `n` sentences numbered 0 to n - 1 in reading order within the segment:

    id_first, id_sentence      sentence numbers as runs: from this place on, ids count up from that id
    day_first, day_value       days as runs in the same way; NO_DAY where the article has no date
    lengths                    terms a sentence
    pairs                      the distinct (frequency, length) of postings, commonest first: 255 are codes
    term_*                     the vocabulary, in order of (CRC-32, bytes), found by the CRC's first bits
    sparse_docs, sparse_codes  postings of rarer terms: sentence in 4 bytes, code of its pair in 1
    dense_docs, dense_codes    postings of frequent terms: the sentence's last 16 bits and the code
    dense_seen                 which of the 256 codes a frequent term has, one bit each
    dense_chunks               where each chunk of 65,536 sentences begins in a frequent term's postings
    rare_at, rare_pair         postings whose pair is beyond the 255 codes
    key_*                      the filters' labels and their sentences, as numbers or as runs

A pair of frequency and length is all that BM25 asks of a posting, so that weights are one look-up in a table
of 256 made when a snapshot's average length is known. Three bytes a posting, and no weight on the disk goes
stale.
"""

from __future__ import annotations

import json
import mmap
import os
import struct
import sys
import zlib
from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.errors import ArchiveDamaged, IndexFormatError

FORMAT = 1
MAGIC = b"onrecord"
HEADER_SIZE = 4096
_NEW = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)
HEADER = struct.Struct("<8sIII")
NO_DAY = -(2**31)
RARE = 255
CHUNK_BITS = 16
CONTENT = frozenset({"lengths", "sparse_docs", "sparse_codes", "dense_docs", "dense_codes", "key_docs"})
"""The sections that grow with every posting: two thirds of a file, none of which says where anything is."""

# Native arrays are written as they lie in memory.
assert sys.byteorder == "little", "segments are written and read on little-endian machines only"

U8 = NDArray[np.uint8]
U16 = NDArray[np.uint16]
U32 = NDArray[np.uint32]
I64 = NDArray[np.int64]
F64 = NDArray[np.float64]


class SegmentInfo(NamedTuple):
    """What a written segment holds; `terms` counts every occurrence."""

    name: str
    sentences: int
    terms: int
    bytes: int


def segment_path(folder: Path, name: str) -> Path:
    """Where the segment of that name lies."""
    return folder / f"{name}.segment"


def dense_minimum(sentences: int) -> int:
    """From which document frequency on a term's postings are stored by chunk: where that is the smaller."""
    return max(64, 4 * (chunk_count(sentences) + 1))


def chunk_count(sentences: int) -> int:
    """How many chunks of 65,536 sentences there are."""
    return (sentences + (1 << CHUNK_BITS) - 1) >> CHUNK_BITS


def encode(label: str) -> bytes:
    """A term or key as the file holds it; a lone surrogate is kept."""
    return label.encode("utf-8", "surrogatepass")


class SegmentFile:
    """Writes a segment's sections, and last the header: a file that a killed writer left behind has none.

    The file has its name from the start. Whether it counts is for the manifest to say, so that a rename would
    add nothing but a second wait for the disk.
    """

    def __init__(self, folder: Path, name: str) -> None:
        self.name = name
        self.path = segment_path(folder, name)
        mode = folder.stat().st_mode & 0o666  # as readable as its folder
        self._file = os.fdopen(os.open(self.path, _NEW, mode), "wb", buffering=0)
        self._end = HEADER_SIZE
        self._sections: dict[str, list[Any]] = {}
        self._cursor: dict[str, int] = {}

    def reserve(self, section: str, dtype: str, count: int) -> None:
        """Makes room for `count` items, to be written in any number of pieces."""
        size = np.dtype(dtype).itemsize * count
        self._sections[section] = [dtype, self._end, count, 0]
        self._cursor[section] = self._end
        self._end += -(-size // 8) * 8

    def extend(self, section: str, items: NDArray[Any]) -> None:
        """Writes the next items of a section."""
        entry = self._sections[section]
        data = np.ascontiguousarray(items, dtype=entry[0]).view(np.uint8).data
        entry[3] = zlib.crc32(data, entry[3])
        self._file.seek(self._cursor[section])
        written = 0
        while written < len(data):
            written += self._file.write(data[written:])
        self._cursor[section] += len(data)

    def add(self, section: str, items: NDArray[Any]) -> None:
        """Writes a whole section."""
        self.reserve(section, items.dtype.str, len(items))
        self.extend(section, items)

    def finish(self, facts: Mapping[str, int]) -> SegmentInfo:
        """Completes the file; it is on the disk when this returns."""
        header = json.dumps({**facts, "size": self._end, "sections": self._sections}).encode()
        if HEADER.size + len(header) > HEADER_SIZE:
            raise AssertionError("the segment's header is too long")
        self._file.truncate(self._end)
        self._file.seek(0)
        self._file.write(HEADER.pack(MAGIC, FORMAT, len(header), zlib.crc32(header)) + header)
        os.fsync(self._file.fileno())
        self._file.close()
        sync_folder(self.path.parent)
        return SegmentInfo(self.name, facts["sentences"], facts["terms"], self._end)

    def abandon(self) -> None:
        """Takes the unfinished file away."""
        self._file.close()
        self.path.unlink(missing_ok=True)


def sync_folder(folder: Path) -> None:
    """Makes a new name in `folder` survive a power cut, where the system can."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


class Vocabulary:
    """Terms or keys of a segment: from a label to its number, and back."""

    __slots__ = ("_buckets", "_bytes", "_offsets", "shift")

    def __init__(self, segment: Segment, kind: str) -> None:
        self._bytes = segment.view(f"{kind}_bytes")
        self._offsets = segment.view(f"{kind}_offsets")
        self._buckets = segment.view(f"{kind}_buckets")
        self.shift = 33 - (len(self._buckets) - 1).bit_length()

    def __len__(self) -> int:
        return len(self._offsets) - 1

    def find(self, label: bytes) -> int | None:
        """The label's number in this segment; None where it has none."""
        bucket = zlib.crc32(label) >> self.shift
        offsets = self._offsets
        for number in range(self._buckets[bucket], self._buckets[bucket + 1]):
            if self._bytes[offsets[number] : offsets[number + 1]] == label:
                return number
        return None

    def labels(self) -> list[bytes]:
        """All labels, in the file's order."""
        data = bytes(self._bytes)
        offsets = self._offsets.tolist()
        return [data[start:end] for start, end in pairwise(offsets)]


class Segment:
    """A segment file, mapped into memory; pages are read as they are touched and shared between processes."""

    def __init__(self, folder: Path, name: str) -> None:
        self.name = name
        self.path = segment_path(folder, name)
        try:
            with self.path.open("rb") as file:
                self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or "it is empty"
            raise ArchiveDamaged(f"{self.path} cannot be read: {reason}", path=self.path) from error
        header = self._read_header()
        self._sections: dict[str, list[Any]] = header["sections"]
        self.sentences: int = header["sentences"]
        self.terms: int = header["terms"]
        self.chunks = chunk_count(self.sentences)
        self.dense_minimum = dense_minimum(self.sentences)
        self.term_numbers = Vocabulary(self, "term")
        self.key_numbers = Vocabulary(self, "key")
        self.id_first: U32 = self.array("id_first")
        self.id_sentence: I64 = self.array("id_sentence")
        self.term_start: U32 = self.array("term_start")
        self.term_count: U32 = self.array("term_count")
        self.sparse_docs: U32 = self.array("sparse_docs")
        self.sparse_codes: U8 = self.array("sparse_codes")
        self.dense_docs: U16 = self.array("dense_docs")
        self.dense_codes: U8 = self.array("dense_codes")
        self.dense_start: I64 = self.array("dense_start")
        self.dense_chunks: U32 = self.array("dense_chunks")
        self.rare_at: I64 = self.array("rare_at")
        self.rare_pair: U32 = self.array("rare_pair")
        self.key_start: U32 = self.array("key_start")
        self.key_count: U32 = self.array("key_count")
        self.all_key_docs: U32 = self.array("key_docs")
        self.day_first: U32 = self.array("day_first")
        self.day_value: NDArray[np.int32] = self.array("day_value")
        pairs: U32 = self.array("pairs")
        self.pairs = pairs.reshape(-1, 2)

    def _read_header(self) -> Any:
        start = self._map[: HEADER.size]
        if len(start) < HEADER.size or not start.startswith(MAGIC):
            raise ArchiveDamaged(f"{self.path} is not a segment of an onrecord archive", path=self.path)
        _, version, length, checksum = HEADER.unpack(start)
        if version != FORMAT:
            raise IndexFormatError(
                f"{self.path} has format {version}; this program reads format {FORMAT}",
                path=self.path,
                version=version,
            )
        text = self._map[HEADER.size : HEADER.size + length]
        if len(text) != length or zlib.crc32(text) != checksum:
            raise ArchiveDamaged(f"{self.path} has a damaged header", path=self.path)
        header = json.loads(text)
        if header["size"] != len(self._map):
            message = f"{self.path} is {len(self._map)} bytes long; expected {header['size']}"
            raise ArchiveDamaged(message, path=self.path)
        return header

    def close(self) -> None:
        """Does nothing to searches under way: the map goes when the last array over it goes."""

    def array(self, section: str) -> NDArray[Any]:
        """A section as an array over the map."""
        dtype, offset, count, _ = self._sections[section]
        return np.frombuffer(self._map, dtype=dtype, count=count, offset=offset)

    def view(self, section: str) -> memoryview:
        """A section as a memoryview, quicker than an array for single items."""
        return self.array(section).data

    def pieces(self, size: int) -> Iterator[bytes]:
        """The whole file, so many bytes at a time."""
        for start in range(0, len(self._map), size):
            yield self._map[start : start + size]

    def verify(self, *, whole: bool = True) -> None:
        """Reads every section; ArchiveDamaged where one is not what was written.

        Unless `whole`, the sections of `CONTENT` are left out. The others say where things are, and a search
        that took them wrong would read beside the file.
        """
        with memoryview(self._map) as data:
            for section, (dtype, offset, count, checksum) in self._sections.items():
                if not whole and section in CONTENT:
                    continue
                size = np.dtype(dtype).itemsize * count
                if zlib.crc32(data[offset : offset + size]) != checksum:
                    message = f"{self.path} does not contain what was written to it (section {section})"
                    raise ArchiveDamaged(message, path=self.path)

    def sentence_ids(self, docs: NDArray[Any]) -> I64:
        """The archive's sentence ids of sentences given by their place in the segment."""
        run = np.searchsorted(self.id_first, docs, side="right") - 1
        return self.id_sentence[run] + (docs.astype(np.int64) - self.id_first[run])

    def places(self, sentences: NDArray[np.int64]) -> U32:
        """The places of those sentence ids that the segment holds, ascending."""
        if not self.sentences or not len(sentences):
            return np.zeros(0, np.uint32)
        sentences = np.unique(sentences)
        run = np.searchsorted(self.id_sentence, sentences, side="right") - 1
        sentences, run = sentences[run >= 0], run[run >= 0]
        ends = np.append(self.id_first[1:], np.uint32(self.sentences)).astype(np.int64)
        docs = self.id_first[run] + (sentences - self.id_sentence[run])
        return docs[docs < ends[run]].astype(np.uint32)

    def docs(self, term: int) -> U32:
        """The sentences with the term of that number, ascending."""
        start, count = int(self.term_start[term]), int(self.term_count[term])
        if count < self.dense_minimum:
            return self.sparse_docs[start : start + count]
        first = int(self.dense_start[start])
        chunks = self.dense_chunks[start * (self.chunks + 1) : (start + 1) * (self.chunks + 1)]
        bases = np.arange(self.chunks, dtype=np.uint32) << np.uint32(CHUNK_BITS)
        docs: U32 = np.repeat(bases, (chunks[1:] - chunks[:-1]).astype(np.int64))
        docs += self.dense_docs[first : first + count]
        return docs

    def codes(self, term: int) -> tuple[U8, int]:
        """The codes of a term's postings, and the place of the first in `rare_at`'s count."""
        start, count = int(self.term_start[term]), int(self.term_count[term])
        if count < self.dense_minimum:
            return self.sparse_codes[start : start + count], start
        first = int(self.dense_start[start])
        return self.dense_codes[first : first + count], len(self.sparse_codes) + first

    def pair_numbers(self, codes: U8, first: int) -> U32:
        """Which of `pairs` each posting has, those without a code included."""
        numbers = codes.astype(np.uint32)
        low, high = np.searchsorted(self.rare_at, (first, first + len(codes)))
        if high > low:
            numbers[self.rare_at[low:high] - first] = self.rare_pair[low:high]
        return numbers

    def postings(self, low: int, high: int) -> tuple[U32, U32]:
        """Sentences and frequencies of the terms from `low` to before `high`, one term after the other."""
        counts = self.term_count[low:high].astype(np.int64)
        docs = np.empty(int(counts.sum()), np.uint32)
        numbers = np.empty(len(docs), np.uint32)
        dense = np.repeat(counts >= self.dense_minimum, counts)
        in_dense = counts >= self.dense_minimum
        starts = self.term_start[low:high].astype(np.int64)
        if not in_dense.all():
            first = int(starts[~in_dense][0])
            last = first + int(counts[~in_dense].sum())
            docs[~dense] = self.sparse_docs[first:last]
            numbers[~dense] = self.pair_numbers(self.sparse_codes[first:last], first)
        if in_dense.any():
            terms = starts[in_dense]
            first = int(self.dense_start[terms[0]])
            last = first + int(counts[in_dense].sum())
            chunks = self.dense_chunks[terms[0] * (self.chunks + 1) : (terms[-1] + 1) * (self.chunks + 1)]
            table = chunks.reshape(len(terms), -1).astype(np.int64)
            sizes = table[:, 1:] - table[:, :-1]
            bases = np.tile(np.arange(self.chunks, dtype=np.uint32) << np.uint32(CHUNK_BITS), len(terms))
            docs[dense] = np.repeat(bases, sizes.reshape(-1)) + self.dense_docs[first:last]
            numbers[dense] = self.pair_numbers(self.dense_codes[first:last], len(self.sparse_codes) + first)
        return docs, self.pairs[:, 0][numbers]

    def days(self) -> NDArray[np.int32]:
        """Each sentence's day, or NO_DAY."""
        ends = np.append(self.day_first[1:], np.uint32(self.sentences))
        return np.repeat(self.day_value, (ends - self.day_first).astype(np.int64))

    def docs_of_keys(self, low: int, high: int) -> U32:
        """The sentences of the keys from number `low` to before `high`, one key after the other."""
        parts = [np.zeros(0, np.uint32)]
        for key in range(low, high):
            docs, as_runs = self.key_docs(key)
            parts.append(expand(docs) if as_runs else docs)
        return np.concatenate(parts)

    def key_docs(self, key: int) -> tuple[U32, bool]:
        """A key's sentences: as numbers, or (True) as runs, first and end in turn."""
        docs = self.all_key_docs[int(self.key_start[key]) : int(self.key_start[key + 1])]
        return docs, len(docs) != int(self.key_count[key])


def expand(runs: U32) -> U32:
    """The numbers that runs stand for, given as first and end in turn."""
    first, sizes = runs[::2], runs[1::2] - runs[::2]
    ends = np.cumsum(sizes, dtype=np.int64)
    numbers = np.arange(int(ends[-1]) if len(ends) else 0, dtype=np.uint32)
    numbers += np.repeat(first - (ends - sizes).astype(np.uint32), sizes)
    return numbers
