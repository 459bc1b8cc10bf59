"""What a screen shows when it has nothing to show: what is missing, and what to do next."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from inspector_gui.ui.theme import tokens as t
from inspector_gui.ui.widgets.text import label


class EmptyState(QWidget):
    """A heading, one sentence, and at most one button, in the middle of the space."""

    def __init__(self, heading: str, text: str, button: str = "", do: Callable[[], None] | None = None) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(t.ROOMY * 2, t.ROOMY * 2, t.ROOMY * 2, t.ROOMY * 2)
        layout.setSpacing(t.STEP)
        layout.addStretch(2)
        self.heading = label(heading, "title")
        self.heading.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.text = label(text, "soft", wrap=True)
        self.text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(self.heading)
        layout.addWidget(self.text)
        self.button: QPushButton | None = None
        if button and do is not None:
            self.button = QPushButton(button)
            self.button.setProperty("kind", "primary")
            self.button.clicked.connect(lambda: do())
            layout.addSpacing(t.STEP)
            layout.addWidget(self.button, alignment=Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)
        self.setAccessibleName(heading)
        self.setAccessibleDescription(text)
