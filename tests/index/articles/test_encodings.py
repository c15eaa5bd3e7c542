"""The encodings of files: declared, evident or detected, and always named."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.articles.encodings import NotText, decode

ENGLISH = (
    "“We don’t support plans for a ‘holy alliance’,” she said — in a café on Monday. It cost €5.\r\n" * 3
)
RUSSIAN = "Министр заявил в среду, что Москва не согласна. «Мы не поддерживаем такие планы», — сказал он."


@pytest.mark.parametrize(
    ("text", "codec", "named"),
    [
        ("Plain.\r\n", "ascii", "utf-8"),
        (ENGLISH, "utf-8", "utf-8"),
        (ENGLISH, "utf-8-sig", "utf-8-sig"),
        (ENGLISH, "utf-16", "utf-16"),
        (ENGLISH, "utf-32", "utf-32"),
        (ENGLISH, "utf-16-le", "utf-16-le"),
        (ENGLISH, "utf-16-be", "utf-16-be"),
        (ENGLISH, "cp1252", "cp1252"),
        (ENGLISH, "mac_roman", "mac_roman"),
        (RUSSIAN, "utf-8", "utf-8"),
        (RUSSIAN, "cp1251", "cp1251"),
        (RUSSIAN, "utf-16-le", "utf-16-le"),
    ],
)
def test_encodings(text: str, codec: str, named: str) -> None:
    assert decode(text.encode(codec)) == (text, named)


OTHERS = [
    (
        "cp1250 iso8859_2",
        "Premier powiedział, że rząd nie zgodzi się na nowe podatki. Część posłów głosowała przeciw.",
    ),
    (
        "cp1250 iso8859_2",
        "Příliš žluťoučký kůň úpěl ďábelské ódy, řekl premiér, a vláda nebude zvyšovat daně.",
    ),
    (
        "cp1250",
        "A miniszterelnök azt mondta: „Nem lesz új adó”, és hozzátette, hogy őszintén örül a működésnek.",
    ),
    ("cp1252 mac_roman", "L’été dernier, “c’était” déjà vu à Besançon — où là-bas, dit-il, ça va très bien."),
    ("cp1252", "La señora Muñoz dijo: «¿Qué más podíamos hacer? Está así», añadió el año pasado en Córdoba."),
    ("cp1252", "Der Bürgermeister sagte: „Wir müssen die Straße öffnen“, und fügte hinzu, das sei schön."),
    ("cp1254", "Başbakan vergilerin artmayacağını söyledi. “Böyle bir şey yok” dedi ve ekledi: “Işık, ğ”."),
    (
        "cp1251 koi8_r iso8859_5 cp866 mac_cyrillic",
        "Привет, сказал он. Это плохая идея и больше ничего не будет.",
    ),
    ("cp1253", "Ο πρωθυπουργός είπε ότι δεν θα αυξηθούν οι φόροι. «Δεν υπάρχει θέμα», πρόσθεσε."),
    ("cp1255", "ראש הממשלה אמר כי המסים לא יעלו, והוסיף שאין שום סיכוי לכך."),
    ("gb18030", "总理表示不会增税。“绝对不会”，他补充说。" * 5),
    ("cp932", "日本の首相は「増税はしない」と述べた。" * 10),
]


@pytest.mark.parametrize(
    ("codec", "text"), [(codec, text) for codecs, text in OTHERS for codec in codecs.split()]
)
def test_other_languages_are_told_by_their_letters(codec: str, text: str) -> None:
    found, named = decode(text.encode(codec))
    assert (found, named) == (text, codec)


@pytest.mark.parametrize(
    ("declared", "codec"),
    [("iso-8859-1", "cp1252"), ("us-ascii", "cp1252"), ("latin1", "cp1252"), ("iso-8859-9", "cp1254")],
)
def test_the_quotation_marks_of_windows_are_read_whatever_is_declared(declared: str, codec: str) -> None:
    assert decode("“It’s old,” he said.".encode(codec), declared=declared) == ("“It’s old,” he said.", codec)


def test_a_mark_belongs_to_the_encoding_and_only_the_first_is_one() -> None:
    assert decode("\ufeff\ufeffHe left.".encode()) == ("\ufeffHe left.", "utf-8-sig")


def test_what_a_document_declares_counts_where_it_is_not_utf_8() -> None:
    assert decode("£5 für Müller".encode("iso-8859-15"), declared="ISO-8859-15") == (
        "£5 für Müller",
        "iso8859-15",
    )
    assert decode("Müller".encode(), declared="iso-8859-1") == ("Müller", "utf-8")
    assert decode("日本語".encode("iso-2022-jp"), declared="iso-2022-jp") == ("日本語", "iso2022_jp")
    for wrong in ("klingon", "base64", "idna"):
        assert decode(ENGLISH.encode("cp1252"), declared=wrong) == (ENGLISH, "cp1252")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"%PDF-1.7 words", "is a binary file with the name of a text file"),
        (b"\x89PNG\r\n\x1a\n", "is a binary file with the name of a text file"),
        (b"PK\x03\x04", "is a binary file with the name of a text file"),
        (b"words\0words, words and words", "is not text (it holds NUL bytes)"),
        (bytes(range(256)) * 4, "is not text (it holds NUL bytes)"),
        (bytes(range(1, 256)) * 4, "is not text (it is full of control characters)"),
        (b"\xef\xbb\xbfwords \xff", "is not valid UTF-8 (byte 6)"),
        ("“No,” he said. “It’s over.” ".encode() + b"\x93", "is not valid UTF-8 (byte 38)"),
        (b"\xff\xfea", "is not valid UTF-16 (byte 2)"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, message: str) -> None:
    with pytest.raises(NotText) as refused:
        decode(data)
    assert str(refused.value) == message


@settings(deadline=None)
@given(st.binary(max_size=400) | st.text(max_size=100).map(lambda text: text.encode("utf-8", "replace")))
def test_law_the_codec_named_gives_the_text(data: bytes) -> None:
    try:
        text, codec = decode(data)
    except NotText:
        return
    assert data.decode(codec) == text


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=200))
def test_law_utf_8_comes_back_unchanged(text: str) -> None:
    assert decode(text.encode("utf-8-sig")) == (text, "utf-8-sig")
    marked = text.startswith("\ufeff") or text.encode().startswith(
        (b"%PDF-", b"PK\x03\x04", b"GIF8", b"{\\rtf")
    )
    if not marked and not text.startswith("\x1f"):
        assert decode(text.encode()) == (text, "utf-8")
