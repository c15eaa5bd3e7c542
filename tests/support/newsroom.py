"""A town's news over a year and a half, as a site shows it: with publishers, authors, addresses and copies."""
# ruff: noqa: E501 - a paragraph of an article is one line

from index.articles.article import Article

_TOLL = """Toll on the Wend bridge to end in spring

Drivers will cross the Wend for nothing from the first of April, nine months after the bridge was opened with speeches and a brass band.

"A town that charges for its own bridge is charging itself," said Anna Keller, the mayor of Harwick. "We have paid for the steel, and we have paid for the stone."

The toll brought in 212,000 crowns in its first winter. Most of that went into the ramp on the northern bank, which sank by a hand's breadth in November and had to be closed for eleven days.

Oskar Brandt, the engineer, said the ramp would hold for a century. "We counted every bolt twice," Brandt said.

Keller added that trucks would go on paying until the asphalt was dry.

The ford below the old mill, which lorries used for most of the winter, will be closed on the same day. A sign has been up since Tuesday.
"""

_BREAD = """Price of bread to rise by a fifth

A loaf will cost six crowns from Monday, the millers' guild announced after a meeting that lasted until midnight.

"We cannot bake at a loss," said Anna Keller, the mayor of Harwick. "The harvest was the worst in thirty years."

Keller denied that the council had sold its grain to a foreign buyer. The granary at the station has stood empty since August, and the keys have been handed to the railway.

"The mayor is asleep," said Tom Brandt, a baker. "Bread was cheap when I began."

In the queue outside his shop on Wednesday morning there were nineteen people, two of them with wheelbarrows. By nine o'clock the shelves were bare.

Some local farmers said the rain had come too late.
"""

_COPY = """Mayor: no loss on bread

"We cannot bake at a loss," said Anna Keller, the mayor of Harwick.

A third had been feared. The fifth was settled on shortly before midnight, after a vote that nobody would talk about.
"""

_SCHOOL = """School roof holds through the storm

The roof that was mended in summer lost eleven tiles in the worst storm for a decade, and nothing else.

"The children are glad, and so am I," said principal Maria Duarte. She promised that lessons would begin on time.

Firemen had stretched a net across the yard on Sunday evening. It caught nine of the tiles; the other two were found in the pond.

Mayor Keller called the roof "the best money this town has spent in years".
"""

_FERRY = """Night ferry to stop in March

The last boat will leave the northern bank at ten, an hour and a half earlier than now.

"Nobody travels at three in the morning," said Paul Okafor, director of the ferry company. Okafor said that forty berths had stood empty every night since the bridge was opened.

The company has run on the Wend for ninety-one years. Its oldest boat, the Margarethe, is to become a café beside the customs house.

Anna Keller said the town would miss the lights on the water. "But I will not pay for a boat without passengers," the mayor said.
"""

_LIBRARY = """Library to open on Sundays

From May the reading room will be open from ten to four on Sundays, with coffee from a machine that the bank has given.

"A closed library is a shed with books in it," said Anna Keller, the mayor of Harwick.

The first Sunday brought sixty-three readers, most of them for the newspapers. Two came for the machine.

Librarian Ines Falk said she had waited for this for twelve years. "Now all I need is a second chair," Falk said.
"""

_WEIR = """Council splits over the weir

The weir below the mill will stay for another year, after a vote of eight to seven that was counted three times.

Maria Lindholm told the council that the river had never been so low. "I have fished here for fifty years, and I have never stood in it with dry knees," she said.

Keller warned that tearing down the weir would cost more than keeping it. "Whoever wants it gone may bring a spade and a cheque," the mayor said.

The engineer's report, which runs to ninety pages, recommends neither.

Oskar Brandt declined to comment.
"""

_MARKET = """Market returns to the square

The stalls are back between the fountain and the town hall, where they stood until the tram was laid in 1931.

"The square was empty, and now it smells of onions," Anna Keller said. "I call that progress."

Traders drew lots for the places on Friday. The fishmonger drew the one beside the perfumery.

Tom Brandt, the baker, said that he had sold out by eight. He complained that the mayor had bought only one roll.
"""

_CLOCK = """Town hall clock right for the first time since June

It struck noon at noon on Thursday, to applause.

"It was never wrong, it was only early," said Oskar Brandt, who repaired it without a fee.

The pendulum had been replaced in 1974 with one that was a thumb's width too short. Nobody had measured it since.

Mayor Anna Keller said that she would have to find another excuse. Brandt promised that it would keep time until 2050.
"""


def _article(
    name: str, text: str, publisher: str, published: str | None, author: str | None = None
) -> Article:
    return Article(
        id=f"{name}.txt",
        title=text.partition("\n")[0],
        text=text,
        path=f"{name}.txt",
        url=f"https://news.example/{name}" if published else None,
        author=author,
        publisher=publisher,
        published=published,
        language="en",
    )


def newsroom() -> list[Article]:
    """Ten articles of three publishers, from January 2025 to June 2026, the last without a date."""
    times, post, call = "The Harwick Times", "Wend Valley Post", "The Evening Call"
    return [
        _article("clock", _CLOCK, post, "2025-01-16"),
        _article("school", _SCHOOL, times, "2025-03-04T08:30:00Z", "Jonas Reiter"),
        _article("market", _MARKET, call, "2025-05-10"),
        _article("weir", _WEIR, post, "2025-09-23", "Clara Voss"),
        _article("bread", _BREAD, times, "2025-11-02", "Jonas Reiter"),
        _article("copy", _COPY, call, "2025-11-03"),
        _article("ferry", _FERRY, post, "2026-02-12"),
        _article("toll", _TOLL, times, "2026-03-14", "Clara Voss"),
        _article("library", _LIBRARY, times, "2026-06-07"),
        _article("undated", _COPY.replace("on bread", "in a letter").replace("midnight", "noon"), call, None),
    ]


HOSTILE = Article(
    id='hostile"><script>alert(1)</script>.txt',
    title='<script>alert("title")</script> & <b>bold</b>',
    text=(
        '<script>alert("title")</script> & <b>bold</b>\n\n'
        '"Shut the </script><script>alert(2)</script> door <img src=x onerror=alert(3)>," said Anna Keller,'
        " the <i>mayor</i> of Harwick.\n\n"
        "A <svg onload=alert(4)> was drawn on the wall, and it stayed there for a week until the rain came.\n"
    ),
    path="hostile.txt",
    url="javascript:alert(5)",
    author='Jonas" onmouseover="alert(6)',
    publisher="<img src=x onerror=alert(7)>",
    published='2026-05-01"><script>',
    language='en" onload="alert(8)',
)
"""An article all of whose parts are markup, or would be in a page that did not escape them."""
