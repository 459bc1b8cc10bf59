"""Reads a frozen page through the browser protocol: layout, rendered HTML, the bytes it came from, and its picture."""

from __future__ import annotations

import asyncio
import base64
import json
from dataclasses import dataclass
from typing import Any

from inspector_gui.capture.pictures import PageSize, Picture, measure, take_picture
from inspector_gui.capture.protocol import Session
from inspector_gui.capture.recording import Limits
from inspector_gui.capture.traffic import Exchange
from inspector_gui.domain.layout import COMPUTED_STYLES
from inspector_gui.tasks import start

#: Seconds for one of the large answers (layout of 200,000 nodes, HTML of 30 MB).
_LARGE = 20.0
#: Visible text looked at to judge fitness, in characters.
_TEXT = 4000


@dataclass(frozen=True, slots=True)
class PageContent:
    """What a frozen page holds; `text` is the beginning of its visible text, `frames` the addresses of its documents."""

    layout: bytes
    html: bytes
    title: str
    text: str
    encoding: str
    frames: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sight:
    """Everything taken from a frozen page. `steady` is false when its layout changed while it was photographed."""

    content: PageContent
    size: PageSize
    picture: Picture
    steady: bool


async def observe(session: Session, limits: Limits) -> Sight | None:
    """Take layout, HTML and picture of a frozen page, back to back. None when it has not a single element: such a page
    is never painted."""
    size, snapshot, html = await asyncio.gather(measure(session, limits), _layout(session), _html(session))
    if not html:
        return None
    encoding = start(asyncio.to_thread(_encoded, snapshot, html), name="encode layout")
    picture = await take_picture(session, limits, size)
    steady = await measure(session, limits) == size
    return Sight(await encoding, size, picture, steady)


async def _layout(session: Session) -> dict[str, Any]:
    return await session.send(
        "DOMSnapshot.captureSnapshot",
        computedStyles=list(COMPUTED_STYLES),
        includeDOMRects=True,
        includePaintOrder=False,
        limit=_LARGE,
    )


async def _html(session: Session) -> str:
    """The rendered HTML; empty when the document has no element."""
    root = (await session.send("DOM.getDocument", depth=0, limit=_LARGE))["root"]
    if not root.get("childNodeCount", 0):
        return ""
    return str((await session.send("DOM.getOuterHTML", nodeId=root["nodeId"], limit=_LARGE))["outerHTML"])


def _encoded(snapshot: dict[str, Any], html: str) -> PageContent:
    strings, documents = snapshot["strings"], snapshot["documents"]
    main = documents[0]

    def string(index: int) -> str:
        return str(strings[index]) if index >= 0 else ""

    layout = json.dumps(snapshot, ensure_ascii=False, separators=(",", ":"))
    return PageContent(
        # Lone surrogates are legal in a page and not in UTF-8.
        layout=layout.encode("utf-8", "replace"),
        html=html.encode("utf-8", "replace"),
        title=string(main.get("title", -1)),
        text=_visible_text(snapshot),
        encoding=string(main.get("encodingName", -1)),
        frames=tuple(string(document["documentURL"]) for document in documents[1:101]),
    )


def _visible_text(snapshot: dict[str, Any]) -> str:
    """The beginning of the rendered text of all documents, in layout order."""
    parts: list[str] = []
    length = 0
    for document in snapshot["documents"]:
        for index in document["layout"]["text"]:
            if index >= 0 and length < _TEXT:
                parts.append(snapshot["strings"][index])
                length += len(parts[-1])
    return " ".join(parts)


async def response_body(session: Session, document: Exchange) -> tuple[bytes, bool]:
    """(bytes of the document as received, whether they are complete and exact).

    A response still under way gives what has come so far. Content encodings (gzip) are taken off.
    """
    if document.finished and not document.failure:
        answer = await session.attempt("Network.getResponseBody", requestId=document.id)
        if "body" not in answer:
            return b"", False
        if answer.get("base64Encoded"):
            data = base64.b64decode(answer["body"])
        else:
            data = answer["body"].encode("utf-8", "surrogatepass")
        return data, len(data) == document.received
    answer = await session.attempt("Network.streamResourceContent", requestId=document.id)
    return base64.b64decode(answer.get("bufferedData", "")), False
