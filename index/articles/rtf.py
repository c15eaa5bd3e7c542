"""Articles in .rtf: the words of the document, in time that grows as its length.

Read here rather than by a library: striprtf looks for links and fonts by patterns whose time grows by the
square of a hostile file's length.
"""

import re
from collections import defaultdict
from typing import BinaryIO, NamedTuple

from index.articles.dates import lenient_date
from index.articles.exports import articles_in
from index.articles.source import FormatError, Items, Source, one_line, whole
from index.lexicon.loading import listed

_TOKEN = re.compile(
    r"\\(?:([a-zA-Z]{1,32})(-?\d{1,10})?[ ]?|'([0-9a-fA-F]{2})|([^a-zA-Z]))|([{}])|[\r\n\0]+|([^\\{}\r\n\0]+)"
)
_TOKENS = 1_500_000
"""Control words and braces: 8 MiB as word processors write it have a million."""
_DEPTH = 1000
_BODY, _SKIPPED, _ABOUT = "", "skipped", "info"
_DESTINATIONS = listed(
    """
    annotation atnauthor atndate atnid atrfend atrfstart bkmkend bkmkstart colortbl comment company
    datastore do docvar filetbl fldinst footer footerf footerl footerr footnote ftncn ftnsep ftnsepc
    generator header headerf headerl headerr keywords latentstyles listtable listoverridetable mmathpr
    nonshppict objdata object operator pict pn pnseclvl pntext private revtbl rsidtbl shp shpinst shprslt
    stylesheet subject tc template themedata userprops xe xmlnstbl
    """
)
_PLACES = {_BODY: ("info", "fonttbl"), _ABOUT: ("title", "author", "creatim")}
"""Where words go that are none of the body, and where these places are."""
_CHARACTERS = {
    "par": "\n", "line": "\n", "row": "\n", "nestrow": "\n", "sect": "\n\n", "page": "\n\n", "cell": "|",
    "nestcell": "|", "tab": "\t", "emdash": "—", "endash": "–", "emspace": "\u2003", "enspace": "\u2002",
    "qmspace": "\u2005", "bullet": "•", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”",
    "~": "\xa0", "\n": "\n", "\r": "\n", "{": "{", "}": "}", "\\": "\\", "_": "\u2011",
}  # fmt: skip
_CHARSETS = {
    0: "cp1252", 77: "mac_roman", 128: "cp932", 129: "cp949", 130: "johab", 134: "gbk", 136: "big5",
    161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251",
    222: "cp874", 238: "cp1250", 254: "cp437", 255: "cp850",
}  # fmt: skip


def read_rtf(stream: BinaryIO, _source: Source) -> Items:
    """The article of a Rich Text document, with tracked deletions and hidden text left out."""
    data = whole(stream)
    if not data.lstrip().startswith(b"{\\rtf"):
        raise FormatError("not an .rtf file")
    document = _Document()
    document.read(data.decode("latin-1"))
    text = document.words(_BODY).strip()
    day = [document.created.get(name, "").zfill(2) for name in ("yr", "mo", "dy")]
    fields: dict[str, object] = {
        "title": one_line(document.words("title")),
        "text": text,
        "author": one_line(document.words("author")),
        "published": lenient_date("-".join(day)),
    }
    yield from articles_in(text, fields)


class _State(NamedTuple):
    """What holds until a group's end: where words go, in which encoding, how many follow a `\\u`."""

    place: str = _BODY
    encoding: str | None = None
    skips: int = 1
    hidden: bool = False


class _Document:
    """What has been read of a document: its words and those about it."""

    def __init__(self) -> None:
        self.created: dict[str, str] = {}
        self._pieces: defaultdict[str, list[str]] = defaultdict(list)
        self._fonts: dict[str, str] = {}
        self._font = ""
        self._state = _State()
        self._stack: list[_State] = []
        self._page = "cp1252"
        self._bytes = bytearray()
        self._skip = 0

    def words(self, place: str) -> str:
        """All words of a place; halves of characters are put together."""
        text = "".join(self._pieces[place]).replace("\u00ad", "")
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")

    def read(self, code: str) -> None:
        """Read a whole document; raises FormatError where it is built to take forever."""
        if sum(map(code.count, "\\{}")) > _TOKENS:
            raise FormatError(f"an .rtf file of more than {_TOKENS:,} control words")
        begin = 0
        while begin >= 0:
            before, begin = begin, -1
            for token in _TOKEN.finditer(code, before):
                word, number, pair, sign, brace, run = token.groups()
                if run:
                    self._run(run)
                elif pair:
                    self._run(chr(int(pair, 16)))
                elif brace:
                    self._brace(brace)
                    if not self._stack:
                        break  # what stands behind the document is none of it
                elif word == "bin" and number:
                    begin = token.end() + max(int(number), 0)
                    break
                elif word or sign:
                    self._word((word or sign), number)
        self._flush()

    def _run(self, run: str) -> None:
        """Characters as they stand in the file, of which those that repeat a `\\u` are left out."""
        left = run[self._skip :]
        self._skip -= len(run) - len(left)
        if not self._state.hidden and self._state.place not in (_SKIPPED, _ABOUT):
            self._bytes += left.encode("latin-1")

    def _flush(self) -> None:
        if self._bytes:
            encoding = self._state.encoding or self._page
            try:
                text = bytes(self._bytes).decode(encoding, "replace")
            except LookupError:  # a code page that does not exist
                text = bytes(self._bytes).decode("cp1252", "replace")
            self._pieces[self._state.place].append(text)
            self._bytes.clear()

    def _brace(self, brace: str) -> None:
        self._flush()
        self._skip = 0
        if brace == "{":
            if len(self._stack) >= _DEPTH:
                raise FormatError(f"an .rtf file with more than {_DEPTH:,} groups in one another")
            self._stack.append(self._state)
        elif self._stack:
            self._state = self._stack.pop()

    def _word(self, word: str, number: str | None) -> None:
        self._skip = 0
        place = self._state.place
        if word in _CHARACTERS or word == "u":
            if word == "u" and number is not None:
                self._flush()
                self._put(chr(int(number) % 0x10000))
                self._skip = self._state.skips
            elif word != "u":
                self._flush()
                self._put(_CHARACTERS[word])
        elif word == "*" or (word.lower() in _DESTINATIONS and place == _BODY):
            self._go(_SKIPPED)
        elif word in _PLACES.get(place, ()):
            self._go(word)
        elif place == "creatim" and number:
            self.created.setdefault(word, number)
        else:
            self._format(word, number)

    def _put(self, character: str) -> None:
        if not self._state.hidden and self._state.place not in (_SKIPPED, _ABOUT):
            self._pieces[self._state.place].append(character)

    def _go(self, place: str) -> None:
        self._flush()
        self._state = self._state._replace(place=place)

    def _format(self, word: str, number: str | None) -> None:
        """What a word of control says of the characters that follow."""
        if word in ("ansicpg", "mac", "pc", "pca") and not self._pieces[_BODY]:
            self._page = {"mac": "mac_roman", "pc": "cp437", "pca": "cp850"}.get(word, f"cp{number}")
        elif word == "uc" and number:
            self._state = self._state._replace(skips=min(max(int(number), 0), 16))
        elif word in ("deleted", "v"):
            self._flush()
            self._state = self._state._replace(hidden=number != "0")
        elif word == "plain" and self._state.hidden:
            self._state = self._state._replace(hidden=False)
        elif word == "f" and number:
            self._font = number
            if self._state.place != "fonttbl":
                self._flush()
                self._state = self._state._replace(encoding=self._fonts.get(number))
        elif word in ("fcharset", "cpg") and number and self._state.place == "fonttbl":
            found = f"cp{number}" if word == "cpg" else _CHARSETS.get(int(number))
            if found and len(self._fonts) < _DEPTH:
                self._fonts[self._font] = found
