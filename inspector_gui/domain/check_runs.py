"""What one automatic check said about one rule of one target, as stored and shown."""

from __future__ import annotations

from dataclasses import dataclass, field

from inspector_gui.domain.findings import Occurrence


@dataclass(frozen=True, slots=True)
class CheckRun:
    """One outcome of one check.

    `outcome` is found, clear, review, not_applicable or failed (the check crashed or stayed mute); `text` says what was
    seen or why; `digest` is the SHA-256 of the check's file; `seconds` is how long the check took; `ran_at` is ISO 8601
    with offset.
    """

    check_id: str
    version: str
    digest: str
    rule: str
    outcome: str
    text: str
    places: tuple[Occurrence, ...] = field(default=())
    seconds: float = 0.0
    ran_at: str = ""
