"""概览: where the round stands in four figures, and the one thing to do next."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout

from inspector_gui.app.changes import Topic
from inspector_gui.app.views import ScoreRow, TargetRow
from inspector_gui.ui import labels
from inspector_gui.ui.archive_thread import Ticket
from inspector_gui.ui.context import Context
from inspector_gui.ui.events import Destination
from inspector_gui.ui.theme import tokens as t
from inspector_gui.ui.views.screen import Screen
from inspector_gui.ui.widgets.card import Card
from inspector_gui.ui.widgets.empty_state import EmptyState
from inspector_gui.ui.widgets.text import label


class OverviewScreen(Screen):
    """Figures of the round and the next step."""

    topics = frozenset({Topic.TARGETS, Topic.FINDINGS, Topic.PATROL, Topic.ROUNDS})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._ticket = Ticket()
        self.targets = Card(self.tr("检查对象"), progress=True)
        self.findings = Card(self.tr("问题"), progress=True)
        self.pages = Card(self.tr("快照页"))
        self.verdicts = Card(self.tr("结论"))
        self.next = QStackedWidget()
        self._steps = {name: self._step(name) for name in ("targets", "patrol", "review", "packages")}
        for step in self._steps.values():
            self.next.addWidget(step)
        cards = QHBoxLayout()
        cards.setSpacing(t.WIDE)
        for card in (self.targets, self.pages, self.findings, self.verdicts):
            cards.addWidget(card, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(t.ROOMY, t.ROOMY, t.ROOMY, t.ROOMY)
        layout.setSpacing(t.WIDE)
        layout.addWidget(label(self.tr("概览"), "title"))
        layout.addLayout(cards)
        layout.addWidget(self.next, 1)

    async def reload(self) -> None:
        rows: list[TargetRow] = []
        scores: list[ScoreRow] = []
        if self.context.round_id:
            rows = await self.context.read(
                self.context.cases.list_targets, ticket=self._ticket, round_id=self.context.round_id
            )
            scores = await self.context.read(
                self.context.cases.list_scores, ticket=self._ticket, round_id=self.context.round_id
            )
        self._show(rows, scores)

    def _show(self, rows: list[TargetRow], scores: list[ScoreRow]) -> None:
        visited = sum(1 for r in rows if r.stage == "done")
        suspected, decided = sum(r.suspected + r.pending for r in rows), sum(r.confirmed + r.dismissed for r in rows)
        known = suspected + decided
        self.targets.show_figure(
            labels.count(len(rows)),
            self.tr("巡检完成 {n}").format(n=visited),
            share=visited / len(rows) if rows else 0.0,
        )
        self.pages.show_figure(labels.count(sum(r.pages for r in rows)), self.tr("每页一次抓取,永久留证"))
        confirmed = sum(r.confirmed for r in rows)
        self.findings.show_figure(
            self.tr("待判定 {n}").format(n=suspected),
            self.tr("已确认 {confirmed} · 已排除 {dismissed}").format(
                confirmed=confirmed, dismissed=decided - confirmed
            ),
            share=decided / known if known else 0.0,
        )
        count = {
            name: sum(1 for s in scores if s.verdict == name) for name in ("qualified", "unqualified", "undecided")
        }
        self.verdicts.show_figure(
            self.tr("合格 {n}").format(n=count["qualified"]),
            self.tr("不合格 {bad} · 未定 {open}").format(bad=count["unqualified"], open=count["undecided"]),
        )
        step = "targets" if not rows else "patrol" if visited < len(rows) else "review" if suspected else "packages"
        self.next.setCurrentWidget(self._steps[step])

    def _step(self, view: str) -> EmptyState:
        heading, text, button = {
            "targets": (
                self.tr("下一步:导入网站名册"),
                self.tr("csv 或 xlsx,至少含网站名称和首页网址。"),
                self.tr("去导入"),
            ),
            "patrol": (
                self.tr("下一步:完成巡检"),
                self.tr("程序逐页抓取并自动检查;可随时暂停,重启后从断点继续。"),
                self.tr("去巡检"),
            ),
            "review": (
                self.tr("下一步:判定疑似问题"),
                self.tr("逐条查看机器疑似问题:Enter 确认,X 排除,P 待定。"),
                self.tr("去审核"),
            ),
            "packages": (
                self.tr("下一步:交付证据包"),
                self.tr("全部疑似问题已判定。导出可离线校验的证据包。"),
                self.tr("去导出"),
            ),
        }[view]
        return EmptyState(heading, text, button, lambda: self.context.events.go.emit(Destination(view)))
