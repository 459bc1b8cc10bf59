"""Finds the element under the pointer: the smallest one that contains it, the later one among equals."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from inspector_gui.domain.geometry import Box

#: Height of one band of the index in CSS pixels.
_BAND = 128.0
#: A box over more bands than this is kept in a list of its own, so that a page-high box costs one entry, not hundreds.
_TALL = 24


class ElementIndex:
    """Boxes of a page by horizontal band, so that a pointer move looks at tens of boxes, not at tens of thousands."""

    def __init__(self, boxes: Sequence[Box] = ()) -> None:
        self._bands: defaultdict[int, list[Box]] = defaultdict(list)
        self._tall: list[Box] = []
        # Stable sort: among equal areas the later box comes first and therefore wins.
        for box in sorted(reversed(boxes), key=lambda b: b.area):
            first, last = int(box.y // _BAND), int(box.bottom // _BAND)
            if last - first > _TALL:
                self._tall.append(box)
                continue
            for band in range(first, last + 1):
                self._bands[band].append(box)

    def at(self, x: float, y: float) -> Box | None:
        """The element box under the point in CSS pixels, or None."""
        near = next((box for box in self._bands.get(int(y // _BAND), ()) if box.contains(x, y)), None)
        tall = next((box for box in self._tall if box.contains(x, y)), None)
        if near is None or tall is None:
            return near or tall
        return near if near.area <= tall.area else tall
