"""The words of scoring: what goes in (faults, coverage) and what comes out (the score card, its lines, its trace)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from inspector_gui.domain.findings import FindingState
from inspector_gui.domain.indicator_model import IndicatorSet, Part, Profile
from inspector_gui.errors import InvalidInput

#: Amounts beyond these bounds could not be added up exactly; no count of faults comes near them.
LARGEST_AMOUNT = 1_000_000
FINEST_AMOUNT = Decimal("0.0001")


class Coverage(StrEnum):
    """What is known about a rule besides its faults; a rule nobody mentions is UNCHECKED."""

    UNCHECKED = "unchecked"
    CHECKED = "checked"
    NOT_APPLICABLE = "not_applicable"


class RuleState(StrEnum):
    """State of a rule or an indicator: open questions first, then what was confirmed, then coverage."""

    UNCHECKED = "unchecked"            # 未检查
    PASSED = "passed"                  # 通过
    SUSPECTED = "suspected"            # 机器疑似
    PENDING = "pending"                # 待定
    CONFIRMED = "confirmed"            # 人工确认
    NOT_APPLICABLE = "not_applicable"  # 不适用


class Verdict(StrEnum):
    QUALIFIED = "qualified"
    UNQUALIFIED = "unqualified"
    UNDECIDED = "undecided"

    @property
    def zh(self) -> str:
        return {"qualified": "合格", "unqualified": "不合格", "undecided": "待定"}[self.value]


@dataclass(frozen=True, slots=True)
class Fault:
    """What scoring needs to know of a finding; under a bonus rule it is an award.

    `amount` is how many items the rule counts (0 to 1,000,000, at most four decimals), `cause` the fact behind it.
    Raises `InvalidInput` for any other amount.
    """

    finding_id: str
    rule: str
    state: FindingState
    amount: Decimal = Decimal(1)
    cause: str = ""
    text: str = ""

    def __post_init__(self) -> None:
        if not (self.amount.is_finite() and 0 <= self.amount <= LARGEST_AMOUNT) or self.amount % FINEST_AMOUNT:
            raise InvalidInput(
                what=f"问题 {self.finding_id} 的数量 {self.amount}", reason="数量须在 0 到 1000000 之间,最多四位小数",
                todo="请改正数量。",
            )

    @property
    def is_confirmed(self) -> bool:
        return self.state is FindingState.CONFIRMED

    @property
    def is_open(self) -> bool:
        """Suspected or pending: it may still turn out to hold."""
        return self.state in (FindingState.SUSPECTED, FindingState.PENDING)


@dataclass(frozen=True, slots=True)
class ScoreInputs:
    """Everything the score of one target in one round depends on."""

    indicator_set: IndicatorSet
    profile: Profile
    faults: Sequence[Fault]
    coverage: Mapping[str, Coverage] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TraceLine:
    """One step of the calculation.

    `points` is signed and exact. Where `counted`, it is part of the score; otherwise it is what was not taken or given,
    and the text says why. The counted points of a card add up to its total.
    """

    order: int
    indicator: str
    rule: str
    finding_id: str
    points: Fraction
    counted: bool
    text_zh: str
    text_en: str


@dataclass(frozen=True, slots=True)
class RuleLine:
    """A rule on the card; `points` is what its confirmed faults cost (negative) or its awards earn."""

    rule: str
    state: RuleState
    points: Fraction
    text_zh: str
    text_en: str


@dataclass(frozen=True, slots=True)
class IndicatorLine:
    """An indicator on the card, in points before any factor.

    `lost` and `gained` come from confirmed findings (`gained` once the bonus stage is entered); `worst_lost` and
    `best_gained` are the same when everything still open goes against, or for, the site. `worst_lost` can be below
    `lost` when a cause moves to another indicator. After a veto the figures stand for rectification, not for the score.
    """

    indicator: str
    part: Part
    category: str
    name_zh: str
    name_en: str
    state: RuleState
    points: Fraction
    rules: tuple[RuleLine, ...]
    lost: Fraction = Fraction(0)
    worst_lost: Fraction = Fraction(0)
    gained: Fraction = Fraction(0)
    best_gained: Fraction = Fraction(0)

    @property
    def possible_loss(self) -> Fraction:
        return self.worst_lost - self.lost

    @property
    def possible_gain(self) -> Fraction:
        return self.best_gained - self.gained


@dataclass(frozen=True, slots=True)
class CategoryLine:
    """Subtotal of one category (一级指标) of one part; the figures as in `IndicatorLine`."""

    part: Part
    category: str
    points: Fraction
    lost: Fraction
    worst_lost: Fraction
    gained: Fraction
    best_gained: Fraction


@dataclass(frozen=True, slots=True)
class PartScore:
    """Score of one part: `score` now, between `low` and `high` once all is decided, out of `maximum`."""

    part: Part
    score: Fraction
    low: Fraction
    high: Fraction
    maximum: Fraction


@dataclass(frozen=True, slots=True)
class VetoLine:
    """A veto rule: `count` confirmed items, `possible_count` with the open ones, against `threshold_count`."""

    rule: str
    state: RuleState
    count: Fraction
    possible_count: Fraction
    threshold_count: int

    @property
    def vetoed(self) -> bool:
        return self.count >= self.threshold_count

    @property
    def suspected(self) -> bool:
        """Open findings would reach the threshold."""
        return not self.vetoed and self.possible_count >= self.threshold_count

    @property
    def possible(self) -> bool:
        """A veto can still come of it: by open findings, or because nobody has checked."""
        return not self.vetoed and (self.suspected or self.state is RuleState.UNCHECKED)


@dataclass(frozen=True, slots=True)
class ScoreCard:
    """评分表: the result of one target.

    `deduct_score`, `bonus_score`, `total`, `low` and `high` are exact; they are None when the target is vetoed or its
    profile gives no points. While something is undecided the total is provisional and ends up between `low` and `high`,
    unless a veto takes all points (`veto_possible`). The verdict is UNDECIDED while it can still go either way.
    """

    indicator_set: str
    version: str
    profile: Profile
    verdict: Verdict
    verdict_reason_zh: str
    verdict_reason_en: str
    vetoes: tuple[VetoLine, ...]
    categories: tuple[CategoryLine, ...]
    indicators: tuple[IndicatorLine, ...]
    trace: tuple[TraceLine, ...]
    parts: tuple[PartScore, ...] = ()
    deduct_score: Fraction | None = None
    bonus_score: Fraction | None = None
    total: Fraction | None = None
    low: Fraction | None = None
    high: Fraction | None = None

    @property
    def veto_possible(self) -> bool:
        return any(veto.possible for veto in self.vetoes)

    @property
    def shown(self) -> str:
        """The total with two decimals, half up; a dash where there are no points."""
        return shown(self.total)


@dataclass(frozen=True, slots=True)
class Effect:
    """What one decision does to a card."""

    before: ScoreCard
    after: ScoreCard

    @property
    def change(self) -> Fraction | None:
        """Points won (positive) or lost; None when either card has no points."""
        if self.before.total is None or self.after.total is None:
            return None
        return self.after.total - self.before.total


def shown(value: Fraction | None) -> str:
    """`value` rounded half up to two decimals, ``—`` for None. No rounding rule is published; this one is ours."""
    if value is None:
        return "—"
    cents = (2 * 100 * abs(value.numerator) + value.denominator) // (2 * value.denominator)
    sign = "-" if value < 0 and cents else ""
    return f"{sign}{cents // 100}.{cents % 100:02d}"


def exact(value: Fraction | Decimal) -> str:
    """`value` without any loss: ``0.2``, ``5``, or ``1288/15`` where decimals never end."""
    fraction = Fraction(value)
    rest = fraction.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    if rest != 1:
        return str(fraction)
    decimal = Decimal(fraction.numerator) / Decimal(fraction.denominator)
    return format(decimal, "f")
