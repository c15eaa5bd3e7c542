"""Answers as messages: pure, from values to Telegram's HTML."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from bot.conversation.markup import MAX_TEXT, escape, fits, link, name, one_line, shortened, visible
from index.answers.answer import Answer, Outcome
from index.answers.findings import difference, finding
from index.answers.passage import ArticleRef, Matched, Passage, PassageKind, Piece
from index.answers.verdicts import Side

LONG = 500
"""Quotations longer than this many characters can be folded."""

ROOM = MAX_TEXT - 600
"""Characters that the passages of one message may take; the rest is for the lines around them."""

MOST_BOLD = 24
"""The most words set bold in one passage, so that a page stays within Telegram's 100 entities."""


def passage_html(
    passage: Passage, number: int | None = None, *, same_article: bool = False, led: bool = True
) -> str:
    """A quotation and, under it, one line that says who said it and in which article.

    With a number, that and who said it stand above, so that a list is read downwards. `led` False leaves the
    sentence before it away, for where that is shown already.
    """
    block = _block(passage if led else replace(passage, lead=None))
    if number is None:
        return f"{block}\n{attribution(passage, same_article=same_article)}"
    who, *where = _parts(passage, same_article=same_article)
    below = " · ".join(where)
    return f"{number}. {who}\n{block}\n{below[:1].upper()}{below[1:]}"


def attribution(passage: Passage, *, same_article: bool = False) -> str:
    """Speaker, role as the article words it, title, publisher and date, how many articles carry it, and a
    link to its own page where there is one.

    `same_article` says that the passage just above stands in that article too.
    """
    return " · ".join(_parts(passage, same_article=same_article))


def _parts(passage: Passage, *, same_article: bool) -> list[str]:
    """Who said it, then where."""
    parts = []
    if passage.kind is PassageKind.NARRATION:
        parts.append("<i>the article's own words</i>")
    elif passage.speaker is not None:
        who = f"<b>{name(passage.speaker)}</b>"
        parts.append(f"{who}, {name(passage.role)}" if passage.role else who)
    elif passage.source is not None:
        parts.append(f"<b>{name(passage.source)}</b> (not named)")
    else:
        parts.append("<i>unnamed speaker</i>")
    if passage.kind is PassageKind.INDIRECT:
        parts[0] += ", <i>as reported</i>"
    if passage.matched is Matched.MEANING:
        parts.append("<i>nearest in meaning</i>")
    parts.append("same article" if same_article else article_line(passage.article))
    if passage.copies:
        count = len(passage.copies)
        parts.append(f"also in {count} article{'s' if count > 1 else ''}")
    if passage.page is not None:
        parts.append(link(passage.page, "permalink"))
    return parts


def article_line(article: ArticleRef) -> str:
    """Title (linked if its address is known), publisher and date."""
    title = link(article.url, name(article.title, 160) or "untitled")
    about = [name(article.publisher, 80)] if article.publisher else []
    if article.published:
        about.append(day(article.published))
    return f"{title} ({', '.join(about)})" if about else title


def day(published: str) -> str:
    """An article's date as people write it: "24 October 2007"; anything else unchanged."""
    try:
        when = date.fromisoformat(published[:10])
    except ValueError:
        return name(published, 40)
    return f"{when.day} {when:%B} {when.year}"


def context_html(passage: Passage, before: str, after: str) -> str:
    """The passage marked within the text around it in the article, and its attribution."""
    line = attribution(passage)
    room = MAX_TEXT - len(visible(line)) - 40
    shown = shortened(passage.shown.strip(), room)
    left = max(room - len(shown), 0) // 2
    before = _tail(before.strip(), left)
    after = shortened(after.strip(), left) if after.strip() and left > 40 else ""
    middle = f"<u>{escape(shown)}</u>"
    parts = [escape(before)] if before else []
    parts.append(middle)
    parts += [escape(after)] if after else []
    return f"<blockquote>{' '.join(parts)}</blockquote>\n{line}"


def pages(passages: Sequence[Passage], size: int) -> list[tuple[Passage, ...]]:
    """The passages in pages of `size`, or fewer where a message would be too long for them."""
    found: list[tuple[Passage, ...]] = []
    page: list[Passage] = []
    for passage in passages:
        if page and (len(page) == size or not fits(passages_html([*page, passage]), ROOM)):
            found.append(tuple(page))
            page = []
        page.append(passage)
    return [*found, tuple(page)] if page else found


def page_html(
    answer: Answer, page: Sequence[Passage], *, lead: str | None = None, topic: str | None = None
) -> str:
    """One page of an answer: notes first, then the passages, numbered if there are several.

    `lead` (HTML) goes above everything; `topic` overrides how the answer's topic is spelt.
    """
    lines = [lead] if lead else []
    if (found := finding(answer)) is not None:
        return _found_html(answer, page, lines, found)
    if answer.outcome in (Outcome.ANSWERED, Outcome.NO_QUOTATION):
        lines += [f"<i>{escape(shortened(note, 200))}</i>" for note in answer.notes[:2]]
    if answer.outcome is not Outcome.ANSWERED:
        lines.insert(1 if lead else 0, outcome_line(answer, topic))
        if page and answer.outcome is Outcome.AMBIGUOUS_SPEAKER:
            lines.append("Quotations on this:")
        elif page and answer.outcome is Outcome.UNKNOWN_SPEAKER:
            lines.append("What others said on this:")
        elif page:
            lines.append("Here is what I found instead:" if not answer.speakers else "On other topics:")
    return "\n\n".join([*lines, *([passages_html(page)] if page else [])])


def _found_html(answer: Answer, page: Sequence[Passage], lines: list[str], found: str) -> str:
    """A page under a verdict or a count; the comparison and the notes only as far as a message has room."""
    lines = [*lines, escape(shortened(found, 400))]
    instead = ["Here is what I found instead:"] if page and answer.outcome is not Outcome.ANSWERED else []
    passages = [*instead, *([passages_html(page)] if page else [])]
    beside = [_difference_html(answer)] if difference(answer) else []
    for extra in (*beside, *(f"<i>{escape(shortened(note, 200))}</i>" for note in answer.notes[:2])):
        if fits("\n\n".join([*lines, extra, *passages])):
            lines.append(extra)
    return "\n\n".join([*lines, *passages])


def _difference_html(answer: Answer) -> str:
    """What was typed and is not in the article struck through, what the article has instead in bold."""
    marks = {Side.SAME: ("", ""), Side.TYPED: ("<s>", "</s>"), Side.SAID: ("<b>", "</b>")}
    return " ".join(
        f"{marks[side][0]}{escape(shortened(words, 200))}{marks[side][1]}"
        for side, words in difference(answer)
    )


def outcome_line(answer: Answer, topic: str | None = None) -> str:
    """Why there is no answer, in one sentence."""
    speakers = _listed(f"<b>{name(speaker, 80)}</b>" for speaker in answer.speakers[:4])
    topic = name(topic if topic is not None else " ".join(answer.topic), 120)
    match answer.outcome:
        case Outcome.UNKNOWN_SPEAKER:
            who = f"by {speakers}" if speakers else "by anybody with that name"
            near = " Did you mean one of these?" if answer.suggestions else ""
            return f"There is no quotation {who} in this archive.{near}"
        case Outcome.AMBIGUOUS_SPEAKER:
            return "Several people have that name. Which one do you mean?"
        case Outcome.EMPTY_QUESTION:
            return "Who or what would you like to ask about?"
        case Outcome.NO_QUOTATION:
            by = f" by {speakers}" if speakers else ""
            on = f" about “{topic}”" if topic else ""
            return f"I found no quotation{by}{on} {answer.searched.in_words()}."
        case _:
            return ""


def inline_title(passage: Passage) -> str:
    """Speaker and role on one line of plain text."""
    who = passage.speaker or passage.source or passage.article.title or "An article"
    return (
        one_line(f"{who}, {passage.role}" if passage.role and passage.speaker else who, 120) or "An article"
    )


def passages_html(page: Sequence[Passage], *, numbered: bool = True) -> str:
    """Passages under each other, numbered by their ranks if there are several and they are to be."""
    if len(page) == 1:
        return passage_html(page[0])
    shown: list[str] = []
    before = None
    for passage in page:
        same = passage.article.id == before
        others = [p for p in page if p is not passage and p.article.id == passage.article.id]
        led = not _is_shown(passage.lead, others)
        number = passage.rank if numbered else None
        shown.append(passage_html(passage, number, same_article=same, led=led))
        before = passage.article.id
    return "\n\n".join(shown)


def _is_shown(lead: str | None, others: Sequence[Passage]) -> bool:
    """Whether the sentence that leads to a passage stands in another one on the page."""
    words = " ".join((lead or "").split())
    return bool(words) and any(words in " ".join(passage.shown.split()) for passage in others)


def _block(passage: Passage) -> str:
    pieces = _within(passage.pieces(), ROOM - 500)
    text = "".join(_piece(piece) for piece in _sparing(pieces)).strip().replace("</b> <b>", " ")
    if passage.lead:
        text = f"<i>{escape(shortened(passage.lead.strip(), 300))}</i> {text}"
    if passage.cut and not text.endswith("…"):
        text += " …"
    folded = " expandable" if len(visible(text)) > LONG else ""
    return f"<blockquote{folded}>{text}</blockquote>"


def _piece(piece: Piece) -> str:
    text = escape(piece.text)
    return f"<b>{text}</b>" if piece.matched and piece.text.strip() else text


def _sparing(pieces: Iterable[Piece]) -> Iterable[Piece]:
    bold = 0
    for piece in pieces:
        bold += piece.matched
        yield piece if bold <= MOST_BOLD else piece._replace(matched=False)


def _within(pieces: Sequence[Piece], most: int) -> list[Piece]:
    """The pieces, cut after a word if they are too long for a message."""
    kept: list[Piece] = []
    for piece in pieces:
        if len(piece.text) > most:
            return [*kept, piece._replace(text=shortened(piece.text, max(most, 1)))] if most > 1 else kept
        kept.append(piece)
        most -= len(piece.text)
    return kept


def _tail(text: str, most: int) -> str:
    """The last whole words of `text` within `most` characters."""
    if len(text) <= most:
        return text
    if most < 40:
        return ""
    tail = text[-(most - 1) :]
    return "…" + tail[tail.find(" ") + 1 :] if " " in tail else ""


def _listed(items: Iterable[str]) -> str:
    every = list(items)
    return " and ".join([", ".join(every[:-1]), every[-1]]) if len(every) > 1 else "".join(every)
