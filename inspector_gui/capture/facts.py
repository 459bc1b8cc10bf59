"""Puts one visit into words and evidence: the FACTS of a recording, and the recording itself."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass, field
from typing import Any

from inspector_gui import __version__
from inspector_gui.capture.arrival import Ending
from inspector_gui.capture.discovery import BrowserInstall
from inspector_gui.capture.fitness import Observation, judge
from inspector_gui.capture.har import har_bytes
from inspector_gui.capture.launch import LOCALE, TIMEZONE, Running
from inspector_gui.capture.observing import Sight
from inspector_gui.capture.overview import Look
from inspector_gui.capture.recording import EvidenceItem, Limits, Recording
from inspector_gui.capture.resolver import Resolver
from inspector_gui.capture.traffic import Exchange
from inspector_gui.capture.visit import Result, Visit
from inspector_gui.domain.captures import EvidenceKind, Fitness, Outcome, PageRole

#: Longest header value and most frames kept in the facts.
_HEADER = 4000


@dataclass(slots=True)
class Account:
    """What is known about a request for a page before and besides the visit that is recorded in the end."""

    url: str
    role: PageRole
    observer: dict[str, Any]
    taken_at: str
    seconds: float = 0.0
    tries: list[dict[str, Any]] = field(default_factory=list)
    tls: dict[str, Any] | None = None


def observer_facts(running: Running, install: BrowserInstall, resolver: Resolver, limits: Limits) -> dict[str, Any]:
    """Who looked: program, browser, window, language, overrides. No local paths."""
    viewport = limits.viewport
    return {
        "program": f"inspector-gui {__version__}",
        "browser": install.kind,
        "browser_version": running.version,
        "user_agent": running.user_agent,
        "viewport": [viewport.width, viewport.height],
        "scale": viewport.scale,
        "locale": LOCALE,
        "timezone": TIMEZONE,
        "resolver_overrides": list(resolver.specs),
    }


def now_iso() -> str:
    """The present moment, ISO 8601 with the offset of this workstation."""
    return dt.datetime.now().astimezone().isoformat(timespec="milliseconds")


def record_ending(
    account: Account, ending: Ending, visit: Visit | None = None, result: Result | None = None
) -> Recording:
    """The recording of a visit that brought no page; what came nevertheless (headers, bytes, HAR) is kept."""
    document = visit.traffic.document if visit else None
    status = document.status if document else 0
    fitness = Fitness.CHALLENGE if status in (401, 407) else Fitness.NO_PAGE
    evidence: list[EvidenceItem] = []
    content_type = _content_type(document)
    if visit is not None and visit.gate.file is not None:
        status, content_type = visit.gate.file.status, visit.gate.file.content_type
    if result is not None and (result.body or ending.outcome is Outcome.NOT_A_PAGE):
        evidence.append(EvidenceItem(EvidenceKind.RESPONSE, result.body, content_type or "application/octet-stream"))
    recording = Recording(
        url=account.url,
        final_url=document.url if document else account.url,
        taken_at=account.taken_at,
        outcome=ending.outcome,
        fitness=fitness,
        reason=ending.reason,
        status=status,
        content_type=content_type,
    )
    return _sealed(recording, evidence, account, visit, result, error=ending.error)


def record_sight(
    account: Account, visit: Visit, result: Result, *, sight: Sight, overview: EvidenceItem, look: Look
) -> Recording:
    """The recording of a page that was seen; `overview` and `look` come from its finished overview."""
    document, content = visit.traffic.document, sight.content
    seen = Observation(
        status=document.status if document else 0,
        title=content.title,
        text=content.text,
        spread=look.spread,
        ink=look.ink,
        sizes_agree=_sizes_agree(sight, visit.limits),
    )
    fitness, verdict = judge(seen)
    outcome, reason = _outcome(visit, account)
    content_type = _content_type(document)
    evidence = [
        *sight.picture.strips,
        overview,
        EvidenceItem(EvidenceKind.LAYOUT, content.layout, "application/json"),
        EvidenceItem(EvidenceKind.HTML, content.html, "text/html; charset=utf-8"),
        EvidenceItem(EvidenceKind.RESPONSE, result.body, content_type or "text/html"),
    ]
    recording = Recording(
        url=account.url,
        final_url=visit.milestones.url,
        taken_at=account.taken_at,
        outcome=outcome,
        fitness=fitness,
        reason=" ".join(part for part in (verdict, reason) if part),
        status=seen.status,
        title=content.title,
        content_type=content_type,
        width=sight.size.width,
        height=sight.size.height,
        scale=visit.limits.viewport.scale,
    )
    return _sealed(recording, evidence, account, visit, result)


def _outcome(visit: Visit, account: Account) -> tuple[Outcome, str]:
    cuts = ";".join(visit.notebook.cuts)
    if not visit.scripts:
        why = account.tries[0]["failure"] if account.tries else ""
        parts = [f"带脚本无法拍摄({why}),已关闭脚本拍摄", cuts]
        return Outcome.NO_SCRIPT, ";".join(p for p in parts if p) + "。"
    return (Outcome.PARTIAL, f"{cuts}。") if cuts else (Outcome.COMPLETE, "")


def _sizes_agree(sight: Sight, limits: Limits) -> bool:
    scale, picture, size = limits.viewport.scale, sight.picture, sight.size
    return (
        sight.steady
        and abs(picture.device_height - size.height * scale) <= 2
        and abs(picture.device_width - size.width * scale) <= 2
    )


def _content_type(document: Exchange | None) -> str:
    if document is None:
        return ""
    return document.header("content-type") or str(document.response.get("mimeType", ""))


def _sealed(
    recording: Recording,
    evidence: list[EvidenceItem],
    account: Account,
    visit: Visit | None,
    result: Result | None,
    *,
    error: str = "",
) -> Recording:
    """The recording with its evidence complete: HAR and FACTS added."""
    facts: dict[str, Any] = {
        "request": {"url": account.url, "role": account.role.value},
        "final_url": recording.final_url,
        "taken_at": account.taken_at,
        "seconds": round(account.seconds, 3),
        "outcome": recording.outcome.value,
        "fitness": recording.fitness.value,
        "reason": recording.reason,
        "error": error,
        "tries": account.tries,
        "tls": account.tls,
        "observer": account.observer,
    }
    if visit is not None:
        facts |= _visit_facts(visit, result)
        if visit.traffic.exchanges:
            har = har_bytes(
                visit.traffic.exchanges,
                url=recording.final_url,
                title=recording.title,
                browser=str(account.observer.get("browser_version", "")),
            )
            evidence = [*evidence, EvidenceItem(EvidenceKind.HAR, har, "application/json")]
    text = json.dumps(facts, ensure_ascii=False, indent=1, sort_keys=True)
    item = EvidenceItem(EvidenceKind.FACTS, text.encode("utf-8", "replace"), "application/json")
    return Recording(
        **{name: getattr(recording, name) for name in Recording.__slots__ if name not in ("evidence", "facts")},
        evidence=(*evidence, item),
        facts=facts,
    )


def _visit_facts(visit: Visit, result: Result | None) -> dict[str, Any]:
    document, notebook, traffic = visit.traffic.document, visit.notebook, visit.traffic
    sight = result.sight if result else None
    facts: dict[str, Any] = {
        "redirects": traffic.redirects,
        "response": _response_facts(document, result),
        "timing": _timing(document),
        "requests": {"count": len(traffic.exchanges), "bytes": traffic.received},
        "console": {"count": notebook.console_count, "messages": notebook.console},
        "page_errors": notebook.errors,
        "dialogs": {"count": notebook.dialog_count, "first": notebook.dialogs},
        "popups_closed": notebook.popups,
        "downloads_refused": notebook.downloads + ([visit.gate.file.url] if visit.gate.file else []),
        "files_refused_in_frames": visit.gate.refused_in_frames,
        "navigations_shut_out": visit.gate.shut_out,
        "cuts": notebook.cuts,
        "settling": result.settling if result else {},
        "scripts": visit.scripts,
    }
    if visit.gate.file is not None and visit.gate.file.name:
        facts["file_name"] = visit.gate.file.name
    if document is not None and document.response.get("securityDetails"):
        facts["tls"] = _tls(document.response["securityDetails"])
    if sight is not None:
        size = sight.size
        facts["frames"] = list(sight.content.frames)
        facts["encoding"] = sight.content.encoding
        facts["page"] = {
            "width": size.width,
            "height": size.height,
            "full_width": size.full_width,
            "full_height": size.full_height,
        }
    return facts


def _response_facts(document: Exchange | None, result: Result | None) -> dict[str, Any]:
    if document is None or not document.response:
        return {}
    response = document.response
    address = response.get("remoteIPAddress", "")
    return {
        "status": document.status,
        "status_text": response.get("statusText", ""),
        "protocol": response.get("protocol", ""),
        "headers": [[k, str(v)[:_HEADER]] for k, v in list(response.get("headers", {}).items())[:200]],
        "mime_type": response.get("mimeType", ""),
        "charset": response.get("charset", ""),
        "remote_address": f"{address}:{response.get('remotePort', '')}" if address else "",
        "bytes": len(result.body) if result else 0,
        "bytes_exact": result.body_exact if result else False,
    }


def _timing(document: Exchange | None) -> dict[str, float]:
    """Milliseconds from the start of the request of the document; empty when it was not answered."""
    timing = (document.response.get("timing") if document else None) or {}
    names = ("dnsEnd", "connectEnd", "sslEnd", "sendEnd", "receiveHeadersEnd")
    return {name: round(timing[name], 3) for name in names if timing.get(name, -1) >= 0}


def _tls(details: dict[str, Any]) -> dict[str, Any]:
    """What the browser says about the connection; times become ISO 8601 (UTC)."""
    return {
        "source": "browser",
        "protocol": details.get("protocol", ""),
        "cipher": details.get("cipher", ""),
        "subject": details.get("subjectName", ""),
        "names": details.get("sanList", [])[:100],
        "issuer": details.get("issuer", ""),
        "valid_from": _day(details.get("validFrom", 0)),
        "valid_to": _day(details.get("validTo", 0)),
    }


def _day(seconds: float) -> str:
    return (dt.datetime(1970, 1, 1, tzinfo=dt.UTC) + dt.timedelta(seconds=seconds)).isoformat()
