"""Verifies an archive from end to end and names everything that is not as it was recorded. Reads only."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from inspector_gui.errors import ArchiveDamaged
from inspector_gui.store.archive import DATABASE_NAME, EVIDENCE_FOLDER, require_archive
from inspector_gui.store.database import Database
from inspector_gui.store.schema import require_known_schema
from inspector_gui.store.verifying_custody import custody_problems
from inspector_gui.store.verifying_evidence import EvidenceFile, check_evidence_file, noted_heads
from inspector_gui.store.verifying_problems import Note, Problem, damage_of
from inspector_gui.store.verifying_records import Records, read_records, subject_problems
from inspector_gui.store.verifying_structure import structure_problems

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class VerifyReport:
    """What was found. `captures`, `evidence` and `entries` say how much was looked at; `signers` are public keys in hex.

    `notes` are worth knowing and no sign of damage, such as evidence that no capture refers to after a crash.
    """

    problems: tuple[Problem, ...]
    captures: int
    evidence: int
    entries: int
    notes: tuple[Note, ...] = ()
    signers: tuple[str, ...] = ()
    head: str = ""
    """Hash of the last custody entry: compare it with one written down earlier to be sure that nothing was cut off."""

    @property
    def intact(self) -> bool:
        return not self.problems


@dataclass
class _Findings:
    """Collects while the parts are looked at."""

    problems: list[Problem] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    evidence: int = 0


def verify_archive(path: Path, *, progress: Progress | None = None) -> VerifyReport:
    """Verify the archive in the folder `path`: its databases, every evidence item, every record, the custody chain.

    `progress` is called with (items done, items in all). Another program may go on patrolling meanwhile. Raises
    `ArchiveMissing` when there is none, `ArchiveNewer` when it is from a newer program, `ArchiveBusy`; damage is
    never raised but reported.
    """
    path = path.absolute()
    require_archive(path)
    found = _Findings()
    files = {file.name: file for file in sorted((path / EVIDENCE_FOLDER).glob("*.db"))}
    # The heads noted in the evidence are read before the records, and the items after them: whatever a patrol adds
    # meanwhile then looks newer than expected, never missing.
    heads = {name: noted_heads(file) for name, file in files.items()}
    records = _read_records(path, found)
    if records is None:
        return VerifyReport(tuple(found.problems), 0, 0, 0, tuple(found.notes))
    found.problems += subject_problems(records)
    found.problems += custody_problems(records, {name: noted for name, noted in heads.items() if noted})
    _verify_evidence(path, records, found, progress)
    return VerifyReport(
        problems=tuple(found.problems),
        captures=len(records.captures),
        evidence=found.evidence,
        entries=len(records.entries),
        notes=tuple(found.notes),
        signers=tuple(dict.fromkeys(entry.key for entry in records.entries)),
        head=records.entries[-1].hash if records.entries else "",
    )


def _read_records(path: Path, found: _Findings) -> Records | None:
    """Everything in `archive.db`, or None when it cannot be read any more."""
    try:
        with closing(Database(path / DATABASE_NAME, mode="read")) as database:
            require_known_schema(database, path)
            with database.snapshot():
                found.problems += structure_problems(database, DATABASE_NAME)
                return read_records(database)
    except ArchiveDamaged as error:
        found.problems.append(damage_of(DATABASE_NAME, error))
        return None


def _verify_evidence(path: Path, records: Records, found: _Findings, progress: Progress | None) -> None:
    done, total = 0, sum(len(wanted) for wanted in records.wanted.values())
    known = set()
    for round_id, name in records.evidence_files.items():
        known.add(name)
        wanted = records.wanted.get(round_id, {})
        file = EvidenceFile(
            path / EVIDENCE_FOLDER / name, archive_id=records.archive_id, round_id=round_id, wanted=wanted
        )
        start = done

        def advance(items: int, start: int = start) -> None:
            if progress is not None:
                progress(min(start + items, total), total)

        result = check_evidence_file(file, advance)
        found.problems += result.problems
        found.notes += result.notes
        found.evidence += result.items
        done += len(wanted)
    for file_path in sorted((path / EVIDENCE_FOLDER).glob("*.db")):
        if file_path.name not in known:
            name = f"{EVIDENCE_FOLDER}/{file_path.name}"
            found.notes.append(Note(name, f"{name} 不属于任何批次", f"{name} belongs to no round"))
    if progress is not None:
        progress(total, total)
