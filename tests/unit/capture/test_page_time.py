"""The page's own clock."""

import asyncio

import pytest

from inspector_gui.capture.page_time import PageTime
from inspector_gui.capture.protocol import Rejected

POLICY = "Emulation__setVirtualTimePolicy"


@pytest.fixture
def clock(fake_session):
    """A clock whose browser grants all time at once; with `stuck` it never says that the time is over."""

    def clock(*, stuck=False, answer=None):
        def granted(_):
            if not stuck:
                session.fire("Emulation.virtualTimeBudgetExpired")
            return {}

        session = fake_session(**{POLICY: answer or granted})
        return PageTime(session), session

    return clock


def test_granted_time_adds_up(clock):
    time, session = clock()

    async def main():
        return [await time.let_pass(2.0, patience=5), await time.force(0.5, patience=5)]

    assert asyncio.run(main()) == [True, True]
    assert time.passed == 2.5
    budgets = [(p["policy"], p["budget"]) for _, p in session.sent]
    assert budgets == [("pauseIfNetworkFetchesPending", 2000.0), ("advance", 500.0)]


def test_a_held_clock_is_reported_and_not_counted(clock):
    time, _ = clock(stuck=True)
    assert asyncio.run(time.let_pass(2.0, patience=0.01)) is False
    assert time.passed == 0


def test_an_old_expiry_does_not_end_the_next_wait(clock):
    time, session = clock(stuck=True)

    async def main():
        session.fire("Emulation.virtualTimeBudgetExpired")
        return await time.let_pass(1.0, patience=0.01)

    assert asyncio.run(main()) is False


def test_a_browser_without_virtual_time_gets_the_time_itself(clock):
    time, session = clock(answer=Rejected("no such method"))

    async def main():
        passed = [await time.let_pass(0.01, patience=0.01) for _ in range(2)]
        return passed, await time.force(1.0, patience=1.0), await time.resume()

    assert asyncio.run(main()) == ([True, True], False, False)
    assert len(session.sent) == 1, "asked once, then known"


def test_resume_lets_only_a_held_clock_run(clock):
    time, session = clock()

    async def main():
        before = await time.resume()
        await time.let_pass(1.0, patience=1.0)
        return before, await time.resume()

    assert asyncio.run(main()) == (False, True)
    assert len(session.sent) == 2
