"""Keeps a second window out of an archive, and a second patrol out of a round, by locks of the operating system.

Such a lock ends with the process that holds it, however it ends.
"""

from __future__ import annotations

import json
import os
import platform
import sys
from pathlib import Path
from types import TracebackType
from typing import IO, ClassVar, Self

from inspector_gui.errors import ArchiveLocked, PatrolRunning, UserError
from inspector_gui.store.clock import SYSTEM_CLOCK, Clock
from inspector_gui.store.faults import in_language, translated_file_errors

if sys.platform == "win32":
    import msvcrt

    #: Far behind the text, because Windows lets nobody read locked bytes.
    _LOCKED_BYTE = 2**30

    def _try_lock(file: IO[bytes]) -> bool:
        file.seek(_LOCKED_BYTE)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
else:
    import fcntl

    def _try_lock(file: IO[bytes]) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


class FolderLock:
    """A lock on something in an archive that one process only may do; the file beside it says who holds it."""

    error: ClassVar[type[UserError]]

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    @classmethod
    def _take(cls, folder: Path, file_name: str, *, clock: Clock) -> Self:
        """Take the lock. Raises the class's error, naming the holder."""
        with translated_file_errors(folder):
            handle = os.open(folder / file_name, os.O_RDWR | os.O_CREAT, 0o644)
            file = os.fdopen(handle, "r+b", buffering=0)
            try:
                if not _try_lock(file):
                    raise cls.error(path=folder, holder=_holder(file))
                holder = {"process": os.getpid(), "host": platform.node(), "since": clock.iso()}
                file.seek(0)
                file.truncate()
                file.write(json.dumps(holder).encode())
            except BaseException:
                file.close()
                raise
        return cls(file)

    def release(self) -> None:
        """Let others in; closing the file ends the lock."""
        self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()


class WindowLock(FolderLock):
    """Held by the one window that has an archive open; workers and the command line do not take it."""

    error = ArchiveLocked

    @classmethod
    def take(cls, folder: Path, *, clock: Clock) -> Self:
        """Take the lock of the archive in `folder`. Raises `ArchiveLocked` naming the holder."""
        return cls._take(folder, "window.lock", clock=clock)


class PatrolLock(FolderLock):
    """Held by the one worker that patrols a round, so that what a dead one had in hand can safely be taken back."""

    error = PatrolRunning

    @classmethod
    def take(cls, folder: Path, round_id: str, *, clock: Clock = SYSTEM_CLOCK) -> Self:
        """Take the lock of a round of the archive in `folder`. Raises `PatrolRunning` naming the holder."""
        return cls._take(folder, f"patrol-{round_id}.lock", clock=clock)


def _holder(file: IO[bytes]) -> str:
    try:
        file.seek(0)
        holder = json.loads(file.read(4096))
        process, host = int(holder["process"]), str(holder["host"])[:100]
    except (OSError, ValueError, KeyError, TypeError):
        return in_language("未知进程", "unknown process")
    return in_language(f"主机 {host},进程 {process}", f"host {host}, process {process}")
