from __future__ import annotations

import sqlite3

import pytest

from inspector_gui.store.database import Database, journal_settings


@pytest.fixture
def database(tmp_path):
    opened = Database(tmp_path / "t.db", mode="create")
    with opened.transaction():
        opened.run("CREATE TABLE t (x INTEGER PRIMARY KEY, y TEXT)")
    yield opened
    opened.close()


def put(database, x, *, fail=False):
    with database.transaction():
        database.insert("t", {"x": x})
        if fail:
            raise LookupError


@pytest.mark.parametrize(
    ("shared", "version", "expected"),
    [
        (True, (3, 40, 1), ("truncate", "EXTRA")),
        (True, (3, 51, 2), ("truncate", "EXTRA")),
        (True, (3, 51, 3), ("wal", "FULL")),
        (True, (3, 52, 0), ("wal", "FULL")),
        (False, (3, 52, 0), ("truncate", "EXTRA")),
    ],
)
def test_journal_depends_on_the_version_of_sqlite(shared, version, expected):
    assert journal_settings(shared=shared, version=version) == expected


def test_settings_hold(database):
    pragmas = ("journal_mode", "synchronous", "foreign_keys", "trusted_schema", "recursive_triggers", "busy_timeout")
    assert [database.value(f"PRAGMA {name}") for name in pragmas] == ["truncate", 3, 1, 0, 1, 30_000]


def test_writing_needs_a_transaction(database):
    with pytest.raises(RuntimeError, match="needs a transaction"):
        database.run("INSERT INTO t (x) VALUES (1)")
    with pytest.raises(RuntimeError, match="needs a transaction"):
        database.insert("t", {"x": 1})


def test_failed_transaction_leaves_nothing(database):
    with pytest.raises(LookupError):
        put(database, 1, fail=True)
    assert database.rows("SELECT * FROM t") == []
    put(database, 2)
    assert database.column("SELECT x FROM t") == [2]


def test_inner_transaction_that_fails_takes_back_only_its_part(database):
    with database.transaction():
        put(database, 1)
        with pytest.raises(LookupError):
            put(database, 2, fail=True)
        put(database, 3)
    assert database.column("SELECT x FROM t ORDER BY x") == [1, 3]
    assert not database.in_transaction


def test_outer_failure_takes_inner_ones_back(database):
    def outer():
        with database.transaction():
            put(database, 1)
            raise LookupError

    with pytest.raises(LookupError):
        outer()
    assert database.rows("SELECT * FROM t") == []


def test_nothing_is_written_after_sqlite_gave_the_transaction_up(database):
    def go_on_regardless():
        with database.transaction():
            put(database, 1)
            database.connection.execute("ROLLBACK")  # as SQLite does by itself when the disk is full
            put(database, 2)

    with pytest.raises(RuntimeError, match="given up"):
        go_on_regardless()
    assert database.rows("SELECT * FROM t") == []
    put(database, 3)


def test_swallowed_loss_of_the_transaction_does_not_pass_for_success(database):
    def swallow():
        with database.transaction():
            put(database, 1)
            database.connection.execute("ROLLBACK")

    with pytest.raises(RuntimeError, match="given up"):
        swallow()


def test_programming_errors_are_not_dressed_up(database):
    with pytest.raises(sqlite3.OperationalError, match="no such table"):
        database.rows("SELECT * FROM nowhere")


def test_pages_give_every_row_once(database):
    with database.transaction():
        for x in range(1, 12):
            database.insert("t", {"x": x})
    query = "SELECT x FROM t WHERE x > ? ORDER BY x LIMIT ?"
    assert [row["x"] for row in database.pages(query, after=0, key="x", size=4)] == list(range(1, 12))


def test_reading_connection_refuses_to_write(database):
    reader = Database(database.path, mode="read")
    with pytest.raises(sqlite3.OperationalError):
        reader.connection.execute("INSERT INTO t (x) VALUES (1)")
    reader.close()


def test_reader_sees_the_state_before_an_open_transaction(database):
    reader = Database(database.path, mode="read")
    with database.transaction():
        put(database, 1)
        assert reader.rows("SELECT * FROM t") == []
    assert reader.column("SELECT x FROM t") == [1]
    reader.close()


@pytest.mark.parametrize("name", ["带 空格#?%.db", "q'uo\"te.db"])
def test_awkward_file_names(tmp_path, name):
    opened = Database(tmp_path / name, mode="create")
    with opened.transaction():
        opened.run("CREATE TABLE t (x)")
    opened.close()
    assert (tmp_path / name).stat().st_size > 0
