"""Answers and quotations as plain lines of text, for pipes, files and simple terminals."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from index.answers.findings import difference, finding
from index.answers.passage import ArticleRef
from index.articles.article import Article
from index.spans import Span

if TYPE_CHECKING:
    from index.answers.answer import Answer
    from index.answers.passage import Passage
    from index.quotations import Quotation

_OPENING, _CLOSING = "\"'“‘«„", "\"'”’»"
_INDENT = "   "


def answer_lines(answer: "Answer", *, context: bool = False) -> list[str]:
    """An answer as lines: its notes, and its passages or what was found instead."""
    lines = [*opening(answer), *difference_lines(answer)]
    for passage in answer.answers or answer.related:
        if lines:
            lines.append("")
        lines += passage_lines(passage, context=context)
    if answer.suggestions:
        lines += [""] if answer.related else []
        lines += ["Try: " + "; ".join(answer.suggestions)]
    return lines


def opening(answer: "Answer") -> list[str]:
    """The lines before the passages, or instead of them."""
    notes, who, topic = list(answer.notes), " and ".join(answer.speakers), " ".join(answer.topic)
    found = finding(answer)
    if found is not None:
        instead = " Here is what was found instead:" if answer.related else ""
        return [found + instead, *notes]
    match answer.outcome:
        case "unknown_speaker":
            others = [f"What others said on “{topic}”:"] if answer.related else []
            return [" ".join([f"No quotation found {answer.searched.in_words()}.", *notes]), *others]
        case "no_quotation":
            said = f"No quotation found from {who}" if who else "No quotation found"
            said += f" on “{topic}”" if topic else ""
            said += f" {answer.searched.in_words()}."
            return [*notes, said + (" Here is what was found instead:" if answer.related else "")]
        case "ambiguous_speaker" if answer.related:
            return [*notes, f"Quotations on “{topic}”:"]
    return notes


def difference_lines(answer: "Answer") -> list[str]:
    """What was typed and what the article has, with *stars* around the words that differ; none for no
    difference."""
    changes = difference(answer)
    if not changes:
        return []
    typed, said = (
        " ".join(f"*{words}*" if side == own else words for side, words in changes if side in ("same", own))
        for own in ("typed", "said")
    )
    return [f"{_INDENT}typed:   {typed}", f"{_INDENT}article: {said}"]


def passage_lines(passage: "Passage", *, context: bool = False) -> list[str]:
    """A passage as lines: who said it, the words, and the article."""
    near = " (nearest in meaning)" if passage.matched == "meaning" else ""
    near += " (corrected)" if passage.corrected else ""
    head = f"{passage.rank}. {attribution(passage)}{near}"
    before = passage.before if context else passage.lead
    text = " ".join(part for part in (before, passage.shown, passage.after if context else None) if part)
    return [head, *indented(text + (" …" if passage.cut else "")), *indented(place(passage))]


def attribution(passage: "Passage") -> str:
    """Who speaks, in which role."""
    return f"{who_speaks(passage)}, {passage.role}" if passage.role else who_speaks(passage)


def who_speaks(passage: "Passage") -> str:
    """The speaker; the source as written if the article does not settle who that is."""
    if passage.kind == "narration":
        return "The article"
    return passage.speaker or (f"{passage.source} (not named)" if passage.source else "Unnamed speaker")


def place(passage: "Passage") -> str:
    """Where a passage is from: title, publisher, date and id, how many others carry it, and its link."""
    also = f"; also in {many(len(passage.copies), 'other article')}" if passage.copies else ""
    link = f"\n{passage.article.url}" if passage.article.url else ""
    return f"{article_line(passage.article)}{also}{link}"


def article_line(article: ArticleRef) -> str:
    """Title, publisher, date and id of an article, in one line."""
    published = article.published[:10] if article.published else None
    return ", ".join(filter(None, (article.title, article.publisher, published))) + f" [{article.id}]"


def about(article: Article) -> ArticleRef:
    """What is told of an article that is in no archive."""
    return ArticleRef(
        id=article.id,
        title=article.title,
        path=article.path,
        url=article.url,
        publisher=article.publisher,
        published=article.published,
    )


def quotation_lines(article: Article, quotations: Sequence["Quotation"]) -> list[str]:
    """An article's quotations as lines: its title, then each speaker with the words."""
    head = article_line(about(article))
    lines = [head, *([article.url] if article.url and article.url not in head else [])]
    for quotation in quotations:
        lines += ["", f"{quotation_head(article.text, quotation)} ({quotation.kind})"]
        lines += indented(quoted_slice(article.text, quotation.content))
    return lines if quotations else [*lines, "", "No quotation found."]


def quotation_head(text: str, quotation: "Quotation") -> str:
    """The speaker and role of a quotation; the source as written if the speaker is not settled."""
    source = " ".join(quotation.source.of(text).split()) if quotation.source else None
    who = quotation.speaker or (f"{source} (not named)" if source else "Unnamed speaker")
    return f"{who}, {quotation.role}" if quotation.role else who


def quoted_slice(text: str, content: Sequence[Span]) -> str:
    """The article's text from the first to the last of the content's words, with the marks around it."""
    start, end = content[0].start, max(part.end for part in content)
    if start and text[start - 1] in _OPENING:
        start -= 1
    if end < len(text) and text[end] in _CLOSING:
        end += 1
    return text[start:end]


def indented(text: str) -> Iterable[str]:
    """The lines of a text, indented, without the empty ones."""
    return [_INDENT + line.strip() for line in text.splitlines() if line.strip()]


def size_of(count: int) -> str:
    """A number of bytes as people say it: "7 kB", "12.3 MB"."""
    return f"{count / 1e6:,.1f} MB" if count >= 1e6 else f"{-(-count // 1000)} kB"


def many(count: int, one: str, several: str | None = None) -> str:
    """A number with its word: "1 article", "2 articles"."""
    return f"{count} {one if count == 1 else several or one + 's'}"
