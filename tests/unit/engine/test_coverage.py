"""Not checked is not passed."""

import pytest

from inspector_gui.domain.check_runs import CheckRun
from inspector_gui.engine.coverage import coverage


def runs(*outcomes, check="a"):
    return [CheckRun(check, "1", "", "D26/1", outcome, "") for outcome in outcomes]


@pytest.mark.parametrize(
    ("outcomes", "state"),
    [
        (["clear"], "checked"),
        (["found"], "checked"),
        (["found", "found"], "checked"),
        (["clear", "review"], "checked"),
        (["found", "review"], "unchecked"),
        (["review"], "unchecked"),
        (["failed"], "unchecked"),
        (["not_applicable"], "not_applicable"),
        (["not_applicable", "review"], "unchecked"),
    ],
)
def test_one_check(outcomes, state):
    assert coverage(runs(*outcomes)) == {"D26/1": state}


def test_several_checks_of_one_rule_must_all_have_judged_it():
    assert coverage(runs("clear") + runs("failed", check="b")) == {"D26/1": "unchecked"}
    assert coverage(runs("clear") + runs("not_applicable", check="b")) == {"D26/1": "checked"}


def test_nothing_is_said_of_rules_nobody_judged():
    assert coverage([]) == {}
