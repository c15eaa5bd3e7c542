"""How the bot introduces itself: its descriptions and commands, in the languages it has words for."""

from typing import NamedTuple


class Introduction(NamedTuple):
    """What Telegram shows of a bot to readers of one language; commands by their names."""

    description: str
    short: str
    commands: dict[str, str]


COMMANDS = {
    "ask": "what did somebody say?",
    "people": "who is quoted, and how often",
    "articles": "what the archive holds",
    "compare": "people side by side: A, B on C",
    "follow": "be told what somebody says: NAME, or NAME on TOPIC",
    "following": "whom you follow, and ending it",
    "unfollow": "end following somebody",
    "export": "all quotations of somebody as a table: NAME",
    "trends": "how often somebody is quoted over time: NAME on TOPIC",
    "random": "guess who said it",
    "settings": "answers per page, direct quotations only",
    "privacy": "see or delete what is stored about you",
    "help": "how to ask",
}

IN_GROUPS = ("ask", "people", "articles", "compare", "follow", "following", "trends", "random", "help")

OF_ADMINS = {
    "add": "read what is at a web address",
    "remove": "take an article out: ID or ADDRESS",
    "channels": "channels whose posts I take in",
    "reports": "wrong speakers that people reported",
    "accept": "make a report a correction: NUMBER, or NUMBER NAME",
}

INTRODUCTIONS = {
    "": Introduction(
        "I answer with what people said: word for word, with who said it and in which article.\n\n"
        "Just ask, for example “What did Gates say about Iran?”",
        "What people said, word for word, with who said it and where.",
        COMMANDS,
    ),
    "ru": Introduction(
        "Я отвечаю словами людей: дословно, с указанием, кто это сказал и в какой статье. "
        "Статьи и вопросы на английском языке.\n\nНапример: “What did Gates say about Iran?”",
        "Кто что сказал: дословно, с именем и источником. Вопросы на английском.",
        {
            "ask": "что сказал этот человек?",
            "people": "кого и как часто цитируют",
            "articles": "какие статьи есть в архиве",
            "compare": "сравнить высказывания: A, B on C",
            "follow": "следить за человеком: NAME или NAME on TOPIC",
            "following": "за кем вы следите и как это прекратить",
            "unfollow": "больше не следить",
            "export": "все цитаты человека таблицей: NAME",
            "trends": "как часто цитируют со временем: NAME on TOPIC",
            "random": "угадайте, кто это сказал",
            "settings": "ответов на странице, только прямая речь",
            "privacy": "что о вас хранится и как это удалить",
            "help": "как спрашивать",
        },
    ),
    "es": Introduction(
        "Respondo con lo que dijeron las personas: palabra por palabra, con quién lo dijo y en qué artículo. "
        "Los artículos y las preguntas son en inglés.\n\nPor ejemplo: “What did Gates say about Iran?”",
        "Lo que se dijo, palabra por palabra, con autor y fuente. Preguntas en inglés.",
        {
            "ask": "¿qué dijo alguien?",
            "people": "a quién se cita y cuántas veces",
            "articles": "qué contiene el archivo",
            "compare": "comparar personas: A, B on C",
            "follow": "recibir lo nuevo de alguien: NAME o NAME on TOPIC",
            "following": "a quién sigues, y dejar de seguir",
            "unfollow": "dejar de seguir a alguien",
            "export": "todas las citas de alguien en una tabla: NAME",
            "trends": "con qué frecuencia se cita a alguien: NAME on TOPIC",
            "random": "adivina quién lo dijo",
            "settings": "respuestas por página, solo citas directas",
            "privacy": "ver o borrar lo que se guarda de ti",
            "help": "cómo preguntar",
        },
    ),
    "de": Introduction(
        "Ich antworte mit dem, was Menschen gesagt haben: wörtlich, mit Namen und Artikel. "
        "Artikel und Fragen sind auf Englisch.\n\nZum Beispiel: “What did Gates say about Iran?”",
        "Wer was gesagt hat: wörtlich, mit Namen und Quelle. Fragen auf Englisch.",
        {
            "ask": "was hat jemand gesagt?",
            "people": "wer zitiert wird und wie oft",
            "articles": "was das Archiv enthält",
            "compare": "Personen nebeneinander: A, B on C",
            "follow": "Neues von jemandem erhalten: NAME oder NAME on TOPIC",
            "following": "wem du folgst, und es beenden",
            "unfollow": "jemandem nicht mehr folgen",
            "export": "alle Zitate einer Person als Tabelle: NAME",
            "trends": "wie oft jemand im Lauf der Zeit zitiert wird: NAME on TOPIC",
            "random": "rate, wer es gesagt hat",
            "settings": "Antworten pro Seite, nur wörtliche Zitate",
            "privacy": "sehen oder löschen, was über dich gespeichert ist",
            "help": "wie man fragt",
        },
    ),
    "fr": Introduction(
        "Je réponds avec ce que les gens ont dit : mot pour mot, avec l’auteur et l’article. "
        "Les articles et les questions sont en anglais.\n\nPar exemple : “What did Gates say about Iran?”",
        "Ce qui a été dit, mot pour mot, avec l’auteur et la source. Questions en anglais.",
        {
            "ask": "qu’a dit quelqu’un ?",
            "people": "qui est cité, et combien de fois",
            "articles": "ce que contient l’archive",
            "compare": "comparer des personnes : A, B on C",
            "follow": "être prévenu de ce que dit quelqu’un : NAME ou NAME on TOPIC",
            "following": "qui vous suivez, et arrêter",
            "unfollow": "ne plus suivre quelqu’un",
            "export": "toutes les citations de quelqu’un en tableau : NAME",
            "trends": "combien de fois quelqu’un est cité au fil du temps : NAME on TOPIC",
            "random": "devinez qui l’a dit",
            "settings": "réponses par page, citations directes seulement",
            "privacy": "voir ou supprimer ce qui est conservé sur vous",
            "help": "comment demander",
        },
    ),
}
"""By language code; "" is for readers of every other language."""
