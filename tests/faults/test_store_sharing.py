"""Several programs on one archive: waiting for a lock, one queue for two workers, reading while another writes, two windows."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

from inspector_gui.domain.captures import PageRole
from inspector_gui.domain.visits import Visit
from inspector_gui.errors import ArchiveBusy, ArchiveLocked
from inspector_gui.store.verifying import verify_archive

ROOT = Path(__file__).parents[2]
PROGRAM = ROOT / "tests" / "fixtures" / "store_samples.py"


@pytest.fixture(scope="module")
def samples():
    spec = importlib.util.spec_from_file_location("store_samples_sharing", PROGRAM)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def path(samples, tmp_path):
    samples.new_archive(tmp_path / "a.inspection").close()
    return tmp_path / "a.inspection"


@pytest.fixture
def start():
    """Start the sample program; whatever still runs at the end of the test is ended."""
    started = []

    def run(*arguments):
        script = f"import sys, runpy; sys.path.insert(0, {str(ROOT)!r}); runpy.run_path({str(PROGRAM)!r}, run_name='__main__')"
        process = subprocess.Popen(
            [sys.executable, "-c", script, *map(str, arguments)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        started.append(process)
        return process

    yield run
    for process in started:
        process.kill()
        process.communicate()


def test_archive_held_by_another_program_is_busy(samples, path, start):
    with samples.open_archive(path, busy_seconds=0.2) as archive:
        holder = start("hold", path)
        assert holder.stdout.readline() == "locked\n"
        before = archive.custody.count()
        with pytest.raises(ArchiveBusy, match=r"超过 0\.2 秒"):
            archive.queue.set_paused("r1", True)
        assert archive.custody.count() == before  # reading goes on
        assert archive.targets.of_round("r1") == [samples.SITE]
        holder.communicate("")
        archive.queue.set_paused("r1", True)
        assert archive.queue.is_paused("r1")


def test_waiting_is_enough_when_the_other_program_lets_go(samples, path, start):
    with samples.open_archive(path) as archive:
        holder = start("hold", path)
        assert holder.stdout.readline() == "locked\n"
        holder.stdin.close()  # it lets go while we are waiting, or just before
        archive.queue.set_paused("r1", True)
        holder.stdin = None


def test_two_workers_never_get_the_same_visit(samples, path, start):
    with samples.open_archive(path) as archive:
        archive.queue.add("r1", samples.SITE.id, [Visit(f"{samples.SITE.url}{n}", PageRole.COLUMN) for n in range(120)])
    workers = [start("take", path, name) for name in ("one", "two")]
    first = [worker.stdout.readline() for worker in workers]
    for worker in workers:
        worker.stdin.write("go\n")
        worker.stdin.flush()
    taken = [(line + worker.communicate()[0]).split() for line, worker in zip(first, workers, strict=True)]
    assert sorted(map(int, taken[0] + taken[1])) == list(range(1, 121))
    assert all(taken)
    with samples.open_archive(path) as archive:
        assert archive.queue.progress("r1")[0].done == 120
        assert {visit.takes for visit in archive.queue.of_target("r1", samples.SITE.id)} == {1}


def test_window_reads_verifies_and_writes_while_two_workers_capture(samples, path, start):
    with samples.open_archive(path, window=True) as window:
        workers = [start("add", path), start("add", path)]
        acknowledged = []
        for _ in range(15):
            for worker in workers:
                acknowledged.append(worker.stdout.readline().strip())
            for capture in window.captures.latest_of_target("r1", samples.SITE.id):
                assert len(window.evidence.read("r1", capture.evidence[0].sha256)) == 300_000
            window.custody.append("exported", "package:P")
            assert verify_archive(path).problems == ()
        for worker in workers:
            worker.kill()
            worker.communicate()
        present = {capture.id for capture in window.captures.of_target("r1", samples.SITE.id)}
        assert set(acknowledged) <= present
    assert verify_archive(path).problems == ()


def test_second_window_is_refused_politely_and_workers_are_not(samples, path, start):
    window = start("window", path)
    assert window.stdout.readline() == "open\n"
    with pytest.raises(ArchiveLocked, match=rf"进程 {window.pid}.*关闭"):
        samples.open_archive(path, window=True)
    with samples.open_archive(path) as worker:
        worker.queue.set_paused("r1", True)
    window.communicate("")
    with samples.open_archive(path, window=True) as second:
        assert second.queue.is_paused("r1")


def test_refused_window_does_not_take_the_lock_away(samples, path):
    with samples.open_archive(path, window=True):
        for _ in range(2):
            with pytest.raises(ArchiveLocked):
                samples.open_archive(path, window=True)
    samples.open_archive(path, window=True).close()
