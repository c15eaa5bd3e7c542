"""A long run of `onrecord bot`, in a process of its own: each question answered, nothing piling up."""

import random
import sys
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import NamedTuple

import pytest

from bot.store.state import State
from index.records.archive import Archive
from tests.bot.support.bot_process import BotProcess
from tests.support.articles import many
from tests.telegram_server.server import (
    BAD_GATEWAY,
    BAD_GATEWAY_AFTER,
    RESET_AFTER,
    RESET_BEFORE,
    TOO_MANY,
    TelegramApi,
    slow,
)
from tests.telegram_server.world import BOT

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="memory and open files are read in /proc")

FAULTS = [BAD_GATEWAY, BAD_GATEWAY_AFTER, RESET_BEFORE, RESET_AFTER, TOO_MANY, slow(0.05)]
QUESTIONS = ["What did Hale say?", "What did Brandt say about the ferry?", "taxes", "Quixby?", "more"]
PEOPLE = range(1, 61)

POOL = 70
"""Connections that the bot may keep to the server, with room for its own pairs of sockets."""

Start = Callable[..., BotProcess]


class Held(NamedTuple):
    """What a process holds at a moment: kilobytes of memory, and open files by what they are."""

    memory: int
    files: Counter[str]


class Came(NamedTuple):
    """What came of a run: faults met, and looks at kilobytes of memory and open files (no connections)."""

    faults: int
    memory: list[int]
    files: list[int]


def held(pid: int) -> Held:
    """What the process holds now."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    memory = next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS:"))
    names: Counter[str] = Counter()
    for entry in Path(f"/proc/{pid}/fd").iterdir():
        try:
            target = str(entry.readlink())
        except FileNotFoundError:  # closed meanwhile
            continue
        names["socket" if target.startswith("socket:") else Path(target).name] += 1
    return Held(memory, names)


def questions_in(api: TelegramApi) -> Counter[int]:
    """How often each question was answered, by its message's number."""
    return Counter(
        message["reply_to_message"]["message_id"]
        for chat in list(api.chats.values())
        for message in list(chat.messages.values())
        if message["from"]["id"] == BOT["id"]
    )


def left_in_doubt(bot: BotProcess) -> int:
    """How many answers the bot sent twice without ever hearing that they arrived, and said so."""
    return bot.said.count("Telegram never said whether it arrived")


def run_long(
    api: TelegramApi, bot: BotProcess, folder: Path, updates: int, rate: float
) -> tuple[Counter[int], list[Held]]:
    """Puts so many questions, with faults at `rate`; how often each was answered, and ten looks at the bot.

    In between there are updates of the wrong shape, updates that come twice, and articles that are added.
    """
    dice = random.Random(7)
    for user in PEOPLE:
        api.person(user)
    api.idle(60)
    sent = Counter[int]()

    def reached(number: int) -> bool:
        return sent.total() >= number - left_in_doubt(bot)

    api.heard = lambda chat: sent.update([chat])
    api.chaos = (rate, random.Random(8), FAULTS)
    asked, looks = [], []
    for number in range(1, updates + 1):
        asked.append(api.say(dice.choice(QUESTIONS), user=dice.choice(PEOPLE)))
        if number % 50 == 0:
            api.update({"message": {"message_id": "x"}})
            api.wait(partial(reached, number - 40), 300)
            api.repeat(api.delivered[-1]["update_id"])
        if number % (updates // 10) == 0:
            api.wait(partial(reached, number), 300)
            looks.append(held(bot.process.pid))
            with Archive.open(folder) as archive:
                archive.add(many(len(looks)), finder="rules")
    api.chaos = None
    api.wait(lambda: len(questions_in(api)) >= len(asked) - left_in_doubt(bot), 120)
    api.idle(60)
    assert bot.end() == 0
    answered = questions_in(api)
    assert set(answered) <= set(asked)
    return answered, looks


def judge(api: TelegramApi, bot: BotProcess, folder: Path, updates: int, rate: float) -> Came:
    """The figures of a run, once each question is seen to be answered and no file to stay open.

    Twice is answered only what was sent once more because Telegram did not say whether it had arrived.
    """
    answered, looks = run_long(api, bot, folder, updates, rate)
    faults = sum(1 for call in api.calls if call.outcome in ("502", "429", "reset"))
    assert len(answered) >= updates - left_in_doubt(bot)
    assert left_in_doubt(bot) <= max(updates // 1000, 2)
    lost = sum(1 for call in api.made("sendMessage", ok=True) if call.outcome != "ok")
    assert max(answered.values()) <= 2
    assert sum(1 for times in answered.values() if times > 1) <= lost
    with State(folder / "bot.sqlite") as state:
        assert state.unfinished(BOT["id"]) == []
    connections = [look.files.pop("socket") for look in looks]
    assert max(connections) <= POOL
    for look in looks:
        # Two readers of the archive for each state of it that is being asked, and its files of postings.
        assert max(look.files.values()) <= 6, look.files
        assert look.files.total() <= 40, look.files
    return Came(faults, [look.memory for look in looks], [look.files.total() for look in looks])


def test_each_question_of_a_long_run_is_answered(api: TelegramApi, news_copy: Archive, start: Start) -> None:
    """An honest sample of the run below: 100 questions, faults at 8% instead of 1%."""
    bot = start(RATE_LIMIT="10000")
    came = judge(api, bot, news_copy.folder, 100, 0.08)
    assert came.faults > 1


@pytest.mark.slow
@pytest.mark.timeout(5400)
def test_a_days_questions_with_faults_at_one_in_a_hundred(
    api: TelegramApi, news_copy: Archive, start: Start
) -> None:
    """As many as a busy bot gets in a day, as fast as its limits let it answer them."""
    bot = start(RATE_LIMIT="10000")
    came = judge(api, bot, news_copy.folder, 20_000, 0.01)
    print(came)
    assert came.faults > 100
    early, late = came.memory[1], max(came.memory[2:])
    assert late < 1.1 * early
