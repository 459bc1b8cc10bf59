"""单项否决: counts the items of each veto rule against its threshold, faults confirmed under related rules included."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from inspector_gui.domain.findings import FindingState
from inspector_gui.domain.indicator_model import Indicator, Part, Rule
from inspector_gui.domain.scoring_model import Coverage, Fault, RuleState, VetoLine


@dataclass(frozen=True, slots=True)
class VetoCount:
    """A veto rule with its line, the faults that count towards it, those that repeat a cause, and its own open ones."""

    rule: Rule
    line: VetoLine
    counted: tuple[Fault, ...]
    repeated: tuple[Fault, ...]
    undecided: tuple[Fault, ...]


def count_vetoes(
    indicators: Iterable[Indicator], faults: Sequence[Fault], coverage: Mapping[str, Coverage],
) -> list[VetoCount]:
    """Count every veto rule of `indicators`. Faults of one cause count once, whichever rule they stand under.

    The coverage of a veto rule answers for the rules it counts too: whoever marks it checked has counted.
    """
    rules = [rule for indicator in indicators if indicator.part is Part.VETO for rule in indicator.rules]
    return [_count(rule, faults, coverage.get(rule.name, Coverage.UNCHECKED)) for rule in rules]


def _count(rule: Rule, faults: Sequence[Fault], coverage: Coverage) -> VetoCount:
    related = [fault for fault in faults if fault.rule == rule.name or fault.rule in rule.counts_also]
    confirmed = [fault for fault in related if fault.is_confirmed]
    counted, repeated = _distinct(confirmed)
    count = _sum(counted)
    possible = _sum(_distinct([fault for fault in related if fault.is_confirmed or fault.is_open])[0])
    line = VetoLine(
        rule=rule.name, state=_state(rule, related, count, possible, coverage), count=Fraction(count),
        possible_count=Fraction(possible), threshold_count=rule.threshold_count,
    )
    undecided = tuple(fault for fault in related if fault.is_open and fault.rule == rule.name)
    return VetoCount(rule, line, tuple(counted), tuple(repeated), undecided)


def _distinct(faults: Sequence[Fault]) -> tuple[list[Fault], list[Fault]]:
    """(the fault with the largest amount for each cause, the others), both in the given order."""
    largest: dict[str, Fault] = {}
    for fault in faults:
        if fault.cause and (fault.cause not in largest or fault.amount > largest[fault.cause].amount):
            largest[fault.cause] = fault
    kept = [fault for fault in faults if not fault.cause or fault is largest[fault.cause]]
    return kept, [fault for fault in faults if fault.cause and fault is not largest[fault.cause]]


def _sum(faults: Iterable[Fault]) -> Decimal:
    return sum((fault.amount for fault in faults), Decimal(0))


def _state(rule: Rule, related: Sequence[Fault], count: Decimal, possible: Decimal, coverage: Coverage) -> RuleState:
    if count >= rule.threshold_count:
        return RuleState.CONFIRMED
    if coverage is Coverage.UNCHECKED:
        return RuleState.UNCHECKED
    if possible >= rule.threshold_count:
        suspected = any(fault.state is FindingState.SUSPECTED for fault in related)
        return RuleState.SUSPECTED if suspected else RuleState.PENDING
    return RuleState.NOT_APPLICABLE if coverage is Coverage.NOT_APPLICABLE else RuleState.PASSED
