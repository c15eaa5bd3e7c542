"""What is so of the attributions that rules find in any text."""

import time
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from index.analysis.sentences import split_sentences
from index.articles.article import Article
from index.quotations.rules.finder import find_by_rules
from tests.support.attributions import attributions

PIECES = [
    "Rosa Diaz", "she", "the board", " said", " told reporters", " that", ", ", ". ", '"', "\u201c",
    "\u201d", "'",
    "We tried", "it rained", "\n\n", "\n", " according to ", ": ", "\u2014", "KIM: ", " (@kim)",
    " asked by ", "?",
    "\U0001f600", "\x00", "\u4f60\u597d\u3002", "\u0410\u043d\u043d\u0430", " adding ", "A. B.", "''",
    " which he said were ",
]  # fmt: skip


texts = st.lists(st.sampled_from(PIECES), max_size=30).map("".join) | st.text(max_size=60)


@given(texts)
@example('"\u201c adding Rosa Diaz\u201cRosa Diaz adding \u201c, ')
@example('Rosa Diaz"\u201c according to Rosa Diaz\u201cRosa Diaz adding \u201c, ')
@settings(max_examples=300, deadline=None)
def test_places_are_in_the_text_in_order_and_apart(text: str) -> None:
    for one in attributions(text):
        assert one.content
        places = [*one.content, *(place for place in (one.cue, one.source) if place is not None)]
        for place in places:
            assert 0 <= place.start < place.end <= len(text)
            assert place.of(text).strip() == place.of(text)
        for first, second in pairwise(one.content):
            assert first.end <= second.start
        for outside in (one.cue, one.source):
            assert outside is None or all(
                outside.end <= part.start or part.end <= outside.start for part in one.content
            )


@given(texts)
@example("Rosa Diaz according to \u2014Rosa Diaz said")
@settings(max_examples=200, deadline=None)
def test_no_word_is_in_two_contents(text: str) -> None:
    parts = sorted(part for one in attributions(text) for part in one.content)
    assert all(first.end <= second.start for first, second in pairwise(parts))


@pytest.mark.parametrize(
    "piece",
    ["a", '"', "'", '"a" ', "said ", "saying ", '"a," he said. ', "he said, ", "a, ", "according to ",
     "and who said ",
     "\u201c", "\u4f60", "\x00", "A. ", "(", "to say that "],
)  # fmt: skip
def test_time_grows_with_the_length_of_one_line(piece: str) -> None:
    def seconds(length: int) -> float:
        article = Article(id="a", title="", text=piece * (length // len(piece)))
        sentences = split_sentences(article)
        start = time.process_time()
        find_by_rules(article, sentences)
        return time.process_time() - start

    assert min(seconds(32_000) / seconds(8_000) for _ in range(3)) < 10


@pytest.mark.parametrize("text", ["", " \n\n ", '"', '""""', "\u201c\u201d\u2018\u2019", ":", "\x00"])
def test_nothing_is_found_where_nothing_is_said(text: str) -> None:
    assert attributions(text) == []
