"""检查批次: one inspection round and what it is measured against."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Round:
    """One inspection round. All time windows of all indicators are counted back from `as_of` (监测时间点).

    `indicator_set` and `indicator_version` name the rule book; `profile` is empty when the class of each target
    decides, otherwise the id of the profile used for every website; `seed` makes every sample repeatable.
    """

    id: str
    name: str
    as_of: dt.date
    indicator_set: str
    indicator_version: str
    seed: int
    profile: str = ""
    previous: str = ""
    focus: tuple[str, ...] = field(default=())
    locked: bool = False
