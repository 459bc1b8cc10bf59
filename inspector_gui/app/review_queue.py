"""Use-case: the left side of the review screen — every indicator of the profile with its findings, and the captures."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from inspector_gui.app.scores import card_of, inputs_from, profile_for
from inspector_gui.app.session import Session, indicator_set_of
from inspector_gui.app.views import CaptureThumb, FindingRow, IndicatorGroup, ReviewQueue
from inspector_gui.domain.captures import Capture, EvidenceKind
from inspector_gui.domain.check_runs import CheckRun
from inspector_gui.domain.findings import Finding, FindingState
from inspector_gui.domain.indicators import IndicatorSet, Part
from inspector_gui.domain.scoring import exact


def read_review_queue(session: Session, *, round_id: str, target_id: str) -> ReviewQueue:
    """Everything to be judged about one target, in rule-book order; indicators nobody looked at are listed as unchecked."""
    round_, target = session.archive.rounds.get(round_id), session.archive.targets.get(target_id)
    rules = indicator_set_of(session, round_id)
    findings = session.archive.findings.of_target(round_id, target_id)
    runs = session.archive.checks.of_target(round_id, target_id)
    card = card_of(inputs_from(rules, profile_for(rules, round_, target), findings, runs))
    by_indicator, notes = _by_indicator(findings), _notes(runs)
    groups = []
    for line in card.indicators:
        indicator = rules.indicator(line.indicator)
        groups.append(
            IndicatorGroup(
                indicator=indicator.id,
                name=indicator.name_zh,
                name_en=indicator.name_en,
                category=indicator.category,
                state=line.state.value,
                note=notes.get(indicator.id, ""),
                findings=tuple(finding_row(rules, f) for f in by_indicator.get(indicator.id, ())),
            )
        )
    return ReviewQueue(
        target_id=target.id,
        target_name=target.name,
        url=target.url,
        counts=dict(Counter(f.state for f in findings)),
        unchecked=sum(1 for g in groups if g.state == "unchecked"),
        groups=tuple(groups),
        captures=_thumbs(session, round_id, target_id),
    )


def finding_row(rules: IndicatorSet, finding: Finding) -> FindingRow:
    """One finding as a list shows it."""
    return FindingRow(
        id=finding.id,
        rule=finding.rule,
        indicator=finding.indicator,
        text=finding.text,
        state=finding.state,
        points=points_text(rules, finding),
        places=len(finding.places),
        check_id=finding.check_id,
    )


def points_text(rules: IndicatorSet, finding: Finding) -> str:
    """What one finding costs before caps, as ``−0.2``; ``否决`` for a veto rule, ``+1`` for a bonus."""
    rule, part = rules.rule(finding.rule), rules.indicator(finding.indicator).part
    if part is Part.VETO:
        return "否决"
    return ("+" if part is Part.BONUS else "−") + exact(rule.per_item * finding.amount)


def _by_indicator(findings: Sequence[Finding]) -> dict[str, list[Finding]]:
    order = {FindingState.SUSPECTED: 0, FindingState.PENDING: 1, FindingState.CONFIRMED: 2, FindingState.DISMISSED: 3}
    groups: dict[str, list[Finding]] = defaultdict(list)
    for finding in sorted(findings, key=lambda f: (f.rule, order[f.state], f.text)):
        groups[finding.indicator].append(finding)
    return groups


def _notes(runs: Sequence[CheckRun]) -> dict[str, str]:
    """What the checks said about an indicator besides what they found: why they cannot tell, or what they looked at."""
    notes: dict[str, list[str]] = defaultdict(list)
    for run in runs:
        if run.outcome != "found" and run.text:
            notes[run.rule.split("/")[0]].append(run.text)
    return {indicator: ";".join(dict.fromkeys(texts)) for indicator, texts in notes.items()}


def _thumbs(session: Session, round_id: str, target_id: str) -> tuple[CaptureThumb, ...]:
    return tuple(_thumb(c) for c in session.archive.captures.latest_of_target(round_id, target_id))


def _thumb(capture: Capture) -> CaptureThumb:
    overview = capture.first(EvidenceKind.OVERVIEW)
    return CaptureThumb(
        id=capture.id,
        title=capture.title,
        url=capture.final_url or capture.url,
        role=capture.role,
        fitness=capture.fitness,
        outcome=capture.outcome,
        overview=overview.sha256 if overview else "",
    )
