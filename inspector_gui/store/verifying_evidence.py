"""Re-hashes every item of an evidence database and looks for what captures refer to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from inspector_gui.errors import ArchiveDamaged
from inspector_gui.store.database import Database
from inspector_gui.store.evidence import BLOB_QUERY, EVIDENCE_SCHEMA, owner_of, plain_bytes
from inspector_gui.store.verifying_problems import Note, Problem, damage_of
from inspector_gui.store.verifying_structure import structure_problems

#: How many items between two reports of progress.
_STEP = 20


@dataclass(frozen=True, slots=True)
class Head:
    """The end of the custody chain at one moment: number of entries and hash of the last one."""

    count: int
    hash: str


@dataclass(frozen=True, slots=True)
class EvidenceFile:
    """One evidence database and what it should hold: `wanted` SHA-256 → (size, id of a capture referring to it)."""

    path: Path
    archive_id: str
    round_id: str
    wanted: Mapping[str, tuple[int, str]]

    @property
    def name(self) -> str:
        return f"evidence/{self.path.name}"


@dataclass
class EvidenceResult:
    """What was found in one evidence database; `items` is the number of items looked at."""

    problems: list[Problem] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    items: int = 0


def noted_heads(path: Path) -> tuple[Head, ...]:
    """The ends of the custody chain noted in an evidence database, oldest first; none when it cannot be read."""
    try:
        with closing(Database(path, mode="read")) as database:
            if database.value("PRAGMA user_version") == 0:
                return ()
            rows = database.rows("SELECT DISTINCT count, head FROM heads ORDER BY count")
            return tuple(Head(int(row["count"]), str(row["head"])) for row in rows)
    except ArchiveDamaged:
        return ()  # reported when its items are looked at


def check_evidence_file(file: EvidenceFile, advance: Callable[[int], None]) -> EvidenceResult:
    """Check one evidence database; `advance` is told how many of its items are done."""
    result = EvidenceResult()
    if not file.path.is_file():
        result.problems += _loss_of_all(file)
        return result
    try:
        with closing(Database(file.path, mode="read")) as database:
            _check_database(database, file, result, advance)
    except ArchiveDamaged as error:
        result.problems.append(damage_of(file.name, error))
    return result


def _check_database(
    database: Database, file: EvidenceFile, result: EvidenceResult, advance: Callable[[int], None]
) -> None:
    if database.value("PRAGMA user_version") != EVIDENCE_SCHEMA:
        result.problems += _loss_of_all(file)
        return
    result.problems += structure_problems(database, file.name)
    if owner_of(database) != (file.archive_id, file.round_id):
        zh, en = f"{file.name} 属于另一存档或批次", f"{file.name} belongs to another archive or round"
        result.problems.append(Problem("changed", file.name, zh, en))
    present = _check_items(database, file, result, advance)
    for sha256, (_, capture_id) in file.wanted.items():
        if sha256 not in present:
            zh, en = f"缺少证据 {sha256}(快照 {capture_id})", f"evidence {sha256} is missing (capture {capture_id})"
            result.problems.append(Problem("missing", sha256, zh, en))
    _note_orphans(file, present, result)


def _loss_of_all(file: EvidenceFile) -> list[Problem]:
    """The file is not there, or holds nothing: a problem when captures refer to it."""
    count = len(file.wanted)
    zh, en = (
        f"{file.name} 缺失或为空,其中应有 {count} 件证据",
        f"{file.name} with {count} evidence items is missing or empty",
    )
    return [Problem("missing", file.name, zh, en)] if count else []


def _check_items(
    database: Database, file: EvidenceFile, result: EvidenceResult, advance: Callable[[int], None]
) -> dict[str, int]:
    """Re-hash every item; returns the sizes of all that are there, sound or not."""
    present: dict[str, int] = {}
    for index in database.pages("SELECT id, sha256 FROM blobs WHERE id > ? ORDER BY id LIMIT ?", after=0, key="id"):
        sha256, size = index["sha256"], _sound_size(database, index["id"])
        present[sha256] = size or 0
        if size is None or (sha256 in file.wanted and file.wanted[sha256][0] != size):
            owner = f"快照 {file.wanted[sha256][1]}" if sha256 in file.wanted else "无快照引用"
            result.problems.append(
                Problem("changed", sha256, f"证据 {sha256} 的内容被改动({owner})", f"evidence {sha256} was altered")
            )
        result.items += 1
        if result.items % _STEP == 0:
            advance(result.items)
    return present


def _sound_size(database: Database, id: int) -> int | None:
    """Size of one item when its bytes have the digest they are named by, else None."""
    try:
        row = database.row(f"{BLOB_QUERY} WHERE id = ?", (id,))
    except ArchiveDamaged:
        return None
    data = plain_bytes(row) if row else None
    return None if data is None else len(data)


def _note_orphans(file: EvidenceFile, present: Mapping[str, int], result: EvidenceResult) -> None:
    orphans = [sha256 for sha256 in present if sha256 not in file.wanted]
    if orphans:
        total = sum(present[sha256] for sha256 in orphans)
        result.notes.append(
            Note(
                file.name,
                f"{file.name} 中有 {len(orphans)} 件证据({total} 字节)无快照引用,多为采集中断所留",
                f"{len(orphans)} items ({total} bytes) in {file.name} belong to no capture, as interrupted captures leave them",
            )
        )
