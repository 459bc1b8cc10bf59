"""A zoomable view of one capture: strips, scroll bars, zoom; what lies on the page is painted from the board."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QNativeGestureEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from inspector_gui.app.views import CaptureView
from inspector_gui.domain.geometry import Box
from inspector_gui.ui.canvas import painting
from inspector_gui.ui.canvas.board import Board
from inspector_gui.ui.canvas.strips import StripStore, Wish, level_for
from inspector_gui.ui.canvas.viewport import Viewport
from inspector_gui.ui.theme.theme import Theme

_ZOOM_STEP = 1.25
#: Factor per unit of the wheel's angle: one notch (120 units) is about 20 %.
_WHEEL_FACTOR = 1.0015


class PageView(QAbstractScrollArea):
    """Shows `capture` and `board`; knows nothing of tools."""

    zoom_changed = Signal(float)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.strips = StripStore(self)
        self.viewport_state = Viewport()
        self.capture: CaptureView | None = None
        self.categories: dict[str, str] = {}
        self.board = Board()
        self._fit = True
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("快照画面"))
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.strips.arrived.connect(self.viewport().update)
        theme.changed.connect(self.viewport().update)
        for bar in (self.horizontalScrollBar(), self.verticalScrollBar()):
            bar.valueChanged.connect(self._follow_bars)

    def minimumSizeHint(self) -> QSize:
        return QSize(320, 240)

    # -- zoom --------------------------------------------------------------------------------------------------------

    def zoom_in(self) -> None:
        self._zoom_middle(self.viewport_state.zoom * _ZOOM_STEP)

    def zoom_out(self) -> None:
        self._zoom_middle(self.viewport_state.zoom / _ZOOM_STEP)

    def zoom_full(self) -> None:
        """100 %: one CSS pixel is one logical pixel of the screen."""
        self._zoom_middle(1.0)

    def fit_width(self) -> None:
        self._fit = True
        self.move_to(self.viewport_state.fitted())

    def _zoom_middle(self, zoom: float) -> None:
        self.zoom_at(zoom, QPointF(self.viewport().width() / 2, self.viewport().height() / 2))

    def zoom_at(self, zoom: float, point: QPointF) -> None:
        """Zoom with the page point under `point` staying where it is."""
        self._fit = False
        self.move_to(self.viewport_state.zoomed(zoom, point.x(), point.y()))

    def move_to(self, state: Viewport) -> None:
        """Show another part of the page or another zoom, scroll bars included."""
        changed = state.zoom != self.viewport_state.zoom
        self.viewport_state = state
        for bar, value, whole, page in (
            (self.horizontalScrollBar(), state.x, state.range_x, state.view_width),
            (self.verticalScrollBar(), state.y, state.range_y, state.view_height),
        ):
            bar.blockSignals(True)
            bar.setRange(0, round(whole))
            bar.setPageStep(round(page))
            bar.setSingleStep(40)
            bar.setValue(round(value))
            bar.blockSignals(False)
        self.viewport().update()
        if changed:
            self.zoom_changed.emit(state.zoom)

    def _follow_bars(self) -> None:
        self.move_to(self.viewport_state.scrolled(self.horizontalScrollBar().value(), self.verticalScrollBar().value()))

    # -- painting ----------------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setFont(self.font())
        look = painting.Look(
            self.viewport_state, self._theme.tokens, painter.device().devicePixelRatioF(), self.categories
        )
        if self.capture is None:
            painter.fillRect(self.viewport().rect(), self.palette().window())
        else:
            painting.paint_page(painter, look, self.board, self.strips.overview)
            self._paint_strips(painter, look, self.capture)
            painting.paint_board(painter, look, self.board)
        painter.end()

    def _paint_strips(self, painter: QPainter, look: painting.Look, capture: CaptureView) -> None:
        level = level_for(capture.scale, self.viewport_state.zoom, look.ratio)
        visible, wishes = self.viewport_state.visible, []
        for strip in capture.strips:
            if not Box(
                0, strip.y / capture.scale, strip.width / capture.scale, strip.height / capture.scale
            ).intersects(visible):
                continue
            wishes.append(Wish(strip, level))
            image = self.strips.best(strip, level)
            if image is not None:
                painting.paint_strip(painter, look, image, strip, capture.scale)
        self.strips.want(wishes)

    def resizeEvent(self, event: QResizeEvent) -> None:
        state = self.viewport_state.resized(self.viewport().width(), self.viewport().height())
        self.move_to(state.fitted() if self._fit and self.capture is not None else state)

    # -- wheel and pinch -----------------------------------------------------------------------------------------------

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_at(self.viewport_state.zoom * _WHEEL_FACTOR ** event.angleDelta().y(), event.position())
            event.accept()
            return
        delta = event.pixelDelta() if not event.pixelDelta().isNull() else event.angleDelta()
        dx, dy = (delta.y(), 0) if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else (delta.x(), delta.y())
        self.move_to(self.viewport_state.scrolled(self.viewport_state.x - dx, self.viewport_state.y - dy))
        event.accept()

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QNativeGestureEvent) and event.gestureType() is Qt.NativeGestureType.ZoomNativeGesture:
            self.zoom_at(self.viewport_state.zoom * (1.0 + event.value()), event.position())
            return True
        return super().viewportEvent(event)
