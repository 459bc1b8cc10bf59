"""Gives one archive session a thread of its own: SQLite connections belong to one thread, the event loop to another."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

from inspector_gui.app.session import Session, close_session, open_session

_R = TypeVar("_R")


class SessionThread:
    """An open session that is only ever touched from its own thread.

    ``await thread.run(use_case, **arguments)`` calls ``use_case(session, **arguments)`` there and gives its result or
    raises its exception here. Calls are done one after the other, in the order they were made.
    """

    def __init__(self) -> None:
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="archive")
        self._session: Session | None = None

    @classmethod
    async def open(cls, path: Path, *, actor: str = "", window: bool = False) -> SessionThread:
        """Open the archive on a new thread. Raises the Archive… errors; then no thread is left behind."""
        thread = cls()
        loop = asyncio.get_running_loop()
        try:
            thread._session = await loop.run_in_executor(
                thread._executor, lambda: open_session(path, actor=actor, window=window)
            )
        except BaseException:
            thread._executor.shutdown(wait=False)
            raise
        return thread

    async def run(self, use_case: Callable[..., _R], /, **arguments: Any) -> _R:
        """Do one use-case on the archive's thread."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._executor, lambda: use_case(self._open_session(), **arguments))

    def _open_session(self) -> Session:
        if self._session is None:
            raise RuntimeError("the archive was closed")
        return self._session

    async def close(self) -> None:
        """Finish what was asked for, close the archive and end the thread."""
        if self._session is not None:
            session, self._session = self._session, None
            await asyncio.get_running_loop().run_in_executor(self._executor, close_session, session)
        self._executor.shutdown(wait=True)
