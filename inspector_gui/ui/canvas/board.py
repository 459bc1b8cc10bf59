"""What lies on the page: machine marks, annotations, selection and drafts, as plain values without any Qt."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from inspector_gui.app.views import Mark
from inspector_gui.domain.annotations import Annotation, Handle, handle_at
from inspector_gui.domain.findings import FindingState
from inspector_gui.domain.geometry import Box
from inspector_gui.ui.canvas.snapping import ElementIndex


def _nothing(_: object) -> None:
    """Default listener."""


@dataclass(slots=True)
class Board:
    """State of one page on the canvas and the wishes it passes on.

    `draft` is an annotation or box being pulled right now, `hovered` the element that a click would take. The `on_…`
    callables hear of finished gestures; the board itself never changes `annotations`, the archive does.
    """

    page_width: float = 0.0
    page_height: float = 0.0
    marks: tuple[Mark, ...] = ()
    annotations: tuple[Annotation, ...] = ()
    elements: ElementIndex = field(default_factory=ElementIndex)
    finding_id: str = ""
    annotation_id: str = ""
    draft: Annotation | Box | None = None
    hovered: Box | None = None
    snapping: bool = True
    on_drawn: Callable[[Box], None] = _nothing
    on_changed: Callable[[Annotation], None] = _nothing
    on_annotation: Callable[[str], None] = _nothing
    on_mark: Callable[[str], None] = _nothing

    @property
    def selected(self) -> Annotation | None:
        return next((a for a in self.annotations if a.id == self.annotation_id), None)

    @property
    def drawn_annotations(self) -> tuple[Annotation, ...]:
        """The annotations as they are to be painted: the one being pulled in its new place."""
        draft = self.draft
        if not isinstance(draft, Annotation):
            return self.annotations
        return tuple(draft if a.id == draft.id else a for a in self.annotations)

    def held_at(self, x: float, y: float, reach: float) -> tuple[Annotation, Handle] | None:
        """The annotation under the point and its handle: the selected one first, then the smallest."""
        selected = self.selected
        candidates: Sequence[Annotation] = sorted(self.annotations, key=lambda a: a.box.area)
        for annotation in ([selected] if selected else []) + list(candidates):
            handle = handle_at(annotation.box, x, y, reach=reach)
            if handle is not None:
                return annotation, handle
        return None

    def mark_at(self, x: float, y: float) -> Mark | None:
        """The smallest mark that contains the point; dismissed ones only when nothing else is there."""
        inside = [m for m in self.marks if m.box.contains(x, y)]
        return min(inside, key=lambda m: (m.state is FindingState.DISMISSED, m.box.area), default=None)

    def element_at(self, x: float, y: float) -> Box | None:
        return self.elements.at(x, y) if self.snapping else None
