"""What stands among a page's paragraphs and is told by how the page is built to be no part of the article."""

import pytest
from lxml import html

from index.articles.boxes import drop_boxes
from index.articles.formats import from_html

PARAGRAPHS = tuple(
    f"<p>{said}</p>"
    for said in (
        "The ferry will not sail again before the summer, said Ana Ruiz, the mayor of Harwick, on Monday.",
        "Forty people work on it, most of them for longer than she has been in office, and none was asked.",
        "The company that runs it had told the council in March that the engine would not last the winter.",
        "A new one costs two million crowns, which the town does not have and the county will not lend it.",
        "Until then, whoever wants to cross goes round by the bridge, an hour and ten minutes if it is dry.",
    )
)
LEAD = "She had been asked for a year what was to become of it, and each time said that it was under review."


def text(*boxes: str, around: str = "<article><h1>No ferry</h1>{}</article>") -> str:
    """The text of a page with these among its paragraphs."""
    pieces = [PARAGRAPHS[0], PARAGRAPHS[1], *boxes, *PARAGRAPHS[2:]]
    tree = html.fromstring(page(around.format("".join(pieces))))
    drop_boxes(tree)
    return " ".join(tree.text_content().split())


def page(body: str) -> str:
    """A page of this body."""
    return f"<html><head><title>No ferry</title></head><body>{body}</body></html>"


WORDS = "“Nobody told us,” said Tom Okafor of the Dockers"
LINKED = f'<a href="/news/2016/dockers">{WORDS}</a>'


@pytest.mark.parametrize(
    "box",
    [
        f'<div class="newsletter-box"><p>{WORDS}, in our letter.</p><form><input name="e"></form></div>',
        f'<p class="newsletter-promo">{WORDS}, and more in the <a href="/daily">Daily</a>.</p>',
        f'<section id="signUp"><p>{WORDS}.</p><button>Go</button></section>',
        f'<div class="c-related__list"><p>{WORDS}.</p><a href="/2">On</a></div>',
        f'<div class="recommendedStories"><h3>{LINKED}</h3><p>He has been there for years.</p></div>',
        f'<div class="author-bio"><p>{WORDS}, who writes here on ships and boats.</p></div>',
        f'<p class="editorial-disclosure">{WORDS}.</p>',
        f'<aside><ul><li>{LINKED}</li><li><a href="/3">Ten ferries that are gone</a></li></ul></aside>',
        f'<div class="m-teaser m-teaser--row"><h3>{LINKED}</h3><p>The strike goes on.</p></div>',
        f'<div class="StoryCard"><p>{LINKED}</p></div>',
        f"<p>{LINKED}</p>",
        f"<p>→ <strong>{LINKED}</strong></p>",
        f'<figure><img src="a.jpg"><figcaption>{WORDS}, on the quay.</figcaption></figure>',
        f'<div><img src="a.jpg"><p class="wp-caption-text">{WORDS}, on the quay.</p></div>',
        f'<div class="image__photo-credit">{WORDS}</div>',
    ],
)
def test_what_is_no_part_of_the_article_is_left_out(box: str) -> None:
    assert text(box) == text()
    read = str(
        from_html(
            page(f"<article><h1>No ferry</h1>{''.join((*PARAGRAPHS[:2], box, *PARAGRAPHS[2:]))}</article>")
        )["text"]
    )
    assert WORDS not in read
    assert read.endswith("if it is dry.")


@pytest.mark.parametrize(
    "kept",
    [
        f"<p>{LEAD}</p>",
        f"<p>{LEAD[:40]}<a href='/review'>{LEAD[40:70]}</a>{LEAD[70:]}</p>",
        f'<div class="teaser-text"><p>{LEAD}</p></div>',  # the lead, as German sites call it
        f'<div class="post tag-newsletter category-related has-sidebar"><p>{LEAD}</p></div>',
        f'<p class="unrelated">{LEAD}</p>',
        f"<aside><p>{LEAD}</p></aside>",
        f'<p><a href="#note">{LEAD}</a></p>',
        f'<div class="shared-header"><p>{LEAD}</p></div>',
    ],
)
def test_what_is_called_alike_and_is_the_articles_stays(kept: str) -> None:
    assert LEAD in text(kept)


@pytest.mark.parametrize("called", ["related", "sidebar main", "promo", "newsletter"])
def test_what_holds_the_article_is_no_box_whatever_it_is_called(called: str) -> None:
    assert text(
        around=f'<div class="{called}"><h2>No ferry</h2><p><a href="/">Home</a></p>{{}}</div>'
    ) == text(around="<div><h2>No ferry</h2><p><a href='/'>Home</a></p>{}</div>")


def test_the_captions_of_a_gallery_are_its_text() -> None:
    captions = "".join(
        f"<figure><img src='{number}.jpg'><figcaption>{LEAD} Nr. {number}.</figcaption></figure>"
        for number in range(8)
    )
    assert "Nr. 5" in text(captions)


@pytest.mark.parametrize(
    "wrapped",
    [
        '<p class="paywall subscription">{}</p>',
        '<p class="article__text article__text--sponsored">{}</p>',
        '<p class="c-article-body related-article-text">{}</p>',
        '<p class="js-newsletter-text">{}</p>',
        '<p class="story-trending__p">{}</p>',
        '<p class="article-more-on-iran">{}</p>',
        '<div class="paragraph read-more-hidden"><p>{}</p></div>',
        '<section id="section-{number}-sponsored-by-bank"><p>{}</p></section>',
        '<p class="newsletter" id="related-{number}"><a href="/{number}">{}</a></p>',
        '<div class="story-card"><p><a href="/{number}">{}</a></p></div>',
        '<p><a href="/{number}">{}</a></p>',
        "<figcaption>{}</figcaption>",
    ],
)
def test_paragraphs_that_are_built_like_boxes_one_by_one_are_the_article(wrapped: str) -> None:
    said = [paragraph[3:-4] for paragraph in (*PARAGRAPHS, f"<p>{LEAD}</p>")]
    body = "".join(wrapped.format(one, number=number) for number, one in enumerate(said))
    read = str(from_html(page(f"<article><h1>No ferry</h1>{body}</article>"))["text"])
    assert [one for one in said if one not in read] == []


@pytest.mark.parametrize("length", [1, 30])
def test_an_article_that_is_little_of_its_page_is_not_lost_with_its_boxes(length: int) -> None:
    body = "".join(f'<p class="paywall subscription">{paragraph[3:-4]}</p>' for paragraph in PARAGRAPHS)
    comments = "".join(f"<li>{LEAD} {number}</li>" for number in range(length))
    read = str(
        from_html(page(f'<article>{body}</article><div class="comments"><ul>{comments}</ul></div>'))["text"]
    )
    assert [one for one in PARAGRAPHS if one[3:-4] not in read] == []
