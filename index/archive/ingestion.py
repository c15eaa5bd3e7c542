"""What is worked out of an article before it goes into the archive, on one core or on all."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import Literal, NamedTuple

from index.analysis.sentences import Sentence, split_sentences
from index.analysis.terms import terms
from index.articles.article import Article
from index.quotations.quotation import Quotation

Finder = Literal["auto", "model", "rules"]

_IN_PROCESS = 24
"""So few articles are done sooner than another process has started."""

_CHUNK = 8


class Prepared(NamedTuple):
    """An article with all that the archive keeps of it.

    `words` are the terms of each sentence, `finder` is what found the quotations.
    """

    article: Article
    sentences: Sequence[Sentence]
    quotations: Sequence[Quotation]
    words: Sequence[Sequence[str]]
    finder: str


def prepare(article: Article, finder: Finder) -> Prepared:
    """Sentences, quotations and terms of one article."""
    from index.quotations.extraction import choose_finder, extract_quotations

    found_by = choose_finder(article, finder)
    sentences = list(split_sentences(article))
    quotations = list(extract_quotations(article, sentences, finder=found_by))
    words = [terms(sentence.span.of(article.text)) for sentence in sentences]
    return Prepared(article, sentences, quotations, words, found_by)


def prepare_all(articles: Iterable[Article], finder: Finder, *, workers: int = 1) -> Iterator[Prepared]:
    """`prepare` for each article, in their order, holding few at a time.

    With more than one of `workers`, more than a handful of articles are shared out among so many processes,
    each of which imports the program's main module, so that this has to be one that does nothing then.
    """
    coming = iter(articles)
    first = list(islice(coming, _IN_PROCESS + 1))
    if len(first) <= _IN_PROCESS or workers == 1:
        for article in chain(first, coming):
            yield prepare(article, finder)
        return
    from concurrent.futures import Future, ProcessPoolExecutor
    from multiprocessing import get_context

    # Forking a process that has threads (onnxruntime, a bot) may leave locks held for ever: start afresh.
    pool = ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_quiet)
    try:
        pending: list[Future[list[Prepared]]] = []
        stream = chain(first, coming)
        while True:
            while len(pending) < 3 * workers and (chunk := list(islice(stream, _CHUNK))):
                pending.append(pool.submit(_prepare_chunk, chunk, finder))
            if not pending:
                return
            yield from pending.pop(0).result()
    finally:
        pool.shutdown(cancel_futures=True)


def _prepare_chunk(chunk: Sequence[Article], finder: Finder) -> list[Prepared]:
    return [prepare(article, finder) for article in chunk]


def _quiet() -> None:
    """Leave Ctrl-C to the process that started this one, and end with it, however it ends."""
    import signal
    from threading import Thread

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """End this process once the one that started it is gone; it may have been killed."""
    import os
    from multiprocessing import parent_process
    from multiprocessing.connection import wait

    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
