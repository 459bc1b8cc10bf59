"""Tests the links of one target's pages: each distinct address once, failures a second time before they count."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Callable
from dataclasses import replace

from inspector_gui import tasks
from inspector_gui.app.patrol_control import Control
from inspector_gui.app.patrol_settings import PatrolSettings
from inspector_gui.app.session import Session
from inspector_gui.app.session_thread import SessionThread
from inspector_gui.app.site_views import read_site_view
from inspector_gui.capture.links import test_links
from inspector_gui.capture.resolver import Resolver
from inspector_gui.domain.captures import LinkResult, LinkState
from inspector_gui.domain.targets import Website
from inspector_gui.engine.outage import set_aside
from inspector_gui.engine.visit_planning import links_to_test

#: Addresses tested and stored together; a kill loses at most one batch.
BATCH = 50

#: States that a second test may change, and that count only after it.
_DOUBTFUL = frozenset({LinkState.DEAD, LinkState.SLOW, LinkState.TLS, LinkState.DNS, LinkState.UNREACHABLE})


class LinkTester:
    """The link tests of one target."""

    def __init__(
        self,
        *,
        thread: SessionThread,
        settings: PatrolSettings,
        resolver: Resolver,
        target: Website,
        say: Callable[[str, str], None],
    ) -> None:
        self.thread = thread
        self.settings = settings
        self.resolver = resolver
        self.target = target
        self.say = say

    async def test_new(self, control: Control) -> bool:
        """Test every address that has no result yet; False when stopped."""
        urls = await self.thread.run(_untested, settings=self.settings, target=self.target)
        for start in range(0, len(urls), BATCH):
            if not await control.proceed():
                return False
            results = await self._test(urls[start : start + BATCH], control)
            if results is None:
                return False
            await self._keep(results)
        return True

    async def test_failures_again(self, control: Control) -> bool:
        """Test failures a second time, not before the waiting time has passed; False when stopped."""
        doubtful = await self.thread.run(_doubtful, settings=self.settings, target=self.target)
        if not doubtful:
            return True
        latest = max(dt.datetime.fromisoformat(r.tested_at) for r in doubtful)
        wait = latest + dt.timedelta(minutes=self.settings.retest_minutes) - dt.datetime.now().astimezone()
        if wait.total_seconds() > 0:
            self.say("link", f"{len(doubtful)} 个链接打不开,{self.settings.retest_minutes:g} 分钟后复测")
            if not await control.sleep(wait.total_seconds()):
                return False
        dead = 0
        for start in range(0, len(doubtful), BATCH):
            if not await control.proceed():
                return False
            again = await self._test([r.url for r in doubtful[start : start + BATCH]], control)
            if again is None:
                return False
            await self._keep([replace(r, tries=2) for r in again])
            dead += sum(1 for r in again if r.state is not LinkState.OK)
        self.say("link", f"复测 {len(doubtful)} 个链接,仍打不开 {dead} 个")
        aside = await self.thread.run(_set_aside, settings=self.settings, target=self.target)
        if aside:
            self.say("warning", f"{aside} 个外部链接全部连不上,可能是本机不通外网,不计为打不开")
        return True

    async def _test(self, urls: list[str], control: Control) -> list[LinkResult] | None:
        """Results of one batch; None when stopped meanwhile, because a batch of mute servers takes minutes."""
        testing = tasks.start(test_links(urls, resolver=self.resolver), name="test links")
        stopping = tasks.start(control.stopped.wait(), name="wait for stop")
        try:
            await asyncio.wait({testing, stopping}, return_when=asyncio.FIRST_COMPLETED)
            return testing.result() if testing.done() else None
        finally:
            testing.cancel()
            stopping.cancel()
            await asyncio.wait({testing, stopping})

    async def _keep(self, results: list[LinkResult]) -> None:
        await self.thread.run(_store, settings=self.settings, target=self.target, results=results)


def _untested(session: Session, *, settings: PatrolSettings, target: Website) -> list[str]:
    round_ = session.archive.rounds.get(settings.round_id)
    known = session.archive.links.of_target(round_.id, target.id)
    urls = links_to_test(read_site_view(session, round_=round_, target=target))
    return [url for url in urls if url not in known][: settings.plan.link_tests]


def _doubtful(session: Session, *, settings: PatrolSettings, target: Website) -> list[LinkResult]:
    results = session.archive.links.of_target(settings.round_id, target.id)
    return [r for r in results.values() if r.state in _DOUBTFUL and r.tries < 2]


def _set_aside(session: Session, *, settings: PatrolSettings, target: Website) -> int:
    """Set aside what the workstation's own network is to blame for; returns how many results."""
    results = session.archive.links.of_target(settings.round_id, target.id)
    aside = set_aside(results.values(), own_host=target.host)
    session.archive.links.put(settings.round_id, target.id, aside)
    return len(aside)


def _store(session: Session, *, settings: PatrolSettings, target: Website, results: list[LinkResult]) -> None:
    session.archive.links.put(settings.round_id, target.id, results)
