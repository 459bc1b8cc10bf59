"""The list of patrol events, newest first."""

from __future__ import annotations

from collections import deque
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyledItemDelegate, QStyleOptionViewItem

from inspector_gui.app.views import PatrolEvent
from inspector_gui.ui import labels
from inspector_gui.ui.models.tables import Index
from inspector_gui.ui.theme import tokens as t
from inspector_gui.ui.theme.theme import Theme, sized

_KEPT = 200
_EVENT_ROLE = Qt.ItemDataRole.UserRole


class EventModel(QAbstractListModel):
    """A bounded list; the newest event is row 0."""

    def __init__(self) -> None:
        super().__init__()
        self._events: deque[PatrolEvent] = deque()

    def add(self, event: PatrolEvent) -> None:
        self.beginInsertRows(QModelIndex(), 0, 0)
        self._events.appendleft(event)
        self.endInsertRows()
        if len(self._events) > _KEPT:
            self.beginRemoveRows(QModelIndex(), _KEPT, _KEPT)
            self._events.pop()
            self.endRemoveRows()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._events)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        event = self._events[index.row()]
        if role == _EVENT_ROLE:
            return event
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{labels.local_time(event.at)} {event.target_name} {event_text(event)}"
        return None


def event_text(event: PatrolEvent) -> str:
    """What happened; a stage by its name."""
    return labels.stage(event.text) if event.kind == "stage" else event.text


class EventDelegate(QStyledItemDelegate):
    """Time and target in one line, what happened below."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(100, 42)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        event: PatrolEvent = index.data(_EVENT_ROLE)
        tokens = self._theme.tokens
        kind, tone = labels.event_kind(event.kind)
        painter.save()
        area = QRectF(option.rect).adjusted(t.ROOMY, 3, -t.STEP, -3)
        upper, lower = (
            QRectF(area.left(), area.top(), area.width(), 18),
            QRectF(area.left(), area.top() + 18, area.width(), 18),
        )
        painter.setFont(sized(option.font, t.TEXT_SMALL))
        painter.setPen(QColor(tokens.text_soft))
        head = f"{labels.local_time(event.at)}  {event.target_name}"
        painter.drawText(
            upper,
            int(Qt.AlignmentFlag.AlignVCenter),
            painter.fontMetrics().elidedText(head, Qt.TextElideMode.ElideRight, int(upper.width())),
        )
        painter.setPen(QColor(getattr(tokens, tone).ink if tone in ("red", "amber") else tokens.text))
        text = f"{kind} · {event_text(event)}"
        painter.drawText(
            lower,
            int(Qt.AlignmentFlag.AlignVCenter),
            painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(lower.width())),
        )
        painter.restore()


class EventList(QListView):
    """Shows events as they arrive; does not take the focus away from the keys of the screen."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._model = EventModel()
        self._delegate = EventDelegate(theme)
        self.setModel(self._model)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(self.tr("事件"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        theme.changed.connect(self.viewport().update)

    def add(self, event: PatrolEvent) -> None:
        self._model.add(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._model.rowCount():
            painter = QPainter(self.viewport())
            painter.setPen(self.palette().placeholderText().color())
            area = self.viewport().rect().adjusted(t.ROOMY, t.STEP, -t.ROOMY, 0)
            text = self.tr("巡检开始后,每一页、每次链接测试和检查都会列在这里。")
            painter.drawText(area, int(Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap), text)
            painter.end()
