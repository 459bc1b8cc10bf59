"""Laws the score obeys whatever was found: exact traces, no reward for faults, ranges that hold what they promise."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from itertools import product

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inspector_gui.bundled import resource
from inspector_gui.domain.findings import FindingState
from inspector_gui.domain.indicators import Part, parse_indicator_set
from inspector_gui.domain.scoring import Coverage, Fault, Verdict, score

RULES = parse_indicator_set(resource("indicators", "guoban-2019-19.json").read_text(encoding="utf-8"), file="bundled")
NAMES = list(RULES.rule_order)
SCORED = [name for name in NAMES if name[0] in "DB"]
DEDUCTIONS = [name for name in NAMES if name[0] == "D"]
#: Rules whose confirmed faults count towards a veto elsewhere.
COUNTED_ELSEWHERE = {also: name for name in NAMES for also in RULES.rule(name).counts_also}

#: No clock decides whether a test passes.
laws = settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])

amounts = st.sampled_from(["0", "0.5", "1", "1", "1", "2", "3", "7", "40"]).map(Decimal)
causes = st.sampled_from(["", "", "a", "b", "c"])
states = st.sampled_from(list(FindingState))
profiles = st.sampled_from([profile for profile in RULES.profiles if profile.id != "new-media"])
partial_coverage = st.dictionaries(st.sampled_from(NAMES), st.sampled_from(list(Coverage)), max_size=100)
mostly_checked = st.dictionaries(st.sampled_from(NAMES), st.sampled_from(list(Coverage)), max_size=6).map(
    lambda exceptions: {**dict.fromkeys(NAMES, Coverage.CHECKED), **exceptions}
)
coverages = st.one_of(partial_coverage, mostly_checked)


def fault_lists(rules=NAMES, state=states, most=12):
    # Few rules at a time, so that caps and causes meet.
    some = st.lists(st.sampled_from(rules), min_size=1, max_size=6)
    return some.flatmap(lambda names: st.lists(
        st.tuples(st.sampled_from(names), state, amounts, causes), max_size=most,
    )).map(numbered)


def numbered(rows, prefix="F"):
    return [Fault(f"{prefix}{n}", rule, state, amount, cause) for n, (rule, state, amount, cause) in enumerate(rows)]


def card(profile, faults, coverage):
    return score(indicator_set=RULES, profile=profile, faults=faults, coverage=coverage)


@laws
@given(profiles, fault_lists(), coverages)
def test_counted_lines_add_up_to_the_score(profile, faults, coverage):
    result = card(profile, faults, coverage)
    total = sum((line.points for line in result.trace if line.counted), Fraction(0))
    assert total == (result.total or 0)
    for line in result.indicators:
        counted = [t.points for t in result.trace if t.indicator == line.indicator and t.counted]
        if result.total is not None:
            assert sum(counted, Fraction(0)) == line.gained - line.lost
        assert sum((rule.points for rule in line.rules), Fraction(0)) == line.gained - line.lost
        assert 0 <= line.lost <= line.points
        assert 0 <= line.gained <= line.points


@laws
@given(profiles, fault_lists(), coverages)
def test_scores_stay_within_bounds(profile, faults, coverage):
    result = card(profile, faults, coverage)
    if result.total is not None:
        assert 0 <= result.low <= result.total <= result.high <= 130
        worst = sum(line.worst_lost for line in result.indicators)
        assert result.parts[0].low == (Fraction(profile.base) - worst) * profile.factor


@laws
@given(profiles, fault_lists(), coverages, st.randoms(use_true_random=False))
def test_the_order_of_faults_is_irrelevant(profile, faults, coverage, random):
    shuffled = list(faults)
    random.shuffle(shuffled)
    assert card(profile, shuffled, coverage) == card(profile, faults, coverage)


@laws
@given(profiles, fault_lists(), coverages, st.data())
def test_confirming_a_fault_never_raises_the_score(profile, faults, coverage, data):
    candidates = [fault for fault in faults if fault.rule[0] != "B"]
    if not candidates:
        return
    chosen = data.draw(st.sampled_from(candidates))
    others = [fault for fault in faults if fault is not chosen]
    without = card(profile, others, coverage)
    with_it = card(profile, [*others, replace(chosen, state=FindingState.CONFIRMED)], coverage)
    assert order_of(with_it) <= order_of(without)
    if with_it.total is not None:
        assert with_it.low <= without.low
        assert with_it.high <= without.high


@laws
@given(profiles, fault_lists(rules=SCORED), coverages, st.data())
def test_confirming_an_award_never_lowers_the_score(profile, faults, coverage, data):
    candidates = [fault for fault in faults if fault.rule[0] == "B"]
    if not candidates:
        return
    chosen = data.draw(st.sampled_from(candidates))
    others = [fault for fault in faults if fault is not chosen]
    with_it = card(profile, [*others, replace(chosen, state=FindingState.CONFIRMED)], coverage)
    assert order_of(with_it) >= order_of(card(profile, others, coverage))


def order_of(result):
    """The total, a veto below all."""
    return -1 if any(veto.vetoed for veto in result.vetoes) else (result.total or 0)


@laws
@given(profiles, fault_lists(), coverages, st.data())
def test_the_range_contains_every_completion(profile, faults, coverage, data):
    before = card(profile, faults, coverage)
    after = card(profile, *completed(faults, coverage, data))
    assert after.verdict is not Verdict.UNDECIDED
    if before.verdict is not Verdict.UNDECIDED:
        assert after.verdict is before.verdict
    if any(veto.vetoed for veto in after.vetoes):
        assert before.veto_possible or before.total is None or before.verdict is Verdict.UNQUALIFIED
    elif after.total is not None:
        assert before.low <= after.total <= before.high


def completed(faults, coverage, data):
    """Every question answered: open findings decided, unchecked rules checked, with new findings of any cause."""
    def known(rule):
        return coverage.get(rule, Coverage.UNCHECKED)

    decided = [
        replace(f, state=data.draw(st.sampled_from([FindingState.CONFIRMED, FindingState.DISMISSED])))
        if f.is_open else f for f in faults
    ]
    # Whoever marks a veto rule checked has also counted the related rules: nothing new turns up there.
    free = [rule for rule in NAMES if known(rule) is Coverage.UNCHECKED
            and (rule not in COUNTED_ELSEWHERE or known(COUNTED_ELSEWHERE[rule]) is Coverage.UNCHECKED)]
    new = []
    if free:
        rows = data.draw(st.lists(
            st.tuples(st.sampled_from(free), st.just(FindingState.CONFIRMED), amounts, causes), max_size=8,
        ))
        new = numbered(rows, "N")
    answers = {Coverage.UNCHECKED: Coverage.CHECKED}
    return [*decided, *new], {rule: answers.get(known(rule), known(rule)) for rule in NAMES}


@laws
@given(profiles, fault_lists(rules=DEDUCTIONS, state=st.just(FindingState.CONFIRMED), most=8))
def test_deductions_equal_the_best_choice_of_causes_by_brute_force(profile, faults):
    """An independent reckoning: try every way of keeping one fault per cause, add up under the caps, take the most."""
    result = card(profile, faults, dict.fromkeys(NAMES, Coverage.CHECKED))
    lost = sum(line.lost for line in result.indicators)
    checked = {i.id: i for i in RULES.checked_by(profile) if i.part is Part.DEDUCT}
    relevant = [fault for fault in faults if fault.rule.split("/")[0] in checked]
    by_cause = {}
    for number, fault in enumerate(relevant):
        by_cause.setdefault(fault.cause or number, []).append(fault)
    assert lost == max((lost_under_caps(choice, checked) for choice in product(*by_cause.values())), default=0)


def lost_under_caps(faults, checked):
    total = Fraction(0)
    for indicator in checked.values():
        groups = {}
        for rule in indicator.rules:
            items = sum((fault.amount for fault in faults if fault.rule == rule.name), Decimal(0))
            points = min(rule.limit, items * rule.per_item)
            groups[rule.group or rule.name] = groups.get(rule.group or rule.name, Decimal(0)) + points
        capped = [min(indicator.groups.get(group, indicator.limit), points) for group, points in groups.items()]
        total += min(Fraction(indicator.limit), sum(map(Fraction, capped), Fraction(0)))
    return total
