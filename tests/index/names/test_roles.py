"""The role of a person as the article words it."""

import pytest

from index.analysis.name_tokens import tokens
from index.lexicon.gender import Gender
from index.names.roles import is_group, is_role, role_after, role_before, role_gender


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("said Foreign Ministry spokesman Mikhail Orlov", "Mikhail", "Foreign Ministry spokesman"),
        ("said U.S. Defense Secretary Robert Hale", "Robert", "U.S. Defense Secretary"),
        ("and Secretary of State Ana Ruiz", "Ana", "Secretary of State"),
        ("Ruiz's campaign manager Bo Lind", "Bo", "Ruiz's campaign manager"),
        ("told Sen. Rand Hale", "Rand", "Sen."),
        ("former chief of staff Tove Lind", "Tove", "former chief of staff"),
        ("Speaker of the House Rep. Bo Lind", "Bo", "Speaker of the House Rep."),
        ("a retired general, Kofi Mensah", "Kofi", None),
        ("Mr. Orlov", "Orlov", None),
        ("He met Ana Ruiz", "Ana", None),
        ("On Friday President Ana Ruiz", "Ana", "President"),
        ("said Oslo-based analyst Ana Ruiz", "Ana", "Oslo-based analyst"),
        ("co-founder Ana Ruiz", "Ana", "co-founder"),
        ("could beat Secretary Ana Ruiz", "Ana", "Secretary"),
        ("a group backing former Gov. Ana Ruiz", "Ana", "former Gov."),
        ("praising senator Bo Lind", "Bo", "senator"),
        ("said acting director Ana Ruiz", "Ana", "acting director"),
    ],
)
def test_role_before(text: str, name: str, role: str | None) -> None:
    toks = tokens(text)
    found = role_before(toks, [t.text for t in toks].index(name))
    assert (found and found.of(text)) == role


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("Bo Lind, Ruiz's campaign manager, said", "Lind", "Ruiz's campaign manager"),
        ("Ana Ruiz, 39, a waitress at the Golden Bear, said", "Ruiz", "waitress at the Golden Bear"),
        ("Ana Ruiz, the harbor's chief engineer.", "Ruiz", "harbor's chief engineer"),
        ('Ana Ruiz, the author of "Harbors," said', "Ruiz", "author"),
        ("Ana Ruiz, a former adviser who left in May, said", "Ruiz", "former adviser"),
        ("Ana Ruiz (a pilot) said", "Ruiz", "pilot"),
        ("Ana Ruiz, of Oslo, said", "Ruiz", None),
        ("Xin, the official news agency, said", "Xin", None),
        ("Ana Ruiz, an activist and former nurse, said", "Ruiz", "activist and former nurse"),
        ("Ana Ruiz, professor emeritus of law at Oslo, said", "Ruiz", "professor emeritus of law at Oslo"),
        ("Ana Ruiz, who is mayor, said", "Ruiz", None),
        ("Ana Ruiz, turned away by an officer, said", "Ruiz", None),
        ("Ana Ruiz, Bo Lind and others said", "Ruiz", None),
        ("Ana Ruiz said the mayor", "Ruiz", None),
    ],
)
def test_role_after(text: str, name: str, role: str | None) -> None:
    toks = tokens(text)
    found = role_after(toks, [t.text for t in toks].index(name))
    assert (found and found.of(text)) == role


def test_role_words() -> None:
    assert all(map(is_role, ("spokesman", "glaciologist", "Secretary")))
    assert not any(map(is_role, ("harbor", "said")))
    assert all(map(is_group, ("officials", "CEOs")))
    assert not is_group("Hastings")
    assert role_gender("spokeswoman") is Gender.FEMALE
    assert role_gender("king") is Gender.MALE
    assert role_gender("minister") is None
