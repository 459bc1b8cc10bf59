"""Holds the parts of a running window together: opens and closes the archive, makes the window, handles what goes wrong."""

from __future__ import annotations

import asyncio
import datetime as dt
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Any

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtWidgets import QApplication, QWidget

from inspector_gui import tasks
from inspector_gui.errors import UserError
from inspector_gui.ui import crash, dialogs
from inspector_gui.ui.archive_thread import ArchiveThread
from inspector_gui.ui.collector import collect_on_this_thread
from inspector_gui.ui.context import Context
from inspector_gui.ui.events import Destination, Events, Notice
from inspector_gui.ui.language import Language
from inspector_gui.ui.patrol_control import PatrolControl
from inspector_gui.ui.round_dialog import RoundDialog
from inspector_gui.ui.settings import Settings
from inspector_gui.ui.theme.icons import Icons
from inspector_gui.ui.theme.theme import Theme
from inspector_gui.ui.usecases import UseCases, archive_of
from inspector_gui.ui.welcome import WelcomeWindow
from inspector_gui.ui.window import MainWindow


class Desk:
    """One window at a time on one archive at a time."""

    def __init__(
        self,
        application: QApplication,
        cases: UseCases,
        settings: Settings,
        *,
        language: str = "",
        resolve: Sequence[str] = (),
    ) -> None:
        # The loop must outlive the last window: leaving the archive is asynchronous, and the window is made anew at times.
        application.setQuitOnLastWindowClosed(False)
        collect_on_this_thread(application)
        self._application = application
        self._cases = cases
        self._settings = settings
        self._resolve = tuple(resolve)
        self.theme = Theme(application, settings.appearance)
        self.icons = Icons(self.theme)
        self.language = Language.of(application)
        self.language.use(language or settings.language)
        application.setWindowIcon(self.icons.icon("app"))
        self.context: Context | None = None
        self.patrol: PatrolControl | None = None
        self.window: MainWindow | None = None
        self._welcome: WelcomeWindow | None = None
        self.closed = asyncio.Event()

    # -- archive -----------------------------------------------------------------------------------------------------

    async def open_archive(self, path: Path, *, view: str = "review", exclusive: bool = True) -> None:
        """Open an archive and show the window on it. Raises the Archive… errors, leaving what is open as it is."""
        await self._enter(path, view, self._cases.open_session, window=exclusive)

    async def create_archive(self, path: Path) -> None:
        """Create an archive called like its folder and show the window on it."""
        await self._enter(path, "targets", self._cases.create_archive, name=path.stem)

    async def _enter(self, path: Path, view: str, opener: Any, **facts: Any) -> None:
        thread = ArchiveThread()
        try:
            session = await thread.run(opener, path, **facts)
        except BaseException:
            thread.close()
            raise
        await self.leave_archive()
        self.context = Context(self._cases, session, path, thread, Events(), self.theme, self.icons, self._settings)
        self.context.events.new_round.connect(lambda: tasks.start(self._new_round(), name="new round"))
        self.patrol = PatrolControl(self.context, self._resolve)
        self._settings.last_archive = str(path)
        self.show_window(view)
        tasks.start(self._tell_unfinished(self.context), name="unfinished patrols")

    async def _tell_unfinished(self, context: Context) -> None:
        """Say so when the last patrol was cut short; what it had done is all there."""
        status = await context.thread.run(self._cases.read_status, context.session)
        if not status.rounds:
            return
        reading = partial(self._cases.read_patrol_status, context.session, round_id=status.rounds[-1].id)
        rows = (await context.thread.run(reading)).rows
        if self.context is context and any(row.state in ("running", "paused") for row in rows):
            done = sum(1 for row in rows if row.state == "done")
            text = self._application.translate(
                "Desk", "上次巡检没有完成:{done} / {total} 个对象已完成。到“巡检”按空格即从断点继续。"
            )
            context.events.notice.emit(Notice(text.format(done=done, total=len(rows))))

    async def leave_archive(self) -> None:
        """Stop the patrol, close the session on its own thread, end the thread."""
        context, self.context = self.context, None
        if context is None:
            return
        if self.patrol is not None:
            await self.patrol.stop()
        self._drop_window()
        await context.thread.run(self._cases.close_session, context.session)
        context.thread.close()

    # -- windows -----------------------------------------------------------------------------------------------------

    def show_window(self, view: str) -> None:
        """Make the window anew, in the language in force, on the screen `view`."""
        assert self.context is not None
        assert self.patrol is not None
        self._drop_window()
        self._drop_welcome()
        self.window = MainWindow(
            self.context, self.patrol, on_close=self.closed.set, choose_language=self.choose_language
        )
        self.window.open_wanted.connect(lambda: tasks.start(self._pick_archive(), name="open archive"))
        self.window.create_wanted.connect(lambda: tasks.start(self._pick_new_archive(), name="create archive"))
        if not self.window.restoreGeometry(self._settings.geometry()):
            room = self.window.screen().availableGeometry()
            self.window.setGeometry(QRect(QPoint(), QSize(1440, 900).boundedTo(room.size())))
            self.window.move(room.center() - self.window.rect().center())
        self.window.go(Destination(view))
        self.window.show()

    def show_welcome(self, problem: str = "") -> None:
        self._drop_welcome()
        self._welcome = WelcomeWindow(problem)
        self._welcome.open_wanted.connect(lambda: tasks.start(self._pick_archive(), name="open archive"))
        self._welcome.create_wanted.connect(lambda: tasks.start(self._pick_new_archive(), name="create archive"))
        self._welcome.closed.connect(self.closed.set)
        self._welcome.show()

    def choose_language(self, code: str) -> None:
        """Speak another language from now on; the window is made anew on the same screen."""
        self._settings.language = code
        self.language.use(code)
        if self.window is not None:
            self.show_window(self.window.view)

    def _drop_window(self) -> None:
        if self.window is not None:
            self.window.dismantle()
            self.window = None

    def _drop_welcome(self) -> None:
        if self._welcome is not None:
            self._welcome.closed.disconnect(self.closed.set)
            self._welcome.close()
            self._welcome.deleteLater()
            self._welcome = None

    async def _pick_archive(self) -> None:
        path = await dialogs.ask_folder(self._parent, self._application.translate("Desk", "打开存档"))
        if path is not None:
            await self.open_archive(archive_of(str(path)))

    async def _pick_new_archive(self) -> None:
        title, name = self._application.translate("Desk", "新建存档"), self._application.translate("Desk", "网站检查")
        path = await dialogs.ask_new_file(self._parent, title, f"{name}.inspection", "*.inspection", "inspection")
        if path is not None:
            await self.create_archive(path)

    async def _new_round(self) -> None:
        assert self.context is not None
        dialog = RoundDialog(self._parent, dt.date.today())
        if await dialogs.answer(dialog):
            changes = await self.context.read(self._cases.create_round, name=dialog.name, as_of=dialog.as_of)
            self.context.round_id = ""  # the window picks the newest one
            self.context.events.changed.emit(changes)
            self.context.events.go.emit(Destination("targets"))  # an empty round needs its register first

    @property
    def _parent(self) -> QWidget:
        return self.window or self._welcome or QWidget()

    # -- what goes wrong ---------------------------------------------------------------------------------------------

    def watch(self, loop: asyncio.AbstractEventLoop) -> None:
        """Bring every failure of a task or slot to `report`."""
        loop.set_exception_handler(lambda _, facts: self._hear_loop(facts))
        sys.excepthook = self._hear_hook

    def report(self, error: BaseException) -> None:
        """A problem the user can act on becomes a notice; anything else is a bug: written down, then shown."""
        if isinstance(error, UserError):
            if self.context is not None and self.window is not None:
                self.context.events.notice.emit(Notice(str(error), "red"))
            elif self._welcome is not None:
                self._welcome.show_problem(str(error))
            return
        path = crash.write_report(error)
        tasks.start(self._show_crash(path, crash.report_text(error)), name="crash report")

    async def _show_crash(self, path: Path, text: str) -> None:
        translate = self._application.translate
        heading = translate("Desk", "程序出现了意外错误")
        body = translate("Desk", "已完成的抓取、判定和标注都已保存。错误报告已写入 {path},请把它交给维护人员。").format(
            path=path
        )
        await dialogs.tell(self._parent, heading, body, details=text)

    def _hear_loop(self, facts: dict[str, Any]) -> None:
        error = facts.get("exception")
        self.report(error if isinstance(error, BaseException) else RuntimeError(str(facts.get("message"))))

    def _hear_hook(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            self.closed.set()
        else:
            self.report(error.with_traceback(trace))
