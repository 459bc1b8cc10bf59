from __future__ import annotations

import errno
import sqlite3
from pathlib import Path

import pytest

from inspector_gui.errors import ArchiveBusy, ArchiveDamaged, ArchiveNotWritable, DiskFull, UserError
from inspector_gui.store.faults import translated_errors, translated_file_errors

PATH = Path("a.inspection")


def sqlite_error(code, kind=sqlite3.OperationalError):
    error = kind("text of SQLite")
    error.sqlite_errorcode = code
    return error


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (sqlite3.SQLITE_FULL, DiskFull),
        (sqlite3.SQLITE_BUSY, ArchiveBusy),
        (sqlite3.SQLITE_BUSY_SNAPSHOT, ArchiveBusy),
        (sqlite3.SQLITE_LOCKED, ArchiveBusy),
        (sqlite3.SQLITE_READONLY, ArchiveNotWritable),
        (sqlite3.SQLITE_READONLY_DBMOVED, ArchiveNotWritable),
        (sqlite3.SQLITE_CANTOPEN, ArchiveNotWritable),
        (sqlite3.SQLITE_IOERR_FSYNC, ArchiveNotWritable),
        (sqlite3.SQLITE_PERM, ArchiveNotWritable),
        (sqlite3.SQLITE_CORRUPT, ArchiveDamaged),
        (sqlite3.SQLITE_CORRUPT_INDEX, ArchiveDamaged),
        (sqlite3.SQLITE_NOTADB, ArchiveDamaged),
    ],
)
def test_each_fault_has_its_sentence(code, expected):
    with pytest.raises(expected, match=r"a\.inspection") as caught, translated_errors(PATH, busy_seconds=30):
        raise sqlite_error(code)
    assert caught.value.__cause__.sqlite_errorcode == code
    assert "text of SQLite" not in str(caught.value)


@pytest.mark.parametrize(
    "error",
    [
        sqlite_error(sqlite3.SQLITE_CONSTRAINT_UNIQUE, sqlite3.IntegrityError),
        sqlite_error(sqlite3.SQLITE_ERROR),
        sqlite3.ProgrammingError("Cannot operate on a closed database."),
    ],
)
def test_bugs_stay_bugs(error):
    with pytest.raises(type(error)) as caught, translated_errors(PATH, busy_seconds=30):
        raise error
    assert caught.value is error


def test_text_that_is_no_utf8_is_damage(tmp_path):
    connection = sqlite3.connect(":memory:")
    with pytest.raises(ArchiveDamaged), translated_errors(PATH, busy_seconds=30):
        connection.execute("SELECT CAST(x'ff41' AS TEXT)").fetchone()
    connection.close()


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (errno.ENOSPC, DiskFull),
        (errno.EDQUOT, DiskFull),
        (errno.EROFS, ArchiveNotWritable),
        (errno.EACCES, ArchiveNotWritable),
        (errno.ENOTDIR, ArchiveNotWritable),
    ],
)
def test_file_faults(number, expected):
    with pytest.raises(expected), translated_file_errors(PATH):
        raise OSError(number, "text")


def test_both_languages(monkeypatch):
    monkeypatch.setenv("INSPECTOR_LANG", "en")
    with pytest.raises(UserError, match="the file or disk is read-only"), translated_errors(PATH, busy_seconds=30):
        raise sqlite_error(sqlite3.SQLITE_READONLY)
