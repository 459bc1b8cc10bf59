"""The left rail: one button per screen, the current one marked."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QToolButton, QVBoxLayout

from inspector_gui.ui.theme import tokens as t
from inspector_gui.ui.theme.icons import Icons

_WIDTH = 76


class Rail(QFrame):
    """Emits the id of the screen whose button was pressed."""

    chosen = Signal(str)

    def __init__(self, icons: Icons) -> None:
        super().__init__()
        self.setObjectName("rail")
        self.setFixedWidth(_WIDTH)
        self.setAccessibleName(self.tr("导航"))
        self.buttons: dict[str, QToolButton] = {}
        group = QButtonGroup(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(t.TIGHT, t.STEP, t.TIGHT, t.STEP)
        layout.setSpacing(2)
        for number, (name, text) in enumerate(self.entries(), start=1):
            button = QToolButton()
            button.setText(text)
            button.setToolTip(f"{text}  Alt+{number}")
            button.setAccessibleName(text)
            button.setCheckable(True)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
            button.setMinimumSize(QSize(_WIDTH - 2 * t.TIGHT, 50))
            icons.put_on(button, name)
            button.clicked.connect(lambda _=False, view=name: self.chosen.emit(view))
            group.addButton(button)
            layout.addWidget(button)
            self.buttons[name] = button
        layout.addStretch()

    def entries(self) -> list[tuple[str, str]]:
        """(screen id, name) from top to bottom."""
        return [
            ("overview", self.tr("概览")),
            ("targets", self.tr("对象")),
            ("patrol", self.tr("巡检")),
            ("review", self.tr("审核")),
            ("scores", self.tr("评分")),
            ("rectification", self.tr("整改")),
            ("circular", self.tr("通报")),
            ("packages", self.tr("证据包")),
        ]

    def mark(self, view: str) -> None:
        self.buttons[view].setChecked(True)
