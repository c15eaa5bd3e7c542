"""What makes two articles near-copies, and two quotations one remark: the keys that both of them have.

Everything that shares a key, directly or by way of others, belongs together (`index.archive.groups`). A key
is made of the text alone, so that it does not matter in what order articles came.
"""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from hashlib import blake2b

from index.analysis.terms import terms
from index.names.name import parse_name
from index.spans import Span

_ROWS, _BANDS = 7, 24
_RUN = 3
"""Words in a row of which articles are compared. Two that have 82 of 100 runs in common are found 998 times
in 1,000, two that have 70 of 100 nine times in ten, two that have 30 of 100 once in 200."""

_SHORT = 40
_TELLING = 6
"""So many terms in a row are hardly ever two people's; fewer ("no comment on the matter") are."""
_CUT_TO = 7
_LONGEST = 60
_WORD = re.compile(r"\w+")


PARTS = " … "
"""What joins the parts of a quotation that something else stands between."""


def content_of(text: str, content: Iterable[Span]) -> str:
    """The words of a quotation of an article with that text, its parts joined."""
    return PARTS.join(part.of(text) for part in content)


def key_of(*parts: str) -> int:
    """Sixty bits that stand for `parts` in their order, and for where one ends."""
    summed = blake2b(digest_size=8)
    for part in parts:
        data = part.encode(errors="surrogatepass")
        summed.update(len(data).to_bytes(4, "little") + data)
    return int.from_bytes(summed.digest()) >> 4


def words_of(text: str) -> list[str]:
    """The words of a text in lower case."""
    return _WORD.findall(text.casefold())


def article_keys(text: str) -> list[int]:
    """The keys of an article: that of its words first, then one for each band of their MinHash.

    One too short to tell, such as a line on the weather, has only that of its words.
    """
    from rensa import CMinHash

    words = words_of(text)
    if len(words) < _SHORT:
        return [key_of("words", *words) if words else key_of("text", text)]
    runs = [" ".join(words[start : start + _RUN]) for start in range(len(words) - _RUN + 1)]
    minhash = CMinHash(num_perm=_ROWS * _BANDS, seed=1)
    minhash.update(runs)
    rows = minhash.digest()
    bands = (rows[start : start + _ROWS] for start in range(0, len(rows), _ROWS))
    return [
        key_of("words", *words),
        *(key_of(str(number), *map(str, band)) for number, band in enumerate(bands)),
    ]


def remark_keys(content: str, speakers: Sequence[str]) -> list[int]:
    """The keys of a quotation, by its words and its speakers; the first stands for these very words.

    The same words but for case, punctuation, endings and common words are one remark; of few words, only from
    the same speaker. What one speaker says at some length may begin or end otherwise.
    """
    found, speaker = terms(content), _speaker(speakers)
    count = len(found)
    if count < _TELLING:
        return [key_of("few", *words_of(content), "by", speaker)]
    keys = [key_of("remark", *found)]
    if speaker and count >= 2 * _TELLING:
        keys += [
            key_of("head", speaker, *found[:_TELLING]),
            key_of("tail", speaker, *found[-_TELLING:]),
        ]
    return keys


def edition_keys(content: str, speakers: Sequence[str]) -> list[int]:
    """The keys by which a quotation is found again in near-copies of its article, where it may differ more.

    It has the same speaker, and the same words but for one, or the same ones at its beginning or its end.
    """
    words, speaker = words_of(content)[:_LONGEST], _speaker(speakers)
    heads, tails = [speaker], [""]
    for word, last in zip(words, reversed(words), strict=True):
        heads.append(str(key_of(heads[-1], word)))
        tails.append(str(key_of(tails[-1], last)))
    count = len(words)
    keys = [key_of(heads[place], tails[count - place]) for place in range(count + 1)]
    if count >= _RUN:
        keys += [key_of(heads[place], tails[count - place - 1]) for place in range(count)]
    if count >= 2 * _CUT_TO:
        keys += [key_of("head", heads[_CUT_TO]), key_of("tail", speaker, tails[_CUT_TO])]
    return keys


def edition_key(first: int) -> int:
    """The key that quotations of near-copies share, once they were found to be one remark."""
    return key_of("edition", str(first))


def _speaker(speakers: Sequence[str]) -> str:
    """Who speaks, for comparing: surname and given name of the first, without titles; "" for nobody."""
    return _known(speakers[0]) if speakers else ""


@cache
def _known(name: str) -> str:
    parts = parse_name(name)
    if parts.surname is None:
        return " ".join(parts.words) or name.casefold()
    return f"{parts.surname}, {parts.given[0]}" if parts.given else parts.surname


@cache
def probe() -> int:
    """What changes when other keys would be made of the same text today, as by another release of rensa."""
    text = "The ferry will sail all winter, and nobody of the island will be left on the quay in snow. " * 3
    speaker = ["Ana Ruiz"]
    return key_of(*map(str, (*article_keys(text), *remark_keys(text, speaker), *edition_keys(text, speaker))))
