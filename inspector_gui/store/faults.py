"""The one place where what SQLite and the file system complain about becomes a sentence for the user."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from inspector_gui.errors import ArchiveBusy, ArchiveDamaged, ArchiveNotWritable, DiskFull, UserError, user_language

#: SQLite reports a flipped byte inside a text this way, without a result code.
_UNDECODABLE = "Could not decode to UTF-8"

_NOT_WRITABLE = {
    sqlite3.SQLITE_READONLY: ("文件或磁盘是只读的", "the file or disk is read-only"),
    sqlite3.SQLITE_PERM: ("没有权限", "permission denied"),
    sqlite3.SQLITE_CANTOPEN: ("文件无法打开", "the file cannot be opened"),
    sqlite3.SQLITE_IOERR: ("磁盘读写出错", "the disk reported an error"),
}
_FILE_REASONS = {
    errno.EROFS: ("磁盘是只读的", "the disk is read-only"),
    errno.EACCES: ("没有权限", "permission denied"),
    errno.EPERM: ("没有权限", "permission denied"),
    errno.ENOENT: ("文件或文件夹不存在", "the file or folder does not exist"),
    errno.ENOTDIR: ("路径中有一个文件,而不是文件夹", "a file stands where a folder is needed"),
    errno.EEXIST: ("同名文件已存在", "a file of this name exists"),
    errno.EIO: ("磁盘读写出错", "the disk reported an error"),
}
_FULL_ERRNOS = frozenset({errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)})


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
        if error.errno in _FULL_ERRNOS:
            raise DiskFull(path=path) from error
        number = error.errno or 0
        text = error.strerror or type(error).__name__
        raise ArchiveNotWritable(path=path, reason=in_language(*_FILE_REASONS.get(number, (text, text)))) from error


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
