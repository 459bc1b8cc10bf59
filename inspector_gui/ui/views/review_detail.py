"""The right side of the review screen: the rule, the category, what it does to the score, and the facts of the evidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from inspector_gui.app.views import CaptureView, Category, DecisionView, FindingDetail
from inspector_gui.domain.findings import FindingState
from inspector_gui.ui import labels
from inspector_gui.ui.theme import tokens as t
from inspector_gui.ui.theme.theme import Theme
from inspector_gui.ui.views.review_detail_parts import CategoryChips, EffectRows, Facts, NoteEdit
from inspector_gui.ui.views.review_picture import Verified
from inspector_gui.ui.widgets.key_button import KeyButton
from inspector_gui.ui.widgets.pill import Pill
from inspector_gui.ui.widgets.text import label, line


class DetailPanel(QFrame):
    """Shows one finding and one capture, and collects category, note and decision."""

    category_chosen = Signal(str)
    place_wanted = Signal(int)
    confirm_pressed = Signal()
    dismiss_pressed = Signal()
    pending_pressed = Signal()

    def __init__(self, theme: Theme, categories: Sequence[Category]) -> None:
        super().__init__()
        self.setObjectName("side")
        self._theme = theme
        self._place = 0
        self._drafts: dict[str, str] = {}
        self.detail: FindingDetail | None = None
        self.title = label("", "heading", wrap=True)
        self.state = Pill(theme)
        self.text = label("", wrap=True)
        self.rule = label("", "soft", wrap=True)
        self.origin = label("", "small", wrap=True)
        self.note = NoteEdit()
        self.note.setPlaceholderText(self.tr("备注(写入整改通知)"))
        self.note.setAccessibleName(self.tr("备注"))
        self.note.setToolTip(self.tr("随下一个决定一起保存;按 Enter 回到问题列表"))
        self.effect = EffectRows()
        self.facts = Facts()
        self.history_title = label(self.tr("判定记录"), "strong")
        self.history = label("", "small", wrap=True)
        self.places = self._place_bar()
        self.chips = CategoryChips(categories)
        self.chips.chosen.connect(self.category_chosen)
        self.confirm = KeyButton(theme, self.tr("确认问题"), "Enter", kind="primary")
        self.dismiss = KeyButton(theme, self.tr("排除"), "X", kind="danger")
        self.pending = KeyButton(theme, self.tr("待定"), "P")
        self._build()
        self.show_finding(None)

    def sizeHint(self) -> QSize:
        return QSize(320, 600)

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        return QSize(max(300, hint.width()), hint.height())

    @property
    def category(self) -> str:
        """Id of the chosen issue category; empty when none is."""
        return self.chips.category

    def show_finding(self, detail: FindingDetail | None) -> None:
        """Show a finding, or what is missing while none is selected."""
        same = detail is not None and self.detail is not None and detail.row.id == self.detail.row.id
        if not same:
            self._keep_draft()
        self.detail = detail
        self.effect.show_effect(detail)
        self._of_finding.setVisible(detail is not None)
        if detail is None:
            self.title.setText(self.tr("没有要判定的问题"))
            self.state.show_state("", "neutral")
            for part in (self.text, self.rule, self.origin, self.history):
                part.setText("")
            self.text.setText(
                self.tr("自动检查没有提出问题,或还没有运行。左侧“未检查”列出须人工核查的指标;按 A 新增问题。")
            )
            self.note.setText("")
            self.places.hide()
        else:
            self._show_texts(detail)
            self.show_place(min(self._place, len(detail.places) - 1) if same else 0)
            if not same:
                self.note.setText(self._drafts.pop(detail.row.id, detail.why))
                self.chips.offer(detail.row.indicator, detail.category)
        for button in (self.confirm, self.dismiss, self.pending):
            button.allow("" if detail is not None else self.tr("请先在左侧选择一个问题"))

    def _keep_draft(self) -> None:
        """A note written but not decided yet is there again when its finding is; a decision has saved it by then."""
        if self.detail is not None and self.note.text() != self.detail.why:
            self._drafts[self.detail.row.id] = self.note.text()

    def note_saved(self) -> None:
        """The note was stored with a decision: it is no draft any more."""
        if self.detail is not None:
            self.detail = replace(self.detail, why=self.note.text())

    @property
    def place(self) -> int:
        """Which of the finding's places is in view, counted from 0."""
        return self._place

    def show_place(self, number: int) -> None:
        """Say which of the finding's places is on the canvas."""
        total = len(self.detail.places) if self.detail is not None else 0
        self._place = max(0, number)
        self._place_label.setText(self.tr("位置 {n} / {total}").format(n=self._place + 1, total=total))
        self.places.setVisible(total > 1)

    def show_capture(self, capture: CaptureView | None, verified: Verified) -> None:
        """Show the facts of the capture on the canvas; the tick means its bytes were read and match their digest."""
        if capture is None:
            self.facts.show_facts(())
            return
        digest = labels.capture_sum(capture)
        tick = " ✓" if verified.of and verified.strips else ""
        kinds = dict.fromkeys(labels.evidence_kind(a.kind) for a in capture.attachments)
        status = f" ({capture.status})" if capture.status else ""
        attachments = "\n".join(
            f"{labels.evidence_kind(a.kind)}  {labels.byte_size(a.size)}  {a.sha256}" for a in capture.attachments
        )
        facts = [
            (
                self.tr("网址"),
                f"{labels.page_path(capture.final_url or capture.url)}{status}",
                capture.final_url or capture.url,
            ),
            (self.tr("抓取"), labels.moment(capture.taken_at), ""),
            ("SHA-256", f"{digest[:8]}…{digest[-6:]}{tick}" if digest else "–", self._verified_text(digest, verified)),
            (self.tr("附件"), " · ".join(kinds), attachments),
        ]
        if capture.outcome.value != "complete" or capture.fitness.value != "fit":
            facts.append(
                (self.tr("说明"), " · ".join(filter(None, (labels.outcome(capture.outcome), capture.reason))), "")
            )
        self.facts.show_facts(facts)

    def _verified_text(self, digest: str, verified: Verified) -> str:
        if not verified.strips:
            return digest
        return self.tr("{digest}\n已读取并核对 {n} / {of} 段截图").format(
            digest=digest, n=verified.strips, of=verified.of
        )

    def _show_texts(self, detail: FindingDetail) -> None:
        self.title.setText(f"{detail.row.rule}  {labels.indicator_name(detail)}")
        name, tone = labels.finding_state(detail.row.state)
        is_machine = detail.row.state is FindingState.SUSPECTED and bool(detail.row.check_id)
        sure = self.tr("置信 {n}").format(n=f"{detail.confidence:.2f}") if is_machine else ""
        self.state.show_state(" · ".join(filter(None, (name, sure))), tone)
        self.text.setText(detail.row.text)
        points = f"({detail.rule_points})" if detail.rule_points else ""
        self.rule.setText(self.tr("规则:{text}{points}").format(text=labels.rule_text(detail), points=points))
        source = (
            self.tr("由 {check} v{version} 提出").format(check=detail.row.check_id, version=detail.check_version)
            if detail.row.check_id
            else self.tr("由人工添加")
        )
        self.origin.setText(" · ".join(filter(None, (source, detail.remedy))))
        # The latest first: it is the one that holds.
        self.history.setText("\n".join(self._decision_line(d) for d in reversed(detail.decisions)))
        for part in (self.history_title, self.history):
            part.setVisible(bool(detail.decisions))

    def _decision_line(self, decision: DecisionView) -> str:
        parts = (labels.moment(decision.at)[:16], decision.actor, labels.finding_state(decision.state)[0], decision.why)
        return " · ".join(filter(None, parts))

    def _place_bar(self) -> QWidget:
        self._place_label = label("", "soft")
        before, after = KeyButton(self._theme, self.tr("上一处"), "["), KeyButton(self._theme, self.tr("下一处"), "]")
        before.clicked.connect(lambda: self.place_wanted.emit(-1))
        after.clicked.connect(lambda: self.place_wanted.emit(1))
        bar = QWidget()
        layout = QHBoxLayout(bar)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._place_label, 1)
        for button in (before, after):
            button.setProperty("kind", "chip")
            layout.addWidget(button)
        return bar

    def _build(self) -> None:
        content = QWidget()
        content.setObjectName("content")
        column = QVBoxLayout(content)
        column.setContentsMargins(t.ROOMY, t.WIDE, t.ROOMY, t.WIDE)
        column.setSpacing(t.STEP)
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.state, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        for part in (self.text, self.rule, self.origin, self.places):
            column.addWidget(part)
        column.addWidget(self._judgement())
        column.addWidget(line())
        column.addWidget(label(self.tr("证据"), "strong"))
        column.addWidget(self.facts)
        column.addStretch()
        scroll = QScrollArea()
        scroll.setWidget(content)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(scroll, 1)
        layout.addWidget(line())
        layout.addLayout(self._buttons())

    def _judgement(self) -> QWidget:
        """What belongs to a finding only: category, note, effect, decisions."""
        self._of_finding = QWidget()
        column = QVBoxLayout(self._of_finding)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(t.STEP)
        column.addWidget(line())
        column.addWidget(label(self.tr("问题类别"), "strong"))
        for part in (self.chips, self.note, line(), label(self.tr("得分影响"), "strong"), self.effect):
            column.addWidget(part)
        column.addWidget(self.history_title)
        column.addWidget(self.history)
        return self._of_finding

    def _buttons(self) -> QHBoxLayout:
        self.confirm.clicked.connect(self.confirm_pressed)
        self.dismiss.clicked.connect(self.dismiss_pressed)
        self.pending.clicked.connect(self.pending_pressed)
        row = QHBoxLayout()
        row.setContentsMargins(t.ROOMY, t.WIDE, t.ROOMY, t.WIDE)
        row.setSpacing(t.STEP)
        row.addWidget(self.confirm, 1)
        row.addWidget(self.dismiss)
        row.addWidget(self.pending)
        return row
