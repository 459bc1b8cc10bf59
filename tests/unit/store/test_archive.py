from __future__ import annotations

import datetime as dt
import shutil
import sqlite3

import pytest

from inspector_gui.errors import ArchiveDamaged, ArchiveExists, ArchiveMissing, ArchiveNotWritable, DiskFull
from inspector_gui.store.archive import Archive
from inspector_gui.store.clock import Clock
from inspector_gui.store.verifying import verify_archive


def test_new_archive_is_complete_and_intact(samples, tmp_path):
    path = tmp_path / "deep" / "a.inspection"
    with Archive.create(path, name="晨山市", keys=samples.KEYS, actor="张三") as archive:
        assert (archive.path, archive.name, archive.actor) == (path, "晨山市", "张三")
        created = next(archive.custody.all())
        assert (created.act, created.subject, created.actor) == ("created", f"archive:{archive.id}", "张三")
    assert sorted(p.name for p in path.iterdir() if not p.name.endswith("-journal")) == ["archive.db", "evidence"]
    assert [p.name for p in path.parent.iterdir()] == ["a.inspection"]
    assert verify_archive(path).intact


def test_reopened_archive_is_the_same(samples, archive):
    with samples.open_archive(archive.path) as again:
        assert (again.id, again.name, again.actor) == (archive.id, "晨山市", "李四")


@pytest.mark.parametrize("kind", ["folder", "file"])
def test_nothing_that_exists_is_overwritten(samples, tmp_path, kind):
    path = tmp_path / "a.inspection"
    path.mkdir() if kind == "folder" else path.write_text("precious")
    with pytest.raises(ArchiveExists, match=r"a\.inspection 已存在"):
        Archive.create(path, name="x", keys=samples.KEYS, actor="x")
    assert [p.name for p in tmp_path.iterdir()] == ["a.inspection"]


def test_archive_below_a_file_cannot_be_created(samples, tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(ArchiveNotWritable, match=r"file/a\.inspection:路径中有一个文件"):
        Archive.create(tmp_path / "file" / "a.inspection", name="x", keys=samples.KEYS, actor="x")


def test_failed_creation_leaves_nothing(samples, tmp_path):
    def fail() -> dt.datetime:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        Archive.create(tmp_path / "a.inspection", name="x", keys=samples.KEYS, actor="x", clock=Clock(now=fail))
    assert list(tmp_path.iterdir()) == []


def test_disk_full_at_creation_names_the_archive_not_the_draft(samples, tmp_path, monkeypatch):
    def fail(folder, **_):
        raise DiskFull(path=folder / "archive.db")

    monkeypatch.setattr("inspector_gui.store.archive._lay_out", fail)
    with pytest.raises(DiskFull, match=r"/a\.inspection 未写入"):
        Archive.create(tmp_path / "a.inspection", name="x", keys=samples.KEYS, actor="x")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("make", [lambda path: None, lambda path: path.mkdir(), lambda path: path.write_text("x")])
def test_missing_archive(samples, tmp_path, make):
    make(tmp_path / "a.inspection")
    with pytest.raises(ArchiveMissing, match="inspector-gui new"):
        samples.open_archive(tmp_path / "a.inspection")


def test_foreign_database_is_refused(samples, tmp_path):
    path = tmp_path / "a.inspection"
    path.mkdir()
    foreign = sqlite3.connect(path / "archive.db")
    foreign.execute("CREATE TABLE t (x)")
    foreign.close()
    with pytest.raises(ArchiveDamaged, match="不是巡检存档"):
        samples.open_archive(path)


def test_file_that_is_no_database_is_refused(samples, archive):
    archive.close()
    (archive.path / "archive.db").write_bytes(b"not a database" * 100)
    with pytest.raises(ArchiveDamaged, match="不是数据库"):
        samples.open_archive(archive.path)


def test_damaged_page_is_noticed_when_opening(samples, filled):
    filled.close()
    file = filled.path / "archive.db"
    data = bytearray(file.read_bytes())
    data[3 * 4096 : 5 * 4096] = b"\xff" * 8192
    file.write_bytes(data)
    with pytest.raises(ArchiveDamaged, match="verify"):
        samples.open_archive(filled.path)


def test_archive_without_its_identity_is_damaged(samples, archive):
    with archive.transaction():
        archive._database.run("DELETE FROM meta WHERE key = 'id'")
    archive.close()
    with pytest.raises(ArchiveDamaged, match="编号"):
        samples.open_archive(archive.path)


def test_evidence_folder_lost_in_a_copy_is_made_again(samples, archive):
    shutil.rmtree(archive.path / "evidence")
    capture, blobs = samples.make_capture(archive)
    archive.captures.add(capture, blobs)
    assert archive.captures.get(capture.id) == capture


def test_transaction_joins_the_parts(samples, archive):
    def change_twice():
        with archive.transaction():
            archive.targets.put(samples.OTHER, round_id="r1")
            archive.queue.set_paused("r1", True)
            raise LookupError

    before = archive.custody.count()
    with pytest.raises(LookupError):
        change_twice()
    assert archive.custody.count() == before
    assert archive.targets.of_round("r1") == [samples.SITE]
    assert not archive.queue.is_paused("r1")


def test_each_act_is_recorded_once(filled):
    acts = [entry.act for entry in filled.custody.all()]
    assert acts == [
        "created",
        "round_added",
        "target_put",
        "target_put",
        "target_put",
        "target_put",
        "captured",
        "links_tested",
        "checked",
        "suspected",
        "suspected",
        "decided",
        "annotated",
    ]
