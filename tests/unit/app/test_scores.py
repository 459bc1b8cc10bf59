from dataclasses import replace
from fractions import Fraction

import pytest

from inspector_gui.app.review import decide_finding
from inspector_gui.app.rounds import put_websites
from inspector_gui.app.scores import list_score_cards, list_scores, profile_for, read_score_card
from inspector_gui.app.session import find_round, indicator_set_of
from inspector_gui.domain.check_runs import CheckRun
from inspector_gui.domain.findings import FindingState
from inspector_gui.domain.targets import TargetClass, Website

SITE_ID = "w-1100000088"
CLEAN = Website("w-2", "甲局", "http://b.example/", TargetClass.DEPARTMENT)


def test_what_nobody_checked_has_not_passed(session, round_id):
    card = read_score_card(session, round_id=round_id, target_id=SITE_ID)
    assert {line.state.value for line in card.indicators} == {"unchecked"}
    assert card.verdict.value == "undecided"
    assert (card.low, card.high) == (0, 130)


def test_a_confirmed_finding_costs_and_a_dismissed_one_does_not(session, round_id, finding):
    def total():
        return read_score_card(session, round_id=round_id, target_id=SITE_ID).total

    before = total()
    decide_finding(session, finding_id=finding.id, state=FindingState.CONFIRMED, why="")
    assert total() == before - 1
    decide_finding(session, finding_id=finding.id, state=FindingState.DISMISSED, why="误报")
    assert total() == before


@pytest.mark.parametrize(("outcome", "state"), [("clear", "passed"), ("failed", "unchecked"), ("review", "unchecked")])
def test_only_a_check_that_looked_and_saw_nothing_passes_a_rule(session, round_id, outcome, state):
    run = CheckRun("c", "1", "d", rule="D20/1", outcome=outcome, text="", ran_at="2021-06-30T09:00:00+08:00")
    session.archive.checks.put(round_id, SITE_ID, [run])
    card = read_score_card(session, round_id=round_id, target_id=SITE_ID)
    rules = {rule.rule: rule.state.value for line in card.indicators for rule in line.rules}
    assert rules["D20/1"] == state
    assert rules["D20/2"] == "unchecked"


def test_the_best_comes_first_with_what_is_open(session, round_id, finding):
    put_websites(session, websites=[CLEAN], round_id=round_id)
    decide_finding(session, finding_id=finding.id, state=FindingState.CONFIRMED, why="")
    rows = list_scores(session, round_id=round_id)
    assert [(row.target_id, row.total) for row in rows] == [("w-2", "100.00"), (SITE_ID, "99.00")]
    assert all(row.unchecked > 20 for row in rows)
    totals = [card.total for _, card in list_score_cards(session, round_id=round_id)]
    assert totals == [Fraction(100), Fraction(99)]


def test_the_class_decides_the_profile_unless_the_round_does(session, round_id):
    rules, round_ = indicator_set_of(session, round_id), find_round(session)
    assert profile_for(rules, round_, CLEAN).id == "department"
    assert profile_for(rules, replace(round_, profile="portal"), CLEAN).id == "portal"
