"""What a patrol did last can be read again from the archive: in order, newest first, of this round only."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from inspector_gui.app.patrol_events import read_recent_events
from inspector_gui.app.rounds import create_round
from inspector_gui.domain.captures import Fitness, LinkResult, LinkState
from inspector_gui.domain.check_runs import CheckRun


@pytest.fixture(autouse=True)
def chinese(monkeypatch):
    monkeypatch.setenv("INSPECTOR_LANG", "zh")


def capture_again(session, capture, url, **facts):
    """The same page, seen at another address."""
    made = replace(capture, id=session.archive.captures.new_capture_id(), url=url, **facts)
    blobs = {e.sha256: session.archive.evidence.read(capture.round_id, e.sha256) for e in capture.evidence}
    session.archive.captures.add(made, blobs)


def site_of(session, round_id):
    return session.archive.targets.of_round(round_id)[0]


def run(check_id):
    return CheckRun(check_id, "1", "d", "D20/3", "clear", "有名称")


def test_captures_links_and_checks_newest_first(session, round_id, capture):
    link = LinkResult("http://www.yunxi.example/x", LinkState.OK)
    site = site_of(session, round_id)
    session.archive.links.put(round_id, site.id, [link])
    session.archive.checks.put(round_id, site.id, [run("a"), run("b")])
    events = read_recent_events(session, round_id=round_id)
    assert [(e.kind, e.text) for e in events] == [
        ("checked", "2 项自动检查完成"),
        ("link", "测试了 1 个链接"),
        ("captured", "/ 快照 200×100 已入库"),
    ]
    assert events[-1].capture_id == capture.id
    assert {e.target_name for e in events} == {site.name}


def test_a_page_that_cannot_be_judged_says_why(session, round_id, capture):
    url = "http://www.yunxi.example/a/b.html"
    capture_again(session, capture, url, fitness=Fitness.BLANK, reason="页面一片空白")
    event = read_recent_events(session, round_id=round_id)[0]
    assert (event.kind, event.text) == ("unfit", "/a/b.html 页面一片空白")


def test_at_most_as_many_as_asked_for_and_none_of_another_round(session, round_id, capture):
    for number in range(5):
        capture_again(session, capture, f"http://www.yunxi.example/{number}")
    assert [e.text[:2] for e in read_recent_events(session, round_id=round_id, limit=2)] == ["/4", "/3"]
    create_round(session, name="2021Q3", as_of=dt.date(2021, 9, 30))
    other = session.archive.rounds.newest()
    assert other is not None
    assert read_recent_events(session, round_id=other.id) == []


def test_english_is_spoken_where_english_is_in_force(session, round_id, capture, monkeypatch):
    monkeypatch.setenv("INSPECTOR_LANG", "en")
    assert read_recent_events(session, round_id=round_id)[0].text == "/ captured 200×100"
