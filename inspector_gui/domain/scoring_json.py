"""A score card as plain JSON values with stable keys, for the command line and for packages."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from inspector_gui.domain.scoring_model import IndicatorLine, ScoreCard, TraceLine, exact, shown


def to_json(card: ScoreCard) -> dict[str, Any]:
    """The card as a dictionary for `json.dumps`.

    Figures are numbers, rounded half up to two decimals where they are totals; each total also stands exactly, as text
    (``"1288/15"``), under its name with ``_exact``. Without points (veto, veto-only profile) totals are null. Findings
    without points and lines not counted are in ``trace`` too, told apart by ``counted``.
    """
    return {
        "indicator_set": card.indicator_set, "version": card.version, "profile": card.profile.id,
        "parts": {
            part.part.value: {
                "score": _number(part.score), "score_exact": exact(part.score), "low": _number(part.low),
                "high": _number(part.high), "maximum": _number(part.maximum),
            }
            for part in card.parts
        },
        "total": _number(card.total), "total_exact": None if card.total is None else exact(card.total),
        "verdict": card.verdict.value, "verdict_zh": card.verdict.zh,
        "reason_zh": card.verdict_reason_zh, "reason_en": card.verdict_reason_en,
        "range": {"low": _number(card.low), "high": _number(card.high), "veto_possible": card.veto_possible},
        "vetoes": [
            {"rule": veto.rule, "state": veto.state.value, "count": float(veto.count),
             "possible_count": float(veto.possible_count), "threshold_count": veto.threshold_count,
             "vetoed": veto.vetoed}
            for veto in card.vetoes
        ],
        "categories": [
            {"part": line.part.value, "category": line.category, "points": float(line.points), "lost": float(line.lost),
             "gained": float(line.gained)}
            for line in card.categories
        ],
        "indicators": [_indicator(line) for line in card.indicators],
        "trace": [_trace_line(line) for line in card.trace],
    }


def _number(value: Fraction | None) -> float | None:
    return None if value is None else float(shown(value))


def _indicator(line: IndicatorLine) -> dict[str, Any]:
    return {
        "indicator": line.indicator, "part": line.part.value, "category": line.category, "name_zh": line.name_zh,
        "name_en": line.name_en, "state": line.state.value, "points": float(line.points), "lost": float(line.lost),
        "gained": float(line.gained), "possible_loss": float(line.possible_loss),
        "possible_gain": float(line.possible_gain),
        "rules": [{"rule": rule.rule, "state": rule.state.value, "points": float(rule.points)} for rule in line.rules],
    }


def _trace_line(line: TraceLine) -> dict[str, Any]:
    return {
        "order": line.order, "indicator": line.indicator, "rule": line.rule, "finding": line.finding_id,
        "points": float(line.points), "points_exact": exact(line.points), "counted": line.counted,
        "text_zh": line.text_zh, "text_en": line.text_en,
    }
