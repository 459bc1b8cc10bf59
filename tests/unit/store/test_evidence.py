from __future__ import annotations

import hashlib
import os
import sqlite3
from dataclasses import replace

import pytest
import zstandard

from inspector_gui.errors import ArchiveDamaged, ArchiveNotWritable, InvalidInput
from inspector_gui.store import evidence as evidence_module
from inspector_gui.store.evidence import plain_bytes


def named(*items: bytes) -> dict[str, bytes]:
    return {hashlib.sha256(data).hexdigest(): data for data in items}


def stored(archive, name="2021Q2.db"):
    connection = sqlite3.connect(archive.path / "evidence" / name)
    connection.row_factory = sqlite3.Row
    rows = [dict(row) for row in connection.execute("SELECT * FROM blobs ORDER BY id")]
    connection.close()
    return rows


def tamper(archive, statement, *values):
    """Change the evidence as somebody with a database tool would: triggers first."""
    connection = sqlite3.connect(archive.path / "evidence" / "2021Q2.db")
    connection.execute("DROP TRIGGER IF EXISTS blobs_no_update")
    connection.execute("DROP TRIGGER IF EXISTS blobs_no_delete")
    connection.execute(statement, values)
    connection.commit()
    connection.close()


def test_items_come_back_as_they_were(archive):
    blobs = named(b"", b"\x00" * 10, os.urandom(5000), "中文".encode() * 5000)
    archive.evidence.store("r1", blobs, compressed=blobs)
    for sha256, data in blobs.items():
        assert archive.evidence.read("r1", sha256) == data
        assert archive.evidence.has("r1", sha256)
    assert list(archive.evidence.digests("r1")) == list(blobs)


def test_only_named_items_are_compressed(archive):
    text, picture = b"text " * 1000, b"picture " * 1000
    archive.evidence.store("r1", named(text, picture), compressed=named(text))
    rows = stored(archive)
    assert [(row["encoding"], row["size"]) for row in rows] == [("zstd", 5000), ("raw", 8000)]
    assert len(rows[0]["data"]) < 200
    assert rows[1]["data"] == picture


def test_same_bytes_are_stored_once(archive):
    archive.evidence.store("r1", named(b"same"))
    archive.evidence.store("r1", named(b"same", b"new"))
    assert len(stored(archive)) == 2


def test_round_without_evidence(archive):
    assert not archive.evidence.exists("r1")
    assert not archive.evidence.has("r1", "0" * 64)
    assert archive.evidence.size("r1") == 0
    assert list(archive.evidence.digests("r1")) == []
    with pytest.raises(ArchiveDamaged, match="缺少证据 " + "0" * 64):
        archive.evidence.read("r1", "0" * 64)


def test_size_is_that_of_the_file(archive):
    archive.evidence.store("r1", named(os.urandom(100_000)))
    assert 100_000 < archive.evidence.size("r1") < 200_000


def test_wrong_digest_is_refused_before_anything_is_stored(archive):
    with pytest.raises(ValueError, match="digest"):
        archive.evidence.store("r1", {**named(b"right"), "0" * 64: b"wrong"})
    assert not archive.evidence.exists("r1")


def test_item_that_is_too_large_is_refused(archive, monkeypatch):
    monkeypatch.setattr(evidence_module, "MAX_ITEM_BYTES", 10)
    with pytest.raises(InvalidInput, match="证据"):
        archive.evidence.store("r1", named(b"x" * 11))


@pytest.mark.parametrize("compressed", [True, False])
def test_flipped_byte_is_noticed_on_reading(archive, compressed):
    blobs = named(os.urandom(5000))
    (sha256,) = blobs
    archive.evidence.store("r1", blobs, compressed=blobs if compressed else ())
    data = bytearray(stored(archive)[0]["data"])
    data[2500] ^= 1
    tamper(archive, "UPDATE blobs SET data = ?", bytes(data))
    with pytest.raises(ArchiveDamaged, match=f"{sha256} 的内容被改动"):
        archive.evidence.read("r1", sha256)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE blobs SET size = size - 1",
        "UPDATE blobs SET size = -1",
        "UPDATE blobs SET encoding = 'raw'",
        "UPDATE blobs SET data = x''",
        "UPDATE blobs SET data = zeroblob(100)",
    ],
)
def test_forged_row_is_noticed_on_reading(archive, statement):
    blobs = named(b"text " * 1000)
    archive.evidence.store("r1", blobs, compressed=blobs)
    tamper(archive, statement)
    with pytest.raises(ArchiveDamaged):
        archive.evidence.read("r1", next(iter(blobs)))


def test_forged_compression_does_not_fill_the_memory():
    bomb = zstandard.ZstdCompressor().compress(bytes(200 * 2**20))
    row = {"sha256": "0" * 64, "size": 10, "encoding": "zstd", "data": bomb}
    assert plain_bytes(row) is None


def test_deleted_item_is_noticed_on_reading(archive):
    blobs = named(b"gone")
    archive.evidence.store("r1", blobs)
    tamper(archive, "DELETE FROM blobs")
    with pytest.raises(ArchiveDamaged, match="缺少证据"):
        archive.evidence.read("r1", next(iter(blobs)))


@pytest.mark.parametrize("table", ["blobs", "heads", "meta"])
@pytest.mark.parametrize(
    "statement", ["DELETE FROM {0}", "UPDATE {0} SET rowid = rowid", "INSERT OR REPLACE INTO {0} SELECT * FROM {0}"]
)
def test_sqlite_refuses_changes(archive, table, statement):
    archive.evidence.store("r1", named(b"kept"))
    database = archive.evidence._writable("r1")

    def change():
        with database.transaction():
            database.run(statement.format(table))

    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        change()


def test_rounds_have_databases_of_their_own(samples, archive):
    archive.rounds.add(replace(samples.ROUND, id="r2", name="二季度"), indicator_set_text="")
    archive.evidence.store("r1", named(b"one"))
    archive.evidence.store("r2", named(b"two"))
    assert sorted(p.name for p in (archive.path / "evidence").glob("*.db")) == ["2021Q2.db", "r2.db"]
    assert not archive.evidence.has("r2", next(iter(named(b"one"))))


def test_evidence_of_another_archive_is_refused(samples, archive, tmp_path):
    with samples.new_archive(tmp_path / "other.inspection") as other:
        other.evidence.store("r1", named(b"foreign"))
    (tmp_path / "other.inspection" / "evidence" / "2021Q2.db").rename(archive.path / "evidence" / "2021Q2.db")
    with pytest.raises(ArchiveDamaged, match="不属于"):
        archive.evidence.read("r1", next(iter(named(b"foreign"))))
    with pytest.raises(ArchiveDamaged, match="不属于"):
        archive.evidence.store("r1", named(b"more"))


def test_empty_file_of_a_killed_program_is_laid_out(archive):
    (archive.path / "evidence" / "2021Q2.db").touch()
    assert not archive.evidence.exists("r1")
    archive.evidence.store("r1", named(b"first"))
    assert archive.evidence.exists("r1")


def test_file_in_place_of_the_evidence_folder(archive):
    (archive.path / "evidence").rmdir()
    (archive.path / "evidence").write_text("x")
    with pytest.raises(ArchiveNotWritable):
        archive.evidence.store("r1", named(b"x"))


def test_each_write_notes_the_end_of_the_custody_chain(archive):
    archive.evidence.store("r1", named(b"1"))
    with archive.transaction():
        archive.custody.append("exported", "package:P")
        archive.evidence.store("r1", named(b"2"))
    archive.evidence.store("r1", named(b"3"))
    heads = archive.evidence._writable("r1").rows("SELECT count, head FROM heads ORDER BY id")
    hashes = [entry.hash for entry in archive.custody.all()]
    assert [row["count"] for row in heads] == [4, 4, 5]
    assert [row["head"] for row in heads] == [hashes[3], hashes[3], hashes[4]]
