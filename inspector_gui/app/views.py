"""What the screens show: frozen values read from the archive in one go, ready for display, without any Qt."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from inspector_gui.domain.annotations import Annotation
from inspector_gui.domain.captures import Fitness, Outcome, PageRole
from inspector_gui.domain.findings import FindingState
from inspector_gui.domain.geometry import Box
from inspector_gui.domain.targets import TargetClass


@dataclass(frozen=True, slots=True)
class RoundView:
    id: str
    name: str
    as_of: dt.date
    document: str
    """Official number of the rule book, 国办秘函〔2019〕19号."""
    locked: bool


@dataclass(frozen=True, slots=True)
class ArchiveStatus:
    """The status bar: sizes in bytes."""

    name: str
    path: str
    actor: str
    storage_bytes: int
    free_bytes: int
    custody_entries: int
    rounds: tuple[RoundView, ...]


@dataclass(frozen=True, slots=True)
class TargetRow:
    id: str
    name: str
    url: str
    host: str
    target_class: TargetClass
    unit: str
    district: str
    site_code: str
    pages: int
    suspected: int
    confirmed: int
    pending: int
    dismissed: int
    stage: str
    """A value of store Stage: queued, columns, articles, links, checks, done, failed; empty before the first patrol."""


@dataclass(frozen=True, slots=True)
class PatrolRow:
    """One target in the patrol table. `state` is queued, running, done, failed or paused; `reason` explains a failure."""

    target_id: str
    name: str
    host: str
    stage: str
    done: int
    total: int
    suspected: int
    state: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class PatrolStatus:
    """The patrol screen. `remaining_seconds` is None while too little is known; `needs_review` counts undecidable rules."""

    rows: tuple[PatrolRow, ...]
    pages_done: int
    pages_total: int
    pages_per_minute: float
    remaining_seconds: float | None
    suspected: int
    veto_suspected: int
    needs_review: int
    storage_bytes: int
    free_bytes: int
    paused: bool
    running: bool

    @property
    def share(self) -> float:
        """Share of planned pages done, 0 to 1."""
        return self.pages_done / self.pages_total if self.pages_total else 0.0


@dataclass(frozen=True, slots=True)
class PatrolEvent:
    """Something worth a line in the event list. `kind` is captured, unfit, link, checked, stage, warning or error."""

    at: str
    kind: str
    target_id: str
    target_name: str
    text: str
    capture_id: str = ""


@dataclass(frozen=True, slots=True)
class FindingRow:
    """One finding in the list. `points` is what it costs if it holds (``−1``, ``否决``), ready for display."""

    id: str
    rule: str
    indicator: str
    text: str
    state: FindingState
    points: str
    places: int
    check_id: str


@dataclass(frozen=True, slots=True)
class IndicatorGroup:
    """Findings of one indicator. `state` is a rule state: unchecked, passed, suspected, confirmed, pending, not_applicable."""

    indicator: str
    name: str
    name_en: str
    category: str
    state: str
    note: str
    """Why a machine could not judge, or what was looked at when it passed."""
    findings: tuple[FindingRow, ...]


@dataclass(frozen=True, slots=True)
class CaptureThumb:
    """One picture of the filmstrip."""

    id: str
    title: str
    url: str
    role: PageRole
    fitness: Fitness
    outcome: Outcome
    overview: str
    """SHA-256 of the overview picture; empty when there is none."""


@dataclass(frozen=True, slots=True)
class ReviewQueue:
    """The left side of the review screen for one target, groups in rule-book order, and its captures."""

    target_id: str
    target_name: str
    url: str
    counts: dict[FindingState, int]
    unchecked: int
    groups: tuple[IndicatorGroup, ...]
    captures: tuple[CaptureThumb, ...]

    @property
    def findings(self) -> tuple[FindingRow, ...]:
        return tuple(f for group in self.groups for f in group.findings)


@dataclass(frozen=True, slots=True)
class PlaceView:
    capture_id: str
    url: str
    text: str
    box: Box | None


@dataclass(frozen=True, slots=True)
class DecisionView:
    at: str
    actor: str
    state: FindingState
    why: str


@dataclass(frozen=True, slots=True)
class ScoreEffect:
    """Totals as shown (two decimals at most): now, if this finding is confirmed, if every suspicion holds; low–high."""

    current: str
    if_confirmed: str
    difference: str
    if_all: str
    verdict: str
    verdict_if_confirmed: str


@dataclass(frozen=True, slots=True)
class FindingDetail:
    """The right side of the review screen."""

    row: FindingRow
    indicator_name: str
    indicator_name_en: str
    rule_text: str
    rule_text_en: str
    rule_points: str
    confidence: float
    remedy: str
    category: str
    why: str
    check_version: str
    check_digest: str
    places: tuple[PlaceView, ...]
    decisions: tuple[DecisionView, ...]
    effect: ScoreEffect


@dataclass(frozen=True, slots=True)
class StripView:
    """One strip of the screenshot: `y`, `width`, `height` in device pixels."""

    sha256: str
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Attachment:
    kind: str
    sha256: str
    size: int
    media_type: str


@dataclass(frozen=True, slots=True)
class CaptureView:
    """One capture on the canvas; `width` and `height` in CSS pixels, `scale` device pixels per CSS pixel."""

    id: str
    target_id: str
    url: str
    final_url: str
    title: str
    role: PageRole
    taken_at: str
    status: int
    outcome: Outcome
    fitness: Fitness
    reason: str
    width: int
    height: int
    scale: float
    strips: tuple[StripView, ...]
    overview: str
    attachments: tuple[Attachment, ...]
    annotations: tuple[Annotation, ...]
    marks: tuple[Mark, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Mark:
    """A box that a check drew on a capture, with the finding it belongs to."""

    finding_id: str
    rule: str
    text: str
    state: FindingState
    box: Box


@dataclass(frozen=True, slots=True)
class Category:
    """An issue category (问题类别) with the indicators it is usual for."""

    id: str
    name: str
    name_en: str
    indicators: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """One target in the ranking; numbers as shown."""

    target_id: str
    name: str
    target_class: TargetClass
    deduct: str
    bonus: str
    total: str
    low: str
    high: str
    verdict: str
    unchecked: int
    suspected: int


@dataclass(frozen=True, slots=True)
class ImportSummary:
    added: int
    changed: int
    unchanged: int
    refused: tuple[str, ...]
    """One sentence per refused row: where, what, what to do."""
    notes: tuple[str, ...] = ()
    """Remarks on the reading: sheets left out, classes that were assumed."""


@dataclass(frozen=True, slots=True)
class VerifyLine:
    """One problem named by verify; `kind` is changed, missing, added, chain, signature, structure …"""

    kind: str
    what: str
    detail: str


@dataclass(frozen=True, slots=True)
class VerifySummary:
    intact: bool
    problems: tuple[VerifyLine, ...]
    notes: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    """Name and value pairs for display: captures, evidence items, custody entries, signer …"""


@dataclass(frozen=True, slots=True)
class PackageDone:
    path: str
    size: int
    files: int
    digest: str


@dataclass(frozen=True, slots=True)
class SearchHit:
    """A hit of the palette: `kind` is target, finding or command."""

    kind: str
    id: str
    title: str
    detail: str
    target_id: str = ""
