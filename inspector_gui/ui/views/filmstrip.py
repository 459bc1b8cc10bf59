"""The filmstrip below the canvas: all captures of the target as small pictures, loaded as they come into view."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from inspector_gui import tasks
from inspector_gui.app.views import CaptureThumb
from inspector_gui.ui import labels
from inspector_gui.ui.canvas.strips import decode
from inspector_gui.ui.models.tables import Index
from inspector_gui.ui.theme import tokens as t
from inspector_gui.ui.theme.theme import Theme, sized

#: Size of one picture in logical pixels.
WIDTH, HEIGHT = 96, 60
_CELL = QSize(WIDTH + 12, HEIGHT + 32)
_THUMB_ROLE = Qt.ItemDataRole.UserRole

Fetch = Callable[[str, str], Awaitable[bytes]]


class ThumbModel(QAbstractListModel):
    """Captures in patrol order."""

    def __init__(self) -> None:
        super().__init__()
        self.thumbs: tuple[CaptureThumb, ...] = ()
        self.site = ""

    def show_thumbs(self, thumbs: Sequence[CaptureThumb], site: str) -> bool:
        """Show these captures of the site of that name; False when they are the ones shown already."""
        self.site = site
        if tuple(thumbs) == self.thumbs:
            return False
        self.beginResetModel()
        self.thumbs = tuple(thumbs)
        self.endResetModel()
        return True

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.thumbs)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        thumb = self.thumbs[index.row()]
        if role == _THUMB_ROLE:
            return thumb
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return labels.page_title(thumb.role, thumb.title, thumb.url, site=self.site)
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{thumb.title}\n{thumb.url}\n{labels.outcome(thumb.outcome)} · {labels.fitness(thumb.fitness)[0]}"
        return None


class ThumbDelegate(QStyledItemDelegate):
    """Draws the upper part of the overview in a frame; captures that cannot be judged say so instead."""

    def __init__(self, strip: FilmStrip, theme: Theme) -> None:
        super().__init__(strip)
        self._strip = strip
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return _CELL

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        thumb: CaptureThumb = index.data(_THUMB_ROLE)
        tokens = self._theme.tokens
        painter.save()
        frame = QRectF(option.rect.left() + 6, option.rect.top() + 6, WIDTH, HEIGHT)
        image = self._strip.picture(thumb)
        if image is not None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(frame, image, QRectF(image.rect()))
        else:
            painter.fillRect(frame, QColor(tokens.raised))
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.setPen(QPen(QColor(tokens.accent if selected else tokens.border_strong), 2 if selected else 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(frame)
        painter.setFont(sized(option.font, t.TEXT_SMALL))
        if thumb.fitness.value != "fit":
            name, tone = labels.fitness(thumb.fitness)
            painter.setPen(QColor(getattr(tokens, tone).ink))
            painter.drawText(frame, int(Qt.AlignmentFlag.AlignCenter), name)
        painter.setPen(QColor(tokens.accent_ink if selected else tokens.text_soft))
        caption = str(index.data() or "")
        text = painter.fontMetrics().elidedText(caption, Qt.TextElideMode.ElideRight, WIDTH)
        painter.drawText(QRectF(frame.left(), frame.bottom() + 3, WIDTH, 20), int(Qt.AlignmentFlag.AlignCenter), text)
        painter.restore()


class FilmStrip(QListView):
    """One row of pictures; choosing one opens its capture."""

    capture_chosen = Signal(str)

    def __init__(self, theme: Theme, fetch: Fetch) -> None:
        super().__init__()
        self._fetch = fetch
        self._pictures: dict[str, QImage] = {}
        self._wanted: list[CaptureThumb] = []
        self._asked: set[str] = set()
        self._loading = False
        self._task: asyncio.Task[None] | None = None
        self._quiet = False
        self._model = ThumbModel()
        self.setModel(self._model)
        self.setItemDelegate(ThumbDelegate(self, theme))
        self.setAccessibleName(self.tr("快照列表"))
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(False)
        self.setUniformItemSizes(True)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFixedHeight(_CELL.height() + 14)
        self.selectionModel().currentChanged.connect(self._choose)
        theme.changed.connect(self.viewport().update)

    @property
    def is_idle(self) -> bool:
        return not self._loading

    def show_thumbs(self, thumbs: Sequence[CaptureThumb], site: str) -> None:
        """Show the captures of the site of that name; its name is left out of their titles."""
        if self._model.show_thumbs(thumbs, site):
            keep = {thumb.overview for thumb in thumbs}
            self._pictures = {digest: image for digest, image in self._pictures.items() if digest in keep}
            self._asked &= set(self._pictures)
            self._wanted.clear()

    def select(self, capture_id: str) -> None:
        """Mark a capture as current without telling anybody."""
        row = next((n for n, thumb in enumerate(self._model.thumbs) if thumb.id == capture_id), -1)
        self._quiet = True
        self.setCurrentIndex(self._model.index(row))
        self._quiet = False
        self._keep_in_view()

    def picture(self, thumb: CaptureThumb) -> QImage | None:
        """The small picture if it is there; otherwise it is fetched and painted later."""
        image = self._pictures.get(thumb.overview)
        if image is None and thumb.overview and thumb.overview not in self._asked:
            self._asked.add(thumb.overview)
            self._wanted.append(thumb)
            if not self._loading:
                self._loading = True
                self._task = tasks.start(self._load(), name="thumbs")
        return image

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._keep_in_view()

    def _keep_in_view(self) -> None:
        """The current picture, and its neighbours so that the way on can be seen."""
        row = self.currentIndex().row()
        if row >= 0:
            for near in (max(row - 1, 0), min(row + 1, self._model.rowCount() - 1), row):
                self.scrollTo(self._model.index(near))

    def stop(self) -> None:
        """Load nothing more: the window is taken away."""
        self._wanted.clear()
        if self._task is not None:
            self._task.cancel()

    def wheelEvent(self, event: Any) -> None:
        bar = self.horizontalScrollBar()
        bar.setValue(bar.value() - (event.angleDelta().y() or event.angleDelta().x()))

    async def _load(self) -> None:
        try:
            while self._wanted:
                thumb = self._wanted.pop(0)
                data = await self._fetch(thumb.id, thumb.overview)
                image = await asyncio.get_running_loop().run_in_executor(None, decode, data)
                if not image.isNull():
                    self._pictures[thumb.overview] = cropped(image)
                    self.viewport().update()
        finally:
            self._loading = False

    def _choose(self, index: Index) -> None:
        if index.isValid() and not self._quiet:
            self.capture_chosen.emit(self._model.thumbs[index.row()].id)


def cropped(image: QImage) -> QImage:
    """The top of the page in the proportion of the frame, at twice its size for sharp screens."""
    height = min(image.height(), round(image.width() * HEIGHT / WIDTH))
    top = image.copy(QRect(0, 0, image.width(), height))
    canvas = top.scaledToWidth(2 * WIDTH, Qt.TransformationMode.SmoothTransformation)
    if canvas.height() >= 2 * HEIGHT - 1:
        return canvas
    paper = QImage(2 * WIDTH, 2 * HEIGHT, QImage.Format.Format_RGB32)
    paper.fill(QColor("white"))
    painter = QPainter(paper)
    painter.drawImage(0, 0, canvas)
    painter.end()
    return paper
