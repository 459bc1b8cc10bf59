"""What verify found: intact or damaged, the facts, and every problem by name."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from inspector_gui.app.views import VerifySummary
from inspector_gui.ui import labels
from inspector_gui.ui.theme import tokens as t
from inspector_gui.ui.theme.theme import Theme
from inspector_gui.ui.views.review_detail_parts import Facts
from inspector_gui.ui.widgets.pill import Pill
from inspector_gui.ui.widgets.text import ElidedLabel, label, line


class VerifyResult(QScrollArea):
    """Shows one `VerifySummary`; before the first, what verifying means."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._name = ElidedLabel("", "strong")
        self.state = Pill(theme)
        self._facts = Facts()
        self.problems = label(
            self.tr("校验会重算每一份证据的摘要、整条证据链和签名,并指出第一处对不上的地方。"), "soft", wrap=True
        )
        self.problems.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        head = QHBoxLayout()
        head.addWidget(self._name, 1)
        head.addWidget(self.state)
        content = QWidget()
        content.setObjectName("content")
        layout = QVBoxLayout(content)
        layout.setContentsMargins(t.ROOMY, 0, t.ROOMY, t.WIDE)
        layout.setSpacing(t.STEP)
        layout.addLayout(head)
        layout.addWidget(self._facts)
        layout.addWidget(line())
        layout.addWidget(self.problems)
        layout.addStretch()
        self.setWidget(content)

    def show_summary(self, path: Path, summary: VerifySummary) -> None:
        self._name.setText(path.name)
        self.state.show_state(
            self.tr("完好") if summary.intact else self.tr("有 {n} 处问题").format(n=len(summary.problems)),
            "green" if summary.intact else "red",
        )
        self._facts.show_facts([(name, value, value) for name, value in summary.facts])
        lines = [f"{labels.problem_kind(p.kind)}  {p.what}\n{p.detail}" for p in summary.problems]
        lines += list(summary.notes)
        self.problems.setText("\n\n".join(lines) or self.tr("没有发现改动、缺失或多出的内容。"))
