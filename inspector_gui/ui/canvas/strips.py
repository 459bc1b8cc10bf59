"""Loads the strips of a screenshot: only those in view, decoded off the loop, kept within a bound of bytes."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from PySide6.QtCore import QBuffer, QIODevice, QObject, QSize, Signal
from PySide6.QtGui import QImage, QImageReader

from inspector_gui import tasks
from inspector_gui.app.views import StripView

#: Decoded pictures kept, in bytes. Four strips of 1,366 × 4,096 pixels are 90 MB.
CACHE_BYTES = 120_000_000
#: Strips decoded at the same time.
_PARALLEL = 2

Fetch = Callable[[str], Awaitable[bytes]]


@dataclass(frozen=True, slots=True)
class Wish:
    """One strip wanted at `level`: 1 for every pixel, 2 for half the width and height, and so on."""

    strip: StripView
    level: int


def level_for(scale: float, zoom: float, ratio: float) -> int:
    """The coarsest level that still has a pixel for every pixel shown.

    `scale` is device pixels of the capture per CSS pixel, `zoom` view pixels per CSS pixel, `ratio` screen pixels per
    view pixel.
    """
    spare, level = scale / (zoom * ratio), 1
    while level < 16 and spare >= 2 * level:
        level *= 2
    return level


class ImageCache:
    """Least recently used pictures leave first; never holds more than `limit` bytes except a single larger picture."""

    def __init__(self, limit: int = CACHE_BYTES) -> None:
        self._limit = limit
        self._images: OrderedDict[tuple[str, int], QImage] = OrderedDict()
        self.size = 0

    def get(self, sha256: str, level: int) -> QImage | None:
        image = self._images.get((sha256, level))
        if image is not None:
            self._images.move_to_end((sha256, level))
        return image

    def put(self, sha256: str, level: int, image: QImage) -> None:
        self._drop((sha256, level))
        self._images[sha256, level] = image
        self.size += image.sizeInBytes()
        while self.size > self._limit and len(self._images) > 1:
            self._drop(next(iter(self._images)))

    def clear(self) -> None:
        self._images.clear()
        self.size = 0

    def _drop(self, key: tuple[str, int]) -> None:
        image = self._images.pop(key, None)
        if image is not None:
            self.size -= image.sizeInBytes()


def decode(data: bytes, level: int = 1) -> QImage:
    """Decode a picture at `level`; a null image when the bytes are not a picture.

    `QImageReader.read` is used because it lets other Python threads run; `QImage.fromData` and `QImage.scaled` do not
    (measured: 43 ms standstill of the window for one strip against 1 ms).
    """
    buffer = QBuffer()
    buffer.setData(data)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAutoDetectImageFormat(True)
    size = reader.size()
    if level > 1 and size.isValid():
        reader.setScaledSize(QSize(max(1, size.width() // level), max(1, size.height() // level)))
    return reader.read()


class StripStore(QObject):
    """Pictures of one capture. Painters ask `best`; what they miss they put on the wish list."""

    arrived = Signal()
    """A picture is there that was not before."""

    def __init__(self, parent: QObject | None = None, limit: int = CACHE_BYTES) -> None:
        super().__init__(parent)
        self.cache = ImageCache(limit)
        self.overview = QImage()
        self._fetch: Fetch | None = None
        self._generation = 0
        self._wishes: list[Wish] = []
        self._loading: set[tuple[str, int]] = set()
        self._unreadable: set[str] = set()
        self._decoders = ThreadPoolExecutor(max_workers=_PARALLEL, thread_name_prefix="decode")

    @property
    def is_idle(self) -> bool:
        return not self._loading and not self._wishes

    def open(self, fetch: Fetch, overview: str) -> None:
        """Start with another capture: forget the old pictures, load the overview first."""
        self._generation += 1
        self.cache.clear()
        self.overview = QImage()
        self._wishes.clear()
        self._loading.clear()
        self._unreadable.clear()
        self._fetch = fetch
        if overview:
            self._loading.add((overview, 0))
            tasks.start(self._load_overview(overview, self._generation), name="overview")

    def best(self, strip: StripView, level: int) -> QImage | None:
        """The picture of the strip at `level`, otherwise at the nearest level there is, otherwise None."""
        for candidate in (level, level // 2, level * 2, 1, 4, 8, 16):
            image = self.cache.get(strip.sha256, candidate) if candidate else None
            if image is not None:
                return image
        return None

    def want(self, wishes: Sequence[Wish]) -> None:
        """Replace the wish list; pictures that are there or on their way are not asked for again."""
        self._wishes = [
            wish
            for wish in wishes
            if wish.strip.sha256 not in self._unreadable
            and self.cache.get(wish.strip.sha256, wish.level) is None
            and (wish.strip.sha256, wish.level) not in self._loading
        ]
        self._pump()

    def close(self) -> None:
        self._generation += 1
        self._wishes.clear()
        self._decoders.shutdown(wait=True)

    def _pump(self) -> None:
        while self._wishes and len(self._loading) < _PARALLEL:
            wish = self._wishes.pop(0)
            self._loading.add((wish.strip.sha256, wish.level))
            tasks.start(self._load(wish, self._generation), name="strip")

    async def _load_overview(self, sha256: str, generation: int) -> None:
        image = await self._picture(sha256, 1, generation)
        if generation != self._generation:
            return
        self._loading.discard((sha256, 0))
        if image is not None:
            self.overview = image
        self._pump()
        self.arrived.emit()

    async def _load(self, wish: Wish, generation: int) -> None:
        image = await self._picture(wish.strip.sha256, wish.level, generation)
        if generation != self._generation:
            return  # another capture is open by now
        self._loading.discard((wish.strip.sha256, wish.level))
        if image is not None:
            self.cache.put(wish.strip.sha256, wish.level, image)
        self._pump()
        self.arrived.emit()

    async def _picture(self, sha256: str, level: int, generation: int) -> QImage | None:
        assert self._fetch is not None
        ok = False
        try:
            data = await self._fetch(sha256)
            if generation != self._generation:
                return None
            image: QImage = await asyncio.get_running_loop().run_in_executor(self._decoders, decode, data, level)
            ok = not image.isNull()
        finally:
            if not ok and generation == self._generation:
                # Damaged evidence: say so once (the error goes to the window), never ask in a loop.
                self._unreadable.add(sha256)
                self._loading = {key for key in self._loading if key[0] != sha256}
        return image if ok else None
