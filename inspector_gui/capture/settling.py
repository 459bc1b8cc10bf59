"""Brings a loaded page to rest: scroll through it, wait for images, fonts and the network, then freeze it."""

from __future__ import annotations

import asyncio
import math
import time
from dataclasses import dataclass
from typing import Any

from inspector_gui.capture.gate import Gate
from inspector_gui.capture.milestones import Milestones
from inspector_gui.capture.notebook import Notebook
from inspector_gui.capture.page_scripts import rest_script
from inspector_gui.capture.protocol import Rejected, Session, Silent
from inspector_gui.capture.recording import Limits
from inspector_gui.capture.traffic import Traffic

#: Pages higher than this many windows are scrolled through with a window up to `_TALL` times as high.
_LONG = 3
_TALL = 4
#: The network is called quiet after this many seconds without an open request.
_CALM = 0.03
#: A page that does not answer the simplest question within this many seconds is busy with a script of its own.
_PULSE = 1.5


@dataclass(slots=True)
class Settling:
    """The parts of one visit that bringing the page to rest needs."""

    session: Session
    limits: Limits
    milestones: Milestones
    traffic: Traffic
    gate: Gate
    notebook: Notebook

    async def rest(self) -> dict[str, Any]:
        """Scroll through, wait, and say what was seen on the way (for the facts). A slow page does not raise."""
        try:
            await self._free()
            seen = await self._scrolled()
        except Silent:
            self.notebook.cut("页面脚本长时间占用浏览器,没有等到页面稳定")
            return {}
        except Rejected:
            self.notebook.cut("页面在滚动时跳转,没有等到页面稳定")
            return {}
        if seen.get("cut"):
            self.notebook.cut("页面随滚动不断加长或滚动太慢,只滚动了一部分")
        if seen.get("images_waiting"):
            self.notebook.cut(f"有 {seen['images_waiting']} 幅图片没有加载完")
        await self.quiet()
        return seen

    async def quiet(self) -> None:
        """Wait until no request is open, within the limit. A page that polls for ever is not cut short by this."""
        deadline = time.monotonic() + self.limits.quiet
        while self.traffic.calm < _CALM and time.monotonic() < deadline:  # noqa: ASYNC110 - calm is a time, not an event
            await asyncio.sleep(0.005)

    async def _scrolled(self) -> dict[str, Any]:
        """Scroll and wait, so that everything loaded on sight is loaded; the window is as before afterwards."""
        limits, viewport = self.limits, self.limits.viewport
        document = self.traffic.document
        error_page = document is not None and document.status >= 400
        patience = 0.0 if error_page else limits.patience
        script = rest_script(
            edge=limits.height, scroll=limits.scroll, settle=limits.settle, patience=patience, still=limits.still
        )
        most = limits.scroll + 3 * limits.settle + patience + 2
        metrics = await self.session.send("Page.getLayoutMetrics")
        height = math.ceil(metrics["cssContentSize"]["height"])
        if height <= _LONG * viewport.height:
            return await self._evaluate(script, most)
        # Fewer, larger steps; at least two, because some pages load on being scrolled and not on being seen.
        await show_window(self.session, limits, height=min(_TALL * viewport.height, height // 3))
        try:
            return await self._evaluate(script, most)
        finally:
            await show_window(self.session, limits)

    async def _evaluate(self, expression: str, limit: float) -> dict[str, Any]:
        """Run one of our scripts in a world of its own; once more when the page moved on meanwhile."""
        try:
            return await self._evaluate_once(expression, limit)
        except Rejected:
            await self.milestones.until(lambda: self.milestones.loaded, self.limits.load)
            return await self._evaluate_once(expression, limit)

    async def _evaluate_once(self, expression: str, limit: float) -> dict[str, Any]:
        world = await self.session.send("Page.createIsolatedWorld", frameId=self.milestones.main_frame)
        answer = await self.session.send(
            "Runtime.evaluate",
            expression=expression,
            contextId=world["executionContextId"],
            awaitPromise=True,
            returnByValue=True,
            limit=limit,
        )
        value = answer["result"].get("value")
        return value if isinstance(value, dict) else {}

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
        await self._free()
        await self.session.send("Emulation.setScriptExecutionDisabled", value=True)
        if self.traffic.open_requests or not self.milestones.loaded:
            await self.session.attempt("Page.stopLoading")


async def show_window(session: Session, limits: Limits, *, height: int | None = None, at: Any = None) -> None:
    """Give the page its window, `height` CSS pixels high instead of the usual; `at` moves what is painted, unseen by it."""
    viewport = limits.viewport
    await session.send(
        "Emulation.setDeviceMetricsOverride",
        width=viewport.width,
        height=height or viewport.height,
        deviceScaleFactor=viewport.scale,
        mobile=False,
        screenWidth=viewport.width,
        screenHeight=viewport.height,
        **({"viewport": at} if at else {}),
    )
