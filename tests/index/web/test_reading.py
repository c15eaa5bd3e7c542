"""Reading in threads: what becomes of requests when the server is stopped."""

import asyncio
from threading import Event

import pytest

from index.records.archive import Archive
from index.web.problems import Problem
from index.web.reading import Readers
from index.web.service import Service, View
from index.web.site import Site


def test_stopped_it_ends_what_runs_and_tells_those_who_wait(town: Archive) -> None:
    begun, go_on = Event(), Event()

    def slow(view: View) -> str:
        begun.set()
        assert go_on.wait(30)
        return "read to its end"

    async def stopped() -> list[object]:
        readers = Readers(Service(town, Site(url="http://127.0.0.1:8080")))
        running = asyncio.create_task(readers.run(slow))
        await asyncio.to_thread(begun.wait, 30)
        waiting = [asyncio.create_task(readers.run(lambda _: "read")) for _ in range(3)]
        await asyncio.sleep(0)
        readers.stop()
        told = await asyncio.gather(*waiting, return_exceptions=True)
        late = await asyncio.gather(readers.run(lambda _: "read"), return_exceptions=True)
        go_on.set()
        return [await running, *told, *late]

    first, *others = asyncio.run(stopped())
    assert first == "read to its end"
    assert [(type(one), getattr(one, "status", None)) for one in others] == [(Problem, 503)] * 4


@pytest.mark.parametrize("stopping", [True, False])
def test_cut_off_while_it_is_stopped_a_request_is_told_so(town: Archive, *, stopping: bool) -> None:
    go_on = Event()

    async def cut_off() -> object:
        readers = Readers(Service(town, Site(url="http://127.0.0.1:8080")))
        running = asyncio.create_task(readers.run(lambda _: go_on.wait(30)))
        await asyncio.sleep(0)
        if stopping:
            readers.stop()
        running.cancel()
        (found,) = await asyncio.gather(running, return_exceptions=True)
        go_on.set()
        readers.close()
        return found

    assert isinstance(asyncio.run(cut_off()), Problem if stopping else asyncio.CancelledError)
