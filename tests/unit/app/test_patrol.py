import asyncio
import sys
from dataclasses import replace

import pytest

from inspector_gui import tasks
from inspector_gui.app.patrol import FRUITLESS_STARTS, PatrolRun, read_patrol_status
from inspector_gui.app.patrol_settings import event_to_line
from inspector_gui.app.views import PatrolEvent
from inspector_gui.domain.captures import Fitness, Outcome, PageRole
from inspector_gui.domain.visits import Visit
from inspector_gui.errors import InvalidInput
from inspector_gui.store.queue import Stage

SITE_ID = "w-1100000088"
CAPTURED = event_to_line(PatrolEvent("2021-06-30T09:00:00+08:00", "captured", SITE_ID, "站", "已入库", "c1"))
ERROR = event_to_line(PatrolEvent("2021-06-30T09:00:00+08:00", "error", "", "", "磁盘已满"))


def watched(script, act=None):
    """(exit status, events, run) of a patrol whose worker is a small script; `act(run)` is awaited meanwhile."""
    events = []

    async def scenario():
        run = PatrolRun([sys.executable, "-c", script], events.append)
        await run._launch()
        run._watch = tasks.start(run._watch_over(), name="patrol")
        if act is not None:
            await act(run)
        return await run.wait(), run

    status, run = asyncio.run(scenario())
    return status, events, run


def test_events_are_passed_on_and_anything_else_a_worker_prints_is_not():
    status, events, run = watched(f"print('noise'); print({CAPTURED!r}); print('{{}}')")
    assert status == 0
    assert [e.kind for e in events] == ["captured"]
    assert not run.running


def test_unusable_input_is_not_tried_again_and_its_sentence_is_kept():
    status, events, run = watched(f"import sys; print({ERROR!r}); sys.exit(2)")
    assert (status, run.last_error) == (2, "磁盘已满")
    assert [e.kind for e in events] == ["error"]


def test_a_worker_that_dies_without_fruit_is_given_up():
    status, events, _ = watched("import sys; sys.exit(75)")
    assert status == 75
    assert [e.kind for e in events] == ["warning"] * (FRUITLESS_STARTS - 1)


def test_a_worker_that_dies_after_a_capture_is_started_again(tmp_path):
    marks = tmp_path / "starts"
    script = (
        f"import os, pathlib; p = pathlib.Path({str(marks)!r}); n = len(p.read_text()) if p.exists() else 0\n"
        f"p.write_text('x' * (n + 1)); print({CAPTURED!r}, flush=True)\n"
        "os.kill(os.getpid(), 9) if n < 5 else None"
    )
    status, events, _ = watched(script)
    assert status == 0
    assert marks.read_text() == "x" * 6
    assert sum(e.kind == "warning" for e in events) == 5


OBEDIENT = "import sys\nfor line in sys.stdin:\n    if line.strip() == 'stop': break"


def test_a_stop_is_passed_on_and_waits_for_the_end():
    status, _, run = watched(OBEDIENT, PatrolRun.stop)
    assert status == 0
    assert not run.running


def test_who_is_cancelled_stops_the_worker_first():
    said = []

    async def interrupted(run):
        waiting = asyncio.ensure_future(run.wait_or_stop(lambda: said.append("stopping")))
        await asyncio.sleep(0)
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting
        assert not run.running

    status, _, _ = watched(OBEDIENT, interrupted)
    assert status == 0
    assert said == ["stopping"]


def test_who_is_cancelled_twice_does_not_wait_for_the_worker():
    async def interrupted(run):
        waiting = asyncio.ensure_future(run.wait_or_stop(lambda: None))
        for _ in range(3):
            await asyncio.sleep(0)
            waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting

    status, events, _ = watched("import threading; threading.Event().wait()", interrupted)
    assert status == -9
    assert events == []


def test_a_paused_patrol_stays_paused_when_its_worker_is_started_again():
    script = f"print({CAPTURED!r}, flush=True); import sys; sys.exit(0 if sys.stdin.readline() == 'pause\\n' else 9)"

    async def pause(run):
        await run.pause()
        assert run.paused

    assert watched(script, pause)[0] == 0


@pytest.mark.parametrize("setting", [{"concurrency": 0}, {"resolve": ["nonsense"]}, {"retest_minutes": float("nan")}])
def test_settings_out_of_bounds_start_nothing(tmp_path, setting):
    with pytest.raises(InvalidInput):
        asyncio.run(PatrolRun.start(tmp_path, round_id="r", on_event=lambda e: None, **setting))


def test_the_status_counts_pages_and_suspicions_and_knows_the_state(session, round_id, finding):
    def row():
        [row] = read_patrol_status(session, round_id=round_id).rows
        return row

    assert (row().state, row().suspected) == ("queued", 1)
    session.archive.queue.add(round_id, SITE_ID, [Visit("http://www.yunxi.example/", PageRole.HOME)])
    session.archive.queue.set_stage(round_id, SITE_ID, Stage.COLUMNS)
    assert (row().state, row().done, row().total) == ("running", 0, 1)
    session.archive.queue.set_paused(round_id, True)
    assert row().state == "paused"
    taken = session.archive.queue.take(round_id, SITE_ID, "w")
    session.archive.queue.finish(taken.id, outcome="net_error", reason="拒绝连接")
    session.archive.queue.set_stage(round_id, SITE_ID, Stage.DONE)
    status = read_patrol_status(session, round_id=round_id)
    assert (status.pages_done, status.pages_total, status.suspected, status.remaining_seconds) == (1, 1, 1, None)
    assert (status.rows[0].state, status.rows[0].reason) == ("done", "")


def test_a_site_that_failed_says_why(session, round_id, capture):
    failed = replace(
        capture,
        id=session.archive.captures.new_capture_id(),
        outcome=Outcome.NET_ERROR,
        fitness=Fitness.NO_PAGE,
        reason="域名无法解析。",
        evidence=(),
    )
    session.archive.captures.add(failed, {})
    session.archive.queue.set_stage(round_id, SITE_ID, Stage.FAILED)
    [row] = read_patrol_status(session, round_id=round_id).rows
    assert (row.state, row.reason) == ("failed", "域名无法解析。")
