"""Parts of a name as written."""

import pytest

from index.names.name import parse_name

ROWS = [
    # text, given names, surname, suffix, whether a form of address comes with it
    ("Ana Ruiz", ("ana",), "ruiz", None, False),
    ("Keller", (), "keller", None, False),
    ("Mr. Keller", (), "keller", None, True),
    ("Senator Ana M. Ruiz", ("ana", "m"), "ruiz", None, False),
    ("Bo Lind Jr.", ("bo",), "lind", "jr", False),
    ("Maria de la Cruz", ("maria",), "de la cruz", None, False),
    ("De Blasio", (), "de blasio", None, False),
    ("Moscow", (), None, None, False),
    ("Russian", (), None, None, False),
    ("the Foreign Ministry", (), None, None, False),
]


@pytest.mark.parametrize(("text", "given", "surname", "suffix", "courtesy"), ROWS)
def test_parts(
    text: str, given: tuple[str, ...], surname: str | None, suffix: str | None, courtesy: bool
) -> None:
    name = parse_name(text)
    assert (name.given, name.surname, name.suffix, name.courtesy) == (given, surname, suffix, courtesy)
