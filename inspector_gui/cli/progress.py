"""Progress of long work on standard error: a line at most every second, so that a log file stays readable."""

from __future__ import annotations

import time

from inspector_gui.cli.output import Output


class Counter:
    """Says how far something is: ``写入 120/400``."""

    def __init__(self, output: Output, what: str) -> None:
        self.output = output
        self.what = what
        self._said = time.monotonic()

    def step(self, done: int, total: int) -> None:
        now = time.monotonic()
        if now - self._said >= 1:
            self._said = now
            self.output.progress(f"{self.what} {done}/{total}")
