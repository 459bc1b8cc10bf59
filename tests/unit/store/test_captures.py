from __future__ import annotations

import datetime as dt
import sqlite3
from dataclasses import replace

import pytest

from inspector_gui.domain.captures import EvidenceKind, Fitness, Outcome, PageRole
from inspector_gui.domain.custody import subject_digest
from inspector_gui.errors import ArchiveDamaged, UnknownName
from inspector_gui.store.clock import Clock
from inspector_gui.store.verifying import verify_archive


def add(samples, archive, **changes):
    capture, blobs = samples.make_capture(archive, **changes)
    archive.captures.add(capture, blobs)
    return capture


def test_capture_comes_back_with_its_evidence(samples, archive):
    capture, blobs = samples.make_capture(
        archive,
        url="http://x.example/?q=\ud800\x00",
        title="标题\udfff",
        outcome=Outcome.PARTIAL,
        fitness=Fitness.LOADING,
        reason="加载未完成",
        status=200,
        width=1366,
        height=60_000,
        scale=1.25,
        parent="C0",
        depth=2,
        role=PageRole.ARTICLE,
    )
    archive.captures.add(capture, blobs)
    assert archive.captures.get(capture.id) == capture
    for ref in capture.evidence:
        assert archive.evidence.read("r1", ref.sha256) == blobs[ref.sha256]


def test_capture_without_evidence(samples, archive):
    capture, _ = samples.make_capture(archive, evidence=(), outcome=Outcome.NET_ERROR, fitness=Fitness.NO_PAGE)
    archive.captures.add(capture, {})
    assert archive.captures.get(capture.id) == capture


def test_text_kinds_are_compressed(samples, archive):
    capture = add(samples, archive)
    rows = archive.evidence._writable("r1").rows("SELECT sha256, encoding FROM blobs")
    assert {row["sha256"]: row["encoding"] for row in rows} == {
        capture.first(EvidenceKind.STRIP).sha256: "raw",
        capture.first(EvidenceKind.HTML).sha256: "zstd",
    }


def test_capturing_is_recorded(samples, archive):
    capture = add(samples, archive)
    entry = list(archive.custody.all())[-1]
    assert (entry.act, entry.subject, entry.digest) == ("captured", f"capture:{capture.id}", subject_digest(capture))


def test_captures_of_a_target_in_the_order_stored(samples, archive):
    archive.targets.put(samples.OTHER, round_id="r1")
    first = add(samples, archive, url="http://a.example/")
    second = add(samples, archive, url="http://b.example/")
    again = add(samples, archive, url="http://a.example/", taken_at="2021-06-01T00:00:00+08:00")
    add(samples, archive, target_id=samples.OTHER.id)
    assert archive.captures.of_target("r1", samples.SITE.id) == [first, second, again]
    assert archive.captures.latest_of_target("r1", samples.SITE.id) == [again, second]
    assert archive.captures.count("r1") == 4


def test_times_since(samples, archive):
    for minute in (30, 10, 20):
        add(samples, archive, taken_at=f"2021-06-30T09:{minute}:00+08:00")
    assert archive.captures.times_since("r1", "2021-06-30T01:15:00+00:00") == [
        "2021-06-30T09:20:00+08:00",
        "2021-06-30T09:30:00+08:00",
    ]


def test_unknown_capture(archive):
    with pytest.raises(UnknownName, match="快照"):
        archive.captures.get("C0")


def test_reference_without_bytes_is_refused(samples, archive):
    capture, blobs = samples.make_capture(archive)
    blobs.popitem()
    with pytest.raises(ValueError, match="missing"):
        archive.captures.add(capture, blobs)
    assert archive.captures.count("r1") == 0


def test_reference_of_another_size_is_refused(samples, archive):
    capture, blobs = samples.make_capture(archive)
    lying = replace(capture, evidence=(replace(capture.evidence[0], size=1), *capture.evidence[1:]))
    with pytest.raises(ValueError, match="another size"):
        archive.captures.add(lying, blobs)


def test_bytes_nobody_refers_to_are_refused(samples, archive):
    capture, blobs = samples.make_capture(archive)
    with pytest.raises(ValueError, match="does not refer"):
        archive.captures.add(replace(capture, evidence=capture.evidence[:1]), blobs)


def test_wrong_digest_is_refused(samples, archive):
    capture, blobs = samples.make_capture(archive)
    spoiled = {sha256: bytes(len(data)) for sha256, data in blobs.items()}
    with pytest.raises(ValueError, match="digest"):
        archive.captures.add(capture, spoiled)


@pytest.mark.parametrize("changes", [{"target_id": "w-0"}])
def test_failed_capture_leaves_at_worst_evidence(samples, archive, changes):
    capture, blobs = samples.make_capture(archive, **changes)
    with pytest.raises(sqlite3.IntegrityError):
        archive.captures.add(capture, blobs)
    report = verify_archive(archive.path)
    assert report.problems == ()
    assert [note.what for note in report.notes] == ["evidence/2021Q2.db"]
    assert "无快照引用" in report.notes[0].detail_zh


def test_capture_is_added_once(samples, archive):
    capture, blobs = samples.make_capture(archive)
    archive.captures.add(capture, blobs)
    with pytest.raises(sqlite3.IntegrityError):
        archive.captures.add(capture, blobs)
    assert archive.captures.count("r1") == 1


def test_capture_rolled_back_with_its_transaction(samples, archive):
    def add_and_fail():
        with archive.transaction():
            add(samples, archive)
            raise LookupError

    with pytest.raises(LookupError):
        add_and_fail()
    assert archive.captures.count("r1") == 0
    add(samples, archive)
    assert verify_archive(archive.path).problems == ()


def test_lost_evidence_database_is_not_silently_replaced(samples, archive):
    add(samples, archive)
    archive.close()
    (archive.path / "evidence" / "2021Q2.db").unlink()
    with samples.open_archive(archive.path) as again:
        with pytest.raises(ArchiveDamaged, match="证据库缺失"):
            add(samples, again)
        assert not (archive.path / "evidence" / "2021Q2.db").exists()


def test_ids_are_unique_and_ordered_also_when_the_clock_is_set_back(samples, tmp_path):
    hours = iter([5, 4, 4, 3, 9, 9, *range(10, 40)])
    clock = Clock(now=lambda: dt.datetime(2021, 6, 30, tzinfo=dt.UTC) + dt.timedelta(hours=next(hours)))
    with samples.new_archive(tmp_path / "a.inspection", clock=clock) as archive:
        ids = [archive.captures.new_capture_id() for _ in range(20)]
    assert ids == sorted(set(ids))
    assert all(id.isascii() and id.isalnum() and len(id) == 20 for id in ids)


def test_damaged_record_is_named(samples, archive):
    capture = add(samples, archive)
    with archive.transaction():
        archive._database.run("DROP TRIGGER captures_no_update")
        archive._database.run("UPDATE captures SET facts = '{}'")
    with pytest.raises(ArchiveDamaged, match=f"capture:{capture.id}"):
        archive.captures.get(capture.id)
