"""The dialog that adds a finding no machine saw: which rule, and what is wrong."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QCompleter, QDialog, QDialogButtonBox, QLineEdit, QVBoxLayout, QWidget

from inspector_gui.app.changes import Changes
from inspector_gui.app.views import CaptureView
from inspector_gui.domain.annotations import Annotation
from inspector_gui.domain.scoring import ScoreCard
from inspector_gui.errors import user_language
from inspector_gui.ui import dialogs
from inspector_gui.ui.context import Context
from inspector_gui.ui.theme import tokens as t
from inspector_gui.ui.widgets.text import label


class FindingDialog(QDialog):
    """Offers every rule of the target's profile; `rule` and `text` are what was chosen and written."""

    def __init__(self, parent: QWidget, card: ScoreCard, *, has_box: bool, indicator: str = "") -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("新增问题"))
        self.setMinimumWidth(560)
        self.rules = QComboBox()
        self.rules.setAccessibleName(self.tr("规则"))
        self.rules.setEditable(True)
        self.rules.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.rules.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for of_card in card.indicators:
            for line in of_card.rules:
                words = line.text_en if user_language() == "en" else line.text_zh
                self.rules.addItem(f"{line.rule}  {words}", line.rule)
        completer = QCompleter(self.rules.model(), self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.rules.setCompleter(completer)
        # An indicator chosen beforehand offers its first rule; otherwise nothing is chosen by accident.
        self.rules.setCurrentIndex(
            self.rules.findText(f"{indicator}/", Qt.MatchFlag.MatchStartsWith) if indicator else -1
        )
        self.rules.lineEdit().setPlaceholderText(self.tr("输入指标编号或规则中的词"))
        self.words = QLineEdit()
        self.words.setPlaceholderText(self.tr("问题是什么,例如:“办事指南”中联系电话为空号"))
        self.words.setAccessibleName(self.tr("问题说明"))
        self._build(has_box)
        self.rules.currentIndexChanged.connect(self._allow)
        self.words.textChanged.connect(self._allow)
        self._allow()

    @property
    def rule(self) -> str:
        """Name of the chosen rule (``D20/3``); empty while none is chosen."""
        return str(self.rules.currentData() or "")

    @property
    def text(self) -> str:
        return self.words.text().strip()

    def _allow(self) -> None:
        ready = bool(self.rule and self.text)
        self.add.setEnabled(ready)
        self.add.setToolTip("" if ready else self.tr("请选择规则并写明问题"))

    def _build(self, has_box: bool) -> None:
        where = (
            self.tr("位置:画面上选中的标注") if has_box else self.tr("位置:整页。若要指明位置,请先画一个矩形并选中它。")
        )
        buttons = QDialogButtonBox()
        self.add = buttons.addButton(self.tr("新增并确认"), QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(self.tr("取消"), QDialogButtonBox.ButtonRole.RejectRole)
        dialogs.make_primary(self.add)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(t.ROOMY, t.ROOMY, t.ROOMY, t.ROOMY)
        layout.setSpacing(t.WIDE)
        layout.addWidget(label(self.tr("新增问题"), "title"))
        layout.addWidget(label(where, "soft", wrap=True))
        layout.addWidget(self.rules)
        layout.addWidget(self.words)
        layout.addWidget(buttons)


async def add_finding(
    context: Context,
    parent: QWidget,
    target_id: str,
    *,
    capture: CaptureView | None,
    selected: Annotation | None,
    indicator: str = "",
) -> Changes | None:
    """Ask what is wrong and store it, at the selected annotation or on the whole page; None when nothing was added."""
    cases, round_id = context.cases, context.round_id
    card = await context.read(cases.read_score_card, round_id=round_id, target_id=target_id)
    dialog = FindingDialog(parent, card, has_box=selected is not None, indicator=indicator)
    if not await dialogs.answer(dialog):
        return None
    return await context.read(
        cases.add_finding,
        round_id=round_id,
        target_id=target_id,
        rule=dialog.rule,
        text=dialog.text,
        capture_id=capture.id if capture is not None else "",
        box=selected.box if selected is not None else None,
        category=selected.category if selected is not None else "",
    )
