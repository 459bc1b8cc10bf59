"""Ctrl+K: one field that finds targets, findings and commands, and goes there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QObject, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from inspector_gui.app.views import SearchHit
from inspector_gui.ui.actions import ActionSpec
from inspector_gui.ui.archive_thread import Ticket
from inspector_gui.ui.context import Context
from inspector_gui.ui.events import Destination
from inspector_gui.ui.models.tables import Index
from inspector_gui.ui.theme import tokens as t
from inspector_gui.ui.theme.theme import Theme, sized
from inspector_gui.ui.widgets.text import label

_WIDTH, _ROW, _MOST = 620, 36, 10
_HIT_ROLE = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Hit:
    """One line of the palette and what choosing it does."""

    kind: str
    title: str
    detail: str
    do: Callable[[], None]


class HitModel(QAbstractListModel):
    """The hits in view."""

    def __init__(self) -> None:
        super().__init__()
        self.hits: list[Hit] = []

    def show_hits(self, hits: Sequence[Hit]) -> None:
        self.beginResetModel()
        self.hits = list(hits)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.hits)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        hit = self.hits[index.row()]
        if role == _HIT_ROLE:
            return hit
        return (
            f"{hit.kind} {hit.title} {hit.detail}"
            if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
            else None
        )


class HitDelegate(QStyledItemDelegate):
    """Kind, title, and the detail softly at the right."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        hit: Hit = index.data(_HIT_ROLE)
        tokens = self._theme.tokens
        painter.save()
        painter.fillRect(
            option.rect,
            QColor(tokens.accent_soft if option.state & QStyle.StateFlag.State_Selected else tokens.surface),
        )
        area = QRectF(option.rect).adjusted(t.WIDE, 0, -t.WIDE, 0)
        painter.setFont(sized(option.font, t.TEXT_SMALL))
        painter.setPen(QColor(tokens.text_soft))
        painter.drawText(area, int(Qt.AlignmentFlag.AlignVCenter), hit.kind)
        detail = painter.fontMetrics().elidedText(hit.detail, Qt.TextElideMode.ElideRight, int(area.width() * 0.4))
        painter.drawText(area, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), detail)
        room = area.width() - 64 - painter.fontMetrics().horizontalAdvance(detail) - 12
        painter.setFont(sized(option.font, t.TEXT_BODY))
        painter.setPen(QColor(tokens.text))
        title = painter.fontMetrics().elidedText(hit.title, Qt.TextElideMode.ElideRight, int(room))
        painter.drawText(area.adjusted(64, 0, 0, 0), int(Qt.AlignmentFlag.AlignVCenter), title)
        painter.restore()


class CommandPalette(QFrame):
    """Overlays the window; Enter chooses, Escape or a click elsewhere closes."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("palette")
        self._context = context
        self._ticket = Ticket()
        self._commands: list[ActionSpec] = []
        self._return_to: QWidget | None = None
        self.field = QLineEdit()
        self.field.setPlaceholderText(self.tr("输入名称、网址、问题或命令"))
        self.field.setAccessibleName(self.tr("搜索"))
        self.model = HitModel()
        self.list = QListView()
        self.list.setModel(self.model)
        self._delegate = HitDelegate(context.theme)
        self.list.setItemDelegate(self._delegate)
        self.list.setAccessibleName(self.tr("搜索结果"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.clicked.connect(self._choose)
        self.nothing = label(self.tr("没有匹配的对象、问题或命令"), "soft")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(t.STEP, t.STEP, t.STEP, t.STEP)
        for part in (self.field, self.list, self.nothing):
            layout.addWidget(part)
        self.field.textChanged.connect(self._search)
        self.field.installEventFilter(self)
        self.hide()

    def pop_up(self, commands: Sequence[ActionSpec]) -> None:
        """Open over the window with these commands on offer."""
        self._return_to = self.window().focusWidget()
        self._commands = list(commands)
        self.field.clear()
        self._search("")
        self.show()
        self.raise_()
        self.field.setFocus()

    def close_up(self) -> None:
        self.hide()
        if self._return_to is not None and self._return_to.isVisible():
            self._return_to.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut and self.isVisible():
            self.hide()
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(Qt.Key(event.key()))
        return False

    def _key(self, key: Qt.Key) -> bool:
        row = self.list.currentIndex().row()
        if key == Qt.Key.Key_Escape:
            self.close_up()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            step = 1 if key == Qt.Key.Key_Down else -1
            self.list.setCurrentIndex(self.model.index((row + step) % max(1, len(self.model.hits))))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(self.list.currentIndex())
        else:
            return False
        return True

    def _choose(self, index: Index) -> None:
        hit: Hit | None = index.data(_HIT_ROLE) if index.isValid() else None
        if hit is not None:
            self.close_up()
            hit.do()

    def _search(self, words: str) -> None:
        wanted = words.casefold().split()
        commands = [c for c in self._commands if all(word in c.text.casefold() for word in wanted)]
        self._show([Hit(self.tr("命令"), c.text, " / ".join(c.keys[:1]), c.do) for c in commands])
        if wanted and self._context.round_id:
            self._context.start(self._search_archive(words), "search")

    async def _search_archive(self, words: str) -> None:
        found = await self._context.read(
            self._context.cases.search_everything, ticket=self._ticket, round_id=self._context.round_id, words=words
        )
        commands = [hit for hit in self.model.hits if hit.kind == self.tr("命令")]
        self._show([self._archive_hit(hit) for hit in found] + commands)

    def _archive_hit(self, hit: SearchHit) -> Hit:
        kind = {"target": self.tr("对象"), "finding": self.tr("问题")}.get(hit.kind, hit.kind)
        finding = hit.id if hit.kind == "finding" else ""
        go = Destination("review", hit.target_id or hit.id, finding)
        return Hit(kind, hit.title, hit.detail, lambda: self._context.events.go.emit(go))

    def _show(self, hits: list[Hit]) -> None:
        self.model.show_hits(hits)
        self.list.setVisible(bool(hits))
        self.nothing.setVisible(not hits)
        self.list.setFixedHeight(min(len(hits), _MOST) * _ROW + 2)
        if hits:
            self.list.setCurrentIndex(self.model.index(0))
        area = self.parentWidget().rect()
        width = min(_WIDTH, area.width() - 4 * t.ROOMY)
        self.setGeometry((area.width() - width) // 2, 56, width, self.layout().totalSizeHint().height())
