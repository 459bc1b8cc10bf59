"""Compares every record of the archive with what the custody log says of it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from inspector_gui.domain.custody import CustodyEntry
from inspector_gui.store.annotations import annotation_subjects
from inspector_gui.store.archive import archive_facts, archive_subject
from inspector_gui.store.captures import capture_subjects
from inspector_gui.store.checks import check_subjects
from inspector_gui.store.custody import HEAD_KEY
from inspector_gui.store.database import Database
from inspector_gui.store.findings import finding_subjects
from inspector_gui.store.links import link_subjects
from inspector_gui.store.rounds import round_subjects
from inspector_gui.store.subjects import Subject
from inspector_gui.store.targets import target_subjects
from inspector_gui.store.verifying_problems import Problem

_SOURCES = (
    round_subjects,
    target_subjects,
    capture_subjects,
    link_subjects,
    check_subjects,
    finding_subjects,
    annotation_subjects,
)

#: Kinds of subjects whose present state is compared, with their names.
_KINDS = {
    "archive": ("存档", "archive"),
    "round": ("检查批次", "round"),
    "target": ("检查对象", "target"),
    "member": ("批次中的检查对象", "target in round"),
    "capture": ("快照", "capture"),
    "links": ("链接测试结果", "link tests"),
    "checks": ("检查结果", "check results"),
    "finding": ("问题", "finding"),
    "decision": ("认定", "decision"),
    "annotation": ("标注", "annotation"),
}

#: The act after which its subject is no longer there.
_REMOVAL = "annotation_removed"


@dataclass(frozen=True, slots=True)
class Records:
    """The whole of `archive.db` as of one moment, as far as verification needs it.

    `wanted` gives for each round id the evidence its captures refer to: SHA-256 → (size, id of a capture).
    """

    archive_id: str
    entries: tuple[CustodyEntry, ...]
    kept_head: str
    subjects: dict[str, str]
    captures: frozenset[str]
    evidence_files: dict[str, str]
    wanted: dict[str, dict[str, tuple[int, str]]]


def read_records(database: Database) -> Records:
    """Read everything; call inside a snapshot. Raises `ArchiveDamaged` when a page of the database is unreadable."""
    subjects = [archive_subject(database), *(subject for source in _SOURCES for subject in source(database))]
    wanted, captures = _wanted_evidence(database)
    return Records(
        archive_id=archive_facts(database)["id"],
        entries=tuple(CustodyEntry(**row) for row in database.rows("SELECT * FROM custody ORDER BY seq")),
        kept_head=str(database.value("SELECT value FROM meta WHERE key = ?", (HEAD_KEY,)) or ""),
        subjects=_by_name(subjects),
        captures=captures,
        wanted=wanted,
        evidence_files={
            r["id"]: r["evidence_file"] for r in database.rows("SELECT id, evidence_file FROM rounds ORDER BY seq")
        },
    )


def subject_problems(records: Records) -> Iterator[Problem]:
    """Records that were changed, removed or slipped in without an entry of the custody log saying so."""
    recorded = _recorded(records.entries)
    for name, digest in recorded.items():
        present = records.subjects.get(name)
        if present is None and digest:
            yield _problem("missing", name, "已被删除", "was deleted")
        elif present is not None and present != digest:
            yield _problem("changed", name, "与证据链记录不符,已被改动", "is not what the custody log recorded")
    for name in records.subjects:
        if name not in recorded:
            yield _problem("added", name, "没有证据链记录", "has no entry in the custody log")


def _recorded(entries: tuple[CustodyEntry, ...]) -> dict[str, str]:
    """The digest each subject must have by its last entry; empty when it must be gone."""
    recorded: dict[str, str] = {}
    for entry in entries:
        if entry.subject.partition(":")[0] in _KINDS and (entry.digest or entry.act == _REMOVAL):
            recorded[entry.subject] = entry.digest
    return recorded


def _wanted_evidence(database: Database) -> tuple[dict[str, dict[str, tuple[int, str]]], frozenset[str]]:
    wanted: dict[str, dict[str, tuple[int, str]]] = {}
    captures = set()
    for row in database.rows("SELECT id, round_id, facts FROM captures ORDER BY seq"):
        captures.add(row["id"])
        of_round = wanted.setdefault(row["round_id"], {})
        for sha256, size in _references(row["facts"]):
            of_round.setdefault(sha256, (size, row["id"]))
    return wanted, frozenset(captures)


def _references(facts: str) -> list[tuple[str, int]]:
    try:
        return [(str(ref["sha256"]), int(ref["size"])) for ref in json.loads(facts)["evidence"]]
    except (ValueError, KeyError, TypeError):
        return []  # the altered row is named by its digest


def _by_name(subjects: list[Subject]) -> dict[str, str]:
    return {subject.name: subject.digest for subject in subjects}


def _problem(kind: str, name: str, zh: str, en: str) -> Problem:
    kind_zh, kind_en = _KINDS[name.partition(":")[0]]
    id = name.partition(":")[2]
    return Problem(kind, name, f"{kind_zh} {id} {zh}", f"{kind_en} {id} {en}")
