"""Checks that the records of a package agree: with its evidence, with each other, and with the custody log."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from inspector_gui.domain.custody import CustodyEntry, first_break, subject_digest
from inspector_gui.exchange.package_format import CUSTODY, RECORDS, Malformed, read_json, record_name

SignatureCheck = Callable[[str, bytes, str], bool]
Record = Mapping[str, Any]

_LISTS = ("annotations", "captures", "decisions", "findings", "targets")
#: Longest line of the custody log, in bytes.
_LONGEST_ENTRY = 2**18


@dataclass(frozen=True, slots=True)
class RecordProblem:
    """As `package_verifier.Problem`: kind chain, reference, missing or changed."""

    kind: str
    what: str
    zh: str
    en: str


@dataclass(slots=True)
class RecordCheck:
    """What the records say, and what does not fit."""

    problems: list[RecordProblem] = field(default_factory=list)
    captures: int = 0
    findings: int = 0
    evidence: int = 0
    custody_entries: int = 0
    custody_head: str = ""
    custody_keys: frozenset[str] = frozenset()
    round_name: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)


def check_records(kept: Mapping[str, bytes], digests: Mapping[str, str], genuine: SignatureCheck) -> RecordCheck:
    """Check the files in `kept` (name → content) of a package whose files have `digests` (name → SHA-256 as read).

    `genuine` checks one Ed25519 signature. Files that are missing are left to the manifests.
    """
    check = RecordCheck()
    records = _read_records(kept, check)
    entries = _read_custody(kept.get(CUSTODY), check)
    _check_chain(entries, check, genuine)
    check.captures, check.findings = len(records["captures"]), len(records["findings"])
    check.facts = records["package"]
    check.round_name = str(records["round"].get("name", ""))
    try:
        check.problems += _evidence_problems(records["captures"], digests, check)
        check.problems += _reference_problems(records)
        check.problems += _custody_problems(records, entries)
    except (KeyError, TypeError, AttributeError, IndexError) as error:
        check.problems.append(RecordProblem(
            "reference", "data/", f"记录缺少必要的字段:{error!s}"[:120], f"a record lacks a field: {error!s}"[:120],
        ))
    return check


def _read_records(kept: Mapping[str, bytes], check: RecordCheck) -> dict[str, Any]:
    """Every record file decoded; an empty list or object in place of one that cannot be used."""
    records: dict[str, Any] = {}
    for record in RECORDS:
        expected: type = list if record in _LISTS else dict
        records[record] = expected()
        data = kept.get(record_name(record))
        if data is None:
            continue
        try:
            value = read_json(data)
        except Malformed as error:
            check.problems.append(RecordProblem("reference", record_name(record), error.zh, error.en))
            continue
        if isinstance(value, expected):
            records[record] = value
        else:
            check.problems.append(RecordProblem("reference", record_name(record), "内容类型不对", "it is of a wrong type"))
    return records


def _read_custody(data: bytes | None, check: RecordCheck) -> list[CustodyEntry]:
    entries: list[CustodyEntry] = []
    for number, line in enumerate((data or b"").split(b"\n")[:-1], start=1):
        try:
            if len(line) > _LONGEST_ENTRY:
                raise ValueError("too long")
            entries.append(CustodyEntry.from_mapping(read_json(line)))
        except (ValueError, AttributeError, TypeError):
            check.problems.append(RecordProblem(
                "chain", f"{CUSTODY} #{number}", f"证据链第 {number} 条无法读取", f"custody entry {number} cannot be read",
            ))
            break
    return entries


def _check_chain(entries: list[CustodyEntry], check: RecordCheck, genuine: SignatureCheck) -> None:
    check.custody_entries = len(entries)
    check.custody_keys = frozenset(entry.key for entry in entries)
    if entries:
        check.custody_head = entries[-1].hash
    found = first_break(entries, check_signature=genuine)
    if found is not None:
        check.problems.append(RecordProblem("chain", f"{CUSTODY} #{found.index + 1}", found.reason, found.reason_en))


def _evidence_problems(captures: list[Record], digests: Mapping[str, str], check: RecordCheck) -> Iterator[RecordProblem]:
    present: dict[str, str] = {}
    for name, sha256 in digests.items():
        if name.startswith("data/evidence/"):
            named = name.removeprefix("data/evidence/")[:64]
            present[named] = name
            if named != sha256:
                yield RecordProblem("changed", name, "证据内容与文件名不符", "evidence does not have the digest it is named by")
    check.evidence = len(present)
    referred: set[str] = set()
    for capture in captures:
        for item in capture["evidence"]:
            referred.add(item["sha256"])
            if item["sha256"] not in present:
                yield RecordProblem(
                    "missing", f"capture {capture['id']}", f"快照的证据 {item['sha256']} 不在包中",
                    f"evidence {item['sha256']} of this capture is not in the package",
                )
    for sha256 in sorted(present.keys() - referred):
        yield RecordProblem("added", present[sha256], "没有快照引用这份证据", "no capture refers to this evidence")


def _reference_problems(records: Mapping[str, Any]) -> Iterator[RecordProblem]:
    known = {kind: [record["id"] for record in records[kind]] for kind in ("captures", "targets", "findings", "annotations")}
    for kind, ids in known.items():
        for id in sorted(id for id, times in Counter(ids).items() if times > 1):
            yield RecordProblem("reference", f"{kind} {id}", "编号出现了两次", "the id occurs twice")
    sets = {kind: set(ids) for kind, ids in known.items()}
    for what, kind, id in _named_ids(records):
        if id not in sets[kind]:
            yield RecordProblem("reference", what, f"所指的 {kind} {id} 不在包中", f"it names {kind} {id}, not in the package")


def _named_ids(records: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """(record, kind named, id named) of every reference between records."""
    for finding in records["findings"]:
        yield f"finding {finding['id']}", "targets", finding["target_id"]
        for place in finding["places"]:
            if place["capture_id"]:
                yield f"finding {finding['id']}", "captures", place["capture_id"]
    for capture in records["captures"]:
        yield f"capture {capture['id']}", "targets", capture["target_id"]
    for annotation in records["annotations"]:
        yield f"annotation {annotation['id']}", "captures", annotation["capture_id"]
    for decision in records["decisions"]:
        yield f"decision on {decision['finding_id']}", "findings", decision["finding_id"]
    for target_id, card in records["score_cards"].items():
        yield f"score card {target_id}", "targets", target_id
        for line in card.get("trace", ()):
            if line["finding"]:
                yield f"score card {target_id}", "findings", line["finding"]


def _custody_problems(records: Mapping[str, Any], entries: list[CustodyEntry]) -> Iterator[RecordProblem]:
    """Captures, annotations and decisions must be what the custody log last recorded of them."""
    recorded = {entry.subject: entry.digest for entry in entries}
    for subject, record in _subjects(records):
        if subject not in recorded:
            yield RecordProblem("chain", subject, "证据链中没有记载", "the custody log does not know it")
        elif recorded[subject] != subject_digest(record):
            yield RecordProblem("chain", subject, "与证据链中记载的内容不同", "it is not what the custody log recorded")
    last: dict[str, Record] = {decision["finding_id"]: decision for decision in records["decisions"]}
    for finding in records["findings"]:
        decision = last.get(finding["id"])
        if decision is not None and decision["state"] != finding["state"]:
            zh, en = "状态与最后一次决定不同", "its state is not that of the last decision"
            yield RecordProblem("chain", f"finding:{finding['id']}", zh, en)
        if decision is None and finding["state"] != "suspected":
            yield RecordProblem("chain", f"finding:{finding['id']}", "状态没有决定为据", "no decision accounts for its state")


def _subjects(records: Mapping[str, Any]) -> Iterator[tuple[str, Record]]:
    for capture in records["captures"]:
        yield f"capture:{capture['id']}", capture
    for annotation in records["annotations"]:
        yield f"annotation:{annotation['id']}", annotation
    count: dict[str, int] = {}
    for decision in records["decisions"]:
        number = count[decision["finding_id"]] = count.get(decision["finding_id"], 0) + 1
        yield f"decision:{decision['finding_id']}/{number}", {**decision, "n": number}
