"""Keeps Python's garbage collection on the thread of the window.

The collector runs on whichever thread allocates next. When that is the archive thread or a decoder, it destroys Qt
objects there, which Qt forbids ("Timers cannot be stopped from another thread") and which can crash the process.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

#: How often the counters are looked at; a look without need costs a microsecond.
INTERVAL_MILLISECONDS = 500


class Collector(QObject):
    """Collects by the same thresholds as Python itself, but only from a timer of the window's thread."""

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._thresholds = gc.get_threshold()
        gc.disable()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        self._timer.start(INTERVAL_MILLISECONDS)

    def look(self) -> int:
        """Collect the oldest generation whose counter is over its threshold; returns it, or -1."""
        for generation in (2, 1, 0):
            if gc.get_count()[generation] > self._thresholds[generation]:
                gc.collect(generation)
                return generation
        return -1


def collect_on_this_thread(application: QApplication) -> None:
    """From now on garbage is collected here only; calling it again changes nothing."""
    if application.findChild(Collector) is None:
        Collector(application)
        gc.collect()
        gc.freeze()  # what was loaded so far stays; not looking at it again keeps a full collection short
