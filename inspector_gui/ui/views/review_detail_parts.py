"""Parts of the detail panel: the note field, name and value rows, the effect on the score, the category chips."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QLabel, QLineEdit, QPushButton, QWidget

from inspector_gui.app.views import Category, FindingDetail
from inspector_gui.ui import labels
from inspector_gui.ui.theme import tokens as t
from inspector_gui.ui.widgets.flow_layout import FlowLayout
from inspector_gui.ui.widgets.text import ElidedLabel, label


class NoteEdit(QLineEdit):
    """The note: Enter ends the writing here; it must not reach the screen, where it would confirm the finding."""

    def event(self, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        ):
            event.accept()
            return True
        return super().event(event)


class Facts(QWidget):
    """Name and value pairs in two columns; values are shortened, whole in the tooltip."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(t.WIDE)
        self._grid.setVerticalSpacing(5)
        self._grid.setColumnStretch(1, 1)
        self._values: list[tuple[QLabel, ElidedLabel]] = []

    def value(self, row: int) -> str:
        return self._values[row][1].text()

    def show_facts(self, facts: Sequence[tuple[str, str, str]]) -> None:
        """Each fact is (name, value, tooltip or nothing)."""
        while len(self._values) < len(facts):
            name, value = label("", "soft"), ElidedLabel()
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._grid.addWidget(name, len(self._values), 0)
            self._grid.addWidget(value, len(self._values), 1)
            self._values.append((name, value))
        for number, (name, value) in enumerate(self._values):
            shown = number < len(facts)
            name.setVisible(shown)
            value.setVisible(shown)
            if shown:
                name.setText(facts[number][0])
                value.setText(facts[number][1])
                if facts[number][2]:
                    value.setToolTip(facts[number][2])


class EffectRows(QWidget):
    """得分影响: now, with this finding confirmed, with all suspicions confirmed."""

    def __init__(self) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(5)
        grid.setColumnStretch(0, 1)
        self.values: list[QLabel] = []
        for row, text in enumerate((self.tr("当前"), self.tr("确认本条"), self.tr("全部疑似成立"))):
            value = label("–", "strong" if row == 0 else "")
            grid.addWidget(label(text), row, 0)
            grid.addWidget(value, row, 1, Qt.AlignmentFlag.AlignRight)
            self.values.append(value)

    def show_effect(self, detail: FindingDetail | None) -> None:
        now, this, everything = self.values
        if detail is None:
            for value in self.values:
                value.setText("–")
            return
        effect = detail.effect
        now.setText(f"{effect.current}  {labels.verdict(effect.verdict)[0]}")
        change = f"{effect.difference} → {effect.if_confirmed}" if effect.difference else effect.if_confirmed
        if effect.verdict_if_confirmed != effect.verdict:
            change = f"{change}  {labels.verdict(effect.verdict_if_confirmed)[0]}"
        this.setText(change)
        this.setProperty("role", "danger" if effect.difference.startswith(("−", "-")) else "strong")
        this.style().unpolish(this)
        this.style().polish(this)
        # Without points the target is vetoed, whatever else was deducted.
        everything.setText(effect.if_all if effect.if_all != "—" else labels.points("否决"))


class CategoryChips(QWidget):
    """One chip per issue category; exactly one is chosen. Those unusual for the indicator stay folded until asked for."""

    chosen = Signal(str)

    def __init__(self, categories: Sequence[Category]) -> None:
        super().__init__()
        self._categories = list(categories)
        self._unusual: set[str] = set()
        self._group = QButtonGroup(self)
        self._flow = FlowLayout()
        self.setLayout(self._flow)
        self.buttons: dict[str, QPushButton] = {}
        self.more = QPushButton()
        self.more.setProperty("kind", "flat")
        self.more.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.more.setCheckable(True)
        self.more.toggled.connect(self._fold)
        self.more.hide()
        self._flow.addWidget(self.more)

    @property
    def category(self) -> str:
        """Id of the chosen category; empty when none is."""
        return next((name for name, chip in self.buttons.items() if chip.isChecked()), "")

    def offer(self, indicator: str, category: str) -> None:
        """Arrange the chips for a finding; choose `category`, else the first usual one."""
        usual = [c for c in self._categories if indicator in c.indicators]
        others = [c for c in self._categories if indicator not in c.indicators]
        while self._flow.count():
            item = self._flow.takeAt(0)
            if item.widget() is not self.more:
                self._group.removeButton(item.widget())
                item.widget().deleteLater()
        self.buttons = {c.id: self._chip(c) for c in usual + others}
        self._flow.addWidget(self.more)
        self._unusual = {c.id for c in others} if usual else set()
        self.choose(category or (usual[0].id if usual else ""))
        self.more.setChecked(False)
        self._fold()

    def choose(self, category: str) -> None:
        if category in self.buttons:
            self.buttons[category].setChecked(True)
            self._fold()

    def _fold(self) -> None:
        folded = [name for name in self.buttons if name in self._unusual and not self.buttons[name].isChecked()]
        for name in folded:
            self.buttons[name].setVisible(self.more.isChecked())
        for name in self.buttons.keys() - set(folded):
            self.buttons[name].show()
        self.more.setText(self.tr("收起") if self.more.isChecked() else self.tr("其他 {n} 类…").format(n=len(folded)))
        self.more.setVisible(bool(folded))
        self.updateGeometry()

    def _chip(self, category: Category) -> QPushButton:
        chip = QPushButton(labels.category_name(category), self)
        chip.setProperty("kind", "chip")
        chip.setCheckable(True)
        chip.clicked.connect(lambda: self.chosen.emit(category.id))
        self._group.addButton(chip)
        self._flow.addWidget(chip)
        return chip
