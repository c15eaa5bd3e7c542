"""A snapshot of an archive: searching and reading what was committed when it was opened."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from index.analysis.dates import OPEN, Period
from index.analysis.sentences import Sentence
from index.archive import remarks
from index.archive.addresses import key_at
from index.archive.corrections import Correction, corrections_in
from index.archive.database import DATABASE, POSTINGS, connect, damaged, format_of, settle
from index.archive.reports import Stats
from index.archive.rows import ArticleRow, OpenedArticle, QuotationRow, Said
from index.archive.selection import Selection, articles_by_day, counts_by_name, ids_of, selected
from index.archive.stats import Figures
from index.archive.store import Store, deleted_of, segments_of
from index.articles.article import Article
from index.errors import ArchiveDamaged
from index.people.name_book import NameRow
from index.search.searcher import Hit, Postings, verify

if TYPE_CHECKING:
    from index.people.people import People

_LOG_LIMIT = 4 * 1024 * 1024
"""Bytes of write-ahead log from which a reader that stays helps SQLite to begin it anew."""
_READ_WHOLE = 4 * 1024 * 1024
"""Bytes up to which a file of postings is checked whole at its opening; a larger one but for its postings."""


class Snapshot:
    """What was committed when it was opened, whatever is written meanwhile; threads may share it.

    Used in a `with` block, or closed by `close`; one that is dropped closes itself.
    """

    _out_of_log = False

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._open()

    def _open(self) -> None:
        # Between reading which files of postings are live and opening them, a writer may have merged
        # them away; then there is a newer commit to read.
        seen = -1
        while True:
            connection = connect(self.folder)
            try:
                connection.execute("BEGIN")
                version = int(connection.execute("SELECT version FROM archive").fetchone()[0])
                segments = segments_of(connection)
                for segment in segments:
                    verify(self.folder / POSTINGS, segment.name, whole=segment.bytes <= _READ_WHOLE)
                names = [segment.name for segment in segments]
                postings = Postings.open(self.folder / POSTINGS, names, deleted_of(connection))
                break
            except ArchiveDamaged:
                connection.close()
                if version == seen:
                    raise
                seen = version
            except (sqlite3.DatabaseError, TypeError, ValueError, IndexError) as error:
                connection.close()
                raise damaged(self.folder / DATABASE, str(error)) from error
        self.version = version
        self._postings = postings
        self._store = Store(self.folder, connection)
        self._figures = Figures(self._store)
        self._watch: sqlite3.Connection | None = None
        self.identity = self._file()
        for name in ("people", "publishers", "days", "vocabulary", "corrections", "corrected"):  # read before
            self.__dict__.pop(name, None)

    def latest(self) -> Self:
        """This snapshot while nothing was committed since it was opened, else one opened now.

        Whoever still uses the older one keeps it as it is. Asking takes microseconds.
        """
        identity, version = self._file(), -1
        if identity is None:  # the folder is gone; what is open stays readable
            return self
        if identity == self.identity:
            if self._watch is None:
                self._watch = connect(self.folder)
            version = int(self._watch.execute("SELECT version FROM archive").fetchone()[0])
            if version == self.version and not self._trimmed():
                return self
        newest = type(self)(self.folder)
        newest._out_of_log = identity == self.identity and version == self.version
        return newest

    def _file(self) -> tuple[int, int] | None:
        try:
            status = (self.folder / DATABASE).stat()
        except OSError:
            return None
        return status.st_dev, status.st_ino

    def _trimmed(self) -> bool:
        """Whether the log was long and is now all in the database, so that a new snapshot does without it.

        SQLite begins the log anew only when no reader stands in it, and one that stays, such as a bot,
        would otherwise always stand in it.
        """
        if self._out_of_log:
            return False
        try:
            long = (self.folder / f"{DATABASE}-wal").stat().st_size >= _LOG_LIMIT
        except OSError:
            return False
        return long and settle(self.folder)

    def close(self) -> None:
        """Let go of every file; a second time does nothing."""
        self._postings.close()
        self._store.connection.close()
        if self._watch is not None:
            self._watch.close()
            self._watch = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __del__(self) -> None:
        if "_store" in self.__dict__:
            self.close()

    @property
    def place(self) -> str:
        """Where the archive is, as its user names it."""
        return str(self.folder)

    # Searching

    is_far = False
    """Whether each look-up costs a request, so that it pays to say beforehand what will be looked up."""

    def expect(self, texts: Iterable[str], names: Iterable[str] = (), roles: Iterable[str] = ()) -> None:
        """Hear which terms, and words of names and roles, are about to be looked up."""

    def search(
        self,
        terms: Sequence[str],
        limit: int = 10,
        *,
        require: Sequence[Sequence[str]] = (),
        since: int | None = None,
        until: int | None = None,
    ) -> list[Hit]:
        """Sentences sharing a term, best first; equal scores in reading order (see Postings.search)."""
        with self.checked():
            return self._postings.search(terms, limit=limit, require=require, since=since, until=until)

    def matching(
        self,
        require: Sequence[Sequence[str]] = (),
        *,
        since: int | None = None,
        until: int | None = None,
        limit: int | None = None,
    ) -> list[int]:
        """Ids of the sentences that bear the required keys, in reading order."""
        with self.checked():
            return self._postings.matching(require, since=since, until=until, limit=limit)

    @contextmanager
    def checked(self) -> Iterator[None]:
        """A search within it tells of the file, where an error comes of one that is not as written."""
        try:
            yield
        except (IndexError, KeyError, ValueError, OverflowError):
            for one in segments_of(self._store.connection):
                verify(self.folder / POSTINGS, one.name)
            self._store.expect_sentences(self.sentence_count)
            raise

    def document_frequency(self, term: str) -> int:
        """In how many sentences the term occurs."""
        return self._postings.document_frequency(term)

    def idf(self, term: str) -> float:
        """The term's weight; 0.0 where it does not occur."""
        return self._postings.idf(term)

    @cached_property
    def vocabulary(self) -> list[str]:
        """Every term that is searched by; read once, where a word is looked for that none is like."""
        return self._postings.terms()

    @property
    def sentence_count(self) -> int:
        """How many sentences there are to search."""
        return self._postings.sentences

    @cached_property
    def people(self) -> "People":
        """The people behind the names, joined and told apart; worked out once."""
        from index.archive.name_index import StoredNames
        from index.people.people import People
        from index.people.rulings import read_rulings

        rulings = read_rulings(self.folder)
        if format_of(self._store.connection) == 1:
            return People.build(self.names(), rulings)
        return People(StoredNames(self._store), rulings)

    @cached_property
    def publishers(self) -> tuple[str, ...]:
        """Every publisher of an article, by name; looked up once."""
        return tuple(self._figures.of("publisher"))

    # Reading

    @property
    def article_count(self) -> int:
        """How many articles there are."""
        return self._figures.total("articles")

    def newest(self) -> int:
        """The key of the article that was added last; 0 where there is none."""
        return self._store.number("SELECT ifnull(max(key), 0) FROM articles")

    @property
    def undated_count(self) -> int:
        """How many articles tell no date."""
        return self.article_count - sum(self._figures.of("day").values())

    @cached_property
    def days(self) -> Period:
        """The days of the oldest and of the newest article; open where none tells a date."""
        ends = self._figures.ends("day")
        return Period(*(date.fromordinal(int(day)) for day in ends)) if ends else OPEN

    def articles(self) -> Iterator[ArticleRow]:
        """Every article's row, in the order in which they were added."""
        last = 0
        while rows := self._store.article_rows("WHERE a.key > ? ORDER BY a.key LIMIT 1000", (last,)):
            yield from rows
            last = rows[-1].key

    def selected(self, wanted: Selection, after: int = 0) -> Iterator[int]:
        """The keys, past `after`, of the articles with a quotation that are wanted, as they were added."""
        return selected(self._store, wanted, after)

    def articles_by_day(self, wanted: Selection) -> list[tuple[int, int]]:
        """How many articles there are of each day, oldest first, of those days and publishers."""
        return articles_by_day(self._store, wanted)

    def counts_by_name(
        self, publishers: Sequence[str] | None, kinds: Sequence[str] | None
    ) -> list[tuple[int, int, int]]:
        """Numbers of names with how often, and in how many articles, they are quoted so."""
        return counts_by_name(self._store, publishers, kinds)

    def ids_of(self, wanted: Selection, *, url: str | None = None) -> list[str]:
        """The ids of the articles that are wanted, at that address if one is given."""
        return ids_of(self._store, wanted, url)

    def key_of(self, article_id: str) -> int | None:
        """The key of the article of that id; None where there is none."""
        row = self._store.row("SELECT key FROM articles WHERE id = ?", (article_id,))
        return None if row is None else int(row[0])

    def key_at(self, address: str) -> int | None:
        """The key of the article of that address (`index.archive.addresses`); None where there is none."""
        return key_at(self._store, address)

    @cached_property
    def corrections(self) -> tuple[Correction, ...]:
        """What people have corrected, the oldest first; read once."""
        try:
            with self._store.as_stored():
                return tuple(corrections_in(self._store.connection))
        except sqlite3.DatabaseError as error:
            raise damaged(self._store.path, str(error)) from error

    def in_force(self, correction: Correction) -> bool:
        """Whether the article of a correction is there with the text that it was made of."""
        query = "SELECT 1 FROM articles WHERE id = ? AND text_digest = ?"
        return self._store.row(query, (correction.article, correction.text_digest)) is not None

    def least_sure(self, limit: int) -> list[QuotationRow]:
        """So many of the quotations that are least sure, those first."""
        query = "SELECT id FROM quotations ORDER BY confidence, id LIMIT ?"
        return self.quotations(row[0] for row in self._store.rows(query, (limit,)))

    def article_row(self, key: int) -> ArticleRow:
        """The article's row; raises KeyError for a key that is not there."""
        for row in self._store.article_rows("WHERE a.key = ?", (key,)):
            return row
        raise KeyError(key)

    def article_rows(self, keys: Iterable[int]) -> list[ArticleRow]:
        """The rows of the articles of these keys, in any order; one that is not there is left out."""
        return self._store.article_rows_of(keys)

    def article(self, key: int) -> Article:
        """The article with its text, exactly as added; ArchiveDamaged where that cannot be."""
        return self._store.article(key)

    def opened(self, keys: Iterable[int]) -> list[OpenedArticle]:
        """Articles of these keys as ranking looks at them: with their text as it lies there, unchecked."""
        return self._store.opened(keys)

    def keys_of(self, sentence_ids: Iterable[int]) -> dict[int, int]:
        """The key of the article that each of the sentences stands in, where there is one before it."""
        return self._store.keys_of(sentence_ids)

    def sentence(self, sentence_id: int) -> tuple[int, Sentence]:
        """The key of its article, and the sentence; raises KeyError for an id that is not there."""
        key, first, end = self._store.run_of(sentence_id)
        if not first <= sentence_id < end:
            raise KeyError(sentence_id)
        return key, self._store.sentences(key)[sentence_id - first]

    def sentences_of(self, key: int) -> list[tuple[int, Sentence]]:
        """The article's sentences with their ids, in order."""
        return list(enumerate(self._store.sentences(key), start=self.article_row(key).first_sentence))

    def quotations_at(self, sentence_ids: Iterable[int]) -> list[QuotationRow]:
        """Every quotation whose passage holds one of the sentences, in reading order."""
        return self._store.quotations_over(set(sentence_ids))

    def quotations_of(self, key: int) -> list[QuotationRow]:
        """The article's quotations, in reading order."""
        return self.quotations_in([key])

    def quotations(self, ids: Iterable[int]) -> list[QuotationRow]:
        """The quotations of these ids, in the order asked; one that is not there is left out."""
        wanted = list(ids)
        found = {row.id: row for row in self._store.quotations("q.id IN (?)", wanted)}
        return [found[id_] for id_ in wanted if id_ in found]

    def quotations_by(self, name_ids: Iterable[int], limit: int | None = None) -> list[QuotationRow]:
        """The quotations of any of these names, in reading order; with `limit` so many of the first added."""
        query = "SELECT quotation FROM spoken WHERE name = ? ORDER BY quotation LIMIT ?"
        most = -1 if limit is None else limit
        ids = sorted({row[0] for name in set(name_ids) for row in self._store.rows(query, (name, most))})
        return self._store.quotations("q.id IN (?)", ids[:limit])

    def said_by(self, name_ids: Iterable[int]) -> list[Said]:
        """What any of these names is quoted with, the newest articles first, those without a date last."""
        return remarks.said_by(self._store, list(name_ids))

    def headlines_by(self, name_ids: Iterable[int], limit: int) -> list[tuple[int, str]]:
        """Key and title of each article that holds one of the `limit` quotations last added of each name."""
        query = """
        SELECT DISTINCT a.key, a.title FROM articles a JOIN quotations q ON q.article = a.key
        WHERE q.id IN (SELECT quotation FROM spoken WHERE name = ? ORDER BY quotation DESC LIMIT ?)
        """
        rows = (row for name in set(name_ids) for row in self._store.rows(query, (name, limit)))
        return sorted({int(key): str(title) for key, title in rows}.items())

    def quotations_in(self, keys: Iterable[int]) -> list[QuotationRow]:
        """All quotations of the articles of these keys, in reading order."""
        return self._store.quotations("q.article IN (?)", keys)

    def remarks(self, rows: Iterable[QuotationRow]) -> dict[int, int]:
        """The remark that each quotation is, by the quotation's id; near-copies are the same one."""
        return remarks.remarks_of(self._store, rows)

    def carrying(self, wanted: Iterable[int]) -> dict[int, list[int]]:
        """The keys of the articles that carry each of some remarks, in the order of their addition."""
        return remarks.articles_carrying(self._store, wanted)

    def remark_count(self, name_ids: Sequence[int]) -> int:
        """How many remarks any of these names is quoted with."""
        return self.remark_counts([name_ids])[0]

    def remark_counts(
        self,
        groups: Sequence[Sequence[int]],
        publishers: Sequence[str] | None = None,
        kinds: Sequence[str] | None = None,
    ) -> list[int]:
        """`remark_count` of each of some groups of names, by those publishers and of those kinds."""
        return [remarks.remark_count(self._store, names, publishers, kinds) for names in groups]

    def names(self) -> list[NameRow]:
        """Speakers' names, the most quoted first, then by name."""
        return self._store.names()

    def stats(self) -> Stats:
        """What the archive holds, in numbers."""
        size = sum(path.stat().st_size for path in self.folder.rglob("*") if path.is_file())
        return self._figures.stats(self.sentence_count, size)
