"""The table view of all screens, and the delegate that draws names with soft second texts, bars and pills."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from inspector_gui.ui.models.tables import BAR_ROLE, PILL_ROLE, SECOND_ROLE, Index, TableModel
from inspector_gui.ui.theme import tokens as t
from inspector_gui.ui.theme.theme import Theme, sized
from inspector_gui.ui.widgets.pill import draw_pill, tone_of

_PAD, _BOX = 8, 16


class CellDelegate(QStyledItemDelegate):
    """Draws every cell itself: the style sheet gives the ground, this gives the content."""

    def __init__(self, theme: Theme, strong_columns: set[int]) -> None:
        super().__init__()
        self._theme = theme
        self._strong = strong_columns

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(super().sizeHint(option, index).width(), t.ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        tokens = self._theme.tokens
        painter.save()
        ground = tokens.accent_soft if option.state & QStyle.StateFlag.State_Selected else tokens.surface
        painter.fillRect(option.rect, QColor(ground))
        painter.fillRect(
            QRectF(option.rect.left(), option.rect.bottom(), option.rect.width(), 1), QColor(tokens.border)
        )
        painter.setFont(option.font)
        area = QRectF(option.rect).adjusted(_PAD, 0, -_PAD, -1)
        pill, share = index.data(PILL_ROLE), index.data(BAR_ROLE)
        if pill is not None:
            draw_pill(painter, pill[0], tone_of(tokens, pill[1]), left=area.left(), middle=area.center().y())
        elif share is not None:
            self._bar(painter, area, share)
        else:
            self._text(painter, area, option, index)
        if option.state & QStyle.StateFlag.State_HasFocus and option.state & QStyle.StateFlag.State_KeyboardFocusChange:
            painter.setPen(QColor(tokens.accent))
            painter.drawRect(QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -1.5))
        painter.restore()

    def _bar(self, painter: QPainter, area: QRectF, share: float) -> None:
        track = QRectF(area.left(), area.center().y() - 2.5, area.width(), 5)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.tokens.track))
        painter.drawRoundedRect(track, 2.5, 2.5)
        painter.setBrush(QColor(self._theme.tokens.accent))
        if share > 0:
            painter.drawRoundedRect(
                QRectF(track.left(), track.top(), max(5.0, track.width() * min(1.0, share)), 5), 2.5, 2.5
            )

    def _check(self, painter: QPainter, area: QRectF, index: Index) -> QRectF:
        """Paint the tick box of a row that has one; returns what is left for the text."""
        state, tokens = index.data(Qt.ItemDataRole.CheckStateRole), self._theme.tokens
        if state is None:
            return area
        box = QRectF(area.left() + 8.5, round(area.center().y() - _BOX / 2) + 0.5, _BOX, _BOX)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_in = Qt.CheckState(state) is Qt.CheckState.Checked
        painter.setPen(QColor(tokens.accent if is_in else tokens.border_strong))
        painter.setBrush(QColor(tokens.accent if is_in else tokens.surface))
        painter.drawRoundedRect(box, 4, 4)
        if is_in:
            painter.setPen(QPen(QColor(tokens.on_accent), 2))
            x, y = box.left(), box.top()
            painter.drawPolyline([QPointF(x + 4, y + 8), QPointF(x + 7, y + 11), QPointF(x + 12, y + 5)])
        return area.adjusted(_BOX + 20, 0, 0, 0)

    def _text(self, painter: QPainter, area: QRectF, option: QStyleOptionViewItem, index: Index) -> None:
        tokens = self._theme.tokens
        area = self._check(painter, area, index)
        text, second = str(index.data(Qt.ItemDataRole.DisplayRole) or ""), str(index.data(SECOND_ROLE) or "")
        font = sized(option.font, t.TEXT_BODY, bold=index.column() in self._strong)
        painter.setFont(font)
        painter.setPen(QColor(tokens.text))
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(area.width()))
        painter.drawText(area, int(index.data(Qt.ItemDataRole.TextAlignmentRole)), shown)
        left = painter.fontMetrics().horizontalAdvance(shown) + 8
        if second and area.width() - left > 40:
            painter.setFont(sized(option.font, t.TEXT_SMALL))
            painter.setPen(QColor(tokens.text_soft))
            rest = area.adjusted(left, 0, 0, 0)
            painter.drawText(
                rest,
                int(Qt.AlignmentFlag.AlignVCenter),
                painter.fontMetrics().elidedText(second, Qt.TextElideMode.ElideRight, int(rest.width())),
            )


class Table(QTableView):
    """Row selection, sortable, no grid; the column with the name takes the spare width."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._cells: CellDelegate | None = None
        self.setAccessibleName(name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setSortingEnabled(True)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(t.ROW_HEIGHT)
        theme.changed.connect(self.viewport().update)

    def use_columns(self, model: TableModel) -> None:
        """Set widths and delegates from the columns of `model`, once the view's own model is set."""
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setMinimumSectionSize(40)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        for number, column in enumerate(model.columns):
            title = self.fontMetrics().horizontalAdvance(column.title) + 2 * _PAD + 18
            header.resizeSection(number, max(column.width, title))
        widest = next((n for n, c in enumerate(model.columns) if c.strong), 0)
        header.setSectionResizeMode(widest, QHeaderView.ResizeMode.Stretch)
        self._cells = CellDelegate(self._theme, {n for n, c in enumerate(model.columns) if c.strong})
        self.setItemDelegate(self._cells)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
