"""Bytes to text: the encoding of a file, declared, evident or detected."""

import codecs
import re

from index.articles.alphabets import encoding_of

_MARKS = (  # the longer first: UTF-32's begins with UTF-16's
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_SAMPLE = 64 * 1024
_WIDER = {
    "ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "iso8859-11": "cp874",
    "tis-620": "cp874", "gb2312": "gb18030", "gbk": "gb18030", "euc_kr": "cp949", "shift_jis": "cp932",
}  # fmt: skip
"""What is meant by a name, as browsers have it: who says ISO 8859-1 writes the quotation marks of Windows."""
_SIGNATURES = (b"%PDF-", b"PK\x03\x04", b"\x1f\x8b", b"\x89PNG", b"GIF8", b"\xff\xd8\xff", b"{\\rtf")


class NotText(ValueError):
    """Bytes that are no text in any encoding we know; the message says what they look like."""


def decode(data: bytes, *, declared: str | None = None) -> tuple[str, str]:
    """The text of `data` and the codec that gives it: `data.decode(codec)` is the text, unchanged.

    A byte order mark settles it; else UTF-8 if the bytes are valid in it, else what the document itself
    declares, else what it looks like. Raises NotText.
    """
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return _decode(data, codec), codec
    if data.startswith(_SIGNATURES):
        raise NotText("is a binary file with the name of a text file")
    if b"\0" in data:
        return _wide(data)
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        if _is_damaged_utf_8(data):
            raise NotText(f"is not valid UTF-8 (byte {error.start})") from None
    else:
        if declared is None or b"\x1b" not in data:  # ISO-2022 hides in 7 bits
            return text, "utf-8"
    if declared is not None:
        try:
            codec = codecs.lookup(declared).name
            codec = _WIDER.get(codec, codec)
            return data.decode(codec), codec
        except (LookupError, UnicodeError, ValueError):
            pass  # a wrong declaration is common; look for ourselves
    return _detect(data)


def _decode(data: bytes, codec: str) -> str:
    try:
        return data.decode(codec)
    except UnicodeDecodeError as error:
        raise NotText(f"is not valid {codec.removesuffix('-sig').upper()} (byte {error.start})") from None


def _is_damaged_utf_8(data: bytes) -> bool:
    """Whether most of what is not ASCII is valid UTF-8, so that another encoding would garble it."""
    text = data.decode(errors="replace")
    broken = text.count("\ufffd")
    return len(text) - len(text.encode("ascii", "ignore")) > 4 * broken


def _wide(data: bytes) -> tuple[str, str]:
    """UTF-16 without a mark, which leaves every second byte of Latin letters, marks and spaces zero."""
    sample = data[:_SAMPLE]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    codec = "utf-16-le" if odd > even else "utf-16-be"
    if max(even, odd) * 8 > len(sample) // 2 and min(even, odd) * 50 < len(sample):
        return _decode(data, codec), codec
    raise NotText("is not text (it holds NUL bytes)")


def _detect(data: bytes) -> tuple[str, str]:
    sample = data[:_SAMPLE]
    if len(_CONTROLS.findall(sample)) * 50 > len(sample):
        raise NotText("is not text (it is full of control characters)")
    for codec in ("cp1252", "mac_roman"):  # charset-normalizer takes English in either for Central European
        try:
            text = data.decode(codec)
        except UnicodeDecodeError:
            continue
        if _is_western(text):
            return text, codec
    from charset_normalizer import from_bytes

    told = encoding_of(data)
    if told is not None:
        try:
            return data.decode(told), told
        except UnicodeDecodeError:
            pass
    best = from_bytes(data).best()
    if best is None:
        raise NotText("is text in an encoding that could not be detected")
    return _decode(data, best.encoding), best.encoding


_UPPER, _LOWER = "À-ÖØ-ÞŒŠŸŽ", "ß-öø-ÿœšž"
_FOREIGN = re.compile(f"[{_UPPER}{_LOWER}]")
_ODD = re.compile(
    f"(?<=[a-z])[{_UPPER}]"  # a capital inside or after a word in lower case
    f"|(?<![A-Z{_UPPER}a-z{_LOWER}])[{_UPPER}](?![A-Za-z{_UPPER}{_LOWER}'’])"  # or standing alone
    f"|(?<=[.,!?])[{_UPPER}]"
    r"|(?<=[A-Za-z])[^\x00-\x7fÀ-ÖØ-öø-ÿŒœŠšŸŽž’‘\-–—·\xa0\xad…“”](?=[A-Za-z])"  # a sign inside a word
    r"|[\x80-\x9f¤¦¬¸ˆ˜˘˙˚˝˛ˇπ∂∑∏∫Ω√∆≈◊\uf8ff]"
)


def _is_western(text: str) -> bool:
    """Whether `text` reads as a Western European language: few accents, and these where they belong."""
    unusual = len(text) - len(text.encode("ascii", "ignore"))
    return len(_FOREIGN.findall(text)) * 20 <= len(text) and len(_ODD.findall(text)) * 50 <= unusual
