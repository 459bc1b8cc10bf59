"""The middle of the review screen: one capture on the canvas with its tools, and all captures on the filmstrip.

It reads captures, and writes what is drawn on them; which finding that belongs to is set from outside.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from inspector_gui.app.views import CaptureView, ReviewQueue
from inspector_gui.domain.annotations import Annotation
from inspector_gui.domain.geometry import Box
from inspector_gui.ui import labels
from inspector_gui.ui.archive_thread import Ticket
from inspector_gui.ui.canvas import tools
from inspector_gui.ui.canvas.strip_canvas import StripCanvas
from inspector_gui.ui.context import Context
from inspector_gui.ui.views.filmstrip import FilmStrip
from inspector_gui.ui.views.review_tools import ToolBar
from inspector_gui.ui.widgets.empty_state import EmptyState


@dataclass(frozen=True, slots=True)
class Verified:
    """How many of the picture's strips have been read, which compares their bytes with their digest."""

    strips: int
    of: int


class PicturePane(QWidget):
    """`finding_id` and `category` are what a new rectangle is tied to."""

    mark_chosen = Signal(str)
    capture_shown = Signal(object, object)
    """The `CaptureView` in view (or None) and its `Verified`."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._ticket = Ticket()
        self._verified: set[str] = set()
        self.capture: CaptureView | None = None
        self.finding_id = ""
        self.category = ""
        self.tools = ToolBar(context.theme)
        self.canvas = StripCanvas(context.theme)
        self.canvas.categories = {c.id: labels.category_name(c) for c in context.cases.read_categories()}
        self.film = FilmStrip(context.theme, self._fetch)
        self.no_picture = EmptyState("", "")
        self._build()
        self._connect()

    @property
    def is_idle(self) -> bool:
        return self.canvas.strips.is_idle and self.film.is_idle

    # -- showing -----------------------------------------------------------------------------------------------------

    def show_queue(self, queue: ReviewQueue) -> None:
        """Show the captures of a target on the filmstrip; a capture of another target leaves the canvas."""
        self.film.show_thumbs(queue.captures, queue.target_name)
        if self.capture is not None and self.capture.target_id != queue.target_id:
            self.clear()

    def clear(self) -> None:
        """There is no capture to show."""
        self._ticket.renew()
        self.capture = None
        self.canvas.clear()
        self.capture_shown.emit(None, Verified(0, 0))
        self.no_picture.heading.setText(self.tr("这个对象还没有快照"))
        self.no_picture.text.setText(self.tr("到“巡检”开始巡检;完成的页面会立即出现在下方的胶片里。"))
        self._stack.setCurrentWidget(self.no_picture)

    async def show_capture(self, capture_id: str, box: Box | None) -> None:
        """Bring a capture on the canvas and `box` into view; an empty id means there is none."""
        if not capture_id:
            self.clear()
            return
        if self.capture is None or self.capture.id != capture_id:
            cases = self._context.cases
            self._place(await self._context.read(cases.read_capture, ticket=self._ticket, capture_id=capture_id))
            self._context.start(self._load_elements(capture_id), "element boxes")
        self.film.select(capture_id)
        self.emphasise(box)

    def emphasise(self, box: Box | None = None) -> None:
        """Mark what belongs to the finding in view, and scroll to `box`."""
        self.canvas.select_finding(self.finding_id, box)

    async def read_again(self) -> None:
        """Marks or annotations of the capture in view have changed."""
        if self.capture is not None:
            cases = self._context.cases
            capture = await self._context.read(cases.read_capture, ticket=self._ticket, capture_id=self.capture.id)
            self.capture = capture
            self.canvas.refresh_capture(capture)

    def _place(self, capture: CaptureView) -> None:
        self.capture = capture
        self._verified.clear()
        self.canvas.show_capture(capture, partial(self._fetch, capture.id))
        self.capture_shown.emit(capture, Verified(0, len(capture.strips)))
        if capture.strips:
            self._stack.setCurrentWidget(self.canvas)
            return
        text = self.tr("{reason}\n{url}\n这次访问没有画面;响应与事实已作为证据保存,见右侧“证据”。")
        self.no_picture.heading.setText(labels.outcome(capture.outcome))
        self.no_picture.text.setText(text.format(reason=capture.reason, url=capture.final_url or capture.url).strip())
        self._stack.setCurrentWidget(self.no_picture)

    async def _load_elements(self, capture_id: str) -> None:
        boxes = await self._context.read(self._context.cases.read_element_boxes, capture_id=capture_id)
        if self.capture is not None and self.capture.id == capture_id:
            self.canvas.show_elements(boxes)

    async def _fetch(self, capture_id: str, sha256: str) -> bytes:
        """Evidence bytes; reading compares them with the digest, so what arrives here is verified."""
        data = await self._context.read(self._context.cases.read_evidence, capture_id=capture_id, sha256=sha256)
        capture = self.capture
        if capture is not None and capture.id == capture_id and any(s.sha256 == sha256 for s in capture.strips):
            self._verified.add(sha256)
            self.capture_shown.emit(capture, Verified(len(self._verified), len(capture.strips)))
        return data

    # -- annotating --------------------------------------------------------------------------------------------------

    def use_tool(self, tool: tools.Tool) -> None:
        (self.tools.rectangle if tool is tools.rectangle else self.tools.select).setChecked(True)
        self.canvas.use_tool(tool)

    def recategorise(self, category: str) -> None:
        """Rectangles drawn from now on, and the selected one, are of this category."""
        self.category = category
        selected = self.canvas.board.selected
        if selected is not None and selected.category != category:
            self._change(replace(selected, category=category))

    def _draw(self, box: Box) -> None:
        if self.capture is None:
            return
        identifier = self._context.cases.new_annotation_id()
        annotation = Annotation(
            id=identifier, capture_id=self.capture.id, box=box, category=self.category, finding_id=self.finding_id
        )
        self._show_at_once((*self.canvas.board.annotations, annotation))
        self.canvas.board.annotation_id = identifier
        self._act(self._context.cases.add_annotation, annotation=annotation)

    def _change(self, annotation: Annotation) -> None:
        now = self.canvas.board.annotations
        self._show_at_once(tuple(annotation if a.id == annotation.id else a for a in now))
        self._act(self._context.cases.change_annotation, annotation=annotation)

    def _remove(self, annotation_id: str) -> None:
        self._show_at_once(tuple(a for a in self.canvas.board.annotations if a.id != annotation_id))
        self._act(self._context.cases.remove_annotation, annotation_id=annotation_id)

    def _act(self, use_case: object, **facts: object) -> None:
        self._context.start(self._context.act(use_case, **facts), "annotate")

    def _show_at_once(self, annotations: tuple[Annotation, ...]) -> None:
        """Show the outcome of a gesture without waiting for the archive, which is read again when it has been saved."""
        if self.capture is not None:
            self.capture = replace(self.capture, annotations=annotations)
            self.canvas.refresh_capture(self.capture)

    # -- building ----------------------------------------------------------------------------------------------------

    def _connect(self) -> None:
        self.canvas.rectangle_drawn.connect(self._draw)
        self.canvas.annotation_changed.connect(self._change)
        self.canvas.annotation_removed.connect(self._remove)
        self.canvas.mark_chosen.connect(self.mark_chosen)
        self.canvas.zoom_changed.connect(self.tools.show_zoom)
        self.tools.select_wanted.connect(partial(self.use_tool, tools.select))
        self.tools.rectangle_wanted.connect(partial(self.use_tool, tools.rectangle))
        self.tools.snapping_toggled.connect(self.canvas.use_snapping)
        self.tools.smaller_wanted.connect(self.canvas.zoom_out)
        self.tools.larger_wanted.connect(self.canvas.zoom_in)
        self.tools.full_wanted.connect(self.canvas.zoom_full)
        self.tools.fit_wanted.connect(self.canvas.fit_width)

    def _build(self) -> None:
        self._stack = QStackedWidget()
        self._stack.addWidget(self.canvas)
        self._stack.addWidget(self.no_picture)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tools)
        column.addWidget(self._stack, 1)
        column.addWidget(self.film)
