"""Use-case: what each target would bring into a package, before it is written."""

from __future__ import annotations

from dataclasses import dataclass

from inspector_gui.app.session import Session
from inspector_gui.domain.captures import TEXT_KINDS


@dataclass(frozen=True, slots=True)
class TargetContent:
    """Captures and findings of one target, and the bytes they take in a package (an estimate: text is compressed there)."""

    target_id: str
    captures: int
    findings: int
    size: int


#: What compression leaves of text evidence, and bytes of the pictures drawn for one finding: measured on the example city.
TEXT_SHARE, BYTES_PER_FINDING = 0.25, 100_000


def estimate_package(session: Session, *, round_id: str) -> list[TargetContent]:
    """For each target of a round, in the order of the register; evidence that captures share is counted once."""
    archive = session.archive
    findings: dict[str, int] = {}
    for finding in archive.findings.of_round(round_id):
        findings[finding.target_id] = findings.get(finding.target_id, 0) + 1
    contents = []
    for target in archive.targets.of_round(round_id):
        captures = archive.captures.of_target(round_id, target.id)
        sizes = {e.sha256: e.size * (TEXT_SHARE if e.kind in TEXT_KINDS else 1) for c in captures for e in c.evidence}
        number = findings.get(target.id, 0)
        size = round(sum(sizes.values())) + number * BYTES_PER_FINDING
        contents.append(TargetContent(target.id, len(captures), number, size))
    return contents
