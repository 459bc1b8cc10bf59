"""Worked examples, boundaries, caps, causes, vetoes, ranges and sentences of the scoring engine."""

import json
from decimal import Decimal
from fractions import Fraction
from itertools import count

import pytest

from inspector_gui.bundled import resource
from inspector_gui.domain.findings import FindingState
from inspector_gui.domain.indicators import Part, parse_indicator_set
from inspector_gui.domain.scoring import (
    Coverage,
    Fault,
    RuleState,
    ScoreInputs,
    Verdict,
    effect_of,
    exact,
    score,
    shown,
    to_json,
    what_if,
)
from inspector_gui.errors import InvalidInput, UnknownName

RULES = parse_indicator_set(resource("indicators", "guoban-2019-19.json").read_text(encoding="utf-8"), file="bundled")
ALL_CHECKED = dict.fromkeys(RULES.rule_order, Coverage.CHECKED)
CONFIRMED, SUSPECTED = FindingState.CONFIRMED, FindingState.SUSPECTED
PENDING, DISMISSED = FindingState.PENDING, FindingState.DISMISSED

_numbers = count(1)


def fault(rule, amount="1", *, state=CONFIRMED, cause="", finding_id="", text=""):
    return Fault(finding_id or f"F{next(_numbers):04d}", rule, state, Decimal(amount), cause, text)


def faults(**amounts):
    """``D01_2=3`` is a confirmed fault of three items under D01/2."""
    return [fault(name.replace("_", "/"), str(amount)) for name, amount in amounts.items()]


def card(found, *, profile="portal", coverage=None):
    return score(
        indicator_set=RULES, profile=RULES.profile(profile), faults=found,
        coverage=ALL_CHECKED if coverage is None else coverage,
    )


def counted(result):
    return {line.rule: line.points for line in result.trace if line.counted and line.rule}


def texts(result, rule):
    return [line.text_zh for line in result.trace if line.rule == rule]


# --- worked examples A to D of the rule book ---------------------------------------------------------------------

def test_example_a_real_case_of_2019():
    result = card(faults(D05_2=1, D12_3=1, D18_3=1, D20_1=1))
    assert (result.deduct_score, result.bonus_score, result.total) == (89, 0, 89)
    assert result.shown == "89.00"
    assert result.verdict is Verdict.QUALIFIED


def test_example_b_caps():
    result = card(faults(
        D01_2=3, D07_1=2, D08_1=1, D08_2=2, D09_1=1, D09_2=3, D12_2=1, D13_2=6, D13_3=2, D13_4=1, D13_5=3, D22_1=14,
        D22_2=9, D23_2=3, D23_3=1, D24_2=1, D24_3=1, D26_1=4, D26_2=5, B02_1=3,
    ))
    lost = {line.indicator: line.lost for line in result.indicators if line.lost}
    assert lost == {
        "D01": 2, "D07": 2, "D08": Fraction("1.5"), "D09": 4, "D12": 1, "D13": 8, "D22": 1, "D23": Fraction("1.6"),
        "D24": 2, "D26": Fraction("0.9"),
    }
    assert result.total == 76
    assert result.verdict is Verdict.QUALIFIED
    assert result.bonus_score == 0
    assert "未超过 80 分,不进入加分" in texts(result, "B02/1")[0]


def test_example_c_four_thirds():
    found = faults(D02_2=1, D06_2=1, D18_3=1, D24_2=1, D26_1=3, D26_2=3, B01_1=1, B01_3=1, B02_1=3, B06_2=1)
    result = card(found, profile="state-department-no-service")
    assert result.deduct_score == Fraction("64.4") * Fraction(4, 3)
    assert shown(result.deduct_score) == "85.87"
    assert result.bonus_score == 8
    seven = card(found[:-2] + faults(B02_1=2, B06_2=1), profile="state-department-no-service")
    assert seven.total == Fraction("64.4") * Fraction(4, 3) + 7
    assert seven.shown == "92.87"


def test_example_d_exactly_80_has_no_bonus():
    result = card(faults(D04_2=1, D05_2=1, D06_2=1, D11_1=1, B10_1=1))
    assert (result.deduct_score, result.total, result.high) == (80, 80, 80)
    above = card(faults(D04_2=1, D05_2=1, D06_2=1, D16_1=0, D13_1=1, D22_1=4, B10_1=1))
    assert above.deduct_score == Fraction("80.2")
    assert above.total == Fraction("83.2")


def test_example_d_exactly_60_passes_and_a_tenth_less_does_not():
    forty = faults(D04_2=1, D05_2=1, D06_2=1, D11_1=1, D13_1=2, D16_1=1, D14_1=5)
    sixty = card(forty)
    assert (sixty.shown, sixty.verdict) == ("60.00", Verdict.QUALIFIED)
    below = card(forty + faults(D26_1=1))
    assert (below.shown, below.verdict) == ("59.90", Verdict.UNQUALIFIED)
    assert "59.90 低于 60" in below.verdict_reason_zh


def test_example_d_five_blank_columns_fail_whatever_else():
    result = card([fault("VW4/3", "5")])
    assert result.verdict is Verdict.UNQUALIFIED
    assert result.total is None
    assert result.shown == "—"


def test_example_d_account_without_a_post_for_15_days_fails():
    result = card([fault("VM2/1")], profile="new-media")
    assert result.verdict is Verdict.UNQUALIFIED
    assert card([], profile="new-media").verdict is Verdict.QUALIFIED
    assert card([], profile="new-media").total is None


# --- caps, once and each -----------------------------------------------------------------------------------------

def test_a_clean_portal_has_100_and_all_bonus_makes_130():
    assert card([]).total == 100
    best = faults(B01_1=1, B01_3=1, B01_4=1, B02_1=3, B03_1=1, B03_2=1, B04_1=1, B05_1=1, B06_1=1, B06_2=1, B07_1=1,
                  B07_2=1, B08_1=1, B08_2=1, B08_3=2, B09_1=1, B10_1=1)
    assert card(best).total == 130
    assert card(best + best).total == 130


def test_every_fault_at_once_leaves_nothing():
    vetoing = ("D04/2", "D05/2", "D09/1", "D09/2")
    everything = [fault(rule, "9") for rule in RULES.rule_order if rule.startswith("D") and rule not in vetoing]
    result = card([*everything, fault("D09/1", "2")])
    assert (result.total, result.verdict) == (0, Verdict.UNQUALIFIED)


def test_a_rule_without_each_costs_once():
    result = card([fault("D20/3", "12"), fault("D20/3")])
    assert result.total == 99
    assert "上限 1 分" in texts(result, "D20/3")[1]


def test_group_caps_of_the_error_report_entry():
    result = card(faults(D23_1=1, D23_2=4, D23_3=2, D23_4=2))
    assert result.total == 96
    assert counted(result) == {"D23/1": -1, "D23/3": -2, "D23/4": -1}
    assert "“entry”组的上限 1 分,0.8 分不再扣" in texts(result, "D23/2")[0]


def test_partly_capped_fault_has_a_counted_and_a_spared_line():
    result = card(faults(D22_1=14))
    lines = [line for line in result.trace if line.rule == "D22/1"]
    assert [(line.points, line.counted) for line in lines] == [(-1, True), (Fraction("-1.8"), False)]


# --- one cause counted once --------------------------------------------------------------------------------------

def test_a_cause_counts_under_its_largest_deduction():
    result = card([
        fault("D09/2", cause="stale:/news", finding_id="A"), fault("D04/2", cause="stale:/news", finding_id="B"),
    ])
    assert counted(result) == {"D04/2": -5, "VW4/1": 0, "VW4/2": 0}
    assert any("同一原因已在 D04/2 扣分,不重复扣" in text for text in texts(result, "D09/2"))


def test_equal_deductions_go_to_the_first_in_the_rule_book():
    result = card([fault("D06/2", cause="x"), fault("D05/2", cause="x")])
    assert {rule for rule in counted(result) if rule.startswith("D")} == {"D05/2"}


def test_faults_without_a_cause_are_never_merged():
    assert card([fault("D09/1"), fault("D09/1")]).total == 96


def test_one_dead_address_on_two_pages_costs_once():
    assert card([fault("D22/1", cause="dead:u"), fault("D22/2", cause="dead:u"), fault("D22/2", cause="dead:u")]).total \
        == Fraction("99.8")


def test_a_full_indicator_does_not_shield_another_one():
    """Confirming D04/2 must not take back the point that D09/2 costs when D04 has nothing left to lose."""
    before = card([fault("D04/1"), fault("D09/2", cause="stale:/news")])
    after = card([fault("D04/1"), fault("D09/2", cause="stale:/news"), fault("D04/2", cause="stale:/news")])
    assert (before.total, after.total) == (94, 94)


def test_one_fact_may_earn_two_awards_but_not_one_award_twice():
    result = card([fault("B01/3", cause="data"), fault("B01/4", cause="data"), fault("B02/1", cause="i"),
                   fault("B02/1", cause="i")])
    assert result.bonus_score == 3


# --- vetoes ------------------------------------------------------------------------------------------------------

def blank(number, **more):
    return [fault("D09/1", cause=f"blank:/{n}", **more) for n in range(number)]


def test_confirmed_blank_columns_count_towards_the_veto_too():
    four, five = card(blank(4)), card(blank(5))
    assert four.total == 96
    assert five.verdict is Verdict.UNQUALIFIED
    assert "VW4/3" in five.verdict_reason_zh
    assert "[5/5]" in five.verdict_reason_zh
    assert {line.rule for line in five.vetoes if line.vetoed} == {"VW4/3"}


def test_a_column_seen_by_both_rules_counts_once():
    both = blank(4) + [fault("VW4/3", cause=f"blank:/{n}") for n in range(4)]
    result = card(both)
    assert result.total == 96
    line = next(v for v in result.vetoes if v.rule == "VW4/3")
    assert (line.count, line.threshold_count) == (4, 5)
    assert any("同一原因已计数" in text for text in texts(result, "VW4/3"))


def test_news_and_policy_columns_are_counted_together():
    stale = [fault("D04/2", cause="a"), fault("D05/2", cause="b"), fault("VW4/1", cause="notice"), fault("VW4/1", "2")]
    assert card(stale).verdict is Verdict.UNQUALIFIED
    assert card(stale[:3]).verdict is Verdict.QUALIFIED


def test_veto_counts_deductions_of_sites_checked_for_veto_only():
    assert card(blank(5), profile="department-veto-only").verdict is Verdict.UNQUALIFIED
    spared = card(blank(4), profile="department-veto-only")
    assert spared.verdict is Verdict.QUALIFIED
    assert "不检查 D09" in texts(spared, "D09/1")[0]


def test_after_a_veto_no_points_count_and_the_trace_says_so():
    result = card(blank(5) + faults(D20_3=1, B10_1=1))
    assert (result.total, result.low, result.high, result.deduct_score) == (None, None, None, None)
    assert not any(line.counted and line.points for line in result.trace)
    assert any("已单项否决" in line.text_zh for line in result.trace)
    assert next(line for line in result.indicators if line.indicator == "D20").lost == 1


def test_suspicions_that_would_reach_the_threshold_are_a_possible_veto():
    result = card(blank(3) + blank(6, state=SUSPECTED)[3:])
    assert result.veto_possible
    assert result.verdict is Verdict.UNDECIDED
    assert "可能否决:VW4/3" in result.verdict_reason_zh
    assert "possible veto" in result.verdict_reason_en
    assert not card(blank(4, state=SUSPECTED)).veto_possible


def test_veto_rules_nobody_checked_leave_the_verdict_open():
    result = card([], coverage={**ALL_CHECKED, "VW1/2": Coverage.UNCHECKED})
    assert result.verdict is Verdict.UNDECIDED
    assert "VW1/2 尚未检查" in result.verdict_reason_zh
    assert result.total == 100


def test_below_60_fails_even_while_vetoes_are_open():
    bad = faults(D04_2=1, D05_2=1, D06_2=1, D11_1=1, D13_1=2, D16_1=1, D18_1=1)
    assert card(bad, coverage={**ALL_CHECKED, "VW1/1": Coverage.UNCHECKED}).verdict is Verdict.UNQUALIFIED


def test_accounts_are_not_judged_by_website_rules():
    assert {line.rule[:2] for line in card([], profile="new-media").vetoes} == {"VM"}
    assert {line.rule[:2] for line in card([]).vetoes} == {"VW"}


# --- ranges and states -------------------------------------------------------------------------------------------

def test_nothing_checked_means_anything_is_possible():
    result = card([], coverage={})
    assert (result.total, result.low, result.high) == (100, 0, 130)
    assert result.verdict is Verdict.UNDECIDED


@pytest.mark.parametrize("state", [SUSPECTED, PENDING])
def test_open_findings_widen_the_range_downward(state):
    result = card([fault("D06/2", state=state), fault("D22/1", "2", state=state)])
    assert (result.total, result.low, result.high) == (100, Fraction("94.6"), 100)
    assert result.verdict is Verdict.QUALIFIED
    assert any("若成立,最多扣 5 分" in text for text in texts(result, "D06/2"))


def test_open_awards_and_unchecked_bonus_widen_the_range_upward():
    coverage = {**ALL_CHECKED, "B10/1": Coverage.UNCHECKED}
    result = card([fault("B02/1", "2", state=SUSPECTED), fault("B09/1")], coverage=coverage)
    assert (result.total, result.low, result.high) == (102, 102, 107)


def test_dismissed_findings_are_nothing():
    result = card([fault("D06/2", state=DISMISSED), fault("VW1/1", state=DISMISSED)])
    assert (result.total, result.low, result.high, result.verdict) == (100, 100, 100, Verdict.QUALIFIED)


def test_a_range_across_the_pass_mark_is_undecided():
    result = card([*faults(D04_2=1, D05_2=1, D06_2=1, D11_1=1, D13_1=2, D16_1=1), fault("D18/1", state=SUSPECTED)])
    assert (result.low, result.high) == (59, 65)
    assert result.verdict is Verdict.UNDECIDED
    assert "59.00 至 65.00" in result.verdict_reason_zh


def test_the_low_end_loses_the_bonus_stage_too():
    result = card([*faults(D04_2=1, D05_2=1, D06_2=1, B10_1=1), fault("D11/1", state=SUSPECTED)])
    assert (result.total, result.low) == (88, 80)


def test_states_of_rules_and_indicators():
    coverage = {**ALL_CHECKED, "D25/1": Coverage.NOT_APPLICABLE, "D20/1": Coverage.UNCHECKED, "D28/1": Coverage.UNCHECKED}
    found = [fault("D22/1"), fault("D22/2", state=SUSPECTED), fault("D24/2"), fault("D20/3", state=PENDING)]
    lines = {line.indicator: line for line in card(found, coverage=coverage).indicators}
    assert {name: lines[name].state for name in ("D21", "D22", "D24", "D25", "D20", "D28")} == {
        "D21": RuleState.PASSED, "D22": RuleState.SUSPECTED, "D24": RuleState.CONFIRMED,
        "D25": RuleState.NOT_APPLICABLE, "D20": RuleState.PENDING, "D28": RuleState.UNCHECKED,
    }
    assert [rule.state for rule in lines["D22"].rules] == [RuleState.CONFIRMED, RuleState.SUSPECTED]
    assert (lines["D20"].lost, lines["D20"].possible_loss) == (0, 2)


def test_states_of_veto_rules():
    coverage = {**ALL_CHECKED, "VW6/1": Coverage.NOT_APPLICABLE, "VW1/1": Coverage.UNCHECKED}
    found = [fault("VW2/1"), fault("VW3/1", state=SUSPECTED), fault("VW5/2", state=PENDING), fault("VW4/3", "4")]
    states = {veto.rule: veto.state for veto in card(found, coverage=coverage).vetoes}
    assert {n: states[n] for n in ("VW2/1", "VW3/1", "VW5/2", "VW4/3", "VW6/1", "VW1/1")} == {
        "VW2/1": RuleState.CONFIRMED, "VW3/1": RuleState.SUSPECTED, "VW5/2": RuleState.PENDING,
        "VW4/3": RuleState.PASSED, "VW6/1": RuleState.NOT_APPLICABLE, "VW1/1": RuleState.UNCHECKED,
    }


def test_a_confirmed_fault_outweighs_not_applicable():
    assert card([fault("D25/1")], coverage={**ALL_CHECKED, "D25/1": Coverage.NOT_APPLICABLE}).total == 98


# --- profiles ----------------------------------------------------------------------------------------------------

def test_departments_have_no_bonus():
    result = card(faults(B10_1=1, D09_2=1), profile="department")
    assert (result.total, result.high, result.bonus_score) == (99, 99, 0)
    assert "不检查 B10" in texts(result, "B10/1")[0]


def test_state_department_without_service():
    result = card(faults(D13_1=2, D01_1=1, VW6_1=1, B05_1=1), profile="state-department-no-service")
    assert result.total == 100
    assert card(faults(D02_1=1), profile="state-department").total == 96
    assert card(faults(D02_2=9), profile="state-department").total == 96
    everything = [fault(rule, "9") for rule in RULES.rule_order if rule.startswith("B")]
    assert card(everything, profile="state-department-no-service").total == 124


def test_four_thirds_is_compared_before_rounding():
    """30.001 lost of 75 leaves 44.999, times 4/3 59.99866…: shown as 60.00, and it fails."""
    found = faults(D04_2=1, D05_2=1, D06_2=1, D16_1=1, D18_1=1, D08_1=4)
    exactly = card(found, profile="state-department-no-service")
    assert (exactly.deduct_score, exactly.verdict) == (60, Verdict.QUALIFIED)
    below = card([*found, fault("D22/2", "0.01")], profile="state-department-no-service")
    assert (below.shown, below.verdict) == ("60.00", Verdict.UNQUALIFIED)
    assert below.verdict_reason_zh == "扣分得分 44999/750 低于 60 分。"


def test_exclusive_awards_take_the_better_one():
    both = card(faults(B01_1=1, B01_2=1, B04_1=1, B04_2=1))
    assert both.bonus_score == 4
    assert "与 B01/1 不同时计" in texts(both, "B01/2")[0]
    weaker = card([fault("B01/2"), fault("B01/1", state=SUSPECTED)])
    assert (weaker.total, weaker.high) == (101, 102)


# --- subtotals, effects, forms -----------------------------------------------------------------------------------

def test_subtotals_by_category_and_part():
    result = card(faults(D01_1=1, D05_2=1, D20_1=1, B10_1=1))
    lost = {line.category: (line.points, line.lost) for line in result.categories if line.part is Part.DEDUCT}
    assert lost == {"发布解读": (31, 7), "办事服务": (25, 0), "互动交流": (23, 0), "功能设计": (21, 1)}
    assert {part.part: (part.score, part.maximum) for part in result.parts} == {
        Part.DEDUCT: (92, 100), Part.BONUS: (3, 30),
    }


def test_effect_of_one_decision():
    found = [fault("D04/2", state=SUSPECTED, finding_id="N"), fault("D20/3", finding_id="H")]
    inputs = ScoreInputs(RULES, RULES.profile("portal"), found, ALL_CHECKED)
    assert effect_of(inputs, "N", CONFIRMED).change == -5
    assert effect_of(inputs, "H", DISMISSED).change == 1
    assert what_if(inputs, "N", DISMISSED).low == 99
    veto = ScoreInputs(RULES, RULES.profile("portal"), [fault("VW1/1", state=SUSPECTED, finding_id="V")], ALL_CHECKED)
    assert effect_of(veto, "V", CONFIRMED).change is None
    with pytest.raises(UnknownName):
        what_if(inputs, "X", CONFIRMED)


def test_trace_names_finding_rule_and_points():
    result = card([fault("D21/1", "2", finding_id="F7", text="页脚缺少网站标识码、主办单位。")])
    line = next(line for line in result.trace if line.finding_id == "F7")
    assert (line.indicator, line.rule, line.points, line.counted) == ("D21", "D21/1", -1, True)
    assert line.text_zh == "D21/1 页脚缺少网站标识码、主办单位 (2 × 0.5) 扣 1 分"
    assert line.text_en.endswith("(2 × 0.5) -1")
    assert [line.order for line in result.trace] == list(range(len(result.trace)))


def test_json_has_stable_keys_and_plain_values():
    data = json.loads(json.dumps(to_json(card(faults(D22_1=3), profile="state-department-no-service"))))
    assert set(data) == {
        "indicator_set", "version", "profile", "parts", "total", "total_exact", "verdict", "verdict_zh", "reason_zh",
        "reason_en", "range", "vetoes", "categories", "indicators", "trace",
    }
    assert (data["total"], data["total_exact"], data["verdict"]) == (99.2, "99.2", "qualified")
    assert data["range"] == {"low": 99.2, "high": 99.2, "veto_possible": False}
    assert set(data["trace"][0]) == {
        "order", "indicator", "rule", "finding", "points", "points_exact", "counted", "text_zh", "text_en",
    }
    vetoed = to_json(card([fault("VW1/1")]))
    assert (vetoed["total"], vetoed["verdict"], vetoed["range"]["low"]) == (None, "unqualified", None)


@pytest.mark.parametrize(("value", "text"), [
    (Fraction(1288, 15), "85.87"), (Fraction("0.005"), "0.01"), (Fraction("0.004999"), "0.00"), (Fraction(130), "130.00"),
    (Fraction("-0.005"), "-0.01"), (Fraction("-0.001"), "0.00"), (None, "—"),
])
def test_shown_rounds_half_up(value, text):
    assert shown(value) == text


@pytest.mark.parametrize(("value", "text"), [
    (Fraction(1288, 15), "1288/15"), (Fraction("0.2"), "0.2"), (Decimal("5.00"), "5"), (Fraction(100), "100"),
    (Fraction("-1.8"), "-1.8"),
])
def test_exact_loses_nothing(value, text):
    assert exact(value) == text


@pytest.mark.parametrize("amount", ["-1", "NaN", "Infinity", "1000001", "0.00001"])
def test_impossible_amounts_are_refused(amount):
    with pytest.raises(InvalidInput):
        fault("D09/1", amount)


def test_unknown_rules_are_refused():
    with pytest.raises(UnknownName):
        card([fault("D77/1")])
    with pytest.raises(UnknownName):
        card([], coverage={"D01/9": Coverage.CHECKED})
