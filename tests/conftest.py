"""Fixtures, named for what they are."""

import io
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from index.articles.article import Article
from index.articles.reading import read_article
from index.articles.seeds import seeds_folder
from index.records.archive import Archive
from tests.support.articles import FERRY, HARBOUR, SCHOOL

if TYPE_CHECKING:
    from tests.bot.support.bot_process import BotProcess, BotThread
    from tests.telegram_server.server import TelegramApi


class Ran(NamedTuple):
    """What a command returned and printed."""

    code: int
    out: str
    err: str


@pytest.fixture(autouse=True)
def no_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No setting of whoever runs the tests gets in, and no archive of theirs is touched."""
    for name in list(os.environ):
        if name.upper().startswith("ONRECORD_"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("COLUMNS", "100")


@pytest.fixture(scope="session")
def seed_article() -> Article:
    """The article in `seeds/`."""
    return read_article(seeds_folder() / "000_eff90850a43f80b8.txt")


@pytest.fixture(scope="session")
def seed_index(seed_article: Article) -> Iterator[Archive]:
    """An archive of the seed article alone; not to be written to."""
    with Archive.temporary([seed_article]) as archive:
        yield archive


@pytest.fixture(scope="session")
def town() -> Iterator[Archive]:
    """An archive of HARWICK; not to be written to."""
    from tests.support.harwick import HARWICK

    with Archive.temporary(HARWICK, finder="rules") as archive:
        yield archive


@pytest.fixture
def archive_folder(tmp_path: Path) -> Path:
    """Where an archive may be made."""
    return tmp_path / "archive"


@pytest.fixture
def archive(archive_folder: Path) -> Iterator[Archive]:
    """An empty archive."""
    with Archive.create(archive_folder) as made:
        yield made


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Ran]:
    """Runs a command of `onrecord` in this process, with `stdin` as its standard input."""
    from bot.cli import main

    def run(*arguments: str | Path, stdin: str | bytes = b"") -> Ran:
        data = stdin.encode() if isinstance(stdin, str) else stdin
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))
        code = main([str(argument) for argument in arguments])
        return Ran(code, *capsys.readouterr())

    return run


@pytest.fixture
def news_folder(tmp_path: Path) -> Path:
    """A folder with three articles."""
    folder = tmp_path / "news"
    (folder / "coast").mkdir(parents=True)
    (folder / "coast" / "harbour.txt").write_text(HARBOUR, encoding="utf-8")
    (folder / "coast" / "ferry.txt").write_text(FERRY, encoding="utf-8")
    (folder / "school.txt").write_text(SCHOOL, encoding="utf-8")
    return folder


@pytest.fixture
def filled(run: Callable[..., Ran], news_folder: Path, archive_folder: Path) -> Path:
    """The folder of an archive that holds them."""
    assert run("add", "--archive", archive_folder, news_folder, "--finder", "rules").code == 0
    return archive_folder


@pytest.fixture
def api() -> Iterator["TelegramApi"]:
    """A Bot API server with one person; a call that Telegram would pass over in silence fails the test."""
    from tests.telegram_server.server import TelegramApi

    with TelegramApi() as api:
        api.person(1)
        yield api
        assert api.oddities == []


@pytest.fixture(scope="session")
def news() -> Iterator[Archive]:
    """An archive of four articles, quotations found by rules; not to be written to."""
    from tests.bot.support.articles import news_archive

    with news_archive() as archive:
        yield archive


@pytest.fixture
def news_copy(news: Archive, tmp_path: Path) -> Iterator[Archive]:
    """A copy of that archive, to be written to."""
    with Archive.open(shutil.copytree(news.folder, tmp_path / "news")) as archive:
        yield archive


@pytest.fixture
def bot(api: "TelegramApi", news: Archive) -> Iterator["BotThread"]:
    """The bot, answering from `news` before `api`."""
    from tests.bot.support.bot_process import BotThread

    with BotThread(api, news) as bot:
        yield bot


@pytest.fixture
def start(api: "TelegramApi", news_copy: Archive, tmp_path: Path) -> Iterator[Callable[..., "BotProcess"]]:
    """Starts `onrecord bot` on a copy of the archive, in a process of its own."""
    from tests.bot.support.bot_process import BotProcess

    begun: list[BotProcess] = []

    def start(**settings: str) -> BotProcess:
        process = BotProcess(api.url, api.token, news_copy.folder, tmp_path / "bot.log", **settings)
        begun.append(process)
        return process

    yield start
    for process in begun:
        if process.process.poll() is None:
            process.end()
        elif process.process.stdout is not None:
            process.process.stdout.close()
