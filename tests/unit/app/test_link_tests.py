import asyncio
import datetime as dt

import pytest

from inspector_gui.app import link_tests
from inspector_gui.app.link_tests import BATCH, LinkTester
from inspector_gui.app.patrol_control import Control
from inspector_gui.app.patrol_settings import PatrolSettings
from inspector_gui.app.session_thread import SessionThread
from inspector_gui.capture.resolver import Resolver
from inspector_gui.domain.captures import LinkResult, LinkState

NOW = dt.datetime.now().astimezone().isoformat(timespec="milliseconds")


@pytest.fixture
def tested(session, round_id, monkeypatch):
    """Do link tests on the archive with results made up: `tested(use, states)` → (answer of `use`, what was asked, said)."""
    [target] = session.archive.targets.of_round(round_id)

    def tested(use, *, urls=(), answer=None, minutes=0.0, control=None):
        asked, said = [], []

        async def answered(batch, *, resolver):
            asked.append(list(batch))
            return await answer(batch) if answer else [LinkResult(u, LinkState.OK, 200, tested_at=NOW) for u in batch]

        async def scenario():
            thread = await SessionThread.open(session.archive.path)
            try:
                tester = LinkTester(
                    thread=thread,
                    settings=PatrolSettings(round_id, retest_minutes=minutes),
                    resolver=Resolver(),
                    target=target,
                    say=lambda kind, text: said.append(text),
                )
                return await use(tester, control or Control())
            finally:
                await thread.close()

        monkeypatch.setattr(link_tests, "test_links", answered)
        monkeypatch.setattr(link_tests, "links_to_test", lambda site: list(urls))
        return asyncio.run(scenario()), asked, said

    return tested


@pytest.fixture
def results(session, round_id):
    def results():
        return session.archive.links.of_target(round_id, "w-1100000088")

    return results


def dead(url, tries=1):
    return LinkResult(url, LinkState.DEAD, 404, "404", tries=tries, tested_at=NOW)


def test_each_address_is_tested_once_in_batches_and_kept(tested, results):
    urls = [f"http://a.example/{n}" for n in range(BATCH + 5)]
    done, asked, _ = tested(LinkTester.test_new, urls=urls)
    assert done
    assert [len(batch) for batch in asked] == [BATCH, 5]
    assert set(results()) == set(urls)
    _, again, _ = tested(LinkTester.test_new, urls=urls)
    assert again == []


def test_failures_are_tested_a_second_time_and_only_those(tested, results, session, round_id):
    first = [dead("http://a.example/1"), LinkResult("http://a.example/2", LinkState.BLOCKED, 403, tested_at=NOW)]
    session.archive.links.put(round_id, "w-1100000088", [*first, dead("http://a.example/3", tries=2)])
    done, asked, said = tested(LinkTester.test_failures_again)
    assert done
    assert asked == [["http://a.example/1"]]
    assert results()["http://a.example/1"].state is LinkState.OK
    assert results()["http://a.example/1"].tries == 2
    assert said == ["复测 1 个链接,仍打不开 0 个"]


def test_second_tests_wait_their_time_and_a_stop_ends_the_waiting(tested, results, session, round_id):
    session.archive.links.put(round_id, "w-1100000088", [dead("http://a.example/1")])
    control = Control()
    control.stop()
    done, asked, said = tested(LinkTester.test_failures_again, minutes=30.0, control=control)
    assert not done
    assert asked == []
    assert said == ["1 个链接打不开,30 分钟后复测"]
    assert results()["http://a.example/1"].tries == 1


@pytest.mark.parametrize("use", [LinkTester.test_new, LinkTester.test_failures_again])
def test_a_stop_does_not_wait_for_servers_that_never_answer(tested, results, session, round_id, use):
    control = Control()
    cancelled = []

    async def mute(batch):
        control.stop()
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            cancelled.append(batch)
            raise

    if use is LinkTester.test_failures_again:
        session.archive.links.put(round_id, "w-1100000088", [dead("http://a.example/1")])
    done, _, _ = tested(use, urls=["http://a.example/1"], answer=mute, control=control)
    assert not done
    assert cancelled == [["http://a.example/1"]]
    assert all(r.tries == 1 for r in results().values())
