"""Opens empty tabs, one ahead of time, so that no visit waits for the browser to make one."""

from __future__ import annotations

import asyncio

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Page

from inspector_gui.capture.launch import Running
from inspector_gui.capture.processes import kill_trees
from inspector_gui.capture.protocol import CaptureTrouble, Session, Silent, meaning
from inspector_gui.tasks import start

_OPEN_SECONDS, _CLOSE_SECONDS = 10.0, 3.0


class Tabs:
    """The tabs of one running browser. Each is used for one try and closed."""

    def __init__(self, running: Running, *, command: float) -> None:
        self._running = running
        self._command = command
        self._spare: asyncio.Task[tuple[Page, Session] | None] | None = None
        self._crashed: set[Page] = set()

    async def take(self) -> tuple[Page, Session]:
        """An empty tab and its session. Raises a `CaptureTrouble` when the browser cannot give one."""
        spare, self._spare = self._spare, None
        ready = await asyncio.shield(spare) if spare is not None else None
        if ready is None:
            return await self._opened()
        if ready[0] in self._crashed or ready[0].is_closed():
            await self.close(ready[0])
            return await self._opened()
        return ready

    def prepare(self) -> None:
        """Begin to open the next tab, in the background."""
        if self._spare is None:
            self._spare = start(self._opened_if_possible(), name="spare tab")

    async def _opened_if_possible(self) -> tuple[Page, Session] | None:
        try:
            return await self._opened()
        except CaptureTrouble:
            return None  # whoever asks next tries again and is told

    async def _opened(self) -> tuple[Page, Session]:
        try:
            async with asyncio.timeout(_OPEN_SECONDS):
                page = await self._running.context.new_page()
                page.on("crash", lambda page: self._crashed.add(page))
                connection = await self._running.context.new_cdp_session(page)
        except TimeoutError:
            await asyncio.to_thread(kill_trees, [self._running.process])
            raise Silent("new page") from None
        except PlaywrightError as error:
            raise meaning(error, "new page") from error
        return page, Session(connection, command=self._command)

    async def close(self, page: Page) -> None:
        """Close a tab; a browser that cannot even do that is ended, to be started again for the next page."""
        self._crashed.discard(page)
        try:
            await asyncio.wait_for(page.close(), _CLOSE_SECONDS)
        except TimeoutError:
            await asyncio.to_thread(kill_trees, [self._running.process])
        except PlaywrightError:
            return  # gone already
