"""Closing the window while a real worker patrols: asks nothing, ends the worker between pages, goes on next time."""

from __future__ import annotations

import asyncio
import datetime as dt

import pytest
from waiting import until

from inspector_gui.app.inspection import website_of
from inspector_gui.app.rounds import create_round, put_websites
from inspector_gui.app.session import create_archive, find_round, open_session
from inspector_gui.example_city.server import CityServer
from inspector_gui.example_city.sites import sites
from inspector_gui.ui.desk import Desk
from inspector_gui.ui.rendering import settled
from inspector_gui.ui.settings import Settings
from inspector_gui.ui.usecases import use_cases


@pytest.fixture
def archive(tmp_path):
    """A real archive with one round and one site of the example city."""
    path = tmp_path / "closing.inspection"
    with create_archive(path, name="示例城市") as session:
        create_round(session, name="2021Q2", as_of=dt.date(2021, 6, 30))
        put_websites(session, websites=[website_of(sites()[0])], round_id=find_round(session).id)
    return path


@pytest.mark.browser
def test_the_window_closes_at_once_and_the_worker_after_the_page_in_flight(archive, qapp, run_async, tmp_path):
    async def first() -> int:
        desk = Desk(qapp, use_cases(), Settings(tmp_path / "w.ini"), language="zh", resolve=city.resolve_specs)
        await desk.open_archive(archive, view="patrol")
        await settled(desk.window)
        assert not desk.window.toast.isVisible()
        desk.patrol.start()
        await until(lambda: any(event.kind == "captured" for event in desk.patrol.events))
        worker = desk.patrol._run._process
        window, patrol = desk.window, desk.patrol
        window.close()
        assert not window.isVisible()
        assert desk.closed.is_set()
        assert not any(child.isVisible() for child in window.findChildren(type(window)))
        await desk.leave_archive()
        assert worker.returncode == 0
        assert patrol.state == "idle"
        await asyncio.sleep(0)
        return len(patrol.events)

    async def second() -> None:
        desk = Desk(qapp, use_cases(), Settings(tmp_path / "w.ini"), language="zh", resolve=city.resolve_specs)
        await desk.open_archive(archive, view="patrol")
        await settled(desk.window)
        screen = desk.window.screens["patrol"]
        assert "上次巡检没有完成:0 / 1" in desk.window.toast.text
        assert screen.toggle.text() == "继续巡检"
        assert screen.toggle.isEnabled()
        assert screen.events.events
        assert all(event.capture_id for event in screen.events.events)
        await desk.leave_archive()

    with CityServer() as city:
        assert run_async(first())
        with open_session(archive) as session:
            round_id = find_round(session).id
            queue = session.archive.queue.of_target(round_id, website_of(sites()[0]).id)
            assert not [visit for visit in queue if visit.state == "taken"]
            assert [visit for visit in queue if visit.state == "pending"]
            assert session.archive.captures.count(round_id) >= 1
        run_async(second())
