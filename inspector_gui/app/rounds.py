"""Use-cases around a round: create it, fill it with targets."""

from __future__ import annotations

import datetime as dt
import secrets
from pathlib import Path

from inspector_gui.app.changes import Changes, Topic
from inspector_gui.app.session import Session, bundled_indicator_set_text, find_round
from inspector_gui.app.views import ImportSummary
from inspector_gui.domain.indicators import parse_indicator_set
from inspector_gui.domain.rounds import Round
from inspector_gui.domain.targets import Website, website_id
from inspector_gui.errors import InvalidInput, RegisterUnreadable, user_language
from inspector_gui.exchange.registers import read_websites


def create_round(
    session: Session,
    *,
    name: str,
    as_of: dt.date,
    previous: str = "",
    profile: str = "",
    indicator_set: Path | None = None,
) -> Changes:
    """Add a round measured at `as_of`; `previous` names an existing round, `indicator_set` a user's own rule book.

    Raises `InvalidInput`, `UnknownName` and `IndicatorSetInvalid`; then nothing was added.
    """
    name = name.strip()
    if not name:
        raise InvalidInput(what="批次名称", reason="名称为空", todo="请填写名称,例如 2021Q2。")
    if any(existing.name == name for existing in session.archive.rounds.all()):
        raise InvalidInput(what=f"批次名称“{name}”", reason="该存档中已有同名批次", todo="请换一个名称。")
    text = _read_indicator_set(indicator_set) if indicator_set else bundled_indicator_set_text()
    rules = parse_indicator_set(text, file=indicator_set.name if indicator_set else "guoban-2019-19.json")
    if profile:
        rules.profile(profile)
    before = find_round(session, previous).id if previous else ""
    new = Round(
        id=f"r{secrets.token_hex(4)}",
        name=name,
        as_of=as_of,
        indicator_set=rules.id,
        indicator_version=rules.version,
        seed=secrets.randbelow(2**31),
        profile=profile,
        previous=before,
    )
    session.archive.rounds.add(new, indicator_set_text=text)
    return Changes.of(Topic.ROUNDS)


def _read_indicator_set(path: Path) -> str:
    """The text of a user's rule book. Raises `InvalidInput` for what is no text file."""
    what, todo = f"指标集文件 {path.name or path}", "请检查路径;指标集是 UTF-8 编码的 JSON 文件。"
    try:
        if path.exists() and not path.is_file():
            raise InvalidInput(what=what, reason="它不是文件", todo=todo)
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise InvalidInput(what=what, reason="内容不是 UTF-8 文字", todo=todo) from error
    except OSError as error:
        raise InvalidInput(what=what, reason="文件不存在或无权读取", todo=todo) from error


def import_websites(session: Session, *, path: Path, round_id: str) -> tuple[Changes, ImportSummary]:
    """Read a register of websites into the round; refused rows are named, the others go in together or not at all.

    Raises `RegisterUnreadable` and `InvalidInput`; then nothing was added.
    """
    _require_file(path)
    reading = read_websites(path)
    if not reading.websites and not reading.refused:
        raise InvalidInput(what=path.name, reason="没有一行网站数据", todo="请检查是否选对了工作表。")
    websites, twins = _without_twins(session, reading.websites, round_id)
    counts = put_websites(session, websites=websites, round_id=round_id)
    english = user_language() == "en"
    return Changes.of(Topic.TARGETS), ImportSummary(
        counts["added"],
        counts["changed"],
        counts["unchanged"],
        refused=(*(_refusal(row, english) for row in reading.refused), *twins),
        notes=tuple(note[english] for note in reading.notes),
    )


def _require_file(path: Path) -> None:
    """Refuse a folder, and what would never end: a pipe, a device. What is not there is the reader's to explain."""
    try:
        other = path.exists() and not path.is_file()
    except OSError:
        return
    if other:
        raise RegisterUnreadable(file=path.name or path, reason="它不是文件", todo="请选择 xlsx 或 csv 文件。")


def _without_twins(session: Session, websites: list[Website], round_id: str) -> tuple[list[Website], list[str]]:
    """(websites to take, one sentence for each that the round has already under another id).

    A register without site codes and a later one with them would otherwise inspect every site twice.
    """
    present = {website_id(url=target.url): target for target in session.archive.targets.of_round(round_id)}
    taken, refused = [], []
    for website in websites:
        twin = present.get(website_id(url=website.url))
        if twin is None or twin.id == website.id:
            taken.append(website)
        else:
            refused.append(f"{website.name}:网址与批次中已有的“{twin.name}”({twin.id})相同,没有重复加入")
    return taken, refused


def put_websites(session: Session, *, websites: list[Website], round_id: str) -> dict[str, int]:
    """Add or update targets of a round in one transaction; returns how many were added, changed, unchanged."""
    counts = {"added": 0, "changed": 0, "unchanged": 0}
    with session.archive.transaction():
        for website in websites:
            counts[session.archive.targets.put(website, round_id=round_id)] += 1
    return counts


def _refusal(row: object, english: bool) -> str:
    reason = getattr(row, "reason_en" if english else "reason_zh")
    place = f"{getattr(row, 'sheet', '')} {getattr(row, 'row', '')}".strip()
    return f"row {place}: {reason}" if english else f"第 {place} 行:{reason}"
