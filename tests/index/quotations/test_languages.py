"""Articles in other languages: kept, marked, and nobody given words by what looks like an English cue."""
# ruff: noqa: E501 - a paragraph of an article is one line

from collections.abc import Iterator

import pytest

from index.articles.article import Article
from index.articles.languages import is_english, other_language
from index.articles.reading import read_article
from index.articles.seeds import seeds_folder
from index.quotations.extraction import Finder, extract_quotations
from index.records.archive import Archive
from tests.support.articles import FERRY, HARBOUR, SCHOOL, three

TEXTS = {
    "fr": "Le port reste ouvert\n\nLe maire a dit lundi que tout serait fait pour les habitants de la ville. « Nous ne laisserons personne sur le quai », a déclaré Ana Ruiz aux journalistes dans la cour de la mairie.\n\nTout le monde est content, et les bateaux sont prêts pour la traversée.",
    "es": "El puerto sigue abierto\n\nEl alcalde dijo el lunes que todo se haría para los vecinos de la ciudad. «No dejaremos a nadie en el muelle», dijo Ana Ruiz a los periodistas en el patio del ayuntamiento.\n\nPara el invierno hay dos barcos, y para la primavera habrá otro más.",
    "de": "Der Hafen bleibt offen\n\nDer Bürgermeister sagte am Montag, dass alles für die Bewohner der Stadt getan werde. „Wir lassen niemanden am Kai zurück“, sagte Ana Ruiz den Journalisten im Hof des Rathauses.",
    "it": "Il porto resta aperto\n\nIl sindaco ha detto lunedì che tutto sarà fatto per gli abitanti della città. «Non lasceremo nessuno sul molo», ha detto Ana Ruiz ai giornalisti nel cortile del municipio.",
    "pt": "O porto fica aberto\n\nO prefeito disse na segunda-feira que tudo será feito para os moradores da cidade. “Não deixaremos ninguém no cais”, disse Ana Ruiz aos jornalistas no pátio da prefeitura.",
    "nl": "De haven blijft open\n\nDe burgemeester zei op maandag dat alles voor de inwoners van de stad gedaan wordt. “Wij laten niemand op de kade achter”, zei Ana Ruiz tegen de journalisten op het plein van het stadhuis.",
    "ru": "Порт остается открытым\n\nМэр заявил в понедельник, что для жителей города будет сделано все. «Мы никого не оставим на причале», сказала Ана Руис журналистам во дворе мэрии.",
}
ENGLISH = (HARBOUR, FERRY, SCHOOL, "Para and tout\n\n" + HARBOUR, "")


def article(text: str, **fields: str) -> Article:
    return Article.from_dict({"text": text, **fields}, id="x", where="x")


@pytest.mark.parametrize("code", TEXTS)
def test_another_language_is_told(code: str) -> None:
    assert other_language(TEXTS[code]) == article(TEXTS[code]).language == code
    assert article(TEXTS[code], language="xx").language == "xx"
    assert not is_english(TEXTS[code])


@pytest.mark.parametrize("text", ENGLISH)
def test_english_is_not_another(text: str) -> None:
    assert other_language(text) is None


def test_the_seeds_tell_no_language() -> None:
    for path in sorted(seeds_folder().glob("*.txt")):
        assert read_article(path).language is None
        assert is_english(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("finder", ["auto", "rules"])
@pytest.mark.parametrize("code", TEXTS)
def test_only_marks_tell_what_is_quoted(code: str, finder: Finder) -> None:
    one = article(TEXTS[code])
    (found,) = extract_quotations(one, finder=finder)
    assert (found.speakers, found.cue, found.source) == ((), None, None)
    assert len(found.content[0].of(one.text).split()) >= 5


def test_an_english_page_that_says_otherwise_is_read_as_english() -> None:
    (first, *_) = extract_quotations(article(HARBOUR, language="de"), finder="rules")
    assert first.speakers == ("Ingrid Solberg",)


@pytest.fixture
def mixed() -> Iterator[Archive]:
    found = [Article.from_dict({"text": text}, id=code, where=code) for code, text in TEXTS.items()]
    with Archive.temporary([*three(), *found], finder="rules") as archive:
        yield archive


def test_the_archive_tells_languages_and_gives_nobody_their_words(mixed: Archive) -> None:
    stats = mixed.stats()
    wanted: dict[str | None, int] = {None: 3}
    assert dict(stats.languages) == wanted | dict.fromkeys(TEXTS, 1)
    assert not any("Ruiz" in name.name or "Руис" in name.name for name in mixed.names())
    assert {record.language for record in mixed.records() if record.speaker is None} >= set(TEXTS)
