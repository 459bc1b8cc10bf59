"""How times are written: ISO 8601 with the offset of the place, to the millisecond."""

from __future__ import annotations

import datetime as dt


def now_iso() -> str:
    """The time now, as ``2021-06-30T09:14:22.315+08:00``."""
    return dt.datetime.now().astimezone().isoformat(timespec="milliseconds")
