from __future__ import annotations

import datetime as dt
import json

import pytest

from inspector_gui.domain.custody import GENESIS, first_break
from inspector_gui.store.clock import Clock
from inspector_gui.store.keys import Keyring
from inspector_gui.store.verifying import verify_archive


def test_entries_are_chained_and_signed(filled):
    entries = list(filled.custody.all())
    assert first_break(entries, check_signature=Keyring.verify) is None
    assert entries[0].previous == GENESIS
    assert filled.custody.head() == entries[-1].hash
    assert filled.custody.count() == len(entries) == 13


def test_entry_says_who_what_when(archive):
    entry = archive.custody.append("exported", "package:P1", "d" * 64, {"file": "包.zip"}, actor="王五")
    assert (entry.act, entry.subject, entry.digest, entry.actor) == ("exported", "package:P1", "d" * 64, "王五")
    assert json.loads(entry.detail) == {"file": "包.zip"}
    assert dt.datetime.fromisoformat(entry.at).tzinfo is not None
    assert list(archive.custody.all())[-1] == entry


def test_actor_is_by_default_who_opened_the_archive(archive):
    assert archive.custody.append("undone", "F1").actor == "张三"


def test_entry_is_gone_with_its_transaction(archive):
    def append_and_fail():
        with archive.transaction():
            archive.custody.append("exported", "package:P1")
            raise LookupError

    before = archive.custody.head()
    with pytest.raises(LookupError):
        append_and_fail()
    assert archive.custody.head() == before
    archive.custody.append("exported", "package:P2")
    assert verify_archive(archive.path).intact


def test_order_does_not_depend_on_the_clock(samples, tmp_path):
    times = iter([dt.datetime(2021, 6, 30, 9, 0, tzinfo=dt.UTC) - dt.timedelta(days=n) for n in range(20)])
    with samples.new_archive(tmp_path / "a.inspection", clock=Clock(now=lambda: next(times))) as archive:
        ats = [entry.at for entry in archive.custody.all()]
    assert ats == sorted(ats, reverse=True)
    assert verify_archive(tmp_path / "a.inspection").intact


def test_committed_head_leaves_an_open_transaction_out(archive):
    before = (archive.custody.count(), archive.custody.head())
    assert archive.custody.committed_head() == before
    with archive.transaction():
        archive.custody.append("exported", "package:P1")
        archive.custody.append("exported", "package:P2")
        assert archive.custody.committed_head() == before
    assert archive.custody.committed_head() == (before[0] + 2, archive.custody.head())
    with archive.transaction():
        assert archive.custody.committed_head() == (before[0] + 2, archive.custody.head())


def test_log_is_readable_while_it_grows(archive):
    seen = []
    for entry in archive.custody.all():
        seen.append(entry.seq)
        if len(seen) < 10:
            archive.custody.append("exported", "package:P1")
    assert seen[:4] == [1, 2, 3, 4]
