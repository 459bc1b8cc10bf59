import sqlite3

import pytest

from inspector_gui.app import session as sessions
from inspector_gui.app.session import close_session, create_archive, find_round, indicator_set_of, open_session
from inspector_gui.errors import (
    ArchiveBusy,
    ArchiveExists,
    ArchiveLocked,
    ArchiveMissing,
    ArchiveNotWritable,
    InvalidInput,
    UnknownName,
)
from inspector_gui.store.archive import Archive


def test_an_archive_is_made_once_and_opened_by_name(tmp_path):
    path = tmp_path / "a.inspection"
    close_session(create_archive(path, name=" 某市 ", actor="甲"))
    with open_session(path, actor="乙") as session:
        assert (session.archive.name, session.actor) == ("某市", "乙")
    with pytest.raises(ArchiveExists):
        create_archive(path, name="别的")


def test_an_archive_without_a_name_is_refused_and_not_made(tmp_path):
    with pytest.raises(InvalidInput):
        create_archive(tmp_path / "a.inspection", name=" ")
    assert list(tmp_path.iterdir()) == []


def test_what_is_not_there_or_cannot_be_an_address_is_said(tmp_path):
    with pytest.raises(ArchiveMissing):
        open_session(tmp_path / "none")
    with pytest.raises(ArchiveNotWritable):
        open_session(tmp_path / ("n" * 300))
    with pytest.raises(ArchiveNotWritable):
        create_archive(tmp_path / ("n" * 300), name="x")


def test_a_second_window_is_refused_and_a_command_is_not(tmp_path):
    path = tmp_path / "a.inspection"
    close_session(create_archive(path, name="x"))
    with open_session(path, window=True), open_session(path), pytest.raises(ArchiveLocked):
        open_session(path, window=True)
    close_session(open_session(path, window=True))


def test_an_archive_that_is_held_is_said_after_a_while_and_nothing_is_written(session, round_id, monkeypatch):
    original = Archive.open
    monkeypatch.setattr(Archive, "open", lambda path, **settings: original(path, busy_seconds=0.1, **settings))
    with open_session(session.archive.path) as other:
        holder = sqlite3.connect(session.archive.path / "archive.db", isolation_level=None)
        holder.execute("BEGIN IMMEDIATE")
        with pytest.raises(ArchiveBusy):
            other.archive.queue.set_paused(round_id, True)
        holder.close()
        assert not other.archive.queue.is_paused(round_id)


def test_the_newest_round_is_meant_when_none_is_named(session, round_id, tmp_path):
    assert find_round(session).id == find_round(session, "2021Q2").id == find_round(session, round_id).id == round_id
    with pytest.raises(UnknownName, match="1999"):
        find_round(session, "1999")
    with create_archive(tmp_path / "empty.inspection", name="空") as empty, pytest.raises(UnknownName, match="round"):
        find_round(empty)


def test_a_round_keeps_the_rule_book_it_was_made_with(session, round_id):
    assert indicator_set_of(session, round_id).id == sessions.DEFAULT_INDICATOR_SET
    assert indicator_set_of(session, round_id) is indicator_set_of(session, round_id)
