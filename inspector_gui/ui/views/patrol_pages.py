"""The pages captured last, as small pictures: what the patrol is looking at right now."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QSizePolicy, QWidget

from inspector_gui.app.views import PatrolEvent
from inspector_gui.ui import labels
from inspector_gui.ui.archive_thread import Ticket
from inspector_gui.ui.canvas.strips import decode
from inspector_gui.ui.context import Context
from inspector_gui.ui.theme import tokens as t
from inspector_gui.ui.theme.theme import Theme, sized
from inspector_gui.ui.views.filmstrip import HEIGHT, WIDTH, cropped

#: How many pages are shown, in two columns.
SHOWN = 4
_CAPTION_HEIGHT = 20


class PageTile(QAbstractButton):
    """One picture with its target and title below; a click asks for its capture."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._image = QImage()
        self.event_shown: PatrolEvent | None = None
        self.setAccessibleName(self.tr("最近抓取的页面"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        theme.changed.connect(self.update)
        self.hide()

    def show_page(self, event: PatrolEvent, title: str, image: QImage) -> None:
        self.event_shown, self._image = event, image
        self.setText(f"{event.target_name} / {title}")
        self.setAccessibleName(self.text())
        self.setToolTip(f"{self.text()}\n{event.text}")
        self.show()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, self.heightForWidth(WIDTH))

    def heightForWidth(self, width: int) -> int:
        return round(width * HEIGHT / WIDTH) + _CAPTION_HEIGHT

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setFixedHeight(self.heightForWidth(self.width()))  # the picture keeps its proportion

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = self._theme.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -_CAPTION_HEIGHT - 0.5)
        painter.fillRect(frame, QColor(tokens.raised))
        if not self._image.isNull():
            painter.drawImage(frame, self._image, QRectF(self._image.rect()))
        painter.setPen(QColor(tokens.accent if self.hasFocus() or self.underMouse() else tokens.border_strong))
        painter.drawRect(frame)
        painter.setFont(sized(self.font(), t.TEXT_SMALL))
        if self._image.isNull():
            painter.setPen(QColor(tokens.amber.ink))
            painter.drawText(frame, int(Qt.AlignmentFlag.AlignCenter), labels.event_kind("unfit")[0])
        painter.setPen(QColor(tokens.text_soft))
        caption = QRectF(0, self.height() - _CAPTION_HEIGHT + 2, self.width(), _CAPTION_HEIGHT - 2)
        shown = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(caption, int(Qt.AlignmentFlag.AlignVCenter), shown)
        painter.end()


class RecentPages(QWidget):
    """The last captured pages, newest first."""

    capture_wanted = Signal(str, str)
    """Target id and capture id."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._ticket = Ticket()
        self._shown: tuple[str, ...] = ()
        self.tiles = [PageTile(context.theme) for _ in range(SHOWN)]
        grid = QGridLayout(self)
        grid.setContentsMargins(t.ROOMY, 0, t.ROOMY, t.STEP)
        grid.setSpacing(t.STEP)
        for number, tile in enumerate(self.tiles):
            grid.addWidget(tile, number // 2, number % 2)
            tile.clicked.connect(lambda _=False, tile=tile: self._follow(tile))
        for column in (0, 1):
            grid.setColumnStretch(column, 1)

    async def show_events(self, events: Sequence[PatrolEvent]) -> None:
        """Show the newest pages among these events (newest first); nothing is read again that is shown already."""
        latest = [event for event in events if event.capture_id][:SHOWN]
        wanted = tuple(event.capture_id for event in latest)
        if wanted == self._shown:
            return
        pages = [(event, *await self._read(event)) for event in latest]
        self._shown = wanted
        for tile in self.tiles[len(pages) :]:
            tile.hide()
        for tile, (event, title, image) in zip(self.tiles, pages, strict=False):
            tile.show_page(event, title, image)

    async def _read(self, event: PatrolEvent) -> tuple[str, QImage]:
        """Title and picture of a capture; an empty picture where there is none."""
        context, cases, capture_id = self._context, self._context.cases, event.capture_id
        capture = await context.read(cases.read_capture, ticket=self._ticket, capture_id=capture_id)
        title = labels.page_title(capture.role, capture.title, capture.url, site=event.target_name)
        if not capture.overview:
            return title, QImage()
        data = await context.read(
            cases.read_evidence, ticket=self._ticket, capture_id=capture_id, sha256=capture.overview
        )
        image = await asyncio.get_running_loop().run_in_executor(None, decode, data)
        return title, image if image.isNull() else cropped(image)

    def _follow(self, tile: PageTile) -> None:
        if tile.event_shown is not None:
            self.capture_wanted.emit(tile.event_shown.target_id, tile.event_shown.capture_id)
