"""Buttons that show their key, and buttons that say why they are disabled."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QStyle, QStyleOptionButton, QStylePainter

from inspector_gui.ui.theme import tokens as t
from inspector_gui.ui.theme.theme import Theme, sized

_GAP, _KEY_PADDING, _KEY_HEIGHT = 8, 5, 18


class KeyButton(QPushButton):
    """A push button with its key in a small cap at the right, so that keys are learnt by looking."""

    def __init__(self, theme: Theme, text: str, key: str = "", *, kind: str = "") -> None:
        super().__init__(text)
        self._theme = theme
        self._key = key
        self._hint = ""
        self.setProperty("kind", kind)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(text)
        self.setAccessibleDescription(key)
        theme.changed.connect(self.update)

    def allow(self, reason: str = "") -> None:
        """Enable the button, or disable it because of `reason`, which becomes its tooltip."""
        self.setEnabled(not reason)
        self.setToolTip(reason or self._hint)

    def set_hint(self, text: str) -> None:
        """What the button does, shown as tooltip while it is enabled."""
        self._hint = text
        self.setToolTip(text)

    def sizeHint(self) -> QSize:
        size = super().sizeHint()
        return QSize(round(size.width() + self._key_width() + 0.5), size.height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _key_width(self) -> float:
        if not self._key:
            return 0.0
        return (
            QFontMetricsF(sized(self.font(), t.TEXT_SMALL - 1)).horizontalAdvance(self._key) + 2 * _KEY_PADDING + _GAP
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._key:
            super().paintEvent(event)
            return
        option = QStyleOptionButton()
        self.initStyleOption(option)
        painter = QStylePainter(self)
        painter.drawControl(QStyle.ControlElement.CE_PushButtonBevel, option)
        colour = self._ink()
        painter.setPen(colour)
        painter.setFont(self.font())
        text_width = self.fontMetrics().horizontalAdvance(self.text())
        start = (self.width() - text_width - self._key_width()) / 2
        painter.drawText(
            QRectF(start, 0, text_width + 1, self.height()), int(Qt.AlignmentFlag.AlignVCenter), self.text()
        )
        self._draw_key(
            painter,
            QRectF(start + text_width + _GAP, (self.height() - _KEY_HEIGHT) / 2, self._key_width() - _GAP, _KEY_HEIGHT),
            colour,
        )
        painter.end()

    def _ink(self) -> QColor:
        tokens = self._theme.tokens
        if not self.isEnabled():
            return QColor(tokens.text_soft)
        kinds = {"primary": tokens.on_accent, "danger": tokens.danger, "flat": tokens.accent_ink}
        return QColor(tokens.accent_ink if self.isChecked() else kinds.get(str(self.property("kind")), tokens.text))

    def _draw_key(self, painter: QPainter, rect: QRectF, colour: QColor) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        soft = QColor(colour)
        soft.setAlphaF(0.10)
        edge = QColor(colour)
        edge.setAlphaF(0.35)
        painter.setBrush(soft)
        painter.setPen(edge)
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        colour.setAlphaF(0.85)
        painter.setPen(colour)
        painter.setFont(sized(self.font(), t.TEXT_SMALL - 1))
        painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), self._key)
