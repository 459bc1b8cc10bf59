import pytest

from inspector_gui.app.checking import bundled_checks, check_target, load_registry
from inspector_gui.app.review import decide_finding
from inspector_gui.app.session import find_round
from inspector_gui.domain.check_runs import CheckRun
from inspector_gui.domain.findings import FindingState
from inspector_gui.errors import UnknownName


@pytest.fixture
def check(session, round_id):
    [target] = session.archive.targets.of_round(round_id)

    def check(*check_ids):
        registry = load_registry(session, round_id)
        return check_target(session, round_=find_round(session), target=target, registry=registry, check_ids=check_ids)[
            1
        ]

    return check


def test_the_bundled_checks_fit_the_bundled_rule_book():
    registry = bundled_checks()
    assert registry.problems == ()
    assert len(registry.checks) >= 8


def test_a_site_nobody_could_open_has_no_fault_and_nothing_passed(session, round_id, check):
    summary = check()
    assert (summary.added, summary.failed) == (0, ())
    runs = session.archive.checks.of_target(round_id, "w-1100000088")
    assert runs
    assert {run.outcome for run in runs} <= {"review", "not_applicable"}


def test_checks_judge_stored_evidence_and_say_the_same_again(session, round_id, capture, check):
    first = check()
    before = {f.id for f in session.archive.findings.of_round(round_id)}
    second = check()
    assert first.added == len(before) > 0
    assert (second.added, second.kept, second.withdrawn) == (0, first.added, 0)
    assert {f.id for f in session.archive.findings.of_round(round_id)} == before


def test_a_decision_outlives_a_new_run(session, round_id, capture, check):
    check()
    found = session.archive.findings.of_round(round_id)[0]
    decide_finding(session, finding_id=found.id, state=FindingState.DISMISSED, why="误报")
    check()
    assert session.archive.findings.get(found.id).state is FindingState.DISMISSED


def test_one_check_alone_leaves_the_results_of_the_others(session, round_id, capture, check):
    check()
    before = {(r.check_id, r.rule, r.outcome) for r in session.archive.checks.of_target(round_id, "w-1100000088")}
    check("footer_mark_missing")
    after = {(r.check_id, r.rule, r.outcome) for r in session.archive.checks.of_target(round_id, "w-1100000088")}
    assert after == before


def test_an_unknown_check_is_named_and_nothing_is_changed(session, check):
    count = session.archive.custody.count()
    with pytest.raises(UnknownName, match="nope"):
        check("nope")
    assert session.archive.custody.count() == count


def test_a_check_run_is_a_value():
    assert CheckRun("c", "1", "d", rule="D20/1", outcome="clear", text="", ran_at="").places == ()
