"""Follows the requests of one page as the browser reports them: what is open, what came back, what it cost."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from inspector_gui.capture.protocol import Session
from inspector_gui.capture.recording import Limits

#: Request types that may stay open for as long as the page lives; nobody waits for them.
_LONG_LIVED = frozenset({"EventSource", "WebSocket", "Ping", "Media", "Manifest", "CSPViolationReport"})


@dataclass(slots=True)
class Exchange:
    """One request and what came back. Times are the browser's monotonic seconds, `wall` seconds since the epoch."""

    id: str
    url: str
    method: str
    kind: str
    frame: str
    wall: float
    started: float
    request_headers: dict[str, str]
    response: dict[str, Any] = field(default_factory=dict)
    received: int = 0
    transferred: int = 0
    ended: float = 0.0
    finished: bool = False
    failure: str = ""

    @property
    def status(self) -> int:
        return int(self.response.get("status", 0))

    def header(self, name: str) -> str:
        """A response header by its name in lower case; empty when it was not sent."""
        found = (v for k, v in self.response.get("headers", {}).items() if k.lower() == name)
        return str(next(found, ""))


class Traffic:
    """All exchanges of a page. `on_budget` is called once, with a Chinese sentence, when a budget is used up."""

    def __init__(self, session: Session, limits: Limits, *, on_budget: Callable[[str], None]) -> None:
        self.exchanges: list[Exchange] = []
        self.main_frame = ""
        self.received = 0
        self.over_budget = False
        self._limits = limits
        self._on_budget = on_budget
        self._current: dict[str, Exchange] = {}
        self._open: set[str] = set()
        self._last_change = time.monotonic()
        for event, handler in (
            ("Network.requestWillBeSent", self._sent),
            ("Network.responseReceived", self._answered),
            ("Network.dataReceived", self._data),
            ("Network.loadingFinished", self._finished),
            ("Network.loadingFailed", self._failed),
        ):
            session.on(event, handler)

    @property
    def open_requests(self) -> int:
        """Requests under way, those that may stay open for ever not counted."""
        return sum(1 for id_ in self._open if self._current[id_].kind not in _LONG_LIVED)

    @property
    def calm(self) -> float:
        """Seconds since the last request was opened or closed; 0 while one is open."""
        return 0.0 if self.open_requests else time.monotonic() - self._last_change

    @property
    def documents(self) -> list[Exchange]:
        """Exchanges of the page's own document in order: redirects first, then what the page itself led on to."""
        return [e for e in self.exchanges if e.kind == "Document" and e.frame == self.main_frame]

    @property
    def document(self) -> Exchange | None:
        """The exchange that the page shown came from; before there is one, the latest."""
        documents = self.documents
        answered = [e for e in documents if e.response and not 300 <= e.status < 400]
        return (answered or documents or [None])[-1]  # type: ignore[list-item]

    @property
    def document_failure(self) -> str:
        """The network error that broke off the document shown; empty when none did."""
        document = self.document
        return document.failure if document is not None else ""

    @property
    def redirects(self) -> list[dict[str, Any]]:
        """The HTTP redirects of the document, as recorded in the facts."""
        return [
            {"url": e.url, "status": e.status, "location": e.header("location")}
            for e in self.documents
            if 300 <= e.status < 400
        ]

    def _sent(self, event: dict[str, Any]) -> None:
        id_, request = event["requestId"], event["request"]
        if "redirectResponse" in event and id_ in self._current:
            previous = self._current[id_]
            previous.response, previous.finished = event["redirectResponse"], True
            previous.ended = event["timestamp"]
        if request["url"].startswith("data:") or self.over_budget:
            return
        exchange = Exchange(
            id=id_,
            url=request["url"],
            method=request["method"],
            kind=event.get("type", "Other"),
            frame=event.get("frameId", ""),
            wall=event["wallTime"],
            started=event["timestamp"],
            request_headers=request.get("headers", {}),
        )
        self.exchanges.append(exchange)
        self._current[id_] = exchange
        self._open.add(id_)
        self._last_change = time.monotonic()
        if len(self.exchanges) > self._limits.requests:
            self._exceeded(f"请求数超过 {self._limits.requests}")

    def _answered(self, event: dict[str, Any]) -> None:
        exchange = self._current.get(event["requestId"])
        if exchange is not None:
            exchange.response = event["response"]

    def _data(self, event: dict[str, Any]) -> None:
        self.received += event["dataLength"]
        exchange = self._current.get(event["requestId"])
        if exchange is None:
            return
        exchange.received += event["dataLength"]
        if exchange.kind == "Document" and exchange.received > self._limits.document_bytes:
            self._exceeded(f"页面超过 {self._limits.document_bytes // 1_000_000} MB")
        elif self.received > self._limits.bytes:
            self._exceeded(f"下载量超过 {self._limits.bytes // 1_000_000} MB")

    def _finished(self, event: dict[str, Any]) -> None:
        exchange = self._ended(event)
        if exchange is not None:
            exchange.finished = True
            exchange.transferred = int(event.get("encodedDataLength", 0))

    def _failed(self, event: dict[str, Any]) -> None:
        exchange = self._ended(event)
        if exchange is not None:
            exchange.failure = event.get("blockedReason") or event.get("errorText", "")

    def _ended(self, event: dict[str, Any]) -> Exchange | None:
        self._open.discard(event["requestId"])
        self._last_change = time.monotonic()
        exchange = self._current.get(event["requestId"])
        if exchange is not None:
            exchange.ended = event["timestamp"]
        return exchange

    def _exceeded(self, sentence: str) -> None:
        if not self.over_budget:
            self.over_budget = True
            self._on_budget(sentence)
