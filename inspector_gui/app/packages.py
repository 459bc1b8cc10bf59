"""Use-cases around proof: write the offline package of a round, verify a package or an archive."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path

from inspector_gui import __version__
from inspector_gui.app.checking import load_registry
from inspector_gui.app.clock import now_iso
from inspector_gui.app.scores import card_of, score_inputs
from inspector_gui.app.session import Session
from inspector_gui.app.views import PackageDone, VerifyLine, VerifySummary
from inspector_gui.bundled import bundled_folder
from inspector_gui.domain.captures import LinkResult
from inspector_gui.domain.findings import Finding
from inspector_gui.domain.scoring import to_json
from inspector_gui.domain.targets import Website
from inspector_gui.errors import ArchiveExists, ArchiveMissing, PackageUnusable, user_language
from inspector_gui.exchange.package_content import DecisionRecord, PackageContent
from inspector_gui.exchange.package_verifier import verify_package
from inspector_gui.exchange.package_writer import WritingCancelled as ExportCancelled
from inspector_gui.exchange.package_writer import write_package
from inspector_gui.store.faults import in_language, translated_file_errors
from inspector_gui.store.keys import Keyring
from inspector_gui.store.verifying import verify_archive

__all__ = ["ExportCancelled", "export_package", "read_content", "verify_path"]

Progress = Callable[[int, int], None]


def export_package(
    session: Session,
    *,
    round_id: str,
    target_ids: Sequence[str] = (),
    out: Path,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> PackageDone:
    """Write the package of a round, or of some of its targets, to `out`; the act stands in the custody log.

    Raises `ExportCancelled` when `cancelled()` turns true, `ArchiveExists` when `out` exists, `DiskFull` …; then no
    file was left, and the custody log says so.
    """
    with translated_file_errors(out):
        if out.exists():
            raise ArchiveExists(path=out)  # before the log says that something was exported
    subject = round_id if not target_ids else f"{round_id} {' '.join(target_ids)}"
    with session.archive.transaction():
        # Written first, so that the package itself carries the entry and its key has signed part of the log.
        session.archive.custody.append("exported", subject)
    keys = Keyring.default()
    try:
        content = read_content(session, round_id=round_id, target_ids=target_ids)
        summary = write_package(
            content, out, sign=keys.sign, public_key=keys.public_key_hex, progress=progress, cancelled=cancelled
        )
    except BaseException:
        with session.archive.transaction():
            session.archive.custody.append("export_failed", subject)
        raise
    return PackageDone(str(out), summary.size, summary.files, summary.digest)


def read_content(session: Session, *, round_id: str, target_ids: Sequence[str] = ()) -> PackageContent:
    """Everything that proves the result of a round, or of some of its targets."""
    archive, round_ = session.archive, session.archive.rounds.get(round_id)
    targets = [t for t in archive.targets.of_round(round_id) if not target_ids or t.id in target_ids]
    chosen = {t.id for t in targets}
    findings = [f for f in archive.findings.of_round(round_id) if f.target_id in chosen]
    captures = [c for t in targets for c in archive.captures.of_target(round_id, t.id)]
    shown = {c.id for c in captures}
    return PackageContent(
        archive_id=archive.id,
        archive_name=archive.name,
        created_at=now_iso(),
        created_by=session.actor,
        program=__version__,
        round=round_,
        indicator_set_text=archive.rounds.indicator_set_text(round_id),
        targets=targets,
        captures=captures,
        read_evidence=lambda sha256: archive.evidence.read(round_id, sha256),
        findings=findings,
        decisions=[record for f in findings for record in _decisions(session, f)],
        annotations=[a for a in archive.annotations.of_round(round_id) if a.capture_id in shown],
        score_cards={t.id: to_json(card_of(score_inputs(session, round_=round_, target=t))) for t in targets},
        custody=[asdict(entry) for entry in archive.custody.all()],
        checks=_check_files(session, round_id, findings),
        check_runs={t.id: archive.checks.of_target(round_id, t.id) for t in targets},
        links={t.id: _tested_links(session, round_id, t) for t in targets},
    )


def _decisions(session: Session, finding: Finding) -> list[DecisionRecord]:
    return [
        DecisionRecord(finding.id, d.at, d.actor, d.state, d.why, d.category)
        for d in session.archive.findings.decisions(finding.id)
    ]


def _tested_links(session: Session, round_id: str, target: Website) -> list[LinkResult]:
    return list(session.archive.links.of_target(round_id, target.id).values())


def _check_files(session: Session, round_id: str, findings: Sequence[Finding]) -> dict[str, bytes]:
    """The files of the checks that raised these findings, as they are today (a finding keeps the digest of its own)."""
    used = {f.check_id for f in findings}
    folder = bundled_folder("checks")
    return {
        c.meta.id: (folder / f"{c.meta.id}.py").read_bytes()
        for c in load_registry(session, round_id)
        if c.meta.id in used
    }


def verify_path(path: Path, *, progress: Progress | None = None) -> VerifySummary:
    """Verify a package file or an archive folder without changing it. Raises a `UserError` when it is neither."""
    with translated_file_errors(path):
        there, is_folder, is_file = path.exists(), path.is_dir(), path.is_file()
    if is_folder:
        return _verify_archive(path, progress)
    if is_file:
        return _verify_package(path, progress)
    if not there and path.suffix.lower() != ".zip":
        raise ArchiveMissing(path=path)
    # A pipe or a device would be read for ever.
    reason = (
        in_language("它不是文件", "it is no file") if there else in_language("没有这个文件", "there is no such file")
    )
    raise PackageUnusable(path=path, reason=reason)


def _verify_archive(path: Path, progress: Progress | None) -> VerifySummary:
    report = verify_archive(path, progress=progress)
    english = user_language() == "en"
    problems = tuple(VerifyLine(p.kind, p.what, p.detail_en if english else p.detail_zh) for p in report.problems)
    notes = tuple(n.detail_en if english else n.detail_zh for n in report.notes)
    own = Keyring.default().public_key_hex
    signers = "、".join("本工作站" if key == own else f"其他工作站 {key[:16]}…" for key in report.signers) or "无"
    facts = (
        ("快照", str(report.captures)),
        ("证据", str(report.evidence)),
        ("证据链", f"{report.entries} 条"),
        ("证据链末条", report.head),
        ("签名", signers),
    )
    return VerifySummary(not problems, problems, notes, facts)


def _verify_package(path: Path, progress: Progress | None) -> VerifySummary:
    report = verify_package(path, pinned_keys=[Keyring.default().public_key_hex], progress=progress)
    english = user_language() == "en"
    problems = tuple(VerifyLine(p.kind, p.what, p.detail_en if english else p.detail_zh) for p in report.problems)
    signer = "本工作站" if report.signer_known else f"未知签名人 {report.signer[:16]}…" if report.signer else "未签名"
    facts = (
        ("批次", report.round_name),
        ("文件", str(report.files)),
        ("快照", str(report.captures)),
        ("证据", str(report.evidence)),
        ("证据链", f"{report.custody_entries} 条"),
        ("证据链末条", report.custody_head),
        ("签名人", signer),
    )
    return VerifySummary(not problems, problems, (), facts)
