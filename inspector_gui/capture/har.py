"""Writes the HTTP Archive (HAR 1.2, http://www.softwareishard.com/blog/har-12-spec/) of one page from its exchanges.

Bodies are not in it: sizes only. It is built from streamed events, so that it exists even when the browser is killed.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from inspector_gui import __version__
from inspector_gui.capture.traffic import Exchange


def har_bytes(exchanges: Sequence[Exchange], *, url: str, title: str, browser: str) -> bytes:
    """The archive as UTF-8 JSON; `browser` is name and version, `url` and `title` are those of the page shown."""
    started = _moment(exchanges[0].wall) if exchanges else _moment(0)
    page = {"startedDateTime": started, "id": "page", "title": title or url, "pageTimings": {}}
    log = {
        "version": "1.2",
        "creator": {"name": "inspector-gui", "version": __version__},
        "browser": {"name": "Chromium", "version": browser},
        "pages": [page],
        "entries": [_entry(exchange) for exchange in exchanges],
    }
    return json.dumps({"log": log}, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def _entry(exchange: Exchange) -> dict[str, Any]:
    timings = _timings(exchange)
    entry = {
        "pageref": "page",
        "startedDateTime": _moment(exchange.wall),
        "time": round(sum(v for k, v in timings.items() if v > 0 and k != "ssl"), 3),
        "request": _request(exchange),
        "response": _response(exchange),
        "cache": {},
        "timings": timings,
        "_resourceType": exchange.kind.lower(),
    }
    if exchange.response.get("remoteIPAddress"):
        entry["serverIPAddress"] = exchange.response["remoteIPAddress"]
        entry["connection"] = str(exchange.response.get("remotePort", ""))
    return entry


def _request(exchange: Exchange) -> dict[str, Any]:
    return {
        "method": exchange.method,
        "url": exchange.url,
        "httpVersion": _protocol(exchange),
        "cookies": [],
        "headers": _pairs(exchange.request_headers.items()),
        "queryString": _pairs(_query(exchange.url)),
        "headersSize": -1,
        "bodySize": -1,
    }


def _response(exchange: Exchange) -> dict[str, Any]:
    response = exchange.response
    answer = {
        "status": exchange.status,
        "statusText": response.get("statusText", ""),
        "httpVersion": _protocol(exchange),
        "cookies": [],
        "headers": _pairs(response.get("headers", {}).items()),
        "content": {"size": exchange.received, "mimeType": response.get("mimeType", "x-unknown")},
        "redirectURL": exchange.header("location"),
        "headersSize": -1,
        "bodySize": exchange.transferred or -1,
    }
    if exchange.failure:
        answer["_error"] = exchange.failure
    return answer


def _timings(exchange: Exchange) -> dict[str, float]:
    """Milliseconds; -1 where a phase did not take place or is not known (HAR 1.2)."""
    timing = exchange.response.get("timing") or {}
    total = max(0.0, exchange.ended - exchange.started) * 1000 if exchange.ended else 0.0
    if not timing:
        return {"send": 0, "wait": round(total, 3), "receive": 0}

    def span(start: str, end: str) -> float:
        return round(timing[end] - timing[start], 3) if timing.get(start, -1) >= 0 else -1

    headers_at = (timing["requestTime"] - exchange.started) * 1000 + timing.get("receiveHeadersEnd", 0)
    return {
        "dns": span("dnsStart", "dnsEnd"),
        "connect": span("connectStart", "connectEnd"),
        "ssl": span("sslStart", "sslEnd"),
        "send": max(0, span("sendStart", "sendEnd")),
        "wait": round(max(0.0, timing.get("receiveHeadersEnd", 0) - timing.get("sendEnd", 0)), 3),
        "receive": round(max(0.0, total - headers_at), 3),
    }


def _protocol(exchange: Exchange) -> str:
    return str(exchange.response.get("protocol", "")) or "unknown"


def _query(url: str) -> list[tuple[str, str]]:
    try:
        return parse_qsl(urlsplit(url).query, keep_blank_values=True, max_num_fields=1000)
    except ValueError:
        return []


def _pairs(items: Iterable[tuple[str, Any]]) -> list[dict[str, str]]:
    return [{"name": str(name), "value": str(value)} for name, value in items]


def _moment(seconds: float) -> str:
    return dt.datetime.fromtimestamp(seconds, dt.UTC).isoformat(timespec="milliseconds")
