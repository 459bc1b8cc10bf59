"""Commands as a table: each has an id, a text, keys and what it does; the palette lists the same table."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One command. `keys` are portable key names (``Ctrl+K``); `repeats` says whether holding the key repeats it."""

    id: str
    text: str
    keys: tuple[str, ...]
    do: Callable[[], None]
    repeats: bool = False


def install(owner: QWidget, specs: Iterable[ActionSpec], *, window_wide: bool = False) -> dict[str, QAction]:
    """Make the actions of `owner`, valid while it (or, with `window_wide`, its window) has the focus; returns them by id."""
    made = {}
    for spec in specs:
        action = QAction(spec.text, owner)
        action.setObjectName(spec.id)
        action.setShortcuts([QKeySequence(key) for key in spec.keys])
        action.setAutoRepeat(spec.repeats)
        context = Qt.ShortcutContext.WindowShortcut if window_wide else Qt.ShortcutContext.WidgetWithChildrenShortcut
        action.setShortcutContext(context)
        action.triggered.connect(lambda _=False, do=spec.do: do())
        owner.addAction(action)
        made[spec.id] = action
    return made
