"""证据包: hand the proof over as one file, and check that a package or the archive is intact."""

from __future__ import annotations

import asyncio
import datetime as dt
import threading
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from inspector_gui.app.changes import Topic
from inspector_gui.app.package_estimate import TargetContent
from inspector_gui.app.packages import ExportCancelled
from inspector_gui.app.views import PackageDone, TargetRow
from inspector_gui.ui import dialogs
from inspector_gui.ui.archive_thread import Ticket
from inspector_gui.ui.context import Context
from inspector_gui.ui.theme import tokens as t
from inspector_gui.ui.views.package_choice import PackageChoice
from inspector_gui.ui.views.package_done import PackageResult
from inspector_gui.ui.views.screen import Screen
from inspector_gui.ui.views.verify_result import VerifyResult
from inspector_gui.ui.widgets.card import Panel
from inspector_gui.ui.widgets.key_button import KeyButton
from inspector_gui.ui.widgets.text import ElidedLabel, label


class Progress(QObject):
    """Carries progress from the thread that works to the window."""

    moved = Signal(int, int)


class PackagesScreen(Screen):
    """Left: choose and export. Right: what was written last, and verify."""

    topics = frozenset({Topic.TARGETS, Topic.ROUNDS, Topic.FINDINGS})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._ticket = Ticket()
        self._cancelled = threading.Event()
        self._busy = False
        self.choice = PackageChoice(context.theme)
        self.choice.choice_changed.connect(self._allow)
        self.written = PackageResult(context.theme)
        self.written.verify_wanted.connect(lambda path: context.start(self.verify(path), "verify"))
        self.export_button = KeyButton(context.theme, self.tr("导出证据包…"), kind="primary")
        self.export_button.clicked.connect(lambda: context.start(self._pick_and_export(), "export"))
        self.cancel_button = KeyButton(context.theme, self.tr("取消"))
        self.cancel_button.clicked.connect(self._cancelled.set)
        self.verify_file = KeyButton(context.theme, self.tr("校验证据包…"))
        self.verify_file.clicked.connect(lambda: context.start(self._pick_and_verify(), "verify"))
        self.verify_archive = KeyButton(context.theme, self.tr("校验本存档"))
        self.verify_archive.clicked.connect(lambda: context.start(self.verify(context.archive_path), "verify archive"))
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.done = ElidedLabel("", "soft")
        self.result = VerifyResult(context.theme)
        self._progress = Progress(self)
        self._progress.moved.connect(self._show_progress)
        self._build()
        self._allow()

    def main_widget(self) -> QWidget:
        return self.choice.table

    async def reload(self) -> None:
        rows: list[TargetRow] = []
        contents: list[TargetContent] = []
        if self.context.round_id:
            cases, round_id = self.context.cases, self.context.round_id
            rows = await self.context.read(cases.list_targets, ticket=self._ticket, round_id=round_id)
            contents = await self.context.read(cases.estimate_package, ticket=self._ticket, round_id=round_id)
        self.choice.show_candidates(rows, contents)
        self._allow()

    async def export(self, out: Path) -> PackageDone | None:
        """Write the package; None when it was cancelled."""
        self._begin(self.tr("正在写入…"))
        chosen = () if self.choice.is_everything else tuple(c.target.id for c in self.choice.chosen)
        try:
            done = await self.context.read(
                self.context.cases.export_package,
                round_id=self.context.round_id,
                target_ids=chosen,
                out=out,
                progress=self._progress.moved.emit,
                cancelled=self._cancelled.is_set,
            )
        except ExportCancelled:
            self.done.setText(self.tr("已取消,没有留下文件"))
            return None
        finally:
            self._end()
        self.done.setText(self.tr("证据包已写好"))
        self.written.show_done(done)
        return done

    async def verify(self, path: Path) -> None:
        """Recompute every digest and the custody chain of a package or an archive."""
        self._begin(self.tr("正在校验 {name}…").format(name=path.name))
        try:
            call = partial(self.context.cases.verify_path, path, progress=self._progress.moved.emit)
            summary = await asyncio.get_running_loop().run_in_executor(None, call)
        finally:
            self._end()
        self.done.setText("")
        self.result.show_summary(path, summary)

    async def _pick_and_export(self) -> None:
        name = f"{self.context.archive_path.stem}-{dt.date.today():%Y%m%d}.zip"
        path = await dialogs.ask_new_file(self.window(), self.tr("导出证据包"), name, self.tr("证据包 (*.zip)"), "zip")
        if path is not None:
            await self.export(path)

    async def _pick_and_verify(self) -> None:
        path = await dialogs.ask_file(self.window(), self.tr("校验证据包"), self.tr("证据包 (*.zip)"))
        if path is not None:
            await self.verify(path)

    def _begin(self, text: str) -> None:
        self._cancelled.clear()
        self._busy = True
        self.bar.setRange(0, 0)
        self.done.setText(text)
        self._allow()

    def _end(self) -> None:
        self._busy = False
        self._allow()

    def _show_progress(self, done: int, total: int) -> None:
        self.bar.setRange(0, max(1, total))
        self.bar.setValue(done)

    def _allow(self) -> None:
        busy = self.tr("正在进行,请稍候") if self._busy else ""
        nothing = "" if self.choice.chosen else self.tr("请先导入并勾选至少一个对象")
        self.export_button.allow(busy or nothing)
        self.verify_file.allow(busy)
        self.verify_archive.allow(busy)
        self.cancel_button.setVisible(self._busy)
        self.bar.setVisible(self._busy)

    def _build(self) -> None:
        self.choice.foot.addWidget(self.export_button)
        checks = QHBoxLayout()
        checks.setContentsMargins(t.ROOMY, 0, t.ROOMY, t.WIDE)
        checks.setSpacing(t.STEP)
        checks.addWidget(self.verify_archive)
        checks.addWidget(self.verify_file)
        checks.addStretch()
        verify = Panel(self.tr("校验"))
        verify.body.addLayout(checks)
        verify.body.addWidget(self.result, 1)
        right = QVBoxLayout()
        right.setSpacing(t.WIDE)
        right.addWidget(self.written)
        right.addWidget(verify, 1)
        columns = QHBoxLayout()
        columns.setSpacing(t.WIDE)
        columns.addWidget(self.choice, 3)
        columns.addLayout(right, 2)
        head = QHBoxLayout()
        head.setSpacing(t.WIDE)
        head.addWidget(label(self.tr("证据包"), "title"))
        head.addWidget(self.done, 1)
        head.addWidget(self.bar, 1)
        head.addWidget(self.cancel_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(t.ROOMY, t.ROOMY, t.ROOMY, t.ROOMY)
        layout.setSpacing(t.WIDE)
        layout.addLayout(head)
        layout.addLayout(columns, 1)
