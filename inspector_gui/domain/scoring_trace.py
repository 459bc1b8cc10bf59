"""The sentences of a score card: one for each point gained, lost or spared, and the reasons of the verdict."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from inspector_gui.domain.findings import FindingState
from inspector_gui.domain.indicator_model import Indicator, Part, Profile, Rule
from inspector_gui.domain.scoring_model import Fault, TraceLine, VetoLine, exact, shown
from inspector_gui.domain.scoring_tally import Booking, Item, Limit
from inspector_gui.domain.scoring_veto import VetoCount

#: A sentence in Chinese and in English.
Text = tuple[str, str]


class TraceWriter:
    """Collects trace lines in order. `halted` is set once a veto stands: then no points count."""

    def __init__(self, indicators: Mapping[str, Indicator], *, halted: bool) -> None:
        self.lines: list[TraceLine] = []
        self._indicators = indicators
        self._halted = halted

    def veto(self, counts: Iterable[VetoCount]) -> None:
        """What counts, or may count, towards each veto rule; no line carries points."""
        for veto in counts:
            total = Decimal(0)
            for fault in veto.counted:
                total += fault.amount
                zh, en = _about(veto.rule, fault)
                zh = f"单项否决 {zh}(累计 {exact(total)},达到 {veto.rule.threshold_count} 即否决)"
                en = f"Veto {en} ({exact(total)} so far, vetoed at {veto.rule.threshold_count})"
                self._add(veto.rule, fault, Fraction(0), True, (zh, en))
            for fault in veto.repeated:
                zh, en = _about(veto.rule, fault)
                text = f"单项否决 {zh}(同一原因已计数)", f"Veto {en} (same cause already counted)"
                self._add(veto.rule, fault, Fraction(0), False, text)
            for fault in veto.undecided:
                (zh, en), (state_zh, state_en) = _about(veto.rule, fault), _open_state(fault)
                text = f"单项否决 {zh}({state_zh})", f"Veto {en} ({state_en})"
                self._add(veto.rule, fault, Fraction(0), False, text)

    def base(self, points: Decimal) -> None:
        self._add(None, None, Fraction(points), True, (f"基础分 {exact(points)} 分", f"Base {exact(points)} points"))

    def factor(self, points: Fraction, factor: Fraction) -> None:
        """What the factor adds to the remaining points."""
        zh, en = f"扣分得分乘以 {factor},加 {shown(points)} 分", f"Deduction score times {factor}: +{shown(points)}"
        self._add(None, None, points, True, (zh, en))

    def part(self, bookings: Iterable[Booking], *, sign: int, spared: Text = ("", "")) -> None:
        """The bookings of one part; `sign` is -1 for deductions, and `spared` says why none of them counts."""
        for booking in bookings:
            fault = booking.item.fault
            if fault is None:
                continue
            if booking.counted or booking.limit is Limit.NONE:
                self._counted(booking, fault, sign, spared)
            rest = booking.item.points - booking.counted
            if rest:
                (zh, en), (why_zh, why_en) = _about(booking.item.rule, fault), self._why(booking)
                self._add(booking.item.rule, fault, sign * Fraction(rest), False, (f"{zh}:{why_zh}", f"{en}: {why_en}"))

    def open(self, items: Iterable[Item], *, sign: int) -> None:
        """Findings nobody has decided: they widen the range only."""
        for item in items:
            if item.fault is None:
                continue
            points = min(item.points, item.rule.limit)
            (zh, en), (state_zh, state_en) = _about(item.rule, item.fault), _open_state(item.fault)
            zh += f"({state_zh};若成立,最多{_verb(sign)} {exact(points)} 分)"
            en += f" ({state_en}; up to {_signed(sign, points)} if it holds)"
            self._add(item.rule, item.fault, sign * Fraction(points), False, (zh, en))

    def outside(self, faults: Iterable[tuple[Rule, Fault]], profile: Profile) -> None:
        """Confirmed findings under rules the profile does not check."""
        for rule, fault in faults:
            zh, en = _about(rule, fault)
            zh += f"(方案“{profile.name_zh}”不检查 {rule.indicator},不计分)"
            en += f" (profile “{profile.name_en}” does not check {rule.indicator})"
            self._add(rule, fault, Fraction(0), False, (zh, en))

    def _counted(self, booking: Booking, fault: Fault, sign: int, spared: Text) -> None:
        item = booking.item
        zh, en = _about(item.rule, fault)
        zh += f"{_times(item)} {_verb(sign)} {exact(booking.counted)} 分"
        en += f"{_times(item)} {_signed(sign, booking.counted)}"
        if spared[0]:
            zh, en = f"{zh}({spared[0]})", f"{en} ({spared[1]})"
        self._add(item.rule, fault, sign * Fraction(booking.counted), not spared[0], (zh, en))

    def _why(self, booking: Booking) -> Text:
        """Why an item, or the rest of it, does not count."""
        rule = booking.item.rule
        indicator = self._indicators[rule.indicator]
        verb = _verb(-1 if indicator.part is Part.DEDUCT else 1)
        if booking.limit is Limit.SAME_CAUSE:
            zh = f"同一原因已在 {booking.other} {verb}分,不重复{verb}"
            return zh, f"same cause already counted under {booking.other}"
        if booking.limit is Limit.EXCLUSIVE:
            return f"与 {booking.other} 不同时计,取分值高的一条", f"{booking.other} is worth more, only one counts"
        name, cap = f"{indicator.id} {indicator.name_zh}", indicator.limit
        if booking.limit is Limit.RULE_CAP:
            name, cap = rule.name, rule.limit
        elif booking.limit is Limit.GROUP_CAP:
            name, cap = f"{rule.indicator}“{rule.group}”组", indicator.groups[rule.group]
        rest = exact(booking.item.points - booking.counted)
        zh = f"已到 {name}的上限 {exact(cap)} 分,{rest} 分不再{verb}"
        return zh, f"cap of {exact(cap)} reached, {rest} not counted"

    def _add(self, rule: Rule | None, fault: Fault | None, points: Fraction, counted: bool, text: Text) -> None:
        zh, en = text
        if self._halted and points and counted:
            counted, zh, en = False, f"{zh}(已单项否决,不计分)", f"{en} (vetoed, no points)"
        self.lines.append(TraceLine(
            order=len(self.lines), indicator=rule.indicator if rule else "", rule=rule.name if rule else "",
            finding_id=fault.finding_id if fault else "", points=points, counted=counted, text_zh=zh, text_en=en,
        ))


def _about(rule: Rule, fault: Fault) -> Text:
    named = rule.name if fault.rule == rule.name else f"{rule.name}←{fault.rule}"
    return f"{named} {(fault.text or rule.text_zh).rstrip('。')}", f"{named} {rule.text_en}"


def _open_state(fault: Fault) -> Text:
    if fault.state is FindingState.PENDING:
        return "待定", "pending"
    return "机器疑似,尚未确认", "suspected, not confirmed"


def _verb(sign: int) -> str:
    return "扣" if sign < 0 else "加"


def _signed(sign: int, points: Decimal) -> str:
    return f"{'-' if sign < 0 else '+'}{exact(points)}"


def _times(item: Item) -> str:
    """`` (14 × 0.2)`` for a fault of several items."""
    amount = item.points / item.rule.per_item
    return "" if amount == 1 else f" ({exact(amount)} × {exact(item.rule.per_item)})"


def veto_reason(vetoes: Sequence[VetoLine], rules: Mapping[str, Rule]) -> Text:
    """The veto rules that stand, with their counts."""
    zh = ";".join(f"{v.rule} {rules[v.rule].text_zh.rstrip('。')}{_count(v)}" for v in vetoes)
    en = "; ".join(f"{v.rule} {rules[v.rule].text_en}{_count(v)}" for v in vetoes)
    return f"单项否决:{zh}。", f"Veto: {en}."


def _count(veto: VetoLine) -> str:
    return f" [{exact(veto.count)}/{veto.threshold_count}]" if veto.threshold_count > 1 else ""


def open_veto_reason(vetoes: Sequence[VetoLine]) -> Text:
    """The veto rules that can still take everything: by findings to be decided, then those nobody has checked."""
    suspected = [veto.rule for veto in vetoes if veto.suspected]
    unchecked = [veto.rule for veto in vetoes if veto.possible and not veto.suspected]
    zh, en = [], []
    if suspected:
        zh.append(f"可能否决:{'、'.join(suspected)} 有待确认的问题")
        en.append(f"possible veto: findings under {', '.join(suspected)} are undecided")
    if unchecked:
        zh.append(f"单项否决 {'、'.join(unchecked)} 尚未检查")
        en.append(f"veto rules not checked yet: {', '.join(unchecked)}")
    return ";".join(zh) + "。", "; ".join(en) + "."


def points_reason(score: Fraction, low: Fraction, mark: Decimal) -> Text:
    """Where the deduction score, now `score` and at least `low`, stands against the pass mark."""
    if score < mark:
        said = _close(score, mark)
        return f"扣分得分 {said} 低于 {mark} 分。", f"The deduction score {said} is below {mark}."
    if low < mark:
        return (
            f"扣分得分在 {shown(low)} 至 {shown(score)} 之间,跨越及格线 {mark} 分:尚有未检查或未确认的细则。",
            f"The deduction score lies between {shown(low)} and {shown(score)}, across the pass mark {mark}: "
            "rules are unchecked or findings undecided.",
        )
    said = shown(score)
    return f"无单项否决,扣分得分 {said},不低于 {mark} 分。", f"No veto; the deduction score {said} is at least {mark}."


def no_bonus_reason(score: Fraction, profile: Profile) -> Text:
    """Why the bonus stage is not entered."""
    said, mark = _close(score, profile.bonus_mark), profile.bonus_mark
    return f"扣分得分 {said} 未超过 {mark} 分,不进入加分", f"deduction score {said} is not above {mark}: no bonus stage"


def _close(score: Fraction, mark: Decimal) -> str:
    """The score as shown, or exactly where rounding would hide that it misses the mark."""
    return exact(score) if shown(score) == shown(Fraction(mark)) else shown(score)
