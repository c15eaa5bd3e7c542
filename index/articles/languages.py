"""Which language an article is in where its file does not tell: other than English, or not to be told."""

import re

from index.lexicon.loading import listed

_FUNCTION_WORDS = {
    "en": """
        the of and to in a is that for it was on with as he his by at be this have from or had not
        are but which they an has were been their would there said will its who more what when
    """,
    "fr": """
        le la les des du un une et est dans que qui pour par sur au aux avec pas plus il elle ce
        cette son sa ses nous vous ils ont été sont mais ou où dont leur
    """,
    "de": """
        der die das und ist nicht ein eine einer eines den dem des mit von zu auf für im sich auch
        es an als bei nach wie aus wird werden sie er hat haben war aber dass über
    """,
    "es": """
        el la los las de del un una y en que es por con para su sus se al lo como más pero ha fue
        son está este esta han sin sobre entre también
    """,
    "it": """
        il lo la gli le di del della dei delle un una e è in che per con non si da al alla nel nella
        sono ha come più ma anche suo sua questo dal ai
    """,
    "pt": """
        o a os as do da dos das um uma e é em que para com não por se no na nos nas ao mais foi como
        mas seu sua são pelo pela também
    """,
    "nl": """
        de het een en van in is dat op te zijn met voor niet aan er ook als bij maar om uit door
        over naar heeft hebben hij ze was wordt deze
    """,
    "sv": """
        och att det en ett som på är av för med den till inte har de om var han hon från men sig så
        vi kan ska efter
    """,
    "pl": """
        i w na z że się nie do jest to o jak ale za po od przez dla przed jego który są był oraz
    """,
    "tr": """
        ve bir bu da de için ile olarak çok daha gibi olan sonra kadar ancak değil ise ne
    """,
}
_WORDS = {code: listed(words) for code, words in _FUNCTION_WORDS.items()}
_SCRIPTS = (
    ("uk", re.compile("[іїєґІЇЄҐ]")),
    ("ru", re.compile("[\u0400-\u04ff]")),
    ("el", re.compile("[\u0370-\u03ff]")),
    ("he", re.compile("[\u0590-\u05ff]")),
    ("ar", re.compile("[\u0600-\u06ff]")),
    ("hi", re.compile("[\u0900-\u097f]")),
    ("ko", re.compile("[\uac00-\ud7af]")),
    ("ja", re.compile("[\u3040-\u30ff]")),
    ("zh", re.compile("[\u4e00-\u9fff]")),
)
_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 6000
"""Characters that are looked at."""
_FEWEST = 20
"""Words below which a language cannot be told."""
_SHARE, _AHEAD = 0.14, 2.5
"""The share of a language's function words among all, and how many times as many as English ones."""


def other_language(text: str) -> str | None:
    """The code of the language that a text is plainly in, other than English; None where it is not plain."""
    sample = text[:_SAMPLE]
    words = [word.lower() for word in _WORD.findall(sample)]
    letters = sum(map(len, words))
    for code, script in _SCRIPTS if not sample.isascii() else ():
        count = len(script.findall(sample))
        if count > (0.02 if code in ("uk", "ja") else 0.5) * letters and letters >= 4 * _FEWEST:
            if code == "uk" and 2 * len(_SCRIPTS[1][1].findall(sample)) < letters:
                continue
            return code
    if len(words) < _FEWEST:
        return None
    best, count, english = _counted(words)
    return best if count >= _SHARE * len(words) and count >= _AHEAD * english else None


def is_english(text: str) -> bool:
    """Whether a text is plainly in English, whatever its file says."""
    words = [word.lower() for word in _WORD.findall(text[:_SAMPLE])]
    _, count, english = _counted(words)
    return english >= _SHARE * len(words) and english >= _AHEAD * count


def _counted(words: list[str]) -> tuple[str, int, int]:
    """The language that most function words are of, English apart; how many, and how many are English."""
    counts = {code: sum(word in known for word in words) for code, known in _WORDS.items()}
    english = counts.pop("en")
    best = max(counts, key=lambda code: counts[code])
    return best, counts[best], english
