"""Use-case: one whole small inspection in a folder of its own — archive, patrol, checks, score cards, package."""

from __future__ import annotations

import asyncio
import datetime as dt
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from inspector_gui.app.clock import now_iso
from inspector_gui.app.packages import export_package
from inspector_gui.app.patrol import STOPPING, PatrolRun
from inspector_gui.app.rounds import create_round, put_websites
from inspector_gui.app.scores import list_score_cards
from inspector_gui.app.session import Session, create_archive, find_round, open_session
from inspector_gui.app.views import PatrolEvent
from inspector_gui.domain.scoring import to_json
from inspector_gui.domain.targets import TargetClass, Website, website_id
from inspector_gui.errors import InvalidInput, UserError
from inspector_gui.example_city.sites import Site, sites
from inspector_gui.example_city.truth import truth
from inspector_gui.exchange.register_values import Refused, parse_address
from inspector_gui.store.faults import translated_file_errors

#: Pages per site that reach every page of the example city.
CITY_PAGES = 60

OnEvent = Callable[[PatrolEvent], None]


@dataclass(frozen=True, slots=True)
class Inspection:
    """What was made, and where."""

    folder: Path
    archive: Path
    package: Path
    scores: Path
    pages: int
    findings: int


async def inspect_city(folder: Path, *, resolve: Sequence[str], on_event: OnEvent, concurrency: int = 3) -> Inspection:
    """Inspect the example city as of 2021-06-30; `resolve` says where a `CityServer` serves it. Nothing leaves this machine."""
    return await _inspect(
        folder,
        name="示例城市",
        round_name="2021Q2",
        as_of=dt.date.fromisoformat(truth().as_of),
        websites=[website_of(site) for site in sites()],
        max_pages=CITY_PAGES,
        resolve=resolve,
        concurrency=concurrency,
        on_event=on_event,
    )


def website_of(site: Site) -> Website:
    """A site of the example city as a target."""
    return Website(
        id=website_id(url=site.url, site_code=site.site_code),
        name=site.name,
        url=site.url,
        target_class=site.target_class,
        unit=site.unit,
        district=site.district,
        site_code=site.site_code,
    )


async def inspect_urls(
    folder: Path,
    *,
    urls: Sequence[str],
    as_of: dt.date,
    max_pages: int = 30,
    resolve: Sequence[str] = (),
    concurrency: int = 3,
    on_event: OnEvent,
) -> Inspection:
    """Inspect real addresses. Their names are not known, so the host stands for them. Raises `InvalidInput` for a bad address."""
    websites = list({w.id: w for w in map(_website, urls)}.values())
    return await _inspect(
        folder,
        name="网址检查",
        round_name=f"{as_of:%Y-%m-%d}",
        as_of=as_of,
        websites=websites,
        max_pages=max_pages,
        resolve=resolve,
        concurrency=concurrency,
        on_event=on_event,
    )


def _website(address: str) -> Website:
    try:
        url = parse_address(address.strip())
    except Refused as refused:
        raise InvalidInput(
            what=f"网址 “{address}”", reason=refused.zh, todo="请写成 http://www.example.gov.cn/ 的形式。"
        ) from refused
    return Website(id=website_id(url=url), name=urlsplit(url).netloc, url=url, target_class=TargetClass.PORTAL)


async def _inspect(
    folder: Path,
    *,
    name: str,
    round_name: str,
    as_of: dt.date,
    websites: list[Website],
    max_pages: int,
    resolve: Sequence[str],
    concurrency: int,
    on_event: OnEvent,
) -> Inspection:
    with translated_file_errors(folder):
        folder.mkdir(parents=True, exist_ok=True)
    path = folder / "archive.inspection"
    round_id = await asyncio.to_thread(_prepare, path, name=name, round_name=round_name, as_of=as_of, websites=websites)
    run = await PatrolRun.start(
        path,
        round_id=round_id,
        concurrency=concurrency,
        max_pages=max_pages,
        retest_minutes=0,
        resolve=resolve,
        on_event=on_event,
    )
    status = await run.wait_or_stop(lambda: on_event(PatrolEvent(now_iso(), "warning", "", "", STOPPING)))
    if status:
        cause = run.last_error or f"巡检进程异常退出({status})。"
        raise UserError(reason=f"{cause}已完成的部分都在;排除原因后请用 inspector-gui patrol {path} 继续。")
    return await asyncio.to_thread(_finish, folder, path, round_id)


def _prepare(path: Path, *, name: str, round_name: str, as_of: dt.date, websites: list[Website]) -> str:
    with create_archive(path, name=name) as session:
        create_round(session, name=round_name, as_of=as_of)
        round_id = find_round(session).id
        put_websites(session, websites=websites, round_id=round_id)
    return round_id


def _finish(folder: Path, path: Path, round_id: str) -> Inspection:
    """Write the score cards and the package, and count."""
    with open_session(path) as session:
        scores = _write_scores(session, round_id, folder / "score-cards.json")
        package = folder / "package.zip"
        export_package(session, round_id=round_id, out=package)
        pages = session.archive.captures.count(round_id)
        findings = len(session.archive.findings.of_round(round_id))
    return Inspection(folder, path, package, scores, pages, findings)


def _write_scores(session: Session, round_id: str, out: Path) -> Path:
    cards = [
        {"target": target.id, "name": target.name, **to_json(card)}
        for target, card in list_score_cards(session, round_id=round_id)
    ]
    with translated_file_errors(out):
        out.write_text(json.dumps(cards, ensure_ascii=False, indent=1), encoding="utf-8")
    return out
