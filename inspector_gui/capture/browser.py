"""One Chromium for one target: records page after page, survives what pages do to it, and ends for certain."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from types import TracebackType

from playwright.async_api import Page

from inspector_gui.capture.addresses import refusal
from inspector_gui.capture.arrival import Ending
from inspector_gui.capture.discovery import BrowserInstall
from inspector_gui.capture.facts import Account, now_iso, observer_facts, record_ending, record_sight
from inspector_gui.capture.launch import Running, end_browser, start_browser
from inspector_gui.capture.processes import ProcessMark, kill_trees, resident_bytes
from inspector_gui.capture.protocol import CaptureTrouble, DriverDead, PageLost, Silent
from inspector_gui.capture.recording import Limits, Recording
from inspector_gui.capture.resolver import Resolver
from inspector_gui.capture.tabs import Tabs
from inspector_gui.capture.tls_probe import inspect_certificate
from inspector_gui.capture.visit import Result, Visit
from inspector_gui.domain.captures import Outcome, PageRole
from inspector_gui.tasks import start

__all__ = ["Browser", "DriverDead"]

#: How often a page is opened again because somebody else's page took the browser away.
_INNOCENT_TRIES = 2
#: Seconds between two looks at the memory of the browser.
_WATCH = 0.5


@dataclass(frozen=True, slots=True)
class _Failure:
    """A try that brought nothing. `innocent`: the browser went away for a reason that is not this page's."""

    reason: str
    innocent: bool
    visit: Visit | None


class Browser:
    """A browser that records pages; never shared between targets. `record` may run several times at once.

    A crash of the browser is healed by starting it again; a dead driver or a browser that does not start is raised
    as `DriverDead` or `BrowserFailed` and must not be counted as a try of the page.
    """

    def __init__(
        self, *, install: BrowserInstall, resolver: Resolver, headless: bool, limits: Limits, allow_certificates: bool
    ) -> None:
        self.install = install
        self.resolver = resolver
        self.limits = limits
        self._headless = headless
        self._allow_certificates = allow_certificates
        self._lock = asyncio.Lock()
        self._running: Running | None = None
        self._tabs: Tabs | None = None
        self._in_flight = 0
        self._over_memory = False
        self._watcher: asyncio.Task[None] | None = None

    @classmethod
    async def start(
        cls,
        *,
        install: BrowserInstall,
        resolver: Resolver | None = None,
        headless: bool = True,
        limits: Limits | None = None,
        allow_certificates: bool = False,
    ) -> Browser:
        """Start a browser. Raises `DriverDead` or `BrowserFailed`.

        `allow_certificates` opens pages in spite of a certificate that is not trusted; the facts say so.
        """
        browser = cls(
            install=install,
            resolver=resolver or Resolver(),
            headless=headless,
            limits=limits or Limits(),
            allow_certificates=allow_certificates,
        )
        try:
            await browser._ready()
        except BaseException:
            await browser.close()
            raise
        return browser

    async def __aenter__(self) -> Browser:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """End the browser, its driver and everything they started. Never raises, takes seconds at most."""
        if self._watcher is not None:
            self._watcher.cancel()
        running, self._running = self._running, None
        if running is not None:
            await end_browser(running)

    @property
    def process(self) -> ProcessMark | None:
        """The browser's process, to be stored so that a leftover can be ended after a crash of ours."""
        return self._running.process if self._running else None

    async def record(self, url: str, *, role: PageRole = PageRole.OTHER) -> Recording:
        """Open `url` and record it. Every ending of a page is a `Recording`; only `DriverDead` and `BrowserFailed` raise."""
        running, _ = await self._ready()
        observer = observer_facts(running, self.install, self.resolver, self.limits)
        observer["certificates_not_checked"] = self._allow_certificates
        account = Account(url=url, role=role, observer=observer, taken_at=now_iso())
        refused = refusal(url)
        if refused is not None:
            return record_ending(account, refused)
        self._in_flight += 1
        try:
            return await self._record(account)
        finally:
            self._in_flight -= 1

    async def _record(self, account: Account) -> Recording:
        """Try with scripts, then without; tries spoilt by others do not count."""
        began, innocent = time.monotonic(), 0
        scripts = True
        while True:
            outcome = await self._try(account, scripts=scripts)
            account.seconds = time.monotonic() - began
            if not isinstance(outcome, _Failure):
                return await self._told(account, *outcome)
            account.tries.append({"scripts": scripts, "failure": outcome.reason, "ours": not outcome.innocent})
            if outcome.innocent and innocent < _INNOCENT_TRIES:
                innocent += 1
            elif scripts:
                scripts = False
            else:
                ending = Ending(Outcome.CRASHED, f"{outcome.reason},关闭脚本后仍然无法拍摄。")
                return record_ending(account, ending, outcome.visit)

    async def _told(self, account: Account, visit: Visit, result: Result) -> Recording:
        if result.sight is not None:
            overview, look = await result.sight.picture.overview.finished()
            return await asyncio.to_thread(
                record_sight, account, visit, result, sight=result.sight, overview=overview, look=look
            )
        ending = result.ending
        if ending is None:
            raise AssertionError("a visit ends with a sight or an ending")
        if ending.outcome is Outcome.TLS_ERROR:
            document = visit.traffic.documents[-1].url if visit.traffic.documents else account.url
            account.tls = await inspect_certificate(document, resolver=self.resolver)
        return record_ending(account, ending, visit, result)

    async def _try(self, account: Account, *, scripts: bool) -> tuple[Visit, Result] | _Failure:
        running, tabs = await self._ready()
        page: Page | None = None
        visit: Visit | None = None
        try:
            async with asyncio.timeout(self.limits.attempt):
                page, session = await tabs.take()
                tabs.prepare()
                visit = Visit(url=account.url, page=page, session=session, limits=self.limits, scripts=scripts)
                return visit, await visit.run()
        except (CaptureTrouble, TimeoutError) as trouble:
            return self._failure(running, trouble, visit)
        finally:
            if page is not None:
                await tabs.close(page)

    def _failure(self, running: Running, trouble: Exception, visit: Visit | None) -> _Failure:
        """What a trouble means. Raises `DriverDead` when it is the driver's (and not one we have replaced already)."""
        if running is self._running and (isinstance(trouble, DriverDead) or not running.driver_is_alive):
            raise DriverDead("record") from trouble
        crashed = visit is not None and visit.milestones.crashed
        innocent = not running.is_alive and not crashed and self._in_flight > 1
        if self._over_memory:
            reason = f"页面占用的内存超过 {self.limits.memory // 1_000_000} MB"
        elif crashed or isinstance(trouble, PageLost):
            reason = "页面使浏览器进程崩溃"
        elif isinstance(trouble, Silent):
            reason = "浏览器长时间没有响应"
        elif isinstance(trouble, TimeoutError):
            reason = f"在 {self.limits.attempt:g} 秒内没有完成"
        else:
            reason = "浏览器没有完成拍摄"
        return _Failure(reason, innocent, visit)

    async def _ready(self) -> tuple[Running, Tabs]:
        """The running browser and its tabs, started (again) when there is none."""
        async with self._lock:
            running = self._running
            if running is not None and not running.driver_is_alive:
                raise DriverDead("gone")
            if running is not None and self._tabs is not None and running.is_alive:
                return running, self._tabs
            self._running = None
            if running is not None:
                await end_browser(running)
            fresh = await start_browser(
                install=self.install,
                resolver=self.resolver,
                headless=self._headless,
                allow_certificates=self._allow_certificates,
            )
            self._running, self._tabs = fresh, Tabs(fresh, command=self.limits.command)
            self._over_memory = False
            if self._watcher is not None:
                self._watcher.cancel()
            self._watcher = start(self._watch_memory(fresh), name="memory watch")
            return fresh, self._tabs

    async def _watch_memory(self, running: Running) -> None:
        """End a browser that holds more memory than the budget; its pages are then tried again without scripts."""
        while running.is_alive:
            await asyncio.sleep(_WATCH)
            if await asyncio.to_thread(resident_bytes, running.process) > self.limits.memory:
                self._over_memory = True
                await asyncio.to_thread(kill_trees, [running.process])
