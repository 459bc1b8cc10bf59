"""The visit of one target from start to finish: columns, sampled articles, links, checks — each step resumable.

What is to be opened stands in the archive's queue and what was seen stands in its captures, so a visit that was cut
short goes on where it stopped: every step first looks at what is already there.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from inspector_gui.app import visit_steps as steps
from inspector_gui.app.checking import CheckSummary, check_target
from inspector_gui.app.clock import now_iso
from inspector_gui.app.link_tests import LinkTester
from inspector_gui.app.patrol_control import Control
from inspector_gui.app.patrol_settings import PatrolSettings
from inspector_gui.app.session import Session
from inspector_gui.app.session_thread import SessionThread
from inspector_gui.app.views import PatrolEvent
from inspector_gui.capture.browser import Browser
from inspector_gui.capture.discovery import BrowserInstall
from inspector_gui.capture.resolver import Resolver
from inspector_gui.domain.captures import PageRole
from inspector_gui.domain.targets import Website
from inspector_gui.domain.visits import Visit
from inspector_gui.engine.registry import Registry
from inspector_gui.store.queue import QueuedVisit, Stage

#: Pages of one site open at the same time: most of a visit is waiting for scripts to come to rest.
PAGES_AT_ONCE = 2

_R = TypeVar("_R")


@dataclass(frozen=True)
class PatrolContext:
    """What all visits of one patrol share."""

    thread: SessionThread
    settings: PatrolSettings
    registry: Registry
    install: BrowserInstall
    resolver: Resolver
    worker: str
    slots: asyncio.Semaphore
    """One slot per target visited at the same time; a target that only waits for a second test holds none."""
    control: Control
    emit: Callable[[PatrolEvent], None]


class TargetPatrol:
    """One target's visit. `run` returns when it is finished, or when the patrol is stopped.

    A site of which no page could be judged ends as FAILED, not as DONE; the next patrol tries it again.
    """

    def __init__(self, context: PatrolContext, target: Website) -> None:
        self.context = context
        self.target = target

    async def run(self) -> None:
        if await self._do(steps.read_stage) is Stage.DONE:
            return
        await self._do(steps.reopen_failed)
        if await self._open_pages() and await self._test_links():
            await self._judge()
            await self._enter(await self._do(steps.final_stage))

    async def _open_pages(self) -> bool:
        """Capture columns, then sampled articles; False when the patrol was stopped."""
        limit = self.context.settings.max_pages
        await self._do(steps.enqueue, visits=[Visit(self.target.url, PageRole.HOME)], max_pages=limit)
        await self._enter(Stage.COLUMNS)
        if not await self._drain():
            return False
        await self._do(steps.enqueue_articles, settings=self.context.settings)
        await self._enter(Stage.ARTICLES)
        return await self._drain()

    async def _drain(self) -> bool:
        """Open everything in the queue, waiting for second tries that are not due yet; False when stopped."""
        while True:
            async with self.context.slots:
                if not await self._open_all_due():
                    return False
            wait = await self._do(steps.seconds_to_next)
            if wait is None:
                return True
            if not await self.context.control.sleep(wait):
                return False

    async def _open_all_due(self) -> bool:
        """Open what is due, a few pages at a time; False when the patrol was stopped."""
        visit = await self._take()
        if visit is not None:
            async with await Browser.start(install=self.context.install, resolver=self.context.resolver) as browser:
                await self._open_from(browser, visit)
        return not self.context.control.stopped.is_set()

    async def _open_from(self, browser: Browser, first: QueuedVisit) -> None:
        """Open `first` and all that is due besides; pages under way may still bring new ones when the queue is empty."""
        visit: QueuedVisit | None = first
        running: set[asyncio.Task[None]] = set()
        async with asyncio.TaskGroup() as group:
            while visit is not None or running:
                if visit is not None:
                    running.add(group.create_task(self._open(browser, visit), name=visit.visit.url))
                if visit is None or len(running) >= PAGES_AT_ONCE:
                    _, running = await asyncio.wait(running, return_when=asyncio.FIRST_COMPLETED)
                visit = await self._take()

    async def _take(self) -> QueuedVisit | None:
        """The next page to open; None when nothing is due or the patrol is stopped. Waits while paused."""
        if self.context.control.paused:
            await self._do(steps.note_pause, paused=True)
            self._say("stage", "已暂停")
            await self.context.control.proceed()
            await self._do(steps.note_pause, paused=False)
        if self.context.control.stopped.is_set():
            return None
        return await self._do(steps.take_visit, worker=self.context.worker)

    async def _open(self, browser: Browser, queued: QueuedVisit) -> None:
        try:
            recording = await browser.record(queued.visit.url, role=queued.visit.role)
        except BaseException:
            # Not the page's fault: a dead driver, a stop. It must not count as a try.
            await self._do(steps.give_visit_back, queued=queued)
            raise
        note = await self._do(
            steps.store_recording,
            queued=queued,
            recording=recording,
            retest_minutes=self.context.settings.retest_minutes,
        )
        self._say("captured" if note.fit else "unfit", note.text, note.capture_id)
        if note.fit and queued.visit.role in (PageRole.HOME, PageRole.COLUMN):
            await self._do(steps.enqueue_below, capture_id=note.capture_id, settings=self.context.settings)

    async def _test_links(self) -> bool:
        """Test every distinct link of the pages seen; False when stopped."""
        await self._enter(Stage.LINKS)
        tester = LinkTester(
            thread=self.context.thread,
            settings=self.context.settings,
            resolver=self.context.resolver,
            target=self.target,
            say=self._say,
        )
        async with self.context.slots:
            if not await tester.test_new(self.context.control):
                return False
        return await tester.test_failures_again(self.context.control)

    async def _judge(self) -> None:
        await self._enter(Stage.CHECKS)
        summary = await self._do(_judge, registry=self.context.registry)
        self._say("checked", f"自动检查完成,新增疑似问题 {summary.added} 个")
        for failure in summary.failed:
            self._say("warning", f"检查项出错 {failure}")

    async def _do(self, step: Callable[..., _R], **arguments: Any) -> _R:
        """Do one step on the archive's thread, for this target in this round."""
        return await self.context.thread.run(
            step, round_id=self.context.settings.round_id, target=self.target, **arguments
        )

    async def _enter(self, stage: Stage) -> None:
        await self._do(steps.enter_stage, stage=stage)
        self._say("stage", stage.value)

    def _say(self, kind: str, text: str, capture_id: str = "") -> None:
        self.context.emit(PatrolEvent(now_iso(), kind, self.target.id, self.target.name, text, capture_id))


def _judge(session: Session, *, round_id: str, target: Website, registry: Registry) -> CheckSummary:
    _, summary = check_target(session, round_=session.archive.rounds.get(round_id), target=target, registry=registry)
    return summary
