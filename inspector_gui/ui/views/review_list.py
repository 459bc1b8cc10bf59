"""The left side of the review screen: which target, how far, and its findings by indicator."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFrame,
    QListView,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
)

from inspector_gui.app.indicator_details import IndicatorDetail
from inspector_gui.app.views import ReviewQueue, TargetRow
from inspector_gui.domain.findings import FindingState
from inspector_gui.ui import labels
from inspector_gui.ui.models.review_list import ENTRY_ROLE, Entry, ReviewList
from inspector_gui.ui.models.tables import Index
from inspector_gui.ui.theme import tokens as t
from inspector_gui.ui.theme.theme import Theme, sized
from inspector_gui.ui.widgets.flow_layout import FlowLayout
from inspector_gui.ui.widgets.pill import Pill, draw_pill, tone_of
from inspector_gui.ui.widgets.text import ElidedLabel, line

_HEADING_HEIGHT, _INDICATOR_HEIGHT, _FINDING_HEIGHT, _PAD, _INDENT = 30, 32, 48, 14, 12


class EntryDelegate(QStyledItemDelegate):
    """An indicator in one line with what it costs; its findings below it in two, indented."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        entry: Entry = index.data(ENTRY_ROLE)
        if entry.finding is not None:
            return QSize(100, _FINDING_HEIGHT)
        return QSize(100, _HEADING_HEIGHT if entry.group is None else _INDICATOR_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry: Entry = index.data(ENTRY_ROLE)
        painter.save()
        painter.setFont(option.font)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver) and (entry.group is not None or entry.is_fold)
        tokens = self._theme.tokens
        painter.fillRect(
            option.rect, QColor(tokens.accent_soft if selected else tokens.raised if hovered else tokens.surface)
        )
        if selected:
            painter.fillRect(option.rect.left(), option.rect.top(), 3, option.rect.height(), QColor(tokens.accent))
        area = QRectF(option.rect).adjusted(_PAD, 0, -_PAD + 2, 0)
        if entry.group is None:
            self._heading(painter, area, entry)
        elif entry.finding is None:
            self._indicator(painter, area, entry)
        else:
            self._finding(painter, area.adjusted(_INDENT, 0, 0, 0), entry)
        painter.restore()

    def _heading(self, painter: QPainter, area: QRectF, entry: Entry) -> None:
        tokens = self._theme.tokens
        below = area.adjusted(0, 6, 0, 0)
        painter.setPen(QColor(tokens.accent_ink if entry.is_fold else tokens.text_soft))
        painter.setFont(sized(painter.font(), t.TEXT_SMALL))
        painter.drawText(below, int(Qt.AlignmentFlag.AlignVCenter), entry.title)
        painter.drawText(below, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight), entry.aside)

    def _indicator(self, painter: QPainter, area: QRectF, entry: Entry) -> None:
        tokens = self._theme.tokens
        body = painter.font()
        text, tone = entry.pill
        pill = draw_pill(painter, text, tone_of(tokens, tone), right=area.right(), middle=area.center().y())
        left_of_pill = area.adjusted(0, 0, -pill.width() - 8, 0)
        painter.setPen(QColor(tokens.text_soft))
        painter.setFont(sized(body, t.TEXT_SMALL))
        painter.drawText(left_of_pill, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight), entry.second)
        room = left_of_pill.width() - painter.fontMetrics().horizontalAdvance(entry.second) - 8
        has_findings = entry.group is not None and bool(entry.group.findings)
        painter.setPen(QColor(tokens.text))
        painter.setFont(sized(body, t.TEXT_BODY, bold=has_findings))
        self._line(painter, area, entry.title, room)

    def _finding(self, painter: QPainter, area: QRectF, entry: Entry) -> None:
        tokens = self._theme.tokens
        body = painter.font()
        upper = QRectF(area.left(), area.top() + 4, area.width(), 19)
        lower = QRectF(area.left(), upper.bottom() + 1, area.width(), 19)
        is_done = entry.finding is not None and entry.finding.state is FindingState.DISMISSED
        painter.setPen(QColor(tokens.text_soft if is_done else tokens.text))
        painter.setFont(sized(body, t.TEXT_BODY))
        self._line(painter, upper, entry.title, upper.width())
        text, tone = entry.pill
        pill = draw_pill(painter, text, tone_of(tokens, tone), right=lower.right(), middle=lower.center().y())
        painter.setPen(QColor(tokens.text_soft))
        painter.setFont(sized(body, t.TEXT_SMALL))
        self._line(painter, lower, entry.second, lower.width() - pill.width() - 8)

    def _line(self, painter: QPainter, area: QRectF, text: str, room: float) -> None:
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(room))
        painter.drawText(area, int(Qt.AlignmentFlag.AlignVCenter), shown)


class EntryList(QListView):
    """Keeps the current line in view when it gets another size, the first one included."""

    def keep_in_view(self) -> None:
        """The current line with its neighbours: an indicator's name stands above its findings."""
        row, last = self.currentIndex().row(), self.model().rowCount() - 1
        if row >= 0:
            for near in (max(row - 1, 0), min(row + 1, last), row):
                self.scrollTo(self.model().index(near, 0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.keep_in_view()


class FindingsPanel(QFrame):
    """Target picker, counts and list. Says which target, finding or indicator was chosen; shows what it is given."""

    target_chosen = Signal(str)
    finding_chosen = Signal(str)
    indicator_chosen = Signal(str)

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
        self.unchecked = QPushButton()
        self.unchecked.setProperty("kind", "chip")
        self.unchecked.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.unchecked.setToolTip(self.tr("列出没有自动检查结论的指标;选中一项即可看到原因。未检查不等于通过。"))
        self.unchecked.clicked.connect(self.show_unchecked)
        self.list = EntryList()
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
        for pill in self._pills.values():
            pills.addWidget(pill)
        pills.addWidget(self.unchecked)
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

    def show_queue(self, queue: ReviewQueue, details: Sequence[IndicatorDetail]) -> None:
        self.picker.setCurrentIndex(self.picker.findData(queue.target_id))
        facts = self.tr("{n} 页快照").format(n=len(queue.captures))
        self._facts.setText(f"{labels.place_of(queue.url)} · {facts}")
        for state, pill in self._pills.items():
            name, tone = labels.finding_state(state)
            number = queue.counts.get(state, 0)
            pill.show_state(f"{name} {number}" if number else "", tone)
        self.unchecked.setText(self.tr("未检查 {n} 项 · 查看原因").format(n=queue.unchecked))
        self.unchecked.setVisible(bool(queue.unchecked))
        self.model.show_queue(queue, details)

    def select(self, finding_id: str) -> None:
        """Mark a finding as current without telling anybody, and keep it in view."""
        self._mark(self.model.row_of(finding_id))

    def select_indicator(self, indicator: str) -> None:
        """Mark an indicator as current without telling anybody, unfolding it where it is folded away."""
        if self.model.row_of_indicator(indicator) < 0 and not self.model.is_unfolded:
            self.model.toggle_fold()
        self._mark(self.model.row_of_indicator(indicator))

    def show_unchecked(self) -> None:
        """Unfold the indicators nobody has judged and select the first of them."""
        if not self.model.is_unfolded:
            self.model.toggle_fold()
        row = self.model.fold_row
        if row >= 0:
            self.list.setCurrentIndex(self.model.index(row + 1))
            self.list.scrollTo(self.model.index(row), QAbstractItemView.ScrollHint.PositionAtTop)
            self.list.setFocus()

    def _mark(self, row: int) -> None:
        self._quiet = True
        self.list.setCurrentIndex(self.model.index(row))
        self._quiet = False
        self.list.keep_in_view()

    def _choose(self, index: Index) -> None:
        entry: Entry | None = index.data(ENTRY_ROLE) if index.isValid() else None
        if self._quiet or entry is None:
            return
        if entry.finding is not None:
            self.finding_chosen.emit(entry.finding.id)
        elif entry.group is not None:
            self.indicator_chosen.emit(entry.group.indicator)

    def _toggle(self, index: Index) -> None:
        if index.data(ENTRY_ROLE).is_fold:
            self.model.toggle_fold()
