"""评分: the ranking, and for each target the card whose every line leads to its proof."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from inspector_gui.app.changes import Topic
from inspector_gui.app.views import ScoreRow
from inspector_gui.domain.targets import TargetClass
from inspector_gui.ui import labels
from inspector_gui.ui.archive_thread import Ticket
from inspector_gui.ui.context import Context
from inspector_gui.ui.events import Destination
from inspector_gui.ui.models.tables import ROW_ROLE, Column, Index, RowFilter, TableModel
from inspector_gui.ui.theme import tokens as t
from inspector_gui.ui.views.score_card import ScoreCardPanel
from inspector_gui.ui.views.screen import Screen
from inspector_gui.ui.widgets.card import Card, Panel
from inspector_gui.ui.widgets.empty_state import EmptyState
from inspector_gui.ui.widgets.table import Table


class ScoresScreen(Screen):
    """Cards, ranking, and the card of the chosen target."""

    topics = frozenset({Topic.FINDINGS, Topic.TARGETS, Topic.ROUNDS})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._rows_ticket, self._card_ticket = Ticket(), Ticket()
        self._target_id = ""
        self._ranks: dict[str, int] = {}
        self.portals = Card(self.tr("门户平均(满分 130)"))
        self.departments = Card(self.tr("部门平均(满分 100)"))
        self.failed = Card(self.tr("不合格网站"))
        self.undecided = Card(self.tr("尚未判定"))
        self.model = TableModel(self._columns(), key=lambda row: row.target_id)
        self.proxy = RowFilter()
        self.proxy.setSourceModel(self.model)
        self.table = Table(context.theme, self.tr("得分"))
        self.table.setModel(self.proxy)
        self.table.use_columns(self.model)
        self.table.selectionModel().currentRowChanged.connect(self._choose)
        self.card = ScoreCardPanel(context.theme)
        self.card.finding_wanted.connect(self._show_finding)
        self.card.indicator_wanted.connect(self._show_indicator)
        self.nothing = EmptyState(
            self.tr("还没有可评分的对象"),
            self.tr("导入名册并完成巡检后,这里给出每个网站的得分、区间和逐分来历。"),
            self.tr("去导入名册"),
            lambda: context.events.go.emit(Destination("targets")),
        )
        self._build()

    def main_widget(self) -> QWidget:
        return self.table

    async def reload(self) -> None:
        rows = []
        if self.context.round_id:
            rows = await self.context.read(
                self.context.cases.list_scores, ticket=self._rows_ticket, round_id=self.context.round_id
            )
        self.stack.setCurrentWidget(self.work if rows else self.nothing)
        rows.sort(key=_merit)  # stable: what is equal in all of it stays in the order given
        self._ranks = _ranks(rows)
        self.model.show_rows(rows)
        self._show_cards(rows)
        if rows:
            if self.model.row_of(self._target_id) < 0:
                self._target_id = rows[0].target_id
            self._select(self._target_id)
            await self._load_card(self._target_id)

    async def _load_card(self, target_id: str) -> None:
        card = await self.context.read(
            self.context.cases.read_score_card,
            ticket=self._card_ticket,
            round_id=self.context.round_id,
            target_id=target_id,
        )
        row = self.model.rows[self.model.row_of(target_id)]
        self.card.show_card(row, card)

    def _show_cards(self, rows: list[ScoreRow]) -> None:
        for card, classes in (
            (self.portals, (TargetClass.PORTAL,)),
            (self.departments, (TargetClass.DEPARTMENT, TargetClass.SPECIAL)),
        ):
            totals = [
                value for row in rows if row.target_class in classes and (value := _number(row.total)) is not None
            ]
            mean = f"{sum(totals) / len(totals):.2f}" if totals else "–"
            card.show_figure(mean, self.tr("{n} 个网站有得分").format(n=len(totals)))
        failed = sum(1 for row in rows if row.verdict == "unqualified")
        self.failed.show_figure(f"{failed} / {len(rows)}", self.tr("否决或低于 60 分"))
        undecided = sum(row.suspected for row in rows)
        unchecked = sum(row.unchecked for row in rows)
        self.undecided.show_figure(
            self.tr("疑似 {n} 项").format(n=undecided), self.tr("未检查 {n} 项;区间随判定收窄").format(n=unchecked)
        )

    def _rank(self, row: ScoreRow) -> str:
        return str(self._ranks.get(row.target_id, "–"))

    def _select(self, target_id: str) -> None:
        index = self.proxy.mapFromSource(self.model.index(self.model.row_of(target_id), 0))
        self.table.selectionModel().blockSignals(True)
        self.table.setCurrentIndex(index)
        self.table.selectionModel().blockSignals(False)
        QTimer.singleShot(0, self.table.viewport().update)

    def _choose(self, index: Index) -> None:
        row: ScoreRow | None = index.data(ROW_ROLE) if index.isValid() else None
        if row is not None and row.target_id != self._target_id:
            self._target_id = row.target_id
            self.context.start(self._load_card(row.target_id), "score card")

    def _show_finding(self, finding_id: str) -> None:
        self.context.events.go.emit(Destination("review", self._target_id, finding_id))

    def _show_indicator(self, indicator: str) -> None:
        self.context.events.go.emit(Destination("review", self._target_id, indicator=indicator))

    def _columns(self) -> list[Column[ScoreRow]]:
        return [
            Column("#", self._rank, 44, number=True, sort=lambda r: self._ranks.get(r.target_id, 0)),
            Column(self.tr("网站"), lambda r: r.name, 200, strong=True),
            Column(self.tr("类别"), lambda r: labels.target_class(r.target_class), 100),
            Column(self.tr("扣分后"), lambda r: r.deduct, 72, number=True, sort=lambda r: _order(r.deduct)),
            Column(self.tr("加分"), lambda r: r.bonus, 64, number=True, sort=lambda r: _order(r.bonus)),
            Column(self.tr("得分"), lambda r: r.total, 72, number=True, sort=lambda r: _order(r.total)),
            Column(self.tr("区间"), lambda r: f"{r.low}–{r.high}", 116, number=True, sort=lambda r: _order(r.low)),
            Column(self.tr("疑似"), lambda r: str(r.suspected), 60, number=True, sort=lambda r: r.suspected),
            Column(
                self.tr("结论"), lambda r: labels.verdict(r.verdict)[0], 104, pill=lambda r: labels.verdict(r.verdict)
            ),
        ]

    def _build(self) -> None:
        cards = QHBoxLayout()
        cards.setSpacing(t.WIDE)
        for card in (self.portals, self.departments, self.failed, self.undecided):
            cards.addWidget(card, 1)
        panel = Panel()
        panel.body.addWidget(self.table)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(t.WIDE)
        column.addLayout(cards)
        column.addWidget(panel, 1)
        self.work = QSplitter()
        self.work.setHandleWidth(t.WIDE)
        self.work.setStyleSheet("QSplitter::handle { background: transparent; }")
        self.work.addWidget(left)
        self.work.addWidget(self.card)
        self.work.setStretchFactor(0, 1)
        self.work.setSizes([780, 430])
        self.stack = QStackedWidget()
        self.stack.addWidget(self.work)
        self.stack.addWidget(self.nothing)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(t.ROOMY, t.ROOMY, t.ROOMY, t.ROOMY)
        layout.addWidget(self.stack)


def _number(text: str) -> Decimal | None:
    """The figure in a cell; None for a dash."""
    try:
        return Decimal(text)
    except InvalidOperation:
        return None


def _merit(row: ScoreRow) -> tuple[float, float, int]:
    """Best first; of equal totals the one that cannot fall as low, then the one with fewer open questions."""
    return (-_order(row.total), -_order(row.low), row.suspected + row.unchecked)


def _ranks(rows: list[ScoreRow]) -> dict[str, int]:
    """Rank by the total as shown, 1 for the best; equal totals share a rank. Rows without a total have none."""
    totals = [row.total for row in rows]
    return {row.target_id: totals.index(row.total) + 1 for row in rows if _number(row.total) is not None}


def _order(text: str) -> float:
    number = _number(text)
    return float(number) if number is not None else -1.0
