"""Where the archive takes its times from, so that tests can set the clock back."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable
from dataclasses import dataclass


def _local_now() -> dt.datetime:
    return dt.datetime.now().astimezone()


@dataclass(frozen=True, slots=True)
class Clock:
    """`now` gives the local time with its offset; `monotonic_ns` never runs back while the machine is on."""

    now: Callable[[], dt.datetime] = _local_now
    monotonic_ns: Callable[[], int] = time.monotonic_ns

    def iso(self) -> str:
        """The time now as ``2021-06-30T09:14:22.315+08:00``."""
        return self.now().isoformat(timespec="milliseconds")


SYSTEM_CLOCK = Clock()


def epoch(iso: str) -> float:
    """Seconds since 1970 of an ISO 8601 time; one without offset is local time. Raises `ValueError` for anything else."""
    return dt.datetime.fromisoformat(iso).timestamp()
