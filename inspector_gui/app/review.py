"""Use-cases of the review screen: what to look at, what was decided, what is drawn on the captures."""

from __future__ import annotations

import json
import secrets
from functools import cache

from inspector_gui.app.changes import Changes, Topic
from inspector_gui.app.finding_details import read_finding as read_finding
from inspector_gui.app.review_queue import read_review_queue as read_review_queue
from inspector_gui.app.session import Session, indicator_set_of
from inspector_gui.app.site_views import read_layout
from inspector_gui.app.undo import perform
from inspector_gui.app.views import Attachment, CaptureView, Category, Mark, StripView
from inspector_gui.bundled import resource
from inspector_gui.domain.annotations import Annotation
from inspector_gui.domain.captures import Capture, EvidenceKind
from inspector_gui.domain.findings import Finding, FindingState, Occurrence, finding_id
from inspector_gui.domain.geometry import Box
from inspector_gui.domain.history import AnnotationAct, Decision, DecisionAct


def decide_finding(
    session: Session, *, finding_id: str, state: FindingState, why: str = "", category: str = ""
) -> Changes:
    """Record what a person decided about a finding; can be undone. Raises `UnknownName` for an unknown finding."""
    current = session.archive.findings.get(finding_id)
    before = Decision(current.state, current.why, current.category)
    after = Decision(state, why, category or current.category)
    if before == after:
        return Changes()
    return perform(session, DecisionAct(finding_id, before, after))


def add_finding(
    session: Session,
    *,
    round_id: str,
    target_id: str,
    rule: str,
    text: str,
    capture_id: str,
    box: Box | None,
    category: str = "",
) -> Changes:
    """Add a fault that no machine saw, confirmed by the person who saw it; can be undone.

    Raises `UnknownName` for an unknown rule.
    """
    indicator_set_of(session, round_id).rule(rule)
    url = session.archive.captures.get(capture_id).final_url if capture_id else ""
    cause = f"seen:{secrets.token_hex(6)}"
    finding = Finding(
        id=finding_id(round_id=round_id, target_id=target_id, rule=rule, source=session.actor, cause=cause),
        round_id=round_id,
        target_id=target_id,
        rule=rule,
        text=text,
        state=FindingState.CONFIRMED,
        cause=cause,
        category=category,
        places=(Occurrence(capture_id, url, "", box),) if capture_id else (),
    )
    session.archive.findings.add(finding)
    # Nothing leaves the archive: taking it back means to dismiss it, and the log shows both.
    taken_back = Decision(FindingState.DISMISSED, "撤销新增", category)
    session.history = session.history.after(DecisionAct(finding.id, taken_back, Decision(finding.state, "", category)))
    return Changes.of(Topic.FINDINGS, Topic.HISTORY, target_id=target_id, finding_id=finding.id)


def new_annotation_id() -> str:
    return f"a{secrets.token_hex(8)}"


def add_annotation(session: Session, *, annotation: Annotation) -> Changes:
    """Draw an annotation; can be undone."""
    return perform(session, AnnotationAct(None, annotation))


def change_annotation(session: Session, *, annotation: Annotation) -> Changes:
    """Move, resize or relabel an annotation; can be undone. Raises `UnknownName` when it is gone."""
    before = session.archive.annotations.get(annotation.id)
    return Changes() if before == annotation else perform(session, AnnotationAct(before, annotation))


def remove_annotation(session: Session, *, annotation_id: str) -> Changes:
    """Take an annotation away; can be undone."""
    return perform(session, AnnotationAct(session.archive.annotations.get(annotation_id), None))


def read_capture(session: Session, *, capture_id: str) -> CaptureView:
    """One capture with everything drawn on it."""
    capture = session.archive.captures.get(capture_id)
    overview = capture.first(EvidenceKind.OVERVIEW)
    return CaptureView(
        id=capture.id,
        target_id=capture.target_id,
        url=capture.url,
        final_url=capture.final_url,
        title=capture.title,
        role=capture.role,
        taken_at=capture.taken_at,
        status=capture.status,
        outcome=capture.outcome,
        fitness=capture.fitness,
        reason=capture.reason,
        width=capture.width,
        height=capture.height,
        scale=capture.scale,
        strips=tuple(StripView(s.sha256, s.y, s.width, s.height) for s in capture.strips),
        overview=overview.sha256 if overview else "",
        attachments=tuple(Attachment(e.kind.value, e.sha256, e.size, e.media_type) for e in capture.evidence),
        annotations=tuple(session.archive.annotations.of_capture(capture_id)),
        marks=_marks(session, capture),
    )


def _marks(session: Session, capture: Capture) -> tuple[Mark, ...]:
    return tuple(
        Mark(finding.id, finding.rule, finding.text, finding.state, place.box)
        for finding in session.archive.findings.of_target(capture.round_id, capture.target_id)
        for place in finding.places
        if place.capture_id == capture.id and place.box is not None
    )


def read_element_boxes(session: Session, *, capture_id: str) -> list[Box]:
    """Boxes of the visible elements of a capture in document order, for snapping; empty when it has no layout."""
    layout = read_layout(session, session.archive.captures.get(capture_id))
    if layout is None:
        return []
    return [e.box for e in layout.elements if e.box is not None and e.is_visible and e.tag not in ("html", "body")]


def read_evidence(session: Session, *, capture_id: str, sha256: str) -> bytes:
    """The bytes of one evidence item of a capture, digest verified. Raises `ArchiveDamaged` when they are not what was stored."""
    return session.archive.evidence.read(session.archive.captures.get(capture_id).round_id, sha256)


@cache
def _categories() -> tuple[Category, ...]:
    data = json.loads(resource("vocabulary", "issue_categories.json").read_text(encoding="utf-8"))
    return tuple(Category(c["id"], c["zh"], c["en"], tuple(c["indicators"])) for c in data["categories"])


def read_categories() -> list[Category]:
    """The issue categories (问题类别) that an inspector chooses from."""
    return list(_categories())
