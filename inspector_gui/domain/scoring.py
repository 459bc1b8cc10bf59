"""评分: the score of one target, a pure function of rule book, profile, findings and coverage, exact and traced.

The algorithm of 国办秘函〔2019〕19号: a veto ends it; otherwise the base less the capped deductions, times the
profile's factor; below 60 fails, strictly above 80 enters the bonus stage. Thresholds are compared before any rounding.
Confirmed findings count at once. Suspected and pending ones, and rules nobody has checked, widen the range: not checked
is not passed. A finding outweighs the coverage of its rule, so that nothing confirmed is lost by a mark elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from inspector_gui.domain.findings import FindingState
from inspector_gui.domain.indicator_model import Indicator, IndicatorSet, Part, Profile, Rule
from inspector_gui.domain.scoring_card import category_lines, indicator_lines
from inspector_gui.domain.scoring_json import to_json
from inspector_gui.domain.scoring_model import (
    CategoryLine,
    Coverage,
    Effect,
    Fault,
    IndicatorLine,
    PartScore,
    RuleLine,
    RuleState,
    ScoreCard,
    ScoreInputs,
    TraceLine,
    Verdict,
    VetoLine,
    exact,
    shown,
)
from inspector_gui.domain.scoring_tally import Booking, Item, item_of, tally
from inspector_gui.domain.scoring_trace import (
    TraceWriter,
    no_bonus_reason,
    open_veto_reason,
    points_reason,
    veto_reason,
)
from inspector_gui.domain.scoring_veto import VetoCount, count_vetoes
from inspector_gui.errors import UnknownName

__all__ = [
    "CategoryLine", "Coverage", "Effect", "Fault", "IndicatorLine", "PartScore", "RuleLine", "RuleState", "ScoreCard",
    "ScoreInputs", "TraceLine", "Verdict", "VetoLine", "effect_of", "exact", "score", "shown", "to_json", "what_if",
]


def score(
    *, indicator_set: IndicatorSet, profile: Profile, faults: Sequence[Fault], coverage: Mapping[str, Coverage],
) -> ScoreCard:
    """The score card of one target. `coverage` maps rule names; a rule it does not mention is unchecked.

    The order of `faults` does not matter; dismissed ones are ignored. Raises `UnknownName` for a rule that the set does
    not have.
    """
    sheet = _Sheet.of(indicator_set, profile, faults, coverage)
    deduct = _part_tally(sheet, Part.DEDUCT)
    bonus = _part_tally(sheet, Part.BONUS)
    result = _result(profile, deduct, bonus)
    vetoed = any(veto.line.vetoed for veto in sheet.vetoes)
    verdict, reason_zh, reason_en = _verdict(sheet, result)
    counted = [deduct, bonus] if result.enters_bonus else [deduct]
    lines = indicator_lines(
        sheet.indicators, sheet.faults, sheet.coverage, [veto.line for veto in sheet.vetoes],
        now=[booking for part in counted for booking in part.now],
        extreme=[booking for part in counted for booking in part.extreme],
    )
    card = ScoreCard(
        indicator_set=indicator_set.id, version=indicator_set.version, profile=profile,
        verdict=verdict, verdict_reason_zh=reason_zh, verdict_reason_en=reason_en,
        vetoes=tuple(veto.line for veto in sheet.vetoes), indicators=lines, categories=category_lines(lines),
        trace=_trace(sheet, deduct, bonus, result, halted=vetoed),
    )
    return card if vetoed or not profile.gives_points else _with_points(card, sheet, result)


def what_if(inputs: ScoreInputs, finding_id: str, state: FindingState) -> ScoreCard:
    """The score card if the finding were in `state`. Raises `UnknownName` when it is not among the faults."""
    if all(fault.finding_id != finding_id for fault in inputs.faults):
        raise UnknownName(kind="问题", name=finding_id, hint="它不属于这个检查对象。")
    faults = [replace(f, state=state) if f.finding_id == finding_id else f for f in inputs.faults]
    return score(
        indicator_set=inputs.indicator_set, profile=inputs.profile, faults=faults, coverage=inputs.coverage,
    )


def effect_of(inputs: ScoreInputs, finding_id: str, state: FindingState) -> Effect:
    """What deciding one finding would do: the cards before and after, and the change of the total."""
    before = score(
        indicator_set=inputs.indicator_set, profile=inputs.profile, faults=inputs.faults, coverage=inputs.coverage,
    )
    return Effect(before, what_if(inputs, finding_id, state))


@dataclass(frozen=True, slots=True)
class _Sheet:
    """The inputs put in order: the indicators with the profile's figures, live faults in rule-book order."""

    indicator_set: IndicatorSet
    profile: Profile
    indicators: Mapping[str, Indicator]
    rules: Mapping[str, Rule]
    faults: Sequence[Fault]
    coverage: Mapping[str, Coverage]
    vetoes: Sequence[VetoCount]

    @classmethod
    def of(
        cls, indicator_set: IndicatorSet, profile: Profile, faults: Sequence[Fault], coverage: Mapping[str, Coverage],
    ) -> _Sheet:
        for name in (*(fault.rule for fault in faults), *coverage):
            indicator_set.rule(name)
        order = indicator_set.rule_order
        live = [fault for fault in faults if fault.is_confirmed or fault.is_open]
        live.sort(key=lambda fault: (order[fault.rule], fault.finding_id, fault.cause, fault.amount, fault.text))
        indicators = indicator_set.checked_by(profile)
        known = {name: Coverage(value) for name, value in coverage.items()}
        return cls(
            indicator_set=indicator_set, profile=profile, indicators={i.id: i for i in indicators},
            rules={rule.name: rule for i in indicators for rule in i.rules}, faults=live, coverage=known,
            vetoes=count_vetoes(indicators, live, known),
        )

    def items(self, part: Part, *, is_open: bool) -> list[Item]:
        """Confirmed or open faults under the rules of one part."""
        order = self.indicator_set.rule_order
        return [
            item_of(fault, self.rules[fault.rule], order[fault.rule])
            for fault in self.faults
            if fault.is_open is is_open and fault.rule in self.rules and self._part_of(fault.rule) is part
        ]

    def unchecked(self, part: Part) -> list[Item]:
        """The rules of one part that nobody has checked, each at the most it can move."""
        order = self.indicator_set.rule_order
        return [
            Item(rule=rule, order=order[name], points=rule.limit)
            for name, rule in self.rules.items()
            if self._part_of(name) is part and self.coverage.get(name, Coverage.UNCHECKED) is Coverage.UNCHECKED
        ]

    def _part_of(self, rule_name: str) -> Part:
        return self.indicators[self.rules[rule_name].indicator].part


@dataclass(frozen=True, slots=True)
class _PartTally:
    """A part with its confirmed findings (`now`) and with everything that is still open as well (`extreme`)."""

    now: Sequence[Booking]
    extreme: Sequence[Booking]
    open_items: Sequence[Item]

    @property
    def points(self) -> Decimal:
        return sum((booking.counted for booking in self.now), Decimal(0))

    @property
    def extreme_points(self) -> Decimal:
        return sum((booking.counted for booking in self.extreme), Decimal(0))


def _part_tally(sheet: _Sheet, part: Part) -> _PartTally:
    confirmed, undecided = sheet.items(part, is_open=False), sheet.items(part, is_open=True)
    now = tally(confirmed, sheet.indicators)
    doubtful = [*undecided, *sheet.unchecked(part)]
    extreme = tally([*confirmed, *doubtful], sheet.indicators) if doubtful else now
    return _PartTally(now, extreme, undecided)


@dataclass(frozen=True, slots=True)
class _Result:
    """The figures before a veto is considered. `low_deduct` is the deduction score if everything open holds."""

    raw: Fraction
    deduct: Fraction
    low_deduct: Fraction
    bonus: Fraction
    low_bonus: Fraction
    high_bonus: Fraction
    enters_bonus: bool

    @property
    def total(self) -> Fraction:
        return self.deduct + self.bonus

    @property
    def low(self) -> Fraction:
        return self.low_deduct + self.low_bonus

    @property
    def high(self) -> Fraction:
        return self.deduct + self.high_bonus


def _result(profile: Profile, deduct: _PartTally, bonus: _PartTally) -> _Result:
    base = Fraction(profile.base or 0)
    raw = base - Fraction(deduct.points)
    now, low = raw * profile.factor, (base - Fraction(deduct.extreme_points)) * profile.factor
    enters = now > profile.bonus_mark
    return _Result(
        raw=raw, deduct=now, low_deduct=low, enters_bonus=enters,
        bonus=Fraction(bonus.points) if enters else Fraction(0),
        low_bonus=Fraction(bonus.points) if low > profile.bonus_mark else Fraction(0),
        high_bonus=Fraction(bonus.extreme_points) if enters else Fraction(0),
    )


def _verdict(sheet: _Sheet, result: _Result) -> tuple[Verdict, str, str]:
    lines = [veto.line for veto in sheet.vetoes]
    standing = [line for line in lines if line.vetoed]
    mark = sheet.profile.pass_mark
    if standing:
        return Verdict.UNQUALIFIED, *veto_reason(standing, sheet.rules)
    if sheet.profile.gives_points and result.deduct < mark:
        return Verdict.UNQUALIFIED, *points_reason(result.deduct, result.low_deduct, mark)
    if any(line.possible for line in lines):
        return Verdict.UNDECIDED, *open_veto_reason(lines)
    if not sheet.profile.gives_points:
        return Verdict.QUALIFIED, "无单项否决。", "No veto."
    verdict = Verdict.UNDECIDED if result.low_deduct < mark else Verdict.QUALIFIED
    return verdict, *points_reason(result.deduct, result.low_deduct, mark)


def _with_points(card: ScoreCard, sheet: _Sheet, result: _Result) -> ScoreCard:
    return replace(
        card, parts=_part_scores(sheet, result), deduct_score=result.deduct, bonus_score=result.bonus,
        total=result.total, low=result.low, high=result.high,
    )


def _part_scores(sheet: _Sheet, result: _Result) -> tuple[PartScore, ...]:
    base = Fraction(sheet.profile.base or 0) * sheet.profile.factor
    scores = [PartScore(Part.DEDUCT, result.deduct, result.low_deduct, result.deduct, base)]
    if Part.BONUS in sheet.profile.parts:
        most = sum((i.points for i in sheet.indicators.values() if i.part is Part.BONUS), Decimal(0))
        scores.append(PartScore(Part.BONUS, result.bonus, result.low_bonus, result.high_bonus, Fraction(most)))
    return tuple(scores)


def _trace(
    sheet: _Sheet, deduct: _PartTally, bonus: _PartTally, result: _Result, *, halted: bool,
) -> tuple[TraceLine, ...]:
    profile = sheet.profile
    writer = TraceWriter(sheet.indicators, halted=halted)
    writer.veto(sheet.vetoes)
    if profile.base is not None:
        writer.base(profile.base)
    writer.part(deduct.now, sign=-1)
    if profile.factor != 1:
        writer.factor(result.deduct - result.raw, profile.factor)
    writer.part(bonus.now, sign=1, spared=("", "") if result.enters_bonus else no_bonus_reason(result.deduct, profile))
    writer.open(deduct.open_items, sign=-1)
    writer.open(bonus.open_items, sign=1)
    writer.outside(_outside(sheet), profile)
    return tuple(writer.lines)


def _outside(sheet: _Sheet) -> Iterable[tuple[Rule, Fault]]:
    return ((sheet.indicator_set.rule(f.rule), f) for f in sheet.faults if f.is_confirmed and f.rule not in sheet.rules)
