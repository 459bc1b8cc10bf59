"""Lets a page's own clock run ahead: what a script does after two seconds is there after milliseconds.

Chromium's virtual time runs timers at once, one after the other, and stands still while the network answers. Pages that
show their content late are so waited for by their own clock, not by ours; between two grants no timer of a page runs.
"""

from __future__ import annotations

import asyncio
from typing import Any

from inspector_gui.capture.protocol import Rejected, Session

#: Tasks a page may run at one moment of its clock before the clock is moved on: a loop of zero timers must not stop it.
_STARVATION = 500
#: Seconds of its clock a page gets that moved on, to load what it moved to.
_TO_LOAD = 5.0


class PageTime:
    """The clock of one page. `passed` is how far it was moved in all, in seconds (for the facts)."""

    def __init__(self, session: Session) -> None:
        self.passed = 0.0
        self._session = session
        self._known = True
        self._used = False
        self._expired = asyncio.Event()
        session.on("Emulation.virtualTimeBudgetExpired", self._budget_expired)

    def _budget_expired(self, event: dict[str, Any]) -> None:
        self._expired.set()

    async def let_pass(self, seconds: float, *, patience: float) -> bool:
        """Move the page's clock on by `seconds`, waiting for its requests on the way, `patience` seconds of ours at most.

        False when something kept the clock: a request that stays open, or a script that does not end. A browser that
        knows no virtual time is simply given the time.
        """
        if not self._known:
            await asyncio.sleep(min(seconds, patience))
            return True
        try:
            return await self._granted("pauseIfNetworkFetchesPending", seconds, patience)
        except Rejected:
            self._known = self._used = False
            return await self.let_pass(seconds, patience=patience)

    async def force(self, seconds: float, *, patience: float) -> bool:
        """Like `let_pass`, but without regard to requests that stay open."""
        return self._known and await self._granted("advance", seconds, patience)

    async def resume(self) -> bool:
        """Let a clock that was held run on, without waiting for it: a page that moved on cannot load while it stands.

        False when it was never held.
        """
        if self._used:
            await self._grant("pauseIfNetworkFetchesPending", _TO_LOAD)
        return self._used

    async def _granted(self, policy: str, seconds: float, patience: float) -> bool:
        await self._grant(policy, seconds)
        try:
            await asyncio.wait_for(self._expired.wait(), patience)
        except TimeoutError:
            return False
        self.passed += seconds
        return True

    async def _grant(self, policy: str, seconds: float) -> None:
        self._used = True
        self._expired.clear()
        await self._session.send(
            "Emulation.setVirtualTimePolicy",
            policy=policy,
            budget=seconds * 1000,
            maxVirtualTimeTaskStarvationCount=_STARVATION,
        )
