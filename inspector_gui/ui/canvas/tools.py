"""The pointer tools as generators: each gesture reads from press to release, top to bottom.

A tool is called with the press, then receives every further pointer event at a `yield` until it returns.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass
from enum import Enum

from inspector_gui.domain.annotations import MINIMUM_EDGE, Handle, dragged, kept_on_page
from inspector_gui.domain.geometry import Box
from inspector_gui.ui.canvas.board import Board


class Phase(Enum):
    """What happened to the pointer; CANCEL is the Escape key or a lost pointer."""

    PRESS = "press"
    MOVE = "move"
    RELEASE = "release"
    CANCEL = "cancel"


@dataclass(frozen=True, slots=True)
class Pointer:
    """A pointer event on the page, in CSS pixels; `reach` is how near counts as touching a handle."""

    phase: Phase
    x: float
    y: float
    reach: float = 4.0


Gesture = Generator[None, Pointer, None]
Tool = Callable[[Board, Pointer], Gesture]


def select(board: Board, press: Pointer) -> Gesture:
    """Pick an annotation or a mark; pull an annotation's handle to resize it, its inside to move it."""
    held = board.held_at(press.x, press.y, press.reach)
    if held is None:
        board.on_annotation("")
        mark = board.mark_at(press.x, press.y)
        if mark is not None:
            board.on_mark(mark.finding_id)
        return
    annotation, handle = held
    board.on_annotation(annotation.id)
    box = annotation.box
    event = yield
    while event.phase is Phase.MOVE:
        box = _pulled(board, annotation.box, handle, event.x - press.x, event.y - press.y)
        board.draft = annotation.with_box(box)
        event = yield
    board.draft = None
    if event.phase is Phase.RELEASE and box != annotation.box and _is_meant(box):
        board.on_changed(annotation.with_box(box))


def rectangle(board: Board, press: Pointer) -> Gesture:
    """Draw a rectangle; a click without pulling takes the element under the pointer when snapping is on.

    The grips of the selected annotation work here too, so that a new rectangle can be corrected at once.
    """
    held = board.held_at(press.x, press.y, press.reach)
    if held is not None and held[0].id == board.annotation_id and held[1] is not Handle.BODY:
        yield from select(board, press)
        return
    element = board.element_at(press.x, press.y)
    box = Box(press.x, press.y, 0.0, 0.0)
    event = yield
    while event.phase is Phase.MOVE:
        drawn = Box.between(press.x, press.y, event.x, event.y)
        box = kept_on_page(drawn, width=board.page_width, height=board.page_height)
        if _is_meant(box):
            board.hovered, board.draft = None, box
        event = yield
    board.draft = board.hovered = None
    if event.phase is not Phase.RELEASE:
        return
    if _is_meant(box):
        board.on_drawn(box)
    elif element is not None:
        board.on_drawn(kept_on_page(element, width=board.page_width, height=board.page_height))


def _is_meant(box: Box) -> bool:
    return box.width >= MINIMUM_EDGE and box.height >= MINIMUM_EDGE


def _pulled(board: Board, box: Box, handle: Handle, dx: float, dy: float) -> Box:
    """`box` after pulling, kept on the page; moving never changes its size."""
    if handle is Handle.BODY:
        dx = min(max(dx, -box.x), board.page_width - box.right)
        dy = min(max(dy, -box.y), board.page_height - box.bottom)
        return box.moved(dx, dy)
    return kept_on_page(dragged(box, handle, dx, dy), width=board.page_width, height=board.page_height)
