"""How often a question is answered rightly however it is put.

    python -m tests.benchmarks.wordings ARTICLES QUESTIONS

ARTICLES is a folder of articles; QUESTIONS holds a line of JSON each: `question` ("What did NAME say about
TOPIC?"), and `gold`, each with its `article` (the file's name without its ending) and its `content` (spans).
Other lines are passed over. For every wording, worst first: the share of questions whose first answer shares
half of its characters, or of the gold's, with a gold. All are asked of one archive, in a temporary folder.
"""

import argparse
import json
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from index.answers.answer import Answer
from index.articles.article import Article
from index.articles.reading import read_articles
from index.records.archive import Archive
from index.spans import Overlaps, Span

PLAIN = re.compile(r"What did (?P<name>.+) say about (?P<topic>.+)\?")
WORDINGS = """
What did {name} say about {topic}?
what did {lower} say about {topic}
WHAT DID {upper} SAY ABOUT {topic}
{name} on {topic}
{name} {topic}
{topic} {name}
what has {name} said about {topic}?
whats {lower} saying about {topic}
what does {name} think of {topic}?
what is {name}'s view on {topic}?
what's {name}'s take on {topic}?
{name}'s stance on {topic}
{name} statement on {topic}
did {name} say anything about {topic}?
did {name} ever talk about {topic}?
did {name} mention {topic}?
has {name} commented on {topic}?
any quotes by {name} about {topic}?
quote {name} on {topic}
give me everything {name} said about {topic}
can you tell me what {name} said about {topic}?
I want to know what {name} said regarding {topic}
what did {name} have to say about {topic}?
what was {name} quoted as saying about {topic}?
what did {name} tell reporters about {topic}?
what did {name} claim about {topic}?
how did {name} describe {topic}?
how does {name} feel about {topic}?
according to {name}, {topic}
regarding {topic}, what did {name} say?
about {topic}: what did {name} say?
where did {name} say {topic}?
remind me what {name} said about {topic} please
thanks! and what did {name} say about {topic}?
What did {name} say on the subject of {topic}?
what's on record from {name} about {topic}
is there a quote where {name} talks about {topic}?
find me the quote where {name} says {topic}
what reasons did {name} give about {topic}?
what did {name} say abt {topic}
""".strip().splitlines()


class Asked(NamedTuple):
    """A question in parts, and where its right answers stand: by article, spans."""

    name: str
    topic: str
    gold: list[tuple[str, list[Span]]]


def read_questions(path: Path) -> list[Asked]:
    """The questions about a person and a topic that a file holds."""
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row: dict[str, Any] = json.loads(line)
        plain = PLAIN.fullmatch(row["question"])
        if plain is not None and row["gold"]:
            gold = [(one["article"], [Span(*span) for span in one["content"]]) for one in row["gold"]]
            found.append(Asked(plain["name"], plain["topic"], gold))
    return found


def is_right(answer: Answer, gold: Sequence[tuple[str, list[Span]]]) -> bool:
    """Whether the first answer and a gold share half of the shorter one's characters."""
    if not answer.answers:
        return False
    first = answer.answers[0]
    for article, spans in gold:
        shared = sum(common for common, _ in Overlaps([(spans, None)]).of(first.spans))
        short = min(sum(end - start for start, end in some) for some in (spans, first.spans))
        if Path(first.article.id).stem == article and 2 * shared >= short:
            return True
    return False


def main(argv: Sequence[str]) -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(
        description="How often a question is answered rightly however it is put."
    )
    parser.add_argument("articles", type=Path, help="a folder of articles")
    parser.add_argument("questions", type=Path, help="a file with a line of JSON a question")
    arguments = parser.parse_args(argv)
    asked = read_questions(arguments.questions)
    read = [one for one in read_articles(arguments.articles) if isinstance(one, Article)]
    with Archive.temporary(read) as archive:
        rows = []
        for wording in WORDINGS:
            right = 0
            for one in asked:
                names = {"name": one.name, "lower": one.name.lower(), "upper": one.name.upper()}
                right += is_right(archive.ask(wording.format(topic=one.topic, **names), limit=1), one.gold)
            rows.append((right / len(asked), wording))
    print(f"{len(asked)} questions, {len(WORDINGS)} wordings")
    for share, wording in sorted(rows):
        print(f"{share:.3f}  {wording}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
