"""Whether two names of one surname can be one person's."""

import pytest

from index.names.given_names import compatible

ONE = [
    ("George H.W. Hale", "George Hale"),
    ("George H. W. Hale", "George H.W. Hale"),
    ("Willard Mitt Orr", "Mitt Orr"),
    ("Timothy M. Orr", "Tim Orr"),
    ("Robert C. Bobby Orr", "Bobby Orr"),
    ("Robert C. Bobby Orr", "Robert Bobby Orr"),
    ("J. Edgar Orr", "Edgar Orr"),
    ("John Fitzgerald Orr", "John F. Orr"),
    ("Mary Ann Orr", "Mary Orr"),
    ("Hassan Ali Khalil", "Ali Khalil"),
]
TWO = [
    ("George W. Hale", "George H.W. Hale"),
    ("John P. Orr", "John Q. Orr"),
    ("Jean Paul Orr", "Paul Jean Orr"),
    ("Ali Hassan Khalil", "Hassan Ali Khalil"),
    ("Maria José Duarte", "José Maria Duarte"),
    ("Nguyen Van Minh", "Nguyen Thi Minh"),
    ("Abu Hassan Amer", "Sadeq Abu Amer"),
    ("Ed Hale Jr.", "Ed Hale"),
]


@pytest.mark.parametrize(("one", "other"), ONE)
def test_one_person_may_bear_both(one: str, other: str) -> None:
    assert compatible(one.split(), other.split())
    assert compatible(other.split(), one.split())


@pytest.mark.parametrize(("one", "other"), TWO)
def test_two_people_bear_them(one: str, other: str) -> None:
    assert not compatible(one.split(), other.split())
    assert not compatible(other.split(), one.split())
