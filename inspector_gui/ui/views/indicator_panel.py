"""The right side of the review screen for an indicator: each of its rules, whether it was judged, and if not, why not."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from inspector_gui.app.indicator_details import CheckNote, IndicatorDetail, RuleDetail
from inspector_gui.errors import user_language
from inspector_gui.ui import labels
from inspector_gui.ui.theme import tokens as t
from inspector_gui.ui.theme.theme import Theme
from inspector_gui.ui.widgets.key_button import KeyButton
from inspector_gui.ui.widgets.pill import Pill
from inspector_gui.ui.widgets.text import label, line

translate = QCoreApplication.translate


class IndicatorPanel(QFrame):
    """Shows one `IndicatorDetail`; what only a person can judge is added as a finding from here."""

    add_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("side")
        self._theme = theme
        self.detail: IndicatorDetail | None = None
        self.title = label("", "heading", wrap=True)
        self.state = Pill(theme)
        self.summary = label("", "soft", wrap=True)
        self.add = KeyButton(theme, self.tr("新增问题"), "A")
        self.add.set_hint(self.tr("把人工发现的问题记到这项指标"))
        self.add.clicked.connect(self.add_wanted)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._build()

    def sizeHint(self) -> QSize:
        return QSize(320, 600)

    def show_indicator(self, detail: IndicatorDetail) -> None:
        if detail == self.detail:
            return  # read again without anything new: the place scrolled to stays
        self.detail = detail
        name = detail.name_en if user_language() == "en" and detail.name_en else detail.name
        self.title.setText(f"{detail.indicator}  {name}")
        self.state.show_state(*labels.rule_state(detail.state))
        self.summary.setText(self._summary(detail))
        content = QWidget()
        content.setObjectName("content")
        column = QVBoxLayout(content)
        column.setContentsMargins(t.ROOMY, t.WIDE, t.ROOMY, t.WIDE)
        column.setSpacing(t.STEP)
        for number, rule in enumerate(detail.rules):
            if number:
                column.addWidget(line())
            self._add_rule(content, column, rule)
        column.addStretch()
        self._scroll.setWidget(content)

    def texts(self) -> list[str]:
        """What the panel says about each rule, for tests and screen readers."""
        return [reason for rule in (self.detail.rules if self.detail else ()) for reason in reasons(rule)]

    def _summary(self, detail: IndicatorDetail) -> str:
        if not detail.unchecked:
            return self.tr("全部 {n} 条细则都有结论。").format(n=len(detail.rules))
        text = self.tr("{of} 条细则中 {n} 条没有结论。未检查不等于通过:得分区间按两种可能计算。")
        return text.format(of=len(detail.rules), n=detail.unchecked)

    def _add_rule(self, content: QWidget, column: QVBoxLayout, rule: RuleDetail) -> None:
        head = QHBoxLayout()
        head.addWidget(label(rule.rule, "strong"), 1)
        head.addWidget(Pill(self._theme, *labels.rule_state(rule.state), parent=content))
        column.addLayout(head)
        column.addWidget(label(rule.text_en if user_language() == "en" and rule.text_en else rule.text, wrap=True))
        for reason in reasons(rule):
            column.addWidget(label(reason, "small", wrap=True))

    def _build(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.state, 0, Qt.AlignmentFlag.AlignTop)
        top = QVBoxLayout()
        top.setContentsMargins(t.ROOMY, t.WIDE, t.ROOMY, t.WIDE)
        top.setSpacing(t.STEP)
        top.addLayout(head)
        top.addWidget(self.summary)
        foot = QHBoxLayout()
        foot.setContentsMargins(t.ROOMY, t.WIDE, t.ROOMY, t.WIDE)
        foot.addWidget(self.add, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(top)
        layout.addWidget(line())
        layout.addWidget(self._scroll, 1)
        layout.addWidget(line())
        layout.addLayout(foot)


def reasons(rule: RuleDetail) -> list[str]:
    """Why a rule is in its state, one sentence per check; what was found stands in the list of findings already."""
    told = dict.fromkeys(_sentence(note) for note in rule.notes if note.outcome != "found" and note.text)
    if told:
        return list(told)
    if rule.state == "unchecked" and not rule.notes:
        return [translate("IndicatorPanel", "没有能判断本条的自动检查项,须人工核查。")]
    if rule.state == "unchecked":
        return [translate("IndicatorPanel", "自动检查没有得出结论,须人工核查。")]
    return []


def _sentence(note: CheckNote) -> str:
    outcome = {
        "clear": translate("IndicatorPanel", "未发现问题"),
        "review": translate("IndicatorPanel", "须人工判断"),
        "not_applicable": translate("IndicatorPanel", "不适用"),
        "failed": translate("IndicatorPanel", "检查项出错"),
    }.get(note.outcome, note.outcome)
    return translate("IndicatorPanel", "{outcome}:{text}({check})").format(
        outcome=outcome, text=note.text, check=note.check_id
    )
