"""What a visit hands over — one immutable recording with its evidence — and the budgets a visit may use up."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from inspector_gui.domain.captures import EvidenceKind, Fitness, Outcome

#: Highest and widest picture taken in one piece, in device pixels: above it some compositors repeat or blank the page.
STRIP_EDGE = 4096


@dataclass(frozen=True, slots=True)
class Viewport:
    """The window a page is shown in: CSS pixels, and device pixels per CSS pixel."""

    width: int = 1366
    height: int = 768
    scale: float = 1.0


@dataclass(frozen=True, slots=True)
class Limits:
    """Budgets of one visit. Times are seconds, sizes bytes, lengths CSS pixels; whatever hits one is cut and labelled.

    `commit`, `dom`, `load` and `quiet` are waited for one after the other; `attempt` bounds one try as a whole, and
    there are at most two (the second with scripts switched off).
    """

    commit: float = 12.0
    dom: float = 8.0
    load: float = 6.0
    quiet: float = 2.0
    scroll: float = 8.0
    settle: float = 3.0
    patience: float = 4.0
    page_time: float = 2.0
    command: float = 5.0
    picture: float = 10.0
    attempt: float = 75.0
    width: int = STRIP_EDGE
    height: int = 60_000
    bytes: int = 80_000_000
    document_bytes: int = 30_000_000
    file_bytes: int = 20_000_000
    requests: int = 3_000
    memory: int = 3_000_000_000
    dialogs: int = 5
    notes: int = 200
    viewport: Viewport = field(default=Viewport())


@dataclass(frozen=True, slots=True)
class EvidenceItem:
    """One byte sequence of a recording; `y`, `width` and `height` are device pixels (strips only)."""

    kind: EvidenceKind
    data: bytes
    media_type: str
    ordinal: int = 0
    y: int = 0
    width: int = 0
    height: int = 0


@dataclass(frozen=True, slots=True)
class Recording:
    """Everything one visit to one address left.

    `taken_at` is ISO 8601 with offset. `reason` is a Chinese sentence, empty when the page is complete and fit.
    `width` and `height` are the recorded page in CSS pixels (0 without a picture), `facts` is what the FACTS item holds.
    """

    url: str
    final_url: str
    taken_at: str
    outcome: Outcome
    fitness: Fitness
    reason: str = ""
    status: int = 0
    title: str = ""
    content_type: str = ""
    width: int = 0
    height: int = 0
    scale: float = 1.0
    evidence: tuple[EvidenceItem, ...] = ()
    facts: dict[str, Any] = field(default_factory=dict)

    def first(self, kind: EvidenceKind) -> EvidenceItem | None:
        return next((item for item in self.evidence if item.kind is kind), None)

    @property
    def strips(self) -> tuple[EvidenceItem, ...]:
        """The strips from top to bottom."""
        found = (item for item in self.evidence if item.kind is EvidenceKind.STRIP)
        return tuple(sorted(found, key=lambda item: item.ordinal))
