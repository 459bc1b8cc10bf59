"""Running checks: results, findings, and checks that crash, hang, stay mute or break the contract."""

from decimal import Decimal

import pytest

from inspector_gui.checks_api import CheckMeta, Clear, Example, Found, NeedsReview, NotApplicable, Place
from inspector_gui.domain.findings import FindingState
from inspector_gui.engine.check_source import CheckDocumentation
from inspector_gui.engine.coverage import coverage
from inspector_gui.engine.registry import LoadedCheck
from inspector_gui.engine.runner import findings_from, run_checks


def loaded(function, *rules, name="sample"):
    meta = CheckMeta(name, "样例", "Sample", rules or ("D26/1",), version="3")
    return LoadedCheck(
        meta, function, (Example("一", {"/": ""}),), CheckDocumentation("", "", "", "", "", ""), "d" * 64
    )


@pytest.fixture
def site(samples):
    return samples.site_of({"/": '<p>正文</p><a href="/x/">链接</a>'})


def found_at(site, cause, rule="", **facts):
    return Found("有问题", (Place(site.home, site.home.elements[2]),), cause, rule=rule, **facts)


def summary(report):
    return [(run.rule, run.outcome) for run in report]


def test_every_outcome_becomes_a_result(site):
    def check(site):
        yield found_at(site, "a", "D01/1")
        yield Clear("齐全", rule="D01/2")
        yield NeedsReview("看一下", rule="D02/1")
        yield NotApplicable("不适用", rule="D02/2")

    report = run_checks(site, [loaded(check, "D01/1", "D01/2", "D02/1", "D02/2")], ran_at="2021-07-01T00:00:00+08:00")
    assert summary(report) == [("D01/1", "found"), ("D01/2", "clear"), ("D02/1", "review"), ("D02/2", "not_applicable")]
    run = report[0]
    assert (run.check_id, run.version, run.digest, run.ran_at) == ("sample", "3", "d" * 64, "2021-07-01T00:00:00+08:00")
    assert (run.places[0].capture_id, run.places[0].text) == ("c/", "正文")
    assert [r.text for r in report[1:]] == ["齐全", "看一下", "不适用"]


def test_findings_carry_all_and_keep_their_id(site):
    def check(site):
        yield found_at(site, "link:x", amount=Decimal(2), confidence=0.7, remedy="改正")
        yield found_at(site, "link:y")
        yield found_at(site, "link:x")

    report = run_checks(site, [loaded(check)])
    first, second = findings_from(report, round_id="r", target_id="t")
    assert (first.rule, first.cause, first.amount, first.confidence, first.remedy) == (
        "D26/1",
        "link:x",
        Decimal(2),
        0.7,
        "改正",
    )
    assert (first.check_id, first.check_version, first.check_digest) == ("sample", "3", "d" * 64)
    assert first.state is FindingState.SUSPECTED
    assert first.places[0].box is not None
    assert second.id != first.id
    assert [f.id for f in findings_from(run_checks(site, [loaded(check)]), round_id="r", target_id="t")] == [
        first.id,
        second.id,
    ]
    assert findings_from(report, round_id="r2", target_id="t")[0].id != first.id


def crash(site):
    yield found_at(site, "a")
    raise KeyError("标签")


def leave(site):
    raise SystemExit(1)


def hang(site):
    while True:
        pass


def recurse(site):
    return recurse(site)


@pytest.mark.parametrize(
    ("function", "cause"),
    [
        (crash, "KeyError"),
        (leave, "SystemExit"),
        (hang, "超过 0.1 秒"),
        (recurse, "RecursionError"),
        (lambda site: None, "TypeError"),
        (lambda site: ["found"], "而是 str"),
        (lambda site: [Clear(rule="D99/9")], "D99/9"),
        (lambda site: [Clear()], "没有说明结果属于哪一条"),
        (lambda site: [Found("", (), "", rule="D26/1")], "Found 必须写明"),
    ],
)
def test_a_failing_check_becomes_a_result_and_the_others_go_on(site, function, cause):
    good = loaded(lambda site: [Clear()], "D01/1", name="good")
    report = run_checks(site, [loaded(function, "D26/1", "D26/2"), good], budget_seconds=0.1)
    assert summary(report) == [("D26/1", "failed"), ("D26/2", "failed"), ("D01/1", "clear")]
    assert cause in report[0].text
    assert "sample(版本 3)" in report[0].text
    assert findings_from(report, round_id="r", target_id="t") == []


def test_a_rule_without_an_outcome_is_named(site):
    report = run_checks(site, [loaded(lambda site: [Clear(rule="D26/2")], "D26/1", "D26/2")])
    assert summary(report) == [("D26/2", "clear"), ("D26/1", "failed")]
    assert "没有对细则 D26/1 给出结果" in report[1].text


def test_time_is_measured(site):
    assert run_checks(site, [loaded(lambda site: [Clear()])])[0].seconds >= 0


def test_places_and_texts_are_bounded(site):
    def check(site):
        yield Found("问" * 5000, (Place(site.home),) * 500, "a")

    run = run_checks(site, [loaded(check)])[0]
    assert (len(run.places), len(run.text)) == (40, 600)


def test_the_report_is_a_sequence_of_results(site):
    report = run_checks(site, [loaded(lambda site: [Clear()])])
    assert len(report) == 1
    assert list(report[0:1]) == list(report)


def test_coverage_of_a_run(site):
    report = run_checks(site, [loaded(crash, "D26/1"), loaded(lambda site: [Clear()], "D01/1", name="good")])
    assert coverage(report) == {"D26/1": "unchecked", "D01/1": "checked"}
