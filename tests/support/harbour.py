"""Articles for checking quotations and for counting them: a famous line, its copies, and what others said."""
# ruff: noqa: E501 - a paragraph of an article is one line

from index.articles.article import Article
from tests.support.articles import made

FILM = """Fifty years of the film that made the harbour famous

"Sail it, Tove. Sail it home," said Captain Ingrid Berg in 1974, and the town has never forgotten it. "We shall not leave a single boat behind, whatever the winter may bring," Berg said.

Mayor Paul Okafor said that the pier would open in June. "The toll of $5 is a scandal," Okafor said. "I can’t defend it – nobody can."

Some sailors said the ice had come too early.
"""

RETOLD = """The line nobody said

"Sail it again, Tove," said Rolf Lund, a comedian, and the hall laughed. "That is what everybody remembers," Lund added.
"""

COPY = """A captain is honoured

"Sail it, Tove. Sail it home," said Captain Ingrid Berg in 1974.

Ingrid Berg warned that the pier was rotten. Berg later said the pier was a disgrace to the town.
"""

LATER = """Pier to be closed

"The pier is rotten to the last plank," said Ingrid Berg. Paul Okafor said the pier would be closed in autumn.
"""

UNDATED = """A letter about the pier

Ingrid Berg said that the pier had cost too much.
"""


def harbour() -> list[Article]:
    """The five articles, the last without a date."""
    return [
        made("film", FILM, published="2024-05-02"),
        made("retold", RETOLD, published="2024-05-03"),
        made("copy", COPY, published="2024-06-10"),
        made("later", LATER, published="2025-01-20"),
        made("undated", UNDATED),
    ]
