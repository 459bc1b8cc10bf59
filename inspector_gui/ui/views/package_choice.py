"""What goes into a package: the targets to tick, what they bring along, and how large the file will be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from inspector_gui.app.package_estimate import TargetContent
from inspector_gui.app.views import TargetRow
from inspector_gui.ui import labels
from inspector_gui.ui.models.choices import ChoiceModel
from inspector_gui.ui.models.tables import Column, Index, RowFilter
from inspector_gui.ui.theme import tokens as t
from inspector_gui.ui.theme.theme import Theme
from inspector_gui.ui.widgets.card import Panel, panel_title
from inspector_gui.ui.widgets.empty_state import EmptyState
from inspector_gui.ui.widgets.key_button import KeyButton
from inspector_gui.ui.widgets.table import Table
from inspector_gui.ui.widgets.text import ElidedLabel, label


@dataclass(frozen=True, slots=True)
class Candidate:
    """A target with what it would bring into the package."""

    target: TargetRow
    content: TargetContent

    @property
    def decided(self) -> str:
        """Findings that were decided, of all: ``3 / 18``."""
        target = self.target
        return f"{target.confirmed + target.dismissed} / {self.content.findings}"


class ChoiceTable(Table):
    """A click or the space key ticks the row."""

    def __init__(self, theme: Theme, name: str, model: ChoiceModel[Candidate]) -> None:
        super().__init__(theme, name)
        self._choices = model
        self.clicked.connect(self._toggle)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and self.currentIndex().isValid():
            self._toggle(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _toggle(self, index: Index) -> None:
        proxy = self.model()
        assert isinstance(proxy, RowFilter)
        self._choices.toggle(proxy.mapToSource(index).row())


class PackageChoice(Panel):
    """Shows candidates; `chosen` are those ticked."""

    choice_changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.model: ChoiceModel[Candidate] = ChoiceModel(self._columns(), key=lambda c: c.target.id)
        self._proxy = RowFilter()
        self._proxy.setSourceModel(self.model)
        self.table = ChoiceTable(theme, self.tr("放入证据包的对象"), self.model)
        self.table.setModel(self._proxy)
        self.table.use_columns(self.model)
        self.all, self.none = KeyButton(theme, self.tr("全选")), KeyButton(theme, self.tr("全不选"))
        self.all.clicked.connect(lambda: self.model.choose_all(True))
        self.none.clicked.connect(lambda: self.model.choose_all(False))
        self.summary = ElidedLabel("", "strong")
        self.foot = QHBoxLayout()
        self._nothing = EmptyState(
            self.tr("还没有可以导出的对象"), self.tr("先在“对象”中导入网站名册并完成巡检,再到这里导出证据包。")
        )
        self.model.choice_changed.connect(self._show_sum)
        self._build()

    @property
    def chosen(self) -> list[Candidate]:
        return self.model.chosen

    @property
    def is_everything(self) -> bool:
        return len(self.chosen) == len(self.model.rows)

    def show_candidates(self, rows: Sequence[TargetRow], contents: Sequence[TargetContent]) -> None:
        """Show the targets of a round; those taken out before stay out."""
        by_target = {content.target_id: content for content in contents}
        self.model.show_rows([Candidate(r, by_target[r.id]) for r in rows if r.id in by_target])
        self._stack.setCurrentWidget(self.table if self.model.rows else self._nothing)
        self._show_sum()

    def _show_sum(self) -> None:
        chosen = self.chosen
        text = self.tr("{n} 个对象 · {pages} 个快照 · {findings} 个问题 · 约 {size}").format(
            n=len(chosen),
            pages=labels.count(sum(c.content.captures for c in chosen)),
            findings=labels.count(sum(c.content.findings for c in chosen)),
            size=labels.byte_size(sum(c.content.size for c in chosen)),
        )
        self.summary.setText(text if chosen else self.tr("没有选中对象"))
        self.all.allow(self.tr("已全部选中") if self.is_everything else "")
        self.none.allow("" if chosen else self.tr("没有选中对象"))
        self.choice_changed.emit()

    def _columns(self) -> list[Column[Candidate]]:
        return [
            Column(self.tr("对象"), lambda c: c.target.name, 220, strong=True, second=lambda c: c.target.host),
            Column(
                self.tr("快照"), lambda c: str(c.content.captures), 64, number=True, sort=lambda c: c.content.captures
            ),
            Column(self.tr("已判定 / 问题"), lambda c: c.decided, 104, number=True, sort=lambda c: c.content.findings),
            Column(
                self.tr("大小约"),
                lambda c: labels.byte_size(c.content.size),
                84,
                number=True,
                sort=lambda c: c.content.size,
            ),
        ]

    def _build(self) -> None:
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(0, t.STEP, t.ROOMY, t.STEP)
        row.setSpacing(t.STEP)
        row.addWidget(panel_title(self.tr("导出")))
        row.addStretch()
        row.addWidget(self.all)
        row.addWidget(self.none)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._nothing)
        inside = self.tr(
            "包内有:截图与网页原件、问题与判定、逐分评分表、链接测试、证据链与签名、检查项源码、离线浏览页面。"
        )
        use = self.tr("任何浏览器都能打开,无需安装;任何人都能独立校验。")
        what = label(f"{inside}\n{use}", "soft", wrap=True)
        what.setContentsMargins(t.ROOMY, t.WIDE, t.ROOMY, 0)
        self.foot.setContentsMargins(t.ROOMY, t.WIDE, t.ROOMY, t.WIDE)
        self.foot.setSpacing(t.WIDE)
        self.foot.addWidget(self.summary, 1)
        self.body.addWidget(head)
        self.body.addWidget(self._stack, 1)
        self.body.addWidget(what)
        self.body.addLayout(self.foot)
