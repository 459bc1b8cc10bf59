"""Screens that are not built yet say honestly what will be here, and what to use meanwhile."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout

from inspector_gui.ui.context import Context
from inspector_gui.ui.views.screen import Screen
from inspector_gui.ui.widgets.empty_state import EmptyState


class PlaceholderScreen(Screen):
    """One heading and two sentences."""

    def __init__(self, context: Context, heading: str, text: str) -> None:
        super().__init__(context)
        layout = QVBoxLayout(self)
        layout.addWidget(EmptyState(heading, text))
