"""巡检: how far the patrol is, target by target, live, and the keys to start, pause and resume it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from inspector_gui.app.changes import Topic
from inspector_gui.app.views import PatrolEvent, PatrolRow, PatrolStatus
from inspector_gui.ui import labels
from inspector_gui.ui.actions import ActionSpec, install
from inspector_gui.ui.archive_thread import Ticket
from inspector_gui.ui.context import Context
from inspector_gui.ui.events import Destination
from inspector_gui.ui.models.tables import ROW_ROLE, Column, Index, RowFilter, TableModel
from inspector_gui.ui.patrol_control import PatrolControl
from inspector_gui.ui.theme import tokens as t
from inspector_gui.ui.views.patrol_events import EventList
from inspector_gui.ui.views.patrol_pages import RecentPages
from inspector_gui.ui.views.screen import Screen
from inspector_gui.ui.widgets.card import Card, Panel, panel_title
from inspector_gui.ui.widgets.empty_state import EmptyState
from inspector_gui.ui.widgets.key_button import KeyButton
from inspector_gui.ui.widgets.table import Table
from inspector_gui.ui.widgets.text import ElidedLabel, label

#: Events that leave a trace in the archive, from where they are read when the screen is first shown.
_STORED_KINDS = frozenset({"captured", "unfit", "link", "checked"})


class PatrolScreen(Screen):
    """Cards, the table of targets, the list of events."""

    topics = frozenset({Topic.PATROL, Topic.TARGETS, Topic.ROUNDS, Topic.FINDINGS})

    def __init__(self, context: Context, control: PatrolControl) -> None:
        super().__init__(context)
        self._control = control
        self._has_history = False
        self._ticket, self._events_ticket = Ticket(), Ticket()
        self.summary = ElidedLabel("", "soft")
        self.toggle = KeyButton(context.theme, self.tr("开始巡检"), "Space", kind="primary")
        self.toggle.clicked.connect(control.toggle_pause)
        self.progress = Card(self.tr("总进度"), progress=True)
        self.speed = Card(self.tr("速度"))
        self.suspicions = Card(self.tr("自动检查"))
        self.storage = Card(self.tr("存储"))
        self.model = TableModel(self._columns(), key=lambda row: row.target_id)
        self.proxy = RowFilter()
        self.proxy.setSourceModel(self.model)
        self.table = Table(context.theme, self.tr("各对象的进度"))
        self.table.setModel(self.proxy)
        self.table.use_columns(self.model)
        self.table.activated.connect(self._open_review)
        self.events = EventList(context.theme)
        self.pages = RecentPages(context)
        self.reason = label("", "soft")
        self.nothing = EmptyState(
            self.tr("没有可巡检的对象"),
            self.tr("先导入网站名册;之后在这里开始巡检,随时可以暂停,关机也不会丢失已完成的页面。"),
            self.tr("去导入名册"),
            lambda: context.events.go.emit(Destination("targets")),
        )
        self._build()
        control.state_changed.connect(self._show_control)
        control.event_arrived.connect(self.events.add)
        for source in (self.events, self.pages):
            source.capture_wanted.connect(self._show_capture)
        self._show_control(control.state)
        self.actions_by_id = install(self, self.actions_offered())

    def actions_offered(self) -> Sequence[ActionSpec]:
        return (ActionSpec("toggle_patrol", self.tr("开始、暂停或继续巡检"), ("Space",), self._toggle),)

    def main_widget(self) -> QWidget:
        return self.table

    async def reload(self) -> None:
        if not self.context.round_id:
            self.stack.setCurrentWidget(self.nothing)
            self._show_control(self._control.state)
            return
        status = await self.context.read(
            self.context.cases.read_patrol_status,
            ticket=self._ticket,
            round_id=self.context.round_id,
            running=self._control.is_active,
        )
        self.show_status(status)
        if not self._has_history:
            await self._read_history()
        self.pages_title.setText(self.tr("正在抓取") if self._control.is_active else self.tr("最近抓取"))
        await self.pages.show_events(self.events.events)

    def forget(self) -> None:
        self._has_history = False
        super().forget()

    async def _read_history(self) -> None:
        """What the archive has, with what was only said meanwhile (stages, warnings) in its place by time."""
        self._has_history = True
        stored = await self.context.read(
            self.context.cases.read_recent_events, ticket=self._events_ticket, round_id=self.context.round_id
        )
        earliest = stored[-1].at if stored else ""
        said = [e for e in self._control.events if e.kind not in _STORED_KINDS and e.at >= earliest]
        self.events.show_events(sorted([*stored, *said], key=_instant, reverse=True))

    def _show_capture(self, target_id: str, capture_id: str) -> None:
        self.context.events.go.emit(Destination("review", target_id, capture_id=capture_id))

    def show_status(self, status: PatrolStatus) -> None:
        """Show one reading of the patrol's progress."""
        self.stack.setCurrentWidget(self.work if status.rows else self.nothing)
        self.model.show_rows(status.rows)
        left = labels.duration(status.remaining_seconds) if status.remaining_seconds is not None else ""
        pages = self.tr("{done} / {total} 页").format(
            done=labels.count(status.pages_done), total=labels.count(status.pages_total)
        )
        self.progress.show_figure(f"{status.share:.0%}", pages, share=status.share)
        rate = self.tr("{n} 页/分").format(n=f"{status.pages_per_minute:.1f}") if status.pages_per_minute else "–"
        remaining = self.tr("预计剩余 {time}").format(time=left) if left else ""
        active = self._control.is_active
        self.speed.show_figure(rate if active else "–", remaining if active else self.tr("未在巡检"))
        self.suspicions.show_figure(
            self.tr("疑似 {n}").format(n=labels.count(status.suspected)),
            self.tr("否决类 {veto} · 需人工 {human}").format(veto=status.veto_suspected, human=status.needs_review),
        )
        self.storage.show_figure(
            labels.byte_size(status.storage_bytes),
            self.tr("磁盘剩余 {size}").format(size=labels.byte_size(status.free_bytes)),
        )
        sites = self.tr("{n} 个对象").format(n=len(status.rows))
        done = self.tr("完成 {n}").format(n=sum(1 for row in status.rows if row.state == "done"))
        self.summary.setText(" · ".join((sites, done, pages)))
        self._show_control(self._control.state)

    def _show_control(self, state: str) -> None:
        is_done = bool(self.model.rows) and all(r.state == "done" for r in self.model.rows)
        again = self.tr("继续巡检") if any(r.done for r in self.model.rows) else self.tr("开始巡检")
        texts = {
            "idle": self.tr("巡检已完成") if is_done else again,
            "starting": self.tr("正在启动"),
            "running": self.tr("暂停"),
            "paused": self.tr("继续"),
            "stopping": self.tr("正在结束"),
        }
        self.toggle.setText(texts[state])
        self.toggle.setAccessibleName(texts[state])
        self.toggle.updateGeometry()
        reason = "" if self.model.rows else self.tr("没有可巡检的对象,请先导入名册")
        if state in ("starting", "stopping"):
            reason = self.tr("请稍候")
        elif state == "idle" and is_done:
            reason = self.tr("本批次的对象都已巡检;新导入的对象会接着巡检,复查请新建批次")
        self.toggle.allow(reason)
        self.reason.setText(reason)

    def _toggle(self) -> None:
        if self.toggle.isEnabled():
            self._control.toggle_pause()

    def _open_review(self, index: Index) -> None:
        row: PatrolRow = index.data(ROW_ROLE)
        self.context.events.go.emit(Destination("review", row.target_id))

    def _columns(self) -> list[Column[PatrolRow]]:
        return [
            Column(self.tr("对象"), lambda r: r.name, 260, strong=True, second=lambda r: r.host, tip=lambda r: r.host),
            Column(self.tr("阶段"), lambda r: labels.stage(r.stage), 116),
            Column(self.tr("进度"), lambda r: f"{_share(r):.0%}", 160, sort=_share, bar=_share),
            Column(self.tr("页"), lambda r: f"{r.done}/{r.total}", 70, number=True, sort=lambda r: r.done),
            Column(self.tr("疑似"), lambda r: str(r.suspected), 60, number=True, sort=lambda r: r.suspected),
            Column(self.tr("状态"), lambda r: self._state(r)[0], 100, pill=self._state, tip=lambda r: r.reason),
        ]

    def _state(self, row: PatrolRow) -> tuple[str, str]:
        """Begun, but nobody is at it: the patrol was cut short."""
        is_cut_short = row.state == "running" and not self._control.is_active
        return labels.patrol_state("interrupted" if is_cut_short else row.state)

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(t.WIDE)
        head.addWidget(label(self.tr("巡检"), "title"))
        head.addWidget(self.summary, 1)
        head.addWidget(self.reason)
        head.addWidget(self.toggle)
        cards = QHBoxLayout()
        cards.setSpacing(t.WIDE)
        for card in (self.progress, self.speed, self.suspicions, self.storage):
            cards.addWidget(card, 1)
        left = Panel()
        left.body.addWidget(self.table)
        right = Panel()
        self.pages_title = panel_title(self.tr("最近抓取"))
        for part in (self.pages_title, self.pages, panel_title(self.tr("事件"))):
            right.body.addWidget(part)
        right.body.addWidget(self.events, 1)
        self.work = QSplitter()
        self.work.setHandleWidth(t.WIDE)
        self.work.setStyleSheet("QSplitter::handle { background: transparent; }")
        self.work.addWidget(left)
        self.work.addWidget(right)
        self.work.setStretchFactor(0, 1)
        self.work.setSizes([800, 340])
        self.stack = QStackedWidget()
        self.stack.addWidget(self.work)
        self.stack.addWidget(self.nothing)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(t.ROOMY, t.ROOMY, t.ROOMY, t.ROOMY)
        layout.setSpacing(t.WIDE)
        layout.addLayout(head)
        layout.addLayout(cards)
        layout.addWidget(self.stack, 1)


def _instant(event: PatrolEvent) -> dt.datetime:
    return dt.datetime.fromisoformat(event.at)


def _share(row: PatrolRow) -> float:
    if row.state == "done":
        return 1.0
    return row.done / row.total if row.total else 0.0
