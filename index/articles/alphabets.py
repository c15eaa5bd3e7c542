"""Which 8-bit encoding a text is in, told by the letters that a language has and others have not."""

import re
from collections import Counter

_LATIN = {
    "fr": "àâæçéèêëîïôœùûüÿ", "de": "äöüß", "es": "áéíñóúü", "pt": "áâãàçéêíóôõúü", "it": "àèéìíòóùú",
    "nl": "éëèïöüáóç", "sv": "åäöé", "da": "æøåéäö", "is": "áðéíóúýþæö", "ca": "àçèéíïòóúü",
    "pl": "ąćęłńóśźż", "cs": "áčďéěíňóřšťúůýž", "sk": "áäčďéíĺľňóôŕšťúýž", "hu": "áéíóöőúüű",
    "ro": "ăâîşţ", "hr": "čćđšž", "tr": "çğıöşüâîû", "lt": "ąčęėįšųūž", "lv": "āčēģīķļņšūž", "et": "äöõüšž",
}  # fmt: skip
_WESTERN, _CENTRAL, _BALTIC = "fr de es pt it nl sv da is ca", "pl cs sk hu ro hr", "lt lv et"
_OF_LATIN = {
    "cp1252": _WESTERN, "mac_roman": _WESTERN, "iso8859_15": _WESTERN,
    "cp1250": _CENTRAL, "iso8859_2": _CENTRAL, "cp1254": "tr", "cp1257": _BALTIC, "iso8859_13": _BALTIC,
}  # fmt: skip
_COMMON = {
    "cp1251": "оеаинтсрвлкмдпу", "koi8_r": "оеаинтсрвлкмдпу", "iso8859_5": "оеаинтсрвлкмдпу",
    "cp866": "оеаинтсрвлкмдпу", "mac_cyrillic": "оеаинтсрвлкмдпу", "cp1253": "αοιετσνηυρπκμλς",
    "cp1255": "יוהלאתבמרשנעדכם",
}  # fmt: skip
"""The fifteen letters that most words in other scripts are made of, and what these are written in."""
_MARKS = set("“”„‘’‚«»‹›–—…•·°§€£¿¡\xa0\xad")
_CASE = re.compile(r"(?<=[a-zà-öø-ÿа-яα-ω])[A-ZÀ-ÖØ-ÞА-ЯΑ-Ω]")
"""A capital inside a word."""
_SAMPLE = 64 * 1024
_FEWEST, _ENOUGH = 3, 0.98
_COMMON_SHARE = 0.7
"""The least share of a text that its script's common letters have."""


def encoding_of(data: bytes) -> str | None:
    """The 8-bit encoding in which the letters of `data` are those of one language; None where none is."""
    best, found = 0.0, None
    sample = data[:_SAMPLE]
    for codec in (*_OF_LATIN, *_COMMON):
        try:
            text = sample.decode(codec)
        except UnicodeDecodeError:
            continue
        unusual = Counter(character for character in text if not character.isascii())
        if codec in _OF_LATIN:
            score = _of_latin(codec, unusual)
        else:
            score = _of_others(codec, unusual) if 2 * unusual.total() > len(text) else 0.0
        score -= 10 * len(_CASE.findall(text)) / len(text)
        if score > best:
            best, found = score, codec
    return found


def _of_latin(codec: str, unusual: Counter[str]) -> float:
    """How surely the letters are one language's: 1 and up, the more the more of its letters come; else 0."""
    letters: Counter[str] = Counter()
    for one, count in unusual.items():
        if one not in _MARKS:
            letters[one.lower()] += count
    total, best = letters.total(), 0.0
    for name in _OF_LATIN[codec].split() if len(letters) >= _FEWEST else ():
        there = [letters[one] for one in _LATIN[name] if letters[one]]
        if sum(there) >= _ENOUGH * total:
            best = max(best, 1 + len(there) / len(_LATIN[name]) / 2)
    return best


def _of_others(codec: str, unusual: Counter[str]) -> float:
    """The same for another script, by the letters that come most."""
    total = unusual.total()
    share = sum(unusual[one] for one in _COMMON[codec]) / total if total else 0.0
    return 1 + share if share >= _COMMON_SHARE and total >= 4 * _FEWEST else 0.0
