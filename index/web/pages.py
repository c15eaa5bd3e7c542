"""The pages that people read: for each path what its template is given."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from index.answers.answer import Answer
from index.answers.findings import difference
from index.answers.passage import each_once
from index.people.lookup import find_people
from index.web import citing, profiles, quoted
from index.web.cursor import cursor_of, pattern_of, places_of
from index.web.paragraphs import in_paragraphs, paragraphs
from index.web.problems import Problem, nothing_there
from index.web.reading import reading
from index.web.rendering import page
from index.web.service import View
from index.web.words import Other, told

PASSAGES, QUOTATIONS, PEOPLE, MOST_QUOTED = 10, 20, 50, 6
"""How many a page shows."""
_FARTHEST = 5000
"""Where the list of everybody ends, so that nobody makes the site count for long."""
_LONGEST = 500
"""Characters that a question may have."""
_CURSOR = re.compile(pattern_of(1))
_TOLD: Mapping[int, tuple[str, str | None]] = {
    400: ("That cannot be answered", None),
    404: (
        "There is no such page",
        "The address may have been mistyped, or the article that it led to has changed or been taken out.",
    ),
    429: (
        "Too many questions at once",
        "Please wait a minute, and then ask again. The limit is there so that everybody gets an answer.",
    ),
    500: (
        "Something went wrong here",
        "It is not your fault, and it has been noted. Please try again later.",
    ),
    503: ("Too many readers at once", "Please try again in a few seconds."),
}
"""How a page tells of a status: its headline, and a sentence; None where the problem's own says more."""


class Turn(NamedTuple):
    """The paths of a list's first page and of its next, None where there is nothing to turn to."""

    first: str | None
    next: str | None


def _search(request: Request, view: View) -> Response:
    """The question's answers, or the field to type one in."""
    speaker = _words(request, "speaker") or None
    question = _words(request, "q") or (f"What did {speaker} say?" if speaker else "")
    if not question:
        return _home(request, view)
    answer = view.ask(question, limit=PASSAGES, speaker=speaker)
    return page(
        request,
        "search.html",
        here="/",
        question=question,
        speaker=speaker,
        told=told(answer, limit=PASSAGES),
        compared=difference(answer),
        instead=_instead(answer, question),
        passages=quoted.of_passages(view.archive, each_once(answer.answers or answer.related)),
    )


def _home(request: Request, view: View) -> Response:
    most = view.archive.people.most_quoted(MOST_QUOTED)
    return page(
        request,
        "home.html",
        here="/",
        held=view.held,
        examples=[Other.of(f"What did {person.name} say?") for person in most[:3]],
        most=[profiles.in_list(person) for person in most],
    )


def _people(request: Request, view: View) -> Response:
    """Everybody who is quoted, or whom a name or a role can mean; the most quoted first."""
    question, after = _words(request, "q"), _after(request)
    people = view.archive.people
    if question:
        found = find_people(people, question)[after:]
    else:
        found = people.leading(min(PEOPLE, max(_FARTHEST - after, 0)) + 1, after)
    shown = found[:PEOPLE]
    if after and not shown:
        raise nothing_there("page")
    return page(
        request,
        "people.html",
        here="/people",
        held=view.held,
        question=question,
        after=after,
        people=[profiles.in_list(person) for person in shown],
        turn=_turn("/people", {"q": question} if question else {}, after, len(shown), after + len(found)),
    )


def _person(request: Request, view: View) -> Response:
    """Somebody's names, roles and quotations; the id of a name that was joined leads to the person's own."""
    known = view.person(request.path_params["id"])
    if known is None:
        raise nothing_there("person")
    path, after = f"/people/{known.id}", _after(request)
    if known.id != request.path_params["id"]:
        return RedirectResponse(view.site.path(path), status_code=308)
    said = view.archive.said_by(known.person.name_ids)
    shown = said[after : after + QUOTATIONS]
    if after and not shown:
        raise nothing_there("page")
    return page(
        request,
        "person.html",
        here=None,
        person=profiles.profile(known, said),
        chart=profiles.over_time(view.archive, known.person, said) if not after else None,
        quotations=quoted.of_rows(view.archive, view.archive.quotations(one.id for one in shown)),
        after=after,
        canonical=view.site.absolute(path),
        turn=_turn(path, {}, after, len(shown), len(said)),
    )


def _article(request: Request, view: View) -> Response:
    """As much of an article as is shown, with its quotations marked and who says each beside it."""
    shown = view.article(request.path_params["key"])
    if shown is None:
        raise nothing_there("article")
    quotations = quoted.of_article(view.archive, shown)
    return page(
        request,
        "article.html",
        here=None,
        article=shown.article,
        author=shown.author,
        language=shown.language,
        whole=shown.whole,
        paragraphs=paragraphs(shown, _text(view, shown.article.id)),
        quotations=quotations,
        speakers=len({voice for one in quotations for voice in one.voices}),
        canonical=view.site.absolute(f"/articles/{shown.key}"),
    )


def _quotation(request: Request, view: View) -> Response:
    """A quotation by itself: in its place, with its copies, and how it is cited."""
    shown = view.quotation(request.path_params["id"])
    if shown is None:
        raise nothing_there("quotation")
    record = shown.record
    permalink = view.site.absolute(f"/quotations/{record.id}")
    return page(
        request,
        "quotation.html",
        here=None,
        quoted=quoted.of_record(view.archive, record),
        words=record.text,
        set_off=citing.set_off(record),
        line=citing.speaker_line(record),
        title=citing.preview_title(record),
        preview=citing.preview_line(record),
        source=" ".join(record.source.split()) if record.source else None,
        cue=" ".join(record.cue.split()) if record.cue else None,
        certainty=round(100 * record.confidence),
        context=in_paragraphs([shown.paragraph], _text(view, record.article_id)),
        copies=shown.copies,
        citation=citing.citation(record, _author(view, record.article_id), permalink),
        linked=citing.linked_data(record, permalink),
        canonical=permalink,
    )


def _about(request: Request, view: View) -> Response:
    """What is searched, what a quotation is, and what an absence means."""
    return page(request, "about.html", here="/about", held=view.held)


def error_page(request: Request, problem: Problem) -> Response:
    """What a reader sees of a problem."""
    title, sentence = _TOLD.get(problem.status, (problem.title, None))
    own = f"{problem.detail[:1].upper()}{problem.detail[1:]}."
    shown = page(
        request,
        "error.html",
        status=problem.status,
        here=None,
        code=problem.status,
        title=title,
        detail=sentence or own,
    )
    shown.headers.update({"Cache-Control": "no-store", **problem.headers})
    return shown


def _text(view: View, article_id: str) -> str:
    """The whole text of an article, whose paragraphs tell how what is shown of it is set."""
    key = view.archive.key_of(article_id)
    return "" if key is None else view.archive.article(key).text


def _author(view: View, article_id: str) -> str | None:
    key = view.archive.key_of(article_id)
    return None if key is None else view.archive.article_row(key).author


def _words(request: Request, name: str) -> str:
    """A parameter's text with white space as one space; "" where it is not there."""
    text = " ".join(request.query_params.get(name, "").split())
    if len(text) > _LONGEST:
        raise Problem(400, f"a question may have {_LONGEST} characters at most", parameter=name)
    return text


def _after(request: Request) -> int:
    """How many entries of a list the pages before this one showed."""
    cursor = request.query_params.get("after")
    if cursor is None:
        return 0
    if not _CURSOR.fullmatch(cursor):
        raise Problem(400, "this address does not tell where the list goes on", parameter="after")
    return places_of(cursor)[0]


def _turn(path: str, query: dict[str, str], after: int, shown: int, of: int) -> Turn:
    """Where a list leads from the entries that are shown after so many, of so many in all."""
    following = f"{path}?{urlencode({**query, 'after': cursor_of(after + shown)})}"
    first = f"{path}?{urlencode(query)}" if query else path
    return Turn(first if after else None, following if of > after + shown else None)


def _instead(answer: Answer, question: str) -> list[Other]:
    """What an answer suggests: questions as they are, names as whom the same question may ask about."""
    return [
        Other.of(one) if one.endswith("?") else Other.of(question, speaker=one) for one in answer.suggestions
    ]


ROUTES = [
    Route("/", reading(_search)),
    Route("/people", reading(_people, slow=True)),
    Route("/people/{id}", reading(_person, slow=True)),
    Route("/articles/{key}", reading(_article)),
    Route("/quotations/{id}", reading(_quotation)),
    Route("/about", reading(_about, slow=True)),
]
