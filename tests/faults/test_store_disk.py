"""The disk fills up, or becomes read-only, at each write in turn: one clear sentence, and nothing half-written."""

from __future__ import annotations

import contextlib
import importlib.util
import sys
from pathlib import Path

import pytest

from inspector_gui.domain.findings import FindingState
from inspector_gui.errors import ArchiveNotWritable, DiskFull
from inspector_gui.store.verifying import verify_archive

PROGRAM = Path(__file__).parents[1] / "fixtures" / "store_samples.py"


@pytest.fixture(scope="module")
def samples():
    spec = importlib.util.spec_from_file_location("store_samples_disk", PROGRAM)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def archive(samples, tmp_path):
    with samples.new_archive(tmp_path / "a.inspection") as opened:
        samples.fill(opened)
        yield opened


def allow_pages(database, more):
    """Let the database grow by so many pages and no further, as on a disk that is almost full; None: no limit."""
    pages = database.value("PRAGMA page_count")
    database.value(f"PRAGMA max_page_count={2**30 if more is None else pages + more}")


def pages_needed(database, act):
    """By how many pages the database grows in `act`, which is taken back."""
    before = database.value("PRAGMA page_count")
    after = before
    with contextlib.suppress(KeyboardInterrupt), database.transaction():
        act()
        after = database.value("PRAGMA page_count")
        raise KeyboardInterrupt
    return after - before


def state(archive, samples):
    return (
        archive.captures.of_target("r1", samples.SITE.id),
        list(archive.custody.all()),
        archive.findings.of_round("r1"),
        archive.queue.of_target("r1", samples.SITE.id),
    )


def test_evidence_does_not_fit_at_any_page(samples, archive):
    capture, blobs = samples.make_capture(archive, picture=bytes(range(256)) * 200)
    before = state(archive, samples)
    evidence = archive.evidence._writable("r1")
    needed = pages_needed(evidence, lambda: archive.evidence.store("r1", blobs))
    assert needed > 10
    for room in range(needed):
        allow_pages(evidence, room)
        with pytest.raises(DiskFull, match="磁盘已满"):
            archive.captures.add(capture, blobs)
        assert state(archive, samples) == before
        assert verify_archive(archive.path).problems == ()
    allow_pages(evidence, needed)
    archive.captures.add(capture, blobs)
    assert archive.captures.get(capture.id) == capture
    report = verify_archive(archive.path)
    assert (report.problems, report.notes) == ((), ())


def record_acts(samples, archive):
    capture, blobs = samples.make_capture(archive, title="题" * 3000)
    found = [samples.make_finding("F9", text="长" * 9000)]
    return {
        "captured": lambda: archive.captures.add(capture, blobs),
        "decided": lambda: archive.findings.decide("F1", state=FindingState.PENDING, why="长" * 3000, actor="李四"),
        "suspected": lambda: archive.findings.replace_suspicions("r1", samples.SITE.id, ["x"], found),
    }


@pytest.mark.parametrize("name", ["captured", "decided", "suspected"])
def test_records_do_not_fit_at_any_page(samples, archive, name):
    act = record_acts(samples, archive)[name]
    needed = pages_needed(archive._database, act)
    assert needed > 1
    before = state(archive, samples)
    for room in range(needed):
        allow_pages(archive._database, room)
        with pytest.raises(DiskFull):
            act()
        assert state(archive, samples) == before
        assert verify_archive(archive.path).problems == ()
    allow_pages(archive._database, needed)
    act()
    assert state(archive, samples) != before
    assert verify_archive(archive.path).problems == ()


def test_long_transaction_on_a_full_disk_is_taken_back_as_a_whole(samples, archive):
    def decide_often():
        with archive.transaction():
            for _ in range(50):
                archive.findings.decide("F1", state=FindingState.PENDING, why="长" * 3000, actor="李四")

    before = state(archive, samples)
    allow_pages(archive._database, 30)
    with pytest.raises(DiskFull):
        decide_often()
    assert state(archive, samples) == before
    allow_pages(archive._database, None)
    decide_often()
    assert len(archive.findings.decisions("F1")) == 51
    assert verify_archive(archive.path).problems == ()


@pytest.mark.parametrize("which", ["archive", "evidence"])
def test_medium_that_turns_read_only(samples, archive, which):
    database = archive._database if which == "archive" else archive.evidence._writable("r1")
    before = state(archive, samples)
    database.value("PRAGMA query_only=ON")
    with pytest.raises(ArchiveNotWritable, match="只读"):
        archive.captures.add(*samples.make_capture(archive))
    assert state(archive, samples) == before
    database.value("PRAGMA query_only=OFF")
    archive.captures.add(*samples.make_capture(archive))
    assert verify_archive(archive.path).problems == ()


def test_folder_without_permission_is_refused_at_once(samples, archive, monkeypatch):
    monkeypatch.setattr("inspector_gui.store.archive.os.access", lambda place, mode: Path(place).name != "evidence")
    with pytest.raises(ArchiveNotWritable, match="evidence"):
        samples.open_archive(archive.path)
