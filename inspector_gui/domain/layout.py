"""Reads a stored DOM + layout snapshot (CDP ``DOMSnapshot.captureSnapshot``) into a tree of elements with boxes.

Frames are grafted into the tree below their ``<iframe>`` element, and their boxes are moved to the coordinates of the
whole page, so that a reader sees one page, as a person does.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from inspector_gui.domain.elements import Element, Layout
from inspector_gui.domain.geometry import Box

__all__ = ["COMPUTED_STYLES", "Element", "Layout", "LayoutUnreadable", "decode_layout"]

#: The computed styles a snapshot is taken with, in this order.
COMPUTED_STYLES = ("display", "visibility", "color", "background-color", "font-size", "background-image", "opacity")


class LayoutUnreadable(ValueError):
    """The stored snapshot is not of the expected form."""


def decode_layout(data: bytes) -> Layout:
    """Decode the stored snapshot. Raises `LayoutUnreadable` for anything that is not one."""
    try:
        snapshot = json.loads(data)
        documents = [_Document(document, snapshot["strings"]) for document in snapshot["documents"]]
        return _assembled(documents)
    except (AttributeError, KeyError, IndexError, TypeError, ValueError) as error:
        raise LayoutUnreadable(f"layout snapshot: {error!r}") from error


class _Document:
    """One document of the snapshot: builds its elements, then offers them by node index."""

    def __init__(self, raw: dict[str, Any], strings: list[str]) -> None:
        self.raw = raw
        self.strings = strings
        self.url = self._string(raw["documentURL"])
        self.base_url = self._string(raw.get("baseURL", -1)) or self.url
        self.elements: dict[int, Element] = {}
        self.comments: list[str] = []
        self._build_elements()
        self._place_elements()

    def _string(self, index: int) -> str:
        return self.strings[index] if index >= 0 else ""

    @property
    def frames(self) -> Iterator[tuple[int, int]]:
        """(node index of the frame element, index of the document it shows)."""
        inner = self.raw["nodes"].get("contentDocumentIndex", {"index": [], "value": []})
        return zip(inner["index"], inner["value"], strict=True)

    @property
    def root(self) -> Element | None:
        return next((e for e in self.elements.values() if e.tag == "html"), next(iter(self.elements.values()), None))

    def _build_elements(self) -> None:
        nodes = self.raw["nodes"]
        pseudo = set(nodes.get("pseudoType", {}).get("index", ()))
        layout = self.raw["layout"]
        rendered = {n: self._string(text) for n, text in zip(layout["nodeIndex"], layout["text"], strict=True)}
        for index, (parent_index, kind) in enumerate(zip(nodes["parentIndex"], nodes["nodeType"], strict=True)):
            parent = self.elements.get(parent_index)
            name = self._string(nodes["nodeName"][index]).lower()
            if kind == 1 and index not in pseudo:
                self._add_element(index, name, parent)
            elif parent is not None and (kind == 3 or name == "::first-letter") and rendered.get(index):
                # A first letter styled by itself is cut off its text node: put it back before the rest.
                parent.append_text(rendered[index])
            elif kind == 8:
                self.comments.append(self._string(nodes["nodeValue"][index]))

    def _add_element(self, index: int, tag: str, parent: Element | None) -> None:
        pairs = [self._string(i) for i in self.raw["nodes"]["attributes"][index]]
        attributes = dict(zip(map(str.lower, pairs[::2]), pairs[1::2], strict=True))
        element = Element(index=index, tag=tag, attributes=attributes, parent=parent, base_url=self.base_url)
        self.elements[index] = element
        if parent is not None:
            parent.append(element)

    def _place_elements(self) -> None:
        layout = self.raw["layout"]
        for index, bounds, styles in zip(layout["nodeIndex"], layout["bounds"], layout["styles"], strict=True):
            element = self.elements.get(index)
            if element is None:
                continue
            box = Box.from_list(bounds)
            element.box = box if element.box is None else element.box.united(box)
            if styles and not element.styles:
                element.styles = dict(zip(COMPUTED_STYLES, map(self._string, styles), strict=False))

    @property
    def window_width(self) -> float:
        """Width of the window the document is shown in (its first box is that of the document itself)."""
        bounds = self.raw["layout"]["bounds"]
        return float(bounds[0][2]) if bounds else 0.0

    def move_into(self, frame: Box) -> None:
        """Bring all boxes to the page's coordinates; what is scrolled out of `frame` is placed at the frame."""
        border = min(10.0, max(0.0, (frame.width - self.window_width) / 2))
        dx = frame.x + border - float(self.raw.get("scrollOffsetX", 0))
        dy = frame.y + border - float(self.raw.get("scrollOffsetY", 0))
        for element in self.elements.values():
            if element.box is not None:
                moved = element.box.moved(dx, dy)
                element.box = moved if moved.intersects(frame) or moved.area == 0 else frame


def _assembled(documents: list[_Document]) -> Layout:
    main = documents[0]
    root = main.root
    if root is None:
        raise LayoutUnreadable("layout snapshot: the main document has no element")
    grafted = {0}
    order = [0]
    while order:
        position = order.pop(0)
        for node_index, document_index in documents[position].frames:
            frame = documents[position].elements.get(node_index)
            if frame is None or document_index in grafted:
                continue
            grafted.add(document_index)
            order.append(document_index)
            _graft(documents[document_index], frame)
    raw = main.raw
    return Layout(
        root=root,
        url=main.url,
        title=main._string(raw.get("title", -1)),
        width=float(raw.get("contentWidth", 0)),
        height=float(raw.get("contentHeight", 0)),
        encoding=main._string(raw.get("encodingName", -1)),
        comments=tuple(comment for document in documents for comment in document.comments),
    )


def _graft(inner: _Document, frame: Element) -> None:
    """Hang a frame's document below its element, boxes in page coordinates."""
    inner_root = inner.root
    if inner_root is None:
        return
    if frame.box is not None:
        inner.move_into(frame.box)
    inner_root.parent = frame
    frame.append(inner_root)
