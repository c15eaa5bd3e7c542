"""The fields of an article: what is taken, what is refused, and what the refusal says."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.articles.article import TITLE_LENGTH, Article, title_of
from index.errors import ArticleError

WHERE = "news.jsonl, line 3"


def made(fields: object) -> Article:
    return Article.from_dict(fields, id="news.jsonl:3", where=WHERE)


def test_every_field() -> None:
    fields = {
        "id": "a-1",
        "title": " Talks\n fail ",
        "text": "\nHe left.\r\n",
        "url": "https://daily.example/1",
        "author": "Ana Ruiz",
        "publisher": "The Daily",
        "published": "2016-09-12T08:30:00Z",
        "language": "en",
        "section": ["passed", "over"],
    }
    assert made(fields) == Article(
        id="a-1",
        title="Talks fail",
        text="\nHe left.\r\n",
        url="https://daily.example/1",
        author="Ana Ruiz",
        publisher="The Daily",
        published="2016-09-12T08:30:00+00:00",
        language="en",
    )


def test_only_text() -> None:
    assert made({"text": "\n \n Talks fail \nHe left."}) == Article(
        id="news.jsonl:3", title="Talks fail", text="\n \n Talks fail \nHe left."
    )


@pytest.mark.parametrize("nothing", [None, "", "  "])
def test_empty_fields_are_unknown(nothing: str | None) -> None:
    article = made(
        {"text": "He left.", "title": nothing, "url": nothing, "author": nothing, "published": nothing}
    )
    assert (article.title, article.url, article.author, article.published) == ("He left.", None, None, None)


def test_several_authors_are_one_text() -> None:
    assert made({"text": "x", "author": ["Ana Ruiz", "Tom Okafor"]}).author == "Ana Ruiz, Tom Okafor"


@pytest.mark.parametrize(
    ("fields", "field", "message"),
    [
        ({}, "text", "`text` is missing"),
        ({"text": None}, "text", "`text` is missing"),
        ({"text": " \n"}, "text", "`text` is empty"),
        ({"text": 5}, "text", "`text` must be text, not a number"),
        ({"text": ["x"]}, "text", "`text` must be text, not a list"),
        ({"text": "x\0y"}, "text", "`text` holds a NUL character (at character 1)"),
        ({"text": "x\ud800y"}, "text", "`text` holds an unpaired surrogate (at character 1)"),
        ({"text": "x", "id": ""}, "id", "`id` is empty"),
        ({"text": "x", "id": 7}, "id", "`id` must be text, not a number"),
        ({"text": "x", "title": {"a": 1}}, "title", "`title` must be text, not an object"),
        ({"text": "x", "url": True}, "url", "`url` must be text, not true or false"),
        ({"text": "x", "author": ["Ana", 1]}, "author", "`author` must be text or a list of texts"),
        (
            {"text": "x", "author": ["\ud800"]},
            "author",
            "`author` holds an unpaired surrogate (at character 0)",
        ),
        (
            {"text": "x", "published": "Monday"},
            "published",
            "`published` must be a date such as 2016-09-12 or 12 September 2016, not 'Monday'",
        ),
        (
            {"text": "x", "published": 2016},
            "published",
            "`published` must be a date, or seconds since 1970, not 2016",
        ),
        ({"text": "x", "published": [1]}, "published", "`published` must be a date, not a list"),
        ("He left.", None, "an object with a `text` is needed, not str"),
        (None, None, "an object with a `text` is needed, not null"),
        ([{"text": "x"}], None, "an object with a `text` is needed, not a list"),
    ],
)
def test_refusals_name_the_place_and_the_field(fields: object, field: str | None, message: str) -> None:
    with pytest.raises(ArticleError) as refused:
        made(fields)
    assert str(refused.value) == f"{WHERE}: {message}"
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("author", "told"),
    [
        ("By Ana Ruiz", "Ana Ruiz"),
        ("BY  ANA RUIZ", "ANA RUIZ"),
        ("by: Ana Ruiz and Bo Lind", "Ana Ruiz and Bo Lind"),
        ("Byron Reed", "Byron Reed"),
        ("By", "By"),
        ({"name": "Ana Ruiz", "url": "https://a.example"}, "Ana Ruiz"),
        ([{"name": "Ana Ruiz"}, "Bo Lind"], "Ana Ruiz, Bo Lind"),
    ],
)
def test_who_wrote_it_however_that_is_told(author: object, told: str) -> None:
    assert made({"text": "x", "author": author}).author == told


def test_an_article_read_from_a_file_knows_its_path() -> None:
    path = Path("folder/a.txt")
    article = Article.from_dict({"text": "x"}, id="a.txt", where="a.txt", path=path)
    assert article.path == path.absolute().as_posix()


@settings(deadline=None)
@given(st.text(max_size=2000))
def test_law_a_title_is_short_and_on_one_line(line: str) -> None:
    title = title_of(line)
    words = title.removesuffix("…").split()
    assert len(title) <= TITLE_LENGTH + 1
    assert title == " ".join(title.split())
    assert words == line.split()[: len(words)] or len(words) == 1
