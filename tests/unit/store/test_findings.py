from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal

import pytest

from inspector_gui.domain.findings import FindingState
from inspector_gui.errors import UnknownName
from inspector_gui.store.verifying import verify_archive

CHECKS = ["dead_link"]


@pytest.fixture
def site(samples):
    return samples.SITE.id


@pytest.fixture
def suspect(samples, archive, site):
    """Bring the suspicions of the check dead_link into this state."""

    def replace_with(*found, check_ids=CHECKS):
        return archive.findings.replace_suspicions("r1", site, check_ids, found)

    return replace_with


def confirm(archive, id="F1", why="属实"):
    return archive.findings.decide(id, state=FindingState.CONFIRMED, why=why, category="dead_link", actor="李四")


def ids(archive, site):
    return [finding.id for finding in archive.findings.of_target("r1", site)]


def test_suspicion_comes_back_as_raised(samples, archive, site, suspect):
    finding = samples.make_finding(
        amount=Decimal("2.50"), cause="dead:x", confidence=0.75, remedy="修复", category="dead_link"
    )
    assert suspect(finding) == (1, 0, 0)
    assert archive.findings.get("F1") == finding
    assert archive.findings.of_target("r1", site) == archive.findings.of_round("r1") == [finding]


def test_seen_again_as_it_was(samples, archive, suspect):
    suspect(samples.make_finding())
    before = archive.custody.count()
    assert suspect(samples.make_finding()) == (0, 1, 0)
    assert archive.custody.count() == before


def test_seen_again_with_other_facts(samples, archive, suspect):
    suspect(samples.make_finding())
    assert suspect(samples.make_finding(text="仍打不开")) == (0, 1, 0)
    assert archive.findings.get("F1").text == "仍打不开"


def test_not_seen_again_is_withdrawn_but_kept(samples, archive, site, suspect):
    suspect(samples.make_finding("F1"), samples.make_finding("F2"))
    assert suspect(samples.make_finding("F2")) == (0, 1, 1)
    assert ids(archive, site) == ["F2"]
    assert archive.findings.get("F1").id == "F1"
    assert suspect(samples.make_finding("F2")) == (0, 1, 0)


def test_withdrawn_and_seen_again(samples, archive, site, suspect):
    suspect(samples.make_finding())
    suspect()
    assert suspect(samples.make_finding()) == (1, 0, 0)
    assert ids(archive, site) == ["F1"]


def test_only_the_checks_that_ran_withdraw(samples, archive, site, suspect):
    suspect(samples.make_finding("F1"), samples.make_finding("F2", check_id="blank_column"))
    assert suspect(check_ids=["blank_column"]) == (0, 0, 1)
    assert ids(archive, site) == ["F1"]


def test_other_targets_are_left_alone(samples, archive, site, suspect):
    archive.targets.put(samples.OTHER, round_id="r1")
    suspect(samples.make_finding())
    archive.findings.replace_suspicions("r1", samples.OTHER.id, CHECKS, [])
    assert ids(archive, site) == ["F1"]


def test_decision_outlives_a_new_run(samples, archive, site, suspect):
    suspect(samples.make_finding())
    confirm(archive)
    assert suspect(samples.make_finding(text="换了文字", check_version="2")) == (0, 1, 0)
    finding = archive.findings.get("F1")
    assert (finding.state, finding.why, finding.category) == (FindingState.CONFIRMED, "属实", "dead_link")
    assert (finding.text, finding.check_version) == ("换了文字", "2")


@pytest.mark.parametrize("state", [FindingState.CONFIRMED, FindingState.DISMISSED, FindingState.PENDING])
def test_decided_finding_is_never_withdrawn(samples, archive, site, suspect, state):
    suspect(samples.make_finding())
    archive.findings.decide("F1", state=state, why="看过", actor="李四")
    assert suspect() == (0, 0, 0)
    assert ids(archive, site) == ["F1"]


def test_decision_taken_back_opens_it_for_withdrawal(samples, archive, site, suspect):
    suspect(samples.make_finding())
    confirm(archive)
    archive.findings.decide("F1", state=FindingState.SUSPECTED, why='含 "state":"confirmed" 字样', actor="李四")
    assert suspect() == (0, 0, 1)
    assert len(archive.findings.decisions("F1")) == 2


def test_withdrawn_finding_that_is_decided_is_listed_again(samples, archive, site, suspect):
    suspect(samples.make_finding())
    suspect()
    confirm(archive)
    assert ids(archive, site) == ["F1"]
    assert verify_archive(archive.path).problems == ()


def test_same_finding_twice_in_one_run(samples, archive, site, suspect):
    assert suspect(samples.make_finding(text="一"), samples.make_finding(text="二")) == (1, 0, 0)
    assert [f.text for f in archive.findings.of_target("r1", site)] == ["二"]


def test_every_decision_is_kept_in_order(samples, archive, suspect):
    suspect(samples.make_finding())
    for state, why in (
        (FindingState.PENDING, "再看"),
        (FindingState.CONFIRMED, "属实"),
        (FindingState.DISMISSED, "误判"),
    ):
        archive.findings.decide("F1", state=state, why=why, actor="李四")
    decisions = archive.findings.decisions("F1")
    assert [(d.n, d.state.value, d.why, d.actor) for d in decisions] == [
        (1, "pending", "再看", "李四"),
        (2, "confirmed", "属实", "李四"),
        (3, "dismissed", "误判", "李四"),
    ]
    assert archive.findings.get("F1").state is FindingState.DISMISSED


def test_decision_is_recorded_with_before_and_after(samples, archive, suspect):
    suspect(samples.make_finding())
    confirm(archive)
    entry = list(archive.custody.all())[-1]
    assert (entry.act, entry.subject, entry.actor) == ("decided", "decision:F1/1", "李四")
    assert json.loads(entry.detail) == {
        "before": {"state": "suspected", "why": "", "category": ""},
        "after": {"state": "confirmed", "why": "属实", "category": "dead_link"},
    }


def test_decision_returns_the_finding_as_it_is_then(samples, archive, suspect):
    suspect(samples.make_finding())
    assert confirm(archive) == archive.findings.get("F1")


def test_unknown_finding(archive):
    with pytest.raises(UnknownName, match="F0"):
        archive.findings.get("F0")
    with pytest.raises(UnknownName):
        confirm(archive, "F0")
    assert archive.findings.decisions("F0") == []


def test_finding_added_by_a_person_comes_decided(samples, archive, site):
    finding = samples.make_finding("F9", check_id="", state=FindingState.CONFIRMED, why="亲见", category="blank")
    archive.findings.add(finding)
    assert archive.findings.get("F9") == finding
    (decision,) = archive.findings.decisions("F9")
    assert (decision.actor, decision.state) == ("张三", FindingState.CONFIRMED)
    assert archive.findings.replace_suspicions("r1", site, ["dead_link", ""], []) == (0, 0, 0)


def test_finding_added_by_a_person_undecided(samples, archive):
    finding = samples.make_finding("F9", check_id="")
    archive.findings.add(finding)
    assert archive.findings.get("F9") == finding
    assert archive.findings.decisions("F9") == []


def test_all_of_it_verifies(samples, archive, suspect):
    suspect(samples.make_finding("F1"), samples.make_finding("F2"), samples.make_finding("F3"))
    confirm(archive)
    suspect(replace(samples.make_finding("F3"), text="新"))
    assert verify_archive(archive.path).problems == ()
