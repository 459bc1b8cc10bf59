"""The tool bar above the canvas: tools, snapping, zoom."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout

from inspector_gui.ui.theme import tokens as t
from inspector_gui.ui.theme.theme import Theme
from inspector_gui.ui.widgets.key_button import KeyButton


class ToolBar(QFrame):
    """Buttons with their keys. The screen decides what they do."""

    select_wanted = Signal()
    rectangle_wanted = Signal()
    snapping_toggled = Signal(bool)
    add_wanted = Signal()
    smaller_wanted = Signal()
    larger_wanted = Signal()
    full_wanted = Signal()
    fit_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("bar")
        self.select = KeyButton(theme, self.tr("选择"), "V")
        self.rectangle = KeyButton(theme, self.tr("矩形"), "R")
        self.snap = KeyButton(theme, self.tr("吸附"), "S")
        self.snap.set_hint(self.tr("单击即框住指针下的页面元素;拖动仍可自由画框"))
        self.add = KeyButton(theme, self.tr("新增问题"), "A")
        self.add.set_hint(self.tr("把机器没有发现的问题记到当前画面;先选中一个矩形即可指明位置"))
        self.smaller, self.larger = KeyButton(theme, "−"), KeyButton(theme, "+")
        self.smaller.setAccessibleName(self.tr("缩小"))
        self.larger.setAccessibleName(self.tr("放大"))
        self.fit = KeyButton(theme, self.tr("适合宽度"), "Ctrl 0")
        self.zoom = KeyButton(theme, "100%", kind="flat")
        self.zoom.setFixedWidth(56)
        self.zoom.set_hint(self.tr("缩放比例;单击回到实际大小(Ctrl+1)"))
        tools = QButtonGroup(self)
        for button in (self.select, self.rectangle):
            button.setCheckable(True)
            tools.addButton(button)
        self.select.setChecked(True)
        self.snap.setCheckable(True)
        self.snap.setChecked(True)
        self._connect()
        self._build()

    def show_zoom(self, zoom: float) -> None:
        self.zoom.setText(f"{zoom:.0%}")

    def _connect(self) -> None:
        self.select.clicked.connect(self.select_wanted)
        self.rectangle.clicked.connect(self.rectangle_wanted)
        self.snap.toggled.connect(self.snapping_toggled)
        self.add.clicked.connect(self.add_wanted)
        self.smaller.clicked.connect(self.smaller_wanted)
        self.larger.clicked.connect(self.larger_wanted)
        self.zoom.clicked.connect(self.full_wanted)
        self.fit.clicked.connect(self.fit_wanted)

    def _build(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(t.STEP, 6, t.STEP, 6)
        row.setSpacing(6)
        for button in (self.select, self.rectangle, self.snap, self.add):
            row.addWidget(button)
        row.addStretch()
        row.addWidget(self.smaller)
        row.addWidget(self.zoom)
        for button in (self.larger, self.fit):
            row.addWidget(button)
