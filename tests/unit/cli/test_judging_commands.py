import datetime as dt

import pytest

from inspector_gui.app.rounds import create_round
from inspector_gui.app.session import create_archive, open_session
from inspector_gui.store.verifying import verify_archive


@pytest.fixture
def empty(tmp_path):
    """An archive whose round has no target."""
    path = tmp_path / "empty.inspection"
    with create_archive(path, name="空") as session:
        create_round(session, name="2021Q2", as_of=dt.date(2021, 6, 30))
    return path


def test_findings_have_the_fields_of_the_contract(run, archive, capture):
    said = run("findings", archive, "--json")
    [finding] = said.data
    assert said.status == 0
    assert {"target", "indicator", "rule", "check", "state", "where"} <= set(finding)
    assert (finding["id"], finding["rule"], finding["state"]) == ("F1", "D20/3", "suspected")
    assert finding["where"] == [{"url": capture.url, "text": "", "box": [10, 10, 120, 30], "capture": capture.id}]


def test_nothing_to_list_is_the_answer_no(run, empty):
    assert (run("findings", empty, "--json").status, run("findings", empty, "--json").data) == (1, [])
    assert run("score", empty, "--json").status == 1
    assert run("check", empty, "--json").status == 1
    assert "没有" in run("findings", empty).out


def test_a_decision_is_stored_and_shown_and_verified(run, archive):
    answer = run("decide", archive, "F1", "confirm", "--why", "属实", "--json")
    assert (answer.status, answer.data["state"], answer.data["why"]) == (0, "confirmed", "属实")
    assert run("decide", archive, "F1", "dismiss", "--why", "误报").out == "F1 已排除\n"
    with open_session(archive) as session:
        assert [d.state for d in session.archive.findings.decisions("F1")] == ["confirmed", "dismissed"]
    assert not verify_archive(archive).problems


def test_a_finding_or_a_check_that_is_not_there_is_named(refused, archive, empty, state):
    before = state()
    assert "“F404”" in refused("decide", archive, "F404", "confirm", "--why", "x")
    assert "stale_news_column" in refused("check", archive, "--check", "nope")
    assert "“nope”" in refused("check", empty, "--check", "nope")
    assert "stale_news_column" in refused("checks", "nope")
    assert state() == before


def test_a_score_card_has_the_fields_of_the_contract_and_says_what_nobody_checked(run, archive):
    [card] = run("score", archive, "--json").data
    assert {"target", "parts", "total", "verdict", "range", "trace"} <= set(card)
    assert card["verdict"] == "undecided"
    assert {line["state"] for line in card["indicators"]} == {"unchecked", "suspected"}


def test_checks_run_again_over_stored_evidence(run, archive):
    said = run("check", archive, "--check", "site_name_missing_in_header", "--json")
    assert said.status == 0
    assert said.data[0]["target"] == "w-1100000088"
    assert said.data[0]["failed"] == []


def test_the_checks_are_listed_and_explained(run):
    listed = run("checks", "--json").data
    assert {"id", "title", "rules", "version", "digest"} <= set(listed[0])
    explained = run("checks", listed[0]["id"], "--json").data
    assert explained["documentation"]
    assert explained["examples"]
