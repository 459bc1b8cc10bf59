"""The right side of the score screen: one target's card as a tree that leads to the findings."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QHBoxLayout,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from inspector_gui.app.views import ScoreRow
from inspector_gui.domain.scoring import ScoreCard
from inspector_gui.ui import labels
from inspector_gui.ui.models.score_tree import Node, full_reason, score_nodes, verdict_reason
from inspector_gui.ui.models.tables import Index
from inspector_gui.ui.theme import tokens as t
from inspector_gui.ui.theme.theme import Theme, sized
from inspector_gui.ui.widgets.card import Panel
from inspector_gui.ui.widgets.pill import Pill, draw_pill, pill_width, tone_of
from inspector_gui.ui.widgets.text import ElidedLabel, label, line

_NODE_ROLE = Qt.ItemDataRole.UserRole
_FIGURE_WIDTH = 76


class NodeDelegate(QStyledItemDelegate):
    """Text at the left, pill, figure at the right; lines that lead to a finding are in the accent colour."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, 32)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        node: Node = index.data(_NODE_ROLE)
        tokens = self._theme.tokens
        painter.save()
        state = option.state
        ground = (
            tokens.accent_soft
            if state & QStyle.StateFlag.State_Selected
            else tokens.raised
            if state & QStyle.StateFlag.State_MouseOver
            else tokens.surface
        )
        painter.fillRect(option.rect, QColor(ground))
        area = QRectF(option.rect).adjusted(4, 0, -t.WIDE, 0)
        painter.setFont(sized(option.font, t.TEXT_BODY, bold=node.strong))
        painter.setPen(QColor(tokens.text_soft if node.soft else tokens.text))
        painter.drawText(area, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), node.figure)
        right = area.right() - painter.fontMetrics().horizontalAdvance(node.figure) - 4
        if node.pill is not None:
            right = area.right() - _FIGURE_WIDTH - pill_width(node.pill[0], option.font)
            draw_pill(painter, node.pill[0], tone_of(tokens, node.pill[1]), left=right, middle=area.center().y())
        painter.setPen(QColor(tokens.accent_ink if node.finding_id else tokens.text_soft if node.soft else tokens.text))
        room = int(right - area.left() - 8)
        painter.drawText(
            area,
            int(Qt.AlignmentFlag.AlignVCenter),
            painter.fontMetrics().elidedText(node.text, Qt.TextElideMode.ElideRight, room),
        )
        painter.restore()


class ScoreCardPanel(Panel):
    """Heading with total and verdict, then the tree."""

    finding_wanted = Signal(str)
    indicator_wanted = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._name = ElidedLabel("", "heading")
        self._total = label("", "figure")
        self._parts = label("", "soft", wrap=True)
        self._reason = label("", "small", wrap=True)
        self._verdict = Pill(theme)
        self.tree = QTreeView()
        self._model = QStandardItemModel(self.tree)
        self._delegate = NodeDelegate(theme)
        self.tree.setModel(self._model)
        self.tree.setItemDelegate(self._delegate)
        self.tree.setHeaderHidden(True)
        self.tree.setIndentation(18)
        self.tree.setAccessibleName(self.tr("评分表"))
        self.tree.setMouseTracking(True)
        self.tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.tree.clicked.connect(self._follow)
        self.tree.activated.connect(self._follow)
        theme.changed.connect(self.tree.viewport().update)
        hint = ElidedLabel(self.tr("点指标或蓝色的行:规则 → 问题 → 标注 → 截图 → 摘要校验"), "small")
        hint.setContentsMargins(t.ROOMY, t.STEP, t.ROOMY, t.STEP)
        self.body.addWidget(self._head())
        self.body.addWidget(line())
        self.body.addWidget(self.tree, 1)
        self.body.addWidget(line())
        self.body.addWidget(hint)

    def show_card(self, row: ScoreRow, card: ScoreCard) -> None:
        self._name.setText(row.name)
        self._total.setText(row.total)
        name, tone = labels.verdict(row.verdict)
        self._verdict.show_state(name, tone)
        parts = [self.tr("扣分制 {deduct}").format(deduct=row.deduct), self.tr("加分 {bonus}").format(bonus=row.bonus)]
        parts.append(self.tr("区间 {low}–{high}").format(low=row.low, high=row.high))
        parts.append(self.tr("未检查 {n} 项").format(n=row.unchecked) if row.unchecked else self.tr("无未检查项"))
        self._parts.setText(" · ".join(parts))
        self._reason.setText(verdict_reason(card))
        self._reason.setToolTip(full_reason(card))
        self._model.clear()
        for node in score_nodes(card):
            self._add(self._model.invisibleRootItem(), node)

    def _add(self, parent: QStandardItem, node: Node) -> None:
        item = QStandardItem(node.text)
        item.setEditable(False)
        item.setData(node, _NODE_ROLE)
        item.setToolTip(node.tip or node.text)
        item.setAccessibleText(" ".join(filter(None, (node.text, node.pill[0] if node.pill else "", node.figure))))
        parent.appendRow(item)
        for child in node.children:
            self._add(item, child)
        self.tree.setExpanded(item.index(), node.open)

    def _follow(self, index: Index) -> None:
        node: Node = index.data(_NODE_ROLE)
        if node.finding_id:
            self.finding_wanted.emit(node.finding_id)
        elif node.indicator:
            self.indicator_wanted.emit(node.indicator)
        elif node.children:
            self.tree.setExpanded(index, not self.tree.isExpanded(index))

    def _head(self) -> QWidget:
        head = QWidget()
        first = QHBoxLayout()
        first.setSpacing(t.WIDE)
        first.addWidget(self._name, 1)
        first.addWidget(self._verdict)
        first.addWidget(self._total)
        layout = QVBoxLayout(head)
        layout.setContentsMargins(t.ROOMY, t.WIDE, t.ROOMY, t.WIDE)
        layout.setSpacing(2)
        layout.addLayout(first)
        layout.addWidget(self._parts)
        layout.addWidget(self._reason)
        return head
