"""证据包: hand the proof over as one file, and check that a package or the archive is intact."""

from __future__ import annotations

import asyncio
import threading
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QProgressBar, QVBoxLayout, QWidget

from inspector_gui.app.changes import Topic
from inspector_gui.app.packages import ExportCancelled
from inspector_gui.app.views import PackageDone, TargetRow
from inspector_gui.ui import dialogs, labels
from inspector_gui.ui.archive_thread import Ticket
from inspector_gui.ui.context import Context
from inspector_gui.ui.theme import tokens as t
from inspector_gui.ui.views.screen import Screen
from inspector_gui.ui.views.verify_result import VerifyResult
from inspector_gui.ui.widgets.card import Panel
from inspector_gui.ui.widgets.key_button import KeyButton
from inspector_gui.ui.widgets.text import label


class Progress(QObject):
    """Carries progress from the thread that works to the window."""

    moved = Signal(int, int)


class PackagesScreen(Screen):
    """Left: choose and export. Right: verify."""

    topics = frozenset({Topic.TARGETS, Topic.ROUNDS, Topic.FINDINGS})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._ticket = Ticket()
        self._cancelled = threading.Event()
        self._busy = False
        self.targets = QListWidget()
        self.targets.setAccessibleName(self.tr("放入证据包的对象"))
        self.targets.itemChanged.connect(self._allow)
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
        self.done = label("", "soft", wrap=True)
        self.done.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.result = VerifyResult(context.theme)
        self._progress = Progress(self)
        self._progress.moved.connect(self._show_progress)
        self._build()
        self._allow()

    def main_widget(self) -> QWidget:
        return self.targets

    async def reload(self) -> None:
        rows: list[TargetRow] = []
        if self.context.round_id:
            rows = await self.context.read(
                self.context.cases.list_targets, ticket=self._ticket, round_id=self.context.round_id
            )
        left_out = {
            item.data(Qt.ItemDataRole.UserRole)
            for item in self._items()
            if item.checkState() is Qt.CheckState.Unchecked
        }
        self.targets.blockSignals(True)
        self.targets.clear()
        for row in rows:
            item = QListWidgetItem(self.tr("{name}  ·  {pages} 页").format(name=row.name, pages=row.pages))
            item.setData(Qt.ItemDataRole.UserRole, row.id)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsSelectable)
            item.setCheckState(Qt.CheckState.Unchecked if row.id in left_out else Qt.CheckState.Checked)
            self.targets.addItem(item)
        self.targets.blockSignals(False)
        self._allow()

    @property
    def chosen(self) -> list[str]:
        """Ids of the targets that go into the package."""
        return [
            item.data(Qt.ItemDataRole.UserRole) for item in self._items() if item.checkState() is Qt.CheckState.Checked
        ]

    async def export(self, out: Path) -> PackageDone | None:
        """Write the package; None when it was cancelled."""
        self._begin(self.tr("正在写入…"))
        everything = len(self.chosen) == self.targets.count()
        try:
            done = await self.context.read(
                self.context.cases.export_package,
                round_id=self.context.round_id,
                target_ids=() if everything else tuple(self.chosen),
                out=out,
                progress=self._progress.moved.emit,
                cancelled=self._cancelled.is_set,
            )
        except ExportCancelled:
            self.done.setText(self.tr("已取消,没有留下文件"))
            return None
        finally:
            self._end()
        text = self.tr("{path}\n{size} · {files} 个文件 · SHA-256 {digest}")
        self.done.setText(
            text.format(path=done.path, size=labels.byte_size(done.size), files=done.files, digest=done.digest)
        )
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
        name = f"{self.context.archive_path.stem}.zip"
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
        nothing = "" if self.chosen else self.tr("请先导入并勾选至少一个对象")
        self.export_button.allow(busy or nothing)
        self.verify_file.allow(busy)
        self.verify_archive.allow(busy)
        self.cancel_button.setVisible(self._busy)
        self.bar.setVisible(self._busy)

    def _items(self) -> list[QListWidgetItem]:
        return [self.targets.item(row) for row in range(self.targets.count())]

    def _build(self) -> None:
        left = Panel(self.tr("导出"))
        intro = label(
            self.tr("证据包含截图、页面、问题、评分表、证据链和逐文件摘要,可在任何浏览器里离线打开,也可独立校验。"),
            "soft",
            wrap=True,
        )
        intro.setContentsMargins(t.ROOMY, 0, t.ROOMY, t.WIDE)
        left.body.addWidget(intro)
        left.body.addWidget(self.targets, 1)
        buttons = QHBoxLayout()
        buttons.setContentsMargins(t.ROOMY, t.WIDE, t.ROOMY, t.WIDE)
        buttons.addWidget(self.export_button)
        buttons.addStretch()
        left.body.addLayout(buttons)
        right = Panel(self.tr("校验"))
        checks = QHBoxLayout()
        checks.setContentsMargins(t.ROOMY, 0, t.ROOMY, t.WIDE)
        checks.setSpacing(t.STEP)
        checks.addWidget(self.verify_archive)
        checks.addWidget(self.verify_file)
        checks.addStretch()
        right.body.addLayout(checks)
        right.body.addWidget(self.result, 1)
        columns = QHBoxLayout()
        columns.setSpacing(t.WIDE)
        columns.addWidget(left, 1)
        columns.addWidget(right, 1)
        foot = QHBoxLayout()
        foot.setSpacing(t.WIDE)
        foot.addWidget(self.done, 1)
        foot.addWidget(self.bar, 1)
        foot.addWidget(self.cancel_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(t.ROOMY, t.ROOMY, t.ROOMY, t.ROOMY)
        layout.setSpacing(t.WIDE)
        layout.addWidget(label(self.tr("证据包"), "title"))
        layout.addLayout(columns, 1)
        layout.addLayout(foot)
