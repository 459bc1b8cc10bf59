"""What all screens have in common: they read when shown, and again when something they show has changed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from inspector_gui.app.changes import Changes, Topic
from inspector_gui.ui.actions import ActionSpec
from inspector_gui.ui.context import Context
from inspector_gui.ui.events import Destination


class Screen(QWidget):
    """Base of the screens. A subclass names its topics and reads the archive in `reload`."""

    topics: frozenset[Topic] = frozenset()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("page")
        self.context = context
        self._stale = True
        context.events.changed.connect(self._hear)
        context.events.round_chosen.connect(self.forget)

    async def reload(self) -> None:
        """Read what the screen shows; called on the loop."""

    def open(self, destination: Destination) -> None:
        """Go to what `destination` names; by default there is nothing below the screen itself."""

    def main_widget(self) -> QWidget:
        """What has the keyboard when the screen is shown."""
        return self

    def actions_offered(self) -> Sequence[ActionSpec]:
        """Commands of this screen, with their keys, for the menu and the command palette."""
        return ()

    def forget(self) -> None:
        """Another round is in view: what is shown is void."""
        self._stale = True
        self.refresh()

    def refresh(self) -> None:
        """Read again now if visible, otherwise when shown next."""
        if self.isVisible():
            self._stale = False
            self.context.start(self.reload(), f"reload {type(self).__name__}")
        else:
            self._stale = True

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.refresh()

    def _hear(self, changes: Changes) -> None:
        if changes.touch(*self.topics):
            self.hear(changes)

    def hear(self, changes: Changes) -> None:
        """Something this screen shows has changed."""
        self.refresh()
