"""Files that hold files: .zip, .tar.gz, .gz and .warc, bounded in size, count and depth."""

import gzip
import io
import lzma
import tarfile
import zipfile
import zlib
from contextlib import redirect_stderr
from typing import Any, BinaryIO, cast

from index.articles import source as limits
from index.articles.encodings import NotText, decode
from index.articles.formats import declared_charset, from_html
from index.articles.source import (
    FormatError,
    Found,
    Items,
    Member,
    MissingPackage,
    PassedOver,
    Source,
    is_address,
)

_BROKEN = (zipfile.BadZipFile, tarfile.TarError, zlib.error, lzma.LZMAError, EOFError, OSError,
           RuntimeError, NotImplementedError, ValueError)  # fmt: skip


class Bounded(io.RawIOBase):
    """A stream of what is unpacked, counted against what one file may unpack to."""

    def __init__(self, stream: Any, source: Source) -> None:
        super().__init__()
        self._stream = stream
        self._unpacked = source.unpacked

    def readable(self) -> bool:
        """It can be read."""
        return True

    def readinto(self, buffer: Any, /) -> int:
        """How many bytes were put into `buffer`; FormatError where more came out than may."""
        view = memoryview(buffer).cast("B")
        try:
            data = self._stream.read(len(view))
        except FormatError:
            raise
        except _BROKEN as error:
            raise FormatError(f"cannot be unpacked ({error})") from None
        view[: len(data)] = data
        self._unpacked.size += len(data)
        if self._unpacked.size > limits.UNPACKED_LIMIT:
            raise FormatError(_too_much())
        return len(data)


def _too_much() -> str:
    return f"unpacks to more than {limits.UNPACKED_LIMIT // 2**20:,} MiB"


def _member(name: str, stream: Any, source: Source) -> Member:
    if source.unpacked.size > limits.UNPACKED_LIMIT:
        raise FormatError(f"{_too_much()}; the rest was not read")
    source.unpacked.members += 1
    if source.unpacked.members > limits.MEMBERS_LIMIT:
        raise FormatError(f"contains more than {limits.MEMBERS_LIMIT:,} files")
    return Member(name, cast(BinaryIO, io.BufferedReader(Bounded(stream, source))))


def read_zip(stream: BinaryIO, source: Source) -> Items:
    """The files of a zip archive, in the order of their names."""
    try:
        archive = zipfile.ZipFile(_seekable(stream, source))
        infos = sorted(archive.infolist(), key=lambda info: info.filename)
    except FormatError:
        raise
    except _BROKEN as error:
        raise FormatError(f"not a zip archive that can be read ({error})") from None
    for info in infos:
        if info.is_dir():
            continue
        name = info.filename.replace("\\", "/")
        if info.flag_bits & 1:
            yield FormatError(f"{name} is encrypted; add it unpacked")
            continue
        try:
            with archive.open(info) as file:
                yield _member(name, file, source)
        except FormatError:
            raise
        except _BROKEN as error:
            yield FormatError(f"{name} cannot be unpacked ({error})")


def _seekable(stream: BinaryIO, source: Source) -> BinaryIO:
    """The stream, or where it lies in another archive, its bytes."""
    return stream if source.depth == 0 else io.BytesIO(limits.whole(stream, limits.DOCUMENT_LIMIT))


def read_gzip(stream: BinaryIO, source: Source) -> Items:
    """The file that is compressed as .gz; its name is the same without that ending."""
    yield _member(source.name[: -len(".gz")] or source.name, gzip.GzipFile(fileobj=stream), source)


def read_tar(stream: BinaryIO, source: Source) -> Items:
    """The files of a tar archive, compressed or not, in its order; links and devices are left alone."""
    joined = io.BufferedReader(Bounded(stream, source)) if source.depth else stream
    compressed = joined.peek(2)[:2] == b"\x1f\x8b" if isinstance(joined, io.BufferedReader) else True
    plain: Any = gzip.GzipFile(fileobj=joined) if compressed else joined
    counted = io.BufferedReader(Bounded(plain, source))
    try:
        with tarfile.open(fileobj=counted, mode="r|") as archive:
            for info in archive:
                vars(archive)["members"] = []  # which it would keep
                if not info.isfile():
                    continue
                file = archive.extractfile(info)
                assert file is not None
                yield _member(info.name.removeprefix("./"), file, source)
    except FormatError:
        raise
    except _BROKEN as error:
        raise FormatError(f"not a tar archive that can be read ({error})") from None


def read_warc(stream: BinaryIO, source: Source) -> Items:
    """The articles of the pages in an archive of the web; what else it holds is passed over by its type."""
    try:
        from warcio.archiveiterator import ArchiveIterator
        from warcio.exceptions import ArchiveLoadFailed
    except ImportError:
        raise MissingPackage(".warc", "warcio") from None
    if source.name.lower().endswith(".gz"):  # one stream: not everybody compresses each record by itself
        stream = cast(BinaryIO, io.BufferedReader(Bounded(gzip.GzipFile(fileobj=stream), source)))
    number, records = 0, ArchiveIterator(stream)
    try:
        while True:
            with redirect_stderr(io.StringIO()):  # where it tells its own user of lengths that are wrong
                record = next(records, None)
            if record is None:
                return
            number += 1
            if number > limits.MEMBERS_LIMIT:
                raise FormatError(f"contains more than {limits.MEMBERS_LIMIT:,} records")
            if record.rec_type not in ("response", "resource"):
                continue
            kind = _type_of(record)
            if kind not in ("text/html", "application/xhtml+xml"):
                yield PassedOver(kind or "records without a type")
                continue
            if record.http_headers is not None and record.http_headers.get_statuscode() != "200":
                yield PassedOver("pages that were not there")
                continue
            yield _page(record, str(number), source)
    except ArchiveLoadFailed as error:
        problem = str(error).strip().partition("\n")[0]
        raise FormatError(f"not an archive of the web that can be read ({problem})") from None
    except FormatError:
        raise
    except _BROKEN as error:
        raise FormatError(f"cannot be unpacked ({error})") from None


def _type_of(record: Any) -> str:
    headers = record.http_headers or record.rec_headers
    return str(headers.get_header("Content-Type") or "").partition(";")[0].strip().lower()


def _page(record: Any, number: str, source: Source) -> Found | FormatError:
    address = record.rec_headers.get_header("WARC-Target-URI")
    where = f"record {number}" + (f", {address}" if address else "")
    body = io.BufferedReader(Bounded(record.content_stream(), source))
    try:
        data = limits.whole(cast(BinaryIO, body))
        page, encoding = decode(data, declared=_charset(record) or declared_charset(data))
        fields = from_html(page)
    except (FormatError, NotText) as error:
        if source.unpacked.size > limits.UNPACKED_LIMIT:
            raise
        return FormatError(f"{where}: {error}")
    if not str(fields.get("text") or "").strip():
        return FormatError(f"{where}: contains no text")
    url = fields.get("url") or (address if is_address(address) else None)
    return Found({**fields, "url": url}, encoding, number)


def _charset(record: Any) -> str | None:
    headers = record.http_headers or record.rec_headers
    _, _, charset = str(headers.get_header("Content-Type") or "").lower().partition("charset=")
    return charset.strip(" \"';") or None
