"""Use-case: the right side of the review screen — the rule, the places, the decisions, and what the finding costs."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from inspector_gui.app.review_queue import finding_row, points_text
from inspector_gui.app.scores import card_of, score_inputs
from inspector_gui.app.session import Session, indicator_set_of
from inspector_gui.app.views import DecisionView, FindingDetail, PlaceView, ScoreEffect
from inspector_gui.domain.findings import Finding, FindingState
from inspector_gui.domain.scoring import effect_of, shown


def read_finding(session: Session, *, finding_id: str) -> FindingDetail:
    """Everything a person needs to decide one finding. Raises `UnknownName` when there is none of this id."""
    finding = session.archive.findings.get(finding_id)
    rules = indicator_set_of(session, finding.round_id)
    indicator, rule = rules.indicator(finding.indicator), rules.rule(finding.rule)
    return FindingDetail(
        row=finding_row(rules, finding),
        indicator_name=indicator.name_zh,
        indicator_name_en=indicator.name_en,
        rule_text=rule.text_zh,
        rule_text_en=rule.text_en,
        rule_points=points_text(rules, finding),
        confidence=finding.confidence,
        remedy=finding.remedy,
        category=finding.category,
        why=finding.why,
        check_version=finding.check_version,
        check_digest=finding.check_digest,
        places=tuple(PlaceView(p.capture_id, p.url, p.text, p.box) for p in finding.places),
        decisions=tuple(
            DecisionView(d.at, d.actor, d.state, d.why) for d in session.archive.findings.decisions(finding_id)
        ),
        effect=_effect(session, finding),
    )


def _effect(session: Session, finding: Finding) -> ScoreEffect:
    round_ = session.archive.rounds.get(finding.round_id)
    inputs = score_inputs(session, round_=round_, target=session.archive.targets.get(finding.target_id))
    effect = effect_of(inputs, finding.id, FindingState.CONFIRMED)
    every = [replace(f, state=FindingState.CONFIRMED) if f.is_open else f for f in inputs.faults]
    worst = card_of(replace(inputs, faults=every))
    return ScoreEffect(
        current=effect.before.shown,
        if_confirmed=effect.after.shown,
        difference=_signed(effect.change),
        if_all=worst.shown,
        verdict=effect.before.verdict.value,
        verdict_if_confirmed=effect.after.verdict.value,
    )


def _signed(change: Fraction | None) -> str:
    """A change of points with its sign, as ``−0.2``; a dash where there are no points to compare."""
    if change is None:
        return "—"
    text = shown(abs(change)).rstrip("0").rstrip(".")
    return "±0" if change == 0 else ("+" if change > 0 else "−") + text
