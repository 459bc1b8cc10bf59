"""The top bar: archive, round, what it is measured against, search, undo and redo, settings."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QMenu, QSizePolicy, QToolButton

from inspector_gui.app.views import ArchiveStatus
from inspector_gui.ui.theme import tokens as t
from inspector_gui.ui.theme.icons import Icons
from inspector_gui.ui.theme.theme import Theme
from inspector_gui.ui.widgets.key_button import KeyButton
from inspector_gui.ui.widgets.text import ElidedLabel


class TopBar(QFrame):
    """Shows the archive's status; says what was asked for."""

    round_chosen = Signal(str)
    search_wanted = Signal()
    undo_wanted = Signal()
    redo_wanted = Signal()

    def __init__(self, theme: Theme, icons: Icons, menu: QMenu) -> None:
        super().__init__()
        self.setObjectName("bar")
        self.archive = ElidedLabel("", "strong")
        self.rounds = QComboBox()
        self.rounds.setAccessibleName(self.tr("检查批次"))
        self.rounds.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.rounds.activated.connect(lambda row: self.round_chosen.emit(self.rounds.itemData(row)))
        self.facts = ElidedLabel("", "soft")
        self.facts.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.search = KeyButton(theme, self.tr("搜索对象、问题、命令…"), "Ctrl K")
        self.search.setAccessibleName(self.tr("搜索"))
        self.search.clicked.connect(self.search_wanted)
        self.undo = self._tool(icons, "undo", self.tr("撤销"))
        self.redo = self._tool(icons, "redo", self.tr("重做"))
        self.undo.clicked.connect(self.undo_wanted)
        self.redo.clicked.connect(self.redo_wanted)
        self.settings = self._tool(icons, "settings", self.tr("设置"))
        self.settings.setMenu(menu)
        self.settings.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        row = QHBoxLayout(self)
        row.setContentsMargins(t.ROOMY, 6, t.WIDE, 6)
        row.setSpacing(t.WIDE)
        for widget in (self.archive, self.rounds):
            row.addWidget(widget)
        row.addWidget(self.facts, 1)
        for widget in (self.search, self.undo, self.redo, self.settings):
            row.addWidget(widget)
        self.show_history("", "")

    def show_status(self, status: ArchiveStatus, round_id: str) -> None:
        self.archive.setText(status.name)
        self.rounds.clear()
        for entry in status.rounds:
            self.rounds.addItem(entry.name, entry.id)
        self.rounds.setVisible(bool(status.rounds))
        self.rounds.setCurrentIndex(self.rounds.findData(round_id))
        current = next((r for r in status.rounds if r.id == round_id), None)
        if current is None:
            self.facts.setText(self.tr("还没有检查批次"))
            return
        parts = [
            self.tr("监测时间点 {date}").format(date=current.as_of.isoformat()),
            self.tr("指标 {document}").format(document=current.document),
        ]
        self.facts.setText(" · ".join(parts + ([self.tr("已锁定")] if current.locked else [])))

    def show_history(self, undo: str, redo: str) -> None:
        """What undo and redo would do; they are disabled when there is nothing."""
        for button, what, keys, nothing in (
            (self.undo, undo, "Ctrl+Z", self.tr("没有可撤销的操作")),
            (self.redo, redo, "Ctrl+Shift+Z", self.tr("没有可重做的操作")),
        ):
            button.setEnabled(bool(what))
            button.setToolTip(f"{button.accessibleName()}:{what}  {keys}" if what else nothing)

    def _tool(self, icons: Icons, name: str, text: str) -> QToolButton:
        button = QToolButton()
        button.setObjectName("control")
        button.setAccessibleName(text)
        button.setToolTip(text)
        button.setStyleSheet("QToolButton { padding: 0 6px; }")
        icons.put_on(button, name)
        return button
