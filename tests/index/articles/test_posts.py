"""Posts that a page has embedded: quotations of their own, by whoever posted them."""

import pytest

from index.articles.article import Article
from index.articles.formats import from_html
from index.quotations.extraction import extract_quotations

ABOVE = (
    "<p>The harbour of Harwick was closed on Monday after the storm, and nobody knew when it would open.</p>"
    '<p>"We are waiting," said Tom Okafor, who has worked there for twenty years.</p>'
)
BELOW = (
    "<p>The damage is put at ten million crowns by the insurers of the town, who were there on Tuesday.</p>"
)
LINK = '<a href="https://twitter.com/i/status/1">January 4, 2015</a>'
POSTS = {
    "tweet": (
        ('<blockquote class="twitter-tweet" data-lang="en"><p lang="en" dir="ltr">The pier is rotten, and everybody knew it.'
        f' <a href="https://t.co/x">pic.twitter.com/abc</a></p>&mdash; Ingrid Berg (@ingridberg) {LINK}</blockquote>'
        '<script async src="https://platform.twitter.com/widgets.js"></script>'),
        "The pier is rotten, and everybody knew it.",
        "Ingrid Berg",
    ),
    "in boxes of its own": (
        ('<figure class="wp-block-embed"><div class="wp-block-embed__wrapper"><blockquote class="twitter-tweet">'
        f"<p>Not one krona more.<br><br>Full stop.</p>&mdash; Bo Lind \U0001f1f8\U0001f1ea (@bolind) {LINK}</blockquote></div></figure>"),
        "Not one krona more. Full stop.",
        "Bo Lind",
    ),
    "Instagram": (
        ('<blockquote class="instagram-media"><div><a href="x"><div>View this post on Instagram</div></a>'
        '<p><a href="x">We stand with the dockers tonight ❤</a></p><p><a href="x">A post shared by Ana Ruiz (@ana.ruiz)</a>'
        ' on <time datetime="2015-01-04">Jan 4, 2015 at 3:00am PST</time></p></div></blockquote>'),
        "We stand with the dockers tonight ❤",
        "Ana Ruiz",
    ),
    "Bluesky": (
        ('<blockquote class="bluesky-embed"><p lang="en">It should have been mended years ago.</p>&mdash; Ingrid Berg '
        '(<a href="x">@ingrid.bsky.social</a>) <a href="y">2015-01-04 at 10:00</a></blockquote>'),
        "It should have been mended years ago.",
        "Ingrid Berg",
    ),
    "Facebook": (
        ('<div id="fb-root"></div><div class="fb-post" data-href="https://www.facebook.com/harwickfire/posts/1">'
        '<blockquote cite="https://www.facebook.com/harwickfire/posts/1" class="fb-xfbml-parse-ignore">'
        '<p>The pier is closed until we have looked at every beam of it.</p>Posted by <a href="https://facebook.com/harwickfire/">'
        'Ana Ruiz</a> on&nbsp;<a href="https://www.facebook.com/harwickfire/posts/1">Sunday, January 4, 2015</a></blockquote></div>'),
        "The pier is closed until we have looked at every beam of it.",
        "Ana Ruiz",
    ),
    "Facebook in German, without its box": (
        ('<blockquote cite="https://www.facebook.com/ruiz/videos/1" class="fb-xfbml-parse-ignore"><a href="https://www.facebook.com/ruiz/videos/1">'
        'Pier</a><p>Nobody told us.</p><p>Not one word.</p>Gepostet von <a href="https://www.facebook.com/ruiz">Ana Ruiz</a> am'
        '&nbsp;<a href="x">Sonntag, 4. Januar 2015</a></blockquote>'),
        "Nobody told us. Not one word.",
        "Ana Ruiz",
    ),
    "TikTok": (
        ('<blockquote class="tiktok-embed" cite="https://www.tiktok.com/@dockside/video/1"><section><a target="_blank" title="@dockside"'
        ' href="https://www.tiktok.com/@dockside">@dockside</a> <p>They never asked us dockers. <a href="x">#harbour</a></p>'
        ' <a href="y">♬ original sound - dockside</a> </section></blockquote>'),
        "They never asked us dockers. #harbour",
        "dockside",
    ),
}  # fmt: skip


@pytest.mark.parametrize("finder", ["rules", "model"])
@pytest.mark.parametrize("post", POSTS)
def test_a_post_is_a_quotation_by_whoever_posted_it(post: str, finder: str) -> None:
    markup, said, name = POSTS[post]
    fields = from_html(f"<html><body><article><h1>Closed</h1>{ABOVE}{markup}{BELOW}</article></body></html>")
    text = str(fields["text"])
    assert "2015" not in f"{fields['published']} {text}"
    article = Article(id="a", title="Closed", text=text)
    found = [one for one in extract_quotations(article, finder=finder) if one.kind == "direct"]  # type: ignore[arg-type]
    told = [(one.content[0].of(text), one.speaker) for one in found]
    assert told == [("We are waiting,", "Tom Okafor"), (said, name)]


@pytest.mark.parametrize(
    "markup",
    [
        f'<blockquote class="twitter-tweet"><a href="https://twitter.com/i/status/1">{LINK}</a></blockquote>',
        '<blockquote class="twitter-tweet"><p>The pier is rotten, and everybody in the town knew it.</p></blockquote>',
        '<blockquote class="twitter-tweet">&mdash; Ingrid Berg (@ingridberg)</blockquote>',
        f'<blockquote class="twitter-tweet"><p><a href="x">pic.twitter.com/a</a></p>&mdash; Bo (@bo) {LINK}</blockquote>',
        '<div class="fb-post"><blockquote><p>Thank you all.</p>Posted by <a>Harwick Fire Brigade</a></blockquote></div>',
        '<div class="fb-post" data-href="https://www.facebook.com/x/posts/1"></div>',
        '<blockquote class="fb-xfbml-parse-ignore">Posted by <a href="https://facebook.com/x">Bo Lind</a></blockquote>',
        '<blockquote class="tiktok-embed"><section><p>They never asked us.</p></section></blockquote>',
        '<blockquote class="tiktok-embed"><section><a href="x">@dockside</a><p></p></section></blockquote>',
        '<div class="twitter-tweet"></div>',
    ],
)
def test_a_post_that_does_not_tell_both_takes_nothing_away(markup: str) -> None:
    text = from_html(f"<html><body><article><h1>Closed</h1>{ABOVE}{markup}{BELOW}</article></body></html>")[
        "text"
    ]
    assert "Tom Okafor" in str(text)
    assert "ten million" in str(text)
    found = extract_quotations(Article(id="a", title="Closed", text=str(text)), finder="rules")
    assert [one.speaker for one in found if one.kind == "direct"] == ["Tom Okafor"]
