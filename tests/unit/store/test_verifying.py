"""Damage of every kind: `verify` must name what was changed."""

from __future__ import annotations

import shutil
import sqlite3
from dataclasses import asdict, replace

import pytest

from inspector_gui.domain.custody import canonical_json, entry_hash, head_bytes, signed_bytes
from inspector_gui.errors import ArchiveMissing
from inspector_gui.store.keys import Keyring
from inspector_gui.store.verifying import verify_archive


class Vandal:
    """Changes a closed archive as somebody with a database tool would, triggers and references switched off."""

    def __init__(self, archive, samples):
        self.archive, self.samples = archive, samples
        self.path = archive.path
        self.capture = archive.sample_capture
        self.entries = list(archive.custody.all())
        archive.close()

    def change(self, statement, *values, file="archive.db"):
        connection = sqlite3.connect(self.path / file)
        for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        assert connection.execute(statement, values).rowcount != 0
        connection.commit()
        connection.close()

    def change_evidence(self, statement, *values):
        self.change(statement, *values, file="evidence/2021Q2.db")

    def read(self, query, file="archive.db"):
        connection = sqlite3.connect(self.path / file)
        found = connection.execute(query).fetchall()
        connection.close()
        return found

    def write_chain(self, entries):
        self.change("DELETE FROM custody")
        for entry in entries:
            row = asdict(entry)
            self.change(f"INSERT INTO custody ({', '.join(row)}) VALUES ({', '.join('?' * len(row))})", *row.values())

    def forge_head(self, count, head, keys):
        statement = {
            "count": count,
            "head": head,
            "key": keys.public_key_hex,
            "signature": keys.sign(head_bytes(self.archive.id, count, head)),
        }
        self.change("UPDATE meta SET value = ? WHERE key = 'custody_head'", canonical_json(statement))

    def found(self):
        report = verify_archive(self.path)
        assert report.intact == (not report.problems)
        return {(problem.kind, problem.what) for problem in report.problems}


@pytest.fixture
def vandal(filled, samples):
    return Vandal(filled, samples)


def resigned(entries, keys):
    """The chain with all hashes and signatures made anew."""
    made, previous = [], "0" * 64
    for number, entry in enumerate(entries, 1):
        draft = replace(entry, seq=number, previous=previous, key=keys.public_key_hex, hash="", signature="")
        hashed = replace(draft, hash=entry_hash(draft))
        made.append(replace(hashed, signature=keys.sign(signed_bytes(hashed))))
        previous = hashed.hash
    return made


def test_sound_archive(vandal):
    report = verify_archive(vandal.path)
    assert (report.problems, report.notes) == ((), ())
    assert (report.captures, report.evidence, report.entries) == (1, 2, 13)
    assert report.signers == (vandal.samples.KEYS.public_key_hex,)
    assert report.head == vandal.entries[-1].hash


def test_verification_changes_no_byte(vandal):
    before = {path: path.read_bytes() for path in vandal.path.rglob("*.db")}
    verify_archive(vandal.path)
    assert {path: path.read_bytes() for path in vandal.path.rglob("*.db")} == before


def test_missing_archive(tmp_path):
    with pytest.raises(ArchiveMissing):
        verify_archive(tmp_path)


def test_progress_ends_at_all(samples, archive):
    for _ in range(30):
        archive.captures.add(*samples.make_capture(archive))
    seen = []
    verify_archive(archive.path, progress=lambda done, total: seen.append((done, total)))
    assert seen == [(20, 31), (31, 31)]  # the page is the same for all


# -- evidence -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("number", [0, 1])
def test_flipped_byte_names_the_item(vandal, number):
    sha256 = vandal.capture.evidence[number].sha256
    data = bytearray(vandal.read(f"SELECT data FROM blobs WHERE sha256 = '{sha256}'", "evidence/2021Q2.db")[0][0])
    data[len(data) // 2] ^= 1
    vandal.change_evidence("UPDATE blobs SET data = ? WHERE sha256 = ?", bytes(data), sha256)
    assert vandal.found() == {("changed", sha256)}


def test_flipped_byte_in_the_file_names_the_item(vandal):
    file = vandal.path / "evidence" / "2021Q2.db"
    sha256 = vandal.capture.evidence[0].sha256
    picture = vandal.read(f"SELECT data FROM blobs WHERE sha256 = '{sha256}'", "evidence/2021Q2.db")[0][0]
    content = bytearray(file.read_bytes())
    content[content.index(picture[1000:1100])] ^= 0x80
    file.write_bytes(content)
    assert vandal.found() == {("changed", sha256)}


def test_deleted_item_is_named(vandal):
    sha256 = vandal.capture.evidence[0].sha256
    vandal.change_evidence("DELETE FROM blobs WHERE sha256 = ?", sha256)
    assert vandal.found() == {("missing", sha256)}


def test_renamed_item_is_named_twice(vandal):
    sha256 = vandal.capture.evidence[0].sha256
    vandal.change_evidence("UPDATE blobs SET sha256 = ? WHERE sha256 = ?", "0" * 64, sha256)
    assert vandal.found() == {("missing", sha256), ("changed", "0" * 64)}


def test_swapped_items_are_both_named(vandal):
    first, second = (ref.sha256 for ref in vandal.capture.evidence)
    for new, old in (("x", first), (first, second), (second, "x")):
        vandal.change_evidence("UPDATE blobs SET sha256 = ? WHERE sha256 = ?", new, old)
    assert vandal.found() == {("changed", first), ("changed", second)}


def test_lost_evidence_file(vandal):
    (vandal.path / "evidence" / "2021Q2.db").unlink()
    assert vandal.found() == {("missing", "evidence/2021Q2.db")}


def test_emptied_evidence_file(vandal):
    (vandal.path / "evidence" / "2021Q2.db").write_bytes(b"")
    assert vandal.found() == {("missing", "evidence/2021Q2.db")}


def test_truncated_evidence_file(vandal):
    file = vandal.path / "evidence" / "2021Q2.db"
    file.write_bytes(file.read_bytes()[:9000])
    assert ("database", "evidence/2021Q2.db") in vandal.found()


def test_evidence_file_that_is_no_database(vandal):
    (vandal.path / "evidence" / "2021Q2.db").write_bytes(b"garbage" * 1000)
    assert vandal.found() == {("database", "evidence/2021Q2.db")}


def test_evidence_file_of_another_archive(vandal, tmp_path):
    with vandal.samples.new_archive(tmp_path / "other.inspection") as other:
        vandal.samples.fill(other)
    shutil.copy(tmp_path / "other.inspection" / "evidence" / "2021Q2.db", vandal.path / "evidence" / "2021Q2.db")
    assert {("changed", "evidence/2021Q2.db"), ("missing", vandal.capture.evidence[0].sha256)} <= vandal.found()


def test_file_that_belongs_to_no_round_is_noted(vandal):
    shutil.copy(vandal.path / "evidence" / "2021Q2.db", vandal.path / "evidence" / "stray.db")
    report = verify_archive(vandal.path)
    assert report.problems == ()
    assert [note.what for note in report.notes] == ["evidence/stray.db"]


# -- records --------------------------------------------------------------------------------------------------------

RECORDS = [
    ("UPDATE captures SET facts = replace(facts, '首页', '主页')", "capture:{capture}"),
    ("UPDATE captures SET url = 'http://elsewhere.example/'", "capture:{capture}"),
    ("UPDATE captures SET target_id = 'w-1100000002'", "capture:{capture}"),
    ("UPDATE captures SET taken_at = '2021-06-01T00:00:00+08:00'", "capture:{capture}"),
    ("UPDATE captures SET facts = 'no json'", "capture:{capture}"),
    ("UPDATE decisions SET facts = replace(facts, 'confirmed', 'dismissed')", "decision:F1/1"),
    ("UPDATE decisions SET facts = replace(facts, '李四', '王五')", "decision:F1/1"),
    ("UPDATE decisions SET finding_id = 'F2'", "decision:F2/1"),
    ("UPDATE findings SET facts = replace(facts, '打不开', '打得开') WHERE id = 'F1'", "finding:F1"),
    ("UPDATE findings SET withdrawn = 1 WHERE id = 'F2'", "finding:F2"),
    ("UPDATE findings SET target_id = 'w-1100000002' WHERE id = 'F2'", "finding:F2"),
    ("UPDATE findings SET check_id = '' WHERE id = 'F2'", "finding:F2"),
    ("UPDATE annotations SET facts = replace(facts, '10', '11')", "annotation:a1"),
    ("UPDATE links SET facts = replace(facts, 'dead', 'ok')", "links:r1/w-1100000001"),
    ("UPDATE links SET url = 'http://other.example/'", "links:r1/w-1100000001"),
    ("UPDATE check_runs SET facts = replace(facts, 'found', 'clear')", "checks:r1/w-1100000001/dead_link"),
    ("UPDATE rounds SET facts = replace(facts, '2021-06-30', '2021-09-30')", "round:r1"),
    ("UPDATE rounds SET name = '2021Q3'", "round:r1"),
    ("UPDATE rounds SET indicator_set_text = '{}'", "round:r1"),
    ("UPDATE targets SET facts = replace(facts, '政府', '公司') WHERE id = 'w-1100000001'", "target:w-1100000001"),
]


@pytest.mark.parametrize(("statement", "name"), RECORDS)
def test_changed_record_is_named(vandal, statement, name):
    vandal.change(statement)
    found = {what for kind, what in vandal.found() if kind in ("changed", "added")}
    assert found == {name.format(capture=vandal.capture.id)}


DELETIONS = [
    ("DELETE FROM annotations", {"annotation:a1"}),
    ("DELETE FROM decisions", {"decision:F1/1"}),
    ("DELETE FROM findings WHERE id = 'F2'", {"finding:F2"}),
    ("DELETE FROM links", {"links:r1/w-1100000001"}),
    ("DELETE FROM check_runs", {"checks:r1/w-1100000001/dead_link"}),
    ("DELETE FROM round_targets WHERE target_id = 'w-1100000002'", {"member:r1/w-1100000002"}),
]


@pytest.mark.parametrize(("statement", "names"), DELETIONS)
def test_deleted_record_is_named(vandal, statement, names):
    vandal.change(statement)
    assert vandal.found() == {("missing", name) for name in names}


def test_deleted_capture_is_named_with_what_hangs_on_it(vandal):
    vandal.change("DELETE FROM captures")
    assert vandal.found() == {("missing", f"capture:{vandal.capture.id}"), ("database", "archive.db/annotations")}


def test_record_slipped_in_is_named(vandal):
    vandal.change("INSERT INTO decisions SELECT finding_id, 2, replace(facts, 'confirmed', 'dismissed') FROM decisions")
    assert vandal.found() == {("added", "decision:F1/2")}


def test_renamed_archive_is_named(vandal):
    vandal.change("UPDATE meta SET value = '别的市' WHERE key = 'name'")
    assert vandal.found() == {("changed", f"archive:{vandal.archive.id}")}


def test_text_that_is_no_text_any_more(vandal):
    vandal.change("UPDATE findings SET facts = CAST(x'ff22' AS TEXT) WHERE id = 'F1'")
    assert ("database", "archive.db") in vandal.found()


# -- custody chain --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("actor", "王五"),
        ("at", "2020-01-01T00:00:00Z"),
        ("monotonic_ns", 1),
        ("subject", "x:1"),
        ("act", "x"),
        ("detail", "{}"),
    ],
)
def test_changed_entry_is_named(vandal, column, value):
    vandal.change(f"UPDATE custody SET {column} = ? WHERE seq = 12", value)
    assert ("chain", "custody:12") in vandal.found()


def test_removed_entry_is_named(vandal):
    vandal.change("DELETE FROM custody WHERE seq = 8")
    assert ("chain", "custody:8") in vandal.found()


def test_reordered_entries_are_named(vandal):
    for new, old in ((99, 9), (9, 10), (10, 99)):
        vandal.change("UPDATE custody SET seq = ? WHERE seq = ?", new, old)
    assert ("chain", "custody:9") in vandal.found()


def test_forged_signature_is_named(vandal):
    vandal.change("UPDATE custody SET signature = ? WHERE seq = 3", "00" * 64)
    assert vandal.found() == {("signature", "custody:3")}


def test_last_entry_cut_off_is_noticed(vandal):
    vandal.change("DELETE FROM custody WHERE seq = 13")
    assert vandal.found() == {("chain", "custody:13"), ("added", "annotation:a1")}


def test_last_act_undone_with_its_entry_is_noticed(vandal):
    vandal.change("DELETE FROM custody WHERE seq = 13")
    vandal.change("DELETE FROM annotations")
    assert vandal.found() == {("chain", "custody:13")}


def test_cut_chain_with_the_old_signed_end_put_back_is_noticed_by_the_evidence(vandal):
    """The evidence was written when the chain had 6 entries: a shorter one cannot be the whole."""
    vandal.write_chain(vandal.entries[:5])
    vandal.forge_head(5, vandal.entries[4].hash, vandal.samples.KEYS)
    assert ("chain", "custody:6") in vandal.found()


def test_chain_begun_anew_is_noticed(vandal):
    entries = resigned(vandal.entries[1:], vandal.samples.KEYS)
    vandal.write_chain(entries)
    vandal.forge_head(len(entries), entries[-1].hash, vandal.samples.KEYS)
    assert ("chain", "custody:1") in vandal.found()


def test_chain_rewritten_with_the_key_is_noticed_by_the_evidence(vandal):
    entries = resigned([replace(entry, actor="王五") for entry in vandal.entries], vandal.samples.KEYS)
    vandal.write_chain(entries)
    vandal.forge_head(len(entries), entries[-1].hash, vandal.samples.KEYS)
    assert vandal.found() == {("chain", "custody:6")}


def test_chain_rewritten_by_another_key_names_its_signer(vandal):
    stranger = Keyring(b"s" * 32)
    vandal.write_chain(resigned(vandal.entries, stranger))
    assert verify_archive(vandal.path).signers == (stranger.public_key_hex,)
    assert not verify_archive(vandal.path).intact


def test_entry_slipped_in_at_the_end_is_noticed(vandal):
    extra = replace(vandal.entries[-1], seq=14, act="x", subject="x:1", previous=vandal.entries[-1].hash)
    vandal.write_chain(resigned([*vandal.entries, extra], vandal.samples.KEYS))
    assert ("chain", "custody:14") in vandal.found()


def test_signed_end_is_missing(vandal):
    vandal.change("DELETE FROM meta WHERE key = 'custody_head'")
    assert vandal.found() == {("chain", "custody:head")}


def test_signed_end_is_forged(vandal):
    vandal.change('UPDATE meta SET value = replace(value, \'"signature":"\', \'"signature":"00\')')
    assert vandal.found() == {("signature", "custody:head")}


# -- databases ------------------------------------------------------------------------------------------------------


def test_archive_database_that_is_none(vandal):
    (vandal.path / "archive.db").write_bytes(b"garbage" * 1000)
    assert vandal.found() == {("database", "archive.db")}


def test_older_archive_database_put_back_is_noticed_by_the_evidence(samples, archive, tmp_path):
    archive.close()
    shutil.copy(archive.path / "archive.db", tmp_path / "old.db")
    with samples.open_archive(archive.path) as again:
        samples.fill(again)
        again.captures.add(*samples.make_capture(again))
    shutil.copy(tmp_path / "old.db", archive.path / "archive.db")
    report = verify_archive(archive.path)
    assert [(p.kind, p.what) for p in report.problems] == [("chain", "custody:5")]
    assert "evidence/2021Q2.db" in report.problems[0].detail_zh


def test_every_page_of_the_archive_database(vandal):
    """Whichever page is overwritten, the damage is noticed and nothing else happens than a report."""
    file = vandal.path / "archive.db"
    content = file.read_bytes()
    used = {page for page in range(len(content) // 4096) if any(content[page * 4096 : page * 4096 + 4096])}
    unnoticed = []
    for page in sorted(used):
        damaged = bytearray(content)
        damaged[page * 4096 : page * 4096 + 4096] = b"\x5a" * 4096
        file.write_bytes(damaged)
        if not vandal.found():
            unnoticed.append(page)
    assert unnoticed == []
