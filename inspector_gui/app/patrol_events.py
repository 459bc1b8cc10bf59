"""Use-case: what the patrol of a round did last, read from the archive, for a window that was not there when it happened."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Iterable

from inspector_gui.app.session import Session
from inspector_gui.app.views import PatrolEvent
from inspector_gui.domain.captures import Capture
from inspector_gui.domain.custody import CustodyEntry
from inspector_gui.errors import user_language

#: Acts of a patrol in the custody log, which keeps them in the order in which they happened.
_ACTS = frozenset({"captured", "links_tested", "checked"})

#: Log entries looked at per event wanted: the checks of one target leave one entry each, and other rounds mix in.
_ENTRIES_PER_EVENT = 8


def read_recent_events(session: Session, *, round_id: str, limit: int = 100) -> list[PatrolEvent]:
    """The latest captures, link tests and checks of a round, newest first, at most `limit`, in the language in force."""
    acts = (entry for entry in session.archive.custody.all() if entry.act in _ACTS)
    latest = deque(acts, maxlen=limit * _ENTRIES_PER_EVENT)
    targets = {target.id: target.name for target in session.archive.targets.of_round(round_id)}
    events: list[PatrolEvent] = []
    checks = 0
    while latest and len(events) < limit:
        entry = latest.pop()
        if entry.act == "checked":
            checks += 1
            if latest and _same_subject(latest[-1], entry):
                continue
        event = _event(session, round_id, targets, entry, checks)
        checks = 0
        if event is not None:
            events.append(event)
    return events


def _same_subject(one: CustodyEntry, other: CustodyEntry) -> bool:
    """Whether both are results of checks of the same target in the same round."""
    return one.act == other.act == "checked" and _target_of(one) == _target_of(other)


def _target_of(entry: CustodyEntry) -> tuple[str, str]:
    """(round id, target id) of a subject like ``links:ROUND/TARGET`` or ``checks:ROUND/TARGET/CHECK``."""
    parts: Iterable[str] = entry.subject.split(":", 1)[-1].split("/")
    round_id, target_id, *_ = [*parts, "", ""]
    return round_id, target_id


def _event(
    session: Session, round_id: str, targets: dict[str, str], entry: CustodyEntry, checks: int
) -> PatrolEvent | None:
    if entry.act == "captured":
        capture = session.archive.captures.get(entry.subject.removeprefix("capture:"))
        if capture.round_id != round_id:
            return None
        name = targets.get(capture.target_id, "")
        return PatrolEvent(
            entry.at, "captured" if capture.is_fit else "unfit", capture.target_id, name, _page(capture), capture.id
        )
    its_round, target_id = _target_of(entry)
    if its_round != round_id:
        return None
    kind, text = ("checked", _checked(checks)) if entry.act == "checked" else ("link", _links(entry))
    return PatrolEvent(entry.at, kind, target_id, targets.get(target_id, ""), text)


def _page(capture: Capture) -> str:
    rest = capture.url.split("//", 1)[-1]
    path = rest[rest.find("/") :] if "/" in rest else "/"
    if not capture.is_fit:
        return f"{path} {capture.reason}"
    size = f"{capture.width}×{capture.height}"
    return f"{path} captured {size}" if user_language() == "en" else f"{path} 快照 {size} 已入库"


def _links(entry: CustodyEntry) -> str:
    tested = json.loads(entry.detail or "{}").get("tested", 0)
    return f"{tested} links tested" if user_language() == "en" else f"测试了 {tested} 个链接"


def _checked(checks: int) -> str:
    return f"{checks} automatic checks done" if user_language() == "en" else f"{checks} 项自动检查完成"
