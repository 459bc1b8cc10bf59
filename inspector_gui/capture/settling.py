"""Brings a loaded page to rest: let its scripts finish, scroll through it, wait for images and fonts, then freeze it."""

from __future__ import annotations

import asyncio
import math
import time
from dataclasses import dataclass, field
from typing import Any

from inspector_gui.capture.gate import Gate
from inspector_gui.capture.milestones import Milestones
from inspector_gui.capture.notebook import Notebook
from inspector_gui.capture.page_scripts import look_script, scroll_script
from inspector_gui.capture.page_time import PageTime
from inspector_gui.capture.protocol import Rejected, Session, Silent
from inspector_gui.capture.recording import Limits
from inspector_gui.capture.traffic import Traffic

#: Pages higher than this many windows are scrolled through with a window up to `_TALL` times as high.
_LONG = 3
_TALL = 6
#: The network is called quiet after this many seconds without an open request.
_CALM = 0.03
#: A page that does not answer the simplest question within this many seconds is busy with a script of its own.
_PULSE = 1.5
#: Seconds of the page's own time granted at each place scrolled to (delayed and throttled lazy loaders), and at a time
#: while it looks unfinished.
_AT_EACH_PLACE, _MORE = 0.25, 1.0


class Moved(Exception):
    """The page went on to another address while it was being brought to rest."""


@dataclass(slots=True)
class Settling:
    """The parts of one visit that bringing the page to rest needs. `seen` is what was seen on the way, for the facts."""

    session: Session
    limits: Limits
    milestones: Milestones
    traffic: Traffic
    gate: Gate
    notebook: Notebook
    clock: PageTime
    seen: dict[str, Any] = field(default_factory=dict)
    _commits: int = 0
    _world: int = 0

    async def rest(self) -> None:
        """Bring the page to rest. A slow page does not raise; one that moves on raises `Moved`."""
        self._commits, self._world = self.milestones.commits, 0
        try:
            look = await self._first_look()
            # What stands in a frame may be scripted as well.
            scripted = bool(look.get("scripted") or look.get("frames"))
            if scripted:
                await self._pass(self.limits.page_time)
            await self._scroll(scripted=scripted)
            await self._finish()
        except Silent:
            await self._free()
            self.notebook.cut("页面脚本长时间占用浏览器,没有等到页面稳定")
        except Rejected:
            self._check_moved()
            self.notebook.cut("没有等到页面稳定")
        # With its clock standing still the page asks for nothing new.
        await self.quiet(0.0)
        self._check_moved()

    async def quiet(self, calm: float = _CALM) -> None:
        """Wait until no request has been open for `calm` seconds, within the limit. A page that polls for ever is not
        cut short by this."""
        deadline = time.monotonic() + self.limits.quiet
        while (self.traffic.open_requests or self.traffic.calm < calm) and time.monotonic() < deadline:  # noqa: ASYNC110 - calm is a time, not an event
            await asyncio.sleep(0.005)

    def _check_moved(self) -> None:
        if self.milestones.commits != self._commits or self.gate.reading:
            raise Moved

    async def _pass(self, seconds: float) -> None:
        """Let the page's clock run; end a script that holds it, and go past requests that are never answered."""
        if not await self.clock.let_pass(seconds, patience=min(_PULSE, self.limits.settle)):
            await self._free()
            await self.quiet()
            await self.clock.force(seconds, patience=_PULSE)
        self._check_moved()

    async def _scroll(self, *, scripted: bool) -> None:
        """Scroll through, so that everything loaded on sight is loaded; the window is as before afterwards."""
        metrics = await self.session.send("Page.getLayoutMetrics")
        height, window = math.ceil(metrics["cssContentSize"]["height"]), self.limits.viewport.height
        self.seen |= {"height_before": height, "height_after": height, "steps": 0}
        if height <= window:
            return
        step = window
        if height > _LONG * window:
            # Fewer, larger steps; at least one, because some pages load on being scrolled and not on being seen.
            step = min(_TALL * window, height // 2)
            await show_window(self.session, self.limits, height=step)
            # What only the higher window shows is seen, and a scroll event told of it, before it is left.
            await self._at(1, scripted=scripted)
        try:
            await self._scroll_down(height, step, scripted=scripted)
        finally:
            if step != window:
                await show_window(self.session, self.limits)
        await self._evaluate(scroll_script(0))
        if scripted:
            await self._pass(_AT_EACH_PLACE)

    async def _scroll_down(self, height: int, step: int, *, scripted: bool) -> None:
        y, deadline = 0, time.monotonic() + self.limits.scroll
        while y + step < height:
            if y > self.limits.height or time.monotonic() > deadline:
                self.notebook.cut("页面随滚动不断加长或滚动太慢,只滚动了一部分")
                break
            y += step
            height = await self._at(y, scripted=scripted)
            self.seen["steps"] += 1
        self.seen["height_after"] = height

    async def _at(self, y: int, *, scripted: bool) -> int:
        """Scroll to a place and let its lazy loaders run; the height of the page as it is then.

        The network is not waited for: what was set off loads while the scrolling goes on.
        """
        height = (await self._evaluate(scroll_script(y)))["height"]
        if scripted:
            await self.clock.force(_AT_EACH_PLACE, patience=_PULSE)
            self._check_moved()
        return int(height)

    async def _finish(self) -> None:
        """Wait for images and fonts, and longer, by the page's own clock, while it looks blank or loading."""
        look, deadline = await self._look(), time.monotonic() + self.limits.settle
        while (look.get("images_waiting") or look.get("fonts_waiting")) and time.monotonic() < deadline:
            await asyncio.sleep(0.015)
            look = await self._look()
        document = self.traffic.document
        patience = self.limits.patience if look.get("scripted") and document and document.status < 400 else 0.0
        while look.get("look") and patience > 0:
            await self._pass(_MORE)
            await self.quiet()
            patience -= _MORE
            look = await self._look()
        if look.get("images_waiting"):
            self.notebook.cut(f"有 {look['images_waiting']} 幅图片没有加载完")
        self.seen |= look

    async def _first_look(self) -> dict[str, Any]:
        """The first question to the page; a script that keeps it from answering is ended."""
        try:
            return await self._evaluate(look_script(), limit=_PULSE)
        except Silent:
            await self._free()
            return await self._evaluate(look_script())

    async def _look(self) -> dict[str, Any]:
        return await self._evaluate(look_script())

    async def _evaluate(self, expression: str, *, limit: float | None = None) -> dict[str, Any]:
        """Run one of our scripts in its own world; that of a page that has moved on meanwhile is `Rejected`."""
        if not self._world:
            made = await self.session.send("Page.createIsolatedWorld", frameId=self.milestones.main_frame, limit=limit)
            self._world = made["executionContextId"]
        answer = await self.session.send(
            "Runtime.evaluate",
            expression=expression,
            contextId=self._world,
            awaitPromise=True,
            returnByValue=True,
            limit=limit,
        )
        value = answer["result"].get("value")
        if not isinstance(value, dict):
            raise Rejected("evaluate")
        return value

    async def _free(self) -> None:
        """End a script that keeps the page from answering."""
        try:
            await self.session.send("Runtime.evaluate", expression="1", limit=_PULSE)
        except Silent:
            self.notebook.cut("页面脚本不停运行,已被中止")
            await self.session.attempt("Runtime.terminateExecution", limit=_PULSE)
        except Rejected:
            return  # no script context at this very moment, so nothing runs

    async def freeze(self) -> None:
        """From here on the page stays as it is: no navigation, no script."""
        self.gate.frozen = True
        if not self.milestones.loaded and await self.clock.resume():
            await self.milestones.until(lambda: self.milestones.loaded, _PULSE)
        try:
            await self.session.send("Emulation.setScriptExecutionDisabled", value=True, limit=_PULSE)
        except Silent:
            await self._free()
            await self.session.send("Emulation.setScriptExecutionDisabled", value=True)
        if self.traffic.open_requests or not self.milestones.loaded:
            await self.session.attempt("Page.stopLoading")


async def show_window(session: Session, limits: Limits, *, height: int | None = None) -> None:
    """Give the page its window, `height` CSS pixels high instead of the usual."""
    viewport = limits.viewport
    await session.send(
        "Emulation.setDeviceMetricsOverride",
        width=viewport.width,
        height=height or viewport.height,
        deviceScaleFactor=viewport.scale,
        mobile=False,
        screenWidth=viewport.width,
        screenHeight=viewport.height,
        # Laid out for a higher window, painted in the usual one: what is only scrolled past need not be drawn.
        dontSetVisibleSize=height is not None,
    )
