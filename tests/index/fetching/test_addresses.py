"""One address for all the links that lead to an article."""

import pytest

from index.fetching.addresses import article_address, normal_address, shown

STORY = "https://post.example/2016/story"


@pytest.mark.parametrize(
    ("given", "normal"),
    [
        (STORY, STORY),
        (f"  {STORY}\n", STORY),
        ("HTTPS://Post.Example/2016/story", STORY),
        ("https://post.example:443/2016/story", STORY),
        (f"{STORY}#comments", STORY),
        (f"{STORY}#:~:text=old%20mill", STORY),
        (f"{STORY}?utm_source=x&utm_medium=email", STORY),
        (f"{STORY}?fbclid=IwAR0", STORY),
        (f"{STORY}?gclid=1&msclkid=2&dclid=3&igshid=4&ttclid=5", STORY),
        (f"{STORY}?at_medium=RSS&at_campaign=KARANGA", STORY),
        (f"{STORY}?ns_mchannel=social&ocid=socialflow&smid=tw&CMPID=7", STORY),
        (f"{STORY}?__twitter_impression=true&mc_cid=1&mc_eid=2", STORY),
        (f"{STORY}?", STORY),
        ("https://ana:secret@post.example/2016/story", STORY),
        ("http://post.example", "http://post.example/"),
        ("http://post.example:8080/a", "http://post.example:8080/a"),
        ("https://bücher.example/a", "https://xn--bcher-kva.example/a"),
        ("http://[2001:DB8::1]:81/a", "http://[2001:db8::1]:81/a"),
        # What may tell articles apart stays.
        (f"{STORY}/", f"{STORY}/"),
        (f"{STORY}?page=2", f"{STORY}?page=2"),
        (f"{STORY}?utm_source=x&id=7&p=3", f"{STORY}?id=7&p=3"),
        (f"{STORY}?p=3&id=7", f"{STORY}?p=3&id=7"),
        (f"{STORY}?cid=12", f"{STORY}?cid=12"),
        (
            f"{STORY}?eid=12&source=wire&session=4&at=3&ref=5",
            f"{STORY}?eid=12&source=wire&session=4&at=3&ref=5",
        ),
        (f"{STORY}?oclid=1&clidx=2", f"{STORY}?oclid=1&clidx=2"),
        ("https://post.example/Story.ASP?ID=1", "https://post.example/Story.ASP?ID=1"),
        ("https://post.example/a%20b?q=%C3%A9", "https://post.example/a%20b?q=%C3%A9"),
    ],
)
def test_an_address_in_its_normal_form(given: str, normal: str) -> None:
    assert normal_address(given) == normal
    assert normal_address(normal) == normal


@pytest.mark.parametrize("given", ["", "story", "/2016/story", "ftp://post.example/a", "https://", "file:///etc/passwd",
                                   "javascript:alert(1)", "http://post.example:port/"])  # fmt: skip
def test_what_is_no_web_address(given: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        normal_address(given)


@pytest.mark.parametrize(
    ("fetched", "claimed", "address"),
    [
        (f"{STORY}?utm_source=x", None, STORY),
        (f"{STORY}?share=1", STORY, STORY),
        ("https://www.post.example/2016/story", STORY, STORY),
        ("https://amp.post.example/2016/story", STORY, STORY),
        ("https://m.post.example/s/7", STORY, STORY),
        ("http://post.example/2016/story", STORY, STORY),
        # It may not take the place of somebody else's article, nor may all pages be the front page.
        ("https://thief.example/a", STORY, "https://thief.example/a"),
        ("https://post.example.thief.example/a", STORY, "https://post.example.thief.example/a"),
        (STORY, "https://post.example/", STORY),
        (STORY, "https://post.example", STORY),
        (
            "https://post.example/?p=7",
            "https://post.example/?p=7&lang=en",
            "https://post.example/?p=7&lang=en",
        ),
        (STORY, "/2016/story", STORY),
        (STORY, "http://", STORY),
        (STORY, 7, STORY),
    ],
)
def test_a_page_may_name_its_own_address(fetched: str, claimed: object, address: str) -> None:
    assert article_address(fetched, claimed) == address


def test_messages_show_no_password_and_no_end_of_a_long_address() -> None:
    assert shown("https://ana:secret@post.example/a?b@c") == "https://post.example/a?b@c"
    assert len(shown("https://post.example/" + "a" * 5000)) == 300
