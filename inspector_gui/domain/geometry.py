"""Boxes on a page, in CSS pixels of the whole document (origin: top left of the page)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in CSS pixels; `width` and `height` are never negative."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def bottom(self) -> float:
        return self.y + self.height

    @property
    def area(self) -> float:
        return self.width * self.height

    def contains(self, x: float, y: float) -> bool:
        return self.x <= x < self.right and self.y <= y < self.bottom

    def intersects(self, other: Box) -> bool:
        return self.x < other.right and other.x < self.right and self.y < other.bottom and other.y < self.bottom

    def united(self, other: Box) -> Box:
        """The smallest box around both."""
        x, y = min(self.x, other.x), min(self.y, other.y)
        return Box(x, y, max(self.right, other.right) - x, max(self.bottom, other.bottom) - y)

    def moved(self, dx: float, dy: float) -> Box:
        return Box(self.x + dx, self.y + dy, self.width, self.height)

    def as_list(self) -> list[float]:
        """``[x, y, width, height]``, the form stored and exported."""
        return [round(v, 2) for v in (self.x, self.y, self.width, self.height)]

    @classmethod
    def from_list(cls, values: list[float]) -> Box:
        x, y, width, height = values
        return cls(float(x), float(y), float(width), float(height))

    @classmethod
    def between(cls, x1: float, y1: float, x2: float, y2: float) -> Box:
        """The box with these two opposite corners, in any order."""
        return cls(min(x1, x2), min(y1, y2), abs(x2 - x1), abs(y2 - y1))
