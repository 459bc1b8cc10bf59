"""A running asyncio loop on Qt, a window on the fake application, and waiting until it has come to rest."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

os.environ["QT_QPA_PLATFORM"] = "offscreen"
sys.path.insert(0, str(Path(__file__).parent))  # the fakes beside this file

import pytest
import qasync
from fakes import FakeApp

from inspector_gui.ui.desk import Desk
from inspector_gui.ui.rendering import settled
from inspector_gui.ui.settings import Settings
from inspector_gui.ui.window import MainWindow


class Stage:
    """A window under test: `app` is the fake behind it, `desk` and `window` are real."""

    def __init__(self, application: Any, app: FakeApp, settings: Settings) -> None:
        self.app = app
        self.desk = Desk(application, app.cases, settings, language="zh")
        self.problems: list[BaseException] = []

    @property
    def window(self) -> MainWindow:
        assert self.desk.window is not None
        return self.desk.window

    @property
    def review(self):
        return self.window.screens["review"]

    async def open(self, view: str = "review", size: tuple[int, int] = (1366, 768)) -> None:
        asyncio.get_running_loop().set_exception_handler(self._hear)
        await self.desk.open_archive(Path("/archive.inspection"), view=view)
        self.window.resize(*size)
        self.window.activateWindow()
        await self.rest()

    async def rest(self) -> None:
        """Wait until nothing is under way; raises what went wrong meanwhile."""
        await settled(self.window)
        if self.problems:
            raise self.problems[0]

    def _hear(self, loop: Any, facts: dict[str, Any]) -> None:
        self.problems.append(facts.get("exception") or RuntimeError(facts["message"]))


Run = Callable[[Callable[[Stage], Coroutine[Any, Any, None]]], None]


@pytest.fixture
def run_async(qapp):
    """Run one coroutine on a Qt loop of its own."""

    def run(coroutine):
        loop = qasync.QEventLoop(qapp)
        asyncio.set_event_loop(loop)
        with loop:
            return loop.run_until_complete(coroutine)

    yield run
    asyncio.set_event_loop(None)


@pytest.fixture
def on_stage(qapp, run_async, tmp_path):
    """Run `scenario(stage)` with a window on the fake application; everything is taken down afterwards."""

    def run(
        scenario, *, app: FakeApp | None = None, view: str = "review", size: tuple[int, int] = (1366, 768)
    ) -> Stage:
        async def play() -> Stage:
            stage = Stage(qapp, app or FakeApp(), Settings(tmp_path / "window.ini"))
            await stage.open(view, size)
            try:
                await scenario(stage)
            finally:
                await stage.desk.leave_archive()
            if stage.problems:
                raise stage.problems[0]
            return stage

        return run_async(play())

    return run
