"""Kills at every level: the page is recorded or the failure is named as ours; nothing is left running."""

import asyncio
import os
import signal

import psutil
import pytest

from inspector_gui.capture.browser import Browser, DriverDead
from inspector_gui.capture.discovery import BrowserInstall
from inspector_gui.capture.resolver import Resolver
from inspector_gui.errors import BrowserFailed
from inspector_gui.tasks import start

pytestmark = pytest.mark.browser


def tree(browser):
    """The driver of a browser and all processes below it."""
    ancestors = [psutil.Process(browser.process.pid), *psutil.Process(browser.process.pid).parents()]
    driver = ancestors[[p.pid for p in ancestors].index(os.getpid()) - 1]
    return [driver, *driver.children(recursive=True)]


def running(processes):
    return {p for p in processes if p.is_running() and p.status() != psutil.STATUS_ZOMBIE}


@pytest.fixture
def fresh(runner, hostile, install, quick, browser):
    """Runs an async function with a browser of its own and checks that nothing of it is left afterwards."""

    def run(scenario):
        async def whole():
            async with await Browser.start(
                install=install, resolver=Resolver.parse(hostile.specs), limits=quick
            ) as browser:
                return await scenario(browser)

        done = runner.run(whole())
        left = running(psutil.Process().children(recursive=True)) - set(tree(browser))
        assert not left
        return done

    return run


def test_a_killed_browser_is_started_again_and_the_page_recorded(fresh):
    async def scenario(browser):
        first = browser.process
        visit = start(browser.record("http://hostile.test/never"), name="visit")
        await asyncio.sleep(0.5)
        os.kill(first.pid, signal.SIGKILL)
        return first, await visit, await browser.record("http://hostile.test/ok"), browser.process

    first, recording, after, second = fresh(scenario)
    assert recording.outcome == "no_script"
    assert recording.facts["tries"][0]["failure"] == "页面使浏览器进程崩溃"
    assert after.outcome == "complete"
    assert first != second


def test_neighbours_of_a_crash_are_opened_again_with_scripts(fresh):
    async def scenario(browser):
        visits = [start(browser.record(f"http://hostile.test/never-image?{n}"), name="visit") for n in range(2)]
        await asyncio.sleep(0.5)
        os.kill(browser.process.pid, signal.SIGKILL)
        return await asyncio.gather(*visits)

    for recording in fresh(scenario):
        assert recording.outcome == "partial"
        assert recording.facts["tries"] == [{"scripts": True, "failure": "页面使浏览器进程崩溃", "ours": False}]


def test_crashed_renderers_cost_their_own_pages_only(fresh):
    async def scenario(browser):
        visit = start(browser.record("http://hostile.test/never"), name="visit")
        await asyncio.sleep(0.5)
        for process in psutil.Process(browser.process.pid).children(recursive=True):
            if "--type=renderer" in process.cmdline():
                process.kill()
        return browser.process, await visit, await browser.record("http://hostile.test/ok"), browser.process

    first, recording, after, second = fresh(scenario)
    assert recording.outcome == "no_script"
    assert after.outcome == "complete"
    assert first == second


def test_a_dead_driver_is_ours_and_a_new_browser_starts_in_the_same_process(fresh):
    async def scenario(browser):
        visit = start(browser.record("http://hostile.test/never"), name="visit")
        await asyncio.sleep(0.5)
        tree(browser)[0].kill()
        with pytest.raises(DriverDead):
            await visit
        with pytest.raises(DriverDead):
            await browser.record("http://hostile.test/ok")

    fresh(scenario)

    async def again(browser):
        return await browser.record("http://hostile.test/ok")

    assert fresh(again).outcome == "complete"


def test_many_visits_at_once_in_one_browser(fresh):
    async def scenario(browser):
        paths = ["/ok", "/gbk", "/sticky", "/lazy", "/pdf", "/404", "/frames", "/redirect"]
        return await asyncio.gather(*(browser.record(f"http://hostile.test{path}") for path in paths))

    outcomes = [recording.outcome for recording in fresh(scenario)]
    assert outcomes == ["complete"] * 4 + ["not_a_page"] + ["complete"] * 3


def test_a_browser_that_does_not_start_is_said_in_one_sentence_of_our_own(runner, tmp_path):
    fake = tmp_path / "chromium"
    fake.write_text("#!/bin/sh\nexit 1\n")
    fake.chmod(0o755)
    with pytest.raises(BrowserFailed) as caught:
        runner.run(Browser.start(install=BrowserInstall(fake, "chromium")))
    assert "浏览器一启动就退出了" in str(caught.value)
    assert "--headless" not in str(caught.value)


def test_cancelling_a_visit_leaves_the_browser_usable(fresh):
    async def scenario(browser):
        visit = start(browser.record("http://hostile.test/hang"), name="visit")
        await asyncio.sleep(0.3)
        visit.cancel()
        with pytest.raises(asyncio.CancelledError):
            await visit
        return await browser.record("http://hostile.test/ok")

    assert fresh(scenario).outcome == "complete"
