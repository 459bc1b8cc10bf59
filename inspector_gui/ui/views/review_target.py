"""What the review screen knows of the target in view: its queue and its indicators, read together."""

from __future__ import annotations

from dataclasses import dataclass

from inspector_gui.app.indicator_details import IndicatorDetail
from inspector_gui.app.views import ReviewQueue
from inspector_gui.domain.findings import FindingState
from inspector_gui.ui.archive_thread import Ticket
from inspector_gui.ui.context import Context


@dataclass(frozen=True, slots=True)
class TargetInReview:
    """One reading; a newer one replaces it."""

    queue: ReviewQueue
    indicators: tuple[IndicatorDetail, ...]

    @classmethod
    async def read(cls, context: Context, ticket: Ticket, target_id: str) -> TargetInReview:
        """Read both on the archive thread; `Outdated` ends the caller when another target is wanted meanwhile."""
        facts = {"round_id": context.round_id, "target_id": target_id}
        queue = await context.read(context.cases.read_review_queue, ticket=ticket, **facts)
        return cls(queue, await context.read(context.cases.read_indicator_details, ticket=ticket, **facts))

    @property
    def first_capture(self) -> str:
        """Id of the capture shown when nothing points to another; empty when there is none."""
        return self.queue.captures[0].id if self.queue.captures else ""

    def indicator(self, name: str) -> IndicatorDetail | None:
        return next((detail for detail in self.indicators if detail.indicator == name), None)

    def first_finding_of(self, indicator: str) -> str:
        """The finding of an indicator that is worked on next; empty when it has none."""
        rows = [f for f in self.queue.findings if f.indicator == indicator]
        return next((f.id for f in rows if f.state is FindingState.SUSPECTED), rows[0].id if rows else "")
