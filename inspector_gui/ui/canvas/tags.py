"""Where the tag of a box goes: beside the box rather than on what it shows, and never on another tag."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF


def place_tag(box: QRectF, width: float, height: float, view: QRectF, taken: Sequence[QRectF]) -> QRectF:
    """A rectangle of `width` × `height` for the tag of `box`, inside `view` where that is possible.

    `taken` are the other boxes and the tags placed so far. Below the box comes first, then above, then beside it; when
    every place outside is taken or out of view, the tag goes inside, at the lower edge of what is visible.
    """
    obstacles = [other for other in taken if not other.contains(box)]  # a box around this one is around its tag, too
    places = _outside(box, width, height, view)
    visible = [place for place in places if view.contains(place)]
    free = next((place for place in visible if not any(place.intersects(other) for other in obstacles)), None)
    return free if free is not None else _inside(box, width, height, view)


def _outside(box: QRectF, width: float, height: float, view: QRectF) -> list[QRectF]:
    left = min(max(box.left() - 1, view.left()), max(view.left(), view.right() - width))
    right = max(view.left(), min(box.right() + 1, view.right()) - width)
    above, below = box.top() - height - 1, box.bottom() + 1
    corners = [(left, below), (left, above), (right, below), (right, above)]
    beside = [(box.right() + 1, box.top()), (box.left() - width - 1, box.top())]
    return [QRectF(x, y, width, height) for x, y in corners + beside]


def _inside(box: QRectF, width: float, height: float, view: QRectF) -> QRectF:
    seen = box.intersected(view)
    left = min(max(seen.left() - 1, view.left()), max(view.left(), view.right() - width))
    return QRectF(left, max(seen.top(), seen.bottom() - height), width, height)
