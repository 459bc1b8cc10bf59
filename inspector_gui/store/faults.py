"""The one place where what SQLite and the file system complain about becomes a sentence for the user."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from inspector_gui.errors import ArchiveBusy, ArchiveDamaged, ArchiveNotWritable, DiskFull, UserError, user_language
from inspector_gui.file_errors import is_full, reason_of

#: SQLite reports a flipped byte inside a text this way, without a result code.
_UNDECODABLE = "Could not decode to UTF-8"

_NOT_WRITABLE = {
    sqlite3.SQLITE_READONLY: ("文件或磁盘是只读的", "the file or disk is read-only"),
    sqlite3.SQLITE_PERM: ("没有权限", "permission denied"),
    sqlite3.SQLITE_CANTOPEN: ("文件无法打开", "the file cannot be opened"),
    sqlite3.SQLITE_IOERR: ("磁盘读写出错", "the disk reported an error"),
}


def in_language(zh: str, en: str) -> str:
    """The text of these two in the user's language."""
    return en if user_language() == "en" else zh


def damaged(path: Path, zh: str, en: str) -> ArchiveDamaged:
    """The error for a file of the archive whose content cannot be right."""
    return ArchiveDamaged(path=path, reason=in_language(zh, en))


@contextmanager
def translated_errors(path: Path, *, busy_seconds: float) -> Iterator[None]:
    """Turn SQLite's errors about the file `path` into the user's; programming errors pass through unchanged."""
    try:
        yield
    except sqlite3.Error as error:
        known = _user_error(error, path, busy_seconds)
        if known is None:
            raise
        raise known from error


@contextmanager
def translated_file_errors(path: Path) -> Iterator[None]:
    """Turn errors of the file system below `path` into the user's."""
    try:
        yield
    except OSError as error:
        if is_full(error):
            raise DiskFull(path=path) from error
        raise ArchiveNotWritable(path=path, reason=reason_of(error)) from error


def _user_error(error: sqlite3.Error, path: Path, busy_seconds: float) -> UserError | None:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code == sqlite3.SQLITE_FULL:
        return DiskFull(path=path)
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return ArchiveBusy(path=path, seconds=f"{busy_seconds:g}")
    if code in _NOT_WRITABLE:
        return ArchiveNotWritable(path=path, reason=in_language(*_NOT_WRITABLE[code]))
    if code == sqlite3.SQLITE_NOTADB:
        return damaged(path, "不是数据库文件", "it is not a database")
    if code == sqlite3.SQLITE_CORRUPT or str(error).startswith(_UNDECODABLE):
        return damaged(path, "数据库内部结构不完整", "the inner structure of the database is broken")
    return None
