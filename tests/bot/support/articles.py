"""Articles of our own making for the bot's tests, and an archive of them."""

from index.articles.article import Article
from index.articles.reading import read_article
from index.articles.seeds import seeds_folder
from index.records.archive import Archive

BRIDGE = """Bridge over the Narrow Sound to close for a year

"The bridge will close on the first of May, and it will not open again before it is safe," Transport\
 Minister Helga Brandt told reporters on Tuesday. "I would rather lose an election than a bus full \
of children."

Brandt said the ferry would run every twenty minutes while the bridge is closed. She promised that \
the ferry would be free for schoolchildren.

Mayor Anton Reyes called the decision a disaster for the island. "We were told about the bridge by a\
 journalist," Reyes said.

According to the engineers' union, the rust in the bridge was first reported six years ago.
"""

FERRY = """Island counts the cost of a closed bridge

Mayor Anton Reyes said on Friday that every shop on the island would lose money. "The ferry is slow,\
 the ferry is small, and the ferry does not run at night," Reyes said.

"Nobody will go hungry because of a bridge," Transport Minister Helga Brandt replied. Brandt added \
that taxes on the island would fall for a year.

"My taxes <b>never</b> fall, they trip & stumble: 5 < 3 and a > b," said the baker Olu Adeyemi.
"""

BUDGET = """Parliament passes budget after long night

Finance Minister Sara Lindholm told parliament that taxes would not rise before 2030. "We have \
counted every krona twice," Lindholm said.

Opposition leader Viktor Hale said the budget was a work of fiction. "If this is arithmetic, then I \
am a bishop," Hale said. Hale also said that taxes would have to rise within two years.

Helga Brandt, the transport minister, said that the money for the bridge was safe.
"""


def articles() -> list[Article]:
    """Three articles of two publishers, and the seed article."""
    return [
        Article(
            id="bridge",
            title="Bridge over the Narrow Sound to close for a year",
            text=BRIDGE,
            url="https://coast.example/bridge?a=1&b=2",
            publisher="The Coast",
            published="2026-03-03",
        ),
        Article(
            id="ferry",
            title="Island counts the cost of a closed bridge",
            text=FERRY,
            publisher="The Coast",
            published="2026-03-06T08:00:00Z",
        ),
        Article(
            id="budget",
            title="Parliament passes budget after long night",
            text=BUDGET,
            url="https://crier.example/budget",
            publisher="Town & Crier",
            published="2026-03-10",
        ),
        read_article(seeds_folder() / "000_eff90850a43f80b8.txt"),
    ]


def news_archive() -> Archive:
    """A temporary archive of the articles, whose quotations were found by rules."""
    return Archive.temporary(articles(), finder="rules")
