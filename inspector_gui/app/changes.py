"""What a use-case changed; views listen to this one value and decide for themselves whether to read again."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Topic(StrEnum):
    """A part of the archive that a screen may show."""

    ROUNDS = "rounds"
    TARGETS = "targets"
    PATROL = "patrol"
    CAPTURES = "captures"
    FINDINGS = "findings"
    ANNOTATIONS = "annotations"
    HISTORY = "history"


@dataclass(frozen=True, slots=True)
class Changes:
    """The topics touched by one act, and the target and finding concerned (empty: several or none)."""

    topics: frozenset[Topic] = field(default_factory=frozenset)
    target_id: str = ""
    finding_id: str = ""
    capture_id: str = ""

    @classmethod
    def of(cls, *topics: Topic, target_id: str = "", finding_id: str = "", capture_id: str = "") -> Changes:
        return cls(frozenset(topics), target_id, finding_id, capture_id)

    def touch(self, *topics: Topic) -> bool:
        """Whether any of these topics changed."""
        return not self.topics.isdisjoint(topics)
