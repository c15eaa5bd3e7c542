"""A small town's news, as files: what the walks through the commands start from."""

from pathlib import Path

TRAM = """---
title: Council backs tram line to the airport
url: https://www.tidewaterpost.example/2024/03/04/tram
publisher: Tidewater Post
author: Lena Okonjo
published: 2024-03-04
language: en
---
The city council voted 7-2 on Monday to build a tram line to the airport.

"We have waited twenty years for this, and I will not wait for another budget," said Mayor Ingrid Halvorsen. \
Halvorsen said that the first trams would run in 2027.

"It is the cheapest way to move people that we have left," said Transport Commissioner Devesh Rao.

"The cost of $410 million is a guess dressed up as a number," said Councillor Peter Ashdown.

"=SUM of all fears," Ashdown told reporters.
"""

AUDITORS = """---
title: "Airport tram: auditors warn of overruns"
url: https://www.tidewaterpost.example/2024/05/19/auditors
publisher: Tidewater Post
published: 2024-05-19T09:30:00Z
language: en
---
Auditors warned on Sunday that the tram to the airport might cost far more than planned.

"The reserve is thin, and nobody has told us what happens when it is gone," said Marta Quispe, the auditor.

"Every number has been checked twice," said Mayor Ingrid Halvorsen.

"We have waited twenty years for this, and I will not wait for another budget," Halvorsen said again.
"""

STRIKE = """Harbour union walks out

Dockers at the Tidewater harbour stopped work on Friday.

"Nobody wants to strike in July," said Tom Birch, who leads the union.

"The mayor should come down here and listen," said Councillor Peter Ashdown.
"""

LETTER = """Letters

"I never said that the tram would be free," wrote Mayor Ingrid Halvorsen.
"""


def write_news(folder: Path) -> None:
    """Write the four articles into a folder."""
    folder.mkdir(parents=True)
    for name, text in (
        ("tram.md", TRAM),
        ("auditors.md", AUDITORS),
        ("strike.txt", STRIKE),
        ("2024-08-30_letters.txt", LETTER),
    ):
        (folder / name).write_text(text, encoding="utf-8")
