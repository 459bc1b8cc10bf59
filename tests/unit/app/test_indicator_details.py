"""Rule by rule: what was judged, what was not, why not, and what an indicator costs."""

from __future__ import annotations

from inspector_gui.app.indicator_details import CheckNote, read_indicator_details
from inspector_gui.app.review import decide_finding
from inspector_gui.domain.check_runs import CheckRun
from inspector_gui.domain.findings import FindingState


def site_of(session, round_id):
    return session.archive.targets.of_round(round_id)[0]


def details(session, round_id):
    target_id = site_of(session, round_id).id
    return {d.indicator: d for d in read_indicator_details(session, round_id=round_id, target_id=target_id)}


def test_rules_nobody_looked_at_are_unchecked_without_a_note(session, round_id):
    domain_name = details(session, round_id)["D20"]
    assert domain_name.unchecked == len(domain_name.rules) == 3
    assert all(rule.notes == () for rule in domain_name.rules)
    assert (domain_name.lost, domain_name.lost_if_all) == ("", "")


def test_what_the_checks_said_stands_at_its_rule(session, round_id):
    runs = [
        CheckRun("names", "1", "d", "D20/3", "clear", "19 个页面的页头都有网站名称"),
        CheckRun("domain", "1", "d", "D20/1", "review", "域名须人工核对"),
    ]
    session.archive.checks.put(round_id, site_of(session, round_id).id, runs)
    domain_name = details(session, round_id)["D20"]
    states = {rule.rule: (rule.state, rule.notes) for rule in domain_name.rules}
    assert states["D20/3"] == ("passed", (CheckNote("names", "clear", "19 个页面的页头都有网站名称"),))
    assert states["D20/1"] == ("unchecked", (CheckNote("domain", "review", "域名须人工核对"),))
    assert domain_name.unchecked == 2


def test_what_an_indicator_costs_now_and_if_all_holds(session, round_id, finding):
    assert (details(session, round_id)["D20"].lost, details(session, round_id)["D20"].lost_if_all) == ("", "−1")
    decide_finding(session, finding_id=finding.id, state=FindingState.CONFIRMED)
    assert (details(session, round_id)["D20"].lost, details(session, round_id)["D20"].lost_if_all) == ("−1", "−1")
    decide_finding(session, finding_id=finding.id, state=FindingState.DISMISSED)
    assert (details(session, round_id)["D20"].lost, details(session, round_id)["D20"].lost_if_all) == ("", "")
