"""British and American spellings of one word."""

from __future__ import annotations

_ENDINGS = (
    ("isation", "ization"), ("isations", "izations"), ("ise", "ize"), ("ises", "izes"), ("ised", "ized"),
    ("ising", "izing"), ("iser", "izer"), ("isers", "izers"), ("yse", "yze"), ("yses", "yzes"),
    ("ysed", "yzed"), ("ysing", "yzing"), ("our", "or"), ("ours", "ors"), ("oured", "ored"),
    ("ouring", "oring"), ("ourable", "orable"), ("ourite", "orite"), ("ourites", "orites"),
    ("ourful", "orful"), ("ourhood", "orhood"), ("ourhoods", "orhoods"), ("oury", "ory"), ("re", "er"),
    ("res", "ers"), ("ence", "ense"), ("ences", "enses"), ("enceless", "enseless"), ("ogue", "og"),
    ("ogues", "ogs"), ("lled", "led"), ("lling", "ling"), ("ller", "ler"), ("llers", "lers"),
    ("lment", "llment"), ("amme", "am"), ("ammes", "ams"), ("eque", "eck"), ("eques", "ecks"),
)  # fmt: skip
_WORDS = (
    ("grey", "gray"), ("tyre", "tire"), ("tyres", "tires"), ("kerb", "curb"), ("plough", "plow"),
    ("aeroplane", "airplane"), ("aluminium", "aluminum"), ("sceptic", "skeptic"), ("sceptics", "skeptics"),
    ("sceptical", "skeptical"), ("mould", "mold"), ("jewellery", "jewelry"), ("manoeuvre", "maneuver"),
    ("manoeuvres", "maneuvers"), ("anaesthetic", "anesthetic"), ("paediatric", "pediatric"),
    ("haemorrhage", "hemorrhage"), ("foetus", "fetus"), ("oestrogen", "estrogen"), ("pyjamas", "pajamas"),
)  # fmt: skip
_SHORTEST = 2  # letters before an ending


def spelt_otherwise(word: str) -> tuple[str, ...]:
    """How a folded word may be spelt on the other side of the ocean; most of what comes back is no word."""
    found = [other for pair in _WORDS for one, other in (pair, pair[::-1]) if word == one]
    for pair in _ENDINGS:
        for one, other in (pair, pair[::-1]):
            if word.endswith(one) and len(word) >= len(one) + _SHORTEST:
                found.append(word[: -len(one)] + other)
    return tuple(dict.fromkeys(found))
