"""The left side of the review screen: which target, how far, and its findings by indicator."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFrame,
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
)

from inspector_gui.app.views import ReviewQueue, TargetRow
from inspector_gui.domain.findings import FindingState
from inspector_gui.ui import labels
from inspector_gui.ui.models.review_list import ENTRY_ROLE, Entry, ReviewList
from inspector_gui.ui.models.tables import Index
from inspector_gui.ui.theme import tokens as t
from inspector_gui.ui.theme.theme import Theme, sized
from inspector_gui.ui.widgets.flow_layout import FlowLayout
from inspector_gui.ui.widgets.pill import Pill, draw_pill, pill_width, tone_of
from inspector_gui.ui.widgets.text import ElidedLabel, line

_HEADING_HEIGHT, _ENTRY_HEIGHT, _PAD = 32, 50, 14


class EntryDelegate(QStyledItemDelegate):
    """Two lines per finding: indicator with its state, then what it costs and what is wrong."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        entry: Entry = index.data(ENTRY_ROLE)
        return QSize(100, _HEADING_HEIGHT if entry.group is None else _ENTRY_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry: Entry = index.data(ENTRY_ROLE)
        painter.save()
        painter.setFont(option.font)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver) and (entry.finding is not None or entry.is_fold)
        tokens = self._theme.tokens
        painter.fillRect(
            option.rect, QColor(tokens.accent_soft if selected else tokens.raised if hovered else tokens.surface)
        )
        if selected:
            painter.fillRect(option.rect.left(), option.rect.top(), 3, option.rect.height(), QColor(tokens.accent))
        area = QRectF(option.rect).adjusted(_PAD, 0, -_PAD + 2, 0)
        if entry.group is None:
            self._heading(painter, area, entry)
        else:
            self._entry(painter, area, entry)
        painter.restore()

    def _heading(self, painter: QPainter, area: QRectF, entry: Entry) -> None:
        painter.setPen(QColor(self._theme.tokens.accent_ink if entry.is_fold else self._theme.tokens.text_soft))
        painter.setFont(sized(painter.font(), t.TEXT_SMALL))
        painter.drawText(area.adjusted(0, 6, 0, 0), int(Qt.AlignmentFlag.AlignVCenter), entry.title)

    def _entry(self, painter: QPainter, area: QRectF, entry: Entry) -> None:
        tokens = self._theme.tokens
        body = painter.font()
        text, tone = entry.pill
        upper = QRectF(area.left(), area.top() + 5, area.width(), 21)
        draw_pill(painter, text, tone_of(tokens, tone), right=area.right(), middle=upper.center().y())
        painter.setPen(QColor(tokens.text))
        painter.setFont(sized(body, t.TEXT_BODY, bold=entry.finding is not None))
        room = upper.width() - pill_width(text, body) - 8
        painter.drawText(
            upper,
            int(Qt.AlignmentFlag.AlignVCenter),
            painter.fontMetrics().elidedText(entry.title, Qt.TextElideMode.ElideRight, int(room)),
        )
        painter.setPen(QColor(tokens.text_soft))
        painter.setFont(sized(body, t.TEXT_SMALL))
        lower = QRectF(area.left(), upper.bottom() - 1, area.width(), 20)
        painter.drawText(
            lower,
            int(Qt.AlignmentFlag.AlignVCenter),
            painter.fontMetrics().elidedText(entry.detail, Qt.TextElideMode.ElideRight, int(lower.width())),
        )


class FindingsPanel(QFrame):
    """Target picker, counts and list. Says which target or finding was chosen; shows what it is given."""

    target_chosen = Signal(str)
    finding_chosen = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("side")
        self._quiet = False
        self.model = ReviewList()
        self.picker = QComboBox()
        self.picker.setAccessibleName(self.tr("检查对象"))
        self.picker.setMinimumContentsLength(8)
        self.picker.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.picker.activated.connect(lambda row: self.target_chosen.emit(self.picker.itemData(row)))
        self._facts = ElidedLabel("", "small")
        self._pills = {state: Pill(theme) for state in FindingState}
        self._unchecked = Pill(theme)
        self.list = QListView()
        self.list.setModel(self.model)
        self._delegate = EntryDelegate(theme)
        self.list.setItemDelegate(self._delegate)
        self.list.setAccessibleName(self.tr("问题列表"))
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setMouseTracking(True)
        self.list.selectionModel().currentChanged.connect(self._choose)
        self.list.clicked.connect(self._toggle)
        theme.changed.connect(self.list.viewport().update)
        self._build()

    def _build(self) -> None:
        pills = FlowLayout()
        for pill in (*self._pills.values(), self._unchecked):
            pills.addWidget(pill)
        head = QVBoxLayout()
        head.setContentsMargins(t.WIDE, t.WIDE, t.WIDE, t.STEP)
        head.setSpacing(6)
        head.addWidget(self.picker)
        head.addWidget(self._facts)
        head.addLayout(pills)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(line())
        layout.addWidget(self.list, 1)

    def show_targets(self, rows: Sequence[TargetRow], chosen: str) -> None:
        """Fill the picker; each target with the number of suspicions still open."""
        self.picker.clear()
        for row in rows:
            open_ones = self.tr("疑似 {n}").format(n=row.suspected) if row.suspected else ""
            self.picker.addItem(f"{row.name}  ·  {open_ones}" if open_ones else row.name, row.id)
        self.picker.setCurrentIndex(self.picker.findData(chosen))

    def show_queue(self, queue: ReviewQueue) -> None:
        self.picker.setCurrentIndex(self.picker.findData(queue.target_id))
        facts = self.tr("{n} 页快照").format(n=len(queue.captures))
        self._facts.setText(f"{labels.place_of(queue.url)} · {facts}")
        for state, pill in self._pills.items():
            name, tone = labels.finding_state(state)
            number = queue.counts.get(state, 0)
            pill.show_state(f"{name} {number}" if number else "", tone)
        self._unchecked.show_state(
            self.tr("未检查 {n}").format(n=queue.unchecked) if queue.unchecked else "", "neutral"
        )
        self.model.show_queue(queue)

    def select(self, finding_id: str) -> None:
        """Mark a finding as current without telling anybody."""
        row = self.model.row_of(finding_id)
        self._quiet = True
        self.list.setCurrentIndex(self.model.index(row))
        self._quiet = False

    def _choose(self, index: Index) -> None:
        entry: Entry | None = index.data(ENTRY_ROLE) if index.isValid() else None
        if not self._quiet and entry is not None and entry.finding is not None:
            self.finding_chosen.emit(entry.finding.id)

    def _toggle(self, index: Index) -> None:
        if index.data(ENTRY_ROLE).is_fold:
            self.model.toggle_fold()
