"""Whom questions are asked of: an archive that quotes NAMES, and the answers of an archive on one day."""

from datetime import date

from index.answers.answer import Answer
from index.answers.passage import Passage
from index.people.name_book import NameRow
from index.people.people import People
from index.questions.parser import parse_question
from index.questions.question import Question
from index.records.archive import Archive

NAMES = [
    NameRow(1, "Mikhail Kamynin", 4, 1, (("Foreign Ministry spokesman", 4),)),
    NameRow(2, "Vladimir Putin", 30, 8, (("President", 20), ("Russian President", 3))),
    NameRow(3, "Robert Gates", 2, 1, (("U.S. Defense Secretary", 2),)),
    NameRow(4, "Condoleezza Rice", 1, 1, (("Secretary of State", 1),)),
    NameRow(5, "Russia's Foreign Ministry", 1, 1, ()),
    NameRow(6, "Moscow", 1, 1, ()),
    NameRow(7, "Theresa May", 3, 1, (("Prime Minister", 3),)),
    NameRow(8, "Will Self", 3, 1, (("novelist", 1),)),
    NameRow(9, "The Who", 3, 1, ()),
    NameRow(10, "Anna Keller", 30, 5, (("mayor of Harwick", 3),)),
    NameRow(11, "Tom Keller", 4, 1, ()),
    NameRow(12, "Dmitry Peskov", 2, 1, (("Putin spokesman", 2),)),
    NameRow(13, "North Korea", 4, 2, ()),
    NameRow(14, "Centre for Grain Policy", 2, 1, ()),
    NameRow(15, "Harbour Report", 2, 1, ()),
    NameRow(16, "Karl-Heinz Brandt", 2, 1, ()),
    NameRow(17, "Marta Olave Ruiz", 2, 1, ()),
    NameRow(18, "Grand Hotel Las Vegas", 2, 1, ()),
    NameRow(19, "University of Virginia", 2, 1, ()),
    NameRow(20, "City of New York", 2, 1, ()),
    NameRow(21, "World Grain Organization", 2, 1, ()),
    NameRow(22, "North Coast Union", 2, 1, ()),
    NameRow(23, "National Crop Union", 2, 1, ()),
    NameRow(24, "Lena Marsh", 3, 1, (("Mayor", 2), ("Gov.", 1))),
    NameRow(25, "Oda Marsh", 3, 1, (("librarian", 3),)),
    NameRow(26, "Declan O\u2019Brien", 2, 1, (("defence lawyer", 2),)),
    NameRow(27, "François Girard", 2, 1, ()),
    NameRow(28, "Ministry of Grain", 2, 1, ()),
    NameRow(29, "Minister", 1, 1, ()),
    NameRow(31, "European Order", 2, 1, ()),
    NameRow(32, "Urban Kitchens", 2, 1, ()),
    NameRow(33, "Norway", 2, 1, ()),
    NameRow(44, "Ola Berg", 2, 1, (("grain premier", 2),)),
    NameRow(42, "European Union", 9, 3, ()),
    NameRow(34, "Joseph R. Hale Jr.", 4, 1, (("Vice President", 4),)),
    NameRow(36, "Bob", 9, 1, ()),
    NameRow(37, "Bob Corling", 2, 1, ()),
    NameRow(38, "Ada Finch", 2, 1, (("home-care aide from Harwick", 2),)),
    NameRow(39, "Ines Sol", 2, 1, (("Harwick Lt. Gov.", 2),)),
    NameRow(40, "Lake House", 2, 1, ()),
    NameRow(41, "Otto Reed", 2, 1, (("Lake House press secretary", 2),)),
    NameRow(30, "Uri Dahl", 2, 1, (("Iranian Prime Minister", 2),)),
]

PEOPLE = People.build(NAMES)

WRITTEN = {
    "iran",
    "missile",
    "defense",
    "putin",
    "moscow",
    "campaign",
    "powell",
    "bread",
    "price",
    "may",
    "colin",
}
"""Words that some article of the archive holds."""


def read(text: str) -> Question:
    """The question that `text` asks of an archive that quotes NAMES."""
    return parse_question(
        text,
        PEOPLE,
        today=date(2026, 11, 24),
        is_word=WRITTEN.__contains__,
        publishers=("The New York Times", "Reuters", "USA Today"),
    )


TODAY = date(2026, 11, 20)


def asked(archive: Archive, question: str, *, limit: int = 5) -> Answer:
    """The answer on 20 November 2026."""
    return archive.ask(question, limit=limit, today=TODAY)


def told(passages: tuple[Passage, ...]) -> list[str]:
    """The passages' texts."""
    return [passage.text for passage in passages]
