"""What must hold across a whole rule book: unique names, references that lead somewhere, caps and sums that add up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from decimal import Decimal

from inspector_gui.domain.indicator_loading import Node, Step
from inspector_gui.domain.indicator_model import POINTS_FIELD, Indicator, IndicatorSet, Part, Profile, Rule
from inspector_gui.domain.targets import TargetClass

Place = tuple[Step, ...]


def validate(found: IndicatorSet, document: Node) -> None:
    """Raise `IndicatorSetInvalid` at the first item of `document` that contradicts the rest of `found`."""
    _check_unique((indicator.id for indicator in found.indicators), document, "indicators", "指标编号")
    _check_unique((profile.id for profile in found.profiles), document, "profiles", "评分方案编号")
    for position, indicator in enumerate(found.indicators):
        _check_indicator(found, indicator, document, ("indicators", position))
    _check_sums(found, document)
    for position, profile in enumerate(found.profiles):
        _check_profile(found, profile, document, ("profiles", position))
    _check_defaults(found, document)


def _check_unique(names: Iterable[str], document: Node, holder: str, called: str) -> None:
    seen: set[str] = set()
    for position, name in enumerate(names):
        if name in seen:
            raise document.fault(f"{called} {name} 重复", holder, position, "id")
        seen.add(name)


def _check_indicator(found: IndicatorSet, indicator: Indicator, document: Node, place: Place) -> None:
    if indicator.part is Part.VETO:
        for position, rule in enumerate(indicator.rules):
            _check_counts_also(found, rule, document, (*place, "rules", position))
        return
    if not 0 < indicator.limit <= indicator.points:
        reason = f"{indicator.id} 的上限 {indicator.limit} 须大于 0 且不超过其分值 {indicator.points}"
        raise document.fault(reason, *place, "cap")
    for group, cap in indicator.groups.items():
        _check_group(indicator, group, cap, document, (*place, "groups", group))
    for position, rule in enumerate(indicator.rules):
        _check_figures(indicator, rule, document, (*place, "rules", position))


def _check_counts_also(found: IndicatorSet, rule: Rule, document: Node, place: Place) -> None:
    scored = {r.name for i in found.indicators if i.part is Part.DEDUCT for r in i.rules}
    for position, name in enumerate(rule.counts_also):
        if name not in scored:
            reason = f"{rule.name} 的 counts_also 指向不存在的扣分细则 {name}"
            raise document.fault(reason, *place, "counts_also", position)


def _check_group(indicator: Indicator, group: str, cap: Decimal, document: Node, place: Place) -> None:
    if not 0 < cap <= indicator.limit:
        reason = f"{indicator.id} 分组“{group}”的上限 {cap} 须大于 0 且不超过指标上限 {indicator.limit}"
        raise document.fault(reason, *place)
    if all(rule.group != group for rule in indicator.rules):
        raise document.fault(f"{indicator.id} 没有细则属于分组“{group}”", *place)


def _check_figures(indicator: Indicator, rule: Rule, document: Node, place: Place) -> None:
    if not 0 < rule.cap <= indicator.limit:
        reason = f"{rule.name} 的上限 {rule.cap} 须大于 0 且不超过指标上限 {indicator.limit}"
        raise document.fault(reason, *place, "cap")
    if not 0 < rule.per_item <= rule.cap:
        reason = f"{rule.name} 的单项分值 {rule.per_item} 须大于 0 且不超过上限 {rule.cap}"
        raise document.fault(reason, *place, POINTS_FIELD[indicator.part])
    if rule.group and rule.group not in indicator.groups:
        raise document.fault(f"{rule.name} 的分组“{rule.group}”没有在 groups 中给出上限", *place, "group")
    if rule.exclusive_with:
        _check_exclusion(indicator, rule, document, (*place, "exclusive_with"))


def _check_exclusion(indicator: Indicator, rule: Rule, document: Node, place: Place) -> None:
    if indicator.part is not Part.BONUS:
        raise document.fault(f"{rule.name}:只有加分细则可以互斥", *place)
    if rule.exclusive_with not in {other.name for other in indicator.rules} - {rule.name}:
        raise document.fault(f"{rule.name} 的 exclusive_with 指向不存在的细则 {rule.exclusive_with}", *place)


def _check_sums(found: IndicatorSet, document: Node) -> None:
    """The figures under “sums” are what the document itself states; a set that does not meet them lost a line."""
    declared = document.child("sums")
    declared.only(*Part)
    for part in Part:
        members = [indicator for indicator in found.indicators if indicator.part is part]
        if not members and not declared.has(part):
            continue
        if not declared.has(part):
            raise document.fault(f"“sums”中缺少“{part}”", "sums")
        sums = declared.child(part)
        if sums.count("count") != len(members):
            raise sums.fault(f"声明 {sums.count('count')} 项指标,实有 {len(members)} 项", "count")
        if part is Part.VETO:
            _check_veto_categories(members, sums)
        else:
            _check_points(members, sums)


def _check_veto_categories(members: list[Indicator], sums: Node) -> None:
    sums.only("count", "by_category")
    stated = sums.child("by_category")
    actual = Counter(indicator.category for indicator in members)
    for category in {**stated.value, **actual}:
        if not stated.has(category) or stated.count(category) != actual[category]:
            raise stated.fault(f"类别“{category}”实有 {actual[category]} 项,与声明不符", category)


def _check_points(members: list[Indicator], sums: Node) -> None:
    sums.only("count", "total", "by_category")
    stated = sums.child("by_category")
    actual: dict[str, Decimal] = {}
    for indicator in members:
        actual[indicator.category] = actual.get(indicator.category, Decimal(0)) + indicator.points
    for category in {**stated.value, **actual}:
        points = actual.get(category, Decimal(0))
        if not stated.has(category) or stated.points(category) != points:
            raise stated.fault(f"类别“{category}”各指标分值之和为 {points},与声明不符", category)
    total = sum(actual.values(), Decimal(0))
    if sums.points("total") != total:
        raise sums.fault(f"各指标分值之和为 {total},与声明的 {sums.points('total')} 不符", "total")


def _check_profile(found: IndicatorSet, profile: Profile, document: Node, place: Place) -> None:
    if Part.VETO not in profile.parts:
        raise document.fault(f"方案 {profile.id} 须包含单项否决部分(veto)", *place, "parts")
    if Part.BONUS in profile.parts and Part.DEDUCT not in profile.parts:
        raise document.fault(f"方案 {profile.id} 有加分部分而没有扣分部分", *place, "parts")
    known = {indicator.id: indicator for indicator in found.indicators}
    for position, name in enumerate(profile.excluded):
        if name not in known:
            raise document.fault(f"方案 {profile.id} 排除了不存在的指标 {name}", *place, "excluded", position)
    for name in profile.overrides:
        override_place = (*place, "overrides", name)
        if name not in known or known[name].part is Part.VETO:
            raise document.fault(f"方案 {profile.id} 调整了不存在的计分指标 {name}", *override_place)
        _check_override(profile, known[name], document, override_place)
    _check_base(found, profile, document, (*place, "base"))


def _check_override(profile: Profile, indicator: Indicator, document: Node, place: Place) -> None:
    known = {rule.name for rule in indicator.rules}
    for name in profile.overrides[indicator.id].rules:
        if name not in known:
            raise document.fault(f"方案 {profile.id} 调整了不存在的细则 {name}", *place, "rules", name)
    changed = profile.changed(indicator)
    for rule in changed.rules:
        if not 0 < rule.per_item <= rule.cap <= changed.limit:
            figures = f"单项分值 {rule.per_item}、上限 {rule.cap} 与指标分值 {changed.limit} 不符"
            raise document.fault(f"方案 {profile.id} 调整后,{rule.name} 的{figures}", *place)


def _check_base(found: IndicatorSet, profile: Profile, document: Node, place: Place) -> None:
    if (profile.base is not None) != (Part.DEDUCT in profile.parts):
        raise document.fault(f"方案 {profile.id}:有扣分部分时须有基础分(base),没有时不应有", *place)
    checked = [indicator for indicator in found.checked_by(profile) if indicator.part is Part.DEDUCT]
    total = sum((indicator.points for indicator in checked), Decimal(0))
    if profile.base is not None and profile.base != total:
        reason = f"方案 {profile.id} 的基础分 {profile.base} 与所检查扣分指标的分值之和 {total} 不符"
        raise document.fault(reason, *place)


def _check_defaults(found: IndicatorSet, document: Node) -> None:
    taken: dict[TargetClass, str] = {}
    for position, profile in enumerate(found.profiles):
        for number, target_class in enumerate(profile.default_for):
            if target_class in taken:
                reason = f"对象类别 {target_class} 的默认方案已是 {taken[target_class]},不能再是 {profile.id}"
                raise document.fault(reason, "profiles", position, "default_for", number)
            taken[target_class] = profile.id
