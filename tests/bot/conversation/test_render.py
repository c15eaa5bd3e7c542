"""Laws of what is rendered: every message fits Telegram, reads back verbatim and breaks nothing."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.conversation import render
from bot.conversation.answer_cache import AnswerCache, Request
from bot.conversation.asides import is_courtesy
from bot.conversation.buttons import MOST_BYTES, Action, Press, decode, encode
from bot.conversation.followups import Same, asks_for_help, follow, may_follow
from bot.conversation.markup import escape, link, name, one_line, shortened, visible
from index.answers.answer import Answer, Outcome
from index.answers.passage import ArticleRef, Passage, PassageKind
from index.questions.question import QuestionKind
from index.records.archive import Archive
from index.spans import Span
from tests.telegram_server.entities import MAX_ENTITIES, MAX_TEXT, read_html

anything = st.text(max_size=300)
words = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=40)


@st.composite
def passages(draw: st.DrawFn) -> Passage:
    """A passage of any text, long or odd, with spans and matches anywhere in it."""
    text = draw(st.one_of(anything, st.text('ab <&>"“\n', min_size=1, max_size=6000)))
    places = st.integers(0, len(text))

    def spans() -> tuple[Span, ...]:
        ends = sorted(draw(st.lists(places, max_size=60)))
        return tuple(Span(a, b) for a, b in zip(ends[::2], ends[1::2], strict=False) if a < b)

    optional = st.one_of(st.none(), anything)
    article = ArticleRef(
        id=draw(words),
        title=draw(anything),
        url=draw(optional),
        publisher=draw(optional),
        published=draw(optional),
    )
    return Passage(
        rank=1,
        score=1.0,
        kind=draw(st.sampled_from(list(PassageKind))),
        text=text,
        speaker=draw(optional),
        role=draw(optional),
        source=draw(optional),
        cue=None,
        spans=spans(),
        passage=Span(0, len(text)),
        confidence=1.0,
        article=article,
        copies=tuple(article for _ in range(draw(st.integers(0, 3)))),
        shown=text,
        cut=draw(st.booleans()),
        matches=spans(),
        lead=draw(optional),
    )


def answer_of(found: list[Passage], outcome: Outcome = Outcome.ANSWERED, *said: str) -> Answer:
    return Answer(
        question="q",
        outcome=outcome,
        kind=QuestionKind.SAID,
        speakers=said,
        topic=said,
        answers=tuple(found) if outcome is Outcome.ANSWERED else (),
        suggestions=said,
        notes=said,
    )


@settings(max_examples=60, deadline=None)
@given(st.lists(passages(), max_size=7), st.integers(1, 5), st.sampled_from(list(Outcome)), anything)
def test_every_message_fits_telegram(found: list[Passage], size: int, outcome: Outcome, said: str) -> None:
    pages = render.pages(found, size)
    assert [passage for page in pages for passage in page] == found
    for page in pages or [()]:
        html = render.page_html(
            answer_of(found, outcome, said), page, lead=f"<i>{escape(shortened(said, 300))}</i>"
        )
        message = read_html(html)
        assert len(message.text) <= MAX_TEXT
        assert len(message.entities) <= MAX_ENTITIES
        html.encode()


@settings(max_examples=60, deadline=None)
@given(passages(), anything, anything)
def test_context_fits_telegram(passage: Passage, before: str, after: str) -> None:
    message = read_html(render.context_html(passage, before * 20, after * 20))
    assert len(message.text) <= MAX_TEXT


@given(anything)
def test_what_is_escaped_reads_back(text: str) -> None:
    html = f"<b>x{escape(text)}x</b>"
    assert read_html(html).text == visible(html)


@given(anything, st.integers(2, 400))
def test_shortening_keeps_whole_words_where_it_can(text: str, most: int) -> None:
    short = shortened(text, most)
    assert len(short) <= most
    assert short == text or (short.endswith("…") and text.startswith(short[:-1]))


@given(anything)
def test_a_name_is_one_line_without_marks_of_direction(text: str) -> None:
    flat = one_line(text)
    assert "\n" not in flat
    assert not set(flat) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f")
    assert len(flat) <= 200


def test_a_short_verbatim_quotation_stays_as_it_stands() -> None:
    text = '"Five < three & “so on”," she said.'
    passage = Passage(
        rank=1,
        score=1.0,
        kind=PassageKind.DIRECT,
        text=text[1:24],
        speaker="Ana Ruiz",
        role="harbour master",
        source="she",
        cue="said",
        spans=(Span(1, 24),),
        passage=Span(0, len(text)),
        confidence=0.9,
        article=ArticleRef(id="a", title="T <b>"),
        shown=text,
        matches=(Span(1, 5), Span(6, 7)),
        copies=(ArticleRef(id="b", title="B"), ArticleRef(id="c", title="C")),
    )
    assert render.passage_html(passage) == (
        '<blockquote>"<b>Five &lt;</b> three &amp; “so on”," she said.</blockquote>\n'
        "<b>Ana Ruiz</b>, harbour master · T &lt;b&gt; · also in 2 articles"
    )


def test_a_long_quotation_can_be_folded_and_is_cut_at_a_word() -> None:
    def passage(text: str, cut: bool = False) -> Passage:
        return Passage(
            rank=1,
            score=1.0,
            kind=PassageKind.DIRECT,
            text=text,
            speaker="Ana Ruiz",
            role=None,
            source="Ruiz",
            cue="said",
            spans=(Span(0, len(text)),),
            passage=Span(0, len(text)),
            confidence=0.9,
            article=ArticleRef(id="a", title="T"),
            shown=text,
            cut=cut,
        )

    assert render.passage_html(passage("word " * 90)).startswith("<blockquote>word")
    assert render.passage_html(passage("word " * 200)).startswith("<blockquote expandable>word")
    assert "word …</blockquote>" in render.passage_html(passage("word " * 9, cut=True))
    huge = render.passage_html(passage("word " * 2000))
    assert "word…</blockquote>" in huge
    assert len(render.pages([passage("word " * 300)] * 4, 3)) == 2


@pytest.mark.parametrize(
    ("published", "shown"),
    [
        ("2007-10-24", "24 October 2007"),
        ("2026-03-06T08:00:00Z", "6 March 2026"),
        ("spring", "spring"),
        ("2026-13-45", "2026-13-45"),
    ],
)
def test_dates_as_people_write_them(published: str, shown: str) -> None:
    assert render.day(published) == shown


@pytest.mark.parametrize(
    ("url", "linked"),
    [
        ("https://a.example/x?y=1&z=2", True),
        ("javascript:alert(1)", False),
        ("https://a.example/ b", False),
        ('https://a.example/"><b>', False),
        ("tg://user?id=1", False),
        (None, False),
    ],
)
def test_only_web_addresses_are_linked(url: str | None, linked: bool) -> None:
    assert ("<a " in link(url, "label")) is linked
    assert read_html(link(url, name("label"))).text == "label"


@given(
    st.sampled_from(list(Action)), st.from_regex(r"[A-Za-z0-9_-]{12}", fullmatch=True), st.integers(0, 99999)
)
def test_callback_data_reads_back_and_fits(action: Action, view: str, number: int) -> None:
    data = encode(action, view, number)
    assert decode(data) == Press(action, view, number)
    assert len(data.encode()) <= MOST_BYTES


@given(st.text(max_size=64))
def test_other_callback_data_is_refused_or_well_formed(data: str) -> None:
    press = decode(data)
    assert press is None or encode(*press) == data or data.endswith(f":0{press.number}") or data[-1].isdigit()


# -- follow-ups


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("more", Same.MORE),
        ("More, please?", None),
        ("more please", Same.MORE),
        ("show me more", Same.MORE),
        ("what else?", Same.MORE),
        ("who else said so?", Same.OTHERS),
        ("anyone else?", Same.OTHERS),
        ("who disagrees with her?", Same.OTHERS),
        ("when was that?", Same.AGAIN),
        ("where did she say that", Same.AGAIN),
        ("who said that?", Same.AGAIN),
        ("can you give me the source?", Same.AGAIN),
        ("and when was that", Same.AGAIN),
        ("ok, but where did he say it?", Same.AGAIN),
        ("so who said that", Same.AGAIN),
        ("why?", Same.CONTEXT),
        ("But why did she say that?", Same.CONTEXT),
        ("is that true?", Same.CONTEXT),
        ("is it really so", Same.CONTEXT),
        ("what's the context?", Same.CONTEXT),
        ("show me some context please", Same.CONTEXT),
        ("in what context", Same.CONTEXT),
        ("is that bridge safe?", None),
        ("why is the bridge closed?", None),
        ("and who opposed it?", "who opposed taxes?"),
        ("who else voted for that", "who else voted for taxes?"),
        ("where was she", "where was Sara Lindholm?"),
        ("no, I meant about the bridge", "What did Sara Lindholm say about the bridge?"),
        ("sorry, I mean Hale", "What did Hale say about taxes?"),
        ("no, the bridge", "What did Sara Lindholm say about the bridge?"),
        ("not her, Hale", "What did Hale say about taxes?"),
        ("I mean what did Hale say about ferries", "what did Hale say about ferries?"),
        ("No Child Left Behind", None),
        ("her position on ferries", "Sara Lindholm's position on ferries?"),
        ("what's her view on ferries?", "what's Sara Lindholm's view on ferries?"),
        ("quote her on ferries", "quote Sara Lindholm on ferries?"),
        ("What did Hale say about her position?", None),
        ("and about Poland?", "What did Sara Lindholm say about Poland?"),
        ("about the sea", "What did Sara Lindholm say about the sea?"),
        ("what about Hale?", "What did Hale say about taxes?"),
        ("How about the bridge", "What did Sara Lindholm say about the bridge?"),
        ("and Hale?", "What did Hale say about taxes?"),
        ("and the krona?", "What did Sara Lindholm say about the krona?"),
        ("what did she say about krona?", "what did Sara Lindholm say about krona?"),
        ("Did they promise anything?", "Did Sara Lindholm promise anything?"),
        ("What did Hale say about taxes?", None),
        ("taxes", None),
        ("", None),
        ("who said arithmetic", None),
    ],
)
def test_follow_ups(news: Archive, text: str, whole: str | Same | None) -> None:
    assert follow(text, ["Sara Lindholm"], "taxes", news.people) == whole
    assert may_follow(text) or whole is None


def test_days_are_added_to_the_last_question(news: Archive) -> None:
    lindholm = ["Sara Lindholm"]
    for days in ("last week", "in October 2016", "since Monday"):
        whole = follow(f"and {days}?", lindholm, "taxes", news.people)
        assert whole == f"What did Sara Lindholm say about taxes {days}?"
    assert follow("and in 2016?", [], "bridge", news.people) == "bridge in 2016"


def test_one_of_several_namesakes_is_chosen_by_a_word(news: Archive) -> None:
    both = ["Sara Lindholm", "Per Lindholm"]
    for text in ("Sara", "sara lindholm", "I meant Sara", "no, Sara"):
        assert (
            follow(text, both, "taxes", news.people, namesakes=True)
            == "What did Sara Lindholm say about taxes?"
        )
    assert follow("Sara", both, "taxes", news.people) is None
    assert follow("Lindholm", both, "taxes", news.people, namesakes=True) is None


@pytest.mark.parametrize(
    ("text", "helps"),
    [
        *(
            (text, True)
            for text in ("who are you?", "hi, what are you", "What can you do?", "help", "how does this work")
        ),
        *(
            (text, False)
            for text in ("who are you voting for", "what can you do about it", "help Hale", "hi")
        ),
    ],
)
def test_who_asks_for_help_gets_it(text: str, helps: bool) -> None:
    assert asks_for_help(text) is helps


def test_a_follow_up_without_a_speaker(news: Archive) -> None:
    assert follow("and about taxes?", [], "bridge", news.people) == "taxes"
    assert follow("did he say so?", [], "bridge", news.people) is None


def test_he_and_she_are_told_apart_by_given_names(news: Archive) -> None:
    both = ["Sara Lindholm", "Thomas Hale"]
    asked = [follow(f"what did {who} say?", both, "taxes", news.people) for who in ("she", "he", "they")]
    assert asked == [f"what did {who} say?" for who in ("Sara Lindholm", "Thomas Hale", " and ".join(both))]
    assert follow("what did he say?", both[:1], "taxes", news.people) == "what did Sara Lindholm say?"


@pytest.mark.parametrize(
    ("text", "courtesy"),
    [
        *(
            (civil, True)
            for civil in (
                "thanks",
                "Thank you so much!",
                "ok, bye",
                "Great, that's all",
                "👍",
                "yes",
                "thanks 🙏",
            )
        ),
        *(
            (other, False)
            for other in ("that is all", "", "?!", "ok?", "thanks, and Hale?", "cheers for the team")
        ),
    ],
)
def test_courtesy_asks_nothing(news: Archive, text: str, courtesy: bool) -> None:
    assert is_courtesy(text, news.people) is courtesy


# -- finding


def test_answers_are_kept_until_the_archive_changes(news_copy: Archive) -> None:
    finder = AnswerCache(news_copy)
    asked = Request("What did Hale say?")
    assert finder.kept(asked) is None
    found = finder.find(asked)
    assert finder.kept(asked) is found
    with Archive.open(news_copy.folder) as writer:
        writer.remove(["bridge"])
    assert finder.kept(asked) is None
    assert finder.find(asked).mark == found.mark


def test_leaving_out_a_speaker_and_reported_speech(news: Archive) -> None:
    finder = AnswerCache(news)
    others = finder.find(Request("taxes", without="Sara Lindholm")).passages
    assert others
    assert all(passage.speaker not in (None, "Sara Lindholm") for passage in others)
    direct = finder.find(Request("What did Brandt say?", direct=True)).passages
    assert direct
    assert {passage.kind for passage in direct} == {PassageKind.DIRECT}
    assert [passage.rank for passage in direct] == list(range(1, len(direct) + 1))


def test_all_quotations_of_an_article(news: Archive) -> None:
    found = AnswerCache(news).find(Request("", article="budget"))
    starts = [passage.passage.start for passage in found.passages]
    assert starts == sorted(starts)
    assert found.answer.outcome is Outcome.ANSWERED
    assert AnswerCache(news).find(Request("", article="none")).answer.outcome is Outcome.NO_QUOTATION
