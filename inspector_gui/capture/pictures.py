"""Takes the picture of a frozen page: lossless strips from top to bottom.

One picture of the whole page would be silently wrong on tall pages (resources/help/decisions/0006).
"""

from __future__ import annotations

import base64
import math
from dataclasses import dataclass
from typing import Any

from inspector_gui.capture.overview import Overview
from inspector_gui.capture.protocol import Session
from inspector_gui.capture.recording import STRIP_EDGE, EvidenceItem, Limits
from inspector_gui.domain.captures import EvidenceKind


@dataclass(frozen=True, slots=True)
class PageSize:
    """What of a page is recorded, in CSS pixels, and how large it says it is."""

    width: int
    height: int
    full_width: int
    full_height: int

    @property
    def cut(self) -> str:
        """A Chinese sentence when something is left out; empty otherwise."""
        if self.full_height > self.height:
            return f"页面高 {self.full_height} 像素,只记录了前 {self.height} 像素"
        if self.full_width > self.width:
            return f"页面宽 {self.full_width} 像素,只记录了左边 {self.width} 像素"
        return ""


@dataclass(frozen=True, slots=True)
class Picture:
    """The strips in order, and the overview that is being made of them."""

    strips: tuple[EvidenceItem, ...]
    overview: Overview

    @property
    def device_height(self) -> int:
        return sum(strip.height for strip in self.strips)

    @property
    def device_width(self) -> int:
        return max(strip.width for strip in self.strips)


async def measure(session: Session, limits: Limits) -> PageSize:
    """The size of the page by its layout, cut to the limits; never below one window, as a person sees it."""
    metrics = await session.send("Page.getLayoutMetrics")
    content = metrics["cssContentSize"]
    width = max(limits.viewport.width, math.ceil(content["width"]))
    height = max(limits.viewport.height, math.ceil(content["height"]))
    widest = min(limits.width, int(STRIP_EDGE / limits.viewport.scale))
    return PageSize(min(width, widest), min(height, limits.height), width, height)


async def take_picture(session: Session, limits: Limits, size: PageSize) -> Picture:
    """Take all strips; the overview is begun.

    Chromium lays the page out anew for each strip. Painting outside the window without that is twice as fast on tall
    pages and left images white that had come after the first painting: see decision 0006.
    """
    scale = limits.viewport.scale
    overview = Overview(round(size.width * scale), round(size.height * scale))
    # Seams of the overview fall on whole pixels when each strip is a multiple of its factor.
    step = int(STRIP_EDGE // overview.factor * overview.factor / scale)
    strips: list[EvidenceItem] = []
    for ordinal, y in enumerate(range(0, size.height, step)):
        clip = {"x": 0, "y": y, "width": size.width, "height": min(step, size.height - y), "scale": 1}
        png = await _strip(session, limits, clip)
        width, height = _png_size(png)
        strip = EvidenceItem(EvidenceKind.STRIP, png, "image/png", ordinal, round(y * scale), width, height)
        strips.append(strip)
        overview.add(strip)
    return Picture(tuple(strips), overview)


async def _strip(session: Session, limits: Limits, clip: dict[str, Any]) -> bytes:
    shot = await session.send(
        "Page.captureScreenshot",
        format="png",
        optimizeForSpeed=True,
        captureBeyondViewport=True,
        clip=clip,
        limit=limits.picture,
    )
    return base64.b64decode(shot["data"])


def _png_size(data: bytes) -> tuple[int, int]:
    """Width and height from the header of a PNG (ISO/IEC 15948, 11.2.2)."""
    return int.from_bytes(data[16:20]), int.from_bytes(data[20:24])
