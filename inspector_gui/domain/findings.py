"""问题: faults of a target under one rule, where they were seen, and what was decided about them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from inspector_gui.domain.geometry import Box


class FindingState(StrEnum):
    SUSPECTED = "suspected"  # 机器疑似
    CONFIRMED = "confirmed"  # 已确认
    DISMISSED = "dismissed"  # 已排除
    PENDING = "pending"  # 待定


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One place where a fault shows: a capture, a box on it (None: the page as a whole) and the text seen there."""

    capture_id: str
    url: str
    text: str = ""
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault of one target under one rule.

    `rule` is ``INDICATOR/N`` with N counted from 1 in the order of the rule book. `amount` is how many items the rule
    counts. `cause` names the fact behind the fault: findings of one target that share a cause are deducted once only.
    `check_id`, `check_version` and `check_digest` say what raised it (empty for a finding added by a person).
    """

    id: str
    round_id: str
    target_id: str
    rule: str
    text: str
    state: FindingState = FindingState.SUSPECTED
    amount: Decimal = Decimal(1)
    cause: str = ""
    confidence: float = 1.0
    remedy: str = ""
    check_id: str = ""
    check_version: str = ""
    check_digest: str = ""
    category: str = ""
    why: str = ""
    reviewed: bool = False
    places: tuple[Occurrence, ...] = field(default=())

    @property
    def indicator(self) -> str:
        return self.rule.split("/", 1)[0]


def finding_id(*, round_id: str, target_id: str, rule: str, source: str, cause: str) -> str:
    """A stable id: the same fault seen by the same source again is the same finding.

    `source` is the check id, or any unique text for a finding added by a person.
    """
    text = "\x1f".join((round_id, target_id, rule, source, cause))
    return "F" + hashlib.sha256(text.encode()).hexdigest()[:12]
