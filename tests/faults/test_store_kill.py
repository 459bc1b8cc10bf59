"""A program that adds captures is killed at any moment: whatever it acknowledged is there, and the archive verifies."""

from __future__ import annotations

import importlib.util
import random
import subprocess
import sys
from pathlib import Path

import pytest

from inspector_gui.store.locks import WindowLock
from inspector_gui.store.verifying import verify_archive

ROOT = Path(__file__).parents[2]
PROGRAM = ROOT / "tests" / "fixtures" / "store_samples.py"
KILLS = 25


def load_samples():
    spec = importlib.util.spec_from_file_location("store_samples_faults", PROGRAM)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


samples = load_samples()


def start(*arguments):
    script = (
        f"import sys, runpy; sys.path.insert(0, {str(ROOT)!r}); runpy.run_path({str(PROGRAM)!r}, run_name='__main__')"
    )
    command = [sys.executable, "-c", script, *map(str, arguments)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def kill_after(process, lines, delay):
    """Read so many acknowledgements, wait a moment more, kill; returns all acknowledgements that came out."""
    acknowledged = [process.stdout.readline().strip() for _ in range(lines)]
    try:
        process.wait(timeout=delay)
    except subprocess.TimeoutExpired:
        process.kill()
    rest, _ = process.communicate()
    return acknowledged + [line for line in rest.split("\n")[:-1] if line]


@pytest.mark.slow
def test_nothing_acknowledged_is_lost(tmp_path):
    path = tmp_path / "a.inspection"
    samples.new_archive(path).close()
    chance = random.Random(20210630)
    acknowledged = []
    for kill in range(KILLS):
        acknowledged += kill_after(start("add", path), lines=chance.randrange(3), delay=chance.random() * 0.05)
        if not kill % 2:  # every other time the next program meets the leftovers of the kill itself
            assert verify_archive(path).problems == ()
    with samples.open_archive(path) as archive:
        present = {capture.id: capture for capture in archive.captures.of_target("r1", samples.SITE.id)}
        assert set(acknowledged) <= set(present)
        for capture in present.values():
            assert [len(archive.evidence.read("r1", ref.sha256)) for ref in capture.evidence] == [300_000, 2200]
        queued = {visit.visit.url for visit in archive.queue.of_target("r1", samples.SITE.id)}
        assert queued == {f"{samples.SITE.url}{id}" for id in present}  # stored in the same transaction
    assert len(acknowledged) > KILLS / 2
    report = verify_archive(path)
    assert report.problems == ()
    assert report.captures == len(present)


def interrupt_a_write(database):
    """Another program writes more than its cache holds, so that half of it is in the file, and ends without a word."""
    script = f"""
import sys, os; sys.path.insert(0, {str(ROOT)!r})
from pathlib import Path
from inspector_gui.store.database import Database
database = Database(Path({str(database)!r}), mode="write")
database.value("PRAGMA cache_size=1")
with database.transaction():
    database.run("CREATE TABLE half_written (x)")
    for _ in range(50):
        database.insert("half_written", {{"x": bytes(50_000)}})
    os._exit(9)
"""
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 9
    assert database.with_name(f"{database.name}-journal").stat().st_size > 0


@pytest.mark.parametrize("name", ["archive.db", "evidence/2021Q2.db"])
@pytest.mark.parametrize("reader", ["verify", "open"])
def test_half_done_write_of_a_killed_program_is_taken_back(tmp_path, name, reader):
    path = tmp_path / "a.inspection"
    with samples.new_archive(path) as archive:
        capture = samples.fill(archive)
    before = verify_archive(path)
    interrupt_a_write(path / name)
    if reader == "open":
        with samples.open_archive(path) as archive:
            assert archive.evidence.read("r1", capture.evidence[0].sha256)
    assert verify_archive(path) == before


def test_lock_of_a_killed_window_is_free(tmp_path):
    path = tmp_path / "a.inspection"
    samples.new_archive(path).close()
    window = start("window", path)
    assert window.stdout.readline() == "open\n"
    window.kill()
    window.communicate()
    samples.open_archive(path, window=True).close()


def test_creation_that_is_killed_leaves_no_half_archive(tmp_path):
    """The folder gets its name only when it is complete."""
    script = f"""
import sys, os; sys.path.insert(0, {str(ROOT)!r})
from pathlib import Path
from inspector_gui.store.archive import Archive
from inspector_gui.store.keys import Keyring
Path.rename = lambda *_: os._exit(9)
Archive.create(Path({str(tmp_path / "a.inspection")!r}), name="x", keys=Keyring(b"k" * 32), actor="x")
"""
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 9
    assert not (tmp_path / "a.inspection").exists()
    samples.new_archive(tmp_path / "a.inspection").close()


def test_window_lock_file_survives_its_holder(tmp_path):
    from inspector_gui.store.clock import SYSTEM_CLOCK

    WindowLock.take(tmp_path, clock=SYSTEM_CLOCK).release()
    assert (tmp_path / "window.lock").is_file()
