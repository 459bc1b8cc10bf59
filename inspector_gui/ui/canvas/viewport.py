"""Where the page lies in the window: zoom and scroll as a plain value, so that every movement is a pure function."""

from __future__ import annotations

from dataclasses import dataclass, replace

from inspector_gui.domain.geometry import Box

#: Room around the page in view pixels, so that boxes at its edge can be grasped.
MARGIN = 24.0
MINIMUM_ZOOM, MAXIMUM_ZOOM = 0.04, 8.0


@dataclass(frozen=True, slots=True)
class Viewport:
    """Page sizes in CSS pixels, view sizes and scroll in logical view pixels; `zoom` is view pixels per CSS pixel."""

    page_width: float = 1.0
    page_height: float = 1.0
    view_width: float = 1.0
    view_height: float = 1.0
    zoom: float = 1.0
    x: float = 0.0
    y: float = 0.0

    @property
    def range_x(self) -> float:
        """How far the view can scroll to the right."""
        return max(0.0, self.page_width * self.zoom + 2 * MARGIN - self.view_width)

    @property
    def range_y(self) -> float:
        return max(0.0, self.page_height * self.zoom + 2 * MARGIN - self.view_height)

    @property
    def origin(self) -> tuple[float, float]:
        """View position of the page's top left corner; a page narrower than the view stands in its middle."""
        spare = self.view_width - self.page_width * self.zoom - 2 * MARGIN
        return (MARGIN + (spare / 2 if spare > 0 else -self.x), MARGIN - self.y)

    def to_page(self, view_x: float, view_y: float) -> tuple[float, float]:
        left, top = self.origin
        return (view_x - left) / self.zoom, (view_y - top) / self.zoom

    def to_view(self, page_x: float, page_y: float) -> tuple[float, float]:
        left, top = self.origin
        return left + page_x * self.zoom, top + page_y * self.zoom

    @property
    def visible(self) -> Box:
        """The part of the page in view, in CSS pixels."""
        x1, y1 = self.to_page(0, 0)
        x2, y2 = self.to_page(self.view_width, self.view_height)
        x1, x2 = max(0.0, x1), min(self.page_width, x2)
        y1, y2 = max(0.0, y1), min(self.page_height, y2)
        return Box(x1, y1, max(0.0, x2 - x1), max(0.0, y2 - y1))

    def scrolled(self, x: float, y: float) -> Viewport:
        """Scrolled to (x, y), kept within the ranges."""
        return replace(self, x=min(max(0.0, x), self.range_x), y=min(max(0.0, y), self.range_y))

    def resized(self, width: float, height: float) -> Viewport:
        return replace(self, view_width=max(1.0, width), view_height=max(1.0, height)).scrolled(self.x, self.y)

    def zoomed(self, zoom: float, view_x: float, view_y: float) -> Viewport:
        """At another zoom with the page point under (view_x, view_y) staying there, as far as the scroll range allows."""
        page_x, page_y = self.to_page(view_x, view_y)
        changed = replace(self, zoom=min(max(zoom, MINIMUM_ZOOM), MAXIMUM_ZOOM))
        return changed.scrolled(page_x * changed.zoom + MARGIN - view_x, page_y * changed.zoom + MARGIN - view_y)

    def fitted(self) -> Viewport:
        """At the zoom where the whole width of the page is in view, its top line staying; never larger than 100 %."""
        zoom = min(1.0, max(MINIMUM_ZOOM, (self.view_width - 2 * MARGIN) / max(1.0, self.page_width)))
        return self.zoomed(zoom, self.view_width / 2, 0.0)

    def showing(self, box: Box) -> Viewport:
        """Scrolled so that `box` is in view with air around it; unchanged when it is well in view already."""
        left, top = self.to_view(box.x, box.y)
        right, bottom = self.to_view(box.right, box.bottom)
        x, y = self.x, self.y
        if left < MARGIN or right > self.view_width - MARGIN:
            x = box.x * self.zoom + MARGIN - max(MARGIN, (self.view_width - box.width * self.zoom) / 2)
        if top < 2 * MARGIN or bottom > self.view_height - 2 * MARGIN:
            y = box.y * self.zoom + MARGIN - max(2 * MARGIN, (self.view_height - box.height * self.zoom) / 3)
        return self.scrolled(x, y)
