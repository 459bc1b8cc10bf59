"""The patrol queue: what is to be opened, by whom it was taken, how it ended. It lives in the archive so that it resumes."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

from inspector_gui.domain.captures import Outcome, PageRole
from inspector_gui.domain.custody import canonical_json
from inspector_gui.domain.visits import Visit
from inspector_gui.store.clock import Clock, epoch
from inspector_gui.store.database import Database, Row
from inspector_gui.store.encoding import decoded, searchable, visit_from
from inspector_gui.store.subjects import unknown

_RANKS = {PageRole.HOME: 0, PageRole.COLUMN: 1, PageRole.ARTICLE: 2, PageRole.OTHER: 3}


class Stage(StrEnum):
    """How far the visit of one target is."""

    QUEUED = "queued"
    COLUMNS = "columns"
    ARTICLES = "articles"
    LINKS = "links"
    CHECKS = "checks"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class QueuedVisit:
    """One address in the queue.

    `state` is pending, taken, done or failed; `tries` counts tries that were the page's own fault, `takes` how often it
    was handed out at all; `outcome` and `reason` say how it ended; `not_before` is an ISO time, or None: now.
    """

    id: int
    round_id: str
    target_id: str
    visit: Visit
    state: str
    tries: int
    worker: str
    outcome: str
    reason: str
    not_before: str | None
    takes: int = 0


@dataclass(frozen=True, slots=True)
class TargetProgress:
    """Visits of one target by state, and its stage."""

    target_id: str
    total: int
    done: int
    failed: int
    taken: int
    pending: int
    stage: Stage


class Queue:
    """Several workers may take from it at once: a visit is handed to exactly one of them."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def add(self, round_id: str, target_id: str, visits: Sequence[Visit]) -> int:
        """Queue these addresses; returns how many are new to this round and target (the others are ignored)."""
        sql = """INSERT INTO visits (round_id, target_id, url, rank, depth, visit) VALUES (?, ?, ?, ?, ?, ?)
                 ON CONFLICT (round_id, target_id, url) DO NOTHING"""
        with self._database.transaction():
            return sum(
                self._database.run(
                    sql, (round_id, target_id, searchable(v.url), _RANKS[v.role], v.depth, canonical_json(v))
                )
                for v in visits
            )

    def take(self, round_id: str, target_id: str, worker: str) -> QueuedVisit | None:
        """Hand the next due visit to `worker`: home page first, then columns, articles, others, shallow before deep."""
        with self._database.transaction():
            row = self._database.row(
                """SELECT id FROM visits WHERE round_id = ? AND target_id = ? AND state = 'pending' AND due <= ?
                   ORDER BY rank, depth, id LIMIT 1""",
                (round_id, target_id, self._clock.now().timestamp()),
            )
            if row is None:
                return None
            mark = "UPDATE visits SET state = 'taken', worker = ?, takes = takes + 1 WHERE id = ?"
            self._database.run(mark, (worker, row["id"]))
            return self._get(row["id"])

    def finish(self, visit_id: int, *, outcome: str, reason: str = "") -> None:
        """Record how a visit ended. `outcome` is a value of `Outcome`; those that left nothing to look at count as failed."""
        self._update(
            visit_id,
            "state = ?, worker = '', outcome = ?, reason = ?, not_before = NULL, due = 0",
            (_final_state(outcome), outcome, searchable(reason)),
        )

    def give_back(self, visit_id: int, *, not_before: str | None = None, count_try: bool) -> None:
        """Put a visit back, due again at `not_before` (ISO time; None: at once); `count_try` when the page was at fault."""
        self._update(
            visit_id,
            "state = 'pending', worker = '', not_before = ?, due = ?, tries = tries + ?",
            (not_before, epoch(not_before) if not_before else 0.0, int(count_try)),
        )

    def release(self, worker: str) -> int:
        """Put back everything this worker had in hand; returns how many. It does not count as a try."""
        return self._release("worker = ?", (worker,))

    def release_except(self, alive_workers: Collection[str]) -> int:
        """Put back everything in the hands of workers that are not alive any more; returns how many."""
        return self._release(f"worker NOT IN ({', '.join('?' * len(alive_workers))})", tuple(alive_workers))

    def release_round(self, round_id: str) -> int:
        """Put back everything in hand in this round; for a worker that knows itself to be the round's only one."""
        return self._release("round_id = ?", (round_id,))

    def of_target(self, round_id: str, target_id: str) -> list[QueuedVisit]:
        """All visits of one target, whatever their state, in the order they were queued."""
        query = "SELECT * FROM visits WHERE round_id = ? AND target_id = ? ORDER BY id"
        return [self._visit(row) for row in self._database.rows(query, (round_id, target_id))]

    def progress(self, round_id: str) -> list[TargetProgress]:
        """How far every target of the round is that was ever queued or given a stage, in the order of the register."""
        query = """
            SELECT t.target_id, t.stage, count(v.id) AS total, coalesce(sum(v.state = 'done'), 0) AS done,
                   coalesce(sum(v.state = 'failed'), 0) AS failed, coalesce(sum(v.state = 'taken'), 0) AS taken,
                   coalesce(sum(v.state = 'pending'), 0) AS pending
            FROM round_targets t LEFT JOIN visits v ON v.round_id = t.round_id AND v.target_id = t.target_id
            WHERE t.round_id = ? GROUP BY t.seq HAVING total > 0 OR t.stage <> '' ORDER BY t.seq"""
        rows = self._database.rows(query, (round_id,))
        return [TargetProgress(**{**row, "stage": Stage(row["stage"] or Stage.QUEUED)}) for row in rows]

    def set_stage(self, round_id: str, target_id: str, stage: Stage) -> None:
        """Record how far a target is. Raises `UnknownName` when it does not take part in the round."""
        with self._database.transaction():
            changed = self._database.run(
                "UPDATE round_targets SET stage = ? WHERE round_id = ? AND target_id = ?",
                (stage.value, round_id, target_id),
            )
            if not changed:
                raise unknown(target_id, zh="检查对象", en="target")

    def stage(self, round_id: str, target_id: str) -> Stage:
        """How far a target is; QUEUED before its first visit."""
        query = "SELECT stage FROM round_targets WHERE round_id = ? AND target_id = ?"
        return Stage(self._database.value(query, (round_id, target_id)) or Stage.QUEUED)

    def set_paused(self, round_id: str, paused: bool) -> None:
        """Say that workers shall hand out no further visits of this round (`take` itself does not look at it)."""
        with self._database.transaction():
            self._database.run("UPDATE rounds SET paused = ? WHERE id = ?", (int(paused), round_id))

    def is_paused(self, round_id: str) -> bool:
        return bool(self._database.value("SELECT paused FROM rounds WHERE id = ?", (round_id,)))

    def _update(self, visit_id: int, assignments: str, values: tuple[object, ...]) -> None:
        with self._database.transaction():
            if not self._database.run(f"UPDATE visits SET {assignments} WHERE id = ?", (*values, visit_id)):
                raise unknown(str(visit_id), zh="待访问页面", en="queued visit")

    def _release(self, condition: str, values: tuple[object, ...]) -> int:
        with self._database.transaction():
            return self._database.run(
                f"UPDATE visits SET state = 'pending', worker = '' WHERE state = 'taken' AND {condition}", values
            )

    def _get(self, visit_id: int) -> QueuedVisit | None:
        row = self._database.row("SELECT * FROM visits WHERE id = ?", (visit_id,))
        return self._visit(row) if row else None

    def _visit(self, row: Row) -> QueuedVisit:
        visit = decoded(visit_from, row["visit"], what=f"visit:{row['id']}", path=self._database.path)
        return QueuedVisit(
            id=row["id"],
            round_id=row["round_id"],
            target_id=row["target_id"],
            visit=visit,
            state=row["state"],
            tries=row["tries"],
            worker=row["worker"],
            outcome=row["outcome"],
            reason=row["reason"],
            not_before=row["not_before"],
            takes=row["takes"],
        )


def _final_state(outcome: str) -> str:
    kept = {o.value for o in Outcome if o.has_picture or o is Outcome.NOT_A_PAGE}
    return "done" if outcome in kept else "failed"
