"""The articles at a web address."""

from dataclasses import replace

from index.articles.article import Article
from index.articles.kinds import reader_for
from index.articles.reading import Read, read_stream
from index.articles.source import Given, Source, Tally
from index.errors import ArticleError, FetchError
from index.fetching.addresses import article_address, normal_address, shown
from index.fetching.client import Fetched, Fetcher, Origin
from index.fetching.kinds import is_feed, name_for


def read_address(
    address: str,
    fetcher: Fetcher,
    *,
    typed: bool = False,
    trusted: Origin | None = None,
    given: Given | None = None,
    passed_over: Tally | None = None,
) -> Read:
    """The articles at a web address, each as an Article or as the ArticleError that says why not.

    The id of a page's article, and of a document's, is its address in the form of `normal_address`: the one
    that it was found at in the end or, where the page tells another of its site's, that one. `typed` says
    that a person named the address, which may then be of a private network, as the server `trusted` may.
    """
    try:
        if typed:
            trusted = Origin.of(address)
        fetched = fetcher.fetch(address, trusted=trusted)
    except (FetchError, ValueError) as error:
        reason = error.reason if isinstance(error, FetchError) else str(error)
        yield _refused(shown(address), reason)
        return
    with fetched.body:
        yield from articles_of(fetched, given=given, passed_over=passed_over)


def articles_of(fetched: Fetched, *, given: Given | None = None, passed_over: Tally | None = None) -> Read:
    """The articles of what was fetched."""
    name = name_for(fetched)
    if name is None:
        yield _refused(fetched.asked, f"not an article: it is {fetched.content_type or 'of no known kind'}")
        return
    feed = is_feed(fetched, name)
    there = normal_address(fetched.address)
    source = Source(
        where=fetched.asked, name=name, path=None, id=there, url=fetched.address, charset=fetched.charset
    )
    tally = Tally()
    found = False
    for item in read_stream(reader_for(name)(fetched.body, source), source, given or Given(), tally):
        found = True
        if isinstance(item, ArticleError):
            yield _told_of(fetched.asked, item)
        else:
            yield _known(item, source, there)
    if feed and not found:
        yield _refused(
            fetched.asked,
            "a feed whose entries hold summaries; `onrecord feed add` follows it to its articles",
        )
    elif passed_over is not None:
        passed_over.update(tally)


def _known(article: Article, source: Source, there: str) -> Article:
    """The article under its address."""
    if article.part:
        return article
    address = article_address(source.url or there, article.url)
    return replace(article, id=address if article.id == source.id else article.id, url=address)


def _refused(address: str, reason: str) -> ArticleError:
    return ArticleError(f"{address}: {reason}", address=address)


def _told_of(address: str, error: ArticleError) -> ArticleError:
    """The error of a reader, which was told that its source is called after the address."""
    return ArticleError(str(error), address=address, field=error.field, line=error.line)
