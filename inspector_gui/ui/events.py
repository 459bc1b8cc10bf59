"""What screens hear from each other: one typed event for changed data, one for "go there"; no screen calls another."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal


@dataclass(frozen=True, slots=True)
class Destination:
    """Where the user wants to go: a screen of the rail, and what to show there (empty: as it was)."""

    view: str
    target_id: str = ""
    finding_id: str = ""
    indicator: str = ""
    capture_id: str = ""


@dataclass(frozen=True, slots=True)
class Notice:
    """A line shown for a moment; `tone` is ``neutral``, ``green`` or ``red`` (red stays until closed)."""

    text: str
    tone: str = "neutral"


class Events(QObject):
    """The bus of one window."""

    changed = Signal(object)
    """An `app.changes.Changes`: something in the archive is different now."""
    round_chosen = Signal(str)
    """Id of the round that all screens show from now on."""
    go = Signal(object)
    """A `Destination`."""
    new_round = Signal()
    """The user wants to start a round."""
    notice = Signal(object)
    """A `Notice`."""
