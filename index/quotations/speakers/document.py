"""An article's text as its tokens: which sentence each stands in, and whether between quotation marks."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from index.analysis.name_tokens import Token, is_word, tokens
from index.analysis.sentences import Sentence
from index.quotations.marks import quoted_spans
from index.spans import Cover, Span

_SMALL_IN_HEADLINES = frozenset({
    "a", "an", "and", "as", "at", "but", "by", "for", "from", "if", "in", "into", "nor", "of", "off", "on",
    "or", "over", "the", "to", "up", "via", "vs", "vs.", "with",
})  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """The tokens of an article's text, and for each its sentence and whether it is `quoted`.

    `told` numbers the sentences as a reader counts the narration: one wholly between quotation marks has the
    number of the one before it. `headlines` and `questions` hold numbers of sentences.
    """

    text: str
    tokens: list[Token]
    starts: list[int]
    sentence_of: list[int]
    quoted: list[bool]
    told: list[int]
    headlines: frozenset[int]
    questions: frozenset[int]

    def word(self, i: int, first: int) -> str:
        """The text of token `i` if it stands in the sentence of token `first`, else ""."""
        if i >= len(self.tokens) or self.sentence_of[i] != self.sentence_of[first]:
            return ""
        return self.tokens[i].text

    def token_at(self, position: int) -> int:
        """Index of the first token that ends after `position`; the number of tokens where none does."""
        i = max(0, bisect_right(self.starts, position) - 1)
        while i < len(self.tokens) and self.tokens[i].end <= position:
            i += 1
        return i

    def span(self, first: int, end: int) -> Span:
        """The characters from token `first` to the token before `end`."""
        return Span(self.tokens[first].start, self.tokens[end - 1].end)

    def texts(self, first: int, end: int) -> list[str]:
        """The texts of tokens `[first, end)`."""
        return [t.text for t in self.tokens[first:end]]


def frame_of(text: str, sentences: Sequence[Sentence]) -> Frame:
    """The frame of an article's `text`; without sentences all of it counts as one."""
    toks = tokens(text)
    numbers = _sentence_numbers(toks, sentences)
    quoted = quoted_tokens(text, toks)
    return Frame(
        text=text,
        tokens=toks,
        starts=[t.start for t in toks],
        sentence_of=numbers,
        quoted=quoted,
        told=_told(toks, numbers, quoted),
        headlines=_headlines(toks, numbers),
        questions=frozenset(n for t, n in zip(toks, numbers, strict=True) if t.text == "?"),
    )


def quoted_tokens(text: str, toks: Sequence[Token]) -> list[bool]:
    """For each token, whether it stands between quotation marks, double or single."""
    inside = Cover([quoted.inner for quoted in quoted_spans(text)])
    return [inside.holds(Span(token.start, token.end)) for token in toks]


def _sentence_numbers(toks: Sequence[Token], sentences: Sequence[Sentence]) -> list[int]:
    numbers = []
    current = 0
    for token in toks:
        while current + 1 < len(sentences) and sentences[current + 1].span.start <= token.start:
            current += 1
        numbers.append(current)
    return numbers


def _told(toks: Sequence[Token], numbers: Sequence[int], quoted: Sequence[bool]) -> list[int]:
    narrated = {n for t, n, q in zip(toks, numbers, quoted, strict=True) if not q and is_word(t)}
    told = []
    count = -1
    last = None
    for number in numbers:
        if number != last:
            last = number
            count += number in narrated
        told.append(max(0, count))
    return told


def _headlines(toks: Sequence[Token], numbers: Sequence[int]) -> frozenset[int]:
    """The sentences nearly all of whose words are capitalised, so that capitals tell nothing there.

    Of a first line, which titles are, most are enough: "Cash Divides Ana: One Grant where Nets Fell through".
    """
    counts: dict[int, list[int]] = {}
    for token, number in zip(toks, numbers, strict=True):
        word = token.text
        if len(word) > 1 and word[0].isalpha() and word.lower() not in _SMALL_IN_HEADLINES:
            counts.setdefault(number, [0, 0])[word[0].isupper()] += 1
    title = _title(toks, numbers)
    return frozenset(
        n
        for n, (small, capital) in counts.items()
        if capital >= 4 and capital >= (4 if n == title else 10) * small
    )


def _title(toks: Sequence[Token], numbers: Sequence[int]) -> int | None:
    """The sentence that an article's first line is; None where it is several, or goes on in the next."""
    lines = [i for i, token in enumerate(toks) if token.text == "\n"]
    end = lines[0] if lines else 0
    after = next((numbers[i] for i in range(end, len(toks)) if toks[i].text != "\n"), None)
    return numbers[0] if end and numbers[0] == numbers[end - 1] != after else None
