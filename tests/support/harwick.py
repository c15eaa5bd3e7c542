"""A small town's news, for asking questions of."""
# ruff: noqa: E501 - a paragraph of an article is one line

from index.articles.article import Article


def _article(name: str, text: str, *, publisher: str | None = None, published: str | None = None) -> Article:
    return Article(
        id=name, title=text.partition("\n")[0], text=text, path=name, publisher=publisher, published=published
    )


HARWICK = (
    _article(
        "bread.txt",
        """Price of bread to rise in Harwick

The price of bread will rise by a fifth, the millers announced on Monday.

"We cannot bake at a loss," said Anna Keller, the mayor of Harwick. "The harvest was the worst in thirty years."

Keller denied that the council had sold its grain to a foreign buyer. She added that nobody would go hungry.

"The mayor is asleep," said Tom Brandt, a baker. "Bread was cheap when I began."

Some local farmers said the rain had come too late.
""",
        publisher="The Harwick Times",
        published="2026-11-02",
    ),
    _article(
        "bridge.txt",
        """New bridge opens after nine years

The bridge over the Wend opened on Friday with speeches and a brass band.

"A town without a bridge is half a town," said Mayor Anna Keller. She promised that the toll would end in spring.

Oskar Brandt, the engineer, said the steel would last a century. "We counted every bolt twice," Brandt said.

Mr. Brandt warned that trucks would have to use the old ford until the asphalt was dry.
""",
        publisher="Wend Valley Post",
        published="2026-11-14",
    ),
    _article(
        "copy.txt",
        """Mayor: no loss on bread

"We cannot bake at a loss," said Anna Keller, the mayor of Harwick, on Monday.
""",
        publisher="The Evening Call",
        published="2026-11-03",
    ),
    _article(
        "undated.txt",
        """A letter from the river

Maria Lindholm told the council that the river had never been so low. "I have fished here for fifty years," she said.
""",
    ),
)
