"""The list of patrol events, newest first."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QCoreApplication, QModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyledItemDelegate, QStyleOptionViewItem

from inspector_gui.app.views import PatrolEvent
from inspector_gui.ui import labels
from inspector_gui.ui.models.tables import Index
from inspector_gui.ui.theme import tokens as t
from inspector_gui.ui.theme.theme import Theme, sized

translate = QCoreApplication.translate

_KEPT = 200
_EVENT_ROLE = Qt.ItemDataRole.UserRole


class EventModel(QAbstractListModel):
    """A bounded list; the newest event is row 0."""

    def __init__(self) -> None:
        super().__init__()
        self.events: deque[PatrolEvent] = deque()

    def add(self, event: PatrolEvent) -> None:
        self.beginInsertRows(QModelIndex(), 0, 0)
        self.events.appendleft(event)
        self.endInsertRows()
        if len(self.events) > _KEPT:
            self.beginRemoveRows(QModelIndex(), _KEPT, _KEPT)
            self.events.pop()
            self.endRemoveRows()

    def show_events(self, events: Sequence[PatrolEvent]) -> None:
        """Show these, newest first, in place of what was shown."""
        self.beginResetModel()
        self.events = deque(events[:_KEPT])
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.events)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        event = self.events[index.row()]
        if role == _EVENT_ROLE:
            return event
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{labels.moment(event.at)} {event.target_name}\n{event_text(event)}"
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{labels.local_time(event.at)} {event.target_name} {event_text(event)}"
        return None


def event_text(event: PatrolEvent) -> str:
    """What happened, in the language in force; a stage by its name. The worker speaks Chinese."""
    if event.kind == "stage":
        return labels.stage(event.text)
    for sentence, translated in _sentences().items():
        found = re.fullmatch(re.sub(r"\\{(\w+)\\}", r"(?P<\1>.+)", re.escape(sentence)), event.text)
        if found:
            return translated.format(**found.groupdict())
    return event.text


def _sentences() -> dict[str, str]:
    """What the worker says, and the same in the language in force."""
    return {
        "{page} 快照 {size} 已入库": translate("PatrolEvents", "{page} 快照 {size} 已入库"),
        "{what},稍后复测": translate("PatrolEvents", "{what},稍后复测"),
        "{n} 个链接打不开,{m} 分钟后复测": translate("PatrolEvents", "{n} 个链接打不开,{m} 分钟后复测"),
        "复测 {n} 个链接,仍打不开 {m} 个": translate("PatrolEvents", "复测 {n} 个链接,仍打不开 {m} 个"),
        "自动检查完成,新增疑似问题 {n} 个": translate("PatrolEvents", "自动检查完成,新增疑似问题 {n} 个"),
        "检查项出错 {what}": translate("PatrolEvents", "检查项出错 {what}"),
        "巡检进程意外结束,已重新启动,从中断处继续": translate(
            "PatrolEvents", "巡检进程意外结束,已重新启动,从中断处继续"
        ),
    }


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
    """Shows events as they arrive; does not take the focus away from the keys of the screen.

    `capture_wanted` carries the target id and capture id of an event that was double-clicked.
    """

    capture_wanted = Signal(str, str)

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
        self.doubleClicked.connect(self._follow)
        theme.changed.connect(self.viewport().update)

    @property
    def events(self) -> Sequence[PatrolEvent]:
        """What is shown, newest first."""
        return tuple(self._model.events)

    def add(self, event: PatrolEvent) -> None:
        self._model.add(event)

    def show_events(self, events: Sequence[PatrolEvent]) -> None:
        """Replace what is shown; nothing happens when it is the same, so that the place scrolled to stays."""
        if tuple(events[:_KEPT]) != self.events:
            self._model.show_events(events)

    def _follow(self, index: Index) -> None:
        event: PatrolEvent = index.data(_EVENT_ROLE)
        if event.capture_id:
            self.capture_wanted.emit(event.target_id, event.capture_id)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._model.rowCount():
            painter = QPainter(self.viewport())
            painter.setPen(self.palette().placeholderText().color())
            area = self.viewport().rect().adjusted(t.ROOMY, t.STEP, -t.ROOMY, 0)
            text = self.tr("巡检开始后,每一页、每次链接测试和检查都会列在这里。")
            painter.drawText(area, int(Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap), text)
            painter.end()
