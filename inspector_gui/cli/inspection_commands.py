"""Commands that visit sites: patrol a round, or do a whole small inspection of the example city or of given addresses."""

from __future__ import annotations

import asyncio
import datetime as dt
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from inspector_gui.app.inspection import Inspection, inspect_city, inspect_urls
from inspector_gui.app.patrol import STOPPING, PatrolRun, read_patrol_status
from inspector_gui.app.session import find_round, open_session
from inspector_gui.app.views import PatrolEvent, PatrolStatus
from inspector_gui.cli.dates import read_date
from inspector_gui.cli.output import Output
from inspector_gui.cli.window_command import draw_screens, has_display, show_window
from inspector_gui.errors import InvalidInput
from inspector_gui.example_city.server import CityServer

_STAGES = {
    "queued": "等待开始",
    "columns": "打开首页和栏目",
    "articles": "打开抽查的文章",
    "links": "测试链接",
    "checks": "自动检查",
    "done": "检查完成",
    "failed": "未能完成:没有一页可供检查",
}


def patrol(options: Namespace, output: Output) -> int:
    """``patrol ARCHIVE``: visit the targets of a round; goes on where an earlier patrol stopped."""
    with open_session(options.archive) as session:
        round_ = find_round(session, options.round)
        targets = [session.archive.targets.find(word, round_.id).id for word in options.target]
        if not session.archive.targets.of_round(round_.id):
            raise InvalidInput(
                what=f"批次 {round_.name}", reason="没有检查对象", todo="请先用 inspector-gui import 导入网站名册。"
            )
        before = session.archive.captures.count(round_.id)
    status, reason = asyncio.run(_patrol(options, output, round_.id, targets))
    if status:
        output.error(reason or f"巡检进程异常退出({status});已完成的快照都在,再次运行即可继续。")
        return 2 if status == 2 else 1
    with open_session(options.archive) as session:
        now = read_patrol_status(session, round_id=round_.id)
        added = session.archive.captures.count(round_.id) - before
    output.result(_patrol_data(now, round_.id), _patrol_text(now, added))
    return 0


def _patrol_data(now: PatrolStatus, round_id: str) -> dict[str, Any]:
    return {
        "round": round_id,
        "pages": now.pages_done,
        "suspected": now.suspected,
        "targets": [
            {
                "target": row.target_id,
                "stage": row.stage,
                "pages": row.done,
                "suspected": row.suspected,
                "reason": row.reason,
            }
            for row in now.rows
        ],
    }


def _patrol_text(now: PatrolStatus, added: int) -> str:
    """How the round stands, and which sites could not be judged."""
    done, failed = ([r for r in now.rows if r.state == state] for state in ("done", "failed"))
    open_ = len(now.rows) - len(done) - len(failed)
    first = "巡检完成" if added else "没有需要巡检的页面,这个批次此前已巡检完成" if not open_ else "巡检结束"
    parts = [f"{len(now.rows)} 个对象", f"{now.pages_done} 页", f"机器疑似 {now.suspected} 个"]
    parts += [f"未能完成 {len(failed)} 个"] if failed else []
    parts += [f"尚未巡检 {open_} 个"] if open_ else []
    return "\n".join([f"{first}:{','.join(parts)}", *(f"  {row.name} 未能完成:{row.reason}" for row in failed)])


async def _patrol(options: Namespace, output: Output, round_id: str, targets: list[str]) -> tuple[int, str]:
    run = await PatrolRun.start(
        options.archive,
        round_id=round_id,
        target_ids=targets,
        concurrency=options.concurrency,
        max_pages=options.max_pages,
        retest_minutes=options.retest_after,
        resolve=options.resolve,
        on_event=lambda event: _tell(output, event),
    )
    return await run.wait_or_stop(lambda: output.error(STOPPING)), run.last_error


def demo(options: Namespace, output: Output) -> int:
    """``demo``: the example city from start to finish."""
    folder = options.out or new_output_folder("demo")
    with CityServer() as server:
        # The city stays reachable while the window is open, so that it can be patrolled again from there.
        resolve = server.resolve_specs
        done = asyncio.run(inspect_city(folder, resolve=resolve, on_event=lambda event: _tell(output, event)))
        return _show(done, options, output, resolve)


def inspect(options: Namespace, output: Output) -> int:
    """``inspect URL…``: the same for real addresses."""
    as_of = read_date(options.as_of, what="监测时间点") if options.as_of else dt.date.today()
    folder = options.out or new_output_folder("inspect")
    done = asyncio.run(
        inspect_urls(
            folder,
            urls=options.urls,
            as_of=as_of,
            max_pages=options.max_pages,
            resolve=options.resolve,
            on_event=lambda event: _tell(output, event),
        )
    )
    return _show(done, options, output, options.resolve)


def _show(done: Inspection, options: Namespace, output: Output, resolve: Sequence[str]) -> int:
    """Say what was made; then open the window on the review screen, or draw the screens where there is no display."""
    windowless = options.no_window or not has_display()
    pictures = draw_screens(done.archive, done.folder / "screens") if windowless else []
    output.result(
        {
            "folder": str(done.folder),
            "archive": str(done.archive),
            "package": str(done.package),
            "scores": str(done.scores),
            "pages": done.pages,
            "findings": done.findings,
            "screens": [str(p) for p in pictures],
        },
        "\n".join(
            [
                f"输出文件夹:{done.folder}",
                f"  存档    {done.archive.name}({done.pages} 页快照)",
                f"  评分表  {done.scores.name}",
                f"  证据包  {done.package.name}",
                f"  机器疑似问题 {done.findings} 个",
                *(f"  界面图  {p.relative_to(done.folder)}" for p in pictures),
            ]
        ),
    )
    return 0 if windowless else show_window(done.archive, resolve=resolve)


def new_output_folder(kind: str) -> Path:
    """A folder of its own for each run, so that nothing is overwritten."""
    return Path.cwd() / "output" / f"{kind}-{dt.datetime.now():%Y%m%d-%H%M%S}"


def _tell(output: Output, event: PatrolEvent) -> None:
    """One line of progress; an error is said at the end, as the result."""
    if event.kind == "error":
        return
    text = _STAGES.get(event.text, event.text) if event.kind == "stage" else event.text
    output.progress(" ".join(part for part in (event.at[11:19], event.target_name, text) if part))
