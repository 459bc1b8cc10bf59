"""The status bar: state of storage and custody log, what the patrol is doing, who is signed in."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout

from inspector_gui.app.views import ArchiveStatus
from inspector_gui.ui import labels
from inspector_gui.ui.theme import tokens as t
from inspector_gui.ui.widgets.text import ElidedLabel, label


class StatusBar(QFrame):
    """One quiet line."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("statusBar")
        self.storage = ElidedLabel("", "small")
        self.patrol = ElidedLabel("", "small")
        self.actor = label("", "small")
        row = QHBoxLayout(self)
        row.setContentsMargins(t.ROOMY, 3, t.ROOMY, 3)
        row.setSpacing(t.ROOMY * 2)
        row.addWidget(self.storage)
        row.addWidget(self.patrol, 1)
        row.addWidget(self.actor)

    def show_status(self, status: ArchiveStatus) -> None:
        saved = self.tr("存档已落盘 {size}").format(size=labels.byte_size(status.storage_bytes))
        chain = self.tr("证据链 {n} 条").format(n=labels.count(status.custody_entries))
        free = self.tr("磁盘剩余 {size}").format(size=labels.byte_size(status.free_bytes))
        self.storage.setText(f"{saved} · {chain} · {free}")
        self.storage.setToolTip(status.path)
        self.actor.setText(self.tr("检查员 {name}").format(name=status.actor))

    def show_patrol(self, state: str) -> None:
        self.patrol.setText(
            {
                "idle": "",
                "starting": self.tr("巡检正在启动"),
                "running": self.tr("巡检进行中"),
                "paused": self.tr("巡检已暂停"),
                "stopping": self.tr("巡检正在结束"),
            }[state]
        )
