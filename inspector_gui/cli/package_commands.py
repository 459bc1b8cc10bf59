"""Commands around the offline package: write one, verify one (or an archive)."""

from __future__ import annotations

from argparse import Namespace

from inspector_gui.app.packages import export_package, verify_path
from inspector_gui.app.session import find_round, open_session
from inspector_gui.cli.output import Output
from inspector_gui.cli.progress import Counter


def package(options: Namespace, output: Output) -> int:
    """``package ARCHIVE --out FILE.zip``"""
    with open_session(options.archive) as session:
        round_ = find_round(session, options.round)
        chosen = [session.archive.targets.find(word, round_.id).id for word in options.target]
        done = export_package(
            session, round_id=round_.id, target_ids=chosen, out=options.out, progress=Counter(output, "写入").step
        )
    output.result(
        {"path": done.path, "size": done.size, "files": done.files, "sha256": done.digest},
        f"已写入 {done.path}:{done.files} 个文件,{done.size / 1e6:.1f} MB,SHA-256 {done.digest}",
    )
    return 0


def verify(options: Namespace, output: Output) -> int:
    """``verify ARCHIVE|FILE.zip``: 0 intact, 1 damaged (naming what), 2 unusable."""
    summary = verify_path(options.path, progress=Counter(output, "校验").step)
    lines = [f"{name}:{value}" for name, value in summary.facts]
    lines += [f"[{p.kind}] {p.what}:{p.detail}" for p in summary.problems]
    lines += list(summary.notes)
    lines.append("完整:没有发现改动。" if summary.intact else f"已损坏:发现 {len(summary.problems)} 处问题。")
    output.result(
        {
            "intact": summary.intact,
            "facts": dict(summary.facts),
            "notes": summary.notes,
            "problems": [{"kind": p.kind, "what": p.what, "detail": p.detail} for p in summary.problems],
        },
        "\n".join(lines),
    )
    return 0 if summary.intact else 1
