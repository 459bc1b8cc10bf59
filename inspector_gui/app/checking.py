"""Use-case: run automatic checks over stored evidence and turn what they found into suspicions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from inspector_gui.app.changes import Changes, Topic
from inspector_gui.app.session import DEFAULT_INDICATOR_SET, Session, bundled_indicator_set_text, indicator_set_of
from inspector_gui.app.site_views import read_site_view
from inspector_gui.bundled import bundled_folder
from inspector_gui.domain.indicators import parse_indicator_set
from inspector_gui.domain.rounds import Round
from inspector_gui.domain.targets import Website
from inspector_gui.engine.registry import Registry, load_checks
from inspector_gui.engine.runner import findings_from, run_checks
from inspector_gui.errors import UnknownName


@dataclass(frozen=True, slots=True)
class CheckSummary:
    """What a run of checks changed in the findings of one target."""

    target_id: str
    added: int
    kept: int
    withdrawn: int
    failed: tuple[str, ...]
    """Checks that crashed, with the cause."""


def load_registry(session: Session, round_id: str) -> Registry:
    """The program's checks, held against the rule book of a round."""
    return load_checks(bundled_folder("checks"), indicator_set=indicator_set_of(session, round_id))


def bundled_checks() -> Registry:
    """The program's checks, held against the rule book that comes with it."""
    rules = parse_indicator_set(bundled_indicator_set_text(), file=DEFAULT_INDICATOR_SET)
    return load_checks(bundled_folder("checks"), indicator_set=rules)


def check_target(
    session: Session, *, round_: Round, target: Website, registry: Registry, check_ids: Sequence[str] = ()
) -> tuple[Changes, CheckSummary]:
    """Judge one target from its stored evidence. Decisions made by people stay as they are."""
    unknown = [c for c in check_ids if c not in {check.meta.id for check in registry.checks}]
    if unknown:
        raise UnknownName(kind="检查项", name=unknown[0], hint="用 inspector-gui checks 查看全部检查项。")
    chosen = [check for check in registry.checks if not check_ids or check.meta.id in check_ids]
    runs = run_checks(read_site_view(session, round_=round_, target=target), chosen)
    found = findings_from(runs, round_id=round_.id, target_id=target.id)
    with session.archive.transaction():
        session.archive.checks.put(round_.id, target.id, runs)
        added, kept, withdrawn = session.archive.findings.replace_suspicions(
            round_.id, target.id, [check.meta.id for check in chosen], found
        )
    failed = tuple(f"{run.check_id}: {run.text}" for run in runs if run.outcome == "failed")
    return (Changes.of(Topic.FINDINGS, target_id=target.id), CheckSummary(target.id, added, kept, withdrawn, failed))
