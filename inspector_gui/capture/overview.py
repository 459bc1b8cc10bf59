"""Makes the small picture for instant display out of the strips, in threads, while the browser paints the next strip."""

from __future__ import annotations

import asyncio
import io
import math
from dataclasses import dataclass

from PIL import Image

from inspector_gui.capture.recording import EvidenceItem
from inspector_gui.domain.captures import EvidenceKind
from inspector_gui.tasks import start

#: Bounds of the overview in pixels.
OVERVIEW_WIDTH, OVERVIEW_HEIGHT = 480, 6000
#: Grey levels around the commonest one that still count as background when ink is measured.
_BACKGROUND = 8


@dataclass(frozen=True, slots=True)
class Look:
    """Coarse statistics of a picture.

    `spread` is the widest range of a colour channel (0–255), `ink` the share of pixels that stand out from the
    commonest grey level (0–1).
    """

    spread: int
    ink: float


class Overview:
    """The overview of a page of the given size in device pixels; strips are added as they come.

    It is the page shrunk by a whole number (`factor`), so that shrinking is one cheap pass; strips that begin at a
    multiple of `factor` meet without a seam.
    """

    def __init__(self, device_width: int, device_height: int) -> None:
        self.factor = max(1, math.ceil(device_width / OVERVIEW_WIDTH), math.ceil(device_height / OVERVIEW_HEIGHT))
        self._size = (math.ceil(device_width / self.factor), math.ceil(device_height / self.factor))
        self._canvas = Image.new("RGB", self._size, "white")
        self._shrinking: list[asyncio.Task[None]] = []

    def add(self, strip: EvidenceItem) -> None:
        """Begin to shrink `strip` into its place."""
        self._shrinking.append(start(asyncio.to_thread(self._shrink, strip), name="shrink strip"))

    async def finished(self) -> tuple[EvidenceItem, Look]:
        """The JPEG and what it looks like, when all strips are in."""
        await asyncio.gather(*self._shrinking)
        data, look = await asyncio.to_thread(self._encoded)
        width, height = self._size
        return EvidenceItem(EvidenceKind.OVERVIEW, data, "image/jpeg", width=width, height=height), look

    def _shrink(self, strip: EvidenceItem) -> None:
        with Image.open(io.BytesIO(strip.data)) as picture:
            small = picture.reduce(self.factor)
        self._canvas.paste(small.convert("RGB"), (0, strip.y // self.factor))

    def _encoded(self) -> tuple[bytes, Look]:
        buffer = io.BytesIO()
        self._canvas.save(buffer, "JPEG", quality=72)
        return buffer.getvalue(), look_of(self._canvas)


def look_of(picture: Image.Image) -> Look:
    """The statistics of an RGB picture."""
    histogram = picture.histogram()
    spread = max(_range(histogram[first : first + 256]) for first in (0, 256, 512))
    levels = picture.convert("L").histogram()
    commonest = levels.index(max(levels))
    background = sum(levels[max(0, commonest - _BACKGROUND) : commonest + _BACKGROUND + 1])
    return Look(spread, 1 - background / max(1, sum(levels)))


def _range(levels: list[int]) -> int:
    """Distance between the lowest and the highest level that occurs."""
    present = [level for level, count in enumerate(levels) if count]
    return present[-1] - present[0] if present else 0
