"""The bot's own words in other languages, and telling that a text is not in English."""

import re
from typing import NamedTuple

ENGLISH = "en"


class Own(NamedTuple):
    """What the bot says of itself in one language; `{example}` is a question it answers."""

    english_only: str


OWN = {
    "en": Own("The articles here are in English, and I understand questions in English only. Try: {example}"),
    "ru": Own(
        "Статьи здесь на английском языке, и вопросы я понимаю только по-английски. Например: {example}"
    ),
    "es": Own(
        "Los artículos de este archivo están en inglés y solo entiendo preguntas en inglés. "
        "Por ejemplo: {example}"
    ),
    "de": Own(
        "Die Artikel hier sind auf Englisch, und ich verstehe nur Fragen auf Englisch. "
        "Zum Beispiel: {example}"
    ),
    "fr": Own(
        "Les articles ici sont en anglais et je ne comprends que les questions en anglais. "
        "Par exemple : {example}"
    ),
}

_COMMON = {
    "es": "qué que quién quien dijo dice dicho sobre el la los las cuándo cómo de del hola gracias por ha",
    "de": "was wer hat haben sagte sagt gesagt über von der die das zu zum wann wie und hallo danke",
    "fr": "qu que quoi qui a dit dire sur le la les des quand comment est ce bonjour merci au du de",
    "it": "cosa che chi ha detto su sul il la gli quando come ciao grazie di del",
    "pt": "o que quem disse sobre a os as quando como olá obrigado de do da",
    "nl": "wat wie heeft gezegd zei over de het wanneer hoe en hallo bedankt van",
    "pl": "co kto powiedział mówił o na kiedy jak i cześć dziękuję",
}
_FOREIGN = {language: frozenset(words.split()) for language, words in _COMMON.items()}
_ENGLISH = frozenset(
    {"what", "who", "did", "does", "do", "say", "said", "says", "about", "on", "the", "and", "of", "is"}
    | {"was", "were", "are", "in", "to", "how", "when", "where", "why", "which", "any", "by", "from", "for"}
)
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")


def language_of(text: str) -> str | None:
    """The language of a text that is plainly not in English, "" where only that much is plain; else None.

    Another script is plain where it has most of the letters, as in "Что сказал Камынин?"; in Latin script two
    small words of the language are, where English has fewer: a name alone is of every language.
    """
    letters = [c for c in text if c.isalpha()]
    if letters and 2 * sum(1 for c in letters if _LATIN.match(c)) < len(letters):
        return "ru" if any(map(_CYRILLIC.match, letters)) else ""
    words = re.findall(r"[^\W\d_]+", text.lower())
    english = sum(1 for word in words if word in _ENGLISH)
    counts = {language: sum(1 for w in words if w in own) for language, own in _FOREIGN.items()}
    best = max(counts, key=lambda language: counts[language])
    if counts[best] >= 2 and counts[best] > english and 5 * counts[best] >= 2 * len(words):
        return best
    return None


def own_words(code: str | None, found: str = "") -> Own:
    """The bot's words in the language of a reader's app, else in that of their text, else in English."""
    first = (code or "").lower().partition("-")[0]
    for language in (first if first != ENGLISH else "", found, ENGLISH):
        if language in OWN:
            return OWN[language]
    return OWN[ENGLISH]
