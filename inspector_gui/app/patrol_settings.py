"""What a patrol is told when it starts, and how it talks to the one who started it: JSON lines, one event each."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

from inspector_gui.app.views import PatrolEvent
from inspector_gui.capture.resolver import Resolver
from inspector_gui.domain.visits import VisitPlan
from inspector_gui.errors import InvalidInput

#: Minutes that a failure may wait for its second test: a week.
LONGEST_RETEST = 10_080


@dataclass(frozen=True, slots=True)
class PatrolSettings:
    """One patrol. `retest_minutes` is how long failures wait for their second test (0: at the end of the visit).

    Raises `InvalidInput` for settings out of bounds and overrides of another form.
    """

    round_id: str
    target_ids: tuple[str, ...] = ()
    concurrency: int = 3
    max_pages: int = 60
    retest_minutes: float = 30.0
    resolve: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not 1 <= self.concurrency <= 16:
            raise InvalidInput(
                what="--concurrency", reason=f"{self.concurrency} 不在 1 到 16 之间", todo="请改为 1 到 16 的整数。"
            )
        if not 1 <= self.max_pages <= 5000:
            raise InvalidInput(
                what="--max-pages", reason=f"{self.max_pages} 不在 1 到 5000 之间", todo="请改为 1 到 5000 的整数。"
            )
        if not 0 <= self.retest_minutes <= LONGEST_RETEST:  # also refuses what is no number (nan)
            raise InvalidInput(
                what="--retest-after",
                reason=f"{self.retest_minutes:g} 不在 0 到 {LONGEST_RETEST} 之间",
                todo=f"请改为 0 到 {LONGEST_RETEST} 的分钟数。",
            )
        Resolver.parse(self.resolve)

    @property
    def plan(self) -> VisitPlan:
        return VisitPlan(max_pages=self.max_pages)

    def to_json(self) -> str:
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> PatrolSettings:
        data = json.loads(text)
        return cls(**{**data, "target_ids": tuple(data["target_ids"]), "resolve": tuple(data["resolve"])})


def event_to_line(event: PatrolEvent) -> str:
    return json.dumps(asdict(event), ensure_ascii=True)


def event_from_line(line: str) -> PatrolEvent | None:
    """The event of one line; None for anything else that a child process may print."""
    try:
        data = json.loads(line)
        return PatrolEvent(**data)
    except (ValueError, TypeError):
        return None
