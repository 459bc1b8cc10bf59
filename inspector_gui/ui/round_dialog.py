"""The dialog that starts a round: its name and the monitoring point."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QDateEdit, QDialog, QDialogButtonBox, QFormLayout, QLineEdit, QVBoxLayout, QWidget

from inspector_gui.ui.dialogs import make_primary
from inspector_gui.ui.theme import tokens as t
from inspector_gui.ui.widgets.text import label


class RoundDialog(QDialog):
    """Suggests the current quarter; `name` and `as_of` are what the user made of it."""

    def __init__(self, parent: QWidget, today: dt.date) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("新建检查批次"))
        self.setMinimumWidth(420)
        quarter = (today.month - 1) // 3 + 1
        self._name = QLineEdit(f"{today.year}Q{quarter}")
        self._date = QDateEdit(QDate(today.year, today.month, today.day))
        self._date.setCalendarPopup(True)
        self._date.setDisplayFormat("yyyy-MM-dd")
        form = QFormLayout()
        form.setVerticalSpacing(t.STEP)
        form.addRow(self.tr("名称"), self._name)
        form.addRow(self.tr("监测时间点"), self._date)
        buttons = QDialogButtonBox()
        self._create = buttons.addButton(self.tr("新建"), QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(self.tr("取消"), QDialogButtonBox.ButtonRole.RejectRole)
        make_primary(self._create)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self._name.textChanged.connect(lambda text: self._create.setEnabled(bool(text.strip())))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(t.ROOMY, t.ROOMY, t.ROOMY, t.ROOMY)
        layout.setSpacing(t.WIDE)
        layout.addWidget(label(self.tr("新建检查批次"), "title"))
        layout.addWidget(
            label(self.tr("所有时限都从监测时间点往前数;指标集在新建时随批次固定下来。"), "soft", wrap=True)
        )
        layout.addLayout(form)
        layout.addWidget(buttons)

    @property
    def name(self) -> str:
        return self._name.text().strip()

    @property
    def as_of(self) -> dt.date:
        date = self._date.date()
        return dt.date(date.year(), date.month(), date.day())
