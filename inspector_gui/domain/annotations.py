"""标注: shapes drawn on a capture, tied to an issue category and optionally to a finding. The pixels stay untouched."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from inspector_gui.domain.geometry import Box

#: Below this edge length (CSS pixels) a drawn rectangle is taken for a slip of the hand.
MINIMUM_EDGE = 4.0


class ShapeKind(StrEnum):
    RECTANGLE = "rectangle"


@dataclass(frozen=True, slots=True)
class Annotation:
    """A shape on a capture; `box` in CSS pixels of the page, `category` the id of an issue category."""

    id: str
    capture_id: str
    box: Box
    kind: ShapeKind = ShapeKind.RECTANGLE
    category: str = ""
    note: str = ""
    finding_id: str = ""

    def with_box(self, box: Box) -> Annotation:
        return replace(self, box=box)


class Handle(StrEnum):
    """Where a pointer holds a rectangle: a corner, an edge, or the inside."""

    TOP_LEFT = "top_left"
    TOP = "top"
    TOP_RIGHT = "top_right"
    RIGHT = "right"
    BOTTOM_RIGHT = "bottom_right"
    BOTTOM = "bottom"
    BOTTOM_LEFT = "bottom_left"
    LEFT = "left"
    BODY = "body"


def handle_at(box: Box, x: float, y: float, *, reach: float) -> Handle | None:
    """Which handle of `box` lies under the point, `reach` CSS pixels around corners and edges counting as a hit."""
    if not (box.x - reach <= x <= box.right + reach and box.y - reach <= y <= box.bottom + reach):
        return None
    left, right = abs(x - box.x) <= reach, abs(x - box.right) <= reach
    top, bottom = abs(y - box.y) <= reach, abs(y - box.bottom) <= reach
    corner = {
        (True, False, True, False): Handle.TOP_LEFT,
        (False, True, True, False): Handle.TOP_RIGHT,
        (True, False, False, True): Handle.BOTTOM_LEFT,
        (False, True, False, True): Handle.BOTTOM_RIGHT,
    }
    found = corner.get((left, right, top, bottom))
    if found is not None:
        return found
    for hit, edge in ((left, Handle.LEFT), (right, Handle.RIGHT), (top, Handle.TOP), (bottom, Handle.BOTTOM)):
        if hit:
            return edge
    return Handle.BODY if box.contains(x, y) else None


def dragged(box: Box, handle: Handle, dx: float, dy: float) -> Box:
    """`box` after pulling `handle` by (dx, dy); a rectangle pulled through itself is turned over, never negative."""
    if handle is Handle.BODY:
        return box.moved(dx, dy)
    name = handle.value
    x1 = box.x + dx if "left" in name else box.x
    x2 = box.right + dx if "right" in name else box.right
    y1 = box.y + dy if "top" in name else box.y
    y2 = box.bottom + dy if "bottom" in name else box.bottom
    return Box.between(x1, y1, x2, y2)


def kept_on_page(box: Box, *, width: float, height: float) -> Box:
    """`box` cut to the page."""
    x1, y1 = min(max(box.x, 0.0), width), min(max(box.y, 0.0), height)
    x2, y2 = min(max(box.right, 0.0), width), min(max(box.bottom, 0.0), height)
    return Box.between(x1, y1, x2, y2)
