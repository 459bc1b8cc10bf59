"""The patrol under way in this window: starts, pauses and stops the worker, and passes its events on at a calm pace."""

from __future__ import annotations

import asyncio
from collections import deque

from PySide6.QtCore import QObject, QTimer, Signal

from inspector_gui import tasks
from inspector_gui.app.changes import Changes, Topic
from inspector_gui.app.views import PatrolEvent
from inspector_gui.ui.context import Context
from inspector_gui.ui.events import Notice
from inspector_gui.ui.usecases import RunningPatrol

#: Screens are told of progress at most this often: one page a second and more would keep them reading all the time.
REFRESH_MILLISECONDS = 1000
#: Events kept for the list.
KEPT_EVENTS = 200
_TOPICS = (Topic.PATROL, Topic.CAPTURES, Topic.FINDINGS)


class PatrolControl(QObject):
    """At most one patrol at a time. `state` is ``idle``, ``starting``, ``running``, ``paused`` or ``stopping``."""

    state_changed = Signal(str)
    event_arrived = Signal(object)

    def __init__(self, context: Context, resolve: tuple[str, ...] = ()) -> None:
        super().__init__()
        self._context = context
        self._resolve = resolve
        self._run: RunningPatrol | None = None
        self._stop_wanted = False
        self._ended = asyncio.Event()
        self.state = "idle"
        self.events: deque[PatrolEvent] = deque(maxlen=KEPT_EVENTS)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(lambda: context.events.changed.emit(Changes.of(*_TOPICS)))

    @property
    def is_active(self) -> bool:
        return self.state != "idle"

    def start(self) -> None:
        """Patrol all targets of the round in view; what was done before is not done again."""
        if self.state == "idle":
            self._stop_wanted = False
            self._ended.clear()
            self._enter("starting")
            tasks.start(self._patrol(), name="patrol")

    def toggle_pause(self) -> None:
        """Start, pause or resume, whichever makes sense now."""
        if self.state == "idle":
            self.start()
        elif self._run is not None and self.state == "running":
            self._enter("paused")
            tasks.start(self._run.pause(), name="pause patrol")
        elif self._run is not None and self.state == "paused":
            self._enter("running")
            tasks.start(self._run.resume(), name="resume patrol")

    async def stop(self) -> None:
        """End the patrol after the pages in flight; returns when the worker is gone."""
        if self.state == "idle":
            return
        is_starting, self._stop_wanted = self.state == "starting", True
        self._timer.stop()
        self._enter("stopping")
        if self._run is not None and not is_starting:  # one that is just starting stops as soon as it can hear
            await self._run.stop()
        await self._ended.wait()

    async def _patrol(self) -> None:
        try:
            run = self._run = await self._context.cases.start_patrol(
                self._context.archive_path, round_id=self._context.round_id, resolve=self._resolve, on_event=self._hear
            )
            if self._stop_wanted:
                await run.stop()
            else:
                self._enter("running")
            status = await run.wait()
        finally:
            self._run = None
            self._enter("idle")
            self._ended.set()
        if self._stop_wanted:
            return  # the archive is being left: nobody may read it any more
        self._context.events.changed.emit(Changes.of(*_TOPICS))
        if status:
            text = run.last_error or self.tr(
                "巡检进程意外结束(代码 {code})。已完成的页面都已保存,可再次开始以继续。"
            ).format(code=status)
            self._context.events.notice.emit(Notice(text, "red"))
        else:
            self._context.events.notice.emit(Notice(self.tr("巡检已结束"), "green"))

    def _hear(self, event: PatrolEvent) -> None:
        self.events.appendleft(event)
        self.event_arrived.emit(event)
        if not self._timer.isActive() and not self._stop_wanted:
            self._timer.start(REFRESH_MILLISECONDS)

    def _enter(self, state: str) -> None:
        self.state = state
        self.state_changed.emit(state)
