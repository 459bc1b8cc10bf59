"""The use-cases of `app` that the window calls, gathered in one value so that tests can hand in others."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from inspector_gui.app import (
    indicator_details,
    overview,
    package_estimate,
    packages,
    patrol,
    patrol_events,
    review,
    rounds,
    scores,
    session,
    undo,
)
from inspector_gui.app.changes import Changes
from inspector_gui.app.indicator_details import IndicatorDetail
from inspector_gui.app.package_estimate import TargetContent
from inspector_gui.app.views import (
    ArchiveStatus,
    CaptureView,
    Category,
    FindingDetail,
    ImportSummary,
    PackageDone,
    PatrolEvent,
    PatrolStatus,
    ReviewQueue,
    ScoreRow,
    SearchHit,
    TargetRow,
    VerifySummary,
)
from inspector_gui.domain.geometry import Box


class RunningPatrol(Protocol):
    """What the window needs of a patrol under way (`app.patrol.PatrolRun`)."""

    last_error: str

    async def pause(self) -> None: ...
    async def resume(self) -> None: ...
    async def stop(self) -> None: ...
    async def wait(self) -> int: ...


@dataclass(frozen=True, slots=True)
class UseCases:
    """Synchronous use-cases take the session first and run on the archive thread; `start_patrol` runs on the loop."""

    open_session: Callable[..., Any]
    create_archive: Callable[..., Any]
    close_session: Callable[..., None]
    read_status: Callable[..., ArchiveStatus]
    list_targets: Callable[..., list[TargetRow]]
    search_everything: Callable[..., list[SearchHit]]
    create_round: Callable[..., Changes]
    import_websites: Callable[..., tuple[Changes, ImportSummary]]
    read_review_queue: Callable[..., ReviewQueue]
    read_indicator_details: Callable[..., tuple[IndicatorDetail, ...]]
    read_finding: Callable[..., FindingDetail]
    read_capture: Callable[..., CaptureView]
    read_element_boxes: Callable[..., list[Box]]
    read_evidence: Callable[..., bytes]
    read_categories: Callable[[], list[Category]]
    decide_finding: Callable[..., Changes]
    add_finding: Callable[..., Changes]
    add_annotation: Callable[..., Changes]
    change_annotation: Callable[..., Changes]
    remove_annotation: Callable[..., Changes]
    new_annotation_id: Callable[[], str]
    undo: Callable[..., Changes]
    redo: Callable[..., Changes]
    undo_label: Callable[..., str]
    redo_label: Callable[..., str]
    list_scores: Callable[..., list[ScoreRow]]
    read_score_card: Callable[..., Any]
    read_patrol_status: Callable[..., PatrolStatus]
    read_recent_events: Callable[..., list[PatrolEvent]]
    start_patrol: Callable[..., Awaitable[RunningPatrol]]
    estimate_package: Callable[..., list[TargetContent]]
    export_package: Callable[..., PackageDone]
    verify_path: Callable[..., VerifySummary]


def use_cases() -> UseCases:
    """The real ones."""
    return UseCases(
        open_session=session.open_session,
        create_archive=session.create_archive,
        close_session=session.close_session,
        read_status=overview.read_status,
        list_targets=overview.list_targets,
        search_everything=overview.search_everything,
        create_round=rounds.create_round,
        import_websites=rounds.import_websites,
        read_review_queue=review.read_review_queue,
        read_indicator_details=indicator_details.read_indicator_details,
        read_finding=review.read_finding,
        read_capture=review.read_capture,
        read_element_boxes=review.read_element_boxes,
        read_evidence=review.read_evidence,
        read_categories=review.read_categories,
        decide_finding=review.decide_finding,
        add_finding=review.add_finding,
        add_annotation=review.add_annotation,
        change_annotation=review.change_annotation,
        remove_annotation=review.remove_annotation,
        new_annotation_id=review.new_annotation_id,
        undo=undo.undo,
        redo=undo.redo,
        undo_label=undo.undo_label,
        redo_label=undo.redo_label,
        list_scores=scores.list_scores,
        read_score_card=scores.read_score_card,
        read_patrol_status=patrol.read_patrol_status,
        read_recent_events=patrol_events.read_recent_events,
        start_patrol=patrol.PatrolRun.start,
        estimate_package=package_estimate.estimate_package,
        export_package=packages.export_package,
        verify_path=packages.verify_path,
    )


def archive_of(text: str) -> Path:
    """The archive folder meant by a chosen path: the folder itself, or the one around its database file."""
    path = Path(text)
    return path.parent if path.name == "archive.db" else path
