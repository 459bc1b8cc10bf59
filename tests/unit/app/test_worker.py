import pytest

from inspector_gui.app import worker
from inspector_gui.app.patrol_settings import PatrolSettings, event_from_line
from inspector_gui.capture.browser import DriverDead
from inspector_gui.errors import DiskFull, UserError


@pytest.fixture
def ended(tmp_path, monkeypatch, capsys):
    """(exit status, events) of a worker whose patrol ends with this error."""
    monkeypatch.setattr(worker, "_step_back", lambda: None)

    def ended(error):
        async def patrol(*_):
            raise error

        monkeypatch.setattr(worker, "_patrol", patrol)
        status = worker.run_worker([str(tmp_path), PatrolSettings("r1").to_json()])
        return status, [event_from_line(line) for line in capsys.readouterr().out.splitlines()]

    return ended


def test_the_sentence_is_told_however_deep_it_lies(ended):
    full = DiskFull(path="archive.db")
    for error in (full, ExceptionGroup("a", [ExceptionGroup("b", [full]), full])):
        status, [event] = ended(error)
        assert status == 2
        assert (event.kind, event.text) == ("error", str(full))


def test_a_dead_driver_asks_for_a_new_worker(ended):
    assert ended(ExceptionGroup("a", [DriverDead("record")])) == (worker.RESTART, [])


def test_a_cause_the_user_can_act_on_weighs_more_than_a_dead_driver(ended):
    assert ended(ExceptionGroup("a", [DriverDead("x"), UserError(reason="磁盘已满")]))[0] == 2


def test_anything_else_is_a_bug_and_is_not_hidden(ended):
    with pytest.raises(BaseException, match="bug"):
        ended(RuntimeError("bug"))


def test_started_by_hand_it_says_what_to_use_instead(capsys, monkeypatch):
    monkeypatch.setattr(worker, "_step_back", lambda: None)
    assert worker.run_worker([]) == 2
    assert "inspector-gui patrol" in event_from_line(capsys.readouterr().out).text
