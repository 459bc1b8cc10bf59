"""What every screen is given when it is made: the session, the use-cases, the archive thread, events and appearance."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from inspector_gui import tasks
from inspector_gui.app.changes import Changes
from inspector_gui.ui.archive_thread import ArchiveThread, Ticket
from inspector_gui.ui.events import Events
from inspector_gui.ui.settings import Settings
from inspector_gui.ui.theme.icons import Icons
from inspector_gui.ui.theme.theme import Theme
from inspector_gui.ui.usecases import UseCases

Result = TypeVar("Result")


@dataclass(slots=True)
class Context:
    """Explicit dependencies of the screens. `round_id` is the round in view; only the window writes it."""

    cases: UseCases
    session: Any
    archive_path: Path
    thread: ArchiveThread
    events: Events
    theme: Theme
    icons: Icons
    settings: Settings
    round_id: str = ""
    _of_screens: set[asyncio.Task[Any]] = field(default_factory=set)

    async def read(self, use_case: Callable[..., Result], *, ticket: Ticket | None = None, **facts: Any) -> Result:
        """Ask a reading use-case on the archive thread; see `ArchiveThread.run` for `ticket`."""
        return await self.thread.run(use_case, self.session, ticket=ticket, **facts)

    async def act(self, use_case: Callable[..., Changes], **facts: Any) -> Changes:
        """Run a changing use-case and tell every screen what changed. What was asked is done, even if nobody waits."""
        changes = await asyncio.shield(self.thread.run(use_case, self.session, **facts))
        self.events.changed.emit(changes)
        return changes

    def start(self, coroutine: Coroutine[Any, Any, Any], name: str) -> None:
        """Run a screen's coroutine; its failure reaches the window as a notice or a crash report."""
        task = tasks.start(coroutine, name=name)
        self._of_screens.add(task)
        task.add_done_callback(self._of_screens.discard)

    def forsake_screens(self) -> None:
        """The window is taken away: what its screens still wait for must not reach their widgets any more."""
        for task in tuple(self._of_screens):
            task.cancel()
