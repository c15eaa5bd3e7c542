"""Articles for the tests, of our own making."""

from index.articles.article import Article

HARBOUR = (
    "Harbour to stay open\n\n"
    '"The harbour will stay open all winter," said harbour master Ingrid Solberg. '
    '"We have the ice under control."\n\n'
    "Mayor Tomas Lindqvist said that the town would pay for a second icebreaker. "
    "He called the decision overdue.\n"
)

FERRY = (
    "Ferry company cuts night crossings\n\n"
    "The ferry company said on Monday that it would cut its night crossings in March. "
    '"Nobody travels at three in the morning," director Paul Okafor said.\n\n'
    "Ingrid Solberg, the harbour master, said the harbour had not been asked.\n"
)

SCHOOL = (
    "School roof repaired\n\n"
    "Workers finished the roof of the old school on Tuesday. "
    '"The children are glad, and so am I," said principal Maria Duarte.\n'
)


def made(
    article_id: str,
    text: str,
    *,
    publisher: str | None = None,
    published: str | None = None,
    path: str | None = None,
) -> Article:
    """An article whose title is its first line."""
    title = next((line for line in text.splitlines() if line.strip()), "untitled")
    return Article(id=article_id, title=title, text=text, publisher=publisher, published=published, path=path)


def three() -> list[Article]:
    """Three articles of two publishers on three days."""
    return [
        made("harbour", HARBOUR, publisher="The Coast", published="2026-01-10"),
        made("ferry", FERRY, publisher="The Coast", published="2026-02-02"),
        made("school", SCHOOL, publisher="Town Crier", published="2026-02-03T08:30:00Z"),
    ]


def many(count: int) -> list[Article]:
    """So many articles, no two alike, each with one quotation."""
    return [
        made(
            f"report-{number}",
            f"Report {number}\n\n"
            f'"We counted {number} gulls at pier {number % 7}," '
            f"said warden Olga Brandt{chr(97 + number % 26)}. "
            f"The count took {number % 11 + 2} hours.\n",
            published=f"2025-{number % 12 + 1:02}-01",
        )
        for number in range(1, count + 1)
    ]
