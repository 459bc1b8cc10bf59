"""Use-cases that only read: the status bar, the table of targets, search over everything."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path

from inspector_gui.app.session import Session, indicator_set_of
from inspector_gui.app.views import ArchiveStatus, RoundView, SearchHit, TargetRow
from inspector_gui.domain.findings import FindingState


def read_status(session: Session) -> ArchiveStatus:
    """What the top and bottom bars show."""
    archive = session.archive
    rounds = tuple(
        RoundView(r.id, r.name, r.as_of, indicator_set_of(session, r.id).document, r.locked)
        for r in archive.rounds.all()
    )
    return ArchiveStatus(
        name=archive.name,
        path=str(archive.path),
        actor=session.actor,
        storage_bytes=folder_size(archive.path),
        free_bytes=shutil.disk_usage(archive.path).free,
        custody_entries=archive.custody.count(),
        rounds=rounds,
    )


def folder_size(folder: Path) -> int:
    """Bytes of all files below a folder; a file that vanishes meanwhile counts as nothing."""
    total = 0
    for path in folder.rglob("*"):
        try:
            total += path.stat().st_size if path.is_file() else 0
        except FileNotFoundError:
            continue
    return total


def list_targets(session: Session, *, round_id: str) -> list[TargetRow]:
    """All targets of a round with their progress and the number of findings by state."""
    archive = session.archive
    states: dict[str, Counter[FindingState]] = {}
    for finding in archive.findings.of_round(round_id):
        states.setdefault(finding.target_id, Counter())[finding.state] += 1
    progress = {p.target_id: p for p in archive.queue.progress(round_id)}
    rows = []
    for target in archive.targets.of_round(round_id):
        count, visited = states.get(target.id, Counter()), progress.get(target.id)
        rows.append(
            TargetRow(
                id=target.id,
                name=target.name,
                url=target.url,
                host=target.host,
                target_class=target.target_class,
                unit=target.unit,
                district=target.district,
                site_code=target.site_code,
                pages=visited.done if visited else 0,
                suspected=count[FindingState.SUSPECTED],
                confirmed=count[FindingState.CONFIRMED],
                pending=count[FindingState.PENDING],
                dismissed=count[FindingState.DISMISSED],
                stage=visited.stage.value if visited else "",
            )
        )
    return rows


def search_everything(session: Session, *, round_id: str, words: str, limit: int = 30) -> list[SearchHit]:
    """Targets and findings that contain all the words (name, address, unit, code, rule, text), at most `limit`."""
    wanted = words.casefold().split()
    if not wanted:
        return []
    names = {t.id: t for t in session.archive.targets.of_round(round_id)}
    hits = [
        SearchHit("target", t.id, t.name, t.url, t.id)
        for t in names.values()
        if _has_all(wanted, t.name, t.url, t.unit, t.site_code, t.district)
    ]
    hits += [
        SearchHit("finding", f.id, f"{f.rule} {f.text}", names[f.target_id].name, f.target_id)
        for f in session.archive.findings.of_round(round_id)
        if f.target_id in names and _has_all(wanted, f.rule, f.text, names[f.target_id].name)
    ]
    return hits[:limit]


def _has_all(wanted: list[str], *fields: str) -> bool:
    text = " ".join(fields).casefold()
    return all(word in text for word in wanted)
