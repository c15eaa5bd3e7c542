"""Two texts word by word: what makes a difference, what does not, and what is so of any two."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.answers.verdicts import Side
from index.answers.word_by_word import compared, tokens

SAID = (
    "We shall not leave a single boat behind, whatever the U.S. may bring. I can’t defend a toll of $1,000."
)

# typed | the changes, "+" what was typed, "-" what was said, "=" what is the same
ROWS = [
    ("we SHALL not   leave a single boat behind", "=We shall not leave a single boat behind"),
    ("Whatever the US may bring", "=whatever the U.S. may bring"),
    ("“I can't defend a toll of $1000!”", "=I can’t defend a toll of $1,000"),
    ("may bring - I can't", "=may bring. I can’t"),
    ("We shall leave a single boat behind", "=We shall|-not|=leave a single boat behind"),
    ("We shall not leave one single boat behind", "=We shall not leave|+one|-a|=single boat behind"),
    ("We shall never, never leave a single boat", "=We shall|+never, never|-not|=leave a single boat"),
    ("We must not leave a single boat behind", "=We|+must|-shall|=not leave a single boat behind"),
    ("They shall not leave a single boat", "+They|-We|=shall not leave a single boat"),
    ("I can't defend a toll of $1000 today", "=I can’t defend a toll of $1,000|+today"),
    ("I cant defend a toll", "=I|+cant|-can’t|=defend a toll"),
    ("a toll of £1,000", "=a toll of|+£|-$|=1,000"),
    ("We shall not … behind", "=We shall not|+…|-leave a single boat|=behind"),
    ("We shall not ... behind", "=We shall not|+...|-leave a single boat|=behind"),
    ("We [the town] shall not leave a single boat", "=We|+[the town]|=shall not leave a single boat"),
    ("We shall not leave [any] boat behind", "=We shall not leave|+[any]|-a single|=boat behind"),
    ("We shall not leave a single boat behind ...", "=We shall not leave a single boat behind|+..."),
    ("whales", ""),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "changes"), ROWS, ids=[row[0] for row in ROWS])
def test_difference(typed: str, changes: str) -> None:
    signs = {Side.SAME: "=", Side.TYPED: "+", Side.SAID: "-"}
    found = compared(typed, SAID, tokens(SAID))
    assert "|".join(signs[side] + words for side, words in found.changes) == changes
    assert found.exact == (changes[:1] == "=" and "|" not in changes)


def test_a_pause_in_the_article_is_no_difference_and_one_typed_is() -> None:
    said = "The pier … is rotten"
    assert compared("the pier is rotten", said, tokens(said)).exact
    assert compared("the pier ... is rotten", said, tokens(said)).exact
    assert not compared("the pier is ... rotten", said, tokens(said)).exact


def test_an_editors_brackets_are_no_words_of_the_speaker() -> None:
    said = "We [the council] will pay"
    assert compared("we [the council] will pay", said, tokens(said)).exact
    assert not compared("we the council will pay", said, tokens(said)).exact
    assert not compared("we will pay", said, tokens(said)).exact


def test_decomposed_letters_and_soft_hyphens_are_the_same_words() -> None:
    said = "The cafe\u0301 is a har\u00adbour"
    assert compared("the caf\u00e9 is a harbour", said, tokens(said)).exact


_any = st.sampled_from(["a", "b", "c", "d", "e", "…", "[f]", "g.", "H,", "i's", "1,000"])
_words = st.lists(_any, min_size=1, max_size=12).map(" ".join)


@settings(max_examples=200, deadline=None)
@given(_words, _words)
def test_law_the_changes_hold_every_word_typed_and_a_stretch_of_what_was_said(typed: str, said: str) -> None:
    found = compared(typed, said, tokens(said))
    if not found.changes:
        assert found.likeness == 0
        return
    own = [word for side, words in found.changes if side is not Side.SAID for word in words.split()]
    their = " ".join(words for side, words in found.changes if side is not Side.TYPED)
    pauses = "…" not in typed
    written = [t.word for t in tokens(" ".join(own)) if not (pauses and t.word == "…")]
    assert written == [t.word for t in tokens(typed)]
    plain = [t.word for t in tokens(said) if not (pauses and t.word == "…")]
    part = [t.word for t in tokens(their) if not (pauses and t.word == "…")]
    assert any(plain[start : start + len(part)] == part for start in range(len(plain)))
    assert 0 < found.likeness <= 1
    assert all(span.of(said).strip() for span in found.same)
