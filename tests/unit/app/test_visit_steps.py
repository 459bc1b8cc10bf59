import datetime as dt
import hashlib

import pytest

from inspector_gui.app import visit_steps as steps
from inspector_gui.capture.recording import EvidenceItem, Recording
from inspector_gui.domain.captures import EvidenceKind, Fitness, Outcome, PageRole
from inspector_gui.domain.visits import Visit
from inspector_gui.errors import DiskFull
from inspector_gui.store.queue import Stage
from inspector_gui.store.verifying import verify_archive

NET_ERROR = {"outcome": Outcome.NET_ERROR, "fitness": Fitness.NO_PAGE, "reason": "服务器拒绝连接。"}


@pytest.fixture
def target(session, round_id):
    return session.archive.targets.of_round(round_id)[0]


@pytest.fixture
def where(round_id, target):
    return {"round_id": round_id, "target": target}


@pytest.fixture
def queued(session, where, target):
    steps.enqueue(session, **where, visits=[Visit(target.url, PageRole.HOME)], max_pages=10)
    return steps.take_visit(session, **where, worker="w")


def recording(**facts):
    data = b"\x89PNG picture"
    return Recording(
        **{
            "url": "http://www.yunxi.example/",
            "final_url": "http://www.yunxi.example/",
            "taken_at": "2021-06-30T09:00:00.000+08:00",
            "outcome": Outcome.COMPLETE,
            "fitness": Fitness.FIT,
            "evidence": (EvidenceItem(EvidenceKind.FACTS, data, "application/json"),),
            **facts,
        }
    )


def store(session, where, queued, seen, *, minutes=0.0):
    return steps.store_recording(session, **where, queued=queued, recording=seen, retest_minutes=minutes)


def test_a_fit_page_is_stored_with_its_evidence_and_ticked_off(session, where, queued):
    note = store(session, where, queued, recording(width=1366, height=900))
    kept = session.archive.captures.get(note.capture_id)
    assert note.fit
    assert "1366×900" in note.text
    assert kept.evidence[0].sha256 == hashlib.sha256(b"\x89PNG picture").hexdigest()
    assert session.archive.evidence.read(where["round_id"], kept.evidence[0].sha256) == b"\x89PNG picture"
    assert steps.take_visit(session, **where, worker="w") is None
    assert steps.seconds_to_next(session, **where) is None


@pytest.mark.parametrize(
    "failure",
    [
        NET_ERROR,
        {"outcome": Outcome.TLS_ERROR, "fitness": Fitness.NO_PAGE, "reason": "证书无效。"},
        {"outcome": Outcome.TIMEOUT, "fitness": Fitness.NO_PAGE, "reason": "没有应答。"},
        {"outcome": Outcome.REDIRECT_LOOP, "fitness": Fitness.NO_PAGE, "reason": "循环。"},
        {"outcome": Outcome.CRASHED, "fitness": Fitness.NO_PAGE, "reason": "崩溃。"},
        {"fitness": Fitness.ERROR_PAGE, "reason": "500。", "status": 500},
        {"fitness": Fitness.BLANK, "reason": "空白。"},
        {"fitness": Fitness.LOADING, "reason": "加载中。"},
    ],
    ids=lambda f: str(f.get("outcome", f["fitness"])),
)
def test_what_may_be_over_in_a_moment_is_tried_twice_and_both_captures_are_kept(
    session, where, queued, target, failure
):
    first = store(session, where, queued, recording(**failure))
    assert not first.fit
    assert "稍后复测" in first.text
    assert "。," not in first.text
    second = steps.take_visit(session, **where, worker="w")
    assert second.tries == 1
    last = store(session, where, second, recording(**failure))
    assert "复测" not in last.text
    assert steps.take_visit(session, **where, worker="w") is None
    assert len(session.archive.captures.of_target(where["round_id"], target.id)) == 2


@pytest.mark.parametrize("outcome", [Outcome.NOT_A_PAGE, Outcome.REFUSED])
def test_what_stays_as_it_is_is_opened_once(session, where, queued, outcome):
    store(session, where, queued, recording(outcome=outcome, fitness=Fitness.NO_PAGE, reason="不是网页。"))
    assert steps.take_visit(session, **where, worker="w") is None


def test_a_login_wall_is_not_knocked_at_again(session, where, queued):
    store(session, where, queued, recording(fitness=Fitness.CHALLENGE, reason="需要登录。"))
    assert steps.take_visit(session, **where, worker="w") is None


def test_a_second_try_waits_for_its_time(session, where, queued):
    store(session, where, queued, recording(**NET_ERROR), minutes=30.0)
    assert steps.take_visit(session, **where, worker="w") is None
    assert 29 * 60 < steps.seconds_to_next(session, **where) <= 30 * 60


def test_a_page_given_back_for_our_own_reasons_does_not_count_as_tried(session, where, queued):
    steps.give_visit_back(session, **where, queued=queued)
    again = steps.take_visit(session, **where, worker="w")
    assert (again.tries, again.takes) == (0, 2)


def test_a_page_that_brings_the_worker_down_again_and_again_is_given_up(session, where, target):
    steps.enqueue(session, **where, visits=[Visit(target.url, PageRole.HOME)], max_pages=10)
    for _ in range(steps.MOST_TAKES):
        assert steps.take_visit(session, **where, worker="w") is not None
        session.archive.queue.release_round(where["round_id"])
    assert steps.take_visit(session, **where, worker="w") is None
    [ended] = session.archive.queue.of_target(where["round_id"], target.id)
    assert (ended.state, ended.outcome) == ("failed", "crashed")
    assert "已放弃" in ended.reason


def test_no_more_pages_are_queued_than_allowed(session, where):
    visits = [Visit(f"http://www.yunxi.example/{n}", PageRole.COLUMN) for n in range(20)]
    assert steps.enqueue(session, **where, visits=visits, max_pages=5) == 5
    assert steps.enqueue(session, **where, visits=visits, max_pages=5) == 0
    assert steps.enqueue(session, **where, visits=visits[:5], max_pages=9) == 0


def test_evidence_that_finds_no_room_leaves_no_capture_and_the_page_in_hand(session, where, queued, monkeypatch):
    def full(*_):
        raise DiskFull(path="evidence.db")

    with monkeypatch.context() as patch:
        patch.setattr(session.archive.captures, "add", full)
        with pytest.raises(DiskFull):
            store(session, where, queued, recording())
    assert session.archive.captures.count(where["round_id"]) == 0
    assert [q.state for q in session.archive.queue.of_target(where["round_id"], queued.target_id)] == ["taken"]
    assert not verify_archive(session.archive.path).problems
    session.archive.queue.release_round(where["round_id"])
    assert store(session, where, steps.take_visit(session, **where, worker="w"), recording()).fit


def test_a_site_without_one_page_that_can_be_judged_failed_and_is_tried_again(session, where, queued):
    store(session, where, queued, recording(**NET_ERROR))
    store(session, where, steps.take_visit(session, **where, worker="w"), recording(**NET_ERROR))
    assert steps.final_stage(session, **where) is Stage.FAILED
    steps.enter_stage(session, **where, stage=Stage.FAILED)
    steps.reopen_failed(session, **where)
    again = steps.take_visit(session, **where, worker="w")
    assert again is not None
    store(session, where, again, recording(taken_at=dt.datetime.now().astimezone().isoformat(timespec="milliseconds")))
    assert steps.final_stage(session, **where) is Stage.DONE


def test_failed_pages_of_a_site_that_could_be_judged_stay_as_they_are(session, where, queued):
    store(session, where, queued, recording(**NET_ERROR))
    store(session, where, steps.take_visit(session, **where, worker="w"), recording(**NET_ERROR))
    steps.enter_stage(session, **where, stage=Stage.LINKS)
    steps.reopen_failed(session, **where)
    assert steps.take_visit(session, **where, worker="w") is None
