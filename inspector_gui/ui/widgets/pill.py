"""State pills, as a widget and as a painting function for tables and lists."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from inspector_gui.ui.theme import tokens as t
from inspector_gui.ui.theme.theme import Theme, sized

_HEIGHT, _PADDING = 20, 8


def pill_width(text: str, font: QFont) -> float:
    """Width in logical pixels that `draw_pill` needs for `text`."""
    return QFontMetricsF(sized(font, t.TEXT_SMALL)).horizontalAdvance(text) + 2 * _PADDING


def draw_pill(
    painter: QPainter, text: str, tone: t.Tone, *, right: float | None = None, left: float | None = None, middle: float
) -> QRectF:
    """Paint a pill at its left or right edge, centred on `middle`; returns the rectangle it covers."""
    font = painter.font()
    width = pill_width(text, font)
    x = (right - width) if right is not None else (left or 0.0)
    rect = QRectF(x, middle - _HEIGHT / 2, width, _HEIGHT)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tone.fill))
    painter.drawRoundedRect(rect, _HEIGHT / 2, _HEIGHT / 2)
    painter.setPen(QColor(tone.ink))
    painter.setFont(sized(font, t.TEXT_SMALL))
    painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), text)
    painter.restore()
    return rect


def tone_of(tokens: t.Tokens, name: str) -> t.Tone:
    """The tone called ``neutral``, ``amber``, ``red``, ``green`` or ``blue``."""
    tone = getattr(tokens, name)
    assert isinstance(tone, t.Tone)
    return tone


class Pill(QWidget):
    """A small rounded label telling a state. One made with a text needs its parent, or it would be a window for a moment."""

    def __init__(self, theme: Theme, text: str = "", tone: str = "neutral", *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._text = ""
        self._tone = tone
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)
        self.show_state(text, tone)

    @property
    def text(self) -> str:
        return self._text

    def show_state(self, text: str, tone: str) -> None:
        self._text, self._tone = text, tone
        self.setAccessibleName(text)
        self.setVisible(bool(text))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(round(pill_width(self._text, self.font()) + 0.5), _HEIGHT + 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self.font())
        draw_pill(
            painter,
            self._text,
            tone_of(self._theme.tokens, self._tone),
            left=0.0,
            middle=QPointF(self.rect().center()).y() + 0.5,
        )
        painter.end()
