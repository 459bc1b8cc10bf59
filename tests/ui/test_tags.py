"""Tags stand beside their boxes, not on them, and not on each other."""

from __future__ import annotations

from PySide6.QtCore import QRectF

from inspector_gui.ui.canvas.tags import place_tag

VIEW = QRectF(0, 0, 800, 600)


def test_below_where_there_is_room():
    box = QRectF(100, 100, 300, 40)
    tag = place_tag(box, 150, 20, VIEW, [box])
    assert not tag.intersects(box)
    assert tag.top() >= box.bottom()


def test_above_at_the_lower_edge_of_the_view():
    box = QRectF(100, 540, 300, 55)
    tag = place_tag(box, 150, 20, VIEW, [box])
    assert tag.bottom() <= box.top()
    assert VIEW.contains(tag)


def test_not_on_another_box_nor_on_another_tag():
    box, other = QRectF(100, 100, 300, 40), QRectF(100, 141, 300, 40)
    first = place_tag(box, 150, 20, VIEW, [box, other])
    assert not first.intersects(other)
    second = place_tag(box, 150, 20, VIEW, [box, other, first])
    assert not second.intersects(first)
    assert not second.intersects(box)


def test_three_tags_of_one_and_the_same_box_are_all_legible():
    box = QRectF(10, 300, 700, 100)
    taken = [box, box, box]
    for _ in range(3):
        taken.append(place_tag(box, 60, 20, VIEW, taken))
    tags = taken[3:]
    assert not any(a.intersects(b) for n, a in enumerate(tags) for b in tags[n + 1 :])
    assert not any(tag.intersects(box) for tag in tags)


def test_a_box_that_fills_the_view_holds_its_tag():
    tag = place_tag(QRectF(-50, -50, 1000, 900), 150, 20, VIEW, [])
    assert VIEW.contains(tag)


def test_a_box_inside_another_is_no_obstacle_of_its_frame():
    frame, box = QRectF(0, 0, 790, 590), QRectF(100, 100, 300, 40)
    assert place_tag(box, 150, 20, VIEW, [frame, box]).top() >= box.bottom()
