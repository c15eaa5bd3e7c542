"""`onrecord people`, `articles` and `stats`: what the archive holds."""

import argparse
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from index.answers.excerpts import reference
from index.archive.addresses import quotation_id, speaker_id
from index.archive.store import digest
from index.cli.context import on_terminal, open_archive, open_archive_or_seeds, put_json, say
from index.cli.control_characters import visible
from index.cli.narrowing import nobody, published_by
from index.cli.plain import article_line, indented, many, quoted_slice
from index.quotations.quotation import QuotationKind

if TYPE_CHECKING:
    from index.archive.rows import QuotationRow
    from index.cli.context import Commands
    from index.people.people import Person
    from index.records.archive import Archive


_LISTED = 50
"""People that are listed on a terminal where no number is asked for."""
_COUNTED = 4_000
"""Families of names up to which it is worked out how many people there are: in a third of a second."""


def _limit(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"must be 1 or more, got {text!r}")
    return int(text)


def add_parsers(commands: "Commands", common: argparse.ArgumentParser) -> None:
    """Describe the commands to the parser."""
    people = commands.add_parser(
        "people", parents=[common], help="list who is quoted and how often, or show one person"
    )
    people.add_argument(
        "name", nargs="*", metavar="NAME", help="show this person's roles, names and quotations"
    )
    people.add_argument(
        "--limit",
        type=_limit,
        metavar="N",
        help=f"show at most N people, or quotations of one (default: on a terminal {_LISTED} people)",
    )
    people.add_argument(
        "--search", metavar="WORDS", help="list only people with all of these words in a name or a role"
    )
    people.add_argument("--publisher", metavar="NAME", help="only what articles of this publisher quote")
    people.add_argument(
        "--kind",
        action="append",
        choices=[kind.value for kind in QuotationKind],
        help="only quotations of this kind; may be given again for another",
    )
    people.set_defaults(run=run_people)
    articles = commands.add_parser("articles", parents=[common], help="list the articles in the archive")
    articles.set_defaults(run=run_articles)
    stats = commands.add_parser("stats", parents=[common], help="show the archive in numbers")
    stats.set_defaults(run=run_stats)
    for parser in (people, articles, stats):
        parser.add_argument("--json", action="store_true", help="print JSON, one line per entry")


def run_people(arguments: argparse.Namespace) -> int:
    """Everybody who is quoted, or one person; 1 if nobody of that name is quoted."""
    if arguments.name and arguments.search is not None:
        say("error: name either a person or --search WORDS; see `onrecord people --help`")
        return 2
    with open_archive_or_seeds(arguments) as archive:
        publishers: tuple[str, ...] | None = None
        if arguments.publisher is not None:
            publishers = published_by(archive, arguments.publisher)
            if not publishers:
                return 1
        if not arguments.name:
            _list_people(archive, publishers, arguments)
            return 0
        name = " ".join(arguments.name)
        from index.people.lookup import find_people

        found = find_people(archive.people, name)
        if not found:
            nobody(archive, name)
            return 1
        lines: list[str] = []
        for person in found:
            said = _said(archive, person, publishers, arguments)
            if arguments.json:
                put_json(_person_json(archive, person, said))
            else:
                lines += [*([""] if lines else []), *_person_lines(archive, person, said)]
    if not arguments.json:
        _print(lines)
    return 0


def _print(lines: Iterable[str]) -> None:
    text = visible("\n".join(lines))
    if on_terminal():
        from index.cli.screen import page

        page(text)
    else:
        print(text)


def _list_people(
    archive: "Archive", publishers: tuple[str, ...] | None, arguments: argparse.Namespace
) -> None:
    header = ("name", "role", "quotations", "articles", "remarks")
    shown = not arguments.json and on_terminal()
    limit = arguments.limit or (_LISTED if shown else None)
    if publishers is not None or arguments.kind is not None:
        people, counts = _narrowed(archive, archive.counts_by_name(publishers, arguments.kind))
    else:
        few = limit is not None and arguments.search is None and archive.people.family_count > _COUNTED
        people = archive.people.leading((limit or 0) + 1) if few else list(archive.people.persons)
        counts = {person.id: (person.quotations, person.articles) for person in people}
    if arguments.search is not None:
        wanted = arguments.search.casefold().split()
        people = [person for person in people if _bears(person, wanted)]
    listed = people[:limit]
    remarks = archive.remark_counts([one.name_ids for one in listed], publishers, arguments.kind)
    rows = (
        (person.name, person.roles[0] if person.roles else None, *counts[person.id], told)
        for person, told in zip(listed, remarks, strict=True)
    )
    table(header, rows, arguments.json)
    left = 0 if limit is None else len(people) - limit
    if shown and left > 0:
        many_more = archive.people.family_count > _COUNTED
        more = "many more" if many_more else f"{left:,} more"
        every = "N shows N of them" if many_more else f"{len(people)} shows all"
        say(f"note: {more}; --limit {every}, --search WORDS some")


def _bears(person: "Person", words: Iterable[str]) -> bool:
    """Whether each of the words, in lower case, is part of one of a person's names or roles."""
    told = "\n".join((person.name, *person.names, *person.roles)).casefold()
    return all(word in told for word in words)


def _narrowed(
    archive: "Archive", counts: Iterable[tuple[int, int, int]]
) -> "tuple[list[Person], dict[int, tuple[int, int]]]":
    """Those who bear the names, the most quoted first, and what was counted of each, by the person's id."""
    people: dict[int, Person] = {}
    found: dict[int, tuple[int, int]] = {}
    for number, said, articles in counts:
        person = archive.people.of(number)
        if person is not None:
            people[person.id] = person
            before, held = found.get(person.id, (0, 0))
            found[person.id] = (before + said, held + articles)
    order = sorted(people, key=lambda id_: (-found[id_][0], people[id_].name))
    return [people[id_] for id_ in order], found


def _said(
    archive: "Archive", person: "Person", publishers: tuple[str, ...] | None, arguments: argparse.Namespace
) -> list["QuotationRow"]:
    """A person's quotations that are asked for, in reading order."""
    rows = archive.quotations_by(person.name_ids)
    if arguments.kind is not None:
        rows = [row for row in rows if row.kind in arguments.kind]
    if publishers is not None:
        articles = archive.article_rows({row.article for row in rows})
        theirs = {article.key for article in articles if article.publisher in publishers}
        rows = [row for row in rows if row.article in theirs]
    return rows[: arguments.limit]


def run_articles(arguments: argparse.Namespace) -> int:
    """One line per article."""
    with open_archive(arguments) as archive:
        header = ("id", "title", "publisher", "published", "sentences", "quotations", "copy_of", "url")
        shown = header if arguments.json else header[:-1]  # a link leaves no room for the rest
        rows = (tuple(getattr(row, name) for name in shown) for row in archive.articles())
        table(shown, rows, arguments.json)
    return 0


def run_stats(arguments: argparse.Namespace) -> int:
    """One line per figure."""
    with open_archive(arguments) as archive:
        stats = archive.stats()
        people = archive.people.count
    if arguments.json:
        put_json(
            {
                **stats._asdict(),
                "finders": dict(stats.finders),
                "languages": {code or "not told": count for code, count in stats.languages},
                "people": people,
            }
        )
        return 0
    lines = [
        ("archive", archive.place),
        ("articles", f"{stats.articles:,}"),
        ("near-copies", f"{stats.copies:,} of them"),
        ("publishers", f"{stats.publishers:,}"),
        (
            "published",
            f"{stats.first[:10]} to {stats.last[:10]}" if stats.first and stats.last else "unknown",
        ),
        ("sentences", f"{stats.sentences:,}"),
        ("quotations", f"{stats.quotations:,}"),
        ("remarks", f"{stats.remarks:,} (near-copies once)"),
        ("with a speaker", f"{stats.attributed:,}"),
        ("people", f"{people:,}"),
        (
            "languages",
            ", ".join(f"{code or 'not told'} {count:,}" for code, count in stats.languages) or "none",
        ),
        *((f"read by {finder}", f"{count:,} articles") for finder, count in stats.finders),
        ("on disk", f"{stats.size / 1e6:,.1f} MB"),
    ]
    for name, value in lines:
        print(visible(f"{name + ':':20}{value}"))
    return 0


def _person_lines(archive: "Archive", person: "Person", rows: Iterable["QuotationRow"]) -> Iterator[str]:
    yield person.name
    yield f"   roles: {'; '.join(person.roles) or 'none given'}"
    yield f"   names: {'; '.join(person.names)}"
    for why in person.why:
        yield f"   joined: {why}"
    remarks = archive.remark_count(person.name_ids)
    once = f", {many(remarks, 'remark')}" if remarks != person.quotations else ""
    yield f"   quoted: {many(person.quotations, 'time')} in {many(person.articles, 'article')}{once}"
    last = 0
    for row in rows:
        article = archive.article(row.article)
        if row.article != last:
            about = reference(archive.article_row(row.article))
            yield from ("", f"   {article_line(about)}", *([f"   {about.url}"] if about.url else []))
            last = row.article
        id_ = quotation_id(article.id, digest(article.text), row.quotation.content)
        yield f"   ({row.quotation.kind}) {id_}"
        yield from ("   " + line for line in indented(quoted_slice(article.text, row.quotation.content)))


def _person_json(archive: "Archive", person: "Person", rows: Iterable["QuotationRow"]) -> dict[str, object]:
    return {
        "name": person.name,
        "id": speaker_id(person.name),
        "roles": person.roles,
        "names": person.names,
        "joined": person.why,
        "quotations": person.quotations,
        "articles": person.articles,
        "remarks": archive.remark_count(person.name_ids),
        "quotes": [_quote_json(archive, row) for row in rows],
    }


def _quote_json(archive: "Archive", row: "QuotationRow") -> dict[str, object]:
    article, about = archive.article(row.article), reference(archive.article_row(row.article))
    return {
        "id": quotation_id(article.id, digest(article.text), row.quotation.content),
        "article": article.id,
        "title": about.title,
        "url": about.url,
        "publisher": about.publisher,
        "published": about.published,
        "kind": row.quotation.kind,
        "spans": row.quotation.content,
        "text": quoted_slice(article.text, row.quotation.content),
    }


def table(header: tuple[str, ...], rows: Iterator[tuple[object, ...]], as_json: bool) -> None:
    """Print rows as JSON lines, as a table on a terminal, or as lines with tabs between the fields."""
    if as_json:
        for row in rows:
            put_json(dict(zip(header, row, strict=True)))
    elif on_terminal():
        from index.cli.terminal import show_table

        show_table(header, rows)
    else:
        for row in rows:
            fields = ["" if value is None else " ".join(visible(str(value)).split()) for value in row]
            print("\t".join(fields))
