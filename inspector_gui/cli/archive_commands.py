"""Commands that create archives and rounds and fill them."""

from __future__ import annotations

from argparse import Namespace

from inspector_gui.app.rounds import create_round, import_websites
from inspector_gui.app.session import create_archive, find_round, open_session
from inspector_gui.cli.dates import read_date
from inspector_gui.cli.output import Output


def new(options: Namespace, output: Output) -> int:
    """``new ARCHIVE --name NAME``"""
    with create_archive(options.archive, name=options.name) as session:
        path = str(session.archive.path)
    output.result({"archive": path, "name": options.name}, f"已新建存档 {path}")
    return 0


def add_round(options: Namespace, output: Output) -> int:
    """``round ARCHIVE --name 2021Q2 --as-of 2021-06-30``"""
    as_of = read_date(options.as_of, what="监测时间点")
    with open_session(options.archive) as session:
        create_round(
            session,
            name=options.name,
            as_of=as_of,
            previous=options.previous,
            profile=options.profile,
            indicator_set=options.indicators,
        )
        added = find_round(session, options.name)
    output.result(
        {
            "round": added.id,
            "name": added.name,
            "as_of": added.as_of,
            "indicator_set": added.indicator_set,
            "seed": added.seed,
        },
        f"已新建批次 {added.name},监测时间点 {added.as_of}",
    )
    return 0


def import_register(options: Namespace, output: Output) -> int:
    """``import ARCHIVE websites FILE``; 1 when rows were refused."""
    with open_session(options.archive) as session:
        round_ = find_round(session, options.round)
        _, summary = import_websites(session, path=options.file, round_id=round_.id)
    lines = [
        f"新增 {summary.added},更新 {summary.changed},未变 {summary.unchanged},拒绝 {len(summary.refused)}",
        *summary.refused,
        *summary.notes,
    ]
    output.result(
        {
            "added": summary.added,
            "changed": summary.changed,
            "unchanged": summary.unchanged,
            "refused": summary.refused,
            "notes": summary.notes,
        },
        "\n".join(lines),
    )
    return 1 if summary.refused else 0
