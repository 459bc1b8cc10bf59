"""Which part of a page an annotated picture shows."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector_gui.domain.annotations import Annotation
from inspector_gui.domain.captures import Capture, EvidenceKind, EvidenceRef, Fitness, Outcome, PageRole
from inspector_gui.domain.findings import Finding, Occurrence
from inspector_gui.domain.geometry import Box
from inspector_gui.exchange.picture_plan import HEIGHT, PICTURES_PER_FINDING, WIDTH, place_numbers, plan_pictures


def capture(width: int = 1366, height: int = 8000, *, id: str = "c1", strips: bool = True) -> Capture:
    strip = EvidenceRef(EvidenceKind.STRIP, "0" * 64, 1, "image/png", 0, 0, width, height)
    return Capture(id, "r", "w", "u", "u", PageRole.HOME, 0, "", Outcome.COMPLETE, Fitness.FIT, width=width, height=height,
                   evidence=(strip,) if strips else ())


def finding(*boxes: Box | None, capture_id: str = "c1") -> Finding:
    return Finding("F1", "r", "w", "D22/1", "x", places=tuple(Occurrence(capture_id, "u", box=box) for box in boxes))


def plans(found: Finding, *notes: Annotation, page: Capture | None = None):
    return plan_pictures(findings=[found], annotations=notes, captures=[page or capture()])


def test_places_near_each_other_share_a_picture_and_far_ones_do_not():
    made = plans(finding(Box(10, 100, 50, 20), Box(10, 400, 50, 20), Box(10, 5000, 50, 20)))
    assert [[stroke.number for stroke in plan.strokes] for plan in made] == [[1, 2], [3]]
    assert [plan.name for plan in made] == ["data/pictures/F1-1.png", "data/pictures/F1-2.png"]


def test_annotations_come_first_and_places_count_on():
    note = Annotation("A1", "c1", Box(10, 5000, 50, 20), note="看", finding_id="F1")
    found = finding(Box(10, 100, 50, 20), None)
    assert place_numbers(found, [note]) == [2, 0]
    made = plans(found, note)
    assert [(s.number, s.by_person, s.label) for plan in made for s in plan.strokes] == [(1, True, "看"), (2, False, "D22/1")]


def test_a_place_without_a_box_shows_the_top_of_the_page():
    [plan] = plans(finding(None))
    assert plan.crop == Box(0, 0, WIDTH, HEIGHT)
    assert plan.strokes == ()


def test_an_annotation_without_a_finding_has_a_picture_of_its_own():
    note = Annotation("A7", "c1", Box(10, 5000, 50, 20))
    [plan] = plan_pictures(findings=[], annotations=[note], captures=[capture()])
    assert plan.name == "data/pictures/A7-1.png"


@pytest.mark.parametrize("page", [capture(strips=False), capture(id="other"), capture(0, 0)])
def test_no_picture_without_strips(page):
    assert plans(finding(Box(0, 0, 10, 10), None), page=page) == []


def test_the_number_of_pictures_is_bounded():
    far_apart = finding(*[Box(0, n * 2000, 10, 10) for n in range(20)])
    assert len(plans(far_apart, page=capture(height=60_000))) == PICTURES_PER_FINDING


@given(
    st.floats(-50, 3000), st.floats(-50, 9000), st.floats(0, 5000), st.floats(0, 9000),
    st.integers(1, 3000), st.integers(1, 9000),
)
def test_a_crop_lies_on_the_page_and_shows_the_box_where_it_can(x, y, width, height, page_width, page_height):
    box = Box(x, y, width, height)
    [plan] = plans(finding(box), page=capture(page_width, page_height))
    crop = plan.crop
    assert 0 <= crop.x <= crop.right <= page_width + 1e-6
    assert 0 <= crop.y <= crop.bottom <= page_height + 1e-6
    assert crop.width <= WIDTH
    assert crop.height <= HEIGHT
    if box.x >= 0 and box.y >= 0 and box.right <= page_width and box.bottom <= page_height and box.height <= crop.height:
        assert crop.y - 1e-6 <= box.y <= box.bottom <= crop.bottom + 1e-6
