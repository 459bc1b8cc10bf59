"""The words of a rule book: sets, indicators, rules and profiles as frozen values, with their lookups."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from typing import Any

from inspector_gui.domain.targets import TargetClass
from inspector_gui.errors import UnknownName


class Part(StrEnum):
    """The three parts of the table."""

    VETO = "veto"      # 单项否决
    DEDUCT = "deduct"  # 扣分
    BONUS = "bonus"    # 加分


#: The field of the file that carries the points of one item.
POINTS_FIELD = {Part.DEDUCT: "deduct_per_item", Part.BONUS: "add_per_item"}


class Subject(StrEnum):
    WEBSITE = "website"
    ACCOUNT = "account"


class Counting(StrEnum):
    """Whether a rule counts each item (每处、每个) or holds once or not at all."""

    EACH = "each"
    ONCE = "once"


@dataclass(frozen=True, slots=True)
class Rule:
    """One line of an indicator, named ``INDICATOR/N`` with N counted from 1.

    `per_item` are the points one item costs (deduct) or earns (bonus), `cap` the most this rule can move; both are 0
    for a veto rule, which instead holds when `threshold_count` items are confirmed, faults under the rules named in
    `counts_also` included. `threshold` is the condition in the words of the source, `window_days` the periods it looks
    back over, `sample` how many items are drawn. Rules with the same `group` share the group's cap. Of two rules tied
    by `exclusive_with` only the better one counts.
    """

    name: str
    text_zh: str
    text_en: str
    per_item: Decimal = Decimal(0)
    cap: Decimal = Decimal(0)
    counting: Counting = Counting.ONCE
    threshold: str = ""
    threshold_count: int = 1
    counts_also: tuple[str, ...] = ()
    window_days: tuple[int, ...] = ()
    sample: int | None = None
    group: str = ""
    exclusive_with: str = ""

    @property
    def indicator(self) -> str:
        return self.name.split("/", 1)[0]

    @property
    def limit(self) -> Decimal:
        """The most points this rule can move: its cap, and for a rule that holds once its single figure."""
        return min(self.cap, self.per_item) if self.counting is Counting.ONCE else self.cap

    def text(self, language: str) -> str:
        return self.text_en if language == "en" else self.text_zh


@dataclass(frozen=True, slots=True)
class Indicator:
    """One line of the table with its rules.

    `points` is 0 for a veto indicator, `limit` the most its rules move together, `groups` the caps of groups of rules.
    """

    id: str
    part: Part
    subject: Subject
    category: str
    name_zh: str
    name_en: str
    short_zh: str
    points: Decimal
    limit: Decimal
    rules: tuple[Rule, ...]
    groups: Mapping[str, Decimal] = field(default_factory=dict)
    subject_note: str = ""
    auto: str = ""
    auto_detectable: str = ""
    needs_human_zh: str = ""
    needs_human_en: str = ""
    confidence: str = ""
    sources: str = ""
    notes_zh: str = ""
    notes_en: str = ""


@dataclass(frozen=True, slots=True)
class RuleChange:
    """What a profile changes in one rule."""

    per_item: Decimal | None = None
    cap: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Override:
    """What a profile changes in one indicator: its points, and the figures of its rules (by rule name)."""

    points: Decimal
    rules: Mapping[str, RuleChange] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Profile:
    """How a class of targets is scored.

    `base` is the sum of points the deductions are taken from (None: no points, the veto part alone decides) and
    `factor` what the remainder is multiplied by, exactly. A deduction score of at least `pass_mark` passes; one
    strictly above `bonus_mark` enters the bonus stage.
    """

    id: str
    name_zh: str
    name_en: str
    subject: Subject
    parts: tuple[Part, ...]
    base: Decimal | None = None
    factor: Fraction = Fraction(1)
    pass_mark: Decimal = Decimal(60)
    bonus_mark: Decimal = Decimal(80)
    excluded: tuple[str, ...] = ()
    overrides: Mapping[str, Override] = field(default_factory=dict)
    default_for: tuple[TargetClass, ...] = ()
    note_zh: str = ""
    note_en: str = ""

    @property
    def gives_points(self) -> bool:
        return self.base is not None

    def checks(self, indicator: Indicator) -> bool:
        """Whether the indicator belongs to this profile at all."""
        return indicator.part in self.parts and indicator.subject is self.subject and indicator.id not in self.excluded

    def changed(self, indicator: Indicator) -> Indicator:
        """The indicator with the figures of this profile."""
        override = self.overrides.get(indicator.id)
        if override is None:
            return indicator
        rules = tuple(_changed_rule(rule, override.rules.get(rule.name)) for rule in indicator.rules)
        return replace(indicator, points=override.points, limit=override.points, rules=rules)


def _changed_rule(rule: Rule, change: RuleChange | None) -> Rule:
    if change is None:
        return rule
    return replace(
        rule,
        per_item=rule.per_item if change.per_item is None else change.per_item,
        cap=rule.cap if change.cap is None else change.cap,
    )


@dataclass(frozen=True)
class IndicatorSet:
    """A rule book: versioned, validated data.

    `omitted_*` say what of the document is left out and why; `supplement` carries the facts checks need (names of meta
    tags, patterns, addresses) as decoded JSON. All lookups raise `UnknownName` with a hint.
    """

    id: str
    version: str
    document: str
    name_zh: str
    name_en: str
    indicators: tuple[Indicator, ...]
    profiles: tuple[Profile, ...]
    omitted_zh: str = ""
    omitted_en: str = ""
    remark_zh: str = ""
    remark_en: str = ""
    issued: str = ""
    published: str = ""
    official_url: str = ""
    categories_en: Mapping[str, str] = field(default_factory=dict)
    sources: Mapping[str, str] = field(default_factory=dict)
    supplement: Mapping[str, Any] = field(default_factory=dict)

    @cached_property
    def rule_order(self) -> Mapping[str, int]:
        """Rule name → position in the rule book, counted from 0."""
        return {name: position for position, name in enumerate(self._rules)}

    def indicator(self, name: str) -> Indicator:
        found = self._indicators.get(name)
        if found is None:
            raise UnknownName(kind="指标", name=name, hint=f"指标集 {self.id} 的指标:{'、'.join(self._indicators)}。")
        return found

    def rule(self, name: str) -> Rule:
        """The rule called ``INDICATOR/N``."""
        found = self._rules.get(name)
        if found is None:
            indicator = self.indicator(name.split("/", 1)[0])
            hint = f"{indicator.id} 的细则:{'、'.join(rule.name for rule in indicator.rules)}。"
            raise UnknownName(kind="细则", name=name, hint=hint)
        return found

    def profile(self, name: str) -> Profile:
        for profile in self.profiles:
            if profile.id == name:
                return profile
        raise UnknownName(kind="评分方案", name=name, hint=f"可用的方案:{'、'.join(p.id for p in self.profiles)}。")

    def default_profile(self, target_class: TargetClass) -> Profile:
        """The profile a target of this class is scored by when the round names no other."""
        for profile in self.profiles:
            if target_class in profile.default_for:
                return profile
        hint = f"指标集 {self.id} 没有为这类对象指定默认方案,请指定一个。"
        raise UnknownName(kind="评分方案", name=target_class, hint=hint)

    def checked_by(self, profile: Profile) -> tuple[Indicator, ...]:
        """The indicators the profile checks, in rule-book order and with its figures."""
        return tuple(profile.changed(indicator) for indicator in self.indicators if profile.checks(indicator))

    @cached_property
    def _indicators(self) -> Mapping[str, Indicator]:
        return {indicator.id: indicator for indicator in self.indicators}

    @cached_property
    def _rules(self) -> Mapping[str, Rule]:
        return {rule.name: rule for indicator in self.indicators for rule in indicator.rules}
