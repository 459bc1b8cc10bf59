"""Starting and ending: the real use-cases behind the window, what cannot be opened, the pictures of all screens."""

from __future__ import annotations

import asyncio
import datetime as dt
import gc

import pytest
from fakes import FakeApp
from PySide6.QtCore import QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from inspector_gui.app import rounds, session
from inspector_gui.errors import ArchiveMissing
from inspector_gui.ui import application
from inspector_gui.ui.collector import Collector
from inspector_gui.ui.desk import Desk
from inspector_gui.ui.rendering import WORKING_VIEWS, settled
from inspector_gui.ui.settings import Settings
from inspector_gui.ui.usecases import archive_of, use_cases


@pytest.fixture
def archive(tmp_path):
    """A real archive with one round and no target."""
    path = tmp_path / "real.inspection"
    with session.create_archive(path, name="示范市") as opened:
        rounds.create_round(opened, name="2021Q2", as_of=dt.date(2021, 6, 30))
    return path


def test_a_real_archive_in_a_real_window(archive, qapp, run_async, tmp_path):
    async def scenario():
        desk = Desk(qapp, use_cases(), Settings(tmp_path / "w.ini"), language="zh")
        await desk.open_archive(archive, view="targets")
        await settled(desk.window)
        assert desk.window.topbar.archive.text() == "示范市"
        assert desk.window.topbar.rounds.currentText() == "2021Q2"
        assert desk.window.screens["targets"].nothing.isVisible()
        await desk.leave_archive()

    run_async(scenario())
    session.close_session(session.open_session(archive, window=True))  # the lock has been given back


@pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform says so of every small window
def test_what_cannot_be_opened_is_said_and_nothing_is_lost(archive, qapp, run_async, tmp_path):
    async def scenario():
        desk = Desk(qapp, use_cases(), Settings(tmp_path / "w.ini"), language="zh")
        await desk.open_archive(archive, view="targets")
        await settled(desk.window)
        with pytest.raises(ArchiveMissing):
            await desk.open_archive(tmp_path / "nowhere.inspection")
        assert desk.window.isVisible()
        await desk.leave_archive()
        desk.show_welcome("找不到存档")
        assert desk._welcome.problem.isVisible()
        desk._drop_welcome()

    run_async(scenario())


def test_run_window_ends_when_the_window_is_closed(archive, qapp):
    def close():
        for widget in QApplication.topLevelWidgets():
            if type(widget).__name__ == "MainWindow" and widget.isVisible():
                widget.close()

    QTimer.singleShot(400, close)
    assert application.run_window(archive, start_view="patrol") == 0
    asyncio.set_event_loop(None)


def test_render_screens_names_and_fills_its_files(qapp, tmp_path):
    paths = application.render_screens(
        tmp_path / "x.inspection",
        tmp_path / "out",
        views=("review", "scores"),
        sizes=((1366, 768),),
        themes=("light", "dark"),
        languages=("zh", "en"),
        scales=(1.0, 2.0),
        cases=FakeApp().cases,
    )
    asyncio.set_event_loop(None)
    names = {p.name for p in paths}
    assert len(names) == len(paths) == 16
    assert {"review-light.png", "review-dark-en-2x.png"} <= names
    assert QImage(str(tmp_path / "out" / "review-dark-en-2x.png")).width() == 2732
    assert len({QImage(str(p)).convertToFormat(QImage.Format.Format_RGB32).constBits().tobytes() for p in paths}) == 16
    assert not (tmp_path / "out" / ".settings.ini").exists()
    assert set(WORKING_VIEWS) == {"overview", "targets", "patrol", "review", "scores", "packages"}


def test_garbage_is_collected_on_the_thread_of_the_window_only(on_stage):
    async def scenario(stage):
        assert not gc.isenabled()
        collector = stage.desk._application.findChild(Collector)
        kept = [[] for _ in range(5000)]
        assert collector.look() >= 0
        assert collector.look() == -1
        assert len(kept) == 5000

    on_stage(scenario)


def test_an_archive_may_be_named_by_its_database(tmp_path):
    assert archive_of(str(tmp_path / "a.inspection" / "archive.db")) == tmp_path / "a.inspection"
    assert archive_of(str(tmp_path / "a.inspection")) == tmp_path / "a.inspection"
