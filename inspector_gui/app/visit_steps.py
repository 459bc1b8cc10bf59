"""The steps of a target's visit that touch the archive; each is one short transaction, so that a kill loses one page at most."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from inspector_gui.app.patrol_settings import PatrolSettings
from inspector_gui.app.session import Session
from inspector_gui.app.site_views import read_page_view, read_site_view
from inspector_gui.capture.recording import Recording
from inspector_gui.domain.captures import Capture, EvidenceRef, Fitness, Outcome
from inspector_gui.domain.rounds import Round
from inspector_gui.domain.targets import Website
from inspector_gui.domain.visits import Visit
from inspector_gui.engine.visit_planning import next_visits, sample_articles
from inspector_gui.store.queue import QueuedVisit, Stage

#: A page that failed is opened this often before the failure counts.
PAGE_TRIES = 2

#: How often a page may be handed out in all, the times included in which the worker died with it.
MOST_TAKES = 6

#: What may be different a while later. A PDF stays a PDF, and an address that is not opened stays closed.
_WORTH_ANOTHER_TRY = frozenset(
    {Outcome.NET_ERROR, Outcome.TIMEOUT, Outcome.CRASHED, Outcome.TLS_ERROR, Outcome.REDIRECT_LOOP}
)


@dataclass(frozen=True, slots=True)
class CaptureNote:
    """What was stored of one visit, for the event list."""

    capture_id: str
    fit: bool
    text: str


def read_stage(session: Session, *, round_id: str, target: Website) -> Stage:
    return session.archive.queue.stage(round_id, target.id)


def enter_stage(session: Session, *, round_id: str, target: Website, stage: Stage) -> None:
    session.archive.queue.set_stage(round_id, target.id, stage)


def note_pause(session: Session, *, round_id: str, target: Website, paused: bool) -> None:
    """Show on every screen that the round is paused (`target` is whoever noticed)."""
    del target
    session.archive.queue.set_paused(round_id, paused)


def reopen_failed(session: Session, *, round_id: str, target: Website) -> None:
    """Give a site of which no page could be judged another try, however often a patrol is started."""
    if session.archive.queue.stage(round_id, target.id) is not Stage.FAILED:
        return
    for queued in session.archive.queue.of_target(round_id, target.id):
        if queued.state == "failed" and queued.takes < MOST_TAKES:
            session.archive.queue.give_back(queued.id, count_try=False)


def final_stage(session: Session, *, round_id: str, target: Website) -> Stage:
    """DONE when there is a page of the site that can be judged, otherwise FAILED."""
    fit = any(c.is_fit for c in session.archive.captures.latest_of_target(round_id, target.id))
    return Stage.DONE if fit else Stage.FAILED


def take_visit(session: Session, *, round_id: str, target: Website, worker: str) -> QueuedVisit | None:
    """The next address to open, now in this worker's hands; None when nothing is due.

    A page that was in a worker's hands again and again without an end brings the whole worker down; it is given up.
    """
    while (queued := session.archive.queue.take(round_id, target.id, worker)) is not None:
        if queued.takes <= MOST_TAKES:
            return queued
        session.archive.queue.finish(queued.id, outcome=Outcome.CRASHED.value, reason="该页面多次使巡检进程中断,已放弃")
    return None


def give_visit_back(session: Session, *, round_id: str, target: Website, queued: QueuedVisit) -> None:
    """The page was not opened for a reason of ours (dead driver, stop): back into the queue, not counted as a try."""
    del round_id, target
    session.archive.queue.give_back(queued.id, count_try=False)


def seconds_to_next(session: Session, *, round_id: str, target: Website) -> float | None:
    """How long until the earliest waiting second try is due; None when nothing waits."""
    waiting = [q for q in session.archive.queue.of_target(round_id, target.id) if q.state == "pending"]
    if not waiting:
        return None
    due = [dt.datetime.fromisoformat(q.not_before) for q in waiting if q.not_before]
    if len(due) < len(waiting):
        return 0.0
    return max(0.0, (min(due) - dt.datetime.now().astimezone()).total_seconds())


def enqueue(session: Session, *, round_id: str, target: Website, visits: Sequence[Visit], max_pages: int) -> int:
    """Add addresses to the queue, up to `max_pages` for the target; known ones are ignored. Returns how many were added."""
    room = max_pages - len(session.archive.queue.of_target(round_id, target.id))
    return session.archive.queue.add(round_id, target.id, list(visits)[:room]) if room > 0 else 0


def enqueue_below(
    session: Session, *, round_id: str, target: Website, capture_id: str, settings: PatrolSettings
) -> int:
    """Queue the columns that a stored page leads to."""
    page = read_page_view(session, session.archive.captures.get(capture_id))
    if page is None:
        return 0
    seen = {q.visit.url for q in session.archive.queue.of_target(round_id, target.id)}
    room_for_articles = min(settings.plan.articles, settings.max_pages // 4)
    visits = next_visits(page, plan=settings.plan, seen=seen, home=target.url)
    return enqueue(
        session, round_id=round_id, target=target, visits=visits, max_pages=settings.max_pages - room_for_articles
    )


def enqueue_articles(session: Session, *, round_id: str, target: Website, settings: PatrolSettings) -> int:
    """Draw the sample of articles from the columns seen (seeded by the round) and queue it."""
    round_ = session.archive.rounds.get(round_id)
    site = read_site_view(session, round_=round_, target=target)
    visits = sample_articles(site, plan=settings.plan, seed=round_.seed)
    return enqueue(session, round_id=round_id, target=target, visits=visits, max_pages=settings.max_pages)


def store_recording(
    session: Session,
    *,
    round_id: str,
    target: Website,
    queued: QueuedVisit,
    recording: Recording,
    retest_minutes: float,
) -> CaptureNote:
    """Store one observation and tick its address off; a first failure goes back into the queue for a second test."""
    capture = _capture(session, session.archive.rounds.get(round_id), target, queued, recording)
    session.archive.captures.add(
        capture, {ref.sha256: item.data for ref, item in zip(capture.evidence, recording.evidence, strict=True)}
    )
    failed = capture.outcome in _WORTH_ANOTHER_TRY or capture.fitness in (
        Fitness.BLANK,
        Fitness.LOADING,
        Fitness.ERROR_PAGE,
    )
    if failed and queued.tries + 1 < PAGE_TRIES:
        due = dt.datetime.now().astimezone() + dt.timedelta(minutes=retest_minutes)
        session.archive.queue.give_back(queued.id, not_before=due.isoformat(timespec="milliseconds"), count_try=True)
        return CaptureNote(capture.id, False, f"{_short(capture)} {capture.reason.rstrip('。')},稍后复测")
    session.archive.queue.finish(queued.id, outcome=capture.outcome.value, reason=capture.reason)
    if capture.is_fit:
        return CaptureNote(capture.id, True, f"{_short(capture)} 快照 {capture.width}×{capture.height} 已入库")
    return CaptureNote(capture.id, False, f"{_short(capture)} {capture.reason}")


def _capture(session: Session, round_: Round, target: Website, queued: QueuedVisit, recording: Recording) -> Capture:
    evidence = tuple(
        EvidenceRef(
            kind=item.kind,
            sha256=hashlib.sha256(item.data).hexdigest(),
            size=len(item.data),
            media_type=item.media_type,
            ordinal=item.ordinal,
            y=item.y,
            width=item.width,
            height=item.height,
        )
        for item in recording.evidence
    )
    return Capture(
        id=session.archive.captures.new_capture_id(),
        round_id=round_.id,
        target_id=target.id,
        url=queued.visit.url,
        final_url=recording.final_url,
        role=queued.visit.role,
        depth=queued.visit.depth,
        taken_at=recording.taken_at,
        outcome=recording.outcome,
        fitness=recording.fitness,
        reason=recording.reason,
        status=recording.status,
        title=recording.title,
        content_type=recording.content_type,
        width=recording.width,
        height=recording.height,
        scale=recording.scale,
        parent=queued.visit.parent,
        evidence=evidence,
    )


def _short(capture: Capture) -> str:
    """The path of an address, cut for a list."""
    path = capture.url.split("//", 1)[-1]
    path = path[path.find("/") :] if "/" in path else "/"
    return path if len(path) <= 40 else path[:39] + "…"
