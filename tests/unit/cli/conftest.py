"""`run`: one command in this process, with what it said; `archive`: an archive with a round, a site, a capture and a finding."""

from __future__ import annotations

import importlib.util
import json
from dataclasses import dataclass
from pathlib import Path

import pytest

from inspector_gui import cli
from inspector_gui.app.session import close_session, open_session

_APP = Path(__file__).parents[1] / "app" / "conftest.py"


@dataclass(frozen=True)
class Said:
    """Exit status, standard output and standard error of a command."""

    status: int
    out: str
    err: str

    @property
    def data(self):
        return json.loads(self.out)


@pytest.fixture
def run(capsys):
    def run(*arguments):
        status = cli.run([str(a) for a in arguments])
        captured = capsys.readouterr()
        assert "Traceback" not in captured.err
        return Said(status, captured.out, captured.err)

    return run


@pytest.fixture
def refused(run):
    """Run a command that must be refused: status 2, one Chinese sentence, nothing on standard output."""

    def refused(*arguments):
        said = run(*arguments)
        assert (said.status, said.out) == (2, ""), said
        assert said.err.count("\n") == 1
        assert said.err.endswith("。\n")
        assert any("\u4e00" <= character <= "\u9fff" for character in said.err)
        return said.err

    return refused


_spec = importlib.util.spec_from_file_location("app_conftest", _APP)
_app = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(_app)

session, round_id, capture, finding = _app.session, _app.round_id, _app.capture, _app.finding


@pytest.fixture
def archive(session, finding):
    """The path of the archive, closed, with a suspicion F1 under D20/3 on its one capture."""
    path = session.archive.path
    close_session(session)
    return path


@pytest.fixture
def state(archive):
    """What must not change when a command is refused: custody entries, rounds, targets."""

    def state():
        with open_session(archive) as opened:
            rounds = opened.archive.rounds.all()
            return (
                opened.archive.custody.count(),
                [r.name for r in rounds],
                [t.id for r in rounds for t in opened.archive.targets.of_round(r.id)],
            )

    return state
