"""``kill -9`` of the worker, and of the process that started it, in the middle of a patrol: nothing finished is lost."""

import asyncio
import datetime as dt
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from inspector_gui.app.inspection import website_of
from inspector_gui.app.patrol import PatrolRun, read_patrol_status
from inspector_gui.app.rounds import create_round, put_websites
from inspector_gui.app.session import create_archive, find_round, open_session
from inspector_gui.example_city.server import CityServer
from inspector_gui.example_city.sites import sites
from inspector_gui.store.verifying import verify_archive

pytestmark = pytest.mark.browser
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def city():
    with CityServer() as server:
        yield server


@pytest.fixture
def archive(tmp_path):
    """An archive with a round of two sites of the example city."""
    path = tmp_path / "a.inspection"
    with create_archive(path, name="测试") as session:
        create_round(session, name="2021Q2", as_of=dt.date(2021, 6, 30))
        put_websites(session, websites=[website_of(site) for site in sites()[:2]], round_id=find_round(session).id)
    return path


def state(archive):
    """(ids of all captures, addresses by state) as stored."""
    with open_session(archive) as session:
        round_id = find_round(session).id
        captures = {
            c.id
            for t in session.archive.targets.of_round(round_id)
            for c in session.archive.captures.of_target(round_id, t.id)
        }
        return captures, read_patrol_status(session, round_id=round_id)


def test_a_killed_worker_is_started_again_and_finishes(archive, city):
    events, acknowledged = [], set()

    async def patrol():
        with open_session(archive) as session:
            round_id = find_round(session).id
        run = None

        def on_event(event):
            events.append(event)
            if event.kind == "captured":
                acknowledged.add(event.capture_id)
                if len(acknowledged) in (3, 7, 12):
                    os.kill(run.process_id, signal.SIGKILL)

        run = await PatrolRun.start(
            archive, round_id=round_id, max_pages=12, retest_minutes=0, resolve=city.resolve_specs, on_event=on_event
        )
        return await run.wait()

    assert asyncio.run(patrol()) == 0
    captures, status = state(archive)
    assert sum(1 for e in events if e.kind == "warning" and "重新启动" in e.text) == 3
    assert acknowledged <= captures
    assert {row.state for row in status.rows} == {"done"}
    assert all(row.done == row.total for row in status.rows)
    assert not verify_archive(archive).problems


WINDOW = """
import dataclasses, sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from inspector_gui.ui.application import make_application, run_window
from inspector_gui.ui.usecases import use_cases
from inspector_gui.ui.views.patrol import PatrolScreen

archive, *resolve = sys.argv[1:]
real = use_cases()

async def start_patrol(path, *, on_event, **settings):
    def tell(event):
        print(event.kind, event.capture_id, flush=True)
        on_event(event)
    return await real.start_patrol(path, max_pages=12, retest_minutes=0, on_event=tell, **settings)

def press_start():
    for window in QApplication.topLevelWidgets():
        for screen in window.findChildren(PatrolScreen):
            if screen.toggle.isEnabled():
                timer.stop()
                screen.toggle.click()

application = make_application()
timer = QTimer()
timer.timeout.connect(press_start)
timer.start(100)
run_window(Path(archive), start_view="patrol", resolve=resolve, cases=dataclasses.replace(real, start_patrol=start_patrol))
"""


def test_a_killed_window_takes_the_worker_with_it_and_the_next_start_goes_on(archive, city):
    window = subprocess.Popen(
        [sys.executable, "-c", WINDOW, str(archive), *city.resolve_specs], stdout=subprocess.PIPE, text=True, cwd=ROOT
    )
    acknowledged = set()
    for line in window.stdout:
        kind, *rest = line.split()
        if kind == "captured":
            acknowledged.add(rest[0])
        if len(acknowledged) == 4:
            break
    children = psutil.Process(window.pid).children(recursive=True)
    window.kill()
    window.wait()
    window.stdout.close()
    _, alive = psutil.wait_procs(children, timeout=60)
    assert not alive, "worker and browsers end when the one who started them is gone"
    captures, status = state(archive)
    assert acknowledged <= captures
    assert not verify_archive(archive).problems
    assert any(row.state != "done" for row in status.rows), "the kill came too late to prove anything"

    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "inspector_gui",
            "patrol",
            str(archive),
            "--max-pages",
            "12",
            "--retest-after",
            "0",
            "--json",
            *(part for spec in city.resolve_specs for part in ("--resolve", spec)),
        ],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert {t["stage"] for t in json.loads(done.stdout)["targets"]} == {"done"}
    after, _ = state(archive)
    assert captures <= after
    assert not verify_archive(archive).problems
