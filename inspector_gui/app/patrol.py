"""Use-cases around a patrol as seen from the window or the command line: start the worker, steer it, show how far it is."""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from inspector_gui import tasks
from inspector_gui.app.clock import now_iso
from inspector_gui.app.overview import folder_size
from inspector_gui.app.patrol_settings import PatrolSettings, event_from_line
from inspector_gui.app.session import Session
from inspector_gui.app.views import PatrolEvent, PatrolRow, PatrolStatus
from inspector_gui.domain.findings import FindingState
from inspector_gui.domain.targets import Website
from inspector_gui.store.queue import Stage, TargetProgress

#: Throughput is taken over the captures of this many past minutes.
RATE_WINDOW_MINUTES = 3.0

#: The worker gets no Ctrl+C of its own: its starter is told, and stops it between two pages.
_WINDOWS_GROUP = getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)

#: What to tell who interrupts a patrol.
STOPPING = "正在停止:已打开的页面完成后结束;再按一次 Ctrl+C 立即中断"

#: A worker that died this often in a row without one capture is not started again.
FRUITLESS_STARTS = 3


class PatrolRun:
    """A patrol in a child process, watched over: a worker that dies is started again and goes on where it stopped.

    It ends by itself when everything is done, or when its starter goes away.
    """

    def __init__(self, command: Sequence[str], on_event: Callable[[PatrolEvent], None]) -> None:
        self._command = command
        self._on_event = on_event
        self._process: asyncio.subprocess.Process | None = None
        self._stopping = False
        self._captured = 0
        self._watch: asyncio.Task[int]
        self.paused = False
        self.last_error = ""

    @classmethod
    async def start(
        cls,
        archive_path: Path,
        *,
        round_id: str,
        target_ids: Sequence[str] = (),
        concurrency: int = 3,
        max_pages: int = 60,
        retest_minutes: float = 30.0,
        resolve: Sequence[str] = (),
        actor: str = "",
        on_event: Callable[[PatrolEvent], None],
    ) -> PatrolRun:
        """Start the worker. Raises `InvalidInput` for settings out of bounds and overrides of another form."""
        settings = PatrolSettings(round_id, tuple(target_ids), concurrency, max_pages, retest_minutes, tuple(resolve))
        run = cls([*worker_command(), str(archive_path), settings.to_json(), actor], on_event)
        await run._launch()
        run._watch = tasks.start(run._watch_over(), name="patrol")
        return run

    async def _launch(self) -> None:
        self._captured = 0
        self._process = await asyncio.create_subprocess_exec(
            *self._command,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            limit=2**22,
            start_new_session=True,
            creationflags=_WINDOWS_GROUP,
        )
        if self.paused:
            await self._tell("pause")

    @property
    def running(self) -> bool:
        return not self._watch.done()

    @property
    def process_id(self) -> int:
        """The worker's process id; changes when it had to be started again."""
        return self._process.pid if self._process is not None else 0

    async def pause(self) -> None:
        """Let the pages in flight finish and start no others."""
        self.paused = True
        await self._tell("pause")

    async def resume(self) -> None:
        self.paused = False
        await self._tell("resume")

    async def stop(self) -> None:
        """Let the pages in flight finish, then end; what is left stays in the queue."""
        self._stopping = True
        await self._tell("stop")
        await self.wait()

    async def wait(self) -> int:
        """The worker's exit status: 0 done, 2 unusable input (see `last_error`), anything else died too often."""
        return await asyncio.shield(self._watch)

    async def wait_or_stop(self, on_stopping: Callable[[], None]) -> int:
        """As `wait`; when cancelled (Ctrl+C), say so by `on_stopping`, let the pages in flight finish, then be cancelled.

        Cancelled again meanwhile, the worker is killed: the pages in flight go back into the queue at the next start.
        """
        try:
            return await self.wait()
        except asyncio.CancelledError:
            on_stopping()
            try:
                await self.stop()
            except asyncio.CancelledError:
                self._kill()
            raise

    def _kill(self) -> None:
        if self._process is not None and self._process.returncode is None:
            with contextlib.suppress(ProcessLookupError):  # it has just ended by itself
                self._process.kill()

    async def _tell(self, word: str) -> None:
        pipe = self._process.stdin if self._process is not None else None
        if pipe is None:
            return
        try:
            pipe.write(f"{word}\n".encode())
            await pipe.drain()
        except (BrokenPipeError, ConnectionResetError):
            return  # it has just ended by itself

    async def _watch_over(self) -> int:
        fruitless = 0
        while True:
            status = await self._read_to_the_end()
            fruitless = 0 if self._captured else fruitless + 1
            if self._stopping or status in (0, 2) or fruitless >= FRUITLESS_STARTS:
                return status
            self._on_event(PatrolEvent(now_iso(), "warning", "", "", "巡检进程意外结束,已重新启动,从中断处继续"))
            await self._launch()

    async def _read_to_the_end(self) -> int:
        """Pass on the worker's events until it ends; its exit status."""
        process = self._process
        if process is None or process.stdout is None:
            raise RuntimeError("the worker was not started")
        while line := await process.stdout.readline():
            event = event_from_line(line.decode("utf-8", "replace"))
            if event is None:
                continue
            self._captured += event.kind == "captured"
            if event.kind == "error":
                self.last_error = event.text
            self._on_event(event)
        return await process.wait()


def worker_command() -> list[str]:
    """How to start this program's capture worker, from a checkout, an installation or a frozen build."""
    if getattr(sys, "frozen", False):
        return [sys.executable, "capture-worker"]
    return [sys.executable, "-m", "inspector_gui", "capture-worker"]


def read_patrol_status(session: Session, *, round_id: str, running: bool = False) -> PatrolStatus:
    """How far the patrol of a round is, with an estimate of the time left."""
    archive = session.archive
    targets = {t.id: t for t in archive.targets.of_round(round_id)}
    progress = {p.target_id: p for p in archive.queue.progress(round_id)}
    findings = [f for f in archive.findings.of_round(round_id) if f.state is FindingState.SUSPECTED]
    suspected: dict[str, int] = {}
    for finding in findings:
        suspected[finding.target_id] = suspected.get(finding.target_id, 0) + 1
    paused = archive.queue.is_paused(round_id)
    rows = tuple(_row(t, progress.get(t.id), suspected.get(t.id, 0), paused) for t in targets.values())
    rows = tuple(_explained(session, round_id, row) for row in rows)
    done, total = sum(r.done for r in rows), sum(r.total for r in rows)
    rate = _pages_per_minute(session, round_id)
    return PatrolStatus(
        rows=rows,
        pages_done=done,
        pages_total=total,
        pages_per_minute=rate,
        remaining_seconds=(total - done) / rate * 60 if rate and total > done else None,
        suspected=len(findings),
        veto_suspected=sum(1 for f in findings if f.rule.startswith("V")),
        needs_review=sum(1 for run in archive.checks.of_round(round_id) if run.outcome == "review"),
        storage_bytes=folder_size(archive.path),
        free_bytes=shutil.disk_usage(archive.path).free,
        paused=paused,
        running=running,
    )


def _row(target: Website, progress: TargetProgress | None, suspected: int, paused: bool) -> PatrolRow:
    if progress is None:
        return PatrolRow(target.id, target.name, target.host, "", 0, 0, suspected, "queued")
    finished = {Stage.DONE: "done", Stage.FAILED: "failed", Stage.QUEUED: "queued"}.get(progress.stage)
    state = finished or ("paused" if paused else "running")
    done = progress.done + progress.failed
    return PatrolRow(target.id, target.name, target.host, progress.stage.value, done, progress.total, suspected, state)


def _explained(session: Session, round_id: str, row: PatrolRow) -> PatrolRow:
    """The row with the reason why nothing of the site could be judged: that of its home page."""
    if row.state != "failed":
        return row
    captures = session.archive.captures.of_target(round_id, row.target_id)
    return replace(row, reason=captures[-1].reason) if captures else row


def _pages_per_minute(session: Session, round_id: str) -> float:
    """Captures of the last minutes, per minute of the time they took."""
    since = dt.datetime.now().astimezone() - dt.timedelta(minutes=RATE_WINDOW_MINUTES)
    times = [dt.datetime.fromisoformat(t) for t in session.archive.captures.times_since(round_id, since.isoformat())]
    if len(times) < 3:
        return 0.0
    minutes = (max(times) - min(times)).total_seconds() / 60
    return (len(times) - 1) / minutes if minutes > 0 else 0.0
