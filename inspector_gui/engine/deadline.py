"""Ends Python code that runs too long, also when it never gives control back (an endless loop in a check)."""

from __future__ import annotations

import ctypes
import threading
from types import TracebackType


class OutOfTime(BaseException):
    """Raised inside the code that was given too little time; no `Exception`, so that it cannot be swallowed by habit."""


class Deadline:
    """Raises `OutOfTime` in the thread that entered it, `seconds` after entering.

    It reaches pure Python code at the next instruction; a single call into C code (one huge regular expression) runs to
    its end first.
    """

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._lock = threading.Lock()
        self._over = False
        self._thread_id = 0

    def __enter__(self) -> Deadline:
        self._thread_id = threading.get_ident()
        self._timer = threading.Timer(self._seconds, self._strike)
        self._timer.daemon = True
        self._timer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._lock:
            self._over = True
            # Struck, but not delivered yet: take it back, the work is done.
            ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(self._thread_id), None)
        self._timer.cancel()
        self._timer.join()

    def _strike(self) -> None:
        with self._lock:
            if not self._over:
                thread, error = ctypes.c_ulong(self._thread_id), ctypes.py_object(OutOfTime)
                ctypes.pythonapi.PyThreadState_SetAsyncExc(thread, error)
