"""The canvas of the review screen: a page view whose pointer and keys go to the annotation tools."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from inspector_gui.app.views import CaptureView
from inspector_gui.domain.annotations import Annotation, Handle
from inspector_gui.domain.geometry import Box
from inspector_gui.ui.canvas import tools
from inspector_gui.ui.canvas.board import Board
from inspector_gui.ui.canvas.page_view import PageView
from inspector_gui.ui.canvas.snapping import ElementIndex
from inspector_gui.ui.canvas.strips import Fetch
from inspector_gui.ui.canvas.viewport import Viewport
from inspector_gui.ui.theme.theme import Theme

#: How near to a handle counts as touching it, in view pixels.
_REACH = 7.0
_CURSORS = {
    Handle.TOP_LEFT: Qt.CursorShape.SizeFDiagCursor,
    Handle.BOTTOM_RIGHT: Qt.CursorShape.SizeFDiagCursor,
    Handle.TOP_RIGHT: Qt.CursorShape.SizeBDiagCursor,
    Handle.BOTTOM_LEFT: Qt.CursorShape.SizeBDiagCursor,
    Handle.LEFT: Qt.CursorShape.SizeHorCursor,
    Handle.RIGHT: Qt.CursorShape.SizeHorCursor,
    Handle.TOP: Qt.CursorShape.SizeVerCursor,
    Handle.BOTTOM: Qt.CursorShape.SizeVerCursor,
    Handle.BODY: Qt.CursorShape.SizeAllCursor,
}


class StripCanvas(PageView):
    """Gestures end in signals; the owner writes to the archive and shows the result."""

    rectangle_drawn = Signal(object)
    annotation_changed = Signal(object)
    annotation_removed = Signal(str)
    mark_chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._focus: Box | None = None
        self._tool: tools.Tool = tools.select
        self._gesture: tools.Gesture | None = None
        self._panning: QPointF | None = None
        self._space_held = False
        self._connect_board()
        self.viewport().setMouseTracking(True)

    # -- what is shown -----------------------------------------------------------------------------------------------

    def show_capture(self, capture: CaptureView, fetch: Fetch) -> None:
        """Show another capture from its top, at the width of the view; `fetch` reads evidence bytes by digest."""
        self.capture = capture
        self._end_gesture()
        self.board = Board(
            float(capture.width),
            float(capture.height),
            capture.marks,
            capture.annotations,
            snapping=self.board.snapping,
        )
        self._focus = None
        self._connect_board()
        self.strips.open(fetch, capture.overview)
        view = self.viewport().size()
        self._fit = True
        self.move_to(Viewport(max(1.0, capture.width), max(1.0, capture.height), view.width(), view.height()).fitted())

    def refresh_capture(self, capture: CaptureView) -> None:
        """The same capture with other marks or annotations: keep zoom, place and pictures."""
        self.capture = capture
        self.board.marks, self.board.annotations = capture.marks, capture.annotations
        self.viewport().update()

    def clear(self) -> None:
        self.capture = None
        self._end_gesture()
        self.board = Board(snapping=self.board.snapping)
        self._connect_board()
        self.viewport().update()

    def show_elements(self, boxes: list[Box]) -> None:
        """The element boxes for snapping; they arrive after the picture."""
        self.board.elements = ElementIndex(boxes)

    def select_finding(self, finding_id: str, box: Box | None) -> None:
        """Emphasise the marks of a finding and bring `box` into view."""
        self.board.finding_id = finding_id
        if box is not None:
            self._focus = box
            self.move_to(self.viewport_state.showing(box))
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What the finding in view is about stays in view when the window changes its size."""
        was_in_view = self._focus is not None and self._focus.intersects(self.viewport_state.visible)
        super().resizeEvent(event)
        if self._focus is not None and was_in_view:
            self.move_to(self.viewport_state.showing(self._focus))

    def use_tool(self, tool: tools.Tool) -> None:
        self._end_gesture()
        self._tool = tool
        self.board.hovered = None
        self.viewport().setCursor(Qt.CursorShape.CrossCursor if tool is tools.rectangle else Qt.CursorShape.ArrowCursor)
        self.viewport().update()

    def use_snapping(self, on: bool) -> None:
        self.board.snapping = on
        self.board.hovered = None
        self.viewport().update()

    # -- pointer and keys --------------------------------------------------------------------------------------------

    def _connect_board(self) -> None:
        self.board.on_drawn = self.rectangle_drawn.emit
        self.board.on_changed = self.annotation_changed.emit
        self.board.on_mark = self.mark_chosen.emit
        self.board.on_annotation = self._select_annotation

    def _select_annotation(self, annotation_id: str) -> None:
        self.board.annotation_id = annotation_id

    def _pointer(self, phase: tools.Phase, position: QPointF) -> tools.Pointer:
        x, y = self.viewport_state.to_page(position.x(), position.y())
        return tools.Pointer(phase, x, y, _REACH / self.viewport_state.zoom)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.MiddleButton or (
            self._space_held and event.button() is Qt.MouseButton.LeftButton
        ):
            self._panning = event.position()
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
        elif event.button() is Qt.MouseButton.LeftButton and self.capture is not None:
            self._gesture = self._tool(self.board, self._pointer(tools.Phase.PRESS, event.position()))
            self._advance(None)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._panning is not None:
            delta = event.position() - self._panning
            self._panning = event.position()
            self.move_to(
                self.viewport_state.scrolled(self.viewport_state.x - delta.x(), self.viewport_state.y - delta.y())
            )
        elif self._gesture is not None:
            self._advance(self._pointer(tools.Phase.MOVE, event.position()))
        else:
            self._hover(self._pointer(tools.Phase.MOVE, event.position()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._panning is not None:
            self._panning = None
            self.use_tool(self._tool)
        elif self._gesture is not None:
            self._advance(self._pointer(tools.Phase.RELEASE, event.position()))
            self._gesture = None

    def _advance(self, pointer: tools.Pointer | None) -> None:
        """Hand the next event to the gesture under way (None starts it)."""
        assert self._gesture is not None
        try:
            self._gesture.send(pointer)  # type: ignore[arg-type]
        except StopIteration:
            self._gesture = None
        self.viewport().update()

    def _end_gesture(self) -> None:
        if self._gesture is not None:
            self._advance(tools.Pointer(tools.Phase.CANCEL, 0, 0))
            self._gesture = None

    def _hover(self, pointer: tools.Pointer) -> None:
        if self._tool is tools.rectangle:
            hovered = self.board.element_at(pointer.x, pointer.y)
            if hovered != self.board.hovered:
                self.board.hovered = hovered
                self.viewport().update()
            return
        held = self.board.held_at(pointer.x, pointer.y, pointer.reach)
        over_mark = held is None and self.board.mark_at(pointer.x, pointer.y) is not None
        plain = Qt.CursorShape.PointingHandCursor if over_mark else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(_CURSORS[held[1]] if held else plain)

    def leaveEvent(self, event: QEvent) -> None:
        if self.board.hovered is not None and self._gesture is None:
            self.board.hovered = None
            self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        selected = self.board.selected
        if event.key() == Qt.Key.Key_Space:
            self._space_held = True
            self.viewport().setCursor(Qt.CursorShape.OpenHandCursor)
        elif event.key() == Qt.Key.Key_Escape:
            self._end_gesture()
            self.board.annotation_id = ""
            self.viewport().update()
        elif selected is not None and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.annotation_removed.emit(selected.id)
        elif selected is not None and event.key() in _ARROWS:
            self._nudge(selected, event)
        elif event.key() in _SCROLLS:
            self._scroll_by_key(event)
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._space_held = False
            self.use_tool(self._tool)
        else:
            super().keyReleaseEvent(event)

    def _nudge(self, annotation: Annotation, event: QKeyEvent) -> None:
        step = 10.0 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1.0
        dx, dy = _ARROWS[Qt.Key(event.key())]
        self.annotation_changed.emit(annotation.with_box(annotation.box.moved(dx * step, dy * step)))

    def _scroll_by_key(self, event: QKeyEvent) -> None:
        x, y = _SCROLLS[Qt.Key(event.key())]
        state = self.viewport_state
        self.move_to(state.scrolled(state.x + x * state.view_width, state.y + y * state.view_height))


_ARROWS = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}
_SCROLLS = {
    Qt.Key.Key_PageUp: (0.0, -0.9),
    Qt.Key.Key_PageDown: (0.0, 0.9),
    Qt.Key.Key_Home: (0.0, -1e9),
    Qt.Key.Key_End: (0.0, 1e9),
    Qt.Key.Key_Left: (-0.1, 0.0),
    Qt.Key.Key_Right: (0.1, 0.0),
    Qt.Key.Key_Up: (0.0, -0.1),
    Qt.Key.Key_Down: (0.0, 0.1),
}
