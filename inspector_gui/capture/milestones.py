"""Knows how far the page's own document has come: committed, parsed, loaded, about to move on, or crashed."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from inspector_gui.capture.protocol import PageLost, Session


class Milestones:
    """The state of the main frame, fed by page events; `until` waits for any condition on it."""

    def __init__(self, session: Session) -> None:
        self.commits = 0
        self.url = ""
        self.is_error_page = False
        self.parsed = False
        self.loaded = False
        self.crashed = False
        self.moves_in: float | None = None
        self.main_frame = ""
        self._changed = asyncio.Event()
        for event, handler in (
            ("Page.frameNavigated", self._navigated),
            ("Page.domContentEventFired", self._parsed),
            ("Page.loadEventFired", self._loaded),
            ("Page.frameScheduledNavigation", self._scheduled),
            ("Page.frameClearedScheduledNavigation", self._cleared),
            ("Network.loadingFailed", self._something_failed),
        ):
            session.on(event, handler)

    def crash(self) -> None:
        """The page's process died: whoever waits is told at once."""
        self.crashed = True
        self._changed.set()

    async def until(self, condition: Callable[[], bool], limit: float) -> bool:
        """Wait until `condition()` holds; False after `limit` seconds. Raises `PageLost` when the page crashes."""
        try:
            async with asyncio.timeout(limit):
                while not condition():
                    if self.crashed:
                        raise PageLost("crash")
                    self._changed.clear()
                    await self._changed.wait()
        except TimeoutError:
            return False
        return True

    def _is_main(self, frame: str) -> bool:
        return frame == self.main_frame

    def _navigated(self, event: dict[str, Any]) -> None:
        frame = event["frame"]
        if "parentId" in frame:
            return
        self.commits += 1
        self.url = frame["url"] + frame.get("urlFragment", "")
        self.is_error_page = bool(frame.get("unreachableUrl")) or frame["url"].startswith("chrome-error:")
        self.parsed = self.loaded = False
        self.moves_in = None
        self._changed.set()

    def _parsed(self, event: dict[str, Any]) -> None:
        self.parsed = True
        self._changed.set()

    def _loaded(self, event: dict[str, Any]) -> None:
        self.loaded = True
        self._changed.set()

    def _something_failed(self, event: dict[str, Any]) -> None:
        self._changed.set()  # whoever waits looks whether it was the document

    def _scheduled(self, event: dict[str, Any]) -> None:
        if self._is_main(event["frameId"]):
            self.moves_in = float(event.get("delay", 0))
            self._changed.set()

    def _cleared(self, event: dict[str, Any]) -> None:
        if self._is_main(event["frameId"]):
            self.moves_in = None
            self._changed.set()
