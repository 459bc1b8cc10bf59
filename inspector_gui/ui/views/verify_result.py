"""What verify found: intact or damaged, the facts, and every problem by name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from inspector_gui.app.views import VerifyLine, VerifySummary
from inspector_gui.ui import labels
from inspector_gui.ui.theme import tokens as t
from inspector_gui.ui.theme.theme import Theme
from inspector_gui.ui.views.review_detail_parts import Facts
from inspector_gui.ui.widgets.pill import Pill
from inspector_gui.ui.widgets.text import ElidedLabel, label, line

translate = QCoreApplication.translate

#: Problems shown one by one; a damaged archive may have thousands of the same kind.
_SHOWN = 100


class VerifyResult(QScrollArea):
    """Shows one `VerifySummary`; before the first, what verifying means."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._name = ElidedLabel("", "strong")
        self.state = Pill(theme)
        self._theme = theme
        self._facts, self._rule, self._problems = Facts(), line(), QWidget()
        self.notes = label(
            self.tr("校验会重算每一份证据的摘要、整条证据链和签名,并指出第一处对不上的地方。"), "soft", wrap=True
        )
        self.notes.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        head = QHBoxLayout()
        head.addWidget(self._name, 1)
        head.addWidget(self.state)
        content = QWidget()
        content.setObjectName("content")
        layout = self._layout = QVBoxLayout(content)
        layout.setContentsMargins(t.ROOMY, 0, t.ROOMY, t.WIDE)
        layout.setSpacing(t.STEP)
        layout.addLayout(head)
        layout.addWidget(self._facts)
        layout.addWidget(self._rule)
        layout.addWidget(self._problems)
        layout.addWidget(self.notes)
        layout.addStretch()
        for part in (self._name, self._facts, self._rule):
            part.hide()
        self.setWidget(content)

    def show_summary(self, path: Path, summary: VerifySummary) -> None:
        for part in (self._name, self._facts, self._rule):
            part.show()
        self._name.setText(path.name)
        self.state.show_state(
            self.tr("完好") if summary.intact else self.tr("有 {n} 处问题").format(n=len(summary.problems)),
            "green" if summary.intact else "red",
        )
        self._facts.show_facts([(fact_name(name), fact_value(value), value) for name, value in summary.facts])
        self._show_problems(summary.problems)
        lines = list(summary.notes)
        if summary.intact:
            lines.insert(0, self.tr("没有发现改动、缺失或多出的内容。"))
        self.notes.setText("\n\n".join(lines))
        self.notes.setVisible(bool(lines))

    @property
    def text(self) -> str:
        """Every problem as text, for tests and for copying."""
        return "\n".join(w.text() for w in self._problems.findChildren(QLabel))

    def _show_problems(self, problems: Sequence[VerifyLine]) -> None:
        """One block per problem: its kind, what it concerns, what is wrong with it."""
        self._problems.deleteLater()
        self._problems = QWidget()
        column = QVBoxLayout(self._problems)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(t.WIDE)
        for problem in problems[:_SHOWN]:
            column.addLayout(self._problem(problem))
        if len(problems) > _SHOWN:
            column.addWidget(label(self.tr("另有 {n} 处").format(n=len(problems) - _SHOWN), "soft"))
        self._layout.insertWidget(3, self._problems)

    def _problem(self, problem: VerifyLine) -> QVBoxLayout:
        pill = Pill(self._theme, labels.problem_kind(problem.kind), "red", parent=self._problems)
        what, detail = label(problem.what, "strong", wrap=True), label(problem.detail, "soft", wrap=True)
        for part in (what, detail):
            part.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        head = QHBoxLayout()
        head.setSpacing(t.STEP)
        head.addWidget(pill, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(what, 1)
        block = QVBoxLayout()
        block.setSpacing(2)
        block.addLayout(head)
        block.addWidget(detail)
        return block


def fact_name(text: str) -> str:
    """Name of a fact in the language in force (the use-case names it in Chinese)."""
    return {
        "批次": translate("VerifyResult", "批次"),
        "文件": translate("VerifyResult", "文件"),
        "快照": translate("VerifyResult", "快照"),
        "证据": translate("VerifyResult", "证据"),
        "证据链": translate("VerifyResult", "证据链"),
        "证据链末条": translate("VerifyResult", "证据链末条"),
        "签名": translate("VerifyResult", "签名"),
        "签名人": translate("VerifyResult", "签名人"),
    }.get(text, text)


def fact_value(text: str) -> str:
    """Value of a fact: the words of the use-case in the language in force, everything else as it is."""
    said = {
        "本工作站": translate("VerifyResult", "本工作站"),
        "其他工作站": translate("VerifyResult", "其他工作站"),
        "未知签名人": translate("VerifyResult", "未知签名人"),
        "未签名": translate("VerifyResult", "未签名"),
        "无": translate("VerifyResult", "无"),
    }
    entries = re.fullmatch(r"(\d+) \w", text)
    if entries:
        return labels.count(int(entries[1]))
    return next((text.replace(word, name, 1) for word, name in said.items() if text.startswith(word)), text)
