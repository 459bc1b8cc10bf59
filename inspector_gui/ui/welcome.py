"""The first window when there is no archive to open: create one or open one."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from inspector_gui.ui.theme import tokens as t
from inspector_gui.ui.widgets.text import label


class WelcomeWindow(QWidget):
    """Two buttons and one sentence; `problem` says why the last archive could not be opened."""

    create_wanted = Signal()
    open_wanted = Signal()
    closed = Signal()

    def __init__(self, problem: str = "") -> None:
        super().__init__()
        self.setObjectName("page")
        self.setWindowTitle(self.tr("政务网站巡检工作站"))
        self.resize(640, 360)
        create = QPushButton(self.tr("新建存档…"))
        create.setProperty("kind", "primary")
        create.clicked.connect(self.create_wanted)
        existing = QPushButton(self.tr("打开存档…"))
        existing.clicked.connect(self.open_wanted)
        self.problem = label(problem, "danger", wrap=True)
        self.problem.setVisible(bool(problem))
        buttons = QHBoxLayout()
        buttons.setSpacing(t.STEP)
        buttons.addWidget(create)
        buttons.addWidget(existing)
        buttons.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(48, 48, 48, 48)
        layout.setSpacing(t.WIDE)
        layout.addStretch()
        layout.addWidget(label(self.tr("政务网站巡检工作站"), "title"))
        layout.addWidget(
            label(
                self.tr("一个存档保存一个地区各批次检查的全部证据。新建一个,或打开已有的 .inspection 文件夹。"),
                "soft",
                wrap=True,
            )
        )
        layout.addWidget(self.problem)
        layout.addLayout(buttons)
        layout.addStretch()

    def show_problem(self, text: str) -> None:
        self.problem.setText(text)
        self.problem.setVisible(bool(text))

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closed.emit()
        super().closeEvent(event)
