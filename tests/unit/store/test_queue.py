from __future__ import annotations

import datetime as dt

import pytest

from inspector_gui.domain.captures import Outcome, PageRole
from inspector_gui.domain.visits import Visit
from inspector_gui.errors import UnknownName
from inspector_gui.store.clock import Clock
from inspector_gui.store.queue import Stage

NOON = dt.datetime(2021, 6, 30, 12, tzinfo=dt.timezone(dt.timedelta(hours=8)))


class Watch:
    """A clock that is set by hand."""

    def __init__(self):
        self.time = NOON

    def now(self):
        return self.time


@pytest.fixture
def watch():
    return Watch()


@pytest.fixture
def archive(samples, tmp_path, watch):
    with samples.new_archive(tmp_path / "a.inspection", clock=Clock(now=watch.now)) as opened:
        yield opened


@pytest.fixture
def site(samples):
    return samples.SITE.id


def visit(path, role=PageRole.COLUMN, depth=1, **more):
    return Visit(f"http://www.chenshan.example/{path}", role, depth, **more)


def drain(queue, site, worker="w"):
    taken = []
    while (queued := queue.take("r1", site, worker)) is not None:
        taken.append(queued.visit.url.rpartition("/")[2])
    return taken


def test_home_first_then_columns_articles_others_shallow_before_deep(archive, site):
    archive.queue.add(
        "r1",
        site,
        [
            visit("other", PageRole.OTHER, 0),
            visit("article", PageRole.ARTICLE, 2),
            visit("deep", depth=2),
            visit("b"),
            visit("a"),
            visit("home", PageRole.HOME, 0),
        ],
    )
    assert drain(archive.queue, site) == ["home", "b", "a", "deep", "article", "other"]


def test_address_is_queued_once(archive, site):
    assert archive.queue.add("r1", site, [visit("a"), visit("a", PageRole.ARTICLE), visit("b")]) == 2
    archive.queue.finish(archive.queue.take("r1", site, "w").id, outcome="complete")
    assert archive.queue.add("r1", site, [visit("a"), visit("b"), visit("c")]) == 1


def test_visit_comes_back_as_it_was_queued(archive, site):
    original = visit("a?b=1&c=\ud800", PageRole.ARTICLE, 3, parent="C1", title="关于\x00某事")
    archive.queue.add("r1", site, [original])
    taken = archive.queue.take("r1", site, "worker-1")
    assert taken.visit == original
    assert (taken.state, taken.worker, taken.tries, taken.takes) == ("taken", "worker-1", 0, 1)


@pytest.mark.parametrize("outcome", list(Outcome))
def test_finished_visit_is_done_or_failed(archive, site, outcome):
    archive.queue.add("r1", site, [visit("a")])
    archive.queue.finish(archive.queue.take("r1", site, "w").id, outcome=outcome.value, reason="说明\udcff")
    finished = archive.queue.of_target("r1", site)[0]
    kept = {Outcome.COMPLETE, Outcome.PARTIAL, Outcome.NO_SCRIPT, Outcome.NOT_A_PAGE}
    assert finished.state == ("done" if outcome in kept else "failed")
    assert (finished.outcome, finished.worker) == (outcome.value, "")
    assert finished.reason.startswith("说明")
    assert archive.queue.take("r1", site, "w") is None


def test_visit_given_back_waits_until_it_is_due(archive, site, watch):
    archive.queue.add("r1", site, [visit("a")])
    taken = archive.queue.take("r1", site, "w")
    archive.queue.give_back(taken.id, not_before="2021-06-30T04:30:00+00:00", count_try=True)  # 12:30 in Beijing
    assert archive.queue.take("r1", site, "w") is None
    waiting = archive.queue.of_target("r1", site)[0]
    assert (waiting.state, waiting.tries, waiting.not_before) == ("pending", 1, "2021-06-30T04:30:00+00:00")
    watch.time = NOON + dt.timedelta(minutes=30)
    assert archive.queue.take("r1", site, "w").id == taken.id


def test_try_counts_only_when_the_page_was_at_fault(archive, site):
    archive.queue.add("r1", site, [visit("a")])
    taken = archive.queue.take("r1", site, "w")
    archive.queue.give_back(taken.id, count_try=False)
    again = archive.queue.take("r1", site, "w")
    assert (again.tries, again.takes) == (0, 2)


def test_finished_visit_can_be_put_back(archive, site):
    archive.queue.add("r1", site, [visit("a")])
    taken = archive.queue.take("r1", site, "w")
    archive.queue.finish(taken.id, outcome="timeout", reason="无响应")
    archive.queue.give_back(taken.id, count_try=False)
    assert archive.queue.take("r1", site, "w").id == taken.id


def test_visits_of_a_killed_worker_go_back(archive, site):
    archive.queue.add("r1", site, [visit(str(n)) for n in range(4)])
    for worker in ("dead", "dead", "alive", "gone"):
        archive.queue.take("r1", site, worker)
    assert archive.queue.release("gone") == 1
    assert archive.queue.release_except(["alive"]) == 2
    assert [v.state for v in archive.queue.of_target("r1", site)] == ["pending", "pending", "taken", "pending"]
    assert {v.tries for v in archive.queue.of_target("r1", site)} == {0}
    assert archive.queue.release_except([]) == 1


def test_progress_counts_by_state(archive, site, samples):
    assert archive.queue.progress("r1") == []
    archive.targets.put(samples.OTHER, round_id="r1")
    archive.queue.add("r1", site, [visit(str(n)) for n in range(5)])
    for outcome in ("complete", "timeout", None):
        taken = archive.queue.take("r1", site, "w")
        if outcome:
            archive.queue.finish(taken.id, outcome=outcome)
    archive.queue.set_stage("r1", site, Stage.COLUMNS)
    (only,) = archive.queue.progress("r1")
    assert (only.target_id, only.total, only.done, only.failed, only.taken, only.pending) == (site, 5, 1, 1, 1, 2)
    assert only.stage is Stage.COLUMNS
    archive.queue.set_stage("r1", samples.OTHER.id, Stage.FAILED)
    assert [(p.target_id, p.total, p.stage) for p in archive.queue.progress("r1")][1] == (
        samples.OTHER.id,
        0,
        Stage.FAILED,
    )


def test_stage_before_the_first_visit(archive, site):
    assert archive.queue.stage("r1", site) is Stage.QUEUED
    archive.queue.set_stage("r1", site, Stage.DONE)
    assert archive.queue.stage("r1", site) is Stage.DONE


def test_stage_of_a_stranger(archive):
    with pytest.raises(UnknownName):
        archive.queue.set_stage("r1", "w-0", Stage.DONE)


@pytest.mark.parametrize("act", [lambda q: q.finish(99, outcome="complete"), lambda q: q.give_back(99, count_try=True)])
def test_unknown_visit(archive, act):
    with pytest.raises(UnknownName):
        act(archive.queue)


def test_pause_is_remembered(archive):
    assert not archive.queue.is_paused("r1")
    archive.queue.set_paused("r1", True)
    assert archive.queue.is_paused("r1")
    archive.queue.set_paused("r1", False)
    assert not archive.queue.is_paused("r1")


def test_queues_of_targets_do_not_mix(archive, site, samples):
    archive.targets.put(samples.OTHER, round_id="r1")
    archive.queue.add("r1", site, [visit("a")])
    assert archive.queue.take("r1", samples.OTHER.id, "w") is None
