"""对象: the register of the round; import, filter, and the way into the review of a target."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from inspector_gui.app.changes import Topic
from inspector_gui.app.views import ImportSummary, TargetRow
from inspector_gui.ui import dialogs, labels
from inspector_gui.ui.actions import ActionSpec, install
from inspector_gui.ui.archive_thread import Ticket
from inspector_gui.ui.context import Context
from inspector_gui.ui.events import Destination, Notice
from inspector_gui.ui.models.tables import ROW_ROLE, Column, Index, RowFilter, TableModel
from inspector_gui.ui.theme import tokens as t
from inspector_gui.ui.views.screen import Screen
from inspector_gui.ui.widgets.card import Panel
from inspector_gui.ui.widgets.empty_state import EmptyState
from inspector_gui.ui.widgets.key_button import KeyButton
from inspector_gui.ui.widgets.table import Table
from inspector_gui.ui.widgets.text import label


class TargetsScreen(Screen):
    """A filterable table of all targets with their state."""

    topics = frozenset({Topic.TARGETS, Topic.FINDINGS, Topic.PATROL, Topic.ROUNDS})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._ticket = Ticket()
        self.model = TableModel(self._columns(), key=lambda row: row.id)
        self.proxy = RowFilter()
        self.proxy.setSourceModel(self.model)
        self.table = Table(context.theme, self.tr("检查对象"))
        self.table.setModel(self.proxy)
        self.table.use_columns(self.model)
        self.table.activated.connect(self._open_review)
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(self.tr("筛选:名称、单位、网址、标识码…"))
        self.filter.setAccessibleName(self.tr("筛选"))
        self.filter.setClearButtonEnabled(True)
        self.filter.textChanged.connect(self._filter)
        self.import_button = KeyButton(context.theme, self.tr("导入名册"), "Ctrl I", kind="primary")
        self.import_button.set_hint(self.tr("csv 或 xlsx;至少含网站名称与首页网址两列"))
        self.import_button.clicked.connect(self.import_register)
        self.count = label("", "soft")
        self.nothing = EmptyState(
            self.tr("还没有检查对象"),
            self.tr("导入网站名册(csv 或 xlsx),至少含“网站名称”和“首页网址”两列。导入后即可开始巡检。"),
            self.tr("导入名册"),
            self.import_register,
        )
        self.no_round = EmptyState(
            self.tr("还没有检查批次"),
            self.tr("批次规定监测时间点和指标集,例如“2021Q2,2021-06-30”。新建批次后再导入名册。"),
            self.tr("新建检查批次…"),
            context.events.new_round.emit,
        )
        self.no_match = EmptyState(
            self.tr("没有符合筛选条件的对象"),
            self.tr("换一个词,或清空筛选框。"),
            self.tr("清空筛选"),
            self.filter.clear,
        )
        self._build()
        self.actions_by_id = install(self, self.actions_offered())

    def actions_offered(self) -> Sequence[ActionSpec]:
        return (
            ActionSpec("import_register", self.tr("导入网站名册…"), ("Ctrl+I",), self.import_register),
            ActionSpec("filter_targets", self.tr("筛选检查对象"), ("Ctrl+F",), self.filter.setFocus),
        )

    def main_widget(self) -> QWidget:
        return self.table

    async def reload(self) -> None:
        allowed = "" if self.context.round_id else self.tr("请先新建检查批次")
        self.import_button.allow(allowed)
        if not self.context.round_id:
            self.model.show_rows([])
        else:
            self.model.show_rows(
                await self.context.read(
                    self.context.cases.list_targets, ticket=self._ticket, round_id=self.context.round_id
                )
            )
        self._show_state()

    def import_register(self) -> None:
        """Let the user pick a register and import it."""
        if self.context.round_id:
            self.context.start(self._pick_and_import(), "import register")

    async def import_file(self, path: Path) -> ImportSummary:
        """Import one register file and tell every screen; raises `RegisterUnreadable` and its kin."""
        changes, summary = await self.context.read(
            self.context.cases.import_websites, path=path, round_id=self.context.round_id
        )
        self.context.events.changed.emit(changes)
        return summary

    async def _pick_and_import(self) -> None:
        path = await dialogs.ask_file(self.window(), self.tr("导入网站名册"), self.tr("名册 (*.csv *.xlsx)"))
        if path is None:
            return
        summary = await self.import_file(path)
        text = self.summary_text(summary)
        if summary.refused or summary.notes:
            lines = [*summary.refused, *summary.notes]
            await dialogs.tell(self.window(), self.tr("导入结果"), text, details="\n".join(lines))
        else:
            self.context.events.notice.emit(Notice(text, "green"))

    def summary_text(self, summary: ImportSummary) -> str:
        text = self.tr("新增 {added},更新 {changed},未变 {unchanged}").format(
            added=summary.added, changed=summary.changed, unchanged=summary.unchanged
        )
        return text + (self.tr(";{n} 行未导入,原因如下").format(n=len(summary.refused)) if summary.refused else "")

    def _open_review(self, index: Index) -> None:
        row: TargetRow = index.data(ROW_ROLE)
        self.context.events.go.emit(Destination("review", row.id))

    def _filter(self, text: str) -> None:
        self.proxy.set_words(text)
        self._show_state()

    def _show_state(self) -> None:
        total, shown = len(self.model.rows), self.proxy.rowCount()
        both = self.tr("{shown} / {total} 个对象").format(shown=shown, total=total)
        self.count.setText(both if shown != total else self.tr("{total} 个对象").format(total=total))
        empty = self.nothing if self.context.round_id else self.no_round
        self.stack.setCurrentWidget(empty if not total else self.panel if shown else self.no_match)

    def _columns(self) -> list[Column[TargetRow]]:
        return [
            Column(self.tr("名称"), lambda r: r.name, 220, strong=True, second=lambda r: r.host, tip=lambda r: r.url),
            Column(self.tr("主办单位"), lambda r: r.unit, 170, tip=lambda r: r.unit),
            Column(self.tr("类别"), lambda r: labels.target_class(r.target_class), 100),
            Column(self.tr("所属区"), lambda r: r.district, 84),
            Column(self.tr("标识码"), lambda r: r.site_code, 104),
            Column(self.tr("页"), lambda r: str(r.pages), 56, number=True, sort=lambda r: r.pages),
            Column(self.tr("疑似"), lambda r: str(r.suspected), 60, number=True, sort=lambda r: r.suspected),
            Column(self.tr("确认"), lambda r: str(r.confirmed), 60, number=True, sort=lambda r: r.confirmed),
            Column(self.tr("状态"), lambda r: labels.stage(r.stage), 124, pill=_stage_pill),
        ]

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(t.WIDE)
        head.addWidget(label(self.tr("检查对象"), "title"))
        head.addWidget(self.count)
        head.addStretch()
        self.filter.setMaximumWidth(320)
        head.addWidget(self.filter, 1)
        head.addWidget(self.import_button)
        self.panel = Panel()
        self.panel.body.addWidget(self.table)
        self.stack = QStackedWidget()
        for part in (self.panel, self.nothing, self.no_round, self.no_match):
            self.stack.addWidget(part)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(t.ROOMY, t.ROOMY, t.ROOMY, t.ROOMY)
        layout.setSpacing(t.WIDE)
        layout.addLayout(head)
        layout.addWidget(self.stack, 1)


def _stage_pill(row: TargetRow) -> tuple[str, str]:
    tones = {"": "neutral", "queued": "neutral", "done": "green", "failed": "red"}
    return labels.stage(row.stage), tones.get(row.stage, "amber")
