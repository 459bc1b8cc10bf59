"""One thread, in order; what nobody waits for any more is not started, and its answer ends the asking task."""

from __future__ import annotations

import asyncio
import threading

import pytest
from waiting import until

from inspector_gui.ui.archive_thread import ArchiveThread, Outdated, Ticket


def test_calls_run_in_order_on_one_other_thread(run_async):
    async def scenario():
        thread, seen = ArchiveThread(), []

        def note(number):
            seen.append((number, threading.get_ident()))
            return number * 2

        answers = await asyncio.gather(*(thread.run(note, n) for n in range(20)))
        assert answers == [n * 2 for n in range(20)]
        assert [n for n, _ in seen] == list(range(20))
        assert {i for _, i in seen} != {threading.get_ident()}
        assert len({i for _, i in seen}) == 1
        assert thread.is_idle
        thread.close()

    run_async(scenario())


def test_an_older_question_is_outdated_and_if_still_waiting_never_asked(run_async):
    async def scenario():
        thread, ticket, gate, asked = ArchiveThread(), Ticket(), threading.Event(), []

        def ask(name):
            asked.append(name)
            assert gate.wait(10)
            return name

        first = asyncio.ensure_future(thread.run(ask, "first", ticket=ticket))
        await until(lambda: asked)
        second = asyncio.ensure_future(thread.run(ask, "second", ticket=ticket))
        third = asyncio.ensure_future(thread.run(ask, "third", ticket=ticket))
        await asyncio.sleep(0)
        gate.set()
        assert await third == "third"
        for old in (first, second):
            with pytest.raises(asyncio.CancelledError):
                await old
        assert asked == ["first", "third"]
        thread.close()

    run_async(scenario())


def test_an_exception_comes_back_to_the_asker(run_async):
    async def scenario():
        thread = ArchiveThread()
        with pytest.raises(KeyError):
            await thread.run({}.__getitem__, "x")
        assert thread.is_idle
        thread.close()

    run_async(scenario())
    assert issubclass(Outdated, asyncio.CancelledError)
