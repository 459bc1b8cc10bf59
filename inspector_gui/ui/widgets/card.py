"""Figure cards and panels."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QLabel, QProgressBar, QSizePolicy, QVBoxLayout

from inspector_gui.ui.theme import tokens as t
from inspector_gui.ui.widgets.text import ElidedLabel, label


class Card(QFrame):
    """A heading, one large figure, and a line that puts it in proportion; optionally a progress bar."""

    def __init__(self, heading: str, *, progress: bool = False) -> None:
        super().__init__()
        self.setObjectName("card")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._heading = heading
        self._figure = ElidedLabel("–", "figure")
        self._note = ElidedLabel("", "small")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(t.ROOMY, t.WIDE, t.ROOMY, t.WIDE)
        layout.setSpacing(2)
        layout.addWidget(ElidedLabel(heading, "soft"))
        layout.addWidget(self._figure)
        self._bar: QProgressBar | None = None
        if progress:
            self._bar = QProgressBar()
            self._bar.setRange(0, 1000)
            self._bar.setTextVisible(False)
            self._bar.setAccessibleName(heading)
            layout.addWidget(self._bar)
        layout.addWidget(self._note)
        layout.addStretch()

    def show_figure(self, figure: str, note: str = "", *, share: float | None = None) -> None:
        """Show a figure; `share` (0 to 1) fills the bar when the card has one."""
        self._figure.setText(figure)
        self._note.setText(note)
        self.setAccessibleName(f"{self._heading} {figure} {note}")
        if self._bar is not None and share is not None:
            self._bar.setValue(round(share * 1000))

    @property
    def figure(self) -> str:
        return self._figure.text()

    @property
    def note(self) -> str:
        return self._note.text()


class Panel(QFrame):
    """A bordered surface that holds one thing, with an optional heading."""

    def __init__(self, heading: str = "") -> None:
        super().__init__()
        self.setObjectName("panel")
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(1, 1, 1, 1)
        self.body.setSpacing(0)
        if heading:
            self.body.addWidget(panel_title(heading))


def panel_title(heading: str) -> QLabel:
    """The heading of a part of a panel."""
    title = label(heading, "heading")
    title.setContentsMargins(t.ROOMY, t.WIDE, t.ROOMY, t.STEP)
    return title
