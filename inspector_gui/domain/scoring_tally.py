"""Adds up points under the caps of rules, groups and indicators, one cause counted once.

Of several faults with the same cause one counts: the one with the largest nominal deduction, ties in rule-book order,
as long as its indicator has room. Where caps are in the way the choice is the one that deducts most in total. That is
what makes scores trustworthy to work with: confirming one more fault can never raise a score, which a choice by nominal
figures alone does not ensure (a fault whose indicator is already empty would shield another one from counting).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, auto
from itertools import islice

from inspector_gui.domain.indicator_model import Counting, Indicator, Part, Rule
from inspector_gui.domain.scoring_model import Fault

#: Bound on the combinations weighed when causes compete for capped indicators. Real cards need a few dozen; beyond the
#: bound the combinations nearest to the largest nominal deductions are weighed.
MOST_COMBINATIONS = 500

_NOTHING = Decimal(0)


class Limit(Enum):
    """Why an item does not count, or not fully."""

    NONE = auto()
    RULE_CAP = auto()
    GROUP_CAP = auto()
    INDICATOR_CAP = auto()
    SAME_CAUSE = auto()
    EXCLUSIVE = auto()


@dataclass(frozen=True, slots=True)
class Item:
    """Something that may cost or earn points: a fault, or (without one) an unchecked rule taken at its limit."""

    rule: Rule
    order: int
    points: Decimal
    fault: Fault | None = None

    @property
    def cause(self) -> str:
        return self.fault.cause if self.fault else ""


@dataclass(frozen=True, slots=True)
class Booking:
    """What came of an item: `counted` points, and what stood in the way of the rest (`other` names the rule)."""

    item: Item
    counted: Decimal
    limit: Limit = Limit.NONE
    other: str = ""


def item_of(fault: Fault, rule: Rule, order: int) -> Item:
    """The fault with its nominal points: the figure of the rule for each item, once for a rule that holds once."""
    amount = min(fault.amount, Decimal(1)) if rule.counting is Counting.ONCE else fault.amount
    return Item(rule=rule, order=order, points=rule.per_item * amount, fault=fault)


def tally(items: Iterable[Item], indicators: Mapping[str, Indicator]) -> list[Booking]:
    """Book all `items` (of one part) in rule-book order; `indicators` gives the caps."""
    ordered = sorted(items, key=_sort_key)
    passed_over = _same_cause(ordered, indicators)
    for position, winner in _exclusions(ordered, passed_over).items():
        passed_over[position] = (Limit.EXCLUSIVE, winner)
    room = _Room(indicators)
    bookings = []
    for position, item in enumerate(ordered):
        if position in passed_over:
            limit, winner = passed_over[position]
            bookings.append(Booking(item, _NOTHING, limit, winner))
        else:
            bookings.append(room.take(item))
    return bookings


def _sort_key(item: Item) -> tuple[object, ...]:
    fault = item.fault
    return (item.order, fault is None, *((fault.finding_id, fault.cause, fault.amount, fault.text) if fault else ()))


class _Room:
    """What is left under each cap while items are booked one after the other."""

    def __init__(self, indicators: Mapping[str, Indicator]) -> None:
        self._indicators = indicators
        self._left: dict[tuple[str, ...], Decimal] = {}

    def take(self, item: Item) -> Booking:
        rule = item.rule
        indicator = self._indicators[rule.indicator]
        caps: list[tuple[tuple[str, ...], Decimal, Limit]] = [((rule.name,), rule.limit, Limit.RULE_CAP)]
        if rule.group:
            caps.append(((indicator.id, rule.group), indicator.groups[rule.group], Limit.GROUP_CAP))
        caps.append(((indicator.id, "", ""), indicator.limit, Limit.INDICATOR_CAP))
        left = [(self._left.get(key, cap), limit) for key, cap, limit in caps]
        tightest, limit = min(left, key=lambda pair: pair[0])
        counted = min(item.points, tightest)
        for (key, _, _), (room, _) in zip(caps, left, strict=True):
            self._left[key] = room - counted
        return Booking(item, counted, Limit.NONE if counted == item.points else limit)


def _same_cause(items: Sequence[Item], indicators: Mapping[str, Indicator]) -> dict[int, tuple[Limit, str]]:
    """Positions of the items passed over because their cause counts elsewhere, with the rule it counts under."""
    contests = _contests(items, indicators)
    contested = {position for options in contests for position in options.everyone}
    fixed = [item for position, item in enumerate(items) if position not in contested]
    fixed += [items[options.best[0]] for options in contests if len(options.best) == 1]
    winners = {options.best[0]: options for options in contests if len(options.best) == 1}
    real = [options for options in contests if len(options.best) > 1]
    winners |= dict(zip(_heaviest([options.best for options in real], items, fixed, indicators), real, strict=True))
    return {
        loser: (Limit.SAME_CAUSE, items[winner].rule.name)
        for winner, options in winners.items() for loser in options.everyone if loser != winner
    }


@dataclass(frozen=True, slots=True)
class _Contest:
    """Positions of all items of one cause, and the best of each rule, preferred first."""

    everyone: list[int]
    best: list[int]


def _contests(items: Sequence[Item], indicators: Mapping[str, Indicator]) -> list[_Contest]:
    """The causes that several items name. Awards are compared within their rule only: one fact may earn two of them."""
    by_cause: dict[tuple[str, str], dict[str, list[int]]] = {}
    for position, item in enumerate(items):
        if item.cause:
            scope = item.rule.name if indicators[item.rule.indicator].part is Part.BONUS else ""
            by_cause.setdefault((scope, item.cause), {}).setdefault(item.rule.name, []).append(position)
    contests = []
    for by_rule in by_cause.values():
        everyone = [position for positions in by_rule.values() for position in positions]
        best = [max(positions, key=lambda p: (items[p].points, -p)) for positions in by_rule.values()]
        if len(everyone) > 1:
            contests.append(_Contest(everyone, sorted(best, key=lambda p: (-items[p].points, p))))
    return sorted(contests, key=lambda c: (-items[c.best[0]].points, c.best[0]))


def _heaviest(
    contests: list[list[int]], items: Sequence[Item], fixed: Iterable[Item], indicators: Mapping[str, Indicator],
) -> tuple[int, ...]:
    """One position for each contest such that the points under all caps are the most possible, the preferred on a tie.

    Walks contest by contest over the distinct fillings of the rules involved, the preferred first; caps keep them few.
    """
    rules = {items[p].rule.name: items[p].rule for options in contests for p in options}
    slot = {name: index for index, name in enumerate(rules)}
    weigh = _Weigher(list(rules), fixed, indicators)
    full = {name for name, rule in rules.items() if weigh.is_full(rule)}
    fillings: dict[tuple[Decimal, ...], tuple[int, ...]] = {(_NOTHING,) * len(rules): ()}
    for options in contests:
        useful = [position for position in options if items[position].rule.name not in full] or options[:1]
        reached: dict[tuple[Decimal, ...], tuple[int, ...]] = {}
        for filling, choice in fillings.items():
            for position in useful:
                index = slot[items[position].rule.name]
                level = min(items[position].rule.limit, filling[index] + items[position].points)
                reached.setdefault((*filling[:index], level, *filling[index + 1 :]), (*choice, position))
        fillings = dict(islice(reached.items(), MOST_COMBINATIONS))
    return fillings[max(fillings, key=weigh)]


class _Weigher:
    """Points under all caps of the indicators involved, when the contested rules are filled to given levels."""

    def __init__(self, rules: Sequence[str], fixed: Iterable[Item], indicators: Mapping[str, Indicator]) -> None:
        self._rules = rules
        self._indicators = {name: indicators[name] for name in sorted({rule.split("/", 1)[0] for rule in rules})}
        self._fixed: dict[str, Decimal] = {}
        for item in fixed:
            self._fixed[item.rule.name] = self._fixed.get(item.rule.name, _NOTHING) + item.points

    def __call__(self, filling: tuple[Decimal, ...]) -> Decimal:
        levels = dict(self._fixed)
        for name, level in zip(self._rules, filling, strict=True):
            levels[name] = levels.get(name, _NOTHING) + level
        return sum((_within_caps(indicator, levels) for indicator in self._indicators.values()), _NOTHING)

    def is_full(self, rule: Rule) -> bool:
        """Whether nothing more can be lost or gained under `rule`, whatever the contests bring."""
        indicator = self._indicators[rule.indicator]
        return _within_caps(indicator, self._fixed) == _within_caps(indicator, {**self._fixed, rule.name: rule.limit})


def _within_caps(indicator: Indicator, levels: Mapping[str, Decimal]) -> Decimal:
    groups: dict[str, Decimal] = {}
    total = _NOTHING
    for rule in indicator.rules:
        level = min(rule.limit, levels.get(rule.name, _NOTHING))
        if rule.group:
            groups[rule.group] = groups.get(rule.group, _NOTHING) + level
        else:
            total += level
    total += sum((min(indicator.groups[group], level) for group, level in groups.items()), _NOTHING)
    return min(indicator.limit, total)


def _exclusions(items: Sequence[Item], passed_over: Mapping[int, object]) -> dict[int, str]:
    """Positions of items whose rule gives way to a better one it excludes, with the name of that rule."""
    worth: dict[str, Decimal] = {}
    rules: dict[str, Rule] = {}
    for position, item in enumerate(items):
        if position not in passed_over:
            rules[item.rule.name] = item.rule
            worth[item.rule.name] = min(item.rule.limit, worth.get(item.rule.name, _NOTHING) + item.points)
    losers: dict[str, str] = {}
    for name, rule in rules.items():
        other = rule.exclusive_with
        if other in worth and other not in losers:
            better, weaker = (name, other) if worth[name] > worth[other] else (other, name)
            losers[weaker] = better
    return {p: losers[i.rule.name] for p, i in enumerate(items) if i.rule.name in losers and p not in passed_over}
