"""The tables of a score card: one line for each rule, indicator and category, with its state and its points."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from inspector_gui.domain.findings import FindingState
from inspector_gui.domain.indicator_model import Indicator, Part
from inspector_gui.domain.scoring_model import (
    CategoryLine,
    Coverage,
    Fault,
    IndicatorLine,
    RuleLine,
    RuleState,
    VetoLine,
)
from inspector_gui.domain.scoring_tally import Booking

#: The state of an indicator is the first of these that one of its rules is in.
_LOUDEST = (RuleState.SUSPECTED, RuleState.PENDING, RuleState.CONFIRMED, RuleState.UNCHECKED, RuleState.PASSED)


def indicator_lines(
    indicators: Mapping[str, Indicator], faults: Sequence[Fault], coverage: Mapping[str, Coverage],
    vetoes: Iterable[VetoLine], *, now: Iterable[Booking], extreme: Iterable[Booking],
) -> tuple[IndicatorLine, ...]:
    """The indicators in rule-book order; `now` and `extreme` are the bookings of both scored parts."""
    states = {veto.rule: veto.state for veto in vetoes}
    by_rule: dict[str, set[FindingState]] = {}
    for fault in faults:
        by_rule.setdefault(fault.rule, set()).add(fault.state)
    points, extreme_points = _points_by_rule(now), _points_by_rule(extreme)
    lines = []
    for indicator in indicators.values():
        for rule in indicator.rules:
            known = coverage.get(rule.name, Coverage.UNCHECKED)
            states.setdefault(rule.name, _rule_state(by_rule.get(rule.name, set()), known))
        lines.append(_indicator_line(indicator, states, points, extreme_points))
    return tuple(lines)


def _points_by_rule(bookings: Iterable[Booking]) -> dict[str, Decimal]:
    points: dict[str, Decimal] = {}
    for booking in bookings:
        name = booking.item.rule.name
        points[name] = points.get(name, Decimal(0)) + booking.counted
    return points


def _rule_state(found: set[FindingState], coverage: Coverage) -> RuleState:
    for state in (FindingState.SUSPECTED, FindingState.PENDING, FindingState.CONFIRMED):
        if state in found:
            return RuleState(state.value)
    return RuleState.PASSED if coverage is Coverage.CHECKED else RuleState(coverage.value)


def _indicator_line(
    indicator: Indicator, states: Mapping[str, RuleState], points: Mapping[str, Decimal],
    extreme: Mapping[str, Decimal],
) -> IndicatorLine:
    rules = [states[rule.name] for rule in indicator.rules]
    sign = -1 if indicator.part is Part.DEDUCT else 1
    now = Fraction(sum((points.get(rule.name, Decimal(0)) for rule in indicator.rules), Decimal(0)))
    most = Fraction(sum((extreme.get(rule.name, Decimal(0)) for rule in indicator.rules), Decimal(0)))
    deducts, awards = indicator.part is Part.DEDUCT, indicator.part is Part.BONUS
    return IndicatorLine(
        indicator=indicator.id, part=indicator.part, category=indicator.category, name_zh=indicator.name_zh,
        name_en=indicator.name_en, points=Fraction(indicator.points),
        state=next((state for state in _LOUDEST if state in rules), RuleState.NOT_APPLICABLE),
        lost=now if deducts else Fraction(0), worst_lost=most if deducts else Fraction(0),
        gained=now if awards else Fraction(0), best_gained=most if awards else Fraction(0),
        rules=tuple(
            RuleLine(
                rule=rule.name, state=states[rule.name], points=sign * Fraction(points.get(rule.name, Decimal(0))),
                text_zh=rule.text_zh, text_en=rule.text_en,
            )
            for rule in indicator.rules
        ),
    )


def category_lines(lines: Iterable[IndicatorLine]) -> tuple[CategoryLine, ...]:
    """Subtotals of the scored parts, in the order the categories first appear."""
    members: dict[tuple[Part, str], list[IndicatorLine]] = {}
    for line in lines:
        if line.part is not Part.VETO:
            members.setdefault((line.part, line.category), []).append(line)
    return tuple(
        CategoryLine(
            part=part, category=category, points=sum((m.points for m in group), Fraction(0)),
            lost=sum((m.lost for m in group), Fraction(0)), worst_lost=sum((m.worst_lost for m in group), Fraction(0)),
            gained=sum((m.gained for m in group), Fraction(0)),
            best_gained=sum((m.best_gained for m in group), Fraction(0)),
        )
        for (part, category), group in members.items()
    )
