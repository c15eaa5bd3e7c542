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
import struct
import sys
import zlib
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from index.errors import ArchiveDamaged, IndexFormatError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from index.search.arrays import I64, U8, U16, U32

FORMAT = 1
MAGIC = b"onrecord"
HEADER_SIZE = 4096
HEADER = struct.Struct("<8sIII")
NO_DAY = -(2**31)
RARE = 255
CHUNK_BITS = 16
CONTENT = frozenset({"lengths", "sparse_docs", "sparse_codes", "dense_docs", "dense_codes", "key_docs"})
"""The sections that grow with every posting: two thirds of a file, none of which says where anything is."""

# Native arrays are written as they lie in memory.
assert sys.byteorder == "little", "segments are written and read on little-endian machines only"

_CODES: dict[str, Literal["B", "H", "I", "i", "q", "Q"]] = {
    "|u1": "B", "<u2": "H", "<u4": "I", "<i4": "i", "<i8": "q", "<u8": "Q",
}  # fmt: skip
"""The types of sections, as NumPy and as a memoryview names them."""


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
    """A segment file, mapped into memory; pages are read as they are touched and shared between processes.

    Its sections are memoryviews (`view`), and NumPy's arrays where that is at work: as an attribute, each is
    made when it is first asked for, so that asking a question needs no NumPy.
    """

    id_first: U32
    id_sentence: I64
    term_start: U32
    term_count: U32
    sparse_docs: U32
    sparse_codes: U8
    dense_docs: U16
    dense_codes: U8
    dense_start: I64
    dense_chunks: U32
    rare_at: I64
    rare_pair: U32
    key_start: U32
    key_count: U32
    day_first: U32
    day_value: NDArray[np.int32]
    all_key_docs: U32
    pairs: U32

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

    def __getattr__(self, name: str) -> NDArray[Any]:
        if name == "pairs":
            found = self.array("pairs").reshape(-1, 2)
        elif name == "all_key_docs":
            found = self.array("key_docs")
        elif name in self.__dict__.get("_sections", ()):
            found = self.array(name)
        else:
            raise AttributeError(name)
        self.__dict__[name] = found
        return found

    def close(self) -> None:
        """Does nothing to searches under way: the map goes when the last array over it goes."""

    def array(self, section: str) -> NDArray[Any]:
        """A section as an array over the map."""
        import numpy as np

        dtype, offset, count, _ = self._sections[section]
        return np.frombuffer(self._map, dtype=dtype, count=count, offset=offset)

    def view(self, section: str) -> memoryview:
        """A section as a memoryview, quicker than an array for single items."""
        dtype, offset, count, _ = self._sections[section]
        code = _CODES[dtype]
        data = memoryview(self._map)[offset : offset + struct.calcsize(code) * count]
        if len(data) != struct.calcsize(code) * count:
            raise ValueError(f"section {section} goes beyond the end of {self.path}")
        return data.cast(code) if count else memoryview(array(code))

    def offset(self, section: str) -> int:
        """Where in the file a section begins."""
        return int(self._sections[section][1])

    @property
    def mapped(self) -> mmap.mmap:
        """The file in memory."""
        return self._map

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
                size = struct.calcsize(_CODES[dtype]) * count
                if zlib.crc32(data[offset : offset + size]) != checksum:
                    message = f"{self.path} does not contain what was written to it (section {section})"
                    raise ArchiveDamaged(message, path=self.path)

    def sentence_ids(self, docs: NDArray[Any]) -> I64:
        """The archive's sentence ids of sentences given by their place in the segment."""
        import numpy as np

        run = np.searchsorted(self.id_first, docs, side="right") - 1
        return self.id_sentence[run] + (docs.astype(np.int64) - self.id_first[run])

    def places(self, sentences: Iterable[int]) -> list[int]:
        """The places of those sentence ids that the segment holds, ascending."""
        first, ids, found = self.view("id_first"), self.view("id_sentence"), []
        for sentence in sorted(set(sentences)) if self.sentences else ():
            run = bisect_right(ids, sentence) - 1
            if run >= 0:
                place = first[run] + sentence - ids[run]
                if place < (first[run + 1] if run + 1 < len(first) else self.sentences):
                    found.append(place)
        return found

    def holds(self, term: int, doc: int) -> bool:
        """Whether a sentence has the term of that number."""
        start, count = self.view("term_start")[term], self.view("term_count")[term]
        if count < self.dense_minimum:
            docs, low, high = self.view("sparse_docs"), start, start + count
        else:
            docs, chunk = self.view("dense_docs"), start * (self.chunks + 1) + (doc >> CHUNK_BITS)
            first, ends = self.view("dense_start")[start], self.view("dense_chunks")
            low, high, doc = first + ends[chunk], first + ends[chunk + 1], doc & ((1 << CHUNK_BITS) - 1)
        at = bisect_left(docs, doc, low, high)
        return bool(at < high and docs[at] == doc)

    def docs(self, term: int) -> U32:
        """The sentences with the term of that number, ascending."""
        import numpy as np

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
        import numpy as np

        numbers = codes.astype(np.uint32)
        low, high = np.searchsorted(self.rare_at, (first, first + len(codes)))
        if high > low:
            numbers[self.rare_at[low:high] - first] = self.rare_pair[low:high]
        return numbers

    def postings(self, low: int, high: int) -> tuple[U32, U32]:
        """Sentences and frequencies of the terms from `low` to before `high`, one term after the other."""
        import numpy as np

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
        import numpy as np

        ends = np.append(self.day_first[1:], np.uint32(self.sentences))
        return np.repeat(self.day_value, (ends - self.day_first).astype(np.int64))

    def docs_of_keys(self, low: int, high: int) -> U32:
        """The sentences of the keys from number `low` to before `high`, one key after the other."""
        import numpy as np

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
    import numpy as np

    first, sizes = runs[::2], runs[1::2] - runs[::2]
    ends = np.cumsum(sizes, dtype=np.int64)
    numbers = np.arange(int(ends[-1]) if len(ends) else 0, dtype=np.uint32)
    numbers += np.repeat(first - (ends - sizes).astype(np.uint32), sizes)
    return numbers
