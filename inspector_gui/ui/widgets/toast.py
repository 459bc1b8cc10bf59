"""A line that appears above the status bar: good news fades, problems stay until they are closed."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from inspector_gui.ui.events import Notice
from inspector_gui.ui.theme import tokens as t
from inspector_gui.ui.widgets.text import label

_SECONDS = 6
_MAX_WIDTH = 720


class Toast(QFrame):
    """Overlays `parent` near its lower edge; shows one notice at a time."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("toast")
        self._text = label("", wrap=True)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._close = QPushButton(self.tr("关闭"))
        self._close.setProperty("kind", "flat")
        self._close.clicked.connect(self.hide)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(t.ROOMY, t.STEP, t.STEP, t.STEP)
        layout.addWidget(self._text, 1)
        layout.addWidget(self._close)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        parent.installEventFilter(self)
        self.hide()

    @property
    def text(self) -> str:
        return self._text.text()

    def show_notice(self, notice: Notice) -> None:
        self._text.setText(notice.text)
        self.setProperty("tone", notice.tone)
        self.style().unpolish(self)
        self.style().polish(self)
        self.setAccessibleName(notice.text)
        self._place()
        self.show()
        self.raise_()
        if notice.tone == "red":
            self._timer.stop()
        else:
            self._timer.start(_SECONDS * 1000)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def _place(self) -> None:
        area = self.parentWidget().rect()
        words = self._text.fontMetrics().boundingRect(area, 0, self._text.text()).width()
        needed = words + self._close.sizeHint().width() + 4 * t.ROOMY
        width = min(needed, _MAX_WIDTH, area.width() - 4 * t.ROOMY)
        height = self.layout().heightForWidth(width) if self.layout().hasHeightForWidth() else self.sizeHint().height()
        self.setGeometry((area.width() - width) // 2, area.height() - height - 3 * t.ROOMY, width, height)
