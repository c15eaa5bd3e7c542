"""Content: how far what a cue introduces reaches, to its left and to its right."""

from collections.abc import Sequence

from index.cues import CONJUNCTIONS, DETERMINERS, PREPOSITIONS, SUBORDINATORS
from index.quotations.candidates import Cue
from index.quotations.subjects import is_adverb
from index.quotations.units import Item


def unit_end(items: Sequence[Item]) -> int:
    end = len(items)
    while end > 0 and items[end - 1].quoted is None and not items[end - 1].is_word:
        end -= 1
    return end


def ends_with_cue(items: Sequence[Item], chain: Sequence[tuple[Cue, float]]) -> tuple[Cue, float] | None:
    for cue, sure in chain:
        if left_content(items, cue, 0) is not None and cue.after in {"end", "in", "on", "at", "of", "joint"}:
            return cue, sure
    return None


def quote_stop(items: Sequence[Item], start: int, stop: int) -> int:
    """Where content that begins with a quoted stretch ends: with it if it ends a sentence, else with the clause."""
    item = items[start] if start < len(items) else None
    if item is None or item.quoted is None:
        return stop
    if item.text[-1] in ".?!\u2026" or (item.text[-1] == "," and start + 1 < stop):
        return start + 1
    return stop


def left_content(
    items: Sequence[Item], cue: Cue, blocked: int
) -> tuple[list[tuple[int, int]], tuple[int, int] | None, str, int] | None:
    """Content before the cue: '"A," X said', '"A," said X', "A, X said" and these with more behind."""
    if cue.before in {"passive", "part", "to", "ing", "ing0", "and"}:
        return None
    source = cue.subject
    begin = cue.first
    after = cue.last
    if cue.before == "inverted":
        if source is None:
            return None
        after = source[1]
    elif source is not None and source[1] <= cue.first:
        begin = source[0]
    else:
        return None
    if begin <= blocked:
        return None
    left = begin - 1
    quoted = items[left].quoted is not None and items[left].text[-1] in ",?!.\u2014-\u2026"
    if items[left].text in {",", "\u2014", "--", "\u2013"} and left > blocked:
        quoted = quoted or items[left - 1].quoted is not None
        left -= 1
        comma = True
    else:
        comma = False
    if not quoted and not comma and items[left].quoted is not None and cue.before == "inverted":
        quoted = True
    if not quoted and not comma:
        return None
    if cue.after in {"that", "colon"}:
        return None
    if cue.after == "quote" and not quoted:
        return None
    start = _content_start(items, blocked, left + 1)
    if start > left:
        return None
    if not quoted:
        # "On Tuesday, Trump said he ...", "Trump, who ..., said he ..." have no content on their left.
        words = [item for item in items[start : left + 1] if item.is_word or item.quoted]
        head = items[start]
        if len(words) < 3 or (
            head.quoted is None
            and (
                head.lower in PREPOSITIONS
                or head.lower in SUBORDINATORS
                or head.lower.endswith("ing")
                or is_adverb(head)
                or head.lower in {"asked", "then", "according"}
            )
        ):
            if cue.after not in {"end"} or len(words) < 3:
                return None
        if cue.after not in {"end", "comma", "in", "on", "at", "of", "joint", "about", "during"}:
            return None
    content = [(start, left + 1)]
    second = _second_part(items, cue, after, quoted)
    if second is not None:
        content.append(second)
    return content, source, "quote<" if quoted else "left<", cue.last


def _content_start(items: Sequence[Item], start: int, end: int) -> int:
    first = next((n for n in range(start, end) if items[n].quoted is not None), end)
    while (
        start < end
        and items[start].quoted is None
        and (not items[start].is_word or items[start].lower in CONJUNCTIONS)
    ):
        start += 1
    if first < end and all(
        not item.is_word or item.lower in CONJUNCTIONS or is_adverb(item) for item in items[start:first]
    ):
        return first
    return start


def _second_part(items: Sequence[Item], cue: Cue, after: int, quoted: bool) -> tuple[int, int] | None:
    end = unit_end(items)
    if quoted:
        for number in range(after, min(end, after + 25)):
            item = items[number]
            if item.quoted is not None and (
                number == after or items[number - 1].text in {",", ":", "\u2014"} or item.text[-1] in ".?!"
            ):
                return number, end
            if number > after and item.lower in {"adding", "saying", "and", "but", "while", "who"}:
                return None
        return None
    if cue.after == "comma" or (cue.last < len(items) and items[after].text == ","):
        start = after
        while start < end and items[start].text != ",":
            start += 1
        start += 1
        if start < end:
            head = items[start]
            if head.lower.endswith("ing") or head.lower in {
                "who",
                "while",
                "as",
                "although",
                "though",
                "which",
                "in",
                "at",
                "on",
            }:
                return None
            return start, end
    return None


def right_stop(
    items: Sequence[Item], cue: Cue, chain: list[tuple[Cue, float]], end: int
) -> tuple[int, list[tuple[Cue, float]]]:
    """Where content to the right of the cue stops, and the cues that are not inside it."""
    for place, (other, _) in enumerate(chain):
        begin = other.first if other.subject is None or other.subject[0] < cue.content else other.subject[0]
        if begin <= cue.content:
            continue
        left = items[begin - 1]
        if other.before == "ing" and left.text in {",", "\u2014", "--"}:
            return begin - 1, chain[place:]
        if other.before == "and":
            return _before_marks(items, begin - 1), chain[place:]
        if left.quoted is None and left.lower in {"but", "and", "while", "though", "although", "as"}:
            comma = begin > 1 and items[begin - 2].text == ","
            if left.lower == "but" or comma:
                return _before_marks(items, begin - 1), chain[place:]
        if left.text in {";"}:
            return begin - 1, chain[place:]
    return end, []


def _before_marks(items: Sequence[Item], end: int) -> int:
    while end > 0 and items[end - 1].text in {",", "\u2014", "--"}:
        end -= 1
    return end


def according_to(
    items: Sequence[Item],
) -> tuple[int, int, tuple[int, int] | None, list[tuple[int, int]]] | None:
    """ "According to X, A", "A, according to X" and "A, according to X, B"."""
    for number in range(len(items) - 2):
        if items[number].lower == "according" and items[number + 1].lower == "to":
            break
    else:
        return None
    start, last, end = number, number + 2, unit_end(items)
    begin = 0
    while begin < start and (
        items[begin].lower in CONJUNCTIONS or (not items[begin].is_word and items[begin].quoted is None)
    ):
        begin += 1
    if start <= begin + 1:
        stop = last
        while stop < end and items[stop].text != ",":
            stop += 1
        while stop + 1 < end and _apposition_to_comma(items, stop, end):
            stop = next((n for n in range(stop + 1, end) if items[n].text == ","), end)
        if stop >= end:
            return None
        return start, last, (last, stop), [(stop + 1, end)]
    stop = last
    while stop < end and items[stop].text not in {",", "\u2014", "--", ";"}:
        stop += 1
    left = start
    while left > 0 and not items[left - 1].is_word and items[left - 1].quoted is None:
        left -= 1
    content = [(begin, left)]
    if stop < end and items[stop].text == "," and start > 0 and items[start - 1].text == ",":
        head = items[stop + 1]
        if not (
            head.lower in DETERMINERS
            or head.lower in {"who", "which", "but", "and", "while"}
            or head.lower.endswith("ing")
        ):
            content.append((stop + 1, end))
        elif head.lower in {"who", "which", "a", "an", "the"}:
            stop = end
    return start, last, (last, stop), content


def _apposition_to_comma(items: Sequence[Item], comma: int, end: int) -> bool:
    head = items[comma + 1]
    if head.lower not in {"a", "an", "who", "which"}:
        return False
    return any(items[n].text == "," for n in range(comma + 2, end))
