"""The capture worker: a process of its own that patrols one round, writes to the archive itself and reports in JSON lines.

Killing it at any moment loses at most the pages in flight, which go back to the queue at the next start. It ends when
its standard input closes, so that no worker outlives the window that started it.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import sys
from collections.abc import Sequence
from pathlib import Path

import psutil

from inspector_gui.app.checking import load_registry
from inspector_gui.app.clock import now_iso
from inspector_gui.app.patrol_control import Control, obey_standard_input
from inspector_gui.app.patrol_settings import PatrolSettings, event_to_line
from inspector_gui.app.session import Session
from inspector_gui.app.session_thread import SessionThread
from inspector_gui.app.target_patrol import PatrolContext, TargetPatrol
from inspector_gui.app.views import PatrolEvent
from inspector_gui.capture.browser import DriverDead
from inspector_gui.capture.discovery import discover_browser
from inspector_gui.capture.resolver import Resolver
from inspector_gui.domain.targets import Website
from inspector_gui.errors import InvalidInput, UserError
from inspector_gui.store.locks import PatrolLock

#: Exit status that asks the starter for a new worker: the Playwright driver died, which no retry in this process heals.
RESTART = 75


def run_worker(arguments: Sequence[str]) -> int:
    """Entry point of the child process: ARCHIVE SETTINGS-JSON [ACTOR]. Returns the exit status."""
    _step_back()
    status = 0
    try:
        archive, settings, actor = _read_arguments(arguments)
        asyncio.run(_patrol(archive, settings, actor))
    except* DriverDead:
        status = RESTART
    except* UserError as group:
        _emit(PatrolEvent(now_iso(), "error", "", "", _first_sentence(group)))
        status = 2
    return status


def _read_arguments(arguments: Sequence[str]) -> tuple[Path, PatrolSettings, str]:
    if len(arguments) < 2:
        raise InvalidInput(
            what="capture-worker", reason="缺少参数", todo="它由程序自己启动;巡检请用 inspector-gui patrol。"
        )
    return Path(arguments[0]), PatrolSettings.from_json(arguments[1]), "".join(arguments[2:3])


def _first_sentence(error: BaseException) -> str:
    """What to tell the user; the same cause usually ends several targets, each in groups of its own."""
    return _first_sentence(error.exceptions[0]) if isinstance(error, BaseExceptionGroup) else str(error)


def _step_back() -> None:
    """Run at lower priority: the window must stay smooth on two cores while pages are rendered."""
    with contextlib.suppress(psutil.AccessDenied):
        if sys.platform == "win32":
            psutil.Process().nice(psutil.BELOW_NORMAL_PRIORITY_CLASS)
        else:
            psutil.Process().nice(10)


def _emit(event: PatrolEvent) -> None:
    with contextlib.suppress(BrokenPipeError):  # the starter is gone; standard input says so as well
        sys.stdout.write(event_to_line(event) + "\n")
        sys.stdout.flush()


async def _patrol(archive: Path, settings: PatrolSettings, actor: str) -> None:
    control = Control()
    obey_standard_input(control)
    thread = await SessionThread.open(archive, actor=actor)
    try:
        with PatrolLock.take(archive, settings.round_id):
            await _patrol_round(thread, settings, control)
    finally:
        await thread.close()


async def _patrol_round(thread: SessionThread, settings: PatrolSettings, control: Control) -> None:
    await thread.run(_take_back, round_id=settings.round_id)
    registry = await thread.run(load_registry, round_id=settings.round_id)
    for problem in registry.problems:
        _emit(PatrolEvent(now_iso(), "warning", "", "", str(problem)))
    context = PatrolContext(
        thread=thread,
        settings=settings,
        registry=registry,
        install=discover_browser(),
        control=control,
        emit=_emit,
        resolver=Resolver.parse(settings.resolve),
        worker=f"worker-{os.getpid()}",
        slots=asyncio.Semaphore(settings.concurrency),
    )
    await _patrol_targets(context, await thread.run(_chosen_targets, settings=settings))


async def _patrol_targets(context: PatrolContext, targets: Sequence[Website]) -> None:
    """All targets, as many at a time as there are slots; a failure that is not a page's ends the patrol."""
    async with asyncio.TaskGroup() as group:
        for target in targets:
            group.create_task(TargetPatrol(context, target).run(), name=target.id)


def _take_back(session: Session, *, round_id: str) -> None:
    """Take back what a killed worker had in hand; the lock on the round makes sure that there is no other."""
    session.archive.queue.release_round(round_id)
    session.archive.queue.set_paused(round_id, False)


def _chosen_targets(session: Session, *, settings: PatrolSettings) -> list[Website]:
    every = session.archive.targets.of_round(settings.round_id)
    return [t for t in every if not settings.target_ids or t.id in settings.target_ids]
