"""Decides which annotated pictures a package holds: what part of which capture, with which boxes on it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from inspector_gui.domain.annotations import Annotation
from inspector_gui.domain.captures import Capture
from inspector_gui.domain.findings import Finding
from inspector_gui.domain.geometry import Box
from inspector_gui.exchange.package_format import picture_name

#: Largest picture and room around the boxes, in CSS pixels.
WIDTH, HEIGHT, MARGIN = 1366.0, 900.0, 120.0
#: A finding seen in more places shows this many pictures; all strips are in the package anyway.
PICTURES_PER_FINDING = 6


@dataclass(frozen=True, slots=True)
class Stroke:
    """One box to draw, in CSS pixels of the page: `by_person` solid red, otherwise dashed amber; `number` on its tag."""

    box: Box
    number: int
    label: str
    by_person: bool


@dataclass(frozen=True, slots=True)
class PicturePlan:
    """One picture: `crop` of `capture`, in CSS pixels of the page. `owner_id` is the finding, or an annotation without one."""

    owner_id: str
    number: int
    capture: Capture
    crop: Box
    strokes: tuple[Stroke, ...]

    @property
    def name(self) -> str:
        return picture_name(self.owner_id, self.number)


def plan_pictures(
    *, findings: Sequence[Finding], annotations: Sequence[Annotation], captures: Iterable[Capture],
) -> list[PicturePlan]:
    """Pictures of every finding and every annotation that belongs to no finding, where the capture has a picture."""
    shown = {capture.id: capture for capture in captures if capture.strips and capture.width and capture.height}
    tied: dict[str, list[Annotation]] = {}
    for annotation in annotations:
        tied.setdefault(annotation.finding_id, []).append(annotation)
    known = {finding.id for finding in findings}
    plans = [plan for finding in findings for plan in _of_finding(finding, tied.get(finding.id, []), shown)]
    for owner, loose in tied.items():
        if owner not in known:
            plans += [plan for annotation in loose for plan in _of_annotation(annotation, shown)]
    return plans


def _of_finding(finding: Finding, annotations: Sequence[Annotation], captures: Mapping[str, Capture]) -> list[PicturePlan]:
    strokes: dict[str, list[Stroke]] = {}
    for number, annotation in enumerate(annotations, start=1):
        strokes.setdefault(annotation.capture_id, []).append(_of_person(annotation, number))
    for place, number in zip(finding.places, place_numbers(finding, annotations), strict=True):
        if place.box is not None:
            strokes.setdefault(place.capture_id, []).append(Stroke(place.box, number, finding.rule, by_person=False))
    bare = [place.capture_id for place in finding.places if place.box is None]
    crops = [
        (captures[id], window, drawn)
        for id, of_capture in strokes.items() if id in captures for window, drawn in _windows(of_capture, captures[id])
    ]
    crops += [(captures[id], _top(captures[id]), ()) for id in dict.fromkeys(bare) if id in captures and id not in strokes]
    return [
        PicturePlan(finding.id, number, capture, crop, drawn)
        for number, (capture, crop, drawn) in enumerate(crops[:PICTURES_PER_FINDING], start=1)
    ]


def place_numbers(finding: Finding, annotations: Sequence[Annotation]) -> list[int]:
    """The number each place of a finding carries on its pictures; 0 for a place without a box.

    The annotations of the finding come first, numbered from 1 in the order given.
    """
    numbers: list[int] = []
    for place in finding.places:
        numbers.append(0 if place.box is None else len(annotations) + 1 + sum(number > 0 for number in numbers))
    return numbers


def _of_annotation(annotation: Annotation, captures: Mapping[str, Capture]) -> list[PicturePlan]:
    capture = captures.get(annotation.capture_id)
    if capture is None:
        return []
    [(crop, strokes)] = _windows([_of_person(annotation, 1)], capture)
    return [PicturePlan(annotation.id, 1, capture, crop, strokes)]


def _of_person(annotation: Annotation, number: int) -> Stroke:
    return Stroke(annotation.box, number, annotation.note or annotation.category, by_person=True)


def _windows(strokes: Sequence[Stroke], capture: Capture) -> list[tuple[Box, tuple[Stroke, ...]]]:
    """Crops that show all boxes, from top to bottom; boxes that fit one crop share it. Persons' boxes come first."""
    groups: list[tuple[Box, list[Stroke]]] = []
    for stroke in sorted(strokes, key=lambda s: (not s.by_person, s.box.y, s.box.x)):
        for index, (around, members) in enumerate(groups):
            wider = around.united(stroke.box)
            if wider.width <= WIDTH and wider.height + MARGIN <= HEIGHT:
                groups[index] = (wider, [*members, stroke])
                break
        else:
            groups.append((stroke.box, [stroke]))
    return [(_crop(around, capture), tuple(members)) for around, members in groups]


def _crop(around: Box, capture: Capture) -> Box:
    """The part of the page to show: as wide as allowed for orientation, as high as the boxes with room around them."""
    width = min(WIDTH, float(capture.width))
    height = min(HEIGHT, float(capture.height), around.height + 2 * MARGIN)
    left = around.x + around.width / 2 - width / 2 if around.width <= width else around.x
    top = around.y - min(MARGIN, max(0.0, (height - around.height) / 2)) if around.height <= height else around.y - MARGIN / 4
    return Box(_kept(left, width, capture.width), _kept(top, height, capture.height), width, height)


def _kept(start: float, length: float, total: int) -> float:
    return max(0.0, min(start, total - length))


def _top(capture: Capture) -> Box:
    return Box(0.0, 0.0, min(WIDTH, float(capture.width)), min(HEIGHT, float(capture.height)))
