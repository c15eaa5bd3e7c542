"""What pages hold around an article, as pages of news do."""

import pytest

from index.articles.formats import from_html
from index.articles.page import settled_date

SAID = "The mill is old and nobody wants it any more, said Ana Ruiz, the mayor of Harwick, on Monday evening."
MORE = "The council of Harwick voted to close the mill by the end of the year, after forty years of work."
SITE = '<meta property="og:site_name" content="The Harwick Post">'
HOST = '<link rel="canonical" href="https://www.harwickpost.example/mill">'


def page(
    title: str = "Mill to close",
    *,
    head: str = "",
    h1: str = "Mill to close",
    above: str = "",
    body: str = "",
) -> str:
    """A page of a newspaper."""
    return (
        f'<html lang="en"><head><title>{title}</title><meta property="og:title" content="{title}">{head}'
        "</head>"
        f"<body><article><h1>{h1}</h1>{above}<p>{SAID}</p>{body}<p>{MORE}</p></article></body></html>"
    )


@pytest.mark.parametrize(
    ("title", "head", "found"),
    [
        ("Mill to close", "", "Mill to close"),
        ("Mill to close | The Harwick Post", SITE, "Mill to close"),
        ("Mill to close - The Harwick Post", SITE, "Mill to close"),
        ("Mill to close — Harwick Post", SITE, "Mill to close"),
        ("The Harwick Post | Mill to close", SITE, "Mill to close"),
        ("Mill to close | Business | The Harwick Post", SITE, "Mill to close"),
        ("Mill to close | HarwickPost", HOST, "Mill to close"),
        ("Mill to close | Regional News", "", "Mill to close"),
        # What is no site's name stays.
        ("Mill to close - a chronicle", SITE, "Mill to close - a chronicle"),
        ("Harwick - town of mills - The Harwick Post", SITE, "Harwick - town of mills"),
        ("Ruiz: mill to close", SITE, "Ruiz: mill to close"),
        ("The Harwick Post turns 100", SITE, "The Harwick Post turns 100"),
    ],
)
def test_titles_without_the_sites_name(title: str, head: str, found: str) -> None:
    assert from_html(page(title, head=head))["title"] == found


def told(kind: str, **fields: str) -> str:
    """What a page says of itself for machines."""
    pairs = "".join(f', "{name}": "{value}"' for name, value in fields.items())
    return f'<script type="application/ld+json">{{"@type": "{kind}"{pairs}}}</script>'


TWEET = (
    '<blockquote class="twitter-tweet"><p>So sad about the mill, it fed all of us for many years.</p>'
    '&mdash; Bo Lind (@bolind) <a href="https://twitter.com/x/1">'
    '<time datetime="2011-03-04">March 4, 2011</time></a></blockquote>'
)
TIME = '<meta property="article:published_time" content="2016-09-12T23:30:00-05:00">'


@pytest.mark.parametrize(
    ("head", "body", "day"),
    [
        (told("NewsArticle", datePublished="2016-09-12T08:00:00+02:00"), TWEET, "2016-09-12"),
        (TIME, TWEET, "2016-09-12"),
        (told("NewsArticle", datePublished="Mon, Sep 12 2016 10:01:41 EDT"), "", "2016-09-12"),
        (told("NewsArticle", dateModified="2016-10-01", datePublished="2016-09-12"), TWEET, "2016-09-12"),
        ('<script type="application/ld+json">{"@type": </script>' + TIME, "", "2016-09-12"),
    ],
)
def test_no_embedded_posts_date_becomes_the_articles(head: str, body: str, day: str) -> None:
    assert from_html(page(head=head, body=body))["published"] == day


@pytest.mark.parametrize(
    ("told", "found", "settled"),
    [
        ("2016-09-12", None, "2016-09-12"),
        (None, "2016-09-12", "2016-09-12"),
        (None, None, None),
        ("2016-09-12", "2011-03-04", "2016-09-12"),
        ("2016-09-13", "2016-09-12", "2016-09-12"),  # 01:49 in Greenwich, the evening before in Harwick
    ],
)
def test_the_day_is_the_readers(told: str | None, found: str | None, settled: str | None) -> None:
    assert settled_date(told, found) == settled


@pytest.mark.parametrize(
    "line",
    [
        "READ MORE: Town hall to be sold after all",
        "Read more",
        "Related: Ten mills that closed",
        "SEE ALSO: The ferry sails again",
        "Advertisement",
        "Image caption: The mill in spring",
        "Photo: Bo Lind",
        "Story continues below",
    ],
)
def test_lines_that_lead_elsewhere_are_left_out(line: str) -> None:
    text = str(from_html(page(body=f"<p>{line}</p>"))["text"])
    assert line not in text
    assert SAID in text
    assert MORE in text


@pytest.mark.parametrize(
    "line",
    [
        "More than forty people work in the mill, and all of them will be paid until the end of March.",
        "Reading the letter aloud, she said that the town had been warned of this for years.",
        "Related firms were not told, the council said in a statement that it sent on Monday.",
    ],
)
def test_sentences_that_begin_alike_stay(line: str) -> None:
    assert line in str(from_html(page(body=f"<p>{line}</p>"))["text"])


STAND = "The paper mill fed the town for ninety years, and nobody knows what comes after it."
DESCRIBED = f'<meta property="og:description" content="{STAND}">'
CUT = f'<meta name="description" content="{STAND[:70]}...">'


@pytest.mark.parametrize(
    ("head", "element"),
    [
        (DESCRIBED, f"<h2>{STAND}</h2>"),
        (DESCRIBED, f'<div class="dek"><p><em>{STAND}</em></p></div>'),
        (f'<meta name="description" content="{STAND}">', f"<header><span>{STAND.upper()}</span></header>"),
        (CUT, f"<p class=intro>{STAND}</p>"),
        (DESCRIBED, f"<div>{STAND}<script>ads.push(1);</script></div>"),
        (DESCRIBED, f'<div class="teaser"><p>{STAND[:20]}<b>{STAND[20:30]}</b>{STAND[30:]}</p></div>'),
        (CUT, f'<div><p>{STAND}</p><div class="sharing"><a href="/x">Tweet</a></div></div>'),
        (DESCRIBED.replace("nobody", "“nobody”"), f"<p>{STAND.replace('nobody', '&quot;nobody&quot;')}</p>"),
    ],
)
def test_a_standfirst_stands_once_above_the_text(head: str, element: str) -> None:
    text = str(from_html(page(head=head, above=element))["text"]).replace('"', "")
    assert text.lower().count(STAND.lower()) == 1
    assert text.lower().index(STAND.lower()) < text.index("Monday")


@pytest.mark.parametrize(
    ("head", "element"),
    [
        (DESCRIBED, ""),  # described, but not shown
        ("", f"<h2>{STAND}</h2>"),
        (DESCRIBED, f"<footer><p>{STAND}</p></footer>"),
        (DESCRIBED, f"<aside><p>{STAND}</p></aside>"),
        ('<meta name="description" content="Mill to close">', "<h2>Mill to close</h2>"),
    ],
)
def test_what_is_no_standfirst_changes_nothing(head: str, element: str) -> None:
    assert from_html(page(head=head, above=element))["text"] == from_html(page(above=element))["text"]
