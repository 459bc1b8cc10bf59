"""One try at one page, from the empty tab to everything that was seen."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import Any

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Page

from inspector_gui.capture.arrival import Arrival, Ending
from inspector_gui.capture.gate import Gate
from inspector_gui.capture.milestones import Milestones
from inspector_gui.capture.notebook import Notebook
from inspector_gui.capture.observing import Sight, observe, response_body
from inspector_gui.capture.page_time import PageTime
from inspector_gui.capture.protocol import CaptureTrouble, Session
from inspector_gui.capture.recording import Limits
from inspector_gui.capture.settling import Moved, Settling, show_window
from inspector_gui.capture.traffic import Traffic
from inspector_gui.tasks import start

#: Bytes of response bodies the browser keeps for us until they are asked for.
_KEPT = 64_000_000
#: How often a page is followed that moves on while it is brought to rest.
_MOVES = 2


@dataclass(slots=True)
class Result:
    """What one try brought: an `ending` without a page, or a `sight` of one."""

    ending: Ending | None = None
    sight: Sight | None = None
    body: bytes = b""
    body_exact: bool = False
    settling: dict[str, Any] = field(default_factory=dict)


class Visit:
    """One try at `url` in an empty page of its own. After `run`, its parts tell what happened on the way."""

    def __init__(self, *, url: str, page: Page, session: Session, limits: Limits, scripts: bool) -> None:
        self.url = url
        self.limits = limits
        self.scripts = scripts
        self.session = session
        self._page = page
        self.milestones = Milestones(session)
        self.notebook = Notebook(session, limits, on_dialog_storm=self._end_dialogs)
        self.traffic = Traffic(session, limits, on_budget=self._end_loading)
        self.gate = Gate(session, limits)
        self._clock = PageTime(session)
        page.on("crash", lambda _: self.milestones.crash())
        page.on("popup", self._close_popup)

    async def run(self) -> Result:
        """Do the whole try. Raises a `CaptureTrouble` when the page makes it impossible."""
        await self._prepare()
        result = Result()
        parts = (self.session, self.limits, self.milestones, self.traffic, self.gate, self.notebook)
        arrival = Arrival(*parts)
        result.ending = await arrival.go(self.url)
        if result.ending is None:
            settling = Settling(*parts, clock=self._clock)
            result.ending = await self._bring_to_rest(arrival, settling)
            result.settling = settling.seen | {"page_seconds_granted": round(self._clock.passed, 3)}
        await self._read_body(result)
        if result.ending is None:
            result.sight = await observe(self.session, self.limits)
            if result.sight is None:
                result.ending = arrival.empty()
            elif result.sight.size.cut:
                self.notebook.cut(result.sight.size.cut)
        return result

    async def _bring_to_rest(self, arrival: Arrival, settling: Settling) -> Ending | None:
        """Rest and freeze, once more where the page moves on; an ending when it moved on to something that is no page."""
        if not self.scripts:
            await settling.quiet()
            self.gate.frozen = True
            return None
        for _ in range(_MOVES):
            try:
                await settling.rest()
                break
            except Moved:
                await self._clock.resume()
                ending = await arrival.moved()
                if ending is not None:
                    return ending
        else:
            self.notebook.cut("页面不断自动跳转或刷新")
        await settling.freeze()
        return None

    async def _prepare(self) -> None:
        send = self.session.send
        tree = start(send("Page.getFrameTree"), name="frame tree")
        await asyncio.gather(
            tree,
            send("Page.enable"),
            send("Runtime.enable"),
            send("Log.enable"),
            self._listen_to_network(),
            self.gate.open(),
            send("Emulation.setScriptExecutionDisabled", value=not self.scripts),
            show_window(self.session, self.limits),
        )
        frame = (await tree)["frameTree"]["frame"]["id"]
        self.milestones.main_frame = self.traffic.main_frame = self.gate.main_frame = frame

    async def _listen_to_network(self) -> None:
        """Durable messages keep bodies as bytes; older browsers hand out text decoded by them, which is noted."""
        sizes = {"maxTotalBufferSize": _KEPT, "maxResourceBufferSize": self.limits.document_bytes}
        if not await self._accepts("Network.enable", **sizes, enableDurableMessages=True):
            await self.session.send("Network.enable", **sizes)

    async def _accepts(self, method: str, **parameters: Any) -> bool:
        try:
            await self.session.send(method, **parameters)
        except CaptureTrouble:
            return False
        return True

    async def _read_body(self, result: Result) -> None:
        document = self.traffic.document
        if self.gate.file is not None:
            result.body, result.body_exact = self.gate.file.data, not self.gate.file.cut
        elif document is not None and document.response:
            result.body, result.body_exact = await response_body(self.session, document)

    def _end_dialogs(self) -> None:
        self.notebook.cut("页面不断弹出对话框,脚本已被中止")
        start(self._try_send("Runtime.terminateExecution"), name="end dialogs")

    def _end_loading(self, sentence: str) -> None:
        self.notebook.cut(f"{sentence},已停止加载")
        start(self._go_offline(), name="end loading")

    async def _go_offline(self) -> None:
        await self._try_send("Page.stopLoading")
        offline = {"offline": True, "latency": 0, "downloadThroughput": 0, "uploadThroughput": 0}
        await self._try_send("Network.emulateNetworkConditions", **offline)

    async def _try_send(self, method: str, **parameters: Any) -> None:
        try:
            await self.session.attempt(method, **parameters)
        except CaptureTrouble:
            return  # the page is gone; whoever waits for it will notice

    def _close_popup(self, popup: Page) -> None:
        self.notebook.popups += 1
        start(_close(popup), name="close popup")


async def _close(page: Page) -> None:
    try:
        await page.close()
    except PlaywrightError:
        return
