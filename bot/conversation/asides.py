"""What is said beside questions: thanks, laughter, another language, the weather, a link, a number."""

import re
from collections.abc import Callable, Sequence
from contextlib import suppress

from bot.conversation.languages import language_of, own_words
from bot.conversation.markup import escape
from bot.conversation.replies import Reply, Who
from index.fetching.addresses import normal_address
from index.people.lookup import find_people
from index.people.people import People

_CIVIL = (
    r"(?:thanks|thank you|thankyou|thx|ty|cheers|ok|okay|yes|yeah|yep|sure"
    r"|bye|goodbye|great|perfect|nice|cool)"
)
_BESIDE = (
    r"(?:so|very|much|a lot|many|for (?:that|this|it|the help|the answer|your help|all)"
    r"|that is all|that's all|that was it|and|then|now|good|well done|got it|i see|see you|later|again)"
)
_COURTESY = re.compile(
    rf"(?:{_BESIDE}[\s,.!]+)*{_CIVIL}(?:[\s,.!]+(?:{_CIVIL}|{_BESIDE}))*[\s,.!]*", re.IGNORECASE
)
_LAUGHTER = re.compile(
    r"(?:lo+l|lmf?ao|rofl|(?:a?ha){2,}h?|he(?:he)+|wo+w|omg|h+m+|huh|oh|ah|no way|really)"
    r"(?:[\s,.!?]+(?:lo+l|lmf?ao|(?:a?ha){2,}h?|wo+w|omg|really))*[\s,.!?]*",
    re.IGNORECASE,
)
_COMPLAINT = re.compile(
    r"(?:(?:no|but|sorry)[,. ]+)*"
    r"(?:(?:you(?:'?re| are| r)|(?:that|this|it)(?:'?s| is)) (?:so |just |completely |all )?"
    r"(?:wrong|false|incorrect|untrue|fake|not (?:true|right|correct|what (?:he|she|they) said|him|her))"
    r"|(?:wrong|not the right) (?:speaker|person|name|man|woman|guy|answer)"
    r"|(?:he|she|they) (?:did ?n[o'’]?t say|never said) (?:that|this|it|so))",
    re.IGNORECASE,
)
COMPLAINT = (
    "I show what the articles say. If a passage stands under the wrong name, press “Wrong speaker?” below "
    "it, and whoever runs me will look at it."
)
_ELSEWHERE = re.compile(
    r"(?:(?:what(?:'s|s| is| will)?|how(?:'s| is)?|tell me|show me|give me|can you|please|the|a|be) )*"
    r"(?:weather|forecast|temperature|time is it|joke|recipe|translate|exchange rate|horoscope)\b"
    r"(?!.*\b(?:said|say|says|quote[sd]?|about|on)\b)",
    re.IGNORECASE,
)
ADDRESS = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)
_ORDINALS = ("first", "second", "third", "fourth", "fifth")
_CHOSEN = re.compile(
    r"(?:(?:show|open|give) (?:me )?)?(?:(?:the )?(?:number|no\.?|nr\.?|#) ?)?(?P<number>[1-9]\d?)[.)]?"
    rf"|(?:(?:show|open|give) (?:me )?)?(?:the )?(?P<word>{'|'.join(_ORDINALS)}|last) one",
    re.IGNORECASE,
)


def aside(text: str, people: People, who: Who, examples: Callable[[], Sequence[str]]) -> Reply | None:
    """The reply to a text that asks nothing of the archive; None for others."""
    if is_courtesy(text, people):
        return Reply(html="You are welcome. Ask on whenever you like.", outcome="courtesy")
    flat = " ".join(text.split())
    if _LAUGHTER.fullmatch(flat) and not find_people(people, flat.rstrip(" ,.!?")):
        return Reply(html="Ask on whenever you like.", outcome="courtesy")
    if _COMPLAINT.fullmatch(flat.rstrip(" ?!.…")):
        return Reply(html=COMPLAINT, outcome="complaint")
    found = language_of(text)
    if found is not None and not find_people(people, flat.rstrip(" ?!.…")):
        words, outcome = own_words(who.language, found).english_only, "other_language"
    elif _ELSEWHERE.match(flat):
        words = "I only know what people are quoted as saying in my articles. Try: {example}"
        outcome = "elsewhere"
    else:
        return None
    example = next(iter(examples()), "What did Gates say?")
    return Reply(html=escape(words.format(example=example)), outcome=outcome)


def is_courtesy(text: str, people: People) -> bool:
    """Whether a text only thanks, agrees or takes leave, and is nobody's name in the archive."""
    words = " ".join("".join(c for c in text if c.isascii() or c.isalnum()).split())
    if not words:
        return bool(text.strip())  # a thumb up
    return _COURTESY.fullmatch(words) is not None and not find_people(people, words.rstrip(" ,.!"))


def address_in(text: str) -> str | None:
    """The web address of a text that is little else; None where there is none."""
    found = ADDRESS.search(text)
    if found is None or len(text.replace(found[0], " ").split()) > 4:
        return None
    return found[0].rstrip(".,;:!?)")


def spellings(address: str) -> list[str]:
    """How one address is written: as it is, without what only follows readers about, with or without "/"."""
    found = [address]
    with suppress(ValueError):
        plain = normal_address(address)
        found += [plain] if "?" in plain else [plain, plain[:-1] if plain.endswith("/") else plain + "/"]
    other = "http" if address.lower().startswith("https:") else "https"
    found += [other + each[each.index(":") :] for each in found]
    return list(dict.fromkeys(found))


def chosen(text: str) -> int | None:
    """Which of the things above "2", "number 2" or "the first one" means, from 1; -1 is the last one."""
    found = _CHOSEN.fullmatch(" ".join(text.split()).rstrip(" ?!.…"))
    if found is None:
        return None
    if found["number"]:
        return int(found["number"])
    return -1 if found["word"].lower() == "last" else _ORDINALS.index(found["word"].lower()) + 1
