"""What goes into a package, as plain values: the use-case selects and reads it, the writer only writes."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from inspector_gui.domain.annotations import Annotation
from inspector_gui.domain.captures import Capture, EvidenceKind, EvidenceRef, LinkResult
from inspector_gui.domain.check_runs import CheckRun
from inspector_gui.domain.findings import Finding, FindingState
from inspector_gui.domain.rounds import Round
from inspector_gui.domain.targets import Website


@dataclass(frozen=True, slots=True)
class DecisionRecord:
    """One decision of a person about a finding; `at` is ISO 8601 with offset."""

    finding_id: str
    at: str
    actor: str
    state: FindingState
    why: str = ""
    category: str = ""


@dataclass(frozen=True)
class PackageContent:
    """Everything of one round, or of some of its targets, that proves the result.

    Every capture named by a finding or an annotation, and every target named by anything, is among `captures` and
    `targets`. `read_evidence` returns the plain bytes of an evidence item by its SHA-256. `score_cards` (as made by
    `scoring_json.to_json`), `check_runs` and `links` go by target id; `checks` holds the files of checks that raised findings,
    by check id. `custody` is the whole custody log, as mappings; the key that signs the package has signed
    at least one of its entries.
    """

    archive_id: str
    archive_name: str
    created_at: str
    created_by: str
    program: str
    round: Round
    indicator_set_text: str
    targets: Sequence[Website]
    captures: Sequence[Capture]
    read_evidence: Callable[[str], bytes]
    findings: Sequence[Finding]
    decisions: Sequence[DecisionRecord] = ()
    annotations: Sequence[Annotation] = ()
    score_cards: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    custody: Sequence[Mapping[str, Any]] = ()
    checks: Mapping[str, bytes] = field(default_factory=dict)
    check_runs: Mapping[str, Sequence[CheckRun]] = field(default_factory=dict)
    links: Mapping[str, Sequence[LinkResult]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        captures = {capture.id for capture in self.captures}
        targets = {target.id for target in self.targets}
        named = {place.capture_id for finding in self.findings for place in finding.places if place.capture_id}
        named |= {annotation.capture_id for annotation in self.annotations}
        if not named <= captures:
            raise ValueError(f"package content lacks the captures {sorted(named - captures)[:3]}")
        of = {finding.target_id for finding in self.findings} | {capture.target_id for capture in self.captures}
        if not of | set(self.score_cards) <= targets:
            raise ValueError(f"package content lacks the targets {sorted((of | set(self.score_cards)) - targets)[:3]}")

    def check_files(self) -> dict[str, bytes]:
        """The check files that raised findings, by check id. A file changed since then did not raise them: left out."""
        digests = {(finding.check_id, finding.check_digest) for finding in self.findings}
        return {
            id: source for id, source in sorted(self.checks.items()) if (id, hashlib.sha256(source).hexdigest()) in digests
        }

    def evidence_files(self) -> dict[str, str]:
        """File name below ``data/evidence/`` per SHA-256, in order of the digests."""
        kinds: dict[str, set[str]] = {}
        for capture in self.captures:
            for item in capture.evidence:
                kinds.setdefault(item.sha256, set()).add(_ending(item))
        return {sha256: f"{sha256}.{_common(found)}" for sha256, found in sorted(kinds.items())}


#: Page source is named ``.html.txt`` so that no double click ever runs it.
_ENDINGS = {
    EvidenceKind.STRIP: "png", EvidenceKind.OVERVIEW: "jpg", EvidenceKind.LAYOUT: "json", EvidenceKind.FACTS: "json",
    EvidenceKind.HTML: "html.txt", EvidenceKind.HAR: "har",
}


def _common(endings: set[str]) -> str:
    """Bytes that serve as two kinds at once are named as neither."""
    return min(endings) if len(endings) == 1 else "bin"


def _ending(item: EvidenceRef) -> str:
    return _ENDINGS.get(item.kind, "bin")
