"""Stands between the network and the page for documents: keeps the bytes of what is no page, and shuts when frozen.

Only documents are held, only for the moment between the headers and the body. What the page shows is untouched.
"""

from __future__ import annotations

import asyncio
import base64
import time
from dataclasses import dataclass
from email.message import Message
from typing import Any

from inspector_gui.capture.protocol import CaptureTrouble, Session
from inspector_gui.capture.recording import Limits
from inspector_gui.tasks import start

#: Types that Chromium shows as a page of its own making or of the server's.
_PAGES = frozenset({"text/html", "application/xhtml+xml", "multipart/x-mixed-replace", ""})
#: Seconds spent on the body of something that is not a page.
_FILE_SECONDS = 20.0


@dataclass(frozen=True, slots=True)
class RefusedFile:
    """A document that is no page: its bytes, cut at the budget when `cut`, and the name it was offered under."""

    url: str
    content_type: str
    status: int
    data: bytes
    cut: bool
    attachment: bool
    name: str


class Gate:
    """Holds document responses for a moment. `frozen` shuts it: the page can no longer navigate away."""

    def __init__(self, session: Session, limits: Limits) -> None:
        self.frozen = False
        self.main_frame = ""
        self.file: RefusedFile | None = None
        self.refused_in_frames = 0
        self.shut_out = 0
        self.reading = False
        self.read = asyncio.Event()
        self._session = session
        self._limits = limits
        session.on("Fetch.requestPaused", self._paused)

    async def open(self) -> None:
        pattern = {"resourceType": "Document", "requestStage": "Response"}
        await self._session.send("Fetch.enable", patterns=[pattern])

    def _paused(self, event: dict[str, Any]) -> None:
        start(self._decide(event), name="gate")

    async def _decide(self, event: dict[str, Any]) -> None:
        id_, main = event["requestId"], event.get("frameId") == self.main_frame
        try:
            if self.frozen and main:
                self.shut_out += 1
                await self._session.send("Fetch.failRequest", requestId=id_, errorReason="Aborted")
            elif "responseStatusCode" not in event or not _is_file(event, main=main):
                await self._session.send("Fetch.continueRequest", requestId=id_)
            elif main:
                await self._keep(event)
            else:
                self.refused_in_frames += 1
                await self._session.send("Fetch.failRequest", requestId=id_, errorReason="Aborted")
        except CaptureTrouble:
            return  # the page went away while it was held

    async def _keep(self, event: dict[str, Any]) -> None:
        """Read the body instead of letting Chromium download or display it, then end the navigation."""
        self.reading = True
        id_, headers = event["requestId"], _headers(event)
        try:
            handle = (await self._session.send("Fetch.takeResponseBodyAsStream", requestId=id_))["stream"]
            data, complete = await self._body(handle)
            disposition = headers.get("content-disposition", "")
            self.file = RefusedFile(
                url=event["request"]["url"],
                content_type=headers.get("content-type", ""),
                status=event["responseStatusCode"],
                data=data,
                cut=not complete,
                attachment=disposition.lower().startswith("attachment"),
                name=_file_name(disposition),
            )
            await self._session.attempt("IO.close", handle=handle)
            await self._session.send("Fetch.failRequest", requestId=id_, errorReason="Aborted")
        finally:
            self.read.set()

    async def _body(self, handle: str) -> tuple[bytes, bool]:
        data, deadline = bytearray(), time.monotonic() + _FILE_SECONDS
        while len(data) < self._limits.file_bytes and time.monotonic() < deadline:
            try:
                part = await self._session.send("IO.read", handle=handle, size=1 << 20, limit=self._limits.command)
            except CaptureTrouble:
                break
            data += base64.b64decode(part["data"]) if part.get("base64Encoded") else part["data"].encode()
            if part.get("eof"):
                return bytes(data[: self._limits.file_bytes]), True
        return bytes(data[: self._limits.file_bytes]), False


def _headers(event: dict[str, Any]) -> dict[str, str]:
    return {h["name"].lower(): h["value"] for h in event.get("responseHeaders", [])}


def _is_file(event: dict[str, Any], *, main: bool) -> bool:
    """Whether the document is no page: a redirect and an error page in plain text are, a frame may show anything shown."""
    status, headers = event["responseStatusCode"], _headers(event)
    if 300 <= status < 400 or status in (204, 205):
        return False
    if headers.get("content-disposition", "").lower().startswith("attachment"):
        return True
    kind = headers.get("content-type", "").split(";")[0].strip().lower()
    if not main:
        return kind.startswith("application/") and not kind.endswith(("xml", "json", "javascript"))
    return status < 400 and kind not in _PAGES


def _file_name(disposition: str) -> str:
    """The file name of a Content-Disposition header, shown only, never used as a name on disk (RFC 6266)."""
    message = Message()
    message["Content-Disposition"] = disposition.replace("\r", " ").replace("\n", " ")
    return (message.get_filename("") or "")[:200]
