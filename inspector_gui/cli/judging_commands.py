"""Commands that judge what is stored: checks, findings, decisions, scores. None of them touches the network."""

from __future__ import annotations

from argparse import Namespace
from typing import Any

from inspector_gui.app.checking import bundled_checks, check_target, load_registry
from inspector_gui.app.review import decide_finding
from inspector_gui.app.scores import list_score_cards
from inspector_gui.app.session import find_round, open_session
from inspector_gui.cli.output import Output
from inspector_gui.domain.findings import Finding, FindingState
from inspector_gui.domain.scoring import shown, to_json

_DECISIONS = {"confirm": FindingState.CONFIRMED, "dismiss": FindingState.DISMISSED, "pending": FindingState.PENDING}
_STATES = {"suspected": "机器疑似", "confirmed": "已确认", "dismissed": "已排除", "pending": "待定"}


def check(options: Namespace, output: Output) -> int:
    """``check ARCHIVE``: run checks again over stored evidence; 1 when the round has no target."""
    rows = []
    with open_session(options.archive) as session:
        round_ = find_round(session, options.round)
        registry = load_registry(session, round_.id)
        for check_id in options.check:
            registry.get(check_id)
        for problem in registry.problems:
            output.error(str(problem))
        for target in session.archive.targets.of_round(round_.id):
            _, summary = check_target(session, round_=round_, target=target, registry=registry, check_ids=options.check)
            output.progress(f"{target.name}:新增 {summary.added},保留 {summary.kept},撤回 {summary.withdrawn}")
            for failure in summary.failed:
                output.error(f"{target.name}:检查项出错 {failure}")
            rows.append(
                {
                    "target": target.id,
                    "added": summary.added,
                    "kept": summary.kept,
                    "withdrawn": summary.withdrawn,
                    "failed": summary.failed,
                }
            )
    total = sum(row["added"] for row in rows if isinstance(row["added"], int))
    output.result(rows, f"已检查 {len(rows)} 个对象,新增疑似问题 {total} 个" if rows else "批次中没有检查对象。")
    return 0 if rows else 1


def findings(options: Namespace, output: Output) -> int:
    """``findings ARCHIVE``: every finding of a round; 1 when there is none."""
    with open_session(options.archive) as session:
        round_ = find_round(session, options.round)
        found = session.archive.findings.of_round(round_.id)
        names = {t.id: t.name for t in session.archive.targets.of_round(round_.id)}
    text = "\n".join(
        f"{f.id}  {names.get(f.target_id, f.target_id)}  {f.rule}  {_STATES[f.state.value]}  {f.text}" for f in found
    )
    output.result([_finding(f) for f in found], text or "没有问题记录。")
    return 0 if found else 1


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "id": finding.id,
        "target": finding.target_id,
        "indicator": finding.indicator,
        "rule": finding.rule,
        "check": finding.check_id,
        "check_version": finding.check_version,
        "check_digest": finding.check_digest,
        "state": finding.state.value,
        "text": finding.text,
        "amount": str(finding.amount),
        "cause": finding.cause,
        "confidence": finding.confidence,
        "category": finding.category,
        "why": finding.why,
        "where": [
            {"url": p.url, "text": p.text, "box": p.box.as_list() if p.box else None, "capture": p.capture_id}
            for p in finding.places
        ],
    }


def decide(options: Namespace, output: Output) -> int:
    """``decide ARCHIVE FINDING confirm|dismiss|pending --why TEXT``"""
    state = _DECISIONS[options.decision]
    with open_session(options.archive) as session:
        decide_finding(session, finding_id=options.finding, state=state, why=options.why)
        decided = session.archive.findings.get(options.finding)
    output.result(_finding(decided), f"{decided.id} {_STATES[decided.state.value]}")
    return 0


def score(options: Namespace, output: Output) -> int:
    """``score ARCHIVE``: the score card of every target of a round; 1 when the round has no target."""
    with open_session(options.archive) as session:
        round_ = find_round(session, options.round)
        cards = list_score_cards(session, round_id=round_.id)
    data = [{"target": target.id, "name": target.name, **to_json(card)} for target, card in cards]
    text = "\n".join(
        f"{target.name}  {card.shown}  区间 {shown(card.low)}–{shown(card.high)}  {card.verdict.zh}"
        for target, card in cards
    )
    output.result(data, text or "批次中没有检查对象。")
    return 0 if cards else 1


def checks(options: Namespace, output: Output) -> int:
    """``checks [ID]``: list the automatic checks, or explain one."""
    registry = bundled_checks()
    if options.check_id:
        chosen = registry.get(options.check_id)
        output.result(_check(chosen, full=True), chosen.documentation)
        return 0
    output.result(
        [_check(c, full=False) for c in registry.checks],
        "\n".join(
            f"{c.meta.id:32} {', '.join(c.meta.rules):16} v{c.meta.version}  {c.meta.title_zh}" for c in registry.checks
        ),
    )
    return 0


def _check(check: Any, *, full: bool) -> dict[str, Any]:
    data = {
        "id": check.meta.id,
        "title": check.meta.title_zh,
        "title_en": check.meta.title_en,
        "rules": check.meta.rules,
        "version": check.meta.version,
        "digest": check.digest,
    }
    return (
        {**data, "documentation": check.documentation, "examples": [e.title for e in check.examples]} if full else data
    )
