"""The one thread that owns the archive session: the window asks, it answers in order, stale questions are dropped."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any, TypeVar

Result = TypeVar("Result")


class Outdated(asyncio.CancelledError):
    """The screen has moved on: the task that waited for this answer ends quietly, as if cancelled."""


class Ticket:
    """Marks the newest question of one screen; every `renew` makes answers to older questions outdated."""

    def __init__(self) -> None:
        self._number = 0

    def renew(self) -> int:
        self._number += 1
        return self._number

    def is_current(self, number: int) -> bool:
        return number == self._number


class ArchiveThread:
    """Runs synchronous use-cases one after another on a thread of their own."""

    def __init__(self) -> None:
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="archive")
        self._pending = 0

    @property
    def is_idle(self) -> bool:
        return self._pending == 0

    async def run(
        self, function: Callable[..., Result], *args: Any, ticket: Ticket | None = None, **kwargs: Any
    ) -> Result:
        """Run `function` on the archive thread and return its result; its exception is raised here.

        With a `ticket`, the call renews it; when the ticket is renewed again before the answer is here, the function is
        not started if it still waits, and `Outdated` ends the asking task.
        """
        number = ticket.renew() if ticket is not None else 0
        self._pending += 1
        try:
            loop = asyncio.get_running_loop()
            answer = await loop.run_in_executor(
                self._executor, partial(_unless_outdated, ticket, number, partial(function, *args, **kwargs))
            )
        finally:
            self._pending -= 1
        if ticket is not None and not ticket.is_current(number):
            raise Outdated
        return answer

    def close(self) -> None:
        """Finish what has been asked and end the thread."""
        self._executor.shutdown(wait=True)


def _unless_outdated(ticket: Ticket | None, number: int, call: Callable[[], Any]) -> Any:
    if ticket is not None and not ticket.is_current(number):
        return None  # the waiting side raises Outdated
    return call()
